//! Alliance ties of a year: who owes whom defence, and how alike two states' portfolios are.

use super::System;
use super::system::ByYear;
use crate::Error;
use crate::readers::atop::{self, AtopRow};
use antumbra_core::outside::Source;

/// Alliance obligations by year.
#[derive(Clone, Debug)]
pub struct Ties {
    rows: ByYear<AtopRow>,
    last: usize,
}

/// The obligations of one year as matrices over state indices.
#[derive(Clone, Debug, Default)]
pub struct YearOfTies {
    n: usize,
    /// `owes[k * n + j]`: k is bound to defend j.
    owes: Vec<bool>,
    /// The strength of the tie of two states, the same in both directions: 3 defence, 2 neutrality
    /// or non-aggression, 1 offence or consultation only, 0 none; 3 of a state with itself.
    tie: Vec<u8>,
    members: Vec<usize>,
    /// Sum of a state's ties over all members, and of their squares.
    sums: Vec<(f64, f64)>,
}

impl Ties {
    /// Reads ATOP's directed dyad-years.
    ///
    /// # Errors
    /// When the file is missing or cannot be understood.
    pub fn read(folder: &dyn Source, system: &System) -> Result<Self, Error> {
        let rows = atop::dyad_years(folder)?;
        let last = rows.iter().filter_map(|r| system.year_index(r.year)).max().unwrap_or(0);
        Ok(Ties { rows: ByYear::new(system, &rows, |r| r.year), last })
    }

    /// The last year of the data by index.
    pub fn last(&self) -> usize {
        self.last
    }

    /// The recorded obligations between members of a year as bits, `out[k * n + j]`: defence 1,
    /// offence 2, neutrality 4, non-aggression 8, consultation 16.
    pub(crate) fn kinds_into(&self, system: &System, y: usize, out: &mut Vec<u8>) {
        let n = system.len();
        out.clear();
        out.resize(n * n, 0);
        for r in self.rows.of(y) {
            if let (Some(k), Some(j)) = (system.index_of(r.from), system.index_of(r.to)) {
                let flags = [r.defense, r.offense, r.neutral, r.nonagg, r.consul];
                for (bit, flag) in flags.into_iter().enumerate() {
                    out[k * n + j] |= u8::from(flag) << bit;
                }
            }
        }
    }

    /// The obligations between members of a year. After the data's last year its obligations are
    /// carried on.
    pub fn year_into(&self, system: &System, y: usize, out: &mut YearOfTies) {
        let n = system.len();
        out.n = n;
        out.owes.clear();
        out.owes.resize(n * n, false);
        out.tie.clear();
        out.tie.resize(n * n, 0);
        out.members = system.members(y);
        for r in self.rows.of(y.min(self.last)) {
            let (Some(k), Some(j)) = (system.index_of(r.from), system.index_of(r.to)) else {
                continue;
            };
            if k == j || !system.is_member(y, k) || !system.is_member(y, j) {
                continue;
            }
            out.owes[k * n + j] |= r.defense;
            let v = if r.defense {
                3
            } else if r.neutral || r.nonagg {
                2
            } else {
                u8::from(r.offense || r.consul)
            };
            for at in [k * n + j, j * n + k] {
                out.tie[at] = out.tie[at].max(v);
            }
        }
        for &s in &out.members {
            out.tie[s * n + s] = 3;
        }
        out.sums.clear();
        out.sums.resize(n, (0.0, 0.0));
        for &s in &out.members {
            let ties = || out.members.iter().map(|l| f64::from(out.tie[s * n + l]));
            out.sums[s] = (ties().sum(), ties().map(|v| v * v).sum());
        }
    }
}

impl YearOfTies {
    /// Is `k` bound to defend `j`?
    pub fn owes(&self, k: usize, j: usize) -> bool {
        self.owes[k * self.n + j]
    }

    /// Members bound to defend `j` and not bound to defend `i`, neither of the two themselves.
    pub fn defenders_against<'a>(&'a self, j: usize, i: usize) -> impl Iterator<Item = usize> + 'a {
        self.members
            .iter()
            .copied()
            .filter(move |&k| k != i && k != j && self.owes(k, j) && !self.owes(k, i))
    }

    /// Similarity of two portfolios: Scott's π over all members (Häge 2011, Political Analysis
    /// 19: 287-305), `1 - Σ(v_il - v_jl)² / Σ[(v_il - g)² + (v_jl - g)²]`, g the mean of both
    /// means; 1 when the denominator is nought.
    pub fn similarity(&self, i: usize, j: usize) -> f64 {
        let count = self.members.len() as f64;
        let (si, qi) = self.sums[i];
        let (sj, qj) = self.sums[j];
        let (row_i, row_j) = (&self.tie[i * self.n..], &self.tie[j * self.n..]);
        let cross: u32 =
            self.members.iter().map(|&l| u32::from(row_i[l]) * u32::from(row_j[l])).sum();
        let apart = qi + qj - 2.0 * f64::from(cross);
        let g = (si + sj) / (2.0 * count);
        let about = qi + qj - 2.0 * g * (si + sj) + 2.0 * count * g * g;
        if about <= 1e-12 { 1.0 } else { 1.0 - apart / about }
    }
}
