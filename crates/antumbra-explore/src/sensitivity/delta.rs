//! Delta: the moment-independent measure from given data.
//!
//! *Model.* `delta_j = E ∫ |f(y) - f(y | x_j)| dy / 2` (Borgonovo 2007): 0 when the outcome is
//! independent of the input, at most 1.
//!
//! *Estimator.* Plischke, Borgonovo & Smith (2013): the input is cut into M classes of equal count
//! (words, and numbers with at most M values: one class per value), densities are Gaussian kernel
//! estimates with Silverman's bandwidth on 100 points between the smallest and largest outcome,
//! and the integral is a trapezoid sum. The estimate is biased upwards; it is corrected by twice
//! itself less the mean of the resamples (their equation 30). M follows their rule,
//! `min(ceil(n^(2 / (7 + tanh((1500 - n)/500)))), 48)`.
//!
//! That correction leaves an inert input well above zero (about .04 at 1,500 cases), since the
//! densities of two samples of the same law differ. `null` is the mean of the uncorrected estimate
//! over random reassignments of cases to classes, `adjusted` is `(raw - null) / (1 - null)`: near
//! zero for an inert input, possibly below.
//!
//! Outcomes are put on a grid twenty times finer, each shared between its two neighbours, and the
//! kernel is summed over occupied grid points instead of over cases; the error is of the order of
//! (grid step / bandwidth)², and classes with a bandwidth under four steps are summed exactly. A
//! class in which the outcome does not vary is a point, at distance 1.
//!
//! *Checks.* Equal to the formula written out with SciPy, and within SALib 1.6.0's half-width where
//! an input does something (`conformance/sensitivity`). SALib starts from an estimate on one
//! resample and not on the data, so its values scatter with the seed and lie higher.
//!
//! *References.* Borgonovo (2007), Reliability Engineering & System Safety 92, 771-784. Plischke,
//! Borgonovo & Smith (2013), European Journal of Operational Research 226, 536-550.

use super::slices::{by_value, order};
use super::{Index, Resampling, draw, spread};
use crate::{Cases, Error};
use antumbra_core::Purpose;
use antumbra_num::kernel::{exp, pow};
use antumbra_num::quantile::quantile;

/// Points at which densities are compared, and finer points between two of them.
const POINTS: usize = 100;
const FINER: usize = 20;
const FINE: usize = (POINTS - 1) * FINER + 1;
/// Kernels are cut off at this many bandwidths, where they are under 1e-14 of their peak.
const REACH: f64 = 8.0;

/// The number of classes for `n` cases.
fn class_count(n: usize) -> usize {
    let n = n as f64;
    let e = exp((1500.0 - n) / 250.0);
    let tanh = if e.is_infinite() { 1.0 } else { (e - 1.0) / (e + 1.0) };
    (pow(n, 2.0 / (7.0 + tanh)).ceil() as usize).min(48)
}

/// What delta says of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delta {
    /// The estimate of Plischke et al., corrected for bias, with its bootstrap half-width; told
    /// from zero only when the uncorrected estimate exceeds the reassignments' quantile at the
    /// level.
    pub delta: Index,
    /// The estimate before any correction.
    pub raw: f64,
    /// What `raw` would be on average if the input did nothing.
    pub null: f64,
    /// `(raw - null) / (1 - null)`.
    pub adjusted: f64,
}

/// Delta of every input with a bootstrap half-width.
///
/// # Errors
/// An outcome of words or one that never varies; fewer than 20 cases; a setting out of range.
pub fn delta(cases: &Cases<'_>, how: &Resampling) -> Result<Vec<Delta>, Error> {
    let z = how.z()?;
    let y = super::varying(cases)?;
    let n = y.len();
    if n < 20 {
        return Err(Error::table(format!("{n} cases are too few for densities")));
    }
    let grid = Grid::new(&y);
    let inputs: Vec<Classes> = (0..cases.inputs().len())
        .map(|i| Classes::new(&cases.numbers(i), cases.inputs()[i].is_number(), n))
        .collect();
    let plain = vec![1u32; n];
    let common = grid.common(&plain);
    let raw: Vec<f64> = inputs.iter().map(|c| grid.delta(c, &plain, common.as_ref())).collect();
    let mut resampled = vec![Vec::with_capacity(how.times); inputs.len()];
    let mut nulls = vec![Vec::with_capacity(how.times); inputs.len()];
    let mut shuffle: Vec<u32> = (0..n as u32).collect();
    for t in 0..how.times {
        let mut s = how.seed.stream(Purpose("delta.bootstrap"), t as u64, 0);
        let mut weights = vec![0u32; n];
        (0..n).for_each(|_| weights[draw(&mut s, n)] += 1);
        let mut s = how.seed.stream(Purpose("delta.null"), t as u64, 0);
        (1..n).rev().for_each(|i| shuffle.swap(i, draw(&mut s, i + 1)));
        let own = grid.common(&weights);
        let mut by_rank = None;
        for ((classes, values), nulls) in inputs.iter().zip(&mut resampled).zip(&mut nulls) {
            values.push(grid.delta(classes, &weights, own.as_ref()));
            // Under reassignment all inputs cut by rank are one and the same.
            let null = match classes {
                Classes::ByRank { count, .. } => *by_rank.get_or_insert_with(|| {
                    let classes = Classes::ByRank { order: shuffle.clone(), count: *count };
                    grid.delta(&classes, &plain, common.as_ref())
                }),
                Classes::ByValue { class, count } => {
                    let class = shuffle.iter().map(|&i| class[i as usize]).collect();
                    let classes = Classes::ByValue { class, count: *count };
                    grid.delta(&classes, &plain, common.as_ref())
                }
            };
            nulls.push(null);
        }
    }
    Ok((0..inputs.len())
        .map(|i| {
            let (mean, sd) = spread(resampled[i].iter().copied());
            let (null, _) = spread(nulls[i].iter().copied());
            let threshold = quantile(&nulls[i], how.level).unwrap_or(f64::INFINITY);
            let delta = Index {
                value: 2.0 * raw[i] - mean,
                half_width: z * sd,
                indistinguishable_from_zero: raw[i] <= threshold,
            };
            Delta { delta, raw: raw[i], null, adjusted: (raw[i] - null) / (1.0 - null) }
        })
        .collect())
}

