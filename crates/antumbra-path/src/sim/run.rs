//! From columns to outcomes, block by block, year by year.

use super::abroad::Abroad;
use super::challenge::{Grid, Rival};
use super::lanes::{Draws, LANES, Lane, ONE, ZERO, add, each, flag, set};
use super::nuclear::Nuclear;
use super::own::{Costs, Own};
use super::patron::Patron;
use super::screen::screen;
use super::standing::Standing;
use super::support::Support;
use super::war::{War, at_least_one};
use super::{Now, Simulator};
use crate::Error;
use crate::outcomes::{Failure, Outcomes};
use crate::path::World;
use crate::plan::Plan;
use antumbra_num::kernel::{Wide, wide};

/// Simulates all futures of a chunk.
pub(super) fn all(
    sim: &Simulator,
    plan: &Plan,
    world: World,
    columns: &[&[f64]],
    out: &mut Outcomes,
) -> Result<(), Error> {
    screen(sim.inputs(), columns, out.failure_mut());
    let mut draws = Draws::new(columns.len());
    let mut start = 0;
    while start < out.futures() {
        let end = (start + LANES).min(out.futures());
        draws.load(sim.inputs(), columns, start, &out.failures()[start..end]);
        let mut block = Block::new(sim, plan, world, &draws)?;
        let mut to = Writer { out, start, end };
        wide(Years { block: &mut block, sim, plan, draws: &draws, to: &mut to });
        block.write_once(sim, &mut to);
        start = end;
    }
    out.refuse_failed();
    Ok(())
}

/// All years of a block, compiled for the vector registers at hand: what a year does is inlined here.
struct Years<'a, 'b> {
    block: &'a mut Block,
    sim: &'a Simulator,
    plan: &'a Plan,
    draws: &'a Draws,
    to: &'a mut Writer<'b>,
}

impl Wide for Years<'_, '_> {
    #[inline(always)]
    fn run(self) {
        let Years { block, sim, plan, draws, to } = self;
        for t in 0..sim.setup.horizon_years {
            block.step(sim, plan, draws, t);
            block.write_year(sim, to, t);
            block.close(sim, draws, t);
            to.year(sim.places.unabsorbed, t, &block.own.unabsorbed);
        }
    }
}

/// All quantities of a block of futures in the current year.
struct Block {
    patron: Patron,
    own: Own,
    costs: Costs,
    nuclear: Nuclear,
    support: Support,
    rivals: Vec<Rival>,
    war: War,
    abroad: Abroad,
    standing: Standing,
    grid: Grid,
    risk: [Lane; 3],
    updated: [Lane; 3],
    risk_sum: [Lane; 3],
    updated_sum: [Lane; 3],
    by: Vec<[Lane; 3]>,
    updated_by: Vec<[Lane; 3]>,
    balance: Lane,
    self_sufficiency: Lane,
    own_factor: Lane,
    sufficient: Lane,
    uncovered: Lane,
    without: Lane,
    exit_sum: Lane,
}

impl Block {
    fn new(sim: &Simulator, plan: &Plan, world: World, draws: &Draws) -> Result<Self, Error> {
        let patron = Patron::new(sim, world, draws)?;
        let mut own = Own::new(sim, draws);
        own.today(sim, draws);
        let mut support = Support::new(sim, draws);
        support.patron_reach(sim, draws, &ONE);
        let grid = Grid::new(sim, draws);
        let n = sim.setup.challengers.len();
        let rivals = (0..n).map(|i| Rival::new(sim, draws, &grid, &support, &own, i)).collect();
        let abroad = Abroad::new(sim, draws, &support, &own);
        Ok(Block {
            costs: Costs::new(),
            nuclear: Nuclear::new(sim, plan, draws),
            war: War::new(sim, draws),
            standing: Standing::new(),
            patron,
            own,
            support,
            rivals,
            abroad,
            grid,
            risk: [ZERO; 3],
            updated: [ZERO; 3],
            risk_sum: [ZERO; 3],
            updated_sum: [ZERO; 3],
            by: vec![[ZERO; 3]; n],
            updated_by: vec![[ZERO; 3]; n],
            balance: ZERO,
            self_sufficiency: ZERO,
            own_factor: ZERO,
            sufficient: ZERO,
            uncovered: ZERO,
            without: ZERO,
            exit_sum: ZERO,
        })
    }

