//! SIPRI Military Expenditure Database (workbook of April 2025).

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// Military spending of a state in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MilexRow {
    /// The state.
    pub state: StateId,
    /// The year.
    pub year: Year,
    /// US dollars of 2023.
    pub constant_2023_usd: Option<f64>,
    /// US dollars of the year.
    pub current_usd: Option<f64>,
    /// Fraction of gross domestic product.
    pub gdp_share: Option<f64>,
    /// SIPRI marks the figure as its estimate or as uncertain.
    pub marked: bool,
}

/// Reads `sipri_milex_2025`; rows without a COW number are left out.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn milex(folder: &dyn Source) -> Result<Vec<MilexRow>, Error> {
    let file = input::open(folder, "sipri_milex_2025")?;
    let mut rows = Rows::new(&file)?;
    let (ccode, year) = (rows.column("ccode")?, rows.column("year")?);
    let constant = rows.column("constant_2023_usd_m")?;
    let current = rows.column("current_usd_m")?;
    let share = rows.column("share_gdp")?;
    let mark = rows.column("sipri_mark")?;
    let mut out = Vec::with_capacity(9_000);
    rows.each(|row| {
        if let Some(state) = row.state_or_none(ccode)? {
            let constant_2023_usd = row.quantity(constant)?.map(|x| x * 1e6);
            // A zero without a figure in constant prices is the workbook's blank (Russia beside
            // the Soviet Union in 1987-90), not a spending of nothing.
            let current_usd = row
                .quantity(current)?
                .filter(|x| *x > 0.0 || constant_2023_usd.is_some())
                .map(|x| x * 1e6);
            out.push(MilexRow {
                state,
                year: row.year(year)?,
                constant_2023_usd,
                current_usd,
                gdp_share: row.quantity(share)?,
                marked: !row.bytes(mark).is_empty(),
            });
        }
        Ok(())
    })?;
    Ok(out)
}
