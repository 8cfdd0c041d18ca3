//! What a run gives: per year and per future, as a structure of arrays.

mod list;

pub(crate) use list::build;

use crate::Error;
use crate::setup::Setup;
use antumbra_deter::evidence::Severity;

/// One outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeDef {
    /// Name: unique, lower case, dots between parts.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Its unit.
    pub unit: &'static str,
    /// Which way is better for the client.
    pub direction: Direction,
    /// What it belongs to, for showing together.
    pub group: Group,
    /// Index of the challenger, neighbour or contingency that it is about.
    pub about: Option<usize>,
    /// Range of a histogram; values outside fall into open bins.
    pub range: (f64, f64),
    /// A value in every year, or one per future.
    pub yearly: bool,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
    /// Neither.
    Neutral,
}

/// What an outcome belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Challenges of a severity, by the record.
    Challenge(Severity),
    /// War and what hangs on it, on the historical scale.
    WarHistorical,
    /// War and what hangs on it, on the expert scale.
    WarExpert,
    /// Nuclear cover.
    Nuclear,
    /// Money.
    Cost,
    /// Coercion.
    Coercion,
    /// The client's own strength.
    Own,
    /// Freedom, distance, alignment, reversibility.
    Standing,
    /// The patron: belief, trust, presence, its own politics.
    Patron,
    /// The balance of forces.
    Balance,
    /// Other clients of the patron.
    Neighbour,
    /// Checks on the run itself.
    Check,
}

/// The three nuclear shares ψ at which war is always computed, with their names.
pub const PSIS: [(f64, &str); 3] = [(0.0, "psi0"), (0.5, "psi50"), (1.0, "psi100")];

/// The hazard scales' names, in the order in which inputs and outcomes hold them.
pub const SCALES: [&str; 2] = ["historical", "expert"];

/// The places of outcomes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    // Yearly.
    pub(crate) risk: [usize; 3],
    pub(crate) updated: [usize; 3],
    pub(crate) risk_by: Vec<[usize; 3]>,
    pub(crate) odds: Vec<usize>,
    pub(crate) r_conv: Vec<usize>,
    /// By scale, then ψ; the fourth is the setting's own.
    pub(crate) war: [[usize; 4]; 2],
    pub(crate) abandonment: [usize; 2],
    pub(crate) alone: [usize; 2],
    /// By contingency, then scale: hazard, entrapment, spill-over.
    pub(crate) contingency: Vec<[[usize; 3]; 2]>,
    pub(crate) coercion: [usize; 4],
    pub(crate) spending: [usize; 4],
    pub(crate) money: usize,
    pub(crate) own: usize,
    pub(crate) unabsorbed: usize,
    pub(crate) self_sufficiency: usize,
    pub(crate) freedom: usize,
    pub(crate) distance: usize,
    pub(crate) alignment: usize,
    pub(crate) reversibility: usize,
    pub(crate) balance: usize,
    pub(crate) reliability: usize,
    pub(crate) acted: usize,
    pub(crate) trust: usize,
    pub(crate) present: usize,
    pub(crate) regime: usize,
    pub(crate) exit_hazard: usize,
    pub(crate) r_nuc: usize,
    pub(crate) cover_level: usize,
    pub(crate) own_stage: usize,
    /// By neighbour: odds, support.
    pub(crate) neighbour: Vec<[usize; 2]>,
    // Once.
    pub(crate) events: [usize; 3],
    pub(crate) events_updated: [usize; 3],
    pub(crate) events_by: Vec<[usize; 3]>,
    pub(crate) events_updated_by: Vec<[usize; 3]>,
    pub(crate) war_ever: [[usize; 4]; 2],
    pub(crate) abandonment_ever: [usize; 2],
    pub(crate) entrapment_ever: [usize; 2],
    pub(crate) spillover_ever: [usize; 2],
    pub(crate) coercion_sum: usize,
    pub(crate) spending_mean: usize,
    pub(crate) spending_peak: usize,
    pub(crate) money_sum: usize,
    pub(crate) years_sufficient: usize,
    pub(crate) uncovered_years: usize,
    pub(crate) preventive: usize,
    pub(crate) exit_probability: usize,
    pub(crate) years_without: usize,
    pub(crate) loosened: usize,
    pub(crate) outside_grid: usize,
}

/// The outcomes of a setup: yearly ones first, then those per future.
pub fn outcomes(setup: &Setup) -> Vec<OutcomeDef> {
    list::build(setup).0
}

/// Why a future failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Failure {
    /// An input was not a finite number.
    NotFinite = 1,
    /// An input lay outside its domain.
    OutsideDomain = 2,
    /// A result was not a finite number.
    Result = 3,
}

