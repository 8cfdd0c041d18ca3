//! The patient rule induction method (PRIM): boxes in which an outcome is unusually high.
//!
//! *Model.* A box limits some inputs to a range (or to some words). *Peeling* cuts a small share
//! `peel_alpha` of the cases off, one end of one input at a time, always the cut that the
//! [`Objective`] likes best; *pasting* gives back what raises the mean. Every box on the way is
//! kept, because the choice between coverage (share of all cases of interest that the box holds)
//! and density (share of the box's cases that are of interest) belongs to the analyst: there is
//! no hidden threshold.
//!
//! *Estimator.* Columns are sorted once; a step walks each sorted list from both ends over the
//! cases that are still in the box. Sums are exact, so the order of rows never shows.
//!
//! *Checks.* Equal, step by step, to EMA Workbench 3.0.0 on the stored cases of
//! `conformance/prim`: size, number of interest and limits.
//!
//! What holds under change: permuting rows changes nothing. A strictly monotone rescaling of a
//! real input leaves every *peeled* box the same cases, since a limit lies half way between two
//! neighbouring values of the box; after a paste, a case between those two values that another
//! limit kept out may fall on the other side of the half-way point.
//!
//! *References.* Friedman & Fisher (1999), Bump hunting in high-dimensional data, Statistics and
//! Computing 9, 123-143. Bryant & Lempert (2010), Thinking inside the box, Technological
//! Forecasting and Social Change 77, 34-49. Kwakkel & Jaxa-Rozen (2016), Improving scenario
//! discovery for handling heterogeneous uncertainties and multinomial classified outcomes,
//! Environmental Modelling & Software 79, 311-321.

mod bits;
mod cover;
mod objective;
mod order;
mod outcome;
mod paste;
mod peel;
mod quasi_p;
mod region;
mod stability;

use crate::cases::Input;
use crate::{Cases, Error};
use bits::Bits;
use outcome::{Fixed, OfInterest, Weights};
use paste::Pasting;
use peel::Peeling;
use region::restricted;

pub use cover::Covering;
pub use objective::Objective;
pub use quasi_p::QuasiP;
pub use region::Limit;
pub use stability::Stability;

/// Settings of PRIM. The defaults are EMA Workbench's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrimSettings {
    /// The share of the box's cases that one peel of a number removes, in (0, 0.5).
    pub peel_alpha: f64,
    /// The share of the cases outside a limit that one paste brings back, in (0, 0.5).
    pub paste_alpha: f64,
    /// The smallest share of all cases that a box may hold, in (0, 1).
    pub mass_min: f64,
    /// What a peel or paste is judged by.
    pub objective: Objective,
}

impl Default for PrimSettings {
    fn default() -> Self {
        PrimSettings {
            peel_alpha: 0.05,
            paste_alpha: 0.05,
            mass_min: 0.05,
            objective: Objective::Lenient1,
        }
    }
}

impl PrimSettings {
    fn check(&self) -> Result<(), Error> {
        let within = |name: &str, value: f64, below: f64| {
            if value > 0.0 && value < below {
                Ok(())
            } else {
                Err(Error::setting(format!("{name} is {value}"))
                    .help(format!("it has to lie above 0 and below {below}")))
            }
        };
        within("peel_alpha", self.peel_alpha, 0.5)?;
        within("paste_alpha", self.paste_alpha, 0.5)?;
        within("mass_min", self.mass_min, 1.0)
    }
}

/// Which way the regression form looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// Boxes with a high mean outcome.
    High,
    /// Boxes with a low mean outcome.
    Low,
}

/// One box on the way from all cases to the smallest box.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Cases in the box.
    pub n: usize,
    /// Cases of interest in the box; `None` in the regression form.
    pub k: Option<usize>,
    /// `k` over all cases of interest; `None` in the regression form.
    pub coverage: Option<f64>,
    /// `k / n`; `None` in the regression form.
    pub density: Option<f64>,
    /// The mean outcome of the box's cases (in the binary form the density).
    pub mean: f64,
    /// `n` over all cases.
    pub mass: f64,
    /// How many inputs are restricted.
    pub res_dim: usize,
    /// The limits, one per input.
    pub limits: Vec<Limit>,
    /// Was this box made by pasting?
    pub pasted: bool,
}

/// All boxes of one run of peeling and pasting; the first holds all cases that were left to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// The boxes, in order.
    pub steps: Vec<Step>,
}

pub(crate) enum Column<'a> {
    Number { values: Input<'a>, order: Vec<u32>, whole: bool },
    Word { labels: Vec<String>, codes: Vec<u32> },
}

