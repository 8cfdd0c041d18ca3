//! The record of the shipped clients, year by year, beside what was expected.
//!
//! `history.csv` has a row per client and year since 1952: what came, and what the reference fits
//! expected in sample. `history_challengers.csv` tells the challengers apart, with who would have
//! defended; those of whom nothing came and little was expected in a year are in its totals only.
//! `remedy.csv` has a row per directed dyad of the reference year: its risk at the reference contest
//! by the plain model and under the chosen remedy of levels ([`Remedy::CHOSEN`]), the past held.

use super::Estimates;
use super::files::{Sheet, short};
use crate::Error;
use crate::evidence::levels::{Remedy, Risks, risks};
use crate::evidence::{Challenges, Contest, Field, Severity};
use antumbra_core::{Dyad, StateId, Year};
use antumbra_world::panel::{Inputs, LAST_OUTCOME, Row, Sample, Strength};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The first year of a history.
pub const HISTORY_FROM: Year = Year(1952);

/// The clients whose history is carried, each with the state that it was before.
pub const CLIENTS: [(StateId, Option<StateId>); 9] = [
    (StateId::cow(740), None),
    (StateId::cow(732), None),
    (StateId::cow(713), None),
    (StateId::cow(840), None),
    (StateId::cow(900), None),
    // West Germany to 1990.
    (StateId::cow(255), Some(StateId::cow(260))),
    (StateId::cow(290), None),
    (StateId::cow(369), None),
    (StateId::cow(670), None),
];

/// A challenger is told apart in a year when it challenged, or when the chosen remedy expected at
/// least this many challenges of it.
pub const TOLD_FROM: f64 = 0.02;

/// The patron whose part is told apart.
const PATRON: StateId = StateId::cow(2);

/// One challenger in one year, at the reference contest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PastYear {
    /// The client; West Germany is a state of its own here.
    pub target: StateId,
    /// The year of the outcome.
    pub year: Year,
    /// Who might have challenged.
    pub challenger: StateId,
    /// Did it? By severity, in the order of [`Severity::ALL`].
    pub came: [bool; 3],
    /// The probability by the plain fit, in sample.
    pub plain: [f64; 3],
    /// The probability under the chosen remedy of levels.
    pub remedied: [f64; 3],
    /// The contest's odds for the challenger.
    pub odds: f64,
    /// The client's own part of the reach of all who would defend it, if all came.
    pub own: f64,
    /// The United States' part of it.
    pub usa: f64,
}

impl PastYear {
    /// The part of the other defenders.
    pub fn others(&self) -> f64 {
        (1.0 - self.own - self.usa).max(0.0)
    }
}

/// All challengers of a year together, by severity in the order of [`Severity::ALL`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearTotal {
    /// The client; West Germany is a state of its own here.
    pub target: StateId,
    /// The year.
    pub year: Year,
    /// States that might have challenged.
    pub challengers: usize,
    /// Challenges that came.
    pub observed: [usize; 3],
    /// Expected by the plain fit.
    pub plain: [f64; 3],
    /// Expected under the chosen remedy.
    pub remedied: [f64; 3],
    /// The probability of at least one under the chosen remedy, challengers taken as independent.
    pub at_least_one: [f64; 3],
}

/// The levels of one dyad and severity in the reference year, at the reference contest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remedied {
    /// The yearly probability by the plain fit, the past held.
    pub plain: f64,
    /// ... under the chosen remedy.
    pub remedied: f64,
}

/// The most that a corrected risk may be.
const CEILING: f64 = 0.95;

impl Remedied {
    /// What the remedy multiplies the plain probability by.
    pub fn factor(&self) -> f64 {
        self.remedied / self.plain
    }

    /// A plain probability of this dyad, at any contest, at the remedied level. It moves levels, not
    /// ratios, up to a ceiling of .95.
    pub fn correct(&self, p: f64) -> f64 {
        (p * self.factor()).min(CEILING)
    }
}

/// What is kept.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Kept {
    pub(crate) totals: Vec<YearTotal>,
    pub(crate) told: Vec<PastYear>,
    /// By dyad, in the estimates' order, and severity.
    pub(crate) levels: Vec<[Remedied; 3]>,
}

