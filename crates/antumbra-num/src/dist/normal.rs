//! The normal distribution.

use super::{Distribution, standard_quantiles};
use crate::Error;
use crate::kernel::{exp, ln};

/// Values that are worked on at a time, on the stack.
const BLOCK: usize = 128;
/// (1 + x) Q(x)/phi(x) in t = (x - 4)/(x + 4) for x >= 0; made, like the tables below, by
/// `tests/reference/coefficients.py`.
const MILLS: [f64; 28] = [
    1.1832619145678034,
    -0.24239967052180733,
    0.0350918802347483,
    0.07169048120135557,
    -0.08070800967906895,
    0.044959129079618895,
    -0.012539103620031604,
    -0.0007159509421789707,
    0.0017418487695429116,
    -0.00023670145897624996,
    -0.00022021554720189196,
    5.326545904979504e-05,
    3.4158689979211096e-05,
    -8.601182896459909e-06,
    -6.552990921779645e-06,
    1.008272500119835e-06,
    1.3900355670631999e-06,
    1.4111661603843479e-08,
    -2.8593186830182565e-07,
    -6.291768309485818e-08,
    4.985378225648904e-08,
    2.6125674216736104e-08,
    -6.010004623472484e-09,
    -7.011242644128257e-09,
    2.5585846908684915e-10,
    1.2373829115769587e-09,
    2.9565712811178914e-11,
    -1.102084891282605e-10,
];
/// The quantile over q = p - 1/2 in .180625 - q^2, |q| <= .425, numerator and denominator.
const CENTRAL_P: [f64; 9] = [
    3.3871328727963665,
    148.75654077063152,
    2548.2248573022625,
    21627.48116049056,
    95692.73551269759,
    213550.16248438213,
    214247.3801984238,
    74060.81462563902,
    3907.007639023816,
];
/// Its denominator.
const CENTRAL_Q: [f64; 9] = [
    1.0,
    46.92338689522055,
    871.2838940641986,
    8176.878340636071,
    41169.98166790856,
    109244.70555458817,
    140376.82723612545,
    72342.69749284587,
    9398.46451720659,
];
/// The size of the quantile in sqrt(-ln p) - 1.6, up to sqrt(-ln p) = 5.
const MID_P: [f64; 10] = [
    1.4234371107496835,
    4.932281691929763,
    6.7864333819940565,
    4.984103026319795,
    2.179823302003471,
    0.5899659091681884,
    0.09753080728600684,
    0.00918117719401806,
    0.0004213426530548214,
    6.576110568174362e-06,
];
/// Its denominator.
const MID_Q: [f64; 9] = [
    1.0,
    2.2653146937497195,
    2.1363161230766,
    1.0950629894443253,
    0.3321503718408766,
    0.05997000861718172,
    0.006041663168318135,
    0.0002905163475932716,
    4.649922641905237e-06,
];
/// The size of the quantile in sqrt(-ln p) - 5, down to the smallest double.
const FAR_P: [f64; 11] = [
    6.657904643501104,
    7.385353244505364,
    3.4461640442476953,
    0.8803557028517743,
    0.13434429295572148,
    0.012558470563064077,
    0.0007110649428300799,
    2.3354463388915232e-05,
    4.0941805063606514e-07,
    3.2832078142053364e-09,
    8.4834560663678e-12,
];
/// Its denominator.
const FAR_Q: [f64; 10] = [
    1.0,
    0.8884467836987022,
    0.3227282923251839,
    0.06190960075301635,
    0.006774847235885431,
    0.00042789449108914586,
    1.5131155174513136e-05,
    2.7806844038687034e-07,
    2.2915894494685143e-09,
    5.998706476789408e-12,
];

/// Within this of 1/2 a probability is central.
pub(super) const CENTRAL: f64 = 0.425;
/// Up to this sqrt(-ln p) a tail is in the middle range.
pub(super) const MID: f64 = 5.0;