impl Column<'_> {
    fn order(&self) -> &[u32] {
        match self {
            Column::Number { order, .. } => order,
            Column::Word { .. } => &[],
        }
    }
}

/// The inputs, sorted once.
pub(crate) struct Prepared<'a> {
    columns: Vec<Column<'a>>,
    /// The inputs in the order that ties follow: real numbers, whole numbers, then words.
    turns: Vec<usize>,
    /// The limits of the box that holds every case.
    whole: Vec<Limit>,
    members: Vec<u32>,
    table_rows: usize,
}

impl<'a> Prepared<'a> {
    fn new(cases: &Cases<'a>) -> Self {
        let rows = cases.rows();
        let columns: Vec<Column<'a>> =
            cases.inputs().iter().map(|i| column(*i, rows, cases.all_rows())).collect();
        let whole = columns
            .iter()
            .map(|c| match c {
                Column::Number { values, order, .. } => {
                    let at = |r: Option<&u32>| r.map_or(0.0, |&r| values.value(r as usize));
                    Limit::Range { low: at(order.first()), high: at(order.last()) }
                }
                Column::Word { labels, .. } => Limit::Words(vec![true; labels.len()]),
            })
            .collect();
        let turn = |i: &usize| match columns[*i] {
            Column::Number { whole, .. } => usize::from(whole),
            Column::Word { .. } => 2,
        };
        let mut turns: Vec<usize> = (0..columns.len()).collect();
        turns.sort_by_key(turn);
        Prepared { turns, columns, whole, members: rows.to_vec(), table_rows: cases.all_rows() }
    }
}

fn column<'a>(input: Input<'a>, rows: &[u32], table_rows: usize) -> Column<'a> {
    let name = |row: u32| -> String {
        match input {
            Input::Word(words, index) => {
                index[row as usize].and_then(|i| words.get(i as usize)).cloned().unwrap_or_default()
            }
            _ => (input.value(row as usize) == 1.0).to_string(),
        }
    };
    match input {
        Input::Real(_) | Input::Dense(_) | Input::Whole(_) => Column::Number {
            values: input,
            order: order::sorted(rows, |r| input.value(r as usize)),
            whole: matches!(input, Input::Whole(_)),
        },
        Input::Truth(_) | Input::Word(..) => {
            // Words that occur, in alphabetical order: the order of rows must not show.
            let mut first = std::collections::BTreeMap::new();
            for &r in rows {
                first.entry(input.value(r as usize) as u32).or_insert(r);
            }
            let mut known: Vec<(String, u32)> =
                first.into_iter().map(|(code, r)| (name(r), code)).collect();
            known.sort();
            let size = known.iter().map(|(_, c)| *c as usize + 1).max().unwrap_or(0);
            let mut rank = vec![0; size];
            for (i, (_, code)) in known.iter().enumerate() {
                rank[*code as usize] = i as u32;
            }
            let mut codes = vec![0; table_rows];
            for &r in rows {
                codes[r as usize] = rank[input.value(r as usize) as usize];
            }
            Column::Word { labels: known.into_iter().map(|(l, _)| l).collect(), codes }
        }
    }
}

/// An input's numbers over the kept rows, and for words (or truth values) their list in
/// alphabetical order, by whose places they are then numbered.
pub(crate) fn labelled(cases: &Cases<'_>, input: usize) -> (Vec<f64>, Vec<String>) {
    let values = cases.inputs()[input];
    if values.is_number() {
        return (cases.numbers(input), Vec::new());
    }
    match column(values, cases.rows(), cases.all_rows()) {
        Column::Word { labels, codes } => {
            (cases.rows().iter().map(|&r| f64::from(codes[r as usize])).collect(), labels)
        }
        Column::Number { .. } => (cases.numbers(input), Vec::new()),
    }
}

enum Outcome {
    Binary { of_interest: OfInterest, total: usize },
    Real { fixed: Fixed, sign: f64 },
}

/// PRIM on one table: prepared once, asked for one box or several.
pub struct Prim<'a> {
    prepared: Prepared<'a>,
    outcome: Outcome,
    settings: PrimSettings,
}

