//! Attributes of states of today, by judgement: `cases/today.toml`.

use super::near::Profile;
use super::{Latent, Tie};
use antumbra_core::{Diagnostic, Diagnostics};
use serde::Deserialize;
use std::collections::BTreeMap;

const TEXT: &str = include_str!("../../../../cases/today.toml");

/// An attribute with why it has this value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged<T> {
    value: T,
    reason: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    maritime: Judged<bool>,
    nuclear_rival: Judged<bool>,
    contiguous_enemy: Judged<bool>,
    at_war: Judged<bool>,
    latent: Judged<Latent>,
}

#[derive(Debug, Deserialize)]
struct File {
    author: String,
    #[serde(flatten)]
    states: BTreeMap<String, State>,
}

/// A state's attributes with where each is from.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// What is known; economy and tie are not.
    pub profile: Profile,
    /// Why, by attribute.
    pub reasons: BTreeMap<String, String>,
}

/// The attributes of a state (ISO3); `None` for one that nobody has judged.
///
/// # Errors
/// Should the shipped file not parse (a test keeps it parsing).
pub fn today(iso3: &str) -> Result<Option<Today>, Diagnostics> {
    let file: File = toml::from_str(TEXT)
        .map_err(|e| Diagnostic::error("AN0179", format!("cases/today.toml: {e}")))?;
    let Some(s) = file.states.get(iso3) else { return Ok(None) };
    let reasons = [
        ("maritime", &s.maritime.reason),
        ("nuclear_rival", &s.nuclear_rival.reason),
        ("contiguous_enemy", &s.contiguous_enemy.reason),
        ("at_war", &s.at_war.reason),
        ("latent", &s.latent.reason),
    ];
    let profile = Profile {
        maritime: Some(s.maritime.value),
        economy: None,
        nuclear_rival: Some(s.nuclear_rival.value),
        residual_tie: None,
        contiguous_enemy: Some(s.contiguous_enemy.value),
        at_war: Some(s.at_war.value),
        latent: Some(s.latent.value),
    };
    let told =
        |(k, why): (&str, &String)| (k.to_owned(), format!("judgement of {}: {why}", file.author));
    Ok(Some(Today { profile, reasons: reasons.into_iter().map(told).collect() }))
}

/// The word of a tie.
pub(crate) fn tie(t: Tie) -> &'static str {
    match t {
        Tie::None => "none",
        Tie::Partial => "partial",
        Tie::Treaty => "treaty",
    }
}

/// The word of a latent capacity.
pub(crate) fn latent(l: Latent) -> &'static str {
    match l {
        Latent::Low => "low",
        Latent::Some => "some",
        Latent::High => "high",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_client_is_judged_and_no_one_else() {
        for (code, _, _) in crate::validate::CLIENTS {
            let t = today(code).unwrap().unwrap();
            assert_eq!(t.reasons.len(), 5, "{code}");
            assert!(t.profile.economy.is_none() && t.profile.residual_tie.is_none());
        }
        assert!(today("FRA").unwrap().is_none());
    }
}
