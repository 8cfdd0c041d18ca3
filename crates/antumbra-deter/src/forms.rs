//! The closed forms: who would defend, and what replacing the patron costs.

use antumbra_num::kernel::pow;

/// Strength in the client's theatre, before any discount for reliability.
#[derive(Clone, Debug, PartialEq)]
pub struct Strength {
    /// The client's own capability `C_j`.
    pub own: f64,
    /// The patron's `C_k(j)`; 0 when it owes nothing or is bound to the challenger.
    pub patron: f64,
    /// Each other eligible ally's.
    pub others: Vec<f64>,
    /// The challenger's `C_i(j)`, where its figures are known.
    pub challenger: Option<f64>,
}

impl Strength {
    /// All other allies together.
    pub fn others_sum(&self) -> f64 {
        // A fold from 0: the sum of nothing is 0, not the -0 that `sum` starts from.
        self.others.iter().fold(0.0, |a, b| a + b)
    }

    /// Everything that would be expected to defend: `T = C_j + ρ C_k + ρ' Σ others`.
    pub fn expected_total(&self, rho: f64, rho_others: f64) -> f64 {
        self.own + rho * self.patron + rho_others * self.others_sum()
    }
}

/// Parts of the defence that sum to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartShares {
    /// The client's own.
    pub own: f64,
    /// Expected from the patron: `ρ C_k`.
    pub expected: f64,
    /// Promised and doubtful: `(1-ρ) C_k`.
    pub doubtful: f64,
    /// All other allies, expected and doubtful.
    pub others: f64,
}

/// The parts: own, expected, doubtful and others, over their sum.
pub fn parts(s: &Strength, rho: f64) -> PartShares {
    let others = s.others_sum();
    let all = s.own + s.patron + others;
    PartShares {
        own: s.own / all,
        expected: rho * s.patron / all,
        doubtful: (1.0 - rho) * s.patron / all,
        others: others / all,
    }
}

/// The share of the expected defence that the patron supplies: `B = ρ C_k / T`.
pub fn supplied(s: &Strength, rho: f64, rho_others: f64) -> f64 {
    rho * s.patron / s.expected_total(rho, rho_others)
}

/// Times today's spending that keeps today's odds without the patron:
/// `M = [(C_j + ρ C_k + f ρ' O) / ((1-ε) C_j)]^(1/w)`, where `f` is the share of other allies'
/// support that leaves with the patron.
pub fn keep(s: &Strength, rho: f64, rho_others: f64, follow: f64, epsilon: f64, w: f64) -> f64 {
    let leaves = rho * s.patron + follow * rho_others * s.others_sum();
    spending((s.own + leaves) / ((1.0 - epsilon) * s.own), w)
}

/// Times today's spending that makes up for a fall of the patron's reliability from `rho` to
/// `after`, the patron still there: `[(C_j + (ρ - ρ₁) C_k) / C_j]^(1/w)`; 1 when `after` is no
/// lower.
pub fn doubt(s: &Strength, rho: f64, after: f64, w: f64) -> f64 {
    spending((s.own + (rho - after).max(0.0) * s.patron) / s.own, w)
}

/// Times today's spending that meets a standard `T / C_i(j) = ratio` without the patron:
/// `[(ratio C_i - (1-f) ρ' O) / ((1-ε) C_j)]^(1/w)`; below 1 where it is met already. `None` when
/// the challenger's strength is not known.
pub fn standard(
    s: &Strength,
    ratio: f64,
    rho_others: f64,
    follow: f64,
    epsilon: f64,
    w: f64,
) -> Option<f64> {
    let wanted = ratio * s.challenger? - (1.0 - follow) * rho_others * s.others_sum();
    Some(spending(wanted.max(0.0) / ((1.0 - epsilon) * s.own), w))
}

