//! What would overturn a verdict: the smallest moves of the fewest inputs, in three lists.

use crate::findings::Sentence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The number of the schema of [`Overturning`].
pub const OVERTURNING: &str = "antumbra.overturning/1";

/// What would overturn one verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Overturning {
    /// `antumbra.overturning/1`.
    pub schema: String,
    /// The path that the verdict is on (two, where their order is).
    pub paths: Vec<String>,
    /// The world.
    pub world: String,
    /// The verdict as it stands: `holds`, `depends`, `fails`, or of an order `first`, `even`,
    /// `second`.
    pub verdict: String,
    /// What it is read off: `share` of futures within tolerance; of an order the first path's lead in
    /// it (`lead_share`), or in the 95th percentile of what each of the two costs where the other was
    /// the better one, in percentage points of war (`lead_regret`).
    #[serde(default = "share")]
    pub measure: String,
    /// The number it is read off.
    pub value: f64,
    /// It holds from this share on; absent for an order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds_from: Option<f64>,
    /// It does not hold up to this share; absent for an order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fails_to: Option<f64>,
    /// The world, our judgements, our yardsticks.
    pub lists: Vec<OverturnList>,
    /// How far each input alone sways the number over what is allowed.
    pub sways: Vec<SwayRow>,
    /// The verdict as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Sentence>,
    /// Futures of the full ensemble, on which overturners are certified.
    pub futures: usize,
    /// The first of them, on which the search and the sways look, set right by what all of them say
    /// without a move. 0 where it is not known.
    #[serde(default)]
    pub searched_on: usize,
    /// Evaluations while searching.
    pub evaluations: usize,
    /// Evaluations of the full ensemble.
    pub full_evaluations: usize,
    /// The search ended early: an empty list proves nothing.
    pub exhausted: bool,
}

/// Overturners of one group of inputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OverturnList {
    /// `world`, `judgements` or `yardsticks`.
    pub group: String,
    /// Certified ones first, then the fewest inputs, then the smallest. Empty: nothing that was tried
    /// inside the allowed bounds overturns it.
    pub overturners: Vec<OverturnerRow>,
    /// Inputs tried alone.
    pub inputs: usize,
    /// Pairs tried.
    pub pairs: usize,
    /// Of an empty list: what that means, and how near the nearest input comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Sentence>,
}

/// What a verdict was read off before orders were searched.
fn share() -> String {
    "share".into()
}

/// Moves that flip the verdict together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OverturnerRow {
    /// The moves.
    pub moves: Vec<MoveRow>,
    /// Their size, in halves of the inputs' own ranges.
    pub half_ranges: f64,
    /// Their size, in units of the width common to all inputs.
    pub reference_widths: f64,
    /// What the verdict is read off, with the moves.
    pub value_after: f64,
    /// The verdict with the moves.
    pub verdict_after: String,
    /// Was the flip seen on the full ensemble?
    pub certified: bool,
    /// Arguments that reproduce it: `--set` lines.
    pub set: Vec<String>,
}

/// One input's centre, before and after, in natural units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MoveRow {
    /// The input's key.
    pub input: String,
    /// Its name for people.
    pub label: String,
    /// Centre now.
    pub from: f64,
    /// Centre after the move.
    pub to: f64,
    /// 5th percentile of its distribution now.
    pub lo: f64,
    /// 95th percentile.
    pub hi: f64,
    /// Unit of all four.
    pub unit: String,
    /// What to watch, in the world, to see it coming.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
}

/// How far one input alone sways what the verdict is read off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SwayRow {
    /// The input's key.
    #[serde(default)]
    pub key: String,
    /// The input's name for people.
    pub input: String,
    /// `world`, `judgements` or `yardsticks`.
    pub group: String,
    /// Smallest number on the way.
    pub low: f64,
    /// Centre of the input there, in natural units.
    pub low_at: f64,
    /// Largest number on the way.
    pub high: f64,
    /// Centre of the input there.
    pub high_at: f64,
    /// Unit of the centres.
    pub unit: String,
}