/// How an input is cut.
enum Classes {
    /// Class of each case.
    ByValue { class: Vec<u32>, count: usize },
    /// Cases by rising input, to be cut into `count` runs of equal weight.
    ByRank { order: Vec<u32>, count: usize },
}

impl Classes {
    fn new(x: &[f64], number: bool, n: usize) -> Self {
        let count = class_count(n);
        match by_value(x, if number { count } else { usize::MAX }) {
            Some((class, count)) => Classes::ByValue { class, count },
            None => Classes::ByRank { order: order(x), count },
        }
    }

    fn count(&self) -> usize {
        match self {
            Classes::ByValue { count, .. } | Classes::ByRank { count, .. } => *count,
        }
    }

    /// Gives every case with its class and weight; a heavy case can lie in two classes.
    fn each(&self, weights: &[u32], mut see: impl FnMut(usize, usize, u32)) {
        match self {
            Classes::ByValue { class, .. } => {
                for (i, (c, w)) in class.iter().zip(weights).enumerate().filter(|p| *p.1.1 > 0) {
                    see(*c as usize, i, *w);
                }
            }
            Classes::ByRank { order, count } => {
                let total: u64 = weights.iter().map(|w| u64::from(*w)).sum();
                let bound = |c: usize| (c as u64 + 1) * total / *count as u64;
                let (mut class, mut rank) = (0, 0u64);
                for &i in order {
                    let mut left = u64::from(weights[i as usize]);
                    while left > 0 {
                        while rank >= bound(class) {
                            class += 1;
                        }
                        let now = left.min(bound(class) - rank);
                        see(class, i as usize, now as u32);
                        rank += now;
                        left -= now;
                    }
                }
            }
        }
    }
}

/// Outcomes on the fine grid.
struct Grid<'y> {
    y: &'y [f64],
    low: f64,
    step: f64,
    /// Each outcome's lower grid point, and the share that goes to the upper one.
    place: Vec<(u32, f64)>,
}

/// One class's outcomes: sums for its bandwidth, and its cases.
#[derive(Default, Clone)]
struct Part {
    n: f64,
    sum: f64,
    squares: f64,
    cases: Vec<(u32, u32)>,
}

impl<'y> Grid<'y> {
    fn new(y: &'y [f64]) -> Self {
        let low = y.iter().copied().fold(f64::INFINITY, f64::min);
        let high = y.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let step = (high - low) / (FINE - 1) as f64;
        let place = y
            .iter()
            .map(|v| {
                let at = (v - low) / step;
                let floor = at.floor().min((FINE - 2) as f64);
                (floor as u32, at - floor)
            })
            .collect();
        Grid { y, low, step, place }
    }

    /// The density of all cases.
    fn common(&self, weights: &[u32]) -> Option<Vec<f64>> {
        let mut all = Part::default();
        for (case, weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0) {
            self.add(&mut all, case, *weight);
        }
        self.density(&all)
    }

    fn add(&self, part: &mut Part, case: usize, weight: u32) {
        let v = self.y[case] - self.low;
        let w = f64::from(weight);
        part.n += w;
        part.sum += w * v;
        part.squares += w * v * v;
        part.cases.push((case as u32, weight));
    }

