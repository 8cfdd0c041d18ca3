//! The gamma function, its logarithm, and the incomplete gamma function.

use crate::kernel::{exp, ln, ln_1p, pow, sin_cos};

/// ln Gamma(x) / ((x - 1)(x - 2)) on [1, 2] in x - 3/2; made by
/// `tests/reference/coefficients.py`.
const LN_GAMMA: [f64; 24] = [
    0.4831289505409809,
    -0.14595989591430608,
    0.06291140107456496,
    -0.03130848750101101,
    0.01679709863118352,
    -0.009425622448467657,
    0.005446457844800713,
    -0.0032120740773551953,
    0.0019229161306902386,
    -0.0011644144679247021,
    0.0007115224750426455,
    -0.0004379952605342461,
    0.00027127400224009565,
    -0.00016889233273334643,
    0.00010565261976836096,
    -6.633218881329272e-05,
    4.159729145290115e-05,
    -2.628414257610881e-05,
    1.7455601766662794e-05,
    -1.1093831935230702e-05,
    4.939312310674292e-06,
    -3.141701075555155e-06,
    5.243347943772127e-06,
    -3.3634106716698643e-06,
];

/// B_2k / (2k (2k - 1)), the coefficients of Stirling's series.
const STIRLING: [f64; 9] = [
    1.0 / 12.0,
    -1.0 / 360.0,
    1.0 / 1260.0,
    -1.0 / 1680.0,
    1.0 / 1188.0,
    -691.0 / 360_360.0,
    1.0 / 156.0,
    -3617.0 / 122_400.0,
    43867.0 / 244_188.0,
];
/// ln(2 pi) / 2.
pub(super) const HALF_LN_2PI: f64 = 0.9189385332046728;

/// ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi)/2], for x > 0: small and precise where the logarithm
/// itself is large (Loader 2000, "Fast and accurate computation of binomial probabilities").
pub(super) fn stirling_rest(x: f64) -> f64 {
    if x >= 10.0 {
        let z = 1.0 / (x * x);
        STIRLING.iter().rev().fold(0.0, |acc, &c| acc * z + c) / x
    } else {
        ln_gamma(x) - ((x - 0.5) * ln(x) - x + HALF_LN_2PI)
    }
}

/// ln Gamma(x) for x > 0, relative error under 1e-14 (near the roots 1 and 2 too). 0 and infinity
/// give infinity, a negative number or NaN gives NaN.
pub fn ln_gamma(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 || x == f64::INFINITY {
        return f64::INFINITY;
    }
    if x >= 10.0 {
        return (x - 0.5) * ln(x) - x + (HALF_LN_2PI + stirling_rest(x));
    }
    if x < 0.5 {
        return ln_gamma_1_to_2(1.0 + x, x, x - 1.0) - ln(x);
    }
    if x < 1.0 {
        // Gamma(x) = Gamma(x + 1)/x with both terms near 0 at x near 1.
        return ln_gamma_1_to_2(x + 1.0, x, x - 1.0) - ln(x);
    }
    if x <= 2.0 {
        return ln_gamma_1_to_2(x, x - 1.0, x - 2.0);
    }
    // Down to (1, 2] by Gamma(x) = (x - 1) Gamma(x - 1).
    let (mut y, mut product) = (x, 1.0);
    while y > 2.0 {
        y -= 1.0;
        product *= y;
    }
    ln_gamma_1_to_2(y, y - 1.0, y - 2.0) + ln(product)
}

/// On [1, 2], given x - 1 and x - 2 as precisely as they are known.
fn ln_gamma_1_to_2(x: f64, less_1: f64, less_2: f64) -> f64 {
    let u = x - 1.5;
    less_1 * less_2 * LN_GAMMA.iter().rev().fold(0.0, |acc, &c| acc * u + c)
}

