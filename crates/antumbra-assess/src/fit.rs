//! A challenge regression on the public files, its baselines beside.

use antumbra_core::outside::Source;
use antumbra_core::{Diagnostic, Diagnostics, Year};
use antumbra_deter::evidence::estimates::Estimates;
use antumbra_deter::evidence::{Challenges, Contest, Power, Severity, fit};
use antumbra_record::fit::{ChallengeRegression, Estimate, FitVerdict, SCHEMA};
use antumbra_world::panel::{Inputs, Pairs};

/// What to fit.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// `any`, `force`, `fatal`.
    pub severity: String,
    /// All directed dyads instead of the politically relevant ones.
    pub all: bool,
    /// First year of outcomes.
    pub from: i16,
    /// Last year of outcomes.
    pub to: i16,
    /// Decay with distance.
    pub lambda: f64,
    /// Weight of money.
    pub w: f64,
    /// Decisiveness.
    pub m: f64,
    /// Share of the defenders' reach that is counted.
    pub rho: f64,
}

/// Fits the whole grid of settings and gives the files of estimates that the program carries, by
/// name. `step` is told after each fit how many are done, and of how many.
///
/// # Errors
/// Files that cannot be read, a fit without an answer.
pub fn estimates(
    folder: &dyn Source,
    step: impl FnMut(usize, usize),
) -> Result<Vec<(String, String)>, Diagnostics> {
    let built = Estimates::build(folder, step)
        .map_err(|e| Diagnostic::error("AN0201", format!("`{}`: {e}", folder.label())))?;
    Ok(built.to_files())
}

/// Fits the challenges. `step` is told when one of the four stages is done (the panel, three fits).
///
/// # Errors
/// An unknown severity, a setting out of range, files that cannot be read, a sample without
/// challenges.
pub fn challenges(
    folder: &dyn Source,
    w: &Wanted,
    mut step: impl FnMut(),
) -> Result<ChallengeRegression, Diagnostics> {
    let severity = Severity::parse(&w.severity).ok_or_else(|| {
        Diagnostic::error("AN0200", format!("there is no severity `{}`", w.severity))
            .help("possible: any, force, fatal")
    })?;
    let failed =
        |e: antumbra_deter::Error| Diagnostics::from(Diagnostic::error("AN0201", e.to_string()));
    let inputs = Inputs::read(folder).map_err(|e| {
        Diagnostics::from(Diagnostic::error("AN0141", format!("`{}`: {e}", folder.label())))
    })?;
    let pairs = if w.all { Pairs::All } else { Pairs::Relevant };
    let mut data = Challenges::build(&inputs, pairs, Year(w.from), Year(w.to)).map_err(failed)?;
    let contest = Contest { lambda: w.lambda, w: w.w, m: w.m, rho: w.rho };
    let strengths = inputs.strengths(data.sample(), w.lambda, w.w);
    step();
    let pooled = fit(&mut data, &strengths, severity, Power::Pooled(contest)).map_err(failed)?;
    step();
    let own = fit(&mut data, &strengths, severity, Power::Own(contest)).map_err(failed)?;
    step();
    let none = fit(&mut data, &strengths, severity, Power::None).map_err(failed)?;
    step();
    Ok(ChallengeRegression {
        schema: SCHEMA.into(),
        severity: severity.name().into(),
        sample: if w.all { "all" } else { "prd" }.into(),
        years: (w.from, w.to),
        lambda: w.lambda,
        w: w.w,
        m: w.m,
        rho: w.rho,
        n: pooled.n,
        events: pooled.events,
        dyads: pooled.dyads,
        log_likelihood: pooled.log_likelihood,
        null_log_likelihood: pooled.null_log_likelihood,
        own_power_log_likelihood: own.log_likelihood,
        no_power_log_likelihood: none.log_likelihood,
        coefficients: pooled
            .coefficients
            .iter()
            .map(|c| {
                let e = Estimate { estimate: c.estimate, se: c.se, se_two_way: c.se_two_way };
                (c.name.clone(), e)
            })
            .collect(),
        verdict: FitVerdict {
            converged: pooled.verdict.converged,
            gradient_norm: pooled.verdict.gradient_norm,
            min_eigenvalue: pooled.verdict.min_eigenvalue,
            iterations: pooled.verdict.iterations,
            two_way_repaired: pooled.two_way_repaired,
            complaint: pooled.verdict.complaint(),
        },
    })
}