    /// The estimate for one input; 0 for a resample in which the outcome does not vary.
    fn delta(&self, classes: &Classes, weights: &[u32], common: Option<&Vec<f64>>) -> f64 {
        let Some(common) = common else { return 0.0 };
        let mut parts = vec![Part::default(); classes.count()];
        classes.each(weights, |class, case, weight| self.add(&mut parts[class], case, weight));
        let total: f64 = parts.iter().map(|p| p.n).sum();
        let mut delta = 0.0;
        for part in parts.iter().filter(|p| p.n > 0.0) {
            let distance = self.density(part).map_or(1.0, |own| {
                let gap = |i: usize| (own[i] - common[i]).abs();
                let inner: f64 = (1..POINTS - 1).map(gap).sum();
                let wide = FINER as f64 * self.step;
                wide * (inner + (gap(0) + gap(POINTS - 1)) / 2.0) / 2.0
            });
            delta += part.n / total * distance;
        }
        delta
    }

    /// The kernel density at the points, or `None` for outcomes that do not vary.
    fn density(&self, part: &Part) -> Option<Vec<f64>> {
        let first = self.y[part.cases.first()?.0 as usize];
        if part.cases.iter().all(|(case, _)| self.y[*case as usize] == first) {
            return None;
        }
        let mean = part.sum / part.n;
        let variance = (part.squares - part.n * mean * mean).max(0.0) / (part.n - 1.0);
        let bandwidth = variance.sqrt() * pow(part.n * 0.75, -0.2);
        if bandwidth <= 0.0 {
            return None;
        }
        let mut density = vec![0.0; POINTS];
        if bandwidth < 4.0 * self.step {
            self.add_exactly(part, bandwidth, &mut density);
        } else {
            self.add_binned(part, bandwidth, &mut density);
        }
        let scale = 1.0 / (part.n * bandwidth * (2.0 * std::f64::consts::PI).sqrt());
        density.iter_mut().for_each(|d| *d *= scale);
        Some(density)
    }

    fn add_exactly(&self, part: &Part, bandwidth: f64, density: &mut [f64]) {
        for (case, weight) in &part.cases {
            let v = self.y[*case as usize] - self.low;
            for (i, d) in density.iter_mut().enumerate() {
                let u = (v - (i * FINER) as f64 * self.step) / bandwidth;
                if u.abs() < REACH {
                    *d += f64::from(*weight) * exp(-0.5 * u * u);
                }
            }
        }
    }

    fn add_binned(&self, part: &Part, bandwidth: f64, density: &mut [f64]) {
        let mut bins = vec![0.0; FINE];
        for (case, weight) in &part.cases {
            let (at, upper) = self.place[*case as usize];
            bins[at as usize] += f64::from(*weight) * (1.0 - upper);
            bins[at as usize + 1] += f64::from(*weight) * upper;
        }
        let narrow = self.step / bandwidth;
        let reach = ((REACH / narrow) as usize).min(FINE - 1);
        // exp(-(u + s)²/2) from exp(-u²/2) takes two multiplications.
        let mut kernel = vec![0.0; FINE + FINER];
        let shrink = exp(-narrow * narrow);
        let (mut value, mut ratio) = (1.0, exp(-0.5 * narrow * narrow));
        for k in &mut kernel[..=reach] {
            *k = value;
            value *= ratio;
            ratio *= shrink;
        }
        // For each phase of a bin between two points, the kernel at every distance in points: the
        // sum over points then reads memory in order.
        let mut phases = vec![0.0; FINER * 2 * POINTS];
        for (phase, row) in phases.chunks_exact_mut(2 * POINTS).enumerate() {
            for (i, k) in row.iter_mut().enumerate() {
                *k = kernel[(i * FINER).abs_diff(POINTS * FINER + phase).min(kernel.len() - 1)];
            }
        }
        for (bin, weight) in bins.iter().enumerate().filter(|(_, w)| **w > 0.0) {
            let from = bin.saturating_sub(reach).div_ceil(FINER);
            let to = ((bin + reach) / FINER).min(POINTS - 1);
            let row = bin % FINER * 2 * POINTS + POINTS - bin / FINER;
            for (d, k) in density[from..=to].iter_mut().zip(&phases[row + from..=row + to]) {
                *d += weight * k;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_classes_follows_the_rule() {
        // By hand: 1000^(2 / (7 + tanh 1)) = 1000^.25766... = 5.93; large n tend to n^(1/3).
        assert_eq!(class_count(1000), 6);
        assert_eq!(class_count(27_000), 30);
        assert_eq!(class_count(1_000_000), 48);
    }

    #[test]
    fn the_binned_density_is_the_exact_one() {
        let y: Vec<f64> = (0..400).map(|i| f64::from(i * i % 397) + 0.3 * f64::from(i)).collect();
        let grid = Grid::new(&y);
        let part = Part { n: 400.0, cases: (0..400).map(|i| (i, 1)).collect(), ..Part::default() };
        let (mut binned, mut exact) = (vec![0.0; POINTS], vec![0.0; POINTS]);
        grid.add_binned(&part, 30.0, &mut binned);
        grid.add_exactly(&part, 30.0, &mut exact);
        for (a, b) in binned.iter().zip(&exact) {
            assert!((a - b).abs() < 1e-4 * b.max(1.0), "{a} {b}");
        }
    }
}
