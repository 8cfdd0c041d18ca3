//! Who decides, what law asks, what people answer, and what a deal turns on.
//!
//! Positions, saliences and capabilities are analysts' judgements on ordinal scales of 0 to 100.
//! A settlement is a reading of them, never a forecast; the weighted mean of the initial positions
//! stands beside it everywhere (Achen 2006). Shares of people and likelihood classes are never
//! probabilities.

use antumbra_core::{Range, Spread, Tag};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything on the politics of one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Politics {
    /// The day on which it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The axes.
    pub axes: Vec<Axis>,
    /// Rules of the model by family.
    pub rules: BTreeMap<String, String>,
    /// How many times the actors' ranges were drawn.
    pub draws: u32,
    /// How many of these draws came to rest before the turn limit.
    pub settled_draws: u32,
    /// The actors.
    pub actors: Vec<ActorView>,
    /// Where the domestic actors settle, one entry per axis; empty without domestic actors.
    pub settlement: Vec<Settled>,
    /// Why the run at the mids stopped: `settled`, `circle`, `turn_limit`.
    pub verdict: String,
    /// Weighted mean and median of initial positions of wider circles of actors.
    pub centres: Vec<Centre>,
    /// Positions at the mids, turn by turn, domestic actors in the order of `actors`, one number
    /// per axis; turn 0 is the start.
    pub rounds: Vec<Vec<Vec<f64>>>,
    /// What the settlement hangs on: each actor and rule changed alone, the largest shifts first.
    pub sensitivity: Vec<Shift>,
    /// What the patron's actors make of the settlement.
    pub ratification: Vec<Ratification>,
    /// Share of draws whose settlement all of them take: a share of draws of judged inputs, not a
    /// probability of ratification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratified_by_all: Option<f64>,
    /// What outsiders' prices do to the settlement.
    pub prices: Vec<PriceEffect>,
    /// What a fall of perceived reliability does.
    pub elasticities: Vec<Elasticity>,
    /// Opinion, topic by topic.
    pub opinion: Vec<Topic>,
    /// The gates.
    pub gates: Vec<Gate>,
    /// The earliest lawful date of each path.
    pub paths: Vec<Hurdles>,
    /// The deal with the patron.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deal: Option<Deal>,
}

/// One axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Axis {
    /// Id.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// Policies at points of the scale, lowest first.
    pub marks: Vec<Mark>,
}

/// A policy at a point of an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mark {
    /// The point (0-100).
    pub at: f64,
    /// The policy in words.
    pub words: String,
}

/// An actor with its ranges.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActorView {
    /// Id.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// Its state, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `domestic`, `patron`, `adversary`, `neighbour`, `partner`.
    pub role: String,
    /// Weight in the decision.
    pub capability: Range,
    /// Positions, one per axis.
    pub position: Vec<Range>,
    /// Saliences, one per axis.
    pub salience: Vec<Range>,
    /// Where it ends in the run at the mids; domestic actors only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Vec<f64>>,
    /// Why it stands there.
    pub reason: String,
    /// Evidence.
    pub tag: Tag,
    /// Whose judgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Source ids.
    pub sources: Vec<String>,
}

/// Where on an axis a position lies, in policy words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// `at`, `between`, `below`, `above`; `unmarked` on an axis without marks.
    pub kind: String,
    /// The policy at it, or the one below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower: Option<String>,
    /// The policy above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<String>,
}

/// The settlement of the domestic actors on one axis, its baselines beside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Settled {
    /// Id of the axis.
    pub axis: String,
    /// At the mids of all ranges.
    pub at_mids: f64,
    /// Where that lies, in policy words.
    pub place: Place,
    /// Over the draws of the actors' ranges.
    pub over_draws: Range,
    /// Baseline: mean of the initial positions weighted by capability x salience, at the mids.
    pub baseline_mean: f64,
    /// Baseline: weighted median.
    pub baseline_median: f64,
    /// Where the mean lies, in policy words.
    pub baseline_place: Place,
    /// The baseline mean over the draws.
    pub baseline_over_draws: Range,
    /// Settlement minus baseline mean, draw by draw.
    pub moved: Range,
    /// Over the variants of the rules, one moved at a time, and over each actor left out.
    pub over_rules: Spread,
    /// When the actors go round in a circle at the mids: the span of the mean over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub circle: Option<Spread>,
    /// Is settlement minus baseline of one sign in 90% of the draws? Then `because` explains it.
    pub differs: bool,
    /// Whose movement makes the difference at the mids, the largest first; parts of all actors
    /// sum to it.
    pub because: Vec<Because>,
}

/// One actor's part in settlement minus baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Because {
    /// Id of the actor.
    pub actor: String,
    /// Where it began.
    pub from: f64,
    /// Where it ended.
    pub to: f64,
    /// Its part, in points.
    pub points: f64,
    /// Who it settled with on the way, by id, in order.
    pub with: Vec<String>,
}

