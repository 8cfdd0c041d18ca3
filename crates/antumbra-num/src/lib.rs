//! The arithmetic of Antumbra.
//!
//! Everything here is a pure function of its arguments and, where draws are made, of a seed. The
//! crate knows nothing of states, files or threads.
//!
//! | module | what |
//! |---|---|
//! | [`kernel`] | exp, ln, logistic, powers, trigonometry with the same bits everywhere |
//! | [`sum`], [`quantile`] | sums in a fixed order; quantiles in linear time |
//! | [`dist`] | distributions by their quantile functions |
//! | [`design`] | point sets addressable by index |
//! | [`linalg`] | small dense symmetric matrices |
//! | [`logit`] | logistic regression with a verdict and clustered errors |
//! | [`scores`], [`split`] | how good probabilities are; which rows to test on |
//! | [`bootstrap`] | resampling intervals |
//!
//! # Why own kernels
//! The results of Antumbra are promised to be the same bytes on every machine. Platform libraries
//! round exp and ln differently, and fused operations depend on the processor: both are banned from
//! the workspace. What remains is IEEE 754 double arithmetic, which is the same wherever it is
//! implemented (on 32-bit x86 without SSE2 it is not: that target is not supported).
//!
//! # Example
//! The 5th, 50th and 95th percentiles of a product of two uncertain factors, by 1,024 scrambled
//! Sobol' points:
//! ```
//! use antumbra_core::{Range, Seed};
//! use antumbra_num::{design::{PointSet, Sobol}, dist::{Beta, Distribution, Fitted}, quantile};
//!
//! let reliability = Beta::new(3.5, 2.9)?;
//! let capability = Fitted::new(Range { lo: 1.0, mid: 1.5, hi: 3.0 }, Some(0.0), None)?;
//! let points = Sobol::scrambled(2, Seed(1))?;
//! let draws: Vec<f64> = (0..1024)
//!     .map(|i| {
//!         reliability.quantile(points.coordinate(i, 0))
//!             * capability.quantile(points.coordinate(i, 1))
//!     })
//!     .collect();
//! let range = quantile::range(&draws).unwrap();
//! assert!(range.lo < 0.4 && (0.7..0.9).contains(&range.mid) && range.hi > 1.6);
//! # Ok::<(), antumbra_num::Error>(())
//! ```
//!
//! # Limits
//! Dense matrices of a few dozen rows; one thread (callers split the work); gamma and beta functions
//! to about 13 digits for arguments up to about a million; no complex numbers, no single precision.

#![allow(clippy::excessive_precision)] // constants are printed as they were computed
#![allow(clippy::needless_range_loop)] // index loops keep the order of summation in sight

pub mod bootstrap;
pub mod design;
pub mod dist;
mod error;
pub mod kernel;
pub mod linalg;
pub mod logit;
pub mod quantile;
pub mod scores;
pub mod split;
pub mod sum;

pub use error::Error;