/// Own capability over what the standard asks of it: `(1-ε) C_j / (ratio C_i)`. Reliability does
/// not enter, so doubt never makes a state look more self-sufficient.
pub fn self_sufficiency(s: &Strength, ratio: f64, epsilon: f64) -> Option<f64> {
    Some((1.0 - epsilon) * s.own / (ratio * s.challenger?))
}

/// Capability rises with spending to the power `w`, so a capability multiple costs its `1/w`.
fn spending(multiple: f64, w: f64) -> f64 {
    if w == 1.0 {
        multiple
    } else if w == 0.5 {
        multiple * multiple
    } else if multiple == 0.0 {
        0.0
    } else {
        pow(multiple, 1.0 / w)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn strength() -> impl Strategy<Value = Strength> {
        (0.001..1.0f64, 0.0..2.0f64, proptest::collection::vec(0.0..0.5f64, 0..5), 0.001..2.0f64)
            .prop_map(|(own, patron, others, i)| Strength {
                own,
                patron,
                others,
                challenger: Some(i),
            })
    }

    proptest! {
        #[test]
        fn parts_sum_to_one_and_follow_reliability(s in strength(), rho in 0.0..1.0) {
            let p = parts(&s, rho);
            prop_assert!((p.own + p.expected + p.doubtful + p.others - 1.0).abs() < 1e-12);
            prop_assert_eq!(parts(&s, 0.0).expected, 0.0);
        }

        #[test]
        fn without_reliability_nothing_is_to_replace(s in strength(), w in 0.3..1.0) {
            prop_assert_eq!(keep(&s, 0.0, 0.5, 0.0, 0.0, w), 1.0);
            prop_assert_eq!(doubt(&s, 0.4, 0.6, w), 1.0);
        }

        #[test]
        fn removing_an_ally_never_raises_the_total(s in strength(), rho in 0.0..1.0, q in 0.0..1.0) {
            let all = s.expected_total(rho, q);
            for k in 0..s.others.len() {
                let mut fewer = s.clone();
                fewer.others.remove(k);
                prop_assert!(fewer.expected_total(rho, q) <= all);
            }
            let gone = Strength { patron: 0.0, ..s.clone() };
            prop_assert!(gone.expected_total(rho, q) <= all);
        }

        #[test]
        fn dearer_goals_cost_more(s in strength(), rho in 0.0..0.9, w in 0.3..1.0) {
            let m = keep(&s, rho, 0.5, 0.0, 0.0, w);
            prop_assert!(m >= 1.0);
            prop_assert!(keep(&s, rho + 0.1, 0.5, 0.0, 0.0, w) >= m);
            prop_assert!(keep(&s, rho, 0.5, 1.0, 0.0, w) >= m);
            prop_assert!(keep(&s, rho, 0.5, 0.0, 0.3, w) >= m);
            let low = standard(&s, 0.67, 0.5, 0.0, 0.0, w).unwrap();
            prop_assert!(standard(&s, 1.0, 0.5, 0.0, 0.0, w).unwrap() >= low);
        }

        #[test]
        fn what_is_bought_restores_the_odds(s in strength(), rho in 0.0..1.0, e in 0.0..0.4, w in 0.3..1.0) {
            // Spend M times as much: capability grows by M^w, and T is what it was.
            let m = keep(&s, rho, 0.5, 0.5, e, w);
            let own = (1.0 - e) * s.own * antumbra_num::kernel::pow(m, w);
            let without = own + 0.5 * 0.5 * s.others_sum();
            prop_assert!((without / s.expected_total(rho, 0.5) - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn doubt_never_makes_a_state_self_sufficient() {
        let s = Strength { own: 0.2, patron: 1.0, others: vec![], challenger: Some(0.4) };
        assert_eq!(self_sufficiency(&s, 1.0, 0.0), Some(0.5));
        assert_eq!(self_sufficiency(&s, 0.5, 0.0), Some(1.0));
        assert_eq!(self_sufficiency(&Strength { challenger: None, ..s }, 1.0, 0.0), None);
    }
}
