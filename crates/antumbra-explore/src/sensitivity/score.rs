//! Feature scores: a quick ranking of inputs.
//!
//! *Estimator.* The share of the outcome's variance between classes of the input (the correlation
//! ratio, a given-data estimate of the first-order Sobol' index), less what classes explain by
//! chance: `1 - (1 - η²)(n - 1)/(n - M)` with M classes of n cases, and the p-value of the F test
//! that all class means are equal. An input that acts only through others can score zero: look at
//! delta, PAWN or a tree for those.
//!
//! *References.* Pearson (1905), On the general theory of skew correlation; Ezekiel (1930) for
//! the adjustment; Plischke (2012), Reliability Engineering & System Safety 98, 19-24.

use super::slices::{by_quantile, by_value};
use crate::{Cases, Error};
use antumbra_num::dist::incomplete_beta;

/// The score of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Adjusted share of variance; near zero, possibly below, for an input that does nothing.
    pub value: f64,
    /// The chance of at least this score if class means were equal.
    pub p_value: f64,
    /// Is the p-value above one in twenty, divided by the number of inputs (Bonferroni)?
    pub indistinguishable_from_zero: bool,
}

/// Classes of an input of numbers: enough to follow a bend, few enough to keep cases in each.
const CLASSES: usize = 20;

/// The score of every input.
///
/// # Errors
/// An outcome of words or one that never varies; fewer than 20 cases.
pub fn score(cases: &Cases<'_>) -> Result<Vec<Score>, Error> {
    let y = super::varying(cases)?;
    if y.len() < 20 {
        return Err(Error::table(format!("{} cases are too few to score inputs", y.len())));
    }
    let inputs = cases.inputs().len();
    let classes = CLASSES.min(y.len() / 5);
    Ok((0..inputs)
        .map(|input| {
            let x = cases.numbers(input);
            let most = if cases.inputs()[input].is_number() { classes } else { usize::MAX };
            let (class, count) = by_value(&x, most).unwrap_or_else(|| by_quantile(&x, classes));
            let (value, p_value) = one(&y, &class, count);
            let indistinguishable_from_zero = p_value > 0.05 / inputs as f64;
            Score { value, p_value, indistinguishable_from_zero }
        })
        .collect())
}

fn one(y: &[f64], class: &[u32], count: usize) -> (f64, f64) {
    let n = y.len() as f64;
    let mean = y.iter().sum::<f64>() / n;
    let (mut sizes, mut sums) = (vec![0.0; count], vec![0.0; count]);
    let mut total = 0.0;
    for (c, y) in class.iter().zip(y) {
        let v = y - mean;
        sizes[*c as usize] += 1.0;
        sums[*c as usize] += v;
        total += v * v;
    }
    let used = sizes.iter().filter(|s| **s > 0.0).count() as f64;
    let filled = sums.iter().zip(&sizes).filter(|(_, s)| **s > 0.0);
    let between: f64 = filled.map(|(sum, s)| sum * sum / s).sum();
    let ratio = (between / total).clamp(0.0, 1.0);
    if used < 2.0 || n <= used {
        return (0.0, 1.0);
    }
    let value = 1.0 - (1.0 - ratio) * (n - 1.0) / (n - used);
    // The F tail at F = (η²/(M-1)) / ((1-η²)/(n-M)) is the incomplete beta function at 1 - η².
    let p = incomplete_beta((n - used) / 2.0, (used - 1.0) / 2.0, 1.0 - ratio).0;
    (value, p)
}
