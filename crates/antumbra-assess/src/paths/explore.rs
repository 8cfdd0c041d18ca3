//! What the reference ensemble teaches: which path stands, boxes, drivers, overturners.

use super::draws::{self, Drawn};
use super::flip::Bench;
use super::model::{PathModel, WORLDS};
use super::rows::nearest;
use super::run::scale;
use super::tally::Ran;
use crate::answer::cases::Asked;
use crate::discover::{Chosen, discover, pair_points, sensitivity};
use crate::robust as told;
use antumbra_core::{Column, Diagnostic, Diagnostics, Seed, Table};
use antumbra_explore::prim::{PrimSettings, Seek};
use antumbra_explore::robust::tipping;
use antumbra_explore::robust::{
    Better, Bound, Criterion, Objective, Outcomes, Policy, Resolving, Statistic, pareto, regret,
    resolve, satisficing,
};
use antumbra_num::dist::Distribution;
use antumbra_record::discover::{BoxLimit, Discovery};
use antumbra_record::exploration::{
    Drivers, EXPLORATION, Exploration, InputName, LimitRow, PathBox,
};
use antumbra_record::robust::{CriterionText, ROBUSTNESS, Robustness};
use std::collections::BTreeMap;

/// The first futures, on which boxes, drivers and robustness rest.
const FUTURES: usize = 4_000;
/// Futures for drivers, whose resampling costs most.
const DRIVER_FUTURES: usize = 1_000;
/// Resamples behind a driver's interval.
const RESAMPLES: usize = 20;
/// A box is sought where both holding and failing happen at least this often.
const RARE: f64 = 0.03;
/// How many inputs a told box may limit.
const MOST_LIMITS: usize = 3;
/// Inputs whose worth and tipping points are shown.
const SCREENED: usize = 5;
/// Futures of a figure over two inputs.
const POINTS: usize = 600;
const LEVEL: f64 = 0.95;

/// What is looked at: the run and what was drawn.
pub(super) struct Seen<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) model: &'a PathModel,
    pub(super) drawn: &'a [Drawn],
    pub(super) ran: &'a Ran,
}

fn wrong(e: &antumbra_explore::Error) -> Diagnostics {
    Diagnostic::error("AN0146", e.to_string()).into()
}

fn refused(e: antumbra_core::table::TableError) -> Diagnostics {
    wrong(&e.into())
}

/// Explores the ensemble of the reference.
///
/// # Errors
/// What an analysis refuses: a setting out of range, a move that cannot be run.
pub(super) fn explore(s: &Seen<'_>) -> Result<Exploration, Diagnostics> {
    let rows = (s.ran.futures as usize).min(FUTURES);
    let table = s.table(rows)?;
    let x: Vec<String> = s.deep().iter().map(|i| s.key(*i)).collect();
    let (boxes, drivers) = s.boxes(&table, &x)?;
    let robustness = s.robustness(&table, &x, rows)?;
    let overturning = s.overturning()?;
    let inputs = s
        .deep()
        .into_iter()
        .map(|i| {
            let d = &s.drawn[i].def;
            (s.key(i), InputName { label: d.meaning.clone(), unit: d.unit.to_owned() })
        })
        .collect();
    Ok(Exploration {
        schema: EXPLORATION.into(),
        futures: rows,
        inputs,
        robustness,
        boxes,
        drivers,
        overturning,
    })
}

