//! Nuclear replacement: stages, costs, the danger window and what is covered.
//!
//! No warhead enters capability, and nothing here reaches the lower tiers.

use super::Simulator;
use super::lanes::{Draws, LANES, Lane, ZERO, add, each, flag, set};
use super::patron::Patron;
use crate::plan::Plan;
use crate::setup::NuclearStage;
use antumbra_num::kernel::ln_slice;

/// Cover by others below this level counts as none: no pact with a nuclear state.
const COVERED: f64 = 2.0;
/// Level of cover by another provider once it stands: declared.
const DECLARED: f64 = 3.0;
/// Level of cover with sharing.
const SHARED: f64 = 5.0;
/// Level of cover when only access is agreed: assurance or ambiguous.
const AMBIGUOUS: f64 = 1.0;

/// One stage that the path begins.
struct Begun {
    stage: NuclearStage,
    /// Years from the first year to the decision.
    from: f64,
    /// ... to when it stands.
    ready: Lane,
    cost: usize,
    keeps: usize,
}

/// Nuclear cover in the current year.
pub(crate) struct Nuclear {
    /// What the path begins, in the order of stages.
    begun: Vec<Begun>,
    hazard_sum: Lane,
    hazard_last: Lane,
    hazard_level: Lane,
    /// 1 once a preventive attack has come.
    pub(crate) attacked: Lane,
    /// 1 while an own programme is open to it.
    pub(crate) exposed: Lane,
    /// 1 from the decision until all own stages that the path begins stand.
    pub(crate) pursuing: Lane,
    /// Cover left by others, and by others or own weapons: 1 today's.
    pub(crate) own_keeps: Lane,
    pub(crate) r_nuc: Lane,
    pub(crate) level: Lane,
    pub(crate) stage: Lane,
    pub(crate) uncovered: Lane,
    /// Cost in the year, share of GDP.
    pub(crate) cost: Lane,
}

impl Nuclear {
    pub(crate) fn new(sim: &Simulator, plan: &Plan, draws: &Draws) -> Self {
        let mut begun: Vec<Begun> = Vec::new();
        for (k, from) in plan.nuclear.iter().enumerate() {
            let Some(from) = *from else { continue };
            let [years, cost, keeps] = sim.at.nuclear[k];
            let years = draws.of(years);
            let from = f64::from(from);
            begun.push(Begun {
                stage: sim.setup.nuclear[k].stage,
                from,
                ready: each(|f| from + years[f]),
                cost,
                keeps,
            });
        }
        begun.sort_by_key(|b| b.stage);
        for k in 1..begun.len() {
            // An own stage stands no earlier than the one before it.
            let (before, after) = begun.split_at_mut(k);
            if let (Some(b), Some(a)) = (before.last(), after.first_mut())
                && b.stage.is_own()
            {
                for (a, b) in a.ready.iter_mut().zip(&b.ready) {
                    *a = if *a < *b { *b } else { *a };
                }
            }
        }
        let u = draws.of(sim.at.preventive_wait);
        let alive = each(|f| 1.0 - u[f]);
        let mut level = ZERO;
        ln_slice(&alive, &mut level);
        Nuclear {
            begun,
            hazard_sum: ZERO,
            hazard_last: ZERO,
            hazard_level: each(|f| -level[f]),
            attacked: ZERO,
            exposed: ZERO,
            pursuing: ZERO,
            own_keeps: ZERO,
            r_nuc: ZERO,
            level: ZERO,
            stage: ZERO,
            uncovered: ZERO,
            cost: ZERO,
        }
    }

    /// Moves to year `t`.
    #[inline(always)]
    pub(crate) fn step(&mut self, sim: &Simulator, draws: &Draws, patron: &Patron, t: usize) {
        let now = t as f64;
        self.prevent(sim, draws, now);
        self.exposure(draws, patron, now);
        self.hazard(sim, draws, patron);
        self.cover(sim, draws, patron, now);
    }

