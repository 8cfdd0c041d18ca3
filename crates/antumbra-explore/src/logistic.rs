//! The logistic baseline: how far a smooth, additive rule gets before any box is looked for.
//!
//! *Model.* `logit P(of interest) = a + Σ b_j z_j` with standardised numbers, truth values as 0
//! and 1, and an indicator for every word but the alphabetically first; a small ridge keeps
//! separated data estimable, and the verdict says when that happened. Next to it stand the measures
//! that PRIM is read by: at each threshold on the fitted probability the coverage and density of
//! the cases above it, the trade-off that a box competes with (Quinn et al. 2018).
//!
//! *References.* Quinn et al. (2018), Exploring how changing monsoonal dynamics and human pressures
//! challenge multireservoir management, Water Resources Research 54, 4638-4662.

use crate::prim::labelled;
use crate::{Cases, Error};
use antumbra_num::kernel::logistic;
use antumbra_num::logit::{Design, Options, Verdict, fit};

/// A term of the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The input's index in [`Cases::names`].
    pub input: usize,
    /// The word that the term stands for; `None` for numbers.
    pub word: Option<String>,
    /// The coefficient of the standardised column: comparable between terms.
    pub standardised: f64,
    /// The coefficient on the input's own scale.
    pub coefficient: f64,
}

/// Coverage and density of the cases whose fitted probability reaches a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The threshold.
    pub probability: f64,
    /// Cases at or above it.
    pub n: usize,
    /// Those of interest among them.
    pub k: usize,
    /// `k` over all cases of interest.
    pub coverage: f64,
    /// `k / n`.
    pub density: f64,
}

/// The fitted baseline.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Every estimated term; a constant column has none.
    pub terms: Vec<Term>,
    /// The trade-off, from all cases to the surest twentieth, one cut per twentieth.
    pub cuts: Vec<Cut>,
    /// The share of the null model's log-likelihood that the model saves (McFadden's R²).
    pub pseudo_r2: f64,
    /// Whether the estimate was found, and what was wrong with the data.
    pub verdict: Verdict,
}

/// Fits the baseline to the cases of interest.
///
/// # Errors
/// When the outcome is not binary or of one class only, or every input is constant.
pub fn baseline(cases: &Cases<'_>) -> Result<Baseline, Error> {
    let y = cases.outcome_of_interest()?;
    let mut columns = Vec::new();
    for input in 0..cases.inputs().len() {
        let (x, words) = labelled(cases, input);
        if words.is_empty() {
            columns.push((input, None, x));
            continue;
        }
        for (code, word) in words.into_iter().enumerate().skip(1) {
            let is = |v: &f64| f64::from(u8::from(*v == code as f64));
            columns.push((input, Some(word), x.iter().map(is).collect()));
        }
    }
    // Names only have to differ: what a term is stands in `columns`.
    let names: Vec<String> = (0..columns.len()).map(|i| i.to_string()).collect();
    let named: Vec<(&str, &[f64])> =
        names.iter().zip(&columns).map(|(n, (_, _, x))| (n.as_str(), x.as_slice())).collect();
    let wrong = |e: antumbra_num::Error| Error::table(format!("the logistic baseline: {e}"));
    let design = Design::new(&named).map_err(wrong)?;
    if design.names().is_empty() {
        return Err(Error::table("every input is constant, so there is nothing to tell apart"));
    }
    let found = fit(&design, &y, None, &Options::default(), None).map_err(wrong)?;
    let terms = found
        .names
        .iter()
        .enumerate()
        .filter_map(|(i, name)| {
            let (input, word, _) = columns.get(name.parse::<usize>().ok()?)?;
            Some(Term {
                input: *input,
                word: word.clone(),
                standardised: found.standardised[i + 1],
                coefficient: found.coefficients[i + 1],
            })
        })
        .collect();
    let probability: Vec<f64> =
        design.linear_predictor(&found).map_err(wrong)?.into_iter().map(logistic).collect();
    let pseudo_r2 = 1.0 - found.log_likelihood / found.null_log_likelihood;
    Ok(Baseline { terms, cuts: cuts(&probability, &y), pseudo_r2, verdict: found.verdict })
}

fn cuts(probability: &[f64], y: &[bool]) -> Vec<Cut> {
    let mut ranked: Vec<(f64, bool)> = probability.iter().copied().zip(y.iter().copied()).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let total = y.iter().filter(|v| **v).count();
    let mut before = vec![0usize];
    for (_, y) in &ranked {
        before.push(before[before.len() - 1] + usize::from(*y));
    }
    (1..=20)
        .rev()
        .map(|part| {
            let wanted = (ranked.len() * part).div_ceil(20);
            let threshold = ranked[wanted - 1].0;
            // Equal probabilities stay together.
            let n = ranked.partition_point(|(p, _)| *p >= threshold);
            let k = before[n];
            Cut {
                probability: threshold,
                n,
                k,
                coverage: k as f64 / total as f64,
                density: k as f64 / n as f64,
            }
        })
        .collect()
}
