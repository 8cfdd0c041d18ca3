//! The arithmetic of Antumbra.
//!
//! Everything here is a pure function of its arguments (and, where draws are made, of a seed):
//! the same bytes for any number of threads, on any platform. The crate knows nothing of states.

#![allow(clippy::excessive_precision)] // constants are printed as they were computed

pub mod dist;
mod error;
pub mod kernel;
pub mod quantile;
pub mod sum;

pub use error::Error;
