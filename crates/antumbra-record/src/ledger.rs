//! Inputs, claims, decisions and sources: what the findings rest on.

use antumbra_core::{Source, Tag};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One claim of the text, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Number in the ledger.
    pub id: u32,
    /// Close paraphrase.
    pub text: String,
    /// F fact, C causal, P prediction, N normative; a stroke joins two.
    pub kind: String,
    /// The verdict, in lower case.
    pub verdict: String,
    /// Best evidence and correct figure.
    pub correct: String,
    /// Source ids.
    pub sources: Vec<String>,
    /// The parts of the model that it maps to.
    pub parameter: Vec<String>,
}

/// One input: a figure with its range and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    /// Id: the key that `--set` takes.
    pub id: String,
    /// What it is, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// 5th percentile or low end; absent where the source gives one figure.
    pub lo: Option<f64>,
    /// Middle.
    pub mid: Option<f64>,
    /// 95th percentile or high end.
    pub hi: Option<f64>,
    /// Evidence.
    pub tag: Tag,
    /// Source ids, joined by `; ` where there are several.
    pub source: String,
    /// Whose judgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// What to know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What in the answer it moves: `model` if a computation reads it, `shown` if it is only shown.
    pub role: String,
}

/// A decision with a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Id.
    pub id: String,
    /// `YYYY-MM-DD`, or a coarser date.
    pub date: String,
    /// What is decided.
    pub title: String,
    /// Why it matters here.
    pub why: String,
    /// Source ids.
    pub sources: Vec<String>,
}

/// A source with its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRow {
    /// Id.
    pub id: String,
    /// The source.
    #[serde(flatten)]
    pub source: Source,
}
