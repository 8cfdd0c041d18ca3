//! Distributions whose quantiles are closed forms: uniform, triangular, lognormal.

use super::normal::{standard_cdf, standard_quantile};
use super::{Distribution, standard_quantiles};
use crate::Error;
use crate::kernel::{Wide, exp, ln, wide};

/// The uniform distribution on `lo..=hi`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    lo: f64,
    hi: f64,
}

impl Uniform {
    /// Between two finite bounds in order.
    pub fn new(lo: f64, hi: f64) -> Result<Self, Error> {
        if lo.is_finite() && hi.is_finite() && lo < hi {
            Ok(Uniform { lo, hi })
        } else {
            Err(Error::domain(format!(
                "a uniform distribution needs finite bounds in order, not {lo} and {hi}"
            )))
        }
    }
}

impl Distribution for Uniform {
    fn cdf(&self, x: f64) -> f64 {
        (x.clamp(self.lo, self.hi) - self.lo) / (self.hi - self.lo)
    }

    fn quantile(&self, u: f64) -> f64 {
        if (0.0..=1.0).contains(&u) { self.lo + u * (self.hi - self.lo) } else { f64::NAN }
    }
}

/// The triangular distribution on `lo..=hi`. Its bounds are ends of the support, not percentiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangular {
    lo: f64,
    mode: f64,
    hi: f64,
}

impl Triangular {
    /// With finite bounds `lo < hi` and the mode between them (ends included).
    pub fn new(lo: f64, mode: f64, hi: f64) -> Result<Self, Error> {
        if lo.is_finite() && hi.is_finite() && lo < hi && lo <= mode && mode <= hi {
            Ok(Triangular { lo, mode, hi })
        } else {
            Err(Error::domain(format!(
                "a triangular distribution needs finite bounds in order and a mode between them, not {lo}, {mode}, {hi}"
            )))
        }
    }
}

impl Distribution for Triangular {
    fn cdf(&self, x: f64) -> f64 {
        let x = x.clamp(self.lo, self.hi);
        let (left, right) = (self.mode - self.lo, self.hi - self.mode);
        let width = self.hi - self.lo;
        if x <= self.mode && left > 0.0 {
            let d = x - self.lo;
            d / width * (d / left)
        } else {
            // From the mode on, so that nothing cancels.
            let d = x - self.mode;
            left / width + d / width * ((2.0 * right - d) / right)
        }
    }

    fn quantile(&self, u: f64) -> f64 {
        if !(0.0..=1.0).contains(&u) {
            return f64::NAN;
        }
        let (left, right) = (self.mode - self.lo, self.hi - self.mode);
        let width = self.hi - self.lo;
        if u * width <= left {
            self.lo + (u * width * left).sqrt()
        } else {
            // The root of d (2 right - d) = c, in the form without cancellation.
            let c = (u * width - left) * right;
            self.mode + c / (right + (right * right - c).max(0.0).sqrt())
        }
    }
}

/// The lognormal distribution: its logarithm is normal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lognormal {
    mu: f64,
    sigma: f64,
}

impl Lognormal {
    /// With the mean `mu` and the standard deviation `sigma` (above 0) of the logarithm.
    pub fn new(mu: f64, sigma: f64) -> Result<Self, Error> {
        if mu.is_finite() && sigma.is_finite() && sigma > 0.0 {
            Ok(Lognormal { mu, sigma })
        } else {
            Err(Error::domain(format!(
                "a lognormal distribution needs a finite mean and a standard deviation above 0 of the logarithm, not {mu} and {sigma}"
            )))
        }
    }
}

/// The values at scores, in their place.
struct Exponentials<'a> {
    of: &'a Lognormal,
    z: &'a mut [f64],
}

impl Wide for Exponentials<'_> {
    #[inline(always)]
    fn run(self) {
        let Lognormal { mu, sigma } = *self.of;
        for z in self.z {
            *z = exp(mu + sigma * *z);
        }
    }
}

impl Distribution for Lognormal {
    fn cdf(&self, x: f64) -> f64 {
        if x.is_nan() {
            f64::NAN
        } else if x <= 0.0 {
            0.0
        } else {
            standard_cdf((ln(x) - self.mu) / self.sigma)
        }
    }

    fn quantile(&self, u: f64) -> f64 {
        exp(self.mu + self.sigma * standard_quantile(u))
    }

    fn quantiles(&self, u: &mut [f64]) {
        standard_quantiles(u);
        wide(Exponentials { of: self, z: u });
    }
}
