//! The choice of words on politics, from the numbers.

use antumbra_record::findings::Sentence;
use antumbra_record::politics::{Place, Politics, Settled};

/// The sentences; one that says so when the politics are not coded.
pub(crate) fn sentences(p: Option<&Politics>) -> Vec<Sentence> {
    let Some(p) = p else { return vec![Sentence::new("politics", "politics.not_coded")] };
    let mut out = Vec::new();
    match p.settlement.first() {
        None => out.push(Sentence::new("politics", "politics.no_actors")),
        Some(first) => out.push(settled(p, first)),
    }
    out.extend(second(p));
    out.extend(ratified(p));
    out.extend(prices(p));
    out.extend(gates(p));
    out.extend(opinion(p));
    out.extend(deal(p));
    out
}

/// A note when the politics could not be run.
pub(crate) fn note(done: &Result<Option<Politics>, String>) -> Option<Sentence> {
    let why = done.as_ref().err()?;
    Some(Sentence::new("politics", "note.politics_failed").word("why", why.clone()))
}

fn with_place(mut s: Sentence, key: &str, p: &Place) -> Sentence {
    s = s.word(&format!("{key}_kind"), p.kind.clone());
    for (end, w) in [("lower", &p.lower), ("upper", &p.upper)] {
        if let Some(w) = w {
            s = s.word(&format!("{key}_{end}"), w.clone());
        }
    }
    s
}

/// Where it settles on the first axis.
fn settled(p: &Politics, first: &Settled) -> Sentence {
    let message = if first.differs { "politics.moved" } else { "politics.near_mean" };
    let mut s = Sentence::new("politics", message)
        .number("settlement", first.at_mids)
        .number("lo", first.over_draws.lo)
        .number("hi", first.over_draws.hi)
        .number("mean", first.baseline_mean)
        .number("median", first.baseline_median);
    s = with_place(s, "place", &first.place);
    s = with_place(s, "mean_place", &first.baseline_place);
    if let Some(b) = first.because.first().filter(|_| first.differs) {
        s = s.number("points", b.points).number("difference", first.at_mids - first.baseline_mean);
        if let Some(a) = p.actors.iter().find(|a| a.id == b.actor) {
            s = s.word("mover", a.name.clone());
        }
    }
    if let Some(axis) = p.axes.first() {
        s = s.word("axis", axis.name.clone());
    }
    s
}

/// Where it settles on the second axis, where there is one.
fn second(p: &Politics) -> Option<Sentence> {
    let (axis, x) = (p.axes.get(1)?, p.settlement.get(1)?);
    let s = Sentence::new("politics", "second_axis.settled")
        .word("axis", axis.name.clone())
        .number("settlement", x.at_mids)
        .number("lo", x.over_draws.lo)
        .number("hi", x.over_draws.hi)
        .number("mean", x.baseline_mean);
    Some(with_place(s, "place", &x.place))
}

fn ratified(p: &Politics) -> Option<Sentence> {
    if p.ratification.is_empty() {
        return None;
    }
    let refusing: Vec<&str> = p
        .ratification
        .iter()
        .filter(|r| !r.accepts)
        .filter_map(|r| p.actors.iter().find(|a| a.id == r.actor))
        .map(|a| a.name.as_str())
        .collect();
    let message = if refusing.is_empty() { "ratify.all" } else { "ratify.refused" };
    Some(
        Sentence::new("ratification", message)
            .number("ratifiers", p.ratification.len() as f64)
            .number("share", p.ratified_by_all.unwrap_or(f64::NAN))
            .word("refusing", refusing.join("; ")),
    )
}

fn prices(p: &Politics) -> Option<Sentence> {
    let all = p.prices.iter().find(|x| x.actor == "all").or_else(|| p.prices.first())?;
    let first = all.settlement.first()?;
    Some(
        Sentence::new("prices", "prices.move")
            .number("points", first.mid)
            .number("lo", first.lo)
            .number("hi", first.hi)
            .number("mean_points", all.baseline.first()?.mid),
    )
}

/// The first and the last path that law lets begin.
fn gates(p: &Politics) -> Option<Sentence> {
    let first = p.paths.iter().min_by(|a, b| a.earliest.cmp(&b.earliest))?;
    let last = p.paths.iter().max_by(|a, b| a.earliest.cmp(&b.earliest))?;
    Some(
        Sentence::new("gates", "gates.span")
            .word("first", first.id.clone())
            .word("first_date", first.earliest.clone())
            .word("last", last.id.clone())
            .word("last_date", last.earliest.clone()),
    )
}

/// The topic whose polls lie furthest apart.
fn opinion(p: &Politics) -> Option<Sentence> {
    let wide = p
        .opinion
        .iter()
        .filter(|t| t.polls.len() > 1)
        .max_by(|a, b| (a.span.max - a.span.min).total_cmp(&(b.span.max - b.span.min)))?;
    let polls: usize = p.opinion.iter().map(|t| t.polls.len()).sum();
    let pools: usize = p.opinion.iter().map(|t| t.pools.len()).sum();
    let s = Sentence::new("opinion", if pools == 0 { "opinion.apart" } else { "opinion.pooled" })
        .number("polls", polls as f64)
        .number("topics", p.opinion.len() as f64);
    Some(if pools == 0 {
        s.number("min", wide.span.min)
            .number("max", wide.span.max)
            .word("topic", wide.topic.clone())
    } else {
        s.number("pools", pools as f64)
    })
}

fn deal(p: &Politics) -> Option<Sentence> {
    let d = p.deal.as_ref()?;
    let message = match (d.zone, d.zone_at_ends) {
        (true, (true, _)) => "deal.zone",
        (true, _) => "deal.zone_unless",
        (false, (_, true)) => "deal.none_unless",
        (false, _) => "deal.none",
    };
    let mut s = Sentence::new("deal", message);
    if let Some(t) = d.terms.first() {
        s = s.word("term", t.name.clone()).word("unit", t.unit.clone());
        if let Some(z) = t.zone {
            s = s.number("min", z.min).number("max", z.max);
        }
        if let Some(r) = &t.realised {
            s = s.number("record_min", r.min).number("record_max", r.max);
        }
    }
    let out: Vec<&str> = d
        .excluded_by
        .iter()
        .filter_map(|id| d.sides.iter().find(|s| s.id == *id))
        .map(|s| s.name.as_str())
        .collect();
    Some(s.word("excluded_by", out.join("; ")))
}
