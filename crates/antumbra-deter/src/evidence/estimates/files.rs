//! The estimates as text: small tables, written in one way, read with checks.
//!
//! `about.csv` (what, value), and for each severity `grid_S.csv` (a row per grid point: the fit, and
//! the loadings of what is kept of dyads), `dyads_S.csv` (a row per directed dyad: values at the
//! reference point, and scores) and `levels_S.csv` (a row per target). `history.csv`,
//! `history_challengers.csv`, `remedy.csv`, `wars.csv` and `war_episodes.csv` are told of where they
//! are made.

use super::compress::Components;
use super::grid::{POINTS, points};
use super::{Estimates, GridFit, Kept, Level, Part, Slope, history, wars};
use crate::Error;
use crate::evidence::Severity;
use antumbra_core::{Dyad, StateId, Year};
use antumbra_world::panel::COVARIATES;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The layout that this program writes and reads.
const LAYOUT: &str = "2";
/// Columns of a grid table before the coefficients and after them.
const BEFORE: [&str; 6] = ["lambda", "w", "m", "rho", "events", "log_likelihood"];
const AFTER: [&str; 2] = ["p_variance", "p_two_way_variance"];

impl Estimates {
    /// The estimates as named texts. What is kept of
    /// dyads has three decimals, coefficients and variances six.
    pub fn to_files(&self) -> Vec<(String, String)> {
        let mut about = String::from("what,value\n");
        for (what, value) in [
            ("layout", LAYOUT.to_owned()),
            ("rows", self.rows.to_string()),
            ("year", self.year.0.to_string()),
            ("last_outcome", self.last_outcome.0.to_string()),
            ("files", self.hashes.len().to_string()),
            ("dyads", self.dyads.len().to_string()),
            ("targets", self.parts.first().map_or(0, |p| p.levels.len()).to_string()),
        ] {
            let _ = writeln!(about, "{what},{value}");
        }
        for (name, hash) in &self.hashes {
            let _ = writeln!(about, "{name},{hash}");
        }
        let mut out = vec![("about.csv".to_owned(), about)];
        for (severity, part) in Severity::ALL.into_iter().zip(&self.parts) {
            let name = |kind: &str| format!("{kind}_{}.csv", severity.name());
            out.push((name("grid"), grid_text(part)));
            out.push((name("dyads"), dyads_text(&self.dyads, part)));
            out.push((name("levels"), levels_text(part)));
        }
        out.push(("history.csv".to_owned(), history::totals_text(&self.past)));
        out.push(("history_challengers.csv".to_owned(), history::told_text(&self.past)));
        out.push(("remedy.csv".to_owned(), history::levels_text(&self.dyads, &self.past)));
        out.push(("wars.csv".to_owned(), wars::counts_text(&self.wars)));
        out.push(("war_episodes.csv".to_owned(), wars::episodes_text(&self.wars)));
        out
    }

