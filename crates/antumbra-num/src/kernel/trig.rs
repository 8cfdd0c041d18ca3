//! Sine, cosine and their inverses.
//!
//! Reduction by multiples of pi/2: three-part subtraction below 2^20, above it exact integer
//! multiplication by the bits of 2/pi (Payne & Hanek 1983, "Radian reduction for trigonometric
//! functions").

use super::pow::{two_product, two_sum};

/// (sin r / r - 1)/r^2 in r^2; made, like the tables below, by `tests/reference/coefficients.py`.
const SIN: [f64; 6] = [
    -0.16666666666666666,
    0.008333333333330925,
    -0.00019841269836722418,
    2.755731608381636e-06,
    -2.5051127944014188e-08,
    1.5917848524808262e-10,
];
/// (cos r - 1 + r^2/2)/r^4 in r^2.
const COS: [f64; 6] = [
    0.041666666666666664,
    -0.0013888888888887382,
    2.480158729874307e-05,
    -2.7557317260008837e-07,
    2.0876143827993133e-09,
    -1.1382456778061306e-11,
];
/// (atan t / t - 1)/t^2 in t^2, |t| <= sqrt 2 - 1.
const ATAN: [f64; 12] = [
    -0.3333333333333333,
    0.19999999999999804,
    -0.14285714285659779,
    0.11111111105150588,
    -0.09090908753259112,
    0.07692296368042296,
    -0.0666642476020052,
    0.05878927554473807,
    -0.05230443640686948,
    0.045515447340221615,
    -0.03456931506332609,
    0.016284375050043393,
];

/// pi/2 in four parts; the products of the first three with a whole number below 2^20 are exact.
const HALF_PI: [f64; 4] =
    [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32];
const HALF_PI_LO: f64 = 6.123233995736766e-17;
const QUARTER_PI_LO: f64 = 3.061616997868383e-17;
const PI_LO: f64 = 1.2246467991473532e-16;
const ROUND: f64 = 6_755_399_441_055_744.0;

/// The first 1,280 bits of 2/pi after the point.
const TWO_OVER_PI: [u64; 20] = [
    0xa2f9836e4e441529,
    0xfc2757d1f534ddc0,
    0xdb6295993c439041,
    0xfe5163abdebbc561,
    0xb7246e3a424dd2e0,
    0x06492eea09d1921c,
    0xfe1deb1cb129a73e,
    0xe88235f52ebb4484,
    0xe99c7026b45f7e41,
    0x3991d639835339f4,
    0x9c845f8bbdf9283b,
    0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f,
    0x6d367ecf27cb09b7,
    0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea,
    0x6bfb5fb11f8d5d08,
    0x56033046fc7b6bab,
    0xf0cfbc209af4361d,
];

/// 64 bits of 2/pi from bit `at` on; bits before the point are 0.
fn bits_of_two_over_pi(at: i64) -> u64 {
    let word =
        |i: i64| usize::try_from(i).ok().and_then(|i| TWO_OVER_PI.get(i)).copied().unwrap_or(0);
    let (w, s) = (at.div_euclid(64), at.rem_euclid(64) as u32);
    if s == 0 { word(w) } else { (word(w) << s) | (word(w + 1) >> (64 - s)) }
}

