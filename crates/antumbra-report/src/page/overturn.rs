//! 7. What would overturn this.
//!
//! The smallest moves that turn a verdict, when paths hold and fail, what drives that, what choosing
//! wrongly costs, and what is worth knowing first.

use super::{explore, standing, words};
use crate::context::Context;
use crate::document::{Line, Section, Table};
use crate::exploration::{number, path, under, verdict};
use crate::figure::moves;
use crate::input::{amount, indicator, name};
use crate::number::whole;
use antumbra_record::overturn::{MoveRow, OverturnList, OverturnerRow, Overturning};

/// What would overturn the verdicts; absent when nothing was searched and no assumption turns one.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let f = c.findings;
    let found = f.exploration.as_ref();
    let title = c.say("What would overturn this", "結論を覆す条件");
    let assumption = c.say("What another assumption would turn", "前提を変えれば変わる結論");
    let first = found.and_then(|e| e.overturning.first());
    let mut s = match (first, c.of("overturn"), f.flips.first()) {
        (Some(o), Some(line), _) => Section::new("flips", title, "overturn", heading(c, o, &line)),
        (_, _, Some(x)) => Section::new("flips", title, &x.finding, assumption.clone()),
        _ => return None,
    };
    if let Some(e) = found {
        let c = &c.of_futures(e.futures as u64);
        for (n, o) in e.overturning.iter().enumerate() {
            one(c, &mut s, n, o);
        }
        how(c, &mut s, e.overturning.first());
        explore::boxes(c, &mut s, e);
        explore::drivers(c, &mut s, e);
        standing::regret(c, &mut s, e);
        standing::tolerance(c, &mut s, e);
        standing::knowing(c, &mut s, e);
        if let Some(x) = f.flips.first() {
            s.heading("assumptions", &x.finding, assumption);
        }
    }
    s.list(f.flips.iter().map(|x| Line::new(&x.finding, format!("⚑ {}", c.flip(x)))).collect());
    Some(s)
}

/// The headline: which verdict, and the smallest moves that turn it.
fn heading(c: &Context<'_>, o: &Overturning, moves: &str) -> String {
    let who: Vec<String> = o.paths.iter().map(|p| path(c, p)).collect();
    let (who, now) = (who.join(&c.say(" against ", "と")), verdict(c, &o.verdict));
    let under = under(c, &o.world);
    c.say(
        format!("“{who}” {now} {}. What would turn that: {moves}", words::inside(c, &under)),
        format!("{under}、「{who}」は{now}。それを覆すもの：{moves}"),
    )
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

/// Anchors of the verdicts that are searched.
const ANCHORS: [&str; 3] = ["overturn-headline", "overturn-second", "overturn-third"];

/// One verdict: what turns it, in three lists, with the lines that reproduce it.
fn one(c: &Context<'_>, s: &mut Section, n: usize, o: &Overturning) {
    let (Some(id), Some(says)) = (ANCHORS.get(n), &o.says) else { return };
    let Some(text) = c.sentence(says) else { return };
    s.heading(id, "overturn", text);
    let mut t = Table::new(&format!("table-{id}"), "", &[]);
    t.header = c.heads([
        ("what moves", "動かすもの"),
        ("kind", "種類"),
        ("then", "その結果"),
        ("size, in common widths", "大きさ（共通の幅に対して）"),
        ("watch", "見るべき指標"),
    ]);
    let mut empty = Vec::new();
    for l in &o.lists {
        t.rows.extend(l.overturners.iter().map(|x| row(c, o, l, x)));
        let nothing = l.says.as_ref().and_then(|s| c.sentence(s));
        empty.extend(nothing.map(|text| {
            let group = c.capital(&group(c, &l.group));
            Line::new("overturn", c.say(format!("{group}: {text}"), format!("{group}：{text}")))
        }));
    }
    s.table(t);
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
    s.list(empty);
    if n == 0 {
        let title = c.say(
            "How far each input alone moves the share of futures within tolerance",
            "入力を一つずつ動かしたときの、許容範囲に入る将来の割合",
        );
        let searched = c.of_futures(o.searched_on as u64);
        let c = if o.searched_on > 0 { &searched } else { c };
        s.figure(moves::draw(c, o, &title));
    }
}

fn row(c: &Context<'_>, o: &Overturning, l: &OverturnList, x: &OverturnerRow) -> Vec<String> {
    let moves: Vec<String> = x.moves.iter().map(|m| moved(c, m)).collect();
    let watch: Vec<String> = x
        .moves
        .iter()
        .filter_map(|m| m.indicator.as_deref().map(|i| indicator(c, &m.input, i)))
        .collect();
    let (after, value) = (verdict(c, &x.verdict_after), number(c, &o.measure, x.value_after));
    let unsure = c.say(" (not confirmed on all futures)", "（すべての将来では未確認）");
    vec![
        moves.join(&c.say(" and ", "かつ")),
        group(c, &l.group),
        format!("{after}: {value}{}", if x.certified { "" } else { unsure.as_str() }),
        format!("{:.1}", x.reference_widths),
        if watch.is_empty() { "–".into() } else { watch.join("; ") },
    ]
}

/// How moves are made and what was run.
fn how(c: &Context<'_>, s: &mut Section, first: Option<&Overturning>) {
    let Some(o) = first else { return };
    let futures = whole(o.futures as f64);
    s.say(
        "overturn",
        c.say(
            format!(
                "Asked of a path is what would make it hold, or end that; what only moves it between \
                 failing and holding in part is left out, but for the threshold itself. A move shifts \
                 the 5th, 50th and 95th percentiles of an input alike; all other draws and seeds \
                 stay. Every move above was run again, as it stands, on all {futures} \
                 futures; the lines below a table run it once more. Indicators and common widths are \
                 judgements†."
            ),
            format!(
                "選択肢について問うのは、何があれば成り立つか、または成り立たなくなるかである。成り立たない\
                 状態と一部で成り立つ状態の間の動きは、その閾値自体を除いて示さない。動かすとは、ある入力の5・50・95パーセンタイルを同じだけずらすことで、ほかの抽出と\
                 シードは変えない。上の動きはどれも、示したままの値で{futures}通りすべての将来で計算し直した。\
                 表の下の行で再現できる。指標と共通の幅は分析者の判断†である。"
            ),
        ),
    );
}
