//! What an assessment finds. Every field is a promise to readers of `--json` and of run folders.
//!
//! States are ISO3 codes. `lo`, `mid`, `hi` are percentiles 5, 50, 95 over the draws inside *one*
//! setting; `min`, `max` span settings. A missing figure is absent with a sentence in `notes`.

use crate::ledger::{Claim, Decision, Input, SourceRow};
use crate::nuclear::NuclearFindings;
use antumbra_core::{Iso3, Range, Setting, Spread, Tag};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The number of the findings' schema; it grows when a field changes meaning or goes.
pub const SCHEMA: &str = "antumbra.findings/1";

/// Everything that one assessment found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Findings {
    /// `antumbra.findings/1`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// Id of the assessment.
    pub assessment: String,
    /// The run by its question: the first eight hexadecimal digits of the SHA-256 of the version, the
    /// data and the assessment with all that was set. Empty where an older version wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub run: String,
    /// Its title: the question.
    pub title: String,
    /// The text that prompted the question, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The state that is protected.
    pub client: Iso3,
    /// The state that protects it.
    pub patron: Iso3,
    /// Forces of this year.
    pub year: i16,
    /// Treaties, nuclear cover and arsenals as of this year.
    pub commitments: i16,
    /// The newest year used of each series, and where it is from.
    pub series: Vec<Series>,
    /// Where the data came from: the embedded world, or a folder.
    pub data: String,
    /// The seed of every draw.
    pub seed: u64,
    /// How many draws inside each setting.
    pub draws: u32,
    /// The reference setting.
    pub reference: Setting,
    /// What is tolerable, as the assessment states it.
    pub tolerance: Tolerance,
    /// English names of the states that appear.
    pub names: BTreeMap<Iso3, String>,
    /// The finding in one sentence, and those that head the sections.
    pub sentences: Vec<Sentence>,
    /// Who would defend the client: the parts, for every challenger and setting of the grid.
    pub parts: Vec<Parts>,
    /// What the parts are at the reference and over the corners, per challenger.
    pub parts_over: Vec<PartsOver>,
    /// Shares of client and challenger taken together, under each measure of power.
    pub measures: Vec<MeasureShare>,
    /// What replacing the patron costs.
    pub costs: Vec<Cost>,
    /// Cost at the reference and over the corners, per goal, for the first challenger.
    pub costs_over: Vec<CostOver>,
    /// The contest: the challenger's share of the odds with and without the patron.
    pub contest: Vec<Contest>,
    /// Own capability over the capability that the standard asks for.
    pub self_sufficiency: Vec<SelfSufficiency>,
    /// Conclusions that another assumption would turn.
    pub flips: Vec<Flip>,
    /// Spending as share of GDP under each definition that has a source.
    pub spending: Vec<Spending>,
    /// Who supplies the client's arms.
    pub arms: Vec<ArmsSupplier>,
    /// Where the patron's forces are, most persons first; hosts with a hundred or more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub postings: Vec<crate::posture::Posting>,
    /// Personnel: the other ceiling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personnel: Option<Personnel>,
    /// Nuclear cover, one row per challenger and provider.
    pub nuclear: Vec<crate::nuclear::CoverRow>,
    /// Options, arsenals and arithmetic aids.
    pub nuclear_detail: NuclearFindings,
    /// Risk by challenger and tier; absent where no estimate carries the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risks: Option<crate::risk::Risks>,
    /// Paths through time; absent where none are coded or figures are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paths: Option<crate::paths::Paths>,
    /// When paths hold, what drives that and what would overturn it; absent where no paths ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exploration: Option<crate::exploration::Exploration>,
    /// The nearest cases of the past, those against the forecast first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analogues: Option<crate::analogues::Analogues>,
    /// A coarse grid of four assumptions for a reader to move; absent without paths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whatif: Option<crate::whatif::WhatIf>,
    /// The text, checked.
    pub claims: Vec<Claim>,
    /// Every input with its range, tag and sources.
    pub inputs: Vec<Input>,
    /// Dated decisions ahead.
    pub decisions: Vec<Decision>,
    /// Who decides, what law asks, where a deal is possible; absent when the politics are not
    /// coded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub politics: Option<crate::politics::Politics>,
    /// Regression fixtures: known configurations, never a headline.
    pub fixtures: Fixtures,
    /// The free text of the assessment in other languages, by language code; absent in folders of
    /// older versions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<String, crate::translation::Translation>,
    /// What is missing or was done on the way, in sentences.
    pub notes: Vec<Sentence>,
    /// The sources that anything above names.
    pub sources: Vec<SourceRow>,
}

