//! Where states lie: minimum distances.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// The minimum distance between two states in a year (`a < b`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MinDistance {
    /// The state with the smaller number.
    pub a: StateId,
    /// The other.
    pub b: StateId,
    /// The year.
    pub year: Year,
    /// Kilometres between the nearest points of the two territories.
    pub km: f64,
}

/// Reads `cow_min_distance`, 1886-2019. Small islands are left out of its polygons.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn min_distances(folder: &dyn Source) -> Result<Vec<MinDistance>, Error> {
    let file = input::open(folder, "cow_min_distance")?;
    let mut rows = Rows::new(&file)?;
    let (a, b) = (rows.column("ccode1")?, rows.column("ccode2")?);
    let (year, km) = (rows.column("year")?, rows.column("mindist")?);
    let mut out = Vec::with_capacity(file.bytes.len() / 21);
    rows.each(|row| {
        if let Some(d) = row.quantity(km)? {
            out.push(MinDistance {
                a: row.state(a)?,
                b: row.state(b)?,
                year: row.year(year)?,
                km: d,
            });
        }
        Ok(())
    })?;
    Ok(out)
}
