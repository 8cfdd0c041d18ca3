//! The actors as flat arrays in 0-1 units: what the engine reads.
//!
//! Rows and columns are put into an order of their own, which depends on the numbers alone. Sums
//! are then taken in the same order however the actors and dimensions were listed, and actors that
//! are alike stand side by side, so that leaving out the one or the other leaves the same sum:
//! neither labels nor the order of a file can move a result, not even by its last bit.

use super::log::Round;
use super::rules::Rules;
use crate::actor::{Actor, ActorSet};
use crate::error::{Error, Kind};
use std::cmp::Ordering;

/// Actors as arrays; row i of a two-dimensional one is `[i * dimensions ..]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problem {
    pub(crate) actors: usize,
    pub(crate) dimensions: usize,
    pub(crate) capability: Vec<f64>,
    /// Shares of attention, 0-1.
    pub(crate) salience: Vec<f64>,
    /// Sum of the squares of an actor's saliences; 1 for an actor that cares about nothing, so
    /// that it feels no distance at all.
    pub(crate) square_sum: Vec<f64>,
    /// Sum of an actor's saliences, at most 1.
    pub(crate) attention: Vec<f64>,
    /// Capability × attention: the weight in a contest.
    pub(crate) weight: Vec<f64>,
    /// Initial positions, 0-1.
    pub(crate) start: Vec<f64>,
    /// The place in the set of each row.
    rows: Vec<usize>,
    /// The place in the set of each column.
    columns: Vec<usize>,
    /// The row of each actor of the set.
    row_of: Vec<usize>,
    /// The column of each dimension of the set.
    column_of: Vec<usize>,
}

impl Problem {
    pub(crate) fn new(set: &ActorSet, rules: &Rules) -> Result<Self, Error> {
        let d = set.dimensions().len();
        let columns = order_of_columns(set);
        let rows = order_of_rows(set, &columns);
        let mut problem = Problem {
            row_of: inverse(&rows),
            column_of: inverse(&columns),
            rows,
            columns,
            ..Problem::default()
        };
        problem.resize(set.len(), d);
        for (i, &row) in problem.rows.iter().enumerate() {
            let a = &set.actors()[row];
            problem.capability[i] = a.capability;
            for (k, &column) in problem.columns.iter().enumerate() {
                problem.start[i * d + k] = a.position[column] / 100.0;
                problem.salience[i * d + k] = a.salience[column] / 100.0;
            }
        }
        match problem.finish(rules) {
            None => Ok(problem),
            Some(i) => Err(Error::new(
                Kind::Rule,
                format!(
                    "the saliences of `{}` sum to {}, over 100",
                    set.actors()[problem.rows[i]].name,
                    set.actors()[problem.rows[i]].salience.iter().sum::<f64>()
                ),
            )
            .help(
                "lower them, or use the rule attention=Joint, which reads each as stated for its \
                 dimension alone",
            )),
        }
    }

    fn resize(&mut self, actors: usize, dimensions: usize) {
        self.actors = actors;
        self.dimensions = dimensions;
        for v in [&mut self.capability, &mut self.square_sum, &mut self.attention, &mut self.weight]
        {
            v.resize(actors, 0.0);
        }
        for v in [&mut self.salience, &mut self.start] {
            v.resize(actors * dimensions, 0.0);
        }
    }

    /// Fills what follows from capability, salience and start. The first actor whose attention
    /// exceeds 1 is returned, if there is one.
    fn finish(&mut self, rules: &Rules) -> Option<usize> {
        let mut over = None;
        for i in 0..self.actors {
            let s = &mut self.salience[i * self.dimensions..(i + 1) * self.dimensions];
            rules.attention.apply(s);
            let total: f64 = s.iter().sum();
            if total > 1.0 + 1e-9 && over.is_none() {
                over = Some(i);
            }
            let squares: f64 = s.iter().map(|x| x * x).sum();
            self.square_sum[i] = if squares > 0.0 { squares } else { 1.0 };
            self.attention[i] = total.min(1.0);
            self.weight[i] = self.capability[i] * self.attention[i];
        }
        over
    }

