//! The beta distribution, and PERT, which is one.

use super::incomplete_beta::Shape;
use super::{Distribution, normal::standard_quantile};
use crate::Error;
use crate::kernel::{exp, exp_m1, ln, ln_1p};

/// A beta distribution on [0, 1].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    shape: Shape,
    mean: f64,
    /// The mass below the mean: which side a quantile lies on.
    below_mean: f64,
}

impl Beta {
    /// With shapes a and b, both finite and above 0.
    pub fn new(a: f64, b: f64) -> Result<Self, Error> {
        if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite()) {
            return Err(Error::domain(format!(
                "a beta distribution needs two finite shapes above 0, not {a} and {b}"
            )));
        }
        let shape = Shape::new(a, b);
        let mean = a / (a + b);
        let below_mean = shape.both(mean, b / (a + b)).0;
        Ok(Beta { shape, mean, below_mean })
    }

    /// What `events` in `trials` say of the rate behind them, with a half added to each count
    /// (Jeffreys 1946).
    ///
    /// # Errors
    /// When there are more events than trials by a half or more, or a count is negative or not finite.
    pub fn jeffreys(events: f64, trials: f64) -> Result<Self, Error> {
        Beta::new(events + 0.5, trials - events + 0.5)
    }

    /// The logarithm of the density; minus infinity outside [0, 1]. At a bound where the density is
    /// infinite, infinity.
    pub fn ln_density(&self, x: f64) -> f64 {
        let (a, b) = (self.shape.a, self.shape.b);
        if !(0.0..=1.0).contains(&x) {
            return if x.is_nan() { f64::NAN } else { f64::NEG_INFINITY };
        }
        if x == 0.0 || x == 1.0 {
            let (at, other) = if x == 0.0 { (a, b) } else { (b, a) };
            return match at.total_cmp(&1.0) {
                std::cmp::Ordering::Less => f64::INFINITY,
                std::cmp::Ordering::Equal => ln(other), // 1/B(1, b) = b
                std::cmp::Ordering::Greater => f64::NEG_INFINITY,
            };
        }
        self.shape.ln_factor(x, 1.0 - x) - ln(x) - ln_1p(-x)
    }

    /// P(X > x), precise in the upper tail.
    pub fn sf(&self, x: f64) -> f64 {
        if x.is_nan() { f64::NAN } else { self.shape.both(x, 1.0 - x).1 }
    }
}

impl Distribution for Beta {
    fn cdf(&self, x: f64) -> f64 {
        if x.is_nan() { f64::NAN } else { self.shape.both(x, 1.0 - x).0 }
    }

    fn quantile(&self, u: f64) -> f64 {
        if !(0.0..=1.0).contains(&u) {
            return f64::NAN;
        }
        if u == 0.0 || u == 1.0 {
            return u;
        }
        if u <= self.below_mean {
            exp(ln_lower_quantile(self.shape, u, self.mean))
        } else {
            // 1 - e^t keeps a small x precise.
            let mean = self.shape.b / (self.shape.a + self.shape.b);
            -exp_m1(ln_lower_quantile(self.shape.swapped(), 1.0 - u, mean))
        }
    }
}

/// The logarithm of the x in (0, mean] with I_x(a, b) = p.
///
/// Halley's iteration for ln I as a function of ln x: in the tail that function is a straight line,
/// so that even p = 1e-300 takes few steps; a bracket catches what overshoots.
fn ln_lower_quantile(shape: Shape, p: f64, mean: f64) -> f64 {
    let (a, b) = (shape.a, shape.b);
    let top = ln(mean);
    let ln_p = ln(p);
    let mut t = start(shape, p, ln_p).min(top);
    let (mut low, mut high) = (f64::NEG_INFINITY, top);
    for _ in 0..100 {
        let x = exp(t);
        if x < f64::MIN_POSITIVE {
            // Below the smallest normal double the leading term is exact.
            return (ln_p + ln(a) - leading(shape)) / a;
        }
        let y = if t > -0.5 { -exp_m1(t) } else { 1.0 - x };
        // I = factor / fraction; in logarithms nothing underflows.
        let fraction = shape.fraction(x, y);
        let miss = shape.ln_factor(x, y) - ln(fraction) - ln_p;
        if miss > 0.0 {
            high = t;
        } else {
            low = t;
        }
        // g = ln I - ln p, g' = x^a y^(b-1) / (B I), g''/g' = a - (b - 1) x/y - g'.
        let slope = fraction / y;
        let newton = miss / slope;
        let curve = a - (b - 1.0) * x / y - slope;
        let damped = (1.0 - 0.5 * newton * curve).clamp(0.5, 2.0);
        let step = newton / damped;
        let mut next = t - step;
        if (next <= low || next >= high) && low.is_finite() && step.abs() > 1e-13 {
            next = 0.5 * (low + high);
        }
        // The error after a step is of the order of its cube, on the scale on which g bends.
        let done = (next - t).abs() * (1.0 + slope + curve.abs()) < 4e-6;
        t = next;
        if done {
            break;
        }
    }
    t.min(top)
}

/// -ln B(a, b): I_x(a, b) = x^a / (a B) (1 + O(x)).
fn leading(shape: Shape) -> f64 {
    -super::incomplete_beta::ln_beta(shape.a, shape.b)
}

/// A first guess of ln x.
fn start(shape: Shape, p: f64, ln_p: f64) -> f64 {
    let (a, b) = (shape.a, shape.b);
    if a > 1.0 && b > 1.0 {
        // Cornish-Fisher, Abramowitz & Stegun (1964) 26.5.22.
        let z = -standard_quantile(p);
        let lambda = (z * z - 3.0) / 6.0;
        let (ra, rb) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
        let h = 2.0 / (ra + rb);
        if h + lambda > 0.0 {
            let w =
                z * (h + lambda).sqrt() / h - (rb - ra) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
            return -ln_1p(b / a * exp(2.0 * w));
        }
    }
    // The leading term of the series at 0.
    (ln_p + ln(a) - leading(shape)) / a
}

/// The PERT distribution: a beta distribution stretched over `lo..=hi` with a given mode (Malcolm,
/// Roseboom, Clark & Fazar 1959). Its bounds are *ends of the support*, not percentiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pert {
    beta: Beta,
    lo: f64,
    hi: f64,
}

impl Pert {
    /// With bounds `lo < hi` and mode between them; weight 4 on the mode, so that the mean is
    /// (lo + 4 mode + hi)/6.
    pub fn new(lo: f64, mode: f64, hi: f64) -> Result<Self, Error> {
        if !(lo.is_finite() && hi.is_finite() && lo < hi && lo <= mode && mode <= hi) {
            return Err(Error::domain(format!(
                "a PERT distribution needs finite bounds in order and a mode between them, not {lo}, {mode}, {hi}"
            )));
        }
        let share = 4.0 * (mode - lo) / (hi - lo);
        Ok(Pert { beta: Beta::new(1.0 + share, 5.0 - share)?, lo, hi })
    }
}

impl Distribution for Pert {
    fn cdf(&self, x: f64) -> f64 {
        self.beta.cdf((x.clamp(self.lo, self.hi) - self.lo) / (self.hi - self.lo))
    }

    fn quantile(&self, u: f64) -> f64 {
        self.lo + (self.hi - self.lo) * self.beta.quantile(u)
    }
}
