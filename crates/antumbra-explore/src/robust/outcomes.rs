//! What came out: futures × policies for every outcome.

use crate::Error;
use antumbra_core::did_you_mean;
use antumbra_num::quantile::quantile;

/// A path in a world.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Policy {
    /// What is chosen.
    pub path: String,
    /// What is not chosen.
    pub world: String,
}

impl Policy {
    /// A path in a world.
    pub fn new(path: impl Into<String>, world: impl Into<String>) -> Self {
        Policy { path: path.into(), world: world.into() }
    }
}

/// Which end of an outcome is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The higher the better.
    High,
    /// The lower the better.
    Low,
}

impl Better {
    /// The value turned so that more is worse.
    pub(super) fn cost(self, value: f64) -> f64 {
        match self {
            Better::High => -value,
            Better::Low => value,
        }
    }
}

struct Outcome {
    name: String,
    better: Better,
    /// Future-major; NaN where the run failed (never seen outside: see [`Outcomes::value`]).
    values: Vec<f64>,
}

/// Outcomes of the same futures under every policy.
pub struct Outcomes {
    policies: Vec<Policy>,
    futures: usize,
    outcomes: Vec<Outcome>,
}

/// A policy's outcome over futures in one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// The mean.
    Mean,
    /// The quantile at a share.
    Quantile(f64),
    /// The worst value, by the outcome's direction.
    Worst,
}

impl Outcomes {
    /// No outcome yet.
    ///
    /// # Errors
    /// Without a policy or a future; with a policy named twice.
    pub fn new(policies: Vec<Policy>, futures: usize) -> Result<Self, Error> {
        if policies.is_empty() || futures == 0 {
            return Err(Error::table(format!("{futures} futures of {} policies", policies.len()))
                .help("give at least one of each"));
        }
        for (i, p) in policies.iter().enumerate() {
            if policies[..i].contains(p) {
                return Err(Error::table(format!(
                    "the path `{}` in the world `{}` is given twice",
                    p.path, p.world
                )));
            }
        }
        Ok(Outcomes { policies, futures, outcomes: Vec::new() })
    }

    /// Adds an outcome: one value per future and policy, a future's policies side by side; `None`
    /// where the run failed.
    ///
    /// # Errors
    /// Another number of values, a value that is not finite, a name that is there.
    pub fn push(
        &mut self,
        name: impl Into<String>,
        better: Better,
        values: Vec<Option<f64>>,
    ) -> Result<(), Error> {
        let name = name.into();
        let size = self.futures * self.policies.len();
        if values.len() != size {
            return Err(Error::table(format!(
                "outcome `{name}` has {} values where {} futures of {} policies make {size}",
                values.len(),
                self.futures,
                self.policies.len()
            )));
        }
        if self.outcomes.iter().any(|o| o.name == name) {
            return Err(Error::table(format!("outcome `{name}` is given twice")));
        }
        if let Some(at) = values.iter().position(|v| v.is_some_and(|x| !x.is_finite())) {
            let p = &self.policies[at % self.policies.len()];
            return Err(Error::table(format!(
                "outcome `{name}` is not finite in future {} of the path `{}` in the world `{}`",
                at / self.policies.len(),
                p.path,
                p.world
            ))
            .help("a run without an outcome is a failed run: say so"));
        }
        let values = values.into_iter().map(|v| v.unwrap_or(f64::NAN)).collect();
        self.outcomes.push(Outcome { name, better, values });
        Ok(())
    }

    /// The policies, in order.
    pub fn policies(&self) -> &[Policy] {
        &self.policies
    }

    /// How many futures.
    pub fn futures(&self) -> usize {
        self.futures
    }

    /// The outcomes' names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.outcomes.iter().map(|o| o.name.as_str())
    }

    /// An outcome's place.
    ///
    /// # Errors
    /// When there is none of this name (the nearest is named).
    pub fn outcome(&self, name: &str) -> Result<usize, Error> {
        self.outcomes.iter().position(|o| o.name == name).ok_or_else(|| {
            let e = Error::table(format!("there is no outcome `{name}`"));
            match did_you_mean(name, self.names()) {
                Some(n) => e.help(format!("did you mean `{n}`?")),
                None => e,
            }
        })
    }

    /// Which end of an outcome is better.
    pub fn better(&self, outcome: usize) -> Better {
        self.outcomes[outcome].better
    }

    /// An outcome in a future under a policy; `None` where the run failed.
    pub fn value(&self, outcome: usize, future: usize, policy: usize) -> Option<f64> {
        let v = self.outcomes[outcome].values[future * self.policies.len() + policy];
        (!v.is_nan()).then_some(v)
    }

    /// An outcome under a policy over the futures whose run did not fail.
    pub fn column(&self, outcome: usize, policy: usize) -> Vec<f64> {
        (0..self.futures).filter_map(|f| self.value(outcome, f, policy)).collect()
    }

    /// A statistic of an outcome under a policy; `None` when every run failed.
    ///
    /// # Errors
    /// A quantile outside 0 to 1.
    pub fn statistic(
        &self,
        outcome: usize,
        policy: usize,
        of: Statistic,
    ) -> Result<Option<f64>, Error> {
        let values = self.column(outcome, policy);
        if values.is_empty() {
            return Ok(None);
        }
        Ok(match of {
            Statistic::Mean => Some(values.iter().sum::<f64>() / values.len() as f64),
            Statistic::Quantile(p) if (0.0..=1.0).contains(&p) => quantile(&values, p),
            Statistic::Quantile(p) => {
                return Err(Error::setting(format!("the quantile at {p}"))
                    .help("it has to lie between 0 and 1"));
            }
            Statistic::Worst => {
                let better = self.better(outcome);
                values.into_iter().max_by(|a, b| better.cost(*a).total_cmp(&better.cost(*b)))
            }
        })
    }

    /// The worlds, in the order of their first policy.
    pub fn worlds(&self) -> Vec<&str> {
        let mut worlds: Vec<&str> = Vec::new();
        for p in &self.policies {
            if !worlds.contains(&p.world.as_str()) {
                worlds.push(&p.world);
            }
        }
        worlds
    }

    /// The paths, in the order of their first policy.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = Vec::new();
        for p in &self.policies {
            if !paths.contains(&p.path.as_str()) {
                paths.push(&p.path);
            }
        }
        paths
    }

    /// The place of a path in a world.
    pub fn policy(&self, path: &str, world: &str) -> Option<usize> {
        self.policies.iter().position(|p| p.path == path && p.world == world)
    }
}
