//! The world that is part of the program: known facts, coverage, completeness.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

use antumbra_core::{Dyad, Iso3, Measured, Missing, StateId, Tag, Year};
use antumbra_world::{Series, Variable, World};

const USA: StateId = StateId::cow(2);
const RUSSIA: StateId = StateId::cow(365);
const CHINA: StateId = StateId::cow(710);
const TAIWAN: StateId = StateId::cow(713);
const NORTH_KOREA: StateId = StateId::cow(731);
const JAPAN: StateId = StateId::cow(740);
const Y2022: Year = Year(2022);

fn world() -> &'static World {
    World::embedded().unwrap()
}

fn value(v: Variable, s: StateId, y: i16) -> f64 {
    let f = world().figure(v, s, Year(y));
    f.value().unwrap_or_else(|| panic!("{v} of {s} in {y}: {f:?}")).value
}

fn latest(v: Variable, s: StateId) -> f64 {
    world().latest(v, s, Year(2026)).value().unwrap().value
}

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

/// Values of the README of the public data.
#[test]
fn known_facts() {
    near(value(Variable::Cinc, JAPAN, 2022), 0.0247, 0.00005);
    near(value(Variable::Cinc, CHINA, 2022), 0.2341, 0.00005);
    near(value(Variable::Cinc, USA, 2022), 0.1236, 0.00005);
    near(value(Variable::Cinc, RUSSIA, 2022), 0.0382, 0.00005);
    near(value(Variable::MilexGdpShare, JAPAN, 2024), 0.0137, 0.00005);
    near(value(Variable::MilexGdpShare, TAIWAN, 2024), 0.0210, 0.00005);
    near(value(Variable::MilexGdpShare, JAPAN, 2025), 0.014, 1e-12);
    near(value(Variable::MilexGdpShareGovernment, JAPAN, 2025), 0.02, 1e-12);
    let troops = world().stationed(USA, JAPAN, Year(2025));
    assert_eq!(troops.value().unwrap().value, 53490.0);
    let arms = world().arms_suppliers(JAPAN).ok().unwrap();
    assert_eq!(arms[0].0, USA);
    near(arms[0].1.value, 0.954, 0.0005);
}

/// Japan's part of Japan and China alone in 2022: by CINC, by money, by wealth.
#[test]
fn japan_and_china_by_three_measures() {
    let part = |x: fn(StateId) -> f64| x(JAPAN) / (x(JAPAN) + x(CHINA));
    near(part(|s| value(Variable::Cinc, s, 2022)), 0.095, 0.0006);
    near(part(|s| value(Variable::MilexSipriUsd, s, 2022)), 0.13, 0.0055);
    let net = |s| {
        let gdp = value(Variable::GdpUsd, s, 2022);
        gdp * (gdp / value(Variable::Population, s, 2022))
    };
    near(part(net), 0.39, 0.005);
}

#[test]
fn obligations_have_a_direction_and_a_date() {
    let w = world();
    let holds = |from, to, y| !w.owes_defence(Dyad { from, to }, Year(y)).is_empty();
    let cow = StateId::cow;
    assert!(holds(USA, JAPAN, 2018) && holds(USA, JAPAN, 2026) && holds(USA, JAPAN, 1952));
    assert!(!holds(JAPAN, USA, 2018) && !holds(JAPAN, USA, 2026));
    assert!(!holds(USA, TAIWAN, 2018) && !holds(USA, cow(369), 2026));
    assert!(!holds(USA, cow(670), 2026), "the United States owe Saudi Arabia no defence");
    assert!(holds(USA, cow(732), 2018) && holds(cow(732), USA, 2018));
    assert!(holds(CHINA, NORTH_KOREA, 2018));
    assert!(!holds(RUSSIA, NORTH_KOREA, 2023) && holds(RUSSIA, NORTH_KOREA, 2024));
    assert!(!holds(USA, cow(375), 2022) && holds(USA, cow(375), 2023), "Finland");
    assert!(!holds(USA, cow(380), 2023) && holds(cow(375), cow(380), 2024), "Sweden");
    assert!(!holds(USA, cow(343), 2019) && holds(USA, cow(343), 2020), "North Macedonia");
    assert!(holds(cow(770), cow(670), 2025) && !holds(cow(770), cow(670), 2024));
    assert!(holds(cow(200), cow(205), 2019) && !holds(cow(200), cow(205), 2021), "UK, Ireland");
    let nato = w.owes_defence(Dyad { from: USA, to: cow(255) }, Year(2026));
    assert_eq!(nato.len(), 1);
    assert_eq!(nato[0].name, "North Atlantic Treaty (1949)");
    assert!(nato[0].note.as_deref().unwrap().contains("carried on"));
    assert_eq!(w.defenders(JAPAN, Year(2026)).len(), 1);
    assert_eq!(w.clients(USA, Year(2018)).len(), 66);
}

