//! Small linear algebra by its identities, and a matrix whose inverse is known.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use antumbra_num::linalg::Symmetric;
use proptest::prelude::*;

/// The Hilbert matrix of order 5 and the first row of its inverse (Savage & Lukacs 1954, "Tables of
/// inverses of finite segments of the Hilbert matrix"), and its determinant 1/266716800000.
#[test]
fn hilbert() {
    let h = Symmetric::from_fn(5, |i, j| 1.0 / (i + j + 1) as f64);
    let known = [25.0, -300.0, 1050.0, -1400.0, 630.0];
    for inverse in [h.cholesky().unwrap().inverse(), h.ldl().unwrap().inverse()] {
        for (j, k) in known.iter().enumerate() {
            assert!((inverse.get(0, j) - k).abs() < 1e-7, "{} {k}", inverse.get(0, j));
        }
    }
    let ln_det = antumbra_num::kernel::ln(266_716_800_000.0);
    assert!((h.cholesky().unwrap().ln_det() + ln_det).abs() < 1e-9);
    // NumPy 2.4.6, numpy.linalg.eigvalsh(scipy.linalg.hilbert(5)); the largest two.
    let values = h.eigen().values;
    assert!((values[4] - 1.567_050_691_098_231_4).abs() < 1e-14);
    assert!((values[3] - 0.208_534_218_611_013_4).abs() < 1e-14);
}

#[test]
fn what_is_not_positive_definite_is_refused() {
    let flat = Symmetric::from_fn(3, |_, _| 1.0);
    let e = flat.cholesky().unwrap_err();
    assert!(e.is_singular() && e.to_string().contains("row 1"), "{e}");
    assert!(flat.ldl().is_err());
    let saddle = Symmetric::from_fn(2, |i, j| if i == j { 1.0 } else { 2.0 });
    assert!(saddle.cholesky().is_err());
    let ldl = saddle.ldl().unwrap();
    assert_eq!(ldl.negative_eigenvalues(), 1);
    let x = ldl.solve(&[3.0, 3.0]);
    assert!((x[0] - 1.0).abs() < 1e-15 && (x[1] - 1.0).abs() < 1e-15);
    let eigen = saddle.eigen();
    assert!((eigen.values[0] + 1.0).abs() < 1e-15 && (eigen.values[1] - 3.0).abs() < 1e-15);
    // 3 v v' with v = (1, 1)/sqrt 2.
    let part = eigen.positive_part();
    assert!((part.get(0, 1) - 1.5).abs() < 1e-14 && (part.get(0, 0) - 1.5).abs() < 1e-14);
    let nan = Symmetric::from_fn(2, |_, _| f64::NAN);
    assert!(nan.cholesky().is_err() && nan.ldl().is_err());
}

/// B B' + n I from the elements of B: positive definite and well conditioned.
fn matrix(n: usize, b: &[f64]) -> Symmetric {
    Symmetric::from_fn(n, |i, j| {
        let s: f64 = (0..n).map(|k| b[i * n + k] * b[j * n + k]).sum();
        s + if i == j { n as f64 } else { 0.0 }
    })
}

proptest! {
    #[test]
    fn factors_solve_and_rebuild(n in 1usize..30, b in prop::collection::vec(-1.0..1.0f64, 900)) {
        let a = matrix(n, &b);
        let size = a.row(0).iter().fold(1.0_f64, |m, v| m.max(v.abs())) * n as f64;
        let rhs = &b[..n];
        for x in [a.cholesky().unwrap().solve(rhs), a.ldl().unwrap().solve(rhs)] {
            for (got, want) in a.times(&x).iter().zip(rhs) {
                prop_assert!((got - want).abs() < 1e-13 * size);
            }
        }
        // L L' = A, by its action on unit vectors; the inverse times A is the identity.
        let factor = a.cholesky().unwrap();
        let inverse = factor.inverse();
        let columns: Vec<Vec<f64>> = (0..n).map(|j| {
            let e: Vec<f64> = (0..n).map(|k| if k == j { 1.0 } else { 0.0 }).collect();
            factor.lower_times(&e)
        }).collect();
        for i in 0..n {
            for j in 0..n {
                let back: f64 = columns.iter().map(|c| c[i] * c[j]).sum();
                prop_assert!((back - a.get(i, j)).abs() < 1e-13 * size);
            }
            for (j, v) in inverse.times(a.row(i)).iter().enumerate() {
                let identity = f64::from(u8::from(i == j));
                prop_assert!((v - identity).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn eigenvectors_diagonalise(n in 1usize..24, b in prop::collection::vec(-1.0..1.0f64, 900)) {
        let a = Symmetric::from_fn(n, |i, j| b[i * n + j]); // indefinite
        let eigen = a.eigen();
        let trace: f64 = a.diagonal().iter().sum();
        prop_assert!((eigen.values.iter().sum::<f64>() - trace).abs() < 1e-12 * n as f64);
        prop_assert!(eigen.values.is_sorted());
        for (i, v) in eigen.vectors.iter().enumerate() {
            for (av, v) in a.times(v).iter().zip(v) {
                prop_assert!((av - eigen.values[i] * v).abs() < 1e-12 * n as f64);
            }
            for w in &eigen.vectors[..i] {
                let dot: f64 = v.iter().zip(w).map(|(a, b)| a * b).sum();
                prop_assert!(dot.abs() < 1e-12);
            }
        }
        // The root's outer product is the positive part.
        let part = eigen.positive_part();
        let columns: Vec<Vec<f64>> = (0..n)
            .map(|k| {
                let e: Vec<f64> = (0..n).map(|j| f64::from(u8::from(k == j))).collect();
                eigen.root_times(&e)
            })
            .collect();
        for i in 0..n {
            for j in 0..n {
                let rebuilt: f64 = columns.iter().map(|c| c[i] * c[j]).sum();
                prop_assert!((rebuilt - part.get(i, j)).abs() < 1e-12);
            }
        }
    }
}