impl Estimates {
    /// The record of a shipped client since 1952 by year and challenger, its predecessor included.
    /// Left out are challengers of whom nothing came and under [`TOLD_FROM`] was expected in a year.
    ///
    /// # Errors
    /// When the client is none of [`CLIENTS`].
    pub fn history(&self, client: StateId) -> Result<Vec<PastYear>, Error> {
        let mine = spells(client)?;
        let mut out: Vec<PastYear> =
            self.past.told.iter().filter(|r| mine(r.target)).copied().collect();
        out.sort_by_key(|r| (r.year, r.challenger));
        Ok(out)
    }

    /// The same by year, all challengers together.
    ///
    /// # Errors
    /// As [`Estimates::history`].
    pub fn history_by_year(&self, client: StateId) -> Result<Vec<YearTotal>, Error> {
        let mine = spells(client)?;
        let mut out: Vec<YearTotal> =
            self.past.totals.iter().filter(|r| mine(r.target)).copied().collect();
        out.sort_by_key(|r| r.year);
        Ok(out)
    }

    /// The level of a dyad in the reference year by the plain fit and under the chosen remedy.
    ///
    /// # Errors
    /// When the dyad is not politically relevant in the reference year.
    pub fn remedied(&self, dyad: Dyad, severity: Severity) -> Result<Remedied, Error> {
        Ok(self.past.levels[self.row(dyad)?][severity as usize])
    }
}

/// Tells whether a state is the client or what it was before.
fn spells(client: StateId) -> Result<impl Fn(StateId) -> bool, Error> {
    let known = CLIENTS.into_iter().find(|c| c.0 == client || c.1 == Some(client));
    let (now, before) = known.ok_or_else(|| {
        Error::not_there(format!(
            "no history of state {} is carried: `antumbra panel` and `antumbra fit` make it from \
             the public files",
            client.cow_code()
        ))
    })?;
    Ok(move |s| s == now || Some(s) == before)
}

/// The rows of the reference year at the year after the last outcome, so that histories and
/// corrections are as they stand there.
pub(crate) fn build(
    inputs: &Inputs,
    data: &Challenges,
    strengths: &[Strength],
    now: &[Row],
    mut progress: impl FnMut(),
) -> Result<Kept, Error> {
    let contest = Contest::REFERENCE;
    let field = Field { inputs, data, strengths, contest };
    let now_strengths = inputs.strengths(&Sample { rows: now.to_vec() }, contest.lambda, contest.w);
    let held: Vec<Row> = now.iter().map(|r| Row { t: Year(LAST_OUTCOME.0 + 1), ..*r }).collect();
    let mut by: Vec<[Risks; 2]> = Vec::new();
    for severity in Severity::ALL {
        let of = |remedy| risks(&field, severity, remedy, &held, &now_strengths);
        by.push([of(Remedy::PLAIN)?, of(Remedy::CHOSEN)?]);
        progress();
    }
    let mut out = Kept::default();
    for r in 0..now.len() {
        out.levels.push(std::array::from_fn(|s| Remedied {
            plain: by[s][0].later[r],
            remedied: by[s][1].later[r],
        }));
    }
    let mut clients: BTreeMap<(StateId, Year), Vec<usize>> = BTreeMap::new();
    for (r, row) in data.rows().iter().enumerate() {
        let known =
            |(c, before): &(StateId, Option<StateId>)| *c == row.j || *before == Some(row.j);
        if row.t >= HISTORY_FROM && CLIENTS.iter().any(known) {
            clients.entry((row.j, row.t)).or_default().push(r);
        }
    }
    for ((target, year), rows) in clients {
        let came = |r: usize| {
            let row = &data.rows()[r];
            [row.any, row.force, row.fatal]
        };
        let sum = |of: usize, s: usize| rows.iter().map(|&r| by[s][of].rows[r]).sum::<f64>();
        let none = |s: usize| rows.iter().map(|&r| 1.0 - by[s][1].rows[r]).product::<f64>();
        out.totals.push(YearTotal {
            target,
            year,
            challengers: rows.len(),
            observed: std::array::from_fn(|s| rows.iter().filter(|&&r| came(r)[s]).count()),
            plain: std::array::from_fn(|s| sum(0, s)),
            remedied: std::array::from_fn(|s| sum(1, s)),
            at_least_one: std::array::from_fn(|s| 1.0 - none(s)),
        });
        for r in rows {
            let remedied: [f64; 3] = std::array::from_fn(|s| by[s][1].rows[r]);
            let (row, s) = (&data.rows()[r], &strengths[r]);
            if !row.any && remedied[0] < TOLD_FROM {
                continue;
            }
            out.told.push(PastYear {
                target,
                year,
                challenger: row.i,
                came: came(r),
                plain: std::array::from_fn(|s| by[s][0].rows[r]),
                remedied,
                odds: contest.odds(s),
                own: s.own / (s.own + s.support),
                usa: f64::NAN,
            });
        }
    }
    lend(inputs, &mut out.told);
    out.told.sort_by_key(|r| (r.target, r.year, r.challenger));
    Ok(out)
}

