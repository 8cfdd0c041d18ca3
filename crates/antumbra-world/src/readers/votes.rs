//! Votes in the United Nations General Assembly (Voeten 2013) and the ideal points estimated from
//! them (Bailey, Strezhnev & Voeten 2017).

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// The ideal point of a state in a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IdealPoint {
    /// The state.
    pub state: StateId,
    /// Number of the session; its year is 1945 later.
    pub session: u8,
    /// Year in which the session begins.
    pub year: Year,
    /// The point: higher is nearer to the United States' order.
    pub point: f64,
    /// 5th percentile.
    pub lo: f64,
    /// 95th percentile.
    pub hi: f64,
    /// Share of votes in agreement with the United States, Russia and China.
    pub agreement: [Option<f64>; 3],
}

/// Reads `unga_ideal_points_jun2024`, sessions 1-78 (1946-2023). Taiwan is there to session 26.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn ideal_points(folder: &dyn Source) -> Result<Vec<IdealPoint>, Error> {
    let file = input::open(folder, "unga_ideal_points_jun2024")?;
    let mut rows = Rows::new(&file)?;
    let (ccode, session) = (rows.column("ccode")?, rows.column("session")?);
    let point = rows.column("IdealPointAll")?;
    let (lo, hi) = (rows.column("Q5%All")?, rows.column("Q95%All")?);
    let agreement =
        [rows.column("USAgree")?, rows.column("RUSSAgree")?, rows.column("ChinaAgree")?];
    let mut out = Vec::with_capacity(12_000);
    rows.each(|row| {
        let n = row.whole(session)?;
        let session_number = u8::try_from(n)
            .ok()
            .filter(|n| (1..=150).contains(n))
            .ok_or_else(|| row.wrong(session, format!("`{n}` is not a session")))?;
        let Some(x) = row.number_or_none(point)? else { return Ok(()) };
        let Some(state) = row.state_or_none(ccode)? else { return Ok(()) };
        let mut agrees = [None; 3];
        for (cell, col) in agrees.iter_mut().zip(agreement) {
            *cell = row.number_or_none(col)?;
        }
        out.push(IdealPoint {
            state,
            session: session_number,
            year: Year(1945 + i16::from(session_number)),
            point: x,
            lo: row.number(lo)?,
            hi: row.number(hi)?,
            agreement: agrees,
        });
        Ok(())
    })?;
    Ok(out)
}

/// How a state voted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Yes.
    Yes,
    /// No.
    No,
    /// It abstained.
    Abstain,
}

/// A state's vote in a roll call. Its name and code stay as in the file: some voters (West Germany,
/// North Yemen, Zanzibar) have no code, and `NA` is Namibia.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// Number of the roll call.
    pub roll_call: u32,
    /// Two-letter ISO code, where the file gives one.
    pub code: Option<[u8; 2]>,
    /// The choice.
    pub choice: Choice,
}

/// Reads `unga_votes`, 1946 to January 2020.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn votes(folder: &dyn Source) -> Result<Vec<Vote>, Error> {
    let file = input::open(folder, "unga_votes")?;
    let mut rows = Rows::new(&file)?;
    let (number, code) = (rows.column("rcid")?, rows.column("country_code")?);
    let vote = rows.column("vote")?;
    let mut out = Vec::with_capacity(file.bytes.len() / 26);
    rows.each(|row| {
        let n = row.whole(number)?;
        out.push(Vote {
            roll_call: u32::try_from(n)
                .map_err(|_| row.wrong(number, format!("`{n}` is not a roll call")))?,
            code: match row.bytes(code) {
                [] => None,
                [a, b] => Some([*a, *b]),
                _ => return Err(row.wrong(code, "not a code of two letters")),
            },
            choice: match row.bytes(vote) {
                b"yes" => Choice::Yes,
                b"no" => Choice::No,
                b"abstain" => Choice::Abstain,
                _ => return Err(row.wrong(vote, "not one of yes, no, abstain")),
            },
        });
        Ok(())
    })?;
    Ok(out)
}

/// A roll call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollCall {
    /// Its number.
    pub number: u32,
    /// The session.
    pub session: u8,
    /// Year of the vote.
    pub year: Year,
    /// What it was about, in short.
    pub short: Option<String>,
}

/// Reads `unga_roll_calls`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn roll_calls(folder: &dyn Source) -> Result<Vec<RollCall>, Error> {
    let file = input::open(folder, "unga_roll_calls")?;
    let mut rows = Rows::new(&file)?;
    let (number, session) = (rows.column("rcid")?, rows.column("session")?);
    let (date, short) = (rows.column("date")?, rows.column("short")?);
    let mut out = Vec::with_capacity(6_300);
    rows.each(|row| {
        let (n, s) = (row.whole(number)?, row.whole(session)?);
        out.push(RollCall {
            number: u32::try_from(n).map_err(|_| row.wrong(number, "not a roll call"))?,
            session: u8::try_from(s).map_err(|_| row.wrong(session, "not a session"))?,
            year: row.date_year(date)?,
            short: row.text_or_none(short)?,
        });
        Ok(())
    })?;
    Ok(out)
}
