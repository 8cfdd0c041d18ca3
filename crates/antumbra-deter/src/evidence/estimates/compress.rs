//! A table of dyads by grid points, kept by its leading components.
//!
//! Over the grid a dyad's figure hardly moves, and it moves alike for all dyads: a few components
//! carry the whole table. Each value is `base_d + Σ_k score_dk loading_k(g)`, the base being the
//! value at the reference point, the loadings orthonormal (principal components of the deviations).

use crate::Error;
use antumbra_num::linalg::Symmetric;

/// A table of rows by grid points, nearly.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Components {
    /// Value of each row at the reference point.
    pub(crate) base: Vec<f64>,
    /// `scores[row][component]`.
    pub(crate) scores: Vec<Vec<f64>>,
    /// `loadings[component][point]`.
    pub(crate) loadings: Vec<Vec<f64>>,
}

/// More components than this would be no compression.
const MOST: usize = 14;

impl Components {
    /// The fewest components that keep every value within `tolerance`.
    pub(crate) fn new(table: &[Vec<f64>], reference: usize, tolerance: f64) -> Result<Self, Error> {
        let Some(points) = table.first().map(Vec::len).filter(|n| *n > reference) else {
            return Err(Error::rows("no dyads in the reference year: there is nothing to keep"));
        };
        let apart: Vec<Vec<f64>> =
            table.iter().map(|row| row.iter().map(|v| v - row[reference]).collect()).collect();
        let mut cross = Symmetric::zeros(points);
        for g in 0..points {
            for h in 0..=g {
                cross.set(g, h, apart.iter().map(|d| d[g] * d[h]).sum());
            }
        }
        let eigen = cross.eigen();
        let mut out = Components {
            base: table.iter().map(|row| row[reference]).collect(),
            scores: vec![Vec::new(); table.len()],
            loadings: Vec::new(),
        };
        loop {
            let worst = out.largest_error(table);
            if worst <= tolerance {
                return Ok(out);
            }
            let k = out.loadings.len();
            if k == MOST.min(points) {
                return Err(Error::rows(format!(
                    "{k} components leave an error of {worst:.1e} in the table of dyads by settings \
                     (allowed: {tolerance:.1e})"
                )));
            }
            // Eigenvalues rise; the vector of value n - 1 - k is the next component.
            let loading = eigen.vectors[points - 1 - k].clone();
            for (score, row) in out.scores.iter_mut().zip(&apart) {
                score.push(row.iter().zip(&loading).map(|(a, b)| a * b).sum());
            }
            out.loadings.push(loading);
        }
    }

    /// The value of a row at a point.
    pub(crate) fn value(&self, row: usize, point: usize) -> f64 {
        let apart = self.scores[row].iter().zip(&self.loadings).map(|(s, l)| s * l[point]);
        self.base[row] + apart.sum::<f64>()
    }

    fn largest_error(&self, table: &[Vec<f64>]) -> f64 {
        let mut worst = 0.0_f64;
        for (r, row) in table.iter().enumerate() {
            for (g, v) in row.iter().enumerate() {
                worst = worst.max((self.value(r, g) - v).abs());
            }
        }
        worst
    }
}
