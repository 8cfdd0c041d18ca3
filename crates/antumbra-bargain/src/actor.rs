//! Actors: who wants what, how much it matters to them, and what they can do about it.

use crate::error::{Error, Kind};
use std::collections::BTreeMap;

/// The most actors that one case may have.
pub const MAX_ACTORS: usize = 1000;
/// The largest capability that is taken for one.
const MAX_CAPABILITY: f64 = 1e8;

/// One actor of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Its name, unique in the case.
    pub name: String,
    /// Who it is; may be empty.
    pub description: String,
    /// Its weight in the decision, on any scale that all actors share (at least 0).
    pub capability: f64,
    /// What it stands for, one number per dimension, 0 to 100.
    pub position: Vec<f64>,
    /// How much of its attention each dimension has, 0 to 100 each.
    pub salience: Vec<f64>,
}

/// The actors of a case, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorSet {
    dimensions: Vec<String>,
    actors: Vec<Actor>,
}

/// What is wrong with one number of an actor, as (what, what to do).
pub(crate) type Fault = (String, String);

/// Checks a position on the 0-100 scale.
pub(crate) fn position_fault(x: f64) -> Option<Fault> {
    (!(0.0..=100.0).contains(&x)).then(|| {
        (
            format!("position {x} is outside 0 to 100"),
            "positions run from 0 to 100; rescale the dimension, or read it on its observed scale"
                .into(),
        )
    })
}

/// Checks a salience on the 0-100 scale.
pub(crate) fn salience_fault(x: f64) -> Option<Fault> {
    (!(0.0..=100.0).contains(&x)).then(|| {
        (
            format!("salience {x} is outside 0 to 100"),
            "a salience is the share of attention that a dimension has, 0 to 100".into(),
        )
    })
}

/// Checks a capability.
pub(crate) fn capability_fault(x: f64) -> Option<Fault> {
    (!(0.0..MAX_CAPABILITY).contains(&x)).then(|| {
        (
            format!("capability {x} is not a weight from 0 to under 100 million"),
            "give all capabilities on one scale, the strongest actor at 100".into(),
        )
    })
}

impl ActorSet {
    /// Checks actors against each other and against their dimensions.
    ///
    /// # Errors
    /// When there is no actor or no dimension, more than [`MAX_ACTORS`], a name is empty or used
    /// twice, an actor lacks a number for a dimension, a number is out of range or not a number,
    /// or no actor has any capability. The message names the actor and the dimension.
    pub fn new(dimensions: Vec<String>, actors: Vec<Actor>) -> Result<Self, Error> {
        let wrong = |m: String| Err(Error::new(Kind::Actors, m));
        if actors.is_empty() {
            return Err(Error::new(Kind::Actors, "there are no actors")
                .help("give at least one actor with a capability, a position and a salience"));
        }
        if dimensions.is_empty() {
            return Err(Error::new(Kind::Actors, "there is no dimension")
                .help("give a position and a salience on at least one dimension"));
        }
        if actors.len() > MAX_ACTORS {
            return wrong(format!("{} actors are more than {MAX_ACTORS}", actors.len()));
        }
        let mut seen = BTreeMap::new();
        for (n, a) in actors.iter().enumerate() {
            if a.name.trim().is_empty() {
                return wrong(format!("actor {} has no name", n + 1));
            }
            if let Some(first) = seen.insert(a.name.as_str(), n) {
                return Err(Error::new(
                    Kind::Actors,
                    format!("actors {} and {} are both named `{}`", first + 1, n + 1, a.name),
                )
                .help("results are keyed by name: give each actor its own"));
            }
            if a.position.len() != dimensions.len() || a.salience.len() != dimensions.len() {
                return Err(Error::new(
                    Kind::Actors,
                    format!(
                        "`{}` has {} positions and {} saliences for {} dimensions",
                        a.name,
                        a.position.len(),
                        a.salience.len(),
                        dimensions.len()
                    ),
                )
                .help("every actor needs a position and a salience on every dimension"));
            }
            let on = |dimension: &str, (m, h): Fault| {
                Err(Error::new(Kind::Actors, format!("`{}`{dimension}: {m}", a.name)).help(h))
            };
            if let Some(f) = capability_fault(a.capability) {
                return on("", f);
            }
            for (k, d) in dimensions.iter().enumerate() {
                if let Some(f) =
                    position_fault(a.position[k]).or_else(|| salience_fault(a.salience[k]))
                {
                    return on(&format!(" on `{d}`"), f);
                }
            }
        }
        if actors.iter().all(|a| a.capability <= 0.0) {
            return Err(Error::new(Kind::Actors, "no actor has any capability")
                .help("somebody has to weigh in the decision: give at least one above 0"));
        }
        Ok(ActorSet { dimensions, actors })
    }

