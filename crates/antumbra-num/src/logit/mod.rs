//! Logistic regression by penalised maximum likelihood, for many rows and a few dozen columns.
//!
//! The estimate maximises `Σ v_i [y_i η_i - ln(1 + e^η_i)] - (ridge/2) Σ_j b_j²` with
//! `η = b_0 + Σ b_j z_j`, z the columns standardised by their mean and *population* standard
//! deviation (weights do not enter these), the intercept b_0 free of penalty. Newton's method with
//! step-halving; gradient and information are analytic.
//!
//! - [`Design`] holds the standardised columns in blocks that fit the first-level cache, and can
//!   replace a single column: the cheap way to fit a family of models that differ in one.
//! - [`fit`] returns a [`Fit`]: coefficients on the original scale, log-likelihood *without* the
//!   penalty, and a [`Verdict`]. What has no estimate (no events, NaN) is an error; what has one with
//!   a defect (a separated or collinear column under a ridge) is in the verdict.
//! - [`Fit::covariance`] gives the inverse information, the sandwich (White 1982, *Econometrica* 50)
//!   and its one-way and two-way clustered forms (Liang & Zeger 1986, *Biometrika* 73; Cameron,
//!   Gelbach & Miller 2011, *JBES* 29, eq. 2.3).
//!
//! One thread, fixed order: the same bits everywhere.
//!
//! # Cost
//! An iteration reads each row once: `8 (k + 1)` bytes of design, k + 1 rounded up to a multiple of
//! 4, and 16 of outcome and weight; it multiplies about `(k + 1)²/2` times per row. With 22 columns
//! that is 208 bytes and 300 multiplications a row: bound by arithmetic, not by memory.
//!
//! ```
//! use antumbra_num::logit::{Covariance, Design, Options, fit};
//!
//! let x: Vec<f64> = (0..200).map(|i| f64::from(i % 20)).collect();
//! let y: Vec<bool> = (0..200).map(|i| (i % 20) + (i * 7) % 13 > 15).collect();
//! let design = Design::new(&[("x", &x)])?;
//! let fitted = fit(&design, &y, None, &Options::default(), None)?;
//! assert!(fitted.verdict.converged && fitted.coefficient("x") > Some(0.0));
//! let v = fitted.covariance(&design, &y, None, &Covariance::Sandwich)?;
//! assert!(v.standard_errors()[1] > 0.0);
//! # Ok::<(), antumbra_num::Error>(())
//! ```

mod covariance;
mod design;
mod newton;
mod verdict;

pub use covariance::{Clustering, Covariance, CovarianceMatrix};
pub use design::Design;
pub use newton::{Fit, Options, fit};
pub use verdict::{Separation, Verdict};