    /// Reads what [`Estimates::to_files`] wrote. `open` gives the text of a file by its name.
    ///
    /// # Errors
    /// When a file is missing, was written in another layout, or contradicts another.
    pub fn from_files(open: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let text = |name: &str| {
            open(name).ok_or_else(|| Error::not_there(format!("the estimates lack {name}")))
        };
        let about_text = text("about.csv")?;
        let about = Sheet::new("about.csv", &about_text, 2)?;
        about.expect_header(&["what".into(), "value".into()])?;
        let mut known: BTreeMap<String, String> =
            about.rows.iter().map(|r| (r[0].to_owned(), r[1].to_owned())).collect();
        let mut take = |what: &str| {
            known.remove(what).ok_or_else(|| about.wrong(format!("there is no row `{what}`")))
        };
        let layout = take("layout")?;
        if layout != LAYOUT {
            return Err(about.wrong(format!(
                "the layout is {layout}, this program reads {LAYOUT}: write the estimates anew"
            )));
        }
        let whole = |what: &str, text: &str| {
            text.parse::<i64>()
                .map_err(|_| about.wrong(format!("`{text}` of `{what}` is not a whole number")))
        };
        let rows = usize::try_from(whole("rows", &take("rows")?)?).unwrap_or(0);
        let year = |n: i64| {
            i16::try_from(n).map(Year).map_err(|_| about.wrong(format!("`{n}` is not a year")))
        };
        let (year, last_outcome) = (
            year(whole("year", &take("year")?)?)?,
            year(whole("last_outcome", &take("last_outcome")?)?)?,
        );
        let mut counts = [0; 3];
        for (count, what) in counts.iter_mut().zip(["files", "dyads", "targets"]) {
            *count = usize::try_from(whole(what, &take(what)?)?).unwrap_or(0);
        }
        if known.len() != counts[0] {
            return Err(about.wrong(format!("hashes of {} files, not {}", known.len(), counts[0])));
        }
        let mut dyads: Option<Vec<Dyad>> = None;
        let mut parts = Vec::new();
        for severity in Severity::ALL {
            let name = |kind: &str| format!("{kind}_{}.csv", severity.name());
            let (fits, loadings) = read_grid(&name("grid"), &text(&name("grid"))?)?;
            let (its, kept) = read_dyads(&name("dyads"), &text(&name("dyads"))?, loadings)?;
            if its.len() != counts[1] || dyads.as_ref().is_some_and(|d| *d != its) {
                return Err(Error::malformed(format!(
                    "{}: the dyads are not those of about.csv and the other severities",
                    name("dyads")
                )));
            }
            dyads = Some(its);
            let levels = read_levels(&name("levels"), &text(&name("levels"))?)?;
            if levels.len() != counts[2] {
                return Err(Error::malformed(format!(
                    "{}: {} targets instead of {}",
                    name("levels"),
                    levels.len(),
                    counts[2]
                )));
            }
            parts.push(Part { fits, kept, levels });
        }
        let dyads = dyads.unwrap_or_default();
        let past = history::read(
            &text("history.csv")?,
            &text("history_challengers.csv")?,
            &text("remedy.csv")?,
            &dyads,
        )?;
        let wars = wars::read(&text("wars.csv")?, &text("war_episodes.csv")?)?;
        Ok(Estimates { rows, year, last_outcome, hashes: known, dyads, parts, past, wars })
    }
}

/// A number with so many decimals, without trailing noughts.
pub(super) fn short(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    };
    if text == "-0" { "0".to_owned() } else { text }
}

fn coefficient_names() -> impl Iterator<Item = String> {
    let names = std::iter::once("const").chain(COVARIATES).chain(std::iter::once("p"));
    names.map(str::to_owned)
}

/// Names of the columns that hold scores or loadings.
fn component_names(kept: Kept, number: usize) -> impl Iterator<Item = String> {
    (1..=number).map(move |k| format!("{}_{k}", kept.name()))
}

fn grid_text(part: &Part) -> String {
    let mut header: Vec<String> = BEFORE.iter().map(|s| (*s).to_owned()).collect();
    header.extend(coefficient_names());
    header.extend(AFTER.iter().map(|s| (*s).to_owned()));
    for (kept, c) in Kept::ALL.into_iter().zip(&part.kept) {
        header.extend(component_names(kept, c.loadings.len()));
    }
    let mut out = header.join(",") + "\n";
    for (at, (c, f)) in points().zip(&part.fits).enumerate() {
        let mut cells: Vec<String> =
            [c.lambda, c.w, c.m, c.rho].iter().map(|v| v.to_string()).collect();
        cells.push(f.events.to_string());
        cells.push(short(f.log_likelihood, 3));
        cells.extend(f.coefficients.iter().map(|b| short(*b, 6)));
        cells.push(short(f.slope.variance, 6));
        cells.push(short(f.slope.two_way_variance, 6));
        for c in &part.kept {
            cells.extend(c.loadings.iter().map(|l| short(l[at], 6)));
        }
        out += &(cells.join(",") + "\n");
    }
    out
}

fn dyads_text(dyads: &[Dyad], part: &Part) -> String {
    let mut header = vec!["from".to_owned(), "to".to_owned()];
    for (kept, c) in Kept::ALL.into_iter().zip(&part.kept) {
        header.push(kept.name().to_owned());
        header.extend(component_names(kept, c.loadings.len()));
    }
    let mut out = header.join(",") + "\n";
    for (r, d) in dyads.iter().enumerate() {
        let mut cells = vec![d.from.cow_code().to_string(), d.to.cow_code().to_string()];
        for c in &part.kept {
            cells.push(short(c.base[r], 3));
            cells.extend(c.scores[r].iter().map(|s| short(*s, 3)));
        }
        out += &(cells.join(",") + "\n");
    }
    out
}

