//! What a fall of perceived reliability moves: trust, and the positions of domestic actors.

use super::file::ElasticityRow;
use super::table::Table;
use super::wrong::Wrong;
use antumbra_bargain::spatial::{Rules, run};
use antumbra_bargain::{ActorSet, Error};
use antumbra_core::{Range, Seed, did_you_mean};
use antumbra_record::politics::Elasticity;

/// The fall that is looked at: perceived reliability before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    /// Before.
    pub from: f64,
    /// After.
    pub to: f64,
}

/// Checks what the elasticities move and whom.
pub(super) fn check(
    rows: &[ElasticityRow],
    axes: &[String],
    domestic: &[String],
    wrong: &mut Wrong<'_>,
) {
    for e in rows {
        let path = format!("politics.elasticities.{}", e.id);
        let moves = || axes.iter().map(String::as_str).chain(["trust"]);
        if !moves().any(|m| m == e.moves) {
            let list: Vec<&str> = moves().collect();
            let help = did_you_mean(&e.moves, moves()).map_or_else(
                || format!("possible: {}", list.join(", ")),
                |m| format!("did you mean `{m}`?"),
            );
            wrong.push(
                "AN0219",
                &format!("{path}.moves"),
                format!("`{}` is neither trust nor an axis", e.moves),
                &help,
            );
        }
        for (n, who) in e.who.iter().enumerate().filter(|(_, w)| !domestic.contains(w)) {
            let help = did_you_mean(who, domestic.iter().map(String::as_str)).map_or_else(
                || "name domestic actors by their ids".to_owned(),
                |m| format!("did you mean `{m}`?"),
            );
            wrong.push(
                "AN0219",
                &format!("{path}.who.{n}"),
                format!("no domestic actor has the id `{who}`"),
                &help,
            );
        }
        let Range { lo, mid, hi } = e.per_tenth.range();
        if !(lo <= mid && mid <= hi && lo >= -100.0 && hi <= 100.0) {
            wrong.push(
                "AN0120",
                &format!("{path}.per_tenth"),
                "the range of `per_tenth` is out of order or beyond 100 points".into(),
                "lo <= mid <= hi, in points for a fall of .1",
            );
        }
    }
}

/// The domestic actors with the positions of some moved by so many points on one axis, kept within
/// 0 to 100; all of them when `who` is empty.
///
/// # Errors
/// When the moved actors cannot be used together.
pub fn shifted(
    actors: &ActorSet,
    axis: usize,
    who: &[String],
    points: f64,
) -> Result<ActorSet, Error> {
    let mut list = actors.actors().to_vec();
    for a in list.iter_mut().filter(|a| who.is_empty() || who.contains(&a.name)) {
        if let Some(x) = a.position.get_mut(axis) {
            *x = (*x + points).clamp(0.0, 100.0);
        }
    }
    ActorSet::new(actors.dimensions().to_vec(), list)
}

/// What follows from a fall, elasticity by elasticity.
pub(super) fn effects(
    rows: &[ElasticityRow],
    table: Option<&Table>,
    rules: &Rules,
    seed: Seed,
    fall: Fall,
) -> Result<Vec<Elasticity>, Error> {
    let tenths = (fall.from - fall.to) * 10.0;
    let mut out = Vec::new();
    for e in rows {
        let per = e.per_tenth.range();
        let axis = table.and_then(|t| Some((t, t.axes.iter().position(|a| *a == e.moves)?)));
        let effect = match axis {
            Some((t, k)) => {
                let mids = t.domestic.mids();
                let before = run(mids, rules, seed, 0)?.settlement.centre.mean[k];
                let after = |points: f64| -> Result<f64, Error> {
                    let set = shifted(mids, k, &e.who, points * tenths)?;
                    Ok(run(&set, rules, seed, 0)?.settlement.centre.mean[k] - before)
                };
                Range { lo: after(per.lo)?, mid: after(per.mid)?, hi: after(per.hi)? }
            }
            None => per.map_increasing(|x| x * tenths),
        };
        out.push(Elasticity {
            id: e.id.clone(),
            moves: e.moves.clone(),
            per_tenth: per,
            from: fall.from,
            to: fall.to,
            effect,
            tag: e.tag,
            sources: e.sources.clone(),
            note: e.note.clone(),
        });
    }
    Ok(out)
}
