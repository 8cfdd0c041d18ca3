//! One turn of bargaining, without allocation once the buffers have grown.
//!
//! The reference program evaluates every challenge from every actor's view for every actor's
//! benefit, which grows with the fourth power of the number of actors. Only the initiator's own
//! view decides whom it challenges, and only the target's view of the chosen challenge enters an
//! offer, so n² contests of n parties each are enough. The value of a state to an actor is the
//! mean of its utilities of all positions; a bargain changes two terms of that sum. Utilities are
//! carried as losses, 1 minus utility, so that small differences keep their digits.

use super::contest::{Contest, WORTH_A_CHALLENGE, expected_gain};
use super::election::ElectionRoom;
use super::log::{Challenge, Choice, Offer, Round, View};
use super::offer::{OfferRule, ReceiverView, Side};
use super::problem::Problem;
use super::rules::Rules;
use super::transition::{TARGET_TIE, TargetTies, Transition, drawn, likeliest};
use super::utility::{distance, loss};
use antumbra_core::Stream;

/// A bargain between two actors; its positions are in the engine's flat arrays.
#[derive(Clone, Copy, Debug)]
struct Bargain {
    initiator: usize,
    receiver: usize,
    view: View,
}

/// A challenge by i of j, and what stands for i's chances in either's view.
#[derive(Clone, Copy, Debug)]
struct Views {
    i: usize,
    j: usize,
    mine: f64,
    theirs: f64,
}

/// Buffers of one run, to be used again for the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Engine {
    /// `felt[x * n + m]`: distance that actor m feels between its own and x's position.
    felt: Vec<f64>,
    /// `seen[x * n + m]`: what m loses by x's position, as one actor sees it.
    seen: Vec<f64>,
    /// `own[x * n + m]`: the same as m sees it.
    own: Vec<f64>,
    winning: Vec<f64>,
    risk: Vec<f64>,
    gain: Vec<(f64, f64)>,
    bargains: Vec<Bargain>,
    /// Where bargain b puts its initiator and receiver: `[b * d ..]`.
    initiator_to: Vec<f64>,
    receiver_to: Vec<f64>,
    /// `change[b * n + m]`: what bargain b changes for m (a loss is above 0).
    change: Vec<f64>,
    options: Vec<usize>,
    option_loss: Vec<f64>,
    option_p: Vec<f64>,
    room: ElectionRoom,
    /// Elections whose Markov process had not come to rest when it was stopped.
    pub(crate) restless: usize,
}

impl Engine {
    /// Distances and risk-aware losses of a state; `winning` and `risk` are filled.
    fn assess(&mut self, p: &Problem, rules: &Rules, at: &[f64]) {
        let (n, d) = (p.actors, p.dimensions);
        self.felt.resize(n * n, 0.0);
        self.seen.resize(n * n, 0.0);
        self.own.resize(n * n, 0.0);
        self.winning.resize(n, 0.0);
        self.risk.resize(n, 0.0);
        for x in 0..n {
            let there = &at[x * d..(x + 1) * d];
            for m in 0..n {
                let here = &at[m * d..(m + 1) * d];
                let felt = distance(here, there, p.salience_of(m), p.square_sum[m]);
                self.felt[x * n + m] = felt;
                self.seen[x * n + m] = loss(felt, 0.0);
            }
        }
        let quiet = rules.held().hold(&p.capability, &self.seen, &mut self.room, &mut self.winning);
        self.restless += usize::from(!quiet);
        rules.risk.attitudes(&self.winning, &mut self.risk);
        for x in 0..n {
            for m in 0..n {
                self.own[x * n + m] = loss(self.felt[x * n + m], self.risk[m]);
            }
        }
    }

    /// Fills `seen` with the losses as actor h takes them to be.
    fn look_through(&mut self, h: usize, rules: &Rules, n: usize) {
        for m in 0..n {
            let r = rules.perception.of(self.risk[h], self.risk[m]);
            for x in 0..n {
                self.seen[x * n + m] = loss(self.felt[x * n + m], r);
            }
        }
    }

    /// The probability that i prevails over j, as h sees it, and the gains of i and j.
    fn view(
        &self,
        h: usize,
        i: usize,
        j: usize,
        p: &Problem,
        rules: &Rules,
        at: &mut [Vec<f64>; 2],
    ) -> (f64, f64, f64) {
        let n = p.actors;
        for (column, x) in at.iter_mut().zip([i, j]) {
            column.clear();
            column.extend((0..n).map(|m| {
                let r = rules.perception.of(self.risk[h], self.risk[m]);
                loss(self.felt[x * n + m], r)
            }));
        }
        let contest =
            Contest { votes: rules.votes, commitment: rules.commitment, weight: &p.weight };
        let victory = contest.victory(i, j, &at[0], &at[1]);
        let gain = |k: usize| expected_gain(victory, p.attention[j], at[0][k], at[1][k]);
        (victory, gain(i), gain(j))
    }

