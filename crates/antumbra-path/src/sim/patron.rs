//! The patron: its regimes, whether it loosens or goes, the treaty, belief and trust.

use super::Simulator;
use super::lanes::{Draws, LANES, Lane, ONE, ZERO, each, flag, set, unit};
use crate::Error;
use crate::path::{TreatyState, World};
use crate::plan::Plan;
use crate::setup::Regime;
use antumbra_num::kernel::ln_slice;

/// The patron in the current year.
pub(crate) struct Patron {
    regime: [usize; LANES],
    /// Factors of the regime relative to today's.
    belief: Lane,
    act: Lane,
    pub(crate) nuclear: Lane,
    pub(crate) demand: Lane,
    pub(crate) hosting: Lane,
    loosening: Lane,
    termination: Lane,
    pub(crate) acquiesces: Lane,
    /// 1 before a loosening, afterwards what it left.
    left: Lane,
    /// Cumulated hazards and the levels at which the events come.
    loosening_sum: Lane,
    loosening_level: Lane,
    termination_sum: Lane,
    termination_level: Lane,
    /// Hazards of the year before, which act now.
    loosening_last: Lane,
    termination_last: Lane,
    exit: Exit,
    /// 1 while the patron is there.
    pub(crate) present: Lane,
    /// The treaty: 0 as it is, 1 revised, 2 access only, 3 ended.
    pub(crate) treaty: Lane,
    notice: Lane,
    /// Share of the tie that the treaty leaves, the patron's presence aside.
    pub(crate) treaty_tie: Lane,
    /// Share of the tie that is left.
    pub(crate) tie: Lane,
    /// 1 while a pact promises defence.
    pub(crate) pact: Lane,
    /// Share of today's access to bases.
    pub(crate) access: Lane,
    /// What challengers believe.
    pub(crate) reliability: Lane,
    /// What it would do.
    pub(crate) acted: Lane,
    /// The factor of regime and loosening on action, treaty aside: for its ties to others.
    pub(crate) elsewhere: Lane,
    /// Belief over today's.
    relative: Lane,
    pub(crate) trust: Lane,
    /// This year's hazard that its politics end the treaty.
    pub(crate) exit_hazard: Lane,
}

/// How the patron goes.
enum Exit {
    Never,
    Drawn,
    Given(f64),
}

impl Patron {
    pub(crate) fn new(sim: &Simulator, world: World, draws: &Draws) -> Result<Self, Error> {
        let setup = &sim.setup;
        let exit = match world {
            World::PatronStays => Exit::Never,
            World::PatronGoes => Exit::Drawn,
            World::PatronGoesIn(year) if year < setup.first_year => {
                return Err(Error::path(
                    "world",
                    format!("an exit in {} lies before the first year", year.0),
                ));
            }
            World::PatronGoesIn(year) => {
                Exit::Given(f64::from(i32::from(year.0) - i32::from(setup.first_year.0)))
            }
        };
        let waiting = |input: usize| {
            let u = draws.of(input);
            let alive = each(|f| 1.0 - u[f]);
            let mut level = ZERO;
            ln_slice(&alive, &mut level);
            each(|f| -level[f])
        };
        let mut out = Patron {
            regime: [setup.politics.today; LANES],
            belief: ONE,
            act: ONE,
            nuclear: ONE,
            demand: ZERO,
            hosting: ONE,
            loosening: ONE,
            termination: ONE,
            acquiesces: ZERO,
            left: ONE,
            loosening_sum: ZERO,
            loosening_level: waiting(sim.at.loosening_wait),
            termination_sum: ZERO,
            termination_level: waiting(sim.at.termination_wait),
            loosening_last: ZERO,
            termination_last: ZERO,
            exit,
            present: ONE,
            treaty: ZERO,
            notice: ZERO,
            treaty_tie: ZERO,
            tie: ZERO,
            pact: ZERO,
            access: ONE,
            reliability: ZERO,
            acted: ZERO,
            elsewhere: ONE,
            relative: ONE,
            trust: *draws.of(sim.at.trust),
            exit_hazard: ZERO,
        };
        out.take_office(sim);
        Ok(out)
    }

