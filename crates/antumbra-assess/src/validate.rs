//! What the model claims, held against what is recorded.
//!
//! [`scorecard`] runs the acceptance tests that the evidence can answer, scores the challenge model
//! out of time and by dyad beside its baselines and a stored ceiling, repeats three published
//! results from the raw files, shuffles defenders, simulates and recovers, and scores analogues.
//! A claim that fails stands as failed. [`sealed::run`] scores the tests on outcomes that no fit
//! has seen, and logs them.

mod acceptance;
mod ceiling;
mod elsewhere;
mod published;
mod robust;
pub mod sealed;
mod skill;

use crate::cases::near::{Event, Weights};
use crate::cases::{score, shipped};
use antumbra_core::outside::Source;
use antumbra_core::{Diagnostic, Diagnostics, Seed, SourceRegister, StateId, Year};
use antumbra_deter::evidence::{Challenges, Contest, Field, Severity};
use antumbra_record::analogues::HeldOutScore;
use antumbra_record::validate::{Claim, ClaimId, ContestSettings, SCHEMA, Scorecard};
use antumbra_world::World;
use antumbra_world::panel::{FIRST, Inputs, LAST_OUTCOME, Pairs};

/// The last training year of what is scored on later years.
pub const LAST_TRAINING_YEAR: Year = Year(1990);
/// The first year of the clients' shares: Ukraine's first with a year before it.
const CLIENTS_FROM: Year = Year(1992);
/// How many cases an analogue forecast rests on.
const NEAREST: usize = 3;

/// The shipped clients with the challenger that their question is about: ISO3, Correlates of War
/// number, challenger.
pub(crate) const CLIENTS: [(&str, StateId, &str); 9] = [
    ("JPN", StateId::cow(740), "CHN"),
    ("KOR", StateId::cow(732), "PRK"),
    ("TWN", StateId::cow(713), "CHN"),
    ("PHL", StateId::cow(840), "CHN"),
    ("AUS", StateId::cow(900), "CHN"),
    ("DEU", StateId::cow(255), "RUS"),
    ("POL", StateId::cow(290), "RUS"),
    ("UKR", StateId::cow(369), "RUS"),
    ("SAU", StateId::cow(670), "IRN"),
];

/// What to run.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Seed of folds, shuffles and simulated outcomes.
    pub seed: u64,
    /// Leave out what takes longest: folds by dyad, shuffles, simulated outcomes.
    pub quick: bool,
}

/// Number of stages that [`scorecard`] tells of.
pub const STAGES: u64 = 9;

/// Everything that the builders of claims share.
struct Ground<'a> {
    folder: &'a dyn Source,
    inputs: &'a Inputs,
    field: Field<'a>,
    seed: Seed,
}

fn failed(e: impl std::fmt::Display) -> Diagnostics {
    Diagnostic::error("AN0201", e.to_string()).into()
}

/// The name of a severity's part of a claim.
fn severity(s: Severity) -> String {
    s.name().to_owned()
}

/// Runs the scorecard on a folder of public files. `step` is told after each of [`STAGES`] stages.
///
/// # Errors
/// Files that cannot be read, a fit without an answer.
pub fn scorecard(
    folder: &dyn Source,
    world: &World,
    library: &SourceRegister,
    wanted: &Wanted,
    mut step: impl FnMut(),
) -> Result<Scorecard, Diagnostics> {
    let inputs = Inputs::read(folder).map_err(|e| {
        Diagnostics::from(Diagnostic::error("AN0141", format!("`{}`: {e}", folder.label())))
    })?;
    let mut data =
        Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).map_err(failed)?;
    let contest = Contest::REFERENCE;
    let strengths = inputs.strengths(data.sample(), contest.lambda, contest.w);
    let events = data.outcome(Severity::Any).iter().filter(|y| **y).count();
    step();
    // What replaces the contest's column comes first: the rest only reads.
    let mut in_sample = robust::fits(&mut data, &strengths)?;
    step();
    let mut late = Vec::new();
    if wanted.quick {
        late.push(robust::left_out(ClaimId::Placebo));
        late.push(robust::left_out(ClaimId::Recovery));
    } else {
        late.push(robust::placebo(&inputs, &mut data, Seed(wanted.seed))?);
        step();
        late.push(robust::recovery(&mut data, &strengths, Seed(wanted.seed))?);
        step();
    }
    let field = Field { inputs: &inputs, data: &data, strengths: &strengths, contest };
    let ground = Ground { folder, inputs: &inputs, field, seed: Seed(wanted.seed) };
    let mut claims = Vec::new();
    claims.push(acceptance::reliability(folder)?);
    claims.extend(acceptance::base_rates(&ground)?);
    claims.extend(acceptance::tiers(&ground)?);
    step();
    let (power, measures) = acceptance::power(world, library, folder, &inputs)?;
    claims.push(power);
    let (cases, analogues) = analogues()?;
    claims.extend(cases);
    claims.extend(elsewhere::claims(folder, &inputs, world, library, wanted.seed)?);
    step();
    claims.append(&mut in_sample);
    let mut skill = skill::later_years(&ground, world)?;
    step();
    skill.add(if wanted.quick { skill::by_dyad_left_out() } else { skill::by_dyad(&ground)? });
    step();
    claims.append(&mut skill.claims);
    claims.append(&mut late);
    claims.extend(published::claims(&ground)?);
    step();
    Ok(Scorecard {
        schema: SCHEMA.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        data: folder.label(),
        seed: wanted.seed,
        rows: data.rows().len(),
        events,
        contest: ContestSettings {
            lambda: contest.lambda,
            w: contest.w,
            m: contest.m,
            rho: contest.rho,
        },
        last_training_year: LAST_TRAINING_YEAR.0,
        claims,
        models: skill.models,
        clients: skill.clients,
        measures,
        analogues,
        sealed: sealed::log()?,
    })
}

/// Analogues against "nothing happens": on cases held out, which forecast is nearer?
fn analogues() -> Result<(Vec<Claim>, Vec<HeldOutScore>), Diagnostics> {
    let cases = shipped::catalogue()?;
    let scores = held_out(&score::held_out(&cases, &Weights::default(), NEAREST)?);
    let claims = scores
        .iter()
        .map(|s| {
            Claim::bounded(ClaimId::Analogues, s.nothing_happens.0 - s.nearest.0, Some(0.0), None)
                .of(s.event.clone())
                .beside("cases", s.of as f64)
                .beside("happened", s.happened as f64)
                .beside("brier", s.nearest.0)
                .beside("brier_nothing", s.nothing_happens.0)
                .beside("brier_base_rate", s.base_rate.0)
                .beside("hits", s.nearest.1)
                .beside("hits_nothing", s.nothing_happens.1)
        })
        .collect();
    Ok((claims, scores))
}

/// The word of an event.
pub(crate) fn event(e: Event) -> &'static str {
    match e {
        Event::Attacked => "attacked",
        Event::Lost => "lost",
        Event::Secure => "secure",
        Event::Nuclear => "nuclear",
    }
}

/// Scores of held-out cases as the record has them.
pub(crate) fn held_out(scores: &[score::HeldOut]) -> Vec<HeldOutScore> {
    let pair = |s: score::Score| (s.brier, s.hits);
    scores
        .iter()
        .map(|s| HeldOutScore {
            event: event(s.event).into(),
            of: s.of,
            happened: s.happened,
            nearest: pair(s.nearest),
            nothing_happens: pair(s.nothing_happens),
            base_rate: pair(s.base_rate),
        })
        .collect()
}
