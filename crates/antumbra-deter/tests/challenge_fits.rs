//! Challenge fits against the figures of two independent programs (Python with NumPy and SciPy, by
//! the same written recipe, from the same files), within the bands that the recipe states.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::{StateId, Year};
use antumbra_deter::evidence::{
    ChallengeFit, Challenges, Contest, Power, Severity, fit, fit_from, history,
};
use antumbra_num::logit::{self, Clustering, Covariance, Design, Options};
use antumbra_world::panel::{COVARIATES, FIRST, Inputs, LAST_OUTCOME, Pairs};
use common::Folder;

const REFERENCE: Contest = Contest::REFERENCE;

#[track_caller]
fn near(what: &str, found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{what}: found {found}, expected {expected}");
}

#[track_caller]
fn p(f: &ChallengeFit, b: f64, se: f64) {
    let c = f.coefficient("p").unwrap();
    near("b", c.estimate, b, 0.02);
    near("its error", c.se, se, 0.01);
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn the_reference_fits() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let mut data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).unwrap();
    let strengths = inputs.strengths(data.sample(), 1.0, 0.5);
    for (severity, events, ll, b, se, gain, band) in [
        (Severity::Any, 2_372, -9_622.1, 1.107, 0.182, 4.6, 1.0),
        (Severity::Force, 1_605, -7_051.1, 1.261, 0.231, -3.7, 1.0),
        (Severity::Fatal, 449, -2_292.2, 1.246, 0.367, 0.1, 1.0),
    ] {
        let pooled = fit(&mut data, &strengths, severity, Power::Pooled(REFERENCE)).unwrap();
        assert_eq!((pooled.n, pooled.events, pooled.dyads), (228_228, events, 2_123));
        near("log-likelihood", pooled.log_likelihood, ll, 3.0);
        p(&pooled, b, se);
        assert!(pooled.verdict.complaint().is_none(), "{:?}", pooled.verdict);
        assert!(pooled.verdict.gradient_norm < 1e-6 && pooled.verdict.min_eigenvalue > 0.0);
        let own = fit(&mut data, &strengths, severity, Power::Own(REFERENCE)).unwrap();
        near("pooled less own", pooled.log_likelihood - own.log_likelihood, gain, band);
        // At ρ = 0 support is not counted: own power alone, to the last bit.
        let none = Power::Pooled(Contest { rho: 0.0, ..REFERENCE });
        let none = fit(&mut data, &strengths, severity, none).unwrap();
        assert_eq!(none.estimates(), own.estimates());
        println!(
            "{severity:?}: LL {:.2} b {:.4} ({:.4}; two-way {:.4}, repaired {}) own {:.2}",
            pooled.log_likelihood,
            pooled.coefficient("p").unwrap().estimate,
            pooled.coefficient("p").unwrap().se,
            pooled.coefficient("p").unwrap().se_two_way,
            pooled.two_way_repaired,
            own.log_likelihood
        );
        let low = Power::Pooled(Contest { rho: 0.25, ..REFERENCE });
        let low = fit(&mut data, &strengths, severity, low).unwrap();
        if severity == Severity::Any {
            near("null", pooled.null_log_likelihood, -13_191.63, 0.01);
            near("two-way error of b", pooled.coefficient("p").unwrap().se_two_way, 0.30, 0.01);
            p(&own, 1.377, 0.224);
            let bare = fit(&mut data, &[], severity, Power::None).unwrap();
            near("without power", bare.log_likelihood, -9_652.3, 3.0);
            others(&pooled);
            // A start elsewhere ends at the same place.
            let again =
                fit_from(&mut data, &strengths, severity, Power::Pooled(REFERENCE), Some(&own))
                    .unwrap();
            for (a, b) in again.estimates().iter().zip(pooled.estimates()) {
                near("from another start", *a, b, 1e-9);
            }
        } else {
            let expected = if severity == Severity::Force { 4.2 } else { 1.8 };
            near("gain at ρ .25", low.log_likelihood - own.log_likelihood, expected, 1.0);
        }
    }
}

