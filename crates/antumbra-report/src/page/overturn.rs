//! 7. What would overturn this.
//!
//! The smallest moves that turn a verdict, when paths hold and fail, what drives that, and what
//! choosing wrongly costs.

use super::{explore, words};
use crate::context::Context;
use crate::document::{Line, Section, Table};
use crate::input::{amount, indicator, name};
use crate::number::{percent, whole};
use antumbra_record::exploration::Exploration;
use antumbra_record::overturn::{MoveRow, OverturnList, OverturnerRow, Overturning, SwayRow};

/// What would overturn the verdicts; absent when nothing was searched and no assumption turns one.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let f = c.findings;
    let found = f.exploration.as_ref();
    let title = c.say("What would overturn this", "結論を覆す条件");
    let assumption = c.say("What another assumption would turn", "前提を変えれば変わる結論");
    let mut s = match (found, c.of("overturn"), f.flips.first()) {
        (Some(_), Some(line), _) => Section::new("flips", title, "overturn", c.capital(&line)),
        (_, _, Some(x)) => Section::new("flips", title, &x.finding, assumption.clone()),
        _ => return None,
    };
    if let Some(e) = found {
        let c = &c.of_futures(e.futures as u64);
        for (n, o) in e.overturning.iter().enumerate() {
            lists(c, &mut s, n, o);
        }
        explore::boxes(c, &mut s, e);
        explore::drivers(c, &mut s, e);
        explore::regret(c, &mut s, e);
        explore::knowing(c, &mut s, e);
        if let Some(x) = f.flips.first() {
            s.heading("assumptions", &x.finding, assumption);
        }
    }
    s.list(f.flips.iter().map(|x| Line::new(&x.finding, format!("⚑ {}", c.flip(x)))).collect());
    Some(s)
}

/// The name of an input as the page shows it.
pub(super) fn label(c: &Context<'_>, e: &Exploration, key: &str) -> String {
    let known = e.inputs.get(key).map_or(key, |i| i.label.as_str());
    name(c.findings, c.language, key, known)
}

/// A path in a world.
pub(super) fn place(c: &Context<'_>, path: &str, world: &str) -> String {
    let path = match &c.findings.paths {
        Some(p) => words::path_of(c, p, path),
        None => path.to_owned(),
    };
    let world = words::world(c, world);
    c.say(format!("{path}, {world}"), format!("{path}（{world}）"))
}

pub(super) fn verdict(c: &Context<'_>, v: &str) -> String {
    match v {
        "holds" => c.say("holds", "成り立つ"),
        "fails" => c.say("does not hold", "成り立たない"),
        "depends" => c.say("holds in part", "一部の将来で成り立つ"),
        other => other.to_owned(),
    }
}

fn group(c: &Context<'_>, g: &str) -> String {
    match g {
        "world" => c.say("the world", "世界"),
        "judgements" => c.say("our judgements", "私たちの判断"),
        "yardsticks" => c.say("our yardsticks", "私たちの物差し"),
        other => other.to_owned(),
    }
}

fn moved(c: &Context<'_>, m: &MoveRow) -> String {
    let say = |x: f64| amount(c.language, &m.unit, x);
    format!("{} {} → {}", name(c.findings, c.language, &m.input, &m.label), say(m.from), say(m.to))
}

