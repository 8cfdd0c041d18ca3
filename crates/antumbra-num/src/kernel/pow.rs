//! Powers, by a logarithm carried in two doubles.

use super::exp::{LN2_HI, LN2_LO, exp_parts};
use super::ln::split;

/// (2 atanh(s) - 2 s - 2/3 s^3)/s^5 in s^2; made by `tests/reference/coefficients.py`.
const R2: [f64; 8] = [
    0.4,
    0.28571428571429364,
    0.22222222221655885,
    0.18181818335392802,
    0.1538459496251843,
    0.1333480469384731,
    0.11706236339491206,
    0.11723178623876518,
];
const TWO_THIRDS_HI: f64 = 0.6666666666666666;
const TWO_THIRDS_LO: f64 = 3.700743415417188e-17;

/// a + b as a rounded sum and its error (Knuth 1969, vol. 2, 4.2.2).
#[inline(always)]
pub(crate) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let s = a + b;
    let back = s - a;
    (s, (a - (s - back)) + (b - back))
}

/// a b as a rounded product and its error, without a fused operation (Dekker 1971).
#[inline(always)]
pub(crate) fn two_product(a: f64, b: f64) -> (f64, f64) {
    const SPLIT: f64 = 134_217_729.0; // 2^27 + 1
    let p = a * b;
    let (ta, tb) = (SPLIT * a, SPLIT * b);
    let (ah, bh) = (ta - (ta - a), tb - (tb - b));
    let (al, bl) = (a - ah, b - bh);
    (p, ((ah * bh - p) + ah * bl + al * bh) + al * bl)
}

/// ln x for positive finite x as an unevaluated sum, relative error under 2^-63.
fn ln_parts(x: f64) -> (f64, f64) {
    let (f, k) = split(x);
    let d = 2.0 + f;
    let d_lo = f - (d - 2.0);
    let s = f / d;
    let (p, e) = two_product(s, d);
    let s_lo = (((f - p) - e) - s * d_lo) / d;
    let (z, ze) = two_product(s, s);
    let z_lo = ze + 2.0 * s * s_lo;
    let tail = z * z * R2.iter().rev().fold(0.0, |acc, &c| acc * z + c);
    let (u, ue) = two_product(TWO_THIRDS_HI, z);
    let (v, ve) = two_sum(u, tail);
    let v_lo = ve + (ue + (TWO_THIRDS_HI * z_lo + TWO_THIRDS_LO * z));
    let (w, we) = two_product(s, v);
    let w_lo = we + (s * v_lo + s_lo * v);
    let (m, me) = two_sum(2.0 * s, w);
    let m_lo = me + (2.0 * s_lo + w_lo);
    let (h, he) = two_sum(k * LN2_HI, m);
    let (h2, h2e) = two_sum(h, k * LN2_LO);
    let low = h2e + (he + m_lo);
    two_sum(h2, low)
}

/// x^a, within 1 ulp for positive x.
///
/// Special cases follow IEEE 754's `pow`: x^0 = 1 and 1^a = 1 for every partner, NaN included; a
/// negative base needs a whole exponent, else the result is NaN; 0 to a negative power is
/// infinite.
pub fn pow(x: f64, a: f64) -> f64 {
    if a == 0.0 || x == 1.0 {
        return 1.0;
    }
    if x.is_nan() || a.is_nan() {
        return f64::NAN;
    }
    let whole = a == a.trunc();
    let odd = whole && a.abs() < 9_007_199_254_740_992.0 && (a.abs() % 2.0) == 1.0;
    let sign = if x.is_sign_negative() && odd { -1.0 } else { 1.0 };
    let base = x.abs();
    if base == 0.0 || base == f64::INFINITY {
        let up = (a > 0.0) == (base > 0.0);
        return sign * if up { f64::INFINITY } else { 0.0 };
    }
    if x < 0.0 && !whole {
        return f64::NAN;
    }
    if base == 1.0 {
        return sign;
    }
    // |ln base| is at least 2^-53, so a larger exponent only overflows further.
    let a = a.clamp(-3.6e19, 3.6e19);
    let (l, l_lo) = ln_parts(base);
    let (y, ye) = two_product(a, l);
    let low = ye + a * l_lo;
    sign * if y.abs() > 800.0 { exp_parts(y, 0.0) } else { exp_parts(y, low) }
}
