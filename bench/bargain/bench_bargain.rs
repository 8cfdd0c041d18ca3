//! Times the spatial model beside the reference program's stored CPU seconds.
//!
//! `cargo run --release -p antumbra-bargain --example bench_bargain`
//!
//! The 7-actor case is the reference case and its answers are compared before its time is
//! printed; the larger cases are synthetic (uniform positions, saliences and capabilities from a
//! fixed seed) as the peer's were, and play the stated number of turns.

use antumbra_bargain::draws::{RangedActor, RangedSet, draw};
use antumbra_bargain::spatial::{Rules, Run, StopRule, run};
use antumbra_bargain::{Actor, ActorSet, PositionScale, read_actors};
use antumbra_core::{Origin, Purpose, Range, Seed};
use std::time::Instant;

/// CPU seconds of the reference program (KTAB, `smp`), stored with the size of each case.
const PEER: &str = include_str!("peer.csv");
const INPUT: &str = include_str!("../../conformance/bargain/ktab_3dim_input.csv");
const POSITIONS: &str = include_str!("../../conformance/bargain/ktab_3dim_positions.csv");

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    println!("actors  dims  turns   seconds   peer CPU s   ratio");
    let rules = Rules::default();
    let case = read_actors(INPUT, &Origin::File("input".into()), PositionScale::Hundred)?;
    let (seconds, result) = fastest(200, &case.actors, &rules)?;
    let worst = difference(&result)?;
    if worst <= 1e-9 {
        row(&result, seconds, peer(7));
        println!("        largest difference from the peer's positions: {worst:.1e}");
    } else {
        row(&result, seconds, None);
        println!("        answers differ by {worst:.1e}: no ratio");
    }
    for (n, d, turns, times) in [(40, 3, 20, 20), (80, 3, 20, 5), (160, 3, 20, 2)] {
        let fixed = StopRule { min_turns: turns, max_turns: turns, ..StopRule::default() };
        let rules = Rules { stop: fixed, ..rules };
        let (seconds, result) = fastest(times, &synthetic(n, d)?, &rules)?;
        row(&result, seconds, peer(n));
    }
    let set = ranged(18, 2)?;
    let start = Instant::now();
    let drawn = draw(&set, &rules, Seed(20_260_401), 1000)?;
    println!(
        "\n1,000 draws of 18 actors x 2 dimensions: {:.3} s wall on {} threads ({} settled)",
        start.elapsed().as_secs_f64(),
        std::thread::available_parallelism().map_or(1, usize::from),
        drawn.settled()
    );
    Ok(())
}

/// The peer's CPU seconds for a case of so many actors, where they were stored.
fn peer(actors: usize) -> Option<f64> {
    PEER.lines().skip(1).find_map(|l| {
        let f: Vec<&str> = l.split(',').collect();
        (f.first()?.parse() == Ok(actors)).then(|| f.get(3)?.parse().ok())?
    })
}

/// The shortest of several runs (at least one), and the last result.
fn fastest(times: usize, actors: &ActorSet, rules: &Rules) -> Outcome<(f64, Run)> {
    let mut best = f64::INFINITY;
    let mut timed = || {
        let start = Instant::now();
        let result = run(actors, rules, Seed(1), 0);
        best = best.min(start.elapsed().as_secs_f64());
        result
    };
    for _ in 1..times {
        timed()?;
    }
    let last = timed()?;
    Ok((best, last))
}

fn row(run: &Run, seconds: f64, peer: Option<f64>) {
    let (n, d, t) = (run.actors.len(), run.dimensions.len(), run.turns.len() - 1);
    match peer {
        Some(p) => println!("{n:>6} {d:>5} {t:>6} {seconds:>9.5} {p:>12} {:>7.0}", p / seconds),
        None => println!("{n:>6} {d:>5} {t:>6} {seconds:>9.5} {:>12} {:>7}", "-", "-"),
    }
}

/// Largest difference from the stored positions under the default rules.
fn difference(run: &Run) -> Outcome<f64> {
    let mut worst = 0.0f64;
    for line in POSITIONS.lines().filter(|l| l.starts_with("default,")) {
        let f: Vec<&str> = line.split(',').collect();
        let turn: usize = f[1].parse()?;
        let Some((_, at)) = run.positions(turn).find(|(name, _)| *name == f[2]) else {
            return Ok(f64::INFINITY);
        };
        for (a, b) in at.iter().zip(&f[3..]) {
            worst = worst.max((a - b.parse::<f64>()?).abs());
        }
    }
    Ok(worst)
}

fn synthetic(n: usize, d: usize) -> Outcome<ActorSet> {
    let mut s = Seed(7).stream(Purpose("bench.synthetic"), n as u64, d as u32);
    let actors = (0..n)
        .map(|i| Actor {
            name: format!("actor-{i:03}"),
            description: String::new(),
            capability: 10.0 + 190.0 * s.uniform(),
            position: (0..d).map(|_| 100.0 * s.uniform()).collect(),
            salience: (0..d).map(|_| (10.0 + 90.0 * s.uniform()) / d as f64).collect(),
        })
        .collect();
    Ok(ActorSet::new((0..d).map(|k| format!("d{k}")).collect(), actors)?)
}

fn ranged(n: usize, d: usize) -> Outcome<RangedSet> {
    let base = synthetic(n, d)?;
    let around = |x: f64| Range { lo: (x - 10.0).max(0.0), mid: x, hi: (x + 10.0).min(100.0) };
    let actors: Vec<RangedActor> = base
        .actors()
        .iter()
        .map(|a| RangedActor {
            name: a.name.clone(),
            description: String::new(),
            capability: Range { lo: 0.8 * a.capability, mid: a.capability, hi: 1.2 * a.capability },
            position: a.position.iter().map(|&x| around(x)).collect(),
            salience: a
                .salience
                .iter()
                .map(|&x| Range { lo: 0.9 * x, mid: x, hi: 1.1 * x })
                .collect(),
        })
        .collect();
    Ok(RangedSet::new(base.dimensions().to_vec(), &actors)?)
}
