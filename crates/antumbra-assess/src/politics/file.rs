//! The sections of the assessment file that say who decides, what law asks, what people answer and
//! what a deal turns on. All of them may be left out.

use crate::file::{Ends, Three, judgement};
use antumbra_core::{Range, Tag};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A number known by low, middle and high, or by one figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Ranged {
    /// One figure, without spread.
    Point(f64),
    /// 5th, 50th and 95th percentiles.
    Three(Three),
}

impl Ranged {
    /// As a range.
    pub fn range(self) -> Range {
        match self {
            Ranged::Point(x) => Range::point(x),
            Ranged::Three(Three { lo, mid, hi }) => Range { lo, mid, hi },
        }
    }
}

/// The axes of politics, and how the model of bargaining runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Politics {
    /// The day on which positions, gates and polls stand, as `2026-11-22`; work on gates starts
    /// here. Gates cannot be dated without it.
    #[serde(default)]
    pub as_of: Option<String>,
    /// The axes on which actors take positions, 0 to 100 each.
    #[serde(default)]
    pub axes: Vec<AxisRow>,
    /// Rules of the model by family, as `votes = "Cubic"`; `antumbra bargain --rules` lists them.
    #[serde(default)]
    pub rules: BTreeMap<String, String>,
    /// How many times the actors' ranges are drawn. Default: 400.
    #[serde(default)]
    #[schemars(range(min = 20, max = 100_000))]
    pub draws: Option<u32>,
    /// What a change of perceived reliability moves.
    #[serde(default)]
    pub elasticities: Vec<ElasticityRow>,
}

/// One axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AxisRow {
    /// Id: the key under which actors give positions.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// Policies at points of the scale, lowest first. The scale is ordinal: distances mean nothing.
    #[serde(default)]
    pub marks: Vec<MarkRow>,
}

/// A policy at a point of an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkRow {
    /// The point, 0 to 100.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub at: f64,
    /// The policy in words.
    pub words: String,
}

/// What an actor does in the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorRole {
    /// Settles at home.
    Domestic,
    /// Belongs to the patron: ratifies.
    Patron,
    /// Sets prices as an adversary.
    Adversary,
    /// Sets prices as a neighbour.
    Neighbour,
    /// Sets prices as a partner.
    Partner,
}

impl ActorRole {
    /// The word as written in files.
    pub fn word(self) -> &'static str {
        match self {
            ActorRole::Domestic => "domestic",
            ActorRole::Patron => "patron",
            ActorRole::Adversary => "adversary",
            ActorRole::Neighbour => "neighbour",
            ActorRole::Partner => "partner",
        }
    }
}

/// One actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorRow {
    /// Id.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// Its state, where it has one.
    #[serde(default)]
    pub state: Option<String>,
    /// What it does in the decision.
    pub role: ActorRole,
    /// Its weight in the client's decision, the strongest at 100.
    pub capability: Ranged,
    /// What it stands for on each axis, 0 to 100.
    pub position: BTreeMap<String, Ranged>,
    /// How much of its attention each axis has, 0 to 100.
    pub salience: BTreeMap<String, Ranged>,
    /// For the patron's actors: on each axis, what refusing would leave them with.
    #[serde(default)]
    pub reservation: BTreeMap<String, f64>,
    /// For those who do not settle: the prices that they put on moving.
    #[serde(default)]
    pub prices: Vec<PriceRow>,
    /// In one line, why it stands there.
    #[serde(default)]
    pub reason: String,
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

/// Which way a price works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceDirection {
    /// On moves to higher positions.
    Up,
    /// On moves to lower positions.
    Down,
}

/// A price on positions beyond a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceRow {
    /// The axis.
    pub axis: String,
    /// Which way.
    pub direction: PriceDirection,
    /// Where it begins to bite, 0 to 100.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub beyond: f64,
    /// The part of the way beyond from which it deters, 0 to 1.
    pub drag: Ranged,
    /// What the price is, in words.
    #[serde(default)]
    pub what: String,
}

/// What a change of perceived reliability moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ElasticityRow {
    /// Id.
    pub id: String,
    /// `trust` (points of the share of people), or the id of an axis (points of position).
    pub moves: String,
    /// Which domestic actors it moves, by id. Default: all.
    #[serde(default)]
    pub who: Vec<String>,
    /// Points for a fall of .1 in perceived reliability.
    pub per_tenth: Ranged,
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

/// How people were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PollMode {
    /// At the door.
    FaceToFace,
    /// By telephone.
    Phone,
    /// By post.
    Mail,
    /// On the web.
    Online,
}

impl PollMode {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            PollMode::FaceToFace => "face to face",
            PollMode::Phone => "phone",
            PollMode::Mail => "mail",
            PollMode::Online => "online",
        }
    }
}

/// One poll. What is not known is left out, never put as zero.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PollRow {
    /// Id.
    pub id: String,
    /// Topic: polls of one topic stand side by side.
    pub topic: String,
    /// What was asked, as reported.
    pub question: String,
    /// The question word for word, where it is known; polls without it are never pooled.
    #[serde(default)]
    pub wording: Option<String>,
    /// Who asked.
    pub house: String,
    /// How.
    #[serde(default)]
    pub mode: Option<PollMode>,
    /// The last day of asking, or a coarser date.
    pub date: String,
    /// How many answered.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub n: Option<u32>,
    /// The answers, in per cent.
    pub shares: Vec<ShareRow>,
    /// Kind of evidence.
    #[serde(default = "published")]
    pub tag: Tag,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}

