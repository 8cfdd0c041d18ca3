//! Militarized Interstate Disputes 5.0 (Palmer et al. 2022), directed dyad-years.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// A dispute between two states in a year, seen from the first. One pair may have several in a
/// year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MidRow {
    /// Number of the dispute.
    pub dispute: u16,
    /// The state from which it is seen.
    pub a: StateId,
    /// The other.
    pub b: StateId,
    /// The year.
    pub year: Year,
    /// It begins in this year.
    pub onset: bool,
    /// Is the first state on the side that began?
    pub side_a: bool,
    /// Is the other state on the side that began?
    pub side_b: bool,
    /// Was the first state there on the first day?
    pub original_a: bool,
    /// Was the other state there on the first day?
    pub original_b: bool,
    /// Hostility of the first state: 1 none, 2 threat, 3 display, 4 use of force, 5 war.
    pub hostility_a: u8,
    /// Hostility of the other.
    pub hostility_b: u8,
    /// Deaths of the first state in classes 0-6; `None` where unknown.
    pub deaths_a: Option<u8>,
    /// Deaths of the other.
    pub deaths_b: Option<u8>,
}

impl MidRow {
    /// The first state begins a dispute with the other, both there on the first day.
    pub fn is_challenge(&self) -> bool {
        self.onset && self.original_a && self.original_b && self.side_a && !self.side_b
    }
}

/// Reads `cow_mid_5.0_directed_dyad_year`, 1816-2014.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn dyad_years(folder: &dyn Source) -> Result<Vec<MidRow>, Error> {
    let file = input::open(folder, "cow_mid_5.0_directed_dyad_year")?;
    let mut rows = Rows::new(&file)?;
    let number = rows.column("dispnum")?;
    let (a, b, year) = (rows.column("ccode1")?, rows.column("ccode2")?, rows.column("year")?);
    let onset = rows.column("disponset")?;
    let sides = [rows.column("sidea1")?, rows.column("sidea2")?];
    let originals = [rows.column("orig1")?, rows.column("orig2")?];
    let hostility = [rows.column("hostlev1")?, rows.column("hostlev2")?];
    let deaths = [rows.column("fatality1")?, rows.column("fatality2")?];
    let small = |row: &input::Row<'_>, col| -> Result<Option<u8>, Error> {
        match row.whole_or_none(col)? {
            None => Ok(None),
            Some(n) => match u8::try_from(n) {
                Ok(x) if x <= 6 => Ok(Some(x)),
                _ => Err(row.wrong(col, format!("`{n}` is not a class of this column"))),
            },
        }
    };
    let mut out = Vec::with_capacity(12_000);
    rows.each(|row| {
        let n = row.whole(number)?;
        out.push(MidRow {
            dispute: u16::try_from(n)
                .map_err(|_| row.wrong(number, format!("`{n}` is not a dispute's number")))?,
            a: row.state(a)?,
            b: row.state(b)?,
            year: row.year(year)?,
            onset: row.flag(onset)?,
            side_a: row.flag(sides[0])?,
            side_b: row.flag(sides[1])?,
            original_a: row.flag(originals[0])?,
            original_b: row.flag(originals[1])?,
            hostility_a: small(&row, hostility[0])?.unwrap_or(0),
            hostility_b: small(&row, hostility[1])?.unwrap_or(0),
            deaths_a: small(&row, deaths[0])?,
            deaths_b: small(&row, deaths[1])?,
        });
        Ok(())
    })?;
    Ok(out)
}
