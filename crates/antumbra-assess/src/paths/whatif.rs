//! The grid that a reader moves on the page: four assumptions crossed, few futures in each cell.
//!
//! The corners move one setting at a time; this grid crosses four, so that a reader can hold a view
//! of his own. Each cell has the draws of the full run's design, cut short, with the patron's
//! reliability at a point. The nuclear share costs nothing: every future is judged at all three.

use super::draws::{self, Drawn};
use super::model::{Keep, PSIS, WORLDS};
use super::run::{Inputs, model};
use super::{setup, tally};
use crate::answer::cases::{Asked, Case};
use crate::answer::draws::Futures;
use crate::answer::grid::{Axes, BASINGS};
use antumbra_core::{Diagnostic, Diagnostics, Seed, Setting};
use antumbra_deter::evidence::estimates::Estimates;
use antumbra_deter::{Gauge, forms};
use antumbra_record::findings::Sentence;
use antumbra_record::paths::NotRun;
use antumbra_record::whatif::{CellAt, Forces, WhatIf};
use rayon::prelude::*;

/// Futures in each cell: a share is known to about four points (one standard error at one half).
const FUTURES: u16 = 128;

/// Reliabilities from a patron that hardly comes to one that nearly always does.
const RELIABILITY: [f64; 5] = [0.2, 0.4, 0.55, 0.7, 0.9];

fn futures_of_cell(futures: u64) -> u16 {
    u16::try_from(futures).map_or(FUTURES, |n| n.min(FUTURES))
}

/// How many futures the grid takes, of a run with so many.
pub(crate) fn futures_of_grid(reference: &Setting, futures: u64) -> u64 {
    let setups = Axes::around(reference).lambda.len() * BASINGS.len();
    (setups * RELIABILITY.len()) as u64 * u64::from(futures_of_cell(futures))
}

/// Runs the grid; `None` when there is no challenger whose figures are known. `step` is told how many
/// futures are done.
///
/// # Errors
/// What is wrong in the file, as in the full run.
pub(crate) fn run(
    asked: &Asked<'_>,
    estimates: &Estimates,
    drawn: &[Drawn],
    futures: u64,
    step: &mut dyn FnMut(u64),
) -> Result<Option<WhatIf>, Diagnostics> {
    let reference = asked.plan.reference;
    let Some(challenger) = asked.plan.challengers.first() else { return Ok(None) };
    let lambda = Axes::around(&reference).lambda;
    let paths: Vec<String> =
        asked.plan.loaded.assessment.paths.iter().map(|p| p.id.clone()).collect();
    let cell = futures_of_cell(futures);
    let width = PSIS.len() * paths.len() * WORLDS.len();
    let mut within = Vec::new();
    let mut forces = Vec::new();
    let mut not_run = Vec::new();
    for (done, &l) in lambda.iter().enumerate() {
        let settings = BASINGS.map(|(basing, _)| Setting { lambda: l, basing, ..reference });
        let jobs: Vec<(Setting, f64)> =
            settings.iter().flat_map(|s| RELIABILITY.map(|rho| (*s, rho))).collect();
        let ran: Vec<Result<Vec<u16>, Failed>> = jobs
            .par_iter()
            .map(|(s, rho)| counts(asked, estimates, drawn, *s, *rho, cell))
            .collect();
        for ((s, rho), r) in jobs.iter().zip(ran) {
            match r {
                Ok(n) => within.extend(n.into_iter().map(Some)),
                Err(Failed::File(e)) => return Err(e),
                Err(Failed::Setup(why)) => {
                    within.extend(std::iter::repeat_n(None, width));
                    let row = NotRun { corner: name(s), reason: why.to_string() };
                    if !not_run.contains(&row) {
                        not_run.push(row);
                    }
                }
            }
            forces.push(closed(asked, *s, *rho));
        }
        step((done + 1) as u64 * jobs.len() as u64 * u64::from(cell));
    }
    let mean = Futures::means(asked.plan).rho;
    Ok(Some(WhatIf {
        reference: CellAt {
            reliability: nearest(&RELIABILITY, mean),
            lambda: nearest(&lambda, reference.lambda),
            basing: BASINGS.iter().position(|b| b.0 == reference.basing).unwrap_or(0),
            psi: nearest(&PSIS.map(|p| p.0), reference.psi),
        },
        reference_reliability: mean,
        reliability: RELIABILITY.to_vec(),
        lambda,
        basing: BASINGS.map(|b| b.1.to_owned()).to_vec(),
        psi: PSIS.map(|p| p.0).to_vec(),
        paths,
        worlds: WORLDS.map(|w| w.1.to_owned()).to_vec(),
        futures: cell,
        within,
        challenger: challenger.iso3,
        forces,
        not_run,
    }))
}

