//! The whole run of an assessment's paths: all futures at the reference, fewer at each corner.

use super::draws::{self, Drawn};
use super::explore::{self, Seen};
use super::levers;
use super::model::{Keep, Limits, PathModel, SCALES};
use super::orders;
use super::rows;
use super::schools::{self, SCHOOL_FUTURES};
use super::setup::{self, Built, Why};
use super::tally::{self, Ran};
use super::whatif;
use crate::answer::cases::Asked;
use crate::ensemble::years_of;
use crate::file::PathRow;
use antumbra_core::{Corner, Diagnostic, Diagnostics, HazardScale, Seed, Setting, Table};
use antumbra_deter::evidence::estimates::Estimates;
use antumbra_explore::ensemble::Model;
use antumbra_path::{InputDef, PathDef, Simulator};
use antumbra_record::exploration::Exploration;
use antumbra_record::ledger::Input;
use antumbra_record::paths::{NotRun, Paths};
use antumbra_record::whatif::WhatIf;

/// Futures at each corner.
pub(crate) const CORNER_FUTURES: u64 = 2_000;

/// How far a run is: done and all, in futures of all policies.
pub type Step<'a> = dyn FnMut(u64, u64) + 'a;

/// What the paths' run gives.
pub(crate) struct Outcome {
    pub(crate) paths: Paths,
    /// What the reference ensemble teaches; nothing where every future failed.
    pub(crate) exploration: Option<Exploration>,
    pub(crate) whatif: Option<WhatIf>,
    pub(crate) inputs: Vec<Input>,
    /// Neighbours that lack a figure, as the file names them.
    pub(crate) left_out: Vec<String>,
    /// Quantiles by path, world, yearly outcome and year.
    pub(crate) years: Table,
}

/// Runs the paths of an assessment; `None` where it has none, or where figures are missing (the
/// reason goes to the notes).
///
/// # Errors
/// What is wrong in the file: levers, regimes, partners, draws, each at its place.
pub(crate) fn run(
    asked: &Asked<'_>,
    estimates: &Estimates,
    corners: &[Corner],
    step: &mut Step<'_>,
) -> Result<Option<Result<Outcome, Why>>, Diagnostics> {
    let a = &asked.plan.loaded.assessment;
    if a.paths.is_empty() {
        return Ok(None);
    }
    let Some(reference) = corners.first() else { return Ok(None) };
    let built = match setup::build(asked, estimates, reference.setting) {
        Ok(b) => b,
        Err(why) => return Ok(Some(Err(why))),
    };
    let left_out = built.left_out.clone();
    let (model, drawn) = model(asked, &built, reference.setting, Inputs::Own, Keep::Answer)?;
    let seed = Seed(a.seed);
    let jobs = rayon::current_num_threads();
    let futures = u64::from(a.futures);
    let moved: Vec<&Corner> = corners.iter().skip(1).collect();
    let schools = SCHOOL_FUTURES.min(futures);
    let at_corners = moved.len() as u64 * CORNER_FUTURES.min(futures);
    let grid = whatif::futures_of_grid(&reference.setting, futures);
    let ordered = orders::FUTURES.min(futures);
    let all = futures + at_corners + a.schools.len() as u64 * schools + ordered + grid;
    let failed =
        |e: antumbra_explore::Error| Diagnostics::from(Diagnostic::error("AN0145", e.to_string()));
    let ran = tally::run(&model, futures, seed, jobs, true, &mut |p| step(p.futures, all))
        .map_err(failed)?;
    let mut at_corners: Vec<(String, Ran)> = Vec::new();
    let mut not_run = Vec::new();
    let mut done = futures;
    for c in moved {
        match setup::build(asked, estimates, c.setting) {
            Ok(b) => {
                let (m, _) = self::model(asked, &b, c.setting, Inputs::Of(&drawn), Keep::Shares)?;
                let n = CORNER_FUTURES.min(futures);
                let r = tally::run(&m, n, seed, jobs, false, &mut |p| step(done + p.futures, all));
                at_corners.push((c.to_string(), r.map_err(failed)?));
            }
            Err(why) => not_run.push(NotRun { corner: c.to_string(), reason: why.to_string() }),
        }
        done += CORNER_FUTURES.min(futures);
        step(done, all);
    }
    let (presets, more) =
        schools::run(asked, estimates, &drawn, schools, &mut |n| step(done + n, all))?;
    not_run.extend(more);
    done += a.schools.len() as u64 * schools;
    let sequences = orders::run(asked, &built, &model, &drawn)?;
    done += ordered;
    step(done, all);
    let paths = rows::paths(asked, &model, &ran, &at_corners, presets, not_run);
    let paths = Paths { sequences, ..paths };
    let every = ran.columns.len() as u64 * ran.futures;
    let exploration = if ran.failed < every {
        let seen = Seen { asked, model: &model, drawn: &drawn, ran: &ran };
        Some(explore::explore(&seen)?)
    } else {
        None
    };
    let whatif = whatif::run(asked, estimates, &drawn, futures, &mut |n| step(done + n, all))?;
    let years = years_of(model.spec(), &ran.tally)
        .map_err(|e| Diagnostics::from(Diagnostic::error("AN0145", e.to_string())))?;
    let inputs = draws::ledger(asked.plan, &drawn);
    Ok(Some(Ok(Outcome { paths, exploration, whatif, inputs, left_out, years })))
}

