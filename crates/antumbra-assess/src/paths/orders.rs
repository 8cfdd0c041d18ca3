//! Other orders of a path's levers: the same start years fall to the same levers in other ways, and
//! the window of vulnerability of each.

use super::draws::Drawn;
use super::model::{Keep, PathModel, WORLDS};
use super::run::{def, scale};
use super::setup::{self, Built};
use super::tally::{self, Ran};
use crate::answer::cases::Asked;
use antumbra_core::{Diagnostic, Diagnostics, Range, Seed, Year};
use antumbra_path::{DatedLever, PathDef, Plan, Simulator};
use antumbra_record::paths::{Sequence, SequenceOrder};
use std::collections::BTreeMap;

/// Futures behind each order: the first of the reference's, the same for all.
pub(super) const FUTURES: u64 = 500;
/// Orders of one path that are walked, the written one apart.
const MOST: usize = 16;
/// Orders that are looked at before some are chosen: those of seven levers at seven dates.
const LISTED: usize = 5_040;
const WINDOW: &str = "window.war";
/// Percentage-point-years between best and worst below which an order moves nothing.
const NOTHING: f64 = 0.01;

/// Orders of one path.
struct Orders {
    path: String,
    possible: usize,
    /// Start years and where the plan stands; the written one first.
    tried: Vec<(Vec<i16>, usize)>,
}

/// The rising start years' next order by the alphabet; false after the last.
fn next(years: &mut [i16]) -> bool {
    let Some(i) = (1..years.len()).rev().find(|i| years[i - 1] < years[*i]) else { return false };
    let j = (i..years.len()).rev().find(|j| years[*j] > years[i - 1]).unwrap_or(i);
    years.swap(i - 1, j);
    years[i..].reverse();
    true
}

/// Every way in which start years can fall to levers, each once, up to [`LISTED`].
fn listed(written: &[i16]) -> Vec<Vec<i16>> {
    let mut years = written.to_vec();
    years.sort_unstable();
    let mut out = vec![years.clone()];
    while out.len() < LISTED && next(&mut years) {
        out.push(years.clone());
    }
    out
}

/// The path with its levers at other dates, in the order of the dates.
fn moved(path: &PathDef, years: &[i16]) -> PathDef {
    let mut levers: Vec<DatedLever> = path
        .levers
        .iter()
        .zip(years)
        .map(|(l, y)| DatedLever { lever: l.lever.starting(Year(*y)), needs: l.needs.clone() })
        .collect();
    levers.sort_by_key(|l| l.lever.start());
    PathDef { levers, ..path.clone() }
}

/// At most [`MOST`] of them, evenly over the list.
fn spread<T>(all: Vec<T>) -> Vec<T> {
    let n = all.len();
    if n <= MOST {
        return all;
    }
    let kept = |i: usize| (0..MOST).any(|k| k * (n - 1) / (MOST - 1) == i);
    all.into_iter().enumerate().filter(|(i, _)| kept(*i)).map(|(_, x)| x).collect()
}

/// Walks the orders of every path but the first, which the others are held against.
///
/// # Errors
/// What the paths' own run would refuse.
pub(super) fn run(
    asked: &Asked<'_>,
    built: &Built,
    model: &PathModel,
    drawn: &[Drawn],
) -> Result<Vec<Sequence>, Diagnostics> {
    let a = &asked.plan.loaded.assessment;
    let sim = model.simulator().clone();
    let mut plans: Vec<(String, Plan)> = Vec::new();
    let mut all = Vec::new();
    for (n, row) in a.paths.iter().enumerate() {
        let path = def(asked, built, row)?;
        let at = format!("paths[{n}]");
        let written = sim.plan(&path, &at).map_err(|e| setup::place(&e, asked))?;
        if n == 0 {
            plans.push((path.id, written));
        } else if let Some(orders) = orders(&sim, &path, written, &mut plans) {
            all.push(orders);
        }
    }
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let scale = scale(&sim.setup().setting);
    let walked = PathModel::new(sim, drawn, plans, model.limits(), scale, Keep::Windows)
        .map_err(|e| setup::place(&e, asked))?;
    let futures = FUTURES.min(u64::from(a.futures));
    let jobs = rayon::current_num_threads();
    let ran = tally::run(&walked, futures, Seed(a.seed), jobs, false, &mut |_| ())
        .map_err(|e| Diagnostics::from(Diagnostic::error("AN0145", e.to_string())))?;
    Ok(all.into_iter().filter_map(|o| sequence(&o, &ran)).collect())
}

