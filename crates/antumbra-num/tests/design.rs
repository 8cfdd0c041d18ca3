//! Point sets against SciPy (`reference/sobol.py`) and by the properties that they are used for;
//! bootstrap intervals against SciPy (`reference/bootstrap.py`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use antumbra_core::Seed;
use antumbra_num::bootstrap::{Bootstrap, jackknife, resample};
use antumbra_num::design::{LatinHypercube, MonteCarlo, PointSet, Sobol};
use antumbra_num::dist::chi_squared;
use std::collections::BTreeMap;

const SOBOL: &str = include_str!("reference/sobol.txt");
const BOOTSTRAP: &str = include_str!("reference/bootstrap.txt");

#[test]
fn unscrambled_points_are_scipys_bit_for_bit() {
    let points = Sobol::unscrambled(1024).unwrap();
    let mut lines = SOBOL.lines().filter(|l| !l.starts_with('#'));
    let dims: Vec<usize> =
        lines.next().unwrap().split(' ').skip(1).map(|d| d.parse().unwrap()).collect();
    let mut largest = 0;
    for line in lines {
        let n: Vec<u64> = line.split(' ').map(|t| t.parse().unwrap()).collect();
        for (&d, &want) in dims.iter().zip(&n[1..]) {
            let got = points.coordinate(n[0], d - 1);
            assert_eq!(got, want as f64 / 9_007_199_254_740_992.0, "index {}, dimension {d}", n[0]);
        }
        largest = n[0];
    }
    assert!(largest > 1 << 26);
}

/// A column is the same bits as its coordinates, past the end of the set too.
#[test]
fn columns_are_their_coordinates() {
    let sets: [&dyn PointSet; 7] = [
        &MonteCarlo::new(3, Seed(2)),
        &LatinHypercube::new(1, 3, Seed(2)).unwrap(),
        &LatinHypercube::new(17, 3, Seed(2)).unwrap(),
        &LatinHypercube::new(70_003, 3, Seed(2)).unwrap(),
        &LatinHypercube::new(1 << 52, 3, Seed(2)).unwrap(),
        &Sobol::scrambled(3, Seed(2)).unwrap(),
        &Sobol::unscrambled(3).unwrap(),
    ];
    for set in sets {
        for first in [0, 1, 65_535, (1 << 40) + 3, (1 << 53) - 40, u64::MAX - 30] {
            for d in 0..4 {
                let mut out = [0.0; 20];
                set.column(first, d, &mut out);
                for (i, u) in (first..).zip(out) {
                    assert_eq!(u.to_bits(), set.coordinate(i, d).to_bits(), "{first} + {i}, {d}");
                }
            }
        }
    }
}

/// How many of the points from `start` on fall into each cell of a grid over two dimensions.
fn cells(
    p: &dyn PointSet,
    start: u64,
    n: u64,
    (d, a): (usize, usize),
    (e, b): (usize, usize),
) -> Vec<usize> {
    let mut count = vec![0; a * b];
    for i in start..start + n {
        let (x, y) = (p.coordinate(i, d), p.coordinate(i, e));
        assert!(x > 0.0 && x < 1.0 && y > 0.0 && y < 1.0);
        count[(x * a as f64) as usize * b + (y * b as f64) as usize] += 1;
    }
    count
}

#[test]
fn scrambled_points_keep_the_net() {
    let p = Sobol::scrambled(40, Seed(5)).unwrap();
    for start in [0, 256, 1 << 20, (1 << 40) + 512] {
        // Every dimension alone: one of 256 points in each of 256 cells.
        for d in 0..40 {
            let count = cells(&p, start, 256, (d, 256), (d, 1));
            assert!(count.iter().all(|&c| c == 1), "dimension {d} from {start}");
        }
        // The first two dimensions together, in every shape of cell.
        for k in 0..=8 {
            let count = cells(&p, start, 256, (0, 1 << k), (1, 256 >> k));
            assert!(count.iter().all(|&c| c == 1), "shape {k} from {start}");
        }
    }
    let other = Sobol::scrambled(40, Seed(6)).unwrap();
    assert!((0..50).all(|i| p.coordinate(i, 3) != other.coordinate(i, 3)));
    // More dimensions leave the earlier ones alone.
    let wider = Sobol::scrambled(50, Seed(5)).unwrap();
    assert!((0..50).all(|i| p.coordinate(i, 39) == wider.coordinate(i, 39)));
}

