//! Challenges: what one actor expects to gain by contesting another's position.

use super::named::rule_family;
use super::vote::VotingRule;

/// What each side of a contest has before anybody joins it.
const EMPTY_SIDE: f64 = 1e-10;

/// Gains below this are not worth a challenge.
pub const WORTH_A_CHALLENGE: f64 = 1e-5;

rule_family! {
    /// What a third party that joins a contest puts at stake.
    Commitment {
        /// Its own position is safe whoever wins. Then the side that it joins makes no difference
        /// to what it can get, so it does not join.
        NoCommit = "NoCommit",
        /// It moves to the winner's position only if the side that it joined loses.
        SemiCommit = "SemiCommit",
        /// It moves to the winner's position whoever wins. Again the side that it joins makes no
        /// difference to what it gets, so it does not join.
        FullCommit = "FullCommit",
    }
}

impl Commitment {
    /// The difference that siding with i rather than with j makes to a third party, in sums of
    /// the utilities of the three positions in play: `p` is the chance that i wins as the third
    /// party sees it, `li` and `lj` what it loses at i's and at j's position; at its own, nothing.
    ///
    /// A semi-committed party that sided with i has `p (2 u_i + 1) + (1 - p) 3 u_j` to expect, and
    /// `p 3 u_i + (1 - p)(2 u_j + 1)` when it sided with j; the difference is
    /// `p l_i - (1 - p) l_j`.
    #[inline]
    pub fn stake(self, p: f64, li: f64, lj: f64) -> f64 {
        match self {
            Commitment::NoCommit | Commitment::FullCommit => 0.0,
            Commitment::SemiCommit => p * li - (1.0 - p) * lj,
        }
    }
}

/// Who contests what, and by which rules.
#[derive(Clone, Copy, Debug)]
pub struct Contest<'a> {
    /// How differences become votes.
    pub votes: VotingRule,
    /// What third parties stake.
    pub commitment: Commitment,
    /// Weight of each actor: capability × total salience.
    pub weight: &'a [f64],
}

impl Contest<'_> {
    /// The probability that i prevails over j, when `at_i[m]` and `at_j[m]` are what actor m loses
    /// by i's and by j's position (as somebody estimates it).
    ///
    /// The principals vote on the two positions. Each third party then looks at the little
    /// contest of the principals and itself, decides by what it stakes which side to join, and
    /// all join at once. Sides are summed in the order of the actors, in strengths that are
    /// compared linearly whatever the election's victory rule.
    pub fn victory(&self, i: usize, j: usize, at_i: &[f64], at_j: &[f64]) -> f64 {
        let (mut for_i, mut for_j) = (EMPTY_SIDE, EMPTY_SIDE);
        for m in [i, j] {
            let v = self.weight[m] * self.votes.response(at_j[m] - at_i[m]);
            for_i += v.max(0.0);
            for_j += (-v).max(0.0);
        }
        let (alone_i, alone_j) = (for_i, for_j);
        for m in 0..self.weight.len() {
            if m == i || m == j {
                continue;
            }
            let (li, lj, w) = (at_i[m], at_j[m], self.weight[m]);
            let first = w * self.votes.response(lj - li);
            let (a, b) = (alone_i + first.max(0.0), alone_j + (-first).max(0.0));
            let v = w * self.votes.response(self.commitment.stake(a / (a + b), li, lj));
            for_i += v.max(0.0);
            for_j += (-v).max(0.0);
        }
        for_i / (for_i + for_j)
    }
}

/// What an actor expects from i's challenge to j, over the status quo.
///
/// `li` and `lj` are what it loses by i's and by j's position, `p` the probability that i prevails
/// and `salience` j's total salience: with `1 - salience` j does not care enough to resist.
/// Winning puts both at i's position and losing both at j's, so that
/// `EU = (1 - s_j) win + s_j (p win + (1 - p) lose) - (u_i + u_j)` is
/// `(l_j - l_i)(1 - 2 s_j (1 - p))`.
#[inline]
pub fn expected_gain(p: f64, salience: f64, li: f64, lj: f64) -> f64 {
    (lj - li) * (1.0 - 2.0 * salience * (1.0 - p))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contest(commitment: Commitment, weight: &[f64]) -> Contest<'_> {
        Contest { votes: VotingRule::Prop, commitment, weight }
    }

    /// Principals of weight 3 and 1, each .5 apart: 3/4, whatever third parties would stake.
    #[test]
    fn principals_alone() {
        for &c in Commitment::ALL {
            let p = contest(c, &[3.0, 1.0]).victory(0, 1, &[0.0, 0.5], &[0.5, 0.0]);
            assert!((p - 0.75).abs() < 1e-9);
        }
    }

    /// A third party of weight 2 that loses .3 by i and .7 by j sees the little contest as
    /// (1.5 + .8)/(1.5 + .8 + .5) = .8214 and stakes .3 p - .7 (1 - p).
    #[test]
    fn a_semi_committed_third_party_by_hand() {
        let stake = 0.3 * 2.3 / 2.8 - 0.7 * 0.5 / 2.8;
        let want = (1.5 + 2.0 * stake) / (2.0 + 2.0 * stake);
        let got = contest(Commitment::SemiCommit, &[3.0, 1.0, 2.0]).victory(
            0,
            1,
            &[0.0, 0.5, 0.3],
            &[0.5, 0.0, 0.7],
        );
        assert!((got - want).abs() < 1e-9, "{got} {want}");
    }

    /// The stake in full: utilities of the three positions in play under either choice.
    #[test]
    fn the_stake_is_what_is_left_of_the_sums() {
        let (p, ui, uj) = (0.6, 0.7, 0.2);
        let with_i = p * (2.0 * ui + 1.0) + (1.0 - p) * (3.0 * uj);
        let with_j = p * (3.0 * ui) + (1.0 - p) * (2.0 * uj + 1.0);
        let stake = Commitment::SemiCommit.stake(p, 1.0 - ui, 1.0 - uj);
        assert!((stake - (with_i - with_j)).abs() < 1e-15);
    }

    #[test]
    fn without_a_stake_nobody_joins() {
        for c in [Commitment::NoCommit, Commitment::FullCommit] {
            let p = contest(c, &[3.0, 1.0, 90.0]).victory(0, 1, &[0.0, 0.5, 1.0], &[0.5, 0.0, 0.0]);
            assert!((p - 0.75).abs() < 1e-9);
        }
    }

    #[test]
    fn an_indifferent_target_yields_and_a_sure_loss_costs() {
        assert!((expected_gain(0.0, 0.0, 0.0, 0.6) - 0.6).abs() < 1e-15);
        assert!((expected_gain(0.0, 1.0, 0.0, 0.6) + 0.6).abs() < 1e-15);
        assert!((expected_gain(1.0, 1.0, 0.0, 0.6) - 0.6).abs() < 1e-15);
        assert!(expected_gain(0.5, 1.0, 0.0, 0.6).abs() < 1e-15);
        // The expectation in full, at p = .7, s = .4, u_i = .9, u_j = .5.
        let full = 0.6 * 1.8 + 0.4 * (0.7 * 1.8 + 0.3 * 1.0) - 1.4;
        assert!((expected_gain(0.7, 0.4, 0.1, 0.5) - full).abs() < 1e-15);
    }
}
