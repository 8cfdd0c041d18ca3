//! How much an actor values a position: salience-weighted distance, bent by its risk attitude.

/// Distance between two positions as an actor with these saliences feels it.
///
/// `d = sqrt( Σ_k (s_k (x_k - y_k))² / Σ_k s_k² )`; positions and saliences in 0-1, so that the
/// distance of two opposite corners is 1. `square_sum` is `Σ s_k²`, above 0.
pub fn distance(x: &[f64], y: &[f64], salience: &[f64], square_sum: f64) -> f64 {
    let mut sum = 0.0;
    for ((a, b), s) in x.iter().zip(y).zip(salience) {
        let felt = (a - b) * s;
        sum += felt * felt;
    }
    (sum / square_sum).sqrt()
}

/// Utility of a position at distance `d` to an actor of risk attitude `r`.
///
/// `(1 - d)(1 + d r)`: 1 at the actor's own position and 0 at the far end, concave for `r > 0`
/// (risk averse), convex for `r < 0`. Beyond `d = 1`, which only extrapolation reaches, it goes
/// on as the straight line `(1 - d)(1 + r)`.
#[inline]
pub fn utility(d: f64, r: f64) -> f64 {
    if d <= 1.0 { (1.0 - d) * (1.0 + d * r) } else { (1.0 - d) * (1.0 + r) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposite_corners_are_one_apart() {
        let s = [0.3, 0.6];
        let q = 0.3 * 0.3 + 0.6 * 0.6;
        assert!((distance(&[0.0, 1.0], &[1.0, 0.0], &s, q) - 1.0).abs() < 1e-15);
        // By hand: sqrt((0.3 * 0.5)^2 / 0.45) = sqrt(0.05).
        assert!((distance(&[0.5, 0.2], &[0.0, 0.2], &s, q) - 0.05f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_dimension_without_salience_is_not_felt() {
        assert_eq!(distance(&[0.1, 0.0], &[0.1, 1.0], &[0.4, 0.0], 0.16), 0.0);
    }

    #[test]
    fn risk_bends_and_keeps_the_ends() {
        for r in [-0.5, 0.0, 1.0] {
            assert_eq!(utility(0.0, r), 1.0);
            assert_eq!(utility(1.0, r), 0.0);
        }
        assert!(utility(0.5, 1.0) > utility(0.5, 0.0));
        assert!(utility(0.5, -0.5) < utility(0.5, 0.0));
        assert!((utility(1.5, 0.5) + 0.75).abs() < 1e-15);
    }
}
