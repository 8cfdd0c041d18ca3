//! What is run: everything that a chunk's meaning rests on.

use crate::store::Run;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The number of the schema of `ensemble.json`.
pub const ENSEMBLE_SCHEMA: &str = "antumbra.ensemble/1";

/// The contents of `ensemble.json`, written before the first chunk: the same bytes in every shard and
/// after every restart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ensemble {
    /// `antumbra.ensemble/1`.
    pub schema: String,
    /// The manifest as it will be, without its list of files.
    pub run: Run,
    /// How many futures.
    pub futures: u64,
    /// Futures in a chunk (fewer in the last).
    pub chunk: u32,
    /// How futures are spread: `monte-carlo`, `lhs`, `sobol`.
    pub design: String,
    /// The inputs that are drawn.
    pub inputs: Vec<InputColumn>,
    /// What names a policy.
    pub policy_keys: Vec<String>,
    /// The policies: a word for each key.
    pub policies: Vec<Vec<String>>,
    /// Outcomes of a future.
    pub outcomes: Vec<OutcomeColumn>,
    /// Outcomes of a future in each year.
    pub yearly: Vec<OutcomeColumn>,
    /// The years.
    pub years: Vec<i32>,
    /// Why a future may fail.
    pub failures: Vec<String>,
    /// Whether every future's years are kept.
    pub keep_years: bool,
}

/// One input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InputColumn {
    /// The column's name.
    pub name: String,
    /// `real`, `whole`, `category`, `truth`.
    pub kind: String,
    /// The words of a category.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// One outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OutcomeColumn {
    /// The column's name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// `smaller` or `larger` when one is better, else `none`.
    pub direction: String,
    /// Whether a future may have no value.
    pub optional: bool,
    /// Lower edge of the first bin of its histograms.
    pub lo: f64,
    /// Upper edge of the last bin.
    pub hi: f64,
    /// Bins between them.
    pub bins: u32,
}

impl Ensemble {
    /// How many chunks.
    pub fn chunks(&self) -> u64 {
        self.futures.div_ceil(u64::from(self.chunk.max(1)))
    }

    /// The futures of a chunk: the first one's number and how many; none beyond the last chunk.
    pub fn rows(&self, index: u64) -> (u64, usize) {
        let first = index.saturating_mul(u64::from(self.chunk));
        (first, self.futures.saturating_sub(first).min(u64::from(self.chunk)) as usize)
    }

    /// What differs from another run, in words, when something does.
    pub(super) fn differs(&self, other: &Ensemble) -> Option<String> {
        let (a, b) = (&self.run, &other.run);
        let both = |what: &str, x: &dyn std::fmt::Display, y: &dyn std::fmt::Display| {
            Some(format!("{what} {x} there, {y} here"))
        };
        if a.assessment != b.assessment {
            return both("assessment", &a.assessment, &b.assessment);
        }
        if a.seed != b.seed {
            return both("seed", &a.seed, &b.seed);
        }
        if self.futures != other.futures {
            return both("futures", &self.futures, &other.futures);
        }
        if a.version != b.version {
            return both("program", &a.version, &b.version);
        }
        if self.design != other.design {
            return both("design", &self.design, &other.design);
        }
        if a.inputs != b.inputs {
            return Some("the assessment's text or the data differ".into());
        }
        if self.keep_years != other.keep_years {
            return Some("one keeps every future's years, the other does not".into());
        }
        if a.question != b.question || a.arguments != b.arguments {
            return Some("the question as run differs".into());
        }
        (self != other).then(|| "inputs, policies or outcomes differ".into())
    }
}