/// Over seeds a given point is uniform, also jointly in two dimensions, and the mean of a smooth
/// function is unbiased with a far smaller spread than by independent points.
#[test]
fn scrambling_is_uniform_and_pays() {
    let mut count = [0.0; 16];
    let (mut mean, mut square) = (0.0, 0.0);
    let seeds = 400;
    for s in 0..seeds {
        let p = Sobol::scrambled(5, Seed(s)).unwrap();
        let (x, y) = (p.coordinate(3, 1), p.coordinate(3, 4));
        count[(x * 4.0) as usize * 4 + (y * 4.0) as usize] += 1.0;
        // The product of 1 + (u - 1/2) over five dimensions has mean 1.
        let total: f64 =
            (0..256).map(|i| (0..5).map(|d| 0.5 + p.coordinate(i, d)).product::<f64>()).sum();
        let off = total / 256.0 - 1.0;
        mean += off / seeds as f64;
        square += off * off / seeds as f64;
    }
    let expected = seeds as f64 / 16.0;
    let statistic: f64 = count.iter().map(|c| (c - expected) * (c - expected) / expected).sum();
    assert!(chi_squared(15.0, statistic).1 > 1e-4, "chi-squared {statistic}");
    // Independent points: variance ((1 + 1/12)^5 - 1)/256 = .0019.
    assert!(square < 0.0019 / 50.0, "variance {square}");
    assert!(mean * mean < 16.0 * square / seeds as f64, "mean {mean}, variance {square}");
}

/// The spread of the mean of a smooth function over seeds falls nearly as n^-3/2, as Owen (1997,
/// "Scrambled net variance for integrals of smooth functions") proves for the true scramble in one
/// dimension; independent points give n^-1/2, in theory and here.
#[test]
fn the_error_falls_as_for_scrambled_nets() {
    let seeds = 200;
    // The integral of u^2 v over the square is 1/6, that of u^2 over the line 1/3.
    let spread = |plain: bool, dimensions: usize, n: u64| -> f64 {
        let mut square = 0.0;
        for s in 0..seeds {
            let sobol = Sobol::scrambled(3, Seed(s)).unwrap();
            let independent = MonteCarlo::new(3, Seed(s));
            let p: &dyn PointSet = if plain { &independent } else { &sobol };
            let mut columns = [vec![0.0; n as usize], vec![1.0; n as usize]];
            p.column(0, 0, &mut columns[0]);
            if dimensions == 2 {
                p.column(0, 2, &mut columns[1]);
            }
            let total: f64 = columns[0].iter().zip(&columns[1]).map(|(u, v)| u * u * v).sum();
            let off = total / n as f64 - if dimensions == 2 { 1.0 / 6.0 } else { 1.0 / 3.0 };
            square += off * off / seeds as f64;
        }
        square.sqrt()
    };
    // The exact standard deviation of u^2 is sqrt(1/5 - 1/9).
    let independent = spread(true, 1, 1024) * 32.0;
    assert!((independent / (4.0_f64 / 45.0).sqrt() - 1.0).abs() < 0.2, "{independent}");
    // Four times the points: an eighth of the spread in one dimension, a little more in two.
    for (dimensions, most) in [(1, 1.0 / 6.0), (2, 1.0 / 5.0)] {
        for n in [16, 64, 256, 1024] {
            let ratio = spread(false, dimensions, 4 * n) / spread(false, dimensions, n);
            assert!(ratio < most, "{dimensions} dimensions, {n} points: {ratio}");
        }
        let pays = spread(false, dimensions, 4096) / spread(true, dimensions, 4096);
        assert!(pays < 0.01, "{dimensions} dimensions: {pays}");
    }
    // In one dimension each point is uniform in its own cell of 1/n and independent of the others, so
    // the variance of the mean is that of the slope, integral (2u)^2 / (12 n^3) = 1/(9 n^3).
    let exact = 1.0 / (3.0 * 1024.0 * 32.0);
    let ratio = spread(false, 1, 1024) / exact;
    assert!((ratio - 1.0).abs() < 0.2, "{ratio}");
}

