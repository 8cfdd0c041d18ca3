//! The best and the worst order of each path's levers, the dates being what they are.

use super::words;
use crate::context::Context;
use crate::document::{Section, Table};
use crate::number::whole;
use antumbra_record::paths::{LeverRow, Paths, Sequence, SequenceOrder};
use std::collections::BTreeMap;

/// Adds the table of orders, where a path has more than one.
pub(super) fn add(c: &Context<'_>, p: &Paths, s: &mut Section) {
    let Some(first) = p.sequences.first() else { return };
    s.heading("orders", "order", c.say("The same dates in other orders", "同じ時期、別の順序"));
    s.table(table(c, p, first.futures));
}

fn table(c: &Context<'_>, p: &Paths, futures: u64) -> Table {
    let patron = c.patron();
    let futures = whole(futures as f64);
    let judge = p.paths.first().map_or_else(String::new, |r| words::path(c, r));
    let mut t = Table::new(
        "table-orders",
        c.say(
            format!(
                "A path's start years fall to its levers in every way that can be, up to some number \
                 of them, on the same {futures} futures. Window of war against \"{}\", in \
                 percentage-point-years: while {patron} stays, by whose mean the orders are ranked; \
                 and if {patron} goes. Orders are alike where \
                 that mean moves by less than .01.",
                words::inside(c, &judge)
            ),
            format!(
                "各選択肢の開始年を、可能な限り別の手段に割り当て直した（数に上限あり）。試算は同じ{futures}通り。\
                 数字は「{judge}」に対する戦争の窓（パーセントポイント・年）。順位は{patron}が残る場合の平均による。その差が0.01未満なら差なしとする。"
            ),
        ),
        &[],
    );
    t.header = c.heads([
        ("path", "選択肢"),
        ("orders tried", "試した順序"),
        ("order", "順序"),
        ("start years", "開始年"),
    ]);
    for world in ["stays", "goes"] {
        t.header.push(c.say(
            format!("window, {}", words::world(c, world)),
            format!("窓（{}）", words::world(c, world)),
        ));
    }
    for q in &p.sequences {
        let Some(row) = p.paths.iter().find(|r| r.id == q.path) else { continue };
        for (name, order) in kinds(c, q) {
            let mut cells =
                vec![words::path(c, row), tried(c, q), name, starts(c, &row.levers, order)];
            for world in ["stays", "goes"] {
                let window = order.windows.get(world);
                cells.push(
                    window.map_or_else(|| "–".into(), |w| words::range(c, *w, words::points)),
                );
            }
            t.rows.push(cells);
        }
    }
    t
}

/// The orders to show: one that is two things is shown once.
fn kinds<'a>(c: &Context<'_>, q: &'a Sequence) -> Vec<(String, &'a SequenceOrder)> {
    let as_written = |o: &SequenceOrder| o.starts == q.written.starts;
    if !q.moves {
        return vec![(
            c.say("as written; any order alike", "記載どおり（順序による差なし）"),
            &q.written,
        )];
    }
    let mut out = vec![(
        if as_written(&q.best) {
            c.say("smallest window, as written", "窓が最小（記載どおり）")
        } else {
            c.say("smallest window", "窓が最小")
        },
        &q.best,
    )];
    if !as_written(&q.best) && !as_written(&q.worst) {
        out.push((c.say("as written", "記載どおり"), &q.written));
    }
    out.push((
        if as_written(&q.worst) {
            c.say("largest window, as written", "窓が最大（記載どおり）")
        } else {
            c.say("largest window", "窓が最大")
        },
        &q.worst,
    ));
    out
}

fn tried(c: &Context<'_>, q: &Sequence) -> String {
    if q.tried == q.possible {
        c.say(format!("all {}", q.tried), format!("{}通りすべて", q.tried))
    } else {
        c.say(
            format!("{} of {}", q.tried, q.possible),
            format!("{}通りのうち{}", q.possible, q.tried),
        )
    }
}

/// Levers by their start year: `2027 spending, personnel; 2038 treaty`.
fn starts(c: &Context<'_>, levers: &[LeverRow], order: &SequenceOrder) -> String {
    let mut by_year: BTreeMap<i16, Vec<String>> = BTreeMap::new();
    for (l, year) in levers.iter().zip(&order.starts) {
        by_year.entry(*year).or_default().push(lever(c, l));
    }
    let years: Vec<String> = by_year
        .into_iter()
        .map(|(year, levers)| {
            c.say(
                format!("{year} {}", levers.join(", ")),
                format!("{year}年 {}", levers.join("、")),
            )
        })
        .collect();
    c.say(years.join("; "), years.join("；"))
}

/// A lever in a word or two.
fn lever(c: &Context<'_>, l: &LeverRow) -> String {
    match (l.kind.as_str(), l.to.as_str()) {
        ("spending", _) => c.say("spending", "防衛費"),
        ("personnel", _) => c.say("personnel", "人員"),
        ("access", _) => c.say("bases", "基地"),
        ("treaty", "revised") => c.say("treaty revised", "条約改定"),
        ("treaty", "access_only") => c.say("treaty thinned to access", "条約を基地使用に限定"),
        ("treaty", "ended") => c.say("treaty ended", "条約終了"),
        ("treaty", _) => c.say("treaty", "条約"),
        ("partner", who) => c.name(who),
        ("nuclear", "other_provider") => c.say("another's nuclear cover", "他国の核の傘"),
        ("nuclear", "sharing") => c.say("nuclear sharing", "核共有"),
        ("nuclear", "device") => c.say("nuclear device", "核装置"),
        ("nuclear", "minimal") => c.say("minimal nuclear force", "最小限抑止力"),
        ("nuclear", "survivable") => c.say("survivable nuclear force", "残存性のある報復能力"),
        ("alignment", _) => c.say("alignment", "外交上の同調"),
        ("trade", _) => c.say("trade", "貿易"),
        ("role", _) => c.say("role of the forces", "部隊の法的役割"),
        (kind, _) => kind.to_owned(),
    }
}
