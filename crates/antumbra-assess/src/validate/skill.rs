//! Skill on rows that were not fitted on: later years, other dyads, single clients.

use super::ceiling::{self, TreeScore};
use super::robust::left_out;
use super::{CLIENTS, CLIENTS_FROM, Ground, LAST_TRAINING_YEAR, failed, severity};
use antumbra_core::{Diagnostics, StateId, Year};
use antumbra_deter::evidence::levels::{Remedy, out_of_time};
use antumbra_deter::evidence::{ClientYears, Contender, Holdout, Score, Severity, by_client};
use antumbra_num::kernel::{ln, ln_1p};
use antumbra_record::validate::{Bin, Claim, ClaimId, ClientShare, ModelScore, Outcome};
use antumbra_world::World;
use antumbra_world::panel::LAST_OUTCOME;
use std::collections::BTreeMap;

/// Folds by dyad.
const FOLDS: usize = 5;

/// Claims with the tables behind them.
#[derive(Default)]
pub(super) struct Skill {
    pub(super) claims: Vec<Claim>,
    pub(super) models: Vec<ModelScore>,
    pub(super) clients: Vec<ClientShare>,
}

impl Skill {
    pub(super) fn add(&mut self, more: Skill) {
        self.claims.extend(more.claims);
        self.models.extend(more.models);
        self.clients.extend(more.clients);
    }
}

/// The word of a contender.
pub(super) fn word(c: Contender) -> &'static str {
    match c {
        Contender::BaseRate => "base_rate",
        Contender::StandardLogit => "standard_logit",
        Contender::OwnPower => "own_power",
        Contender::Pooled => "pooled",
    }
}

/// A score as the record has it.
pub(super) fn scored(split: &str, severity: &str, model: &str, s: &Score) -> ModelScore {
    ModelScore {
        split: split.into(),
        severity: severity.into(),
        model: model.into(),
        rows: s.rows,
        events: s.events,
        log_loss: s.log_loss,
        reduction: s.reduction,
        brier_skill: s.brier_skill,
        auc: s.auc,
        calibration_slope: s.calibration.as_ref().map(|c| c.slope),
        bins: s
            .bins
            .iter()
            .map(|b| Bin {
                rows: b.rows,
                predicted: b.predicted,
                observed: b.events as f64 / b.rows as f64,
            })
            .collect(),
    }
}

fn trees(split: &str, s: &TreeScore) -> ModelScore {
    ModelScore {
        split: split.into(),
        severity: Severity::Any.name().into(),
        model: "trees".into(),
        rows: s.rows,
        events: s.events,
        log_loss: s.log_loss,
        reduction: s.reduction,
        brier_skill: s.brier_skill,
        auc: s.auc,
        calibration_slope: Some(s.calibration_slope),
        bins: Vec::new(),
    }
}

/// How much smaller the mean loss of `p` is than that of `other`, with the error of that mean when
/// whole dyads are drawn.
fn gain(p: &[f64], other: &[f64], came: &[bool], dyads: &[u32]) -> (f64, f64) {
    let loss = |p: f64, came: bool| if came { -ln(p) } else { -ln_1p(-p) };
    let n = p.len() as f64;
    let each: Vec<f64> =
        (0..p.len()).map(|r| loss(other[r], came[r]) - loss(p[r], came[r])).collect();
    let mean = each.iter().sum::<f64>() / n;
    let mut by_dyad: BTreeMap<u32, f64> = BTreeMap::new();
    for (d, v) in dyads.iter().zip(&each) {
        *by_dyad.entry(*d).or_insert(0.0) += v - mean;
    }
    (mean, by_dyad.values().map(|s| s * s).sum::<f64>().sqrt() / n)
}

/// Claims on the pooled model against a contender: its loss has to be smaller by more than chance
/// leaves open.
fn against(id: ClaimId, held: &Holdout, other: Contender, g: &Ground<'_>, s: Severity) -> Claim {
    let y = g.field.data.outcome(s);
    let came: Vec<bool> = held.rows.iter().map(|&r| y[r]).collect();
    let dyads: Vec<u32> = held.rows.iter().map(|&r| g.field.data.dyads()[r]).collect();
    let of = |c: Contender| held.held.iter().find(|h| h.contender == c);
    let (Some(mine), Some(theirs)) = (of(Contender::Pooled), of(other)) else {
        return Claim::not_run(id);
    };
    let (mean, error) = gain(&mine.p, &theirs.p, &came, &dyads);
    let z = 1.645;
    Claim::bounded(id, mean, Some(0.0), None)
        .of(severity(s))
        .range(mean - z * error, mean + z * error)
        .and(mean > z * error)
        .beside("log_loss", mine.score.log_loss)
        .beside("log_loss_other", theirs.score.log_loss)
        .beside("reduction", mine.score.reduction)
        .beside("reduction_other", theirs.score.reduction)
}

