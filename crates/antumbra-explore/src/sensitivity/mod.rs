//! Sensitivity: which inputs an outcome depends on, with intervals.
//!
//! Two families. Methods **by design** ([`sobol`], [`morris`]) need runs at chosen points and
//! independent inputs; they take a [`Design`] and refuse one of another kind. Methods for **given
//! data** ([`pawn`], [`delta`], [`regional`], [`score`]) take any table and stay valid when inputs
//! depend on each other (an input then also gets credit for what it is correlated with).
//!
//! An index is an estimate: every [`Index`] has a half-width and says whether it can be told from
//! zero.

pub mod budget;
pub mod delta;
mod design;
pub mod morris;
pub mod pawn;
pub mod regional;
mod resample;
pub mod score;
pub(crate) mod slices;
pub mod sobol;

use crate::{Cases, Error};
use antumbra_core::{Seed, Stream};
use antumbra_num::dist::standard_quantile;

pub use design::{Design, DesignKind};

/// What to do with a run without a finite outcome in a design of blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailedRuns {
    /// Refuse, naming the first.
    #[default]
    Refuse,
    /// Leave out its block (base point or trajectory) and count it.
    DropBlock,
}

/// How intervals are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resampling {
    /// Bootstrap resamples, at least 2.
    pub times: usize,
    /// Level of the interval, in (0, 1); 0.95 unless told.
    pub level: f64,
    /// Seed of the resamples.
    pub seed: Seed,
}

impl Resampling {
    /// `times` resamples at the level 0.95.
    pub fn new(times: usize, seed: Seed) -> Self {
        Resampling { times, level: 0.95, seed }
    }

    /// The number of standard errors in a half-width.
    fn z(&self) -> Result<f64, Error> {
        if self.times < 2 || !(self.level > 0.0 && self.level < 1.0) {
            return Err(Error::setting(format!(
                "{} resamples at level {}",
                self.times, self.level
            ))
            .help("give at least 2 resamples and a level between 0 and 1"));
        }
        Ok(standard_quantile(0.5 + self.level / 2.0))
    }
}

/// An estimate with its bootstrap interval `value ± half_width`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// The estimate.
    pub value: f64,
    /// The normal quantile of the level times the standard deviation of the resamples.
    pub half_width: f64,
    /// Does the interval reach zero?
    pub indistinguishable_from_zero: bool,
}

impl Index {
    fn new(value: f64, half_width: f64) -> Self {
        let indistinguishable_from_zero = value.abs() <= half_width;
        Index { value, half_width, indistinguishable_from_zero }
    }
}

/// A uniform index below `n < 2^32` from one 32-bit draw; the bias is below n / 2^32.
fn draw(stream: &mut Stream, n: usize) -> usize {
    ((u64::from(stream.next_u32()) * n as u64) >> 32) as usize
}

/// Mean and standard deviation (divisor n - 1) of resampled values.
fn spread(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let squares: f64 = values.map(|v| (v - mean) * (v - mean)).sum();
    (mean, (squares / (n - 1.0)).sqrt())
}

/// The outcome's numbers, if they vary.
fn varying(cases: &Cases<'_>) -> Result<Vec<f64>, Error> {
    let y = cases.outcome_numbers()?;
    if y.iter().all(|v| *v == y[0]) {
        return Err(Error::table(format!(
            "the outcome `{}` is {} in every case",
            cases.outcome_name(),
            y[0]
        )));
    }
    Ok(y)
}
