//! Regret: what a path costs beyond the best path of the same future.
//!
//! A path is compared with the paths of *its own world*, because the world is not chosen. Regret is
//! in the outcome's own unit and never negative. A future in which a path of the world failed has
//! no best path there and is left out for that world, and counted.

use super::Outcomes;
use crate::Error;
use antumbra_num::quantile::quantiles_in_place;

/// A policy's regret over futures.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyRegret {
    /// Place in [`Outcomes::policies`].
    pub policy: usize,
    /// Futures compared.
    pub futures: usize,
    /// Mean; `None` when no future could be compared, as for the others.
    pub mean: Option<f64>,
    /// 5th, 50th and 95th percentile.
    pub quantiles: Option<[f64; 3]>,
    /// Largest.
    pub max: Option<f64>,
    /// Share of the futures in which no path of the world is better (ties count for each).
    pub best: Option<f64>,
}

/// The regret of every policy in one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Regret {
    /// The outcome's place.
    pub outcome: usize,
    /// One row per policy, in their order.
    pub rows: Vec<PolicyRegret>,
    /// Per policy and future (policy-major); `None` where it could not be compared.
    pub values: Vec<Vec<Option<f64>>>,
}

impl Regret {
    /// For every path the row of each world, `None` where the path is not run in it.
    pub fn matrix(&self, o: &Outcomes) -> Vec<Vec<Option<&PolicyRegret>>> {
        let worlds = o.worlds();
        let row =
            |path: &str| worlds.iter().map(|w| o.policy(path, w).map(|p| &self.rows[p])).collect();
        o.paths().into_iter().map(row).collect()
    }
}

/// The regret of every policy in an outcome.
///
/// # Errors
/// An outcome that is not there.
pub fn regret(o: &Outcomes, outcome: &str) -> Result<Regret, Error> {
    let outcome = o.outcome(outcome)?;
    let better = o.better(outcome);
    let policies = o.policies();
    let mut values = vec![Vec::with_capacity(o.futures()); policies.len()];
    for world in o.worlds() {
        let here: Vec<usize> =
            (0..policies.len()).filter(|&p| policies[p].world == world).collect();
        for future in 0..o.futures() {
            let costs: Option<Vec<f64>> =
                here.iter().map(|&p| o.value(outcome, future, p).map(|v| better.cost(v))).collect();
            let least = costs.iter().flatten().copied().fold(f64::INFINITY, f64::min);
            for (n, &p) in here.iter().enumerate() {
                values[p].push(costs.as_ref().map(|c| c[n] - least));
            }
        }
    }
    let rows = values.iter().enumerate().map(|(policy, v)| row(policy, v)).collect();
    Ok(Regret { outcome, rows, values })
}

fn row(policy: usize, values: &[Option<f64>]) -> PolicyRegret {
    let mut known: Vec<f64> = values.iter().flatten().copied().collect();
    let n = known.len();
    let over = |x: f64| (n > 0).then(|| x / n as f64);
    let mean = over(known.iter().sum());
    let best = over(known.iter().filter(|v| **v == 0.0).count() as f64);
    let max = known.iter().copied().max_by(f64::total_cmp);
    let quantiles = quantiles_in_place(&mut known, [0.05, 0.5, 0.95]);
    PolicyRegret { policy, futures: n, mean, quantiles, max, best }
}
