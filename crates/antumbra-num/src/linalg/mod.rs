//! Small dense symmetric linear algebra, for at most a few dozen parameters.
//!
//! Plain loops in a fixed order; no pivoting where positive definiteness makes it needless
//! (Golub & Van Loan 2013, *Matrix Computations*, ch. 4 and 8.5).
//!
//! ```
//! use antumbra_num::linalg::Symmetric;
//!
//! let a = Symmetric::from_fn(2, |i, j| if i == j { 2.0 } else { 1.0 });
//! let x = a.cholesky()?.solve(&[3.0, 3.0]);
//! assert!((x[0] - 1.0).abs() < 1e-15 && (x[1] - 1.0).abs() < 1e-15);
//! assert!((a.eigen().values[0] - 1.0).abs() < 1e-15); // smallest first
//! # Ok::<(), antumbra_num::Error>(())
//! ```

mod cholesky;
mod eigen;

pub use cholesky::{Cholesky, Ldl};
pub use eigen::Eigen;

/// A symmetric matrix, stored in full, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Symmetric {
    n: usize,
    data: Vec<f64>,
}

impl Symmetric {
    /// The n by n matrix of zeros.
    pub fn zeros(n: usize) -> Self {
        Symmetric { n, data: vec![0.0; n * n] }
    }

    /// From a function of (row, column) on and below the diagonal (row >= column).
    pub fn from_fn(n: usize, f: impl Fn(usize, usize) -> f64) -> Self {
        let mut m = Symmetric::zeros(n);
        for i in 0..n {
            for j in 0..=i {
                m.set(i, j, f(i, j));
            }
        }
        m
    }

    /// Rows, which is also columns.
    pub fn order(&self) -> usize {
        self.n
    }

    /// The element in row i and column j.
    ///
    /// # Panics
    /// When i or j is not below [`Symmetric::order`].
    pub fn get(&self, i: usize, j: usize) -> f64 {
        assert!(i < self.n && j < self.n, "element ({i}, {j}) of a matrix of order {}", self.n);
        self.data[i * self.n + j]
    }

    /// Sets elements (i, j) and (j, i).
    ///
    /// # Panics
    /// When i or j is not below [`Symmetric::order`].
    pub fn set(&mut self, i: usize, j: usize, value: f64) {
        assert!(i < self.n && j < self.n, "element ({i}, {j}) of a matrix of order {}", self.n);
        self.data[i * self.n + j] = value;
        self.data[j * self.n + i] = value;
    }

    /// Row i.
    pub fn row(&self, i: usize) -> &[f64] {
        &self.data[i * self.n..(i + 1) * self.n]
    }

    /// The diagonal.
    pub fn diagonal(&self) -> Vec<f64> {
        (0..self.n).map(|i| self.row(i)[i]).collect()
    }

    /// The matrix times a vector.
    pub fn times(&self, x: &[f64]) -> Vec<f64> {
        (0..self.n).map(|i| inner(self.row(i), x)).collect()
    }

    /// `self + factor other`, element by element.
    ///
    /// # Panics
    /// When the orders differ.
    #[must_use]
    pub fn plus(&self, factor: f64, other: &Symmetric) -> Symmetric {
        assert_eq!(self.n, other.n, "matrices of different order");
        let data = self.data.iter().zip(&other.data).map(|(a, b)| a + factor * b).collect();
        Symmetric { n: self.n, data }
    }

    /// `T self T'` for a T given as rows (as many as wanted, each of length [`Symmetric::order`]):
    /// the covariance of linear combinations.
    #[must_use]
    pub fn sandwiched(&self, rows: &[Vec<f64>]) -> Symmetric {
        let halves: Vec<Vec<f64>> = rows.iter().map(|t| self.times(t)).collect();
        Symmetric::from_fn(rows.len(), |i, j| {
            // The mean of both orders, so that the result is symmetric to the last bit.
            0.5 * (inner(&rows[i], &halves[j]) + inner(&rows[j], &halves[i]))
        })
    }
}

fn inner(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b).sum()
}
