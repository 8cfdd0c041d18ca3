//! Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's method.

use super::Symmetric;

/// A = V diag(values) V'.
#[derive(Clone, Debug, PartialEq)]
pub struct Eigen {
    /// Eigenvalues, smallest first.
    pub values: Vec<f64>,
    /// The unit eigenvectors in the order of the values, each as long as the matrix's order.
    pub vectors: Vec<Vec<f64>>,
}

impl Symmetric {
    /// All eigenvalues and eigenvectors: cyclic Jacobi rotations (Golub & Van Loan 2013, 8.5), which
    /// are slow beyond a hundred rows and very precise below.
    pub fn eigen(&self) -> Eigen {
        let n = self.n;
        let mut a = self.data.clone();
        let mut v = Symmetric::from_fn(n, |i, j| if i == j { 1.0 } else { 0.0 }).data;
        let size: f64 = a.iter().map(|x| x * x).sum::<f64>().sqrt();
        for _ in 0..64 {
            let mut off = 0.0;
            for p in 0..n {
                for q in p + 1..n {
                    let apq = a[p * n + q];
                    off += apq * apq;
                    if apq == 0.0 {
                        continue;
                    }
                    let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
                    let t = if theta.is_infinite() {
                        0.0
                    } else {
                        1.0_f64.copysign(theta) / (theta.abs() + (theta * theta + 1.0).sqrt())
                    };
                    let c = 1.0 / (t * t + 1.0).sqrt();
                    let s = t * c;
                    for k in 0..n {
                        let (x, y) = (a[k * n + p], a[k * n + q]);
                        a[k * n + p] = c * x - s * y;
                        a[k * n + q] = s * x + c * y;
                    }
                    for k in 0..n {
                        let (x, y) = (a[p * n + k], a[q * n + k]);
                        a[p * n + k] = c * x - s * y;
                        a[q * n + k] = s * x + c * y;
                        let (x, y) = (v[k * n + p], v[k * n + q]);
                        v[k * n + p] = c * x - s * y;
                        v[k * n + q] = s * x + c * y;
                    }
                }
            }
            // The last sweep converges quadratically; below this nothing moves.
            if off.sqrt() <= 1e-17 * size {
                break;
            }
        }
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&i, &j| a[i * n + i].total_cmp(&a[j * n + j]));
        Eigen {
            values: order.iter().map(|&i| a[i * n + i]).collect(),
            vectors: order.iter().map(|&i| (0..n).map(|k| v[k * n + i]).collect()).collect(),
        }
    }
}

impl Eigen {
    /// The matrix with eigenvalues below 0 set to 0: the nearest positive semi-definite one.
    pub fn positive_part(&self) -> Symmetric {
        Symmetric::from_fn(self.values.len(), |i, j| {
            self.values.iter().zip(&self.vectors).map(|(&l, v)| l.max(0.0) * v[i] * v[j]).sum()
        })
    }

    /// V sqrt(values) z, negative eigenvalues as 0: with independent standard normal z, a draw with
    /// this covariance, singular or not.
    pub fn root_times(&self, z: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; self.values.len()];
        for ((&l, v), &z) in self.values.iter().zip(&self.vectors).zip(z) {
            let s = l.max(0.0).sqrt() * z;
            for (o, &v) in out.iter_mut().zip(v) {
                *o += s * v;
            }
        }
        out
    }
}
