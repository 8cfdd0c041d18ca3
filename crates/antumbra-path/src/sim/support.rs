//! Who stands where: reach of patron, allies, partners and challengers in the client's theatre.

use super::Simulator;
use super::lanes::{Draws, LANES, Lane, ONE, ZERO, each, set};
use super::own::Own;
use super::patron::Patron;
use crate::plan::Plan;
use antumbra_core::Basing;

/// Strengths in the current year.
pub(crate) struct Support {
    /// Growth indices.
    patron_growth: Lane,
    allies_growth: Lane,
    /// Each challenger's growth over today, its answer to the client's build-up within.
    pub(crate) rival_growth: Vec<Lane>,
    /// Each challenger's strength.
    pub(crate) rival: Vec<Lane>,
    /// The patron's reach.
    pub(crate) patron: Lane,
    /// What others are expected to bring, against each challenger and in all.
    pub(crate) others: Vec<Lane>,
    pub(crate) others_all: Lane,
    /// Reach of today's other allies against each challenger, all, before reliability.
    allies: Vec<f64>,
    allies_all: f64,
}

impl Support {
    pub(crate) fn new(sim: &Simulator, draws: &Draws) -> Self {
        let setup = &sim.setup;
        let n = setup.challengers.len();
        let counts = |bound: &[usize], i: usize| !bound.contains(&i);
        let reach = |presence: f64| match setup.setting.basing {
            Basing::None => 0.0,
            Basing::Presence | Basing::Surge => presence,
        };
        let allies = (0..n)
            .map(|i| {
                let those = setup.others.iter().filter(|o| counts(&o.bound_to, i));
                those.fold(0.0, |sum, o| sum + o.force.reach(reach(o.force.presence)))
            })
            .collect();
        let allies_all =
            setup.others.iter().fold(0.0, |sum, o| sum + o.force.reach(reach(o.force.presence)));
        let rival = (0..n)
            .map(|i| {
                let theatre = draws.of(sim.at.theatre[i]);
                each(|f| setup.challengers[i].reach * theatre[f])
            })
            .collect();
        Support {
            patron_growth: ONE,
            allies_growth: ONE,
            rival_growth: vec![ONE; n],
            rival,
            patron: ZERO,
            others: vec![ZERO; n],
            others_all: ZERO,
            allies,
            allies_all,
        }
    }

    /// The strengths of year `t` on a path.
    #[inline(always)]
    pub(crate) fn step(
        &mut self,
        sim: &Simulator,
        plan: &Plan,
        draws: &Draws,
        patron: &Patron,
        t: usize,
    ) {
        self.patron_reach(sim, draws, &patron.access);
        let setup = &sim.setup;
        // Partners: what the path's own reliabilities give, and what the drawn one does.
        let reach = |p: &crate::setup::Partner| match setup.setting.basing {
            Basing::None => p.force.reach(0.0),
            Basing::Presence | Basing::Surge => p.force.reach(p.force.presence),
        };
        let of = |i: Option<usize>| {
            let mut sums = (0.0, 0.0);
            for (p, (share, given)) in setup.partners.iter().zip(&plan.partners) {
                if i.is_some_and(|i| p.bound_to.contains(&i)) {
                    continue;
                }
                match given {
                    Some(rho) => sums.0 += share[t] * rho * reach(p),
                    None => sums.1 += share[t] * reach(p),
                }
            }
            sums
        };
        let stay = |f: usize| 1.0 - setup.setting.follow.share() * (1.0 - patron.tie[f]);
        let allies_rho = draws.of(sim.at.reliability_others);
        let partners_rho = draws.of(sim.at.reliability_partners);
        let growth = &self.allies_growth;
        let gather = |out: &mut Lane, allies: f64, (given, drawn): (f64, f64)| {
            set(out, |f| {
                let old = allies * allies_rho[f] * stay(f);
                (old + given + drawn * partners_rho[f]) * growth[f]
            });
        };
        for (i, out) in self.others.iter_mut().enumerate() {
            gather(out, self.allies[i], of(Some(i)));
        }
        gather(&mut self.others_all, self.allies_all, of(None));
    }

    /// The patron's reach under a share of today's access.
    #[inline(always)]
    pub(crate) fn patron_reach(&mut self, sim: &Simulator, draws: &Draws, access: &Lane) {
        let force = sim.setup.patron.force;
        let surge = draws.of(sim.at.surge_share);
        let growth = &self.patron_growth;
        let basing = sim.setup.setting.basing;
        set(&mut self.patron, |f| {
            let there = match basing {
                Basing::None => 0.0,
                Basing::Presence => force.presence,
                Basing::Surge => surge[f].max(force.presence),
            } * access[f];
            force.capability * growth[f] * (there + (1.0 - there) * force.arrival)
        });
    }

    /// What would defend the client against a challenger: `T = C_j + ρ C_k + others`.
    #[inline(always)]
    pub(crate) fn total(
        &self,
        sim: &Simulator,
        i: usize,
        usable: &Lane,
        reliability: &Lane,
        out: &mut Lane,
    ) {
        let others = &self.others[i];
        if sim.setup.challengers[i].patron_counts {
            set(out, |f| usable[f] + reliability[f] * self.patron[f] + others[f]);
        } else {
            set(out, |f| usable[f] + others[f]);
        }
    }

    /// Strength of today's other allies against a challenger with the patron there, and gone.
    pub(crate) fn others_today(&self, sim: &Simulator, draws: &Draws, i: usize) -> (Lane, Lane) {
        let rho = draws.of(sim.at.reliability_others);
        let stay = 1.0 - sim.setup.setting.follow.share();
        let with = each(|f| self.allies[i] * rho[f]);
        (with, each(|f| with[f] * stay))
    }

    /// The growth index of allies and neighbours.
    pub(crate) fn allies_growth(&self) -> &Lane {
        &self.allies_growth
    }

    /// The growth index of the patron.
    pub(crate) fn patron_growth(&self) -> &Lane {
        &self.patron_growth
    }

    /// Ends the year: everyone grows; challengers answer the client's build-up.
    #[inline(always)]
    pub(crate) fn close(&mut self, sim: &Simulator, draws: &Draws, own: &Own) {
        let grow = |lane: &mut Lane, input: usize| {
            let g = draws.of(input);
            for (v, g) in lane.iter_mut().zip(g) {
                *v *= 1.0 + g;
            }
        };
        grow(&mut self.patron_growth, sim.at.growth_patron);
        grow(&mut self.allies_growth, sim.at.growth_allies);
        let response = draws.of(sim.at.arms_response);
        for i in 0..self.rival.len() {
            let g = draws.of(sim.at.growth[i]);
            for f in 0..LANES {
                let factor = 1.0 + g[f] + response[f] * own.build_up[f];
                self.rival_growth[i][f] *= factor;
                self.rival[i][f] *= factor;
            }
        }
    }
}
