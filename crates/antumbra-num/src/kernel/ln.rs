//! The natural logarithm and its relatives.
//!
//! `x = 2^k m` with m in [sqrt 1/2, sqrt 2), then ln m = 2 atanh s, s = (m - 1)/(m + 1), by a
//! polynomial in s^2 (Tang 1990, "Table-driven implementation of the logarithm function", sec. 2,
//! for the error analysis of that form).

use super::exp::{LN2_HI, LN2_LO, exp_parts};

/// (2 atanh(s) - 2 s)/s^3 in s^2; made by `tests/reference/coefficients.py`.
const R: [f64; 7] = [
    0.666666666666667,
    0.39999999999899444,
    0.2857142862600327,
    0.22222211130259878,
    0.18182889455674947,
    0.15331710618210773,
    0.14616585424888623,
];

const SQRT_HALF_BITS: u64 = 0x3fe6_a09e_667f_3bcd;
const ONE_BITS: u64 = 0x3ff0_0000_0000_0000;
const MANTISSA: u64 = 0x000f_ffff_ffff_ffff;
const TWO_52_BITS: u64 = 0x4330_0000_0000_0000;
const TWO_52: f64 = 4_503_599_627_370_496.0;
const TWO_54: f64 = 18_014_398_509_481_984.0;

/// Splits a positive finite number: (m - 1, k) with x = 2^k m, m in [sqrt 1/2, sqrt 2). The first
/// part is exact.
#[inline(always)]
pub(super) fn split(x: f64) -> (f64, f64) {
    let small = x < f64::MIN_POSITIVE;
    let y = if small { x * TWO_54 } else { x };
    let bias = if small { TWO_52 + 1023.0 + 54.0 } else { TWO_52 + 1023.0 };
    let shifted = y.to_bits().wrapping_add(ONE_BITS - SQRT_HALF_BITS);
    let k = f64::from_bits((shifted >> 52) | TWO_52_BITS) - bias;
    let m = f64::from_bits((shifted & MANTISSA).wrapping_add(SQRT_HALF_BITS));
    (m - 1.0, k)
}

/// ln x, within 1 ulp. 0 gives minus infinity, a negative number or NaN gives NaN.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    let (f, k) = split(x);
    let s = f / (2.0 + f);
    let z = s * s;
    let z2 = z * z;
    let r =
        z * ((R[0] + R[1] * z) + z2 * ((R[2] + R[3] * z) + z2 * ((R[4] + R[5] * z) + z2 * R[6])));
    let half = 0.5 * f * f;
    // ln(1 + f) = f - (f^2/2 - s (f^2/2 + r)): the largest term is exact.
    let y = k * LN2_HI - ((half - (s * (half + r) + k * LN2_LO)) - f);
    let y = if x == f64::INFINITY { x } else { y };
    let y = if x == 0.0 { f64::NEG_INFINITY } else { y };
    if x >= 0.0 { y } else { f64::NAN }
}

/// ln(1 + x) without cancellation near 0, within 2 ulp. -1 gives minus infinity, below it NaN.
#[inline(always)]
pub fn ln_1p(x: f64) -> f64 {
    let u = 1.0 + x;
    let back = u - 1.0;
    let lost = (1.0 - (u - back)) + (x - back);
    let y = ln(u) + lost / u;
    let y = if x == f64::INFINITY { x } else { y };
    let y = if x == -1.0 { f64::NEG_INFINITY } else { y };
    let y = if x == 0.0 { x } else { y };
    if x >= -1.0 { y } else { f64::NAN }
}

/// ln(1 + e^x), the integral of the logistic function ("softplus"), within 3 ulp. No overflow.
#[inline(always)]
pub fn ln_1p_exp(x: f64) -> f64 {
    let e = exp_parts(-x.abs(), 0.0);
    let positive = if x > 0.0 { x } else { 0.0 };
    let y = positive + ln_1p(e);
    if x.is_nan() { f64::NAN } else { y }
}

/// ln(p / (1 - p)), the inverse of the logistic function, for p in [0, 1]; otherwise NaN. Within
/// 4 ulp away from 1/2, and absolutely within 2^-53 near it.
pub fn logit(p: f64) -> f64 {
    if (0.25..=0.75).contains(&p) {
        // ln((1 + d)/(1 - d)) with d = 2 p - 1, exact here.
        let d = 2.0 * p - 1.0;
        ln_1p(2.0 * d / (1.0 - d))
    } else if p < 0.5 {
        ln(p) - ln_1p(-p)
    } else {
        ln(p) - ln(1.0 - p)
    }
}
