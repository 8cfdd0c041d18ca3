//! Disputes of a year, and what earlier ones leave behind.

use super::System;
use super::system::ByYear;
use crate::Error;
use crate::readers::mid::{self, MidRow};
use antumbra_core::outside::Source;

/// Years of peace with which every pair starts in 1816: a stand-in for what came before.
const PEACE_AT_START: f64 = 30.0;
/// What is left of the count of disputes after a year.
const DECAY: f64 = 0.9;

/// Disputes by year.
#[derive(Clone, Debug)]
pub struct Disputes {
    rows: ByYear<MidRow>,
}

/// What happened from one state to another in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// A dispute between the two goes on.
    pub ongoing: bool,
    /// A dispute between the two begins, whatever their roles.
    pub onset: bool,
    /// The first state begins one with the other, both there on the first day.
    pub challenge: bool,
    /// ... in which one of them uses force.
    pub force: bool,
    /// ... in which one of them has deaths.
    pub fatal: bool,
    /// Highest hostility of either side in any dispute that goes on.
    pub hostility: u8,
}

/// The past of all pairs, moved forward year by year.
#[derive(Clone, Debug)]
pub struct Past {
    peace: Vec<f64>,
    count: Vec<f64>,
}

impl Disputes {
    /// Reads the directed dyad-years of MID 5.0.
    ///
    /// # Errors
    /// When the file is missing or cannot be understood.
    pub fn read(folder: &dyn Source, system: &System) -> Result<Self, Error> {
        let rows = mid::dyad_years(folder)?;
        Ok(Disputes { rows: ByYear::new(system, &rows, |r| r.year) })
    }

    /// The disputes of a year, `out[i * n + j]`. Several disputes of one pair are taken together:
    /// what any of them has.
    pub fn year_into(&self, system: &System, y: usize, out: &mut Vec<Cell>) {
        let n = system.len();
        out.clear();
        out.resize(n * n, Cell::default());
        for r in self.rows.of(y) {
            let (Some(i), Some(j)) = (system.index_of(r.a), system.index_of(r.b)) else { continue };
            let cell = &mut out[i * n + j];
            let hostility = r.hostility_a.max(r.hostility_b);
            cell.ongoing = true;
            cell.onset |= r.onset;
            cell.hostility = cell.hostility.max(hostility);
            if r.is_challenge() {
                cell.challenge = true;
                cell.force |= hostility >= 4;
                cell.fatal |= r.deaths_a.unwrap_or(0).max(r.deaths_b.unwrap_or(0)) >= 1;
            }
        }
    }
}

impl Past {
    /// The first year.
    pub fn start(system: &System) -> Self {
        let cells = system.len() * system.len();
        Past { peace: vec![PEACE_AT_START; cells], count: vec![0.0; cells] }
    }

    /// Moves one year on: after a year with any dispute peace starts anew, and each year's onset
    /// adds one to a count of which nine tenths are kept. `cells` is the year that ends.
    pub fn advance(&mut self, n: usize, cells: &[Cell]) {
        for i in 0..n {
            for j in i + 1..n {
                let (a, b) = (i * n + j, j * n + i);
                let ongoing = cells[a].ongoing || cells[b].ongoing;
                let onset = cells[a].onset || cells[b].onset;
                let peace = if ongoing { 0.0 } else { self.peace[a] + 1.0 };
                let count = DECAY * self.count[a] + if onset { 1.0 } else { 0.0 };
                for at in [a, b] {
                    self.peace[at] = peace;
                    self.count[at] = count;
                }
            }
        }
    }

    /// Years since the last dispute.
    pub fn peace_years(&self, at: usize) -> f64 {
        self.peace[at]
    }

    /// Decayed count of disputes.
    pub fn count(&self, at: usize) -> f64 {
        self.count[at]
    }
}
