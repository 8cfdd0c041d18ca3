//! Satisficing: in how many futures a policy is good enough, and which criterion stands in the way.

use super::Outcomes;
use super::interval::{wilson_z, z_of};
use crate::Error;

/// What an outcome is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// A value.
    Value(f64),
    /// A multiple of the same outcome under another policy in the same future.
    Times {
        /// The multiple.
        factor: f64,
        /// The policy's place.
        policy: usize,
    },
}

/// One thing that has to be so for a future to count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criterion {
    outcome: usize,
    at_most: bool,
    bound: Bound,
}

impl Criterion {
    /// The outcome is at most the bound.
    ///
    /// # Errors
    /// An outcome or policy that is not there; a bound that is not finite.
    pub fn at_most(o: &Outcomes, outcome: &str, bound: Bound) -> Result<Self, Error> {
        Self::new(o, outcome, true, bound)
    }

    /// The outcome is at least the bound.
    ///
    /// # Errors
    /// As [`Criterion::at_most`].
    pub fn at_least(o: &Outcomes, outcome: &str, bound: Bound) -> Result<Self, Error> {
        Self::new(o, outcome, false, bound)
    }

    fn new(o: &Outcomes, outcome: &str, at_most: bool, bound: Bound) -> Result<Self, Error> {
        let (number, there) = match bound {
            Bound::Value(v) => (v, true),
            Bound::Times { factor, policy } => (factor, policy < o.policies().len()),
        };
        if !number.is_finite() || !there {
            return Err(Error::setting(format!("the bound of `{outcome}` is {bound:?}"))
                .help("give a finite number and a policy that is there"));
        }
        Ok(Criterion { outcome: o.outcome(outcome)?, at_most, bound })
    }

    /// The outcome's place.
    pub fn outcome(&self) -> usize {
        self.outcome
    }

    /// Is it met? A run that failed, or whose yardstick failed, does not meet it.
    fn met(&self, o: &Outcomes, future: usize, policy: usize) -> bool {
        let bound = match self.bound {
            Bound::Value(v) => Some(v),
            Bound::Times { factor, policy } => {
                o.value(self.outcome, future, policy).map(|v| v * factor)
            }
        };
        match (o.value(self.outcome, future, policy), bound) {
            (Some(v), Some(b)) => {
                if self.at_most {
                    v <= b
                } else {
                    v >= b
                }
            }
            _ => false,
        }
    }
}

/// How one criterion fares under a policy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriterionShare {
    /// Share of the futures that meet it.
    pub share: f64,
    /// Share of the futures that meet all the others.
    pub without: f64,
}

/// How a policy fares against all criteria.
#[derive(Clone, Debug, PartialEq)]
pub struct Satisficing {
    /// Place in [`Outcomes::policies`].
    pub policy: usize,
    /// Futures.
    pub futures: usize,
    /// Futures that meet all criteria.
    pub met: usize,
    /// Futures without a value in an outcome that a criterion asks for: they count as not met.
    pub failed: usize,
    /// `met / futures`.
    pub share: f64,
    /// Interval of the share (Wilson).
    pub interval: (f64, f64),
    /// Each criterion, in the order given.
    pub by_criterion: Vec<CriterionShare>,
    /// The criterion whose removal raises the share most (the first of equals); `None` when no
    /// single removal raises it.
    pub binding: Option<usize>,
}

/// Which futures meet all criteria: per policy, per future.
pub fn meets(o: &Outcomes, criteria: &[Criterion]) -> Vec<Vec<bool>> {
    let all = |p| (0..o.futures()).map(|f| criteria.iter().all(|c| c.met(o, f, p))).collect();
    (0..o.policies().len()).map(all).collect()
}

/// The satisficing share of every policy, with intervals at `level`.
///
/// # Errors
/// Without a criterion; a level outside (0, 1).
pub fn satisficing(
    o: &Outcomes,
    criteria: &[Criterion],
    level: f64,
) -> Result<Vec<Satisficing>, Error> {
    let z = z_of(level)?;
    if criteria.is_empty() {
        return Err(Error::setting("no criterion is given").help("say what is good enough"));
    }
    Ok((0..o.policies().len()).map(|p| one(o, criteria, p, z)).collect())
}

fn one(o: &Outcomes, criteria: &[Criterion], policy: usize, z: f64) -> Satisficing {
    let n = o.futures();
    let mut met = 0;
    let mut failed = 0;
    let mut alone = vec![0; criteria.len()];
    let mut without = vec![0; criteria.len()];
    for future in 0..n {
        let now: Vec<bool> = criteria.iter().map(|c| c.met(o, future, policy)).collect();
        let misses = now.iter().filter(|m| !**m).count();
        met += usize::from(misses == 0);
        failed +=
            usize::from(criteria.iter().any(|c| o.value(c.outcome, future, policy).is_none()));
        for (i, m) in now.iter().enumerate() {
            alone[i] += usize::from(*m);
            without[i] += usize::from(misses == usize::from(!*m));
        }
    }
    let share = |k: usize| k as f64 / n as f64;
    // Among equals the first: only a larger count replaces it.
    let mut binding = None;
    for (i, &count) in without.iter().enumerate() {
        if count > binding.map_or(met, |b: usize| without[b]) {
            binding = Some(i);
        }
    }
    Satisficing {
        policy,
        futures: n,
        met,
        failed,
        share: share(met),
        interval: wilson_z(met, n, z),
        by_criterion: alone
            .iter()
            .zip(&without)
            .map(|(a, w)| CriterionShare { share: share(*a), without: share(*w) })
            .collect(),
        binding,
    }
}
