//! The nuclear side of an assessment file: options, and the two arithmetic aids.

use super::judgement;
use antumbra_core::Tag;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The nuclear side of the question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nuclear {
    /// What could replace the patron's cover.
    #[serde(default)]
    pub options: Vec<NuclearOptionRow>,
    /// Launchers x alert share x warheads x reliability x penetration: all five yours.
    #[serde(default)]
    pub sufficiency: Option<SufficiencyInput>,
    /// What the challenger would gain and lose: both yours.
    #[serde(default)]
    pub credibility: Option<CredibilityInput>,
}

/// Two ends.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// Low end.
    pub min: f64,
    /// High end.
    pub max: f64,
}

/// Low, middle, high.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Three {
    /// 5th percentile.
    pub lo: f64,
    /// Median.
    pub mid: f64,
    /// 95th percentile.
    pub hi: f64,
}

/// One way to replace the cover.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NuclearOptionRow {
    /// Id.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// Years from decision to effect.
    #[serde(default)]
    pub years: Option<Three>,
    /// Running cost as share of GDP.
    #[serde(default)]
    pub gdp_share: Option<Three>,
    /// Share of the nuclear part of the umbrella's effect that it keeps.
    pub r_nuc: Ends,
    /// Years of greater danger.
    #[serde(default)]
    pub danger_window_years: Option<Ends>,
    /// What it needs.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Who can stop it.
    #[serde(default)]
    pub who_can_stop: Vec<String>,
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

/// The five inputs of sufficiency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SufficiencyInput {
    /// Launchers.
    #[schemars(range(min = 0.0))]
    pub launchers: f64,
    /// Share on alert.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alert_share: f64,
    /// Warheads per launcher.
    #[schemars(range(min = 0.0))]
    pub warheads_per_launcher: f64,
    /// Share that works.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub reliability: f64,
    /// Share that gets through.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub penetration: f64,
}

/// Gain and loss of the challenger, in any one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CredibilityInput {
    /// What it would gain.
    #[schemars(range(min = 0.0))]
    pub gain: f64,
    /// What it would lose.
    #[schemars(range(min = 0.0))]
    pub loss: f64,
}
