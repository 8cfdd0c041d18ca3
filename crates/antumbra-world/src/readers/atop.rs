//! The Alliance Treaty Obligations and Provisions data (Leeds, Ritter, Mitchell & Long 2002):
//! directed dyad-years of version 5.1 and members of version 4.01.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// The obligations of one state towards another in a year. The direction matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtopRow {
    /// The state that is bound.
    pub from: StateId,
    /// The state to which it is bound.
    pub to: StateId,
    /// The year.
    pub year: Year,
    /// To defend.
    pub defense: bool,
    /// To join an attack.
    pub offense: bool,
    /// To stay neutral.
    pub neutral: bool,
    /// Not to attack.
    pub nonagg: bool,
    /// To consult.
    pub consul: bool,
}

/// Reads `atop_5.1_directed_dyad_year`, 1815-2018. Some rows name states outside the COW system of
/// the year: mask with membership.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn dyad_years(folder: &dyn Source) -> Result<Vec<AtopRow>, Error> {
    let file = input::open(folder, "atop_5.1_directed_dyad_year")?;
    let mut rows = Rows::new(&file)?;
    let (a, b) = (rows.column("ccode1")?, rows.column("ccode2")?);
    let year = rows.column("year")?;
    let kinds = [
        rows.column("atop_defense")?,
        rows.column("atop_offense")?,
        rows.column("atop_neutral")?,
        rows.column("atop_nonagg")?,
        rows.column("atop_consul")?,
    ];
    let mut out = Vec::with_capacity(file.bytes.len() / 22);
    rows.each(|row| {
        let mut flags = [false; 5];
        for (flag, col) in flags.iter_mut().zip(kinds) {
            *flag = row.flag(col)?;
        }
        let [defense, offense, neutral, nonagg, consul] = flags;
        out.push(AtopRow {
            from: row.state(a)?,
            to: row.state(b)?,
            year: row.year(year)?,
            defense,
            offense,
            neutral,
            nonagg,
            consul,
        });
        Ok(())
    })?;
    Ok(out)
}

/// A spell of membership in a treaty (one phase of it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtopMember {
    /// Number of the treaty.
    pub treaty: u16,
    /// The member.
    pub state: StateId,
    /// Year of entry.
    pub from: Year,
    /// Year of exit; `None` while it lasts (0 in the file).
    pub to: Option<Year>,
    /// Is the member bound to defend the others?
    pub defense: bool,
}

/// Reads `atop_4.01_member`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn members(folder: &dyn Source) -> Result<Vec<AtopMember>, Error> {
    let file = input::open(folder, "atop_4.01_member")?;
    let mut rows = Rows::new(&file)?;
    let (id, member) = (rows.column("atopid")?, rows.column("member")?);
    let (from, to) = (rows.column("yrent")?, rows.column("yrexit")?);
    let defense = rows.column("defense")?;
    let mut out = Vec::new();
    rows.each(|row| {
        let n = row.whole(id)?;
        // Members outside the COW numbers (1000 and above) bind no state.
        let Some(state) = row.state_or_none(member)? else { return Ok(()) };
        out.push(AtopMember {
            treaty: u16::try_from(n)
                .map_err(|_| row.wrong(id, format!("`{n}` is not a treaty's number")))?,
            state,
            from: row.year(from)?,
            to: if row.bytes(to) == b"0" { None } else { Some(row.year(to)?) },
            defense: row.is_one(defense),
        });
        Ok(())
    })?;
    Ok(out)
}
