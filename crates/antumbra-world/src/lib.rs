//! What is.
//!
//! A [`World`] answers what the public record says about states: their figures by year
//! ([`Variable`]), who owes whom defence, how far they lie apart, whose troops stand where, who
//! supplies the arms, who has nuclear weapons and whom they cover. Every answer is a value with
//! its year, tag and source, or the reason why there is none; a year beyond coverage is never a
//! zero. The crate knows nothing of models.
//!
//! ```
//! use antumbra_core::{Dyad, StateId, Year};
//! use antumbra_world::{Variable, World};
//!
//! let world = World::embedded()?;
//! let (japan, usa) = (StateId::cow(740), StateId::cow(2));
//! let cinc = world.figure(Variable::Cinc, japan, Year(2022));
//! assert_eq!(cinc.value().map(|f| f.value), Some(0.02471));
//! // An obligation has a direction.
//! let pact = Dyad { from: usa, to: japan };
//! assert_eq!(world.owes_defence(pact, Year(2026)).len(), 1);
//! assert!(world.owes_defence(pact.reversed(), Year(2026)).is_empty());
//! # Ok::<(), antumbra_world::Error>(())
//! ```
//!
//! There is one way in: [`World::from_tables`] over the normalised schema of [`Tables`].
//!
//! Limits: the record is national and yearly; military spending is what governments and the
//! compilers report; defence obligations are what treaties say, not what states would do.

pub mod catalogue;
pub mod codes;
mod commitments;
mod distance;
mod embedded;
mod error;
mod figures;
pub mod import;
mod input;
mod nuclear;
pub mod panel;
pub mod readers;
mod schema;
mod tables;
mod variable;
mod world;

pub use embedded::EmbeddedFiles;
pub use error::Error;
pub use figures::Spending;
pub use nuclear::{Arsenal, Cover, Strike};
pub use tables::{
    ArmsRow, CanStrike, CoverRow, CoverageRow, DistanceRow, Figure, FigureRow, GapRow, Notion,
    ReachRow, StationedRow, Tables, Treaty, TreatyMember, WarheadRow,
};
pub use variable::{Series, Variable};
pub use world::World;
