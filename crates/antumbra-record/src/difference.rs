//! What differs between two runs: what was asked, and what came out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The number of the schema.
pub const SCHEMA: &str = "antumbra.diff/1";

/// Two runs side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunDifference {
    /// `antumbra.diff/1`.
    pub schema: String,
    /// The first run.
    pub before: String,
    /// The second.
    pub after: String,
    /// Whether every file of the two is the same, byte for byte.
    pub same_files: bool,
    /// What was asked otherwise: causes.
    pub changed: Vec<Changed>,
    /// Headline figures that moved, the largest relative move first.
    pub moved: Vec<Moved>,
    /// How many headline figures are the same in both.
    pub unmoved: u32,
    /// Verdicts that turned.
    pub turned: Vec<Turned>,
}

/// One thing that was asked or read otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// `program`, `assessment`, `seed`, `input` (a file or the data), `question` (a key of the
    /// assessment as run), `ensemble` (futures, design, columns).
    pub what: String,
    /// Which: the file, the key.
    pub key: String,
    /// In the first run; absent where only the second has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// In the second run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A figure that moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    /// The finding that it belongs to, as `antumbra explain` takes it; `summary` for an outcome of
    /// many futures.
    pub finding: String,
    /// Which figure of it: `multiple`, `own`, `supplied`, an outcome's name ...
    pub figure: String,
    /// The challenger's ISO3 code, or the policy.
    pub of: String,
    /// `times`, `share`, or a unit.
    pub unit: String,
    /// The median in the first run.
    pub before: f64,
    /// The median in the second.
    pub after: f64,
}

/// A verdict that turned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Turned {
    /// Where it stands: ids down to it.
    pub of: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}
