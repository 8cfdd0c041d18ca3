//! The simulator against the same model written in NumPy (`bench/path/model.py`), whose outcomes
//! `bench/path/compare.py --write` stored with the version that made them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use antumbra_path::{Simulator, World};
use common::*;

/// Relative to the larger of the value and a thousandth; the text has 13 digits.
const TOLERANCE: f64 = 1e-9;

#[test]
fn every_outcome_of_every_path_agrees_with_the_model_in_numpy() {
    let text = include_str!("reference/numpy.csv");
    let mut lines = text.lines();
    let made_by = lines.next().unwrap();
    assert!(made_by.starts_with("# numpy 2.") && made_by.contains("year 12"), "{made_by}");
    assert_eq!(lines.next().unwrap(), "path,world,outcome,future_0,future_1");
    let sim = Simulator::new(japan()).unwrap();
    // As many futures as the bench wrote: draws of one input do not depend on their number.
    let columns = draws(sim.inputs(), 2, 1);
    let all = paths();
    let mut seen = 0;
    let mut last = (String::new(), None);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let [path, world, outcome, values @ ..] = cells.as_slice() else { panic!("{line}") };
        let key = format!("{path} {world}");
        if last.0 != key {
            let world = match *world {
                "stays" => World::PatronStays,
                "goes" => World::PatronGoes,
                _ => panic!("{line}"),
            };
            let path = &all[path.parse::<usize>().unwrap()];
            last = (key, Some(run(&sim, path, world, &columns)));
        }
        let out = last.1.as_ref().unwrap();
        let at = out.find(outcome).unwrap();
        let mine = if at < out.yearly_count() { out.year(at, 12) } else { out.once(at) };
        for (mine, want) in mine.iter().zip(values) {
            let want: f64 = want.parse().unwrap();
            let gap = (mine - want).abs() / want.abs().max(1e-3);
            assert!(gap <= TOLERANCE, "{line}: {mine}");
        }
        seen += 1;
    }
    assert_eq!(seen, 2 * all.len() * sim.outcomes().len());
}
