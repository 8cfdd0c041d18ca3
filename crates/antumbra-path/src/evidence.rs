//! The estimates as a path needs them: at the nodes of decisiveness and reliability.
//!
//! λ and w are settings and fixed in a run. Between nodes the log-odds, the coefficient and the
//! variances are linear in 1/m and in the square root of ρ, as in
//! [`antumbra_deter::evidence::estimates`]. Beyond the outermost nodes m is
//! held at the nearest, in the estimates and in the contest that they multiply; the outcome
//! `outside_grid` counts such futures.

use crate::Error;
use antumbra_core::{Dyad, StateId};
use antumbra_deter::evidence::estimates::{Estimates, MS, Past, RHOS};
use antumbra_deter::evidence::{Contest, Severity};
use antumbra_num::kernel::exp;

/// Terms of a dyad's past in one severity's log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PastTerms {
    /// Coefficients of y, y²/10 and y³/100, where y is years of peace (60 at most) over 10.
    pub peace: [f64; 3],
    /// Coefficient of ln(1 + decayed count of disputes).
    pub disputes: f64,
}

impl PastTerms {
    /// The part of years of peace.
    pub fn peace_part(&self, years: f64) -> f64 {
        let y = years.min(60.0) / 10.0;
        self.peace[0] * y + self.peace[1] * y * y / 10.0 + self.peace[2] * y * y * y / 100.0
    }
}

/// What all challengers share, per severity in the order of [`Severity::ALL`]. Tables run over the
/// nodes of m (slow) and ρ (fast).
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Nodes of decisiveness, increasing, above 0.
    pub m: Vec<f64>,
    /// Nodes of reliability, increasing, from 0 to 1.
    pub rho: Vec<f64>,
    /// The contest's coefficient.
    pub b: [Vec<f64>; 3],
    /// Its variance.
    pub b_variance: [Vec<f64>; 3],
    /// The level factor `(O + 5)/(E + 5)` of the client.
    pub level: [f64; 3],
    /// Terms of the past.
    pub past: [PastTerms; 3],
}

/// One challenger's baselines, per severity; tables as in [`Evidence`].
#[derive(Clone, Debug, PartialEq)]
pub struct Baselines {
    /// Log-odds without the contest's part.
    pub log_odds: [Vec<f64>; 3],
    /// Their variance.
    pub variance: [Vec<f64>; 3],
    /// Their covariance with the contest's coefficient.
    pub covariance: [Vec<f64>; 3],
    /// The pair's past.
    pub history: History,
}

/// A pair's past at the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    /// Years since the last dispute.
    pub peace_years: f64,
    /// Decayed count of disputes.
    pub disputes: f64,
}

impl History {
    /// The past that gives these parts of the log-odds: the count exactly, the years to the
    /// nearest whole number (the fewest where several fit).
    pub fn from_parts(terms: &PastTerms, peace: f64, disputes: f64) -> Self {
        let count = if terms.disputes == 0.0 { 0.0 } else { exp(disputes / terms.disputes) - 1.0 };
        let mut best = (f64::INFINITY, 0.0);
        for years in 0..=60 {
            let miss = (terms.peace_part(f64::from(years)) - peace).abs();
            if miss < best.0 {
                best = (miss, f64::from(years));
            }
        }
        History { peace_years: best.1, disputes: count.max(0.0) }
    }
}

/// Reads the estimates for a client and its challengers at one decay and one weight of money.
///
/// # Errors
/// When λ or w is not on the estimates' grid, or a challenger has no estimate for the client.
pub fn read(
    estimates: &Estimates,
    client: StateId,
    challengers: &[StateId],
    lambda: f64,
    w: f64,
    past: Past,
) -> Result<(Evidence, Vec<Baselines>), Error> {
    let nodes: Vec<Contest> = MS
        .into_iter()
        .flat_map(|m| RHOS.into_iter().map(move |rho| Contest { lambda, w, m, rho }))
        .collect();
    let lift = |e: antumbra_deter::Error| Error::evidence("evidence", e.to_string());
    let mut evidence = Evidence {
        m: MS.to_vec(),
        rho: RHOS.to_vec(),
        b: Default::default(),
        b_variance: Default::default(),
        level: [1.0; 3],
        past: [PastTerms { peace: [0.0; 3], disputes: 0.0 }; 3],
    };
    for (s, severity) in Severity::ALL.into_iter().enumerate() {
        for node in &nodes {
            let slope = estimates.slope(severity, node).map_err(lift)?;
            evidence.b[s].push(slope.b);
            evidence.b_variance[s].push(slope.variance);
        }
        evidence.level[s] = estimates.level(client, severity).map_err(lift)?.factor();
        // The terms of the past hardly move over the grid: those of a node in its middle.
        let middle = &nodes[RHOS.len() + RHOS.len() / 2];
        let fit = estimates.fit_at(severity, middle).map_err(lift)?;
        let [p1, p2, p3, disputes] = fit.past().ok_or_else(|| {
            Error::evidence("evidence", "the estimates have no terms of a dyad's past")
        })?;
        evidence.past[s] = PastTerms { peace: [p1, p2, p3], disputes };
    }
    let mut all = Vec::with_capacity(challengers.len());
    for (i, &from) in challengers.iter().enumerate() {
        let dyad = Dyad { from, to: client };
        let mut out = Baselines {
            log_odds: Default::default(),
            variance: Default::default(),
            covariance: Default::default(),
            history: History { peace_years: 0.0, disputes: 0.0 },
        };
        for (s, severity) in Severity::ALL.into_iter().enumerate() {
            for node in &nodes {
                let b = estimates
                    .baseline(dyad, severity, node, past)
                    .map_err(|e| Error::evidence(format!("challengers[{i}]"), e.to_string()))?;
                out.log_odds[s].push(b.log_odds);
                out.variance[s].push(b.variance);
                out.covariance[s].push(b.covariance);
            }
        }
        let middle = &nodes[RHOS.len() + RHOS.len() / 2];
        let b = estimates.baseline(dyad, Severity::Any, middle, past).map_err(lift)?;
        out.history = History::from_parts(&evidence.past[0], b.peace, b.disputes);
        all.push(out);
    }
    Ok((evidence, all))
}
