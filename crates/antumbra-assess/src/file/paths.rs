//! Paths through time, as they are written.

use super::{Draw, Three, judgement};
use antumbra_core::Tag;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A path: a dated set of levers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PathRow {
    /// Id.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// What it is, in a sentence.
    #[serde(default)]
    pub summary: String,
    /// The levers, later ones going on from where earlier ones lead.
    #[serde(default)]
    pub levers: Vec<LeverRow>,
    /// What others put its steady yearly cost at, as share of GDP by the definition of
    /// `future.spending_definition`; shown beside the computed one.
    #[serde(default)]
    pub cost_gdp_share: Option<Three>,
    /// Years from decision to usable effect, as others put it.
    #[serde(default)]
    pub years: Option<Three>,
    /// How easily it is left again: high, medium, low, very low.
    #[serde(default)]
    pub undo: Option<String>,
    /// Thresholds of law and politics.
    #[serde(default)]
    pub thresholds: Vec<String>,
    /// Main risks.
    #[serde(default)]
    pub risks: Vec<String>,
    /// How the patron is expected to react.
    #[serde(default)]
    pub patron_reaction: Option<String>,
    /// How the challengers are expected to react.
    #[serde(default)]
    pub challenger_reaction: Option<String>,
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

/// The kind of a lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeverKind {
    /// Conventional spending goes to a share of GDP: `to`.
    Spending,
    /// Personnel goes to a strength in persons: `to`.
    Personnel,
    /// The share of today's access to bases that the patron keeps: `to`.
    Access,
    /// The treaty goes to a `state`.
    Treaty,
    /// A `partner`'s help is won: the `share` of its reach that counts.
    Partner,
    /// A nuclear `stage` is begun.
    Nuclear,
    /// Alignment with the patron's sanctions and foreign policy goes to a level: `to`.
    Alignment,
    /// Shares of exposed trade that move away: `patron`, `challengers`.
    Trade,
    /// The legal role of the forces goes to a level of 0 to 6: `to`.
    Role,
}

/// A state of the treaty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TreatyWord {
    /// As it is.
    AsIs,
    /// Revised: mutual duty, more say.
    Revised,
    /// Access to bases without a duty to defend.
    AccessOnly,
    /// Ended.
    Ended,
}

/// A nuclear stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageWord {
    /// Another provider's cover.
    OtherProvider,
    /// Sharing with the patron.
    Sharing,
    /// A device.
    Device,
    /// A minimal force.
    Minimal,
    /// A survivable force.
    Survivable,
}

/// A dated lever. Which keys it reads depends on its kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeverRow {
    /// The kind.
    pub kind: LeverKind,
    /// The year in which it starts, notice is given, or the decision is taken.
    #[schemars(range(min = 1900, max = 2200))]
    pub from: i16,
    /// Years of its ramp; 0 at once.
    #[serde(default)]
    #[schemars(range(min = 0, max = 60))]
    pub over: i32,
    /// Where it goes.
    #[serde(default)]
    pub to: Option<f64>,
    /// The state of the treaty.
    #[serde(default)]
    pub state: Option<TreatyWord>,
    /// The nuclear stage.
    #[serde(default)]
    pub stage: Option<StageWord>,
    /// The partner, by its id under `future.partners`.
    #[serde(default)]
    pub partner: Option<String>,
    /// Share of the partner's reach that counts.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub share: Option<f64>,
    /// Share of exposed trade with the patron that moves.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub patron: Option<f64>,
    /// Share of exposed trade with the challengers that moves.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub challengers: Option<f64>,
    /// Ids of the gates that it has to pass.
    #[serde(default)]
    pub needs: Vec<String>,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// What paths need beside the question itself. Shares of GDP are by `spending_definition`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Future {
    /// The first year that is simulated: today. Default: the year of the commitments.
    #[serde(default)]
    #[schemars(range(min = 1900, max = 2200))]
    pub first_year: Option<i16>,
    /// How many years, the first among them.
    #[serde(default = "twenty")]
    #[schemars(range(min = 1, max = 60))]
    pub horizon_years: u32,
    /// Which definition of spending the paths' shares of GDP use. Default: the first with a source.
    #[serde(default)]
    pub spending_definition: Option<String>,
    /// GDP in the first year, in `money_unit`.
    #[serde(default)]
    #[schemars(range(min = 0.0))]
    pub gdp: Option<f64>,
    /// The unit of money, as shown.
    #[serde(default)]
    pub money_unit: Option<String>,
    /// Legal role of the forces today, an ordinal of 0 (no force) to 6 (unconstrained).
    #[serde(default = "three")]
    #[schemars(range(min = 0.0, max = 6.0))]
    pub role: f64,
    /// Alignment with the patron's sanctions and foreign policy today, 0 to 1.
    #[serde(default = "most")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alignment: f64,
    /// Distance from the patron today, 0 to 100.
    #[serde(default = "near")]
    #[schemars(range(min = 0.0, max = 100.0))]
    pub distance: f64,
    /// Yearly cost of hosting the patron's forces, as share of GDP.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 0.2))]
    pub hosting_share: f64,
    /// GDP that hangs on trade with the patron, as share.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub trade_patron: f64,
    /// GDP that hangs on trade with the challengers, as share.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub trade_challengers: f64,
    /// Years between notice and the treaty's end.
    #[serde(default = "one_year")]
    #[schemars(range(min = 0, max = 50))]
    pub notice_years: u32,
    /// The patron's regimes; the first year's is the first. Default: one that does not change.
    #[serde(default)]
    pub regimes: Vec<RegimeRow>,
    /// First year of the patron's next term.
    #[serde(default = "next_term")]
    #[schemars(range(min = 1900, max = 2200))]
    pub next_term: i16,
    /// Years of a term.
    #[serde(default = "four_years")]
    #[schemars(range(min = 1, max = 20))]
    pub term_years: u32,
    /// States whose help a lever could win.
    #[serde(default)]
    pub partners: Vec<PartnerRow>,
    /// Other states that the patron defends with the help of bases in the client.
    #[serde(default)]
    pub neighbours: Vec<NeighbourRow>,
    /// Wars of others that could reach the client.
    #[serde(default)]
    pub contingencies: Vec<ContingencyRow>,
    /// Anything uncertain, by name (`antumbra explain draws` lists them). What is not here has the
    /// default that the list shows.
    #[serde(default)]
    pub draws: BTreeMap<String, Draw>,
}