/// Fills the United States' part in.
fn lend(inputs: &Inputs, told: &mut [PastYear]) {
    let contest = Contest::REFERENCE;
    told.sort_by_key(|r| (r.target, r.challenger, r.year));
    let same = |a: &PastYear, b: &PastYear| (a.target, a.challenger) == (b.target, b.challenger);
    for rows in told.chunk_by_mut(same) {
        let meetings =
            inputs.meetings(rows[0].challenger, rows[0].target, contest.lambda, contest.w);
        for r in rows {
            // A row of the sample is a year in which both are members: there is a meeting.
            let met = meetings.iter().find(|m| m.year == r.year);
            r.usa = met.map_or(0.0, |m| m.of(PATRON) / (m.own + m.support()));
        }
    }
}

const TOTALS: [&str; 15] = [
    "target",
    "year",
    "challengers",
    "any",
    "force",
    "fatal",
    "plain_any",
    "plain_force",
    "plain_fatal",
    "remedied_any",
    "remedied_force",
    "remedied_fatal",
    "at_least_one_any",
    "at_least_one_force",
    "at_least_one_fatal",
];

const TOLD: [&str; 15] = [
    "target",
    "year",
    "challenger",
    "any",
    "force",
    "fatal",
    "plain_any",
    "plain_force",
    "plain_fatal",
    "remedied_any",
    "remedied_force",
    "remedied_fatal",
    "odds",
    "own",
    "usa",
];

const LEVELS: [&str; 8] = [
    "from",
    "to",
    "plain_any",
    "plain_force",
    "plain_fatal",
    "remedied_any",
    "remedied_force",
    "remedied_fatal",
];

pub(crate) fn totals_text(kept: &Kept) -> String {
    let mut out = TOTALS.join(",") + "\n";
    for r in &kept.totals {
        let _ = write!(out, "{},{},{}", r.target.cow_code(), r.year.0, r.challengers);
        for n in r.observed {
            let _ = write!(out, ",{n}");
        }
        for p in r.plain.into_iter().chain(r.remedied).chain(r.at_least_one) {
            let _ = write!(out, ",{}", short(p, 4));
        }
        out.push('\n');
    }
    out
}

pub(crate) fn told_text(kept: &Kept) -> String {
    let mut out = TOLD.join(",") + "\n";
    for r in &kept.told {
        let _ = write!(out, "{},{},{}", r.target.cow_code(), r.year.0, r.challenger.cow_code());
        for came in r.came {
            let _ = write!(out, ",{}", u8::from(came));
        }
        for p in r.plain.into_iter().chain(r.remedied) {
            let _ = write!(out, ",{}", short(p, 5));
        }
        for v in [r.odds, r.own, r.usa] {
            let _ = write!(out, ",{}", short(v, 3));
        }
        out.push('\n');
    }
    out
}