/// What is tolerable.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tolerance {
    /// Spending that the state would bear, as share of GDP.
    pub gdp_share_max: f64,
    /// Share of GDP above which no spending replaces the patron.
    pub not_replaceable_above: f64,
}

/// One statement: the choice of words is made with the numbers, the wording by the reader's
/// language. `finding` is the id that `antumbra explain` takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// Id of the finding.
    pub finding: String,
    /// Id of the message: which words were chosen.
    pub message: String,
    /// The numbers in it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, f64>,
    /// The words in it: ISO3 codes, setting keys, free text of an input.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
}

impl Sentence {
    /// A sentence without numbers or words yet.
    pub fn new(finding: &str, message: &str) -> Self {
        Sentence {
            finding: finding.into(),
            message: message.into(),
            numbers: BTreeMap::new(),
            words: BTreeMap::new(),
        }
    }

    /// Adds a number.
    #[must_use]
    pub fn number(mut self, key: &str, value: f64) -> Self {
        self.numbers.insert(key.into(), value);
        self
    }

    /// Adds a word.
    #[must_use]
    pub fn word(mut self, key: &str, value: impl Into<String>) -> Self {
        self.words.insert(key.into(), value.into());
        self
    }
}

/// The newest year used of one series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// What it measures.
    pub name: String,
    /// Newest year used for client, patron and challengers.
    pub year: i16,
    /// How many years it was filled forward to reach the year of the assessment.
    pub age_years: i16,
    /// Source id.
    pub source: String,
}

/// Who would defend the client against one challenger, at one setting of the grid and at the mean
/// of every draw. `own + expected + doubtful + others = 1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Parts {
    /// The challenger.
    pub challenger: Iso3,
    /// Measure of power: `nmc`, `spending`, `spending_ppp`, `net_resources`.
    pub measure: String,
    /// Basing: `none`, `presence`, `surge`.
    pub basing: String,
    /// Decay with distance.
    pub lambda: f64,
    /// Weight of money.
    pub w: f64,
    /// The client's own share.
    pub own: f64,
    /// Expected from the patron.
    pub expected: f64,
    /// Promised by the patron and doubtful.
    pub doubtful: f64,
    /// All other allies, expected and doubtful.
    pub others: f64,
}

/// The parts against one challenger: over draws at the reference, and over the corners.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartsOver {
    /// The challenger.
    pub challenger: Iso3,
    /// Own share.
    pub own: Over,
    /// Own share over every combination of measure, basing, decay and weight (the grid of
    /// `parts`), at the means of the draws.
    pub own_grid: Spread,
    /// Expected from the patron.
    pub expected: Over,
    /// Promised by the patron and doubtful.
    pub doubtful: Over,
    /// All other allies.
    pub others: Over,
    /// The share of the support that is expected to come which the patron supplies:
    /// `rho C_patron / (C_own + rho C_patron + expected others)`.
    pub supplied: Over,
}

/// A quantity at the reference (over draws) and over the corners (its medians).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Over {
    /// At the reference, over draws.
    pub reference: Range,
    /// Over the corners: smallest and largest median.
    pub corners: Spread,
    /// The corner with the smallest median, as `KEY=VALUE`.
    pub at_min: String,
    /// The corner with the largest median.
    pub at_max: String,
}

/// Client's share of client and challenger together (and with the patron), at home, no distance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasureShare {
    /// The challenger.
    pub challenger: Iso3,
    /// `cinc`, `spending`, `spending_ppp`, `net_resources`.
    pub measure: String,
    /// The year that client and challenger are compared in.
    pub year: i16,
    /// Client / (client + challenger).
    pub share: f64,
    /// (Client + patron) / (client + patron + challenger).
    pub with_patron: Option<f64>,
    /// Source ids.
    pub sources: Vec<String>,
}

/// What reaching a goal without the patron costs, at one setting of the grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cost {
    /// `keep` today's odds, cover the `doubt`, meet a `standard`.
    pub goal: String,
    /// For `standard`: own capability wanted over the challenger's in the theatre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f64>,
    /// The challenger.
    pub challenger: Iso3,
    /// Measure of power.
    pub measure: String,
    /// Basing.
    pub basing: String,
    /// Decay with distance.
    pub lambda: f64,
    /// Weight of money.
    pub w: f64,
    /// Times today's spending.
    pub multiple: Range,
    /// As share of GDP under `definition`; absent where the share is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gdp_share: Option<Range>,
    /// Which definition and year of today's spending the share rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// The median is above the share of GDP beyond which no spending replaces the patron.
    pub not_replaceable: bool,
}

