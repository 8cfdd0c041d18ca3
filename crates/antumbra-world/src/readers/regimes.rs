//! Democracy and rivalry.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// Scores of democracy of a state in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemocracyRow {
    /// The state.
    pub state: StateId,
    /// The year.
    pub year: Year,
    /// V-Dem's index of polyarchy, 0 to 1.
    pub polyarchy: Option<f64>,
    /// Extended Unified Democracy Score (standardised).
    pub uds: Option<f64>,
    /// Polity score, -10 to 10.
    pub polity: Option<f64>,
}

/// Reads `democracy_cow`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn democracy(folder: &dyn Source) -> Result<Vec<DemocracyRow>, Error> {
    let file = input::open(folder, "democracy_cow")?;
    let mut rows = Rows::new(&file)?;
    let (ccode, year) = (rows.column("ccode")?, rows.column("year")?);
    let (polyarchy, uds) = (rows.column("v2x_polyarchy")?, rows.column("euds")?);
    let polity = rows.column("polity2")?;
    let mut out = Vec::with_capacity(18_000);
    rows.each(|row| {
        out.push(DemocracyRow {
            state: row.state(ccode)?,
            year: row.year(year)?,
            polyarchy: row.number_or_none(polyarchy)?,
            uds: row.number_or_none(uds)?,
            polity: row.number_or_none(polity)?,
        });
        Ok(())
    })?;
    Ok(out)
}

/// A strategic rivalry between two states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rivalry {
    /// One state.
    pub a: StateId,
    /// The other.
    pub b: StateId,
    /// First year.
    pub from: Year,
    /// Last year; the list ends in 2020, which stands for "still".
    pub to: Year,
}

/// Reads `rivalries_tss_2021` (Thompson, Sakuwa & Suhas 2021).
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn rivalries(folder: &dyn Source) -> Result<Vec<Rivalry>, Error> {
    let file = input::open(folder, "rivalries_tss_2021")?;
    let mut rows = Rows::new(&file)?;
    let (a, b) = (rows.column("ccode1")?, rows.column("ccode2")?);
    let (from, to) = (rows.column("start")?, rows.column("end")?);
    let mut out = Vec::with_capacity(270);
    rows.each(|row| {
        out.push(Rivalry {
            a: row.state(a)?,
            b: row.state(b)?,
            from: row.year(from)?,
            to: row.year(to)?,
        });
        Ok(())
    })?;
    Ok(out)
}