pub(crate) fn levels_text(dyads: &[Dyad], kept: &Kept) -> String {
    let mut out = LEVELS.join(",") + "\n";
    for (d, levels) in dyads.iter().zip(&kept.levels) {
        let _ = write!(out, "{},{}", d.from.cow_code(), d.to.cow_code());
        let all = levels.iter().map(|l| l.plain).chain(levels.iter().map(|l| l.remedied));
        for p in all {
            let _ = write!(out, ",{}", short(p, 6));
        }
        out.push('\n');
    }
    out
}

pub(crate) fn read(totals: &str, told: &str, levels: &str, dyads: &[Dyad]) -> Result<Kept, Error> {
    let names = |of: &[&str]| of.iter().map(|n| (*n).to_owned()).collect::<Vec<String>>();
    let mut out = Kept::default();
    let sheet = Sheet::new("history.csv", totals, TOTALS.len())?;
    sheet.expect_header(&names(&TOTALS))?;
    for r in 0..sheet.rows.len() {
        let three = |from: usize| -> Result<[f64; 3], Error> {
            Ok([
                sheet.positive(r, from)?,
                sheet.positive(r, from + 1)?,
                sheet.positive(r, from + 2)?,
            ])
        };
        out.totals.push(YearTotal {
            target: sheet.state(r, 0)?,
            year: sheet.year(r, 1)?,
            challengers: sheet.count(r, 2)?,
            observed: [sheet.count(r, 3)?, sheet.count(r, 4)?, sheet.count(r, 5)?],
            plain: three(6)?,
            remedied: three(9)?,
            at_least_one: [sheet.share(r, 12)?, sheet.share(r, 13)?, sheet.share(r, 14)?],
        });
    }
    if !out.totals.is_sorted_by(|a, b| (a.target, a.year) < (b.target, b.year)) {
        return Err(sheet.wrong("the rows are not in order, or one comes twice"));
    }
    let sheet = Sheet::new("history_challengers.csv", told, TOLD.len())?;
    sheet.expect_header(&names(&TOLD))?;
    for r in 0..sheet.rows.len() {
        let share = |c: usize| sheet.share(r, c);
        let three = |from: usize| -> Result<[f64; 3], Error> {
            Ok([share(from)?, share(from + 1)?, share(from + 2)?])
        };
        out.told.push(PastYear {
            target: sheet.state(r, 0)?,
            year: sheet.year(r, 1)?,
            challenger: sheet.state(r, 2)?,
            came: [sheet.flag(r, 3)?, sheet.flag(r, 4)?, sheet.flag(r, 5)?],
            plain: three(6)?,
            remedied: three(9)?,
            odds: share(12)?,
            own: share(13)?,
            usa: share(14)?,
        });
    }
    if !out
        .told
        .is_sorted_by(|a, b| (a.target, a.year, a.challenger) < (b.target, b.year, b.challenger))
    {
        return Err(sheet.wrong("the rows are not in order, or one comes twice"));
    }
    // A file that is cut off at a line's end has fewer events than its totals say.
    let total: usize = out.totals.iter().map(|t| t.observed[0]).sum();
    let came = out.told.iter().filter(|r| r.came[0]).count();
    if came != total {
        return Err(sheet.wrong(format!("{came} challenges, and {total} in history.csv")));
    }
    let sheet = Sheet::new("remedy.csv", levels, LEVELS.len())?;
    sheet.expect_header(&names(&LEVELS))?;
    if sheet.rows.len() != dyads.len() {
        return Err(sheet.wrong(format!("{} dyads instead of {}", sheet.rows.len(), dyads.len())));
    }
    for (r, d) in dyads.iter().enumerate() {
        if (sheet.state(r, 0)?, sheet.state(r, 1)?) != (d.from, d.to) {
            return Err(sheet.wrong(format!("line {} is another dyad than elsewhere", r + 2)));
        }
        let mut of = [Remedied { plain: 0.0, remedied: 0.0 }; 3];
        for (s, level) in of.iter_mut().enumerate() {
            *level = Remedied { plain: sheet.share(r, 2 + s)?, remedied: sheet.share(r, 5 + s)? };
            if level.plain <= 0.0 {
                return Err(sheet.wrong(format!("line {}: a risk that is not above nought", r + 2)));
            }
        }
        out.levels.push(of);
    }
    Ok(out)
}
