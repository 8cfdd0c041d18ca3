//! What is.
//!
//! A [`World`] answers what the public record says about states: their figures by year
//! ([`Variable`]), who owes whom defence, how far they lie apart, whose troops stand where, who
//! supplies the arms, who has nuclear weapons and whom they cover. Every answer is a value with
//! its year, tag and source, or the reason why there is none; a year beyond coverage is never a
//! zero. The crate knows nothing of models.
//!
//! There is one way in: [`World::from_tables`] over the normalised schema of [`Tables`].
//!
//! Limits: the record is national and yearly; military spending is what governments and the
//! compilers report; defence obligations are what treaties say, not what states would do.

mod commitments;
mod distance;
mod embedded;
mod error;
mod figures;
pub mod import;
mod input;
mod nuclear;
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
