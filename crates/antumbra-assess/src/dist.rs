//! The distributions that an assessment may name, ready to be drawn.

use antumbra_core::Range;
use antumbra_num::dist::{Beta, Distribution, Fitted, Normal, TruncatedNormal, Uniform};

/// One quantity's distribution.
#[derive(Clone, Debug)]
pub enum Dist {
    /// One value.
    Point(f64),
    /// Beta; its mean is known in closed form.
    Beta {
        /// The distribution.
        dist: Beta,
        /// `a / (a + b)`.
        mean: f64,
    },
    /// Normal without bounds.
    Normal(Normal),
    /// Normal between bounds.
    Truncated(TruncatedNormal),
    /// Uniform.
    Uniform(Uniform),
    /// Through three percentiles, clamped to bounds that a percentile touches.
    Range {
        /// The distribution.
        dist: Box<Fitted>,
        /// Lower bound, or minus infinity.
        min: f64,
        /// Upper bound, or infinity.
        max: f64,
    },
}

impl Dist {
    /// Beta with shapes `a`, `b` above 0.
    ///
    /// # Errors
    /// What is wrong with the shapes.
    pub fn beta(a: f64, b: f64) -> Result<Self, antumbra_num::Error> {
        Ok(Dist::Beta { dist: Beta::new(a, b)?, mean: a / (a + b) })
    }

    /// Normal, cut at the bounds that are given.
    ///
    /// # Errors
    /// What is wrong with the parameters.
    pub fn normal(
        mean: f64,
        sd: f64,
        min: Option<f64>,
        max: Option<f64>,
    ) -> Result<Self, antumbra_num::Error> {
        if sd == 0.0 {
            return Ok(Dist::Point(mean));
        }
        if min.is_none() && max.is_none() {
            return Ok(Dist::Normal(Normal::new(mean, sd)?));
        }
        let (lo, hi) = (min.unwrap_or(f64::NEG_INFINITY), max.unwrap_or(f64::INFINITY));
        Ok(Dist::Truncated(TruncatedNormal::new(mean, sd, lo, hi)?))
    }

    /// Uniform between `min` and `max`.
    ///
    /// # Errors
    /// When `min` is not below `max`.
    pub fn uniform(min: f64, max: f64) -> Result<Self, antumbra_num::Error> {
        Ok(Dist::Uniform(Uniform::new(min, max)?))
    }

    /// Through the 5th, 50th and 95th percentiles, within bounds.
    ///
    /// A percentile may lie on a bound (a share whose high end is 1): that side is then drawn
    /// without the bound and clamped to it, which puts about 5% of the draws on the bound itself.
    ///
    /// # Errors
    /// When the three are out of order or outside the bounds.
    pub fn range(
        range: Range,
        min: Option<f64>,
        max: Option<f64>,
    ) -> Result<Self, antumbra_num::Error> {
        if range.lo == range.hi {
            return Ok(Dist::Point(range.mid));
        }
        let inside_low = min.filter(|m| range.lo != *m);
        let inside_high = max.filter(|m| range.hi != *m);
        Ok(Dist::Range {
            dist: Box::new(Fitted::new(range, inside_low, inside_high)?),
            min: min.unwrap_or(f64::NEG_INFINITY),
            max: max.unwrap_or(f64::INFINITY),
        })
    }

    /// The quantile at `u` in (0, 1).
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Dist::Point(x) => *x,
            Dist::Beta { dist, .. } => dist.quantile(u),
            Dist::Normal(d) => d.quantile(u),
            Dist::Truncated(d) => d.quantile(u),
            Dist::Uniform(d) => d.quantile(u),
            Dist::Range { dist, min, max } => dist.quantile(u).clamp(*min, *max),
        }
    }

    /// The quantile of every element, in its place.
    pub fn quantiles(&self, u: &mut [f64]) {
        match self {
            Dist::Point(x) => u.fill(*x),
            Dist::Beta { dist, .. } => dist.quantiles(u),
            Dist::Normal(d) => d.quantiles(u),
            Dist::Truncated(d) => d.quantiles(u),
            Dist::Uniform(d) => d.quantiles(u),
            Dist::Range { dist, min, max } => {
                dist.quantiles(u);
                u.iter_mut().for_each(|x| *x = x.clamp(*min, *max));
            }
        }
    }

    /// P(X <= x).
    pub fn cdf(&self, x: f64) -> f64 {
        match self {
            Dist::Point(at) => f64::from(u8::from(x >= *at)),
            Dist::Beta { dist, .. } => dist.cdf(x),
            Dist::Normal(d) => d.cdf(x),
            Dist::Truncated(d) => d.cdf(x),
            Dist::Uniform(d) => d.cdf(x),
            Dist::Range { min, .. } if x < *min => 0.0,
            Dist::Range { max, .. } if x >= *max => 1.0,
            Dist::Range { dist, .. } => dist.cdf(x),
        }
    }

    /// The mean: in closed form where there is one, else over 4,096 equal slices of probability.
    pub fn mean(&self) -> f64 {
        match self {
            Dist::Point(x) => *x,
            Dist::Beta { mean, .. } => *mean,
            _ => {
                let n = 4096;
                let sum: f64 =
                    (0..n).map(|i| self.quantile((f64::from(i) + 0.5) / f64::from(n))).sum();
                sum / f64::from(n)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_hit_and_bounds_hold() {
        let r = Range { lo: 0.3, mid: 0.6, hi: 1.0 };
        let d = Dist::range(r, Some(0.0), Some(1.0)).unwrap();
        for (u, want) in [(0.05, r.lo), (0.5, r.mid), (0.95, r.hi)] {
            assert!((d.quantile(u) - want).abs() < 1e-9);
        }
        assert!(
            (0..1000).all(|i| (0.0..=1.0).contains(&d.quantile((f64::from(i) + 0.5) / 1000.0)))
        );
        assert!(Dist::range(Range { lo: 0.3, mid: 0.6, hi: 1.2 }, Some(0.0), Some(1.0)).is_err());
    }

    #[test]
    fn means_agree_with_closed_forms() {
        assert!((Dist::beta(3.5, 2.9).unwrap().mean() - 3.5 / 6.4).abs() < 1e-15);
        let n = Dist::normal(0.3, 0.1, None, None).unwrap();
        assert!((n.mean() - 0.3).abs() < 1e-4);
        assert!((Dist::uniform(1.0, 3.0).unwrap().mean() - 2.0).abs() < 1e-12);
    }
}
