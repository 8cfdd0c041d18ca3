//! Baselines and sensitivity on the mids of Japan's actors (analysts' judgement, 2026; positions
//! on self-reliance and on distance from the patron).

#![allow(clippy::unwrap_used)] // a test may panic

use antumbra_bargain::sensitivity::{Change, sensitivity};
use antumbra_bargain::spatial::{Rules, run};
use antumbra_bargain::{Actor, ActorSet, baseline};
use antumbra_core::Seed;

/// (position, capability, salience, distance, salience of distance as a share of the first).
const DOMESTIC: [(f64, f64, f64, f64, f64); 18] = [
    (32.0, 95.0, 85.0, 15.0, 0.8),
    (18.0, 72.0, 60.0, 12.0, 0.8),
    (38.0, 14.0, 60.0, 30.0, 0.8),
    (45.0, 42.0, 68.0, 18.0, 0.8),
    (27.0, 24.0, 45.0, 20.0, 0.8),
    (12.0, 24.0, 52.0, 22.0, 0.8),
    (62.0, 15.0, 60.0, 55.0, 0.8),
    (20.0, 8.0, 82.0, 85.0, 0.95),
    (11.0, 55.0, 75.0, 8.0, 0.8),
    (30.0, 48.0, 85.0, 10.0, 0.8),
    (34.0, 55.0, 85.0, 15.0, 0.8),
    (8.0, 52.0, 55.0, 15.0, 0.8),
    (10.0, 40.0, 42.0, 15.0, 0.8),
    (38.0, 22.0, 72.0, 20.0, 0.8),
    (32.0, 14.0, 94.0, 60.0, 0.95),
    (6.0, 14.0, 90.0, 45.0, 0.95),
    (24.0, 50.0, 38.0, 28.0, 0.8),
    (52.0, 14.0, 78.0, 25.0, 0.8),
];
/// The patron's actors (first five), then adversaries and neighbours: position, capability,
/// salience.
const FOREIGN: [(f64, f64, f64); 10] = [
    (26.0, 72.0, 42.0),
    (40.0, 46.0, 76.0),
    (20.0, 36.0, 86.0),
    (16.0, 38.0, 42.0),
    (9.0, 22.0, 58.0),
    (4.0, 40.0, 80.0),
    (14.0, 12.0, 48.0),
    (32.0, 6.0, 85.0),
    (34.0, 15.0, 48.0),
    (5.0, 15.0, 50.0),
];

fn set(dimensions: &[&str], rows: impl Iterator<Item = (f64, Vec<f64>, Vec<f64>)>) -> ActorSet {
    let actors = rows
        .enumerate()
        .map(|(i, (capability, position, salience))| Actor {
            name: format!("actor {}", i + 1),
            description: String::new(),
            capability,
            position,
            salience,
        })
        .collect();
    ActorSet::new(dimensions.iter().map(|&d| d.to_owned()).collect(), actors).unwrap()
}

fn domestic() -> ActorSet {
    let rows = DOMESTIC.iter().map(|&(p, c, s, d, share)| (c, vec![p, d], vec![s, s * share]));
    set(&["self-reliance", "distance"], rows)
}

fn with_foreign(n: usize) -> ActorSet {
    let rows = DOMESTIC.iter().map(|&(p, c, s, ..)| (p, c, s)).chain(FOREIGN[..n].iter().copied());
    set(&["self-reliance"], rows.map(|(p, c, s)| (c, vec![p], vec![s])))
}

#[test]
fn the_published_centres_are_met() {
    let b = baseline(&domestic());
    assert!((b.mean[0] - 26.7).abs() < 0.05, "{b:?}");
    assert_eq!(b.median[0], 30.0);
    assert!((b.mean[1] - 19.9).abs() < 0.05, "{b:?}");
    // With the first axis's salience the mean of the second is 19.4.
    let same = DOMESTIC.iter().map(|&(_, c, s, d, _)| (c, vec![d], vec![s]));
    assert!((baseline(&set(&["distance"], same)).mean[0] - 19.4).abs() < 0.05);
    let patron = baseline(&with_foreign(5));
    assert!((patron.mean[0] - 26.4).abs() < 0.05, "{patron:?}");
    assert_eq!(patron.median[0], 30.0);
    let all = baseline(&with_foreign(10));
    assert!((all.mean[0] - 25.0).abs() < 0.05, "{all:?}");
    assert_eq!(all.median[0], 26.0);
}

/// Dropping the White House moves the mean of all 28 by .05; raising the capability of two
/// parties by half adds .7 to the domestic mean.
#[test]
fn the_published_shifts_are_met() {
    let all = with_foreign(10);
    let base = baseline(&all).mean[0];
    let without = all.without(18).unwrap();
    assert!(((baseline(&without).mean[0] - base).abs() - 0.05).abs() < 0.01);
    let raised = with_foreign(10)
        .with_capability_times(3, 1.5)
        .unwrap()
        .with_capability_times(6, 1.5)
        .unwrap();
    assert!((baseline(&raised).mean[0] - base - 0.7).abs() < 0.05);
}

/// Today's inputs: between the present and a revised treaty, not an autonomous defence.
#[test]
fn the_settlement_is_burden_sharing_under_every_rule() {
    let actors = domestic();
    let (rules, warning) = Rules::suited_to(&actors);
    assert!(warning.is_some());
    let report = sensitivity(&actors, &rules, Seed(1)).unwrap();
    let base = &report.before.settlement.mean;
    assert!((10.0..45.0).contains(&base[0]) && base[1] < 45.0, "{base:?}");
    for s in &report.shifts {
        let after = &s.after.settlement.mean;
        assert!(after[0] < 50.0 && after[1] < 50.0, "{:?} {after:?}", s.change);
    }
}

#[test]
fn sensitivity_covers_every_actor_and_rule_and_repeats_single_runs() {
    let actors = domestic();
    let rules = Rules::suited_to(&actors).0;
    let report = sensitivity(&actors, &rules, Seed(1)).unwrap();
    let count = |f: fn(&Change) -> bool| report.shifts.iter().filter(|s| f(&s.change)).count();
    assert_eq!(count(|c| matches!(c, Change::Without(_))), 18);
    assert_eq!(count(|c| matches!(c, Change::Capability(..))), 36);
    // Every variant but the current one; AsGiven does not suit saliences that sum to over 100.
    let variants: usize = Rules::families().iter().map(|(_, v)| v.len() - 1).sum();
    assert_eq!(count(|c| matches!(c, Change::Rule(..))), variants - 1);
    let shift = report
        .shifts
        .iter()
        .find(|s| s.change == Change::Capability("actor 7".into(), 1.5))
        .unwrap();
    let alone = run(&actors.with_capability_times(6, 1.5).unwrap(), &rules, Seed(1), 0).unwrap();
    assert_eq!(shift.after.settlement, alone.settlement.centre);
    let largest = report.largest(0);
    assert!(largest[0].settlement[0].abs() >= largest[1].settlement[0].abs());
    // A rule moves the settlement and never the baseline.
    for s in report.shifts.iter().filter(|s| matches!(s.change, Change::Rule(..))) {
        assert!(s.baseline.iter().all(|x| *x == 0.0));
    }
}
