//! Own, likely and doubtful parts beside the nuclear box that no spending fills.

use super::{Anchor, Canvas, Figure, width};
use crate::context::Context;
use crate::number::percent;
use antumbra_record::findings::{Over, PartsOver};

const LEFT: f64 = 118.0;
const BAR: f64 = 430.0;
const ROW: f64 = 62.0;

/// The figure, when there are parts.
pub fn draw(c: &Context<'_>, title: &str) -> Option<Figure> {
    let f = c.findings;
    if f.parts_over.is_empty() {
        return None;
    }
    let (client, patron) = (c.client(), c.patron());
    let top = 44.0;
    let rows = f.parts_over.len() as f64;
    let height = (top + rows * ROW + 34.0).max(238.0);
    let mut svg = Canvas::new(760.0, height);
    svg.text(LEFT - 10.0, 24.0, Anchor::End, "small", &c.say("against", "相手"));
    legend(c, &mut svg, f.parts_over.iter().any(|p| p.others.reference.mid > 0.0));
    let mut table = Vec::new();
    for (n, p) in f.parts_over.iter().enumerate() {
        let y = top + n as f64 * ROW;
        let them = c.state(p.challenger);
        svg.text(LEFT - 10.0, y + 21.0, Anchor::End, "label", &them);
        let mut x = LEFT;
        for (over, class, word) in pieces(c, p) {
            let w = over.reference.mid * BAR;
            svg.group(&format!("{them}: {word} {}", percent(over.reference.mid)), None);
            svg.rect(x, y, w, 32.0, class);
            if w > 34.0 {
                let class = match class {
                    "own" => "on-dark",
                    "likely" => "on-likely",
                    _ => "on-light",
                };
                svg.text(
                    x + w / 2.0,
                    y + 21.0,
                    Anchor::Middle,
                    class,
                    &percent(over.reference.mid),
                );
            }
            svg.end();
            x += w;
        }
        // The spread of the own share as one assumption moves, under the bar.
        let (min, max) = (p.own.corners.min, p.own.corners.max);
        svg.group(&format!("{client} {}", c.span(&percent(min), &percent(max))), None);
        let (a, b) = (LEFT + min * BAR, LEFT + max * BAR);
        svg.line(a, y + 40.0, b, y + 40.0, "range");
        svg.line(a, y + 36.5, a, y + 43.5, "range");
        svg.line(b, y + 36.5, b, y + 43.5, "range");
        svg.end();
        table.push(row(c, &them, p));
    }
    let key = c.say(
        format!("⊢⊣ {client}'s own part as one assumption moves"),
        format!("⊢⊣ 前提を一つ動かしたときの{client}の分"),
    );
    svg.text(LEFT, top + rows * ROW + 14.0, Anchor::Start, "small", &key);
    nuclear_box(c, &mut svg, height);
    let description = c.say(
        format!(
            "Conventional forces that would defend {client}, by challenger, at the reference; the \
             line under each bar spans {client}'s own part as one assumption moves. The box beside \
             them is nuclear cover, which is in none of the bars."
        ),
        format!(
            "{client}を守りうる通常戦力の内訳を相手ごとに示す（基準の前提）。棒の下の線は、前提を\
             一つ動かしたときの{client}の分の幅。横の枠は核の傘で、どの棒にも含まれない。{patron}の\
             分は見込みと不確かに分けた。"
        ),
    );
    let header = c.heads([
        ("against", "相手"),
        ("own", "自国"),
        ("own 90%", "自国（90%の幅）"),
        ("own as one assumption moves", "自国（前提を一つ動かす）"),
        ("expected", "見込み"),
        ("expected 90%", "見込み（90%の幅）"),
        ("expected as one assumption moves", "見込み（前提を一つ動かす）"),
        ("doubtful", "不確か"),
        ("other allies", "他の同盟国"),
    ]);
    Some(Figure {
        id: "figure-parts",
        title: title.to_owned(),
        svg: svg.finish("figure-parts", title, &description),
        description,
        table: (header, table),
        source: c.source.clone(),
    })
}

fn pieces<'a>(c: &Context<'_>, p: &'a PartsOver) -> [(&'a Over, &'static str, String); 4] {
    let patron = c.patron();
    [
        (&p.own, "own", c.say("own", "自国")),
        (
            &p.expected,
            "likely",
            c.say(format!("{patron}, likely to come"), format!("{patron}（見込み）")),
        ),
        (
            &p.doubtful,
            "doubtful",
            c.say(format!("{patron}, doubtful"), format!("{patron}（不確か）")),
        ),
        (&p.others, "others", c.say("other allies", "他の同盟国")),
    ]
}

fn row(c: &Context<'_>, them: &str, p: &PartsOver) -> Vec<String> {
    let r = |o: &Over| c.span(&percent(o.reference.lo), &percent(o.reference.hi));
    let s = |o: &Over| c.span(&percent(o.corners.min), &percent(o.corners.max));
    vec![
        them.to_owned(),
        percent(p.own.reference.mid),
        r(&p.own),
        s(&p.own),
        percent(p.expected.reference.mid),
        r(&p.expected),
        s(&p.expected),
        percent(p.doubtful.reference.mid),
        percent(p.others.reference.mid),
    ]
}

fn legend(c: &Context<'_>, svg: &mut Canvas, others: bool) {
    let Some(first) = c.findings.parts_over.first() else { return };
    let mut x = LEFT;
    for (_, class, word) in pieces(c, first) {
        if class == "others" && !others {
            continue;
        }
        svg.rect(x, 12.0, 14.0, 14.0, class);
        svg.text(x + 20.0, 24.0, Anchor::Start, "small", &word);
        x += 44.0 + width(&word);
    }
}

fn nuclear_box(c: &Context<'_>, svg: &mut Canvas, height: f64) {
    let f = c.findings;
    let x = LEFT + BAR + 34.0;
    let w = 760.0 - x - 4.0;
    svg.rect(x, 12.0, w, height - 24.0, "box");
    let mid = x + w / 2.0;
    svg.text(mid, 34.0, Anchor::Middle, "label", &c.say("Nuclear cover", "核の傘"));
    let best = |with: bool| {
        f.nuclear
            .iter()
            .filter(|n| with || n.provider != f.patron)
            .map(|n| n.level)
            .max()
            .unwrap_or(0)
    };
    let level = |n: u8| c.say(format!("level {n} of 5"), format!("5段階の{n}"));
    let patron = c.capital(c.patron().trim_start_matches("the "));
    let lines = if f.nuclear_detail.arsenals.is_empty() {
        vec![c.say("no armed", "核を持つ相手は"), c.say("challenger", "いない")]
    } else {
        vec![
            c.say("today", "現在"),
            level(best(true)),
            String::new(),
            c.say(format!("{patron} gone"), format!("{patron}なし")),
            level(best(false)),
            String::new(),
            c.say("no conventional", "通常戦力への"),
            c.say("spending fills it", "支出では埋まらない"),
        ]
    };
    svg.lines(mid, 62.0, Anchor::Middle, "small", &lines);
}