#[test]
fn a_year_past_coverage_is_missing_never_zero() {
    let w = world();
    for v in Variable::ALL {
        let Some((_, last)) = w.coverage(v) else { continue };
        for s in [USA, JAPAN, NORTH_KOREA] {
            let past = Year(last.0 + 1);
            match w.figure(v, s, past) {
                Measured::Missing(Missing::NotCovered { last: l }) => assert_eq!(l, Some(last)),
                // Single figures published after the data set.
                Measured::Value(f) => assert_eq!((f.year, f.tag), (past, Tag::Published), "{v}"),
                other => panic!("{v} of {s} in {past}: {other:?}"),
            }
            assert!(!w.figure(v, s, Year(last.0 + 2)).is_value());
        }
    }
    let last = w.coverage(Series::Stationed).unwrap().1;
    assert!(!w.stationed(USA, JAPAN, Year(last.0 + 1)).is_value());
    assert_eq!(
        w.stationed(JAPAN, USA, Y2022),
        Measured::Missing(Missing::NotCovered { last: None })
    );
    assert!(w.coverage(Series::Treaties).unwrap().1 == Year(2018));
}

#[test]
fn north_korea_is_not_given_a_regressions_figure() {
    let w = world();
    for y in [2018, 2022] {
        let m = w.figure(Variable::MilexNmcUsd, NORTH_KOREA, Year(y)).ok().unwrap_err();
        assert!(m.to_string().contains("more than Japan's"), "{m}");
        assert!(!w.spending_usd(NORTH_KOREA, Year(y)).is_value());
    }
    let s = w.latest_spending_usd(NORTH_KOREA, Year(2026)).ok().unwrap();
    assert_eq!(s.variable, Variable::MilexEstimateUsd);
    assert_eq!((s.figure.year, s.figure.tag), (Year(2019), Tag::Published));
    assert!(s.figure.value < 0.1 * value(Variable::MilexSipriUsd, JAPAN, 2018));
}

#[test]
fn every_state_of_today_has_what_it_has() {
    let w = world();
    let today: Vec<StateId> = w.members(Y2022).collect();
    assert_eq!(today.len(), 195);
    assert!(w.without(Variable::Cinc, Y2022).is_empty());
    assert!(w.without(Variable::Population, Y2022).is_empty());
    assert_eq!(w.without(Variable::MilperNmc, Y2022).len(), 5);
    let none: Vec<StateId> = today
        .iter()
        .copied()
        .filter(|s| !w.latest_spending_usd(*s, Year(2026)).is_value())
        .collect();
    // States without forces, or with figures older than 2010.
    assert!(none.len() <= 12, "{:?}", none.iter().map(|s| w.states().name(*s)).collect::<Vec<_>>());
    for s in &today {
        let record = w.states().get(*s, Y2022).unwrap();
        assert!(record.iso3.is_some() && record.gw.is_some(), "{}", record.name);
        assert!(latest(Variable::Population, *s) > 5e3, "{}", record.name);
        for t in &today {
            assert_eq!(w.distance_km(*s, *t, Y2022).is_value(), s != t);
        }
    }
}

