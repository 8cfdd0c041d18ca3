//! What must be equal, and is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use antumbra_core::{Dyad, StateId};
use antumbra_deter::contest;
use antumbra_deter::evidence::estimates::{Estimates, Past};
use antumbra_deter::evidence::{Contest, Severity};
use antumbra_path::{Simulator, World};
use common::*;

/// Sets the growth of everyone, the switching and all hazards of change to nothing.
fn still() -> Vec<(String, f64)> {
    let sim = Simulator::new(small()).unwrap();
    let quiet = ["growth", "demography", "loosening_hazard", "termination_hazard"];
    sim.inputs()
        .iter()
        .filter(|d| quiet.iter().any(|q| d.name.starts_with(q)))
        .map(|d| (d.name.clone(), 0.0))
        .collect()
}

#[test]
fn nothing_drifts_when_nothing_moves() {
    let mut setup = small();
    let n = setup.politics.regimes.len();
    setup.politics.switching =
        (0..n).map(|r| (0..n).map(|k| f64::from(u8::from(k == r))).collect()).collect();
    let sim = Simulator::new(setup).unwrap();
    let still = still();
    let but: Vec<(&str, f64)> = still.iter().map(|(k, v)| (k.as_str(), *v)).collect();
    let out = one(&sim, &path(vec![]), World::PatronStays, &but);
    for def in out.defs().iter().filter(|d| d.yearly) {
        // The past moved forward is moved by time itself.
        if def.name.starts_with("risk_updated") {
            continue;
        }
        let years = series(&out, &def.name);
        for (t, v) in years.iter().enumerate() {
            assert!((v - years[0]).abs() <= 1e-12 * years[0].abs(), "{} in year {t}", def.name);
        }
    }
    // And with a past that is not moved, the level is that of the first year.
    assert!(total(&out, "events.any") > 0.0);
}

#[test]
fn levers_that_lead_to_where_things_stand_change_no_bit() {
    let setup = small();
    let client = setup.client.clone();
    let sim = Simulator::new(setup).unwrap();
    let columns = draws(sim.inputs(), 300, 5);
    let same = path(vec![
        spending(client.spending_share, 2027, 6),
        antumbra_path::Lever::Access { kept: 1.0, ramp: ramp(2028, 3) },
        antumbra_path::Lever::Alignment { to: client.alignment, ramp: ramp(2028, 3) },
        antumbra_path::Lever::Trade { patron: 0.0, challengers: 0.0, ramp: ramp(2028, 3) },
        antumbra_path::Lever::Role { to: client.role, year: antumbra_core::Year(2030) },
    ]);
    for world in [World::PatronStays, World::PatronGoes] {
        let a = run(&sim, &path(vec![]), world, &columns);
        let b = run(&sim, &same, world, &columns);
        assert!(a.failures().iter().all(|c| *c == 0));
        assert_eq!(a, b);
    }
}

#[test]
fn the_worlds_are_the_same_until_the_patron_goes() {
    let sim = Simulator::new(small()).unwrap();
    let columns = draws(sim.inputs(), 200, 6);
    let stays = run(&sim, &path(vec![]), World::PatronStays, &columns);
    let goes = run(&sim, &path(vec![]), World::PatronGoesIn(antumbra_core::Year(2034)), &columns);
    for (o, def) in stays.defs().iter().enumerate().filter(|(_, d)| d.yearly) {
        for t in 0..8 {
            assert_eq!(stays.year(o, t), goes.year(o, t), "{} in year {t}", def.name);
        }
    }
    let here = goes.find("patron_here").unwrap();
    assert!(goes.year(here, 7).iter().all(|v| *v == 1.0));
    assert!(goes.year(here, 8).iter().all(|v| *v == 0.0));
    let war = goes.find("war.expert").unwrap();
    assert!(goes.year(war, 8).iter().zip(stays.year(war, 8)).all(|(g, s)| g > s));
}

