//! Bootstrap sums of many columns at once.
//!
//! A resample of rows is a weight per row, and every estimate here is a function of weighted sums:
//! so one pass over the table serves several resamples, without gathering rows.

use super::{Resampling, draw};
use antumbra_core::Purpose;

/// Resamples that pass over the table together, and the rows of it that fit the nearest cache.
const TOGETHER: usize = 16;
const ROWS: usize = 64;

/// For every resample (with replacement) of the rows of a table of `width` columns, the sum of each
/// column.
pub(super) fn weighted_sums(
    rows: &[f64],
    width: usize,
    how: &Resampling,
    purpose: Purpose,
) -> Vec<Vec<f64>> {
    let n = rows.len() / width;
    let mut all = Vec::with_capacity(how.times);
    for first in (0..how.times).step_by(TOGETHER) {
        let size = TOGETHER.min(how.times - first);
        let mut counts = vec![0u32; size * n];
        for (t, counts) in counts.chunks_exact_mut(n).enumerate() {
            let mut s = how.seed.stream(purpose, (first + t) as u64, 0);
            (0..n).for_each(|_| counts[draw(&mut s, n)] += 1);
        }
        let mut sums = vec![vec![0.0; width]; size];
        for from in (0..n).step_by(ROWS) {
            let to = (from + ROWS).min(n);
            for (sums, counts) in sums.iter_mut().zip(counts.chunks_exact(n)) {
                for i in (from..to).filter(|&i| counts[i] > 0) {
                    let weight = f64::from(counts[i]);
                    let row = &rows[i * width..(i + 1) * width];
                    for (sum, x) in sums.iter_mut().zip(row) {
                        *sum += weight * x;
                    }
                }
            }
        }
        all.append(&mut sums);
    }
    all
}
