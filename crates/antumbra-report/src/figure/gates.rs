//! When each path may lawfully be under way: earliest, usual and slow.

use super::{Anchor, Canvas, Figure};
use crate::context::Context;
use antumbra_record::politics::{Hurdles, Politics};

const LEFT: f64 = 210.0;
const RIGHT: f64 = 690.0;
const TOP: f64 = 34.0;
const ROW: f64 = 44.0;

/// The longest axis of years that is drawn.
const MOST_YEARS: f64 = 200.0;

/// A day, `2027-03-31`, as a year with a fraction.
fn year(day: &str) -> Option<f64> {
    let mut parts = day.split('-').map(|p| p.parse::<f64>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    Some(y + (m - 1.0) / 12.0 + (d - 1.0) / 365.0)
}

/// The figure, when there are paths with gates.
pub fn draw(cx: &Context<'_>, p: &Politics, title: &str) -> Option<Figure> {
    let start = year(&p.paths.first()?.start)?;
    let last = p.paths.iter().filter_map(|h| year(&h.slow)).fold(start + 1.0, f64::max);
    let (from, to) = (start.floor(), last.ceil());
    // Days that are no days of a plan cannot be drawn on one axis.
    if to - from > MOST_YEARS {
        return None;
    }
    let x = |t: f64| LEFT + (RIGHT - LEFT) * (t - from) / (to - from);
    let bottom = TOP + ROW * p.paths.len() as f64;
    let mut c = Canvas::new(820.0, bottom + 66.0);
    let step = if to - from > 12.0 { 4.0 } else { 2.0 };
    let mut tick = from;
    while tick <= to {
        c.line(x(tick), TOP, x(tick), bottom, "grid");
        c.text(x(tick), bottom + 18.0, Anchor::Middle, "small", &format!("{tick:.0}"));
        tick += step;
    }
    c.line(x(start), TOP - 6.0, x(start), bottom, "limit");
    c.text(
        x(start),
        TOP - 12.0,
        Anchor::Start,
        "small",
        &cx.say(
            format!("work starts {}", p.paths[0].start),
            format!("着手：{}", cx.date(&p.paths[0].start)),
        ),
    );
    let mut rows = Vec::new();
    for (n, h) in p.paths.iter().enumerate() {
        let at = TOP + ROW * (n as f64 + 0.5);
        let (lo, mid, hi) = (year(&h.earliest)?, year(&h.usual)?, year(&h.slow)?);
        c.text(LEFT - 12.0, at - 2.0, Anchor::End, "label", &cx.lawful_path(&h.id));
        let class = h.least_likely.as_deref().map_or_else(
            || cx.say("all gates passed", "関門はすべて通過済み"),
            |l| {
                cx.say(format!("least likely gate: {l}†"), format!("最低の見込み：{}†", cx.term(l)))
            },
        );
        c.text(LEFT - 12.0, at + 14.0, Anchor::End, "small", &class);
        c.line(x(lo), at, x(hi), at, "range");
        c.dot(x(lo), at, 5.0, "own");
        c.dot(x(mid), at, 3.5, "likely");
        c.text(x(hi) + 9.0, at + 4.0, Anchor::Start, "small", &cx.date(&h.earliest));
        rows.push(row(cx, p, h));
    }
    c.dot(LEFT + 4.0, bottom + 42.0, 5.0, "own");
    c.text(
        LEFT + 14.0,
        bottom + 46.0,
        Anchor::Start,
        "small",
        &cx.say("earliest in law (the date)", "法の上で最も早い日"),
    );
    c.dot(LEFT + 204.0, bottom + 42.0, 3.5, "likely");
    c.text(
        LEFT + 214.0,
        bottom + 46.0,
        Anchor::Start,
        "small",
        &cx.say("usual; the line ends where it is slow", "通常の場合。線の端は遅い場合"),
    );
    let description = cx.say(
        "Days by which all legal and consent gates of a path may be passed, with the shortest \
         lawful, usual and slow lead times. What law allows is not what a path plans, and the class \
         of likelihood is a judgement, no probability.",
        "選択肢ごとに、法的関門と同意の関門をすべて通りうる日を、法の上で最短、通常、遅い場合の所要期間で示す。\
         法が許すことと選択肢が計画することは別であり、見込みの区分は分析者の判断であって確率ではない。",
    );
    let header = cx.heads([
        ("path", "選択肢"),
        ("earliest", "最も早い日"),
        ("usual", "通常"),
        ("slow", "遅い場合"),
        ("decided by", "時期を決める関門"),
        ("passed", "通過済み"),
        ("not passed", "未通過"),
        ("who can stop it", "止められる者"),
        ("least likely gate†", "最も通りにくい関門の見込み†"),
    ]);
    Some(Figure {
        id: "figure-gates",
        title: title.to_owned(),
        svg: c.finish("figure-gates", title, &description),
        description,
        table: (header, rows),
        source: cx.source.clone(),
    })
}

fn row(c: &Context<'_>, p: &Politics, h: &Hurdles) -> Vec<String> {
    let names = |ids: &[String]| -> Vec<String> {
        let of = |id: &String| p.gates.iter().find(|g| g.id == *id).map_or(id, |g| &g.name).clone();
        ids.iter().map(of).collect()
    };
    let who: Vec<String> = h.who_can_stop.iter().map(|s| s.who.clone()).collect();
    vec![
        c.lawful_path(&h.id),
        c.date(&h.earliest),
        c.date(&h.usual),
        c.date(&h.slow),
        names(&h.critical).join(" → "),
        c.listed(&names(&h.passed)),
        c.listed(&names(&h.not_passed)),
        c.listed(&who),
        h.least_likely.as_deref().map_or_else(|| "–".into(), |l| c.term(l)),
    ]
}