    /// Regimes' factors for the regimes in office.
    fn take_office(&mut self, sim: &Simulator) {
        let p = &sim.setup.politics;
        let today = &p.regimes[p.today];
        let over = |lane: &mut Lane, regime: &[usize; LANES], what: fn(&Regime) -> f64| {
            set(lane, |f| what(&p.regimes[regime[f]]) / what(today));
        };
        over(&mut self.belief, &self.regime, |r| r.belief);
        over(&mut self.act, &self.regime, |r| r.act);
        over(&mut self.nuclear, &self.regime, |r| r.nuclear);
        over(&mut self.hosting, &self.regime, |r| r.hosting);
        over(&mut self.loosening, &self.regime, |r| r.loosening);
        over(&mut self.termination, &self.regime, |r| r.termination);
        let regime = &self.regime;
        set(&mut self.demand, |f| p.regimes[regime[f]].demand);
        set(&mut self.acquiesces, |f| p.regimes[regime[f]].acquiesces);
    }

    /// The regimes' indices.
    pub(crate) fn regimes(&self) -> Lane {
        each(|f| self.regime[f] as f64)
    }

    /// Moves to year `t`: elections, events, treaty, belief.
    #[inline(always)]
    pub(crate) fn step(&mut self, sim: &Simulator, plan: &Plan, draws: &Draws, t: usize) {
        self.elect(sim, draws, t);
        self.events(sim, draws, t);
        self.text(sim, plan, draws, t);
        let (left, present) = (&self.left, &self.present);
        let gone_from = TreatyState::Ended as u8 as f64;
        let treaty = &self.treaty;
        let plan_access = plan.access[t];
        set(&mut self.access, |f| plan_access * left[f] * present[f] * flag(treaty[f] < gone_from));

        let (belief, act, notice, tie) = (&self.belief, &self.act, &self.notice, &self.tie);
        let revised = draws.of(sim.at.revised_belief);
        let kept = draws.of(sim.at.notice_belief);
        // What the text of the treaty does to belief and to action.
        let text = each(|f| if treaty[f] == 1.0 { revised[f] * present[f] } else { tie[f] });
        set(&mut self.elsewhere, |f| act[f] * left[f]);
        set(&mut self.relative, |f| {
            let quiet = if notice[f] > 0.0 { kept[f] } else { 1.0 };
            belief[f] * left[f] * text[f] * quiet
        });
        let (relative, elsewhere) = (&self.relative, &self.elsewhere);
        let rho = draws.of(sim.at.reliability);
        set(&mut self.reliability, |f| unit(rho[f] * relative[f]));
        let rho = draws.of(sim.at.acted);
        set(&mut self.acted, |f| unit(rho[f] * elsewhere[f] * text[f]));
        let hazard = draws.of(sim.at.termination);
        let (termination, treaty_tie) = (&self.termination, &self.treaty_tie);
        set(&mut self.exit_hazard, |f| {
            hazard[f] * termination[f] * present[f] * flag(treaty_tie[f] > 0.0)
        });
    }

    /// A new term: the next regime follows today's by the switching matrix.
    fn elect(&mut self, sim: &Simulator, draws: &Draws, t: usize) {
        let p = &sim.setup.politics;
        let first = i32::from(p.next_term.0) - i32::from(sim.setup.first_year.0);
        let since = t as i32 - first;
        if since < 0 || since % p.term_years as i32 != 0 {
            return;
        }
        let Some(&input) = sim.at.term.get((since / p.term_years as i32) as usize) else { return };
        let u = draws.of(input);
        for (regime, u) in self.regime.iter_mut().zip(u) {
            let row = &p.switching[*regime];
            let mut sum = 0.0;
            // The last regime that can follow takes what rounding leaves.
            let last = row.iter().rposition(|v| *v > 0.0).unwrap_or(*regime);
            let mut next = last;
            for (k, v) in row.iter().enumerate().take(last) {
                sum += v;
                if *u < sum {
                    next = k;
                    break;
                }
            }
            *regime = next;
        }
        self.take_office(sim);
    }

