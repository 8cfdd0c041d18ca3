//! SIPRI Arms Transfers Database: trend-indicator values by supplier, recipient and year.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// A volume of major arms delivered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TivRow {
    /// The supplier, where it is a state with a COW number.
    pub supplier: Option<StateId>,
    /// The recipient, where it is a state with a COW number.
    pub recipient: Option<StateId>,
    /// The year.
    pub year: Year,
    /// Million trend-indicator units; 0 stands for less than half a million.
    pub tiv: f64,
}

/// Reads `sipri_tiv_1950_2021`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn tiv(folder: &dyn Source) -> Result<Vec<TivRow>, Error> {
    let file = input::open(folder, "sipri_tiv_1950_2021")?;
    let mut rows = Rows::new(&file)?;
    let (supplier, recipient) = (rows.column("supplier_ccode")?, rows.column("recipient_ccode")?);
    let (year, tiv) = (rows.column("year")?, rows.column("tiv_m")?);
    let mut out = Vec::with_capacity(23_000);
    rows.each(|row| {
        out.push(TivRow {
            supplier: row.state_or_none(supplier)?,
            recipient: row.state_or_none(recipient)?,
            year: row.year(year)?,
            tiv: row.number(tiv)?,
        });
        Ok(())
    })?;
    Ok(out)
}
