//! The hot loop of logistic regression: one block of rows in cache, everything it yields.
//!
//! For a block of [`ROWS`] rows, stored column after column, one call gives the linear predictor,
//! the log-likelihood, the gradient X'v(y - P) and the information X'WX. Per pass over the data
//! every number is thus read from memory once: `8 (k + 1)` bytes a row for the design (k + 1 rounded
//! up to a multiple of 4) and 16 for outcome and weight. The products run over four explicit lanes,
//! in the same order at every vector width, in 4 by 2 tiles that stay in registers.

use super::exp::exp_parts;
use super::ln::ln_1p;
use std::ops::{Deref, DerefMut};

/// Rows per block: with 24 columns, 24 KiB of design, which stays in the first-level cache.
pub(crate) const ROWS: usize = 128;
const LANES: usize = 4;

/// One column of a block, on cache-line boundaries.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub(crate) struct Col([f64; ROWS]);

impl Col {
    pub(crate) const ZERO: Col = Col([0.0; ROWS]);

    pub(crate) fn from_fn(f: impl FnMut(usize) -> f64) -> Self {
        Col(std::array::from_fn(f))
    }
}

impl Deref for Col {
    type Target = [f64; ROWS];
    #[inline(always)]
    fn deref(&self) -> &[f64; ROWS] {
        &self.0
    }
}

impl DerefMut for Col {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [f64; ROWS] {
        &mut self.0
    }
}

/// What is summed over blocks.
pub(crate) struct Sums<'a> {
    /// Gradient of the log-likelihood, one per column.
    pub(crate) gradient: &'a mut [f64],
    /// Lower triangle of the information, row by row, full rows.
    pub(crate) information: &'a mut [f64],
}

#[inline(always)]
fn add_lanes(a: [f64; LANES]) -> f64 {
    (a[0] + a[2]) + (a[1] + a[3])
}

/// The linear predictor of a block.
#[inline(always)]
pub(crate) fn predictor(x: &[Col], beta: &[f64]) -> Col {
    let mut eta = Col::ZERO;
    for (c, &b) in x.iter().zip(beta) {
        for r in 0..ROWS {
            eta[r] += b * c[r];
        }
    }
    eta
}

#[inline(always)]
fn step_body(
    x: &[Col],
    beta: &[f64],
    y: &Col,
    v: &Col,
    sums: &mut Sums<'_>,
    tile: impl Fn([&Col; 4], &[Col; 2]) -> Products,
) -> f64 {
    let eta = predictor(x, beta);
    let mut residual = Col::ZERO;
    let mut weight = Col::ZERO;
    let mut ll = Col::ZERO;
    for r in 0..ROWS {
        let e = exp_parts(-eta[r].abs(), 0.0);
        let inverse = 1.0 / (1.0 + e);
        let p = if eta[r] < 0.0 { e * inverse } else { inverse };
        residual[r] = v[r] * (y[r] - p);
        weight[r] = v[r] * (e * inverse * inverse);
        let positive = if eta[r] > 0.0 { eta[r] } else { 0.0 };
        ll[r] = v[r] * (y[r] * eta[r] - (positive + ln_1p(e)));
    }
    for (g, c) in sums.gradient.iter_mut().zip(x) {
        let mut acc = [0.0; LANES];
        for (c, r) in c.as_chunks::<LANES>().0.iter().zip(residual.as_chunks::<LANES>().0) {
            for l in 0..LANES {
                acc[l] += c[l] * r[l];
            }
        }
        *g += add_lanes(acc);
    }
    cross_body(x, &weight, sums.information, tile);
    let mut acc = [0.0; LANES];
    for c in ll.as_chunks::<LANES>().0 {
        for l in 0..LANES {
            acc[l] += c[l];
        }
    }
    add_lanes(acc)
}

/// Adds X' diag(w) X to the lower triangle of `out`; the number of columns is a multiple of 4.
#[inline(always)]
fn cross_body(
    x: &[Col],
    w: &Col,
    out: &mut [f64],
    tile: impl Fn([&Col; 4], &[Col; 2]) -> Products,
) {
    let k = x.len();
    for (pair, j0) in x.chunks_exact(2).zip((0..k).step_by(2)) {
        let mut z = [Col::ZERO; 2];
        for r in 0..ROWS {
            z[0][r] = w[r] * pair[0][r];
            z[1][r] = w[r] * pair[1][r];
        }
        for i0 in (j0 / 4 * 4..k).step_by(4) {
            let [x0, x1, x2, x3] = [&x[i0], &x[i0 + 1], &x[i0 + 2], &x[i0 + 3]];
            let products = tile([x0, x1, x2, x3], &z);
            for a in 0..4 {
                out[(i0 + a) * k + j0] += add_lanes(products[a][0]);
                out[(i0 + a) * k + j0 + 1] += add_lanes(products[a][1]);
            }
        }
    }
}

/// The inner products of four columns with two, by lanes.
type Products = [[[f64; LANES]; 2]; 4];

