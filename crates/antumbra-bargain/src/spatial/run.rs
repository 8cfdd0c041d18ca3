//! A whole run: turns until the bargaining stops, the settlement and the baseline.

use super::engine::Engine;
use super::log::Round;
use super::problem::Problem;
use super::rules::Rules;
use super::stop::{Verdict, movement};
use crate::actor::ActorSet;
use crate::baseline::{Centre, baseline, centre};
use crate::error::Error;
use antumbra_core::{Purpose, Seed, Spread, Stream};

/// What stochastic transitions draw from.
const TRANSITION: Purpose = Purpose("bargain.transition");

/// The state after one turn, and what led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Positions (0-100), one row per actor in the order of the actors.
    pub positions: Vec<Vec<f64>>,
    /// What happened in this turn; `None` for turn 0, the start.
    pub round: Option<Round>,
}

/// The position that the final election favours.
#[derive(Clone, Debug, PartialEq)]
pub struct Winner {
    /// The position (0-100), one number per dimension.
    pub position: Vec<f64>,
    /// Its probability in the election over the distinct final positions.
    pub probability: f64,
    /// Indices of the actors that hold it at the end.
    pub holders: Vec<usize>,
}

/// Where the bargaining ends.
///
/// *The settlement is the mean of the final positions weighted by capability × salience*, one
/// number per dimension: the same statistic as the baseline, so that the two differ by what the
/// bargaining did and not by how an outcome is read off. The weighted median and the winner of
/// the final election stand beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// Mean (the settlement) and median of the final positions.
    pub centre: Centre,
    /// What wins the election over the final positions.
    pub winner: Winner,
    /// When the actors end up going round in a circle ([`Verdict::TurnLimit`]): the smallest and
    /// largest mean over the circle's turns, per dimension. The settlement above is that of the
    /// last turn, and a turn more or less would have given another of these.
    pub circle: Option<Vec<Spread>>,
}

/// A run of the spatial model.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Names of the actors, in order.
    pub actors: Vec<String>,
    /// Names of the dimensions, in order.
    pub dimensions: Vec<String>,
    /// The rules that it went by.
    pub rules: Rules,
    /// The start (turn 0) and every turn after it.
    pub turns: Vec<Turn>,
    /// Why it stopped.
    pub verdict: Verdict,
    /// Where it ended.
    pub settlement: Settlement,
    /// The baseline: mean and median of the *initial* positions.
    pub baseline: Centre,
    /// Elections whose Markov process had not come to rest after 1,000 rounds and were taken as
    /// they stood (always 0 under the conditional rule).
    pub restless_elections: usize,
}

impl Run {
    /// The actors' positions after a turn, keyed by name, in the order of the actors.
    pub fn positions(&self, turn: usize) -> impl Iterator<Item = (&str, &[f64])> {
        let rows = self.turns.get(turn).map_or(&[][..], |t| &t.positions[..]);
        self.actors.iter().map(String::as_str).zip(rows.iter().map(Vec::as_slice))
    }
}

/// Positions turn by turn and buffers, kept from one run to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bench {
    pub(crate) engine: Engine,
    /// All states so far, one after the other.
    states: Vec<f64>,
    next: Vec<f64>,
}

impl Bench {
    /// Plays until the bargaining stops. `log` is called with each round when it wants them.
    pub(crate) fn play(
        &mut self,
        p: &Problem,
        rules: &Rules,
        streams: impl Fn(u32) -> Stream,
        mut log: Option<&mut Vec<Round>>,
    ) -> Verdict {
        let size = p.start.len();
        self.engine.restless = 0;
        self.states.clear();
        self.states.extend_from_slice(&p.start);
        self.next.resize(size, 0.0);
        let mut first = 0.0;
        let mut turn = 0;
        loop {
            turn += 1;
            let at = &self.states[(turn - 1) * size..];
            let mut round = log.is_some().then(Round::default);
            let mut stream = streams(turn as u32);
            self.engine.turn(p, rules, at, &mut self.next, &mut stream, round.as_mut());
            if let (Some(rounds), Some(round)) = (log.as_deref_mut(), round) {
                rounds.push(round);
            }
            let moved = movement(at, &self.next, p.dimensions);
            if turn == 1 {
                first = moved;
            }
            self.states.extend_from_slice(&self.next);
            if let Some(verdict) = rules.stop.verdict(turn, first, moved) {
                return self.name_the_cycle(verdict, size);
            }
        }
    }