/// Checks the paths without running them; nothing where figures are missing.
///
/// # Errors
/// As [`run`].
pub(crate) fn check(asked: &Asked<'_>, estimates: &Estimates) -> Result<(), Diagnostics> {
    if asked.plan.loaded.assessment.paths.is_empty() {
        return Ok(());
    }
    let reference = asked.plan.reference;
    match setup::build(asked, estimates, reference) {
        Ok(built) => model(asked, &built, reference, Inputs::Own, Keep::Shares).map(|_| ()),
        Err(_) => Ok(()),
    }
}

/// The hazard scale by which futures are judged.
pub(crate) fn scale(setting: &Setting) -> &'static str {
    match setting.hazard {
        HazardScale::Historical => SCALES[0],
        HazardScale::Expert => SCALES[1],
    }
}

/// Which inputs a model draws.
#[derive(Clone, Copy)]
pub(crate) enum Inputs<'a> {
    /// The simulator's own.
    Own,
    /// The reference's, in their order, so that futures are the same; what only this model needs
    /// comes after them.
    Of(&'a [Drawn]),
    /// In the reference's order, but each with this plan's own distribution: futures have the same
    /// rank in every input.
    InOrder(&'a [Drawn]),
}

/// The model of a setup with the file's paths.
pub(crate) fn model(
    asked: &Asked<'_>,
    built: &Built,
    setting: Setting,
    inputs: Inputs<'_>,
    keep: Keep,
) -> Result<(PathModel, Vec<Drawn>), Diagnostics> {
    let a = &asked.plan.loaded.assessment;
    let sim = Simulator::new(built.setup.clone()).map_err(|e| setup::place(&e, asked))?;
    let missing = |drawn: &[Drawn]| -> Vec<InputDef> {
        let known = |name: &str| drawn.iter().any(|d| d.def.name == name);
        sim.inputs().iter().filter(|d| !known(&d.name)).cloned().collect()
    };
    let drawn = match inputs {
        Inputs::Own => draws::all(asked.plan, sim.inputs())?,
        Inputs::Of(drawn) => {
            let mut all = drawn.to_vec();
            all.extend(draws::some(asked.plan, &missing(drawn))?);
            all
        }
        Inputs::InOrder(drawn) => {
            let own = |d: &Drawn| {
                let same = sim.inputs().iter().find(|x| x.name == d.def.name);
                same.unwrap_or(&d.def).clone()
            };
            let mut defs: Vec<InputDef> = drawn.iter().map(own).collect();
            defs.extend(missing(drawn));
            draws::some(asked.plan, &defs)?
        }
    };
    let mut plans = Vec::new();
    let mut wrong = Diagnostics::new();
    for (n, row) in a.paths.iter().enumerate() {
        let def = match def(asked, built, row) {
            Ok(d) => d,
            Err(e) => {
                wrong.extend(e);
                continue;
            }
        };
        match sim.plan(&def, &format!("paths[{n}]")) {
            Ok(p) => plans.push((row.id.clone(), p)),
            Err(e) => wrong.extend(setup::place(&e, asked)),
        }
    }
    if wrong.has_errors() {
        return Err(wrong);
    }
    let limits = Limits {
        war_ratio: a.tolerance.war_ratio_max,
        force_ratio: a.tolerance.force_ratio_max,
        gdp_share: a.tolerance.gdp_share_max,
    };
    let model = PathModel::new(sim, &drawn, plans, limits, scale(&setting), keep)
        .map_err(|e| setup::place(&e, asked))?;
    Ok((model, drawn))
}

/// A path of the file as levers of the setup.
///
/// # Errors
/// As [`levers::path`].
pub(super) fn def(asked: &Asked<'_>, built: &Built, row: &PathRow) -> Result<PathDef, Diagnostics> {
    let partner = |name: &str| {
        let s = asked.world.states().find(name, asked.plan.year).ok()?;
        let id = setup::short(s.iso3?);
        built.setup.partners.iter().any(|p| p.id == id).then_some(id)
    };
    levers::path(row, &asked.plan.loaded.doc, partner)
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Why::Figures => f.write_str("a figure of the forces is missing"),
            Why::Estimates(e) => f.write_str(e),
            Why::Personnel => {
                f.write_str("personnel count at this weight, and there are no figures")
            }
        }
    }
}
