//! Who decides.

pub mod actor;
pub mod baseline;
mod error;
pub mod read;
pub mod spatial;

pub use actor::{Actor, ActorSet};
pub use baseline::{Centre, baseline};
pub use error::Error;
pub use read::{Case, PositionScale, read_actors};