#[inline(always)]
fn tile_baseline(x: [&Col; 4], z: &[Col; 2]) -> Products {
    let mut acc = [[[0.0; LANES]; 2]; 4];
    for at in (0..ROWS).step_by(LANES) {
        for a in 0..4 {
            for b in 0..2 {
                for l in 0..LANES {
                    acc[a][b][l] += x[a][at + l] * z[b][at + l];
                }
            }
        }
    }
    acc
}

/// As [`tile_baseline`], by intrinsics: left to itself the compiler spills half of the sums.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn tile_avx2(x: [&Col; 4], z: &[Col; 2]) -> Products {
    use std::arch::x86_64::{
        _mm256_add_pd, _mm256_load_pd, _mm256_mul_pd, _mm256_setzero_pd, _mm256_storeu_pd,
    };
    let mut acc = [[_mm256_setzero_pd(); 2]; 4];
    for at in (0..ROWS).step_by(LANES) {
        // SAFETY: a column has ROWS elements on a 64-byte boundary, ROWS is a multiple of four, and
        // `at` runs over multiples of four below ROWS.
        #[allow(unsafe_code)]
        let load = |c: &Col| unsafe { _mm256_load_pd(c.as_ptr().add(at)) };
        let (za, zb) = (load(&z[0]), load(&z[1]));
        for a in 0..4 {
            let xa = load(x[a]);
            acc[a][0] = _mm256_add_pd(acc[a][0], _mm256_mul_pd(xa, za));
            acc[a][1] = _mm256_add_pd(acc[a][1], _mm256_mul_pd(xa, zb));
        }
    }
    let mut out = [[[0.0; LANES]; 2]; 4];
    for a in 0..4 {
        for b in 0..2 {
            // SAFETY: the target has four elements; no alignment is asked for.
            #[allow(unsafe_code)]
            unsafe {
                _mm256_storeu_pd(out[a][b].as_mut_ptr(), acc[a][b]);
            }
        }
    }
    out
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn step_avx2(x: &[Col], beta: &[f64], y: &Col, v: &Col, sums: &mut Sums<'_>) -> f64 {
    step_body(x, beta, y, v, sums, |x, z| tile_avx2(x, z))
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn cross_avx2(x: &[Col], w: &Col, out: &mut [f64]) {
    cross_body(x, w, out, |x, z| tile_avx2(x, z));
}

/// Adds a block's gradient and information at `beta` to `sums` and returns its log-likelihood. `y` is
/// 0 or 1, `v` the observation weight (0 for rows that only fill the block); `x` has a multiple of 4
/// columns.
pub(crate) fn logit_step(x: &[Col], beta: &[f64], y: &Col, v: &Col, sums: &mut Sums<'_>) -> f64 {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 was just found on this processor; the function has no other need.
        #[allow(unsafe_code)]
        return unsafe { step_avx2(x, beta, y, v, sums) };
    }
    step_body(x, beta, y, v, sums, tile_baseline)
}

/// Adds X' diag(w) X of a block to the lower triangle of `out`.
pub(crate) fn cross_products(x: &[Col], w: &Col, out: &mut [f64]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 was just found on this processor; the function has no other need.
        #[allow(unsafe_code)]
        return unsafe { cross_avx2(x, w, out) };
    }
    cross_body(x, w, out, tile_baseline);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_gives_the_same_bits_and_the_right_sums() {
        let mut state = 1u64;
        let mut draw = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / 9_007_199_254_740_992.0 - 0.5
        };
        let x: Vec<Col> = (0..8).map(|_| Col::from_fn(|_| draw())).collect();
        let beta: Vec<f64> = (0..8).map(|_| 4.0 * draw()).collect();
        let y = Col::from_fn(|_| if draw() > 0.0 { 1.0 } else { 0.0 });
        let v = Col::from_fn(|_| draw() + 0.6);
        let run = |f: &dyn Fn(&mut Sums<'_>) -> f64| {
            let (mut g, mut h) = (vec![0.0; 8], vec![0.0; 64]);
            let ll = f(&mut Sums { gradient: &mut g, information: &mut h });
            (ll, g, h)
        };
        let dispatched = run(&|s| logit_step(&x, &beta, &y, &v, s));
        let baseline = run(&|s| step_body(&x, &beta, &y, &v, s, tile_baseline));
        assert_eq!(dispatched, baseline);
        // Row by row, with the scalar kernels.
        let (mut ll, mut g, mut h) = (0.0, [0.0; 8], [[0.0; 8]; 8]);
        for r in 0..ROWS {
            let eta: f64 = (0..8).map(|j| beta[j] * x[j][r]).sum();
            let p = crate::kernel::logistic(eta);
            ll += v[r] * (y[r] * eta - crate::kernel::ln_1p_exp(eta));
            for i in 0..8 {
                g[i] += v[r] * (y[r] - p) * x[i][r];
                for j in 0..=i {
                    h[i][j] += v[r] * p * (1.0 - p) * x[i][r] * x[j][r];
                }
            }
        }
        assert!((ll - dispatched.0).abs() < 1e-12);
        for i in 0..8 {
            assert!((g[i] - dispatched.1[i]).abs() < 1e-13);
            for j in 0..=i {
                assert!((h[i][j] - dispatched.2[i * 8 + j]).abs() < 1e-13);
            }
        }
    }
}
