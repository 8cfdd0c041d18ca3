//! Regional sensitivity: do the cases of interest have other inputs than the rest?
//!
//! *Estimator.* For an input of numbers the two-sample Kolmogorov-Smirnov distance between the
//! cases of interest and the others, with its asymptotic p-value (Stephens's correction for small
//! samples); for words half the sum of the differences between shares, with the p-value of the
//! chi-squared test of independence. (Spear & Hornberger 1980.)
//!
//! *References.* Spear & Hornberger (1980), Water Research 14, 43-49. Stephens (1970), Journal of
//! the Royal Statistical Society B 32, 115-122.

use super::slices::{by_value, order};
use crate::{Cases, Error};
use antumbra_num::dist::chi_squared;
use antumbra_num::kernel::exp;

/// What regional sensitivity says of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regional {
    /// The distance between the two groups, 0 to 1.
    pub distance: f64,
    /// The chance of at least this distance if the input did nothing.
    pub p_value: f64,
    /// Where the distributions are farthest apart (the largest value below the gap); `None` for
    /// words.
    pub at: Option<f64>,
    /// Is the p-value above one in twenty, divided by the number of inputs (Bonferroni)?
    pub indistinguishable_from_zero: bool,
}

/// The distance of every input between the cases of interest and the others.
///
/// # Errors
/// When the outcome is not binary or of one class only.
pub fn regional(cases: &Cases<'_>) -> Result<Vec<Regional>, Error> {
    let y = cases.outcome_of_interest()?;
    let k = y.iter().filter(|v| **v).count();
    if k == 0 || k == y.len() {
        let which = if k == 0 { "none" } else { "every one" };
        return Err(Error::table(format!("of {} cases {which} is of interest", y.len())));
    }
    let inputs = cases.inputs().len();
    Ok((0..inputs)
        .map(|input| {
            let x = cases.numbers(input);
            let (distance, p_value, at) = if cases.inputs()[input].is_number() {
                numbers(&x, &y, k)
            } else {
                words(&x, &y, k)
            };
            let indistinguishable_from_zero = p_value > 0.05 / inputs as f64;
            Regional { distance, p_value, at, indistinguishable_from_zero }
        })
        .collect())
}

fn numbers(x: &[f64], y: &[bool], k: usize) -> (f64, f64, Option<f64>) {
    let (inside, outside) = (k as f64, (x.len() - k) as f64);
    let (mut a, mut b) = (0usize, 0usize);
    let (mut farthest, mut at) = (0.0f64, x[0]);
    for tied in order(x).chunk_by(|&p, &q| x[p as usize] == x[q as usize]) {
        for &i in tied {
            if y[i as usize] { a += 1 } else { b += 1 }
        }
        let gap = (a as f64 / inside - b as f64 / outside).abs();
        if gap > farthest {
            (farthest, at) = (gap, x[tied[0] as usize]);
        }
    }
    let root = (inside * outside / (inside + outside)).sqrt();
    (farthest, kolmogorov((root + 0.12 + 0.11 / root) * farthest), Some(at))
}

/// Kolmogorov's tail `2 Σ (-1)^(i-1) exp(-2 i² t²)`.
fn kolmogorov(t: f64) -> f64 {
    if t < 0.2 {
        // The series converges slowly there, and its value is 1 to 12 digits.
        return 1.0;
    }
    let term = |i: f64| exp(-2.0 * i * i * t * t);
    let sum: f64 =
        (1..=100).map(|i| term(f64::from(i)) * if i % 2 == 1 { 1.0 } else { -1.0 }).sum();
    (2.0 * sum).clamp(0.0, 1.0)
}

fn words(x: &[f64], y: &[bool], k: usize) -> (f64, f64, Option<f64>) {
    let Some((class, count)) = by_value(x, usize::MAX) else { return (0.0, 1.0, None) };
    let (mut inside, mut all) = (vec![0.0; count], vec![0.0; count]);
    for (c, y) in class.iter().zip(y) {
        all[*c as usize] += 1.0;
        inside[*c as usize] += f64::from(u8::from(*y));
    }
    let (n, k) = (x.len() as f64, k as f64);
    let (mut distance, mut statistic) = (0.0, 0.0);
    for (i, t) in inside.iter().zip(&all) {
        distance += (i / k - (t - i) / (n - k)).abs() / 2.0;
        let (expected, other) = (t * k / n, t * (n - k) / n);
        statistic += (i - expected) * (i - expected) * (1.0 / expected + 1.0 / other);
    }
    let p = if count < 2 { 1.0 } else { chi_squared((count - 1) as f64, statistic).1 };
    (distance, p, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kolmogorov_tail_at_known_points() {
        // The usual critical values: 5% at 1.3581, 1% at 1.6276.
        assert!((kolmogorov(1.3581) - 0.05).abs() < 1e-5);
        assert!((kolmogorov(1.6276) - 0.01).abs() < 1e-5);
        assert!((kolmogorov(0.2) - 1.0).abs() < 1e-11);
    }
}
