//! Wars between states (Correlates of War 4.0), crises (ICB 13), armed conflict (UCDP), and whether
//! allies kept their word in war.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// A state in an inter-state war.
#[derive(Clone, Debug, PartialEq)]
pub struct WarRow {
    /// Number of the war.
    pub war: u16,
    /// Its name.
    pub name: String,
    /// The state.
    pub state: StateId,
    /// 1 or 2.
    pub side: u8,
    /// Did the state begin it?
    pub initiator: bool,
    /// Year in which the state enters.
    pub from: Year,
    /// Year in which it leaves, its second spell included.
    pub to: Year,
    /// 1 won, 2 lost, 3 compromise, 4 became another kind of war, 5 goes on, 6 stalemate, 7 below
    /// war, 8 changed sides.
    pub outcome: u8,
    /// Battle deaths.
    pub deaths: Option<f64>,
}

/// Reads `cow_interstate_war_4.0`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn interstate(folder: &dyn Source) -> Result<Vec<WarRow>, Error> {
    let file = input::open(folder, "cow_interstate_war_4.0")?;
    let mut rows = Rows::new(&file)?;
    let (war, name) = (rows.column("WarNum")?, rows.column("WarName")?);
    let (ccode, side) = (rows.column("ccode")?, rows.column("Side")?);
    let from = rows.column("StartYear1")?;
    let ends = [rows.column("EndYear1")?, rows.column("EndYear2")?];
    let (initiator, outcome) = (rows.column("Initiator")?, rows.column("Outcome")?);
    let deaths = rows.column("BatDeath")?;
    let mut out = Vec::with_capacity(340);
    rows.each(|row| {
        let class = |col, most: i64| match row.whole(col)? {
            n if (0..=most).contains(&n) => Ok(n as u8),
            n => Err(row.wrong(col, format!("`{n}` is not a class of this column"))),
        };
        // -8: there was no second spell; -7 and -9: it goes on, or is not known.
        let last = match row.whole(ends[1])? {
            n if n > 0 => row.year(ends[1])?,
            _ => row.year(ends[0])?,
        };
        let n = row.whole(war)?;
        out.push(WarRow {
            war: u16::try_from(n).map_err(|_| row.wrong(war, "not a war's number"))?,
            name: row.text(name)?.to_owned(),
            state: row.state(ccode)?,
            side: class(side, 2)?,
            initiator: row.is_one(initiator),
            from: row.year(from)?,
            to: last,
            outcome: class(outcome, 8)?,
            deaths: match row.whole(deaths)? {
                n if n < 0 => None,
                n => Some(n as f64),
            },
        });
        Ok(())
    })?;
    Ok(out)
}

/// An international crisis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crisis {
    /// Its number.
    pub number: u16,
    /// Its name.
    pub name: String,
    /// Year of its trigger, where it is recorded.
    pub from: Option<Year>,
    /// Year of its end, where it is recorded.
    pub to: Option<Year>,
    /// Violence: 1 none, 2 minor clashes, 3 serious clashes, 4 full-scale war.
    pub violence: Option<u8>,
    /// United States involvement, in ICB's classes (8 is direct military).
    pub us_involvement: Option<u8>,
}

/// Reads `icb1_13_crises`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn crises(folder: &dyn Source) -> Result<Vec<Crisis>, Error> {
    let file = input::open(folder, "icb1_13_crises")?;
    let mut rows = Rows::new(&file)?;
    let (number, name) = (rows.column("crisno")?, rows.column("crisname")?);
    let (from, to) = (rows.column("yrtrig")?, rows.column("yrterm")?);
    let (violence, us) = (rows.column("viol")?, rows.column("usinv")?);
    let mut out = Vec::with_capacity(490);
    rows.each(|row| {
        let class = |col| -> Result<Option<u8>, Error> {
            Ok(row.whole_or_none(col)?.and_then(|n| u8::try_from(n).ok()))
        };
        let n = row.whole(number)?;
        out.push(Crisis {
            number: u16::try_from(n).map_err(|_| row.wrong(number, "not a crisis's number"))?,
            name: row.text(name)?.to_owned(),
            from: row.year_or_none(from)?,
            to: row.year_or_none(to)?,
            violence: class(violence)?,
            us_involvement: class(us)?,
        });
        Ok(())
    })?;
    Ok(out)
}

/// An armed conflict between governments in a year, by Gleditsch-Ward numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConflictYear {
    /// Number of the conflict.
    pub conflict: u32,
    /// The year.
    pub year: Year,
    /// One state.
    pub a: u16,
    /// The other.
    pub b: u16,
    /// 1: 25 to 999 battle deaths in the year; 2: 1,000 and more.
    pub intensity: u8,
}

