//! The probabilistic Condorcet election: how likely each option is to be the outcome.

use super::named::rule_family;
use super::victory::VictoryRule;
use super::vote::VotingRule;

/// What every coalition has before anybody joins it, so that no contest is nothing to nothing.
pub const EMPTY_COALITION: f64 = 1e-8;

/// Incentive to leave a favourite in place, so that a favourite whom nobody challenges stays.
const INCENTIVE_TO_STAY: f64 = 1e-10;
/// Largest change of a probability at which the uniform Markov process counts as settled.
const UNIFORM_SETTLED: f64 = 1e-6;
/// The same for the Markov process with incentives.
const INCENTIVE_SETTLED: f64 = 1e-8;
/// Rounds after which a Markov process is taken as it is (10 to 30 are typical).
const ROUNDS: u32 = 1000;

rule_family! {
    /// How the victory probabilities of pairs make a probability for each option.
    ElectionRule {
        /// The probability of beating every other option, given that some option does.
        Conditional = "Conditional",
        /// A favourite is challenged by an option drawn in proportion to the strength behind the
        /// challenge times its chance of victory; the winner is the next favourite.
        MarkovIncentive = "MarkovIncentive",
        /// A favourite is challenged by every option alike.
        MarkovUniform = "MarkovUniform",
    }
}

/// Room for elections of up to so many options, kept from one election to the next.
#[derive(Clone, Debug, Default)]
pub struct ElectionRoom {
    strength: Vec<f64>,
    victory: Vec<f64>,
    challenge: Vec<f64>,
    next: Vec<f64>,
    exponent: Vec<i32>,
    /// Two columns of utilities for a single contest.
    pub(crate) columns: [Vec<f64>; 2],
}

/// The rules that an election goes by.
#[derive(Clone, Copy, Debug)]
pub struct Election {
    /// How differences become votes.
    pub votes: VotingRule,
    /// How strength becomes victory.
    pub victory: VictoryRule,
    /// How victories over pairs become one outcome.
    pub rule: ElectionRule,
}

impl Election {
    /// The probability of each option; `p` holds one number per option and is overwritten.
    ///
    /// Returns whether the probabilities are exact to the rule's tolerance: a Markov process that
    /// has not come to rest after 1,000 rounds is taken as it stands, and the answer is `false`.
    ///
    /// `weight[k]` is the weight of voter k (at least 0) and `loss[o * voters + k]` what it loses
    /// by option o, up to a constant of its own. The probabilities sum to 1. Coalitions are
    /// summed over voters in their order.
    pub fn hold(
        self,
        weight: &[f64],
        loss: &[f64],
        room: &mut ElectionRoom,
        p: &mut [f64],
    ) -> bool {
        let n = p.len();
        self.strengths(weight, loss, n, &mut room.strength);
        room.victory.clear();
        room.victory.resize(n * n, 0.5);
        for i in 0..n {
            for j in 0..i {
                let (won, lost) =
                    self.victory.probabilities(room.strength[i * n + j], room.strength[j * n + i]);
                room.victory[i * n + j] = won;
                room.victory[j * n + i] = lost;
            }
        }
        match self.rule {
            ElectionRule::Conditional => {
                conditional(room, p);
                true
            }
            ElectionRule::MarkovIncentive => markov_incentive(room, p),
            ElectionRule::MarkovUniform => markov_uniform(room, p),
        }
    }

    /// `strength[i * n + j]`: the votes for option i against option j.
    fn strengths(self, weight: &[f64], loss: &[f64], n: usize, strength: &mut Vec<f64>) {
        let voters = weight.len();
        strength.clear();
        strength.resize(n * n, EMPTY_COALITION);
        for i in 0..n {
            let li = &loss[i * voters..(i + 1) * voters];
            for j in 0..i {
                let lj = &loss[j * voters..(j + 1) * voters];
                let (mut over, mut under) = (EMPTY_COALITION, EMPTY_COALITION);
                for ((w, a), b) in weight.iter().zip(li).zip(lj) {
                    let v = w * self.votes.unframed(b - a);
                    over += v.max(0.0);
                    under += (-v).max(0.0);
                }
                strength[i * n + j] = over;
                strength[j * n + i] = under;
            }
        }
    }
}

/// Products of many small numbers are carried with an exponent of their own: with hundreds of
/// options, or a steep victory rule, they leave the range of a double. Scaling by a power of two
/// is exact, so nothing changes where they do not.
fn conditional(room: &mut ElectionRoom, p: &mut [f64]) {
    const SMALL: f64 = 1.0 / (1u128 << 100) as f64;
    const UP: f64 = (1u128 << 100) as f64;
    let n = p.len();
    room.exponent.clear();
    room.exponent.resize(n, 0);
    for ((q, e), row) in p.iter_mut().zip(&mut room.exponent).zip(room.victory.chunks_exact(n)) {
        let mut product = 1.0;
        for v in row {
            product *= v;
            while product < SMALL && product > 0.0 {
                product *= UP;
                *e += 1;
            }
        }
        *q = product;
    }
    let least = room.exponent.iter().copied().min().unwrap_or(0);
    for (q, &e) in p.iter_mut().zip(&room.exponent) {
        for _ in least..e.min(least + 12) {
            *q *= SMALL;
        }
    }
    let sum: f64 = p.iter().sum();
    for q in p.iter_mut() {
        *q /= sum;
    }
}