/// Weighted centre of one circle of actors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Centre {
    /// `domestic`, `domestic_and_patron`, `all`. The last is arithmetic only: adversaries do not
    /// vote.
    pub who: String,
    /// Weighted mean, one per axis.
    pub mean: Vec<f64>,
    /// Weighted median, one per axis.
    pub median: Vec<f64>,
    /// Weighted mean on every axis with the saliences of the first.
    pub mean_with_first_salience: Vec<f64>,
}

/// The settlement after one change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Shift {
    /// `without`, `half`, `half_more` (capability), `rule`.
    pub change: String,
    /// The actor's id, or the rule as `family=variant`.
    pub what: String,
    /// Settlement after minus before, one per axis.
    pub settlement: Vec<f64>,
    /// Baseline after minus before.
    pub baseline: Vec<f64>,
}

/// What a ratifier makes of the settlement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ratification {
    /// Id of the actor.
    pub actor: String,
    /// What refusing leaves it with, one per axis.
    pub reservation: Vec<f64>,
    /// Is the settlement at the mids no worse for it?
    pub accepts: bool,
    /// Is the baseline no worse for it?
    pub accepts_baseline: bool,
    /// Share of draws whose settlement it takes; not a probability.
    pub share_of_draws: f64,
}

/// What the price of one outsider does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PriceEffect {
    /// Id of the actor; `all` for all prices together.
    pub actor: String,
    /// What the prices are, in words.
    pub what: Vec<String>,
    /// What it does to the weighted mean at the mids, one per axis, at the low, middle and high
    /// drag.
    pub baseline: Vec<Range>,
    /// What it does to the settlement at the middle drag, one per axis: percentiles over draws,
    /// each with and without the price.
    pub settlement: Vec<Range>,
    /// How many draws.
    pub draws: u32,
}

/// What a fall of perceived reliability does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Elasticity {
    /// Id.
    pub id: String,
    /// `trust`, or the id of an axis.
    pub moves: String,
    /// Points for a fall of .1.
    pub per_tenth: Range,
    /// Perceived reliability before the fall looked at.
    pub from: f64,
    /// And after it.
    pub to: f64,
    /// What follows from that fall: points of the share of people (`trust`), or of the settlement
    /// on the axis, at the low, middle and high elasticity.
    pub effect: Range,
    /// Evidence.
    pub tag: Tag,
    /// Source ids.
    pub sources: Vec<String>,
    /// What to know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Polls on one topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Topic {
    /// The topic.
    pub topic: String,
    /// The polls, by date.
    pub polls: Vec<Poll>,
    /// Smallest and largest share: how far polls of different wording and mode lie apart, not
    /// where opinion is.
    pub span: Spread,
    /// Pools of identical wordings in one mode with at least 3 houses and 5 waves.
    pub pools: Vec<Pool>,
}

/// One poll.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Poll {
    /// Id.
    pub id: String,
    /// What was asked, as reported.
    pub question: String,
    /// The question word for word, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// Who asked.
    pub house: String,
    /// How; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// When.
    pub date: String,
    /// How many answered; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// The answers, in per cent.
    pub shares: Vec<Share>,
    /// Per cent of those asked whose answer counts towards the topic.
    pub view: f64,
    /// Evidence.
    pub tag: Tag,
    /// Source ids.
    pub sources: Vec<String>,
    /// What to know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The share of one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// The answer.
    pub answer: String,
    /// Per cent.
    pub percent: f64,
    /// Does it count towards the topic?
    pub counts: bool,
}

/// A pool of polls that measure one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pool {
    /// The wording that they share.
    pub wording: String,
    /// How people were asked.
    pub mode: String,
    /// The day of the last wave.
    pub date: String,
    /// The share on that day.
    pub view: Range,
    /// How far each house lies above the pool.
    pub houses: BTreeMap<String, Range>,
}

/// A hurdle of law or consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Gate {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What kind, in words.
    pub kind: String,
    /// Level of force that it allows, for a reading of the constitution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Years that it takes once open.
    pub lead_years: Range,
    /// Gates that have to be passed first.
    pub after: Vec<String>,
    /// The day on which it was passed, if it has been.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<String>,
    /// Who can stop it.
    pub who_can_stop: Vec<GateStopper>,
    /// How often something like it has happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_rate: Option<BaseRate>,
    /// `remote`, `possible`, `likely`: a judgement, never a probability.
    pub likelihood: String,
    /// The kinds of lever that need it.
    pub levers: Vec<String>,
    /// The paths that need it.
    pub paths: Vec<String>,
    /// Evidence of the lead time.
    pub tag: Tag,
    /// Source ids.
    pub sources: Vec<String>,
    /// What to know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who can stop a gate, and by what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GateStopper {
    /// Who.
    pub who: String,
    /// By what power.
    pub by: String,
}

/// A record: so many of so many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BaseRate {
    /// How often it happened.
    pub happened: u32,
    /// Out of how many.
    pub of: u32,
    /// Of what.
    pub unit: String,
}

