//! Risk by challenger and tier: what two centuries of disputes say of this one case.
//!
//! Probabilities are per year. A ratio is a contrast between two fitted risks of one dyad, not an
//! effect of a treaty: threatened states seek treaties.

use antumbra_core::{Iso3, Range, Spread};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything on risk.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Risks {
    /// Disputes, by challenger and tier, in the order of challengers.
    pub challenges: Vec<ChallengeRisk>,
    /// War, by challenger and hazard scale; scales are never mixed.
    pub wars: Vec<WarRisk>,
    /// The record behind the historical scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub war_record: Option<WarRecord>,
    /// Recorded and fitted challenges against the client, by year.
    pub history: Vec<HistoryYear>,
    /// The last year of recorded outcomes.
    pub last_outcome: i16,
    /// Directed dyad-years behind the fits.
    pub rows: u64,
}

/// The yearly probability that one challenger begins a dispute of at least one severity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChallengeRisk {
    /// The challenger.
    pub challenger: Iso3,
    /// `incident` (any dispute), `clash` (use of force), `fatal`.
    pub tier: String,
    /// With the patron, at the corrected level.
    pub with: Range,
    /// With the challenger's belief in the patron halved.
    pub doubted: Range,
    /// Without the patron.
    pub without: Range,
    /// With the patron as the fit has it, before the level is corrected.
    pub uncorrected: Range,
    /// With the patron, the years since the last outcome counted as peace, before correction.
    pub counted_as_peace: Range,
    /// Without over with, as estimated.
    pub ratio: Range,
    /// The ratio under the selection sensitivity factor: `exp(kappa ln ratio)`.
    pub ratio_at: Vec<AtKappa>,
    /// Smallest and largest median of the ratio over the corners that carry a fit.
    pub ratio_corners: Spread,
    /// The corner with the smallest median, as `KEY=VALUE`.
    pub at_min: String,
    /// The corner with the largest.
    pub at_max: String,
    /// Challenges against the client in the last twenty outcome years, by anyone.
    pub level: LevelRow,
    /// What this challenger did in those twenty years, where the record is carried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_events: Option<f64>,
    /// The coefficient of the contest at the medians of m and reliability, by dyad-clustered error.
    pub slope: SlopeRow,
}

/// A ratio at one selection sensitivity factor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AtKappa {
    /// The factor.
    pub kappa: f64,
    /// The ratio.
    pub ratio: Range,
}

/// Challenges against the client, by anyone, in the last twenty outcome years.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LevelRow {
    /// Recorded.
    pub observed: f64,
    /// Expected by the reference fit.
    pub expected: f64,
    /// The correction: `(observed + 5) / (expected + 5)`.
    pub factor: f64,
}

/// A coefficient with two errors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SlopeRow {
    /// Log-odds per unit of p.
    pub b: f64,
    /// Standard error, clustered by dyad.
    pub se: f64,
    /// Standard error, clustered by challenger and by target.
    pub two_way_se: f64,
}

/// The yearly hazard of war with one challenger on one scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WarRisk {
    /// The challenger.
    pub challenger: Iso3,
    /// `historical` (counts) or `expert` (judgement).
    pub scale: String,
    /// Share of the cover's effect that is nuclear.
    pub psi: f64,
    /// With the patron.
    pub with: Range,
    /// With the challenger's belief in the patron halved.
    pub doubted: Range,
    /// Without the patron.
    pub without: Range,
}

/// Wars begun by great challengers against covered and uncovered states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WarRecord {
    /// The challengers counted.
    pub challengers: Vec<Iso3>,
    /// First and last year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// Against states under a nuclear-armed patron.
    pub covered: WarCountRow,
    /// Against others.
    pub uncovered: WarCountRow,
    /// The wars, by dispute.
    pub episodes: Vec<EpisodeRow>,
}

/// A count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WarCountRow {
    /// Directed dyad-years.
    pub dyad_years: u64,
    /// Those in which a war began.
    pub wars: u64,
    /// Of these, between states that touch by land.
    pub by_land: u64,
    /// Upper end of the one-sided 95% interval of the rate.
    pub upper_95: f64,
}

/// One war.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EpisodeRow {
    /// Number of the dispute.
    pub dispute: u16,
    /// Year in which it began.
    pub year: i16,
    /// Who began it against whom, as names.
    pub between: Vec<String>,
}

/// One year of the client's record.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HistoryYear {
    /// Year.
    pub year: i16,
    /// Disputes begun against the client.
    pub incidents: f64,
    /// Of these, with the use of force.
    pub clashes: f64,
    /// Disputes expected, at the level that did best out of time.
    pub expected_incidents: f64,
    /// Uses of force expected, likewise.
    pub expected_clashes: f64,
    /// Disputes expected by the plain fit.
    pub plain_incidents: f64,
    /// Uses of force expected by the plain fit.
    pub plain_clashes: f64,
}
