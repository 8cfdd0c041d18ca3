//! Which path stands, in words: for the screen, and as a part of a page.

use crate::number::{percent, value};
use antumbra_record::robust::{
    BreakEvenRow, InsuranceTable, ResolvingRow, Robustness, SatisficingRow, TippingRow,
};

fn range(lo: f64, hi: f64) -> String {
    format!("{}–{}", percent(lo), percent(hi))
}

/// A path's standing: the share of futures within tolerance, and what stands in the way.
pub fn standing(r: &Robustness, s: &SatisficingRow) -> String {
    let binding = match s.binding.and_then(|i| Some((r.criteria.get(i)?, s.without.get(i)?))) {
        Some((c, without)) => {
            format!("; binding: {} (without it {})", c.rule, percent(*without))
        }
        None if s.met == r.futures => String::new(),
        None => "; no single criterion stands in the way alone".into(),
    };
    let failed =
        if s.failed > 0 { format!("; {} futures failed", s.failed) } else { String::new() };
    format!(
        "{}, {}: within tolerance in {} of futures ({}){binding}{failed}",
        s.path,
        s.world,
        percent(s.share),
        range(s.share_lo, s.share_hi)
    )
}

/// Where the answer for a path changes along an input.
pub fn tipping(t: &TippingRow) -> String {
    let who = match &t.other {
        Some(o) => format!("{} and {o}, {}", t.path, t.world),
        None => format!("{}, {}", t.path, t.world),
    };
    if t.points.is_empty() {
        let (from, to) = (value(t.from), value(t.to));
        return format!("{who}: no tipping point along {} from {from} to {to}", t.input);
    }
    let at: Vec<String> = t
        .points
        .iter()
        .map(|p| {
            let way = match (&t.other, p.rising) {
                (None, true) => format!("more than {} above", percent(t.threshold)),
                (None, false) => format!("less than {} above", percent(t.threshold)),
                (Some(o), rising) => {
                    format!("{} is ahead above", if rising { &t.path } else { o })
                }
            };
            format!("{way} {} ({}–{})", value(p.at), value(p.lo), value(p.hi))
        })
        .collect();
    format!("{who}, along {}: {}", t.input, at.join("; "))
}

/// What it is worth to know an input.
pub fn resolving(r: &ResolvingRow) -> String {
    if r.indistinguishable_from_zero {
        return format!(
            "{}: knowing it first is worth nothing that can be told from zero",
            r.input
        );
    }
    format!(
        "{}: knowing it first is worth {} ± {} ({}, {})",
        r.input,
        value(r.value),
        value(r.half_width),
        r.gain_in,
        r.world
    )
}

/// At which probability two paths change places.
pub fn break_even(t: &InsuranceTable, b: &BreakEvenRow) -> String {
    match b.probability {
        Some(p) => format!(
            "{} is better than {} once the probability of \"{}\" is above {} ({})",
            b.second,
            b.first,
            t.worlds[1],
            percent(p),
            range(b.lo, b.hi)
        ),
        None => format!("{} is at least as good as {} in both worlds", b.first, b.second),
    }
}

/// Everything, for the screen.
pub fn text(r: &Robustness) -> String {
    let mut out = format!("Which path stands, over {} futures\n", r.futures);
    let mut part = |head: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            out.push_str(&format!("\n{head}\n"));
            lines.iter().for_each(|l| out.push_str(&format!("  {l}\n")));
        }
    };
    part("Within tolerance", r.satisficing.iter().map(|s| standing(r, s)).collect());
    for t in &r.regret {
        let rows = t.rows.iter().filter_map(|x| {
            let (mid, hi, max) = (value(x.mid?), value(x.hi?), value(x.max?));
            Some(format!("{}, {}: {mid}, up to {hi}, at worst {max}", x.path, x.world))
        });
        part(&format!("Cost of choosing wrongly, {} in {}", t.outcome, t.unit), rows.collect());
    }
    let of = |p: &antumbra_record::robust::ParetoRow| format!("{}, {}", p.path, p.world);
    part("No other path is better on everything", {
        r.pareto.iter().filter(|p| p.in_set).map(of).collect()
    });
    part("Tipping points", r.tipping.iter().map(tipping).collect());
    part("What it is worth to know", r.resolving.iter().map(resolving).collect());
    for t in &r.insurance {
        let head = format!("As insurance, {} in {}", t.outcome, t.unit);
        let row = |p: &antumbra_record::robust::InsuranceRow| {
            format!(
                "{}: {} more than the best if \"{}\", {} more if \"{}\"",
                p.path,
                value(p.premium),
                t.worlds[0],
                value(p.loss),
                t.worlds[1]
            )
        };
        let lines = t.paths.iter().map(row);
        part(&head, lines.chain(t.break_even.iter().map(|b| break_even(t, b))).collect());
    }
    out
}
