//! Challenges by challenger and tier: with the patron, doubted, without.
//!
//! The fit of a what-if is the one at its own decay, weight, decisiveness and reliability; the
//! challenger's odds then move with what is left of the support. Decisiveness is held within .1 to
//! .5, where there are fits. Estimation error is drawn: slope and baseline, correlated as
//! estimated, one pair per severity and future, shared by the three cases.

use super::cases::{Asked, Case};
use super::draws::range;
use super::over::Scenes;
use antumbra_core::{Corner, Dyad, Seed, Spread, StateId};
use antumbra_deter::evidence::estimates::{Estimates, MS, Nodes, Past};
use antumbra_deter::evidence::{Contest, Severity};
use antumbra_deter::forms::Strength;
use antumbra_deter::{Gauge, contest};
use antumbra_num::dist::standard_quantile;
use antumbra_num::kernel::{exp, ln, logistic};
use antumbra_record::risk::{AtKappa, ChallengeRisk, HistoryYear, LevelRow, SlopeRow};

/// Futures used for the corners' medians: ranges come from the reference alone.
const CORNER_FUTURES: usize = 2_000;

/// Domain of decisiveness in the fits.
const M: (f64, f64) = (MS[0], MS[MS.len() - 1]);

/// The name of a severity's tier.
pub(crate) fn tier(severity: Severity) -> &'static str {
    match severity {
        Severity::Any => "incident",
        Severity::Force => "clash",
        Severity::Fatal => "fatal",
    }
}

/// Standard normal draws for the estimation error of one severity: slope, baseline.
struct Errors {
    slope: Vec<f64>,
    baseline: Vec<f64>,
}

impl Errors {
    fn draw(seed: Seed, severity: Severity, n: usize) -> Self {
        let of = |what: &str| {
            let purpose = format!("estimate.{}.{what}", severity.name());
            (0..n as u64)
                .map(|i| standard_quantile(seed.stream_named(&purpose, i, 0).uniform()))
                .collect()
        };
        Errors { slope: of("slope"), baseline: of("baseline") }
    }
}

/// Log-odds of the three cases in one future.
struct Three {
    with: f64,
    doubted: f64,
    without: f64,
}

/// What the challenger's share of the odds is in the three cases.
fn odds(case: &Case<'_>, s: &Strength, rho: f64, rho_others: f64, m: f64) -> Option<Three> {
    let c = s.challenger?;
    let follow = case.setting.follow.share();
    let others = (1.0 - follow) * rho_others * s.others_sum();
    let alone = (1.0 - case.setting.epsilon) * s.own + others;
    Some(Three {
        with: contest::odds(c, s.expected_total(rho, rho_others), m),
        doubted: contest::odds(c, s.expected_total(0.5 * rho, rho_others), m),
        without: contest::odds(c, alone, m),
    })
}

/// Log-odds of a challenge in the three cases, for `n` futures.
fn log_odds(
    asked: &Asked<'_>,
    case: &Case<'_>,
    nodes: &Nodes,
    errors: &Errors,
    n: usize,
) -> Option<Vec<Three>> {
    let f = asked.futures;
    (0..n)
        .map(|i| {
            let m = f.m[i].clamp(M.0, M.1);
            let p = odds(case, &case.strength(f, i), f.rho[i], f.rho_others[i], m)?;
            let (base, b) = nodes.at(m, f.rho[i]).draw(errors.slope[i], errors.baseline[i]);
            Some(Three {
                with: base + b * p.with,
                doubted: base + b * p.doubted,
                without: base + b * p.without,
            })
        })
        .collect()
}

