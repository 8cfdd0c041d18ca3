//! Politics of the shipped assessments: centres, settlements, gates, polls, the deal, past
//! decisions, and what is refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing not there")]

use antumbra_assess::load::{Loaded, load};
use antumbra_assess::politics::elastic::Fall;
use antumbra_assess::politics::past::backcasts;
use antumbra_assess::politics::{Options, answer, sections};
use antumbra_assess::shipped;
use antumbra_core::{Date, Seed};
use antumbra_record::politics::{Centre, Hurdles, Politics};

const FALL: Fall = Fall { from: 0.55, to: 0.30 };

fn japan(set: &[&str]) -> Loaded {
    let set: Vec<String> = set.iter().map(|s| (*s).to_owned()).collect();
    load("japan", shipped::text("japan").unwrap().as_bytes(), &set).unwrap()
}

fn run(loaded: &Loaded, draws: u32) -> Politics {
    let a = &loaded.assessment;
    let options = Options { draws: Some(draws), rules: Vec::new() };
    let s = sections(a, &loaded.doc).unwrap();
    answer(a, &s, &options, Seed(a.seed), FALL).unwrap().unwrap().politics
}

fn centre<'a>(p: &'a Politics, who: &str) -> &'a Centre {
    p.centres.iter().find(|c| c.who == who).unwrap()
}

fn path<'a>(p: &'a Politics, id: &str) -> &'a Hurdles {
    p.paths.iter().find(|h| h.id == id).unwrap()
}

/// The centres that were published with the table of actors, computed there from its mids.
#[test]
fn japans_centres_are_those_of_its_table() {
    let p = run(&japan(&[]), 20);
    let domestic = centre(&p, "domestic");
    assert!((domestic.mean[0] - 26.7).abs() < 0.05, "{domestic:?}");
    assert_eq!(domestic.median[0], 30.0);
    assert!((domestic.mean[1] - 19.9).abs() < 0.05, "{domestic:?}");
    assert!((domestic.mean_with_first_salience[1] - 19.4).abs() < 0.05, "{domestic:?}");
    let patron = centre(&p, "domestic_and_patron");
    assert!((patron.mean[0] - 26.4).abs() < 0.05, "{patron:?}");
    let all = centre(&p, "all");
    assert!((all.mean[0] - 25.0).abs() < 0.05, "{all:?}");
    assert_eq!(all.median[0], 26.0);
    assert_eq!(p.actors.len(), 28);
    assert_eq!(p.settlement[0].baseline_mean, domestic.mean[0]);
}

#[test]
fn the_settlement_is_told_in_policy_words_with_its_parts() {
    let p = run(&japan(&[]), 60);
    for (s, axis) in p.settlement.iter().zip(&p.axes) {
        assert_eq!(s.axis, axis.id);
        let parts: f64 = s.because.iter().map(|b| b.points).sum();
        assert!((parts - (s.at_mids - s.baseline_mean)).abs() < 1e-9, "{s:?}");
        assert_eq!(s.differs, s.moved.lo > 0.0 || s.moved.hi < 0.0);
        assert!(s.over_draws.lo < s.over_draws.mid && s.over_draws.mid < s.over_draws.hi);
        assert!(s.over_rules.min <= s.at_mids && s.at_mids <= s.over_rules.max);
    }
    let place = &p.settlement[0].place;
    assert_eq!(place.kind, "between");
    assert_eq!(place.lower.as_deref(), Some("the present"));
    assert_eq!(place.upper.as_deref(), Some("a revised treaty"));
    // Turn 0 is the file; where they end is the last turn.
    assert_eq!(p.rounds[0][0], [32.0, 15.0]);
    assert_eq!(p.actors[0].end.as_ref(), p.rounds.last().unwrap().first());
    assert!(p.actors.iter().all(|a| (a.role == "domestic") == a.end.is_some()));
}

