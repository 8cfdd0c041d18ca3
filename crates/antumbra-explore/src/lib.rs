//! Learning from an ensemble: which conditions go with an outcome, and which inputs drive it.
//!
//! The crate is domain-free: every analysis takes [`Cases`], chosen columns of any
//! [`Table`](antumbra_core::Table), and gives plain values back.

pub mod cases;
pub mod condition;
mod error;
pub mod logistic;
pub mod prim;
pub mod sensitivity;
pub mod stacking;
pub mod tree;

pub use cases::{Cases, Input, MissingRows};
pub use error::Error;
pub use prim::{Limit, Objective, Prim, PrimSettings, Seek, Step, Trajectory};
