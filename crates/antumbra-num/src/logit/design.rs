//! The design: standardised columns in cache-sized blocks.

use super::Fit;
use crate::Error;
use crate::kernel::gram::{Col, ROWS, predictor};
use crate::sum::mean_and_variance;

/// A name and its values.
type Named<'a> = (&'a str, &'a [f64]);

/// The columns of a regression, standardised, with an intercept in front.
#[derive(Clone, Debug)]
pub struct Design {
    rows: usize,
    names: Vec<String>,
    dropped: Vec<String>,
    pub(super) mean: Vec<f64>,
    pub(super) sd: Vec<f64>,
    /// Smallest and largest standardised value of each column.
    pub(super) extremes: Vec<(f64, f64)>,
    /// Columns per block: intercept, columns, and zeros up to a multiple of 4.
    width: usize,
    /// Block after block, in each the columns; rows beyond the last are 0.
    blocks: Vec<Col>,
}

impl Design {
    /// From named columns of equal length. Constant columns are dropped and named in
    /// [`Design::dropped`]: they say nothing beside the intercept.
    ///
    /// An error when there are no rows, lengths differ, a name comes twice, or a value is not finite
    /// (the column and the row are named).
    pub fn new(columns: &[(&str, &[f64])]) -> Result<Self, Error> {
        let Some(rows) = columns.first().map(|c| c.1.len()).filter(|&n| n > 0) else {
            return Err(Error::shape("a design needs at least one column and one row"));
        };
        for (i, (name, values)) in columns.iter().enumerate() {
            check(name, values, rows)?;
            if columns[..i].iter().any(|c| c.0 == *name) {
                return Err(Error::shape(format!("two columns of the design are called {name}")));
            }
        }
        let (kept, constant): (Vec<Named<'_>>, Vec<Named<'_>>) =
            columns.iter().partition(|(_, v)| v.iter().any(|x| *x != v[0]));
        let width = (kept.len() + 1).next_multiple_of(4);
        let n_blocks = rows.div_ceil(ROWS);
        let mut blocks = vec![Col::ZERO; n_blocks * width];
        for r in 0..rows {
            blocks[r / ROWS * width][r % ROWS] = 1.0;
        }
        let mut design = Design {
            rows,
            names: kept.iter().map(|c| c.0.to_owned()).collect(),
            dropped: constant.iter().map(|c| c.0.to_owned()).collect(),
            mean: vec![0.0; kept.len()],
            sd: vec![1.0; kept.len()],
            extremes: vec![(0.0, 0.0); kept.len()],
            width,
            blocks,
        };
        for (j, (_, values)) in kept.iter().enumerate() {
            design.store(j, values);
        }
        Ok(design)
    }

    /// Standardises a column and writes it into the blocks.
    fn store(&mut self, j: usize, values: &[f64]) {
        let (mean, variance) = mean_and_variance(values).unwrap_or((0.0, 1.0));
        let sd = variance.sqrt();
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (chunk, block) in values.chunks(ROWS).zip(self.blocks.chunks_exact_mut(self.width)) {
            for (to, &x) in block[j + 1].iter_mut().zip(chunk) {
                let z = (x - mean) / sd;
                low = low.min(z);
                high = high.max(z);
                *to = z;
            }
        }
        (self.mean[j], self.sd[j], self.extremes[j]) = (mean, sd, (low, high));
    }

    /// Puts other values in the place of one column; everything else stays.
    ///
    /// An error when no column has this name (a dropped one has no place), or the values are constant,
    /// not finite, or not as many as the rows.
    pub fn replace(&mut self, name: &str, values: &[f64]) -> Result<(), Error> {
        let Some(j) = self.names.iter().position(|n| n == name) else {
            return Err(Error::shape(format!(
                "the design has no column {name} to replace (its columns: {})",
                self.names.join(", ")
            )));
        };
        check(name, values, self.rows)?;
        if values.iter().all(|x| *x == values[0]) {
            return Err(Error::domain(format!(
                "the new values of column {name} are all {}: a constant column cannot be estimated",
                values[0]
            )));
        }
        self.store(j, values);
        Ok(())
    }

    /// The design of some rows only, in the given order (repetitions allowed), standardised anew.
    ///
    /// An error when no row is named or one does not exist.
    pub fn subset(&self, rows: &[usize]) -> Result<Design, Error> {
        if let Some(r) = rows.iter().find(|&&r| r >= self.rows) {
            return Err(Error::shape(format!("row {r} of a design of {} rows", self.rows)));
        }
        let columns: Vec<Vec<f64>> = (0..self.names.len())
            .map(|j| {
                let value = |&r: &usize| {
                    self.blocks[r / ROWS * self.width + j + 1][r % ROWS] * self.sd[j] + self.mean[j]
                };
                rows.iter().map(value).collect()
            })
            .collect();
        let named: Vec<(&str, &[f64])> =
            self.names.iter().zip(&columns).map(|(n, c)| (n.as_str(), c.as_slice())).collect();
        let mut design = Design::new(&named)?;
        design.dropped.extend(self.dropped.iter().cloned());
        Ok(design)
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the columns that are estimated, in order, the intercept not among them.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The names of the columns that were dropped because they are constant.
    pub fn dropped(&self) -> &[String] {
        &self.dropped
    }

    /// The linear predictor of every row under a fit to this or another design, by the names of the
    /// columns. An error when the fit has a column that this design has not.
    pub fn linear_predictor(&self, fit: &Fit) -> Result<Vec<f64>, Error> {
        let mut beta = vec![0.0; self.width];
        beta[0] = fit.coefficients[0];
        for (name, &b) in fit.names.iter().zip(&fit.coefficients[1..]) {
            let Some(j) = self.names.iter().position(|n| n == name) else {
                return Err(Error::shape(format!(
                    "the fit has a coefficient for {name}, which the design lacks or holds constant"
                )));
            };
            beta[0] += b * self.mean[j];
            beta[j + 1] = b * self.sd[j];
        }
        let mut eta = Vec::with_capacity(self.rows + ROWS);
        for block in self.blocks() {
            eta.extend_from_slice(&predictor(block, &beta)[..]);
        }
        eta.truncate(self.rows);
        Ok(eta)
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn blocks(&self) -> impl Iterator<Item = &[Col]> {
        self.blocks.chunks_exact(self.width)
    }

    /// The standardised value of a column (0 is the intercept) in a row.
    pub(super) fn value(&self, row: usize, column: usize) -> f64 {
        self.blocks[row / ROWS * self.width + column][row % ROWS]
    }
}

fn check(name: &str, values: &[f64], rows: usize) -> Result<(), Error> {
    if values.len() != rows {
        return Err(Error::shape(format!(
            "column {name} of the design has {} rows where the first has {rows}",
            values.len()
        )));
    }
    match values.iter().position(|v| !v.is_finite()) {
        None => Ok(()),
        Some(r) => Err(Error::not_finite(format!(
            "column {name} of the design is {} in row {r}: fill or drop missing values first",
            values[r]
        ))),
    }
}
