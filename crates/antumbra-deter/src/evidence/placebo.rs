//! Does it matter *who* supports whom? Supporters shuffled across targets, and data simulated from
//! the model itself.

use super::{Challenges, Contest, Power, Severity, fit, fit_from};
use crate::Error;
use antumbra_core::{Purpose, Seed};
use antumbra_num::kernel;
use antumbra_num::logit;
use antumbra_num::quantile;
use antumbra_num::split::shuffle;
use antumbra_world::panel::{Inputs, Strength, YearOfTies};

/// The gain in log-likelihood from counting support, true and with supporters shuffled.
#[derive(Clone, Debug, PartialEq)]
pub struct Placebo {
    /// Pooled less own power, as recorded.
    pub real: f64,
    /// The same with each target's defenders given to another target of the year, one per shuffle.
    pub shuffled: Vec<f64>,
}

impl Placebo {
    /// The share of all arrangements, the true one among them, that do as well as the true one: the
    /// p-value of the permutation test.
    pub fn p_value(&self) -> f64 {
        let as_good = self.shuffled.iter().filter(|g| **g >= self.real).count();
        (1 + as_good) as f64 / (1 + self.shuffled.len()) as f64
    }
}

/// Runs the placebo. In each year the lists of defenders are permuted across the members: a target
/// keeps its place, its own power and its challengers, and gets another's defenders, whose reach is
/// reckoned to where the target lies. Those bound to the challenger stay excluded.
///
/// # Errors
/// When a fit fails.
pub fn placebo(
    inputs: &Inputs,
    data: &mut Challenges,
    severity: Severity,
    contest: Contest,
    shuffles: usize,
    seed: Seed,
) -> Result<Placebo, Error> {
    let real = inputs.strengths(data.sample(), contest.lambda, contest.w);
    let own = fit(data, &real, severity, Power::Own(contest))?;
    let gain = |strengths: &[Strength], data: &mut Challenges| -> Result<f64, Error> {
        let f = fit_from(data, strengths, severity, Power::Pooled(contest), Some(&own))?;
        Ok(f.log_likelihood - own.log_likelihood)
    };
    let first = gain(&real, data)?;
    let mut shuffled = Vec::with_capacity(shuffles);
    for k in 0..shuffles {
        let strengths = with_shuffled_support(inputs, data, &real, contest, seed, k as u64);
        shuffled.push(gain(&strengths, data)?);
    }
    Ok(Placebo { real: first, shuffled })
}

/// The strengths with each year's lists of defenders permuted across the year's members.
fn with_shuffled_support(
    inputs: &Inputs,
    data: &Challenges,
    real: &[Strength],
    contest: Contest,
    seed: Seed,
    number: u64,
) -> Vec<Strength> {
    let system = &inputs.system;
    let n = system.len();
    let mut out = real.to_vec();
    let mut ties = YearOfTies::default();
    let mut distance = Vec::new();
    let mut power = vec![0.0; n];
    let mut reached = vec![f64::NAN; n * n];
    let mut lent: Vec<usize> = (0..n).collect();
    let mut defenders: Vec<Vec<usize>> = Vec::new();
    let mut current = None;
    for (row, strength) in data.rows().iter().zip(&mut out) {
        let (Some(y), Some(i), Some(j)) =
            (system.year_index(row.t), system.index_of(row.i), system.index_of(row.j))
        else {
            continue;
        };
        if current != Some(y) {
            current = Some(y);
            let before = y.saturating_sub(1);
            inputs.ties.year_into(system, before, &mut ties);
            let members = system.members(before);
            inputs.space.distances_into(system, y, &members, &mut distance);
            let mut order = members.clone();
            shuffle(&mut order, &mut seed.stream(Purpose("placebo"), number, y as u32));
            for (&j, &from) in members.iter().zip(&order) {
                lent[j] = from;
            }
            defenders = vec![Vec::new(); n];
            for &j in &members {
                defenders[j] = members.iter().copied().filter(|&k| ties.owes(k, j)).collect();
            }
            for &s in &members {
                power[s] = kernel::exp(inputs.shares.ln_capability(before, s, contest.w));
            }
            reached.fill(f64::NAN);
        }
        strength.support = defenders[lent[j]]
            .iter()
            .filter(|&&k| k != i && k != j && !ties.owes(k, i))
            .map(|&k| {
                let at = k * n + j;
                if reached[at].is_nan() {
                    reached[at] = if distance[at].is_nan() {
                        0.0
                    } else {
                        power[k] * kernel::pow(1.0 + distance[at] / 500.0, -contest.lambda)
                    };
                }
                reached[at]
            })
            .sum();
    }
    out
}

/// What comes back when outcomes are drawn from the fitted model itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// The coefficient of p that the outcomes were drawn with.
    pub truth: f64,
    /// The estimates, one per simulated set of outcomes.
    pub estimates: Vec<f64>,
    /// Their errors from the information, rows being independent here.
    pub errors: Vec<f64>,
}

impl Recovery {
    /// Mean of the estimates less the truth, in standard errors of that mean.
    pub fn bias_in_errors(&self) -> f64 {
        let k = self.estimates.len() as f64;
        let mean = self.estimates.iter().sum::<f64>() / k;
        let error = (self.errors.iter().map(|e| e * e).sum::<f64>() / k).sqrt() / k.sqrt();
        (mean - self.truth) / error
    }

    /// The share of 90% intervals that hold the truth.
    pub fn coverage_90(&self) -> f64 {
        let z = antumbra_num::dist::standard_quantile(0.95);
        let inside = |(e, s): &(&f64, &f64)| (**e - self.truth).abs() <= z * **s;
        let held = self.estimates.iter().zip(&self.errors).filter(inside).count();
        held as f64 / self.estimates.len() as f64
    }

    /// The median of the estimates.
    pub fn median(&self) -> Option<f64> {
        quantile::median(&self.estimates)
    }
}

/// Draws outcomes from the fitted model `draws` times and estimates it anew.
///
/// # Errors
/// When a fit fails.
pub fn recover(
    data: &mut Challenges,
    strengths: &[Strength],
    severity: Severity,
    contest: Contest,
    draws: usize,
    seed: Seed,
) -> Result<Recovery, Error> {
    let fitted = fit(data, strengths, severity, Power::Pooled(contest))?;
    let design = data.design();
    let eta = design.linear_predictor(&fitted.model)?;
    let place = fitted.coefficients.iter().position(|c| c.name == "p");
    let Some(place) = place else {
        return Err(Error::rows("the contest is constant over these rows: it has no coefficient"));
    };
    let mut out = Recovery {
        truth: fitted.coefficients[place].estimate,
        estimates: Vec::new(),
        errors: Vec::new(),
    };
    for k in 0..draws {
        let mut stream = seed.stream(Purpose("simulated challenges"), k as u64, 0);
        let y: Vec<bool> = eta.iter().map(|e| stream.uniform() < kernel::logistic(*e)).collect();
        let f = logit::fit(design, &y, None, &logit::Options::default(), Some(&fitted.model))?;
        let v = f.covariance(design, &y, None, &logit::Covariance::Information)?;
        out.estimates.push(f.coefficients[place]);
        out.errors.push(v.standard_errors()[place]);
    }
    Ok(out)
}
