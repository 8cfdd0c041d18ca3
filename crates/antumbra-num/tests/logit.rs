//! Logistic regression against statsmodels and NumPy (`reference/logit.py`), and by its own laws.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use antumbra_num::linalg::Symmetric;
use antumbra_num::logit::{Clustering, Covariance, Design, Fit, Options, Separation, fit};

const REFERENCE: &str = include_str!("reference/logit.txt");
const NAMES: [&str; 6] = ["x0", "x1", "x2", "x3", "x4", "x5"];
const N: usize = 20_000;

struct Data {
    x: Vec<Vec<f64>>,
    y: Vec<bool>,
    a: Vec<u32>,
    b: Vec<u32>,
    w: Vec<f64>,
}

/// The data of `reference/logit.py`, bit for bit.
fn data(n: usize) -> Data {
    let mut state = 20_260_101_u64;
    let mut uniform = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    };
    let mut d = Data { x: vec![vec![]; 6], y: vec![], a: vec![], b: vec![], w: vec![] };
    for _ in 0..n {
        let u: [f64; 8] = std::array::from_fn(|_| uniform());
        let dummy = if u[1] < 0.2 { 1.0 } else { 0.0 };
        let third = u[4] - 0.5;
        let row =
            [u[0], dummy, 10.0 * u[2] * u[2], u[0] * u[2], 1e6 * u[3] + 5e6, third * third * third];
        row.iter().zip(&mut d.x).for_each(|(v, c)| c.push(*v));
        let (a, b) = ((u[6] * 40.0).floor() as u32, (u[7] * 30.0).floor() as u32);
        let p = 0.01
            + 0.12 * u[0] * u[0]
            + 0.1 * dummy * u[3]
            + 0.004 * f64::from(a % 7)
            + 0.002 * f64::from(b % 5);
        d.y.push(u[5] < p);
        d.a.push(a);
        d.b.push(b);
        d.w.push(0.5 + u[6]);
    }
    d
}

fn design(x: &[Vec<f64>]) -> Design {
    let named: Vec<(&str, &[f64])> = NAMES.iter().zip(x).map(|(n, c)| (*n, c.as_slice())).collect();
    Design::new(&named).unwrap()
}

fn reference(name: &str) -> Vec<f64> {
    let line = REFERENCE.lines().find(|l| l.split(' ').next() == Some(name));
    line.unwrap_or_else(|| panic!("no reference {name}"))
        .split(' ')
        .skip(1)
        .map(|t| t.parse().unwrap())
        .collect()
}

fn close(name: &str, got: &[f64], tolerance: f64) {
    let want = reference(name);
    assert_eq!(got.len(), want.len(), "{name}");
    for (i, (g, w)) in got.iter().zip(&want).enumerate() {
        assert!((g - w).abs() <= tolerance * w.abs(), "{name}[{i}]: {g} against {w}");
    }
}

fn plain(ridge: f64) -> Options {
    Options { ridge, ..Options::default() }
}

fn once(small_sample: bool, ids: &[u32]) -> Covariance<'_> {
    Covariance::Clustered(Clustering { ids, small_sample })
}

#[test]
fn agrees_with_statsmodels() {
    let d = data(N);
    assert_eq!(reference("events"), [d.y.iter().filter(|y| **y).count() as f64]);
    close("sums", &d.x.iter().map(|c| antumbra_num::sum::sum(c)).collect::<Vec<_>>(), 1e-12);
    let design = design(&d.x);
    let f = fit(&design, &d.y, None, &plain(0.0), None).unwrap();
    assert_eq!(f.verdict.complaint(), None);
    close("coefficients", &f.coefficients, 1e-8);
    close("log_likelihood", &[f.log_likelihood], 1e-12);
    // statsmodels finds the null model by BFGS, to eleven digits.
    close("null_log_likelihood", &[f.null_log_likelihood], 1e-10);
    let errors =
        |kind: &Covariance<'_>| f.covariance(&design, &d.y, None, kind).unwrap().standard_errors();
    close("se_information", &errors(&Covariance::Information), 1e-7);
    close("se_sandwich", &errors(&Covariance::Sandwich), 1e-7);
    close("se_by_a", &errors(&once(false, &d.a)), 1e-7);
    close("se_by_a_corrected", &errors(&once(true, &d.a)), 1e-7);
    let two = |ids| Clustering { ids, small_sample: false };
    close("se_two_way", &errors(&Covariance::TwoWay(two(&d.a), two(&d.b))), 1e-7);
}

