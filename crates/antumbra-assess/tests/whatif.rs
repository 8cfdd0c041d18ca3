//! The grid that a reader moves, against the full run and the closed forms.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use antumbra_assess::load::load;
use antumbra_assess::plan::plan;
use antumbra_assess::{run, shipped};
use antumbra_core::Year;
use antumbra_deter::Powers;
use antumbra_record::findings::Findings;
use antumbra_record::whatif::CellAt;
use antumbra_world::World;

fn japan(set: &[&str]) -> Findings {
    let set: Vec<String> = set.iter().map(|s| (*s).to_owned()).collect();
    let text = shipped::text("japan").unwrap();
    let loaded = load("test", text.as_bytes(), &set).unwrap_or_else(|d| panic!("{d}"));
    let world = World::embedded().unwrap();
    let powers = Powers::new(world, Year(loaded.assessment.year));
    let plan = plan(loaded, world, &powers, &shipped::sources().unwrap())
        .unwrap_or_else(|d| panic!("{d}"));
    run::run(&plan, world, &powers, "test", Some(&mut |_, _| ())).unwrap_or_else(|d| panic!("{d}"))
}

/// With its reliability at a point of the grid's, and no more futures than a cell has, the full run
/// is the marked cell, at every nuclear share; and a corner is the cell where that setting moved.
#[test]
fn a_cell_is_the_run_with_these_assumptions() {
    let f = japan(&["futures=100", "draws.reliability=0.55"]);
    let (w, p) = (f.whatif.as_ref().unwrap(), f.paths.as_ref().unwrap());
    assert!(w.is_whole() && w.futures == 100);
    assert_eq!(w.reliability[w.reference.reliability], 0.55);
    let mut differ = 0;
    for (n, path) in p.paths.iter().enumerate() {
        assert_eq!(path.id, w.paths[n]);
        for (k, world) in path.worlds.iter().enumerate() {
            assert_eq!(world.world, w.worlds[k]);
            let share = |at: CellAt| f64::from(w.within(at, n, k).unwrap()) / 100.0;
            let at =
                |corner: &str| world.corners.iter().find(|c| c.corner == corner).unwrap().within;
            let mark = w.reference;
            assert_eq!(share(mark), at("reference"), "{} {}", path.id, world.world);
            assert_eq!(share(CellAt { psi: 0, ..mark }), at("psi=0"));
            assert_eq!(share(CellAt { psi: 2, ..mark }), at("psi=1"));
            assert_eq!(share(CellAt { lambda: 3, ..mark }), at("lambda=2"));
            assert_eq!(share(CellAt { basing: 0, psi: 2, ..mark }), at("basing=none, psi=1"));
            differ += usize::from(at("reference") != at("lambda=2"));
        }
    }
    assert!(differ > 0, "a grid on which nothing moves would prove nothing");
    let said = f.sentences.iter().find(|s| s.finding == "whatif").unwrap();
    let stays_all = (0..w.paths.len()).filter(|path| {
        let mut cells = w.within.iter().skip(path * 2).step_by(2 * w.paths.len()).flatten();
        cells.all(|n| f64::from(*n) / 100.0 >= p.limits.holds_share)
    });
    assert_eq!(said.numbers["stays_all"], stays_all.count() as f64);
}

/// Own and other allies' shares do not turn on reliability, and the patron's is divided by it.
#[test]
fn forces_are_the_closed_forms() {
    let f = japan(&["futures=100"]);
    let w = f.whatif.as_ref().unwrap();
    let mut compared = 0;
    for (l, lambda) in w.lambda.iter().enumerate() {
        for (b, basing) in w.basing.iter().enumerate() {
            let row = f
                .parts
                .iter()
                .find(|p| {
                    p.challenger == w.challenger
                        && p.measure == "spending"
                        && p.w == 1.0
                        && p.lambda == *lambda
                        && p.basing == *basing
                })
                .unwrap();
            for (r, rho) in w.reliability.iter().enumerate() {
                let x = w.forces(CellAt { reliability: r, lambda: l, basing: b, psi: 0 }).unwrap();
                let patron = x.expected + x.doubtful;
                assert!((x.own - row.own).abs() < 1e-12 && (x.others - row.others).abs() < 1e-12);
                assert!((patron - row.expected - row.doubtful).abs() < 1e-12);
                assert!((x.expected - rho * patron).abs() < 1e-12);
                // With all other allies staying and no loss of own strength, w = 1: M = 1 + ρ C/own.
                assert!((x.keep - (1.0 + x.expected / x.own)).abs() < 1e-9, "{x:?}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 60);
}
