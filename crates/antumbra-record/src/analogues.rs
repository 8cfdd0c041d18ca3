//! Who went this way before: the cases most like a state, and how far such likeness can be trusted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The number of the schema.
pub const SCHEMA: &str = "antumbra.analogues/1";

/// Cases near to a state, those against the forecast first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Analogues {
    /// `antumbra.analogues/1`.
    pub schema: String,
    /// The state that is compared (ISO3).
    pub client: String,
    /// Its protector (ISO3).
    pub patron: String,
    /// Its name.
    pub name: String,
    /// The attributes that it is compared on, in words, and where each is from.
    pub profile: BTreeMap<String, ProfileValue>,
    /// How much each attribute counts.
    pub weights: BTreeMap<String, f64>,
    /// What is forecast, that the cases are held against: `attacked`, `lost`, `secure`, `nuclear`.
    pub forecast: String,
    /// The forecast says that it happens.
    pub happens: bool,
    /// Years after the event that outcomes are taken over.
    pub horizon: u16,
    /// The cases, those that argue against the forecast first, each part by distance.
    pub cases: Vec<Analogue>,
    /// How often each event happened in the whole catalogue.
    pub base_rates: Vec<EventRate>,
    /// How well likeness predicts cases held out.
    pub held_out: Vec<HeldOutScore>,
}

/// An attribute of the state that is compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProfileValue {
    /// The value; none when it is not known, and then nothing is compared on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Where it is from: `computed`, `given`, `unknown`, or the judgement's author.
    pub from: String,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Analogue {
    /// The case's file.
    pub id: String,
    /// What happened, in a line.
    pub title: String,
    /// First and last year.
    pub years: (i16, i16),
    /// It was no loss of a protector: a case to compare with.
    pub control: bool,
    /// 0 alike on all that was compared, 1 as unlike as can be.
    pub distance: f64,
    /// What was compared.
    pub on: Vec<String>,
    /// It argues against the forecast.
    pub against: bool,
    /// The event that is forecast happened here; none where the case does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happened: Option<bool>,
    /// What the state did: `ARM`, `NUC`, `ALLY`, `ACC`, `NONE`.
    pub response: Vec<String>,
    /// How it went: `SEC`, `COE`, `ATT`, `LOST`, `REG`, with years from the first year.
    pub outcome: Vec<(String, u16)>,
    /// The years after, in a sentence or two.
    pub afterwards: String,
    /// Ids of the case's sources.
    pub sources: Vec<String>,
}

/// How often an event happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventRate {
    /// Which.
    pub event: String,
    /// In how many cases.
    pub happened: usize,
    /// Of how many that tell.
    pub of: usize,
}

/// How well likeness predicts an event in cases held out, beside saying that nothing happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HeldOutScore {
    /// Which event.
    pub event: String,
    /// Cases.
    pub of: usize,
    /// In how many it happened.
    pub happened: usize,
    /// Brier score and hits of the nearest cases of other states.
    pub nearest: (f64, f64),
    /// Of "nothing happens".
    pub nothing_happens: (f64, f64),
    /// Of the share among all other cases.
    pub base_rate: (f64, f64),
}

/// The JSON Schema of [`Analogues`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Analogues).to_value()
}
