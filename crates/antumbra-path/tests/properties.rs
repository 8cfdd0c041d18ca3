//! What has to hold whatever the draws, and what is refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use antumbra_core::Year;
use antumbra_deter::evidence::estimates::MS;
use antumbra_path::setup::{MOST_YEARS, NuclearStage, Setup};
use antumbra_path::{
    BreakEven, Error, Failure, Lever, Outcomes, Simulator, TreatyState, World, break_even_psi,
    window,
};
use common::*;
use proptest::prelude::*;

const STAYS: World = World::PatronStays;

/// Draws with the answers of others switched off, so that spending alone differs.
fn others_equal(sim: &Simulator, futures: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut columns = draws(sim.inputs(), futures, seed);
    for (def, column) in sim.inputs().iter().zip(&mut columns) {
        let z = def.name.starts_with("z.slope");
        if z || def.name == "arms_response" || def.name == "trust_response" {
            column.fill(0.0);
        }
    }
    columns
}

fn lane<'a>(out: &'a Outcomes, name: &str, t: usize) -> &'a [f64] {
    out.year(out.find(name).unwrap(), t)
}

fn once<'a>(out: &'a Outcomes, name: &str) -> &'a [f64] {
    out.once(out.find(name).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn more_spending_never_raises_risk(seed in 0u64..1000, to in 0.01..0.06f64, more in 0.001..0.03f64) {
        let sim = Simulator::new(small()).unwrap();
        let columns = others_equal(&sim, 128, seed);
        for world in [STAYS, World::PatronGoes] {
            let less = run(&sim, &path(vec![spending(to, 2027, 4)]), world, &columns);
            let more = run(&sim, &path(vec![spending(to + more, 2027, 4)]), world, &columns);
            for (o, def) in less.defs().iter().enumerate().filter(|(_, d)| d.yearly) {
                let risk = ["risk", "war", "alone", "odds"].iter().any(|r| def.name.starts_with(r));
                if !risk {
                    continue;
                }
                for t in 0..20 {
                    for (a, b) in less.year(o, t).iter().zip(more.year(o, t)) {
                        prop_assert!(*b <= a * (1.0 + 1e-12), "{} {t}: {a} {b}", def.name);
                    }
                }
            }
        }
    }

    #[test]
    fn probabilities_and_shares_stay_in_their_bounds(seed in 0u64..1000) {
        let sim = Simulator::new(small()).unwrap();
        let columns = draws(sim.inputs(), 128, seed);
        for p in paths() {
            for world in [STAYS, World::PatronGoes] {
                let out = run(&sim, &p, world, &columns);
                prop_assert!(out.failures().iter().all(|c| *c == 0));
                for (o, def) in out.defs().iter().enumerate() {
                    let most = match def.unit {
                        "probability" | "share" | "0 or 1" => 1.0,
                        "0 to 100" => 100.0,
                        "0 to 9" => 9.0,
                        "0 to 5" => 5.0,
                        "0 to 4" => 4.0,
                        "0 to 3" => 3.0,
                        "years" => 20.0,
                        _ => f64::INFINITY,
                    };
                    let mut all: Vec<f64> = out.once(o).to_vec();
                    for t in 0..20 {
                        all.extend_from_slice(out.year(o, t));
                    }
                    for v in all {
                        prop_assert!(v >= -1e-12 && v <= most + 1e-12, "{}: {v}", def.name);
                    }
                }
            }
        }
    }
}

/// A setup against one challenger with nuclear weapons.
fn armed_alone() -> Setup {
    let mut setup = small();
    setup.challengers.remove(0);
    setup.neighbours[0].challenger.index = 0;
    setup.neighbours[1].challenger.index = 0;
    setup
}