    /// The hazard of the past year acts: an attack sets back what does not stand yet.
    #[inline(always)]
    fn prevent(&mut self, sim: &Simulator, draws: &Draws, now: f64) {
        let setback = draws.of(sim.at.setback);
        for f in 0..LANES {
            self.hazard_sum[f] += self.hazard_last[f];
            if self.attacked[f] == 0.0 && self.hazard_sum[f] > self.hazard_level[f] {
                self.attacked[f] = 1.0;
                for b in self.begun.iter_mut().filter(|b| b.stage.is_own()) {
                    if b.ready[f] > now {
                        b.ready[f] += setback[f];
                    }
                }
            }
        }
    }

    /// Who is still building, who is open to attack, and what it costs.
    #[inline(always)]
    fn exposure(&mut self, draws: &Draws, patron: &Patron, now: f64) {
        self.exposed = ZERO;
        self.pursuing = ZERO;
        self.cost = ZERO;
        for b in self.begun.iter().filter(|b| b.from <= now) {
            let cost = draws.of(b.cost);
            let sharing = b.stage == NuclearStage::Sharing;
            for f in 0..LANES {
                self.cost[f] += cost[f] * (if sharing { patron.pact[f] } else { 1.0 });
            }
            if !b.stage.is_own() {
                continue;
            }
            // A device alone leaves the programme open to attack until a minimal force stands,
            // where the path goes for one; a survivable force is built behind it.
            let closes = b.stage <= NuclearStage::Minimal;
            for f in 0..LANES {
                let building = flag(b.ready[f] > now);
                self.pursuing[f] = self.pursuing[f].max(building);
                if closes {
                    self.exposed[f] = self.exposed[f].max(building);
                }
            }
        }
    }

    #[inline(always)]
    fn hazard(&mut self, sim: &Simulator, draws: &Draws, patron: &Patron) {
        let tied = draws.of(sim.at.preventive_tied);
        let untied = draws.of(sim.at.preventive_untied);
        let (exposed, tie) = (&self.exposed, &patron.tie);
        set(&mut self.hazard_last, |f| {
            exposed[f] * (tied[f] * tie[f] + untied[f] * (1.0 - tie[f]))
        });
    }

    /// What covers the client now.
    #[inline(always)]
    fn cover(&mut self, sim: &Simulator, draws: &Draws, patron: &Patron, now: f64) {
        let treaty = &sim.setup.treaty;
        let today = flag(treaty.exists && treaty.cover_level > 0);
        let level = f64::from(treaty.cover_level);
        let access_only = draws.of(sim.at.access_only_nuclear);
        for f in 0..LANES {
            let pact = patron.pact[f];
            let looser = flag(patron.tie[f] > 0.0) * (1.0 - pact);
            let regime = patron.nuclear[f].min(1.0);
            self.r_nuc[f] = today * regime * (pact + looser * access_only[f]);
            self.level[f] = level * pact + looser * level.min(AMBIGUOUS);
        }
        self.own_keeps = ZERO;
        self.stage = ZERO;
        for b in &self.begun {
            let keeps = draws.of(b.keeps);
            for f in 0..LANES {
                let mut stands = flag(b.ready[f] <= now);
                if b.stage == NuclearStage::Sharing {
                    stands *= patron.pact[f];
                }
                let kept = stands * keeps[f];
                if b.stage.is_own() {
                    let number = f64::from(b.stage as u8 - NuclearStage::Device as u8 + 1);
                    self.own_keeps[f] = self.own_keeps[f].max(kept);
                    self.stage[f] = self.stage[f].max(stands * number);
                } else {
                    let cover = if b.stage == NuclearStage::Sharing { SHARED } else { DECLARED };
                    self.r_nuc[f] = self.r_nuc[f].max(kept);
                    self.level[f] = self.level[f].max(stands * cover);
                }
            }
        }
        let armed = flag(sim.setup.challengers.iter().any(|c| c.nuclear));
        for f in 0..LANES {
            // Own and foreign cover do not add: the larger counts.
            self.r_nuc[f] = self.r_nuc[f].max(self.own_keeps[f]);
            let open = flag(self.level[f] < COVERED && self.stage[f] == 0.0);
            self.uncovered[f] = armed * open;
        }
    }

    /// Adds the year to a count of uncovered years.
    #[inline(always)]
    pub(crate) fn count(&self, years: &mut Lane) {
        add(years, &self.uncovered);
    }
}
