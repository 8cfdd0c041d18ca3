//! Settings: the assumptions that no data settle. They are shown, never averaged.

use crate::evidence::Tag;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How capability is measured. All are shown side by side, always.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Military spending and personnel of the National Material Capabilities data, as in the fits.
    Nmc,
    /// Military spending alone (SIPRI where it may be shown, else NMC).
    Spending,
    /// Net resources: GDP times GDP per head (Beckley 2018). No lever of spending enters it.
    #[serde(alias = "net")]
    NetResources,
}

/// The rate at which money is compared between states.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeRate {
    /// Market exchange rates.
    Market,
    /// Purchasing-power parity of the whole economy: cheaper soldiers, and an upper bound for
    /// cheaper missiles.
    Ppp,
}

/// What of an ally's force is already in the theatre and escapes the loss of strength by distance.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Basing {
    /// Nothing: all force comes from home (as in the estimation sample).
    None,
    /// The share of the ally's personnel stationed in the client or within 1,500 km of it.
    Presence,
    /// What operates from the client's bases within 60 days, given its consent (a draw).
    Surge,
}

/// Whether other allies follow the patron out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Follow {
    /// All others stay.
    None,
    /// Half of their support goes.
    Half,
    /// All others go too.
    All,
}

impl Follow {
    /// The share of other allies' support that leaves with the patron.
    pub fn share(self) -> f64 {
        match self {
            Follow::None => 0.0,
            Follow::Half => 0.5,
            Follow::All => 1.0,
        }
    }
}

/// On which scale the hazard of war is read. Never one scale for one war and another for another.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum HazardScale {
    /// Base rates of the record, with their counts.
    Historical,
    /// Expert judgement, for the client and for Taiwan alike.
    Expert,
}

/// One choice of every setting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Decay of strength with distance: `(1 + D / 500 km)^-lambda`.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 4.0))]
    pub lambda: f64,
    /// Weight of money against personnel in capability.
    #[serde(default = "one")]
    #[schemars(range(min = 0.05, max = 1.0))]
    pub w: f64,
    /// Measure of power.
    #[serde(default = "spending")]
    pub measure: Measure,
    /// Rate at which spending is compared.
    #[serde(default = "market")]
    pub exchange_rate: ExchangeRate,
    /// Basing.
    #[serde(default = "presence")]
    pub basing: Basing,
    /// Share of the umbrella's effect on war that is nuclear.
    #[serde(default = "half")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub psi: f64,
    /// Selection sensitivity factor: multiplies the logarithm of a risk ratio.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 5.0))]
    pub kappa: f64,
    /// Scale of the hazard of war.
    #[serde(default = "historical")]
    pub hazard: HazardScale,
    /// Whether other allies follow the patron out.
    #[serde(default = "stay")]
    pub follow: Follow,
    /// Share of own capability that is lost with the patron (warning, targeting, software, spares).
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 0.9))]
    pub epsilon: f64,
}

fn one() -> f64 {
    1.0
}
fn half() -> f64 {
    0.5
}
fn spending() -> Measure {
    Measure::Spending
}
fn market() -> ExchangeRate {
    ExchangeRate::Market
}
fn presence() -> Basing {
    Basing::Presence
}
fn historical() -> HazardScale {
    HazardScale::Historical
}
fn stay() -> Follow {
    Follow::None
}

impl Default for Setting {
    /// The reference setting.
    fn default() -> Self {
        Setting {
            lambda: 1.0,
            w: 1.0,
            measure: Measure::Spending,
            exchange_rate: ExchangeRate::Market,
            basing: Basing::Presence,
            psi: 0.5,
            kappa: 1.0,
            hazard: HazardScale::Historical,
            follow: Follow::None,
            epsilon: 0.0,
        }
    }
}

/// One setting moved away from the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Corner {
    /// The key that was moved, `reference` for the reference itself.
    pub key: String,
    /// Its value, as a person would write it after `--set KEY=`.
    pub value: String,
    /// All settings at this corner.
    pub setting: Setting,
}

impl fmt::Display for Corner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.key == "reference" {
            f.write_str("reference")
        } else {
            write!(f, "{}={}", self.key, self.value)
        }
    }
}

impl Setting {
    /// The corners around this setting: one setting moved at a time over the values of the grid.
    /// The reference comes first. Each value of the grid other than the reference's own gives one.
    pub fn corners(&self) -> Vec<Corner> {
        let mut out =
            vec![Corner { key: "reference".into(), value: String::new(), setting: *self }];
        let mut add = |key: &str, value: String, setting: Setting| {
            if setting != *self {
                out.push(Corner { key: key.into(), value, setting });
            }
        };
        for lambda in [0.0, 0.5, 1.0, 2.0] {
            add("lambda", lambda.to_string(), Setting { lambda, ..*self });
        }
        for w in [0.5, 1.0] {
            add("w", w.to_string(), Setting { w, ..*self });
        }
        for (measure, name) in [
            (Measure::Nmc, "nmc"),
            (Measure::Spending, "spending"),
            (Measure::NetResources, "net_resources"),
        ] {
            add("measure", name.into(), Setting { measure, ..*self });
        }
        for (exchange_rate, name) in [(ExchangeRate::Market, "market"), (ExchangeRate::Ppp, "ppp")]
        {
            add("exchange_rate", name.into(), Setting { exchange_rate, ..*self });
        }
        for (basing, name) in
            [(Basing::None, "none"), (Basing::Presence, "presence"), (Basing::Surge, "surge")]
        {
            add("basing", name.into(), Setting { basing, ..*self });
        }
        for (follow, name) in [(Follow::None, "none"), (Follow::Half, "half"), (Follow::All, "all")]
        {
            add("follow", name.into(), Setting { follow, ..*self });
        }
        for epsilon in [0.0, 0.15, 0.3] {
            add("epsilon", epsilon.to_string(), Setting { epsilon, ..*self });
        }
        out
    }
}

/// What a person states about an input: where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Provenance {
    /// Kind of evidence.
    pub tag: Tag,
    /// Ids of sources.
    #[serde(default)]
    pub sources: Vec<crate::SourceId>,
    /// Whose judgement it is, for judgements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// What to know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_move_one_setting_at_a_time() {
        let reference = Setting::default();
        let corners = reference.corners();
        assert_eq!(corners[0].key, "reference");
        // 3 lambda + 1 w + 2 measures + 1 rate + 2 basing + 2 follow + 2 epsilon, and the reference.
        assert_eq!(corners.len(), 14);
        for c in &corners[1..] {
            let a = serde_json::to_value(reference).unwrap();
            let b = serde_json::to_value(c.setting).unwrap();
            let moved: Vec<_> = a
                .as_object()
                .unwrap()
                .iter()
                .filter(|(k, v)| b[k.as_str()] != **v)
                .map(|(k, _)| k.clone())
                .collect();
            assert_eq!(moved.join(","), c.key);
        }
    }
}
