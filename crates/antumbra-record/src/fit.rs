//! A challenge regression: estimates with both standard errors, baselines beside.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The number of the schema.
pub const SCHEMA: &str = "antumbra.fit/1";

/// A fit of challenges of one severity, at one set of settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChallengeRegression {
    /// `antumbra.fit/1`.
    pub schema: String,
    /// `any`, `force`, `fatal`.
    pub severity: String,
    /// `prd` (politically relevant) or `all` directed dyad-years.
    pub sample: String,
    /// First and last year of outcomes asked for.
    pub years: (i16, i16),
    /// Decay with distance.
    pub lambda: f64,
    /// Weight of money.
    pub w: f64,
    /// Decisiveness of the contest.
    pub m: f64,
    /// Share of the defenders' reach that is counted.
    pub rho: f64,
    /// Dyad-years.
    pub n: usize,
    /// Challenges.
    pub events: usize,
    /// Undirected dyads: the clusters.
    pub dyads: usize,
    /// Log-likelihood, without the penalty.
    pub log_likelihood: f64,
    /// Log-likelihood of the base rate alone.
    pub null_log_likelihood: f64,
    /// Log-likelihood with own power only (rho = 0), everything else equal.
    pub own_power_log_likelihood: f64,
    /// Log-likelihood without any power.
    pub no_power_log_likelihood: f64,
    /// By covariate; the contest is `p`, the intercept `const`.
    pub coefficients: BTreeMap<String, Estimate>,
    /// Whether the estimate is one.
    pub verdict: FitVerdict,
}

/// One coefficient, in log-odds per unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// The estimate.
    pub estimate: f64,
    /// Standard error clustered by undirected dyad, without a small-sample factor.
    pub se: f64,
    /// Standard error clustered by challenger and by target: what to weigh, since one state stands
    /// in many dyads.
    pub se_two_way: f64,
}

/// Whether the estimate is one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FitVerdict {
    /// The maximum was found.
    pub converged: bool,
    /// Largest element of the gradient there.
    pub gradient_norm: f64,
    /// Smallest eigenvalue of the information.
    pub min_eigenvalue: f64,
    /// Newton steps taken.
    pub iterations: usize,
    /// The two-way covariance had a negative eigenvalue and was set to its positive part.
    pub two_way_repaired: bool,
    /// What is wrong with it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaint: Option<String>,
}

/// The JSON Schema of [`ChallengeRegression`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(ChallengeRegression).to_value()
}