fn markov_uniform(room: &mut ElectionRoom, p: &mut [f64]) -> bool {
    let n = p.len();
    p.fill(1.0 / n as f64);
    settle(room, p, UNIFORM_SETTLED, |victory, p, i| {
        let others = (0..n).filter(|&j| j != i).map(|j| victory[i * n + j] * (p[i] + p[j]));
        (others.sum::<f64>() + p[i]) / n as f64
    })
}

fn markov_incentive(room: &mut ElectionRoom, p: &mut [f64]) -> bool {
    let n = p.len();
    // challenge[i * n + j]: the probability that i is the challenger when j is the favourite.
    let mut challenge = std::mem::take(&mut room.challenge);
    challenge.clear();
    challenge.resize(n * n, 0.0);
    for j in 0..n {
        let mut sum = 0.0;
        for i in (0..n).filter(|&i| i != j) {
            let incentive = room.strength[i * n + j] * room.victory[i * n + j];
            challenge[i * n + j] = incentive;
            sum += incentive;
        }
        let own = room.strength[j * n + j] * room.victory[j * n + j] + INCENTIVE_TO_STAY;
        challenge[j * n + j] = own;
        sum += own;
        for i in 0..n {
            challenge[i * n + j] /= sum;
        }
    }
    p.fill(1.0 / n as f64);
    let quiet = settle(room, p, INCENTIVE_SETTLED, |victory, p, i| {
        let met = |j: usize| p[i] * challenge[j * n + i] + p[j] * challenge[i * n + j];
        let others = (0..n).filter(|&j| j != i).map(|j| victory[i * n + j] * met(j));
        others.sum::<f64>() + p[i] * challenge[i * n + i]
    });
    room.challenge = challenge;
    quiet
}

/// Repeats `p ← (p + q(p))/2` until no probability of q is further than `settled` from p's.
///
/// The sums in q take an option's own term last, so that options that are alike have the same sum,
/// whichever is listed first.
fn settle(
    room: &mut ElectionRoom,
    p: &mut [f64],
    settled: f64,
    q: impl Fn(&[f64], &[f64], usize) -> f64,
) -> bool {
    room.next.clear();
    room.next.resize(p.len(), 0.0);
    for _ in 0..ROUNDS {
        let mut change = 0.0f64;
        for i in 0..p.len() {
            room.next[i] = q(&room.victory, p, i);
            change = change.max((room.next[i] - p[i]).abs());
        }
        for (a, b) in p.iter_mut().zip(&room.next) {
            *a = (*a + b) / 2.0;
        }
        if change <= settled {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(rule: ElectionRule, weight: &[f64], loss: &[f64], options: usize) -> Vec<f64> {
        let mut p = vec![0.0; options];
        let election = Election { votes: VotingRule::Prop, victory: VictoryRule::Linear, rule };
        election.hold(weight, loss, &mut ElectionRoom::default(), &mut p);
        p
    }

    /// Two options: strengths 3 × .5 and 1 × .5, so 3/4 against 1/4 under the conditional rule.
    /// The uniform Markov process rests where p_0 = Σ_j v_0j (p_0 + p_j)/2, also at 3/4.
    #[test]
    fn two_options_by_hand() {
        let weight = [3.0, 1.0];
        let loss = [0.0, 0.5, 0.5, 0.0]; // by option 0 to both voters, then by option 1
        for (rule, tolerance) in
            [(ElectionRule::Conditional, 1e-7), (ElectionRule::MarkovUniform, 1e-5)]
        {
            let p = hold(rule, &weight, &loss, 2);
            assert!((p[0] - 0.75).abs() < tolerance, "{rule:?} {p:?}");
        }
        // With incentives s·v the favourite of the stronger coalition is hardly ever challenged:
        // the flow 1 → 0 is p_1 · c · 3/4 with c ≈ 1, as is the flow back with 1/4.
        let p = hold(ElectionRule::MarkovIncentive, &weight, &loss, 2);
        assert!((p[0] - 0.75).abs() < 1e-4, "{p:?}");
    }

    #[test]
    fn probabilities_sum_to_one_and_hundreds_of_options_do_not_underflow() {
        let options = 400;
        let weight = [2.0, 1.0, 5.0];
        let loss: Vec<f64> =
            (0..options * 3).map(|x| f64::from((x * 37 % 101) as u16) / 101.0).collect();
        for &rule in ElectionRule::ALL {
            let p = hold(rule, &weight, &loss, options);
            let sum: f64 = p.iter().sum();
            assert!((sum - 1.0).abs() < 1e-8, "{rule:?}: {sum}");
            assert!(p.iter().all(|x| (0.0..=1.0).contains(x)), "{rule:?}");
        }
        let steep = Election {
            votes: VotingRule::Binary,
            victory: VictoryRule::Octic,
            rule: ElectionRule::Conditional,
        };
        let mut p = vec![0.0; options];
        steep.hold(&weight, &loss, &mut ElectionRoom::default(), &mut p);
        assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn one_option_is_certain() {
        for &rule in ElectionRule::ALL {
            assert!((hold(rule, &[1.0, 2.0], &[0.3, 0.9], 1)[0] - 1.0).abs() < 1e-12);
        }
    }
}