/// Gamma(x), relative error under 1e-14. Poles (0 and the negative whole numbers) give NaN, but
/// +0 and -0 the infinities of their side; overflow beyond 171.6 gives infinity.
pub fn gamma(x: f64) -> f64 {
    if x.is_nan() || x == f64::NEG_INFINITY {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::INFINITY.copysign(x);
    }
    if x < 0.5 {
        let whole = x.round();
        if whole == x {
            return f64::NAN;
        }
        // Gamma(x) Gamma(1 - x) = pi / sin(pi x), the sine from the distance to the nearest pole.
        let s = sin_cos(std::f64::consts::PI * (x - whole)).0;
        let s = if whole % 2.0 == 0.0 { s } else { -s };
        return if x < -170.0 {
            (std::f64::consts::PI / s) * exp(-ln_gamma(1.0 - x))
        } else {
            std::f64::consts::PI / (s * gamma(1.0 - x))
        };
    }
    if x > 171.7 {
        return f64::INFINITY;
    }
    if x >= 10.0 {
        // x^(x - 1/2) in two equal factors, the first of which cannot overflow.
        let h = pow(x, 0.5 * x - 0.25);
        const SQRT_2PI: f64 = 2.5066282746310007;
        return SQRT_2PI * h * exp(-x) * h * exp(stirling_rest(x));
    }
    if x < 1.0 {
        return exp(ln_gamma_1_to_2(1.0 + x, x, x - 1.0)) / x;
    }
    let (mut y, mut product) = (x, 1.0);
    while y > 2.0 {
        y -= 1.0;
        product *= y;
    }
    product * exp(ln_gamma_1_to_2(y, y - 1.0, y - 2.0))
}

/// ln(1 + u) - u without cancellation, for u > -1.
pub(super) fn ln_1p_less(u: f64) -> f64 {
    if u.abs() > 0.4 {
        return ln_1p(u) - u;
    }
    // 2 atanh(s) - u with s = u/(2 + u): 2 s - u = -u s, and the series of the rest.
    let s = u / (2.0 + u);
    let z = s * s;
    let mut term = z;
    let mut series = 0.0;
    for k in 1..24 {
        series += term * 2.0 / f64::from(2 * k + 1);
        term *= z;
        if term < 1e-18 * z {
            break;
        }
    }
    s * (series - u)
}

/// x^a e^-x / Gamma(a + 1), the leading factor of the incomplete gamma function.
fn gamma_factor(a: f64, x: f64) -> f64 {
    if a >= 10.0 {
        let u = (x - a) / a;
        let deviance = a * if u.abs() > 0.4 { ln(x / a) - u } else { ln_1p_less(u) };
        exp(deviance - stirling_rest(a)) / (2.0 * std::f64::consts::PI * a).sqrt()
    } else {
        exp(a * ln(x) - x - ln_gamma(a + 1.0))
    }
}

/// The regularised incomplete gamma functions (P(a, x), Q(a, x)), P + Q = 1, for a > 0, x >= 0; each
/// with a relative error under 1e-12 in its tail. Outside the domain both are NaN.
///
/// Series below x = a + 1, above it the continued fraction 8.9.2 of the NIST *Digital Library of
/// Mathematical Functions*.
pub fn incomplete_gamma(a: f64, x: f64) -> (f64, f64) {
    if !(a > 0.0 && x >= 0.0) || a == f64::INFINITY {
        return (f64::NAN, f64::NAN);
    }
    if x == 0.0 {
        return (0.0, 1.0);
    }
    if x == f64::INFINITY {
        return (1.0, 0.0);
    }
    let factor = gamma_factor(a, x);
    if x < a + 1.0 {
        let (mut term, mut total, mut n) = (1.0, 1.0, a);
        for _ in 0..1_000_000 {
            n += 1.0;
            term *= x / n;
            total += term;
            if term < total * 1e-17 {
                break;
            }
        }
        let p = (factor * total).min(1.0);
        (p, 1.0 - p)
    } else {
        // Modified Lentz on 1/(x + 1 - a - 1(1 - a)/(x + 3 - a - ...)).
        let mut b = x + 1.0 - a;
        let mut c = 1e300;
        let mut d = 1.0 / b;
        let mut h = d;
        for i in 1..1_000_000 {
            let i = f64::from(i);
            let an = -i * (i - a);
            b += 2.0;
            d = 1.0 / (an * d + b);
            c = b + an / c;
            let step = c * d;
            h *= step;
            if (step - 1.0).abs() < 1e-16 {
                break;
            }
        }
        let q = (factor * a * h).min(1.0);
        (1.0 - q, q)
    }
}