/// Fitted to the last training year, scored on later ones.
pub(super) fn later_years(g: &Ground<'_>, world: &World) -> Result<Skill, Diagnostics> {
    let mut out = Skill::default();
    let ceiling = ceiling::stored()?;
    let split = "later_years";
    // Trees of other rows, or of other training years, are no ceiling.
    let comparable = g.field.data.rows().len() == ceiling.rows
        && ceiling.last_training_year == LAST_TRAINING_YEAR.0;
    for s in Severity::ALL {
        let held = g.field.out_of_time(s, LAST_TRAINING_YEAR).map_err(failed)?;
        for h in &held.held {
            out.models.push(scored(split, s.name(), word(h.contender), &h.score));
        }
        let y = g.field.data.outcome(s);
        let p = out_of_time(&g.field, s, Remedy::CHOSEN, LAST_TRAINING_YEAR).map_err(failed)?;
        let came: Vec<bool> = held.rows.iter().map(|&r| y[r]).collect();
        let late: Vec<f64> = held.rows.iter().map(|&r| p[r]).collect();
        let base = held.held.first().and_then(|h| h.p.first()).copied().unwrap_or(f64::NAN);
        let remedied = Score::new(&late, &came, base).map_err(failed)?;
        out.models.push(scored(split, s.name(), "remedied", &remedied));
        for (id, other) in [
            (ClaimId::BeatsBaseRate, Contender::BaseRate),
            (ClaimId::BeatsStandardLogit, Contender::StandardLogit),
            (ClaimId::BeatsOwnPower, Contender::OwnPower),
        ] {
            out.claims.push(against(id, &held, other, g, s));
        }
        let Some(pooled) = held.held.iter().find(|h| h.contender == Contender::Pooled) else {
            continue;
        };
        let slope = pooled.score.calibration.as_ref().map_or(f64::NAN, |c| c.slope);
        let error = pooled.score.calibration.as_ref().map_or(f64::NAN, |c| c.slope_error);
        out.claims.push(
            Claim::bounded(ClaimId::Calibration, slope, Some(0.8), Some(1.25))
                .of(severity(s))
                .range(slope - 1.645 * error, slope + 1.645 * error),
        );
        if s == Severity::Any {
            out.models.push(trees(split, &ceiling.out_of_time));
            out.claims.push(
                to_ceiling(ClaimId::ReachesCeiling, &pooled.score, &ceiling.out_of_time)
                    .and(comparable)
                    .beside("reduction_remedied", remedied.reduction),
            );
            let rows = g.field.data.rows();
            let shares = |p: &[f64]| {
                let each = held.rows.iter().zip(p).map(|(&r, p)| (&rows[r], *p, y[r]));
                by_client(each, &CLIENTS.map(|c| c.1), CLIENTS_FROM, LAST_OUTCOME)
            };
            let more = clients(&shares(&pooled.p), &shares(&late), &ceiling.clients, world);
            out.claims.extend(more.claims);
            out.clients.extend(more.clients);
        }
    }
    Ok(out)
}

fn to_ceiling(id: ClaimId, mine: &Score, trees: &TreeScore) -> Claim {
    Claim::bounded(id, mine.reduction - trees.reduction, Some(0.0), None)
        .of(severity(Severity::Any))
        .beside("reduction", mine.reduction)
        .beside("reduction_other", trees.reduction)
        .beside("auc", mine.auc)
        .beside("auc_other", trees.auc)
        .and(mine.rows == trees.rows && mine.events == trees.events)
}

/// Cross-validated with each dyad in one part.
pub(super) fn by_dyad(g: &Ground<'_>) -> Result<Skill, Diagnostics> {
    let mut out = Skill::default();
    let ceiling = ceiling::stored()?;
    let s = Severity::Any;
    let held = g.field.by_dyad(s, FOLDS, g.seed).map_err(failed)?;
    for h in &held.held {
        out.models.push(scored("other_dyads", s.name(), word(h.contender), &h.score));
    }
    out.models.push(trees("other_dyads", &ceiling.by_dyad));
    let id = ClaimId::BeatsStandardLogitByDyad;
    out.claims.push(against(id, &held, Contender::StandardLogit, g, s));
    if let Some(pooled) = held.held.iter().find(|h| h.contender == Contender::Pooled) {
        out.claims.push(to_ceiling(ClaimId::ReachesCeilingByDyad, &pooled.score, &ceiling.by_dyad));
    }
    Ok(out)
}

