//! Paths through time: what each asks, what it gives in two worlds, and whether it holds.
//!
//! `lo`, `mid`, `hi` are percentiles 5, 50, 95 over the futures at the reference setting; shares of
//! futures within tolerance are given at the reference and over the corners (one setting moved at a
//! time, and the nuclear share of cover's effect at 0, .5 and 1), never averaged.

use antumbra_core::{Range, Spread, Tag};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything on paths.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Paths {
    /// The first simulated year.
    pub first_year: i16,
    /// The last.
    pub last_year: i16,
    /// Futures at the reference.
    pub futures: u64,
    /// Futures at each corner.
    pub corner_futures: u64,
    /// Futures that failed at the reference, all paths and worlds together.
    pub failed: u64,
    /// Which definition of spending shares of GDP use.
    pub definition: String,
    /// Today's spending by it.
    pub today_share: f64,
    /// What today's spending is under another definition, and that definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_definition: Option<OtherDefinition>,
    /// The hazard scale by which futures are judged.
    pub scale: String,
    /// The limits of tolerance.
    pub limits: PathLimits,
    /// The paths, in the file's order; the first is what the others are judged against.
    pub paths: Vec<PathRow>,
    /// What each pair of paths costs and loses: the premium while the patron stays, the loss when it
    /// goes, and the probability of exit at which they change places.
    pub insurance: Vec<Insurance>,
    /// Two paths that are the same levers in another order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// Of every path with levers at several dates, the orders in which these dates can fall to them.
    #[serde(default)]
    pub sequences: Vec<Sequence>,
    /// Other states under each path.
    pub neighbours: Vec<NeighbourRow>,
    /// Verdicts under each named way of seeing.
    pub presets: Vec<PresetRow>,
    /// What each path and world comes to at the reference, and the ways of seeing under which it
    /// comes to something else.
    #[serde(default)]
    pub conclusions: Vec<Conclusion>,
    /// The setups that could not be run at a corner or under a school, with the reason.
    pub not_run: Vec<NotRun>,
}

/// Another definition of today's spending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OtherDefinition {
    /// The definition.
    pub definition: String,
    /// Today's share of GDP.
    pub share: f64,
}

/// What is tolerable.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PathLimits {
    /// Risk of war over the horizon, times that of the first path while the patron stays.
    pub war_ratio_max: f64,
    /// Armed clashes, likewise.
    pub force_ratio_max: f64,
    /// Spending in the dearest year, share of GDP.
    pub gdp_share_max: f64,
    /// A path holds from this share of futures on, at every corner.
    pub holds_share: f64,
    /// It does not hold up to this share, at every corner.
    pub fails_share: f64,
}

/// One path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PathRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub summary: String,
    /// Its levers.
    pub levers: Vec<LeverRow>,
    /// What others put its yearly cost at, share of GDP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_cost: Option<Range>,
    /// Years from decision to effect, as others put it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_years: Option<Range>,
    /// How easily it is left again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<String>,
    /// Thresholds of law and politics.
    pub thresholds: Vec<String>,
    /// Main risks.
    pub risks: Vec<String>,
    /// How the patron is expected to react.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patron_reaction: Option<String>,
    /// How the challengers are expected to react.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenger_reaction: Option<String>,
    /// Kind of evidence of its definition.
    pub tag: Tag,
    /// Sources of its definition.
    pub sources: Vec<String>,
    /// In each world: `stays`, `goes`.
    pub worlds: Vec<PathWorld>,
}

/// One lever, in data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LeverRow {
    /// The kind: `spending`, `personnel`, `access`, `treaty`, `partner`, `nuclear`, `alignment`,
    /// `trade`, `role`.
    pub kind: String,
    /// Its first year.
    pub from: i16,
    /// The years of its ramp.
    pub over: i32,
    /// Where it goes: a number or a word.
    pub to: String,
    /// Gates that it has to pass.
    pub needs: Vec<String>,
}

/// A path in one world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PathWorld {
    /// `stays` or `goes`.
    pub world: String,
    /// `holds`, `fails` or `depends`.
    pub verdict: String,
    /// Share of futures within tolerance at the reference.
    pub within: f64,
    /// Smallest and largest share over the corners.
    pub within_corners: Spread,
    /// Share of futures within tolerance at every corner.
    pub corners: Vec<CornerShare>,
    /// The criterion whose removal raises that share most: `war`, `clash`, `spending`; none where
    /// all futures are within.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub binding: Option<String>,
    /// Share within each criterion alone, at the reference.
    pub by_criterion: BTreeMap<String, f64>,
    /// Outcomes over the horizon, by name.
    pub outcomes: BTreeMap<String, Range>,
    /// The nuclear share of cover's effect at which half the futures are within tolerance: the
    /// first of them from 0 on, on straight lines between 0, .5 and 1; none where no share between
    /// 0 and 1 does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub break_even_psi: Option<f64>,
    /// At which nuclear shares more than half the futures are within tolerance: `always`, `never`,
    /// `up_to` the break-even, `from` it on, only `between` two, or `outside` two. Empty in a folder
    /// of an older program.
    #[serde(default)]
    pub psi_within: String,
    /// Against the first path while the patron stays.
    pub window: Window,
    /// Against the first path when the patron goes.
    pub window_if_gone: Window,
    /// By year: quantiles of yearly outcomes, by name.
    pub years: BTreeMap<String, Vec<Range>>,
}

