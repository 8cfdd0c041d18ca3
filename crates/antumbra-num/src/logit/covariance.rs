//! Covariance of the coefficients.

use super::newton::Response;
use super::{Design, Fit};
use crate::Error;
use crate::kernel::gram::{Col, ROWS, cross_products, predictor};
use crate::kernel::logistic;
use crate::linalg::Symmetric;

/// Which covariance; see [`Fit::covariance`].
#[derive(Clone, Debug)]
pub enum Covariance<'a> {
    /// The inverse of the penalised information: right when the model is.
    Information,
    /// The sandwich with independent rows.
    Sandwich,
    /// The sandwich with sums of scores by cluster.
    Clustered(Clustering<'a>),
    /// Two-way: by the first clustering, plus by the second, less by their intersection.
    TwoWay(Clustering<'a>, Clustering<'a>),
}

/// One clustering of the rows.
#[derive(Clone, Copy, Debug)]
pub struct Clustering<'a> {
    /// The cluster of every row; the numbers only have to tell clusters apart.
    pub ids: &'a [u32],
    /// Whether to multiply by `G/(G - 1) (N - 1)/(N - K)` for G clusters, N rows and K coefficients.
    pub small_sample: bool,
}

/// A covariance matrix on the original scale, index 0 the intercept.
#[derive(Clone, Debug, PartialEq)]
pub struct CovarianceMatrix {
    /// The matrix.
    pub matrix: Symmetric,
    /// Clusters in each clustering (empty without one; two-way: both, then their intersection).
    pub clusters: Vec<usize>,
    /// Whether a two-way matrix had a negative eigenvalue, which was set to 0 (Cameron, Gelbach &
    /// Miller 2011, sec. 2.3).
    pub repaired: bool,
}

impl CovarianceMatrix {
    /// The square roots of the diagonal.
    pub fn standard_errors(&self) -> Vec<f64> {
        self.matrix.diagonal().iter().map(|v| v.sqrt()).collect()
    }
}

impl Fit {
    /// The covariance of the coefficients on the original scale: `H^-1 M H^-1`, H the penalised
    /// information, M the sum of outer products of summed scores (the score without the penalty).
    ///
    /// `design`, `outcome` and `weights` are those of the fit. An error when they do not agree with it,
    /// when a clustering has fewer than two clusters, or H is singular.
    pub fn covariance(
        &self,
        design: &Design,
        outcome: &[bool],
        weights: Option<&[f64]>,
        kind: &Covariance<'_>,
    ) -> Result<CovarianceMatrix, Error> {
        if design.names() != self.names.as_slice()
            || design.rows() != self.rows
            || design.mean != self.mean
            || design.sd != self.sd
        {
            return Err(Error::shape("this design is not the one that the fit was made with"));
        }
        let bread = self.information.cholesky()?.inverse();
        let mut repaired = false;
        let mut clusters = vec![];
        let standardised = match kind {
            Covariance::Information => bread,
            Covariance::Sandwich => {
                let response = Response::new(design, outcome, weights)?;
                around(&bread, &self.row_meat(design, &response))
            }
            Covariance::Clustered(by) => {
                let response = Response::new(design, outcome, weights)?;
                let residuals = self.residuals(design, &response);
                let ids = widened(by.ids, design.rows())?;
                let (m, g) = self.cluster_meat(design, &residuals, &ids, by.small_sample)?;
                clusters.push(g);
                around(&bread, &m)
            }
            Covariance::TwoWay(a, b) => {
                let response = Response::new(design, outcome, weights)?;
                let residuals = self.residuals(design, &response);
                let (ia, ib) = (widened(a.ids, design.rows())?, widened(b.ids, design.rows())?);
                let both: Vec<u64> = ia.iter().zip(&ib).map(|(a, b)| a << 32 | b).collect();
                let (ma, ga) = self.cluster_meat(design, &residuals, &ia, a.small_sample)?;
                let (mb, gb) = self.cluster_meat(design, &residuals, &ib, b.small_sample)?;
                let small = a.small_sample && b.small_sample;
                let (mab, gab) = self.cluster_meat(design, &residuals, &both, small)?;
                clusters.extend([ga, gb, gab]);
                let v = around(&bread, &ma.plus(1.0, &mb).plus(-1.0, &mab));
                let eigen = v.eigen();
                repaired = eigen.values[0] < 0.0;
                if repaired { eigen.positive_part() } else { v }
            }
        };
        let matrix = standardised.sandwiched(&self.back_transform());
        Ok(CovarianceMatrix { matrix, clusters, repaired })
    }

