//! From ensembles of paths to findings.

use super::levers::word;
use super::model::{PSIS, PathModel, WORLDS};
use super::run::{CORNER_FUTURES, scale};
use super::schools;
use super::setup;
use super::tally::Ran;
use crate::answer::cases::Asked;
use crate::answer::facts;
use crate::file::{LeverKind, LeverRow as FileLever, PathRow as FilePath, StageWord, TreatyWord};
use antumbra_core::{Range, Seed, Spread};
use antumbra_explore::robust::{self, Better, Outcomes, Policy};
use antumbra_num::quantile;
use antumbra_record::paths::{
    CornerShare, Insurance, LeverRow, NeighbourRow, NotRun, Order, OtherDefinition, PathLimits,
    PathRow, PathWorld, Paths, PresetRow, Window,
};
use std::collections::BTreeMap;

/// Resamples behind the interval of a break-even.
const RESAMPLES: usize = 200;

/// Makes the findings.
pub(crate) fn paths(
    asked: &Asked<'_>,
    model: &PathModel,
    ran: &Ran,
    corners: &[(String, Ran)],
    presets: Vec<PresetRow>,
    not_run: Vec<NotRun>,
) -> Paths {
    let a = &asked.plan.loaded.assessment;
    let setup = model.simulator().setup();
    let definition = setup::definition(asked);
    let shares = facts::shares(asked.world, asked.plan.client, asked.plan.year);
    let other_definition = shares
        .into_iter()
        .find(|s| definition.as_ref().is_some_and(|d| d.definition != s.definition))
        .map(|s| OtherDefinition { definition: s.definition, share: s.value });
    let rows: Vec<PathRow> = a
        .paths
        .iter()
        .enumerate()
        .map(|(n, p)| PathRow { worlds: worlds(asked, model, n, ran, corners), ..row(p) })
        .collect();
    let paths = Paths {
        first_year: setup.first_year.0,
        last_year: setup.last_year().0,
        futures: ran.futures,
        corner_futures: CORNER_FUTURES.min(ran.futures),
        failed: ran.failed,
        definition: definition.map(|d| d.definition).unwrap_or_default(),
        today_share: setup.client.spending_share,
        other_definition,
        scale: scale(&setup.setting).into(),
        limits: PathLimits {
            war_ratio_max: a.tolerance.war_ratio_max,
            force_ratio_max: a.tolerance.force_ratio_max,
            gdp_share_max: a.tolerance.gdp_share_max,
            holds_share: a.tolerance.holds_share,
            fails_share: a.tolerance.fails_share,
        },
        insurance: insurance(asked, ran),
        order: order(&a.paths, ran),
        sequences: Vec::new(),
        neighbours: neighbours(asked, model, ran),
        paths: rows,
        presets,
        conclusions: Vec::new(),
        not_run,
    };
    Paths { conclusions: schools::conclusions(&paths), ..paths }
}

fn row(p: &FilePath) -> PathRow {
    let three = |t: crate::file::Three| Range { lo: t.lo, mid: t.mid, hi: t.hi };
    PathRow {
        id: p.id.clone(),
        name: p.name.clone(),
        summary: p.summary.clone(),
        levers: p.levers.iter().map(lever).collect(),
        published_cost: p.cost_gdp_share.map(three),
        published_years: p.years.map(three),
        undo: p.undo.clone(),
        thresholds: p.thresholds.clone(),
        risks: p.risks.clone(),
        patron_reaction: p.patron_reaction.clone(),
        challenger_reaction: p.challenger_reaction.clone(),
        tag: p.tag,
        sources: p.sources.clone(),
        worlds: Vec::new(),
    }
}

fn lever(l: &FileLever) -> LeverRow {
    let to = match l.kind {
        LeverKind::Treaty => match l.state {
            Some(TreatyWord::Revised) => "revised",
            Some(TreatyWord::AccessOnly) => "access_only",
            Some(TreatyWord::Ended) => "ended",
            Some(TreatyWord::AsIs) | None => "as_is",
        }
        .to_owned(),
        LeverKind::Nuclear => match l.stage {
            Some(StageWord::OtherProvider) => "other_provider",
            Some(StageWord::Sharing) => "sharing",
            Some(StageWord::Minimal) => "minimal",
            Some(StageWord::Survivable) => "survivable",
            Some(StageWord::Device) | None => "device",
        }
        .to_owned(),
        LeverKind::Partner => l.partner.clone().unwrap_or_default(),
        LeverKind::Trade => l.challengers.or(l.patron).unwrap_or(0.0).to_string(),
        _ => l.to.unwrap_or(0.0).to_string(),
    };
    LeverRow { kind: word(l.kind).into(), from: l.from, over: l.over, to, needs: l.needs.clone() }
}

