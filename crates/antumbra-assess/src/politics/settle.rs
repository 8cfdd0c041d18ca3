//! Where the domestic actors settle, what moves that, who takes it, and what outsiders' prices do.

use super::file::{ActorRole, ActorRow, AxisRow};
use super::table::Table;
use antumbra_bargain::draws::{Distribution, draw};
use antumbra_bargain::explain::{OrdinalScale, Placed, contributions};
use antumbra_bargain::ratify::{Price, priced, ratified_share, ratify};
use antumbra_bargain::sensitivity::{Change, Sensitivity, sensitivity};
use antumbra_bargain::spatial::{Rules, Run, Verdict, run};
use antumbra_bargain::{Actor, ActorSet, Error, baseline};
use antumbra_core::{Range, Seed, Spread};
use antumbra_num::quantile;
use antumbra_record::politics as record;
use rayon::prelude::*;

/// Points of the scale within which a position counts as at a mark.
const AT_A_MARK: f64 = 2.0;

/// The settlement with all that stands beside it.
pub(super) struct Outcome {
    /// The run at the mids.
    pub(super) run: Run,
    pub(super) drawn: Distribution,
    pub(super) settlement: Vec<record::Settled>,
    pub(super) sensitivity: Vec<record::Shift>,
    pub(super) centres: Vec<record::Centre>,
    pub(super) ratification: Vec<record::Ratification>,
    pub(super) ratified_by_all: Option<f64>,
    pub(super) prices: Vec<record::PriceEffect>,
}

/// Where a position lies on an axis, in policy words.
pub(super) fn place(axis: &AxisRow, position: f64) -> record::Place {
    let word = |k: usize| axis.marks.get(k).map(|m| m.words.clone());
    let marks = axis.marks.iter().map(|m| (m.at, m.words.clone())).collect();
    let (kind, lower, upper) = match OrdinalScale::new(marks).map(|s| s.place(position, AT_A_MARK))
    {
        None => ("unmarked", None, None),
        Some(Placed::Below) => ("below", None, word(0)),
        Some(Placed::At(k)) => ("at", word(k), None),
        Some(Placed::Between(a, b)) => ("between", word(a), word(b)),
        Some(Placed::Above) => ("above", axis.marks.last().map(|m| m.words.clone()), None),
    };
    record::Place { kind: kind.into(), lower, upper }
}

/// Runs everything.
pub(super) fn settle(
    table: &Table,
    axes: &[AxisRow],
    rows: &[ActorRow],
    rules: &Rules,
    seed: Seed,
    draws: u32,
) -> Result<Outcome, Error> {
    let mids = table.domestic.mids();
    let run = run(mids, rules, seed, 0)?;
    let drawn = draw(&table.domestic, rules, seed, u64::from(draws))?;
    let moved_by = sensitivity(mids, rules, seed)?;
    let settled = &run.settlement.centre.mean;
    let settlement = axes
        .iter()
        .enumerate()
        .map(|(k, axis)| {
            // Without draws nothing but the run at the mids is known.
            let (end, start) = (settled[k], run.baseline.mean[k]);
            let or = |r: Option<Range>, x: f64| r.unwrap_or(Range::point(x));
            let moved = or(drawn.moved(k), end - start);
            record::Settled {
                axis: axis.id.clone(),
                at_mids: settled[k],
                place: place(axis, settled[k]),
                over_draws: or(drawn.settlement(k), end),
                baseline_mean: run.baseline.mean[k],
                baseline_median: run.baseline.median[k],
                baseline_place: place(axis, run.baseline.mean[k]),
                baseline_over_draws: or(drawn.baseline(k), start),
                moved,
                over_rules: over_rules(&moved_by, k),
                circle: run.settlement.circle.as_ref().map(|c| c[k]),
                differs: moved.lo > 0.0 || moved.hi < 0.0,
                because: because(mids, &run, k),
            }
        })
        .collect();
    let at_baseline = ratify(&run.baseline.mean, &table.ratifiers)?;
    let (shares, all) = if table.ratifiers.is_empty() {
        (Vec::new(), None)
    } else {
        let (each, all) = ratified_share(&drawn, &table.ratifiers)?;
        (each, Some(all))
    };
    let ratification = ratify(settled, &table.ratifiers)?
        .into_iter()
        .zip(&table.ratifiers)
        .enumerate()
        .map(|(n, (r, who))| record::Ratification {
            actor: r.name,
            reservation: who.reservation.clone(),
            accepts: r.accepts,
            accepts_baseline: at_baseline[n].accepts,
            share_of_draws: shares[n],
        })
        .collect();
    Ok(Outcome {
        prices: prices(table, rows, rules, seed)?,
        centres: centres(table),
        sensitivity: shifts(&moved_by),
        settlement,
        ratification,
        ratified_by_all: all,
        run,
        drawn,
    })
}

/// The settlement after each rule changed alone and each actor left out.
fn over_rules(s: &Sensitivity, k: usize) -> Spread {
    let first = s.before.settlement.mean[k];
    s.shifts
        .iter()
        .filter(|x| !matches!(x.change, Change::Capability(..)))
        .map(|x| x.after.settlement.mean[k])
        .fold(Spread { min: first, max: first }, |a, x| Spread {
            min: a.min.min(x),
            max: a.max.max(x),
        })
}

