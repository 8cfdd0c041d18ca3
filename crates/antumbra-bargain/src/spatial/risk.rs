//! Risk attitudes: inferred from who is winning, and seen by others through themselves.

use super::named::rule_family;

rule_family! {
    /// The range onto which the probabilities of winning are mapped (Bueno de Mesquita 1985: an
    /// actor near the likely outcome has more to lose from a contest, so it is risk averse).
    RiskRange {
        /// `(p - lo)/(hi - lo)`: 0 to 1, nobody seeks risk.
        Min = "Min",
        /// `(3p - hi - 2 lo)/(2 (hi - lo))`: -1/2 to 1.
        Mid = "Mid",
        /// `(2p - hi - lo)/(hi - lo)`: -1 to 1.
        Max = "Max",
    }
}

/// Elections whose best and worst option are closer than this tell nobody apart.
const EVEN: f64 = 1e-12;

impl RiskRange {
    /// The risk attitude of each actor from the probability that its position wins, in place.
    ///
    /// When all positions are equally likely everybody is risk neutral (0).
    pub fn attitudes(self, p: &[f64], out: &mut [f64]) {
        let lo = p.iter().copied().fold(f64::INFINITY, f64::min);
        let hi = p.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let width = hi - lo;
        for (r, &p) in out.iter_mut().zip(p) {
            *r = if width < EVEN {
                0.0
            } else {
                match self {
                    RiskRange::Min => (p - lo) / width,
                    RiskRange::Mid => (3.0 * p - (hi + 2.0 * lo)) / (2.0 * width),
                    RiskRange::Max => (2.0 * p - (hi + lo)) / width,
                }
            };
        }
    }
}

rule_family! {
    /// What an actor takes another's risk attitude to be: its own, the other's, or between.
    Perception {
        /// Its own: everybody is thought to be like oneself.
        NoAdjustment = "None",
        /// A third of the way to the other's.
        OneThird = "OneThird",
        /// Half of the way.
        Half = "Half",
        /// Two thirds of the way.
        TwoThirds = "TwoThirds",
        /// The other's: everybody is seen as it is.
        Full = "Full",
    }
}

impl Perception {
    /// What an actor of attitude `own` takes the attitude `other` to be.
    #[inline]
    pub fn of(self, own: f64, other: f64) -> f64 {
        match self {
            Perception::NoAdjustment => own,
            Perception::OneThird => (2.0 * own + other) / 3.0,
            Perception::Half => (own + other) / 2.0,
            Perception::TwoThirds => (own + 2.0 * other) / 3.0,
            Perception::Full => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_their_ends() {
        let p = [0.1, 0.2, 0.4, 0.3];
        for (rule, lo, hi) in
            [(RiskRange::Min, 0.0, 1.0), (RiskRange::Mid, -0.5, 1.0), (RiskRange::Max, -1.0, 1.0)]
        {
            let mut r = [9.0; 4];
            rule.attitudes(&p, &mut r);
            assert!((r[0] - lo).abs() < 1e-12 && (r[2] - hi).abs() < 1e-12, "{rule:?} {r:?}");
            assert!((r[1] - (lo + (hi - lo) / 3.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn an_even_race_makes_nobody_seek_or_shun_risk() {
        let mut r = [9.0; 3];
        RiskRange::Max.attitudes(&[1.0 / 3.0; 3], &mut r);
        assert_eq!(r, [0.0; 3]);
    }

    #[test]
    fn perception_runs_from_self_to_other() {
        let seen: Vec<f64> = Perception::ALL.iter().map(|q| q.of(0.0, 0.6)).collect();
        for (got, want) in seen.iter().zip([0.0, 0.2, 0.3, 0.4, 0.6]) {
            assert!((got - want).abs() < 1e-15);
        }
    }
}
