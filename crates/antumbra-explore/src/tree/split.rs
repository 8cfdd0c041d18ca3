//! The best division of a node's cases in two.

use crate::Cases;
use crate::prim::Limit;
use crate::prim::labelled;

/// A division and what it gains.
pub(super) struct Split {
    input: usize,
    pub(super) at: At,
    /// The fall in the sum of squared deviations.
    pub(super) gain: f64,
}

pub(super) enum At {
    /// Values up to here go to the lower side.
    Threshold(f64),
    /// The words that go to the lower side (the one with the lower mean).
    Words(Vec<bool>),
}

impl At {
    pub(super) fn threshold(&self) -> f64 {
        if let At::Threshold(t) = self { *t } else { f64::NAN }
    }

    pub(super) fn word_goes_low(&self, word: usize) -> bool {
        matches!(self, At::Words(low) if low[word])
    }
}

impl Split {
    pub(super) fn input(&self) -> usize {
        self.input
    }
}

/// The inputs' numbers over the kept cases; words as their place in alphabetical order.
pub(super) struct Inputs {
    columns: Vec<Vec<f64>>,
    words: Vec<Vec<String>>,
}

impl Inputs {
    pub(super) fn new(cases: &Cases<'_>) -> Self {
        let (columns, words) = (0..cases.inputs().len()).map(|i| labelled(cases, i)).unzip();
        Inputs { columns, words }
    }

    pub(super) fn words(self) -> Vec<Vec<String>> {
        self.words
    }

    pub(super) fn whole(&self) -> Vec<Limit> {
        let one = |(column, words): (&Vec<f64>, &Vec<String>)| {
            if words.is_empty() {
                let low = column.iter().copied().fold(f64::INFINITY, f64::min);
                let high = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                Limit::Range { low, high }
            } else {
                Limit::Words(vec![true; words.len()])
            }
        };
        self.columns.iter().zip(&self.words).map(one).collect()
    }

    pub(super) fn best(&self, rows: &[u32], y: &[f64], smallest: usize) -> Option<Split> {
        if rows.len() < 2 * smallest {
            return None;
        }
        // Deviations from the node's mean: sums of squares then keep their digits.
        let mean = rows.iter().map(|&r| y[r as usize]).sum::<f64>() / rows.len() as f64;
        let mut best: Option<Split> = None;
        for (input, column) in self.columns.iter().enumerate() {
            let deviation = |r: u32| y[r as usize] - mean;
            let words = self.words[input].len();
            let found = if words == 0 {
                number_split(column, rows, deviation, smallest)
            } else {
                word_split(column, words, rows, deviation, smallest)
            };
            if let Some((at, gain)) = found
                && best.as_ref().is_none_or(|b| gain > b.gain)
            {
                best = Some(Split { input, at, gain });
            }
        }
        best.filter(|b| b.gain > 0.0)
    }

    /// The cases of both sides, in their order.
    pub(super) fn divide(&self, rows: &[u32], split: &Split) -> (Vec<u32>, Vec<u32>) {
        let column = &self.columns[split.input];
        rows.iter().partition(|&&r| {
            let v = column[r as usize];
            match &split.at {
                At::Threshold(t) => v <= *t,
                At::Words(low) => low[v as usize],
            }
        })
    }
}

/// The fall in the sum of squares when `n` of `all` cases, whose deviations sum to `sum`, leave
/// the others (the deviations of all sum to zero).
fn gain(sum: f64, n: usize, all: usize) -> f64 {
    sum * sum * (1.0 / n as f64 + 1.0 / (all - n) as f64)
}

fn number_split(
    column: &[f64],
    rows: &[u32],
    deviation: impl Fn(u32) -> f64,
    smallest: usize,
) -> Option<(At, f64)> {
    let mut pairs: Vec<(f64, f64)> =
        rows.iter().map(|&r| (column[r as usize], deviation(r))).collect();
    // Equal values in the order of their deviations, so that the order of rows does not show.
    pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut best: Option<(f64, f64)> = None;
    let mut sum = 0.0;
    for i in 0..pairs.len() - smallest {
        sum += pairs[i].1;
        let (here, next) = (pairs[i].0, pairs[i + 1].0);
        if i + 1 < smallest || here == next {
            continue;
        }
        let g = gain(sum, i + 1, pairs.len());
        if best.is_none_or(|(_, b)| g > b) {
            let middle = here / 2.0 + next / 2.0;
            best = Some((if middle < next { middle } else { here }, g));
        }
    }
    best.map(|(t, g)| (At::Threshold(t), g))
}

fn word_split(
    column: &[f64],
    words: usize,
    rows: &[u32],
    deviation: impl Fn(u32) -> f64,
    smallest: usize,
) -> Option<(At, f64)> {
    let mut counts = vec![(0usize, 0.0); words];
    for &r in rows {
        let (n, sum) = &mut counts[column[r as usize] as usize];
        *n += 1;
        *sum += deviation(r);
    }
    let mut order: Vec<usize> = (0..words).filter(|&w| counts[w].0 > 0).collect();
    let mean = |w: usize| counts[w].1 / counts[w].0 as f64;
    order.sort_by(|&a, &b| mean(a).total_cmp(&mean(b)));
    let mut best: Option<(usize, f64)> = None;
    let (mut n, mut sum) = (0, 0.0);
    for (i, &w) in order.iter().enumerate().take(order.len().saturating_sub(1)) {
        n += counts[w].0;
        sum += counts[w].1;
        if n < smallest || rows.len() - n < smallest {
            continue;
        }
        let g = gain(sum, n, rows.len());
        if best.is_none_or(|(_, b)| g > b) {
            best = Some((i, g));
        }
    }
    best.map(|(last, g)| {
        let mut low = vec![false; words];
        order[..=last].iter().for_each(|&w| low[w] = true);
        (At::Words(low), g)
    })
}
