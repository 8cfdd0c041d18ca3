//! Tail probabilities of test statistics: chi-squared and Student's t.

use super::gamma::incomplete_gamma;
use super::incomplete_beta::Shape;

/// (P(X <= x), P(X > x)) of a chi-squared X with `df` degrees of freedom (above 0, not necessarily
/// whole). NaN outside the domain.
pub fn chi_squared(df: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 && df > 0.0 { (0.0, 1.0) } else { incomplete_gamma(0.5 * df, 0.5 * x) }
}

/// P(T <= t) of a Student T with `df` degrees of freedom (above 0); precise in the lower tail. NaN
/// outside the domain.
pub fn student_t_cdf(df: f64, t: f64) -> f64 {
    if t.is_nan() || !(df > 0.0 && df.is_finite()) {
        return f64::NAN;
    }
    if t.is_infinite() {
        return if t > 0.0 { 1.0 } else { 0.0 };
    }
    // P(|T| > t) = I_{df/(df + t^2)}(df/2, 1/2); both arguments without overflow or cancellation.
    let (x, y) = if t.abs() < 1e150 {
        let square = t * t;
        (df / (df + square), square / (df + square))
    } else {
        (df / t / t, 1.0)
    };
    let outside = Shape::new(0.5 * df, 0.5).both(x, y).0;
    if t < 0.0 { 0.5 * outside } else { 1.0 - 0.5 * outside }
}