/// Points of different dimensions and of different seeds are independent: pairs of cells come equally often.
#[test]
fn scrambles_are_independent() {
    let seeds = 4000;
    let mut counts = [[0.0; 64]; 4];
    for s in 0..seeds {
        let p = Sobol::scrambled(9, Seed(s)).unwrap();
        let next = Sobol::scrambled(9, Seed(s + 1)).unwrap();
        let cell = |p: &Sobol, i, d| (p.coordinate(i, d) * 8.0) as usize;
        for (count, (a, b)) in counts.iter_mut().zip([
            (cell(&p, 5, 1), cell(&p, 5, 7)),
            (cell(&p, 5, 1), cell(&next, 5, 1)),
            (cell(&p, 0, 0), cell(&p, 0, 8)),
            (cell(&p, 12, 3), cell(&p, 700, 2)),
        ]) {
            count[8 * a + b] += 1.0;
        }
    }
    for (k, count) in counts.iter().enumerate() {
        let expected = seeds as f64 / 64.0;
        let statistic: f64 = count.iter().map(|c| (c - expected) * (c - expected) / expected).sum();
        assert!(chi_squared(63.0, statistic).1 > 1e-4, "pair {k}: {statistic}");
    }
}

#[test]
fn a_latin_hypercube_has_one_point_per_stratum() {
    for n in [1, 2, 3, 7, 10, 100, 1000, 4096, 20_011] {
        let p = LatinHypercube::new(n, 3, Seed(9)).unwrap();
        for d in 0..3 {
            let mut hit = vec![false; n as usize];
            for i in 0..n {
                let u = p.coordinate(i, d);
                assert!(u > 0.0 && u < 1.0);
                let stratum = (u * n as f64) as usize;
                assert!(
                    !std::mem::replace(&mut hit[stratum], true),
                    "n {n}, stratum {stratum} twice"
                );
            }
        }
        assert!(p.coordinate(n, 0).is_nan() && p.coordinate(0, 3).is_nan());
    }
}

/// Over seeds every order of three strata comes equally often; dimensions are uncorrelated.
#[test]
fn latin_strata_are_in_random_order() {
    let mut orders: BTreeMap<Vec<u64>, f64> = BTreeMap::new();
    let seeds = 3000;
    for s in 0..seeds {
        let p = LatinHypercube::new(3, 1, Seed(s)).unwrap();
        let order = (0..3).map(|i| (p.coordinate(i, 0) * 3.0) as u64).collect();
        *orders.entry(order).or_default() += 1.0;
    }
    let expected = seeds as f64 / 6.0;
    let statistic: f64 = orders.values().map(|c| (c - expected) * (c - expected) / expected).sum();
    assert_eq!(orders.len(), 6);
    assert!(chi_squared(5.0, statistic).1 > 1e-4, "chi-squared {statistic}");
    let n = 10_000;
    let p = LatinHypercube::new(n, 6, Seed(1)).unwrap();
    for d in 0..6 {
        let next = |i: u64| p.coordinate((i + 1) % n, d) - 0.5;
        for e in 0..=d {
            let with = |i: u64| if e == d { next(i) } else { p.coordinate(i, e) - 0.5 };
            let r: f64 =
                (0..n).map(|i| 12.0 * (p.coordinate(i, d) - 0.5) * with(i)).sum::<f64>() / n as f64;
            assert!(r.abs() < 0.05, "correlation {r} of {d} and {e}"); // five standard errors
        }
    }
}

