//! What the futures of paths teach: which path stands, when it holds and when it fails, what drives
//! that, and what would overturn the verdict.
//!
//! Everything here is read off the reference assumptions: shares over corners stand with the paths.

use crate::discover::{Discovery, PairPoints, Sensitivity};
use crate::findings::Sentence;
use crate::overturn::Overturning;
use crate::robust::Robustness;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The number of the schema of [`Exploration`].
pub const EXPLORATION: &str = "antumbra.exploration/1";

/// What was learnt from an ensemble of paths.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Exploration {
    /// `antumbra.exploration/1`.
    pub schema: String,
    /// The first futures of the ensemble, on which boxes, drivers and robustness rest.
    pub futures: usize,
    /// What each input is, by its key.
    pub inputs: BTreeMap<String, InputName>,
    /// Which path stands.
    pub robustness: Robustness,
    /// When paths hold or fail, one box per path and world in which both happen often enough.
    pub boxes: Vec<PathBox>,
    /// The paths and worlds in which one of the two is too rare for a box.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unboxed: Vec<Sentence>,
    /// What drives the binding criterion, per path and world of a box that was looked at.
    pub drivers: Vec<Drivers>,
    /// What would overturn a verdict, the headline first.
    pub overturning: Vec<Overturning>,
}

/// An input for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InputName {
    /// Its name.
    pub label: String,
    /// Its unit.
    pub unit: String,
}

/// A box of inputs in which a path mostly holds, or mostly fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PathBox {
    /// Path.
    pub path: String,
    /// World.
    pub world: String,
    /// What is sought: `holds` or `fails`, the rarer of the two.
    pub interest: String,
    /// Share of the futures within tolerance.
    pub within: f64,
    /// Every box on the way.
    pub discovery: Discovery,
    /// The step that is told: of those with at most `most_limits` inputs limited the one with the
    /// largest harmonic mean of coverage and density.
    pub picked: usize,
    /// How many inputs the told box may limit.
    pub most_limits: usize,
    /// Its limits.
    pub limits: Vec<LimitRow>,
    /// The box in words, or that none is worth showing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Sentence>,
    /// Futures over its first two limited inputs; absent with fewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<PairPoints>,
}

/// A limit of one input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LimitRow {
    /// The input's key.
    pub input: String,
    /// At least this, where the box limits it from below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<f64>,
    /// At most this, where the box limits it from above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<f64>,
}

/// What drives one criterion of a path in a world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Drivers {
    /// Path.
    pub path: String,
    /// World.
    pub world: String,
    /// The criterion: `war`, `clash` or `spending`.
    pub criterion: String,
    /// What drives it most, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Sentence>,
    /// Indices of the inputs, the largest first.
    pub sensitivity: Sensitivity,
}
