//! What could be done: paths through time, in two worlds.

mod check;
pub mod compare;
mod error;
pub mod evidence;
pub mod inputs;
pub mod outcomes;
pub mod path;
mod plan;
pub mod setup;
pub mod sim;

pub use compare::{BreakEven, Window, at_psi, break_even_psi, window};
pub use error::Error;
pub use inputs::{InputDef, Suggestion, inputs};
pub use outcomes::{Direction, Failure, Group, OutcomeDef, Outcomes, outcomes};
pub use path::{DatedLever, Lever, PathDef, Ramp, TreatyState, World};
pub use plan::Plan;
pub use setup::Setup;
pub use sim::Simulator;