/// Every other coefficient of the fit of any challenge. The portfolio's similarity and the pact
/// between the two are not told apart by these data and are left out.
fn others(any: &ChallengeFit) {
    for (name, estimate, se, band) in [
        ("const", -3.938, 0.286, 0.02),
        ("land_contiguity", 0.421, 0.168, 0.02),
        ("sea_contiguity", 0.222, 0.127, 0.02),
        ("ln_distance", -0.101, 0.047, 0.02),
        ("major_i", 0.276, 0.105, 0.02),
        ("major_j", -0.350, 0.115, 0.02),
        ("polyarchy_i", 0.875, 0.190, 0.02),
        ("polyarchy_j", 1.180, 0.187, 0.02),
        ("polyarchy_ij", -3.368, 0.469, 0.02),
        ("rivalry", 0.870, 0.080, 0.02),
        ("ln_disputes", 1.122, 0.114, 0.02),
        ("nuclear_i", -0.374, 0.114, 0.02),
        ("nuclear_j", -0.016, 0.133, 0.02),
        ("post_1945", 0.392, 0.080, 0.02),
        ("ln_population_i", 0.024, 0.025, 0.02),
        ("ln_population_j", 0.128, 0.026, 0.02),
    ] {
        let c = any.coefficient(name).unwrap();
        near(name, c.estimate, estimate, band);
        near(&format!("error of {name}"), c.se, se, 0.01);
    }
    for (name, estimate) in
        [("peace_years", -1.893), ("peace_years_2", 7.004), ("peace_years_3", -7.293)]
    {
        near(name, any.coefficient(name).unwrap().estimate, estimate, 0.1);
    }
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn profiles_and_years() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let mut data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).unwrap();
    let strengths = inputs.strengths(data.sample(), 1.0, 0.5);
    for (rho, ll) in
        [(0.0, -9_626.7), (0.1, -9_616.5), (0.25, -9_617.2), (0.5, -9_619.2), (1.0, -9_622.1)]
    {
        let power = Power::Pooled(Contest { rho, ..REFERENCE });
        let f = fit(&mut data, &strengths, Severity::Any, power).unwrap();
        near(&format!("log-likelihood at ρ {rho}"), f.log_likelihood, ll, 3.0);
    }
    for (lambda, w, ll) in
        [(0.0, 0.5, -9_632.4), (0.5, 0.5, -9_627.3), (2.0, 0.5, -9_614.6), (1.0, 1.0, -9_626.7)]
    {
        let strengths = inputs.strengths(data.sample(), lambda, w);
        let power = Power::Pooled(Contest { lambda, w, ..REFERENCE });
        let f = fit(&mut data, &strengths, Severity::Any, power).unwrap();
        near(&format!("log-likelihood at λ {lambda}, w {w}"), f.log_likelihood, ll, 3.0);
    }
    let early = Challenges::build(&inputs, Pairs::Relevant, FIRST, Year(1990)).unwrap();
    let events = early.outcome(Severity::Any).iter().filter(|y| **y).count();
    assert_eq!((early.rows().len(), events), (146_134, 1_666));
    let late = Challenges::build(&inputs, Pairs::Relevant, Year(1991), LAST_OUTCOME).unwrap();
    assert_eq!(early.rows().len() + late.rows().len(), data.rows().len());
    // After 1945 the era says nothing: it is left out by name, the rest is estimated.
    let mut modern = Challenges::build(&inputs, Pairs::Relevant, Year(1946), LAST_OUTCOME).unwrap();
    let strengths = inputs.strengths(modern.sample(), 1.0, 0.5);
    let f = fit(&mut modern, &strengths, Severity::Any, Power::Pooled(REFERENCE)).unwrap();
    assert_eq!(f.verdict.dropped, ["post_1945"]);
    assert!(f.verdict.converged && f.coefficient("post_1945").is_none());
    assert!(f.verdict.complaint().unwrap().contains("post_1945"));
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn all_directed_dyads() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let mut data = Challenges::build(&inputs, Pairs::All, FIRST, LAST_OUTCOME).unwrap();
    let strengths = inputs.strengths(data.sample(), 1.0, 0.5);
    let f = fit(&mut data, &strengths, Severity::Any, Power::Pooled(REFERENCE)).unwrap();
    assert_eq!((f.n, f.events), (1_785_111, 2_659));
    assert!(f.verdict.complaint().is_none(), "{:?}", f.verdict);
    let b = f.coefficient("p").unwrap();
    assert!(b.estimate > 0.0 && f.log_likelihood > f.null_log_likelihood);
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn what_has_no_estimate_is_refused_by_name() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let sample = |from, to| Challenges::build(&inputs, Pairs::Relevant, Year(from), Year(to));
    assert!(sample(1900, 1899).unwrap_err().is_rows());
    let mut data = sample(1817, 1819).unwrap();
    let strengths = inputs.strengths(data.sample(), 1.0, 0.5);
    let wrong = |c: Contest, data: &mut Challenges| {
        fit(data, &strengths, Severity::Any, Power::Pooled(c)).unwrap_err().is_setting()
    };
    assert!(wrong(Contest { rho: 1.5, ..REFERENCE }, &mut data));
    assert!(wrong(Contest { m: 0.0, ..REFERENCE }, &mut data));
    assert!(wrong(Contest { lambda: f64::NAN, ..REFERENCE }, &mut data));
    let e = fit(&mut data, &strengths, Severity::Fatal, Power::Pooled(REFERENCE)).unwrap_err();
    assert!(e.is_numeric() && e.to_string().contains("no events"), "{e}");
    let e = fit(&mut data, &strengths[1..], Severity::Any, Power::Pooled(REFERENCE)).unwrap_err();
    assert!(e.is_rows(), "{e}");
}

