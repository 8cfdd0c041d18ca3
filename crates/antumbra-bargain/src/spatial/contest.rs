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
    /// party sees it, `ui` and `uj` the utilities to it of i's and j's positions; its own is 1.
    #[inline]
    pub fn stake(self, p: f64, ui: f64, uj: f64) -> f64 {
        match self {
            Commitment::NoCommit | Commitment::FullCommit => 0.0,
            Commitment::SemiCommit => {
                let q = 1.0 - p;
                let with_i = p * (ui + ui + 1.0) + q * (uj + uj + uj);
                let with_j = p * (ui + ui + ui) + q * (uj + uj + 1.0);
                with_i - with_j
            }
        }
    }
}

/// Who contests what, and by which rules.
#[derive(Clone, Copy, Debug)]
pub struct Contest<'a> {
    /// How utility becomes votes.
    pub votes: VotingRule,
    /// What third parties stake.
    pub commitment: Commitment,
    /// Weight of each actor: capability × total salience.
    pub weight: &'a [f64],
}

impl Contest<'_> {
    /// The probability that i prevails over j, when `at_i[m]` and `at_j[m]` are the utilities of
    /// i's and j's positions to actor m (as somebody estimates them).
    ///
    /// The principals vote on the two positions. Each third party then looks at the little
    /// contest of the principals and itself, decides by what it stakes which side to join, and
    /// all join at once. Sides are summed in the order of the actors, in strengths that are
    /// compared linearly whatever the election's victory rule.
    pub fn victory(&self, i: usize, j: usize, at_i: &[f64], at_j: &[f64]) -> f64 {
        let (mut for_i, mut for_j) = (EMPTY_SIDE, EMPTY_SIDE);
        for m in [i, j] {
            let v = self.weight[m] * self.votes.response(at_i[m] - at_j[m]);
            for_i += v.max(0.0);
            for_j += (-v).max(0.0);
        }
        let (alone_i, alone_j) = (for_i, for_j);
        for m in 0..self.weight.len() {
            if m == i || m == j {
                continue;
            }
            let (ui, uj, w) = (at_i[m], at_j[m], self.weight[m]);
            let first = w * self.votes.response(ui - uj);
            let (a, b) = (alone_i + first.max(0.0), alone_j + (-first).max(0.0));
            let v = w * self.votes.response(self.commitment.stake(a / (a + b), ui, uj));
            for_i += v.max(0.0);
            for_j += (-v).max(0.0);
        }
        for_i / (for_i + for_j)
    }
}

/// What an actor expects from i's challenge to j, over the status quo.
///
/// `ui` and `uj` are the utilities to it of i's and j's positions, `p` the probability that i
/// prevails and `salience` j's total salience: with `1 - salience` j does not care enough to
/// resist. `EU = (1 - s_j) win + s_j (p win + (1 - p) lose) - (u_i + u_j)`, where winning puts
/// both at i's position and losing both at j's.
#[inline]
pub fn expected_gain(p: f64, salience: f64, ui: f64, uj: f64) -> f64 {
    let (win, lose) = (ui + ui, uj + uj);
    let contested = p * win + (1.0 - p) * lose;
    (1.0 - salience) * win + salience * contested - (ui + uj)
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
            let p = contest(c, &[3.0, 1.0]).victory(0, 1, &[1.0, 0.5], &[0.5, 1.0]);
            assert!((p - 0.75).abs() < 1e-9);
        }
    }

    /// A third party of weight 2 that prefers i by .4 sees the little contest as
    /// (1.5 + .8)/(1.5 + .8 + .5) = .8214; its stake is p(1 - u_i) - q(1 - u_j).
    #[test]
    fn a_semi_committed_third_party_by_hand() {
        let (ui, uj) = (0.7, 0.3);
        let p = 2.3 / 2.8;
        let stake = p * (1.0 - ui) - (1.0 - p) * (1.0 - uj);
        assert!((Commitment::SemiCommit.stake(p, ui, uj) - stake).abs() < 1e-15);
        let want = (1.5 + 2.0 * stake) / (2.0 + 2.0 * stake);
        let got = contest(Commitment::SemiCommit, &[3.0, 1.0, 2.0]).victory(
            0,
            1,
            &[1.0, 0.5, ui],
            &[0.5, 1.0, uj],
        );
        assert!((got - want).abs() < 1e-9, "{got} {want}");
    }

    #[test]
    fn without_a_stake_nobody_joins() {
        for c in [Commitment::NoCommit, Commitment::FullCommit] {
            let p = contest(c, &[3.0, 1.0, 90.0]).victory(0, 1, &[1.0, 0.5, 0.0], &[0.5, 1.0, 1.0]);
            assert!((p - 0.75).abs() < 1e-9);
        }
    }

    #[test]
    fn an_indifferent_target_yields_and_a_sure_loss_costs() {
        assert!((expected_gain(0.0, 0.0, 1.0, 0.4) - 0.6).abs() < 1e-15);
        assert!((expected_gain(0.0, 1.0, 1.0, 0.4) + 0.6).abs() < 1e-15);
        assert!((expected_gain(1.0, 1.0, 1.0, 0.4) - 0.6).abs() < 1e-15);
        assert!(expected_gain(0.5, 1.0, 1.0, 0.4).abs() < 1e-15);
    }
}
