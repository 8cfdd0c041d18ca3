//! Nuclear warheads and nuclear status.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{Iso3, StateId, Year};

/// The military stockpile of a state in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StockpileRow {
    /// The state's code.
    pub code: Iso3,
    /// The year.
    pub year: Year,
    /// Warheads, without the retired.
    pub warheads: f64,
}

/// Reads `nuclear_stockpiles_fas`, 1945-2023; rows of the world have no code of three letters and
/// are left out.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn stockpiles(folder: &dyn Source) -> Result<Vec<StockpileRow>, Error> {
    let file = input::open(folder, "nuclear_stockpiles_fas")?;
    let mut rows = Rows::new(&file)?;
    let (code, year) = (rows.column("Code")?, rows.column("Year")?);
    let warheads = rows.column("Number of nuclear warheads")?;
    let mut out = Vec::new();
    rows.each(|row| {
        if let Some(code) = Iso3::parse(row.text(code)?)
            && let Some(n) = row.quantity(warheads)?
        {
            out.push(StockpileRow { code, year: row.year(year)?, warheads: n });
        }
        Ok(())
    })?;
    Ok(out)
}

/// The nuclear status of a state in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// The state.
    pub state: StateId,
    /// The year.
    pub year: Year,
    /// 0 none, 1 considers, 2 pursues, 3 possesses.
    pub status: u8,
}

/// Reads `nuclear_status_bleek_owid`, 1938-2022; rows without a COW number are left out.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn status(folder: &dyn Source) -> Result<Vec<StatusRow>, Error> {
    let file = input::open(folder, "nuclear_status_bleek_owid")?;
    let mut rows = Rows::new(&file)?;
    let (ccode, year) = (rows.column("ccode")?, rows.column("Year")?);
    let status = rows.column("nuclear_weapons_status")?;
    let mut out = Vec::with_capacity(17_000);
    rows.each(|row| {
        if let Some(state) = row.state_or_none(ccode)? {
            let n = row.whole(status)?;
            out.push(StatusRow {
                state,
                year: row.year(year)?,
                status: u8::try_from(n)
                    .ok()
                    .filter(|s| *s <= 3)
                    .ok_or_else(|| row.wrong(status, format!("`{n}` is not 0, 1, 2 or 3")))?,
            });
        }
        Ok(())
    })?;
    Ok(out)
}