/// statsmodels' Logit on the matrix that `bench/logit` exports, made by its `compare.py`.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn without_a_penalty_it_is_statsmodels() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).unwrap();
    let mut columns: Vec<Vec<f64>> =
        (0..COVARIATES.len()).map(|c| data.rows().iter().map(|r| r.x[c]).collect()).collect();
    let strengths = inputs.strengths(data.sample(), 1.0, 0.5);
    columns.push(strengths.iter().map(|s| REFERENCE.odds(s)).collect());
    let names = COVARIATES.iter().copied().chain(["p"]);
    let named: Vec<(&str, &[f64])> = names.zip(columns.iter().map(Vec::as_slice)).collect();
    let design = Design::new(&named).unwrap();
    let y = data.outcome(Severity::Any);
    let options = Options { ridge: 0.0, ..Options::default() };
    let f = logit::fit(&design, &y, None, &options, None).unwrap();
    let by = Clustering { ids: data.dyads(), small_sample: false };
    let v = f.covariance(&design, &y, None, &Covariance::Clustered(by)).unwrap();
    let found = f.coefficients.iter().zip(v.standard_errors());
    let reference = include_str!("reference/logit_any.csv").lines().filter(|l| !l.starts_with('#'));
    let mut lines = 0;
    for (line, (b, se)) in reference.zip(found) {
        let cells: Vec<&str> = line.split(',').collect();
        let (b0, se0): (f64, f64) = (cells[1].parse().unwrap(), cells[2].parse().unwrap());
        near(cells[0], *b, b0, 1e-8 * b0.abs().max(1.0));
        near(&format!("error of {}", cells[0]), se, se0, 1e-6 * se0);
        lines += 1;
    }
    assert_eq!(lines, 22);
}

/// Japan from 1952: the fitted probabilities are the model's own, and the parts make them up.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn a_clients_record() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let mut data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).unwrap();
    let strengths = inputs.strengths(data.sample(), 1.0, 0.5);
    let any = fit(&mut data, &strengths, Severity::Any, Power::Pooled(REFERENCE)).unwrap();
    let of = |state, from| {
        let state = StateId::cow(state);
        history(&data, &strengths, Severity::Any, &REFERENCE, &any, state, Year(from))
    };
    let japan = of(740, 1952).unwrap();
    for r in &japan {
        let eta = r.power + r.past + r.rivalry + r.rest;
        near("parts", antumbra_num::kernel::logistic(eta), r.fitted, 1e-15);
        assert!((0.0..1.0).contains(&r.fitted) && r.power > 0.0 && r.rivalry >= 0.0);
    }
    // A logit with a constant expects as many events as came, over all rows.
    let mut targets: Vec<u16> = data.rows().iter().map(|r| r.j.cow_code()).collect();
    targets.sort_unstable();
    targets.dedup();
    let whole: Vec<_> = targets.into_iter().flat_map(|t| of(t, 1816).unwrap()).collect();
    assert_eq!(whole.len(), 228_228);
    near("expected events", whole.iter().map(|r| r.fitted).sum(), 2_372.0, 0.01);
    // Chinese challenges stand out among the rest.
    let mean = |china: bool| {
        let some = || japan.iter().filter(|r| (r.challenger == StateId::cow(710)) == china);
        some().map(|r| r.fitted).sum::<f64>() / some().count() as f64
    };
    assert!(mean(true) > 5.0 * mean(false), "{} {}", mean(true), mean(false));
    assert!(of(740, 2015).unwrap_err().is_rows());
}
