//! PAWN: how far an input's slices move the whole distribution of the outcome.
//!
//! *Estimator.* The input is cut into slices of equal count (words: one slice per word); in each,
//! the Kolmogorov-Smirnov distance between the outcome's distribution there and everywhere; over
//! slices the minimum, mean, median and maximum (Pianosi & Wagener 2018).
//!
//! An inert input has positive distances by chance alone. `null` is the mean of the median over
//! random reassignments of cases to slices of the same sizes; `adjusted` is the median less that,
//! and is told from zero only when the median exceeds the reassignments' quantile at the level.
//!
//! *References.* Pianosi & Wagener (2015), Environmental Modelling & Software 67, 1-11; (2018),
//! 108, 197-207.

use super::slices::{by_quantile, by_value, order};
use super::{Index, Resampling, draw, spread};
use crate::{Cases, Error};
use antumbra_core::Purpose;
use antumbra_num::quantile::quantile;

/// What PAWN says of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pawn {
    /// Smallest distance over slices.
    pub minimum: f64,
    /// Mean distance.
    pub mean: f64,
    /// Median distance: the usual index.
    pub median: f64,
    /// Largest distance.
    pub maximum: f64,
    /// What the median would be on average if the input did nothing.
    pub null: f64,
    /// The median less `null`, with the half-width of the median over resampled cases.
    pub adjusted: Index,
}

/// PAWN indices of every input, `slices` slices each.
///
/// # Errors
/// An outcome of words or one that never varies; fewer than 2 slices, or fewer cases than five
/// per slice; a setting of `how` out of range.
pub fn pawn(cases: &Cases<'_>, slices: usize, how: &Resampling) -> Result<Vec<Pawn>, Error> {
    let z = how.z()?;
    let y = super::varying(cases)?;
    if slices < 2 || y.len() < 5 * slices {
        return Err(Error::setting(format!("{slices} slices of {} cases", y.len()))
            .help("give at least 2 slices and 5 cases in each"));
    }
    let sorted = order(&y);
    Ok((0..cases.inputs().len())
        .map(|input| {
            let x = cases.numbers(input);
            let most = if cases.inputs()[input].is_number() { slices } else { usize::MAX };
            let (class, count) = by_value(&x, most).unwrap_or_else(|| by_quantile(&x, slices));
            one(&y, &sorted, &class, count, z, how)
        })
        .collect())
}

fn one(y: &[f64], sorted: &[u32], class: &[u32], count: usize, z: f64, how: &Resampling) -> Pawn {
    let n = y.len();
    let plain = vec![1u32; n];
    let found = distances(y, sorted, class, count, &plain);
    let median = |d: &[f64]| quantile(d, 0.5).unwrap_or(0.0);
    let mut nulls = Vec::with_capacity(how.times);
    let mut boots = Vec::with_capacity(how.times);
    let mut shuffled = class.to_vec();
    for t in 0..how.times {
        let mut s = how.seed.stream(Purpose("pawn.null"), t as u64, 0);
        for i in (1..n).rev() {
            shuffled.swap(i, draw(&mut s, i + 1));
        }
        nulls.push(median(&distances(y, sorted, &shuffled, count, &plain)));
        let mut s = how.seed.stream(Purpose("pawn.bootstrap"), t as u64, 0);
        let mut weights = vec![0u32; n];
        (0..n).for_each(|_| weights[draw(&mut s, n)] += 1);
        boots.push(median(&distances(y, sorted, class, count, &weights)));
    }
    let (null, _) = spread(nulls.iter().copied());
    let threshold = quantile(&nulls, how.level).unwrap_or(f64::INFINITY);
    let adjusted = Index {
        value: median(&found) - null,
        half_width: z * spread(boots.iter().copied()).1,
        indistinguishable_from_zero: median(&found) <= threshold,
    };
    Pawn {
        minimum: found.iter().copied().fold(f64::INFINITY, f64::min),
        mean: found.iter().sum::<f64>() / found.len() as f64,
        median: median(&found),
        maximum: found.iter().copied().fold(0.0, f64::max),
        null,
        adjusted,
    }
}

/// The distance of each slice that has cases: one pass over the outcome's order. Between two of a
/// slice's own outcomes only the common distribution moves, so the extremes lie at those.
fn distances(y: &[f64], sorted: &[u32], class: &[u32], count: usize, weights: &[u32]) -> Vec<f64> {
    let mut sizes = vec![0u64; count];
    for (c, w) in class.iter().zip(weights) {
        sizes[*c as usize] += u64::from(*w);
    }
    let total = sizes.iter().sum::<u64>() as f64;
    let mut below = vec![0u64; count];
    let mut farthest = vec![0.0f64; count];
    let mut all = 0u64;
    for tied in sorted.chunk_by(|&a, &b| y[a as usize] == y[b as usize]) {
        let share = |below: u64, size: u64| below as f64 / size as f64;
        let before = all as f64 / total;
        for &i in tied {
            let c = class[i as usize] as usize;
            if weights[i as usize] > 0 {
                farthest[c] = farthest[c].max((share(below[c], sizes[c]) - before).abs());
            }
        }
        for &i in tied {
            below[class[i as usize] as usize] += u64::from(weights[i as usize]);
            all += u64::from(weights[i as usize]);
        }
        let after = all as f64 / total;
        for &i in tied {
            let c = class[i as usize] as usize;
            if weights[i as usize] > 0 {
                farthest[c] = farthest[c].max((share(below[c], sizes[c]) - after).abs());
            }
        }
    }
    farthest.into_iter().zip(&sizes).filter(|(_, s)| **s > 0).map(|(d, _)| d).collect()
}
