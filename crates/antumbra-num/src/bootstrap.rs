//! Bootstrap intervals (Efron 1987, "Better bootstrap confidence intervals", *JASA* 82).
//!
//! Replicate r draws its rows from the stream (seed, "bootstrap", r): any subset of replicates can be
//! made anywhere. For clustered data the units are the clusters.
//!
//! ```
//! use antumbra_core::Seed;
//! use antumbra_num::bootstrap::{Bootstrap, jackknife};
//!
//! let x = [4.1, 5.0, 3.2, 6.6, 4.4, 5.8, 2.9, 7.1];
//! let mean = |rows: &[usize]| rows.iter().map(|&r| x[r]).sum::<f64>() / rows.len() as f64;
//! let b = Bootstrap::run(x.len(), 999, Seed(1), mean)?;
//! let (lo, hi) = b.bca(0.9, &jackknife(x.len(), mean))?;
//! assert!(lo < b.estimate() && b.estimate() < hi);
//! # Ok::<(), antumbra_num::Error>(())
//! ```

use crate::Error;
use crate::dist::{standard_cdf, standard_quantile};
use crate::quantile::quantiles_in_place;
use crate::sum::{Accumulator, mean};
use antumbra_core::{Purpose, Seed};

/// An estimate and its replicates.
#[derive(Clone, Debug, PartialEq)]
pub struct Bootstrap {
    estimate: f64,
    replicates: Vec<f64>,
}

/// The rows of one replicate: n of 0..n, with replacement.
pub fn resample(n: usize, replicate: u64, seed: Seed) -> Vec<usize> {
    let mut stream = seed.stream(Purpose("bootstrap"), replicate, 0);
    (0..n).map(|_| stream.below(n as u64) as usize).collect()
}

/// The statistic with each of n units left out in turn.
pub fn jackknife(n: usize, statistic: impl Fn(&[usize]) -> f64) -> Vec<f64> {
    (0..n)
        .map(|out| {
            let rows: Vec<usize> = (0..n).filter(|&r| r != out).collect();
            statistic(&rows)
        })
        .collect()
}

impl Bootstrap {
    /// The statistic of all n units and of `replicates` resamples.
    ///
    /// An error when n or the number of replicates is 0, or the statistic is NaN on any of them (the
    /// number of failures is named: leaving them out would bias the interval).
    pub fn run(
        n: usize,
        replicates: u64,
        seed: Seed,
        statistic: impl Fn(&[usize]) -> f64,
    ) -> Result<Self, Error> {
        let all: Vec<usize> = (0..n).collect();
        if n == 0 || replicates == 0 {
            return Err(Error::shape(format!(
                "a bootstrap of {n} units in {replicates} replicates"
            )));
        }
        let values = (0..replicates).map(|r| statistic(&resample(n, r, seed))).collect();
        Bootstrap::from_replicates(statistic(&all), values)
    }

    /// From an estimate and replicates made elsewhere.
    pub fn from_replicates(estimate: f64, replicates: Vec<f64>) -> Result<Self, Error> {
        let failed = replicates.iter().filter(|v| v.is_nan()).count();
        if replicates.is_empty() || failed > 0 || estimate.is_nan() {
            return Err(Error::not_finite(format!(
                "the statistic is undefined for {failed} of {} replicates{}",
                replicates.len(),
                if estimate.is_nan() { " and for the sample itself" } else { "" }
            )));
        }
        Ok(Bootstrap { estimate, replicates })
    }

    /// The statistic of the sample itself.
    pub fn estimate(&self) -> f64 {
        self.estimate
    }

    /// The replicates, in the order of their numbers.
    pub fn replicates(&self) -> &[f64] {
        &self.replicates
    }

    /// The percentile interval at a level such as .9 (between 0 and 1, exclusive).
    pub fn percentile(&self, level: f64) -> Result<(f64, f64), Error> {
        let tail = half(level)?;
        self.between(tail, 1.0 - tail)
    }

    /// The bias-corrected and accelerated interval. `jackknife` holds the statistic with each unit (or
    /// each group of units) left out.
    ///
    /// An error when the level is not between 0 and 1, when all replicates lie on one side of the
    /// estimate (the bias correction is then infinite), or when the jackknife values are not finite
    /// or do not vary.
    pub fn bca(&self, level: f64, jackknife: &[f64]) -> Result<(f64, f64), Error> {
        let tail = half(level)?;
        // Ties count half.
        let below = self.replicates.iter().filter(|&&v| v < self.estimate).count() as f64;
        let equal = self.replicates.iter().filter(|&&v| v == self.estimate).count() as f64;
        let bias = standard_quantile((below + 0.5 * equal) / self.replicates.len() as f64);
        let acceleration = acceleration(jackknife)?;
        if !bias.is_finite() {
            return Err(Error::domain(
                "all replicates lie on one side of the estimate: no bias-corrected interval",
            ));
        }
        let at = |z: f64| {
            let shifted = bias + z;
            standard_cdf(bias + shifted / (1.0 - acceleration * shifted))
        };
        let z = standard_quantile(tail);
        self.between(at(z), at(-z))
    }

    fn between(&self, lower: f64, upper: f64) -> Result<(f64, f64), Error> {
        let ends = quantiles_in_place(&mut self.replicates.clone(), [lower, upper]);
        let [lo, hi] = ends.ok_or_else(|| Error::domain("an interval without finite ends"))?;
        Ok((lo, hi))
    }
}

fn half(level: f64) -> Result<f64, Error> {
    if level > 0.0 && level < 1.0 {
        Ok(0.5 * (1.0 - level))
    } else {
        Err(Error::domain(format!("the level of an interval lies between 0 and 1, not at {level}")))
    }
}

/// A sixth of the skewness of the jackknife's influence values (Efron 1987, eq. 7.3).
fn acceleration(jackknife: &[f64]) -> Result<f64, Error> {
    let centre = mean(jackknife)
        .filter(|m| m.is_finite())
        .ok_or_else(|| Error::not_finite("the jackknife values are missing or not finite"))?;
    let power = |p: fn(f64) -> f64| {
        jackknife.iter().map(|v| p(centre - v)).collect::<Accumulator>().total()
    };
    let squares = power(|d| d * d);
    if squares <= 0.0 {
        return Err(Error::domain("the jackknife values do not vary: no acceleration"));
    }
    Ok(power(|d| d * d * d) / (6.0 * squares * squares.sqrt()))
}
