//! Who went this way before: the catalogue held against a state of today.

use crate::cases::near::{Attribute, Event, Forecast, Profile, Weights, nearest};
use crate::cases::today::{latent, tie, today};
use crate::cases::{Case, HORIZON_YEARS, Latent, Tie, score, shipped};
use crate::validate::{event, held_out};
use antumbra_core::{Diagnostic, Diagnostics, Origin, Year, did_you_mean};
use antumbra_record::analogues::{Analogue, Analogues, EventRate, ProfileValue, SCHEMA};
use antumbra_world::{Variable, World};
use std::collections::BTreeMap;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The state: ISO3, number or name.
    pub client: String,
    /// Its protector.
    pub patron: String,
    /// The year whose economies are compared.
    pub year: i16,
    /// Weights, as `maritime=2`.
    pub weights: Vec<String>,
    /// Attributes that replace or complete what is known of the state, as `residual_tie=none`.
    pub attributes: Vec<String>,
    /// The forecast, as `attacked` or `not-attacked`.
    pub forecast: String,
    /// How many cases.
    pub count: usize,
}

impl Wanted {
    /// The question of an answer: the nearest five, held against "it is not attacked".
    pub fn of(client: &str, patron: &str, year: i16) -> Self {
        Wanted {
            client: client.into(),
            patron: patron.into(),
            year,
            weights: Vec::new(),
            attributes: Vec::new(),
            forecast: "not-attacked".into(),
            count: 5,
        }
    }
}

/// How many cases a held-out forecast rests on.
const NEAREST: usize = 3;

/// The word of an attribute, as weights and attributes are given.
fn word(a: Attribute) -> &'static str {
    match a {
        Attribute::Maritime => "maritime",
        Attribute::Economy => "economy",
        Attribute::NuclearRival => "nuclear_rival",
        Attribute::ResidualTie => "residual_tie",
        Attribute::ContiguousEnemy => "contiguous_enemy",
        Attribute::AtWar => "at_war",
        Attribute::Latent => "latent",
    }
}

fn attribute(text: &str, argument: &str) -> Result<Attribute, Diagnostics> {
    let known = || Attribute::ALL.into_iter().map(word);
    Attribute::ALL.into_iter().find(|a| word(*a) == text).ok_or_else(|| {
        let all: Vec<&str> = known().collect();
        let near = did_you_mean(text, known()).map(|n| format!("did you mean `{n}`? "));
        Diagnostic::error("AN0182", format!("cases are not compared on `{text}`"))
            .at(Origin::Argument(argument.to_owned()), 0..text.len())
            .help(format!("{}possible: {}", near.unwrap_or_default(), all.join(", ")))
            .into()
    })
}

fn pair(argument: &str) -> Result<(Attribute, &str), Diagnostics> {
    let (key, value) = argument.split_once('=').ok_or_else(|| {
        Diagnostics::from(
            Diagnostic::error("AN0182", "this has no `=`")
                .at(Origin::Argument(argument.to_owned()), 0..argument.len())
                .help("write KEY=VALUE, as maritime=2"),
        )
    })?;
    Ok((attribute(key.trim(), argument)?, value.trim()))
}

fn wrong(argument: &str, value: &str, help: &str) -> Diagnostics {
    let from = argument.len() - value.len();
    Diagnostic::error("AN0182", format!("`{value}` cannot be used"))
        .at(Origin::Argument(argument.to_owned()), from..argument.len())
        .help(help)
        .into()
}

fn weights(given: &[String]) -> Result<Weights, Diagnostics> {
    let mut out = Weights::default();
    for argument in given {
        let (a, text) = pair(argument)?;
        let value: f64 = text
            .parse()
            .map_err(|_| wrong(argument, text, "a weight is a number of at least 0"))?;
        let place = match a {
            Attribute::Maritime => &mut out.maritime,
            Attribute::Economy => &mut out.economy,
            Attribute::NuclearRival => &mut out.nuclear_rival,
            Attribute::ResidualTie => &mut out.residual_tie,
            Attribute::ContiguousEnemy => &mut out.contiguous_enemy,
            Attribute::AtWar => &mut out.at_war,
            Attribute::Latent => &mut out.latent,
        };
        *place = value;
    }
    out.check()?;
    Ok(out)
}