#[test]
fn at_psi_one_spending_changes_no_war_and_at_psi_zero_nuclear_stages_change_none() {
    let sim = Simulator::new(armed_alone()).unwrap();
    let columns = draws(sim.inputs(), 200, 21);
    let arms = path(vec![stage(NuclearStage::Device, 2027), stage(NuclearStage::Minimal, 2027)]);
    for world in [STAYS, World::PatronGoes] {
        let plain = run(&sim, &path(vec![]), world, &columns);
        let spends = run(&sim, &path(vec![spending(0.06, 2027, 3)]), world, &columns);
        let nuclear = run(&sim, &arms, world, &columns);
        for scale in ["historical", "expert"] {
            let (all, none) = (format!("war.{scale}.psi100"), format!("war.{scale}.psi0"));
            for t in 0..20 {
                assert_eq!(lane(&plain, &all, t), lane(&spends, &all, t));
                assert_eq!(lane(&plain, &none, t), lane(&nuclear, &none, t));
            }
            assert_ne!(lane(&plain, &none, 15), lane(&spends, &none, 15));
        }
        if world == World::PatronGoes {
            assert_ne!(
                lane(&plain, "war.expert.psi100", 15),
                lane(&nuclear, "war.expert.psi100", 15)
            );
        }
    }
}

#[test]
fn nuclear_settings_leave_the_lower_tiers_alone() {
    let sim = Simulator::new(small()).unwrap();
    let columns = draws(sim.inputs(), 200, 22);
    let mut other = small();
    other.setting.psi = 1.0;
    other.treaty.cover_level = 0;
    for o in &mut other.nuclear {
        o.r_nuc = range(0.0, 0.0, 0.0);
    }
    let other = Simulator::new(other).unwrap();
    for p in paths() {
        let mut bare = p.clone();
        bare.levers.retain(|l| !matches!(l.lever, Lever::Nuclear { .. }));
        for world in [STAYS, World::PatronGoes] {
            let a = run(&sim, &p, world, &columns);
            for b in [run(&other, &p, world, &columns), run(&sim, &bare, world, &columns)] {
                for (o, def) in a.defs().iter().enumerate() {
                    if !def.name.starts_with("risk") && !def.name.starts_with("events") {
                        continue;
                    }
                    for t in 0..20 {
                        assert_eq!(a.year(o, t), b.year(o, t), "{} {t}", def.name);
                    }
                    assert_eq!(a.once(o), b.once(o), "{}", def.name);
                }
            }
        }
    }
}

#[test]
fn against_a_challenger_without_weapons_the_nuclear_layer_is_empty() {
    let mut setup = small();
    setup.challengers.truncate(1);
    setup.neighbours[0].challenger.index = 0;
    let sim = Simulator::new(setup).unwrap();
    assert!(sim.setup().notes().contains(&antumbra_path::setup::Note::NoNuclearLayer(0)));
    let columns = draws(sim.inputs(), 100, 23);
    let out = run(&sim, &path(vec![]), World::PatronGoes, &columns);
    for t in 0..20 {
        assert_eq!(lane(&out, "war.expert.psi0", t), lane(&out, "war.expert.psi100", t));
    }
    assert!(once(&out, "uncovered_years").iter().all(|y| *y == 0.0));
}

#[test]
fn without_pact_or_bases_no_entrapment_but_spill_over() {
    let sim = Simulator::new(small()).unwrap();
    let columns = draws(sim.inputs(), 200, 24);
    let some = |v: &[f64]| v.iter().filter(|v| **v > 0.0).count() > 150;
    let closed = path(vec![Lever::Access { kept: 0.0, ramp: ramp(2026, 0) }]);
    let out = run(&sim, &closed, STAYS, &columns);
    assert!(once(&out, "entrapment_ever.expert").iter().all(|v| *v == 0.0));
    assert!(some(once(&out, "spillover_ever.expert")));
    let mut alone = small();
    alone.treaty.exists = false;
    let out = run(&Simulator::new(alone).unwrap(), &path(vec![]), STAYS, &columns);
    for scale in ["historical", "expert"] {
        assert!(once(&out, &format!("entrapment_ever.{scale}")).iter().all(|v| *v == 0.0));
        assert!(some(once(&out, &format!("spillover_ever.{scale}"))));
    }
    // No one is abandoned who was promised nothing.
    assert!(once(&out, "abandonment_ever.expert").iter().all(|v| *v == 0.0));
}

