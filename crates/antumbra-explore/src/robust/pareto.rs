//! The policies that no other beats on everything.
//!
//! A policy *dominates* another when it is no worse in any objective and better in at least one by
//! more than that objective's tolerance. A difference within the tolerance therefore never takes a
//! policy out of the set, the relation has no cycles, and the set is never empty. Policies with
//! equal numbers stay together.

use super::Better;
use crate::Error;

/// One thing that policies are compared on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Objective {
    /// The better end.
    pub better: Better,
    /// Differences up to this do not count; 0 for none.
    pub tolerance: f64,
}

/// Where a policy stands among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// No other dominates it.
    pub in_set: bool,
    /// Those that dominate it.
    pub dominated_by: Vec<usize>,
    /// How many it dominates.
    pub dominates: usize,
    /// Others with the same numbers.
    pub equal: Vec<usize>,
}

/// Compares policies: `points[policy][objective]`.
///
/// # Errors
/// Without a policy or an objective; numbers that are not finite or not one per objective; a
/// tolerance below 0.
pub fn pareto(points: &[Vec<f64>], objectives: &[Objective]) -> Result<Vec<Standing>, Error> {
    if points.is_empty() || objectives.is_empty() {
        return Err(Error::setting(format!(
            "{} policies on {} objectives",
            points.len(),
            objectives.len()
        ))
        .help("give at least one of each"));
    }
    if let Some(o) = objectives.iter().find(|o| !(o.tolerance >= 0.0 && o.tolerance.is_finite())) {
        return Err(Error::setting(format!("a tolerance is {}", o.tolerance))
            .help("give 0 or a positive number"));
    }
    for (i, p) in points.iter().enumerate() {
        if p.len() != objectives.len() || p.iter().any(|v| !v.is_finite()) {
            return Err(Error::table(format!(
                "policy {i} has the numbers {p:?} on {} objectives",
                objectives.len()
            ))
            .help("give one finite number per objective"));
        }
    }
    let dominates = |a: &[f64], b: &[f64]| {
        let mut by_more = false;
        for ((a, b), o) in a.iter().zip(b).zip(objectives) {
            let gain = o.better.cost(*b) - o.better.cost(*a);
            if gain < 0.0 {
                return false;
            }
            by_more |= gain > o.tolerance;
        }
        by_more
    };
    let others = |i: usize, test: &dyn Fn(&[f64]) -> bool| -> Vec<usize> {
        (0..points.len()).filter(|&j| j != i && test(&points[j])).collect()
    };
    Ok((0..points.len())
        .map(|i| {
            let dominated_by = others(i, &|p| dominates(p, &points[i]));
            Standing {
                in_set: dominated_by.is_empty(),
                dominates: others(i, &|p| dominates(&points[i], p)).len(),
                equal: others(i, &|p| p == points[i].as_slice()),
                dominated_by,
            }
        })
        .collect())
}
