//! The figures of politics as inputs, and the sources that their record names.

use super::file::Ranged;
use crate::file::Assessment;
use antumbra_core::Tag;
use antumbra_record::ledger::Input;
use antumbra_record::politics::Politics;

/// Every number of the sections on politics that a computation reads.
pub(crate) fn inputs(a: &Assessment) -> Vec<Input> {
    let mut out = Vec::new();
    let mut add = |id: String, name: String, unit: &str, r: Ranged, from: &From<'_>| {
        let r = r.range();
        let spread = r.lo != r.hi;
        out.push(Input {
            id,
            name: Some(name),
            unit: Some(unit.into()),
            lo: spread.then_some(r.lo),
            mid: Some(r.mid),
            hi: spread.then_some(r.hi),
            tag: from.tag,
            source: from.sources.join("; "),
            author: from.author.cloned(),
            note: None,
            role: "model".into(),
        });
    };
    for x in &a.actors {
        let from = From { tag: x.tag, author: x.author.as_ref(), sources: &x.sources };
        let id = format!("actors.{}", x.id);
        let weight = format!("{}: weight in the decision", x.name);
        add(format!("{id}.capability"), weight, "strongest = 100", x.capability, &from);
        for (key, numbers) in [("position", &x.position), ("salience", &x.salience)] {
            for (axis, r) in numbers {
                let name = format!("{}: {key} on {axis}", x.name);
                add(format!("{id}.{key}.{axis}"), name, "0-100", *r, &from);
            }
        }
        for (axis, p) in &x.reservation {
            let name = format!("{}: reservation point on {axis}", x.name);
            add(format!("{id}.reservation.{axis}"), name, "0-100", Ranged::Point(*p), &from);
        }
        for (n, p) in x.prices.iter().enumerate() {
            let name = format!("{}: drag of its price on {}", x.name, p.axis);
            add(format!("{id}.prices.{n}.drag"), name, "share", p.drag, &from);
        }
    }
    for e in &a.politics.elasticities {
        let from = From { tag: e.tag, author: e.author.as_ref(), sources: &e.sources };
        let name = format!("what a fall of .1 in perceived reliability moves: {}", e.moves);
        let id = format!("politics.elasticities.{}.per_tenth", e.id);
        add(id, name, "points", e.per_tenth, &from);
    }
    for g in &a.gates {
        let from = From { tag: g.tag, author: g.author.as_ref(), sources: &g.sources };
        let name = format!("{}: lead time", g.name);
        add(format!("gates.{}.lead_years", g.id), name, "years", g.lead_years, &from);
    }
    for s in a.deal.iter().flat_map(|d| &d.sides) {
        let from = From { tag: s.tag, author: s.author.as_ref(), sources: &s.sources };
        for (term, w) in &s.worth {
            let id = format!("deal.sides.{}.worth.{term}", s.id);
            let name = format!("{}: worth of one unit of {term}", s.name);
            add(id, name, &s.unit, Ranged::Point(*w), &from);
        }
        for (n, l) in s.without.iter().enumerate() {
            let id = format!("deal.sides.{}.without.{n}.amount", s.id);
            let name = format!("{}: lost without a deal: {}", s.name, l.what);
            add(id, name, &s.unit, l.amount, &from);
        }
    }
    out
}

/// Where a figure comes from.
struct From<'a> {
    tag: Tag,
    author: Option<&'a String>,
    sources: &'a [String],
}

/// The source ids that the record names.
pub(crate) fn sources(p: &Politics) -> impl Iterator<Item = &str> {
    let polls = p.opinion.iter().flat_map(|t| &t.polls).flat_map(|x| &x.sources);
    let deal = p.deal.iter();
    p.actors
        .iter()
        .flat_map(|x| &x.sources)
        .chain(p.elasticities.iter().flat_map(|x| &x.sources))
        .chain(p.gates.iter().flat_map(|x| &x.sources))
        .chain(polls)
        .chain(deal.clone().flat_map(|d| &d.sides).flat_map(|s| &s.sources))
        .chain(deal.flat_map(|d| &d.terms).flat_map(|t| &t.realised).flat_map(|r| &r.sources))
        .map(String::as_str)
}
