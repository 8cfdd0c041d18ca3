//! What it is worth to know an input before a path is chosen.
//!
//! *Estimator.* The expected value of partial perfect information: the mean benefit when the best
//! path is chosen in each stretch of the input, less the mean benefit of the one path that is best
//! without knowing. Taking the best of noisy means flatters, most of all in small stretches: so the
//! choice in each stretch is made on four fifths of the futures and scored on the other fifth, in
//! turn (five folds drawn by the seed), against the path that is best on all futures. What is
//! reported is then the benefit of a rule that could really have been followed: for an inert input it
//! is zero or slightly below, apart from chance, and never flattered. The half-width is the normal
//! quantile times the standard error of the futures' scores. `plug_in` is the flattered figure.
//!
//! *Limits.* Stretches of equal count: what changes within one stays unresolved, so the figure is a
//! lower bound that rises with the number of stretches as long as there are futures to fill them.
//!
//! *References.* Howard (1966), Information value theory, IEEE Transactions on Systems Science and
//! Cybernetics 2, 22-26. Strong & Oakley (2013), Medical Decision Making 33, 755-766.

use super::interval::z_of;
use crate::Error;
use crate::sensitivity::Index;
use crate::sensitivity::slices::{by_quantile, by_value};
use antumbra_core::{Purpose, Seed};

/// Settings of [`resolve()`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolving {
    /// Stretches of the input.
    pub slices: usize,
    /// Level of the intervals.
    pub level: f64,
    /// Seed of the folds.
    pub seed: Seed,
}

impl Default for Resolving {
    fn default() -> Self {
        Resolving { slices: 10, level: 0.95, seed: Seed(1) }
    }
}

/// What knowing one input is worth, in the unit of the benefit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    /// The benefit gained by choosing with the input known.
    pub value: Index,
    /// The same when choices are scored on the futures they were made on: too high.
    pub plug_in: f64,
}

const FOLDS: usize = 5;

/// What each input is worth knowing. `inputs[input][future]`; `benefit[choice][future]`, more being
/// better: 1 and 0 for good enough and not, or an outcome with its sign turned. The last number is
/// what knowing *everything* would be worth on these futures.
///
/// # Errors
/// Fewer than two choices; lengths that differ; numbers that are not finite; fewer than 2 slices or
/// than ten futures a slice; a level outside (0, 1).
pub fn resolve(
    inputs: &[Vec<f64>],
    benefit: &[Vec<f64>],
    how: &Resolving,
) -> Result<(Vec<Resolved>, f64), Error> {
    let z = z_of(how.level)?;
    if benefit.len() < 2 {
        return Err(Error::setting(format!("{} paths to choose from", benefit.len()))
            .help("information is worth something only where there is a choice: give two"));
    }
    let n = benefit[0].len();
    if let Some(c) = inputs.iter().chain(benefit).find(|c| c.len() != n) {
        return Err(Error::table(format!("{} values where there are {n} futures", c.len())));
    }
    if let Some(at) =
        inputs.iter().chain(benefit).find_map(|c| c.iter().position(|v| !v.is_finite()))
    {
        return Err(Error::table(format!("a value in future {at} is not finite")));
    }
    if how.slices < 2 || n < 10 * how.slices {
        return Err(Error::setting(format!("{} slices of {n} futures", how.slices))
            .help("give at least 2 slices and 10 futures in each"));
    }
    let folds = folds(n, how.seed);
    let all = vec![0; n];
    let blind = best(&all, 1, benefit, |_| true)[0].unwrap_or(0);
    let known = inputs
        .iter()
        .map(|x| {
            let (class, count) =
                by_value(x, how.slices).unwrap_or_else(|| by_quantile(x, how.slices));
            let mut gains = Vec::with_capacity(n);
            for fold in 0..FOLDS {
                let learnt = |f: usize| folds[f] != fold;
                let rule = best(&class, count, benefit, learnt);
                for f in (0..n).filter(|&f| !learnt(f)) {
                    // A slice without a future to learn from leaves the choice as it was.
                    let chosen = rule[class[f] as usize].unwrap_or(blind);
                    gains.push(benefit[chosen][f] - benefit[blind][f]);
                }
            }
            let mean = gains.iter().sum::<f64>() / n as f64;
            let squares: f64 = gains.iter().map(|g| (g - mean) * (g - mean)).sum();
            let error = (squares / (n as f64 - 1.0) / n as f64).sqrt();
            let value = Index {
                value: mean,
                half_width: z * error,
                // Below zero there is nothing to gain either.
                indistinguishable_from_zero: mean <= z * error,
            };
            Resolved { value, plug_in: plug_in(&class, count, benefit, &all) }
        })
        .collect();
    let everything =
        (0..n).map(|f| benefit.iter().map(|b| b[f]).fold(f64::NEG_INFINITY, f64::max)).sum::<f64>()
            / n as f64;
    let unknown = benefit[blind].iter().sum::<f64>() / n as f64;
    Ok((known, everything - unknown))
}

/// A fold for every future, of sizes that differ by one at most, in an order drawn by the seed.
fn folds(n: usize, seed: Seed) -> Vec<usize> {
    let mut folds: Vec<usize> = (0..n).map(|i| i % FOLDS).collect();
    let mut s = seed.stream(Purpose("robust.resolve"), 0, 0);
    for i in (1..n).rev() {
        folds.swap(i, s.below(i as u64 + 1) as usize);
    }
    folds
}

/// The best choice in each class by its mean over the futures looked at; the first of equals.
fn best(
    class: &[u32],
    count: usize,
    benefit: &[Vec<f64>],
    look: impl Fn(usize) -> bool,
) -> Vec<Option<usize>> {
    let sums = sums(class, count, benefit, &look);
    let mut seen = vec![false; count];
    for f in (0..class.len()).filter(|&f| look(f)) {
        seen[class[f] as usize] = true;
    }
    (0..count)
        .map(|c| {
            let first = |best: usize, i: usize| if sums[i][c] > sums[best][c] { i } else { best };
            seen[c].then(|| (1..benefit.len()).fold(0, first))
        })
        .collect()
}

/// Per choice and class, the sum of the benefit over the futures looked at.
fn sums(
    class: &[u32],
    count: usize,
    benefit: &[Vec<f64>],
    look: &impl Fn(usize) -> bool,
) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; count]; benefit.len()];
    for (sums, b) in sums.iter_mut().zip(benefit) {
        for f in (0..b.len()).filter(|&f| look(f)) {
            sums[class[f] as usize] += b[f];
        }
    }
    sums
}

fn plug_in(class: &[u32], count: usize, benefit: &[Vec<f64>], all: &[u32]) -> f64 {
    let most =
        |sums: &[Vec<f64>], c: usize| sums.iter().map(|s| s[c]).fold(f64::NEG_INFINITY, f64::max);
    let by = sums(class, count, benefit, &|_| true);
    let blind = sums(all, 1, benefit, &|_| true);
    let known: f64 = (0..count).map(|c| most(&by, c)).sum();
    (known - most(&blind, 0)) / class.len() as f64
}