/// The orders of one path that can be, their plans added to `plans`; none where only one can.
fn orders(
    sim: &Simulator,
    path: &PathDef,
    written: Plan,
    plans: &mut Vec<(String, Plan)>,
) -> Option<Orders> {
    let own: Vec<i16> = path.levers.iter().map(|l| l.lever.start().0).collect();
    let others: Vec<(Vec<i16>, Plan)> = listed(&own)
        .into_iter()
        .filter(|years| *years != own)
        // What the plan refuses cannot be: a stage before the one that it needs.
        .filter_map(|years| {
            let plan = sim.plan(&moved(path, &years), &path.id).ok()?;
            Some((years, plan))
        })
        .collect();
    if others.is_empty() {
        return None;
    }
    let possible = others.len() + 1;
    let mut tried = Vec::new();
    for (years, plan) in std::iter::once((own, written)).chain(spread(others)) {
        tried.push((years, plans.len()));
        plans.push((format!("{}.{}", path.id, tried.len()), plan));
    }
    Some(Orders { path: path.id.clone(), possible, tried })
}

fn sequence(orders: &Orders, ran: &Ran) -> Option<Sequence> {
    let mean = |plan: usize| ran.mean(plan * WORLDS.len(), WINDOW);
    let mut ranked = Vec::with_capacity(orders.tried.len());
    for (n, (_, plan)) in orders.tried.iter().enumerate() {
        ranked.push((mean(*plan)?, n));
    }
    // Of equals, the one that is written or comes first.
    let (least, best) = ranked.iter().copied().reduce(|a, b| if b.0 < a.0 { b } else { a })?;
    let (most, worst) = ranked.iter().copied().reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    let order = |n: usize| -> Option<SequenceOrder> {
        let (starts, plan) = orders.tried.get(n)?;
        let windows: Option<BTreeMap<String, Range>> = WORLDS
            .iter()
            .enumerate()
            .map(|(w, (_, name))| {
                Some(((*name).to_owned(), ran.range(plan * WORLDS.len() + w, WINDOW)?))
            })
            .collect();
        Some(SequenceOrder { starts: starts.clone(), windows: windows? })
    };
    let share = WORLDS.iter().enumerate().map(|(w, (_, name))| {
        let column = |n: usize| ran.column(orders.tried[n].1 * WORLDS.len() + w, WINDOW);
        let (a, b) = (column(best), column(worst));
        let less = a.iter().zip(b).filter(|(x, y)| x < y).count() as f64;
        ((*name).to_owned(), less / a.len().max(1) as f64)
    });
    Some(Sequence {
        path: orders.path.clone(),
        tried: orders.tried.len() as u32,
        possible: orders.possible as u32,
        futures: ran.futures,
        written: order(0)?,
        best: order(best)?,
        worst: order(worst)?,
        share: share.collect(),
        moves: most - least >= NOTHING,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_listed_once() {
        assert_eq!(listed(&[2027]), [[2027]]);
        assert_eq!(listed(&[3, 3]), [[3, 3]]);
        assert_eq!(listed(&[2, 1, 1]), [[1, 1, 2], [1, 2, 1], [2, 1, 1]]);
        // 5! / (3! 2!), 4!, and never more than are looked at.
        assert_eq!(listed(&[7, 7, 7, 8, 8]).len(), 10);
        assert_eq!(listed(&[1, 2, 3, 4]).len(), 24);
        assert_eq!(listed(&[1, 2, 3, 4, 5, 6, 7, 8]).len(), LISTED);
        let mut all = listed(&[4, 1, 3, 2]);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 24);
    }

    #[test]
    fn the_orders_walked_are_spread_over_all() {
        assert_eq!(spread((0..MOST).collect()).len(), MOST);
        let some = spread((0..1000).collect::<Vec<_>>());
        assert_eq!((some.len(), some[0], some[MOST - 1]), (MOST, 0, 999));
    }
}