#[test]
fn notice_periods_are_kept_and_stages_stand_in_order() {
    let mut setup = small();
    setup.treaty.notice_years = 3;
    let sim = Simulator::new(setup).unwrap();
    let columns = draws(sim.inputs(), 200, 25);
    let out = run(&sim, &path(vec![treaty(TreatyState::Ended, 2028)]), STAYS, &columns);
    for t in 0..20 {
        let want = if t < 5 { 4.0 } else { 0.0 };
        assert!(lane(&out, "cover_level", t).iter().all(|v| *v == want), "year {t}");
    }
    // Nothing short of the notice, however fast the talks.
    let fast = one(
        &sim,
        &path(vec![treaty(TreatyState::AccessOnly, 2028)]),
        STAYS,
        &[("treaty_lead", 0.0)],
    );
    assert_eq!(series(&fast, "cover_level")[4..6], [4.0, 1.0]);
    let arms = path(vec![
        stage(NuclearStage::Device, 2027),
        stage(NuclearStage::Minimal, 2027),
        stage(NuclearStage::Survivable, 2027),
    ]);
    let out = run(&sim, &arms, STAYS, &columns);
    for f in 0..200 {
        let stages: Vec<f64> = (0..20).map(|t| lane(&out, "own_stage", t)[f]).collect();
        assert!(stages.windows(2).all(|w| w[0] <= w[1]), "{stages:?}");
    }
    // A survivable force that is ready sooner than a device stands with it, not before.
    let late =
        [("nuclear.device.years", 9.0), ("nuclear.minimal.years", 2.0), ("preventive_wait", 0.99)];
    let out = one(&sim, &arms, STAYS, &late);
    assert_eq!(series(&out, "own_stage")[9..11], [0.0, 2.0]);
}

#[test]
fn beyond_the_estimates_decisiveness_is_held_at_the_last_of_them() {
    let sim = Simulator::new(small()).unwrap();
    let at = |m: f64| {
        let mut columns = draws(sim.inputs(), 128, 7);
        let place = sim.inputs().iter().position(|d| d.name == "decisiveness").unwrap();
        columns[place].fill(m);
        run(&sim, &path(vec![]), STAYS, &columns)
    };
    let (low, high) = (MS[0], MS[MS.len() - 1]);
    for (beyond, node) in [(0.5 * low, low), (1.5 * high, high)] {
        let (a, b) = (at(beyond), at(node));
        assert_eq!(lane(&a, "risk.force", 5), lane(&b, "risk.force", 5));
        assert!(once(&a, "outside_grid").iter().all(|v| *v == 1.0));
        assert!(once(&b, "outside_grid").iter().all(|v| *v == 0.0));
    }
    assert_ne!(lane(&at(low), "risk.force", 5), lane(&at(high), "risk.force", 5));
}

#[test]
fn windows_and_break_even() {
    let sim = Simulator::new(small()).unwrap();
    let columns = draws(sim.inputs(), 300, 26);
    let reference = run(&sim, &path(vec![]), STAYS, &columns);
    let same = window(&reference, &reference, "risk.force", 1.0).unwrap();
    assert!(same.area.iter().chain(&same.years_above).chain(&same.worst).all(|v| *v == 0.0));
    assert!(same.worst_year.iter().all(|v| v.is_nan()));
    let leaves = run(&sim, &path(vec![treaty(TreatyState::Ended, 2028)]), STAYS, &columns);
    let w = window(&leaves, &reference, "war.expert.psi50", 2.0).unwrap();
    // By hand for one future.
    let f = 17;
    let (mut area, mut above) = (0.0, 0.0);
    for t in 0..20 {
        let (a, b) =
            (lane(&leaves, "war.expert.psi50", t)[f], lane(&reference, "war.expert.psi50", t)[f]);
        area += 100.0 * (a - b).max(0.0);
        above += f64::from(u8::from(a > 2.0 * b));
    }
    assert!((w.area[f] - area).abs() < 1e-12 && w.years_above[f] == above && area > 0.0);
    assert!(window(&leaves, &reference, "events.any", 1.0).unwrap_err().is_unknown());
    let mean = |out: &Outcomes| {
        ["psi0", "psi50", "psi100"]
            .map(|p| lane(out, &format!("war.expert.{p}"), 10).iter().sum::<f64>() / 300.0)
    };
    // Leaving is outside a factor of two at every share, since all of the tie is lost.
    assert_eq!(break_even_psi(mean(&leaves), mean(&reference), 2.0), Some(BreakEven::Never));
}

