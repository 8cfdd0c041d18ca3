//! Challenges: contest and risks per challenger, with the past frozen and moved forward.

use super::Simulator;
use super::lanes::{Draws, LANES, Lane, ONE, ZERO, add, each, set};
use super::own::Own;
use super::support::Support;
use crate::evidence::{Baselines, Evidence, PastTerms};
use antumbra_deter::evidence::estimates::{Cell, split_error};
use antumbra_num::kernel::{ln_slice, logistic_slice};

/// The most that a corrected risk may be, as in the estimates.
const CEILING: f64 = 0.95;
/// What is left of the count of disputes after a year.
const DECAY: f64 = 0.9;
/// Peace years beyond this count as this many.
const MOST_PEACE: f64 = 60.0;

/// One challenger's evidence and risks.
pub(crate) struct Rival {
    /// Log-odds without what a path moves, per severity.
    fixed: [Lane; 3],
    /// Log-odds per unit of p, per severity.
    slope: [Lane; 3],
    /// Log advantage of the challenger: today, and without the patron.
    without: Lane,
    /// 1 over what the patron takes off it; 0 where it takes nothing.
    per_cover: Lane,
    /// The path's.
    advantage: Lane,
    pub(crate) p: Lane,
    pub(crate) r_conv: Lane,
    pub(crate) risk: [Lane; 3],
    pub(crate) updated: [Lane; 3],
    past: Past,
}

/// What is expected of a pair's past: the count of disputes, and the years of peace as a
/// distribution with two parts, of which moments are kept: pairs without a dispute since the start,
/// and those with one.
struct Past {
    count: Lane,
    quiet: Lane,
    /// Moments 0 to 3 of the years since the last dispute where there was one.
    since: [Lane; 4],
    ln_start: f64,
    start: [f64; 3],
    first_years: f64,
    shift: [Lane; 3],
}

impl Rival {
    pub(crate) fn new(
        sim: &Simulator,
        draws: &Draws,
        grid: &Grid,
        support: &Support,
        own: &Own,
        i: usize,
    ) -> Self {
        let setup = &sim.setup;
        // Today, whatever the path: with the patron's tie as it is, and without it.
        let rho = draws.of(sim.at.reliability);
        let (with, gone) = support.others_today(sim, draws, i);
        let counts = setup.treaty.exists && setup.challengers[i].patron_counts;
        let today = if counts {
            each(|f| own.capability[f] + rho[f] * support.patron[f] + with[f])
        } else {
            each(|f| own.capability[f] + with[f])
        };
        let without = if counts { each(|f| own.alone[f] + gone[f]) } else { today };
        let c = &support.rival[i];
        let log = |t: &Lane| {
            let ratio = each(|f| c[f] / t[f]);
            let mut out = ZERO;
            ln_slice(&ratio, &mut out);
            out
        };
        let (x_today, x_without) = (log(&today), log(&without));
        let scaled = each(|f| grid.m[f] * x_today[f]);
        let mut p_today = ZERO;
        logistic_slice(&scaled, &mut p_today);

        let kappa = setup.setting.kappa;
        let b = &setup.challengers[i].baselines;
        let (mut fixed, mut slope) = ([ZERO; 3], [ZERO; 3]);
        for s in 0..3 {
            let (base, b) = coefficients(sim, draws, grid, b, s);
            for f in 0..LANES {
                // κ scales what a path does to the log-odds, not today's level.
                fixed[s][f] = base[f] + (1.0 - kappa) * b[f] * p_today[f];
                slope[s][f] = kappa * b[f];
            }
        }
        let per_cover = each(|f| {
            let whole = x_without[f] - x_today[f];
            if whole > 1e-12 { 1.0 / whole } else { 0.0 }
        });
        Rival {
            fixed,
            slope,
            without: x_without,
            per_cover,
            advantage: x_today,
            p: p_today,
            r_conv: ZERO,
            risk: [ZERO; 3],
            updated: [ZERO; 3],
            past: Past::new(&setup.evidence, b),
        }
    }

    /// Contest and risks against what stands on the client's side.
    #[inline(always)]
    pub(crate) fn step(&mut self, sim: &Simulator, m: &Lane, c: &Lane, total: &Lane, t: usize) {
        let (mut work, mut eta) = (ZERO, ZERO);
        set(&mut work, |f| c[f] / total[f]);
        ln_slice(&work, &mut self.advantage);
        let advantage = &self.advantage;
        set(&mut work, |f| m[f] * advantage[f]);
        logistic_slice(&work, &mut self.p);
        let (without, per_cover) = (&self.without, &self.per_cover);
        set(&mut self.r_conv, |f| {
            let left = (without[f] - advantage[f]) * per_cover[f];
            let left = if left > 1.0 { 1.0 } else { left };
            if left < 0.0 { 0.0 } else { left }
        });
        self.past.shift(&sim.setup.evidence.past, t);
        let p = &self.p;
        for s in 0..3 {
            let (fixed, slope, shift) = (&self.fixed[s], &self.slope[s], &self.past.shift[s]);
            let level = sim.setup.evidence.level[s];
            set(&mut eta, |f| fixed[f] + slope[f] * p[f]);
            logistic_slice(&eta, &mut work);
            set(&mut self.risk[s], |f| ceiling(work[f] * level));
            if t == 0 {
                // Nothing has been moved forward yet.
                self.updated[s] = self.risk[s];
                continue;
            }
            add(&mut eta, shift);
            logistic_slice(&eta, &mut work);
            set(&mut self.updated[s], |f| ceiling(work[f] * level));
        }
    }