/// Why a cell has no result.
enum Failed {
    /// A figure that this setup needs is missing.
    Setup(setup::Why),
    /// The file asks for something that cannot be.
    File(Diagnostics),
}

/// Futures within tolerance in one setup at one reliability: by nuclear share, path, world.
fn counts(
    asked: &Asked<'_>,
    estimates: &Estimates,
    drawn: &[Drawn],
    setting: Setting,
    rho: f64,
    futures: u16,
) -> Result<Vec<u16>, Failed> {
    let built = setup::build(asked, estimates, setting).map_err(Failed::Setup)?;
    let fixed = draws::with_reliability(drawn, rho);
    let (model, _) =
        model(asked, &built, setting, Inputs::Of(&fixed), Keep::Shares).map_err(Failed::File)?;
    let seed = Seed(asked.plan.loaded.assessment.seed);
    // One thread each: the cells themselves run side by side.
    let ran = tally::run(&model, u64::from(futures), seed, 1, false, &mut |_| ())
        .map_err(|e| Failed::File(Diagnostic::error("AN0145", e.to_string()).into()))?;
    let policies = ran.columns.len();
    let of = |policy: usize, key: &str| {
        let column = ran.column(policy, &format!("within.{key}"));
        column.iter().filter(|x| **x == 1.0).count() as u16
    };
    Ok(PSIS
        .iter()
        .flat_map(|(_, key)| (0..policies).map(move |p| (p, *key)))
        .map(|(p, key)| of(p, key))
        .collect())
}

/// The closed forms against the first challenger, at the means of all other draws.
fn closed(asked: &Asked<'_>, setting: Setting, rho: f64) -> Option<Forces> {
    let scene = asked.scene(0, Gauge::of(&setting), setting.w).ok()?;
    let case = Case::new(&scene, setting, 0);
    let strength = case.at(Futures::means(asked.plan).surge, 1.0);
    let p = forms::parts(&strength, rho);
    let keep = forms::keep(
        &strength,
        rho,
        asked.plan.reliability_others.dist.mean(),
        setting.follow.share(),
        setting.epsilon,
        setting.w,
    );
    let all = [p.own, p.expected, p.doubtful, p.others, keep];
    all.iter().all(|x| x.is_finite()).then_some(Forces {
        own: p.own,
        expected: p.expected,
        doubtful: p.doubtful,
        others: p.others,
        keep,
    })
}

fn name(s: &Setting) -> String {
    let basing = BASINGS.iter().find(|b| b.0 == s.basing).map_or("", |b| b.1);
    format!("lambda={}, basing={basing}", s.lambda)
}

/// How many paths hold in every cell of the grid and in none, world by world.
pub(crate) fn sentence(w: &WhatIf, holds_share: f64) -> Sentence {
    let mut s = Sentence::new("whatif", "whatif.grid").number("paths", w.paths.len() as f64);
    let (paths, worlds) = (w.paths.len(), w.worlds.len());
    for (world, name) in w.worlds.iter().enumerate() {
        let holding = |path: usize| -> (usize, usize) {
            let of = w.within.iter().skip(path * worlds + world).step_by(paths * worlds).flatten();
            let holds = |n: &u16| f64::from(*n) / f64::from(w.futures) >= holds_share;
            of.fold((0, 0), |(yes, all), n| (yes + usize::from(holds(n)), all + 1))
        };
        let counts: Vec<(usize, usize)> = (0..paths).map(holding).collect();
        let all = counts.iter().filter(|(yes, all)| *all > 0 && yes == all).count();
        let none = counts.iter().filter(|(yes, _)| *yes == 0).count();
        s = s
            .number(&format!("{name}_all"), all as f64)
            .number(&format!("{name}_none"), none as f64);
    }
    s
}

/// The place of the value nearest to one; the first of two as near.
fn nearest(axis: &[f64], x: f64) -> usize {
    (0..axis.len())
        .min_by(|a, b| (axis[*a] - x).abs().total_cmp(&(axis[*b] - x).abs()))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_core::Basing;

    #[test]
    fn the_nearest_value_stands_for_the_reference() {
        assert_eq!(nearest(&RELIABILITY, 0.547), 2);
        assert_eq!(nearest(&RELIABILITY, 0.66), 3);
        assert_eq!(nearest(&[0.0, 1.0], 0.5), 0);
        let s = Setting { basing: Basing::Surge, ..Setting::default() };
        assert_eq!(name(&s), "lambda=1, basing=surge");
    }

    #[test]
    fn a_short_run_has_short_cells() {
        assert_eq!((futures_of_cell(100), futures_of_cell(20_000)), (100, FUTURES));
        assert_eq!(futures_of_grid(&Setting::default(), 100), 12 * 5 * 100);
    }
}