#[test]
fn weights_and_ridge_agree_with_their_references() {
    let d = data(N);
    let design = design(&d.x);
    let f = fit(&design, &d.y, Some(&d.w), &plain(0.0), None).unwrap();
    close("weighted_coefficients", &f.coefficients, 1e-8);
    let v = f.covariance(&design, &d.y, Some(&d.w), &Covariance::Information).unwrap();
    close("weighted_se", &v.standard_errors(), 1e-7);
    for (ridge, name) in [(0.001, "ridge_0.001"), (5.0, "ridge_5.0")] {
        let f = fit(&design, &d.y, None, &plain(ridge), None).unwrap();
        close(&format!("{name}_coefficients"), &f.coefficients, 1e-8);
        close(&format!("{name}_log_likelihood"), &[f.log_likelihood], 1e-12);
        let v = f.covariance(&design, &d.y, None, &once(false, &d.a)).unwrap();
        close(&format!("{name}_se_by_a"), &v.standard_errors(), 1e-8);
        let penalty: f64 = f.standardised[1..].iter().map(|b| 0.5 * ridge * b * b).sum();
        assert!((f.penalty - penalty).abs() < 1e-9);
    }
}

#[test]
fn a_replaced_column_and_a_warm_start_give_the_same_estimate() {
    let d = data(N);
    let other: Vec<f64> = d.x[2].iter().zip(&d.x[0]).map(|(a, b)| a + 2.0 * b).collect();
    let mut reused = design(&d.x);
    let options = Options::default();
    let first = fit(&reused, &d.y, None, &options, None).unwrap();
    reused.replace("x2", &other).unwrap();
    let warm = fit(&reused, &d.y, None, &options, Some(&first)).unwrap();
    let mut x = d.x.clone();
    x[2] = other;
    let cold = fit(&design(&x), &d.y, None, &options, None).unwrap();
    assert!(warm.verdict.converged && warm.verdict.iterations < cold.verdict.iterations);
    for (w, c) in warm.coefficients.iter().zip(&cold.coefficients) {
        assert!((w - c).abs() <= 1e-10 * c.abs(), "{w} {c}");
    }
    // The model is the same under a linear change of its columns.
    assert!((cold.log_likelihood - first.log_likelihood).abs() < 1e-5);
}

#[test]
fn repeated_rows_are_weights() {
    let d = data(3000);
    let twice: Vec<usize> = (0..3000)
        .flat_map(|r| if d.a[r].is_multiple_of(2) { vec![r, r] } else { vec![r] })
        .collect();
    let full = design(&d.x);
    let repeated = full.subset(&twice).unwrap();
    let y: Vec<bool> = twice.iter().map(|&r| d.y[r]).collect();
    let w: Vec<f64> = d.a.iter().map(|a| if a.is_multiple_of(2) { 2.0 } else { 1.0 }).collect();
    let one = fit(&repeated, &y, None, &plain(0.0), None).unwrap();
    let two = fit(&full, &d.y, Some(&w), &plain(0.0), None).unwrap();
    for (a, b) in one.coefficients.iter().zip(&two.coefficients) {
        assert!((a - b).abs() <= 1e-8 * b.abs(), "{a} {b}");
    }
    // And the predictor of either design under either fit is the same.
    let eta = full.linear_predictor(&one).unwrap();
    let again = repeated.linear_predictor(&two).unwrap();
    for (e, &r) in again.iter().zip(&twice) {
        assert!((e - eta[r]).abs() < 1e-8);
    }
}

fn small(columns: &[(&str, &[f64])], y: &[bool], ridge: f64) -> Result<Fit, antumbra_num::Error> {
    fit(&Design::new(columns).unwrap(), y, None, &plain(ridge), None)
}

