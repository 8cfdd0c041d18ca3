//! Classification and regression trees, read as boxes.
//!
//! *Model.* Cases are split in two, again and again, each time by the input and threshold that
//! lower the impurity most: the variance of the outcome, which for a binary outcome is half the
//! Gini index. A leaf is a box, and is read like one of PRIM: coverage, density, mass, limits. In
//! contrast to PRIM's the boxes do not overlap and together hold every case.
//!
//! *Estimator.* Breiman et al. (1984), without pruning: a leaf holds at least `mass_min` of the
//! cases. Thresholds lie half way between neighbouring values. Words are put in the order of their
//! mean outcome and split like numbers, which finds the best of all divisions in two (their theorem
//! 4.5). Ties go to the earlier input and the lower threshold.
//!
//! *Checks.* The leaves of scikit-learn 1.9's trees on the cases of `conformance/prim`.
//!
//! *References.* Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees.
//! Lempert, Bryant & Bankes (2008), Comparing algorithms for scenario discovery, RAND WR-557.

mod split;

use crate::prim::{Limit, Step};
use crate::{Cases, Error};
use split::{Inputs, Split};

/// Settings of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreeSettings {
    /// The smallest share of all cases in a leaf, in (0, 0.5].
    pub mass_min: f64,
    /// Splits between the root and a leaf at most.
    pub deepest: usize,
}

impl Default for TreeSettings {
    /// Leaves of at least 5% of the cases, however deep.
    fn default() -> Self {
        TreeSettings { mass_min: 0.05, deepest: usize::MAX }
    }
}

/// A fitted tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// The leaves as boxes, from the densest (highest mean) down; ties in the order of the splits.
    pub leaves: Vec<Step>,
    /// Each input's share of the total fall in impurity; all 0 without a split.
    pub importance: Vec<f64>,
    /// The words of each input of words, as [`Limit::Words`] counts them; empty for numbers.
    pub words: Vec<Vec<String>>,
}

impl Tree {
    /// A tree for cases of interest (see [`Cases::outcome_of_interest`]).
    ///
    /// # Errors
    /// A setting out of range; an outcome that is not binary, or of one class only.
    pub fn binary(cases: &Cases<'_>, settings: TreeSettings) -> Result<Self, Error> {
        let y = cases.outcome_of_interest()?;
        let y: Vec<f64> = y.iter().map(|v| f64::from(u8::from(*v))).collect();
        let total = y.iter().sum::<f64>();
        Self::fit(cases, &y, Some(total as usize), settings)
    }

    /// A tree for the mean of a numeric outcome.
    ///
    /// # Errors
    /// A setting out of range; an outcome of words, or one that never varies.
    pub fn regression(cases: &Cases<'_>, settings: TreeSettings) -> Result<Self, Error> {
        Self::fit(cases, &cases.outcome_numbers()?, None, settings)
    }

    fn fit(
        cases: &Cases<'_>,
        y: &[f64],
        total: Option<usize>,
        settings: TreeSettings,
    ) -> Result<Self, Error> {
        if !(settings.mass_min > 0.0 && settings.mass_min <= 0.5) {
            return Err(Error::setting(format!("mass_min is {}", settings.mass_min))
                .help("it has to lie above 0 and at most at 0.5"));
        }
        if y.iter().all(|v| *v == y[0]) {
            return Err(Error::table(format!(
                "the outcome `{}` is {} in every case, so there is nothing to tell apart",
                cases.outcome_name(),
                y[0]
            )));
        }
        let inputs = Inputs::new(cases);
        let whole = inputs.whole();
        let smallest = ((settings.mass_min * y.len() as f64) as usize).max(1);
        let mut importance = vec![0.0; whole.len()];
        let mut leaves = Vec::new();
        let all: Vec<u32> = (0..y.len() as u32).collect();
        let mut open = vec![(all, whole.clone(), 0)];
        while let Some((rows, limits, depth)) = open.pop() {
            let best =
                if depth < settings.deepest { inputs.best(&rows, y, smallest) } else { None };
            let Some(split) = best else {
                leaves.push(leaf(&rows, y, total, limits, &whole));
                continue;
            };
            importance[split.input()] += split.gain;
            let (low, high) = inputs.divide(&rows, &split);
            let (low_limits, high_limits) = divide_limits(&limits, &split);
            open.push((high, high_limits, depth + 1));
            open.push((low, low_limits, depth + 1));
        }
        leaves.sort_by(|a, b| b.mean.total_cmp(&a.mean));
        let gained: f64 = importance.iter().sum();
        if gained > 0.0 {
            importance.iter_mut().for_each(|i| *i /= gained);
        }
        Ok(Tree { leaves, importance, words: inputs.words() })
    }
}

fn leaf(
    rows: &[u32],
    y: &[f64],
    total: Option<usize>,
    limits: Vec<Limit>,
    whole: &[Limit],
) -> Step {
    let n = rows.len();
    let sum: f64 = rows.iter().map(|&r| y[r as usize]).sum();
    let mean = sum / n as f64;
    Step {
        n,
        k: total.map(|_| sum as usize),
        coverage: total.map(|t| sum / t as f64),
        density: total.map(|_| mean),
        mean,
        mass: n as f64 / y.len() as f64,
        res_dim: limits.iter().zip(whole).filter(|(a, b)| a != b).count(),
        limits,
        pasted: false,
    }
}

fn divide_limits(limits: &[Limit], split: &Split) -> (Vec<Limit>, Vec<Limit>) {
    let (mut below, mut above) = (limits.to_vec(), limits.to_vec());
    let input = split.input();
    match (&mut below[input], &mut above[input], split) {
        (Limit::Range { high, .. }, Limit::Range { low, .. }, Split { at, .. }) => {
            (*high, *low) = (at.threshold(), at.threshold());
        }
        (Limit::Words(low), Limit::Words(high), Split { at, .. }) => {
            for (w, (l, h)) in low.iter_mut().zip(high).enumerate() {
                *l &= at.word_goes_low(w);
                *h &= !at.word_goes_low(w);
            }
        }
        _ => {}
    }
    (below, above)
}
