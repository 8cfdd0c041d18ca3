//! What a reader has to know before trusting an estimate.

use super::Design;
use crate::kernel::gram::predictor;
use crate::linalg::Symmetric;

/// How an estimation ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Whether the maximum was found: a Newton step would change the log-likelihood by under 1e-18,
    /// or by less than its rounding.
    pub converged: bool,
    /// Newton steps taken.
    pub iterations: usize,
    /// Largest element of the penalised gradient at the estimate, standardised columns.
    pub gradient_norm: f64,
    /// g' H^-1 g at the estimate: twice what another step would gain.
    pub decrement: f64,
    /// Smallest eigenvalue of the penalised information, standardised columns.
    pub min_eigenvalue: f64,
    /// Whether columns separate events from the rest, so that without a penalty there were no finite
    /// estimate.
    pub separation: Separation,
    /// Columns that are linear combinations of those before them to working precision.
    pub collinear: Vec<String>,
    /// Columns left out because they are constant.
    pub dropped: Vec<String>,
}

/// Separation of events from non-events (Albert & Anderson 1984, *Biometrika* 71).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Separation {
    /// None found.
    None,
    /// These columns each separate by themselves: no event lies beyond some value of the column and no
    /// non-event on the other side (a dummy under which nothing ever happens is one).
    Columns(Vec<String>),
    /// The fitted combination puts every event above every non-event.
    Complete,
}

impl Verdict {
    /// In words, what is wrong; `None` when nothing is.
    pub fn complaint(&self) -> Option<String> {
        let mut said = vec![];
        if !self.converged {
            said.push(format!(
                "not converged after {} iterations (gradient {:.1e})",
                self.iterations, self.gradient_norm
            ));
        }
        match &self.separation {
            Separation::None => {}
            Separation::Columns(c) => {
                said.push(format!("events are separated by {}: held by the penalty", c.join(", ")));
            }
            Separation::Complete => {
                said.push("events are completely separated: held by the penalty".to_owned());
            }
        }
        if !self.collinear.is_empty() {
            said.push(format!("collinear with the columns before: {}", self.collinear.join(", ")));
        }
        if !self.dropped.is_empty() {
            said.push(format!("constant, left out: {}", self.dropped.join(", ")));
        }
        (!said.is_empty()).then(|| said.join("; "))
    }
}

/// Columns that add under 1e-10 of their own variance to those before them.
pub(super) fn collinear(information: &Symmetric, names: &[String]) -> Vec<String> {
    let n = information.order();
    let mut l = vec![vec![0.0; n]; n];
    let mut found = vec![];
    for i in 0..n {
        for j in 0..i {
            let s: f64 = (0..j).map(|k| l[i][k] * l[j][k]).sum();
            l[i][j] = if l[j][j] > 0.0 { (information.get(i, j) - s) / l[j][j] } else { 0.0 };
        }
        let rest = information.get(i, i) - (0..i).map(|k| l[i][k] * l[i][k]).sum::<f64>();
        // A collinear column is left out of what follows.
        l[i][i] = if rest > 1e-10 * information.get(i, i) { rest.sqrt() } else { 0.0 };
        if l[i][i] == 0.0 && i > 0 {
            found.push(names[i - 1].clone());
        }
    }
    found
}

/// Looks for separation: exactly for single columns, and for the fitted combination when `sharp` says
/// that the fit is good enough for it to be possible.
pub(super) fn separation(
    design: &Design,
    outcome: &[bool],
    beta: &[f64],
    sharp: bool,
) -> Separation {
    if sharp {
        let (mut lowest_event, mut highest_other) = (f64::INFINITY, f64::NEG_INFINITY);
        let eta = design.blocks().flat_map(|b| *predictor(b, beta));
        for (&y, eta) in outcome.iter().zip(eta) {
            if y {
                lowest_event = lowest_event.min(eta);
            } else {
                highest_other = highest_other.max(eta);
            }
        }
        if lowest_event > highest_other {
            return Separation::Complete;
        }
    }
    // The range of every column over the events.
    let mut ranges = vec![(f64::INFINITY, f64::NEG_INFINITY); design.names().len()];
    for r in (0..outcome.len()).filter(|&r| outcome[r]) {
        for (j, range) in ranges.iter_mut().enumerate() {
            let v = design.value(r, j + 1);
            *range = (range.0.min(v), range.1.max(v));
        }
    }
    let separates = |j: usize| {
        let (low, high) = ranges[j];
        let (min, max) = design.extremes[j];
        // A non-event strictly beyond the events' range on a side forbids separation towards it; the
        // scan is needed only when an event holds the extreme, and then it ends early.
        let others = || (0..outcome.len()).filter(|&r| !outcome[r]).map(|r| design.value(r, j + 1));
        (low == min && others().all(|v| v >= high)) || (high == max && others().all(|v| v <= low))
    };
    let found: Vec<String> = (0..design.names().len())
        .filter(|&j| separates(j))
        .map(|j| design.names()[j].clone())
        .collect();
    if found.is_empty() { Separation::None } else { Separation::Columns(found) }
}
