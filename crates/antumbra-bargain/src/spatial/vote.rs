//! Votes: how much of its weight an actor throws behind the option that it prefers.

use super::named::rule_family;

/// Differences of utility below this are rounding and not preference. Differences that are zero in
/// exact arithmetic come out as some 1e-16; rules with a jump at zero would turn that into a full
/// vote.
pub const NO_DIFFERENCE: f64 = 1e-12;

/// Width over which the binary rules pass from one side to the other.
const JUMP: f64 = 1e-8;

rule_family! {
    /// How a difference of utility becomes a vote (per unit of weight).
    VotingRule {
        /// The whole weight, however small the difference.
        Binary = "Binary",
        /// 0.8 of the proportional and 0.2 of the binary vote.
        PropBin = "PropBin",
        /// In proportion to the difference.
        Prop = "Prop",
        /// Half proportional, half cubic.
        PropCbc = "PropCbc",
        /// In proportion to the cube of the difference: only strong feelings count.
        Cubic = "Cubic",
        /// Losses in full and gains at two thirds (prospect theory). Where no option is the
        /// reference point (elections) gains and losses enter alike, so that the order in which
        /// options are listed plays no part.
        ASymProsp = "ASymProsp",
    }
}

impl VotingRule {
    /// The vote for the first of two options per unit of weight, when it is `du` better than the
    /// second in utility; negative when it is worse.
    #[inline]
    pub fn response(self, du: f64) -> f64 {
        if du.abs() < NO_DIFFERENCE {
            return 0.0;
        }
        match self {
            VotingRule::Binary => binary(du),
            VotingRule::PropBin => 0.8 * du + 0.2 * binary(du),
            VotingRule::Prop => du,
            VotingRule::PropCbc => 0.5 * du + 0.5 * (du * du * du),
            VotingRule::Cubic => du * du * du,
            VotingRule::ASymProsp => {
                if du < 0.0 {
                    du
                } else {
                    2.0 * du / 3.0
                }
            }
        }
    }

    /// As [`response`](Self::response) where neither option is the reference point.
    #[inline]
    pub fn unframed(self, du: f64) -> f64 {
        match self {
            VotingRule::ASymProsp if du.abs() < NO_DIFFERENCE => 0.0,
            VotingRule::ASymProsp => du * (5.0 / 6.0),
            rule => rule.response(du),
        }
    }
}

#[inline]
fn binary(du: f64) -> f64 {
    (du / JUMP).clamp(-1.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_at_a_half() {
        let at = |r: VotingRule| r.response(0.5);
        assert_eq!(at(VotingRule::Binary), 1.0);
        assert!((at(VotingRule::PropBin) - 0.6).abs() < 1e-15);
        assert_eq!(at(VotingRule::Prop), 0.5);
        assert!((at(VotingRule::PropCbc) - 0.3125).abs() < 1e-15);
        assert_eq!(at(VotingRule::Cubic), 0.125);
        assert!((at(VotingRule::ASymProsp) - 1.0 / 3.0).abs() < 1e-15);
        assert_eq!(VotingRule::ASymProsp.response(-0.5), -0.5);
    }

    #[test]
    fn all_but_the_asymmetric_rule_are_odd_and_all_are_when_unframed() {
        for &rule in VotingRule::ALL {
            for du in [1e-9, 0.01, 0.3, 1.0] {
                assert_eq!(rule.unframed(du), -rule.unframed(-du), "{rule:?}");
                if rule != VotingRule::ASymProsp {
                    assert_eq!(rule.response(du), -rule.response(-du), "{rule:?}");
                }
            }
        }
    }

    #[test]
    fn rounding_is_no_preference() {
        for &rule in VotingRule::ALL {
            assert_eq!(rule.response(3e-16), 0.0);
            assert_eq!(rule.unframed(-3e-16), 0.0);
        }
    }
}
