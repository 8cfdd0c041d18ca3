//! Militarized Interstate Disputes: version 5.0 (Palmer et al. 2022) by directed dyad-year, by
//! dispute and by participant, and the corrected coding of Gibler, Miller & Little (2016).

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
    let columns = DyadColumns::new(&rows, "disponset")?;
    let mut out = Vec::with_capacity(12_000);
    rows.each(|row| {
        out.push(columns.read(&row)?);
        Ok(())
    })?;
    Ok(out)
}

/// A dispute between two states in a year in the corrected coding of Gibler, Miller & Little
/// (2016).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GmlRow {
    /// What the two codings have in common.
    pub mid: MidRow,
    /// The dispute goes on in this year.
    pub ongoing: bool,
    /// Does the first state want to change something?
    pub revisionist_a: Option<bool>,
    /// Does the other?
    pub revisionist_b: Option<bool>,
    /// Outcome: 1 victory of the side that began, 2 of the other, 3 and 4 yield, 5 stalemate, 6
    /// compromise, 7 released, 8 unclear, 9 joins an ongoing war.
    pub outcome: Option<u8>,
    /// Did the target answer in kind?
    pub reciprocated: Option<bool>,
    /// States on the side that began.
    pub on_side_a: u8,
    /// States on the other side.
    pub on_side_b: u8,
}

/// The version to prefer.
pub const GML_2_2_1: &str = "gml_mid_2.2.1_directed_dyad_year";
/// The older version.
pub const GML_2_1_1: &str = "gml_mid_2.1.1_directed_dyad_year";

/// Reads either version of the Gibler-Miller-Little disputes, 1816-2010. Their exports keep `-9`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn gml(folder: &dyn Source, file: &str) -> Result<Vec<GmlRow>, Error> {
    let file = input::open(folder, file)?;
    let mut rows = Rows::new(&file)?;
    let columns = DyadColumns::new(&rows, "midonset")?;
    let ongoing = rows.column("midongoing")?;
    let revisionist = [rows.column("revstate1")?, rows.column("revstate2")?];
    let (outcome, recip) = (rows.column("outcome")?, rows.column("recip")?);
    let numbers = [rows.column("numa")?, rows.column("numb")?];
    let mut out = Vec::with_capacity(11_000);
    rows.each(|row| {
        let yes = |col| Ok(row.whole_or_none(col)?.map(|n| n == 1));
        out.push(GmlRow {
            mid: columns.read(&row)?,
            ongoing: row.flag(ongoing)?,
            revisionist_a: yes(revisionist[0])?,
            revisionist_b: yes(revisionist[1])?,
            outcome: small(&row, outcome, 9)?,
            reciprocated: yes(recip)?,
            on_side_a: small(&row, numbers[0], u8::MAX)?.unwrap_or(0),
            on_side_b: small(&row, numbers[1], u8::MAX)?.unwrap_or(0),
        });
        Ok(())
    })?;
    Ok(out)
}

/// A dispute as a whole (MIDA).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Its number.
    pub dispute: u16,
    /// Year in which it begins.
    pub from: Year,
    /// Year in which it ends.
    pub to: Year,
    /// Outcome, in the classes of [`GmlRow::outcome`].
    pub outcome: Option<u8>,
    /// Highest hostility, 1-5.
    pub hostility: u8,
    /// Did the target answer in kind?
    pub reciprocated: bool,
}

/// Reads `cow_mid_5.0_mida`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn disputes(folder: &dyn Source) -> Result<Vec<Dispute>, Error> {
    let file = input::open(folder, "cow_mid_5.0_mida")?;
    let mut rows = Rows::new(&file)?;
    let number = rows.column("dispnum")?;
    let (from, to) = (rows.column("styear")?, rows.column("endyear")?);
    let (outcome, hostility) = (rows.column("outcome")?, rows.column("hostlev")?);
    let recip = rows.column("recip")?;
    let mut out = Vec::with_capacity(2_500);
    rows.each(|row| {
        out.push(Dispute {
            dispute: dispute_number(&row, number)?,
            from: row.year(from)?,
            to: row.year(to)?,
            outcome: small(&row, outcome, 9)?,
            hostility: small(&row, hostility, 5)?.unwrap_or(0),
            reciprocated: row.is_one(recip),
        });
        Ok(())
    })?;
    Ok(out)
}

