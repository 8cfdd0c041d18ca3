//! The assessment file: one question, written by people, kept in version control.
//!
//! Every key has a default but `client`; the JSON Schema of [`Assessment`] is the single statement
//! of what may be written, and [`crate::schema`] checks a document against it.

mod nuclear;
mod paths;
mod schools;

pub use nuclear::*;
pub use paths::*;
pub use schools::SchoolRow;

use crate::politics::file::{ActorRow, DealSpec, GateRow, Politics, PollRow};
use antumbra_core::{Setting, Source, Tag};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Short name, used for run folders. Default: the client's code in lower case.
    #[serde(default)]
    pub id: Option<String>,
    /// The question, as shown. Default: made from the names of client and patron.
    #[serde(default)]
    pub title: Option<String>,
    /// The state that is protected: ISO3 code, COW number or English name.
    pub client: String,
    /// The state that protects it.
    #[serde(default = "usa")]
    pub patron: String,
    /// Forces of this year; each series gives its newest figure up to it.
    #[serde(default = "this_year")]
    #[schemars(range(min = 1816, max = 2100))]
    pub year: i16,
    /// Treaties, nuclear cover and arsenals as of this year. Default: `year`, and the newest that is
    /// coded (2026) with the newest forces (2024 and later).
    #[serde(default)]
    #[schemars(range(min = 1816, max = 2100))]
    pub commitments: Option<i16>,
    /// The seed of every draw.
    #[serde(default = "seed")]
    #[schemars(range(min = 0))]
    pub seed: u64,
    /// How many futures are drawn inside each setting.
    #[serde(default = "futures")]
    #[schemars(range(min = 100, max = 1_000_000))]
    pub futures: u32,
    /// The text that prompted the question.
    #[serde(default)]
    pub text: Option<String>,
    /// Its source id.
    #[serde(default)]
    pub text_source: Option<String>,
    /// Who might attack, in the order shown. Default: the three states with the most capability
    /// at the client's borders that have no defence pact with client or patron.
    #[serde(default)]
    pub challengers: Vec<Challenger>,
    /// The reference setting.
    #[serde(default)]
    pub settings: Setting,
    /// What has a distribution.
    #[serde(default)]
    pub draws: Draws,
    /// Named values to try with `--set`.
    #[serde(default)]
    pub presets: BTreeMap<String, Vec<Preset>>,
    /// What own capability is measured against.
    #[serde(default)]
    pub standard: Standard,
    /// What is tolerable, printed beside every verdict.
    #[serde(default)]
    pub tolerance: Tolerance,
    /// Personnel, where known.
    #[serde(default)]
    pub personnel: Option<PersonnelFacts>,
    /// Nuclear options and arithmetic aids.
    #[serde(default)]
    pub nuclear: Nuclear,
    /// Commitments outside any treaty in the data.
    #[serde(default)]
    pub informal_commitments: Vec<InformalCommitment>,
    /// Paths through time.
    #[serde(default)]
    pub paths: Vec<PathRow>,
    /// What paths need beside the question itself.
    #[serde(default)]
    pub future: Future,
    /// Ways of seeing under which the paths are run once more.
    #[serde(default)]
    pub schools: Vec<SchoolRow>,
    /// Other figures of the case, with range, tag and sources.
    #[serde(default)]
    pub inputs: Vec<InputRow>,
    /// Dated decisions ahead.
    #[serde(default)]
    pub decisions: Vec<DecisionRow>,
    /// The text, checked.
    #[serde(default)]
    pub claims: Vec<ClaimRow>,
    /// The axes of politics and how they are run.
    #[serde(default)]
    pub politics: Politics,
    /// Who settles, ratifies and prices.
    #[serde(default)]
    pub actors: Vec<ActorRow>,
    /// Polls.
    #[serde(default)]
    pub polls: Vec<PollRow>,
    /// What law and consent ask before a lever may be pulled.
    #[serde(default)]
    pub gates: Vec<GateRow>,
    /// The deal with the patron.
    #[serde(default)]
    pub deal: Option<DealSpec>,
    /// Sources of your own, by id.
    #[serde(default)]
    pub sources: BTreeMap<String, Source>,
}

