//! What is uncertain in a run: one column of draws each, in this order.
//!
//! The crate never draws. Suggested distributions are starting points: those of a setup are its
//! own ranges, the others are judgements unless a source stands beside them.

mod list;

pub(crate) use list::build;

use crate::setup::Setup;
use antumbra_core::Range;

/// The group of inputs that are drawn with a correlation among each other.
pub const RELIABILITY: &str = "reliability";

/// Suggested correlation inside [`RELIABILITY`]: what is believed, what would be done and what the
/// client's people trust go together, and not fully (judgement).
pub const RELIABILITY_CORRELATION: f64 = 0.5;

/// One uncertain input.
#[derive(Clone, Debug, PartialEq)]
pub struct InputDef {
    /// Name: unique, lower case, dots between parts.
    pub name: String,
    /// The group with which it is correlated, if any.
    pub group: Option<&'static str>,
    /// What it means.
    pub meaning: String,
    /// Its unit.
    pub unit: &'static str,
    /// Smallest and largest value that the simulator takes; a future outside fails.
    pub domain: (f64, f64),
    /// From what it might be drawn.
    pub suggestion: Suggestion,
    /// Ids of sources behind the suggestion; none for a judgement or a setup's own range.
    pub sources: &'static [&'static str],
}

/// A distribution to start from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Suggestion {
    /// Through 5th, 50th and 95th percentiles inside the domain; a fixed value where all are equal.
    Percentiles(Range),
    /// Beta with these parameters.
    Beta(f64, f64),
    /// Normal with a mean and a standard deviation, cut to the domain.
    Normal(f64, f64),
    /// Even over an interval.
    Uniform(f64, f64),
}

impl Suggestion {
    /// A middle value: the median, or the mean of a beta.
    pub fn middle(&self) -> f64 {
        match *self {
            Suggestion::Percentiles(r) => r.mid,
            Suggestion::Beta(a, b) => a / (a + b),
            Suggestion::Normal(mean, _) => mean,
            Suggestion::Uniform(lo, hi) => 0.5 * (lo + hi),
        }
    }
}

/// The places of inputs among the columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) reliability: usize,
    pub(crate) acted: usize,
    pub(crate) trust: usize,
    pub(crate) reliability_others: usize,
    pub(crate) reliability_partners: usize,
    pub(crate) decisiveness: usize,
    pub(crate) cover_leaves: usize,
    pub(crate) surge_share: usize,
    pub(crate) growth_gdp: usize,
    pub(crate) growth_patron: usize,
    pub(crate) growth_allies: usize,
    pub(crate) growth: Vec<usize>,
    pub(crate) theatre: Vec<usize>,
    pub(crate) arms_response: usize,
    pub(crate) depreciation: usize,
    pub(crate) absorption: usize,
    pub(crate) delivery: usize,
    pub(crate) demography: Option<usize>,
    pub(crate) munitions: Option<usize>,
    pub(crate) trust_speed: usize,
    pub(crate) trust_response: usize,
    pub(crate) treaty_lead: usize,
    pub(crate) revised_belief: usize,
    pub(crate) notice_belief: usize,
    pub(crate) access_only_tie: usize,
    pub(crate) access_only_nuclear: usize,
    pub(crate) loosening: usize,
    pub(crate) loosening_size: usize,
    pub(crate) demand_pressure: usize,
    pub(crate) termination: usize,
    pub(crate) term: Vec<usize>,
    pub(crate) loosening_wait: usize,
    pub(crate) termination_wait: usize,
    pub(crate) exit_year: usize,
    /// By nuclear option: years, cost, r_nuc.
    pub(crate) nuclear: Vec<[usize; 3]>,
    pub(crate) preventive_tied: usize,
    pub(crate) preventive_untied: usize,
    pub(crate) preventive_wait: usize,
    pub(crate) setback: usize,
    pub(crate) z_slope: [usize; 3],
    pub(crate) z_baseline: [usize; 3],
    /// By challenger: historical, expert.
    pub(crate) war: Vec<[usize; 2]>,
    pub(crate) coercion_patron: usize,
    pub(crate) coercion_challengers: usize,
    pub(crate) pressure: usize,
    pub(crate) accommodation: usize,
    pub(crate) sanction_loss: usize,
    pub(crate) alignment_without: usize,
    /// By contingency: historical, expert, intervenes, access, joins, spills, sensitivity.
    pub(crate) contingency: Vec<[usize; 7]>,
}

/// The uncertain inputs of a setup, in the order of the columns.
pub fn inputs(setup: &Setup) -> Vec<InputDef> {
    build(setup).0
}
