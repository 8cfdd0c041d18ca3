//! The distributions against mpmath and SciPy (`reference/dist.py`), and by their own laws.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use antumbra_core::Range;
use antumbra_num::dist::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const REFERENCE: &str = include_str!("reference/dist.txt");

/// Largest relative difference allowed, per function.
const TOLERANCES: [(&str, f64); 23] = [
    ("ln_gamma", 1e-14),
    ("gamma", 1e-14),
    ("ln_beta", 1e-14),
    ("beta_cdf", 1e-12),
    ("beta_sf", 1e-12),
    ("beta_ln_density", 1e-12),
    ("beta_quantile", 1e-13),
    ("gamma_p", 1e-12),
    ("gamma_q", 1e-12),
    ("normal_cdf", 1e-14),
    ("normal_quantile", 1e-15),
    ("truncated_quantile", 1e-12),
    ("truncated_cdf", 1e-10),
    ("triangular_quantile", 1e-14),
    ("triangular_cdf", 1e-15),
    ("pert_quantile", 1e-12),
    ("pert_cdf", 1e-12),
    ("lognormal_quantile", 1e-14),
    ("lognormal_cdf", 1e-13),
    ("uniform_quantile", 1e-15),
    ("chi2_cdf", 1e-12),
    ("chi2_sf", 1e-12),
    ("student_t_cdf", 1e-12),
];

fn evaluate(name: &str, a: &[f64]) -> f64 {
    match name {
        "ln_gamma" => ln_gamma(a[0]),
        "gamma" => gamma(a[0]),
        "ln_beta" => ln_beta(a[0], a[1]),
        "beta_cdf" => Beta::new(a[0], a[1]).unwrap().cdf(a[2]),
        "beta_sf" => Beta::new(a[0], a[1]).unwrap().sf(a[2]),
        "beta_ln_density" => Beta::new(a[0], a[1]).unwrap().ln_density(a[2]),
        "beta_quantile" => Beta::new(a[0], a[1]).unwrap().quantile(a[2]),
        "gamma_p" => incomplete_gamma(a[0], a[1]).0,
        "gamma_q" => incomplete_gamma(a[0], a[1]).1,
        "normal_cdf" => standard_cdf(a[0]),
        "normal_quantile" => standard_quantile(a[0]),
        "truncated_quantile" => {
            TruncatedNormal::new(a[0], a[1], a[2], a[3]).unwrap().quantile(a[4])
        }
        "truncated_cdf" => TruncatedNormal::new(a[0], a[1], a[2], a[3]).unwrap().cdf(a[4]),
        "triangular_quantile" => Triangular::new(a[0], a[1], a[2]).unwrap().quantile(a[3]),
        "triangular_cdf" => Triangular::new(a[0], a[1], a[2]).unwrap().cdf(a[3]),
        "pert_quantile" => Pert::new(a[0], a[1], a[2]).unwrap().quantile(a[3]),
        "pert_cdf" => Pert::new(a[0], a[1], a[2]).unwrap().cdf(a[3]),
        "lognormal_quantile" => Lognormal::new(a[0], a[1]).unwrap().quantile(a[2]),
        "lognormal_cdf" => Lognormal::new(a[0], a[1]).unwrap().cdf(a[2]),
        "uniform_quantile" => Uniform::new(a[0], a[1]).unwrap().quantile(a[2]),
        "chi2_cdf" => chi_squared(a[0], a[1]).0,
        "chi2_sf" => chi_squared(a[0], a[1]).1,
        "student_t_cdf" => student_t_cdf(a[0], a[1]),
        other => panic!("the reference names an unknown function {other}"),
    }
}

