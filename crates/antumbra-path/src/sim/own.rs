//! The client's own: money, stock, people, munitions.

use super::lanes::{Draws, LANES, Lane, ONE, ZERO, add, flag, set};
use super::patron::Patron;
use super::{MOST_DELIVERY, Simulator};
use crate::plan::Plan;
use antumbra_num::kernel::{exp_slice, ln_slice};

/// Delivered spending looks back at most so many years, and one more to interpolate.
const BACK: usize = MOST_DELIVERY + 1;

/// The client's own in the current year.
pub(crate) struct Own {
    /// Real GDP over the first year's.
    pub(crate) gdp: Lane,
    /// Stock of capability over the first year's.
    pub(crate) stock: Lane,
    /// Growth of the stock into the next year, beyond that of the economy.
    pub(crate) build_up: Lane,
    /// People who could serve, over today's strength.
    ceiling: Lane,
    /// Spending over the first year's: of `BACK` years before it, then year by year.
    spent: Vec<Lane>,
    /// Whole years of delivery and the rest.
    lag: [usize; LANES],
    rest: Lane,
    /// Conventional spending, share of GDP.
    pub(crate) conventional: Lane,
    /// Spending of today's amount that found no room.
    pub(crate) unabsorbed: Lane,
    /// Demand of the patron that is not met, share of the demand.
    pub(crate) unmet: Lane,
    /// Capability at home before what hangs on the patron.
    pub(crate) capability: Lane,
    /// ... usable as things are.
    pub(crate) usable: Lane,
    /// ... usable alone.
    pub(crate) alone: Lane,
}

impl Own {
    pub(crate) fn new(sim: &Simulator, draws: &Draws) -> Self {
        let delivery = draws.of(sim.at.delivery);
        let mut lag = [0; LANES];
        let mut rest = ZERO;
        for f in 0..LANES {
            lag[f] = delivery[f] as usize;
            rest[f] = delivery[f] - lag[f] as f64;
        }
        let years = sim.setup.horizon_years;
        let ceiling = sim.setup.client.personnel.map_or(1.0, |p| p.ceiling / p.heads);
        Own {
            gdp: ONE,
            stock: ONE,
            build_up: ZERO,
            ceiling: [ceiling; LANES],
            spent: vec![ONE; BACK + years],
            lag,
            rest,
            conventional: ZERO,
            unabsorbed: ZERO,
            unmet: ZERO,
            capability: ZERO,
            usable: ZERO,
            alone: ZERO,
        }
    }

    /// Today's strength, whatever the path: with the tie as it is, and alone.
    pub(crate) fn today(&mut self, sim: &Simulator, draws: &Draws) {
        self.mix(sim, 1.0);
        self.usable(sim, draws, &ONE);
    }

    /// The year's spending and what is usable of the stock.
    #[inline(always)]
    pub(crate) fn step(
        &mut self,
        sim: &Simulator,
        plan: &Plan,
        draws: &Draws,
        patron: &Patron,
        t: usize,
    ) {
        let client = &sim.setup.client;
        let asked = plan.spending[t];
        let response = draws.of(sim.at.trust_response);
        let (then, now) = (draws.of(sim.at.trust), &patron.trust);
        set(&mut self.conventional, |f| {
            let lost = then[f] - now[f];
            asked + response[f] * (if lost > 0.0 { lost } else { 0.0 })
        });
        let per_today = 1.0 / client.spending_share;
        let (conventional, gdp) = (&self.conventional, &self.gdp);
        set(&mut self.spent[BACK + t], |f| conventional[f] * per_today * gdp[f]);
        let demand = &patron.demand;
        set(&mut self.unmet, |f| {
            let short = demand[f] - conventional[f];
            if short > 0.0 { short / demand[f] } else { 0.0 }
        });
        self.mix(sim, plan.heads[t]);
        self.usable(sim, draws, &patron.tie);
    }

    /// Capability from money and people: `c = c_0 k^w h^(1-w)`.
    #[inline(always)]
    fn mix(&mut self, sim: &Simulator, asked: f64) {
        let (c0, w) = (sim.setup.client.capability, sim.setup.setting.w);
        let (stock, ceiling) = (&self.stock, &self.ceiling);
        let heads = |f: usize| if asked < ceiling[f] { asked } else { ceiling[f] };
        if w == 1.0 {
            set(&mut self.capability, |f| c0 * stock[f]);
        } else if w == 0.5 {
            set(&mut self.capability, |f| c0 * (stock[f] * heads(f)).sqrt());
        } else {
            let (mut a, mut b, mut h) = (ZERO, ZERO, ZERO);
            set(&mut h, heads);
            ln_slice(stock, &mut a);
            ln_slice(&h, &mut b);
            set(&mut h, |f| w * a[f] + (1.0 - w) * b[f]);
            exp_slice(&h, &mut a);
            set(&mut self.capability, |f| c0 * a[f]);
        }
    }

