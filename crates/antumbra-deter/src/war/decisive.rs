//! Who wins decisive wars: how much a ratio of spending decides.
//!
//! In the contest the log-odds that i prevails are `m` times the log of the ratio of powers. On wars
//! with a winner and a loser (COW 4.0) m is the slope of a logit of the initiators' victory on the
//! log of the ratio of the sides' shares of military spending, all states of a side summed. Wars are
//! those that happened: who expects to lose seldom starts one.
//!
//! On 77 wars, spending of the year in which each state enters: m .33 (.12), loss 6.3% below that of
//! the share of wins; of the year before, when mobilisation has not begun: .20 (.10) and 1.0%.

use crate::Error;
use antumbra_core::Year;
use antumbra_core::outside::Source;
use antumbra_num::kernel::{ln, ln_1p, logistic};
use antumbra_num::logit::{Covariance, Design, Options, fit};
use antumbra_world::panel::{Inputs, SHARE_FLOOR};
use antumbra_world::readers::wars::{self, WarRow};
use std::collections::BTreeMap;

/// Which year's spending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spending {
    /// Of the year in which a state enters: mobilisation is partly in it.
    AtEntry,
    /// Of the year before.
    YearBefore,
}

/// The decisiveness of spending in decisive wars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decisiveness {
    /// Wars.
    pub wars: usize,
    /// Won by the initiators.
    pub won: usize,
    /// The slope: m.
    pub m: f64,
    /// Its standard error from the information.
    pub se: f64,
    /// Reduction of the mean logarithmic loss against the share of wins, each war left out in turn.
    pub reduction: f64,
}

/// Estimates decisiveness.
///
/// # Errors
/// When the file cannot be read, or the wars have no estimate.
pub fn decisiveness(
    folder: &dyn Source,
    inputs: &Inputs,
    spending: Spending,
) -> Result<Decisiveness, Error> {
    let (x, y) = decisive_wars(folder, inputs, spending)?;
    let options = Options { ridge: 0.0, ..Options::default() };
    let model = |x: &[f64], y: &[bool]| -> Result<_, Error> {
        let design = Design::new(&[("ln_ratio", x)])?;
        Ok((fit(&design, y, None, &options, None)?, design))
    };
    let (all, design) = model(&x, &y)?;
    let v = all.covariance(&design, &y, None, &Covariance::Information)?;
    let won = y.iter().filter(|y| **y).count();
    let (mut loss, mut null) = (0.0, 0.0);
    for out in 0..x.len() {
        let without = |k: &usize| *k != out;
        let rest: Vec<usize> = (0..x.len()).filter(without).collect();
        let xs: Vec<f64> = rest.iter().map(|&k| x[k]).collect();
        let ys: Vec<bool> = rest.iter().map(|&k| y[k]).collect();
        let (f, _) = model(&xs, &ys)?;
        let cost = |p: f64| if y[out] { -ln(p) } else { -ln_1p(-p) };
        loss += cost(logistic(f.coefficients[0] + f.coefficients[1] * x[out]));
        null += cost(ys.iter().filter(|y| **y).count() as f64 / ys.len() as f64);
    }
    Ok(Decisiveness {
        wars: x.len(),
        won,
        m: all.coefficients[1],
        se: v.standard_errors()[1],
        reduction: 1.0 - loss / null,
    })
}

/// The log of the ratio of spending, and whether the initiators won.
fn decisive_wars(
    folder: &dyn Source,
    inputs: &Inputs,
    spending: Spending,
) -> Result<(Vec<f64>, Vec<bool>), Error> {
    let mut by_war: BTreeMap<u16, Vec<WarRow>> = BTreeMap::new();
    for r in wars::interstate(folder)? {
        by_war.entry(r.war).or_default().push(r);
    }
    let system = &inputs.system;
    let lag = i16::from(spending == Spending::YearBefore);
    let share = |r: &WarRow| {
        let y = system.year_index(Year(r.from.0 - lag))?;
        let s = system.index_of(r.state)?;
        Some(inputs.shares.milex[y * system.len() + s])
    };
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for states in by_war.values_mut() {
        let Some(side) = states.iter().find(|r| r.initiator).map(|r| r.side) else { continue };
        let result = |ours: bool| {
            let mine = || states.iter().filter(|r| (r.side == side) == ours);
            (mine().any(|r| r.outcome == 1), mine().any(|r| r.outcome == 2))
        };
        let won = match (result(true), result(false)) {
            ((true, false), (false, true)) => true,
            ((false, true), (true, false)) => false,
            _ => continue,
        };
        // A state that leaves and comes back counts once.
        states.sort_by_key(|r| (r.state, r.from));
        states.dedup_by_key(|r| r.state);
        let sum = |ours: bool| {
            states.iter().filter(|r| (r.side == side) == ours).filter_map(&share).sum::<f64>()
        };
        let (ours, theirs) = (sum(true), sum(false));
        x.push(ln(ours + SHARE_FLOOR) - ln(theirs + SHARE_FLOOR));
        y.push(won);
    }
    Ok((x, y))
}
