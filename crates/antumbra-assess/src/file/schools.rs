//! Ways of seeing the same question, as they are written.

use super::judgement;
use antumbra_core::Tag;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A way of seeing: what it assumes and what it tolerates, in place of the file's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolRow {
    /// Id.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// What it sets, each as after `--set`: settings, draws, tolerance, the standard, the future.
    #[schemars(length(min = 1))]
    pub sets: Vec<String>,
    /// Kind of evidence.
    #[serde(default = "judgement")]
    pub tag: Tag,
    /// Whose judgement.
    #[serde(default)]
    pub author: Option<String>,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}