/// A cost at the reference and over the corners, against the first challenger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CostOver {
    /// `keep`, `doubt`, `standard`.
    pub goal: String,
    /// For `standard`: the ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f64>,
    /// The challenger.
    pub challenger: Iso3,
    /// Times today's spending.
    pub multiple: Over,
    /// Its median over every combination of measure, basing, decay and weight (the grid of
    /// `costs`).
    pub grid: Spread,
    /// As share of GDP, per definition of today's spending.
    pub gdp_share: Vec<ShareOver>,
    /// At each decay, all else as in the reference.
    pub by_lambda: Vec<AtLambda>,
    /// The multiples at which the tolerance and the limit of replacement lie, by the first
    /// definition of today's spending.
    pub limits: Vec<Limit>,
}

/// A multiple at one decay.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AtLambda {
    /// Decay with distance.
    pub lambda: f64,
    /// Times today's spending.
    pub multiple: Range,
}

/// A share of GDP as a multiple of today's spending.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Limit {
    /// Share of GDP.
    pub gdp_share: f64,
    /// Times today's spending.
    pub multiple: f64,
}

/// A cost as share of GDP under one definition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareOver {
    /// The definition, with its year.
    pub definition: String,
    /// Today's share.
    pub today: f64,
    /// The share that the goal takes, at the reference.
    pub share: Range,
}

/// The contest between challenger and defenders, `C^m / (C^m + T^m)`, at the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contest {
    /// The challenger.
    pub challenger: Iso3,
    /// Odds share of the challenger with support discounted by reliability (an index).
    pub with: Range,
    /// Without the patron.
    pub without: Range,
    /// With the patron as a lottery over who comes.
    pub lottery: Range,
}

/// Own capability over what the standard asks for, at the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SelfSufficiency {
    /// The challenger.
    pub challenger: Iso3,
    /// The standard: own capability over the challenger's in the theatre.
    pub ratio: f64,
    /// 1 = meets the standard alone.
    pub value: Over,
}

/// A conclusion at the reference that another assumption turns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Flip {
    /// The finding it belongs to.
    pub finding: String,
    /// Id of the question that is answered yes or no.
    pub question: String,
    /// The challenger, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenger: Option<Iso3>,
    /// The answer at the reference.
    pub reference: bool,
    /// The assumptions under which it turns, as `KEY=VALUE`.
    pub turned_by: Vec<String>,
}

/// Today's military spending under one definition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Spending {
    /// The state.
    pub state: Iso3,
    /// Year.
    pub year: i16,
    /// `sipri` or `government`.
    pub definition: String,
    /// Share of GDP.
    pub gdp_share: f64,
    /// Current US dollars, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milex_usd: Option<f64>,
    /// Evidence.
    pub tag: Tag,
    /// Source id.
    pub source: String,
    /// What to know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A supplier's share of a state's arms imports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ArmsSupplier {
    /// The supplier.
    pub supplier: Iso3,
    /// Its share of the volume of arms imports.
    pub share: f64,
    /// The years, as `2012-2021`.
    pub years: String,
    /// Source id.
    pub source: String,
}

/// Personnel, which money alone does not raise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Personnel {
    /// Authorised strength, persons.
    pub authorised: f64,
    /// Filled posts, persons.
    pub filled: f64,
    /// Recruits over the number sought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recruitment_share: Option<f64>,
    /// Ids of the inputs.
    pub inputs: Vec<String>,
}

/// Known configurations that a right implementation reproduces.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fixtures {
    /// Settings pooled as if they were draws: NMC, no basing, lambda {.5, 1, 2}, w {.5, 1}, all
    /// reliabilities Beta(2, 2), forces of 2018. Not a headline: settings are not draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pooled: Option<Pooled>,
}

/// The pooled fixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pooled {
    /// The challenger.
    pub challenger: Iso3,
    /// Year of the forces.
    pub year: i16,
    /// Share supplied by the patron.
    pub supplied: Range,
    /// Times today's spending that keeps today's odds.
    pub multiple: Range,
    /// How many draws were pooled.
    pub draws: u32,
}

/// The JSON Schema of [`Findings`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Findings).to_value()
}
