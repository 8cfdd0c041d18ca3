//! Elementary effects from a Morris design.
//!
//! *Estimator.* An elementary effect of an input is the change of the outcome over the change of
//! the input's coordinate in the unit cube. Over trajectories: `mu` their mean, `mu_star` the mean
//! of their magnitudes (Campolongo et al. 2007), `sigma` their standard deviation (divisor n - 1):
//! large against `mu_star` where the input interacts or acts non-linearly. The half-width of
//! `mu_star` comes from resampling trajectories.
//!
//! *References.* Morris (1991), Technometrics 33, 161-174. Campolongo, Cariboni & Saltelli (2007),
//! Environmental Modelling & Software 22, 1509-1518.

use super::design::Blocks;
use super::resample::weighted_sums;
use super::{Design, DesignKind, FailedRuns, Index, Resampling, spread};
use crate::Error;
use antumbra_core::Purpose;

/// What Morris's method says of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean of the elementary effects, in units of the outcome.
    pub mu: f64,
    /// Mean of their magnitudes.
    pub mu_star: Index,
    /// Their standard deviation.
    pub sigma: f64,
}

/// The effects of every input, and how much of the design they rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct MorrisEffects {
    /// One entry per input.
    pub effects: Vec<Effect>,
    /// Trajectories used.
    pub trajectories: usize,
    /// Trajectories left out because one of their runs failed.
    pub dropped: usize,
}

/// Elementary effects with bootstrap half-widths of `mu_star`.
///
/// # Errors
/// As [`sobol`](super::sobol::sobol), for a Morris design.
pub fn morris(
    design: &Design,
    outcomes: &[Option<f64>],
    failed: FailedRuns,
    how: &Resampling,
) -> Result<MorrisEffects, Error> {
    let DesignKind::Morris { .. } = design.kind() else {
        return Err(design.refusal("Morris's method", "Morris design"));
    };
    let z = how.z()?;
    let inputs = design.inputs();
    let Blocks { whole: blocks, dropped } = design.whole_blocks(outcomes, failed)?;
    let mut effects = vec![Vec::with_capacity(blocks.len()); inputs];
    for (t, ys) in &blocks {
        for (step, pair) in ys.windows(2).enumerate() {
            if let Some((input, by)) = design.moved(t * design.block() + step) {
                effects[input].push((pair[1] - pair[0]) / by);
            }
        }
    }
    let n = blocks.len();
    let magnitudes: Vec<f64> =
        (0..n).flat_map(|t| effects.iter().map(move |e| e[t].abs())).collect();
    let sums = weighted_sums(&magnitudes, inputs, how, Purpose("morris.bootstrap"));
    let effects = effects
        .iter()
        .enumerate()
        .map(|(input, effects)| {
            let (mu, sigma) = spread(effects.iter().copied());
            let mu_star = effects.iter().map(|e| e.abs()).sum::<f64>() / n as f64;
            let half_width = z * spread(sums.iter().map(|s| s[input] / n as f64)).1;
            Effect { mu, mu_star: Index::new(mu_star, half_width), sigma }
        })
        .collect();
    Ok(MorrisEffects { effects, trajectories: n, dropped })
}
