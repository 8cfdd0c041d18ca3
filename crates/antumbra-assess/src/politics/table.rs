//! Actors of the file, checked and sorted by what they do: settle, ratify, price.

use super::file::{ActorRole, ActorRow, AxisRow, PriceDirection, Ranged};
use super::wrong::Wrong;
use antumbra_bargain::draws::{RangedActor, RangedSet};
use antumbra_bargain::ratify::{Direction, Price, Ratifier};
use antumbra_bargain::spatial::Rules;
use antumbra_bargain::{Actor, ActorSet};
use antumbra_core::{Range, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};

/// The actors of a file, ready to be run.
#[derive(Clone, Debug)]
pub struct Table {
    /// Ids of the axes.
    pub axes: Vec<String>,
    /// Those who settle, by id.
    pub domestic: RangedSet,
    /// All actors, in the order of the file, at their mids, by id.
    pub everyone: ActorSet,
    /// The role of each.
    pub roles: Vec<ActorRole>,
    /// The patron's actors that have a reservation point, by id.
    pub ratifiers: Vec<Ratifier>,
    /// What the others charge, with the range of the drag.
    pub prices: Vec<(Price, Range)>,
    /// The rules of the file.
    pub rules: Rules,
}

impl Table {
    /// The prices with the drag that `pick` takes of each range.
    pub fn prices_at(&self, pick: fn(&Range) -> f64) -> Vec<Price> {
        self.prices.iter().map(|(p, r)| Price { drag: pick(r), ..p.clone() }).collect()
    }

    /// The domestic actors at their mids and those of one more role beside them, in order; every
    /// actor when `role` is `None`.
    pub fn with(&self, role: Option<ActorRole>) -> Option<ActorSet> {
        let list = self.everyone.actors().iter().zip(&self.roles);
        let chosen = list
            .filter(|(_, r)| role.is_none() || **r == ActorRole::Domestic || Some(**r) == role)
            .map(|(a, _)| a.clone())
            .collect();
        ActorSet::new(self.axes.clone(), chosen).ok()
    }
}

/// Checks axes, actors and rules; `None` when something is wrong, which then stands in `wrong`, or
/// when there is no actor.
pub(super) fn table(
    axes: &[AxisRow],
    actors: &[ActorRow],
    rules: &BTreeMap<String, String>,
    wrong: &mut Wrong<'_>,
) -> Option<Table> {
    let before = wrong.count();
    check_axes(axes, wrong);
    if actors.is_empty() {
        let mut out = Rules::default();
        set_rules(&mut out, rules, wrong);
        return None;
    }
    if axes.is_empty() {
        wrong.push(
            "AN0210",
            "actors",
            "there are actors and no axis to stand on".into(),
            "add [[politics.axes]] with id, name and marks",
        );
        return None;
    }
    let mut names = BTreeSet::new();
    for a in actors {
        let path = format!("actors.{}", a.id);
        if !names.insert(a.name.trim().to_lowercase()) {
            wrong.push(
                "AN0211",
                &format!("{path}.name"),
                format!("two actors are named `{}`", a.name),
                "results are read by name: give each actor its own",
            );
        }
        check_actor(a, axes, &path, wrong);
    }
    if !actors.iter().any(|a| a.role == ActorRole::Domestic) {
        wrong.push(
            "AN0210",
            "actors",
            "no actor settles: there are no actors with role = \"domestic\"".into(),
            "the client's own actors settle; the patron's ratify; the others price",
        );
    }
    if wrong.count() > before {
        return None;
    }
    let made = make(axes, actors);
    let mut made = match made {
        Ok(t) => t,
        Err(e) => {
            wrong.engine("AN0212", "actors", actors.iter().map(|a| a.id.as_str()), &e);
            return None;
        }
    };
    set_rules(&mut made.rules, rules, wrong);
    (wrong.count() == before).then_some(made)
}

fn check_axes(axes: &[AxisRow], wrong: &mut Wrong<'_>) {
    for (n, axis) in axes.iter().enumerate() {
        if axes[..n].iter().any(|b| b.id == axis.id) {
            wrong.push(
                "AN0211",
                &format!("politics.axes.{n}.id"),
                format!("two axes have the id `{}`", axis.id),
                "actors give positions by the id of the axis: give each its own",
            );
        }
        if axis.marks.windows(2).any(|w| w[0].at >= w[1].at) {
            wrong.push(
                "AN0120",
                &format!("politics.axes.{}.marks", axis.id),
                format!("the marks of `{}` are out of order", axis.id),
                "lowest first, each at its own point",
            );
        }
    }
}