fn shifts(s: &Sensitivity) -> Vec<record::Shift> {
    let mut out: Vec<record::Shift> = s
        .shifts
        .iter()
        .map(|x| {
            let (change, what) = match &x.change {
                Change::Without(who) => ("without", who.clone()),
                Change::Capability(who, f) if *f < 1.0 => ("half", who.clone()),
                Change::Capability(who, _) => ("half_more", who.clone()),
                Change::Rule(family, variant) => ("rule", format!("{family}={variant}")),
            };
            record::Shift {
                change: change.into(),
                what,
                settlement: x.settlement.clone(),
                baseline: x.baseline.clone(),
            }
        })
        .collect();
    let size = |x: &record::Shift| x.settlement.iter().fold(0.0f64, |a, d| a.max(d.abs()));
    out.sort_by(|a, b| size(b).total_cmp(&size(a)));
    out
}

/// The parts of all actors that moved, the largest first.
fn because(mids: &ActorSet, run: &Run, k: usize) -> Vec<record::Because> {
    contributions(mids, run, k)
        .into_iter()
        .filter(|c| c.from != c.to)
        .map(|c| record::Because {
            actor: run.actors[c.actor].clone(),
            from: c.from,
            to: c.to,
            points: c.points,
            with: c.taken.iter().map(|t| run.actors[t.with].clone()).collect(),
        })
        .collect()
}

fn centres(table: &Table) -> Vec<record::Centre> {
    [
        ("domestic", Some(ActorRole::Domestic)),
        ("domestic_and_patron", Some(ActorRole::Patron)),
        ("all", None),
    ]
    .into_iter()
    .filter_map(|(who, role)| {
        let set = table.with(role)?;
        let b = baseline(&set);
        let same: Vec<Actor> = set
            .actors()
            .iter()
            .map(|a| Actor { salience: vec![a.salience[0]; a.salience.len()], ..a.clone() })
            .collect();
        let same = ActorSet::new(set.dimensions().to_vec(), same).ok()?;
        Some(record::Centre {
            who: who.into(),
            mean: b.mean,
            median: b.median,
            mean_with_first_salience: baseline(&same).mean,
        })
    })
    .collect()
}

/// Draws in which a price is set beside having none.
const PRICE_DRAWS: u32 = 60;

/// What prices do. The model answers a small push with jumps of a point or two either way, so that
/// a single run says little: the settlement is looked at over draws, each with and without the
/// price, and the weighted mean, which moves smoothly, stands beside it.
fn prices(
    table: &Table,
    rows: &[ActorRow],
    rules: &Rules,
    seed: Seed,
) -> Result<Vec<record::PriceEffect>, Error> {
    let pricers: Vec<&ActorRow> = rows.iter().filter(|a| !a.prices.is_empty()).collect();
    if pricers.is_empty() {
        return Ok(Vec::new());
    }
    let end = |set: &ActorSet| Ok::<_, Error>(run(set, rules, seed, 0)?.settlement.centre.mean);
    let start: Vec<(ActorSet, Vec<f64>)> = (0..u64::from(PRICE_DRAWS))
        .into_par_iter()
        .map(|n| {
            let set = table.domestic.sample(seed, n)?;
            let settled = end(&set)?;
            Ok((set, settled))
        })
        .collect::<Result<_, Error>>()?;
    let before = baseline(table.domestic.mids()).mean;
    let effect = |actor: &str, what: Vec<String>, keep: &(dyn Fn(&Price) -> bool + Sync)| {
        let list = |pick: fn(&Range) -> f64| -> Vec<Price> {
            table.prices_at(pick).into_iter().filter(keep).collect()
        };
        let mean = |pick: fn(&Range) -> f64| -> Result<Vec<f64>, Error> {
            let after = baseline(&priced(table.domestic.mids(), &list(pick))?).mean;
            Ok(after.iter().zip(&before).map(|(a, b)| a - b).collect())
        };
        let (lo, mid, hi) = (mean(|r| r.lo)?, mean(|r| r.mid)?, mean(|r| r.hi)?);
        let middle = list(|r| r.mid);
        let moved: Vec<Vec<f64>> = start
            .par_iter()
            .map(|(set, settled)| {
                let after = end(&priced(set, &middle)?)?;
                Ok(after.iter().zip(settled).map(|(a, b)| a - b).collect())
            })
            .collect::<Result<_, Error>>()?;
        let settlement = (0..mid.len())
            .filter_map(|k| {
                let mut along: Vec<f64> = moved.iter().map(|m| m[k]).collect();
                quantile::range_in_place(&mut along)
            })
            .collect();
        Ok::<_, Error>(record::PriceEffect {
            actor: actor.to_owned(),
            what,
            baseline: (0..mid.len()).map(|k| Range { lo: lo[k], mid: mid[k], hi: hi[k] }).collect(),
            settlement,
            draws: PRICE_DRAWS,
        })
    };
    let mut out = Vec::new();
    for a in &pricers {
        let words = a.prices.iter().map(|p| p.what.clone()).filter(|w| !w.is_empty()).collect();
        out.push(effect(&a.id, words, &|p| p.who == a.id)?);
    }
    if pricers.len() > 1 {
        out.push(effect("all", Vec::new(), &|_| true)?);
    }
    Ok(out)
}

/// The verdict as the record names it.
pub(super) fn verdict(v: Verdict) -> &'static str {
    match v {
        Verdict::Settled { .. } => "settled",
        Verdict::TurnLimit { cycle: Some(_), .. } => "circle",
        Verdict::TurnLimit { cycle: None, .. } => "turn_limit",
    }
}
