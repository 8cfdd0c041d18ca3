//! The panel as tables: state-years in one, directed dyad-years in one chunk a year.
//!
//! Joins know what each source covers: no obligation and no dispute is a "no" only inside the years
//! of its source, and missing outside.

use super::disputes::{Cell, Disputes, Past};
use super::space::{Contiguity, Distances, Space};
use super::{LAST_OUTCOME, Pairs, Regimes, Shares, System, Ties, YearOfTies};
use crate::Error;
use crate::readers::nmc;
use antumbra_core::outside::Source;
use antumbra_core::table::TableError;
use antumbra_core::{Column, Table, Year};
use std::ops::ControlFlow;

/// A part of the panel that may be joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// National Material Capabilities 7.0 of each state.
    Nmc,
    /// Shares of spending, personnel and population with gaps filled, and how spending was.
    Shares,
    /// Alliance obligations of the first towards the second, ATOP 5.1.
    Atop,
    /// Similarity of alliance portfolios (π).
    Similarity,
    /// How many members are bound to defend the second and not the first.
    Defenders,
    /// Disputes between the two, MID 5.0.
    Mid,
    /// Peace years and the decayed count of disputes up to the year before.
    Past,
    /// Minimum distance.
    Distance,
    /// Minimum distance with stand-ins from contiguity and capitals where none is recorded.
    FilledDistance,
    /// Direct contiguity.
    Contiguity,
    /// Rank as a major power, polyarchy, nuclear weapons, strategic rivalry.
    Regimes,
}

impl Part {
    /// All parts with their names on the command line.
    pub const ALL: [(Part, &'static str); 11] = [
        (Part::Nmc, "nmc"),
        (Part::Shares, "shares"),
        (Part::Atop, "atop"),
        (Part::Similarity, "similarity"),
        (Part::Defenders, "defenders"),
        (Part::Mid, "mid"),
        (Part::Past, "past"),
        (Part::Distance, "distance"),
        (Part::FilledDistance, "filled-distance"),
        (Part::Contiguity, "contiguity"),
        (Part::Regimes, "regimes"),
    ];

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Part::ALL.iter().find(|(_, n)| *n == name).map(|(p, _)| *p)
    }
}

/// The parts that were asked for, read.
#[derive(Clone, Debug)]
pub struct Panel {
    system: System,
    parts: Vec<Part>,
    nmc: Option<Vec<[Option<f64>; 7]>>,
    shares: Option<Shares>,
    /// The last year of NMC by index.
    nmc_last: usize,
    ties: Option<Ties>,
    disputes: Option<Disputes>,
    distances: Option<Distances>,
    space: Option<Space>,
    contiguity: Option<Contiguity>,
    regimes: Option<Regimes>,
}

const NMC: [&str; 7] = ["milex", "milper", "irst", "pec", "tpop", "upop", "cinc"];

impl Panel {
    /// Reads the files of the parts for the years 1816 to `to`.
    ///
    /// # Errors
    /// When a file is missing or cannot be understood.
    pub fn read(
        folder: &dyn Source,
        parts: &[Part],
        pairs: Pairs,
        to: Year,
    ) -> Result<Self, Error> {
        let mut parts = parts.to_vec();
        parts.sort_unstable();
        parts.dedup();
        let system = System::read(folder, super::FIRST, to)?;
        let needs = |list: &[Part]| list.iter().any(|p| parts.contains(p));
        let relevant = pairs == Pairs::Relevant;
        let rows = if needs(&[Part::Nmc, Part::Shares]) {
            nmc::read(folder, nmc::FILE_7)?
        } else {
            Vec::new()
        };
        let nmc_last =
            rows.iter().filter_map(|r| system.year_index(r.year)).max().unwrap_or_default();
        let nmc = needs(&[Part::Nmc]).then(|| lay_out(&system, &rows));
        let shares = needs(&[Part::Shares]).then(|| Shares::new(&system, &rows)).transpose()?;
        let space =
            needs(&[Part::FilledDistance]).then(|| Space::read(folder, &system)).transpose()?;
        let ties = needs(&[Part::Atop, Part::Similarity, Part::Defenders])
            .then(|| Ties::read(folder, &system))
            .transpose()?;
        let disputes =
            needs(&[Part::Mid, Part::Past]).then(|| Disputes::read(folder, &system)).transpose()?;
        let distances =
            needs(&[Part::Distance]).then(|| Distances::read(folder, &system)).transpose()?;
        let contiguity = (needs(&[Part::Contiguity]) || relevant)
            .then(|| Contiguity::read(folder, &system))
            .transpose()?;
        let regimes = (needs(&[Part::Regimes]) || relevant)
            .then(|| Regimes::read(folder, &system, super::RIVALRY_OPEN_FROM))
            .transpose()?;
        Ok(Panel {
            system,
            parts,
            nmc,
            shares,
            nmc_last,
            ties,
            disputes,
            distances,
            space,
            contiguity,
            regimes,
        })
    }

