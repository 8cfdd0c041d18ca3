//! Sensitivity against SALib 1.6.0 (`conformance/sensitivity/make_reference.py`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_core::{Column, Seed, Table};
use antumbra_explore::sensitivity::{
    Design, FailedRuns, Resampling, delta, morris, pawn, regional, score, sobol,
};
use antumbra_explore::{Cases, MissingRows};
use serde_json::Value;
use std::path::PathBuf;

fn reference(name: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../conformance/sensitivity");
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn numbers(v: &Value) -> Vec<f64> {
    match v {
        Value::Array(a) => a.iter().flat_map(numbers).collect(),
        v => vec![v.as_f64().unwrap_or(f64::NAN)],
    }
}

fn outcomes(v: &Value) -> Vec<Option<f64>> {
    numbers(v).into_iter().map(Some).collect()
}

#[track_caller]
fn near(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} where the reference has {b}");
}

#[test]
fn sobol_indices_on_the_same_design() {
    let r = reference("sobol_ishigami");
    let design = Design::saltelli_from_points(3, numbers(&r["points"]), true).unwrap();
    let y = outcomes(&r["y"]);
    let how = Resampling::new(1000, Seed(1));
    let s = sobol::sobol(&design, &y, FailedRuns::Refuse, &how).unwrap();
    for i in 0..3 {
        near(s.first[i].value, numbers(&r["first"])[i], 1e-12);
        near(s.total[i].value, numbers(&r["total"])[i], 1e-12);
        // Half-widths are random on both sides: 1000 resamples leave them within about 7%.
        let (ours, theirs) = (s.first[i].half_width, numbers(&r["first_conf"])[i]);
        near(ours / theirs, 1.0, 0.15);
        near(s.total[i].half_width / numbers(&r["total_conf"])[i], 1.0, 0.15);
    }
    assert_eq!(s.second.len(), 3);
    for ((j, k), index) in &s.second {
        near(index.value, numbers(&r["second"])[j * 3 + k], 1e-12);
        near(index.half_width / numbers(&r["second_conf"])[j * 3 + k], 1.0, 0.15);
    }
    assert!(s.first[2].indistinguishable_from_zero);
    assert!(!s.total[2].indistinguishable_from_zero);
    assert_eq!(s, sobol::sobol(&design, &y, FailedRuns::Refuse, &how).unwrap());
}

#[test]
fn morris_effects_on_the_same_design() {
    let r = reference("morris_g");
    let design = Design::morris_from_points(8, numbers(&r["points"]), 4).unwrap();
    let how = Resampling::new(1000, Seed(1));
    let y = outcomes(&r["y"]);
    let m = morris::morris(&design, &y, FailedRuns::Refuse, &how).unwrap();
    for (i, e) in m.effects.iter().enumerate() {
        near(e.mu, numbers(&r["mu"])[i], 1e-12);
        near(e.mu_star.value, numbers(&r["mu_star"])[i], 1e-12);
        near(e.sigma, numbers(&r["sigma"])[i], 1e-12);
        near(e.mu_star.half_width / numbers(&r["mu_star_conf"])[i], 1.0, 0.15);
    }
}

fn given() -> (Value, Table) {
    let r = reference("given_data");
    let (x, y) = (numbers(&r["points"]), numbers(&r["y"]));
    let mut table = Table::new("given", y.len());
    for c in 0..5 {
        let values = x.iter().skip(c).step_by(5).map(|v| Some(*v)).collect();
        table.push(format!("x{}", c + 1), Column::F64(values)).unwrap();
    }
    let high = Column::Bool(y.iter().map(|v| Some(*v > 6.0)).collect());
    table.push("y", Column::F64(y.into_iter().map(Some).collect())).unwrap();
    table.push("high", high).unwrap();
    (r, table)
}

const X: [&str; 5] = ["x1", "x2", "x3", "x4", "x5"];

#[test]
fn given_data_indices_on_the_same_table() {
    let (r, table) = given();
    let cases = Cases::new(&table, &X, "y", MissingRows::Refuse).unwrap();
    let how = Resampling::new(100, Seed(1));
    for (i, p) in pawn::pawn(&cases, 10, &how).unwrap().iter().enumerate() {
        let theirs = |k: &str| numbers(&r["pawn"][k])[i];
        // The peer leaves the largest case of each input out of its last slice; one case in the
        // 150 of a slice moves that slice's distance by less than 1/150.
        near(p.minimum, theirs("minimum"), 1.0 / 150.0);
        near(p.mean, theirs("mean"), 1.0 / 1500.0);
        near(p.median, theirs("median"), 1.0 / 300.0);
        near(p.maximum, theirs("maximum"), 1.0 / 150.0);
        assert_eq!(p.adjusted.indistinguishable_from_zero, i >= 3, "x{}: {p:?}", i + 1);
        assert!(i < 3 || p.adjusted.value.abs() < 0.02, "x{}: {p:?}", i + 1);
    }
    for (i, d) in delta::delta(&cases, &how).unwrap().iter().enumerate() {
        let theirs = |k: &str| numbers(&r[k])[i];
        near(d.raw, theirs("delta_raw"), 1e-4);
        // Both resampled means are random; a mean of 100 is within a third of the half-width.
        let corrected = 2.0 * theirs("delta_raw") - theirs("delta_resampled");
        near(d.delta.value, corrected, d.delta.half_width / 3.0);
        near(d.delta.half_width / theirs("delta_conf"), 1.0, 0.3);
        if i < 3 {
            near(d.delta.value, theirs("delta"), theirs("delta_conf"));
        } else {
            near(d.adjusted, 0.0, 0.015);
            assert!(d.delta.value < theirs("delta"));
        }
        assert_eq!(d.delta.indistinguishable_from_zero, i >= 3, "x{}: {d:?}", i + 1);
    }
}

