//! A distribution through three percentiles.
//!
//! A judgement or a published range comes as a 5th, a 50th and a 95th percentile, often with a
//! bound that cannot be passed (a share, a positive cost). The distribution here is a **two-piece
//! normal in quantile form**: on a transformed scale, `Q(u) = m + z(u)/z(.95) (b - m)` above the
//! median and the same with `m - a` below it, where z is the standard normal quantile. The scale is
//! the value itself, ln(x - lower), -ln(upper - x), or the logit between two bounds.
//!
//! Why this and not another: it hits the three points exactly for *every* triple in order, it is
//! continuous and increasing, it keeps within the bounds without moving a percentile (as cutting a
//! distribution off would), its tails are normal or lognormal so that no moment is infinite, and the
//! reader can check it by hand. A metalog (Keelin 2016) is smoother but is no distribution for
//! strongly skewed triples. The price: the density has a step at the median.

use super::normal::{standard_cdf, standard_quantile};
use super::{Distribution, standard_quantiles};
use crate::Error;
use crate::kernel::{Wide, exp, ln, logistic, logit, wide};
use antumbra_core::Range;

/// z(.95), the standard normal quantile.
const Z95: f64 = 1.6448536269514722;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Scale {
    Plain,
    Above(f64),
    Below(f64),
    Between(f64, f64),
}

impl Scale {
    fn to(self, x: f64) -> f64 {
        match self {
            Scale::Plain => x,
            Scale::Above(l) => ln(x - l),
            Scale::Below(h) => -ln(h - x),
            Scale::Between(l, h) => logit((x - l) / (h - l)),
        }
    }

    fn from(self, t: f64) -> f64 {
        match self {
            Scale::Plain => t,
            Scale::Above(l) => l + exp(t),
            Scale::Below(h) => h - exp(-t),
            Scale::Between(l, h) => l + (h - l) * logistic(t),
        }
    }
}

/// A distribution with given 5th, 50th and 95th percentiles; see the module.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    range: Range,
    scale: Scale,
    mid: f64,
    /// Standard deviations below and above the median, on the transformed scale.
    down: f64,
    up: f64,
}

impl Fitted {
    /// Through `range`, inside optional bounds of the support.
    ///
    /// An error unless `lower < lo <= mid <= hi < upper` and all are finite. Equal percentiles are
    /// allowed: that side does not vary.
    pub fn new(range: Range, lower: Option<f64>, upper: Option<f64>) -> Result<Self, Error> {
        let Range { lo, mid, hi } = range;
        let finite =
            [Some(lo), Some(mid), Some(hi), lower, upper].iter().flatten().all(|v| v.is_finite());
        if !(finite && lo <= mid && mid <= hi) {
            return Err(Error::domain(format!(
                "a distribution through three percentiles needs finite numbers in order, not {lo}, {mid}, {hi}"
            )));
        }
        if lower.is_some_and(|l| l >= lo) || upper.is_some_and(|u| u <= hi) {
            return Err(Error::domain(format!(
                "the percentiles {lo}, {mid}, {hi} have to lie strictly inside the bounds {} and {}",
                lower.map_or("none".to_owned(), |l| l.to_string()),
                upper.map_or("none".to_owned(), |u| u.to_string()),
            )));
        }
        let scale = match (lower, upper) {
            (None, None) => Scale::Plain,
            (Some(l), None) => Scale::Above(l),
            (None, Some(u)) => Scale::Below(u),
            (Some(l), Some(u)) => Scale::Between(l, u),
        };
        let (a, m, b) = (scale.to(lo), scale.to(mid), scale.to(hi));
        Ok(Fitted { range, scale, mid: m, down: (m - a) / Z95, up: (b - m) / Z95 })
    }

    /// The percentiles that it goes through.
    pub fn range(&self) -> Range {
        self.range
    }
}

impl Fitted {
    /// The value at a score; `from` is the way back from the scale.
    #[inline(always)]
    fn place(&self, z: f64, from: impl Fn(f64) -> f64) -> f64 {
        let sd = if z < 0.0 { self.down } else { self.up };
        let x = from(self.mid + z * sd);
        // The median without the rounding of the scale and back.
        if z == 0.0 || sd == 0.0 && !z.is_nan() { self.range.mid } else { x }
    }
}

/// The values at scores, in their place.
struct Places<'a> {
    of: &'a Fitted,
    z: &'a mut [f64],
}

impl Wide for Places<'_> {
    #[inline(always)]
    fn run(self) {
        let Places { of, z } = self;
        // One loop per scale, so that no element asks which it is.
        match of.scale {
            Scale::Plain => z.iter_mut().for_each(|z| *z = of.place(*z, |t| t)),
            Scale::Above(l) => z.iter_mut().for_each(|z| *z = of.place(*z, |t| l + exp(t))),
            Scale::Below(h) => z.iter_mut().for_each(|z| *z = of.place(*z, |t| h - exp(-t))),
            Scale::Between(l, h) => {
                z.iter_mut().for_each(|z| *z = of.place(*z, |t| l + (h - l) * logistic(t)));
            }
        }
    }
}

impl Distribution for Fitted {
    fn cdf(&self, x: f64) -> f64 {
        let outside = match self.scale {
            Scale::Above(l) | Scale::Between(l, _) if x <= l => Some(0.0),
            Scale::Below(h) | Scale::Between(_, h) if x >= h => Some(1.0),
            _ => None,
        };
        if let Some(p) = outside {
            return p;
        }
        let d = self.scale.to(x) - self.mid;
        let sd = if d < 0.0 { self.down } else { self.up };
        // A side that does not vary holds its half of the mass at the median.
        if sd == 0.0 && d != 0.0 {
            return if d < 0.0 { 0.0 } else { 1.0 };
        }
        if d == 0.0 && self.up == 0.0 {
            return 1.0;
        }
        standard_cdf(if d == 0.0 { 0.0 } else { d / sd })
    }

    fn quantile(&self, u: f64) -> f64 {
        self.place(standard_quantile(u), |t| self.scale.from(t))
    }

    fn quantiles(&self, u: &mut [f64]) {
        standard_quantiles(u);
        wide(Places { of: self, z: u });
    }
}