/// What stands before a path or a lever in law.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Hurdles {
    /// Id of the path or lever.
    pub id: String,
    /// When the work on the gates starts.
    pub start: String,
    /// Earliest lawful date: shortest lead times all along.
    pub earliest: String,
    /// With usual lead times.
    pub usual: String,
    /// With slow ones.
    pub slow: String,
    /// The gates, in an order in which they can be passed.
    pub steps: Vec<GateStep>,
    /// Gates that decide the earliest date, first to last.
    pub critical: Vec<String>,
    /// Gates passed already.
    pub passed: Vec<String>,
    /// Gates not passed.
    pub not_passed: Vec<String>,
    /// Who can stop it, with the ids of the gates at which they can.
    pub who_can_stop: Vec<Stopper>,
    /// The lowest class among the gates not passed; absent when all are. Classes are not combined
    /// in any other way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least_likely: Option<String>,
}

/// One gate on a path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GateStep {
    /// Id of the gate.
    pub gate: String,
    /// When it was passed, if it has been.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<String>,
    /// When it opens at the earliest.
    pub opens: String,
    /// When it is passed at the earliest.
    pub earliest: String,
    /// With usual lead times.
    pub usual: String,
    /// With slow ones.
    pub slow: String,
    /// The gate behind which it waits longest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<String>,
}

/// Somebody who can stop a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stopper {
    /// Who.
    pub who: String,
    /// At which gates.
    pub by: Vec<String>,
}

/// Where a deal is possible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deal {
    /// The terms, with their range over the zone of agreement.
    pub terms: Vec<Term>,
    /// The sides.
    pub sides: Vec<Side>,
    /// Is there a zone at the middle of what sides lose without a deal?
    pub zone: bool,
    /// Is there one when they lose the low end, and when they lose the high end?
    pub zone_at_ends: (bool, bool),
    /// When there is none: a smallest set of sides that exclude each other, by id.
    pub excluded_by: Vec<String>,
}

/// One term of a deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// What is conceivable.
    pub range: Spread,
    /// What it is today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<f64>,
    /// Its range over the zone; absent when there is no zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<Spread>,
    /// Its value where the side that gains least gains most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub centre: Option<f64>,
    /// What past agreements reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub realised: Option<Realised>,
    /// Does the whole zone lie beyond that record? Then a deal there needs a reason.
    pub beyond_record: bool,
}

/// A record of past agreements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Realised {
    /// Smallest value reached.
    pub min: f64,
    /// Largest.
    pub max: f64,
    /// Of what.
    pub of: String,
    /// Source ids.
    pub sources: Vec<String>,
}

/// One side of a deal, which takes terms with `sum worth x term + lost without >= 0`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Does it only ratify?
    pub ratifies: bool,
    /// The unit in which it reckons.
    pub unit: String,
    /// Worth of one unit of each term.
    pub worth: BTreeMap<String, f64>,
    /// What it loses without a deal, summed.
    pub without: Range,
    /// The losses in words.
    pub losses: Vec<String>,
    /// What it gains at the centre of the zone over having no deal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surplus: Option<f64>,
    /// The inequality in words.
    pub reason: String,
    /// Evidence.
    pub tag: Tag,
    /// Source ids.
    pub sources: Vec<String>,
}

/// A decision of the past: what each rule would have said, and what happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Backcast {
    /// Id.
    pub id: String,
    /// What was decided.
    pub title: String,
    /// First year.
    pub start: i16,
    /// Year of the outcome.
    pub end: i16,
    /// The outcome, mean over the axes (0-100).
    pub outcome: Vec<f64>,
    /// What the outcome was.
    pub outcome_note: String,
    /// Where it lies, in policy words, one per axis.
    pub place: Vec<Place>,
    /// Who coded the actors.
    pub author: String,
    /// What each predictor says, by its name.
    pub predictions: BTreeMap<String, Vec<f64>>,
    /// Mean absolute error of each, in points.
    pub errors: BTreeMap<String, f64>,
    /// Sources, in full.
    pub sources: Vec<String>,
}

/// The number of the backcasts' schema.
pub const BACKCAST_SCHEMA: &str = "antumbra.backcast/1";

/// All backcasts, and who wins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Backcasts {
    /// `antumbra.backcast/1`.
    pub schema: String,
    /// Decision by decision.
    pub cases: Vec<Backcast>,
    /// Mean absolute error over the decisions, by predictor: `no_change`, `weighted_mean`,
    /// `weighted_median`, `settlement`, `winner`.
    pub mean_errors: BTreeMap<String, f64>,
    /// The predictor with the smallest mean error; of several, the simplest.
    pub best: String,
    /// How many decisions the settlement predicts better than the weighted mean.
    pub settlement_better: usize,
    /// How many worse.
    pub settlement_worse: usize,
    /// The same mean errors with the patron's actors at the table instead of ratifying.
    pub mean_errors_with_patron: BTreeMap<String, f64>,
}

/// The JSON Schema of [`Politics`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Politics).to_value()
}
