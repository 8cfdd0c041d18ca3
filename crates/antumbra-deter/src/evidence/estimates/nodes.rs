//! One dyad's fits over decisiveness and reliability: what a simulation needs, without look-ups.

use super::grid::{MS, RHOS};
use super::{Contest, Estimates, Past, Severity};
use crate::Error;
use antumbra_core::Dyad;

/// A dyad's log-odds at one (m, ρ): baseline and slope with their variances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Log-odds without `b p`.
    pub log_odds: f64,
    /// Their variance by undirected dyad.
    pub variance: f64,
    /// Their covariance with `b`.
    pub covariance: f64,
    /// The coefficient of the contest.
    pub b: f64,
    /// Its variance.
    pub b_variance: f64,
}

impl Node {
    const NOUGHT: Node =
        Node { log_odds: 0.0, variance: 0.0, covariance: 0.0, b: 0.0, b_variance: 0.0 };

    fn add(&mut self, weight: f64, n: &Node) {
        self.log_odds += weight * n.log_odds;
        self.variance += weight * n.variance;
        self.covariance += weight * n.covariance;
        self.b += weight * n.b;
        self.b_variance += weight * n.b_variance;
    }

    /// Baseline and slope at two independent standard normal draws, correlated as estimated.
    pub fn draw(&self, z_slope: f64, z_baseline: f64) -> (f64, f64) {
        let sd = self.b_variance.sqrt();
        let shared = if sd > 0.0 { self.covariance / sd } else { 0.0 };
        let rest = (self.variance - shared * shared).max(0.0).sqrt();
        (self.log_odds + shared * z_slope + rest * z_baseline, self.b + sd * z_slope)
    }
}

/// The nodes of one directed dyad, severity, λ and w over the grid of m and ρ.
#[derive(Clone, Debug, PartialEq)]
pub struct Nodes {
    /// m slowest, ρ fastest.
    points: [Node; MS.len() * RHOS.len()],
}

impl Nodes {
    /// Nodes that are the same everywhere.
    pub fn constant(node: Node) -> Self {
        Nodes { points: [node; MS.len() * RHOS.len()] }
    }

    /// The node at a place, m and ρ held within the grid (.1 to .5, 0 to 1); between its points by
    /// interpolation in 1/m and the square root of ρ, as [`Estimates::slope`] has it.
    pub fn at(&self, m: f64, rho: f64) -> Node {
        let m = m.clamp(MS[0], MS[MS.len() - 1]);
        let rho = rho.clamp(RHOS[0], RHOS[RHOS.len() - 1]);
        let (at_m, wm) = cell(m, &MS, |x| 1.0 / x);
        let (at_rho, wr) = cell(rho, &RHOS, f64::sqrt);
        let mut out = Node::NOUGHT;
        for (dm, weight_m) in [(0, 1.0 - wm), (1, wm)] {
            for (dr, weight_r) in [(0, 1.0 - wr), (1, wr)] {
                out.add(weight_m * weight_r, &self.points[(at_m + dm) * RHOS.len() + at_rho + dr]);
            }
        }
        out
    }
}

/// The cell of `v` inside the grid and the weight of its right end.
fn cell(v: f64, of: &[f64], scale: impl Fn(f64) -> f64) -> (usize, f64) {
    let right = of.iter().position(|x| *x >= v).unwrap_or(of.len() - 1).max(1);
    let (a, b) = (scale(of[right - 1]), scale(of[right]));
    (right - 1, (scale(v) - a) / (b - a))
}

impl Estimates {
    /// The nodes of a directed dyad at one λ and w.
    ///
    /// # Errors
    /// When λ or w is not on the grid, or the dyad has no baseline.
    pub fn nodes(
        &self,
        dyad: Dyad,
        severity: Severity,
        lambda: f64,
        w: f64,
        past: Past,
    ) -> Result<Nodes, Error> {
        let mut points = [Node::NOUGHT; MS.len() * RHOS.len()];
        for (a, m) in MS.into_iter().enumerate() {
            for (r, rho) in RHOS.into_iter().enumerate() {
                let contest = Contest { lambda, w, m, rho };
                let base = self.baseline(dyad, severity, &contest, past)?;
                let slope = self.slope(severity, &contest)?;
                points[a * RHOS.len() + r] = Node {
                    log_odds: base.log_odds,
                    variance: base.variance,
                    covariance: base.covariance,
                    b: slope.b,
                    b_variance: slope.variance,
                };
            }
        }
        Ok(Nodes { points })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_say_what_the_estimates_say() {
        let e = Estimates::embedded().unwrap();
        let dyad = e.dyads()[7];
        let nodes = e.nodes(dyad, Severity::Any, 1.0, 1.0, Past::Held).unwrap();
        for (m, rho) in [(0.1, 0.0), (0.3, 0.55), (0.22, 1.0), (0.5, 0.25), (0.41, 0.1)] {
            let c = Contest { lambda: 1.0, w: 1.0, m, rho };
            let (base, slope) = (
                e.baseline(dyad, Severity::Any, &c, Past::Held).unwrap(),
                e.slope(Severity::Any, &c).unwrap(),
            );
            let n = nodes.at(m, rho);
            for (x, y) in [
                (n.log_odds, base.log_odds),
                (n.variance, base.variance),
                (n.covariance, base.covariance),
                (n.b, slope.b),
                (n.b_variance, slope.variance),
            ] {
                assert!((x - y).abs() < 1e-12, "{m} {rho}: {x} {y}");
            }
        }
        // Outside its domain the nearest end is held.
        assert_eq!(nodes.at(0.05, 0.5), nodes.at(0.1, 0.5));
        assert_eq!(nodes.at(0.9, 0.5), nodes.at(0.5, 0.5));
        assert!(e.nodes(dyad, Severity::Any, 0.7, 1.0, Past::Held).unwrap_err().is_setting());
    }

    #[test]
    fn draws_have_the_estimated_covariance() {
        let n = Node { log_odds: -4.0, variance: 0.3, covariance: -0.1, b: 1.2, b_variance: 0.04 };
        let (base, b) = n.draw(0.0, 0.0);
        assert_eq!((base, b), (-4.0, 1.2));
        // Cholesky factor: the product of its rows gives the matrix back.
        let (db, bb) = (n.draw(1.0, 0.0).0 + 4.0, n.draw(1.0, 0.0).1 - 1.2);
        let dr = n.draw(0.0, 1.0).0 + 4.0;
        assert!((bb * bb - 0.04).abs() < 1e-12 && (db * bb + 0.1).abs() < 1e-12);
        assert!((db * db + dr * dr - 0.3).abs() < 1e-12);
    }
}