impl Failure {
    /// The failure behind a code; `None` for 0 (none) and for unknown codes.
    pub fn of(code: u8) -> Option<Self> {
        [Failure::NotFinite, Failure::OutsideDomain, Failure::Result]
            .into_iter()
            .find(|f| *f as u8 == code)
    }

    /// The reason in files.
    pub fn name(self) -> &'static str {
        match self {
            Failure::NotFinite => "input_not_finite",
            Failure::OutsideDomain => "input_outside_domain",
            Failure::Result => "result_not_finite",
        }
    }
}

/// The outcomes of a chunk of futures. Those of a failed future are NaN.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    defs: Vec<OutcomeDef>,
    yearly_count: usize,
    years: usize,
    futures: usize,
    /// Of each yearly outcome its place in `yearly`; none where it is not kept.
    slots: Vec<Option<usize>>,
    /// Outcome, year, future: the future runs fastest.
    yearly: Vec<f64>,
    once: Vec<f64>,
    failure: Vec<u8>,
}

impl Outcomes {
    /// Room for so many futures.
    pub fn new(setup: &Setup, futures: usize) -> Self {
        Outcomes::keeping(setup, futures, |_| true)
    }

    /// Room for so many futures, with the yearly outcomes that `keep` chooses; the others are
    /// computed where they are needed and not kept. Outcomes per future are always kept.
    pub fn keeping(setup: &Setup, futures: usize, keep: impl Fn(&OutcomeDef) -> bool) -> Self {
        let defs = outcomes(setup);
        let yearly_count = defs.iter().filter(|d| d.yearly).count();
        let years = setup.horizon_years;
        let mut kept = 0;
        let slots = defs[..yearly_count]
            .iter()
            .map(|d| {
                keep(d).then(|| {
                    kept += 1;
                    kept - 1
                })
            })
            .collect();
        Outcomes {
            slots,
            yearly: vec![0.0; kept * years * futures],
            once: vec![0.0; (defs.len() - yearly_count) * futures],
            failure: vec![0; futures],
            defs,
            yearly_count,
            years,
            futures,
        }
    }

    /// What there is: yearly outcomes first, then those per future.
    pub fn defs(&self) -> &[OutcomeDef] {
        &self.defs
    }

    /// Number of futures.
    pub fn futures(&self) -> usize {
        self.futures
    }

    /// Number of years.
    pub fn years(&self) -> usize {
        self.years
    }

    /// Code of every future: 0 none, else a [`Failure`].
    pub fn failures(&self) -> &[u8] {
        &self.failure
    }

    /// Number of yearly outcomes; they come first in [`Outcomes::defs`].
    pub fn yearly_count(&self) -> usize {
        self.yearly_count
    }

    /// The place of an outcome in [`Outcomes::defs`].
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn find(&self, name: &str) -> Result<usize, Error> {
        self.defs
            .iter()
            .position(|d| d.name == name)
            .ok_or_else(|| Error::unknown(name, "there is no outcome of this name"))
    }

    /// A yearly outcome's values in a year (0 the first), one per future. Empty when `outcome` is
    /// none of the yearly ones that are kept, or the year lies beyond the horizon.
    pub fn year(&self, outcome: usize, year: usize) -> &[f64] {
        match self.slots.get(outcome) {
            Some(Some(slot)) if year < self.years => {
                let start = (slot * self.years + year) * self.futures;
                &self.yearly[start..start + self.futures]
            }
            _ => &[],
        }
    }

    /// Is this yearly outcome kept?
    pub fn keeps(&self, outcome: usize) -> bool {
        matches!(self.slots.get(outcome), Some(Some(_)))
    }

    /// A future-level outcome's values by its place in [`Outcomes::defs`]. Empty for a yearly one.
    pub fn once(&self, outcome: usize) -> &[f64] {
        match outcome.checked_sub(self.yearly_count) {
            Some(o) if outcome < self.defs.len() => {
                &self.once[o * self.futures..(o + 1) * self.futures]
            }
            _ => &[],
        }
    }

    pub(crate) fn year_mut(&mut self, outcome: usize, year: usize) -> Option<&mut [f64]> {
        let start = (self.slots[outcome]? * self.years + year) * self.futures;
        Some(&mut self.yearly[start..start + self.futures])
    }

    /// `outcome` counts from the first future-level one.
    pub(crate) fn once_mut(&mut self, outcome: usize) -> &mut [f64] {
        &mut self.once[outcome * self.futures..(outcome + 1) * self.futures]
    }

    pub(crate) fn failure_mut(&mut self) -> &mut [u8] {
        &mut self.failure
    }
}