    /// Every actor's best challenges and the bargains that follow.
    fn challenge(&mut self, p: &Problem, rules: &Rules, at: &[f64], log: &mut Option<&mut Round>) {
        let n = p.actors;
        self.bargains.clear();
        self.initiator_to.clear();
        self.receiver_to.clear();
        let mut columns = std::mem::take(&mut self.room.columns);
        for i in 0..n {
            self.look_through(i, rules, n);
            let contest =
                Contest { votes: rules.votes, commitment: rules.commitment, weight: &p.weight };
            self.gain.clear();
            let mut best = f64::NEG_INFINITY;
            for j in 0..n {
                if i == j {
                    self.gain.push((0.0, f64::NEG_INFINITY));
                    continue;
                }
                let at_i = &self.seen[i * n..(i + 1) * n];
                let at_j = &self.seen[j * n..(j + 1) * n];
                let victory = contest.victory(i, j, at_i, at_j);
                let gain = expected_gain(victory, p.attention[j], at_i[i], at_j[i]);
                self.gain.push((victory, gain));
                best = best.max(gain);
            }
            if best <= WORTH_A_CHALLENGE {
                continue;
            }
            for j in 0..n {
                let (victory, gain) = self.gain[j];
                if gain < best - TARGET_TIE || gain <= WORTH_A_CHALLENGE {
                    continue;
                }
                let (theirs, gain_of_i, gain_of_j) = self.view(j, i, j, p, rules, &mut columns);
                if let Some(log) = log {
                    log.challenges.push(Challenge {
                        initiator: i,
                        target: j,
                        probability: victory,
                        gain,
                        target_probability: theirs,
                        target_view_of_gain: gain_of_i,
                        target_gain: gain_of_j,
                    });
                }
                let receiver = match rules.receiver_view {
                    ReceiverView::ExpectedGain => gain_of_i.max(0.0),
                    ReceiverView::Probability => theirs,
                };
                self.offer(Views { i, j, mine: victory, theirs: receiver }, p, rules, at);
                if rules.target_ties == TargetTies::First {
                    break;
                }
            }
        }
        self.room.columns = columns;
    }

    /// The bargains of one challenge.
    fn offer(&mut self, views: Views, p: &Problem, rules: &Rules, at: &[f64]) {
        let Views { i, j, mine, theirs } = views;
        let d = p.dimensions;
        let meet = |k: usize, power: f64| {
            let side = |a: usize, power: f64| Side {
                position: at[a * d + k],
                salience: p.salience[a * d + k],
                power,
            };
            rules.weights.meet(side(i, power), side(j, 1.0 - power))
        };
        let made: &[View] = match rules.offers {
            OfferRule::InitOnlyInterp => &[View::Initiator],
            OfferRule::InitRcvrInterp => &[View::Initiator, View::Receiver],
            OfferRule::PWCompInterp => &[View::Both],
        };
        for &view in made {
            self.bargains.push(Bargain { initiator: i, receiver: j, view });
            for k in 0..d {
                let (a, b) = match view {
                    View::Initiator => meet(k, mine),
                    View::Receiver => meet(k, theirs),
                    View::Both => {
                        let ((a, b), (c, e)) = (meet(k, mine), meet(k, theirs));
                        let (wi, wj) = (p.weight[i], p.weight[j]);
                        if wi + wj > 0.0 {
                            ((wi * a + wj * c) / (wi + wj), (wi * b + wj * e) / (wi + wj))
                        } else {
                            ((a + c) / 2.0, (b + e) / 2.0)
                        }
                    }
                };
                self.initiator_to.push(a);
                self.receiver_to.push(b);
            }
        }
    }

    /// What every bargain changes for every actor: the mean over actors of what it loses by where
    /// they stand, minus the same for the status quo. Only two actors move, so that all other
    /// terms of the two sums cancel.
    fn evaluate(&mut self, p: &Problem, at: &[f64]) {
        let (n, d) = (p.actors, p.dimensions);
        self.change.clear();
        for (b, bargain) in self.bargains.iter().enumerate() {
            let to_i = &self.initiator_to[b * d..(b + 1) * d];
            let to_j = &self.receiver_to[b * d..(b + 1) * d];
            for m in 0..n {
                let here = &at[m * d..(m + 1) * d];
                let after = |there: &[f64]| {
                    loss(distance(here, there, p.salience_of(m), p.square_sum[m]), self.risk[m])
                };
                let of_i = after(to_i) - self.own[bargain.initiator * n + m];
                let of_j = after(to_j) - self.own[bargain.receiver * n + m];
                self.change.push((of_i + of_j) / n as f64);
            }
        }
    }

