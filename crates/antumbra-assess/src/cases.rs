//! The catalogue of cases: what happened when a protector left, or was doubted.
//!
//! Each case is one file of `cases/`: who protected whom, what changed, what the protected state
//! did, how the next years went, and seven attributes on which cases are compared. [`read::load`]
//! checks a file, [`shipped::catalogue`] holds the files that come with the program,
//! [`near::nearest`] finds the cases most like a given state and puts those that argue against a
//! forecast first, and [`score`] says how well such comparison does on cases held out.
//!
//! The catalogue is small (26 cases), chosen and not drawn, and coded by judgement. It shows what
//! has happened; it estimates nothing. Responses and outcomes are coded for the case as a whole,
//! so that six states that lost one protector at one time count once.
//!
//! ```
//! use antumbra_assess::cases::{near, shipped};
//!
//! let cases = shipped::catalogue().unwrap();
//! let taiwan = cases.iter().find(|c| c.number == Some(17)).unwrap();
//! let forecast = near::Forecast { event: near::Event::Attacked, happens: true };
//! let found = near::nearest(&cases, &taiwan.profile(), &near::Weights::default(), forecast, 3).unwrap();
//! // Attacked? Those that were not come first.
//! assert!(found.is_sorted_by_key(|n| !n.against));
//! assert!(found[0].compared.distance < 0.5);
//! ```

pub mod near;
pub mod read;
pub mod score;
pub mod shipped;
pub mod table;
pub mod today;

use antumbra_core::{SourceId, StateId, Tag, Year};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Years after the first year of a case within which outcomes are compared and scored.
pub const HORIZON_YEARS: u16 = 10;

/// One case, as written in its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// First year, protector and protected state, as in the file's name.
    pub id: String,
    /// Number in the catalogue; none for a control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u8>,
    /// A case to compare with in which no protector was lost; never scored.
    #[serde(default)]
    pub control: bool,
    /// What happened, in a line.
    pub title: String,
    /// The folder that the file is in.
    pub region: String,
    /// What kind of change it was.
    pub kind: Kind,
    /// First year of the event.
    pub start: Year,
    /// Last year of the event.
    pub end: Year,
    /// What changed, in a sentence.
    pub changed: String,
    /// The years after, in a sentence or two.
    pub afterwards: String,
    /// What else it did or had, outside the codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<String>,
    /// ISO3 of states of today to which the authors judge the case closest in structure.
    #[serde(default)]
    pub close_to: Vec<String>,
    /// Where the account is from, as ids of `cases/sources.toml`.
    pub sources: Vec<SourceId>,
    /// Who coded responses and outcomes.
    pub coding: Coding,
    /// Who protected; empty where nobody did.
    #[serde(default)]
    pub patrons: Vec<Party>,
    /// Who was protected.
    pub clients: Vec<Client>,
    /// What the protected state did; empty for a control where nothing is coded.
    #[serde(default)]
    pub response: Vec<Response>,
    /// How it went; empty for a control where nothing is coded.
    #[serde(default)]
    pub outcome: Vec<Outcome>,
    /// On what cases are compared.
    pub attributes: Attributes,
}

/// What kind of change a case is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The protector withdraws or ends the commitment.
    PatronLeaves,
    /// The protector withdraws a part and stays bound.
    PatronReduces,
    /// The protector's word is doubted; the commitment stands.
    PatronDoubts,
    /// The protector cuts arms or aid as a sanction.
    PatronSanctions,
    /// The protector casts the state out, or goes over to its enemy.
    PatronSwitches,
    /// The protector collapses.
    PatronCollapses,
    /// The protected state ends the tie.
    ClientLeaves,
    /// The protected state takes back a part and stays bound.
    ClientLoosens,
    /// The protected state gives up weapons of its own.
    ClientDisarms,
    /// The state gains a protector (controls only).
    ClientEnters,
    /// The state hoped for a protector and had none (controls only).
    NoGuarantee,
}

/// Who stands behind the codes of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// What kind of evidence the codes are.
    pub tag: Tag,
    /// Whose judgement.
    pub author: String,
    /// What a reader should know about them.
    pub note: String,
}

/// A protector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Name at the time.
    pub name: String,
    /// Correlates of War number at the time.
    pub cow: StateId,
    /// ISO 3166 letters of the state of that name (SUN, YUG for those that are gone).
    pub iso3: String,
}

