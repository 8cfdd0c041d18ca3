//! The arithmetic of Antumbra.
//!
//! Everything here is a pure function of its arguments (and, where draws are made, of a seed):
//! the same bytes for any number of threads, on any platform. The crate knows nothing of states.

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
