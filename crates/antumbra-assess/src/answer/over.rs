//! The reference and its corners: ranges over draws, spreads over settings, and what flips.

use super::cases::{Asked, Case};
use super::facts::Share;
use antumbra_core::{Corner, Iso3, Range, Spread};
use antumbra_deter::{Gauge, Scene, forms};
use antumbra_record::findings::{
    AtLambda, Contest, Cost, CostOver, Flip, Limit, Over, Parts, PartsOver, SelfSufficiency,
    ShareOver,
};
use std::collections::BTreeMap;

/// The scenes that the corners need, by challenger, gauge and weight (as bits).
pub(crate) struct Scenes {
    map: BTreeMap<(usize, Gauge, u64), Scene>,
}

impl Scenes {
    pub(crate) fn new(asked: &Asked<'_>, corners: &[Corner]) -> Self {
        let mut map = BTreeMap::new();
        for n in 0..asked.plan.challengers.len() {
            for c in corners {
                let gauge = Gauge::of(&c.setting);
                let key = (n, gauge, c.setting.w.to_bits());
                if let std::collections::btree_map::Entry::Vacant(slot) = map.entry(key)
                    && let Ok(scene) = asked.scene(n, gauge, c.setting.w)
                {
                    slot.insert(scene);
                }
            }
        }
        Scenes { map }
    }

    pub(crate) fn get(&self, n: usize, corner: &Corner) -> Option<&Scene> {
        self.map.get(&(n, Gauge::of(&corner.setting), corner.setting.w.to_bits()))
    }
}

/// A quantity at every corner where it exists, the reference first.
fn at_corners<'a>(
    scenes: &'a Scenes,
    n: usize,
    corners: &'a [Corner],
    quantity: impl Fn(&Case<'a>) -> Option<Range>,
) -> Vec<(&'a Corner, Range)> {
    corners
        .iter()
        .filter_map(|c| {
            let case = Case::new(scenes.get(n, c)?, c.setting, n);
            Some((c, quantity(&case)?))
        })
        .collect()
}

fn over(values: &[(&Corner, Range)]) -> Option<Over> {
    let (first, reference) = values.first()?;
    if first.key != "reference" {
        return None;
    }
    let spread = Spread::over(values.iter().map(|(_, r)| r.mid))?;
    let at = |x: f64| {
        values.iter().find(|(_, r)| r.mid == x).map_or(String::new(), |(c, _)| c.to_string())
    };
    Some(Over {
        reference: *reference,
        corners: spread,
        at_min: at(spread.min),
        at_max: at(spread.max),
    })
}

/// Parts per challenger.
pub(crate) fn parts(
    asked: &Asked<'_>,
    scenes: &Scenes,
    corners: &[Corner],
    grid: &[Parts],
) -> Vec<PartsOver> {
    let f = asked.futures;
    let mut out = Vec::new();
    for (n, ch) in asked.plan.challengers.iter().enumerate() {
        let part = |pick: fn(&forms::PartShares) -> f64| {
            over(&at_corners(scenes, n, corners, |case| {
                case.over(f, |s, i| pick(&forms::parts(s, f.rho[i])))
            }))
        };
        let supplied = over(&at_corners(scenes, n, corners, |case| case.supplied(f)));
        if let (Some(own), Some(expected), Some(doubtful), Some(others), Some(supplied)) = (
            part(|p| p.own),
            part(|p| p.expected),
            part(|p| p.doubtful),
            part(|p| p.others),
            supplied,
        ) {
            let cells = grid.iter().filter(|g| g.challenger == ch.iso3).map(|g| g.own);
            let own_grid = Spread::over(cells.chain([own.corners.min, own.corners.max]))
                .unwrap_or(own.corners);
            out.push(PartsOver {
                challenger: ch.iso3,
                own,
                own_grid,
                expected,
                doubtful,
                others,
                supplied,
            });
        }
    }
    out
}

