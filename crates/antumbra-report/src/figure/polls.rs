//! Polls side by side: each topic with its span, each poll marked by how people were asked.

use super::{Anchor, Canvas, Figure, fit, width};
use crate::context::Context;
use antumbra_record::politics::{Politics, Poll};

const LEFT: f64 = 350.0;
const RIGHT: f64 = 790.0;
const TOP: f64 = 40.0;
const ROW: f64 = 26.0;

fn x(percent: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * percent / 100.0
}

fn class(mode: Option<&str>) -> &'static str {
    match mode {
        Some("mail") => "own",
        Some("phone" | "face to face") => "likely",
        Some(_) => "others",
        None => "doubtful",
    }
}

/// The figure, when there is a poll.
pub fn draw(cx: &Context<'_>, p: &Politics, title: &str) -> Option<Figure> {
    if p.opinion.is_empty() {
        return None;
    }
    let bottom = TOP + ROW * p.opinion.len() as f64;
    let mut c = Canvas::new(820.0, bottom + 34.0);
    for tick in [0.0, 25.0, 50.0, 75.0, 100.0] {
        c.line(x(tick), TOP, x(tick), bottom, "grid");
        c.text(x(tick), bottom + 18.0, Anchor::Middle, "small", &format!("{tick:.0}%"));
    }
    let legend = [
        ("own", cx.say("mail", "郵送")),
        ("likely", cx.say("phone, door", "電話・面接")),
        ("others", cx.say("online", "インターネット")),
        ("doubtful", cx.say("mode not known", "方法は不明")),
    ];
    let mut at = LEFT;
    for (class, words) in legend {
        c.dot(at + 4.0, TOP - 22.0, 5.0, class);
        c.text(at + 14.0, TOP - 18.0, Anchor::Start, "small", &words);
        at += 34.0 + width(&words);
    }
    let mut rows = Vec::new();
    for (n, t) in p.opinion.iter().enumerate() {
        let at = TOP + ROW * (n as f64 + 0.5);
        c.text(LEFT - 12.0, at + 4.0, Anchor::End, "small", &fit(&t.topic, LEFT - 16.0));
        c.line(x(t.span.min), at, x(t.span.max), at, "range");
        for poll in &t.polls {
            c.dot(x(poll.view), at, 5.0, class(poll.mode.as_deref()));
            rows.push(row(cx, &t.topic, poll));
        }
        for pool in &t.pools {
            c.line(x(pool.view.lo), at + 7.0, x(pool.view.hi), at + 7.0, "whisker");
        }
        if let [one] = t.polls.as_slice() {
            c.text(
                x(one.view) + 9.0,
                at + 4.0,
                Anchor::Start,
                "small",
                &format!("{:.0}", one.view),
            );
        } else {
            let span = format!("{:.0}–{:.0}", t.span.min, t.span.max);
            c.text(x(t.span.max) + 9.0, at + 4.0, Anchor::Start, "small", &span);
        }
    }
    let description = cx.say(
        "Per cent of those asked, one dot per poll, the line from the lowest to the highest on the \
         topic. Wordings and modes differ: the span says how far polls lie apart, not where opinion \
         is.",
        "回答者に占める割合（%）。点は調査一件、線は主題ごとの最小から最大まで。問い方も方法も異なるため、\
         幅は調査どうしの隔たりを示すもので、世論の所在を示すものではない。",
    );
    let header = cx.heads([
        ("topic", "主題"),
        ("asked by", "調査主体"),
        ("when", "時期"),
        ("how", "方法"),
        ("number", "回答数"),
        ("question", "質問"),
        ("answers", "回答（%）"),
        ("note", "注"),
    ]);
    Some(Figure {
        id: "figure-polls",
        title: title.to_owned(),
        svg: c.finish("figure-polls", title, &description),
        description,
        table: (header, rows),
        source: cx.source.clone(),
    })
}

fn row(c: &Context<'_>, topic: &str, p: &Poll) -> Vec<String> {
    let unknown = || c.say("not known", "不明");
    let answers: Vec<String> = p
        .shares
        .iter()
        .map(|s| format!("{} {}{}", s.answer, s.percent, if s.counts { "*" } else { "" }))
        .collect();
    vec![
        topic.to_owned(),
        p.house.clone(),
        c.date(&p.date),
        p.mode.as_deref().map_or_else(unknown, |m| c.term(m)),
        p.n.map_or_else(unknown, |n| n.to_string()),
        p.question.clone(),
        answers.join(&c.say(", ", "、")),
        p.note.clone().unwrap_or_default(),
    ]
}
