//! One dyad's fits over decisiveness and reliability: what a simulation needs, without look-ups.

use super::grid::{Cell, MS, RHOS};
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
        let (shared, rest) = split_error(self.variance, self.covariance, self.b_variance);
        let sd = self.b_variance.max(0.0).sqrt();
        (self.log_odds + shared * z_slope + rest * z_baseline, self.b + sd * z_slope)
    }
}

/// The baseline's error in two parts: its loading on the slope's own standard normal, and the
/// standard deviation of what that leaves (the second row of the Cholesky factor).
pub fn split_error(variance: f64, covariance: f64, b_variance: f64) -> (f64, f64) {
    if b_variance <= 0.0 {
        return (0.0, variance.max(0.0).sqrt());
    }
    let loading = covariance / b_variance.sqrt();
    (loading, (variance - loading * loading).max(0.0).sqrt())
}

/// The nodes of one directed dyad, severity, λ and w over the grid of m and ρ.
#[derive(Clone, Debug, PartialEq)]
pub struct Nodes {
    /// m slowest, ρ fastest.
    points: [Node; MS.len() * RHOS.len()],
}

impl Nodes {
    /// The node at a place, m and ρ held within the grid (.1 to .5, 0 to 1); between its points by
    /// interpolation in 1/m and the square root of ρ, as [`Estimates::slope`] has it.
    pub fn at(&self, m: f64, rho: f64) -> Node {
        let cell = Cell::around(&MS, &RHOS, m, rho);
        let mut out = Node::NOUGHT;
        for (step, weight) in [0, 1, RHOS.len(), RHOS.len() + 1].into_iter().zip(cell.weights) {
            out.add(weight, &self.points[cell.at + step]);
        }
        out
    }
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