    #[inline(always)]
    fn step(&mut self, sim: &Simulator, plan: &Plan, draws: &Draws, t: usize) {
        self.patron.step(sim, plan, draws, t);
        self.own.step(sim, plan, draws, &self.patron, t);
        self.nuclear.step(sim, draws, &self.patron, t);
        self.costs.nuclear = self.nuclear.cost;
        self.costs.step(sim, &self.own, &self.patron);
        self.support.step(sim, plan, draws, &self.patron, t);
        self.risk = [ZERO; 3];
        self.updated = [ZERO; 3];
        let mut total = ZERO;
        for (i, rival) in self.rivals.iter_mut().enumerate() {
            let reliability = &self.patron.reliability;
            self.support.total(sim, i, &self.own.usable, reliability, &mut total);
            rival.step(sim, &self.grid.m, &self.support.rival[i], &total, t);
            for s in 0..3 {
                add(&mut self.risk[s], &rival.risk[s]);
                add(&mut self.updated[s], &rival.updated[s]);
                add(&mut self.by[i][s], &rival.risk[s]);
                add(&mut self.updated_by[i][s], &rival.updated[s]);
            }
        }
        for s in 0..3 {
            add(&mut self.risk_sum[s], &self.risk[s]);
            add(&mut self.updated_sum[s], &self.updated[s]);
        }
        self.war.step(sim, draws, &self.rivals, &self.nuclear, &self.patron);
        self.abroad.step(sim, draws, &self.support, &self.own, &self.patron);
        let now = Now { sim, plan, draws, t };
        self.standing.step(&now, &self.patron, &self.nuclear);
        self.standing.coerce(&now, &self.patron, &self.nuclear, &self.own);
        self.balances(sim);
        add(&mut self.sufficient, &each(|f| flag(self.self_sufficiency[f] >= 1.0)));
        self.nuclear.count(&mut self.uncovered);
        add(&mut self.without, &each(|f| 1.0 - self.patron.present[f]));
        add(&mut self.exit_sum, &self.patron.exit_hazard);
    }

    /// Shares of the coalition and of the standard.
    #[inline(always)]
    fn balances(&mut self, sim: &Simulator) {
        let (own, patron, support) = (&self.own, &self.patron, &self.support);
        let mut most = ZERO;
        let mut against = ZERO;
        for rival in &support.rival {
            for f in 0..LANES {
                against[f] += rival[f];
                most[f] = if rival[f] > most[f] { rival[f] } else { most[f] };
            }
        }
        set(&mut self.balance, |f| {
            let with = own.usable[f] + patron.acted[f] * support.patron[f] + support.others_all[f];
            with / (with + against[f])
        });
        let standard = sim.setup.standard;
        set(&mut self.self_sufficiency, |f| own.alone[f] / (standard * most[f]));
        let per = 1.0 / sim.setup.client.capability;
        set(&mut self.own_factor, |f| own.usable[f] * per);
    }

    #[inline(always)]
    fn close(&mut self, sim: &Simulator, draws: &Draws, t: usize) {
        self.patron.close(sim, draws, &self.own.unmet);
        self.own.close(sim, draws, t);
        self.support.close(sim, draws, &self.own);
        for rival in &mut self.rivals {
            rival.close();
        }
    }

    fn write_year(&self, sim: &Simulator, to: &mut Writer<'_>, t: usize) {
        let at = &sim.places;
        for s in 0..3 {
            to.year(at.risk[s], t, &self.risk[s]);
            to.year(at.updated[s], t, &self.updated[s]);
        }
        for (i, rival) in self.rivals.iter().enumerate() {
            for s in 0..3 {
                to.year(at.risk_by[i][s], t, &rival.risk[s]);
            }
            to.year(at.odds[i], t, &rival.p);
            to.year(at.r_conv[i], t, &rival.r_conv);
        }
        for k in 0..2 {
            for p in 0..4 {
                to.year(at.war[k][p], t, &self.war.hazard[k][p]);
            }
            to.year(at.abandonment[k], t, &self.war.abandonment[k]);
            to.year(at.alone[k], t, &self.war.alone[k]);
            for (c, places) in self.abroad.contingencies.iter().zip(&at.contingency) {
                to.year(places[k][0], t, &c.hazard[k]);
                to.year(places[k][1], t, &c.entrapment[k]);
                to.year(places[k][2], t, &c.spillover[k]);
            }
        }
        for (place, lane) in at.coercion.iter().zip(&self.standing.coercion) {
            to.year(*place, t, lane);
        }
        let costs = &self.costs;
        let spending = [&self.own.conventional, &costs.nuclear, &costs.hosting, &costs.total];
        for (place, lane) in at.spending.iter().zip(spending) {
            to.year(*place, t, lane);
        }
        let (patron, nuclear, standing) = (&self.patron, &self.nuclear, &self.standing);
        for (place, lane) in [
            (at.money, &costs.money),
            (at.own, &self.own_factor),
            (at.self_sufficiency, &self.self_sufficiency),
            (at.balance, &self.balance),
            (at.freedom, &standing.freedom),
            (at.distance, &standing.distance),
            (at.alignment, &standing.alignment),
            (at.reversibility, &standing.reversibility),
            (at.reliability, &patron.reliability),
            (at.acted, &patron.acted),
            (at.trust, &patron.trust),
            (at.present, &patron.present),
            (at.regime, &patron.regimes()),
            (at.exit_hazard, &patron.exit_hazard),
            (at.r_nuc, &nuclear.r_nuc),
            (at.cover_level, &nuclear.level),
            (at.own_stage, &nuclear.stage),
        ] {
            to.year(place, t, lane);
        }
        for (n, places) in self.abroad.neighbours.iter().zip(&at.neighbour) {
            to.year(places[0], t, &n.odds);
            to.year(places[1], t, &n.support);
        }
    }

