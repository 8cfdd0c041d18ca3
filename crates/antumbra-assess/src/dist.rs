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
    /// Through three percentiles.
    Range(Box<Fitted>),
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
        Ok(Dist::Range(Box::new(Fitted::new(range, min, max)?)))
    }

    /// The quantile at `u` in (0, 1).
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Dist::Point(x) => *x,
            Dist::Beta { dist, .. } => dist.quantile(u),
            Dist::Normal(d) => d.quantile(u),
            Dist::Truncated(d) => d.quantile(u),
            Dist::Uniform(d) => d.quantile(u),
            Dist::Range(d) => d.quantile(u),
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