impl<'a> Prim<'a> {
    /// The binary form: boxes with many cases of interest (see [`Cases::outcome_of_interest`]).
    ///
    /// # Errors
    /// A setting out of range; an outcome that is not binary, or of one class only.
    pub fn binary(cases: &Cases<'a>, settings: PrimSettings) -> Result<Self, Error> {
        settings.check()?;
        let y = cases.outcome_of_interest()?;
        let total = y.iter().filter(|&&v| v).count();
        if total == 0 || total == y.len() {
            let which = if total == 0 { "none" } else { "every one" };
            return Err(Error::table(format!(
                "of {} cases {which} is of interest, so there is nothing to tell apart",
                y.len()
            )));
        }
        let chosen: Vec<u32> =
            cases.rows().iter().zip(&y).filter(|(_, y)| **y).map(|(&r, _)| r).collect();
        let of_interest = OfInterest(Bits::from_rows(cases.all_rows(), &chosen));
        let outcome = Outcome::Binary { of_interest, total };
        Ok(Prim { prepared: Prepared::new(cases), outcome, settings })
    }

    /// The regression form: boxes with a high (or low) mean of a numeric outcome.
    ///
    /// # Errors
    /// A setting out of range; an outcome of words, or one that never varies.
    pub fn regression(
        cases: &Cases<'a>,
        seek: Seek,
        settings: PrimSettings,
    ) -> Result<Self, Error> {
        settings.check()?;
        let y = cases.outcome_numbers()?;
        if y.iter().all(|v| *v == y[0]) {
            return Err(Error::table(format!(
                "the outcome `{}` is {} in every case, so there is nothing to tell apart",
                cases.outcome_name(),
                y[0]
            )));
        }
        let sign = if seek == Seek::High { 1.0 } else { -1.0 };
        let pairs = cases.rows().iter().zip(&y).map(|(&r, v)| (r, v * sign));
        let outcome = Outcome::Real { fixed: Fixed::new(cases.all_rows(), pairs), sign };
        Ok(Prim { prepared: Prepared::new(cases), outcome, settings })
    }

    /// Peels and pastes once, from all cases.
    pub fn find_box(&self) -> Trajectory {
        self.trajectory(&self.all(), self.base())
    }

    /// The words of an input of words, in the order of [`Limit::Words`]; empty for numbers.
    pub fn words(&self, input: usize) -> &[String] {
        match &self.prepared.columns[input] {
            Column::Word { labels, .. } => labels,
            Column::Number { .. } => &[],
        }
    }

    /// The limits of the box that holds every case.
    pub fn whole(&self) -> &[Limit] {
        &self.prepared.whole
    }

    fn all(&self) -> Bits {
        Bits::from_rows(self.prepared.table_rows, &self.prepared.members)
    }

    fn base(&self) -> Base {
        let total = match &self.outcome {
            Outcome::Binary { total, .. } => *total,
            Outcome::Real { .. } => 0,
        };
        Base { rows: self.prepared.members.len(), total }
    }

    fn trajectory(&self, start: &Bits, base: Base) -> Trajectory {
        match &self.outcome {
            Outcome::Binary { of_interest, .. } => self.run(of_interest, start, base),
            Outcome::Real { fixed, .. } => self.run(fixed, start, base),
        }
    }

    fn run<W: Weights>(&self, weights: &W, start: &Bits, base: Base) -> Trajectory {
        let s = &self.settings;
        let mut peel =
            Peeling::new(&self.prepared, weights, s.objective, s.peel_alpha, start.clone());
        let step = |n, sum, limits: &[Limit], pasted| {
            self.step(base, (n, sum, weights.mean(sum, n)), limits, pasted)
        };
        let mut steps = vec![step(peel.n, peel.sum, &peel.limits, false)];
        if peel.n == 0 {
            return Trajectory { steps };
        }
        while peel.step(s.mass_min, base.rows) {
            steps.push(step(peel.n, peel.sum, &peel.limits, false));
        }
        let how = (s.objective, s.paste_alpha);
        let mut paste = Pasting::new(peel, (&self.prepared, weights), how, start);
        while paste.step() {
            steps.push(step(paste.n, paste.sum, &paste.limits, true));
        }
        Trajectory { steps }
    }

    fn step(
        &self,
        base: Base,
        (n, sum, mean): (usize, i128, f64),
        limits: &[Limit],
        pasted: bool,
    ) -> Step {
        let (k, coverage, density, mean) = match &self.outcome {
            Outcome::Binary { .. } => {
                (Some(sum as usize), Some(sum as f64 / base.total as f64), Some(mean), mean)
            }
            Outcome::Real { sign, .. } => (None, None, None, mean * sign),
        };
        Step {
            n,
            k,
            coverage,
            density,
            mean,
            mass: n as f64 / base.rows as f64,
            res_dim: restricted(limits, &self.prepared.whole),
            limits: limits.to_vec(),
            pasted,
        }
    }
}

/// What mass and coverage are shares of.
#[derive(Clone, Copy)]
struct Base {
    rows: usize,
    /// Cases of interest (0 in the regression form).
    total: usize,
}
