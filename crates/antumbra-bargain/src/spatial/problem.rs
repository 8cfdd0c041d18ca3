//! The actors as flat arrays in 0-1 units: what the engine reads.

use super::rules::Rules;
use crate::actor::ActorSet;
use crate::error::{Error, Kind};

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
}

impl Problem {
    pub(crate) fn new(set: &ActorSet, rules: &Rules) -> Result<Self, Error> {
        let mut problem = Problem::default();
        let d = set.dimensions().len();
        problem.resize(set.len(), d);
        for (i, a) in set.actors().iter().enumerate() {
            problem.capability[i] = a.capability;
            for k in 0..d {
                problem.start[i * d + k] = a.position[k] / 100.0;
                problem.salience[i * d + k] = a.salience[k] / 100.0;
            }
        }
        match problem.finish(rules) {
            None => Ok(problem),
            Some(i) => Err(Error::new(
                Kind::Rule,
                format!(
                    "the saliences of `{}` sum to {}, over 100",
                    set.actors()[i].name,
                    set.actors()[i].salience.iter().sum::<f64>()
                ),
            )
            .help(
                "lower them, or use the rule attention=Joint, which reads each as stated for its \
                 dimension alone",
            )),
        }
    }

    pub(crate) fn resize(&mut self, actors: usize, dimensions: usize) {
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
    pub(crate) fn finish(&mut self, rules: &Rules) -> Option<usize> {
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
}
