//! Challenges of covered and uncovered targets, recorded and expected.

use super::Challenges;
use crate::Error;
use antumbra_core::{StateId, Year};
use antumbra_world::panel::{Inputs, YearOfTies};

/// Rows with what came and what was expected of them.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Rate {
    /// Directed dyad-years.
    pub rows: usize,
    /// Challenges recorded.
    pub observed: usize,
    /// Challenges expected.
    pub expected: f64,
}

impl Rate {
    /// Recorded challenges per dyad-year.
    pub fn observed_rate(&self) -> f64 {
        self.observed as f64 / self.rows as f64
    }

    /// Expected challenges per dyad-year.
    pub fn expected_rate(&self) -> f64 {
        self.expected / self.rows as f64
    }
}

/// Rates of targets under a nuclear-armed patron other than the challenger, and of the others.
/// Targets with nuclear weapons of their own are in neither. As in [`crate::war::war_counts`], cover
/// is that of the year itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoverRates {
    /// Of covered targets.
    pub covered: Rate,
    /// Of the others.
    pub uncovered: Rate,
}

/// Counts the rows of `from..=to` for the given challengers (all when none is given); `p` has each
/// row's probability of any challenge.
///
/// # Errors
/// When the probabilities are not those of the rows, or one side is empty.
pub fn cover_rates(
    inputs: &Inputs,
    data: &Challenges,
    p: &[f64],
    challengers: &[StateId],
    from: Year,
    to: Year,
) -> Result<CoverRates, Error> {
    let system = &inputs.system;
    if p.len() != data.rows().len() {
        return Err(Error::rows("these probabilities belong to another sample"));
    }
    let mut out = CoverRates { covered: Rate::default(), uncovered: Rate::default() };
    let mut ties = YearOfTies::default();
    let mut armed: Vec<usize> = Vec::new();
    let mut current = None;
    for (row, p) in data.rows().iter().zip(p) {
        if row.t < from || row.t > to || !(challengers.is_empty() || challengers.contains(&row.i)) {
            continue;
        }
        let place = (system.year_index(row.t), system.index_of(row.i), system.index_of(row.j));
        let (Some(y), Some(i), Some(j)) = place else { continue };
        if current != Some(y) {
            current = Some(y);
            inputs.ties.year_into(system, y, &mut ties);
            armed = system.members(y);
            armed.retain(|&k| inputs.regimes.nuclear(y, k));
        }
        if inputs.regimes.nuclear(y, j) {
            continue;
        }
        let covered = armed.iter().any(|&k| k != i && k != j && ties.owes(k, j));
        let rate = if covered { &mut out.covered } else { &mut out.uncovered };
        rate.rows += 1;
        rate.observed += usize::from(row.any);
        rate.expected += p;
    }
    if out.covered.rows == 0 || out.uncovered.rows == 0 {
        return Err(Error::rows("no covered, or no uncovered, targets in these years"));
    }
    Ok(out)
}