#[test]
fn sipri_is_shipped_for_some_and_the_rest_is_explicit() {
    let w = world();
    let shipped = w
        .members(Y2022)
        .filter(|s| w.figure(Variable::MilexSipriUsd, *s, Y2022).is_value())
        .count();
    assert!((40..=60).contains(&shipped), "{shipped}");
    let fiji = StateId::cow(950);
    let m = w.figure(Variable::MilexSipriUsd, fiji, Y2022).ok().unwrap_err();
    assert!(matches!(m, Missing::NotShipped { .. }), "{m}");
    let s = w.spending_usd(fiji, Y2022).ok().unwrap();
    assert_eq!(s.variable, Variable::MilexNmcUsd);
}

#[test]
fn taiwan_and_the_price_level() {
    let w = world();
    let gdp = w.figure(Variable::GdpUsd, TAIWAN, Y2022).ok().unwrap();
    assert_eq!(gdp.tag, Tag::Computed);
    // Taiwan's statistical office gives 761 billion dollars.
    near(gdp.value, 761e9, 25e9);
    assert_eq!(value(Variable::PppFactor, USA, 2021), 1.0);
    let china = latest(Variable::PppFactor, CHINA);
    assert!((1.2..2.2).contains(&china), "{china}");
}

#[test]
fn two_notions_of_an_arsenal() {
    let w = world();
    let a = w.arsenal(USA, Year(2026)).ok().unwrap();
    assert_eq!(a.inventory.value().unwrap().value, 5177.0);
    assert_eq!(a.stockpile.value().unwrap().value, 3708.0);
    let armed: Vec<String> = w
        .members(Year(2026))
        .filter(|s| w.is_armed(*s, Year(2026)))
        .map(|s| w.states().get(s, Year(2026)).unwrap().iso3.unwrap().to_string())
        .collect();
    assert_eq!(armed, ["USA", "GBR", "FRA", "RUS", "ISR", "CHN", "PRK", "IND", "PAK"]);
}

/// The pairs that the shipped assessments lean on.
#[test]
fn nuclear_cover_is_stated_with_its_date_and_source() {
    let w = world();
    let level = |p, c, y| w.cover(StateId::cow(p), StateId::cow(c), Year(y)).level;
    assert_eq!(level(2, 740, 2026), 4);
    assert!(level(2, 740, 2009) < 4, "the dialogue of 2010 is still to come");
    assert_eq!(level(2, 255, 2026), 5);
    assert_eq!(level(365, 370, 2026), 5, "weapons in Belarus since 2023");
    assert!(level(365, 370, 2022) < 5);
    assert!(level(2, 369, 2026) <= 1, "no pact with Ukraine");
    assert_eq!(level(710, 740, 2026), 0);
    // What no row states follows from the pact.
    let c = w.cover(USA, StateId::cow(20), Year(2026));
    assert!(c.level >= 2 && c.source.is_some());
    for (challenger, provider) in [(CHINA, USA), (RUSSIA, USA), (NORTH_KOREA, USA)] {
        assert!(w.can_strike(challenger, provider, Year(2026)).is_value());
    }
    assert_eq!(w.can_strike(JAPAN, USA, Year(2026)), Measured::Missing(Missing::NotApplicable));
}

#[test]
fn codes_of_today_find_their_state() {
    let w = world();
    let find = |code: &str| {
        w.states().from_iso3(Iso3::parse(code).unwrap(), Year(2026)).map(StateId::cow_code)
    };
    assert_eq!(find("JPN"), Some(740));
    assert_eq!(find("DEU"), Some(255));
    assert_eq!(find("SRB"), Some(345));
    assert_eq!(find("YEM"), Some(679));
    assert_eq!(w.states().from_gw(260, Year(2026)), Some(StateId::cow(255)));
    assert_eq!(w.states().find("russia", Year(2026)).unwrap().id, RUSSIA);
}
