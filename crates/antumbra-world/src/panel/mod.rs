//! The dyad-year panel of two centuries, from the public files.
//!
//! States and years are dense indices of a [`System`]; what is dyadic is laid out year by year, so
//! that the whole panel never has to be in memory. Every filling of a gap is by a stated rule.

mod capability;
mod disputes;
mod meeting;
mod regime;
mod sample;
mod space;
mod system;
mod table;
mod ties;

pub use capability::{Filled, Regression, SHARE_FLOOR, Shares};
pub use disputes::{Cell, Disputes, Past};
pub use meeting::{Defender, Meeting};
pub use regime::Regimes;
pub use sample::{COVARIATES, Pairs, Row, Sample, Strength};
pub use space::{Contiguity, Distances, Space};
pub use system::System;
pub use table::{Panel, Part};
pub use ties::{Ties, YearOfTies};

use crate::Error;
use crate::readers::nmc;
use antumbra_core::Year;
use antumbra_core::outside::Source;

/// Everything that the estimation sample is built from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Members by year.
    pub system: System,
    /// Shares of capability.
    pub shares: Shares,
    /// Contiguity and distances.
    pub space: Space,
    /// Alliance obligations.
    pub ties: Ties,
    /// Disputes.
    pub disputes: Disputes,
    /// Polyarchy, nuclear status, rank, rivalry.
    pub regimes: Regimes,
}

/// First year of the state system.
pub const FIRST: Year = Year(1816);
/// Last year of the estimation panel's covariates.
pub const LAST: Year = Year(2019);
/// Last year of recorded disputes.
pub const LAST_OUTCOME: Year = Year(2014);
/// In the estimation a rivalry that lasts to this year or beyond counts as still on.
const RIVALRY_OPEN_FROM: i16 = 2015;

impl Inputs {
    /// Reads the public files that the estimation sample needs, 1816-2019.
    ///
    /// # Errors
    /// When a file is missing or cannot be understood.
    pub fn read(folder: &dyn Source) -> Result<Self, Error> {
        let system = System::read(folder, FIRST, LAST)?;
        Ok(Inputs {
            shares: Shares::new(&system, &nmc::read(folder, nmc::FILE_7)?)?,
            space: Space::read(folder, &system)?,
            ties: Ties::read(folder, &system)?,
            disputes: Disputes::read(folder, &system)?,
            regimes: Regimes::read(folder, &system, RIVALRY_OPEN_FROM)?,
            system,
        })
    }
}
