//! Estimating challenges, with errors by dyad and by both states.

use super::{Challenges, Contest, Severity};
use crate::Error;
use antumbra_num::linalg::Symmetric;
use antumbra_num::logit::{self, Clustering, Covariance, Design, Fit, Options, Verdict};
use antumbra_world::panel::Strength;

/// Which powers enter the regression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Power {
    /// The contest of the challenger with the target and its counted support.
    Pooled(Contest),
    /// The contest of the challenger with the target alone: the contest's ρ is not read.
    Own(Contest),
    /// None: the covariates alone.
    None,
}

/// A coefficient on the original scale of its covariate.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficient {
    /// The covariate, `const` for the intercept, `p` for the contest.
    pub name: String,
    /// The estimate, in log-odds per unit.
    pub estimate: f64,
    /// Its standard error, by undirected dyad, without a small-sample factor.
    pub se: f64,
    /// Its standard error by challenger and target (Cameron, Gelbach & Miller 2011): what a reader
    /// should weigh, since one state stands in many dyads.
    pub se_two_way: f64,
}

/// An estimated challenge regression.
#[derive(Clone, Debug)]
pub struct ChallengeFit {
    /// Directed dyad-years.
    pub n: usize,
    /// Challenges among them.
    pub events: usize,
    /// Undirected dyads: the clusters of `se`.
    pub dyads: usize,
    /// Log-likelihood, without the penalty.
    pub log_likelihood: f64,
    /// Log-likelihood of the base rate.
    pub null_log_likelihood: f64,
    /// `const`, the covariates in their order, `p` last.
    pub coefficients: Vec<Coefficient>,
    /// Covariance by undirected dyad, in the order of the coefficients.
    pub covariance: Symmetric,
    /// Did the two-way matrix have to be repaired to be a covariance?
    pub two_way_repaired: bool,
    /// How the estimation ended, and what was dropped.
    pub verdict: Verdict,
    /// The regression underneath.
    pub(crate) model: Fit,
}

impl ChallengeFit {
    /// The coefficient of this name.
    pub fn coefficient(&self, name: &str) -> Option<&Coefficient> {
        self.coefficients.iter().find(|c| c.name == name)
    }

    /// The coefficients alone.
    pub fn estimates(&self) -> Vec<f64> {
        self.coefficients.iter().map(|c| c.estimate).collect()
    }
}

/// The column `p` of every row.
pub(crate) fn column(strengths: &[Strength], contest: &Contest) -> Vec<f64> {
    strengths.iter().map(|s| contest.odds(s)).collect()
}

/// Fits the challenges of a severity. `strengths` are those of the rows under the contest's λ and w
/// ([`antumbra_world::panel::Inputs::strengths`]); without power they are not read.
///
/// # Errors
/// When a setting lies outside its domain, the strengths are not those of the rows, there are no
/// events, or a covariate is not finite. Separation, collinearity and dropped columns are no
/// errors: they are in the verdict.
pub fn fit(
    data: &mut Challenges,
    strengths: &[Strength],
    severity: Severity,
    power: Power,
) -> Result<ChallengeFit, Error> {
    fit_from(data, strengths, severity, power, None)
}

/// As [`fit`], starting from a fit of the same covariates with other settings, which saves steps.
///
/// # Errors
/// As [`fit`].
pub fn fit_from(
    data: &mut Challenges,
    strengths: &[Strength],
    severity: Severity,
    power: Power,
    start: Option<&ChallengeFit>,
) -> Result<ChallengeFit, Error> {
    let contest = match power {
        Power::Pooled(c) => Some(c),
        Power::Own(c) => Some(Contest { rho: 0.0, ..c }),
        Power::None => None,
    };
    let outcome = data.outcome(severity);
    let start = start.map(|s| &s.model);
    match contest {
        None => estimate(data, &data.design_without_power()?, &outcome, start),
        Some(c) => {
            c.check()?;
            if strengths.len() != outcome.len() {
                return Err(Error::rows(format!(
                    "strengths of {} rows for {} dyad-years: they belong to another sample",
                    strengths.len(),
                    outcome.len()
                )));
            }
            let p = column(strengths, &c);
            data.set_power(&p)?;
            let data = &*data;
            estimate(data, data.design(), &outcome, start)
        }
    }
}

fn estimate(
    data: &Challenges,
    design: &Design,
    outcome: &[bool],
    start: Option<&Fit>,
) -> Result<ChallengeFit, Error> {
    let model = logit::fit(design, outcome, None, &Options::default(), start)?;
    let by = |ids| Clustering { ids, small_sample: false };
    let by_dyad =
        model.covariance(design, outcome, None, &Covariance::Clustered(by(data.dyads())))?;
    let two_way = Covariance::TwoWay(by(data.challengers()), by(data.targets()));
    let two_way = model.covariance(design, outcome, None, &two_way)?;
    let names = std::iter::once("const").chain(model.names.iter().map(String::as_str));
    let coefficients = names
        .zip(&model.coefficients)
        .zip(by_dyad.standard_errors().into_iter().zip(two_way.standard_errors()))
        .map(|((name, &estimate), (se, se_two_way))| Coefficient {
            name: name.to_owned(),
            estimate,
            se,
            se_two_way,
        })
        .collect();
    Ok(ChallengeFit {
        n: model.rows,
        events: model.events,
        dyads: by_dyad.clusters.first().copied().unwrap_or(0),
        log_likelihood: model.log_likelihood,
        null_log_likelihood: model.null_log_likelihood,
        coefficients,
        covariance: by_dyad.matrix,
        two_way_repaired: two_way.repaired,
        verdict: model.verdict.clone(),
        model,
    })
}