    pub(crate) fn salience_of(&self, i: usize) -> &[f64] {
        &self.salience[i * self.dimensions..(i + 1) * self.dimensions]
    }

    /// Where the position of an actor of the set on a dimension of the set stands in a state.
    pub(crate) fn index(&self, actor: usize, dimension: usize) -> usize {
        self.row_of[actor] * self.dimensions + self.column_of[dimension]
    }

    /// The place in the set of a row.
    pub(crate) fn actor(&self, row: usize) -> usize {
        self.rows[row]
    }

    /// A state in the set's order of actors and dimensions, 0-100.
    pub(crate) fn restore_state(&self, state: &[f64]) -> Vec<Vec<f64>> {
        let row = |i: usize| {
            (0..self.dimensions).map(|k| state[self.index(i, k)] * 100.0).collect::<Vec<_>>()
        };
        (0..self.actors).map(row).collect()
    }

    /// A log in the set's order of actors and dimensions.
    pub(crate) fn restore_round(&self, mut round: Round) -> Round {
        let by_actor = |v: &[f64]| self.row_of.iter().map(|&i| v[i]).collect::<Vec<_>>();
        let by_dimension = |v: &[f64]| self.column_of.iter().map(|&k| v[k]).collect::<Vec<_>>();
        round.winning = by_actor(&round.winning);
        round.risk = by_actor(&round.risk);
        for c in &mut round.challenges {
            (c.initiator, c.target) = (self.rows[c.initiator], self.rows[c.target]);
        }
        round.challenges.sort_by_key(|c| (c.initiator, c.target));
        for o in &mut round.offers {
            (o.initiator, o.receiver) = (self.rows[o.initiator], self.rows[o.receiver]);
            o.initiator_to = by_dimension(&o.initiator_to);
            o.receiver_to = by_dimension(&o.receiver_to);
        }
        let mut order: Vec<usize> = (0..round.offers.len()).collect();
        // Stable, so that the offers of one challenge keep their order.
        order.sort_by_key(|&o| (round.offers[o].initiator, round.offers[o].receiver));
        let place = inverse(&order);
        round.offers = order.iter().map(|&o| round.offers[o].clone()).collect();
        for c in &mut round.choices {
            c.actor = self.rows[c.actor];
            c.accepted = c.accepted.map(|o| place[o]);
        }
        round.choices.sort_by_key(|c| c.actor);
        round
    }
}

/// `inverse[order[n]] = n`.
fn inverse(order: &[usize]) -> Vec<usize> {
    let mut out = vec![0; order.len()];
    for (n, &place) in order.iter().enumerate() {
        out[place] = n;
    }
    out
}

/// Compares sequences of numbers, the first difference deciding.
fn lexical(a: impl Iterator<Item = f64>, b: impl Iterator<Item = f64>) -> Ordering {
    a.zip(b).map(|(x, y)| x.total_cmp(&y)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}

/// Dimensions by what all actors together say of them, whoever says it.
fn order_of_columns(set: &ActorSet) -> Vec<usize> {
    let keys: Vec<Vec<[f64; 3]>> = (0..set.dimensions().len())
        .map(|k| {
            let actors = set.actors().iter();
            let mut key: Vec<_> =
                actors.map(|a| [a.position[k], a.salience[k], a.capability]).collect();
            key.sort_by(|a, b| lexical(a.iter().copied(), b.iter().copied()));
            key
        })
        .collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| {
        lexical(keys[a].iter().flatten().copied(), keys[b].iter().flatten().copied())
    });
    order
}

/// Actors by their numbers; those alike stand side by side.
fn order_of_rows(set: &ActorSet, columns: &[usize]) -> Vec<usize> {
    let key = |a: &'_ Actor| {
        let numbers: Vec<f64> = std::iter::once(a.capability)
            .chain(columns.iter().flat_map(|&k| [a.position[k], a.salience[k]]))
            .collect();
        numbers
    };
    let keys: Vec<Vec<f64>> = set.actors().iter().map(key).collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| lexical(keys[a].iter().copied(), keys[b].iter().copied()));
    order
}