    fn write_once(&self, sim: &Simulator, to: &mut Writer<'_>) {
        let at = &sim.places;
        let years = sim.setup.horizon_years as f64;
        let decade = 10.0 / years;
        let per_decade = |lane: &Lane| each(|f| lane[f] * decade);
        for s in 0..3 {
            to.once(at.events[s], &per_decade(&self.risk_sum[s]));
            to.once(at.events_updated[s], &per_decade(&self.updated_sum[s]));
            for i in 0..self.rivals.len() {
                to.once(at.events_by[i][s], &per_decade(&self.by[i][s]));
                to.once(at.events_updated_by[i][s], &per_decade(&self.updated_by[i][s]));
            }
        }
        for k in 0..2 {
            for p in 0..4 {
                to.once(at.war_ever[k][p], &at_least_one(&self.war.sum[k][p]));
            }
            to.once(at.abandonment_ever[k], &at_least_one(&self.war.abandonment_sum[k]));
            to.once(at.entrapment_ever[k], &at_least_one(&self.abroad.entrapment_sum[k]));
            to.once(at.spillover_ever[k], &at_least_one(&self.abroad.spillover_sum[k]));
        }
        for (place, lane) in [
            (at.coercion_sum, &self.standing.coercion_sum),
            (at.spending_mean, &each(|f| self.costs.sum[f] / years)),
            (at.spending_peak, &self.costs.peak),
            (at.money_sum, &self.costs.money_sum),
            (at.years_sufficient, &self.sufficient),
            (at.uncovered_years, &self.uncovered),
            (at.preventive, &self.nuclear.attacked),
            (at.exit_probability, &at_least_one(&self.exit_sum)),
            (at.years_without, &self.without),
            (at.loosened, &self.patron.loosened()),
            (at.outside_grid, &self.grid.outside),
        ] {
            to.once(place, lane);
        }
    }
}

/// Writes a block's lanes to their place among all futures.
struct Writer<'a> {
    out: &'a mut Outcomes,
    start: usize,
    end: usize,
}

impl Writer<'_> {
    fn year(&mut self, outcome: usize, t: usize, lane: &Lane) {
        let n = self.end - self.start;
        if let Some(all) = self.out.year_mut(outcome, t) {
            all[self.start..self.end].copy_from_slice(&lane[..n]);
        }
    }

    fn once(&mut self, outcome: usize, lane: &Lane) {
        let n = self.end - self.start;
        self.out.once_mut(outcome)[self.start..self.end].copy_from_slice(&lane[..n]);
    }
}

impl Outcomes {
    /// Futures that failed, by their inputs or by a result that is not finite, have no outcomes.
    fn refuse_failed(&mut self) {
        let (futures, years) = (self.futures(), self.years());
        let once = self.defs().len() - self.yearly_count();
        for o in 0..once {
            for f in 0..futures {
                if !self.once_mut(o)[f].is_finite() && self.failures()[f] == 0 {
                    self.failure_mut()[f] = Failure::Result as u8;
                }
            }
        }
        let failed: Vec<usize> = (0..futures).filter(|f| self.failures()[*f] != 0).collect();
        for f in failed {
            for o in 0..once {
                self.once_mut(o)[f] = f64::NAN;
            }
            for o in 0..self.yearly_count() {
                for t in 0..years {
                    if let Some(all) = self.year_mut(o, t) {
                        all[f] = f64::NAN;
                    }
                }
            }
        }
    }
}
