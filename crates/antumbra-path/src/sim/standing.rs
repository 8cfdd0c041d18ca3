//! Where the client stands: freedom, distance, alignment, reversibility, and coercion.
//!
//! Freedom, distance and reversibility are ordinals: they order paths, and their differences are
//! not amounts. The steps are judgements, written here once.

use super::Now;
use super::lanes::{LANES, Lane, ZERO, add, set, unit};
use super::nuclear::Nuclear;
use super::own::Own;
use super::patron::Patron;

/// Distance by the state of the treaty: as it is, revised, access only, ended or patron gone.
const TREATY_DISTANCE: [f64; 4] = [0.0, 0.25, 0.7, 1.0];
/// Weights of treaty, access and alignment in distance.
const DISTANCE_WEIGHTS: [f64; 3] = [0.4, 0.3, 0.3];
/// Command by the state of the treaty: under the patron's lead, shared, own but for bases, own.
const COMMAND: [f64; 4] = [0.0, 1.0, 2.0, 3.0];
/// Steps off full reversibility (4) by the state of the treaty.
const BINDING: [f64; 4] = [0.0, 0.0, 1.0, 2.0];

/// The client's standing in the current year.
pub(crate) struct Standing {
    pub(crate) alignment: Lane,
    pub(crate) distance: Lane,
    pub(crate) freedom: Lane,
    pub(crate) reversibility: Lane,
    /// Patron, challengers, sanctions, all.
    pub(crate) coercion: [Lane; 4],
    pub(crate) coercion_sum: Lane,
}

impl Standing {
    pub(crate) fn new() -> Self {
        Standing {
            alignment: ZERO,
            distance: ZERO,
            freedom: ZERO,
            reversibility: ZERO,
            coercion: [ZERO; 4],
            coercion_sum: ZERO,
        }
    }

    /// The year's standing.
    #[inline(always)]
    pub(crate) fn step(&mut self, now: &Now<'_>, patron: &Patron, nuclear: &Nuclear) {
        let Now { sim, plan, draws, t } = *now;
        let client = &sim.setup.client;
        let asked = plan.alignment[t];
        let without = draws.of(sim.at.alignment_without);
        let exists = sim.setup.treaty.exists;
        let [by_treaty, by_access, by_alignment] = DISTANCE_WEIGHTS;
        for f in 0..LANES {
            let here = patron.present[f];
            self.alignment[f] = asked * (if here > 0.0 { 1.0 } else { without[f] });
            // Without a treaty today nothing of it can be left.
            let state = if here > 0.0 { patron.treaty[f] as usize } else { 3 };
            let (treaty, command) =
                if exists { (TREATY_DISTANCE[state], COMMAND[state]) } else { (0.0, 3.0) };
            let moved = by_treaty * treaty
                + by_access * (1.0 - patron.access[f])
                + by_alignment * (client.alignment - self.alignment[f]);
            self.distance[f] = client.distance
                + (if moved > 0.0 { 100.0 - client.distance } else { client.distance }) * moved;
            self.freedom[f] = plan.role[t] + command;
            let bound = BINDING[patron.treaty[f] as usize]
                + (if plan.access[t] < 0.5 { 1.0 } else { 0.0 })
                + (if nuclear.pursuing[f] > 0.0 { 2.0 } else { 0.0 })
                + nuclear.stage[f];
            self.reversibility[f] = if bound < 4.0 { 4.0 - bound } else { 0.0 };
        }
    }

    /// GDP lost to coercion in the year.
    #[inline(always)]
    pub(crate) fn coerce(&mut self, now: &Now<'_>, patron: &Patron, nuclear: &Nuclear, own: &Own) {
        let Now { sim, plan, draws, t } = *now;
        let client = &sim.setup.client;
        let today = if sim.setup.treaty.exists { 1.0 } else { 0.0 };
        let exposed = client.trade_patron * (1.0 - plan.trade[0][t]);
        let full = draws.of(sim.at.coercion_patron);
        set(&mut self.coercion[0], |f| {
            // The patron presses over what the client does: its text, its alignment, its budget.
            let apart = (client.alignment - plan.alignment[t]).max(0.0);
            let left = today - patron.treaty_tie[f];
            let short = own.unmet[f] * patron.present[f];
            full[f] * exposed * unit(apart + left + short)
        });
        let exposed = client.trade_challengers * (1.0 - plan.trade[1][t]);
        let full = draws.of(sim.at.coercion_challengers);
        let pressure = draws.of(sim.at.pressure);
        let relief = draws.of(sim.at.accommodation);
        let (distance, start) = (&self.distance, client.distance);
        set(&mut self.coercion[1], |f| {
            let far =
                if start < 100.0 { unit((distance[f] - start) / (100.0 - start)) } else { 0.0 };
            let p = pressure[f];
            let p = if relief[f] > 0.0 {
                p * (1.0 - relief[f] * far)
            } else {
                p - (1.0 - p) * relief[f] * far
            };
            // An own nuclear programme draws all of it.
            let p = if nuclear.pursuing[f] > 0.0 { 1.0 } else { p };
            full[f] * exposed * p
        });
        let loss = draws.of(sim.at.sanction_loss);
        set(&mut self.coercion[2], |f| {
            let tolerated = patron.acquiesces[f] * patron.present[f];
            loss[f] * nuclear.pursuing[f] * (1.0 - tolerated)
        });
        let [a, b, c, all] = &mut self.coercion;
        set(all, |f| a[f] + b[f] + c[f]);
        add(&mut self.coercion_sum, all);
    }
}
