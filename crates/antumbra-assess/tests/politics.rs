//! Politics of the shipped assessments: centres, settlements, gates, polls, the deal, and what is
//! refused.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use antumbra_assess::load::{Loaded, load};
use antumbra_assess::politics::elastic::Fall;
use antumbra_assess::politics::past::backcasts;
use antumbra_assess::politics::{Options, answer, sections};
use antumbra_assess::shipped;
use antumbra_core::Seed;
use antumbra_record::politics::Politics;

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

fn centre<'a>(p: &'a Politics, who: &str) -> &'a antumbra_record::politics::Centre {
    p.centres.iter().find(|c| c.who == who).unwrap()
}

/// Published with the table of actors that the file holds.
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
fn print_it() {
    let p = run(&japan(&[]), 400);
    for s in &p.settlement {
        println!("{} {} {:?} mean {} med {} moved {:?} rules {:?} {} {:?}", s.axis, s.at_mids, s.over_draws, s.baseline_mean, s.baseline_median, s.moved, s.over_rules, s.differs, s.place);
        for b in s.because.iter().take(4) { println!("   {b:?}"); }
    }
    println!("{} settled {}/{}", p.verdict, p.settled_draws, p.draws);
    for s in p.sensitivity.iter().take(6) { println!("{s:?}"); }
    for r in &p.ratification { println!("{r:?}"); }
    println!("{:?}", p.ratified_by_all);
    for r in &p.prices { println!("{} {:?}", r.actor, r.settlement); }
    for r in &p.elasticities { println!("{} {:?}", r.id, r.effect); }
    for h in &p.paths { println!("{} {} {} {} {:?} {:?}", h.id, h.earliest, h.usual, h.slow, h.critical, h.least_likely); }
    let d = p.deal.unwrap();
    println!("{} {:?} {:?}", d.zone, d.zone_at_ends, d.excluded_by);
    for t in &d.terms { println!("{} {:?} {:?} {}", t.id, t.zone, t.centre, t.beyond_record); }
    for t in &d.sides { println!("{} {:?}", t.id, t.surplus); }
    let b = backcasts(&[]).unwrap();
    for c in &b.cases { println!("{} {:?} {:?}\n    {:?}", c.id, c.outcome, c.predictions, c.errors); }
    println!("{:?} {} {} {}\n{:?}", b.mean_errors, b.best, b.settlement_better, b.settlement_worse, b.mean_errors_with_patron);
}
