//! What a path does to others: neighbours' defence, and wars of others that reach the client.

use super::Simulator;
use super::lanes::{Draws, LANES, Lane, ZERO, add, each, set, unit};
use super::own::Own;
use super::patron::Patron;
use super::support::Support;
use antumbra_core::Basing;
use antumbra_num::kernel::{exp_slice, ln_slice, logistic_slice};

/// A neighbour in the current year.
pub(crate) struct Neighbour {
    /// Log advantage of its attacker today, and now.
    today: Lane,
    now: Lane,
    /// 1 over what would defend it today.
    per_total: Lane,
    pub(crate) odds: Lane,
    pub(crate) support: Lane,
}

/// A war of others in the current year, by scale.
pub(crate) struct Contingency {
    /// Index of the neighbour that would be attacked.
    neighbour: usize,
    pub(crate) hazard: [Lane; 2],
    pub(crate) entrapment: [Lane; 2],
    pub(crate) spillover: [Lane; 2],
}

/// Others in the current year.
pub(crate) struct Abroad {
    pub(crate) neighbours: Vec<Neighbour>,
    pub(crate) contingencies: Vec<Contingency>,
    /// Sums over years and contingencies, by scale.
    pub(crate) entrapment_sum: [Lane; 2],
    pub(crate) spillover_sum: [Lane; 2],
}

/// What decides how much of the patron and the client stands with a neighbour.
struct Stance<'a> {
    access: &'a Lane,
    tie: &'a Lane,
    /// Factor on the patron's action.
    act: &'a Lane,
    usable: &'a Lane,
}

impl Abroad {
    pub(crate) fn new(sim: &Simulator, draws: &Draws, support: &Support, own: &Own) -> Self {
        let setup = &sim.setup;
        let n = setup.neighbours.len();
        let tie = [if setup.treaty.exists { 1.0 } else { 0.0 }; LANES];
        let one = super::lanes::ONE;
        let today = Stance { access: &one, tie: &tie, act: &one, usable: &own.capability };
        let neighbours = (0..n)
            .map(|k| {
                let total = total(sim, draws, support, &today, k);
                let ratio = each(|f| setup.neighbours[k].challenger.reach / total[f]);
                let mut log = ZERO;
                ln_slice(&ratio, &mut log);
                Neighbour {
                    today: log,
                    now: log,
                    per_total: each(|f| 1.0 / total[f]),
                    odds: ZERO,
                    support: ZERO,
                }
            })
            .collect();
        let contingencies = setup
            .contingencies
            .iter()
            .map(|c| Contingency {
                // The setup was checked: the neighbour is there.
                neighbour: setup.neighbours.iter().position(|n| n.id == c.neighbour).unwrap_or(0),
                hazard: [ZERO; 2],
                entrapment: [ZERO; 2],
                spillover: [ZERO; 2],
            })
            .collect();
        Abroad { neighbours, contingencies, entrapment_sum: [ZERO; 2], spillover_sum: [ZERO; 2] }
    }

    /// The year's defence of neighbours and hazards of their wars.
    #[inline(always)]
    pub(crate) fn step(
        &mut self,
        sim: &Simulator,
        draws: &Draws,
        support: &Support,
        own: &Own,
        patron: &Patron,
    ) {
        let stance = Stance {
            access: &patron.access,
            tie: &patron.tie,
            act: &patron.elsewhere,
            usable: &own.usable,
        };
        let m = draws.of(sim.at.decisiveness);
        for (k, n) in self.neighbours.iter_mut().enumerate() {
            let threat = &sim.setup.neighbours[k].challenger;
            let total = total(sim, draws, support, &stance, k);
            let growth = &support.rival_growth[threat.index];
            let mut work = each(|f| threat.reach * growth[f] / total[f]);
            ln_slice(&work, &mut n.now);
            let now = &n.now;
            set(&mut work, |f| m[f] * now[f]);
            logistic_slice(&work, &mut n.odds);
            let per = &n.per_total;
            set(&mut n.support, |f| total[f] * per[f]);
        }
        for (c, at) in self.contingencies.iter_mut().zip(&sim.at.contingency) {
            let [historical, expert, intervenes, access, joins, spills, sensitivity] =
                at.map(|input| draws.of(input));
            let n = &self.neighbours[c.neighbour];
            let power = each(|f| sensitivity[f] * (n.now[f] - n.today[f]));
            let mut factor = ZERO;
            exp_slice(&power, &mut factor);
            let drawn_in = each(|f| {
                let open = patron.access[f] * patron.tie[f] * access[f];
                unit(intervenes[f] * patron.elsewhere[f]) * open * joins[f]
            });
            for (scale, base) in [historical, expert].into_iter().enumerate() {
                set(&mut c.hazard[scale], |f| base[f] * factor[f]);
                let hazard = &c.hazard[scale];
                set(&mut c.entrapment[scale], |f| hazard[f] * drawn_in[f]);
                set(&mut c.spillover[scale], |f| hazard[f] * spills[f]);
                add(&mut self.entrapment_sum[scale], &c.entrapment[scale]);
                add(&mut self.spillover_sum[scale], &c.spillover[scale]);
            }
        }
    }
}

/// What would defend a neighbour: its own, others, the patron with what works from the client's
/// bases, and the client as far as it would join.
#[inline(always)]
fn total(sim: &Simulator, draws: &Draws, support: &Support, at: &Stance<'_>, k: usize) -> Lane {
    let setup = &sim.setup;
    let n = &setup.neighbours[k];
    let war = setup.contingencies.iter().position(|c| c.neighbour == n.id);
    let presence = match setup.setting.basing {
        Basing::None => 0.0,
        Basing::Presence | Basing::Surge => n.patron.presence,
    };
    let growth = support.allies_growth();
    let patron = support.patron_growth();
    let reach = each(|f| {
        let there = presence * (1.0 - n.from_client * (1.0 - at.access[f]));
        n.patron.capability * patron[f] * (there + (1.0 - there) * n.patron.arrival)
    });
    match war {
        Some(c) => {
            let [_, _, intervenes, access, joins, _, _] =
                sim.at.contingency[c].map(|input| draws.of(input));
            each(|f| {
                let comes = unit(intervenes[f] * at.act[f]);
                let joined = at.access[f] * at.tie[f] * access[f] * joins[f];
                (n.capability + n.others) * growth[f]
                    + comes * reach[f]
                    + joined * at.usable[f] * n.client_arrival
            })
        }
        None => {
            let rho = draws.of(sim.at.reliability);
            each(|f| (n.capability + n.others) * growth[f] + unit(rho[f] * at.act[f]) * reach[f])
        }
    }
}
