//! What the settlement hangs on: each actor and each rule, one at a time.

use crate::actor::ActorSet;
use crate::draws::{Drawn, play};
use crate::error::Error;
use crate::spatial::rules::Rules;
use crate::spatial::run::Bench;
use antumbra_core::Seed;
use rayon::prelude::*;

/// What was changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The actor was left out.
    Without(String),
    /// The actor's capability was multiplied.
    Capability(String, f64),
    /// A rule was set to another variant: family and variant.
    Rule(&'static str, &'static str),
}

/// The settlement after one change, beside the one without it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// What was changed.
    pub change: Change,
    /// The settlement and baseline after the change.
    pub after: Drawn,
    /// Settlement after minus before, per dimension.
    pub settlement: Vec<f64>,
    /// Baseline after minus before, per dimension (0 for a change of rule).
    pub baseline: Vec<f64>,
}

/// The settlement, and how it shifts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// Without any change.
    pub before: Drawn,
    /// Leaving out each actor, then halving and raising by half each actor's capability, then
    /// every other variant of every rule.
    pub shifts: Vec<Shift>,
}

impl Sensitivity {
    /// The shifts on one dimension, the largest first; equal ones in the order of the list.
    pub fn largest(&self, dimension: usize) -> Vec<&Shift> {
        let mut out: Vec<&Shift> = self.shifts.iter().collect();
        out.sort_by(|a, b| b.settlement[dimension].abs().total_cmp(&a.settlement[dimension].abs()));
        out
    }
}

/// Runs the model once for each change. An actor whose absence leaves nobody with capability is
/// passed over, as is a variant that does not suit the actors
/// ([`Attention::AsGiven`](crate::spatial::attention::Attention) with saliences that sum to over
/// 100).
///
/// # Errors
/// When the rules do not suit the actors.
pub fn sensitivity(actors: &ActorSet, rules: &Rules, seed: Seed) -> Result<Sensitivity, Error> {
    let before = play(&mut Bench::default(), actors, rules, seed, 0)?;
    let mut cases: Vec<(Change, ActorSet, Rules)> = Vec::new();
    for (i, a) in actors.actors().iter().enumerate() {
        if let Some(rest) = actors.without(i) {
            cases.push((Change::Without(a.name.clone()), rest, *rules));
        }
    }
    for (i, a) in actors.actors().iter().enumerate() {
        for factor in [0.5, 1.5] {
            if let Some(set) = actors.with_capability_times(i, factor) {
                cases.push((Change::Capability(a.name.clone(), factor), set, *rules));
            }
        }
    }
    let current = rules.named();
    for (family, variants) in Rules::families() {
        for variant in variants {
            let mut other = *rules;
            other.set(family, variant)?;
            let suits = crate::spatial::Problem::new(actors, &other).is_ok();
            if suits && !current.contains(&(family, variant)) {
                cases.push((Change::Rule(family, variant), actors.clone(), other));
            }
        }
    }
    let shifts: Result<Vec<Shift>, Error> = cases
        .into_par_iter()
        .map_init(Bench::default, |bench, (change, set, rules)| {
            let after = play(bench, &set, &rules, seed, 0)?;
            let minus = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x - y).collect();
            Ok(Shift {
                settlement: minus(&after.settlement.mean, &before.settlement.mean),
                baseline: minus(&after.baseline.mean, &before.baseline.mean),
                change,
                after,
            })
        })
        .collect();
    Ok(Sensitivity { before, shifts: shifts? })
}