#[test]
fn chunks_do_not_matter() {
    let sim = Simulator::new(small()).unwrap();
    let columns = draws(sim.inputs(), 301, 7);
    let p = &paths()[6];
    let whole = run(&sim, p, World::PatronGoes, &columns);
    let mut start = 0;
    for size in [1, 127, 128, 45] {
        let part: Vec<Vec<f64>> = columns.iter().map(|c| c[start..start + size].to_vec()).collect();
        let out = run(&sim, p, World::PatronGoes, &part);
        for o in 0..whole.yearly_count() {
            for t in 0..whole.years() {
                assert_eq!(out.year(o, t), &whole.year(o, t)[start..start + size]);
            }
        }
        for o in whole.yearly_count()..whole.defs().len() {
            assert_eq!(out.once(o), &whole.once(o)[start..start + size]);
        }
        start += size;
    }
    assert_eq!(start, 301);
}

#[test]
fn the_first_year_is_what_the_evidence_predicts() {
    // Built like Japan, on draws of m and ρ inside the estimates' grid, errors at their middle:
    // future by future the corrected prediction of the estimates.
    let setup = japan();
    let sim = Simulator::new(setup).unwrap();
    let mut columns = draws(sim.inputs(), 400, 8);
    for (def, column) in sim.inputs().iter().zip(&mut columns) {
        if def.name.starts_with("z.") {
            column.fill(0.0);
        }
        if def.name == "decisiveness" {
            column.iter_mut().for_each(|m| *m = m.clamp(0.1, 0.5));
        }
    }
    let out = run(&sim, &path(vec![]), World::PatronStays, &columns);
    let estimates = Estimates::embedded().unwrap();
    let input = |name: &str| {
        let at = sim.inputs().iter().position(|d| d.name == name).unwrap();
        columns[at].clone()
    };
    let (m, rho, others) =
        (input("decisiveness"), input("reliability"), input("reliability_others"));
    let s = sim.setup();
    let client = StateId::cow(740);
    for (i, c) in s.challengers.iter().enumerate() {
        let theatre = input(&format!("theatre.{}", c.id));
        for severity in Severity::ALL {
            let level = estimates.level(client, severity).unwrap();
            let at = out.find(&format!("risk.{}.{}", severity.name(), c.id)).unwrap();
            for f in 0..400 {
                let total = s.client.capability
                    + rho[f] * s.patron.force.reach(s.patron.force.presence)
                    + others[f] * s.others[0].force.reach(0.0);
                let p = contest::odds(c.reach * theatre[f], total, m[f]);
                let contest = Contest { lambda: 1.0, w: 1.0, m: m[f], rho: rho[f] };
                let dyad = Dyad { from: s.challengers[i].state, to: client };
                let risk = estimates.risk(dyad, severity, &contest, Past::Held, p).unwrap();
                let got = out.year(at, 0)[f];
                assert!((level.correct(risk) / got - 1.0).abs() < 1e-9, "{severity:?} {f}");
            }
        }
    }
}

#[test]
fn the_first_year_s_mean_is_the_prediction_within_sampling_error() {
    // With the parameters' errors drawn, the mean over futures is the estimates' prediction
    // averaged over the normal of the log-odds; by Gauss-Hermite with 5 nodes it is known to far
    // better than the sampling error.
    let setup = japan();
    let sim = Simulator::new(setup.clone()).unwrap();
    let n = 40_000;
    let mut columns = draws(sim.inputs(), n, 9);
    for (def, column) in sim.inputs().iter().zip(&mut columns) {
        match def.name.as_str() {
            "decisiveness" => column.fill(0.3),
            "reliability" | "reliability_others" => column.fill(0.5),
            name if name.starts_with("theatre") => column.fill(1.0),
            _ => {}
        }
    }
    let out = run(&sim, &path(vec![]), World::PatronStays, &columns);
    let estimates = Estimates::embedded().unwrap();
    let client = StateId::cow(740);
    let nodes = [
        (-2.856_970_013_872_806, 0.011_257_411_327_720_69),
        (-1.355_626_179_974_266, 0.222_075_922_005_612_6),
        (0.0, 0.533_333_333_333_333_3),
        (1.355_626_179_974_266, 0.222_075_922_005_612_6),
        (2.856_970_013_872_806, 0.011_257_411_327_720_69),
    ];
    let contest = Contest { lambda: 1.0, w: 1.0, m: 0.3, rho: 0.5 };
    let total = setup.client.capability
        + 0.5 * setup.patron.force.reach(setup.patron.force.presence)
        + 0.5 * setup.others[0].force.reach(0.0);
    for severity in Severity::ALL {
        let level = estimates.level(client, severity).unwrap();
        let slope = estimates.slope(severity, &contest).unwrap();
        for c in &setup.challengers {
            let p = contest::odds(c.reach, total, 0.3);
            let dyad = Dyad { from: c.state, to: client };
            let b = estimates.baseline(dyad, severity, &contest, Past::Held).unwrap();
            let sd = (b.variance + 2.0 * b.covariance * p + slope.variance * p * p).sqrt();
            let expected: f64 = nodes
                .iter()
                .map(|(z, w)| {
                    let eta = b.log_odds + slope.b * p + sd * z;
                    w * level.correct(antumbra_num::kernel::logistic(eta))
                })
                .sum();
            let at = out.find(&format!("risk.{}.{}", severity.name(), c.id)).unwrap();
            let draws = out.year(at, 0);
            let mean = draws.iter().sum::<f64>() / n as f64;
            let variance =
                draws.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n as f64 - 1.0);
            let error = (variance / n as f64).sqrt();
            // Four standard errors, and a hundredth of the risk for the quadrature of a capped risk.
            let most = 4.0 * error + 0.01 * expected;
            assert!((mean - expected).abs() < most, "{} {severity:?}: {mean} {expected}", c.id);
        }
    }
}