fn check_actor(a: &ActorRow, axes: &[AxisRow], path: &str, wrong: &mut Wrong<'_>) {
    check_range(a.capability, 1e7, "capability", &format!("{path}.capability"), wrong);
    let known = || axes.iter().map(|x| x.id.as_str());
    for (key, numbers) in [("position", &a.position), ("salience", &a.salience)] {
        for axis in axes.iter().filter(|x| !numbers.contains_key(&x.id)) {
            wrong.push(
                "AN0213",
                path,
                format!("`{}` has no {key} on `{}`", a.name, axis.id),
                &format!(
                    "add {key}.{} = {{ lo = …, mid = …, hi = … }}: every actor stands on every axis",
                    axis.id
                ),
            );
        }
        for (axis, r) in numbers {
            let at = format!("{path}.{key}.{axis}");
            check_known(axis, known(), &at, wrong);
            check_range(*r, 100.0, key, &at, wrong);
        }
    }
    for (axis, x) in &a.reservation {
        let at = format!("{path}.reservation.{axis}");
        check_known(axis, known(), &at, wrong);
        check_range(Ranged::Point(*x), 100.0, "reservation", &at, wrong);
    }
    if !a.reservation.is_empty() {
        if a.role != ActorRole::Patron {
            wrong.push(
                "AN0214",
                &format!("{path}.reservation"),
                format!("`{}` does not ratify: its reservation point would not be read", a.name),
                "role = \"patron\" ratifies",
            );
        } else if let Some(axis) = axes.iter().find(|x| !a.reservation.contains_key(&x.id)) {
            wrong.push(
                "AN0213",
                &format!("{path}.reservation"),
                format!("the reservation point of `{}` lacks `{}`", a.name, axis.id),
                "give one number per axis, or leave the reservation out",
            );
        }
    }
    for (n, p) in a.prices.iter().enumerate() {
        let at = format!("{path}.prices.{n}");
        check_known(&p.axis, known(), &format!("{at}.axis"), wrong);
        check_range(p.drag, 1.0, "drag", &format!("{at}.drag"), wrong);
        if matches!(a.role, ActorRole::Domestic | ActorRole::Patron) {
            wrong.push(
                "AN0214",
                &at,
                format!("`{}` sets no prices: this one would not be read", a.name),
                "adversaries, neighbours and partners price",
            );
        }
    }
}

fn check_known<'a>(
    axis: &str,
    mut known: impl Iterator<Item = &'a str> + Clone,
    at: &str,
    wrong: &mut Wrong<'_>,
) {
    let all = known.clone();
    if known.any(|k| k == axis) {
        return;
    }
    let list: Vec<&str> = all.clone().collect();
    let help = match did_you_mean(axis, all) {
        Some(k) => format!("did you mean `{k}`?"),
        None => format!("axes: {}", list.join(", ")),
    };
    wrong.push("AN0213", at, format!("there is no axis `{axis}`"), &help);
}

fn check_range(r: Ranged, max: f64, what: &str, at: &str, wrong: &mut Wrong<'_>) {
    let Range { lo, mid, hi } = r.range();
    if let Some(x) = [lo, mid, hi].into_iter().find(|x| !(0.0..=max).contains(x)) {
        wrong.push(
            "AN0212",
            at,
            format!("{what} {x} is outside 0 to {max}"),
            &format!("write a number, or lo, mid and hi, from 0 to {max}"),
        );
    } else if lo > mid || mid > hi {
        wrong.push(
            "AN0120",
            at,
            format!("the range of `{what}` is out of order"),
            "lo is the 5th percentile, mid the median, hi the 95th: lo <= mid <= hi",
        );
    }
}

fn set_rules(rules: &mut Rules, given: &BTreeMap<String, String>, wrong: &mut Wrong<'_>) {
    for (family, variant) in given {
        if let Err(e) = rules.set(family, variant) {
            wrong.push(
                "AN0180",
                &format!("politics.rules.{family}"),
                e.message().to_owned(),
                e.hint().unwrap_or("`antumbra bargain --rules` lists every rule"),
            );
        }
    }
}

fn make(axes: &[AxisRow], actors: &[ActorRow]) -> Result<Table, antumbra_bargain::Error> {
    let ids: Vec<String> = axes.iter().map(|x| x.id.clone()).collect();
    let along = |m: &BTreeMap<String, Ranged>| -> Vec<Range> {
        ids.iter().filter_map(|k| m.get(k)).map(|r| r.range()).collect()
    };
    let mids = |m: &BTreeMap<String, Ranged>| along(m).iter().map(|r| r.mid).collect::<Vec<f64>>();
    let of = |a: &ActorRow| Actor {
        name: a.id.clone(),
        description: a.name.clone(),
        capability: a.capability.range().mid,
        position: mids(&a.position),
        salience: mids(&a.salience),
    };
    let domestic: Vec<RangedActor> = actors
        .iter()
        .filter(|a| a.role == ActorRole::Domestic)
        .map(|a| RangedActor {
            name: a.id.clone(),
            description: a.name.clone(),
            capability: a.capability.range(),
            position: along(&a.position),
            salience: along(&a.salience),
        })
        .collect();
    let domestic = RangedSet::new(ids.clone(), &domestic)?;
    let everyone = ActorSet::new(ids.clone(), actors.iter().map(of).collect())?;
    let ratifiers = actors
        .iter()
        .filter(|a| a.role == ActorRole::Patron && !a.reservation.is_empty())
        .map(|a| Ratifier {
            actor: of(a),
            reservation: ids.iter().filter_map(|k| a.reservation.get(k)).copied().collect(),
        })
        .collect();
    let prices = actors
        .iter()
        .flat_map(|a| a.prices.iter().map(move |p| (a, p)))
        .filter_map(|(a, p)| {
            let drag = p.drag.range();
            let price = Price {
                who: a.id.clone(),
                dimension: ids.iter().position(|k| *k == p.axis)?,
                direction: match p.direction {
                    PriceDirection::Up => Direction::Up,
                    PriceDirection::Down => Direction::Down,
                },
                beyond: p.beyond,
                drag: drag.mid,
            };
            Some((price, drag))
        })
        .collect();
    let rules = Rules::suited_to(domestic.mids()).0;
    let roles = actors.iter().map(|a| a.role).collect();
    Ok(Table { axes: ids, domestic, everyone, roles, ratifiers, prices, rules })
}