fn worlds(
    asked: &Asked<'_>,
    model: &PathModel,
    path: usize,
    ran: &Ran,
    corners: &[(String, Ran)],
) -> Vec<PathWorld> {
    let setting = model.simulator().setup().setting;
    let psi = nearest(setting.psi);
    let t = &asked.plan.loaded.assessment.tolerance;
    WORLDS
        .iter()
        .enumerate()
        .map(|(w, (_, name))| {
            let policy = path * WORLDS.len() + w;
            let mut shares = Vec::new();
            for (value, key) in PSIS {
                let corner =
                    if key == psi { "reference".to_owned() } else { format!("psi={value}") };
                shares.push(CornerShare { corner, within: ran.within(policy, key) });
            }
            for (corner, r) in corners {
                for (value, key) in PSIS {
                    let corner =
                        if key == psi { corner.clone() } else { format!("{corner}, psi={value}") };
                    shares.push(CornerShare { corner, within: r.within(policy, key) });
                }
            }
            let spread = Spread::over(shares.iter().map(|s| s.within))
                .unwrap_or(Spread { min: 0.0, max: 0.0 });
            let verdict = if spread.min >= t.holds_share {
                "holds"
            } else if spread.max <= t.fails_share {
                "fails"
            } else {
                "depends"
            };
            let (by_criterion, binding) = criteria(asked, ran, policy, psi);
            PathWorld {
                world: (*name).into(),
                verdict: verdict.into(),
                within: ran.within(policy, psi),
                within_corners: spread,
                corners: shares,
                binding,
                by_criterion,
                outcomes: ran
                    .names
                    .iter()
                    .filter_map(|n| Some((n.clone(), ran.range(policy, n)?)))
                    .collect(),
                break_even_psi: break_even_psi(
                    PSIS.map(|(value, key)| (value, ran.within(policy, key))),
                ),
                psi_within: psi_within(PSIS.map(|(_, key)| ran.within(policy, key))).into(),
                window: window(ran, policy, "window", "years_above", "worst_year"),
                window_if_gone: window(
                    ran,
                    policy,
                    "window_gone",
                    "years_above_gone",
                    "worst_year_gone",
                ),
                years: ran
                    .yearly
                    .iter()
                    .filter_map(|n| Some((n.clone(), ran.years(policy, n)?)))
                    .collect(),
            }
        })
        .collect()
}

/// The key of the nuclear share nearest to the setting's.
pub(crate) fn nearest(psi: f64) -> &'static str {
    let (_, key) = PSIS.into_iter().fold((f64::INFINITY, PSIS[1].1), |best, (value, key)| {
        let far = (value - psi).abs();
        if far < best.0 { (far, key) } else { best }
    });
    key
}

/// The share within each criterion, and the one whose removal raises the joint share most.
fn criteria(
    asked: &Asked<'_>,
    ran: &Ran,
    policy: usize,
    psi: &str,
) -> (BTreeMap<String, f64>, Option<String>) {
    let t = &asked.plan.loaded.assessment.tolerance;
    let columns = [
        ("war", ran.column(policy, &format!("war_times.{psi}")), t.war_ratio_max),
        ("clash", ran.column(policy, "clash_times"), t.force_ratio_max),
        ("spending", ran.column(policy, "spending_peak"), t.gdp_share_max),
    ];
    let n = columns[0].1.len();
    let mut alone = [0_u64; 3];
    let mut without = [0_u64; 3];
    for f in 0..n {
        let ok = columns.each_ref().map(|(_, v, most)| v[f] <= *most);
        for k in 0..3 {
            alone[k] += u64::from(ok[k]);
            without[k] += u64::from((0..3).all(|j| j == k || ok[j]));
        }
    }
    let joint = ran.share(policy, &format!("within.{psi}"), |x| x == 1.0) * n as f64;
    let best = (0..3).max_by_key(|k| (without[*k], 3 - *k));
    let binding =
        best.filter(|k| without[*k] as f64 > joint + 0.5).map(|k| columns[k].0.to_owned());
    let shares =
        (0..3).map(|k| (columns[k].0.to_owned(), alone[k] as f64 / n.max(1) as f64)).collect();
    (shares, binding)
}

