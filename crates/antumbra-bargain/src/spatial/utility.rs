//! How little an actor likes a position: salience-weighted distance, bent by its risk attitude.

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

/// What an actor of risk attitude `r` loses when a position at distance `d` is taken instead of its
/// own: 1 minus the utility `(1 - d)(1 + d r)`, which is `d (1 - r + r d)`.
///
/// Utility is 1 at the actor's own position and 0 at the far end, concave for `r > 0` (risk
/// averse), convex for `r < 0`. Beyond `d = 1`, which only extrapolation reaches, it goes on as
/// the straight line `(1 - d)(1 + r)`. The model only ever compares utilities; the loss says the
/// same without the cancellation that `1 - small` brings.
#[inline]
pub fn loss(d: f64, r: f64) -> f64 {
    if d <= 1.0 { d * ((1.0 - r) + r * d) } else { d * (1.0 + r) - r }
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
            assert_eq!(loss(0.0, r), 0.0);
            assert_eq!(loss(1.0, r), 1.0);
        }
        assert!(loss(0.5, 1.0) < loss(0.5, 0.0));
        assert!(loss(0.5, -0.5) > loss(0.5, 0.0));
        // Utility at 1.5 with r = .5 is (1 - 1.5) · 1.5 = -.75.
        assert!((loss(1.5, 0.5) - 1.75).abs() < 1e-15);
    }

    #[test]
    fn loss_is_one_minus_utility_and_precise_when_small() {
        for (d, r) in [(0.3, -0.4), (0.9, 0.7), (0.01, 1.0)] {
            assert!((loss(d, r) - (1.0 - (1.0 - d) * (1.0 + d * r))).abs() < 1e-15);
        }
        assert_eq!(loss(1e-9, 1.0), 1e-9 * 1e-9);
    }
}
