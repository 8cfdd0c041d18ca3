//! Boxes and sensitivities found in a table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The number of the schema of [`Discovery`].
pub const DISCOVERY: &str = "antumbra.discovery/1";
/// The number of the schema of [`Sensitivity`].
pub const SENSITIVITY: &str = "antumbra.sensitivity/1";

/// The boxes of one run of PRIM, from all cases to the smallest box. Which to take is the
/// reader's choice: there is no hidden threshold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Discovery {
    /// `antumbra.discovery/1`.
    pub schema: String,
    /// The table.
    pub table: String,
    /// Input columns, in the order of `limits`.
    pub inputs: Vec<String>,
    /// The outcome column.
    pub outcome: String,
    /// `binary` or `regression`.
    pub form: String,
    /// Cases used.
    pub cases: usize,
    /// Cases of interest, in the binary form.
    pub of_interest: Option<usize>,
    /// Rows left out by the condition, or for a missing value.
    pub left_out: usize,
    /// Share of the box's cases that one peel removes.
    pub peel_alpha: f64,
    /// Share that one paste brings back.
    pub paste_alpha: f64,
    /// Smallest share of all cases that a box may hold.
    pub mass_min: f64,
    /// The boxes.
    pub trajectory: Vec<BoxStep>,
    /// What to know.
    pub warnings: Vec<String>,
}

/// One box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoxStep {
    /// Its place in the trajectory.
    pub step: usize,
    /// Cases in the box.
    pub n: usize,
    /// Cases of interest in it.
    pub k: Option<usize>,
    /// `k` over all cases of interest.
    pub coverage: Option<f64>,
    /// `k / n`.
    pub density: Option<f64>,
    /// Mean outcome in the box.
    pub mean: f64,
    /// `n` over all cases.
    pub mass: f64,
    /// How many inputs are restricted.
    pub res_dim: usize,
    /// Made by pasting?
    pub pasted: bool,
    /// The limits of the inputs that are restricted.
    pub limits: BTreeMap<String, BoxLimit>,
}

/// A limit of one input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum BoxLimit {
    /// Numbers.
    Range {
        /// Smallest value allowed.
        min: f64,
        /// Largest value allowed.
        max: f64,
        /// Chance that a limit as good comes by luck, lower end; absent where it does not restrict.
        #[serde(skip_serializing_if = "Option::is_none")]
        quasi_p_min: Option<f64>,
        /// The same for the upper end.
        #[serde(skip_serializing_if = "Option::is_none")]
        quasi_p_max: Option<f64>,
    },
    /// Words.
    Words {
        /// Words allowed.
        words: Vec<String>,
        /// Chance that a limit as good comes by luck.
        #[serde(skip_serializing_if = "Option::is_none")]
        quasi_p: Option<f64>,
    },
}

/// Cases over two inputs of numbers, to be drawn with a box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PairPoints {
    /// The first input.
    pub x: String,
    /// The second.
    pub y: String,
    /// Values of the two, and whether the case is of interest; all cases, or evenly spaced ones.
    pub points: Vec<(f64, f64, bool)>,
}

/// How much an outcome depends on each input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sensitivity {
    /// `antumbra.sensitivity/1`.
    pub schema: String,
    /// The table.
    pub table: String,
    /// `sobol`, `morris`, `pawn`, `delta`, `ks`.
    pub method: String,
    /// The outcome column.
    pub outcome: String,
    /// Cases used.
    pub cases: usize,
    /// Bootstrap resamples behind the half-widths.
    pub resamples: usize,
    /// Level of the intervals.
    pub level: f64,
    /// Seed of the resamples.
    pub seed: u64,
    /// One row per input, in the order asked for.
    pub indices: Vec<IndexRow>,
    /// Second-order indices of pairs, for `sobol`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<PairRow>,
}

/// One input's numbers, by their names in the method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndexRow {
    /// The input.
    pub input: String,
    /// The method's numbers (`S1`, `S1_half_width`, `ST`, `mu_star`, `delta`, `median`, `distance` ...).
    pub numbers: BTreeMap<String, f64>,
    /// The method's main number cannot be told from zero.
    pub indistinguishable_from_zero: bool,
}

/// A pair's second-order index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PairRow {
    /// The inputs.
    pub inputs: [String; 2],
    /// Second-order index.
    #[serde(rename = "S2")]
    pub s2: f64,
    /// Half-width of its interval.
    #[serde(rename = "S2_half_width")]
    pub s2_half_width: f64,
    /// It cannot be told from zero.
    pub indistinguishable_from_zero: bool,
}