    /// The state system underneath.
    pub fn system(&self) -> &System {
        &self.system
    }

    /// State-years from `from` on, sorted by state and year.
    ///
    /// # Errors
    /// Never for the columns made here; the error is the table's own.
    pub fn state_years(&self, from: Year) -> Result<Table, TableError> {
        let s = &self.system;
        let mut cells = Vec::new();
        for n in 0..s.len() {
            for y in 0..s.years() {
                if s.is_member(y, n) && s.first().0 + y as i16 >= from.0 {
                    cells.push((y, n));
                }
            }
        }
        let mut t = Table::new("state_years", cells.len());
        let whole = |f: &dyn Fn(usize, usize) -> i64| {
            Column::I64(cells.iter().map(|&(y, n)| Some(f(y, n))).collect())
        };
        t.push("ccode", whole(&|_, n| i64::from(s.id(n).cow_code())))?;
        t.push("year", whole(&|y, _| i64::from(s.first().0) + y as i64))?;
        if let Some(nmc) = &self.nmc {
            for (c, name) in NMC.iter().enumerate() {
                let column = cells.iter().map(|&(y, n)| nmc[y * s.len() + n][c]).collect();
                t.push(*name, Column::F64(column))?;
            }
        }
        if let Some(shares) = &self.shares {
            for (name, column) in shares.columns() {
                let known = |y: usize, at: usize| (y <= self.nmc_last).then(|| column[at]);
                let column = cells.iter().map(|&(y, n)| known(y, y * s.len() + n)).collect();
                t.push(name, Column::F64(column))?;
            }
            let how = cells.iter().map(|&(y, n)| {
                (y <= self.nmc_last).then(|| shares.milex_filled[y * s.len() + n].word())
            });
            t.push("milex_share_is", Column::category(how))?;
        }
        if self.parts.contains(&Part::Regimes)
            && let Some(r) = &self.regimes
        {
            let flag = |f: &dyn Fn(usize, usize) -> bool| {
                Column::Bool(cells.iter().map(|&(y, n)| Some(f(y, n))).collect())
            };
            t.push("major", flag(&|y, n| r.major(y, n)))?;
            t.push("nuclear", flag(&|y, n| r.nuclear(y, n)))?;
            let p = cells.iter().map(|&(y, n)| Some(r.polyarchy(y, n))).collect();
            t.push("polyarchy", Column::F64(p))?;
        }
        Ok(t)
    }

    /// Directed dyad-years from `from` on: every ordered pair of members of a year, one chunk a
    /// year in the order of years, pairs in the order of their numbers. Stops when `each` breaks.
    /// The answer is the number of rows.
    ///
    /// # Errors
    /// Never for the columns made here; the error is the table's own.
    pub fn dyad_years(
        &self,
        pairs: Pairs,
        from: Year,
        mut each: impl FnMut(Table) -> ControlFlow<()>,
    ) -> Result<usize, TableError> {
        let mut scratch = Scratch::default();
        let mut past = Past::start(&self.system);
        let mut rows = 0;
        for y in 0..self.system.years() {
            let year = Year(self.system.first().0 + y as i16);
            if y > 0 && self.parts.contains(&Part::Past) {
                // The cells are still those of the year before.
                past.advance(self.system.len(), &scratch.cells);
            }
            if let Some(d) = &self.disputes {
                d.year_into(&self.system, y, &mut scratch.cells);
            }
            if year < from {
                continue;
            }
            self.pairs_into(pairs, y, &mut scratch);
            if scratch.pairs.is_empty() {
                continue;
            }
            let chunk = self.chunk(year, y, &past, &mut scratch)?;
            rows += chunk.rows();
            if each(chunk).is_break() {
                break;
            }
        }
        Ok(rows)
    }