    /// Rows that turn standardised coefficients into original ones.
    fn back_transform(&self) -> Vec<Vec<f64>> {
        let k = self.standardised.len();
        (0..k)
            .map(|i| {
                let mut row = vec![0.0; k];
                if i == 0 {
                    row[0] = 1.0;
                    for j in 1..k {
                        row[j] = -self.mean[j - 1] / self.sd[j - 1];
                    }
                } else {
                    row[i] = 1.0 / self.sd[i - 1];
                }
                row
            })
            .collect()
    }

    /// v (y - P) of every row, in blocks.
    fn residuals(&self, design: &Design, response: &Response) -> Vec<Col> {
        let mut beta = self.standardised.clone();
        beta.resize(design.width(), 0.0);
        let each = design.blocks().zip(&response.y).zip(&response.v);
        each.map(|((block, y), v)| {
            let eta = predictor(block, &beta);
            Col::from_fn(|r| v[r] * (y[r] - logistic(eta[r])))
        })
        .collect()
    }

    /// The meat with every row a cluster of its own.
    fn row_meat(&self, design: &Design, response: &Response) -> Symmetric {
        let width = design.width();
        let mut out = vec![0.0; width * width];
        for (block, r) in design.blocks().zip(self.residuals(design, response)) {
            cross_products(block, &Col::from_fn(|i| r[i] * r[i]), &mut out);
        }
        Symmetric::from_fn(self.standardised.len(), |i, j| out[i * width + j])
    }

    /// The sum over clusters of the outer product of summed scores, and the number of clusters.
    fn cluster_meat(
        &self,
        design: &Design,
        residuals: &[Col],
        ids: &[u64],
        small_sample: bool,
    ) -> Result<(Symmetric, usize), Error> {
        let mut distinct = ids.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let g = distinct.len();
        if g < 2 {
            return Err(Error::domain(
                "a clustered covariance needs at least two clusters; all rows are in one",
            ));
        }
        let k = self.standardised.len();
        let mut scores = vec![0.0; g * k];
        for ((block, residual), ids) in design.blocks().zip(residuals).zip(ids.chunks(ROWS)) {
            for (r, id) in ids.iter().enumerate() {
                // Every id is in the list that was made of them.
                let at = distinct.partition_point(|d| d < id) * k;
                for (s, c) in scores[at..at + k].iter_mut().zip(block) {
                    *s += residual[r] * c[r];
                }
            }
        }
        let mut meat = vec![0.0; k * k];
        for s in scores.chunks_exact(k) {
            for i in 0..k {
                for j in 0..=i {
                    meat[i * k + j] += s[i] * s[j];
                }
            }
        }
        let (n, gf, kf) = (design.rows() as f64, g as f64, k as f64);
        let factor = if small_sample { gf / (gf - 1.0) * ((n - 1.0) / (n - kf)) } else { 1.0 };
        Ok((Symmetric::from_fn(k, |i, j| factor * meat[i * k + j]), g))
    }
}

/// B M B for symmetric B and M.
fn around(bread: &Symmetric, meat: &Symmetric) -> Symmetric {
    let rows: Vec<Vec<f64>> = (0..bread.order()).map(|i| bread.row(i).to_vec()).collect();
    meat.sandwiched(&rows)
}

fn widened(ids: &[u32], rows: usize) -> Result<Vec<u64>, Error> {
    if ids.len() == rows {
        Ok(ids.iter().map(|&i| u64::from(i)).collect())
    } else {
        Err(Error::shape(format!("cluster numbers for {} of {rows} rows", ids.len())))
    }
}