/// Replaces attributes of a profile, and tells which.
fn replace(profile: &mut Profile, given: &[String]) -> Result<Vec<Attribute>, Diagnostics> {
    let mut out = Vec::new();
    for argument in given {
        let (a, text) = pair(argument)?;
        let yes_no = || match text {
            "yes" | "true" => Ok(Some(true)),
            "no" | "false" => Ok(Some(false)),
            _ => Err(wrong(argument, text, "yes or no")),
        };
        match a {
            Attribute::Maritime => profile.maritime = yes_no()?,
            Attribute::NuclearRival => profile.nuclear_rival = yes_no()?,
            Attribute::ContiguousEnemy => profile.contiguous_enemy = yes_no()?,
            Attribute::AtWar => profile.at_war = yes_no()?,
            Attribute::Economy => {
                let ratio = text.parse().ok().filter(|v: &f64| v.is_finite() && *v > 0.0);
                let help = "its GDP over the protector's, above 0, as 0.15";
                profile.economy = Some(ratio.ok_or_else(|| wrong(argument, text, help))?);
            }
            Attribute::ResidualTie => {
                let known = [Tie::None, Tie::Partial, Tie::Treaty];
                let found = known.into_iter().find(|t| tie(*t) == text);
                profile.residual_tie =
                    Some(found.ok_or_else(|| wrong(argument, text, "none, partial or treaty"))?);
            }
            Attribute::Latent => {
                let known = [Latent::Low, Latent::Some, Latent::High];
                let found = known.into_iter().find(|l| latent(*l) == text);
                profile.latent =
                    Some(found.ok_or_else(|| wrong(argument, text, "low, some or high"))?);
            }
        }
        out.push(a);
    }
    Ok(out)
}

fn shown(p: &Profile, a: Attribute) -> Option<String> {
    let yes_no = |v: Option<bool>| v.map(|v| if v { "yes" } else { "no" }.to_owned());
    match a {
        Attribute::Maritime => yes_no(p.maritime),
        Attribute::Economy => p.economy.map(|e| format!("{e:.3}")),
        Attribute::NuclearRival => yes_no(p.nuclear_rival),
        Attribute::ResidualTie => p.residual_tie.map(|t| tie(t).to_owned()),
        Attribute::ContiguousEnemy => yes_no(p.contiguous_enemy),
        Attribute::AtWar => yes_no(p.at_war),
        Attribute::Latent => p.latent.map(|l| latent(l).to_owned()),
    }
}

fn forecast(text: &str) -> Result<Forecast, Diagnostics> {
    let (happens, name) = match text.strip_prefix("not-") {
        Some(rest) => (false, rest),
        None => (true, text),
    };
    let found = Event::ALL.into_iter().find(|e| event(*e) == name);
    found.map(|event| Forecast { event, happens }).ok_or_else(|| {
        Diagnostic::error("AN0183", format!("nothing is forecast as `{text}`"))
            .help("possible: attacked, lost, secure, nuclear, each also with not- before it")
            .into()
    })
}

/// The nearest cases to a state, those that argue against the forecast first.
///
/// # Errors
/// States that do not exist, a weight, an attribute or a forecast that cannot be used, a state of
/// which nothing is known that could be compared.
pub fn analogues(world: &World, wanted: &Wanted) -> Result<Analogues, Diagnostics> {
    let state = |text: &str| {
        world
            .states()
            .find(text, Year(wanted.year))
            .map_err(|e| Diagnostics::from(Diagnostic::error("AN0160", e.to_string())))
    };
    let (client, patron) = (state(&wanted.client)?, state(&wanted.patron)?);
    if client.id == patron.id {
        return Err(Diagnostic::error("AN0160", "a state is not its own protector").into());
    }
    let iso3 = |s: &antumbra_core::StateRecord| {
        s.iso3.map_or_else(|| s.id.cow_code().to_string(), |i| i.to_string())
    };
    let judged = today(&iso3(client))?;
    let (mut profile, reasons) = judged.map_or_else(Default::default, |t| (t.profile, t.reasons));
    let gdp = |s| world.latest(Variable::GdpUsd, s, Year(wanted.year)).value().map(|f| f.value);
    if let (Some(a), Some(b)) = (gdp(client.id), gdp(patron.id)) {
        profile.economy = Some(a / b);
    }
    let given = replace(&mut profile, &wanted.attributes)?;
    let weights = weights(&wanted.weights)?;
    let forecast = forecast(&wanted.forecast)?;
    let cases = shipped::catalogue()?;
    let found = nearest(&cases, &profile, &weights, forecast, wanted.count)?;
    if found.is_empty() {
        return Err(Diagnostic::error(
            "AN0181",
            format!("nothing that could be compared is known of {}", client.name),
        )
        .help("give attributes, as --attribute maritime=yes --attribute at_war=no")
        .into());
    }
    let from = |a: Attribute| {
        if given.contains(&a) {
            "given".to_owned()
        } else if let Some(why) = reasons.get(word(a)) {
            why.clone()
        } else if a == Attribute::Economy && profile.economy.is_some() {
            format!("computed: GDP over the protector's, newest to {}", wanted.year)
        } else {
            "unknown".to_owned()
        }
    };
    let value = |a: Attribute| ProfileValue { value: shown(&profile, a), from: from(a) };
    let happened = |c: &Case| forecast.event.happened(c);
    Ok(Analogues {
        schema: SCHEMA.into(),
        client: iso3(client),
        patron: iso3(patron),
        name: client.name.clone(),
        profile: Attribute::ALL.into_iter().map(|a| (word(a).to_owned(), value(a))).collect(),
        weights: BTreeMap::from(Attribute::ALL.map(|a| (word(a).to_owned(), weights.of(a)))),
        forecast: event(forecast.event).into(),
        happens: forecast.happens,
        horizon: HORIZON_YEARS,
        cases: found
            .iter()
            .map(|n| Analogue {
                id: format!("{}/{}", n.case.region, n.case.id),
                title: n.case.title.clone(),
                years: (n.case.start.0, n.case.end.0),
                control: n.case.control,
                distance: n.compared.distance,
                on: n.compared.on.iter().map(|a| word(*a).to_owned()).collect(),
                against: n.against,
                happened: happened(n.case),
                response: n.case.response.iter().map(|r| code(&r.code)).collect(),
                outcome: n.case.outcome.iter().map(|o| (code(&o.code), o.within_years)).collect(),
                afterwards: n.case.afterwards.clone(),
                sources: n.case.sources.iter().map(ToString::to_string).collect(),
            })
            .collect(),
        base_rates: score::base_rates(&cases)
            .into_iter()
            .map(|r| EventRate { event: event(r.event).into(), happened: r.happened, of: r.of })
            .collect(),
        held_out: held_out(&score::held_out(&cases, &weights, NEAREST)?),
    })
}