#[test]
fn points_are_addressable_and_have_an_end() {
    let sets: [Box<dyn PointSet>; 3] = [
        Box::new(MonteCarlo::new(4, Seed(3))),
        Box::new(LatinHypercube::new(500, 4, Seed(3)).unwrap()),
        Box::new(Sobol::scrambled(4, Seed(3)).unwrap()),
    ];
    for p in &sets {
        let mut forward = vec![[0.0; 4]; 300];
        for i in 0..300 {
            p.point(i, &mut forward[i as usize]);
        }
        for i in (0..300).rev() {
            for d in (0..4).rev() {
                assert_eq!(p.coordinate(i, d), forward[i as usize][d]);
            }
        }
        assert_eq!(p.dimensions(), 4);
        assert!(p.coordinate(0, 4).is_nan());
        assert!(p.size().is_none_or(|n| p.coordinate(n, 0).is_nan()));
    }
    assert!(LatinHypercube::new(0, 1, Seed(1)).unwrap_err().is_domain());
    assert!(Sobol::scrambled(1025, Seed(1)).unwrap_err().is_domain());
    assert_eq!(Sobol::unscrambled(2).unwrap().coordinate(0, 1), 0.0);
    let p = MonteCarlo::new(2, Seed(8));
    let mean = (0..20_000).map(|i| p.coordinate(i, 1)).sum::<f64>() / 20_000.0;
    assert!((mean - 0.5).abs() < 0.01);
}

fn reference(name: &str) -> Vec<f64> {
    let line = BOOTSTRAP.lines().find(|l| l.split(' ').next() == Some(name)).unwrap();
    line.split(' ').skip(1).map(|t| t.parse().unwrap()).collect()
}

fn variance(x: &[f64]) -> f64 {
    antumbra_num::sum::mean_and_variance(x).unwrap().1
}

#[test]
fn bootstrap_intervals_are_scipys() {
    let sample = reference("sample");
    let of = |rows: &[usize]| variance(&rows.iter().map(|&r| sample[r]).collect::<Vec<_>>());
    let b = Bootstrap::from_replicates(variance(&sample), reference("replicates")).unwrap();
    assert!((b.estimate() - reference("estimate")[0]).abs() < 1e-13);
    let left_out = jackknife(sample.len(), of);
    for (level, name) in [(0.9, "0.9"), (0.5, "0.5")] {
        for (method, (lo, hi)) in [
            ("percentile", b.percentile(level).unwrap()),
            ("BCa", b.bca(level, &left_out).unwrap()),
        ] {
            let want = reference(&format!("{method}_{name}"));
            assert!(
                (lo - want[0]).abs() < 1e-11 && (hi - want[1]).abs() < 1e-11,
                "{method} {name}"
            );
        }
    }
    // Own resamples give an interval near by.
    let own = Bootstrap::run(sample.len(), 2000, Seed(4), of).unwrap();
    let (lo, hi) = own.percentile(0.9).unwrap();
    let want = reference("percentile_0.9");
    assert!((lo - want[0]).abs() < 1.0 && (hi - want[1]).abs() < 4.0, "{lo} {hi}");
    assert_eq!(own, Bootstrap::run(sample.len(), 2000, Seed(4), of).unwrap());
    assert_ne!(resample(50, 0, Seed(4)), resample(50, 1, Seed(4)));
}

#[test]
fn bootstraps_without_an_answer_are_refused() {
    let flat = Bootstrap::from_replicates(1.0, vec![2.0, 3.0, 4.0]).unwrap();
    assert!(flat.bca(0.9, &[1.0, 2.0]).unwrap_err().is_domain());
    let fine = Bootstrap::from_replicates(2.5, vec![2.0, 3.0, 4.0]).unwrap();
    assert!(fine.bca(0.9, &[1.0, 1.0]).unwrap_err().is_domain());
    assert!(fine.bca(0.9, &[]).unwrap_err().is_not_finite());
    assert!(fine.percentile(1.0).unwrap_err().is_domain());
    assert!(Bootstrap::run(0, 9, Seed(1), |_| 0.0).unwrap_err().is_shape());
    let e =
        Bootstrap::run(2, 40, Seed(1), |r| if r[0] == r[1] { f64::NAN } else { 1.0 }).unwrap_err();
    assert!(e.is_not_finite() && e.to_string().contains("of 40 replicates"), "{e}");
}
