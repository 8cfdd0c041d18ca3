//! Robustness: from readings of an ensemble's outcomes to the record.

use antumbra_explore::robust::tipping::{Bin, TippingPoint};
use antumbra_explore::robust::{Outcomes, Regret, Resolved, Satisficing, Standing};
use antumbra_record::robust::{
    NamedNumber, ParetoRow, RegretRow, RegretTable, ResolvingRow, SatisficingRow, TippingAt,
    TippingRow,
};

/// Shares of futures within tolerance, a row per path and world.
pub fn satisficing(o: &Outcomes, found: &[Satisficing]) -> Vec<SatisficingRow> {
    let row = |s: &Satisficing| {
        let p = &o.policies()[s.policy];
        SatisficingRow {
            path: p.path.clone(),
            world: p.world.clone(),
            met: s.met,
            failed: s.failed,
            share: s.share,
            share_lo: s.interval.0,
            share_hi: s.interval.1,
            by_criterion: s.by_criterion.iter().map(|c| c.share).collect(),
            without: s.by_criterion.iter().map(|c| c.without).collect(),
            binding: s.binding,
        }
    };
    found.iter().map(row).collect()
}

/// Regret in one outcome, whose unit is given.
pub fn regret(o: &Outcomes, found: &Regret, unit: &str) -> RegretTable {
    let rows = found.rows.iter().map(|r| {
        let p = &o.policies()[r.policy];
        let at = |i: usize| r.quantiles.map(|q| q[i]);
        RegretRow {
            path: p.path.clone(),
            world: p.world.clone(),
            futures: r.futures,
            mean: r.mean,
            lo: at(0),
            mid: at(1),
            hi: at(2),
            max: r.max,
            best: r.best,
        }
    });
    RegretTable {
        outcome: o.names().nth(found.outcome).unwrap_or_default().to_owned(),
        unit: unit.to_owned(),
        rows: rows.collect(),
    }
}

/// The Pareto set among the policies in `compared` (places), with what was compared: for each policy
/// its numbers, in the order of `names`.
pub fn pareto(
    o: &Outcomes,
    compared: &[usize],
    names: &[String],
    points: &[Vec<f64>],
    found: &[Standing],
) -> Vec<ParetoRow> {
    let policy = |i: usize| &o.policies()[compared[i]];
    let row = |(i, s): (usize, &Standing)| ParetoRow {
        path: policy(i).path.clone(),
        world: policy(i).world.clone(),
        in_set: s.in_set,
        numbers: names
            .iter()
            .zip(&points[i])
            .map(|(n, v)| NamedNumber { name: n.clone(), value: *v })
            .collect(),
        dominated_by: s.dominated_by.iter().map(|&j| policy(j).path.clone()).collect(),
        dominates: s.dominates,
    };
    found.iter().enumerate().map(row).collect()
}

/// What the tipping points of one input are about.
#[derive(Clone, Debug)]
pub struct Along {
    /// The path.
    pub path: String,
    /// The world.
    pub world: String,
    /// The input.
    pub input: String,
    /// The threshold.
    pub threshold: f64,
}

/// Tipping points along an input; `None` without bins. `natural` puts a value of the input into the
/// reader's units.
pub fn tipping(
    a: &Along,
    bins: &[Bin],
    points: &[TippingPoint],
    natural: impl Fn(f64) -> f64,
) -> Option<TippingRow> {
    let (first, last) = (bins.first()?, bins.last()?);
    let at = |t: &TippingPoint| TippingAt {
        at: natural(t.at),
        lo: natural(t.interval.0),
        hi: natural(t.interval.1),
        rising: t.rising,
    };
    Some(TippingRow {
        path: a.path.clone(),
        world: a.world.clone(),
        input: a.input.clone(),
        threshold: a.threshold,
        points: points.iter().map(at).collect(),
        from: natural(first.low),
        to: natural(last.high),
        least: bins.iter().map(|b| b.value).fold(f64::INFINITY, f64::min),
        most: bins.iter().map(|b| b.value).fold(f64::NEG_INFINITY, f64::max),
    })
}

/// What it is worth to know each input, the most first; `names` in the order of `found`.
pub fn resolving(
    world: &str,
    gain_in: &str,
    names: &[String],
    found: &[Resolved],
) -> Vec<ResolvingRow> {
    let mut rows: Vec<ResolvingRow> = names
        .iter()
        .zip(found)
        .map(|(name, r)| ResolvingRow {
            world: world.to_owned(),
            input: name.clone(),
            gain_in: gain_in.to_owned(),
            value: r.value.value,
            half_width: r.value.half_width,
            indistinguishable_from_zero: r.value.indistinguishable_from_zero,
        })
        .collect();
    rows.sort_by(|a, b| b.value.total_cmp(&a.value));
    rows
}