#[test]
fn defects_are_named() {
    let n = 60;
    let x: Vec<f64> = (0..n).map(f64::from).collect();
    let noise: Vec<f64> = (0..n).map(|i| f64::from(i * 37 % 11)).collect();
    let y: Vec<bool> = (0..n).map(|i| i * 29 % 7 < 2).collect();
    // Constant.
    let ones = vec![4.0; n as usize];
    let f = small(&[("x", &x), ("ones", &ones), ("noise", &noise)], &y, 1e-3).unwrap();
    assert_eq!(f.names, ["x", "noise"]);
    assert!(f.verdict.complaint().unwrap().contains("constant, left out: ones"));
    assert_eq!(f.coefficient("ones"), None);
    // Collinear: held by a ridge, refused without.
    let both: Vec<f64> = x.iter().zip(&noise).map(|(a, b)| a - 3.0 * b).collect();
    let f = small(&[("x", &x), ("noise", &noise), ("both", &both)], &y, 1e-3).unwrap();
    assert_eq!(f.verdict.collinear, ["both"]);
    assert!(f.verdict.converged);
    let e = small(&[("x", &x), ("noise", &noise), ("both", &both)], &y, 0.0).unwrap_err();
    assert!(e.is_singular() && e.to_string().contains("both"), "{e}");
    // Complete separation.
    let late: Vec<bool> = (0..n).map(|i| i >= 40).collect();
    let f = small(&[("x", &x), ("noise", &noise)], &late, 1e-3).unwrap();
    assert_eq!(f.verdict.separation, Separation::Complete);
    assert!(f.verdict.converged);
    // A dummy under which nothing happens, and one without which nothing happens.
    let never: Vec<f64> =
        y.iter().enumerate().map(|(i, y)| f64::from(u8::from(!y && i % 3 == 0))).collect();
    let always: Vec<f64> =
        y.iter().enumerate().map(|(i, y)| f64::from(u8::from(*y || i % 2 == 0))).collect();
    let f = small(&[("x", &x), ("never", &never), ("always", &always)], &y, 1e-3).unwrap();
    assert_eq!(f.verdict.separation, Separation::Columns(vec!["never".into(), "always".into()]));
    let f = small(&[("x", &x), ("noise", &noise)], &y, 1e-3).unwrap();
    assert_eq!(f.verdict.separation, Separation::None);
    // Without a penalty separation has no finite estimate: said, not hidden.
    if let Ok(f) = small(&[("x", &x), ("noise", &noise)], &late, 0.0) {
        assert_eq!(f.verdict.separation, Separation::Complete);
    }
    // What has no estimate at all.
    let none = vec![false; n as usize];
    let e = small(&[("x", &x)], &none, 1e-3).unwrap_err();
    assert!(e.is_domain() && e.to_string().contains("no events"), "{e}");
    let mut hole = x.clone();
    hole[17] = f64::NAN;
    let e = Design::new(&[("x", &x), ("hole", &hole)]).unwrap_err();
    assert!(
        e.is_not_finite() && e.to_string().contains("hole") && e.to_string().contains("17"),
        "{e}"
    );
    assert!(Design::new(&[("x", &x), ("x", &noise)]).unwrap_err().is_shape());
    assert!(Design::new(&[("x", &x), ("short", &noise[1..])]).unwrap_err().is_shape());
    assert!(Design::new(&[]).unwrap_err().is_shape());
    assert!(small(&[("x", &x)], &y[1..], 1e-3).unwrap_err().is_shape());
    assert!(small(&[("x", &x)], &y, -1.0).unwrap_err().is_domain());
    let d = Design::new(&[("x", &x)]).unwrap();
    let bad = vec![-1.0; n as usize];
    assert!(fit(&d, &y, Some(&bad), &Options::default(), None).unwrap_err().is_not_finite());
    let f = fit(&d, &y, None, &Options::default(), None).unwrap();
    let one = vec![7; n as usize];
    assert!(f.covariance(&d, &y, None, &once(false, &one)).unwrap_err().is_domain());
    assert!(d.clone().replace("z", &noise).unwrap_err().is_shape());
    assert!(d.clone().replace("x", &ones).unwrap_err().is_domain());
}

/// Far from the maximum a full Newton step overshoots; halving has to bring it home.
#[test]
fn a_bad_start_is_survived() {
    let d = data(N);
    let design = design(&d.x);
    let good = fit(&design, &d.y, None, &Options::default(), None).unwrap();
    let mut bad = good.clone();
    bad.standardised = vec![3.0, -4.0, 2.0, 3.0, -2.0, 2.5, 1.0];
    let again = fit(&design, &d.y, None, &Options::default(), Some(&bad)).unwrap();
    assert!(again.verdict.converged, "{:?}", again.verdict);
    for (a, b) in again.coefficients.iter().zip(&good.coefficients) {
        assert!((a - b).abs() <= 1e-9 * b.abs());
    }
    let hurried = Options { max_iterations: 2, ..Options::default() };
    let cut = fit(&design, &d.y, None, &hurried, None).unwrap();
    assert!(!cut.verdict.converged && cut.verdict.complaint().unwrap().contains("not converged"));
}

/// The one-way form with every row its own cluster is the sandwich; two equal clusterings are one.
#[test]
fn clusterings_reduce_to_each_other() {
    let d = data(2000);
    let design = design(&d.x);
    let f = fit(&design, &d.y, None, &Options::default(), None).unwrap();
    let v = |kind: &Covariance<'_>| f.covariance(&design, &d.y, None, kind).unwrap();
    let same = |a: &Symmetric, b: &Symmetric| {
        for i in 0..a.order() {
            for j in 0..a.order() {
                let scale = (a.get(i, i) * a.get(j, j)).sqrt();
                assert!((a.get(i, j) - b.get(i, j)).abs() < 1e-10 * scale);
            }
        }
    };
    let rows: Vec<u32> = (0..2000).rev().collect();
    same(&v(&once(false, &rows)).matrix, &v(&Covariance::Sandwich).matrix);
    let c = Clustering { ids: &d.a, small_sample: false };
    let two = v(&Covariance::TwoWay(c, c));
    same(&two.matrix, &v(&once(false, &d.a)).matrix);
    assert_eq!(two.clusters, [40, 40, 40]);
}