/// A protected state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// Name at the time.
    pub name: String,
    /// Correlates of War number at the time.
    pub cow: StateId,
    /// ISO 3166 letters of the state of that name (YUG for Yugoslavia).
    pub iso3: String,
    /// Disputes suffered in the ten years to the event and the ten after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
    /// Why there are none, where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_missing: Option<String>,
}

/// Dispute onsets suffered: pairs of an originator that began a dispute and this state as its
/// original target. A dispute begun by three states counts three.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Last of the ten years before; the ten years after begin with the next.
    pub year: Year,
    /// In the ten years up to and with `year`.
    pub before: Tally,
    /// In the ten years that follow `year`.
    pub after: Tally,
    /// What kind of evidence the counts are.
    pub tag: Tag,
    /// The data set that was counted.
    pub counts_source: SourceId,
}

/// How many, by the highest level that the dispute reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Of any level.
    pub any: u16,
    /// With use of force or war (hostility level 4 or 5).
    pub force: u16,
    /// War (hostility level 5).
    pub war: u16,
}

/// What the protected state did.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum ResponseCode {
    /// Conventional build-up.
    Arm,
    /// Nuclear activity: exploring, pursuing or acquiring weapons.
    Nuc,
    /// A new protector or pact.
    Ally,
    /// Accommodation or neutrality.
    Acc,
    /// Nothing.
    None,
}

/// A coded response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// Which.
    pub code: ResponseCode,
    /// What it was.
    pub line: String,
    /// Nuclear weapons were acquired, before the event or after (with `NUC` only).
    #[serde(default)]
    pub acquired: bool,
}

/// How it went.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum OutcomeCode {
    /// Secure.
    Sec,
    /// Coerced.
    Coe,
    /// Attacked.
    Att,
    /// Defeated or occupied, wholly or in a large part.
    Lost,
    /// The regime fell.
    Reg,
}

/// A coded outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Which.
    pub code: OutcomeCode,
    /// Years from the first year of the event; 10 where the account gives no year within ten.
    pub within_years: u16,
    /// What it was.
    pub line: String,
    /// Of which protected state, where not of all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<StateId>,
}

/// A coded or computed attribute: a value with where it came from, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coded<T> {
    /// The value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<T>,
    /// Why there is none, where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// What kind of evidence it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Tag>,
    /// Whose judgement, for a judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where the figures are from, for what is computed.
    #[serde(default)]
    pub sources: Vec<SourceId>,
    /// Why this value, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What of the protector's commitment was left.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// Nothing.
    None,
    /// Arms, assurances, consultation, or a suspended or indirect guarantee.
    Partial,
    /// A treaty of defence in force.
    Treaty,
}

/// How near to nuclear weapons of its own the state was at the event.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Latent {
    /// No programme, or a small one.
    Low,
    /// A civil programme of some size.
    Some,
    /// Weapons, a weapons programme, or the industry for one.
    High,
}

/// The seven attributes on which cases are compared, as they stood at the event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attributes {
    /// An island, or a state that can be reached only by sea for practical purposes.
    pub maritime: Coded<bool>,
    /// Wealth: GDP over the protector's GDP in the first year, of the largest protected state.
    pub economy: Coded<f64>,
    /// Its main rival has nuclear weapons of its own; those of a power behind the rival do not
    /// count.
    pub nuclear_rival: Coded<bool>,
    /// What the protector left.
    pub residual_tie: Coded<Tie>,
    /// An enemy on its land border, or inside it.
    pub contiguous_enemy: Coded<bool>,
    /// At war, or facing an enemy mobilised against it, at the time.
    pub at_war: Coded<bool>,
    /// Its own latent nuclear capacity.
    pub latent: Coded<Latent>,
}

impl Case {
    /// Is there an outcome of this code within the horizon?
    pub fn came(&self, code: OutcomeCode) -> bool {
        self.outcome.iter().any(|o| o.code == code && o.within_years <= HORIZON_YEARS)
    }

    /// Did the state respond in this way?
    pub fn responded(&self, code: ResponseCode) -> bool {
        self.response.iter().any(|r| r.code == code)
    }

    /// The attributes as plain values, for comparison.
    pub fn profile(&self) -> near::Profile {
        let a = &self.attributes;
        near::Profile {
            maritime: a.maritime.value,
            economy: a.economy.value,
            nuclear_rival: a.nuclear_rival.value,
            residual_tie: a.residual_tie.value,
            contiguous_enemy: a.contiguous_enemy.value,
            at_war: a.at_war.value,
            latent: a.latent.value,
        }
    }
}

/// The JSON Schema of a case file.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Case).to_value()
}