/// The patron's actors and the adversaries stand beside the settlement and not in it.
#[test]
fn only_domestic_actors_settle() {
    let base = run(&japan(&[]), 20);
    let others = run(
        &japan(&[
            "actors.china.capability=100",
            "actors.china.position.self_reliance=100",
            "actors.white_house.position.self_reliance=100",
        ]),
        20,
    );
    assert_eq!(base.settlement, others.settlement);
    assert_ne!(centre(&base, "all"), centre(&others, "all"));
    // Nothing of a price without drag; with it the mean is drawn back.
    let mean = |p: &Politics| p.prices.iter().find(|x| x.actor == "china").unwrap().baseline[0].mid;
    assert!(mean(&base) < 0.0, "{:?}", base.prices);
    let free = run(&japan(&["actors.china.prices.0.drag=0.0"]), 20);
    assert_eq!(mean(&free), 0.0);
    assert_eq!(base.settlement, free.settlement);
}

#[test]
fn a_ratifier_refuses_beyond_its_reservation_point() {
    let of = |p: &Politics, id: &str| {
        p.ratification
            .iter()
            .find(|r| r.actor == id)
            .map(|r| (r.accepts, r.share_of_draws))
            .unwrap()
    };
    let base = run(&japan(&[]), 40);
    assert!(of(&base, "white_house").0);
    let near = run(&japan(&["actors.state.reservation={self_reliance=9.0, distance=2.0}"]), 40);
    assert_eq!(of(&near, "state"), (false, 0.0));
    assert_eq!(near.ratified_by_all, Some(0.0));
}

#[test]
fn a_wider_range_of_an_actor_widens_the_result() {
    let width = |set: &[&str]| {
        let r = run(&japan(set), 200).settlement[0].baseline_over_draws;
        r.hi - r.lo
    };
    let narrow = ["actors.pm.position.self_reliance=32", "actors.pm.capability=95"];
    assert!(width(&[]) > width(&narrow));
}

#[test]
fn a_doubt_moves_what_its_elasticity_says() {
    let p = run(&japan(&[]), 20);
    let of = |id: &str| p.elasticities.iter().find(|e| e.id == id).unwrap();
    // .25 lower at 4 points a tenth is 10 points of trust.
    assert!((of("trust").effect.mid + 10.0).abs() < 1e-9);
    assert!(of("arm").effect.mid > 0.0 && of("arm").effect.hi > of("arm").effect.mid);
    assert!(of("drift").effect.lo < 0.0 && of("drift").effect.hi > 0.0, "its sign is open");
}

#[test]
fn every_path_has_its_earliest_lawful_date() {
    let p = run(&japan(&[]), 20);
    let ids = [
        "as_planned",
        "pay_more",
        "partners",
        "build_first",
        "loosen_first",
        "sharing",
        "own_deterrent",
        "settle",
    ];
    for id in ids {
        let h = path(&p, id);
        assert!(h.start <= h.earliest && h.earliest <= h.usual && h.usual <= h.slow, "{h:?}");
    }
    // A year's notice from 22 November 2026, then half a year for an agreement on access.
    let loosen = path(&p, "loosen_first");
    assert_eq!(loosen.earliest, "2028-05-22");
    assert_eq!(loosen.critical, ["treaty_notice", "access_only"]);
    assert_eq!(loosen.least_likely.as_deref(), Some("remote"));
    assert!(path(&p, "as_planned").passed.contains(&"article9_counterstrike".to_owned()));
    assert!(loosen.who_can_stop.iter().any(|s| s.who == "The cabinet" || s.who == "the cabinet"));
    let later = run(&japan(&["politics.as_of=\"2027-01-01\""]), 20);
    assert_eq!(path(&later, "loosen_first").earliest, "2028-07-01");
}

/// The function that paths call with the gates their levers need.
#[test]
fn levers_name_the_gates_they_need() {
    let loaded = japan(&[]);
    let law = sections(&loaded.assessment, &loaded.doc).unwrap().law.unwrap();
    let start = Date::parse("2030-01-01").unwrap();
    let h = law.earliest("nuclear", &["npt_notice"], start).unwrap();
    // Dropping non-possession takes a month at least, the notice three.
    assert_eq!(h.not_passed, ["possession", "npt_notice"]);
    assert_eq!(h.earliest, "2030-05-07");
    assert_eq!(law.earliest("none", &[], start).unwrap().earliest, "2030-01-01");
    let e = law.earliest("x", &["npt_notise"], start).unwrap_err();
    assert!(e.to_string().contains("did you mean `npt_notice`"), "{e}");
}