/// Reads the inter-state conflicts of `ucdp_acd_to2024`, 1946-2024. The file repeats a
/// conflict-year for each combination of secondary parties; each pair of primary parties is given
/// once.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn ucdp_interstate(folder: &dyn Source) -> Result<Vec<ConflictYear>, Error> {
    let file = input::open(folder, "ucdp_acd_to2024")?;
    let mut rows = Rows::new(&file)?;
    let (conflict, year) = (rows.column("conflict_id")?, rows.column("year")?);
    let (a, b) = (rows.column("gwno_a")?, rows.column("gwno_b")?);
    let (kind, intensity) = (rows.column("type_of_conflict")?, rows.column("intensity_level")?);
    let mut out = Vec::new();
    rows.each(|row| {
        if row.bytes(kind) != b"interstate" {
            return Ok(());
        }
        let n = row.whole(conflict)?;
        out.push(ConflictYear {
            conflict: u32::try_from(n)
                .map_err(|_| row.wrong(conflict, "not a conflict's number"))?,
            year: row.year(year)?,
            a: row.state(a)?.cow_code(),
            b: row.state(b)?.cow_code(),
            intensity: match row.whole(intensity)? {
                1 => 1,
                2 => 2,
                n => return Err(row.wrong(intensity, format!("`{n}` is neither 1 nor 2"))),
            },
        });
        Ok(())
    })?;
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// An alliance called on by a war, in Berkemeier & Fuhrmann's (2018) coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fulfilment {
    /// Number of the war in the table.
    pub war: u16,
    /// ATOP number of the alliance.
    pub alliance: u16,
    /// COW number of the war.
    pub cow_war: Option<u16>,
    /// Was the word kept, by the authors' recoding? `None` where it does not apply or is not known.
    pub honoured: Option<bool>,
    /// Was it kept, by the rule of Leeds, Long & Mitchell (2000)?
    pub honoured_llm: Option<bool>,
    /// Does the case belong to the authors' earlier sample (wars before 1945)? Four commitments of
    /// the Second World War are in the later one.
    pub early: bool,
    /// Does the alliance bind to defend?
    pub defense: bool,
    /// ... to join an attack?
    pub offense: bool,
    /// ... to stay neutral?
    pub neutral: bool,
    /// ... not to attack?
    pub nonagg: bool,
}

/// Reads `alliance_fulfilment_berkemeier_fuhrmann_2018`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn fulfilment(folder: &dyn Source) -> Result<Vec<Fulfilment>, Error> {
    let file = input::open(folder, "alliance_fulfilment_berkemeier_fuhrmann_2018")?;
    let mut rows = Rows::new(&file)?;
    let (war, alliance) = (rows.column("warid")?, rows.column("atopid")?);
    let cow_war = rows.column("cowwarid")?;
    let recoded = [rows.column("dnaBF")?, rows.column("honorBF")?, rows.column("violateBF")?];
    let llm = [rows.column("dnaLLM")?, rows.column("honorLLM")?, rows.column("violateLLM")?];
    let early = rows.column("sample")?;
    let kinds = [
        rows.column("defense")?,
        rows.column("offense")?,
        rows.column("neutral")?,
        rows.column("nonagg")?,
    ];
    let mut out = Vec::with_capacity(580);
    rows.each(|row| {
        // 1 or empty; a row that does not apply says nothing.
        let kept = |[dna, honor, violate]: [input::Col; 3]| match (
            row.is_one(dna),
            row.is_one(honor),
            row.is_one(violate),
        ) {
            (false, true, false) => Some(true),
            (false, false, true) => Some(false),
            _ => None,
        };
        let number = |col| -> Result<Option<u16>, Error> {
            Ok(row.whole_or_none(col)?.and_then(|n| u16::try_from(n).ok()))
        };
        let needed = |col| -> Result<u16, Error> {
            number(col)?.ok_or_else(|| row.wrong(col, "a number is needed"))
        };
        out.push(Fulfilment {
            war: needed(war)?,
            alliance: needed(alliance)?,
            cow_war: number(cow_war)?,
            honoured: kept(recoded),
            honoured_llm: kept(llm),
            early: row.flag(early)?,
            defense: row.is_one(kinds[0]),
            offense: row.is_one(kinds[1]),
            neutral: row.is_one(kinds[2]),
            nonagg: row.is_one(kinds[3]),
        });
        Ok(())
    })?;
    Ok(out)
}

/// A member of an alliance called on by a war, in Leeds & Anac's (2005) coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberFulfilment {
    /// COW number of the war.
    pub war: u16,
    /// ATOP number of the alliance.
    pub alliance: u16,
    /// The member.
    pub state: StateId,
    /// Was the word kept?
    pub honoured: bool,
}

/// Reads `alliance_fulfilment_leeds_anac_2005` (`honor3`).
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn member_fulfilment(folder: &dyn Source) -> Result<Vec<MemberFulfilment>, Error> {
    let file = input::open(folder, "alliance_fulfilment_leeds_anac_2005")?;
    let mut rows = Rows::new(&file)?;
    let (war, alliance) = (rows.column("war")?, rows.column("atopid")?);
    let (ccode, honor) = (rows.column("ccode1")?, rows.column("honor3")?);
    let mut out = Vec::with_capacity(140);
    rows.each(|row| {
        let number = |col| {
            let n = row.whole(col)?;
            u16::try_from(n).map_err(|_| row.wrong(col, format!("`{n}` is no number of this list")))
        };
        out.push(MemberFulfilment {
            war: number(war)?,
            alliance: number(alliance)?,
            state: row.state(ccode)?,
            honoured: row.flag(honor)?,
        });
        Ok(())
    })?;
    Ok(out)
}