    /// Each actor's election over the bargains before it; `next` receives the new positions.
    fn choose(
        &mut self,
        p: &Problem,
        rules: &Rules,
        at: &[f64],
        next: &mut [f64],
        stream: &mut Stream,
        log: &mut Option<&mut Round>,
    ) {
        let (n, d) = (p.actors, p.dimensions);
        next.copy_from_slice(at);
        for k in 0..n {
            self.options.clear();
            self.option_loss.clear();
            self.option_loss.resize(n, 0.0); // the status quo changes nothing
            for (b, bargain) in self.bargains.iter().enumerate() {
                if bargain.initiator == k || bargain.receiver == k {
                    self.options.push(b);
                    self.option_loss.extend_from_slice(&self.change[b * n..(b + 1) * n]);
                }
            }
            self.option_p.clear();
            self.option_p.resize(self.options.len() + 1, 0.0);
            let quiet = rules.held().hold(
                &p.capability,
                &self.option_loss,
                &mut self.room,
                &mut self.option_p,
            );
            self.restless += usize::from(!quiet);
            let destination = |option: usize| {
                let b = self.options[option - 1];
                let to = if self.bargains[b].initiator == k {
                    &self.initiator_to
                } else {
                    &self.receiver_to
                };
                &to[b * d..(b + 1) * d]
            };
            let here = &at[k * d..(k + 1) * d];
            let chosen = match rules.transition {
                Transition::Stochastic => drawn(&self.option_p, stream),
                Transition::Deterministic => likeliest(&self.option_p, here, destination),
            };
            if chosen > 0 {
                next[k * d..(k + 1) * d].copy_from_slice(destination(chosen));
            }
            if let Some(log) = log {
                log.choices.push(Choice {
                    actor: k,
                    accepted: (chosen > 0).then(|| self.options[chosen - 1]),
                    probability: self.option_p[chosen],
                    status_quo: self.option_p[0],
                });
            }
        }
    }

    /// One turn: from positions `at` to positions `next` (0-1, flat).
    pub(crate) fn turn(
        &mut self,
        p: &Problem,
        rules: &Rules,
        at: &[f64],
        next: &mut [f64],
        stream: &mut Stream,
        mut log: Option<&mut Round>,
    ) {
        self.assess(p, rules, at);
        self.challenge(p, rules, at, &mut log);
        self.evaluate(p, at);
        self.choose(p, rules, at, next, stream, &mut log);
        if let Some(log) = log {
            let d = p.dimensions;
            let percent = |x: &[f64]| x.iter().map(|v| v * 100.0).collect::<Vec<_>>();
            log.winning.clone_from(&self.winning);
            log.risk.clone_from(&self.risk);
            log.offers.extend(self.bargains.iter().enumerate().map(|(b, g)| Offer {
                initiator: g.initiator,
                receiver: g.receiver,
                view: g.view,
                initiator_to: percent(&self.initiator_to[b * d..(b + 1) * d]),
                receiver_to: percent(&self.receiver_to[b * d..(b + 1) * d]),
            }));
        }
    }

    /// The election over positions of a state with everybody's risk attitude as inferred. Each
    /// distinct position is one option; `holders` receives, for every actor, the place of its
    /// option among the distinct ones, and the probabilities are returned in that order.
    pub(crate) fn election(
        &mut self,
        p: &Problem,
        rules: &Rules,
        at: &[f64],
        holders: &mut Vec<usize>,
    ) -> Vec<f64> {
        /// Positions closer than this are one (0.1 on the 0-100 scale).
        const SAME: f64 = 1e-3;
        self.assess(p, rules, at);
        let (n, d) = (p.actors, p.dimensions);
        let mut distinct: Vec<usize> = Vec::new();
        holders.clear();
        for i in 0..n {
            let near = |x: usize| {
                let squares: f64 =
                    (0..d).map(|k| at[i * d + k] - at[x * d + k]).map(|v| v * v).sum();
                squares.sqrt() < SAME
            };
            let place = distinct.iter().position(|&x| near(x)).unwrap_or_else(|| {
                distinct.push(i);
                distinct.len() - 1
            });
            holders.push(place);
        }
        self.option_loss.clear();
        for &x in &distinct {
            self.option_loss.extend_from_slice(&self.own[x * n..(x + 1) * n]);
        }
        let mut out = vec![0.0; distinct.len()];
        let quiet = rules.held().hold(&p.capability, &self.option_loss, &mut self.room, &mut out);
        self.restless += usize::from(!quiet);
        out
    }
}
