//! Which path stands: shares of futures within tolerance, regret, trade-offs, tipping points, and
//! what it is worth to know an input.

use crate::findings::Sentence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The number of the schema of [`Robustness`].
pub const ROBUSTNESS: &str = "antumbra.robustness/1";

/// How paths fare over all futures, world by world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Robustness {
    /// `antumbra.robustness/1`.
    pub schema: String,
    /// Futures, the same for every path and world.
    pub futures: usize,
    /// Level of every interval.
    pub level: f64,
    /// Paths, in the order of all tables.
    pub paths: Vec<String>,
    /// Worlds, in the order of all tables.
    pub worlds: Vec<String>,
    /// What a future has to meet to count as within tolerance.
    pub criteria: Vec<CriterionRow>,
    /// Share of futures within tolerance, a row per path and world.
    pub satisficing: Vec<SatisficingRow>,
    /// Regret, a table per outcome.
    pub regret: Vec<RegretTable>,
    /// Which paths no other beats on everything, a row per path and world; empty where not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pareto: Vec<ParetoRow>,
    /// Where the answer changes along an input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tipping: Vec<TippingRow>,
    /// What it is worth to know each input before choosing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resolving: Vec<ResolvingRow>,
    /// What that comes to: which path costs least where choosing was wrong (finding `regret`), which
    /// are beaten by none (`pareto`, one per world), what is worth knowing first (`knowing`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<Sentence>,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CriterionRow {
    /// `war` or `clash`, over the first path's while the patron stays; `spending`, of GDP in the
    /// dearest year.
    pub outcome: String,
    /// The most that is tolerated.
    pub most: f64,
}

/// A path in a world against all criteria.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SatisficingRow {
    /// Path.
    pub path: String,
    /// World.
    pub world: String,
    /// Futures that meet all criteria.
    pub met: usize,
    /// Futures whose run failed; they count as not met.
    pub failed: usize,
    /// Share of the futures that meet all criteria.
    pub share: f64,
    /// Interval of the share (Wilson), lower end.
    pub share_lo: f64,
    /// Upper end.
    pub share_hi: f64,
    /// Share of the futures that meet each criterion, in their order.
    pub by_criterion: Vec<f64>,
    /// Share that would meet all but the one, in the same order.
    pub without: Vec<f64>,
    /// Place of the criterion whose removal raises the share most; absent when none does alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding: Option<usize>,
}

/// Regret in one outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegretTable {
    /// The outcome.
    pub outcome: String,
    /// Its unit.
    pub unit: String,
    /// A row per path and world.
    pub rows: Vec<RegretRow>,
}

/// What a path costs beyond the best path of its world in the same future.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegretRow {
    /// Path.
    pub path: String,
    /// World.
    pub world: String,
    /// Futures compared: those in which no path of the world failed.
    pub futures: usize,
    /// Mean; absent when nothing could be compared, as for the others.
    pub mean: Option<f64>,
    /// 5th percentile.
    pub lo: Option<f64>,
    /// Median.
    pub mid: Option<f64>,
    /// 95th percentile.
    pub hi: Option<f64>,
    /// Largest.
    pub max: Option<f64>,
    /// Share of the futures in which no path of the world is better.
    pub best: Option<f64>,
}

/// Where a path stands among the others on several outcomes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ParetoRow {
    /// Path.
    pub path: String,
    /// World.
    pub world: String,
    /// No other path of the comparison is at least as good on everything and better on something.
    pub in_set: bool,
    /// The numbers compared, by outcome.
    pub numbers: Vec<NamedNumber>,
    /// Paths that dominate it in this world.
    pub dominated_by: Vec<String>,
    /// How many it dominates.
    pub dominates: usize,
}

/// A number with its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NamedNumber {
    /// Name.
    pub name: String,
    /// Number.
    pub value: f64,
}

/// Where the answer for a path changes along an input; no points where it does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TippingRow {
    /// Path.
    pub path: String,
    /// World.
    pub world: String,
    /// The input.
    pub input: String,
    /// The threshold on the share.
    pub threshold: f64,
    /// The values of the input at which it changes; empty: no tipping point inside the range.
    pub points: Vec<TippingAt>,
    /// Smallest value of the input that occurs.
    pub from: f64,
    /// Largest value of the input that occurs.
    pub to: f64,
    /// Smallest share in any tenth of the futures along the input.
    pub least: f64,
    /// Largest.
    pub most: f64,
}

/// One tipping point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TippingAt {
    /// Where.
    pub at: f64,
    /// It lies between this
    pub lo: f64,
    /// and this.
    pub hi: f64,
    /// Does the share rise there with the input?
    pub rising: bool,
}

/// What it is worth to know an input before choosing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResolvingRow {
    /// World.
    pub world: String,
    /// The input.
    pub input: String,
    /// What is gained: share of futures within tolerance, or the outcome in its unit.
    pub gain_in: String,
    /// The gain.
    pub value: f64,
    /// Half-width of its interval.
    pub half_width: f64,
    /// It cannot be told from nothing.
    pub indistinguishable_from_zero: bool,
}