#[test]
fn agrees_with_the_reference() {
    let mut worst: BTreeMap<&str, (f64, String)> = BTreeMap::new();
    for line in REFERENCE.lines().filter(|l| !l.starts_with('#')) {
        let f: Vec<&str> = line.split(' ').collect();
        let numbers: Vec<f64> = f[2..].iter().map(|t| t.parse().unwrap()).collect();
        let (expected, arguments) = numbers.split_last().unwrap();
        let got = evaluate(f[1], arguments);
        // Relative; where the value itself is near 0 (a logarithm), absolute.
        let scale =
            if f[1] == "beta_ln_density" { expected.abs().max(1.0) } else { expected.abs() };
        let error = if got == *expected { 0.0 } else { (got - expected).abs() / scale };
        let entry = worst.entry(f[1]).or_insert((0.0, String::new()));
        if error >= entry.0 || error.is_nan() {
            *entry = (error, format!("{}({arguments:?}) = {got:e}, not {expected:e}", f[1]));
        }
    }
    let mut failed = vec![];
    for (name, tolerance) in TOLERANCES {
        let (error, at) = worst.remove(name).expect("a function without reference");
        println!("{name}: {error:.1e} at {at}");
        if error.is_nan() || error > tolerance {
            failed.push(format!("{error:.1e} > {tolerance:.0e}: {at}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(worst.is_empty(), "functions without a tolerance: {worst:?}");
}

/// Where a Newton step would divide by an underflowing probability, and where 1 - y would cancel.
#[test]
fn beta_quantiles_far_out() {
    let cases = [
        (416_453.5, 1.731, 1e-128),
        (353_707.6, 3.551, 1e-95),
        (6_759.0, 0.001_074, 1e-62),
        (0.031_36, 630_357.0, 0.913),
    ];
    for (a, b, u) in cases {
        let d = Beta::new(a, b).unwrap();
        let off = (d.cdf(d.quantile(u)) - u) / u;
        // ln P rises by up to a per unit of ln x, of which a double near 1 knows 1e-16.
        assert!(off.abs() < 1e-12 + a * 2e-16, "{a} {b} {u}: {off:e}");
    }
}

fn every_distribution() -> Vec<(&'static str, Box<dyn Distribution>)> {
    let range = Range { lo: 1.0, mid: 2.0, hi: 6.0 };
    vec![
        ("normal", Box::new(Normal::new(1.0, 2.0).unwrap())),
        ("truncated", Box::new(TruncatedNormal::new(0.3, 0.1, 0.05, 1.0).unwrap())),
        ("uniform", Box::new(Uniform::new(-1.0, 3.0).unwrap())),
        ("triangular", Box::new(Triangular::new(-1.0, 0.0, 3.0).unwrap())),
        ("pert", Box::new(Pert::new(-1.0, 0.0, 3.0).unwrap())),
        ("lognormal", Box::new(Lognormal::new(0.5, 0.7).unwrap())),
        ("beta", Box::new(Beta::new(3.5, 2.9).unwrap())),
        ("beta, both ends infinite", Box::new(Beta::new(0.4, 0.6).unwrap())),
        ("fitted", Box::new(Fitted::new(range, None, None).unwrap())),
        ("fitted above", Box::new(Fitted::new(range, Some(0.0), None).unwrap())),
        ("fitted below", Box::new(Fitted::new(range, None, Some(7.0)).unwrap())),
        ("fitted between", Box::new(Fitted::new(range, Some(0.5), Some(7.0)).unwrap())),
    ]
}

#[test]
fn quantiles_rise_and_invert_the_distribution_function() {
    for (name, d) in every_distribution() {
        let mut last = d.quantile(0.0);
        for i in 1..=2000 {
            let u = f64::from(i) / 2000.0;
            let x = d.quantile(u);
            assert!(x >= last, "{name}: quantile({u}) = {x} under {last}");
            if i < 2000 {
                let back = d.cdf(x);
                assert!((back - u).abs() < 2e-14, "{name}: cdf(quantile({u})) = {back}");
            }
            last = x;
        }
        for outside in [-0.1, 1.1, f64::NAN] {
            assert!(d.quantile(outside).is_nan(), "{name}: quantile({outside})");
        }
        assert!(d.cdf(f64::NAN).is_nan(), "{name}: cdf(NaN)");
        assert_eq!(d.cdf(f64::NEG_INFINITY), 0.0, "{name}");
        assert_eq!(d.cdf(f64::INFINITY), 1.0, "{name}");
    }
}

#[test]
fn parameters_outside_their_domain_are_refused() {
    let range = |lo, mid, hi| Range { lo, mid, hi };
    let refused = [
        Normal::new(0.0, 0.0).err(),
        Normal::new(f64::NAN, 1.0).err(),
        TruncatedNormal::new(0.0, 1.0, 2.0, 1.0).err(),
        TruncatedNormal::new(0.0, 1.0, 60.0, 61.0).err(),
        TruncatedNormal::new(0.0, 1.0, f64::NAN, 1.0).err(),
        Beta::new(0.0, 1.0).err(),
        Beta::new(1.0, f64::INFINITY).err(),
        Pert::new(0.0, 2.0, 1.0).err(),
        Uniform::new(1.0, 1.0).err(),
        Triangular::new(0.0, -1.0, 1.0).err(),
        Lognormal::new(0.0, -1.0).err(),
        Fitted::new(range(2.0, 1.0, 3.0), None, None).err(),
        Fitted::new(range(1.0, 2.0, f64::NAN), None, None).err(),
        Fitted::new(range(1.0, 2.0, 3.0), Some(1.0), None).err(),
        Fitted::new(range(1.0, 2.0, 3.0), None, Some(3.0)).err(),
    ];
    for (i, e) in refused.iter().enumerate() {
        assert!(e.as_ref().is_some_and(antumbra_num::Error::is_domain), "case {i}: {e:?}");
    }
}

/// scipy.stats.norm at the edges, and symmetry.
#[test]
fn edges_of_special_functions() {
    assert_eq!(standard_cdf(f64::NEG_INFINITY), 0.0);
    assert_eq!(standard_cdf(f64::INFINITY), 1.0);
    assert_eq!(standard_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(standard_quantile(1.0), f64::INFINITY);
    assert_eq!(standard_quantile(0.5), 0.0);
    assert!(standard_quantile(-1e-9).is_nan() && ln_gamma(-1.0).is_nan() && gamma(-3.0).is_nan());
    assert_eq!(ln_gamma(0.0), f64::INFINITY);
    assert_eq!((ln_gamma(1.0), ln_gamma(2.0)), (0.0, 0.0));
    assert_eq!(gamma(172.0), f64::INFINITY);
    assert!(student_t_cdf(0.0, 1.0).is_nan() && chi_squared(-1.0, 1.0).0.is_nan());
    assert_eq!(student_t_cdf(3.0, f64::NEG_INFINITY), 0.0);
    assert_eq!(incomplete_beta(2.0, 3.0, 0.0), (0.0, 1.0));
    assert_eq!(incomplete_beta(2.0, 3.0, 1.0), (1.0, 0.0));
    assert!(incomplete_beta(2.0, 3.0, 1.1).0.is_nan());
    let flat = Beta::new(1.0, 1.0).unwrap();
    assert!((flat.ln_density(0.0)).abs() < 1e-15 && flat.ln_density(-0.1) == f64::NEG_INFINITY);
    assert_eq!(Beta::new(0.5, 2.0).unwrap().ln_density(0.0), f64::INFINITY);
}

proptest! {
    /// The three percentiles are hit for any triple in order and any bounds outside it.
    #[test]
    fn fitted_goes_through_its_percentiles(
        a in -1e3..1e3f64, up in 0.0..1e3f64, more in 0.0..1e3f64,
        below in prop::option::of(1e-3..1e2f64), above in prop::option::of(1e-3..1e2f64),
    ) {
        let range = Range { lo: a, mid: a + up, hi: a + up + more };
        let lower = below.map(|d| range.lo - d);
        let upper = above.map(|d| range.hi + d);
        let d = Fitted::new(range, lower, upper).unwrap();
        let size = 1e-11 * (1.0 + a.abs() + up + more);
        prop_assert!((d.quantile(0.05) - range.lo).abs() < size);
        prop_assert!((d.quantile(0.5) - range.mid).abs() == 0.0);
        prop_assert!((d.quantile(0.95) - range.hi).abs() < size);
        for u in [1e-9, 0.3, 0.999_999] {
            let x = d.quantile(u);
            prop_assert!(lower.is_none_or(|l| x >= l) && upper.is_none_or(|h| x <= h));
        }
    }

    /// Shapes from a thousandth to a million, probabilities down to e^-300.
    #[test]
    fn beta_quantile_inverts(
        la in -3.0..6.0f64, lb in -3.0..6.0f64, v in 1e-12..1.0f64, tail: bool,
    ) {
        use antumbra_num::kernel::{exp, pow};
        let (a, b) = (pow(10.0, la), pow(10.0, lb));
        let u = if tail { exp(-300.0 * v) } else { v };
        let d = Beta::new(a, b).unwrap();
        let x = d.quantile(u);
        prop_assert!((0.0..=1.0).contains(&x));
        // A double cannot express x better than this; at the ends nothing is left to check.
        let resolution = exp(d.ln_density(x)) * x * 4e-16;
        if x > 1e-307 && x < 1.0 {
            prop_assert!((d.cdf(x) - u).abs() <= 2e-12 * u + resolution, "{a} {b} {u} {x}");
        }
    }
}

/// Quantiles over a slice have the bits of one after another.
#[test]
fn slices_are_their_elements() {
    let range = |lo, mid, hi| Range { lo, mid, hi };
    let fitted = |r, lower, upper| Box::new(Fitted::new(r, lower, upper).unwrap());
    let truncated = |m, s, a, b| Box::new(TruncatedNormal::new(m, s, a, b).unwrap());
    let all: Vec<Box<dyn Distribution>> = vec![
        Box::new(Uniform::new(-2.0, 3.0).unwrap()),
        Box::new(Triangular::new(0.0, 0.3, 1.0).unwrap()),
        Box::new(Lognormal::new(0.3, 0.8).unwrap()),
        Box::new(Normal::new(-1.0, 2.0).unwrap()),
        truncated(0.3, 0.1, 0.05, 1.0),
        truncated(0.0, 1.0, 2.0, f64::INFINITY),
        truncated(0.0, 1.0, f64::NEG_INFINITY, -0.5),
        Box::new(Beta::new(3.5, 2.9).unwrap()),
        Box::new(Tabulated::new(std::sync::Arc::new(Beta::new(3.5, 2.9).unwrap())).unwrap()),
        fitted(range(1.0, 2.0, 6.0), None, None),
        fitted(range(1.0, 2.0, 6.0), Some(0.0), None),
        fitted(range(1.0, 2.0, 6.0), None, Some(9.0)),
        fitted(range(0.1, 0.2, 0.6), Some(0.0), Some(1.0)),
        fitted(range(1.0, 1.0, 6.0), Some(0.0), None),
    ];
    let mut u: Vec<f64> = (0..1001).map(|i| (f64::from(i) + 0.25) / 1001.5).collect();
    u.extend([0.0, 0.5, 1.0, 1e-12, 1e-9, 1.0 - 1e-12, -0.1, 1.1, f64::NAN]);
    for (k, d) in all.iter().enumerate() {
        let mut x = u.clone();
        d.quantiles(&mut x);
        for (&u, x) in u.iter().zip(x) {
            let one = d.quantile(u);
            assert!(one.to_bits() == x.to_bits() || one.is_nan() && x.is_nan(), "{k}, {u}: {x}");
        }
    }
}
