//! Newton's method with step-halving.

use super::Design;
use super::verdict::{Verdict, collinear, separation};
use crate::Error;
use crate::kernel::gram::{Col, ROWS, Sums, logit_step};
use crate::kernel::{ln, logit};
use crate::linalg::Symmetric;
use crate::sum::Accumulator;

/// How to estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Ridge penalty on the slopes of standardised columns (see the module); at least 0.
    pub ridge: f64,
    /// Newton steps at most.
    pub max_iterations: usize,
}

impl Default for Options {
    /// Ridge .001, at most 50 steps.
    fn default() -> Self {
        Options { ridge: 1e-3, max_iterations: 50 }
    }
}

/// An estimate; index 0 of every vector and matrix is the intercept, then [`Fit::names`].
#[derive(Clone, Debug)]
pub struct Fit {
    /// The columns estimated, in order, without the intercept.
    pub names: Vec<String>,
    /// Intercept and slopes on the original scale of the columns.
    pub coefficients: Vec<f64>,
    /// Intercept and slopes for standardised columns.
    pub standardised: Vec<f64>,
    /// Log-likelihood without the penalty.
    pub log_likelihood: f64,
    /// The log-likelihood of the best constant probability.
    pub null_log_likelihood: f64,
    /// The penalty at the estimate, `(ridge/2) Σ b²`.
    pub penalty: f64,
    /// Rows, and those among them with an event.
    pub rows: usize,
    /// Rows with an event.
    pub events: usize,
    /// Whether and how the maximum was found.
    pub verdict: Verdict,
    /// Penalised information on the standardised scale.
    pub(super) information: Symmetric,
    pub(super) mean: Vec<f64>,
    pub(super) sd: Vec<f64>,
}

impl Fit {
    /// The coefficient of a column on its original scale; `None` when it was not estimated.
    pub fn coefficient(&self, name: &str) -> Option<f64> {
        self.names.iter().position(|n| n == name).map(|j| self.coefficients[j + 1])
    }
}

/// The outcome and the weights in blocks.
pub(super) struct Response {
    pub(super) y: Vec<Col>,
    pub(super) v: Vec<Col>,
}

impl Response {
    pub(super) fn new(
        design: &Design,
        outcome: &[bool],
        weights: Option<&[f64]>,
    ) -> Result<Self, Error> {
        let rows = design.rows();
        if outcome.len() != rows {
            return Err(Error::shape(format!("{} outcomes for {rows} rows", outcome.len())));
        }
        if let Some(w) = weights {
            if w.len() != rows {
                return Err(Error::shape(format!("{} weights for {rows} rows", w.len())));
            }
            if let Some(r) = w.iter().position(|w| !(w.is_finite() && *w >= 0.0)) {
                return Err(Error::not_finite(format!(
                    "the weight of row {r} is {}: weights are finite and not negative",
                    w[r]
                )));
            }
        }
        let n_blocks = rows.div_ceil(ROWS);
        let (mut y, mut v) = (vec![Col::ZERO; n_blocks], vec![Col::ZERO; n_blocks]);
        for r in 0..rows {
            y[r / ROWS][r % ROWS] = f64::from(u8::from(outcome[r]));
            v[r / ROWS][r % ROWS] = weights.map_or(1.0, |w| w[r]);
        }
        Ok(Response { y, v })
    }

    /// Sums of the weights of events and of all rows.
    fn mass(&self) -> (f64, f64) {
        let (mut events, mut all) = (Accumulator::new(), Accumulator::new());
        for (y, v) in self.y.iter().zip(&self.v) {
            for r in 0..ROWS {
                events.add(y[r] * v[r]);
                all.add(v[r]);
            }
        }
        (events.total(), all.total())
    }
}

/// Log-likelihood (without and with penalty), penalised gradient and information at a point.
struct Point {
    beta: Vec<f64>,
    log_likelihood: f64,
    objective: f64,
    gradient: Vec<f64>,
    information: Symmetric,
}

impl Point {
    fn at(design: &Design, response: &Response, ridge: f64, beta: Vec<f64>) -> Self {
        Point::on_every(1, design, response, ridge, beta)
    }

    /// The same on one block of rows in `stride`.
    fn on_every(
        stride: usize,
        design: &Design,
        response: &Response,
        ridge: f64,
        beta: Vec<f64>,
    ) -> Self {
        let width = design.width();
        let k = beta.len();
        let mut padded = beta.clone();
        padded.resize(width, 0.0);
        let mut gradient = vec![0.0; width];
        let mut information = vec![0.0; width * width];
        let mut ll = Accumulator::new();
        for ((block, y), v) in design.blocks().zip(&response.y).zip(&response.v).step_by(stride) {
            let mut sums = Sums { gradient: &mut gradient, information: &mut information };
            ll.add(logit_step(block, &padded, y, v, &mut sums));
        }
        let slopes = &beta[1..];
        let penalty = 0.5 * ridge * slopes.iter().map(|b| b * b).sum::<f64>();
        gradient.truncate(k);
        for (g, b) in gradient[1..].iter_mut().zip(slopes) {
            *g -= ridge * b;
        }
        let information = Symmetric::from_fn(k, |i, j| {
            information[i * width + j] + if i == j && i > 0 { ridge } else { 0.0 }
        });
        let log_likelihood = ll.total();
        Point { beta, log_likelihood, objective: log_likelihood - penalty, gradient, information }
    }

    fn without_ridge(&self, ridge: f64) -> Symmetric {
        let mut m = self.information.clone();
        for i in 1..m.order() {
            m.set(i, i, m.get(i, i) - ridge);
        }
        m
    }
}

/// One block in this many is enough to come near the maximum.
const COARSE: usize = 8;
/// Blocks from which on a coarse start saves time.
const MANY_BLOCKS: usize = 512;