fn levels_text(part: &Part) -> String {
    let mut out = String::from("target,observed,expected\n");
    for (target, l) in &part.levels {
        let _ = writeln!(
            out,
            "{},{},{}",
            target.cow_code(),
            short(l.observed, 0),
            short(l.expected, 4)
        );
    }
    out
}

/// A table being read.
pub(super) struct Sheet<'a> {
    name: &'a str,
    header: Vec<&'a str>,
    pub(super) rows: Vec<Vec<&'a str>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(name: &'a str, text: &'a str, least: usize) -> Result<Self, Error> {
        let mut lines = text.lines().map(|l| l.split(',').collect::<Vec<&str>>());
        let header = lines.next().unwrap_or_default();
        let sheet = Sheet { name, header, rows: lines.collect() };
        if sheet.header.len() < least {
            return Err(sheet.wrong("it has no header, or one that is cut off"));
        }
        for (n, row) in sheet.rows.iter().enumerate() {
            if row.len() != sheet.header.len() {
                return Err(sheet.wrong(format!(
                    "line {} has {} cells, the header {}",
                    n + 2,
                    row.len(),
                    sheet.header.len()
                )));
            }
        }
        Ok(sheet)
    }

    pub(super) fn wrong(&self, reason: impl std::fmt::Display) -> Error {
        Error::malformed(format!("{}: {reason}", self.name))
    }

    pub(super) fn expect_header(&self, names: &[String]) -> Result<(), Error> {
        let found = self.header.iter().take(names.len());
        match names.iter().zip(found).find(|(n, f)| n != f) {
            Some((n, f)) => Err(self.wrong(format!("column `{n}` is called `{f}` here"))),
            None => Ok(()),
        }
    }

    fn number(&self, row: usize, column: usize) -> Result<f64, Error> {
        let cell = self.rows[row][column];
        cell.parse::<f64>().ok().filter(|v| v.is_finite()).ok_or_else(|| {
            self.wrong(format!(
                "line {}, column `{}`: `{cell}` is not a number",
                row + 2,
                self.header[column]
            ))
        })
    }

    pub(super) fn state(&self, row: usize, column: usize) -> Result<StateId, Error> {
        match self.rows[row][column].parse::<u16>() {
            Ok(n) if (1..1000).contains(&n) => Ok(StateId::cow(n)),
            _ => Err(self.wrong(format!("line {}: not a state's number", row + 2))),
        }
    }

    pub(super) fn year(&self, row: usize, column: usize) -> Result<Year, Error> {
        self.rows[row][column]
            .parse()
            .map(Year)
            .map_err(|_| self.wrong(format!("line {}: not a year", row + 2)))
    }

    pub(super) fn count(&self, row: usize, column: usize) -> Result<usize, Error> {
        self.rows[row][column]
            .parse()
            .map_err(|_| self.wrong(format!("line {}: not a count", row + 2)))
    }

    pub(super) fn flag(&self, row: usize, column: usize) -> Result<bool, Error> {
        match self.rows[row][column] {
            "0" => Ok(false),
            "1" => Ok(true),
            other => Err(self.wrong(format!("line {}: `{other}` is neither 0 nor 1", row + 2))),
        }
    }

    /// A number that is not below nought.
    pub(super) fn positive(&self, row: usize, column: usize) -> Result<f64, Error> {
        match self.number(row, column)? {
            v if v >= 0.0 => Ok(v),
            v => Err(self.wrong(format!("line {}: {v} is below nought", row + 2))),
        }
    }

    /// A number between 0 and 1.
    pub(super) fn share(&self, row: usize, column: usize) -> Result<f64, Error> {
        let v = self.number(row, column)?;
        if (0.0..=1.0).contains(&v) {
            Ok(v)
        } else {
            Err(self.wrong(format!(
                "line {}, column `{}`: {v} does not lie between 0 and 1",
                row + 2,
                self.header[column]
            )))
        }
    }

    /// How many components of what is kept the columns from `at` on hold.
    fn components(&self, kept: Kept, at: usize) -> usize {
        let mut names = component_names(kept, self.header.len());
        let found = self.header.iter().skip(at);
        found.take_while(|h| names.next().is_some_and(|n| n == **h)).count()
    }
}

type Loadings = Vec<Vec<Vec<f64>>>;

