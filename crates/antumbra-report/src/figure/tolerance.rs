//! The share of futures within tolerance, path by path, in two worlds.

use super::{Anchor, Canvas, Figure, fit};
use crate::context::Context;
use crate::number::percent;
use crate::page::words;
use antumbra_record::paths::{PathWorld, Paths};

const LEFT: f64 = 196.0;
const RIGHT: f64 = 622.0;
const TOP: f64 = 62.0;
const ROW: f64 = 46.0;

/// The figure, when there are paths.
pub fn draw(c: &Context<'_>, p: &Paths, title: &str) -> Option<Figure> {
    if p.paths.is_empty() {
        return None;
    }
    let x = |share: f64| LEFT + (RIGHT - LEFT) * share.clamp(0.0, 1.0);
    let bottom = TOP + ROW * p.paths.len() as f64;
    let mut svg = Canvas::new(760.0, bottom + 34.0);
    legend(c, &mut svg);
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
        svg.line(x(tick), TOP, x(tick), bottom, "grid");
        svg.text(x(tick), bottom + 20.0, Anchor::Middle, "small", &percent(tick));
    }
    for (share, word) in [
        (p.limits.fails_share, c.say("does not hold", "成り立たない")),
        (p.limits.holds_share, c.say("holds", "成り立つ")),
    ] {
        svg.line(x(share), TOP - 8.0, x(share), bottom, "limit");
        svg.text(x(share), TOP - 14.0, Anchor::Middle, "small", &word);
    }
    let mut rows = Vec::new();
    for (n, row) in p.paths.iter().enumerate() {
        let y = TOP + ROW * (n as f64 + 0.5);
        let name = words::path(c, row);
        svg.text(LEFT - 12.0, y + 5.0, Anchor::End, "label", &fit(&name, LEFT - 16.0));
        for w in &row.worlds {
            let stays = w.world == "stays";
            let at = if stays { y - 9.0 } else { y + 9.0 };
            mark(
                c,
                &mut svg,
                (&row.id, &name),
                w,
                (at, x(w.within), stays),
                (x(w.within_corners.min), x(w.within_corners.max)),
            );
            rows.push(vec![
                name.clone(),
                words::world(c, &w.world),
                percent(w.within),
                percent(w.within_corners.min),
                percent(w.within_corners.max),
                words::verdict(c, p, w),
            ]);
        }
    }
    let description = c.say(
        format!(
            "Share of futures within tolerance on each path: the dot at the reference ({} futures), \
             the bar over the corners, where one assumption is moved at a time ({} futures each). \
             From {} on at every corner a path holds; up to {} at every corner it does not.",
            crate::number::whole(p.futures as f64),
            crate::number::whole(p.corner_futures as f64),
            percent(p.limits.holds_share),
            percent(p.limits.fails_share)
        ),
        format!(
            "選択肢ごとに、許容の範囲に収まる試算の割合を示す。点は基準の前提（{}通り）、棒は前提を一つずつ\
             動かした幅（各{}通り）。どの前提でも{}以上なら成り立ち、どの前提でも{}以下なら成り立たない。",
            crate::number::whole(p.futures as f64),
            crate::number::whole(p.corner_futures as f64),
            percent(p.limits.holds_share),
            percent(p.limits.fails_share)
        ),
    );
    let header = c.heads([
        ("path", "選択肢"),
        ("world", "場合"),
        ("within tolerance", "許容の範囲内"),
        ("least over corners", "前提を動かした最小"),
        ("most over corners", "前提を動かした最大"),
        ("verdict", "判定"),
    ]);
    Some(Figure {
        id: "figure-tolerance",
        title: title.to_owned(),
        svg: svg.finish("figure-tolerance", title, &description),
        description,
        table: (header, rows),
        source: c.source.clone(),
    })
}

fn mark(
    c: &Context<'_>,
    svg: &mut Canvas,
    (id, name): (&str, &str),
    w: &PathWorld,
    (y, x, stays): (f64, f64, bool),
    (from, to): (f64, f64),
) {
    let share = words::within(c, w);
    svg.group(&format!("{name}, {}: {share}", words::world(c, &w.world)), Some(id));
    svg.line(from, y, to, y, if stays { "whisker" } else { "range" });
    for end in [from, to] {
        svg.line(end, y - 4.0, end, y + 4.0, "range");
    }
    svg.dot(x, y, 5.5, if stays { "own" } else { "hollow" });
    svg.end();
    svg.text(RIGHT + 14.0, y + 4.5, Anchor::Start, "small", &share);
}

/// Which mark is which world.
pub(super) fn legend(c: &Context<'_>, svg: &mut Canvas) {
    svg.dot(LEFT + 6.0, 14.0, 5.5, "own");
    let stays = words::world(c, "stays");
    svg.text(LEFT + 18.0, 18.5, Anchor::Start, "small", &stays);
    let next = LEFT + 40.0 + super::width(&stays);
    svg.dot(next, 14.0, 5.5, "hollow");
    svg.text(next + 12.0, 18.5, Anchor::Start, "small", &words::world(c, "goes"));
}