    fn name_the_cycle(&self, verdict: Verdict, size: usize) -> Verdict {
        let Verdict::TurnLimit { turn, ratio, .. } = verdict else { return verdict };
        let cycle = self.states.chunks_exact(size).rev().skip(1).position(|s| s == self.last(size));
        Verdict::TurnLimit { turn, ratio, cycle: cycle.map(|back| back + 1) }
    }

    /// The final positions (0-1, flat).
    pub(crate) fn last(&self, size: usize) -> &[f64] {
        &self.states[self.states.len() - size..]
    }

    /// The winner of the election over the final positions.
    pub(crate) fn winner(&mut self, p: &Problem, rules: &Rules) -> Winner {
        let at = self.last(p.start.len()).to_vec();
        let mut holders = Vec::new();
        let chances = self.engine.election(p, rules, &at, &mut holders);
        let mut best = 0;
        for (x, q) in chances.iter().enumerate() {
            if *q > chances[best] {
                best = x;
            }
        }
        let rows: Vec<usize> = (0..p.actors).filter(|&i| holders[i] == best).collect();
        let mut holders: Vec<usize> = rows.iter().map(|&i| p.actor(i)).collect();
        let position = holders.first().map_or_else(Vec::new, |&i| {
            (0..p.dimensions).map(|k| at[p.index(i, k)] * 100.0).collect()
        });
        holders.sort_unstable();
        Winner { position, probability: chances[best], holders }
    }
}

/// Runs the spatial model on a case.
///
/// `seed` and `draw` matter under [`Transition::Stochastic`](super::transition::Transition)
/// alone: turn t draws from the stream of (seed, draw, t), actor after actor.
///
/// # Errors
/// When the rules do not suit the actors: under [`Attention::AsGiven`](super::attention::Attention)
/// an actor's saliences must not sum to more than 100.
pub fn run(actors: &ActorSet, rules: &Rules, seed: Seed, draw: u64) -> Result<Run, Error> {
    let problem = Problem::new(actors, rules)?;
    let mut bench = Bench::default();
    let mut rounds = Vec::new();
    let streams = |turn| transition_stream(seed, draw, turn);
    let verdict = bench.play(&problem, rules, streams, Some(&mut rounds));
    let size = problem.start.len();
    let logs = std::iter::once(None)
        .chain(rounds.into_iter().map(|round| Some(problem.restore_round(round))));
    let turns: Vec<Turn> = bench
        .states
        .chunks_exact(size)
        .zip(logs)
        .map(|(state, round)| Turn { positions: problem.restore_state(state), round })
        .collect();
    let d = problem.dimensions;
    let centre_of = |state: &[f64]| centre(actors, |i, k| state[problem.index(i, k)] * 100.0);
    let settled = centre_of(bench.last(size));
    let circle = match verdict {
        Verdict::TurnLimit { cycle: Some(period), .. } => {
            let states = bench.states.chunks_exact(size).rev().take(period);
            let means: Vec<Vec<f64>> = states.map(|at| centre_of(at).mean).collect();
            (0..d).map(|k| Spread::over(means.iter().map(|m| m[k]))).collect()
        }
        _ => None,
    };
    let winner = bench.winner(&problem, rules);
    Ok(Run {
        actors: actors.actors().iter().map(|a| a.name.clone()).collect(),
        dimensions: actors.dimensions().to_vec(),
        rules: *rules,
        turns,
        verdict,
        settlement: Settlement { centre: settled, winner, circle },
        baseline: baseline(actors),
        restless_elections: bench.engine.restless,
    })
}

/// The stream that stochastic transitions of one turn of one draw take from.
pub(crate) fn transition_stream(seed: Seed, draw: u64, turn: u32) -> Stream {
    seed.stream(TRANSITION, draw, turn)
}