#[inline(always)]
fn polynomial(c: &[f64], x: f64) -> f64 {
    c.iter().rev().fold(0.0, |acc, &c| acc * x + c)
}

/// e^(-x^2/2) with the square carried in two parts.
fn half_square_exp(x: f64) -> f64 {
    let head = f64::from_bits(x.to_bits() & !0x07ff_ffff);
    exp(-0.5 * head * head) * exp(-0.5 * (x - head) * (x + head))
}

/// The density of the standard normal distribution at z.
pub fn standard_density(z: f64) -> f64 {
    const INV_SQRT_2PI: f64 = 0.3989422804014327;
    if z.abs() > 40.0 { 0.0 } else { INV_SQRT_2PI * half_square_exp(z) }
}

/// P(Z <= z) for a standard normal Z; relative error under 1e-14 in the lower tail.
pub fn standard_cdf(z: f64) -> f64 {
    if z.is_nan() {
        return f64::NAN;
    }
    if z > 0.0 { 1.0 - tail(z) } else { tail(-z) }
}

/// P(Z > z) for a standard normal Z; relative error under 1e-14 in the upper tail.
pub fn standard_sf(z: f64) -> f64 {
    standard_cdf(-z)
}

/// The upper tail for z >= 0, by Mills' ratio (Shepherd & Laframboise 1981, "Chebyshev approximation
/// of (1 + 2x) exp(x^2) erfc x", for the form).
fn tail(z: f64) -> f64 {
    if z > 40.0 {
        return 0.0;
    }
    let t = (z - 4.0) / (z + 4.0);
    standard_density(z) * polynomial(&MILLS, t) / (1.0 + z)
}

/// The quantile at q = p - 1/2, |q| <= [`CENTRAL`].
#[inline(always)]
pub(super) fn central(q: f64) -> f64 {
    let r = 0.180625 - q * q;
    q * polynomial(&CENTRAL_P, r) / polynomial(&CENTRAL_Q, r)
}

/// The size of the quantile at r = sqrt(-ln p) of the smaller tail p, r <= [`MID`].
#[inline(always)]
pub(super) fn middle(r: f64) -> f64 {
    polynomial(&MID_P, r - 1.6) / polynomial(&MID_Q, r - 1.6)
}

/// The z with P(Z <= z) = p; relative error under 1e-15 or so. 0 and 1 give the infinities, anything
/// outside [0, 1] NaN.
///
/// Rational approximations on the three ranges of Wichura (1988, "Algorithm AS 241", *Applied
/// Statistics* 37) with own coefficients.
pub fn standard_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    let q = p - 0.5;
    if q.abs() <= CENTRAL {
        return central(q);
    }
    let smaller = if q < 0.0 { p } else { 1.0 - p };
    if smaller == 0.0 {
        return f64::INFINITY.copysign(q);
    }
    let r = (-ln(smaller)).sqrt();
    let size = if r <= MID {
        middle(r)
    } else {
        polynomial(&FAR_P, r - 5.0) / polynomial(&FAR_Q, r - 5.0)
    };
    size.copysign(q)
}

/// A normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal {
    mean: f64,
    sd: f64,
}

impl Normal {
    /// With this mean and standard deviation, both finite, the second above 0.
    pub fn new(mean: f64, sd: f64) -> Result<Self, Error> {
        if mean.is_finite() && sd.is_finite() && sd > 0.0 {
            Ok(Normal { mean, sd })
        } else {
            Err(Error::domain(format!(
                "a normal distribution needs a finite mean and a standard deviation above 0, not {mean} and {sd}"
            )))
        }
    }
}

impl Distribution for Normal {
    fn cdf(&self, x: f64) -> f64 {
        standard_cdf((x - self.mean) / self.sd)
    }

    fn quantile(&self, u: f64) -> f64 {
        self.mean + self.sd * standard_quantile(u)
    }

    fn quantiles(&self, u: &mut [f64]) {
        standard_quantiles(u);
        u.iter_mut().for_each(|z| *z = self.mean + self.sd * *z);
    }
}