#[test]
fn polls_stand_side_by_side_and_missing_is_missing() {
    let p = run(&japan(&[]), 20);
    let polls: Vec<_> = p.opinion.iter().flat_map(|t| &t.polls).collect();
    assert_eq!(polls.len(), 28);
    assert!(p.opinion.iter().all(|t| t.pools.is_empty()), "no wording is known word for word");
    let jiji = polls.iter().find(|x| x.id == "bomb_jiji_2026").unwrap();
    assert_eq!((jiji.n, jiji.view), (None, 16.7));
    let article9 = p.opinion.iter().find(|t| t.topic == "amend Article 9").unwrap();
    assert_eq!((article9.span.min, article9.span.max), (29.9, 51.0));
}

#[test]
fn a_deal_is_possible_and_a_side_that_wants_too_much_ends_it() {
    let p = run(&japan(&[]), 20);
    let d = p.deal.unwrap();
    assert!(d.zone && d.excluded_by.is_empty());
    let money = &d.terms[0];
    let zone = money.zone.unwrap();
    // Today's payment is in the zone; four times it is not.
    assert!(zone.min <= 211.0 && 211.0 <= zone.max && zone.max < 844.0, "{zone:?}");
    assert!(d.sides.iter().all(|s| s.surplus.unwrap() >= -1e-9));
    let none = run(&japan(&["deal.sides.washington.without.0.amount=-5000"]), 20).deal.unwrap();
    assert!(!none.zone && none.excluded_by.contains(&"washington".to_owned()));
}

#[test]
fn without_actors_nothing_is_said() {
    let loaded = load("x.toml", b"client = \"KOR\"\n", &[]).unwrap();
    let a = &loaded.assessment;
    let s = sections(a, &loaded.doc).unwrap();
    assert!(answer(a, &s, &Options::default(), Seed(1), FALL).unwrap().is_none());
}

/// The model against the simple rules, on decisions coded with hindsight. The numbers of the
/// simple rules follow from the tables alone: 1960 by hand below.
#[test]
fn past_decisions_are_scored_whoever_wins() {
    let b = backcasts(&[]).unwrap();
    let ids: Vec<&str> = b.cases.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(
        ids,
        ["1960-treaty-revision", "1996-futenma", "2015-guidelines", "2021-host-nation-support"]
    );
    let treaty = &b.cases[0];
    let rows = [
        (100.0, 55.0, 92.0),
        (75.0, 45.0, 60.0),
        (45.0, 55.0, 55.0),
        (55.0, 45.0, 85.0),
        (40.0, 35.0, 35.0),
        (35.0, 97.0, 95.0),
        (10.0, 70.0, 60.0),
        (25.0, 100.0, 95.0),
        (40.0, 60.0, 45.0),
    ];
    let weight: f64 = rows.iter().map(|(c, _, s)| c * s).sum();
    let mean = rows.iter().map(|(c, x, s)| c * s * x).sum::<f64>() / weight;
    assert!((treaty.predictions["weighted_mean"][0] - mean).abs() < 1e-9);
    assert!((treaty.errors["weighted_mean"] - (mean - 50.0).abs()).abs() < 1e-9);
    let best = b.mean_errors.values().fold(f64::INFINITY, |a, x| a.min(*x));
    assert!((b.mean_errors[&b.best] - best).abs() < 1e-9);
    assert!(b.settlement_better + b.settlement_worse <= 4);
    assert!(b.cases.iter().all(|c| !c.sources.is_empty() && c.author == "Antumbra"));
    assert!(backcasts(&[("votes".into(), "Cubik".into())]).is_err());
}

const AXES: &str = "client = \"JPN\"\n[politics]\nas_of = \"2026-11-22\"\n\
    [[politics.axes]]\nid = \"x\"\nname = \"x\"\n";

fn actor(id: &str, name: &str, rest: &str) -> String {
    format!(
        "[[actors]]\nid = \"{id}\"\nname = \"{name}\"\nrole = \"domestic\"\ncapability = 10\n{rest}\n"
    )
}