fn usa() -> String {
    "USA".into()
}
fn this_year() -> i16 {
    2024
}
fn seed() -> u64 {
    20_250_312
}
fn futures() -> u32 {
    20_000
}

/// A state that might attack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Challenger {
    /// ISO3 code, COW number or English name.
    pub id: String,
    /// The share of its forces that can be brought to bear. Default: all.
    #[serde(default)]
    #[schemars(extend("share" = true))]
    pub theatre_share: Option<Draw>,
}

/// A quantity with a distribution, or one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Draw {
    /// No spread.
    Point(f64),
    /// A distribution.
    Spread(Box<DrawSpec>),
}

/// The family of a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// 5th, 50th and 95th percentiles `lo`, `mid`, `hi`.
    Range,
    /// Beta with `alpha` and `beta`.
    Beta,
    /// Normal with `mean` and `sd`, cut at `min` and `max` where given.
    Normal,
    /// Uniform between `min` and `max`.
    Uniform,
    /// One value, `mid`.
    Point,
}

/// A distribution, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawSpec {
    /// The family. Default: `range` when lo, mid and hi are given, `point` when only mid is.
    #[serde(default)]
    pub distribution: Option<Family>,
    /// 5th percentile.
    #[serde(default)]
    pub lo: Option<f64>,
    /// Median.
    #[serde(default)]
    pub mid: Option<f64>,
    /// 95th percentile.
    #[serde(default)]
    pub hi: Option<f64>,
    /// First shape of a beta.
    #[serde(default)]
    #[schemars(range(min = 0.01, max = 10000.0))]
    pub alpha: Option<f64>,
    /// Second shape of a beta.
    #[serde(default)]
    #[schemars(range(min = 0.01, max = 10000.0))]
    pub beta: Option<f64>,
    /// Mean of a normal.
    #[serde(default)]
    pub mean: Option<f64>,
    /// Standard deviation of a normal.
    #[serde(default)]
    #[schemars(range(min = 0.0))]
    pub sd: Option<f64>,
    /// Lower bound.
    #[serde(default)]
    pub min: Option<f64>,
    /// Upper bound.
    #[serde(default)]
    pub max: Option<f64>,
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

/// The tag where none is written.
pub(crate) fn judgement() -> Tag {
    Tag::Judgement
}

/// What has a distribution inside every setting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Draws {
    /// Would the patron come if the client were attacked. Default: Beta(3.5, 2.9).
    #[serde(default)]
    #[schemars(extend("share" = true))]
    pub reliability: Option<Draw>,
    /// Would any other ally come. Default: as the patron's, drawn separately.
    #[serde(default)]
    #[schemars(extend("share" = true))]
    pub reliability_others: Option<Draw>,
    /// To what the patron's reliability falls when doubted. Default: .3.
    #[serde(default)]
    #[schemars(extend("share" = true))]
    pub reliability_after: Option<Draw>,
    /// How far the contest turns on capability. Default: normal .3 (.1), cut to (.05, 1).
    #[serde(default)]
    pub decisiveness: Option<Draw>,
    /// Share of the patron's force that operates from the client's bases within 60 days, under
    /// `basing = "surge"`. Default: .1, .3, .6.
    #[serde(default)]
    #[schemars(extend("share" = true))]
    pub surge_share: Option<Draw>,
    /// What today's full cover leaves of the hazard of war (u). Default: .04, .1, .25 within .03
    /// and .30.
    #[serde(default)]
    #[schemars(extend("share" = true))]
    pub cover_leaves: Option<Draw>,
    /// Yearly hazard of war with one challenger without cover, as experts put it. Default: .001,
    /// .005, .02.
    #[serde(default)]
    #[schemars(extend("share" = true))]
    pub war_expert: Option<Draw>,
    /// What another provider's cover keeps of the nuclear part when the patron goes, where there is
    /// one. Default: uniform between 0 and .6.
    #[serde(default)]
    #[schemars(extend("share" = true))]
    pub other_cover: Option<Draw>,
}

/// A named value of a draw or setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The value.
    pub value: f64,
    /// Its source id.
    #[serde(default)]
    pub source: Option<String>,
    /// What it stands for.
    #[serde(default)]
    pub note: Option<String>,
}

