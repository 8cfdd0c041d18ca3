//! Who decides.

pub mod actor;
pub mod baseline;
pub mod deal;
pub mod draws;
mod error;
pub mod gates;
pub mod opinion;
pub mod read;
pub mod sensitivity;
pub mod spatial;

pub use actor::{Actor, ActorSet};
pub use baseline::{Centre, baseline};
pub use error::Error;
pub use read::{Case, PositionScale, read_actors};