/// Rows for every challenger with an estimate.
pub(crate) fn challenges(
    asked: &Asked<'_>,
    scenes: &Scenes,
    corners: &[Corner],
    estimates: &Estimates,
) -> Vec<ChallengeRisk> {
    let Some(reference) = corners.first() else { return Vec::new() };
    let seed = Seed(asked.plan.loaded.assessment.seed);
    let n = asked.futures.len();
    let mut out = Vec::new();
    let errors: Vec<Errors> = Severity::ALL.into_iter().map(|s| Errors::draw(seed, s, n)).collect();
    for (at, ch) in asked.plan.challengers.iter().enumerate() {
        let dyad = Dyad { from: ch.state, to: asked.plan.client };
        for (severity, errors) in Severity::ALL.into_iter().zip(&errors) {
            let nodes = |corner: &Corner, past| {
                // Net resources carry no fit: the two measures of spending share theirs.
                if !Gauge::of(&corner.setting).has_spending() {
                    return None;
                }
                let s = &corner.setting;
                estimates.nodes(dyad, severity, s.lambda, s.w, past).ok()
            };
            let rows = |corner: &Corner, past, n| {
                let case = Case::new(scenes.get(at, corner)?, corner.setting, at);
                log_odds(asked, &case, &nodes(corner, past)?, errors, n)
            };
            let Some(held) = rows(reference, Past::Held, n) else { continue };
            let Some(peace) = rows(reference, Past::Peace, n) else { continue };
            let Ok(level) = estimates.level(asked.plan.client, severity) else { continue };
            let of = |f: &dyn Fn(&Three) -> f64, v: &[Three]| {
                range(&mut v.iter().map(f).collect::<Vec<f64>>())
            };
            let kappa = asked.plan.reference.kappa;
            let ratio = |x: &Three| logistic(x.without) / logistic(x.with);
            let at_kappa = |k: f64| of(&|x| exp(k * ln(ratio(x))), &held);
            let medians: Vec<(&Corner, f64)> = corners
                .iter()
                .filter_map(|c| {
                    let v = rows(c, Past::Held, n.min(CORNER_FUTURES))?;
                    Some((c, of(&ratio, &v)?.mid))
                })
                .collect();
            let spread = Spread::over(medians.iter().map(|x| x.1));
            let named = |v: f64| {
                medians.iter().find(|x| x.1 == v).map_or(String::new(), |x| x.0.to_string())
            };
            let contest = Contest {
                lambda: reference.setting.lambda,
                w: reference.setting.w,
                m: asked.plan.decisiveness.dist.mean().clamp(M.0, M.1),
                rho: asked.plan.reliability.dist.mean(),
            };
            let slope = estimates.slope(severity, &contest).ok();
            if let (
                Some(with),
                Some(doubted),
                Some(without),
                Some(uncorrected),
                Some(counted_as_peace),
                Some(as_estimated),
                Some(ratio_corners),
                Some(slope),
            ) = (
                of(&|x| level.correct(logistic(x.with)), &held),
                of(&|x| level.correct(logistic(x.doubted)), &held),
                of(&|x| level.correct(logistic(x.without)), &held),
                of(&|x| logistic(x.with), &held),
                of(&|x| logistic(x.with), &peace),
                of(&ratio, &held),
                spread,
                slope,
            ) {
                let mut kappas = vec![0.0, 1.0, 2.0];
                if !kappas.contains(&kappa) {
                    kappas.push(kappa);
                }
                out.push(ChallengeRisk {
                    challenger: ch.iso3,
                    tier: tier(severity).into(),
                    with,
                    doubted,
                    without,
                    uncorrected,
                    counted_as_peace,
                    ratio: as_estimated,
                    ratio_at: kappas
                        .into_iter()
                        .filter_map(|kappa| Some(AtKappa { kappa, ratio: at_kappa(kappa)? }))
                        .collect(),
                    ratio_corners,
                    at_min: named(ratio_corners.min),
                    at_max: named(ratio_corners.max),
                    level: LevelRow {
                        observed: level.observed,
                        expected: level.expected,
                        factor: level.factor(),
                    },
                    observed_events: events_by(estimates, dyad, severity),
                    slope: SlopeRow {
                        b: slope.b,
                        se: slope.variance.sqrt(),
                        two_way_se: slope.two_way_variance.sqrt(),
                    },
                });
            }
        }
    }
    out
}

/// The client's record by year, where the estimates carry it.
pub(crate) fn history(estimates: &Estimates, client: StateId) -> Vec<HistoryYear> {
    estimates
        .history_by_year(client)
        .unwrap_or_default()
        .iter()
        .map(|y| HistoryYear {
            year: y.year.0,
            incidents: y.observed[Severity::Any as usize] as f64,
            clashes: y.observed[Severity::Force as usize] as f64,
            expected_incidents: y.remedied[Severity::Any as usize],
            expected_clashes: y.remedied[Severity::Force as usize],
            plain_incidents: y.plain[Severity::Any as usize],
            plain_clashes: y.plain[Severity::Force as usize],
        })
        .collect()
}

/// What one challenger began against the client in the twenty years of the level, where the record
/// is carried.
fn events_by(estimates: &Estimates, dyad: Dyad, severity: Severity) -> Option<f64> {
    let first = estimates.last_outcome().0 - 19;
    let record = estimates.history(dyad.to).ok()?;
    let mine = record.iter().filter(|y| y.challenger == dyad.from && y.year.0 >= first);
    Some(mine.filter(|y| y.came[severity as usize]).count() as f64)
}