/// Where between 0, .5 and 1 the share within tolerance passes one half, on straight lines.
fn break_even_psi(within: [(f64, f64); 3]) -> Option<f64> {
    let at = within.map(|(psi, share)| (psi, share - 0.5));
    at.windows(2).find(|w| (w[0].1 > 0.0) != (w[1].1 > 0.0)).map(|w| {
        let ((a, x), (b, y)) = (w[0], w[1]);
        a + (b - a) * x / (x - y)
    })
}

/// At which nuclear shares more than one half is within tolerance, in the words of the record.
fn psi_within(shares: [f64; 3]) -> &'static str {
    match shares.map(|s| s > 0.5) {
        [true, true, true] => "always",
        [false, false, false] => "never",
        [true, _, false] => "up_to",
        [false, _, true] => "from",
        [false, true, false] => "between",
        [true, false, true] => "outside",
    }
}

const NONE: Range = Range { lo: 0.0, mid: 0.0, hi: 0.0 };

fn window(ran: &Ran, policy: usize, name: &str, above: &str, worst: &str) -> Window {
    Window {
        clash: ran.range(policy, &format!("{name}.clash")).unwrap_or(NONE),
        war: ran.range(policy, &format!("{name}.war")).unwrap_or(NONE),
        years_above: ran.range(policy, above).unwrap_or(NONE),
        worst_year: ran.range(policy, worst),
    }
}

/// The range of a difference between two columns, future by future.
fn difference(a: &[f64], b: &[f64], scale: f64) -> Option<Range> {
    let mut v: Vec<f64> =
        a.iter().zip(b).map(|(x, y)| scale * (x - y)).filter(|x| x.is_finite()).collect();
    quantile::range_in_place(&mut v)
}

fn insurance(asked: &Asked<'_>, ran: &Ran) -> Vec<Insurance> {
    let a = &asked.plan.loaded.assessment;
    let psi = nearest(asked.plan.reference.psi);
    let war = format!("war_ever.{}.{psi}", scale(&asked.plan.reference));
    let table = table(a.seed, &a.paths, ran, &war);
    let mut out = Vec::new();
    for (n, p) in a.paths.iter().enumerate().skip(1) {
        let at = |path: usize, world: usize| path * WORLDS.len() + world;
        let (Some(premium), Some(costs_if_stays), Some(saves_if_gone)) = (
            difference(
                ran.column(at(n, 0), "spending_mean"),
                ran.column(at(0, 0), "spending_mean"),
                1.0,
            ),
            difference(ran.column(at(n, 0), &war), ran.column(at(0, 0), &war), 100.0),
            difference(ran.column(at(0, 1), &war), ran.column(at(n, 1), &war), 100.0),
        ) else {
            continue;
        };
        let pair = table.as_ref().and_then(|t| {
            t.break_even.iter().find(|b| {
                let ids = b.paths.map(|i| t.paths[i].path.as_str());
                ids.contains(&p.id.as_str()) && ids.contains(&a.paths[0].id.as_str())
            })
        });
        // The pair names first the path that is better while the patron stays.
        let (better, break_even_exit) = match pair {
            None => ("never", None),
            Some(b) => {
                let mine_first = table.as_ref().is_some_and(|t| t.paths[b.paths[0]].path == p.id);
                match (b.probability, mine_first) {
                    (None, true) => ("always", None),
                    (None, false) => ("never", None),
                    (Some(q), first) => (
                        if first { "until" } else { "from" },
                        Some(Range { lo: b.interval.0, mid: q, hi: b.interval.1 }),
                    ),
                }
            }
        };
        out.push(Insurance {
            path: p.id.clone(),
            premium,
            saves_if_gone,
            costs_if_stays,
            break_even_exit,
            better: better.into(),
        });
    }
    out
}

