//! Who would meet whom where the target lies, year by year: the history of a pair.

use super::{Inputs, YearOfTies};
use antumbra_core::{StateId, Year};
use antumbra_num::kernel;

/// A state bound to defend the target and not the challenger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Defender {
    /// The state.
    pub state: StateId,
    /// Its capability as it reaches the target, `c_k (1 + D_kj/500 km)^(-λ)`.
    pub strength: f64,
}

/// The capabilities that meet in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// The year of the outcome; capabilities and obligations are of the year before, distances of
    /// the year itself, as in [`super::Sample`].
    pub year: Year,
    /// The challenger's capability as it reaches the target.
    pub challenger: f64,
    /// The target's own.
    pub own: f64,
    /// Those bound to come, by number.
    pub defenders: Vec<Defender>,
}

impl Meeting {
    /// The sum over all defenders, if all came.
    pub fn support(&self) -> f64 {
        self.defenders.iter().map(|d| d.strength).sum()
    }

    /// A defender's strength; 0 when it is not bound to come.
    pub fn of(&self, state: StateId) -> f64 {
        self.defenders.iter().find(|d| d.state == state).map_or(0.0, |d| d.strength)
    }
}

impl Inputs {
    /// The meetings of a challenger and a target in every year in which both are members, in that
    /// year and the year before, at one decay of power with distance (`lambda`) and one weight of
    /// money in power (`w`). A capability is relative to the system of its year.
    pub fn meetings(
        &self,
        challenger: StateId,
        target: StateId,
        lambda: f64,
        w: f64,
    ) -> Vec<Meeting> {
        let system = &self.system;
        let (Some(i), Some(j)) = (system.index_of(challenger), system.index_of(target)) else {
            return Vec::new();
        };
        let n = system.len();
        let mut ties = YearOfTies::default();
        let mut distance = Vec::new();
        let mut out = Vec::new();
        for y in 1..system.years() {
            let there = |s| system.is_member(y, s) && system.is_member(y - 1, s);
            if !there(i) || !there(j) {
                continue;
            }
            self.ties.year_into(system, y - 1, &mut ties);
            let who: Vec<usize> = ties.defenders_against(j, i).collect();
            let mut near = who.clone();
            near.extend([i, j]);
            self.space.distances_into(system, y, &near, &mut distance);
            let reach = |k: usize| {
                let km = distance[k * n + j];
                if km.is_nan() {
                    return 0.0;
                }
                kernel::exp(self.shares.ln_capability(y - 1, k, w))
                    * kernel::pow(1.0 + km / 500.0, -lambda)
            };
            out.push(Meeting {
                year: Year(system.first().0 + y as i16),
                challenger: reach(i),
                own: kernel::exp(self.shares.ln_capability(y - 1, j, w)),
                defenders: who
                    .iter()
                    .map(|&k| Defender { state: system.id(k), strength: reach(k) })
                    .collect(),
            });
        }
        out
    }
}