/// What own capability is measured against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Own capability over the challenger's in the theatre; 1 is parity, .67 a common rule of
    /// thumb for a defender.
    #[serde(default = "ratios")]
    #[schemars(length(min = 1, max = 8), inner(range(min = 0.01, max = 10.0)))]
    pub ratios: Vec<f64>,
}

fn ratios() -> Vec<f64> {
    vec![1.0, 0.67]
}

impl Default for Standard {
    fn default() -> Self {
        Standard { ratios: ratios() }
    }
}

/// What is tolerable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// Spending that the state would bear, as share of GDP.
    #[serde(default = "four_percent")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub gdp_share_max: f64,
    /// Share of GDP above which no spending replaces the patron.
    #[serde(default = "ten_percent")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub not_replaceable_above: f64,
    /// The risk of war over the horizon may be so many times that of the first path while the
    /// patron stays.
    #[serde(default = "two")]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub war_ratio_max: f64,
    /// The expected armed clashes may be so many times those of the first path while the patron
    /// stays.
    #[serde(default = "a_quarter_more")]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub force_ratio_max: f64,
    /// A path holds when at least this share of futures is within tolerance at every corner.
    #[serde(default = "ninety_percent")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub holds_share: f64,
    /// It does not hold when at most this share is at every corner.
    #[serde(default = "ten_percent")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub fails_share: f64,
}

fn four_percent() -> f64 {
    0.04
}
fn ten_percent() -> f64 {
    0.10
}
fn two() -> f64 {
    2.0
}
fn a_quarter_more() -> f64 {
    1.25
}
fn ninety_percent() -> f64 {
    0.90
}

impl Default for Tolerance {
    fn default() -> Self {
        Tolerance {
            gdp_share_max: four_percent(),
            not_replaceable_above: ten_percent(),
            war_ratio_max: two(),
            force_ratio_max: a_quarter_more(),
            holds_share: ninety_percent(),
            fails_share: ten_percent(),
        }
    }
}

/// A figure with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The figure.
    pub value: f64,
    /// Kind of evidence.
    pub tag: Tag,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
    /// Whose judgement.
    #[serde(default)]
    pub author: Option<String>,
}

/// Personnel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonnelFacts {
    /// Authorised strength, persons.
    pub authorised: Fact,
    /// Filled posts, persons.
    pub filled: Fact,
    /// Recruits over the number sought.
    #[serde(default)]
    pub recruitment_share: Option<Fact>,
}

/// A commitment outside any treaty in the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InformalCommitment {
    /// Who would help.
    pub from: String,
    /// Whom.
    pub to: String,
    /// Its name.
    pub name: String,
    /// Since when, as a year.
    #[serde(default)]
    pub since: Option<i16>,
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

/// A figure of the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InputRow {
    /// Id.
    pub id: String,
    /// What it is.
    #[serde(default)]
    pub name: Option<String>,
    /// Unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// Low end.
    #[serde(default)]
    pub lo: Option<f64>,
    /// Middle.
    #[serde(default)]
    pub mid: Option<f64>,
    /// High end.
    #[serde(default)]
    pub hi: Option<f64>,
    /// Kind of evidence.
    pub tag: Tag,
    /// Whose judgement.
    #[serde(default)]
    pub author: Option<String>,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// When it was looked up.
    #[serde(default)]
    pub as_of: Option<String>,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A decision with a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionRow {
    /// Id.
    pub id: String,
    /// Date: `2027-03-31`, or a coarser one.
    pub date: String,
    /// What is decided.
    pub title: String,
    /// Why it matters here.
    #[serde(default)]
    pub why: String,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// One claim of the text, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRow {
    /// Number in the ledger.
    pub id: u32,
    /// Close paraphrase.
    pub text: String,
    /// F fact, C causal, P prediction, N normative; a stroke joins two.
    #[schemars(regex(pattern = r"^[FCPN](/[FCPN])*$"))]
    pub kind: String,
    /// The verdict, in lower case.
    pub verdict: String,
    /// Best evidence and correct figure.
    pub correct: String,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The parts of the model that it maps to.
    #[serde(default)]
    pub parameter: Vec<String>,
}

/// The JSON Schema of an assessment file.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Assessment).to_value()
}