impl Seen<'_> {
    fn key(&self, input: usize) -> String {
        draws::key(&self.drawn[input].def.name)
    }

    /// Inputs that a reader can judge: no numbers of chance, nothing that does not vary, nothing of
    /// the hazard scale that is not judged by.
    fn deep(&self) -> Vec<usize> {
        let judging = scale(&self.model.simulator().setup().setting);
        let other = |name: &str| {
            super::model::SCALES.iter().any(|s| *s != judging && name.ends_with(&format!(".{s}")))
        };
        (0..self.drawn.len())
            .filter(|&i| {
                let d = &self.drawn[i];
                !matches!(d.def.unit, "uniform" | "standard deviations")
                    && !other(&d.def.name)
                    && d.dist.quantile(0.05) < d.dist.quantile(0.95)
            })
            .collect()
    }

    fn psi(&self) -> &'static str {
        nearest(self.model.simulator().setup().setting.psi)
    }

    fn name(&self, policy: usize) -> (&str, &'static str) {
        let path = &self.asked.plan.loaded.assessment.paths[policy / WORLDS.len()].id;
        (path, WORLDS[policy % WORLDS.len()].1)
    }

    fn policies(&self) -> usize {
        self.ran.columns.len()
    }

    /// Inputs, and for every policy whether a future is within tolerance.
    fn table(&self, rows: usize) -> Result<Table, Diagnostics> {
        let mut t = Table::new("futures", rows);
        for i in self.deep() {
            let values = self.ran.inputs[i][..rows].iter().map(|v| Some(*v)).collect();
            t.push(self.key(i), Column::F64(values)).map_err(refused)?;
        }
        for p in 0..self.policies() {
            let (path, world) = self.name(p);
            let good = self.good(p, rows).into_iter().map(Some).collect();
            t.push(format!("{path}/{world}"), Column::Bool(good)).map_err(refused)?;
        }
        Ok(t)
    }

    /// Is a future within tolerance? A failed one is not.
    fn good(&self, policy: usize, rows: usize) -> Vec<bool> {
        let column = self.ran.column(policy, &format!("within.{}", self.psi()));
        column.iter().take(rows).map(|v| *v == 1.0).collect()
    }

    /// Boxes where holding and failing both happen, first in the world where the patron goes, and
    /// what drives the criterion that binds there.
    fn boxes(
        &self,
        table: &Table,
        x: &[String],
    ) -> Result<(Vec<PathBox>, Vec<Drivers>), Diagnostics> {
        let mut boxes = Vec::new();
        let mut drivers = Vec::new();
        let world = |w: usize| (0..self.policies()).filter(move |p| p % WORLDS.len() == w);
        for p in world(1).chain(world(0)) {
            let (path, world) = self.name(p);
            let good = self.good(p, table.rows());
            let within = good.iter().filter(|g| **g).count() as f64 / good.len().max(1) as f64;
            if !(RARE..=1.0 - RARE).contains(&within) {
                continue;
            }
            boxes.push(self.one_box(table, x, p, &good, within)?);
            if drivers.is_empty() {
                drivers.push(self.drivers(x, p, path, world)?);
            }
        }
        Ok((boxes, drivers))
    }

    fn one_box(
        &self,
        table: &Table,
        x: &[String],
        policy: usize,
        good: &[bool],
        within: f64,
    ) -> Result<PathBox, Diagnostics> {
        let (path, world) = self.name(policy);
        let interest = if within < 0.5 { "holds" } else { "fails" };
        let mut t = Table::new(format!("{path}, {world}"), table.rows());
        for name in x {
            let column = table.column(name).map_err(refused)?;
            t.push(name.clone(), column.clone()).map_err(refused)?;
        }
        let of = good.iter().map(|g| Some(*g == (interest == "holds"))).collect();
        t.push(interest, Column::Bool(of)).map_err(refused)?;
        let chosen = Chosen { x: x.to_vec(), y: interest.into(), keep: None, drop_missing: false };
        let discovery = discover(&t, &chosen, PrimSettings::default(), Seek::High)?;
        let picked = pick(&discovery);
        let limits = limits(&discovery, picked, &t);
        let pair = match limits.as_slice() {
            [a, b, ..] => Some(pair_points(&t, &chosen, [&a.input, &b.input], POINTS)?),
            _ => None,
        };
        Ok(PathBox {
            path: path.to_owned(),
            world: world.to_owned(),
            interest: interest.into(),
            within,
            discovery,
            picked,
            most_limits: MOST_LIMITS,
            limits,
            pair,
        })
    }

    /// What drives the criterion that most futures miss, by its rank among the futures: monotone
    /// stretching does not change a given-data index, and ranks are free of its extremes.
    fn drivers(
        &self,
        x: &[String],
        policy: usize,
        path: &str,
        world: &str,
    ) -> Result<Drivers, Diagnostics> {
        let t = &self.asked.plan.loaded.assessment.tolerance;
        let rows = (self.ran.futures as usize).min(DRIVER_FUTURES);
        let of = |name: &str| &self.ran.column(policy, name)[..rows];
        let war = format!("war_times.{}", self.psi());
        let all = [
            ("war", of(&war), t.war_ratio_max),
            ("clash", of("clash_times"), t.force_ratio_max),
            ("spending", of("spending_peak"), t.gdp_share_max),
        ];
        let missed = |c: &(&str, &[f64], f64)| c.1.iter().filter(|v| **v > c.2).count();
        let (criterion, values, _) =
            all.iter().fold(&all[0], |a, b| if missed(b) > missed(a) { b } else { a });
        let mut order: Vec<usize> = (0..rows).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut rank = vec![0.0; rows];
        for (n, f) in order.into_iter().enumerate() {
            rank[f] = n as f64;
        }
        let mut table = Table::new(format!("{path}, {world}"), rows);
        for (i, name) in self.deep().into_iter().zip(x) {
            let v = self.ran.inputs[i][..rows].iter().map(|v| Some(*v)).collect();
            table.push(name.clone(), Column::F64(v)).map_err(refused)?;
        }
        let v = rank.into_iter().map(Some).collect();
        table.push(*criterion, Column::F64(v)).map_err(refused)?;
        let chosen =
            Chosen { x: x.to_vec(), y: (*criterion).into(), keep: None, drop_missing: false };
        let seed = self.asked.plan.loaded.assessment.seed;
        let mut found = sensitivity(&table, &chosen, "delta", RESAMPLES, 4, seed)?;
        let size = |r: &antumbra_record::discover::IndexRow| r.numbers.get("delta").copied();
        found.indices.sort_by(|a, b| size(b).unwrap_or(0.0).total_cmp(&size(a).unwrap_or(0.0)));
        Ok(Drivers {
            path: path.to_owned(),
            world: world.to_owned(),
            criterion: (*criterion).to_owned(),
            sensitivity: found,
        })
    }

    fn robustness(
        &self,
        table: &Table,
        x: &[String],
        rows: usize,
    ) -> Result<Robustness, Diagnostics> {
        let e = |e: antumbra_explore::Error| wrong(&e);
        let policies: Vec<Policy> = (0..self.policies())
            .map(|p| {
                let (path, world) = self.name(p);
                Policy::new(path, world)
            })
            .collect();
        let mut o = Outcomes::new(policies, rows).map_err(e)?;
        let times = format!("war_times.{}", self.psi());
        let judging = scale(&self.model.simulator().setup().setting);
        let war = format!("war_ever.{judging}.{}", self.psi());
        for (name, column, unit) in [
            ("war", war.as_str(), 100.0),
            ("spending", "spending_mean", 100.0),
            ("war, times", times.as_str(), 1.0),
            ("clashes, times", "clash_times", 1.0),
            ("dearest year", "spending_peak", 1.0),
        ] {
            let columns: Vec<&[f64]> =
                (0..self.policies()).map(|p| self.ran.column(p, column)).collect();
            let values = (0..rows)
                .flat_map(|f| {
                    columns.iter().map(move |c| Some(unit * c[f]).filter(|v| v.is_finite()))
                })
                .collect();
            o.push(name, Better::Low, values).map_err(e)?;
        }
        let t = &self.asked.plan.loaded.assessment.tolerance;
        let limits = [
            ("war, times", t.war_ratio_max),
            ("clashes, times", t.force_ratio_max),
            ("dearest year", t.gdp_share_max),
        ];
        let mut criteria = Vec::new();
        for (name, most) in limits {
            criteria.push(Criterion::at_most(&o, name, Bound::Value(most)).map_err(e)?);
        }
        let good = satisficing(&o, &criteria, LEVEL).map_err(e)?;
        let units = [("war", "percentage points"), ("spending", "points of GDP")];
        let mut regrets = Vec::new();
        for (name, unit) in units {
            regrets.push(told::regret(&o, &regret(&o, name).map_err(e)?, unit));
        }
        let a = &self.asked.plan.loaded.assessment;
        let mut standing = Vec::new();
        for w in 0..WORLDS.len() {
            let compared: Vec<usize> = (w..self.policies()).step_by(WORLDS.len()).collect();
            let names = units.map(|u| u.0.to_owned());
            let mut points = Vec::new();
            for p in &compared {
                let mut point = Vec::new();
                for name in &names {
                    let at = o.outcome(name).map_err(e)?;
                    point.push(o.statistic(at, *p, Statistic::Mean).map_err(e)?);
                }
                points.push(point);
            }
            // A path without a single future is compared with nothing.
            let whole: Option<Vec<Vec<f64>>> =
                points.into_iter().map(|p| p.into_iter().collect()).collect();
            let Some(points) = whole else { continue };
            let ends = names.each_ref().map(|_| Objective { better: Better::Low, tolerance: 0.0 });
            let found = pareto(&points, &ends).map_err(e)?;
            standing.extend(told::pareto(&o, &compared, &names, &points, &found));
        }
        let (tipping, resolving) = self.inputs_that_matter(table, x, rows)?;
        Ok(Robustness {
            schema: ROBUSTNESS.into(),
            futures: rows,
            level: LEVEL,
            paths: a.paths.iter().map(|p| p.id.clone()).collect(),
            worlds: WORLDS.iter().map(|w| w.1.to_owned()).collect(),
            criteria: limits
                .iter()
                .map(|(name, most)| CriterionText {
                    outcome: (*name).to_owned(),
                    rule: format!("{name} ≤ {most}"),
                })
                .collect(),
            satisficing: told::satisficing(&o, &good),
            regret: regrets,
            pareto: standing,
            tipping,
            resolving,
            insurance: Vec::new(),
        })
    }

    /// Tipping points and the worth of knowing, for the inputs whose values differ most between
    /// futures within tolerance and others, on the first path when the patron goes.
    fn inputs_that_matter(
        &self,
        table: &Table,
        x: &[String],
        rows: usize,
    ) -> Result<Matter, Diagnostics> {
        let goes = 1;
        let (path, world) = self.name(goes);
        let good = self.good(goes, rows);
        let met = good.iter().filter(|g| **g).count();
        if met == 0 || met == rows {
            return Ok((Vec::new(), Vec::new()));
        }
        let y = format!("{path}/{world}");
        let chosen = Chosen { x: x.to_vec(), y, keep: None, drop_missing: false };
        let seed = self.asked.plan.loaded.assessment.seed;
        let screened = sensitivity(table, &chosen, "ks", 2, 4, seed)?;
        let mut ranked: Vec<(f64, &str)> = screened
            .indices
            .iter()
            .filter(|r| !r.indistinguishable_from_zero)
            .filter_map(|r| Some((*r.numbers.get("distance")?, r.input.as_str())))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.truncate(SCREENED);
        let places: Vec<usize> = ranked
            .iter()
            .filter_map(|(_, name)| self.deep().into_iter().find(|i| self.key(*i) == *name))
            .collect();
        let columns: Vec<Vec<f64>> =
            places.iter().map(|i| self.ran.inputs[*i][..rows].to_vec()).collect();
        let names: Vec<String> = places.iter().map(|i| self.key(*i)).collect();
        let mut points = Vec::new();
        for (name, column) in names.iter().zip(&columns) {
            let bins = tipping::shares(column, &good, 10, LEVEL).map_err(|e| wrong(&e))?;
            let found = tipping::tipping_points(&bins, 0.5);
            let along = told::Along {
                path: path.to_owned(),
                other: None,
                world: world.to_owned(),
                input: name.clone(),
                threshold: 0.5,
            };
            points.extend(told::tipping(&along, &bins, &found, |v| v));
        }
        let benefit: Vec<Vec<f64>> = (goes..self.policies())
            .step_by(WORLDS.len())
            .map(|p| self.good(p, rows).iter().map(|g| f64::from(u8::from(*g))).collect())
            .collect();
        if benefit.len() < 2 || columns.is_empty() {
            return Ok((points, Vec::new()));
        }
        let how = Resolving { level: LEVEL, seed: Seed(seed), ..Resolving::default() };
        let (known, _) = resolve(&columns, &benefit, &how).map_err(|e| wrong(&e))?;
        let gain = "share of futures within tolerance";
        Ok((points, told::resolving(world, gain, &names, &known)))
    }

    /// The first path when the patron goes, and the other path that fares best there.
    fn overturning(&self) -> Result<Vec<antumbra_record::overturn::Overturning>, Diagnostics> {
        let seed = Seed(self.asked.plan.loaded.assessment.seed);
        let bench = Bench::new(self.asked, self.model, self.drawn, self.ran, seed)
            .map_err(|e| wrong(&e))?;
        let paths = self.policies() / WORLDS.len();
        let share = |path: usize| self.ran.within(path * WORLDS.len() + 1, self.psi());
        let best = (1..paths).fold(None, |best: Option<usize>, p| match best {
            Some(b) if share(b) >= share(p) => Some(b),
            _ => Some(p),
        });
        let mut out = Vec::new();
        for path in [Some(0), best].into_iter().flatten() {
            out.push(bench.overturning(path, 1).map_err(|e| wrong(&e))?);
        }
        Ok(out)
    }
}

