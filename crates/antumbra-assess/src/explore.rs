//! The paths of an assessment as a model of futures: what `antumbra explore` runs into a folder of
//! chunks.

use crate::answer::cases::Asked;
use crate::answer::draws::Futures;
use crate::paths::model::Keep;
use crate::paths::run::{self, Inputs};
use crate::paths::setup;
use crate::plan::Plan;
use antumbra_core::{Diagnostic, Diagnostics};
use antumbra_deter::Powers;
use antumbra_deter::evidence::estimates::Estimates;
use antumbra_explore::ensemble::Model;
use antumbra_world::World;

/// A model of futures, and what a reader has to know about it.
pub struct Paths<M> {
    /// Policies are paths by worlds (`stays`, `goes`); a future is one draw of every uncertain
    /// input; years are those of the horizon.
    pub model: M,
    /// Neighbours that are left out for lack of a figure, as the file names them.
    pub left_out: Vec<String>,
}

/// The model of a plan's paths at its reference setting. It judges every future against the first
/// path while the patron stays, as the answer does, and keeps every outcome of a whole future. Of
/// outcomes by year it keeps those that an answer shows; with `every_year` all of the simulator's.
///
/// # Errors
/// An assessment without paths, figures that the paths need and the world does not have, and what is
/// wrong in the file: levers, regimes, partners, draws, each at its place.
pub fn model(
    plan: &Plan,
    world: &World,
    powers: &Powers,
    every_year: bool,
) -> Result<Paths<impl Model + use<>>, Diagnostics> {
    let cannot = |message: String, help: &str| {
        Diagnostics::from(Diagnostic::error("AN0146", message).help(help))
    };
    if plan.loaded.assessment.paths.is_empty() {
        return Err(cannot(
            format!("`{}` has no paths to explore", plan.id),
            "write [[paths]] in the assessment; `antumbra explore japan` has eight",
        ));
    }
    let estimates = Estimates::embedded()
        .map_err(|e| cannot(e.to_string(), "this program's own estimates are damaged"))?;
    // Paths draw their own futures, chunk by chunk; those of the closed forms are not looked at.
    let futures = Futures::default();
    let asked = Asked { world, powers, plan, futures: &futures };
    let built = setup::build(&asked, estimates, plan.reference).map_err(|why| {
        cannot(
            format!("the paths of `{}` cannot be run: {why}", plan.id),
            "choose another setting or year, or give --data a folder that has the figure",
        )
    })?;
    let left_out = built.left_out.clone();
    let keep = if every_year { Keep::All } else { Keep::Futures };
    let (model, _) = run::model(&asked, &built, plan.reference, Inputs::Own, keep)?;
    Ok(Paths { model, left_out })
}
