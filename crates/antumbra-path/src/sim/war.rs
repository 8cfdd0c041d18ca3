//! War: its own tier, on one hazard scale at a time; no sum mixes scales.

use super::Simulator;
use super::challenge::Rival;
use super::lanes::{Draws, LANES, Lane, ZERO, add, each, set};
use super::nuclear::Nuclear;
use super::patron::Patron;
use antumbra_num::kernel::{exp_m1, exp_slice, ln_slice};

/// Hazards of war on the client in the current year, all challengers.
pub(crate) struct War {
    ln_u: Lane,
    /// By scale: at ψ 0, .5, 1 and at the setting's.
    pub(crate) hazard: [[Lane; 4]; 2],
    pub(crate) abandonment: [Lane; 2],
    pub(crate) alone: [Lane; 2],
    /// Sums over the years.
    pub(crate) sum: [[Lane; 4]; 2],
    pub(crate) abandonment_sum: [Lane; 2],
}

impl War {
    pub(crate) fn new(sim: &Simulator, draws: &Draws) -> Self {
        let mut ln_u = ZERO;
        ln_slice(draws.of(sim.at.cover_leaves), &mut ln_u);
        War {
            ln_u,
            hazard: [[ZERO; 4]; 2],
            abandonment: [ZERO; 2],
            alone: [ZERO; 2],
            sum: [[ZERO; 4]; 2],
            abandonment_sum: [ZERO; 2],
        }
    }

    /// Hazards of the year: `h_0 exp{ln u [(1-ψ) r_conv + ψ r_nuc]}`, summed over challengers.
    #[inline(always)]
    pub(crate) fn step(
        &mut self,
        sim: &Simulator,
        draws: &Draws,
        rivals: &[Rival],
        nuclear: &Nuclear,
        patron: &Patron,
    ) {
        let psi = sim.setup.setting.psi;
        let ln_u = &self.ln_u;
        let mut power = ZERO;
        let mut by_cover = |keeps: &Lane, out: &mut Lane| {
            set(&mut power, |f| ln_u[f] * keeps[f]);
            exp_slice(&power, out);
        };
        let (mut all, mut own) = (ZERO, ZERO);
        by_cover(&nuclear.r_nuc, &mut all);
        if sim.setup.challengers.iter().any(|c| c.nuclear && !c.patron_counts) {
            by_cover(&nuclear.own_keeps, &mut own);
        }
        let (mut conventional, mut half, mut other) = (ZERO, ZERO, ZERO);
        self.hazard = [[ZERO; 4]; 2];
        for (i, rival) in rivals.iter().enumerate() {
            let challenger = &sim.setup.challengers[i];
            by_cover(&rival.r_conv, &mut conventional);
            // For a challenger without nuclear weapons the nuclear layer is empty; a patron bound
            // to the challenger does not cover against it.
            let (keeps, nuclear_only) = match (challenger.nuclear, challenger.patron_counts) {
                (false, _) => (&rival.r_conv, &conventional),
                (true, true) => (&nuclear.r_nuc, &all),
                (true, false) => (&nuclear.own_keeps, &own),
            };
            set(&mut half, |f| (conventional[f] * nuclear_only[f]).sqrt());
            let setting = if psi == 0.0 {
                &conventional
            } else if psi == 0.5 {
                &half
            } else if psi == 1.0 {
                nuclear_only
            } else {
                let mixed = each(|f| (1.0 - psi) * rival.r_conv[f] + psi * keeps[f]);
                by_cover(&mixed, &mut other);
                &other
            };
            for scale in 0..2 {
                let base = draws.of(sim.at.war[i][scale]);
                let left = [&conventional, &half, nuclear_only, setting];
                for (out, left) in self.hazard[scale].iter_mut().zip(left) {
                    for f in 0..LANES {
                        out[f] += base[f] * left[f];
                    }
                }
            }
        }
        let (acted, pact) = (&patron.acted, &patron.pact);
        for scale in 0..2 {
            let h = &self.hazard[scale][3];
            set(&mut self.alone[scale], |f| h[f] * (1.0 - acted[f]));
            set(&mut self.abandonment[scale], |f| h[f] * (1.0 - acted[f]) * pact[f]);
            for (sum, h) in self.sum[scale].iter_mut().zip(&self.hazard[scale]) {
                add(sum, h);
            }
            add(&mut self.abandonment_sum[scale], &self.abandonment[scale]);
        }
    }
}

/// The probability of at least one event at a cumulated hazard.
pub(crate) fn at_least_one(sum: &Lane) -> Lane {
    each(|f| -exp_m1(-sum[f]))
}
