//! The beta function and the regularised incomplete beta function.

use super::gamma::{HALF_LN_2PI, ln_1p_less, ln_gamma, stirling_rest};
use crate::kernel::{exp, ln, ln_1p};

/// ln B(a, b) for a, b > 0, relative error about 1e-14 (no cancellation when one is large). NaN
/// outside the domain.
pub fn ln_beta(a: f64, b: f64) -> f64 {
    if !(a > 0.0 && b > 0.0) {
        return f64::NAN;
    }
    let (s, l) = if a <= b { (a, b) } else { (b, a) };
    if s >= 10.0 {
        // Stirling's series for all three, the large terms combined by hand.
        let rest = stirling_rest(s) + stirling_rest(l) - stirling_rest(s + l);
        (s - 0.5) * ln(s / (s + l)) - 0.5 * ln(l) - l * ln_1p(s / l) + (HALF_LN_2PI + rest)
    } else if l >= 10.0 {
        // ln Gamma(l) - ln Gamma(s + l), then ln Gamma(s).
        let rest = stirling_rest(l) - stirling_rest(s + l);
        ln_gamma(s) + (s * (1.0 - ln(l)) - (s + l - 0.5) * ln_1p(s / l) + rest)
    } else {
        ln_gamma(s) + ln_gamma(l) - ln_gamma(s + l)
    }
}

/// What every evaluation for the same (a, b) shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) a: f64,
    pub(super) b: f64,
    /// Of B(a, b), or for large a and b of the part that Stirling's series leaves.
    constant: f64,
    large: bool,
}

impl Shape {
    pub(super) fn new(a: f64, b: f64) -> Self {
        let large = a >= 10.0 && b >= 10.0;
        let constant = if large {
            let rest = stirling_rest(a) + stirling_rest(b) - stirling_rest(a + b);
            0.5 * (ln(a) + ln(b / (a + b))) - HALF_LN_2PI - rest
        } else {
            -ln_beta(a, b)
        };
        Shape { a, b, constant, large }
    }

    pub(super) fn swapped(self) -> Self {
        Shape { a: self.b, b: self.a, ..self }
    }

    /// ln [x^a y^b / B(a, b)], y = 1 - x, both above 0.
    pub(super) fn ln_factor(&self, x: f64, y: f64) -> f64 {
        if self.large {
            // Around the mean the large terms cancel: keep the deviance only (Loader 2000).
            let (a, b) = (self.a, self.b);
            let off = a * y - b * x; // (a + b)(mean - x)
            // ln(part / its mean) less the term that cancels between the two.
            let deviance = |u: f64, ratio: f64| {
                if u.abs() > 0.4 { ln(ratio) - u } else { ln_1p_less(u) }
            };
            self.constant
                + a * deviance(-off / a, x * ((a + b) / a))
                + b * deviance(off / b, y * ((a + b) / b))
        } else {
            let ln_x = if x > 0.5 { ln_1p(-y) } else { ln(x) };
            let ln_y = if y > 0.5 { ln_1p(-x) } else { ln(y) };
            self.constant + (self.a * ln_x + self.b * ln_y)
        }
    }

    /// I_x(a, b) for x at most about the mean, y = 1 - x, both above 0.
    fn lower(&self, x: f64, y: f64) -> f64 {
        exp(self.ln_factor(x, y)) / self.fraction(x, y)
    }

    /// x^a y^b / B(a, b) over I_x(a, b), by the continued fraction of Didonato & Morris (1992,
    /// "Algorithm 708", eq. 9), the even part of Gauss's: below the mean nothing cancels.
    pub(super) fn fraction(&self, x: f64, y: f64) -> f64 {
        let (a, b) = (self.a, self.b);
        let lambda = a * y - b * x; // a - (a + b) x
        let mut inverse = 1.0 / (a + 1.0);
        // Convergents forward, scaled so that the last numerator is 1.
        let mut value = 1.0 / (a * (lambda + 1.0) * inverse);
        let (mut before, mut value_before) = (value, 0.0);
        let mut m = 0.0;
        for _ in 0..100_000 {
            m += 1.0;
            let product = m * (b - m) * x * inverse;
            let alpha = (a + m - 1.0) * (a + b + m - 1.0) * x * inverse * product;
            inverse = 1.0 / (a + 2.0 * m + 1.0);
            let beta = m + product + (a + m) * (lambda + 1.0 + m * (1.0 + y)) * inverse;
            let scale = 1.0 / (beta + alpha * before);
            let next = (beta * value + alpha * value_before) * scale;
            let done = (next - value).abs() <= 1e-16 * next;
            (before, value_before, value) = (scale, value * scale, next);
            if done {
                break;
            }
        }
        1.0 / value
    }

    /// (I_x(a, b), I_y(b, a)), which sum to 1, with y = 1 - x given beside x so that neither is
    /// cancelled away.
    pub(super) fn both(&self, x: f64, y: f64) -> (f64, f64) {
        if x <= 0.0 {
            (0.0, 1.0)
        } else if y <= 0.0 {
            (1.0, 0.0)
        } else if self.a * y >= self.b * x {
            let p = self.lower(x, y).min(1.0);
            (p, 1.0 - p)
        } else {
            let q = self.swapped().lower(y, x).min(1.0);
            (1.0 - q, q)
        }
    }
}

/// The regularised incomplete beta functions (I_x(a, b), 1 - I_x(a, b)) for a, b > 0 and x in [0, 1];
/// each with a relative error under 1e-12 in its tail (a + b up to about 1e6). NaN outside the domain.
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> (f64, f64) {
    let good = a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && (0.0..=1.0).contains(&x);
    if good { Shape::new(a, b).both(x, 1.0 - x) } else { (f64::NAN, f64::NAN) }
}