    fn pairs_into(&self, pairs: Pairs, y: usize, scratch: &mut Scratch) {
        let members = self.system.members(y);
        let keep = |i: usize, j: usize| match (pairs, &self.contiguity, &self.regimes) {
            (Pairs::Relevant, Some(c), Some(r)) => {
                let before = y.saturating_sub(1);
                c.kind(y, i, j) > 0 || r.major(before, i) || r.major(before, j)
            }
            _ => true,
        };
        scratch.pairs.clear();
        for &i in &members {
            scratch
                .pairs
                .extend(members.iter().copied().filter(|&j| i != j && keep(i, j)).map(|j| (i, j)));
        }
    }

    fn chunk(
        &self,
        year: Year,
        y: usize,
        past: &Past,
        scratch: &mut Scratch,
    ) -> Result<Table, TableError> {
        let s = &self.system;
        let n = s.len();
        let pairs = &scratch.pairs;
        let mut t = Table::new("dyad_years", pairs.len());
        let code = |k: usize| i64::from(s.id(k).cow_code());
        let whole = |f: &dyn Fn(usize, usize) -> Option<i64>| {
            Column::I64(pairs.iter().map(|&(i, j)| f(i, j)).collect())
        };
        let number = |f: &dyn Fn(usize, usize) -> Option<f64>| {
            Column::F64(pairs.iter().map(|&(i, j)| f(i, j)).collect())
        };
        let flag = |f: &dyn Fn(usize, usize) -> Option<bool>| {
            Column::Bool(pairs.iter().map(|&(i, j)| f(i, j)).collect())
        };
        t.push("ccode1", whole(&|i, _| Some(code(i))))?;
        t.push("ccode2", whole(&|_, j| Some(code(j))))?;
        t.push("year", whole(&|_, _| Some(i64::from(year.0))))?;
        for part in &self.parts {
            match part {
                Part::Nmc => {
                    let Some(nmc) = &self.nmc else { continue };
                    let row = &nmc[y * n..(y + 1) * n];
                    for (c, name) in NMC.iter().enumerate() {
                        let one: Vec<Option<f64>> = row.iter().map(|v| v[c]).collect();
                        let side1 = pairs.iter().map(|&(i, _)| one[i]).collect();
                        let side2 = pairs.iter().map(|&(_, j)| one[j]).collect();
                        t.push(format!("{name}1"), Column::F64(side1))?;
                        t.push(format!("{name}2"), Column::F64(side2))?;
                    }
                }
                Part::Shares => {
                    let Some(shares) = &self.shares else { continue };
                    let known = y <= self.nmc_last;
                    for (name, column) in shares.columns() {
                        let row = &column[y * n..(y + 1) * n];
                        t.push(format!("{name}1"), number(&|i, _| known.then(|| row[i])))?;
                        t.push(format!("{name}2"), number(&|_, j| known.then(|| row[j])))?;
                    }
                }
                Part::Atop => {
                    let Some(ties) = &self.ties else { continue };
                    let known = y <= ties.last();
                    ties.kinds_into(s, y, &mut scratch.kinds);
                    for (bit, name) in ["defense", "offense", "neutral", "nonagg", "consul"]
                        .into_iter()
                        .enumerate()
                    {
                        let kinds = &scratch.kinds;
                        let column =
                            flag(&|i, j| known.then(|| kinds[i * n + j] & (1 << bit) != 0));
                        t.push(format!("atop_{name}"), column)?;
                    }
                }
                Part::Similarity => {
                    let Some(ties) = &self.ties else { continue };
                    let known = y <= ties.last();
                    ties.year_into(s, y, &mut scratch.ties);
                    let of = &scratch.ties;
                    t.push("similarity", number(&|i, j| known.then(|| of.similarity(i, j))))?;
                }
                Part::Defenders => {
                    let Some(ties) = &self.ties else { continue };
                    let known = y <= ties.last();
                    ties.year_into(s, y, &mut scratch.ties);
                    let of = &scratch.ties;
                    let count = |i, j| of.defenders_against(j, i).count() as i64;
                    t.push("defenders2", whole(&|i, j| known.then(|| count(i, j))))?;
                }
                Part::Mid => {
                    let known = year <= LAST_OUTCOME;
                    let cells = &scratch.cells;
                    let at = |i: usize, j: usize| known.then(|| cells[i * n + j]);
                    t.push("mid_ongoing", flag(&|i, j| Some(at(i, j)?.ongoing)))?;
                    t.push("mid_onset", flag(&|i, j| Some(at(i, j)?.onset)))?;
                    t.push("mid_challenge", flag(&|i, j| Some(at(i, j)?.challenge)))?;
                    t.push("mid_hostility", whole(&|i, j| Some(i64::from(at(i, j)?.hostility))))?;
                }
                Part::Past => {
                    // The year before has to be covered.
                    let known = year.0 <= LAST_OUTCOME.0 + 1;
                    t.push(
                        "peace_years",
                        number(&|i, j| known.then(|| past.peace_years(i * n + j))),
                    )?;
                    t.push("dispute_count", number(&|i, j| known.then(|| past.count(i * n + j))))?;
                }
                Part::Distance => {
                    let Some(distances) = &self.distances else { continue };
                    distances.year_into(s, y, &mut scratch.km);
                    let km = &scratch.km;
                    let column = number(&|i, j| Some(km[i * n + j]).filter(|d| !d.is_nan()));
                    t.push("min_distance_km", column)?;
                }
                Part::FilledDistance => {
                    let Some(space) = &self.space else { continue };
                    space.distances_into(s, y, &s.members(y), &mut scratch.km);
                    let km = &scratch.km;
                    let column = number(&|i, j| Some(km[i * n + j]).filter(|d| !d.is_nan()));
                    t.push("distance_km", column)?;
                }
                Part::Contiguity => {
                    let Some(c) = &self.contiguity else { continue };
                    let known = year <= Contiguity::LAST;
                    let column = whole(&|i, j| known.then(|| i64::from(c.kind(y, i, j))));
                    t.push("contiguity", column)?;
                }
                Part::Regimes => {
                    let Some(r) = &self.regimes else { continue };
                    r.rivalries_into(year.0, &mut scratch.rival);
                    let rival = &scratch.rival;
                    t.push("major1", flag(&|i, _| Some(r.major(y, i))))?;
                    t.push("major2", flag(&|_, j| Some(r.major(y, j))))?;
                    t.push("polyarchy1", number(&|i, _| Some(r.polyarchy(y, i))))?;
                    t.push("polyarchy2", number(&|_, j| Some(r.polyarchy(y, j))))?;
                    t.push("nuclear1", flag(&|i, _| Some(r.nuclear(y, i))))?;
                    t.push("nuclear2", flag(&|_, j| Some(r.nuclear(y, j))))?;
                    t.push("rivalry", flag(&|i, j| Some(rival[i * n + j])))?;
                }
            }
        }
        Ok(t)
    }
}

/// What is laid out anew for each year.
#[derive(Default)]
struct Scratch {
    pairs: Vec<(usize, usize)>,
    cells: Vec<Cell>,
    kinds: Vec<u8>,
    ties: YearOfTies,
    km: Vec<f64>,
    rival: Vec<bool>,
}

/// NMC by `y * n + s`.
fn lay_out(system: &System, rows: &[nmc::NmcRow]) -> Vec<[Option<f64>; 7]> {
    let n = system.len();
    let mut out = vec![[None; 7]; system.years() * n];
    for r in rows {
        if let (Some(y), Some(s)) = (system.year_index(r.year), system.index_of(r.state)) {
            out[y * n + s] = [r.milex, r.milper, r.irst, r.pec, r.tpop, r.upop, r.cinc];
        }
    }
    out
}
