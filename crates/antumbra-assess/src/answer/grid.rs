//! The grid: parts and costs at every combination of gauge, basing, decay and weight.

use super::cases::{Asked, Case};
use super::draws::{Futures, Means};
use super::facts::Share;
use antumbra_core::{Basing, Setting};
use antumbra_deter::{Gauge, forms};
use antumbra_record::findings::{Cost, Parts};
use rayon::prelude::*;

/// The values of the grid, the reference's own among them.
pub(crate) struct Axes {
    pub(crate) lambda: Vec<f64>,
    w: Vec<f64>,
}

impl Axes {
    pub(crate) fn around(reference: &Setting) -> Self {
        let with = |mut v: Vec<f64>, x: f64| {
            if !v.contains(&x) {
                v.push(x);
                v.sort_by(f64::total_cmp);
            }
            v
        };
        Axes {
            lambda: with(vec![0.0, 0.5, 1.0, 2.0], reference.lambda),
            w: with(vec![0.5, 1.0], reference.w),
        }
    }
}

pub(crate) const BASINGS: [(Basing, &str); 3] =
    [(Basing::None, "none"), (Basing::Presence, "presence"), (Basing::Surge, "surge")];

/// Parts and costs over the grid, in a fixed order: challenger, gauge, basing, decay, weight.
pub(crate) fn run(asked: &Asked<'_>, share: Option<&Share>) -> (Vec<Parts>, Vec<Cost>) {
    let axes = Axes::around(&asked.plan.reference);
    let mut jobs = Vec::new();
    for n in 0..asked.plan.challengers.len() {
        for gauge in Gauge::ALL {
            // Net resources have no weight of money in them.
            let weights = if gauge.has_spending() { axes.w.clone() } else { vec![1.0] };
            for w in weights {
                jobs.push((n, gauge, w));
            }
        }
    }
    let means = Futures::means(asked.plan);
    let done: Vec<Vec<(Parts, Vec<Cost>)>> = jobs
        .par_iter()
        .map(|&(n, gauge, w)| block(asked, share, &means, &axes, n, gauge, w))
        .collect();
    let mut parts = Vec::new();
    let mut costs = Vec::new();
    for (p, c) in done.into_iter().flatten() {
        parts.push(p);
        costs.extend(c);
    }
    (parts, costs)
}

fn block(
    asked: &Asked<'_>,
    share: Option<&Share>,
    means: &Means,
    axes: &Axes,
    n: usize,
    gauge: Gauge,
    w: f64,
) -> Vec<(Parts, Vec<Cost>)> {
    let Ok(scene) = asked.scene(n, gauge, w) else { return Vec::new() };
    let challenger = asked.plan.challengers[n].iso3;
    let mut out = Vec::new();
    for (basing, basing_name) in BASINGS {
        for &lambda in &axes.lambda {
            let setting = Setting { lambda, w, basing, ..asked.plan.reference };
            let case = Case::new(&scene, setting, n);
            let p = forms::parts(&case.at(means.surge, 1.0), means.rho);
            let parts = Parts {
                challenger,
                measure: gauge.name().into(),
                basing: basing_name.into(),
                lambda,
                w,
                own: p.own,
                expected: p.expected,
                doubtful: p.doubtful,
                others: p.others,
            };
            let costs = if gauge.has_spending() {
                goals(asked, &case, |goal, ratio, multiple| Cost {
                    goal: goal.into(),
                    ratio,
                    challenger,
                    measure: gauge.name().into(),
                    basing: basing_name.into(),
                    lambda,
                    w,
                    multiple,
                    gdp_share: share.map(|s| multiple.map_increasing(|x| x * s.value)),
                    definition: share.map(|s| s.definition.clone()),
                    not_replaceable: share.is_some_and(|s| {
                        multiple.mid * s.value
                            > asked.plan.loaded.assessment.tolerance.not_replaceable_above
                    }),
                })
            } else {
                Vec::new()
            };
            out.push((parts, costs));
        }
    }
    out
}

fn goals(
    asked: &Asked<'_>,
    case: &Case<'_>,
    row: impl Fn(&str, Option<f64>, antumbra_core::Range) -> Cost,
) -> Vec<Cost> {
    let f = asked.futures;
    let mut out = Vec::new();
    out.extend(case.keep(f).map(|r| row("keep", None, r)));
    out.extend(case.doubt(f).map(|r| row("doubt", None, r)));
    for &ratio in &asked.plan.loaded.assessment.standard.ratios {
        if let Some(r) = case.standard(f, ratio) {
            out.push(row("standard", Some(ratio), r));
        }
    }
    out
}