/// A start near the maximum, from one block in [`COARSE`]: Newton's method until a step would gain
/// less than sampling does. `None` where that part of the rows has no maximum of its own.
fn coarse(design: &Design, response: &Response, ridge: f64, null: &[f64]) -> Option<Vec<f64>> {
    let at = |beta| Point::on_every(COARSE, design, response, ridge, beta);
    let mut point = at(null.to_vec());
    for _ in 0..12 {
        let step = point.information.cholesky().ok()?.solve(&point.gradient);
        let decrement: f64 = step.iter().zip(&point.gradient).map(|(s, g)| s * g).sum();
        if decrement < 1e-2 {
            return Some(point.beta);
        }
        let along = |length: f64| {
            let moved = point.beta.iter().zip(&step).map(|(b, s)| b + length * s);
            at(moved.collect())
        };
        let lengths = [1.0, 0.5, 0.25, 0.125];
        let mut next = lengths.into_iter().map(along);
        point = next.find(|next| next.objective > point.objective)?;
    }
    None
}

/// Maximises the penalised likelihood.
///
/// `outcome` has one entry per row, `weights` (1 where absent) too. `start`, a fit of as many columns
/// to a similar design, saves iterations: its standardised coefficients are taken. Without it the
/// start is the null model, or, with many rows, an estimate from an eighth of them.
///
/// An error when lengths disagree, a weight is negative or not finite, all outcomes with weight are
/// alike ("no events"), the penalty is negative, or, without a penalty, columns are collinear.
pub fn fit(
    design: &Design,
    outcome: &[bool],
    weights: Option<&[f64]>,
    options: &Options,
    start: Option<&Fit>,
) -> Result<Fit, Error> {
    let ridge = options.ridge;
    if !(ridge.is_finite() && ridge >= 0.0) {
        return Err(Error::domain(format!("the ridge penalty is {ridge}: it cannot be negative")));
    }
    let response = Response::new(design, outcome, weights)?;
    let (events, mass) = response.mass();
    if !(events > 0.0 && events < mass) {
        let what = if events > 0.0 { "only events" } else { "no events" };
        return Err(Error::domain(format!(
            "{what} among {} rows: a logistic regression has no estimate",
            design.rows()
        )));
    }
    let k = design.names().len() + 1;
    let null = {
        let mut b = vec![0.0; k];
        b[0] = logit(events / mass);
        b
    };
    let first = match start {
        Some(s) if s.standardised.len() == k => s.standardised.clone(),
        Some(s) => {
            return Err(Error::shape(format!(
                "a start of {} coefficients for a model of {k}",
                s.standardised.len()
            )));
        }
        None if response.y.len() >= MANY_BLOCKS => {
            coarse(design, &response, ridge, &null).unwrap_or(null)
        }
        None => null,
    };
    let mut point = Point::at(design, &response, ridge, first);
    let named = collinear(&point.without_ridge(ridge), design.names());
    if ridge == 0.0 && !named.is_empty() {
        return Err(Error::singular(format!(
            "linear combinations of the columns before them: {}; drop them or set a ridge penalty",
            named.join(", ")
        )));
    }

    let mut iterations = 0;
    let mut converged = false;
    let mut decrement = f64::INFINITY;
    // Far out, where every probability is 0 or 1, the information can vanish: that ends it too.
    while let Ok(factor) = point.information.cholesky() {
        let step = factor.solve(&point.gradient);
        decrement = step.iter().zip(&point.gradient).map(|(s, g)| s * g).sum();
        if decrement <= 1e-18 {
            converged = true;
            break;
        }
        if iterations == options.max_iterations {
            break;
        }
        iterations += 1;
        // What rounding alone can take from the objective.
        let slack = 1e-14 * point.objective.abs();
        let mut length = 1.0;
        let next = loop {
            let beta = point.beta.iter().zip(&step).map(|(b, s)| b + length * s).collect();
            let candidate = Point::at(design, &response, ridge, beta);
            if candidate.objective >= point.objective - slack {
                break Some(candidate);
            }
            length *= 0.5;
            if length < 1e-9 {
                break None;
            }
        };
        match next {
            Some(next) => {
                // Gains below rounding: the point cannot be told from the maximum.
                let level = next.objective - point.objective <= slack && decrement < slack;
                point = next;
                if level {
                    converged = true;
                    break;
                }
            }
            None => {
                converged = decrement < slack;
                break;
            }
        }
    }

    let share = events / mass;
    let null_log_likelihood = events * ln(share) + (mass - events) * ln(1.0 - share);
    let mut padded = point.beta.clone();
    padded.resize(design.width(), 0.0);
    let sharp = point.log_likelihood > 0.3 * null_log_likelihood;
    let verdict = Verdict {
        converged,
        iterations,
        gradient_norm: point.gradient.iter().fold(0.0, |m, g| m.max(g.abs())),
        decrement,
        min_eigenvalue: point.information.eigen().values[0],
        separation: separation(design, outcome, &padded, sharp),
        collinear: named,
        dropped: design.dropped().to_vec(),
    };
    let mut coefficients = point.beta.clone();
    for j in 1..k {
        coefficients[j] /= design.sd[j - 1];
    }
    coefficients[0] -= (1..k).map(|j| coefficients[j] * design.mean[j - 1]).sum::<f64>();
    Ok(Fit {
        names: design.names().to_vec(),
        coefficients,
        penalty: point.log_likelihood - point.objective,
        standardised: point.beta,
        log_likelihood: point.log_likelihood,
        null_log_likelihood,
        rows: design.rows(),
        events: outcome.iter().filter(|y| **y).count(),
        verdict,
        information: point.information,
        mean: design.mean.clone(),
        sd: design.sd.clone(),
    })
}
