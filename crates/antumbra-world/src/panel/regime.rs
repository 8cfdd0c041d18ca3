//! Polyarchy, nuclear status, rivalry and rank of states by year.

use super::System;
use super::space::OPEN_END;
use crate::Error;
use crate::readers::{nuclear, regimes, states};
use antumbra_core::outside::Source;

/// Polyarchy from the extended Unified Democracy Score where V-Dem has none: a line fitted where
/// both are there.
const FROM_UDS: (f64, f64) = (0.376_10, 0.265_22);
/// Polyarchy where neither is there: the mean.
const UNKNOWN_POLYARCHY: f64 = 0.362;
/// Nuclear status of a possessor.
const POSSESSES: u8 = 3;

/// What states are, by `y * n + s`.
#[derive(Clone, Debug)]
pub struct Regimes {
    n: usize,
    polyarchy: Vec<f64>,
    nuclear: Vec<bool>,
    major: Vec<bool>,
    rivalries: Vec<(usize, usize, i16, i16)>,
}

impl Regimes {
    /// Reads democracy, nuclear status, major powers and rivalries. A rivalry whose last year is
    /// `open_from` or later counts as still on (2015 in the estimation; 2020, the list's last year,
    /// for assessments: seven rivalries ended in between).
    ///
    /// # Errors
    /// When a file is missing or cannot be understood.
    pub fn read(folder: &dyn Source, system: &System, open_from: i16) -> Result<Self, Error> {
        let n = system.len();
        let cells = system.years() * n;
        let mut polyarchy = vec![UNKNOWN_POLYARCHY; cells];
        for r in regimes::democracy(folder)? {
            let (Some(y), Some(s)) = (system.year_index(r.year), system.index_of(r.state)) else {
                continue;
            };
            let value = r
                .polyarchy
                .or_else(|| r.uds.map(|u| (FROM_UDS.0 + FROM_UDS.1 * u).clamp(0.0, 1.0)));
            if let Some(v) = value {
                polyarchy[y * n + s] = v;
            }
        }
        let mut nuclear = vec![false; cells];
        for r in nuclear::status(folder)? {
            if let (Some(y), Some(s)) = (system.year_index(r.year), system.index_of(r.state)) {
                nuclear[y * n + s] = r.status == POSSESSES;
            }
        }
        let mut major = vec![false; cells];
        for m in states::majors(folder)? {
            let Some(s) = system.index_of(m.state) else { continue };
            let to = if m.to.0 == OPEN_END { system.last().0 } else { m.to.0 };
            for year in m.from.0.max(system.first().0)..=to.min(system.last().0) {
                major[(year - system.first().0) as usize * n + s] = true;
            }
        }
        let rivalries = regimes::rivalries(folder)?
            .into_iter()
            .filter_map(|r| {
                let to = if r.to.0 >= open_from { i16::MAX } else { r.to.0 };
                Some((system.index_of(r.a)?, system.index_of(r.b)?, r.from.0, to))
            })
            .collect();
        Ok(Regimes { n, polyarchy, nuclear, major, rivalries })
    }

    /// Polyarchy of a state in a year, 0 to 1.
    pub fn polyarchy(&self, y: usize, s: usize) -> f64 {
        self.polyarchy[y * self.n + s]
    }

    /// Has the state nuclear weapons in the year?
    pub fn nuclear(&self, y: usize, s: usize) -> bool {
        self.nuclear[y * self.n + s]
    }

    /// Is the state a major power at any time in the year?
    pub fn major(&self, y: usize, s: usize) -> bool {
        self.major[y * self.n + s]
    }

    /// The strategic rivalries of a year, `out[a * n + b]`, the same in both directions.
    pub fn rivalries_into(&self, year: i16, out: &mut Vec<bool>) {
        out.clear();
        out.resize(self.n * self.n, false);
        for &(a, b, from, to) in &self.rivalries {
            if from <= year && year <= to {
                out[a * self.n + b] = true;
                out[b * self.n + a] = true;
            }
        }
    }
}
