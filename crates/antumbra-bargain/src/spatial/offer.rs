//! Offers: where initiator and receiver would meet, and who says so.

use super::named::rule_family;

/// Weight that keeps an actor in place when neither side cares or can coerce.
const IN_PLACE: f64 = 1e-6;

rule_family! {
    /// How salience and victory probability weigh the two positions, dimension by dimension.
    WeightRule {
        /// `s · P`, rounded to four decimals.
        S1P1 = "S1P1",
        /// `s² · P²`, rounded to four decimals.
        S2P2 = "S2P2",
        /// `s²` and only the weaker side's disadvantage `max(0, P_other - P)`, not rounded.
        S2PMax = "S2PMax",
    }
}

rule_family! {
    /// Whose view of the contest makes the offers.
    OfferRule {
        /// The initiator's alone.
        InitOnlyInterp = "InitOnlyInterp",
        /// One offer from each side's view; both stand.
        InitRcvrInterp = "InitRcvrInterp",
        /// One offer: the mean of both views, weighted by capability × total salience.
        PWCompInterp = "PWCompInterp",
    }
}

rule_family! {
    /// What the receiver's view of a contest enters its interpolation as.
    ReceiverView {
        /// The receiver's estimate of the initiator's expected gain, at least 0. The reference
        /// program does this (it lets the gain be negative, which matters under `S1P1` alone).
        ExpectedGain = "ExpectedGain",
        /// The receiver's estimate of the probability that the initiator prevails: what the
        /// description of the model says.
        Probability = "Probability",
    }
}

/// One actor's side of an offer in one dimension: position and salience in 0-1, and the number
/// that stands for its probability of prevailing.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    /// Position.
    pub position: f64,
    /// Salience of the dimension.
    pub salience: f64,
    /// Probability of prevailing (or what the rules put in its place).
    pub power: f64,
}

impl WeightRule {
    /// Where the offer would put the first and the second actor in this dimension.
    pub fn meet(self, i: Side, j: Side) -> (f64, f64) {
        match self {
            WeightRule::S1P1 => {
                weighted(i.position, i.salience * i.power, j.position, j.salience * j.power)
            }
            WeightRule::S2P2 => weighted(
                i.position,
                (i.salience * i.salience) * (i.power * i.power),
                j.position,
                (j.salience * j.salience) * (j.power * j.power),
            ),
            WeightRule::S2PMax => {
                let towards = |from: Side, to: Side| {
                    let behind = (to.power - from.power).max(0.0);
                    let pull = behind * (to.salience * to.salience);
                    let hold = (1.0 - behind) * (from.salience * from.salience);
                    let way = pull / (pull + IN_PLACE + hold);
                    from.position + way * (to.position - from.position)
                };
                (towards(i, j), towards(j, i))
            }
        }
    }
}

fn weighted(ti: f64, wi: f64, tj: f64, wj: f64) -> (f64, f64) {
    let sum = wi + IN_PLACE + wj;
    (round4(((wi + IN_PLACE) * ti + wj * tj) / sum), round4((wi * ti + (IN_PLACE + wj) * tj) / sum))
}

/// Rounds to four decimals. A number within 1e-9 of halfway (in units of the last decimal) goes
/// up, so that the last bits of the arithmetic do not decide.
fn round4(x: f64) -> f64 {
    (x * 10_000.0 + (0.5 + 1e-9)).floor() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(position: f64, salience: f64, power: f64) -> Side {
        Side { position, salience, power }
    }

    /// Weights .2 · .75 = .15 and .4 · .25 = .10, so (.15 · .9 + .10 · .4)/.25 = .7.
    #[test]
    fn s1p1_by_hand() {
        let (a, b) = WeightRule::S1P1.meet(side(0.9, 0.2, 0.75), side(0.4, 0.4, 0.25));
        assert_eq!((a, b), (0.7, 0.7));
    }

    /// Weights .0225 and .01: (.0225 · .9 + .01 · .4)/.0325 = .74615.
    #[test]
    fn s2p2_by_hand_and_rounded() {
        let (a, b) = WeightRule::S2P2.meet(side(0.9, 0.2, 0.75), side(0.4, 0.4, 0.25));
        assert_eq!(a, 0.7462);
        assert_eq!(b, 0.7461); // 1e-6 / .0325 of the way back
    }

    /// The stronger stays; the weaker goes d/(d + ...) of the way: behind = .5, so
    /// .5 · .04/(.5 · .04 + .5 · .16) = .2 of the way from .4 to .9.
    #[test]
    fn s2pmax_by_hand() {
        let (a, b) = WeightRule::S2PMax.meet(side(0.9, 0.2, 0.75), side(0.4, 0.4, 0.25));
        assert_eq!(a, 0.9);
        assert!((b - 0.5).abs() < 1e-5);
    }

    #[test]
    fn who_does_not_care_stays_when_nobody_does() {
        for &rule in &[WeightRule::S1P1, WeightRule::S2P2, WeightRule::S2PMax] {
            let (a, b) = rule.meet(side(0.9, 0.0, 0.5), side(0.4, 0.0, 0.5));
            assert_eq!((a, b), (0.9, 0.4), "{rule:?}");
        }
    }
}