    /// Ends the year: the past takes what was expected.
    #[inline(always)]
    pub(crate) fn close(&mut self) {
        self.past.advance(&self.updated[0]);
    }
}

#[inline(always)]
fn ceiling(p: f64) -> f64 {
    if p < CEILING { p } else { CEILING }
}

impl Past {
    fn new(evidence: &Evidence, b: &Baselines) -> Self {
        let years = b.history.peace_years;
        Past {
            count: [b.history.disputes; LANES],
            quiet: ONE,
            since: [ZERO; 4],
            ln_start: antumbra_num::kernel::ln(1.0 + b.history.disputes),
            start: [0, 1, 2].map(|s| evidence.past[s].peace_part(years)),
            first_years: years,
            shift: [ZERO; 3],
        }
    }

    /// What the expected past adds to the log-odds over today's, in year `t`.
    #[inline(always)]
    fn shift(&mut self, terms: &[PastTerms; 3], t: usize) {
        if t == 0 {
            return;
        }
        let count = &self.count;
        let (mut one_more, mut logs) = (ZERO, ZERO);
        set(&mut one_more, |f| 1.0 + count[f]);
        ln_slice(&one_more, &mut logs);
        let years = (self.first_years + t as f64).min(MOST_PEACE);
        let (quiet, since) = (&self.quiet, &self.since);
        for s in 0..3 {
            let [c1, c2, c3] = terms[s].peace;
            // Coefficients per year, year² and year³: y is years over 10, terms y, y²/10, y³/100.
            let (c1, c2, c3) = (c1 / 10.0, c2 / 1e3, c3 / 1e5);
            let unbroken = terms[s].peace_part(years);
            let (disputes, start, ln_start) = (terms[s].disputes, self.start[s], self.ln_start);
            set(&mut self.shift[s], |f| {
                let peace =
                    quiet[f] * unbroken + (c1 * since[1][f] + c2 * since[2][f] + c3 * since[3][f]);
                (peace - start) + disputes * (logs[f] - ln_start)
            });
        }
    }

    /// A year with an expected dispute of probability `q` ends.
    #[inline(always)]
    fn advance(&mut self, q: &Lane) {
        let [n, y1, y2, y3] = &mut self.since;
        for f in 0..LANES {
            let q = q[f];
            let go = 1.0 - q;
            self.count[f] = DECAY * self.count[f] + q;
            self.quiet[f] *= go;
            // Years since grow by one where nothing comes: (y+1)³ = y³ + 3y² + 3y + 1, and so on.
            y3[f] = go * (y3[f] + 3.0 * (y2[f] + y1[f]) + n[f]);
            y2[f] = go * (y2[f] + 2.0 * y1[f] + n[f]);
            y1[f] = go * (y1[f] + n[f]);
            n[f] = go * n[f] + q;
        }
    }
}

/// Where each future lies between the nodes of m and ρ.
pub(crate) struct Grid {
    /// Place of the lower node.
    at: [usize; LANES],
    /// Weights of the four nodes around.
    weights: [Lane; 4],
    /// Decisiveness, held between the outermost nodes.
    pub(crate) m: Lane,
    /// 1 where it had to be held.
    pub(crate) outside: Lane,
}

impl Grid {
    pub(crate) fn new(sim: &Simulator, draws: &Draws) -> Self {
        let e = &sim.setup.evidence;
        let (m, rho) = (draws.of(sim.at.decisiveness), draws.of(sim.at.reliability));
        let (first, last) = (e.m[0], e.m[e.m.len() - 1]);
        let mut out = Grid { at: [0; LANES], weights: [ZERO; 4], m: ZERO, outside: ZERO };
        for f in 0..LANES {
            let cell = Cell::around(&e.m, &e.rho, m[f], rho[f]);
            out.at[f] = cell.at;
            for (lane, weight) in out.weights.iter_mut().zip(cell.weights) {
                lane[f] = weight;
            }
            out.m[f] = m[f].clamp(first, last);
            out.outside[f] = super::lanes::flag(m[f] < first || m[f] > last);
        }
        out
    }

    fn of(&self, table: &[f64], width: usize) -> Lane {
        each(|f| {
            let at = self.at[f];
            let near = self.weights[0][f] * table[at] + self.weights[1][f] * table[at + 1];
            let far =
                self.weights[2][f] * table[at + width] + self.weights[3][f] * table[at + width + 1];
            near + far
        })
    }
}

/// Baseline and slope of one severity with the drawn errors.
fn coefficients(
    sim: &Simulator,
    draws: &Draws,
    grid: &Grid,
    baselines: &Baselines,
    s: usize,
) -> (Lane, Lane) {
    let e = &sim.setup.evidence;
    let width = e.rho.len();
    let mut base = grid.of(&baselines.log_odds[s], width);
    let mut b = grid.of(&e.b[s], width);
    let b_variance = grid.of(&e.b_variance[s], width);
    let variance = grid.of(&baselines.variance[s], width);
    let covariance = grid.of(&baselines.covariance[s], width);
    let z_b = draws.of(sim.at.z_slope[s]);
    let z_0 = draws.of(sim.at.z_baseline[s]);
    for f in 0..LANES {
        let (loading, rest) = split_error(variance[f], covariance[f], b_variance[f]);
        base[f] += loading * z_b[f] + rest * z_0[f];
        b[f] += b_variance[f].max(0.0).sqrt() * z_b[f];
    }
    (base, b)
}
