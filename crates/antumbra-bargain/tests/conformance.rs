//! The spatial model against the reference program's positions: every actor, every dimension,
//! every turn, the default rules and nine variants. See `conformance/bargain/README.md`.

#![allow(clippy::unwrap_used)] // a test may panic

use antumbra_bargain::spatial::{Rules, run};
use antumbra_bargain::{PositionScale, read_actors};
use antumbra_core::{Origin, Seed};
use std::collections::BTreeMap;

const INPUT: &str = include_str!("../../../conformance/bargain/ktab_3dim_input.csv");
const POSITIONS: &str = include_str!("../../../conformance/bargain/ktab_3dim_positions.csv");
const INDEPENDENT: &str = include_str!("../../../conformance/bargain/independent_positions.csv");
const TOLERANCE: f64 = 1e-9;

/// variant → turn → actor → positions.
type Reference = BTreeMap<String, BTreeMap<usize, BTreeMap<String, Vec<f64>>>>;

fn reference(text: &str) -> Reference {
    let mut out = Reference::new();
    for line in text.lines().skip(1) {
        let f: Vec<&str> = line.split(',').collect();
        out.entry(f[0].to_owned())
            .or_default()
            .entry(f[1].parse().unwrap())
            .or_default()
            .insert(f[2].to_owned(), f[3..].iter().map(|x| x.parse().unwrap()).collect());
    }
    out
}

/// The largest difference over all turns; panics where the number of turns differs.
fn compare(
    variant: &str,
    turns: &BTreeMap<usize, BTreeMap<String, Vec<f64>>>,
    rules: &Rules,
) -> f64 {
    let case = read_actors(INPUT, &Origin::File("input".into()), PositionScale::Hundred).unwrap();
    let run = run(&case.actors, rules, Seed(1), 0).unwrap();
    assert_eq!(run.turns.len(), turns.len(), "{variant}: turns");
    let mut worst = 0.0f64;
    for (&turn, actors) in turns {
        assert_eq!(actors.len(), run.positions(turn).count());
        for (name, position) in run.positions(turn) {
            for (a, b) in position.iter().zip(&actors[name]) {
                worst = worst.max((a - b).abs());
            }
        }
    }
    worst
}

fn rules_of(variant: &str) -> Rules {
    let mut rules = Rules::default();
    for (family, value) in variant.split(' ').filter_map(|part| part.split_once('=')) {
        rules.set(family, value).unwrap();
    }
    rules
}

#[test]
fn positions_equal_the_reference_at_every_turn() {
    let reference = reference(POSITIONS);
    assert_eq!(reference.len(), 10);
    for (variant, turns) in &reference {
        let worst = compare(variant, turns, &rules_of(variant));
        assert!(worst <= TOLERANCE, "{variant}: {worst:e}");
    }
}

/// The variants without a stored result of the reference program, against a plain second
/// implementation that repeats the reference (`conformance/bargain/independent.py`).
#[test]
fn other_variants_equal_an_independent_implementation() {
    let reference = reference(INDEPENDENT);
    assert_eq!(reference.len(), 17);
    for (variant, turns) in &reference {
        let worst = compare(variant, turns, &rules_of(variant));
        assert!(worst <= TOLERANCE, "{variant}: {worst:e}");
    }
}

/// Breaking ties by the order of the list, as the reference program does, changes nothing here:
/// the reference case has no ties between targets.
#[test]
fn the_reference_case_has_no_ties() {
    for (variant, turns) in &reference(POSITIONS) {
        let mut rules = rules_of(variant);
        rules.set("target_ties", "First").unwrap();
        let worst = compare(variant, turns, &rules);
        assert!(worst <= TOLERANCE, "{variant}: {worst:e}");
    }
}

/// The comparison can fail: each variant's positions differ from the default rules' run.
#[test]
fn every_variant_differs_from_the_default() {
    let reference = reference(POSITIONS);
    let default = &reference["default"];
    for (variant, turns) in reference.iter().filter(|(v, _)| *v != "default") {
        let same = turns.len() == default.len()
            && turns.iter().all(|(t, a)| a.iter().all(|(n, p)| default[t][n] == *p));
        assert!(!same, "{variant}");
    }
}
