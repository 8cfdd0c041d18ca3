//! Claims that an assessment answers rather than the record of disputes: ends of commitments,
//! proliferation, past bargains, two definitions of one budget; and the one that nothing here can.

use super::{CLIENTS, failed};
use crate::answer::cases::Asked;
use crate::answer::draws::{Futures, range};
use crate::paths::model::{Keep, WORLDS};
use crate::paths::run;
use crate::paths::{setup, tally};
use crate::plan::plan;
use crate::politics::past::backcasts;
use crate::{load, shipped};
use antumbra_core::outside::Source;
use antumbra_core::{Diagnostics, Seed, SourceRegister, Year};
use antumbra_deter::Powers;
use antumbra_deter::evidence::estimates::Estimates;
use antumbra_deter::evidence::{Arming, Standing};
use antumbra_explore::ensemble::Model;
use antumbra_num::kernel::ln_1p;
use antumbra_record::validate::{Claim, ClaimId};
use antumbra_world::panel::Inputs;
use antumbra_world::{Variable, World};

/// Futures behind the hazard of an end.
const FUTURES: u64 = 2_000;

/// Ends of United States pacts in the record, and the dyad-years at risk, 1946-2018 (ATOP 5).
const ENDED: (f64, f64) = (4.0, 3510.0);

/// Years of the chain of nuclear status.
const ARMING: (Year, Year) = (Year(1945), Year(2016));

/// States that ever explored, pursued and acquired nuclear weapons (Bleek 2017), some of them before
/// they were members of the state system.
const PUBLISHED: [f64; 3] = [31.0, 16.0, 10.0];

/// The year whose budget is read by two definitions.
const BUDGET: Year = Year(2025);

pub(super) fn claims(
    folder: &dyn Source,
    inputs: &Inputs,
    world: &World,
    library: &SourceRegister,
    seed: u64,
) -> Result<Vec<Claim>, Diagnostics> {
    let mut out =
        vec![termination(world, library, seed)?, Claim::not_run(ClaimId::ImmediateDeterrence)];
    out.extend(proliferation(folder, inputs, seed)?);
    out.extend(bargaining()?);
    out.extend(budgets(world));
    Ok(out)
}

/// T4. The hazard that the treaty ends, in the simulated world where the patron stays and Japan
/// follows its plans: a year's mean over the horizon, under every regime that may come.
fn termination(world: &World, library: &SourceRegister, seed: u64) -> Result<Claim, Diagnostics> {
    let text = shipped::text("japan").ok_or_else(|| failed("no assessment of Japan is shipped"))?;
    let loaded = load::load("japan", text.as_bytes(), &[])?;
    let powers = Powers::new(world, Year(loaded.assessment.year));
    let plan = plan(loaded, world, &powers, library)?;
    let futures = Futures::default();
    let asked = Asked { world, powers: &powers, plan: &plan, futures: &futures };
    let estimates = Estimates::embedded().map_err(failed)?;
    let built = setup::build(&asked, estimates, plan.reference).map_err(failed)?;
    let (model, _) = run::model(&asked, &built, plan.reference, run::Inputs::Own, Keep::All)?;
    let ran =
        tally::run(&model, FUTURES, Seed(seed), rayon::current_num_threads(), false, &mut |_| ())
            .map_err(failed)?;
    let stays = model.spec().policies.iter().position(|p| p[1] == WORLDS[0].1).unwrap_or(0);
    let ever = ran.mean(stays, "exit_probability").unwrap_or(f64::NAN);
    let years = model.simulator().setup().horizon_years as f64;
    let hazard = -ln_1p(-ever) / years;
    Ok(Claim::bounded(ClaimId::Termination, hazard, Some(0.0005), Some(0.003))
        .beside("years", years)
        .beside("ever", ever)
        .beside("recorded", ENDED.0 / ENDED.1)
        .beside("ended", ENDED.0)
        .beside("dyad_years", ENDED.1))
}

/// T5. A chain of yearly moves between stages, by cover and era: how many states it expects ever to
/// consider, pursue and possess nuclear weapons, run over all of them, against the published counts;
/// and the share of states that stand where Japan stands which it takes to possession in twenty
/// years, at the upper end of its interval. Own weapons in a path are a choice and are not in it.
fn proliferation(
    folder: &dyn Source,
    inputs: &Inputs,
    seed: u64,
) -> Result<Vec<Claim>, Diagnostics> {
    let a = Arming::read(folder, inputs, ARMING.0, ARMING.1).map_err(failed)?;
    let stages = ["considered", "pursued", "acquired"];
    let counts = stages.into_iter().zip(PUBLISHED).zip(a.expected().into_iter().zip(a.ever()));
    let mut out: Vec<Claim> = counts
        .map(|((stage, published), (expected, recorded))| {
            let bounds = (Some(0.75 * published), Some(1.25 * published));
            Claim::bounded(ClaimId::Proliferation, expected, bounds.0, bounds.1)
                .of(stage)
                .beside("published", published)
                .beside("recorded", recorded as f64)
        })
        .collect();
    let share = |covered: bool| {
        let standing = Standing { covered, treaty: true };
        let mut v = a.possess_within(standing, 20, Seed(seed), 4_000);
        range(&mut v).ok_or_else(|| failed("no draw of the chain"))
    };
    let (covered, uncovered) = (share(true)?, share(false)?);
    let stage = |s: usize| a.moves(Standing { covered: true, treaty: true }, s);
    out.push(
        Claim::bounded(ClaimId::Proliferation, covered.hi, None, Some(0.05))
            .of("JPN")
            .range(covered.lo, covered.hi)
            .beside("mid", covered.mid)
            .beside("uncovered_lo", uncovered.lo)
            .beside("uncovered_mid", uncovered.mid)
            .beside("uncovered_hi", uncovered.hi)
            .beside("state_years", stage(0).years as f64)
            .beside("moves", stage(0).up as f64),
    );
    Ok(out)
}

/// T9. Past decisions: the model's settlement against the weighted mean and against "nothing
/// changes", by mean absolute error in points.
fn bargaining() -> Result<Vec<Claim>, Diagnostics> {
    let b = backcasts(&[])?;
    let error = |who: &str| b.mean_errors.get(who).copied().unwrap_or(f64::NAN);
    let gains = [("weighted mean", "weighted_mean"), ("no change", "no_change")];
    Ok(gains
        .into_iter()
        .map(|(of, who)| {
            Claim::bounded(ClaimId::Bargaining, error(who) - error("settlement"), Some(0.0), None)
                .of(of)
                .beside("decisions", b.cases.len() as f64)
                .beside("settlement", error("settlement"))
                .beside("other", error(who))
        })
        .collect())
}

/// T10. Japan's budget by the definition of SIPRI and by the government's, both of one year and
/// one world, to the digits in which they are quoted.
fn budgets(world: &World) -> Vec<Claim> {
    let japan = CLIENTS[0].1;
    let both = [
        ("SIPRI", Variable::MilexGdpShare, 0.014),
        ("government", Variable::MilexGdpShareGovernment, 0.02),
    ];
    both.into_iter()
        .map(|(of, variable, quoted)| {
            let found = world.figure(variable, japan, BUDGET).value().map_or(f64::NAN, |f| f.value);
            let bounds = (Some(quoted - 0.0005), Some(quoted + 0.0005));
            Claim::bounded(ClaimId::Budgets, found, bounds.0, bounds.1)
                .of(of)
                .beside("quoted", quoted)
                .beside("year", f64::from(BUDGET.0))
        })
        .collect()
}
