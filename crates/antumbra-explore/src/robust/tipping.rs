//! Tipping points: the value of an input at which an answer changes.
//!
//! The futures are put into bins of equal count along the input; in each bin stands the share of
//! futures that are good enough ([`shares`]), or the mean of a difference between two policies
//! ([`means`]), with an interval. A bin is *clear* when its interval lies wholly on one side of the
//! threshold. Between two neighbouring clear bins on different sides (unclear ones lie between)
//! there is a tipping point: the place where the line of least squares through those bins crosses
//! the threshold. Its interval runs from the outer edge of one clear bin to the outer edge of the
//! other: somewhere in the first the conditional value is on one side, somewhere in the second on
//! the other, so a continuous curve crosses in between.
//!
//! The intervals of all bins hold together at the level (Bonferroni), so noise makes a tipping
//! point seldom: where nothing is clear on both sides, none is reported. A change that turns back
//! within a bin's width is not seen.

use super::interval::{wilson_z, z_of};
use crate::Error;
use crate::sensitivity::slices::{by_quantile, by_value};

/// Futures whose input lies in one stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Smallest input in it.
    pub low: f64,
    /// Largest input in it.
    pub high: f64,
    /// Mean input in it.
    pub centre: f64,
    /// Futures in it.
    pub n: usize,
    /// The share or mean there.
    pub value: f64,
    /// Its interval, holding for all bins together.
    pub interval: (f64, f64),
}

/// A value of the input at which the answer changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TippingPoint {
    /// Where.
    pub at: f64,
    /// It lies between these.
    pub interval: (f64, f64),
    /// Does the share (or difference) rise there with the input?
    pub rising: bool,
}

/// The share of futures that are good enough, along an input.
///
/// # Errors
/// Lengths that differ; an input that is not finite; fewer than 2 bins or than 5 futures a bin; a
/// level outside (0, 1).
pub fn shares(x: &[f64], good: &[bool], bins: usize, level: f64) -> Result<Vec<Bin>, Error> {
    let y: Vec<f64> = good.iter().map(|g| f64::from(u8::from(*g))).collect();
    let z = check(x, &y, bins, level)?;
    Ok(binned(x, &y, bins, |in_bin| {
        let met = in_bin.iter().filter(|v| **v == 1.0).count();
        wilson_z(met, in_bin.len(), z)
    }))
}

/// The mean of a number (say the difference between two policies) along an input.
///
/// # Errors
/// As [`shares`], and a number that is not finite.
pub fn means(x: &[f64], y: &[f64], bins: usize, level: f64) -> Result<Vec<Bin>, Error> {
    let z = check(x, y, bins, level)?;
    Ok(binned(x, y, bins, |in_bin| {
        let n = in_bin.len() as f64;
        let mean = in_bin.iter().sum::<f64>() / n;
        let squares: f64 = in_bin.iter().map(|v| (v - mean) * (v - mean)).sum();
        // One future says nothing about the spread.
        let half =
            if in_bin.len() < 2 { f64::INFINITY } else { z * (squares / (n - 1.0) / n).sqrt() };
        (mean - half, mean + half)
    }))
}

/// Checks the arguments; gives the standard errors in a half-width for all bins together.
fn check(x: &[f64], y: &[f64], bins: usize, level: f64) -> Result<f64, Error> {
    z_of(level)?;
    if x.len() != y.len() {
        return Err(Error::table(format!("{} inputs for {} outcomes", x.len(), y.len())));
    }
    if let Some(at) = x.iter().zip(y).position(|(a, b)| !(a.is_finite() && b.is_finite())) {
        return Err(Error::table(format!("a value in future {at} is not finite")));
    }
    if bins < 2 || x.len() < 5 * bins {
        return Err(Error::setting(format!("{bins} bins of {} futures", x.len()))
            .help("give at least 2 bins and 5 futures in each"));
    }
    z_of(1.0 - (1.0 - level) / bins as f64)
}

fn binned(x: &[f64], y: &[f64], bins: usize, interval: impl Fn(&[f64]) -> (f64, f64)) -> Vec<Bin> {
    let (class, count) = by_value(x, bins).unwrap_or_else(|| by_quantile(x, bins));
    let mut members: Vec<(Vec<f64>, Vec<f64>)> = vec![(Vec::new(), Vec::new()); count];
    for ((c, x), y) in class.iter().zip(x).zip(y) {
        members[*c as usize].0.push(*x);
        members[*c as usize].1.push(*y);
    }
    members
        .iter()
        .filter(|m| !m.0.is_empty())
        .map(|(x, y)| {
            let n = x.len() as f64;
            Bin {
                low: x.iter().copied().fold(f64::INFINITY, f64::min),
                high: x.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                centre: x.iter().sum::<f64>() / n,
                n: x.len(),
                value: y.iter().sum::<f64>() / n,
                interval: interval(y),
            }
        })
        .collect()
}

/// Where the bins cross a threshold, in rising order of the input; empty when there is no tipping
/// point inside the range.
pub fn tipping_points(bins: &[Bin], threshold: f64) -> Vec<TippingPoint> {
    let side = |b: &Bin| match b.interval {
        (low, _) if low > threshold => Some(true),
        (_, high) if high < threshold => Some(false),
        _ => None,
    };
    let clear: Vec<(usize, bool)> =
        bins.iter().enumerate().filter_map(|(i, b)| Some((i, side(b)?))).collect();
    clear
        .windows(2)
        .filter(|w| w[0].1 != w[1].1)
        .map(|w| {
            let between = &bins[w[0].0..=w[1].0];
            let (low, high) = (bins[w[0].0].low, bins[w[1].0].high);
            TippingPoint {
                at: crossing(between, threshold).clamp(low, high),
                interval: (low, high),
                rising: w[1].1,
            }
        })
        .collect()
}

/// Where the line of least squares (weighted by futures) through bins crosses the threshold. The
/// two outer bins lie on different sides; a line that does not follow them gives way to theirs.
fn crossing(bins: &[Bin], threshold: f64) -> f64 {
    let (first, last) = (&bins[0], &bins[bins.len() - 1]);
    let total: f64 = bins.iter().map(|b| b.n as f64).sum();
    let mean =
        |of: &dyn Fn(&Bin) -> f64| bins.iter().map(|b| b.n as f64 * of(b)).sum::<f64>() / total;
    let (x, y) = (mean(&|b| b.centre), mean(&|b| b.value));
    let xx = mean(&|b| (b.centre - x) * (b.centre - x));
    let xy = mean(&|b| (b.centre - x) * (b.value - y));
    let chord = (last.value - first.value) / (last.centre - first.centre);
    if xx > 0.0 && (xy / xx) * chord > 0.0 {
        x + (threshold - y) * xx / xy
    } else {
        first.centre + (threshold - first.value) / chord
    }
}
