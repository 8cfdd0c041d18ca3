//! What the reference ensemble teaches: which path stands, boxes, drivers, overturners.

use super::draws::{self, Drawn};
use super::flip::{Asks, Bench};
use super::learnt;
use super::model::{PathModel, WORLDS};
use super::rows::nearest;
use super::run::scale;
use super::tally::Ran;
use crate::answer::cases::Asked;
use crate::discover::{Chosen, discover, pair_points, sensitivity};
use antumbra_core::{Column, Diagnostic, Diagnostics, Seed, Table};
use antumbra_explore::prim::{PrimSettings, Seek};
use antumbra_num::dist::Distribution;
use antumbra_record::discover::{BoxLimit, Discovery};
use antumbra_record::exploration::{
    Drivers, EXPLORATION, Exploration, InputName, LimitRow, PathBox,
};
use antumbra_record::findings::Sentence;
use antumbra_record::overturn::Overturning;
use antumbra_record::robust::Robustness;
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
/// Futures of a figure over two inputs.
const POINTS: usize = 600;

/// What is looked at: the run and what was drawn.
pub(super) struct Seen<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) model: &'a PathModel,
    pub(super) drawn: &'a [Drawn],
    pub(super) ran: &'a Ran,
}

pub(super) fn wrong(e: &antumbra_explore::Error) -> Diagnostics {
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
    let (boxes, unboxed, drivers) = s.boxes(&table, &x)?;
    let robustness = s.robustness(&table, &x, rows)?;
    let overturning = s.overturning(&robustness)?;
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
        unboxed,
        drivers,
        overturning,
    })
}

impl Seen<'_> {
    pub(super) fn key(&self, input: usize) -> String {
        draws::key(&self.drawn[input].def.name)
    }

    /// Inputs that a reader can judge: no numbers of chance, nothing that does not vary, nothing of
    /// the hazard scale that is not judged by.
    pub(super) fn deep(&self) -> Vec<usize> {
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

    pub(super) fn psi(&self) -> &'static str {
        nearest(self.model.simulator().setup().setting.psi)
    }

    pub(super) fn name(&self, policy: usize) -> (&str, &'static str) {
        let path = &self.asked.plan.loaded.assessment.paths[policy / WORLDS.len()].id;
        (path, WORLDS[policy % WORLDS.len()].1)
    }

    pub(super) fn policies(&self) -> usize {
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
    pub(super) fn good(&self, policy: usize, rows: usize) -> Vec<bool> {
        let column = self.ran.column(policy, &format!("within.{}", self.psi()));
        column.iter().take(rows).map(|v| *v == 1.0).collect()
    }

    /// Boxes where holding and failing both happen, first in the world where the patron goes, and
    /// what drives the criterion that binds there.
    fn boxes(&self, table: &Table, x: &[String]) -> Result<Looked, Diagnostics> {
        let mut boxes = Vec::new();
        let (mut always, mut never) = (Vec::new(), Vec::new());
        let mut drivers = Vec::new();
        let world = |w: usize| (0..self.policies()).filter(move |p| p % WORLDS.len() == w);
        for p in world(1).chain(world(0)) {
            let (path, world) = self.name(p);
            let good = self.good(p, table.rows());
            let within = good.iter().filter(|g| **g).count() as f64 / good.len().max(1) as f64;
            if !(RARE..=1.0 - RARE).contains(&within) {
                let rare = if within < 0.5 { &mut never } else { &mut always };
                rare.push(format!("{path}/{world}"));
                continue;
            }
            boxes.push(self.one_box(table, x, p, &good, within)?);
            if drivers.is_empty() {
                drivers.push(self.drivers(x, p, path, world)?);
            }
        }
        Ok((boxes, learnt::unboxed(&always, &never, RARE), drivers))
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
        let mut told = PathBox {
            path: path.to_owned(),
            world: world.to_owned(),
            interest: interest.into(),
            within,
            discovery,
            picked,
            most_limits: MOST_LIMITS,
            limits,
            says: None,
            pair,
        };
        told.says = Some(learnt::boxed(&told));
        Ok(told)
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
        // A ratio that is none, since the reference has no risk, is not within either.
        let missed = |c: &(&str, &[f64], f64)| rows - c.1.iter().filter(|v| **v <= c.2).count();
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
        for r in &mut found.indices {
            // The interval of what is left when the part of chance is taken off.
            let of = |name: &str| r.numbers.get(name).copied();
            if let (Some(left), Some(half), Some(null)) =
                (of("adjusted"), of("delta_half_width"), of("null"))
            {
                let half = half / (1.0 - null);
                r.numbers.insert("adjusted_half_width".into(), half);
                // Of sixty inputs some pass their own test by chance: the interval has to say so too.
                r.indistinguishable_from_zero |= left <= half;
            }
        }
        let size = |r: &antumbra_record::discover::IndexRow| r.numbers.get("adjusted").copied();
        found.indices.sort_by(|a, b| size(b).unwrap_or(0.0).total_cmp(&size(a).unwrap_or(0.0)));
        Ok(Drivers {
            path: path.to_owned(),
            world: world.to_owned(),
            criterion: (*criterion).to_owned(),
            says: Some(learnt::drivers(path, world, criterion, &found)),
            sensitivity: found,
        })
    }

    /// What is asked of the searches: does the first path hold when the patron goes; of the two that
    /// fare best there, which does; and of the two that cost least where choosing was wrong.
    fn overturning(&self, r: &Robustness) -> Result<Vec<Overturning>, Diagnostics> {
        let goes = 1;
        let seed = Seed(self.asked.plan.loaded.assessment.seed);
        let bench = Bench::new(self.asked, self.model, self.drawn, self.ran, seed)
            .map_err(|e| wrong(&e))?;
        let mut asks = vec![Asks::Holds(goes)];
        let there: Vec<usize> = (goes..self.policies()).step_by(WORLDS.len()).collect();
        let first_two = |of: &dyn Fn(usize) -> f64| {
            let mut order = there.clone();
            // Stable: equals stay in the file's order.
            order.sort_by(|a, b| of(*a).total_cmp(&of(*b)));
            Some((*order.first()?, *order.get(1)?))
        };
        let share = |p: usize| -self.ran.within(p, self.psi());
        asks.extend(first_two(&share).map(|(a, b)| Asks::Share(a, b)));
        let worst = |p: usize| {
            let (path, world) = self.name(p);
            let rows = r.regret.first().into_iter().flat_map(|t| &t.rows);
            let row = rows.into_iter().find(|x| x.path == path && x.world == world);
            row.and_then(|x| x.hi).unwrap_or(f64::INFINITY)
        };
        asks.extend(first_two(&worst).map(|(a, b)| Asks::Regret(a, b)));
        let mut out = Vec::new();
        for one in asks {
            out.extend(bench.overturning(one).map_err(|e| wrong(&e))?);
        }
        Ok(out)
    }
}

/// Boxes, where none is sought, and drivers.
type Looked = (Vec<PathBox>, Vec<Sentence>, Vec<Drivers>);

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