/// The code as files write it.
fn code(c: &impl std::fmt::Debug) -> String {
    format!("{c:?}").to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(wanted: &Wanted) -> Result<Analogues, Diagnostics> {
        analogues(World::embedded().unwrap(), wanted)
    }

    #[test]
    fn those_against_the_forecast_come_first_and_weights_move_them() {
        let japan = Wanted::of("JPN", "USA", 2024);
        let a = of(&japan).unwrap();
        assert!(a.cases.is_sorted_by_key(|c| !c.against) && a.cases.len() >= 5);
        assert!(a.cases.iter().filter(|c| c.against).all(|c| c.happened == Some(true)));
        assert_eq!(a.base_rates.len(), 4);
        assert!(a.profile["economy"].value.is_some() && a.profile["residual_tie"].value.is_none());
        let sea = Wanted {
            weights: ["maritime=10", "economy=0"].map(str::to_owned).to_vec(),
            ..japan.clone()
        };
        let b = of(&sea).unwrap();
        let order = |a: &Analogues| a.cases.iter().map(|c| c.id.clone()).collect::<Vec<_>>();
        assert_ne!(order(&a), order(&b));
        assert_eq!(b.weights["maritime"], 10.0);
        let left = Wanted { attributes: vec!["residual_tie=treaty".into()], ..japan };
        let c = of(&left).unwrap();
        assert_eq!(c.profile["residual_tie"].from, "given");
        assert_ne!(a.cases[0].distance, c.cases[0].distance);
    }

    #[test]
    fn the_codes_are_those_of_the_files() {
        for c in shipped::catalogue().unwrap() {
            for r in &c.response {
                assert_eq!(serde_json::json!(r.code), code(&r.code));
            }
            for o in &c.outcome {
                assert_eq!(serde_json::json!(o.code), code(&o.code));
            }
        }
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_a_hint() {
        let japan = Wanted::of("JPN", "USA", 2024);
        for (wanted, says) in [
            (Wanted { weights: vec!["maritme=2".into()], ..japan.clone() }, "maritime"),
            (Wanted { weights: vec!["maritime".into()], ..japan.clone() }, "KEY=VALUE"),
            (Wanted { weights: vec!["maritime=x".into()], ..japan.clone() }, "at least 0"),
            (Wanted { weights: vec!["maritime=-1".into()], ..japan.clone() }, "at least 0"),
            (Wanted { attributes: vec!["at_war=maybe".into()], ..japan.clone() }, "yes or no"),
            (Wanted { attributes: vec!["economy=-1".into()], ..japan.clone() }, "above 0"),
            (Wanted { forecast: "doomed".into(), ..japan.clone() }, "attacked"),
            (Wanted { client: "Atlantis".into(), ..japan.clone() }, "Atlantis"),
            (Wanted { client: "USA".into(), ..japan.clone() }, "own protector"),
        ] {
            let e = format!("{:?}", of(&wanted).unwrap_err());
            assert!(e.contains(says), "{says}: {e}");
        }
        // Nobody has judged France; its economy alone is compared.
        let france = of(&Wanted::of("FRA", "USA", 2024)).unwrap();
        assert!(france.cases.iter().all(|c| c.on == ["economy"]));
    }
}
