//! Where states lie: minimum distances, contiguity, capitals.

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

/// A spell of direct contiguity of one state with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContiguitySpell {
    /// One state.
    pub a: StateId,
    /// The other.
    pub b: StateId,
    /// 1 by land; by sea up to 12 (2), 24 (3), 150 (4) or 400 miles (5); 0 not at all. Not a
    /// measure of distance.
    pub kind: u8,
    /// Year in which the spell begins.
    pub from: Year,
    /// Year in which it ends; the list ends in 2016, which stands for "still".
    pub to: Year,
}

/// Reads `cow_contiguity_3.2` (Stinnett et al. 2002), both directions, in the order of the file.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn contiguity(folder: &dyn Source) -> Result<Vec<ContiguitySpell>, Error> {
    let file = input::open(folder, "cow_contiguity_3.2")?;
    let mut rows = Rows::new(&file)?;
    let (a, b) = (rows.column("ccode1")?, rows.column("ccode2")?);
    let kind = rows.column("conttype")?;
    let (from, to) = (rows.column("stdate")?, rows.column("enddate")?);
    let mut out = Vec::with_capacity(2_000);
    rows.each(|row| {
        let n = row.whole(kind)?;
        out.push(ContiguitySpell {
            a: row.state(a)?,
            b: row.state(b)?,
            kind: u8::try_from(n)
                .ok()
                .filter(|k| *k <= 5)
                .ok_or_else(|| row.wrong(kind, format!("`{n}` is not a type from 0 to 5")))?,
            from: row.date_year(from)?,
            to: row.date_year(to)?,
        });
        Ok(())
    })?;
    Ok(out)
}

/// A spell of a capital.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capital {
    /// The state.
    pub state: StateId,
    /// Year in which the spell begins.
    pub from: Year,
    /// Year in which it ends.
    pub to: Year,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// Reads `cow_capitals`, in the order of the file.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn capitals(folder: &dyn Source) -> Result<Vec<Capital>, Error> {
    let file = input::open(folder, "cow_capitals")?;
    let mut rows = Rows::new(&file)?;
    let state = rows.column("ccode")?;
    let (from, to) = (rows.column("stdate")?, rows.column("enddate")?);
    let (latitude, longitude) = (rows.column("lat")?, rows.column("lng")?);
    let mut out = Vec::with_capacity(300);
    rows.each(|row| {
        out.push(Capital {
            state: row.state(state)?,
            from: row.date_year(from)?,
            to: row.date_year(to)?,
            latitude: row.number(latitude)?,
            longitude: row.number(longitude)?,
        });
        Ok(())
    })?;
    Ok(out)
}
