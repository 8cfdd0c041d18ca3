//! A run of the spatial model of politics: who stood where, who moved whom, where it ended.

use antumbra_core::Spread;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The number of the schema.
pub const SCHEMA: &str = "antumbra.bargain/1";

/// A run, turn by turn. Positions are on the 0-100 scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bargaining {
    /// `antumbra.bargain/1`.
    pub schema: String,
    /// The file.
    pub case: String,
    /// The actors, in the order of the file.
    pub actors: Vec<String>,
    /// The dimensions, in the order of the file.
    pub dimensions: Vec<String>,
    /// What 0 and 100 stand for in each dimension.
    pub units: Vec<(f64, f64)>,
    /// Every rule and the variant that ran.
    pub rules: BTreeMap<String, String>,
    /// The seed (read by stochastic transitions only).
    pub seed: u64,
    /// The start (turn 0) and every turn after it.
    pub turns: Vec<Turn>,
    /// Where it ended: the mean of the final positions weighted by capability x salience.
    pub settlement: Settlement,
    /// What any such model has to beat: weighted mean and median of the *initial* positions.
    pub baseline: Centre,
    /// Why it stopped: `settled`, `quiet`, `turn_limit`.
    pub verdict: String,
    /// The verdict in words.
    pub verdict_words: String,
    /// Warnings, in words.
    pub warnings: Vec<String>,
    /// For an assessment: ranges over draws, ratifiers, prices, gates, polls and the deal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub politics: Option<crate::politics::Politics>,
}

/// One turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    /// Every actor's position, one number per dimension.
    pub positions: BTreeMap<String, Vec<f64>>,
    /// Who challenged whom in this turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub challenges: Vec<Challenge>,
    /// What was offered, and whether it was accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
}

/// A challenge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Challenge {
    /// Who challenges.
    pub from: String,
    /// Whom.
    pub to: String,
    /// The probability that the challenger sees for itself.
    pub probability: f64,
    /// The gain in utility that it expects.
    pub gain: f64,
}

/// An offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Offer {
    /// Who offers.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Where the one who offers would move.
    pub from_moves_to: Vec<f64>,
    /// Where the one who receives would move.
    pub to_moves_to: Vec<f64>,
    /// Whose choices took it up.
    pub accepted_by: Vec<String>,
}

/// Weighted mean and median, one number per dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Centre {
    /// Mean.
    pub mean: Vec<f64>,
    /// Median.
    pub median: Vec<f64>,
}

/// Where it ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Settlement {
    /// The settlement.
    pub mean: Vec<f64>,
    /// The median of the final positions.
    pub median: Vec<f64>,
    /// The position that the final election favours.
    pub winner: Vec<f64>,
    /// Its probability in that election.
    pub winner_probability: f64,
    /// Who holds it at the end.
    pub winner_holders: Vec<String>,
    /// When the actors go round in a circle: the span of the mean over it, per dimension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub circle: Option<Vec<Spread>>,
}

/// The JSON Schema of [`Bargaining`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Bargaining).to_value()
}