type Matter =
    (Vec<antumbra_record::robust::TippingRow>, Vec<antumbra_record::robust::ResolvingRow>);

/// The box that is told: few limits, and the best balance of coverage and density.
fn pick(d: &Discovery) -> usize {
    let score = |n: usize| {
        let s = &d.trajectory[n];
        let (c, k) = (s.coverage.unwrap_or(0.0), s.density.unwrap_or(0.0));
        if c + k > 0.0 { 2.0 * c * k / (c + k) } else { 0.0 }
    };
    (0..d.trajectory.len())
        .filter(|n| d.trajectory[*n].res_dim <= MOST_LIMITS)
        .fold(0, |best, n| if score(n) > score(best) { n } else { best })
}

/// Which ends of which inputs a box limits, the narrowest first.
fn limits(d: &Discovery, step: usize, t: &Table) -> Vec<LimitRow> {
    let Some(s) = d.trajectory.get(step) else { return Vec::new() };
    let mut kept: BTreeMap<String, f64> = BTreeMap::new();
    let mut rows: Vec<LimitRow> = s
        .limits
        .iter()
        .filter_map(|(name, l)| {
            let BoxLimit::Range { min, max, .. } = l else { return None };
            let values: Vec<f64> = match t.column(name).ok()? {
                Column::F64(v) => v.iter().flatten().copied().collect(),
                _ => return None,
            };
            let share = values.iter().filter(|v| (*min..=*max).contains(*v)).count();
            kept.insert(name.clone(), share as f64);
            Some(LimitRow {
                input: name.clone(),
                above: values.iter().any(|v| v < min).then_some(*min),
                below: values.iter().any(|v| v > max).then_some(*max),
            })
        })
        .collect();
    let width = |r: &LimitRow| kept.get(&r.input).copied().unwrap_or(0.0);
    rows.sort_by(|a, b| width(a).total_cmp(&width(b)));
    rows
}