/// The same, when the reader asked to leave it out.
pub(super) fn by_dyad_left_out() -> Skill {
    let claims =
        [ClaimId::BeatsStandardLogitByDyad, ClaimId::ReachesCeilingByDyad].map(left_out).to_vec();
    Skill { claims, ..Skill::default() }
}

/// Observed and expected shares of challenged years, and whether chance alone separates them.
fn clients(
    plain: &[ClientYears],
    remedied: &[ClientYears],
    trees: &BTreeMap<u16, f64>,
    world: &World,
) -> Skill {
    let mut out = Skill::default();
    let of = |all: &[ClientYears], id: StateId| all.iter().find(|c| c.client == id).copied();
    for (code, id, _) in CLIENTS {
        let (Some(p), Some(r)) = (of(plain, id), of(remedied, id)) else { continue };
        let name =
            world.states().get(id, Year(2014)).map_or_else(|| code.to_owned(), |s| s.name.clone());
        let trees = trees.get(&id.cow_code()).copied();
        let (lo, hi) = by_chance(p.years, r.predicted);
        out.claims.push(
            Claim::bounded(ClaimId::ClientLevel, p.observed, Some(lo), Some(hi))
                .of(code)
                .beside("years", p.years as f64)
                .beside("plain", p.predicted)
                .beside("remedied", r.predicted),
        );
        out.clients.push(ClientShare {
            client: code.into(),
            name,
            years: (CLIENTS_FROM.0, LAST_OUTCOME.0),
            of: p.years,
            observed: p.observed,
            plain: p.predicted,
            remedied: r.predicted,
            trees,
        });
    }
    let n = out.clients.len() as f64;
    let gap = |f: &dyn Fn(&ClientShare) -> f64| {
        out.clients.iter().map(|c| (c.observed - f(c)).abs()).sum::<f64>() / n
    };
    let (before, after) = (gap(&|c| c.plain), gap(&|c| c.remedied));
    let chance = out.claims.iter().filter(|c| c.outcome == Outcome::Holds).count() as f64;
    out.claims.push(
        Claim::bounded(ClaimId::Remedy, after, None, Some(before))
            .beside("gap_plain", before)
            .beside("clients", n)
            .beside("clients_within_chance", chance),
    );
    out
}

/// The central 90% of the share of `n` years with a challenge when each has one with chance `p`.
fn by_chance(n: usize, p: f64) -> (f64, f64) {
    let years = n as f64;
    // From the first mass on, each by its ratio to the one before.
    let mut mass = antumbra_num::kernel::exp(years * ln_1p(-p));
    let mut sum = 0.0;
    let (mut lo, mut hi) = (None, 1.0);
    for k in 0..=n {
        sum += mass;
        if lo.is_none() && sum >= 0.05 {
            lo = Some(k as f64 / years);
        }
        if sum >= 0.95 {
            hi = k as f64 / years;
            break;
        }
        mass *= (years - k as f64) / (k as f64 + 1.0) * p / (1.0 - p);
    }
    (lo.unwrap_or(0.0), hi)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against SciPy 1.17.1, `scipy.stats.binom(n, p).ppf`.
    #[test]
    fn what_chance_leaves() {
        assert_eq!(by_chance(23, 0.55), (9.0 / 23.0, 17.0 / 23.0));
        assert_eq!(by_chance(23, 0.03), (0.0, 2.0 / 23.0));
    }

    #[test]
    fn a_better_forecast_gains_and_dyads_widen_the_error() {
        let came = [true, false, true, false];
        let (mean, alone) = gain(&[0.8, 0.2, 0.8, 0.3], &[0.5; 4], &came, &[1, 2, 3, 4]);
        let hand = (2.0 * ln(0.8 / 0.5) + ln(0.8 / 0.5) + ln(0.7 / 0.5)) / 4.0;
        assert!((mean - hand).abs() < 1e-12, "{mean} {hand}");
        let (same, pairs) = gain(&[0.8, 0.2, 0.8, 0.3], &[0.5; 4], &came, &[1, 1, 1, 2]);
        assert!(same == mean && pairs > alone);
        let (none, error) = gain(&[0.5; 4], &[0.5; 4], &came, &[1, 2, 3, 4]);
        assert_eq!((none, error), (0.0, 0.0));
    }
}
