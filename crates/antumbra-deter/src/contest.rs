//! The contest between a challenger and those who would defend the client.
//!
//! `p = C^m / (C^m + T^m)` (a contest success function of the ratio form; Tullock 1980, Hirshleifer
//! 1989): the challenger's share of the odds. With support discounted by reliability `p` is an
//! *index*; as a *lottery* over who comes it is the mean of `p` over the joint states.

use antumbra_num::kernel::{ln, logistic};

/// Allies of which the lottery goes through all joint states; smaller ones beyond this number
/// enter at their expectation, which keeps the sum at 2^10 terms.
pub const LOTTERY_ALLIES: usize = 10;

/// The challenger's share of the odds, `C^m / (C^m + T^m)`.
///
/// `c_i` and `t` above 0; `m` above 0 says how far the contest turns on capability.
pub fn odds(c_i: f64, t: f64, m: f64) -> f64 {
    logistic(m * (ln(c_i) - ln(t)))
}

/// The mean of [`odds`] over who comes: each ally `(strength, reliability)` comes or not, alone.
///
/// Exact for up to [`LOTTERY_ALLIES`] allies with strength above 0. Of more, the strongest are
/// drawn exactly and the rest stand at their expectation.
pub fn lottery(c_i: f64, own: f64, allies: &[(f64, f64)], m: f64) -> f64 {
    let mut list: Vec<(f64, f64)> = allies.iter().copied().filter(|a| a.0 > 0.0).collect();
    list.sort_by(|x, y| y.0.total_cmp(&x.0));
    let rest: f64 = list.iter().skip(LOTTERY_ALLIES).map(|(c, r)| c * r).sum();
    list.truncate(LOTTERY_ALLIES);
    let mut sum = 0.0;
    for state in 0..1u32 << list.len() {
        let mut weight = 1.0;
        let mut t = own + rest;
        for (bit, (c, r)) in list.iter().enumerate() {
            if state >> bit & 1 == 1 {
                weight *= r;
                t += c;
            } else {
                weight *= 1.0 - r;
            }
        }
        if weight > 0.0 {
            sum += weight * odds(c_i, t, m);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_points() {
        assert_eq!(odds(1.0, 1.0, 0.3), 0.5);
        // m = 1 is the simple share.
        assert!((odds(3.0, 1.0, 1.0) - 0.75).abs() < 1e-14);
        // One ally: rho p(own + ally) + (1-rho) p(own).
        let l = lottery(2.0, 1.0, &[(3.0, 0.4)], 0.5);
        let by_hand = 0.4 * odds(2.0, 4.0, 0.5) + 0.6 * odds(2.0, 1.0, 0.5);
        assert!((l - by_hand).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn identities(c in 0.01..2.0f64, own in 0.01..2.0f64, m in 0.05..1.0,
                      allies in proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64), 0..6)) {
            let p = odds(c, own, m);
            prop_assert!((p + odds(own, c, m) - 1.0).abs() < 1e-12);
            // Certain allies make the lottery and the index equal; none that come, the bare odds.
            let sure: Vec<_> = allies.iter().map(|a| (a.0, 1.0)).collect();
            let t: f64 = own + sure.iter().map(|a| a.0).sum::<f64>();
            prop_assert!((lottery(c, own, &sure, m) - odds(c, t, m)).abs() < 1e-12);
            let none: Vec<_> = allies.iter().map(|a| (a.0, 0.0)).collect();
            prop_assert!((lottery(c, own, &none, m) - p).abs() < 1e-12);
            // p is convex in T, so uncertainty about who comes helps the challenger.
            let expected: f64 = own + allies.iter().map(|a| a.0 * a.1).sum::<f64>();
            prop_assert!(lottery(c, own, &allies, m) >= odds(c, expected, m) - 1e-12);
        }
    }

    #[test]
    fn many_allies_stay_finite() {
        let allies = vec![(0.1, 0.5); 31];
        let p = lottery(1.0, 0.1, &allies, 0.3);
        assert!(p > odds(1.0, 3.2, 0.3) && p < odds(1.0, 0.1, 0.3));
    }
}