    /// The names of the dimensions.
    pub fn dimensions(&self) -> &[String] {
        &self.dimensions
    }

    /// The actors, in the order given.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// How many actors.
    pub fn len(&self) -> usize {
        self.actors.len()
    }

    /// Never true: a set without actors is refused.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// The place of the actor of this name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.actors.iter().position(|a| a.name == name)
    }

    /// The first actor whose saliences sum to more than 100, and their sum.
    pub fn over_attentive(&self) -> Option<(&Actor, f64)> {
        self.actors
            .iter()
            .map(|a| (a, a.salience.iter().sum::<f64>()))
            .find(|(_, s)| *s > 100.0 + 1e-9)
    }

    /// The set with the saliences of every actor whose saliences sum to more than 100 lowered in
    /// proportion to a sum of 100.
    pub(crate) fn within_attention(mut self) -> Self {
        for a in &mut self.actors {
            let sum: f64 = a.salience.iter().sum();
            if sum > 100.0 {
                a.salience.iter_mut().for_each(|s| *s *= 100.0 / sum);
            }
        }
        self
    }

    /// The set without one actor; `None` when it would be empty or without capability.
    pub fn without(&self, index: usize) -> Option<Self> {
        let mut actors = self.actors.clone();
        if index >= actors.len() {
            return None;
        }
        actors.remove(index);
        ActorSet::new(self.dimensions.clone(), actors).ok()
    }

    /// The set with one actor's capability multiplied.
    pub fn with_capability_times(&self, index: usize, factor: f64) -> Option<Self> {
        let mut actors = self.actors.clone();
        actors.get_mut(index)?.capability *= factor;
        ActorSet::new(self.dimensions.clone(), actors).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(name: &str, capability: f64, position: &[f64], salience: &[f64]) -> Actor {
        Actor {
            name: name.into(),
            description: String::new(),
            capability,
            position: position.to_vec(),
            salience: salience.to_vec(),
        }
    }

    fn refuse(dims: usize, actors: Vec<Actor>, part: &str) {
        let dims = (0..dims).map(|k| format!("d{k}")).collect();
        let e = ActorSet::new(dims, actors).unwrap_err();
        assert!(e.is_actors() && e.message().contains(part), "{e}");
    }

    #[test]
    fn faults_are_named_with_actor_and_dimension() {
        refuse(1, vec![], "no actors");
        refuse(0, vec![actor("a", 1.0, &[], &[])], "no dimension");
        refuse(1, vec![actor("a", 1.0, &[1.0], &[101.0])], "`a` on `d0`: salience 101");
        refuse(1, vec![actor("a", 1.0, &[f64::NAN], &[1.0])], "position NaN");
        refuse(1, vec![actor("a", -1.0, &[1.0], &[1.0])], "capability -1");
        refuse(2, vec![actor("a", 1.0, &[1.0], &[1.0])], "1 positions and 1 saliences for 2");
        let twice = vec![actor("a", 1.0, &[1.0], &[1.0]), actor("a", 2.0, &[1.0], &[1.0])];
        refuse(1, twice, "actors 1 and 2 are both named `a`");
        refuse(1, vec![actor("a", 0.0, &[1.0], &[1.0])], "no actor has any capability");
    }

    #[test]
    fn attention_over_a_hundred_is_found() {
        let dims = vec!["x".to_owned(), "y".to_owned()];
        let a = actor("a", 1.0, &[1.0, 2.0], &[60.0, 40.0]);
        let b = actor("b", 1.0, &[1.0, 2.0], &[85.0, 68.0]);
        let set = ActorSet::new(dims, vec![a, b]).unwrap();
        let (who, sum) = set.over_attentive().unwrap();
        assert_eq!((who.name.as_str(), sum), ("b", 153.0));
    }
}