/// One verdict: what turns it, in three lists, with the lines that reproduce it.
fn lists(c: &Context<'_>, s: &mut Section, n: usize, o: &Overturning) {
    let who: Vec<String> = o.paths.iter().map(|p| place(c, p, &o.world)).collect();
    let who = who.join(&c.say(" against ", "と"));
    let (share, now) = (percent(o.value), verdict(c, &o.verdict));
    let id = if n == 0 { "overturn-headline" } else { "overturn-second" };
    s.heading(
        id,
        "overturn",
        c.say(
            format!("{who}: {now} at the reference ({share} of futures). What would turn that"),
            format!("{who}：基準の前提では{now}（将来の{share}）。それを覆すもの"),
        ),
    );
    let mut t = Table::new(id, "", &[]);
    t.header = c.heads([
        ("what moves", "動かすもの"),
        ("kind", "種類"),
        ("then", "その結果"),
        ("size, in common widths", "大きさ（共通の幅に対して）"),
        ("watch", "見るべき指標"),
    ]);
    for l in &o.lists {
        t.rows.extend(l.overturners.iter().map(|x| row(c, l, x)));
        if l.overturners.is_empty() {
            t.rows.push(nothing(c, o, l));
        }
    }
    t.id = format!("table-{id}");
    s.table(t);
    let futures = whole(o.futures as f64);
    s.say(
        "overturn",
        c.say(
            format!(
                "A move shifts the 5th, 50th and 95th percentiles of an input alike; all other draws \
                 and seeds stay. Each was run again on the first {futures} futures. Indicators and \
                 common widths are judgements†. These lines reproduce the moves:"
            ),
            format!(
                "動かすとは、ある入力の5・50・95パーセンタイルを同じだけずらすことで、ほかの抽出と\
                 シードは変えない。どれも最初の{futures}通りの将来で計算し直した。指標と共通の幅は\
                 分析者の判断†である。次の行で再現できる。"
            ),
        ),
    );
    let lines: Vec<String> = o
        .lists
        .iter()
        .flat_map(|l| &l.overturners)
        .map(|x| {
            let set: Vec<String> = x.set.iter().map(|a| format!("--set '{a}'")).collect();
            format!("antumbra assess {} {}", c.findings.assessment, set.join(" "))
        })
        .collect();
    if !lines.is_empty() {
        s.code(lines.join("\n"));
    }
}

fn row(c: &Context<'_>, l: &OverturnList, x: &OverturnerRow) -> Vec<String> {
    let moves: Vec<String> = x.moves.iter().map(|m| moved(c, m)).collect();
    let watch: Vec<String> = x
        .moves
        .iter()
        .filter_map(|m| m.indicator.as_deref().map(|i| indicator(c, &m.input, i)))
        .collect();
    let (after, share) = (verdict(c, &x.verdict_after), percent(x.value_after));
    let unsure = c.say(" (not confirmed)", "（未確認）");
    vec![
        moves.join(&c.say(" and ", "かつ")),
        group(c, &l.group),
        format!("{after}: {share}{}", if x.certified { "" } else { unsure.as_str() }),
        format!("{:.1}", x.reference_widths),
        if watch.is_empty() { "–".into() } else { watch.join("; ") },
    ]
}

fn nothing(c: &Context<'_>, o: &Overturning, l: &OverturnList) -> Vec<String> {
    let (n, p) = (l.inputs, l.pairs);
    let text = if o.exhausted {
        c.say(
            format!("nothing found among {n} inputs and {p} pairs before the search ended"),
            format!("探索が終わるまでに、{n}個の入力と{p}組には見つからなかった"),
        )
    } else {
        c.say(
            format!("nothing within bounds ({n} inputs, {p} pairs tried)"),
            format!("許した範囲にはない（{n}個の入力、{p}組を試した）"),
        )
    };
    // How near the list comes: the input that brings the share farthest towards the verdict sought.
    let holds = o.verdict == "holds";
    let end = |w: &SwayRow| if holds { (w.low, w.low_at) } else { (w.high, w.high_at) };
    let far = |w: &SwayRow| if holds { -w.low } else { w.high };
    let of_list = o.sways.iter().filter(|w| w.group == l.group);
    let nearest = of_list.max_by(|a, b| far(a).total_cmp(&far(b)));
    let text = match nearest {
        Some(w) => {
            let (share, at) = end(w);
            let at = amount(c.language, &w.unit, at);
            let label = name(c.findings, c.language, &w.key, &w.input);
            let share = percent(share);
            c.say(
                format!("{text}; farthest: {label} at {at} gives {share}"),
                format!("{text}。最も近いのは{label}が{at}のときの{share}"),
            )
        }
        None => text,
    };
    vec![text, group(c, &l.group), "–".into(), "–".into(), "–".into()]
}
