//! A coarse grid of four assumptions, run beforehand, so that a reader can move them on the page.
//!
//! Each cell is a run of its own with few futures; nothing is interpolated between cells and nothing
//! is averaged over them.

use crate::paths::NotRun;
use antumbra_core::Iso3;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The grid. Arrays are flat; the last axis named runs fastest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatIf {
    /// Reliability of the patron: what challengers believe and what it would do, a point in place of
    /// both distributions.
    pub reliability: Vec<f64>,
    /// Decay of strength with distance.
    pub lambda: Vec<f64>,
    /// Basing: `none`, `presence`, `surge`.
    pub basing: Vec<String>,
    /// Share of the umbrella's effect on war that is nuclear.
    pub psi: Vec<f64>,
    /// Ids of the paths.
    pub paths: Vec<String>,
    /// The worlds: `stays`, `goes`.
    pub worlds: Vec<String>,
    /// The cell nearest to the reference, as places on the axes.
    pub reference: CellAt,
    /// The mean of the reference's distribution of reliability.
    pub reference_reliability: f64,
    /// Futures in every cell, the same draws in all.
    pub futures: u16,
    /// How many of them are within tolerance: by decay, basing, reliability, nuclear share, path,
    /// world. Absent where the setup could not be run.
    pub within: Vec<Option<u16>>,
    /// Whom the parts are against.
    pub challenger: Iso3,
    /// The closed forms at the means of all other draws: by decay, basing, reliability. Absent where
    /// a figure of the forces is missing.
    pub forces: Vec<Option<Forces>>,
    /// Setups that could not be run, with the reason.
    pub not_run: Vec<NotRun>,
}

/// Places on the axes of reliability, decay, basing and nuclear share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellAt {
    /// Of reliability.
    pub reliability: usize,
    /// Of decay.
    pub lambda: usize,
    /// Of basing.
    pub basing: usize,
    /// Of the nuclear share.
    pub psi: usize,
}

/// Who would defend, and what replacing it costs, in one cell. The four parts sum to one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Forces {
    /// The client's own share.
    pub own: f64,
    /// Expected from the patron.
    pub expected: f64,
    /// Promised by the patron and doubtful.
    pub doubtful: f64,
    /// All other allies.
    pub others: f64,
    /// Times today's spending that keeps today's odds without the patron.
    pub keep: f64,
}

impl WhatIf {
    /// The place of a cell in `forces`.
    pub fn setup(&self, at: CellAt) -> usize {
        (at.lambda * self.basing.len() + at.basing) * self.reliability.len() + at.reliability
    }

    /// Futures within tolerance in a cell, for the path and world at these places; `None` where it
    /// was not run or there is no such place.
    pub fn within(&self, at: CellAt, path: usize, world: usize) -> Option<u16> {
        let inside = at.reliability < self.reliability.len()
            && at.lambda < self.lambda.len()
            && at.basing < self.basing.len()
            && at.psi < self.psi.len()
            && path < self.paths.len()
            && world < self.worlds.len();
        let place = ((self.setup(at) * self.psi.len() + at.psi) * self.paths.len() + path)
            * self.worlds.len()
            + world;
        if inside { self.within.get(place).copied().flatten() } else { None }
    }

    /// The closed forms of a cell.
    pub fn forces(&self, at: CellAt) -> Option<Forces> {
        self.forces.get(self.setup(at)).copied().flatten()
    }

    /// Are the arrays as long as their axes say, and is the reference on them? What a folder holds
    /// may have been changed.
    pub fn is_whole(&self) -> bool {
        let setups = self.lambda.len() * self.basing.len() * self.reliability.len();
        let at = self.reference;
        self.forces.len() == setups
            && self.within.len() == setups * self.psi.len() * self.paths.len() * self.worlds.len()
            && at.reliability < self.reliability.len()
            && at.lambda < self.lambda.len()
            && at.basing < self.basing.len()
            && at.psi < self.psi.len()
            && self.futures > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_places() {
        let at = |reliability, lambda, basing, psi| CellAt { reliability, lambda, basing, psi };
        let mut w = WhatIf {
            reliability: vec![0.2, 0.9],
            lambda: vec![0.0, 1.0, 2.0],
            basing: vec!["none".into(), "surge".into()],
            psi: vec![0.0, 1.0],
            paths: vec!["a".into(), "b".into(), "c".into()],
            worlds: vec!["stays".into(), "goes".into()],
            reference: at(0, 1, 0, 1),
            reference_reliability: 0.3,
            futures: 256,
            // Each cell holds its own place.
            within: (0..144).map(Some).collect(),
            challenger: Iso3::parse("CHN").unwrap(),
            forces: vec![None; 12],
            not_run: Vec::new(),
        };
        assert!(w.is_whole());
        let mut seen = Vec::new();
        for l in 0..3 {
            for b in 0..2 {
                for r in 0..2 {
                    for p in 0..2 {
                        for path in 0..3 {
                            for world in 0..2 {
                                seen.push(w.within(at(r, l, b, p), path, world).unwrap());
                            }
                        }
                    }
                }
            }
        }
        assert_eq!(seen, (0..144).collect::<Vec<_>>(), "in the order that the axes are named");
        assert_eq!(w.within(at(2, 0, 0, 0), 0, 0), None);
        assert_eq!(w.within(at(0, 0, 0, 0), 3, 0), None);
        w.within.pop();
        assert!(!w.is_whole());
    }
}
