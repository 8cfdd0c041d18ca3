//! The exponential function and its relatives.
//!
//! Argument reduction `x = k ln 2 + r`, |r| <= ln 2 / 2, with ln 2 in two parts (Cody & Waite 1980,
//! *Software Manual for the Elementary Functions*, ch. 6), then a polynomial in r. Every step is
//! branch-free so that the same body runs in scalar and in vector registers with the same bits.

/// (e^r - 1 - r - r^2/2)/r^3 on |r| <= ln 2 / 2; made by `tests/reference/coefficients.py`.
const Q: [f64; 10] = [
    0.16666666666666669,
    0.041666666666666664,
    0.008333333333330062,
    0.0013888888888886552,
    0.00019841269863053618,
    2.4801587317144498e-05,
    2.7557268459997064e-06,
    2.755728296954995e-07,
    2.510038549551032e-08,
    2.0911236630261545e-09,
];

/// ln 2 to 32 bits: its product with a whole number below 2^21 is exact.
pub(super) const LN2_HI: f64 = 0.6931471806019545;
/// ln 2 less [`LN2_HI`].
pub(super) const LN2_LO: f64 = -4.2009150726810846e-11;
const LOG2_E: f64 = std::f64::consts::LOG2_E;
/// Adding it rounds to a whole number, which then stands in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0; // 1.5 * 2^52
/// As [`ROUND`], with the exponent bias in the low bits.
const ROUND_BIASED: f64 = ROUND + 1023.0;

/// e^r - 1 - r, to 2^-61.
#[inline(always)]
fn beyond_linear(r: f64) -> f64 {
    let r2 = r * r;
    let r4 = r2 * r2;
    let a = (Q[0] + Q[1] * r) + (Q[2] + Q[3] * r) * r2;
    let b = (Q[4] + Q[5] * r) + (Q[6] + Q[7] * r) * r2;
    let c = Q[8] + Q[9] * r;
    0.5 * r2 + (r2 * r) * (a + (b + c * r4) * r4)
}

/// e^(x + low) for a tiny `low`; the body of every exponential here.
#[inline(always)]
pub(super) fn exp_parts(x: f64, low: f64) -> f64 {
    // Beyond these bounds the result is 0 or infinite anyway. NaN fails both tests and passes.
    let c = if x > 710.0 { 710.0 } else { x };
    let c = if c < -746.0 { -746.0 } else { c };
    let k = (c * LOG2_E + ROUND) - ROUND;
    let hi = c - k * LN2_HI;
    let lo = k * LN2_LO - low;
    let r = hi - lo;
    let rest = (hi - r) - lo;
    let p = 1.0 + (r + (beyond_linear(r) + rest));
    // Two factors, so that neither overflows and a subnormal result is rounded once.
    let k1 = (k * 0.5 + ROUND) - ROUND;
    let k2 = k - k1;
    let s1 = f64::from_bits((k1 + ROUND_BIASED).to_bits() << 52);
    let s2 = f64::from_bits((k2 + ROUND_BIASED).to_bits() << 52);
    let y = (p * s1) * s2;
    if x.is_nan() { f64::NAN } else { y }
}

/// e^x, within 1 ulp. Overflow gives infinity, underflow passes through subnormals to 0, NaN
/// gives NaN.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    exp_parts(x, 0.0)
}

/// e^x - 1 without cancellation near 0, within 2 ulp.
pub fn exp_m1(x: f64) -> f64 {
    if x.is_nan() {
        return f64::NAN;
    }
    if x > 40.0 {
        return exp(x);
    }
    if x < -40.0 {
        return -1.0;
    }
    if x.abs() < 1e-17 {
        return x;
    }
    let k = (x * LOG2_E + ROUND) - ROUND;
    let hi = x - k * LN2_HI;
    let lo = k * LN2_LO;
    let r = hi - lo;
    let rest = (hi - r) - lo;
    let scale = f64::from_bits((k + ROUND_BIASED).to_bits() << 52);
    // scale e^r - 1 = (scale - 1) + scale r + scale (e^r - 1 - r), the first sum kept exactly.
    let (a, b) = (scale - 1.0, scale * r);
    let sum = a + b;
    let back = sum - a;
    let err = (a - (sum - back)) + (b - back);
    sum + (err + scale * (beyond_linear(r) + rest))
}

/// The logistic function 1 / (1 + e^-x), within 2 ulp, also far in the lower tail.
#[inline(always)]
pub fn logistic(x: f64) -> f64 {
    let a = x.abs();
    let e = exp_parts(-a, 0.0);
    let d = 1.0 + e;
    // What the sum lost; |x| >= 0, so e <= 1 and the difference is exact.
    let lost = e - (d - 1.0);
    let inverse = 1.0 / d;
    let top = if x < 0.0 { e } else { 1.0 };
    let q = top / d;
    let y = q - q * (lost * inverse);
    if x.is_nan() { f64::NAN } else { y }
}
