//! The estimates that the program carries: against direct fits, published levels, and their text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::{Dyad, StateId, Year};
use antumbra_deter::evidence::estimates::{Estimates, Past};
use antumbra_deter::evidence::{Challenges, Contest, Power, Severity, fit};
use antumbra_num::quantile::median;
use antumbra_world::panel::{FIRST, Inputs, LAST_OUTCOME, Pairs, Sample};
use common::Folder;
use std::collections::BTreeMap;

#[track_caller]
fn near(what: &str, found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{what}: found {found}, expected {expected}");
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn built_written_and_read() {
    let folder = Folder::public();
    let start = std::time::Instant::now();
    let e = Estimates::build(&folder, |_, _| {}).unwrap();
    println!("built in {:?}", start.elapsed());
    assert_eq!((e.rows(), e.year(), e.last_outcome()), (228_228, Year(2019), LAST_OUTCOME));
    let at = e.fit_at(Severity::Any, &Contest::REFERENCE).unwrap();
    near("log-likelihood", at.log_likelihood, -9_622.1, 3.0);
    near("b", at.slope.b, 1.107, 0.02);

    let files: BTreeMap<String, String> = e.to_files().into_iter().collect();
    for (name, text) in &files {
        println!("{name}: {} bytes, {}", text.len(), text.lines().next().unwrap().len());
    }
    let total: usize = files.values().map(String::len).sum();
    println!("total {total}");
    if let Ok(to) = std::env::var("ANTUMBRA_WRITE") {
        for (name, text) in &files {
            std::fs::write(std::path::Path::new(&to).join(name), text).unwrap();
        }
    }
    let read = Estimates::from_files(|n| files.get(n).cloned()).unwrap();
    let again: BTreeMap<String, String> = read.to_files().into_iter().collect();
    assert!(again == files, "what is read is written as it was");

    // Step 14 of the recipe: China and Japan with the United States' support, ρ .5, m .3 and .5.
    let inputs = Inputs::read(&folder).unwrap();
    let mut rows = Sample::build(&inputs, Pairs::Relevant, Year(2019)).rows;
    rows.retain(|r| r.t == Year(2019));
    let now = Sample { rows };
    let pair = |from, to| Dyad { from: StateId::cow(from), to: StateId::cow(to) };
    for (dyad, held, peace) in [
        (pair(710, 740), 0.398, 0.197),
        (pair(731, 732), 0.548, 0.302),
        (pair(365, 255), 0.077, 0.031),
        (pair(365, 290), 0.105, 0.046),
    ] {
        let mut risks = [Vec::new(), Vec::new()];
        for lambda in [0.5, 1.0, 2.0] {
            for w in [0.5, 1.0] {
                let strengths = inputs.strengths(&now, lambda, w);
                let row = now.rows.iter().position(|r| r.i == dyad.from && r.j == dyad.to).unwrap();
                for m in [0.3, 0.5] {
                    let contest = Contest { lambda, w, m, rho: 0.5 };
                    let p = contest.odds(&strengths[row]);
                    for (past, out) in [Past::Held, Past::Peace].into_iter().zip(&mut risks) {
                        out.push(read.risk(dyad, Severity::Any, &contest, past, p).unwrap());
                    }
                }
            }
        }
        println!("{dyad:?} {:?} {:?}", median(&risks[0]), median(&risks[1]));
        near("held", median(&risks[0]).unwrap(), held, 0.02);
        near("counted as peace", median(&risks[1]).unwrap(), peace, 0.01);
    }
    let japan = read.level(StateId::cow(740), Severity::Any).unwrap();
    println!("Japan {japan:?} {}", japan.factor());
    assert!(japan.observed > japan.expected && japan.correct(0.9) == 0.95);
    near("E", japan.correct(0.1), 0.1 * (japan.observed + 5.0) / (japan.expected + 5.0), 1e-12);

    // Between grid points, against fits made there.
    let mut data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).unwrap();
    let strengths = inputs.strengths(data.sample(), 1.0, 0.5);
    let strengths_now = inputs.strengths(&now, 1.0, 0.5);
    for (m, rho) in [(0.2, 0.5), (0.4, 0.5), (0.3, 0.1), (0.3, 0.75), (0.4, 0.4)] {
        let contest = Contest { m, rho, ..Contest::REFERENCE };
        let f = fit(&mut data, &strengths, Severity::Any, Power::Pooled(contest)).unwrap();
        let beta = f.estimates();
        let mut worst = 0.0_f64;
        for (row, s) in now.rows.iter().zip(&strengths_now) {
            let p = contest.odds(s);
            let x = row.x.iter().chain(std::iter::once(&p));
            let eta = beta[0] + beta[1..].iter().zip(x).map(|(b, x)| b * x).sum::<f64>();
            let dyad = Dyad { from: row.i, to: row.j };
            let b = read.baseline(dyad, Severity::Any, &contest, Past::Peace);
            let b = b.unwrap().log_odds + read.slope(Severity::Any, &contest).unwrap().b * p;
            // Seven rivalries ended 2015-2018 and are closed in the estimates alone.
            if (eta - b).abs() < 0.5 {
                worst = worst.max((eta - b).abs());
            }
        }
        let slope = read.slope(Severity::Any, &contest).unwrap().b;
        println!("m {m} rho {rho}: b {} interpolated {slope}, worst log-odds {worst}", beta[21]);
    }
}
