//! Trade between states (Barbieri, Keshk & Pollins 2009; Correlates of War 4.0).

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// Trade of a pair of states in a year (`a < b`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TradeRow {
    /// The state with the smaller number.
    pub a: StateId,
    /// The other.
    pub b: StateId,
    /// The year.
    pub year: Year,
    /// Imports of `a` from `b`, US dollars of the year.
    pub imports_a: Option<f64>,
    /// Imports of `b` from `a`, US dollars of the year.
    pub imports_b: Option<f64>,
}

/// Reads `cow_trade_4.0_dyad_year`, 1870-2014.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn dyads(folder: &dyn Source) -> Result<Vec<TradeRow>, Error> {
    let file = input::open(folder, "cow_trade_4.0_dyad_year")?;
    let mut rows = Rows::new(&file)?;
    let (a, b) = (rows.column("ccode1")?, rows.column("ccode2")?);
    let year = rows.column("year")?;
    let flows = [rows.column("flow1")?, rows.column("flow2")?];
    let mut out = Vec::with_capacity(file.bytes.len() / 21);
    rows.each(|row| {
        out.push(TradeRow {
            a: row.state(a)?,
            b: row.state(b)?,
            year: row.year(year)?,
            imports_a: row.quantity(flows[0])?.map(|x| x * 1e6),
            imports_b: row.quantity(flows[1])?.map(|x| x * 1e6),
        });
        Ok(())
    })?;
    Ok(out)
}

/// Trade of a state with all others in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NationalTrade {
    /// The state.
    pub state: StateId,
    /// The year.
    pub year: Year,
    /// Imports, US dollars of the year.
    pub imports: Option<f64>,
    /// Exports, US dollars of the year.
    pub exports: Option<f64>,
}

/// Reads `cow_trade_4.0_state_year`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn national(folder: &dyn Source) -> Result<Vec<NationalTrade>, Error> {
    let file = input::open(folder, "cow_trade_4.0_state_year")?;
    let mut rows = Rows::new(&file)?;
    let (state, year) = (rows.column("ccode")?, rows.column("year")?);
    let (imports, exports) = (rows.column("imports")?, rows.column("exports")?);
    let mut out = Vec::with_capacity(15_000);
    rows.each(|row| {
        out.push(NationalTrade {
            state: row.state(state)?,
            year: row.year(year)?,
            imports: row.quantity(imports)?.map(|x| x * 1e6),
            exports: row.quantity(exports)?.map(|x| x * 1e6),
        });
        Ok(())
    })?;
    Ok(out)
}
