//! National Material Capabilities (Singer 1987; Correlates of War), versions 6.0 and 7.0.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// The capabilities of a state in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NmcRow {
    /// The state.
    pub state: StateId,
    /// The year.
    pub year: Year,
    /// Military spending in thousand US dollars of the year (pounds sterling before 1914).
    pub milex: Option<f64>,
    /// Military personnel in thousands.
    pub milper: Option<f64>,
    /// Iron and steel in thousand tons.
    pub irst: Option<f64>,
    /// Primary energy consumption in thousand tons of coal equivalent.
    pub pec: Option<f64>,
    /// Population in thousands.
    pub tpop: Option<f64>,
    /// Urban population in thousands.
    pub upop: Option<f64>,
    /// Composite index of national capability.
    pub cinc: Option<f64>,
}

/// Version 7.0, to 2022.
pub const FILE_7: &str = "cow_nmc_7.0";
/// Version 6.0, to 2016.
pub const FILE_6: &str = "cow_nmc_6.0";

/// Reads the file of either version.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn read(folder: &dyn Source, file: &str) -> Result<Vec<NmcRow>, Error> {
    let file = input::open(folder, file)?;
    let mut rows = Rows::new(&file)?;
    let (ccode, year) = (rows.column("ccode")?, rows.column("year")?);
    let columns = [
        rows.column("milex")?,
        rows.column("milper")?,
        rows.column("irst")?,
        rows.column("pec")?,
        rows.column("tpop")?,
        rows.column("upop")?,
        rows.column("cinc")?,
    ];
    let mut out = Vec::with_capacity(file.bytes.len() / 40);
    rows.each(|row| {
        let mut v = [None; 7];
        for (cell, col) in v.iter_mut().zip(columns) {
            *cell = row.quantity(col)?;
        }
        let [milex, milper, irst, pec, tpop, upop, cinc] = v;
        out.push(NmcRow {
            state: row.state(ccode)?,
            year: row.year(year)?,
            milex,
            milper,
            irst,
            pec,
            tpop,
            upop,
            cinc,
        });
        Ok(())
    })?;
    Ok(out)
}
