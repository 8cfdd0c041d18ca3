//! Sobol' indices from a Saltelli design.
//!
//! *Model.* y = f(x) with independent inputs; `S1_j = V(E(y|x_j)) / V(y)`,
//! `ST_j = E(V(y|x_-j)) / V(y)`, `S2_jk` the share of the pair beyond both first orders.
//!
//! *Estimator.* With outcomes A, B, AB_j (A with coordinate j of B) and BA_j, centred by the mean
//! of all runs, and V the variance of A and B together: `S1_j = mean(B (AB_j - A)) / V`
//! (Saltelli et al. 2010, table 2 b), `ST_j = mean((A - AB_j)^2) / 2V` (Jansen 1999),
//! `S2_jk = mean(BA_j AB_k - A B) / V - S1_j - S1_k` (Saltelli 2002). Half-widths come from
//! resampling base points with replacement. Each estimate is a ratio of sums over base points, so
//! a resample is a weighted sum of rows of a table computed once.
//!
//! *Checks.* Equal to SALib 1.6.0 on the same design (`conformance/sensitivity`).
//!
//! *References.* Sobol' (2001), Mathematics and Computers in Simulation 55, 271-280. Saltelli
//! (2002), Computer Physics Communications 145, 280-297. Jansen (1999), Computer Physics
//! Communications 117, 35-43. Saltelli et al. (2010), Computer Physics Communications 181, 259-270.

use super::design::Blocks;
use super::resample::weighted_sums;
use super::{Design, DesignKind, FailedRuns, Index, Resampling, spread};
use crate::Error;
use antumbra_core::Purpose;

/// Sobol' indices of every input and, where the design allows, of every pair.
#[derive(Clone, Debug, PartialEq)]
pub struct SobolIndices {
    /// First order: what an input does alone.
    pub first: Vec<Index>,
    /// Total: what it does alone and together with others.
    pub total: Vec<Index>,
    /// Second order of the pairs (0,1), (0,2), ..., (1,2), ...; empty without second order.
    pub second: Vec<((usize, usize), Index)>,
    /// Base points used.
    pub base: usize,
    /// Base points left out because one of their runs failed.
    pub dropped: usize,
}

/// The estimates of one (re)sample, in the order first, total, second.
fn estimates(sums: &[f64], n: f64, inputs: usize) -> Vec<f64> {
    let mean = (sums[0] + sums[2]) / (2.0 * n);
    let variance = (sums[1] + sums[3]) / (2.0 * n) - mean * mean;
    let share = |i: usize| sums[4 + i] / n / variance;
    let mut out: Vec<f64> = (0..inputs).map(share).collect();
    out.extend((inputs..2 * inputs).map(|i| share(i) / 2.0));
    for (p, (j, k)) in pairs(inputs).enumerate().take(sums.len() - 4 - 2 * inputs) {
        out.push(share(2 * inputs + p) - out[j] - out[k]);
    }
    out
}

fn pairs(inputs: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..inputs).flat_map(move |j| (j + 1..inputs).map(move |k| (j, k)))
}

/// What each base point adds to the sums: A, A², B, B², then the three kinds of numerator.
fn contributions(blocks: &[(usize, Vec<f64>)], inputs: usize, second: bool) -> (Vec<f64>, usize) {
    let runs = (blocks.len() * blocks[0].1.len()) as f64;
    let all = || blocks.iter().flat_map(|(_, ys)| ys.iter());
    let mean = all().sum::<f64>() / runs;
    let sd = (all().map(|y| (y - mean) * (y - mean)).sum::<f64>() / runs).sqrt();
    let width = 4 + 2 * inputs + if second { inputs * (inputs - 1) / 2 } else { 0 };
    let mut rows = Vec::with_capacity(blocks.len() * width);
    for (_, ys) in blocks {
        let y = |r: usize| (ys[r] - mean) / sd;
        let (a, b) = (y(0), y(ys.len() - 1));
        rows.extend([a, a * a, b, b * b]);
        rows.extend((0..inputs).map(|j| b * (y(1 + j) - a)));
        rows.extend((0..inputs).map(|j| (a - y(1 + j)) * (a - y(1 + j))));
        if second {
            rows.extend(pairs(inputs).map(|(j, k)| y(1 + inputs + j) * y(1 + k) - a * b));
        }
    }
    (rows, width)
}

/// Sobol' indices with bootstrap half-widths.
///
/// # Errors
/// A design of another kind, or with inputs that depend on each other (the error names methods
/// that stay valid); a failed run under [`FailedRuns::Refuse`]; an outcome that never varies; a
/// setting out of range.
pub fn sobol(
    design: &Design,
    outcomes: &[Option<f64>],
    failed: FailedRuns,
    how: &Resampling,
) -> Result<SobolIndices, Error> {
    let DesignKind::Saltelli { second_order } = design.kind() else {
        return Err(design.refusal("Sobol' indices", "Saltelli design"));
    };
    let z = how.z()?;
    let inputs = design.inputs();
    let Blocks { whole: blocks, dropped } = design.whole_blocks(outcomes, failed)?;
    let first = blocks[0].1[0];
    if blocks.iter().all(|(_, ys)| ys.iter().all(|y| *y == first)) {
        return Err(Error::table(format!("the outcome is {first} in every run")));
    }
    let (rows, width) = contributions(&blocks, inputs, second_order);
    let n = blocks.len();
    let mut sums = vec![0.0; width];
    for row in rows.chunks_exact(width) {
        sums.iter_mut().zip(row).for_each(|(s, x)| *s += x);
    }
    let values = estimates(&sums, n as f64, inputs);
    let resamples: Vec<Vec<f64>> = weighted_sums(&rows, width, how, Purpose("sobol.bootstrap"))
        .iter()
        .map(|sums| estimates(sums, n as f64, inputs))
        .collect();
    let index = |i: usize| Index::new(values[i], z * spread(resamples.iter().map(move |r| r[i])).1);
    let second = if second_order { pairs(inputs).collect() } else { Vec::new() };
    Ok(SobolIndices {
        first: (0..inputs).map(index).collect(),
        total: (inputs..2 * inputs).map(index).collect(),
        second: second
            .into_iter()
            .enumerate()
            .map(|(p, pair)| (pair, index(2 * inputs + p)))
            .collect(),
        base: n,
        dropped,
    })
}
