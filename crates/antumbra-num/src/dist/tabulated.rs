//! A costly quantile function, tabulated.
//!
//! A beta quantile takes some microseconds; an ensemble asks for millions. As a function of the
//! normal score z = Phi^-1(u) it is smooth, so that a cubic through its values at equally spaced z
//! is close to it. The table is made and *checked* once: where a distribution is not smooth enough,
//! it is refused and the caller keeps the direct quantile.

use super::normal::{standard_cdf, standard_quantile};
use super::{Beta, Distribution, Pert, standard_quantiles};
use crate::Error;
use std::fmt;
use std::sync::Arc;

/// The table reaches this far on either side; rarer draws (6 in 10 million) are computed directly.
const REACH: f64 = 5.0;
/// Cells of the table.
const CELLS: usize = 2048;
/// Values that are worked on at a time, on the stack.
const BLOCK: usize = 128;
/// The largest error allowed, as a share of the distance between the 5th and 95th percentiles.
const TOLERANCE: f64 = 1e-9;

/// A distribution whose quantile comes from a table, within 1e-9 of its 90% range of the true one.
#[derive(Clone)]
pub struct Tabulated {
    direct: Arc<dyn Distribution + Send + Sync>,
    /// The quantile at `-REACH + (i - 1) h`: one node beyond either end.
    nodes: Arc<[f64]>,
}

impl fmt::Debug for Tabulated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tabulated").field("nodes", &self.nodes.len()).finish_non_exhaustive()
    }
}

impl Tabulated {
    /// Tabulates a distribution.
    ///
    /// # Errors
    /// When the table misses the quantile in the middle of a cell by over 1e-9 of the 90% range, or
    /// would fall somewhere (a step, an atom, a kink): use the distribution itself then.
    pub fn new(direct: Arc<dyn Distribution + Send + Sync>) -> Result<Self, Error> {
        let step = 2.0 * REACH / CELLS as f64;
        let at = |cells: f64| direct.quantile(standard_cdf(cells * step - REACH));
        let nodes: Vec<f64> = (0..CELLS + 3).map(|i| at(i as f64 - 1.0)).collect();
        let allowed = TOLERANCE * (direct.quantile(0.95) - direct.quantile(0.05));
        for cell in 0..CELLS {
            let middle = cubic(&nodes[cell..cell + 4], 0.5);
            let close = (middle - at(cell as f64 + 0.5)).abs() <= allowed;
            if !close || falls(&nodes[cell..cell + 4]) {
                return Err(Error::domain(
                    "the quantile function is not smooth enough for a table: use it directly",
                ));
            }
        }
        Ok(Tabulated { direct, nodes: nodes.into() })
    }

    /// A beta distribution, tabulated where that is exact enough, else as it is.
    pub fn beta(beta: Beta) -> Arc<dyn Distribution + Send + Sync> {
        Self::or_direct(Arc::new(beta))
    }

    /// A PERT distribution, tabulated where that is exact enough, else as it is.
    pub fn pert(pert: Pert) -> Arc<dyn Distribution + Send + Sync> {
        Self::or_direct(Arc::new(pert))
    }

    /// The table where it is exact enough, else the distribution itself. Which of the two is a
    /// function of the distribution alone.
    pub fn or_direct(
        direct: Arc<dyn Distribution + Send + Sync>,
    ) -> Arc<dyn Distribution + Send + Sync> {
        match Tabulated::new(direct.clone()) {
            Ok(t) => Arc::new(t),
            Err(_) => direct,
        }
    }
}

/// The cubic through four equally spaced values, `s` of the way from the second to the third.
fn cubic(x: &[f64], s: f64) -> f64 {
    let (a, b, c) = (s + 1.0, s - 1.0, s - 2.0);
    x[1] * (0.5 * a * b * c) - x[0] * (s * b * c / 6.0) + x[3] * (a * s * b / 6.0)
        - x[2] * (0.5 * a * s * c)
}

/// Does that cubic fall anywhere between the second and the third value?
fn falls(x: &[f64]) -> bool {
    // Its slope is p + q s + r s^2.
    let p = -x[0] / 3.0 - x[1] / 2.0 + x[2] - x[3] / 6.0;
    let q = x[0] - 2.0 * x[1] + x[2];
    let r = 0.5 * ((x[3] - x[0]) + 3.0 * (x[1] - x[2]));
    let turn = -q / (2.0 * r);
    let dips = r > 0.0 && turn > 0.0 && turn < 1.0 && p + 0.5 * q * turn < 0.0;
    // A slope that is lost in the rounding of equal values is none.
    !(p >= 0.0 && p + q + r >= 0.0) || dips
}

impl Distribution for Tabulated {
    fn cdf(&self, x: f64) -> f64 {
        self.direct.cdf(x)
    }

    fn quantile(&self, u: f64) -> f64 {
        self.at(u, standard_quantile(u))
    }

    fn quantiles(&self, u: &mut [f64]) {
        let mut z = [0.0; BLOCK];
        for u in u.chunks_mut(BLOCK) {
            let z = &mut z[..u.len()];
            z.copy_from_slice(u);
            standard_quantiles(z);
            u.iter_mut().zip(z).for_each(|(u, z)| *u = self.at(*u, *z));
        }
    }
}

impl Tabulated {
    /// The quantile at u, whose score is z.
    #[inline]
    fn at(&self, u: f64, z: f64) -> f64 {
        let cells = (z + REACH) * (CELLS as f64 / (2.0 * REACH));
        if !(cells >= 0.0 && cells < CELLS as f64) {
            return self.direct.quantile(u);
        }
        let cell = cells as usize;
        let x = &self.nodes[cell..cell + 4];
        // Rounding must not leave the cell: the function stays nowhere falling.
        cubic(x, cells - cell as f64).clamp(x[1], x[2])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::Triangular;

    /// Against the direct quantile, itself tested against SciPy, off the nodes and the middles.
    #[test]
    fn tables_are_within_a_billionth() {
        let shapes = [(3.5, 2.9), (2.0, 2.0), (1.0, 5.0), (0.7, 0.9), (40.0, 3.0), (2.2, 900.0)];
        for (a, b) in shapes {
            let direct = Beta::new(a, b).unwrap();
            let table = Tabulated::new(Arc::new(direct)).unwrap();
            let width = direct.quantile(0.95) - direct.quantile(0.05);
            let mut last = 0.0;
            for i in 0..20_000 {
                let u = (f64::from(i) + 0.37) / 20_000.0;
                let got = table.quantile(u);
                let off = (got - direct.quantile(u)).abs();
                assert!(off <= 1e-9 * width, "beta({a}, {b}) at {u}: {off:e}");
                assert!(got >= last, "beta({a}, {b}) falls at {u}");
                last = got;
            }
            for u in [0.0, 1e-12, 1e-7, 1.0 - 1e-9, 1.0, 2.0, f64::NAN] {
                assert_eq!(table.quantile(u).to_bits(), direct.quantile(u).to_bits());
            }
        }
        assert!(Tabulated::new(Arc::new(Pert::new(0.0, 1.0, 10.0).unwrap())).is_ok());
    }

    #[test]
    fn what_has_a_kink_stays_direct() {
        let kinked = Triangular::new(0.0, 0.3, 1.0).unwrap();
        assert!(Tabulated::new(Arc::new(kinked)).unwrap_err().is_domain());
        let same = Tabulated::or_direct(Arc::new(kinked));
        assert_eq!(same.quantile(0.123).to_bits(), kinked.quantile(0.123).to_bits());
    }
}