#[test]
fn stock_and_costs_balance() {
    let sim = Simulator::new(small()).unwrap();
    let but = [("delivery", 0.0), ("trust_response", 0.0), ("munitions_needed", 30.0)];
    let out = one(&sim, &path(vec![spending(0.06, 2027, 3)]), World::PatronStays, &but);
    let gdp = 1.0 + sim.setup().client.growth.mid;
    let (own, share) = (series(&out, "own"), series(&out, "spending.conventional"));
    let waste = series(&out, "unabsorbed");
    let delta = 0.08;
    let mut economy = 1.0;
    for t in 0..own.len() - 1 {
        let spent = share[t] / 0.015 * economy;
        let next = (1.0 - delta) * own[t] + delta * (spent - waste[t]);
        assert!((own[t + 1] - next).abs() < 1e-12, "year {t}");
        economy *= gdp;
    }
    assert!(waste.iter().any(|w| *w > 0.0) && waste[0] == 0.0);
    let columns = draws(sim.inputs(), 200, 11);
    for p in paths() {
        let out = run(&sim, &p, World::PatronGoes, &columns);
        let lane = |name: &str, t: usize| out.year(out.find(name).unwrap(), t).to_vec();
        for t in 0..20 {
            let parts = ["spending.conventional", "spending.nuclear", "spending.hosting"]
                .map(|n| lane(n, t));
            let losses = ["coercion.patron", "coercion.challengers", "coercion.sanctions"]
                .map(|n| lane(n, t));
            let (spent, lost) = (lane("spending", t), lane("coercion", t));
            for f in 0..200 {
                assert!((parts.iter().map(|p| p[f]).sum::<f64>() - spent[f]).abs() < 1e-15);
                assert!((losses.iter().map(|p| p[f]).sum::<f64>() - lost[f]).abs() < 1e-15);
            }
        }
    }
}

#[test]
fn what_is_kept_does_not_depend_on_what_is_not() {
    let sim = Simulator::new(small()).unwrap();
    let columns = draws(sim.inputs(), 150, 12);
    let p = &paths()[4];
    let whole = run(&sim, p, World::PatronGoes, &columns);
    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let wanted = ["risk.force", "spending"];
    let mut some =
        antumbra_path::Outcomes::keeping(sim.setup(), 150, |d| wanted.contains(&d.name.as_str()));
    let plan = sim.plan(p, "paths[0]").unwrap();
    sim.simulate(&plan, World::PatronGoes, &slices, &mut some).unwrap();
    for (o, def) in whole.defs().iter().enumerate() {
        assert_eq!(whole.once(o), some.once(o));
        let kept = wanted.contains(&def.name.as_str());
        assert_eq!(some.keeps(o), kept);
        for t in 0..20 {
            assert_eq!(some.year(o, t), if kept { whole.year(o, t) } else { &[] });
        }
    }
    let other = antumbra_path::window(&some, &whole, "risk.any", 1.0);
    assert!(other.unwrap_err().is_unknown());
}