/// The share of futures within tolerance at one corner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CornerShare {
    /// The corner as `KEY=VALUE`, joined by `, ` where two moved.
    pub corner: String,
    /// The share.
    pub within: f64,
}

/// A window of vulnerability: by how much, and for how long, risk is above another path's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Window {
    /// Armed clash, percentage-point-years.
    pub clash: Range,
    /// War on the judging scale, percentage-point-years.
    pub war: Range,
    /// Years above tolerance.
    pub years_above: Range,
    /// The year with the largest excess of war; absent where it is never above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst_year: Option<Range>,
}

/// One path as insurance, against the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Insurance {
    /// The path.
    pub path: String,
    /// Extra spending while the patron stays, share of GDP a year.
    pub premium: Range,
    /// War over the horizon when the patron goes: percentage points below the first path's (negative:
    /// above).
    pub saves_if_gone: Range,
    /// War over the horizon while the patron stays: percentage points above the first path's.
    pub costs_if_stays: Range,
    /// The probability of exit from which on the path has the lower risk of war; absent where it
    /// always or never has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub break_even_exit: Option<Range>,
    /// `always`, `never` or `from` a probability of exit on.
    pub better: String,
}

/// Two orders of the same levers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Order {
    /// The path with the smaller window of war.
    pub best: String,
    /// The other.
    pub worst: String,
    /// Share of futures in which the first has the smaller window, world by world.
    pub share: BTreeMap<String, f64>,
    /// The windows of war: best, worst, while the patron stays.
    pub best_window: Range,
    /// The worst's.
    pub worst_window: Range,
}

/// The orders of one path's levers: the same start years fall to the same levers in other ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sequence {
    /// The path.
    pub path: String,
    /// Orders that were walked, the written one among them.
    pub tried: u32,
    /// Orders that can be: a nuclear stage waits for the one before, a treaty that has ended does not
    /// move.
    pub possible: u32,
    /// Futures behind each, the same for all.
    pub futures: u64,
    /// As the file has it.
    pub written: SequenceOrder,
    /// With the smallest mean window of war while the patron stays.
    pub best: SequenceOrder,
    /// With the largest.
    pub worst: SequenceOrder,
    /// Share of futures in which the best has the smaller window, world by world.
    pub share: BTreeMap<String, f64>,
    /// Whether the order moves the mean window that ranks it by a hundredth of a percentage-point-year
    /// or more; otherwise the ranking says nothing.
    #[serde(default = "moves")]
    pub moves: bool,
}

fn moves() -> bool {
    true
}

/// One order of a path's levers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SequenceOrder {
    /// The start year of each lever, as the path lists them.
    pub starts: Vec<i16>,
    /// The window of war against the first path while the patron stays, world by world.
    pub windows: BTreeMap<String, Range>,
}

/// Another state under one path and world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NeighbourRow {
    /// The state, as ISO3 code.
    pub state: String,
    /// The path.
    pub path: String,
    /// The world.
    pub world: String,
    /// What would defend it in the last year, over today's.
    pub support: Range,
    /// The attacker's share of the odds in the last year.
    pub odds: Range,
}

/// Verdicts under one way of seeing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PresetRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it assumes, as `KEY=VALUE`.
    pub sets: Vec<String>,
    /// Futures that were run.
    #[serde(default)]
    pub futures: u64,
    /// Share within tolerance by path and world (`path/world`).
    pub within: BTreeMap<String, f64>,
    /// What the share comes to by the same limits, by path and world: `holds`, `fails`, `depends`.
    #[serde(default)]
    pub verdicts: BTreeMap<String, String>,
    /// Kind of evidence of its definition.
    #[serde(default = "judgement")]
    pub tag: Tag,
    /// Whose judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// What to know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Sources of its definition.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// A way of seeing is one unless it says otherwise.
fn judgement() -> Tag {
    Tag::Judgement
}

/// What a path comes to in one world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conclusion {
    /// The path.
    pub path: String,
    /// `stays` or `goes`.
    pub world: String,
    /// `holds`, `fails` or `depends` at the reference alone, corners left out.
    pub verdict: String,
    /// Ids of the presets under which it is another; none: it survives all.
    pub flips: Vec<String>,
}

/// A corner at which paths could not be run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotRun {
    /// The corner.
    pub corner: String,
    /// Why.
    pub reason: String,
}