#[test]
fn a_future_with_a_bad_input_fails_alone() {
    let sim = Simulator::new(small()).unwrap();
    let mut columns = draws(sim.inputs(), 130, 27);
    let good = run(&sim, &path(vec![]), STAYS, &columns);
    columns[0][3] = f64::NAN;
    columns[0][129] = 1.5;
    let out = run(&sim, &path(vec![]), STAYS, &columns);
    assert_eq!(Failure::of(out.failures()[3]), Some(Failure::NotFinite));
    assert_eq!(Failure::of(out.failures()[129]), Some(Failure::OutsideDomain));
    let (a, b) = (once(&out, "events.any"), once(&good, "events.any"));
    for f in 0..130 {
        if f == 3 || f == 129 {
            assert!(a[f].is_nan() && lane(&out, "war.expert", 7)[f].is_nan());
        } else {
            assert_eq!(a[f], b[f]);
        }
    }
}

#[test]
fn ends_of_treaties_by_the_patron_are_as_rare_as_on_record() {
    // A client of the patron of today loses its treaty with 0.05 to 0.3% a year before shocks.
    let mut setup = small();
    setup.politics.regimes.iter_mut().for_each(|r| r.termination = 1.0);
    let sim = Simulator::new(setup).unwrap();
    let columns = draws(sim.inputs(), 2000, 28);
    let out = run(&sim, &path(vec![]), STAYS, &columns);
    let mut all: Vec<f64> = (0..20).flat_map(|t| lane(&out, "exit_hazard", t).to_vec()).collect();
    all.sort_by(f64::total_cmp);
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    assert!((0.0005..0.003).contains(&mean), "{mean}");
}

#[test]
fn wider_inputs_widen_the_range() {
    let sim = Simulator::new(small()).unwrap();
    let spread = |column: &[f64]| {
        let mut v = column.to_vec();
        v.sort_by(f64::total_cmp);
        v[v.len() * 95 / 100] - v[v.len() * 5 / 100]
    };
    for (name, outcome) in [
        ("growth.west", "events.any.west"),
        ("z.baseline.force", "events.force"),
        ("war.west.expert", "war_ever.expert"),
        ("growth_gdp", "money_sum"),
    ] {
        let at = sim.inputs().iter().position(|d| d.name == name).unwrap();
        let middle = middle(sim.inputs());
        let drawn = draws(sim.inputs(), 400, 29);
        let one = |scale: f64| {
            let columns: Vec<Vec<f64>> = (0..middle.len())
                .map(|k| {
                    let v = |f: usize| middle[k] + scale * (drawn[k][f] - middle[k]);
                    if k == at { (0..400).map(v).collect() } else { vec![middle[k]; 400] }
                })
                .collect();
            let out = run(&sim, &path(vec![]), STAYS, &columns);
            spread(once(&out, outcome))
        };
        let (half, whole) = (one(0.5), one(1.0));
        assert!(whole > 1.5 * half && half > 0.0, "{name}: {half} {whole}");
    }
}

fn refused(change: impl Fn(&mut Setup)) -> Error {
    let mut setup = small();
    change(&mut setup);
    Simulator::new(setup).unwrap_err()
}

