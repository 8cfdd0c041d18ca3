//! Covering: several boxes, each found among the cases that the earlier ones left.

use super::bits::Bits;
use super::region::holds;
use super::{Outcome, Prim, Step, Trajectory};

/// One box of a covering and the trajectory that it was picked from.
#[derive(Clone, Debug, PartialEq)]
pub struct Covering {
    /// The boxes to pick from. Coverage and mass are shares of *all* cases, not of those left.
    pub trajectory: Trajectory,
    /// The index of the box picked.
    pub picked: usize,
}

impl Covering {
    /// The box picked.
    pub fn step(&self) -> Option<&Step> {
        self.trajectory.steps.get(self.picked)
    }
}

impl Prim<'_> {
    /// Finds at most `most` boxes. After each, `pick` names the box to keep by its index in the
    /// trajectory, and its cases leave the table; `None`, or an index that is not there, ends the
    /// search. So does having no case (of interest, in the binary form) left.
    pub fn cover(
        &self,
        most: usize,
        mut pick: impl FnMut(&Trajectory) -> Option<usize>,
    ) -> Vec<Covering> {
        let mut left = self.all();
        let mut boxes = Vec::new();
        while boxes.len() < most && self.has_something(&left) {
            let trajectory = self.trajectory(&left, self.base());
            let Some(picked) = pick(&trajectory) else { break };
            let Some(step) = trajectory.steps.get(picked) else { break };
            let gone: Vec<u32> = left
                .members()
                .filter(|&r| holds(&step.limits, &self.prepared.columns, r))
                .collect();
            gone.into_iter().for_each(|r| left.remove(r));
            boxes.push(Covering { trajectory, picked });
        }
        boxes
    }

    fn has_something(&self, left: &Bits) -> bool {
        match &self.outcome {
            Outcome::Binary { of_interest, .. } => left.members().any(|r| of_interest.0.has(r)),
            Outcome::Real { .. } => left.members().next().is_some(),
        }
    }
}