/// A normal distribution cut to an interval and scaled up again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TruncatedNormal {
    mean: f64,
    sd: f64,
    lower: f64,
    upper: f64,
    /// Whether the work is done on the mirrored interval, whose bounds lie in the lower tail.
    mirrored: bool,
    /// P(Z <= the smaller bound) and the mass between the bounds, on the side worked on.
    below: f64,
    mass: f64,
}

impl TruncatedNormal {
    /// The normal distribution with this mean and standard deviation *before* the cut, kept to
    /// `lower..=upper`; a bound may be infinite. An error when the interval is empty or holds no mass
    /// that a double can express.
    pub fn new(mean: f64, sd: f64, lower: f64, upper: f64) -> Result<Self, Error> {
        Normal::new(mean, sd)?;
        if lower.is_nan() || upper.is_nan() || lower >= upper {
            return Err(Error::domain(format!(
                "a truncated normal distribution needs a lower bound below the upper one, not {lower} and {upper}"
            )));
        }
        let (a, b) = ((lower - mean) / sd, (upper - mean) / sd);
        // Both probabilities are precise in the lower tail: mirror an interval that lies above.
        let mirrored = a > 0.0;
        let (a, b) = if mirrored { (-b, -a) } else { (a, b) };
        let below = standard_cdf(a);
        // Across the middle the mass is what both tails leave.
        let mass = if b > 0.0 { 1.0 - below - standard_sf(b) } else { standard_cdf(b) - below };
        if mass <= 0.0 {
            return Err(Error::domain(format!(
                "the interval {lower}..{upper} lies so far from the mean {mean} (sd {sd}) that it holds no mass"
            )));
        }
        Ok(TruncatedNormal { mean, sd, lower, upper, mirrored, below, mass })
    }
}

impl TruncatedNormal {
    /// The probability of the whole distribution at which u lies, as that of the smaller tail, and
    /// the sign of the score's place.
    #[inline(always)]
    fn smaller_tail(&self, u: f64) -> (f64, f64) {
        let v = if self.mirrored { 1.0 - u } else { u };
        let p = self.below + v * self.mass;
        // What is left above, without the cancellation of 1 - p.
        let above = (1.0 - self.below - self.mass) + (1.0 - v) * self.mass;
        let lower = p <= 0.5;
        let sign = if lower == self.mirrored { -1.0 } else { 1.0 };
        (if lower { p } else { above.clamp(0.0, 1.0) }, sign)
    }

    /// The value at a score.
    #[inline(always)]
    fn place(&self, z: f64) -> f64 {
        (self.mean + self.sd * z).clamp(self.lower, self.upper)
    }
}

impl Distribution for TruncatedNormal {
    fn cdf(&self, x: f64) -> f64 {
        if x.is_nan() {
            return f64::NAN;
        }
        let x = x.clamp(self.lower, self.upper);
        let z = (x - self.mean) / self.sd;
        let part = (standard_cdf(if self.mirrored { -z } else { z }) - self.below) / self.mass;
        (if self.mirrored { 1.0 - part } else { part }).clamp(0.0, 1.0)
    }

    fn quantile(&self, u: f64) -> f64 {
        if !(0.0..=1.0).contains(&u) {
            return f64::NAN;
        }
        let (p, sign) = self.smaller_tail(u);
        self.place(sign * standard_quantile(p))
    }

    fn quantiles(&self, u: &mut [f64]) {
        let mut signs = [0.0; BLOCK];
        for u in u.chunks_mut(BLOCK) {
            for (u, sign) in u.iter_mut().zip(&mut signs) {
                let outside = !(0.0..=1.0).contains(u);
                (*u, *sign) = self.smaller_tail(*u);
                *u = if outside { f64::NAN } else { *u };
            }
            standard_quantiles(u);
            u.iter_mut().zip(&signs).for_each(|(u, sign)| *u = self.place(sign * *u));
        }
    }
}