#[test]
fn scores_and_regional_distances_tell_inert_inputs() {
    let (_, table) = given();
    let cases = Cases::new(&table, &X, "y", MissingRows::Refuse).unwrap();
    let scores = score::score(&cases).unwrap();
    // First-order Sobol' indices of the Ishigami function: x3 acts only through x1.
    for (s, truth) in scores.iter().zip([0.3139, 0.4424, 0.0, 0.0, 0.0]) {
        near(s.value, truth, 0.05);
        assert_eq!(s.indistinguishable_from_zero, truth == 0.0, "{s:?}");
    }
    let cases = Cases::new(&table, &X, "high", MissingRows::Refuse).unwrap();
    for (i, d) in regional::regional(&cases).unwrap().iter().enumerate() {
        assert_eq!(d.indistinguishable_from_zero, i >= 3, "x{}: {d:?}", i + 1);
    }
    let wrong = Cases::new(&table, &X, "y", MissingRows::Refuse).unwrap();
    assert!(regional::regional(&wrong).unwrap_err().is_table());
}

#[test]
fn an_analysis_refuses_a_design_that_it_cannot_use() {
    let how = Resampling::new(10, Seed(1));
    let base: Vec<f64> = (0..32).map(|i| f64::from(i) / 31.0).collect();
    let saltelli = Design::saltelli(2, &base, false).unwrap();
    let y: Vec<Option<f64>> = (0..32).map(|i| Some(f64::from(i * i % 7))).collect();
    let e = morris::morris(&saltelli, &y, FailedRuns::Refuse, &how).unwrap_err();
    assert!(e.is_design() && e.to_string().contains("needs a Morris design"), "{e}");
    let plain = Design::sample(2, base.clone()).unwrap();
    let e = sobol::sobol(&plain, &y[..16], FailedRuns::Refuse, &how).unwrap_err();
    assert!(e.is_design() && e.to_string().contains("PAWN"), "{e}");
    let dependent = saltelli.clone().with_dependent_inputs();
    let e = sobol::sobol(&dependent, &y, FailedRuns::Refuse, &how).unwrap_err();
    assert!(e.is_design() && e.to_string().contains("PAWN, delta"), "{e}");
    let mut gaps = y.clone();
    gaps[5] = None;
    let e = sobol::sobol(&saltelli, &gaps, FailedRuns::Refuse, &how).unwrap_err();
    assert!(e.is_table() && e.to_string().contains("run 6 has no finite outcome"), "{e}");
    let s = sobol::sobol(&saltelli, &gaps, FailedRuns::DropBlock, &how).unwrap();
    assert_eq!((s.base, s.dropped), (7, 1));
    let constant = vec![Some(2.0); 32];
    assert!(sobol::sobol(&saltelli, &constant, FailedRuns::Refuse, &how).unwrap_err().is_table());
    let one = Resampling::new(1, Seed(1));
    assert!(sobol::sobol(&saltelli, &y, FailedRuns::Refuse, &one).unwrap_err().is_setting());
}

#[test]
fn analytic_indices_are_reached() {
    let truth = reference("analytic_truth");
    let ishigami = |u: &[f64]| {
        let (a, b, c) = (angle(u[0]), angle(u[1]), angle(u[2]));
        a.1 + 7.0 * b.1 * b.1 + 0.1 * c.0 * c.0 * c.0 * c.0 * a.1
    };
    let g = |u: &[f64]| {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        u.iter().zip(a).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
    };
    check_truth(&truth["ishigami"], 3, &ishigami);
    check_truth(&truth["sobolG8"], 8, &g);
}

/// `x` in (-pi, pi) and its sine.
fn angle(u: f64) -> (f64, f64) {
    let x = std::f64::consts::PI * (2.0 * u - 1.0);
    (x, antumbra_num::kernel::sin_cos(x).0)
}

/// The error is within the estimate's own interval at N = 2^14, and that is narrow.
fn check_truth(truth: &Value, inputs: usize, f: &dyn Fn(&[f64]) -> f64) {
    let design = Design::saltelli_sobol(inputs, 1 << 14, false, Seed(1)).unwrap();
    let y: Vec<Option<f64>> = (0..design.runs()).map(|r| Some(f(design.point(r)))).collect();
    let how = Resampling::new(100, Seed(1));
    let s = sobol::sobol(&design, &y, FailedRuns::Refuse, &how).unwrap();
    for (ours, name) in [(&s.first, "S1"), (&s.total, "ST")] {
        for (index, exact) in ours.iter().zip(numbers(&truth[name])) {
            near(index.value, exact, index.half_width);
            assert!(index.half_width < 0.03, "{index:?}");
        }
    }
}