fn published() -> Tag {
    Tag::Published
}

/// The share of one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareRow {
    /// The answer.
    pub answer: String,
    /// Per cent of those asked.
    pub percent: f64,
    /// Does it count towards the topic?
    #[serde(default)]
    pub counts: bool,
}

/// What kind of hurdle a gate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateKind {
    /// A reading of the constitution's limit on force (Article 9).
    Article9,
    /// A statute.
    Statute,
    /// A consent that is no statute: a resolution, principles, a cabinet decision.
    Consent,
    /// Notice under the treaty with the patron, or its renegotiation.
    TreatyNotice,
    /// Notice under the Non-Proliferation Treaty, or a fuel accord.
    NptNotice,
    /// An amendment of the constitution.
    Amendment,
    /// The governor of a host prefecture.
    HostGovernor,
    /// Money that has to be voted.
    Budget,
    /// The consent of another state.
    Foreign,
}

impl GateKind {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            GateKind::Article9 => "Article 9",
            GateKind::Statute => "statute",
            GateKind::Consent => "consent",
            GateKind::TreatyNotice => "treaty",
            GateKind::NptNotice => "non-proliferation",
            GateKind::Amendment => "amendment",
            GateKind::HostGovernor => "host governor",
            GateKind::Budget => "budget",
            GateKind::Foreign => "another state",
        }
    }
}

/// A coarse class of likelihood, never a probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LikelihoodClass {
    /// It would be a surprise.
    Remote,
    /// It could go either way.
    Possible,
    /// It is expected.
    Likely,
}

/// One hurdle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GateRow {
    /// Id.
    pub id: String,
    /// What it is, in a few words.
    pub name: String,
    /// What kind.
    pub kind: GateKind,
    /// For `article9`: the level of force that it allows (0 none … 6 without limit).
    #[serde(default)]
    #[schemars(range(min = 0, max = 6))]
    pub level: Option<u8>,
    /// Years that it takes once open: shortest lawful, usual, slow.
    pub lead_years: Ranged,
    /// Ids of the gates that have to be passed first.
    #[serde(default)]
    pub after: Vec<String>,
    /// It cannot open before this day.
    #[serde(default)]
    pub not_before: Option<String>,
    /// The day on which it was passed, if it has been.
    #[serde(default)]
    pub passed: Option<String>,
    /// Who can stop it, and by what.
    #[serde(default)]
    pub who_can_stop: Vec<StopperRow>,
    /// How often something like it has happened.
    #[serde(default)]
    pub base_rate: Option<BaseRateRow>,
    /// How likely it is passed when tried: an analyst's class.
    pub likelihood: LikelihoodClass,
    /// The paths that have to pass it.
    #[serde(default)]
    pub paths: Vec<String>,
    /// The kinds of lever that need it.
    #[serde(default)]
    pub levers: Vec<String>,
    /// Kind of evidence of the lead time.
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

/// Who can stop a gate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopperRow {
    /// Who.
    pub who: String,
    /// By what power.
    pub by: String,
}

/// A record: so many of so many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BaseRateRow {
    /// How often it happened.
    pub happened: u32,
    /// Out of how many.
    pub of: u32,
    /// Of what, as `years since 1947`.
    pub unit: String,
}

/// The deal with the patron: terms, and what each side needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DealSpec {
    /// What is bargained over.
    pub terms: Vec<TermRow>,
    /// Who has to agree.
    pub sides: Vec<SideRow>,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermRow {
    /// Id.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// What is conceivable.
    pub range: Ends,
    /// What it is today.
    #[serde(default)]
    pub today: Option<f64>,
    /// What past agreements reached.
    #[serde(default)]
    pub realised: Option<RealisedRow>,
}

/// A record of past agreements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RealisedRow {
    /// The smallest value reached.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// Of what.
    pub of: String,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// One side: it takes any terms with `sum worth x term >= - what it loses without a deal`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideRow {
    /// Id.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// Does it only ratify?
    #[serde(default)]
    pub ratifies: bool,
    /// The unit in which it reckons.
    pub unit: String,
    /// Worth of one unit of each term, by the term's id.
    pub worth: BTreeMap<String, f64>,
    /// What it loses without a deal.
    pub without: Vec<LossRow>,
    /// The inequality in words.
    #[serde(default)]
    pub reason: String,
    /// Kind of evidence.
    #[serde(default = "judgement")]
    pub tag: Tag,
    /// Whose judgement.
    #[serde(default)]
    pub author: Option<String>,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// Something that a side loses without a deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LossRow {
    /// What.
    pub what: String,
    /// How much, in the side's unit.
    pub amount: Ranged,
}

/// A decision of the past, with its actors as they stood before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastDecisionFile {
    /// Id: the name of the file.
    pub id: String,
    /// What was decided.
    pub title: String,
    /// First year.
    pub start: i16,
    /// Year of the outcome.
    pub end: i16,
    /// How things stood before, by axis.
    pub before: BTreeMap<String, f64>,
    /// How it came out, by axis.
    pub outcome: BTreeMap<String, f64>,
    /// What the outcome was, and how it is read on the scale.
    pub outcome_note: String,
    /// Who coded it.
    pub author: String,
    /// Source ids.
    pub sources: Vec<String>,
    /// The axes.
    pub axes: Vec<AxisRow>,
    /// The actors.
    pub actors: Vec<ActorRow>,
}

/// The JSON Schema of a past decision.
pub fn past_schema() -> serde_json::Value {
    schemars::schema_for!(PastDecisionFile).to_value()
}