fn refused(text: &str, code: &str, part: &str) {
    let e = match load("a.toml", text.as_bytes(), &[]) {
        Err(e) => e,
        Ok(_) => panic!("accepted: {part}"),
    };
    let fits = |d: &&antumbra_core::Diagnostic| d.code == code && d.message.contains(part);
    let d = e.iter().find(fits).unwrap_or_else(|| panic!("{code} {part} is not in {e}"));
    let (_, span) = d.at.as_ref().unwrap();
    assert!(span.end > span.start && span.end <= text.len(), "{d:?}");
    assert!(d.help.is_some(), "{d:?}");
}

#[test]
fn bad_actors_are_refused_at_their_place() {
    let good = "position.x = 20\nsalience.x = 50";
    let one = actor("a", "A", good);
    load("a.toml", format!("{AXES}{one}").as_bytes(), &[]).unwrap();
    let with = |rest: &str| format!("{AXES}{}", actor("a", "A", rest));
    refused(
        &with("position.x = 20\nsalience.x = 101"),
        "AN0212",
        "salience 101 is outside 0 to 100",
    );
    refused(&with("position.x = 20\nsalience = {}"), "AN0213", "`A` has no salience on `x`");
    refused(&with("position.y = 20\nsalience.x = 50"), "AN0213", "no axis `y`");
    let order = "position.x = { lo = 30, mid = 20, hi = 40 }\nsalience.x = 50";
    refused(&with(order), "AN0120", "out of order");
    refused(&format!("{AXES}{one}{}", actor("b", "A", good)), "AN0211", "two actors are named `A`");
    refused(&format!("{AXES}{one}{one}"), "AN0121", "`a` appears twice");
    let none = one.replace("domestic", "adversary");
    refused(&format!("{AXES}{none}"), "AN0210", "no actor settles");
    refused(&format!("client = \"JPN\"\n{one}"), "AN0210", "no axis");
    refused(&with(&format!("{good}\nreservation.x = 5")), "AN0214", "does not ratify");
    let rules = AXES.replace("[[politics", "rules = { votes = \"Cubik\" }\n[[politics");
    refused(&format!("{rules}{one}"), "AN0180", "Cubik");
}

#[test]
fn bad_gates_polls_and_deals_are_refused_at_their_place() {
    let gate = |id: &str, rest: &str| {
        format!(
            "[[gates]]\nid = \"{id}\"\nname = \"g\"\nkind = \"statute\"\nlead_years = 1\n\
             likelihood = \"possible\"\n{rest}\n"
        )
    };
    let circle = gate("a", "after = [\"b\"]") + &gate("b", "after = [\"a\"]");
    refused(&format!("{AXES}{circle}"), "AN0216", "circle");
    refused(&format!("{AXES}{}", gate("a", "after = [\"c\"]")), "AN0216", "no such gate");
    refused(&format!("client = \"JPN\"\n{}", gate("a", "")), "AN0215", "no day");
    let slow = gate("a", "").replace("lead_years = 1", "lead_years = { lo = 2, mid = 1, hi = 3 }");
    refused(&format!("{AXES}{slow}"), "AN0120", "lead time of `a`");
    let poll = |shares: &str| {
        format!(
            "{AXES}[[polls]]\nid = \"p\"\ntopic = \"t\"\nquestion = \"q\"\nhouse = \"h\"\n\
             date = \"2025-01\"\nshares = [{shares}]\n"
        )
    };
    let share =
        |a: &str, p: f64| format!("{{ answer = \"{a}\", percent = {p:.1}, counts = true }}");
    load("a.toml", poll(&share("yes", 60.0)).as_bytes(), &[]).unwrap();
    let over = format!("{}, {}", share("yes", 60.0), share("no", 60.0));
    refused(&poll(&over), "AN0217", "sum to 120");
    let zero = poll(&share("yes", 60.0)).replace("date", "n = 0\ndate");
    refused(&zero, "AN0107", "`n` cannot be 0");
    let deal = "[[deal.terms]]\nid = \"money\"\nname = \"m\"\nunit = \"u\"\nrange = { min = 0, max = 1 }\n\
                [[deal.sides]]\nid = \"us\"\nname = \"us\"\nunit = \"u\"\nworth = { monny = 1 }\nwithout = []\n";
    refused(&format!("{AXES}{deal}"), "AN0218", "monny");
}
