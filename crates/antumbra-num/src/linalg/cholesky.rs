//! Triangular factorisations.

use super::Symmetric;
use crate::Error;
use crate::kernel::ln;

/// A = L L' with L lower triangular, for positive definite A.
#[derive(Clone, Debug, PartialEq)]
pub struct Cholesky {
    n: usize,
    /// Row by row; above the diagonal 0.
    lower: Vec<f64>,
}

/// A = L D L' with unit lower triangular L and diagonal D, for symmetric A whose leading minors are
/// not 0 (it need not be positive definite).
#[derive(Clone, Debug, PartialEq)]
pub struct Ldl {
    n: usize,
    lower: Vec<f64>,
    diagonal: Vec<f64>,
}

impl Symmetric {
    /// The Cholesky factor; an error that names the first failing row when the matrix is not
    /// positive definite to working precision (a pivot under 1e-14 of its diagonal element).
    pub fn cholesky(&self) -> Result<Cholesky, Error> {
        let n = self.n;
        let mut l = vec![0.0; n * n];
        for i in 0..n {
            for j in 0..=i {
                let mut s = self.data[i * n + j];
                for k in 0..j {
                    s -= l[i * n + k] * l[j * n + k];
                }
                if i == j {
                    if s.is_nan() || s <= 1e-14 * self.data[i * n + i].abs() {
                        return Err(Error::singular(format!(
                            "the matrix of order {n} is not positive definite: row {i} adds nothing to the rows before it"
                        )));
                    }
                    l[i * n + i] = s.sqrt();
                } else {
                    l[i * n + j] = s / l[j * n + j];
                }
            }
        }
        Ok(Cholesky { n, lower: l })
    }

    /// The factors of A = L D L'; an error when a pivot vanishes.
    pub fn ldl(&self) -> Result<Ldl, Error> {
        let n = self.n;
        let mut l = vec![0.0; n * n];
        let mut d = vec![0.0; n];
        for i in 0..n {
            for j in 0..i {
                let mut s = self.data[i * n + j];
                for k in 0..j {
                    s -= l[i * n + k] * d[k] * l[j * n + k];
                }
                l[i * n + j] = s / d[j];
            }
            let mut s = self.data[i * n + i];
            for k in 0..i {
                s -= l[i * n + k] * l[i * n + k] * d[k];
            }
            let size = self.row(i).iter().fold(0.0_f64, |m, v| m.max(v.abs()));
            if s.is_nan() || s.abs() <= 1e-14 * size {
                return Err(Error::singular(format!(
                    "the matrix of order {n} has a vanishing pivot in row {i}"
                )));
            }
            d[i] = s;
            l[i * n + i] = 1.0;
        }
        Ok(Ldl { n, lower: l, diagonal: d })
    }
}

/// Solves L y = b (unit diagonal or not) in place.
fn forward(n: usize, l: &[f64], b: &mut [f64]) {
    for i in 0..n {
        let mut s = b[i];
        for k in 0..i {
            s -= l[i * n + k] * b[k];
        }
        b[i] = s / l[i * n + i];
    }
}

/// Solves L' x = y in place.
fn backward(n: usize, l: &[f64], b: &mut [f64]) {
    for i in (0..n).rev() {
        let mut s = b[i];
        for k in i + 1..n {
            s -= l[k * n + i] * b[k];
        }
        b[i] = s / l[i * n + i];
    }
}

fn inverse(n: usize, solve: impl Fn(&[f64]) -> Vec<f64>) -> Symmetric {
    let columns: Vec<Vec<f64>> = (0..n)
        .map(|j| {
            let mut e = vec![0.0; n];
            e[j] = 1.0;
            solve(&e)
        })
        .collect();
    Symmetric::from_fn(n, |i, j| 0.5 * (columns[i][j] + columns[j][i]))
}

impl Cholesky {
    /// The x with A x = b.
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut x = b.to_vec();
        forward(self.n, &self.lower, &mut x);
        backward(self.n, &self.lower, &mut x);
        x
    }

    /// The inverse of A.
    pub fn inverse(&self) -> Symmetric {
        inverse(self.n, |b| self.solve(b))
    }

    /// ln det A.
    pub fn ln_det(&self) -> f64 {
        2.0 * (0..self.n).map(|i| ln(self.lower[i * self.n + i])).sum::<f64>()
    }

    /// L z: with independent standard normal z, a draw with covariance A.
    pub fn lower_times(&self, z: &[f64]) -> Vec<f64> {
        (0..self.n).map(|i| super::inner(&self.lower[i * self.n..i * self.n + i + 1], z)).collect()
    }
}

impl Ldl {
    /// The x with A x = b.
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut x = b.to_vec();
        forward(self.n, &self.lower, &mut x);
        for (x, d) in x.iter_mut().zip(&self.diagonal) {
            *x /= d;
        }
        backward(self.n, &self.lower, &mut x);
        x
    }

    /// The inverse of A.
    pub fn inverse(&self) -> Symmetric {
        inverse(self.n, |b| self.solve(b))
    }

    /// How many eigenvalues of A are below 0 (Sylvester's law of inertia).
    pub fn negative_eigenvalues(&self) -> usize {
        self.diagonal.iter().filter(|&&d| d < 0.0).count()
    }
}
