//! Backcasts: the model and its baselines against what happened.
//!
//! The simple rules are hard to beat (Achen 2006), so they are scored in the same table and the
//! winner is named whichever it is.

use crate::actor::ActorSet;
use crate::draws::play;
use crate::error::{Error, Kind};
use crate::spatial::Rules;
use crate::spatial::run::Bench;
use antumbra_core::Seed;

/// A decision of the past: its actors as they stood before it, and how it came out.
#[derive(Clone, Debug, PartialEq)]
pub struct PastDecision {
    /// What was decided.
    pub name: String,
    /// The actors before it.
    pub actors: ActorSet,
    /// How it came out, per dimension (0-100).
    pub outcome: Vec<f64>,
    /// How things stood before, per dimension (0-100): what "nothing happens" predicts.
    pub before: Vec<f64>,
}

/// What predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Predictor {
    /// Nothing happens.
    NoChange,
    /// Mean of initial positions weighted by capability × salience.
    WeightedMean,
    /// Weighted median of initial positions.
    WeightedMedian,
    /// The settlement of the spatial model.
    Settlement,
    /// The winner of the spatial model's final election.
    Winner,
}

impl Predictor {
    /// All of them, the simplest first.
    pub const ALL: [Predictor; 5] = [
        Predictor::NoChange,
        Predictor::WeightedMean,
        Predictor::WeightedMedian,
        Predictor::Settlement,
        Predictor::Winner,
    ];
}

/// What each predictor said of one decision.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseScore {
    /// The decision.
    pub name: String,
    /// Predictions, in the order of [`Predictor::ALL`].
    pub predictions: [Vec<f64>; 5],
    /// Mean over dimensions of the absolute error, in points, in the same order.
    pub errors: [f64; 5],
}

/// Scores over all decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// Decision by decision.
    pub cases: Vec<CaseScore>,
    /// Mean absolute error over the decisions, in the order of [`Predictor::ALL`].
    pub mean_errors: [f64; 5],
    /// The predictor with the smallest mean error; of several, the simplest.
    pub best: Predictor,
    /// How many decisions the settlement predicts better than the weighted mean, and how many
    /// worse.
    pub settlement_against_mean: (usize, usize),
}

/// Errors that differ by less are equal (points on the 0-100 scale).
const EQUAL: f64 = 1e-9;

/// Scores the model under one set of rules and the baselines.
///
/// # Errors
/// When there is no decision, an outcome has another number of dimensions than the actors or lies
/// outside 0 to 100, or the rules do not suit the actors.
pub fn backcast(past: &[PastDecision], rules: &Rules, seed: Seed) -> Result<Scorecard, Error> {
    if past.is_empty() {
        return Err(Error::new(Kind::Actors, "there is no past decision to score"));
    }
    let mut bench = Bench::default();
    let mut cases = Vec::with_capacity(past.len());
    for (n, case) in past.iter().enumerate() {
        for (known, what) in [(&case.outcome, "outcome"), (&case.before, "state before")] {
            let d = case.actors.dimensions().len();
            if known.len() != d || !known.iter().all(|x| (0.0..=100.0).contains(x)) {
                return Err(Error::new(
                    Kind::Actors,
                    format!("the {what} of `{}` is {known:?} on {d} dimensions", case.name),
                )
                .help("give one number from 0 to 100 per dimension"));
            }
        }
        let out = play(&mut bench, &case.actors, rules, seed, n as u64)?;
        let predictions = [
            case.before.clone(),
            out.baseline.mean,
            out.baseline.median,
            out.settlement.mean,
            out.winner,
        ];
        let errors = std::array::from_fn(|k| {
            let pairs = predictions[k].iter().zip(&case.outcome);
            pairs.map(|(p, x)| (p - x).abs()).sum::<f64>() / case.outcome.len() as f64
        });
        cases.push(CaseScore { name: case.name.clone(), predictions, errors });
    }
    let mean_errors: [f64; 5] = std::array::from_fn(|k| {
        cases.iter().map(|c| c.errors[k]).sum::<f64>() / cases.len() as f64
    });
    let mut best = 0;
    for k in 1..mean_errors.len() {
        if mean_errors[k] < mean_errors[best] - EQUAL {
            best = k;
        }
    }
    let against = |wins: fn(f64, f64) -> bool| {
        cases.iter().filter(|c| wins(c.errors[3], c.errors[1])).count()
    };
    let settlement_against_mean = (against(|s, m| s < m - EQUAL), against(|s, m| s > m + EQUAL));
    Ok(Scorecard { cases, mean_errors, best: Predictor::ALL[best], settlement_against_mean })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Actor;

    fn decision(outcome: f64) -> PastDecision {
        let actors = [(100.0, 30.0, 85.0), (52.0, 8.0, 55.0), (42.0, 45.0, 68.0)];
        let actors =
            actors.iter().enumerate().map(|(i, &(capability, position, salience))| Actor {
                name: format!("a{i}"),
                description: String::new(),
                capability,
                position: vec![position],
                salience: vec![salience],
            });
        PastDecision {
            name: "a decision".into(),
            actors: ActorSet::new(vec!["x".into()], actors.collect()).unwrap(),
            outcome: vec![outcome],
            before: vec![20.0],
        }
    }

    /// Whichever predictor is right is named, the simplest among equals.
    #[test]
    fn the_nearest_predictor_wins() {
        let rules = Rules::default();
        let all = backcast(&[decision(50.0)], &rules, Seed(1)).unwrap();
        for (k, p) in all.cases[0].predictions.iter().enumerate() {
            let card = backcast(&[decision(p[0])], &rules, Seed(1)).unwrap();
            assert!(card.mean_errors[k].abs() < 1e-9);
            let simplest = all.cases[0].predictions.iter().position(|q| (q[0] - p[0]).abs() < 1e-9);
            assert_eq!(card.best, Predictor::ALL[simplest.unwrap()]);
        }
        // Errors are distances: no change says 20, so 30 off.
        assert_eq!(all.mean_errors[0], 30.0);
    }

    #[test]
    fn wins_and_losses_against_the_mean_are_counted() {
        let rules = Rules::default();
        let p = backcast(&[decision(50.0)], &rules, Seed(1)).unwrap().cases[0].predictions.clone();
        assert!((p[1][0] - p[3][0]).abs() > 0.1, "{p:?}");
        let cases = [decision(p[3][0]), decision(p[1][0]), decision(p[1][0])];
        let card = backcast(&cases, &rules, Seed(1)).unwrap();
        assert_eq!(card.settlement_against_mean, (1, 2));
    }

    #[test]
    fn an_outcome_off_the_scale_is_refused() {
        let e = backcast(&[decision(101.0)], &Rules::default(), Seed(1)).unwrap_err();
        assert!(e.is_actors() && e.to_string().contains("outcome of `a decision`"), "{e}");
        assert!(backcast(&[], &Rules::default(), Seed(1)).is_err());
    }
}