/// x = n pi/2 + r + r_lo with n modulo 4, for finite x of 2^20 and more in size.
fn reduce_large(x: f64) -> (u32, f64, f64) {
    let bits = x.abs().to_bits();
    let exponent = (bits >> 52) as i64 - 1075;
    let m = u128::from((bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000);
    // Higher bits of 2/pi only add whole multiples of 4.
    let start = exponent - 2;
    let w = [
        bits_of_two_over_pi(start),
        bits_of_two_over_pi(start + 64),
        bits_of_two_over_pi(start + 128),
    ];
    let low = m * u128::from(w[2]);
    let mid = m * u128::from(w[1]) + (low >> 64);
    let high = (m * u128::from(w[0]) + (mid >> 64)) as u64;
    // Two bits of quadrant, then the fraction; read as signed it is the nearer one.
    let n = (high >> 62) as u32;
    let fraction =
        (u128::from(high) << 66) | ((mid as u64 as u128) << 2) | u128::from((low as u64) >> 62);
    let fraction = fraction as i128;
    let n = if fraction < 0 { n + 1 } else { n };
    let hi = fraction as f64;
    let lo = (fraction - hi as i128) as f64;
    const SCALE: f64 = 1.0 / (u64::MAX as f64 * u64::MAX as f64); // 2^-128, exact
    let (p, e) = two_product(hi * SCALE, std::f64::consts::FRAC_PI_2);
    let rest = e + (lo * SCALE * std::f64::consts::FRAC_PI_2 + hi * SCALE * HALF_PI_LO);
    let (r, r_lo) = two_sum(p, rest);
    if x < 0.0 { (n.wrapping_neg() & 3, -r, -r_lo) } else { (n & 3, r, r_lo) }
}

/// x = n pi/2 + r + r_lo with n modulo 4.
fn reduce(x: f64) -> (u32, f64, f64) {
    if x.abs() >= 1_048_576.0 {
        return reduce_large(x);
    }
    let t = x * std::f64::consts::FRAC_2_PI + ROUND;
    let k = t - ROUND;
    let (a, ae) = two_sum(x - k * HALF_PI[0], -k * HALF_PI[1]);
    let (b, be) = two_sum(a, -k * HALF_PI[2]);
    let (r, r_lo) = two_sum(b, (ae + be) - k * HALF_PI[3]);
    (t.to_bits() as u32 & 3, r, r_lo)
}

fn polynomial(c: &[f64], z: f64) -> f64 {
    c.iter().rev().fold(0.0, |acc, &c| acc * z + c)
}

/// (sin x, cos x), x in radians, each within 1 ulp for every finite x; NaN for NaN and infinity.
pub fn sin_cos(x: f64) -> (f64, f64) {
    if !x.is_finite() {
        return (f64::NAN, f64::NAN);
    }
    if x.abs() < 1e-8 {
        return (x, 1.0);
    }
    let (n, r, lo) = reduce(x);
    let z = r * r;
    let half = 0.5 * z;
    let s = r + (r * z * polynomial(&SIN, z) + lo * (1.0 - half));
    let w = 1.0 - half;
    let c = w + (((1.0 - w) - half) + (z * z * polynomial(&COS, z) - r * lo));
    match n {
        0 => (s, c),
        1 => (c, -s),
        2 => (-s, -c),
        _ => (-c, s),
    }
}

/// atan of (t + t_lo) >= 0 plus nothing else, as a sum of two parts.
fn atan_parts(t: f64, t_lo: f64) -> (f64, f64) {
    const TAN_EIGHTH: f64 = 0.4142135623730951;
    const TAN_THREE_EIGHTHS: f64 = 2.414213562373095;
    let (base, base_lo, u, u_lo) = if t <= TAN_EIGHTH {
        (0.0, 0.0, t, t_lo)
    } else if t <= TAN_THREE_EIGHTHS {
        // (t - 1)/(t + 1), with what the division and the sums lost.
        let (n, ne) = two_sum(t, -1.0);
        let (d, de) = two_sum(t, 1.0);
        let q = n / d;
        let (p, e) = two_product(q, d);
        let q_lo = (((n - p) - e) + ((ne + t_lo) - q * (de + t_lo))) / d;
        (std::f64::consts::FRAC_PI_4, QUARTER_PI_LO, q, q_lo)
    } else {
        let q = -1.0 / t;
        let (p, e) = two_product(q, t);
        let q_lo = ((-1.0 - p) - e - q * t_lo) / t;
        (std::f64::consts::FRAC_PI_2, HALF_PI_LO, q, q_lo)
    };
    let z = u * u;
    let tail = u * z * polynomial(&ATAN, z) + u_lo * (1.0 - z);
    let (s, e) = two_sum(base, u);
    (s, e + (base_lo + tail))
}

/// The angle of the point (x, y), in (-pi, pi], within 2 ulp. Signed zeros and infinities as in
/// IEEE 754.
pub fn atan2(y: f64, x: f64) -> f64 {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let (ax, ay) = (x.abs(), y.abs());
    let back = x.is_sign_negative();
    if ay == 0.0 {
        return (if back { PI } else { 0.0 }).copysign(y);
    }
    if ax == 0.0 {
        return FRAC_PI_2.copysign(y);
    }
    if ax == f64::INFINITY || ay == f64::INFINITY {
        let a = match (ax == f64::INFINITY, ay == f64::INFINITY) {
            (true, true) => FRAC_PI_4,
            (true, false) => 0.0,
            _ => FRAC_PI_2,
        };
        return (if back { PI - a } else { a }).copysign(y);
    }
    // Bring both near 1 so that neither the ratio's parts nor its residue over- or underflow.
    let scale = f64::from_bits((0x7fe - (ax.max(ay).to_bits() >> 52).clamp(1, 0x7fd)) << 52);
    let (sx, sy) = (ax * scale, ay * scale);
    let q = sy / sx;
    let (a, a_lo) = if q > 1e300 || sx < 1e-200 {
        (FRAC_PI_2, 0.0)
    } else if sy < 1e-200 {
        (ay / ax, 0.0)
    } else {
        let (p, e) = two_product(q, sx);
        atan_parts(q, ((sy - p) - e) / sx)
    };
    let angle = if back { (PI - a) + (PI_LO - a_lo) } else { a + a_lo };
    angle.copysign(y)
}

/// The angle in [-pi/2, pi/2] whose tangent is x, within 2 ulp.
pub fn atan(x: f64) -> f64 {
    atan2(x, 1.0)
}

/// The angle in [-pi/2, pi/2] whose sine is x, within 3 ulp; NaN outside [-1, 1].
pub fn asin(x: f64) -> f64 {
    if x.abs() <= 1.0 { atan2(x, ((1.0 - x) * (1.0 + x)).sqrt()) } else { f64::NAN }
}

/// The angle in [0, pi] whose cosine is x, within 3 ulp; NaN outside [-1, 1].
pub fn acos(x: f64) -> f64 {
    if x.abs() <= 1.0 { 2.0 * atan2((1.0 - x).sqrt(), (1.0 + x).sqrt()) } else { f64::NAN }
}