#[test]
fn setups_that_cannot_be_simulated_are_refused_with_their_place() {
    let e = refused(|s| s.horizon_years = 1_000_000);
    assert!(e.is_setup() && e.at() == "horizon_years" && e.to_string().contains("60"));
    assert_eq!(refused(|s| s.horizon_years = 0).at(), "horizon_years");
    assert_eq!(refused(|s| s.horizon_years = MOST_YEARS + 1).at(), "horizon_years");
    let e = refused(|s| s.politics.switching[1][0] = 0.9);
    assert!(e.at() == "politics.switching[1]" && e.to_string().contains("sum"));
    let e = refused(|s| s.contingencies[0].neighbour = "iland".into());
    assert!(e.is_unknown() && e.at() == "contingencies[0].neighbour");
    assert!(e.to_string().contains("did you mean `island`"));
    assert_eq!(refused(|s| s.challengers.clear()).at(), "challengers");
    assert_eq!(refused(|s| s.challengers[1].id = "north".into()).at(), "challengers[1].id");
    assert_eq!(refused(|s| s.challengers[0].reach = f64::NAN).at(), "challengers[0].reach");
    assert_eq!(refused(|s| s.client.spending_share = 0.0).at(), "client.spending_share");
    assert_eq!(refused(|s| s.politics.next_term = Year(FIRST)).at(), "politics.next_term");
    assert_eq!(refused(|s| s.politics.term_years = 0).at(), "politics.term_years");
    assert_eq!(refused(|s| s.challengers[0].growth.lo = 0.9).at(), "challengers[0].growth");
    assert_eq!(refused(|s| s.evidence.rho[0] = 0.1).at(), "evidence.rho");
    let e = refused(|s| {
        s.setting.w = 0.5;
        s.client.personnel = None;
    });
    assert_eq!(e.at(), "client.personnel");
}

#[test]
fn paths_that_cannot_be_walked_are_refused_with_their_place() {
    let sim = Simulator::new(small()).unwrap();
    let refused = |levers| sim.plan(&path(levers), "paths[2]").unwrap_err();
    let e = refused(vec![spending(0.03, 2027, 5), spending(0.04, 2030, -2)]);
    assert!(e.is_path() && e.at() == "paths[2].levers[1].over_years");
    assert!(e.to_string().contains("ends before it starts"));
    let e = refused(vec![spending(0.03, 2046, 1)]);
    assert!(e.at() == "paths[2].levers[0].from_year" && e.to_string().contains("never acts"));
    assert_eq!(refused(vec![spending(1.2, 2027, 1)]).at(), "paths[2].levers[0].to_share");
    let e = refused(vec![stage(NuclearStage::Minimal, 2028)]);
    assert!(e.is_path() && e.at() == "paths[2].levers[0].stage");
    let e = refused(vec![stage(NuclearStage::Minimal, 2028), stage(NuclearStage::Device, 2030)]);
    assert!(e.to_string().contains("cannot begin before"));
    let e = refused(vec![stage(NuclearStage::Device, 2028), stage(NuclearStage::Device, 2030)]);
    assert_eq!(e.at(), "paths[2].levers[1].stage");
    let e = refused(vec![treaty(TreatyState::Ended, 2028), treaty(TreatyState::Revised, 2030)]);
    assert!(e.to_string().contains("has ended"));
    let e = refused(vec![treaty(TreatyState::AsIs, 2028)]);
    assert!(e.to_string().contains("does nothing"));
    let e = refused(vec![Lever::Partner {
        id: "sout".into(),
        share: 0.5,
        reliability: None,
        ramp: ramp(2027, 1),
    }]);
    assert!(e.is_unknown() && e.to_string().contains("did you mean `south`"));
    let mut alone = small();
    alone.treaty.exists = false;
    let e = Simulator::new(alone)
        .unwrap()
        .plan(&path(vec![treaty(TreatyState::Ended, 2028)]), "paths[0]")
        .unwrap_err();
    assert!(
        e.is_path() && e.at() == "paths[0].levers[0].to" && e.to_string().contains("no treaty")
    );
}

#[test]
fn columns_that_do_not_fit_are_refused() {
    let sim = Simulator::new(small()).unwrap();
    let plan = sim.plan(&path(vec![]), "paths[0]").unwrap();
    let columns = draws(sim.inputs(), 10, 30);
    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let mut out = Outcomes::new(sim.setup(), 10);
    let mut go = |world, c: &[&[f64]]| sim.simulate(&plan, world, c, &mut out);
    assert!(go(STAYS, &slices).is_ok());
    assert!(go(STAYS, &slices[1..]).unwrap_err().is_columns());
    let mut short = slices.clone();
    short[4] = &short[4][..9];
    assert!(go(STAYS, &short).unwrap_err().is_columns());
    assert!(go(World::PatronGoesIn(Year(2020)), &slices).unwrap_err().is_path());
    let mut other = Outcomes::new(&armed_alone(), 10);
    assert!(sim.simulate(&plan, STAYS, &slices, &mut other).unwrap_err().is_columns());
}
