//! United States active-duty personnel abroad by host and year.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// Personnel in a host state in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct TroopsRow {
    /// The host.
    pub host: StateId,
    /// The year.
    pub year: Year,
    /// Active-duty persons.
    pub persons: f64,
    /// Month of the report, where the count is one report's.
    pub month: Option<String>,
}

/// Reads `us_troops_country_year`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn us_troops(folder: &dyn Source) -> Result<Vec<TroopsRow>, Error> {
    let file = input::open(folder, "us_troops_country_year")?;
    let mut rows = Rows::new(&file)?;
    let (ccode, year) = (rows.column("ccode")?, rows.column("year")?);
    let (persons, month) = (rows.column("troops_ad")?, rows.column("report_month")?);
    let mut out = Vec::with_capacity(12_000);
    rows.each(|row| {
        if let Some(host) = row.state_or_none(ccode)?
            && let Some(n) = row.quantity(persons)?
        {
            out.push(TroopsRow {
                host,
                year: row.year(year)?,
                persons: n,
                month: row.text_or_none(month)?,
            });
        }
        Ok(())
    })?;
    Ok(out)
}