/// A spell of a state in a dispute (MIDB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Number of the dispute.
    pub dispute: u16,
    /// The state.
    pub state: StateId,
    /// Year in which it enters.
    pub from: Year,
    /// Year in which it leaves.
    pub to: Year,
    /// Is it on the side that began?
    pub side_a: bool,
    /// Was it there on the first day? If not, it joined.
    pub original: bool,
    /// Its highest hostility, 1-5.
    pub hostility: u8,
}

/// Reads `cow_mid_5.0_midb`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn participants(folder: &dyn Source) -> Result<Vec<Participant>, Error> {
    let file = input::open(folder, "cow_mid_5.0_midb")?;
    let mut rows = Rows::new(&file)?;
    let (number, ccode) = (rows.column("dispnum")?, rows.column("ccode")?);
    let (from, to) = (rows.column("styear")?, rows.column("endyear")?);
    let (side, original) = (rows.column("sidea")?, rows.column("orig")?);
    let hostility = rows.column("hostlev")?;
    let mut out = Vec::with_capacity(6_000);
    rows.each(|row| {
        out.push(Participant {
            dispute: dispute_number(&row, number)?,
            state: row.state(ccode)?,
            from: row.year(from)?,
            to: row.year(to)?,
            side_a: row.flag(side)?,
            original: row.flag(original)?,
            hostility: small(&row, hostility, 5)?.unwrap_or(0),
        });
        Ok(())
    })?;
    Ok(out)
}

/// The columns that all directed dyad-year files share.
struct DyadColumns {
    number: input::Col,
    a: input::Col,
    b: input::Col,
    year: input::Col,
    onset: input::Col,
    sides: [input::Col; 2],
    originals: [input::Col; 2],
    hostility: [input::Col; 2],
    deaths: [input::Col; 2],
}

impl DyadColumns {
    fn new(rows: &Rows<'_>, onset: &'static str) -> Result<Self, Error> {
        Ok(DyadColumns {
            number: rows.column("dispnum")?,
            a: rows.column("ccode1")?,
            b: rows.column("ccode2")?,
            year: rows.column("year")?,
            onset: rows.column(onset)?,
            sides: [rows.column("sidea1")?, rows.column("sidea2")?],
            originals: [rows.column("orig1")?, rows.column("orig2")?],
            hostility: [rows.column("hostlev1")?, rows.column("hostlev2")?],
            deaths: [rows.column("fatality1")?, rows.column("fatality2")?],
        })
    }

    fn read(&self, row: &input::Row<'_>) -> Result<MidRow, Error> {
        Ok(MidRow {
            dispute: dispute_number(row, self.number)?,
            a: row.state(self.a)?,
            b: row.state(self.b)?,
            year: row.year(self.year)?,
            onset: row.flag(self.onset)?,
            side_a: row.flag(self.sides[0])?,
            side_b: row.flag(self.sides[1])?,
            original_a: row.flag(self.originals[0])?,
            original_b: row.flag(self.originals[1])?,
            hostility_a: small(row, self.hostility[0], 5)?.unwrap_or(0),
            hostility_b: small(row, self.hostility[1], 5)?.unwrap_or(0),
            deaths_a: small(row, self.deaths[0], 6)?,
            deaths_b: small(row, self.deaths[1], 6)?,
        })
    }
}

fn dispute_number(row: &input::Row<'_>, col: input::Col) -> Result<u16, Error> {
    let n = row.whole(col)?;
    u16::try_from(n).map_err(|_| row.wrong(col, format!("`{n}` is not a dispute's number")))
}

/// A small class, or `None` for -9.
fn small(row: &input::Row<'_>, col: input::Col, most: u8) -> Result<Option<u8>, Error> {
    match row.whole_or_none(col)? {
        None => Ok(None),
        Some(n) => match u8::try_from(n) {
            Ok(x) if x <= most => Ok(Some(x)),
            _ => Err(row.wrong(col, format!("`{n}` is not a class of this column"))),
        },
    }
}
