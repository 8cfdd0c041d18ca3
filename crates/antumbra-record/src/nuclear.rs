//! Nuclear cover: facts, options and two arithmetic aids. No probability of use is in here, and
//! none can be derived from what is.

use antumbra_core::{Iso3, Range, Spread, Tag};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Cover of the client against one challenger by one provider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoverRow {
    /// The nuclear-armed challenger.
    pub challenger: Iso3,
    /// The provider of cover.
    pub provider: Iso3,
    /// 0 none, 1 assurance or ambiguous, 2 pact with a nuclear state, 3 declared, 4 standing
    /// consultation and written guidelines, 5 sharing or forward deployment. More institution, not
    /// more deterrence.
    pub level: u8,
    /// Since when at this level.
    pub date: String,
    /// Can the challenger strike the provider's homeland: `yes`, `partly`, `no`; absent if not coded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_strike_provider: Option<String>,
    /// Evidence of the level.
    pub tag: Tag,
    /// Source id of the level.
    pub source: String,
    /// What to know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// All else on the nuclear side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NuclearFindings {
    /// The client's own warheads, if it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_warheads: Option<Counted>,
    /// Challengers with nuclear weapons, and how many.
    pub arsenals: Vec<Arsenal>,
    /// Challengers against which any provider covers the client at level 2 or above, today.
    pub covered_today: Vec<Iso3>,
    /// The same without the patron.
    pub covered_without: Vec<Iso3>,
    /// What could replace the cover.
    pub options: Vec<NuclearOption>,
    /// Sufficiency, if the user gave its five inputs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sufficiency: Option<Sufficiency>,
    /// Required credibility, if the user gave gain and loss.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Credibility>,
}

/// A nuclear arsenal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Arsenal {
    /// The state.
    pub state: Iso3,
    /// Total inventory, retired warheads included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory: Option<Counted>,
    /// Military stockpile, retired warheads left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stockpile: Option<Counted>,
}

/// A count with its year and source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Counted {
    /// The count.
    pub count: f64,
    /// Year.
    pub year: i16,
    /// Evidence.
    pub tag: Tag,
    /// Source id.
    pub source: String,
}

/// One way to replace the cover.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NuclearOption {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Years from decision to effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<Range>,
    /// Running cost as share of GDP, on top of the rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gdp_share: Option<Range>,
    /// Share of the nuclear part of the umbrella's effect that it would keep: judgement, shown at
    /// both ends.
    pub r_nuc: Spread,
    /// Share of the umbrella's whole effect on war kept with nothing else in place: `psi * r_nuc`.
    pub effect_kept: Spread,
    /// Years during which the danger is greater.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub danger_window_years: Option<Spread>,
    /// What it needs.
    pub needs: Vec<String>,
    /// Who can stop it.
    pub who_can_stop: Vec<String>,
    /// Evidence.
    pub tag: Tag,
    /// Whose judgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Source ids.
    pub sources: Vec<String>,
    /// What to know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Launchers x alert share x warheads x reliability x penetration = warheads arriving. All five
/// are the user's; the product says nothing about what number is enough.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sufficiency {
    /// Launchers.
    pub launchers: f64,
    /// Share of launchers that are on alert.
    pub alert_share: f64,
    /// Warheads per launcher.
    pub warheads_per_launcher: f64,
    /// Share of warheads that work.
    pub reliability: f64,
    /// Share that gets through.
    pub penetration: f64,
    /// Warheads arriving.
    pub arriving: f64,
}

/// Required credibility `c* = G / L`: the threshold, never whether it is met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Credibility {
    /// What the challenger would gain.
    pub gain: f64,
    /// What it would lose.
    pub loss: f64,
    /// The threshold; above 1 nothing deters by this arithmetic.
    pub threshold: f64,
}