fn twenty() -> u32 {
    20
}
fn three() -> f64 {
    3.0
}
fn most() -> f64 {
    0.8
}
fn near() -> f64 {
    20.0
}
fn one_year() -> u32 {
    1
}
fn next_term() -> i16 {
    2029
}
fn four_years() -> u32 {
    4
}

impl Default for Future {
    fn default() -> Self {
        Future {
            first_year: None,
            horizon_years: twenty(),
            spending_definition: None,
            gdp: None,
            money_unit: None,
            role: three(),
            alignment: most(),
            distance: near(),
            hosting_share: 0.0,
            trade_patron: 0.0,
            trade_challengers: 0.0,
            notice_years: one_year(),
            regimes: Vec::new(),
            next_term: next_term(),
            term_years: four_years(),
            partners: Vec::new(),
            neighbours: Vec::new(),
            contingencies: Vec::new(),
            draws: BTreeMap::new(),
        }
    }
}

/// How the patron is governed. Factors are relative to the first regime.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegimeRow {
    /// Id.
    pub id: String,
    /// Factor on what the challengers believe of the patron.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 10.0))]
    pub belief: f64,
    /// Factor on whether it would come.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 10.0))]
    pub act: f64,
    /// Factor on its nuclear cover.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub nuclear: f64,
    /// Spending that it asks of the client, as share of GDP.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 0.5))]
    pub demand: f64,
    /// Factor on what hosting its forces costs.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 20.0))]
    pub hosting: f64,
    /// Factor on the hazard of loosening.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 100.0))]
    pub loosening: f64,
    /// Factor on the hazard that it ends the treaty.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 100.0))]
    pub termination: f64,
    /// How far it tolerates a nuclear programme of the client, 0 to 1.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub acquiesces: f64,
    /// Probabilities of the regimes of the next term, in the order of the list; they sum to 1.
    pub next: Vec<f64>,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}

fn one() -> f64 {
    1.0
}

/// A state whose help a lever could win.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerRow {
    /// Name in levers: ISO3 code, COW number or English name of the state.
    pub id: String,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// Another state that the patron defends with the help of bases in the client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeighbourRow {
    /// The state.
    pub id: String,
    /// Who threatens it: one of the challengers.
    pub challenger: String,
    /// Share of the patron's presence there that works from the client's bases. Default: the share
    /// of its personnel around the neighbour that stands in the client.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub from_client: Option<f64>,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A war of others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContingencyRow {
    /// Id.
    pub id: String,
    /// The neighbour that would be attacked.
    pub neighbour: String,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}