/// The insurance table of the risk of war.
fn table(seed: u64, paths: &[FilePath], ran: &Ran, war: &str) -> Option<robust::Insurance> {
    let policies = paths
        .iter()
        .flat_map(|p| WORLDS.iter().map(move |(_, w)| Policy::new(p.id.clone(), *w)))
        .collect::<Vec<_>>();
    let count = policies.len();
    // Resampling all futures hundreds of times would cost more than the run: the first ones do.
    let futures = (ran.futures as usize).min(CORNER_FUTURES as usize);
    let mut o = Outcomes::new(policies, futures).ok()?;
    let columns: Vec<&[f64]> = (0..count).map(|p| ran.column(p, war)).collect();
    let values = (0..futures)
        .flat_map(|f| columns.iter().map(move |c| Some(c[f]).filter(|x| x.is_finite())))
        .collect();
    o.push("war", Better::Low, values).ok()?;
    robust::insurance(&o, "war", [WORLDS[0].1, WORLDS[1].1], RESAMPLES, 0.9, Seed(seed)).ok()
}

/// The first two paths that have the same levers at other dates, the better order first.
fn order(paths: &[FilePath], ran: &Ran) -> Option<Order> {
    let same = |a: &FilePath, b: &FilePath| {
        let key = |p: &FilePath| {
            let mut k: Vec<String> = p
                .levers
                .iter()
                .map(|l| {
                    let r = lever(l);
                    format!("{} {}", r.kind, r.to)
                })
                .collect();
            k.sort();
            k
        };
        !a.levers.is_empty() && key(a) == key(b)
    };
    let (i, j) = (0..paths.len())
        .flat_map(|i| (i + 1..paths.len()).map(move |j| (i, j)))
        .find(|(i, j)| same(&paths[*i], &paths[*j]))?;
    let window = |p: usize, w: usize| ran.column(p * WORLDS.len() + w, "window.war");
    let mean = |p: usize| ran.mean(p * WORLDS.len(), "window.war").unwrap_or(0.0);
    let (best, worst) = if mean(i) <= mean(j) { (i, j) } else { (j, i) };
    let share = WORLDS
        .iter()
        .enumerate()
        .map(|(w, (_, name))| {
            let (a, b) = (window(best, w), window(worst, w));
            let less = a.iter().zip(b).filter(|(x, y)| x < y).count() as f64;
            ((*name).to_owned(), less / a.len().max(1) as f64)
        })
        .collect();
    Some(Order {
        best: paths[best].id.clone(),
        worst: paths[worst].id.clone(),
        share,
        best_window: ran.range(best * WORLDS.len(), "window.war").unwrap_or(NONE),
        worst_window: ran.range(worst * WORLDS.len(), "window.war").unwrap_or(NONE),
    })
}

/// Other states in the last year, under each path and world.
fn neighbours(asked: &Asked<'_>, model: &PathModel, ran: &Ran) -> Vec<NeighbourRow> {
    let setup = model.simulator().setup();
    let mut out = Vec::new();
    for n in &setup.neighbours {
        for (p, path) in asked.plan.loaded.assessment.paths.iter().enumerate() {
            for (w, (_, world)) in WORLDS.iter().enumerate() {
                let policy = p * WORLDS.len() + w;
                let last = |what: &str| {
                    ran.years(policy, &format!("neighbour.{}.{what}", n.id))?.last().copied()
                };
                if let (Some(support), Some(odds)) = (last("support"), last("odds")) {
                    out.push(NeighbourRow {
                        state: n.id.to_uppercase(),
                        path: path.id.clone(),
                        world: (*world).into(),
                        support,
                        odds,
                    });
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn break_even_psi_is_where_one_half_is_passed() {
        let at = |a: f64, b: f64, c: f64| {
            let psi = break_even_psi([(0.0, a), (0.5, b), (1.0, c)]);
            (psi_within([a, b, c]), psi.map(|p| (1000.0 * p).round()))
        };
        assert_eq!(at(0.9, 0.8, 0.6), ("always", None));
        assert_eq!(at(0.1, 0.5, 0.2), ("never", None));
        assert_eq!(at(0.9, 0.7, 0.3), ("up_to", Some(750.0)));
        assert_eq!(at(0.7, 0.3, 0.1), ("up_to", Some(250.0)));
        assert_eq!(at(0.1, 0.9, 1.0), ("from", Some(250.0)));
        assert_eq!(at(0.0, 0.1, 0.9), ("from", Some(750.0)));
        assert_eq!(at(0.4, 0.6, 0.4), ("between", Some(250.0)));
        assert_eq!(at(0.6, 0.4, 0.6), ("outside", Some(250.0)));
    }
}
