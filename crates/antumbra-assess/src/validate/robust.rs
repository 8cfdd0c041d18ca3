//! The reference fits, what support adds to them, shuffled defenders, simulated outcomes.

use super::{failed, severity};
use antumbra_core::{Diagnostics, Seed};
use antumbra_deter::evidence::{
    Challenges, Contest, Power, Severity, fit, fit_from, placebo as shuffle, recover,
};
use antumbra_record::validate::{Claim, ClaimId};
use antumbra_world::panel::{Inputs, Strength};

/// What two independent programs found by the written recipe: rows, events, log-likelihood, b. The
/// bands are the recipe's: 3 in log-likelihood, .02 in b.
const RECIPE: [(Severity, usize, f64, f64); 3] = [
    (Severity::Any, 2_372, -9_622.1, 1.107),
    (Severity::Force, 1_605, -7_051.1, 1.261),
    (Severity::Fatal, 449, -2_292.2, 1.246),
];
const ROWS: usize = 228_228;

/// Shuffles of defenders.
const SHUFFLES: usize = 12;
/// Sets of simulated outcomes.
const DRAWS: usize = 40;

/// The reference fits against the recipe's, and support against own power.
pub(super) fn fits(
    data: &mut Challenges,
    strengths: &[Strength],
) -> Result<Vec<Claim>, Diagnostics> {
    let (mut reference, mut adds) = (Vec::new(), Vec::new());
    let contest = Contest::REFERENCE;
    for (s, events, ll, b) in RECIPE {
        let pooled = fit(data, strengths, s, Power::Pooled(contest)).map_err(failed)?;
        let mut from = |power| fit_from(data, strengths, s, power, Some(&pooled)).map_err(failed);
        let own = from(Power::Own(contest))?;
        let quarter = from(Power::Pooled(Contest { rho: 0.25, ..contest }))?;
        let p = pooled.coefficient("p");
        let found = p.map_or(f64::NAN, |c| c.estimate);
        let (se, two_way) = p.map_or((f64::NAN, f64::NAN), |c| (c.se, c.se_two_way));
        let same = (pooled.n, pooled.events) == (ROWS, events)
            && (pooled.log_likelihood - ll).abs() <= 3.0
            && pooled.verdict.complaint().is_none();
        let z = 1.645;
        reference.push(
            Claim::bounded(ClaimId::ReferenceFit, found, Some(b - 0.02), Some(b + 0.02))
                .of(severity(s))
                .range(found - z * two_way, found + z * two_way)
                .and(same)
                .beside("rows", pooled.n as f64)
                .beside("events", pooled.events as f64)
                .beside("log_likelihood", pooled.log_likelihood)
                .beside("log_likelihood_recipe", ll)
                .beside("b_recipe", b)
                .beside("se_by_dyad", se)
                .beside("se_two_way", two_way),
        );
        let gain = pooled.log_likelihood - own.log_likelihood;
        adds.push(
            Claim::bounded(ClaimId::SupportAdds, gain, Some(0.0), None)
                .of(severity(s))
                .beside("own_power", own.log_likelihood)
                .beside("pooled", pooled.log_likelihood)
                .beside("gain_at_quarter", quarter.log_likelihood - own.log_likelihood),
        );
    }
    reference.extend(adds);
    Ok(reference)
}

/// Shuffled defenders explain less than the true ones, in every shuffle.
pub(super) fn placebo(
    inputs: &Inputs,
    data: &mut Challenges,
    seed: Seed,
) -> Result<Claim, Diagnostics> {
    let p =
        shuffle(inputs, data, Severity::Any, Contest::REFERENCE, SHUFFLES, seed).map_err(failed)?;
    let best = p.shuffled.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let worst = p.shuffled.iter().copied().fold(f64::INFINITY, f64::min);
    let least = 1.0 / (1.0 + SHUFFLES as f64);
    Ok(Claim::bounded(ClaimId::Placebo, p.p_value(), None, Some(least + 1e-12))
        .beside("shuffles", SHUFFLES as f64)
        .beside("gain", p.real)
        .beside("gain_shuffled_best", best)
        .beside("gain_shuffled_worst", worst))
}

/// The coefficient comes back from outcomes drawn with it, and its intervals hold it.
pub(super) fn recovery(
    data: &mut Challenges,
    strengths: &[Strength],
    seed: Seed,
) -> Result<Claim, Diagnostics> {
    let r =
        recover(data, strengths, Severity::Any, Contest::REFERENCE, DRAWS, seed).map_err(failed)?;
    let bias = r.bias_in_errors();
    // Of 40 intervals of 90%, chance leaves fewer than 30 inside in 1 of 200 runs.
    Ok(Claim::bounded(ClaimId::Recovery, r.coverage_90(), Some(0.75), None)
        .and(bias.abs() < 3.0)
        .beside("draws", DRAWS as f64)
        .beside("truth", r.truth)
        .beside("median", r.median().unwrap_or(f64::NAN))
        .beside("bias_in_errors", bias))
}

/// A claim that the reader asked to leave out.
pub(super) fn left_out(id: ClaimId) -> Claim {
    Claim { reason: Some("left out by --quick".into()), ..Claim::not_run(id) }
}