fn read_grid(name: &str, text: &str) -> Result<(Vec<GridFit>, Loadings), Error> {
    let mut header: Vec<String> = BEFORE.iter().map(|s| (*s).to_owned()).collect();
    header.extend(coefficient_names());
    header.extend(AFTER.iter().map(|s| (*s).to_owned()));
    let sheet = Sheet::new(name, text, header.len())?;
    sheet.expect_header(&header)?;
    if sheet.rows.len() != POINTS {
        return Err(sheet.wrong(format!("{} grid points instead of {POINTS}", sheet.rows.len())));
    }
    let mut fits = Vec::with_capacity(POINTS);
    for (r, c) in points().enumerate() {
        for (column, expected) in [c.lambda, c.w, c.m, c.rho].into_iter().enumerate() {
            if sheet.number(r, column)? != expected {
                return Err(sheet.wrong(format!("line {} is not the grid point {c:?}", r + 2)));
            }
        }
        let coefficients = (6..6 + COVARIATES.len() + 2)
            .map(|column| sheet.number(r, column))
            .collect::<Result<Vec<f64>, Error>>()?;
        let variance = sheet.number(r, header.len() - 2)?;
        let two_way_variance = sheet.number(r, header.len() - 1)?;
        if variance <= 0.0 || two_way_variance <= 0.0 {
            return Err(sheet.wrong(format!("line {}: a variance is not above nought", r + 2)));
        }
        let events = sheet.number(r, 4)?;
        fits.push(GridFit {
            events: if events >= 0.0 { events as usize } else { 0 },
            log_likelihood: sheet.number(r, 5)?,
            slope: Slope { b: coefficients[COVARIATES.len() + 1], variance, two_way_variance },
            coefficients,
        });
    }
    let mut at = header.len();
    let mut loadings = Vec::new();
    for kept in Kept::ALL {
        let number = sheet.components(kept, at);
        let its = (at..at + number)
            .map(|c| (0..POINTS).map(|r| sheet.number(r, c)).collect())
            .collect::<Result<Vec<Vec<f64>>, Error>>()?;
        loadings.push(its);
        at += number;
    }
    if at != sheet.header.len() {
        return Err(sheet.wrong(format!("a column `{}` too many", sheet.header[at])));
    }
    Ok((fits, loadings))
}

fn read_dyads(
    name: &str,
    text: &str,
    loadings: Loadings,
) -> Result<(Vec<Dyad>, Vec<Components>), Error> {
    let mut header = vec!["from".to_owned(), "to".to_owned()];
    for (kept, l) in Kept::ALL.into_iter().zip(&loadings) {
        header.push(kept.name().to_owned());
        header.extend(component_names(kept, l.len()));
    }
    let sheet = Sheet::new(name, text, header.len())?;
    sheet.expect_header(&header)?;
    let mut dyads = Vec::with_capacity(sheet.rows.len());
    for r in 0..sheet.rows.len() {
        dyads.push(Dyad { from: sheet.state(r, 0)?, to: sheet.state(r, 1)? });
    }
    if !dyads.is_sorted_by(|a, b| a < b) {
        return Err(sheet.wrong("the dyads are not in order, or one comes twice"));
    }
    let mut at = 2;
    let mut kept = Vec::new();
    for (which, loadings) in Kept::ALL.into_iter().zip(loadings) {
        let number = loadings.len();
        let mut base = Vec::with_capacity(dyads.len());
        let mut scores = Vec::with_capacity(dyads.len());
        for r in 0..dyads.len() {
            base.push(sheet.number(r, at)?);
            let its = (at + 1..=at + number).map(|c| sheet.number(r, c));
            scores.push(its.collect::<Result<Vec<f64>, Error>>()?);
            if which == Kept::Error && base[r] <= 0.0 {
                return Err(sheet.wrong(format!("line {}: the error is not above nought", r + 2)));
            }
        }
        kept.push(Components { base, scores, loadings });
        at += 1 + number;
    }
    Ok((dyads, kept))
}

fn read_levels(name: &str, text: &str) -> Result<BTreeMap<StateId, Level>, Error> {
    let sheet = Sheet::new(name, text, 3)?;
    sheet.expect_header(&["target".into(), "observed".into(), "expected".into()])?;
    let mut out = BTreeMap::new();
    for r in 0..sheet.rows.len() {
        let level = Level { observed: sheet.number(r, 1)?, expected: sheet.number(r, 2)? };
        if level.observed < 0.0 || level.expected < 0.0 {
            return Err(sheet.wrong(format!("line {}: a count below nought", r + 2)));
        }
        out.insert(sheet.state(r, 0)?, level);
    }
    Ok(out)
}