/// Costs against the first challenger, with each sourced definition of today's spending.
pub(crate) fn costs(
    asked: &Asked<'_>,
    scenes: &Scenes,
    corners: &[Corner],
    shares: &[Share],
    grid: &[Cost],
) -> Vec<CostOver> {
    let f = asked.futures;
    let Some(ch) = asked.plan.challengers.first() else { return Vec::new() };
    let mut goals: Vec<(&str, Option<f64>)> = vec![("keep", None), ("doubt", None)];
    goals.extend(
        asked.plan.loaded.assessment.standard.ratios.iter().map(|r| ("standard", Some(*r))),
    );
    let mut out = Vec::new();
    for (goal, ratio) in goals {
        let quantity = |case: &Case<'_>| {
            if !Gauge::of(&case.setting).has_spending() {
                return None;
            }
            match (goal, ratio) {
                ("keep", _) => case.keep(f),
                ("doubt", _) => case.doubt(f),
                (_, Some(r)) => case.standard(f, r),
                _ => None,
            }
        };
        let values = at_corners(scenes, 0, corners, quantity);
        let Some(multiple) = over(&values) else { continue };
        let by_lambda = values
            .iter()
            .filter(|(c, _)| c.key == "lambda" || c.key == "reference")
            .map(|(c, r)| AtLambda { lambda: c.setting.lambda, multiple: *r });
        let mut by_lambda: Vec<AtLambda> = by_lambda.collect();
        by_lambda.sort_by(|a, b| a.lambda.total_cmp(&b.lambda));
        let tolerance = &asked.plan.loaded.assessment.tolerance;
        let limits = shares
            .first()
            .into_iter()
            .flat_map(|s| {
                [tolerance.gdp_share_max, tolerance.not_replaceable_above]
                    .map(|x| Limit { gdp_share: x, multiple: x / s.value })
            })
            .collect();
        out.push(CostOver {
            goal: goal.into(),
            ratio,
            challenger: ch.iso3,
            gdp_share: shares
                .iter()
                .map(|s| ShareOver {
                    definition: s.definition.clone(),
                    today: s.value,
                    share: multiple.reference.map_increasing(|x| x * s.value),
                })
                .collect(),
            grid: Spread::over(
                grid.iter()
                    .filter(|g| g.goal == goal && g.ratio == ratio && g.challenger == ch.iso3)
                    .map(|g| g.multiple.mid)
                    .chain([multiple.corners.min, multiple.corners.max]),
            )
            .unwrap_or(multiple.corners),
            multiple,
            by_lambda,
            limits,
        });
    }
    out
}

/// The contest at the reference.
pub(crate) fn contest(asked: &Asked<'_>, scenes: &Scenes, reference: &Corner) -> Vec<Contest> {
    let mut out = Vec::new();
    for (n, ch) in asked.plan.challengers.iter().enumerate() {
        let Some(scene) = scenes.get(n, reference) else { continue };
        let case = Case::new(scene, reference.setting, n);
        if let Some((with, without, lottery)) = case.contest(asked.futures) {
            out.push(Contest { challenger: ch.iso3, with, without, lottery });
        }
    }
    out
}

/// Self-sufficiency per challenger and standard.
pub(crate) fn self_sufficiency(
    asked: &Asked<'_>,
    scenes: &Scenes,
    corners: &[Corner],
) -> Vec<SelfSufficiency> {
    let mut out = Vec::new();
    for (n, ch) in asked.plan.challengers.iter().enumerate() {
        for &ratio in &asked.plan.loaded.assessment.standard.ratios {
            let values =
                at_corners(scenes, n, corners, |c| c.self_sufficiency(asked.futures, ratio));
            if let Some(value) = over(&values) {
                out.push(SelfSufficiency { challenger: ch.iso3, ratio, value });
            }
        }
    }
    out
}

/// Conclusions that another assumption turns: each is a yes-or-no question about medians.
pub(crate) fn flips(
    asked: &Asked<'_>,
    scenes: &Scenes,
    corners: &[Corner],
    share: Option<&Share>,
) -> Vec<Flip> {
    let f = asked.futures;
    let mut out = Vec::new();
    for (n, ch) in asked.plan.challengers.iter().enumerate() {
        let mut ask =
            |finding: &str, question: &str, answer: &dyn Fn(&Case<'_>) -> Option<bool>| {
                let answers: Vec<(&Corner, bool)> = corners
                    .iter()
                    .filter_map(|c| {
                        let case = Case::new(scenes.get(n, c)?, c.setting, n);
                        Some((c, answer(&case)?))
                    })
                    .collect();
                push(&mut out, finding, question, Some(ch.iso3), &answers);
            };
        ask("parts", "own_is_most", &|case| {
            Some(case.over(f, |s, i| forms::parts(s, f.rho[i]).own)?.mid > 0.5)
        });
        ask("parts", "patron_expected_exceeds_own", &|case| {
            let p = case.over(f, |s, i| {
                let p = forms::parts(s, f.rho[i]);
                p.expected - p.own
            });
            Some(p?.mid > 0.0)
        });
        ask("self-sufficiency", "parity_alone", &|case| {
            Some(case.self_sufficiency(f, 1.0)?.mid >= 1.0)
        });
        if n == 0
            && let Some(s) = share
        {
            let most = asked.plan.loaded.assessment.tolerance.gdp_share_max;
            ask("keep", "keep_affordable", &|case| {
                if !Gauge::of(&case.setting).has_spending() {
                    return None;
                }
                Some(case.keep(f)?.mid * s.value <= most)
            });
        }
    }
    out
}

fn push(
    out: &mut Vec<Flip>,
    finding: &str,
    question: &str,
    challenger: Option<Iso3>,
    answers: &[(&Corner, bool)],
) {
    let Some((first, reference)) = answers.first() else { return };
    if first.key != "reference" {
        return;
    }
    let turned_by: Vec<String> =
        answers.iter().filter(|(_, a)| a != reference).map(|(c, _)| c.to_string()).collect();
    if !turned_by.is_empty() {
        out.push(Flip {
            finding: finding.into(),
            question: question.into(),
            challenger,
            reference: *reference,
            turned_by,
        });
    }
}
