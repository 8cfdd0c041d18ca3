//! The futures: one row of draws each, the same rows under every setting.

use crate::plan::{Plan, Quantity};
use antumbra_core::{Range, Seed};
use antumbra_num::quantile;

/// Draws of every quantity, by future. Common random numbers: settings are compared on the same
/// futures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Futures {
    pub(crate) rho: Vec<f64>,
    pub(crate) rho_others: Vec<f64>,
    pub(crate) after: Vec<f64>,
    pub(crate) m: Vec<f64>,
    pub(crate) surge: Vec<f64>,
    /// Per challenger.
    pub(crate) theatre: Vec<Vec<f64>>,
    pub(crate) cover_leaves: Vec<f64>,
    pub(crate) war_expert: Vec<f64>,
    pub(crate) other_cover: Vec<f64>,
}

/// Means of the draws.
#[derive(Clone, Debug)]
pub(crate) struct Means {
    pub(crate) rho: f64,
    pub(crate) surge: f64,
}

impl Futures {
    pub(crate) fn draw(plan: &Plan) -> Self {
        let n = plan.loaded.assessment.futures;
        let seed = Seed(plan.loaded.assessment.seed);
        let of = |q: &Quantity| sample(q, seed, n);
        Futures {
            rho: of(&plan.reliability),
            rho_others: of(&plan.reliability_others),
            after: of(&plan.reliability_after),
            m: of(&plan.decisiveness),
            surge: of(&plan.surge_share),
            theatre: plan.challengers.iter().map(|c| of(&c.theatre_share)).collect(),
            cover_leaves: of(&plan.cover_leaves),
            war_expert: of(&plan.war_expert),
            other_cover: of(&plan.other_cover),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.rho.len()
    }

    pub(crate) fn means(plan: &Plan) -> Means {
        Means { rho: plan.reliability.dist.mean(), surge: plan.surge_share.dist.mean() }
    }
}

/// `n` draws of one quantity, each from its own stream.
pub(crate) fn sample(q: &Quantity, seed: Seed, n: u32) -> Vec<f64> {
    (0..u64::from(n)).map(|i| q.dist.quantile(seed.stream_named(&q.id, i, 0).uniform())).collect()
}

/// 5th, 50th and 95th percentiles; `None` when a value is not a number.
pub(crate) fn range(values: &mut [f64]) -> Option<Range> {
    quantile::range_in_place(values)
}