    /// What is usable: munitions and what hangs on the patron.
    #[inline(always)]
    fn usable(&mut self, sim: &Simulator, draws: &Draws, tie: &Lane) {
        let epsilon = sim.setup.setting.epsilon;
        // Who has no patron today has nothing that hangs on it.
        let hangs = flag(sim.setup.treaty.exists);
        let capability = &self.capability;
        if let (Some(s), Some(input)) = (sim.setup.client.sustainment, sim.at.munitions) {
            let needed = draws.of(input);
            let stock = &self.stock;
            set(&mut self.alone, |f| {
                let share = s.days * stock[f] / needed[f];
                (1.0 - epsilon) * (if share < 1.0 { share } else { 1.0 })
            });
        } else {
            self.alone = [1.0 - epsilon; LANES];
        }
        for f in 0..LANES {
            let lost = hangs * (1.0 - tie[f]) * (1.0 - self.alone[f]);
            self.usable[f] = capability[f] * (1.0 - lost);
            self.alone[f] *= capability[f];
        }
    }

    /// Ends the year: the stock takes what was delivered, the economy grows.
    #[inline(always)]
    pub(crate) fn close(&mut self, sim: &Simulator, draws: &Draws, t: usize) {
        let delta = draws.of(sim.at.depreciation);
        let most = draws.of(sim.at.absorption);
        let growth = draws.of(sim.at.growth_gdp);
        for f in 0..LANES {
            let at = BACK + t - self.lag[f];
            let delivered =
                (1.0 - self.rest[f]) * self.spent[at][f] + self.rest[f] * self.spent[at - 1][f];
            let wished = (1.0 - delta[f]) * self.stock[f] + delta[f] * delivered;
            let limit = (1.0 + most[f]) * self.stock[f];
            let next = if wished < limit { wished } else { limit };
            self.unabsorbed[f] = (wished - next) / delta[f];
            let economy = if growth[f] > 0.0 { growth[f] } else { 0.0 };
            let beyond = next / self.stock[f] - 1.0 - economy;
            self.build_up[f] = if beyond > 0.0 { beyond } else { 0.0 };
            self.stock[f] = next;
            self.gdp[f] *= 1.0 + growth[f];
        }
        if let Some(input) = sim.at.demography {
            let demography = draws.of(input);
            for (c, d) in self.ceiling.iter_mut().zip(demography) {
                *c *= 1.0 + d;
            }
        }
    }
}

/// Spending of all kinds in a year.
#[derive(Clone)]
pub(crate) struct Costs {
    pub(crate) nuclear: Lane,
    pub(crate) hosting: Lane,
    pub(crate) total: Lane,
    pub(crate) money: Lane,
    /// Sums over the years.
    pub(crate) sum: Lane,
    pub(crate) peak: Lane,
    pub(crate) money_sum: Lane,
}

impl Costs {
    pub(crate) fn new() -> Self {
        Costs {
            nuclear: ZERO,
            hosting: ZERO,
            total: ZERO,
            money: ZERO,
            sum: ZERO,
            peak: ZERO,
            money_sum: ZERO,
        }
    }

    /// Adds up a year; `nuclear` is set before.
    #[inline(always)]
    pub(crate) fn step(&mut self, sim: &Simulator, own: &Own, patron: &Patron) {
        let share = sim.setup.client.hosting_share;
        let (access, factor) = (&patron.access, &patron.hosting);
        set(&mut self.hosting, |f| share * access[f] * factor[f]);
        let (nuclear, hosting) = (&self.nuclear, &self.hosting);
        set(&mut self.total, |f| own.conventional[f] + nuclear[f] + hosting[f]);
        let gdp = sim.setup.client.gdp;
        let total = &self.total;
        set(&mut self.money, |f| total[f] * gdp * own.gdp[f]);
        add(&mut self.sum, total);
        for (p, v) in self.peak.iter_mut().zip(total) {
            *p = if *v > *p { *v } else { *p };
        }
        add(&mut self.money_sum, &self.money);
    }
}