    /// Loosening and exit: the hazards of the past year act now.
    #[inline(always)]
    fn events(&mut self, sim: &Simulator, draws: &Draws, t: usize) {
        let size = draws.of(sim.at.loosening_size);
        let last = &self.loosening_last;
        for (f, sum) in self.loosening_sum.iter_mut().enumerate() {
            *sum += last[f];
        }
        let (sum, level) = (&self.loosening_sum, &self.loosening_level);
        set(&mut self.left, |f| if sum[f] > level[f] { 1.0 - size[f] } else { 1.0 });
        match self.exit {
            Exit::Never => {}
            Exit::Given(year) => self.present = [flag((t as f64) < year); LANES],
            Exit::Drawn => {
                let last = &self.termination_last;
                for (f, sum) in self.termination_sum.iter_mut().enumerate() {
                    *sum += last[f];
                }
                let (sum, level) = (&self.termination_sum, &self.termination_level);
                let year = draws.of(sim.at.exit_year);
                set(&mut self.present, |f| flag((t as f64) < year[f] && sum[f] <= level[f]));
            }
        }
    }

    /// The treaty's state: moves take effect after notice and lead time.
    #[inline(always)]
    fn text(&mut self, sim: &Simulator, plan: &Plan, draws: &Draws, t: usize) {
        let treaty = &sim.setup.treaty;
        let now = t as f64;
        let notice_years = f64::from(treaty.notice_years);
        let lead = draws.of(sim.at.treaty_lead);
        self.treaty = ZERO;
        self.notice = ZERO;
        for &(to, from) in &plan.treaty {
            let given = f64::from(from);
            for f in 0..LANES {
                let effect = match to {
                    TreatyState::AsIs | TreatyState::Revised => given + lead[f],
                    // The old duty ends with the notice at the earliest.
                    TreatyState::AccessOnly => given + lead[f].max(notice_years),
                    TreatyState::Ended => given + notice_years,
                };
                let loosens = matches!(to, TreatyState::AccessOnly | TreatyState::Ended);
                if now >= effect {
                    self.treaty[f] = f64::from(to as u8);
                    self.notice[f] = 0.0;
                } else if now >= given && loosens {
                    self.notice[f] = 1.0;
                }
            }
        }
        let access_only = draws.of(sim.at.access_only_tie);
        let exists = treaty.exists;
        let state = &self.treaty;
        set(&mut self.treaty_tie, |f| {
            let kept = if state[f] < 2.0 { 1.0 } else { access_only[f] * flag(state[f] < 3.0) };
            if exists { kept } else { 0.0 }
        });
        let (tie, present) = (&self.treaty_tie, &self.present);
        set(&mut self.tie, |f| tie[f] * present[f]);
        set(&mut self.pact, |f| flag(exists && state[f] < 2.0) * present[f]);
    }

    /// Ends the year: hazards that act in the next, and trust after what was seen.
    #[inline(always)]
    pub(crate) fn close(&mut self, sim: &Simulator, draws: &Draws, unmet: &Lane) {
        let hazard = draws.of(sim.at.loosening);
        let pressure = draws.of(sim.at.demand_pressure);
        let (loosening, tie) = (&self.loosening, &self.tie);
        set(&mut self.loosening_last, |f| {
            hazard[f] * loosening[f] * (1.0 + pressure[f] * unmet[f]) * flag(tie[f] > 0.0)
        });
        self.termination_last = self.exit_hazard;
        let speed = draws.of(sim.at.trust_speed);
        let start = draws.of(sim.at.trust);
        let relative = &self.relative;
        for (f, trust) in self.trust.iter_mut().enumerate() {
            *trust += speed[f] * (unit(start[f] * relative[f]) - *trust);
        }
    }

    /// 1 where a loosening has come.
    pub(crate) fn loosened(&self) -> Lane {
        each(|f| flag(self.loosening_sum[f] > self.loosening_level[f]))
    }
}
