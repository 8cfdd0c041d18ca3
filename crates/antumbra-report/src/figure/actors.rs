//! Who stands where on the two axes of politics, how wide each range is, and where those who settle
//! end.

use super::{Anchor, Canvas, Figure, fit};
use crate::context::Context;
use crate::page::words;
use antumbra_record::politics::{ActorView, Politics};

const LEFT: f64 = 64.0;
const SIDE: f64 = 460.0;
const TOP: f64 = 28.0;
const KEY: f64 = LEFT + SIDE + 26.0;
/// Room for a name in the key, in the units of [`super::width`].
const ROOM: f64 = 288.0;

/// From 0-100 to the page: the second axis runs to the right, the first upwards.
fn x(position: f64) -> f64 {
    LEFT + SIDE * position / 100.0
}
fn y(position: f64) -> f64 {
    TOP + SIDE * (1.0 - position / 100.0)
}

fn class(role: &str) -> &'static str {
    match role {
        "domestic" => "own",
        "patron" => "likely",
        _ => "others",
    }
}

/// The figure, when actors stand on two axes and some of them settle.
pub fn draw(cx: &Context<'_>, p: &Politics, title: &str) -> Option<Figure> {
    let (first, second) = (p.axes.first()?, p.axes.get(1)?);
    let (up, right) = (p.settlement.first()?, p.settlement.get(1)?);
    let height = (TOP + SIDE + 74.0).max(TOP + 17.0 * (p.actors.len() as f64 + 6.0));
    let mut c = Canvas::new(860.0, height);
    for tick in [0.0, 25.0, 50.0, 75.0, 100.0] {
        c.line(x(tick), TOP, x(tick), TOP + SIDE, "grid");
        c.line(LEFT, y(tick), LEFT + SIDE, y(tick), "grid");
        let label = format!("{tick:.0}");
        c.text(x(tick), TOP + SIDE + 17.0, Anchor::Middle, "small", &label);
        c.text(LEFT - 8.0, y(tick) + 4.0, Anchor::End, "small", &label);
    }
    c.text(LEFT, TOP - 12.0, Anchor::Start, "small", &format!("{} ↑", first.name));
    let below = TOP + SIDE + 36.0;
    c.text(LEFT + SIDE, below, Anchor::End, "small", &format!("{} →", second.name));
    for a in &p.actors {
        ranges(&mut c, a);
    }
    for a in &p.actors {
        if let (Some(end), [up, right, ..]) = (&a.end, a.position.as_slice()) {
            let (to_x, to_y) = (x(*end.get(1)?), y(*end.first()?));
            c.line(x(right.mid), y(up.mid), to_x, to_y, "range");
            c.dot(to_x, to_y, 2.0, "range");
        }
    }
    let mut rows = Vec::new();
    let mut labels = Labels::around(p);
    for (n, a) in p.actors.iter().enumerate() {
        let [up, right, ..] = a.position.as_slice() else { continue };
        let (at_x, at_y) = (x(right.mid), y(up.mid));
        c.dot(at_x, at_y, 3.0 + 4.0 * a.capability.mid / 100.0, class(&a.role));
        let (dx, dy) = labels.free(at_x, at_y);
        c.text(at_x + dx, at_y + dy, Anchor::Middle, "small", &(n + 1).to_string());
        let line = TOP + 10.0 + 17.0 * n as f64;
        c.dot(KEY, line - 4.0, 3.5, class(&a.role));
        let label = format!("{} {}", n + 1, fit(&a.name, ROOM));
        c.text(KEY + 10.0, line, Anchor::Start, "small", &label);
        rows.push(row(cx, n, a));
    }
    let key = TOP + 10.0 + 17.0 * (p.actors.len() as f64 + 1.0);
    let kinds = [
        ("own", cx.say("settles at home", "国内で決着させる")),
        ("likely", cx.say("ratifies", "批准する")),
        ("others", cx.say("sets prices, no vote", "代価を課す（票はない）")),
    ];
    for (n, (class, words)) in kinds.into_iter().enumerate() {
        c.dot(KEY, key - 4.0 + 17.0 * n as f64, 3.5, class);
        c.text(KEY + 10.0, key + 17.0 * n as f64, Anchor::Start, "small", &words);
    }
    let (sx, sy) = (x(right.at_mids), y(up.at_mids));
    c.rect(
        x(right.over_draws.lo),
        y(up.over_draws.hi),
        x(right.over_draws.hi) - x(right.over_draws.lo),
        y(up.over_draws.lo) - y(up.over_draws.hi),
        "box-line",
    );
    c.dot(sx, sy, 6.0, "settlement");
    c.line(sx + 5.0, sy + 4.0, x(61.0), y(15.0) - 4.0, "limit");
    c.text(x(62.0), y(15.0), Anchor::Start, "label", &cx.say("settlement", "決着点"));
    c.text(
        x(62.0),
        y(15.0) + 15.0,
        Anchor::Start,
        "small",
        &cx.say("box: 90% of draws", "枠：試算の90%"),
    );
    let description = cx.say(
        format!(
            "Actors by {} (upwards) and {} (to the right); thin lines are the ranges of the \
             judgements, longer lines run to where those who settle end, dots grow with weight in \
             the decision. The scales are ordinal: distances mean nothing.",
            first.name, second.name
        ),
        format!(
            "縦軸は{}、横軸は{}。細い線は判断の幅、長い線は決着させる主体が行き着く先まで。点の大きさは\
             決定における重み。尺度は順序尺度であり、距離に意味はない。",
            first.name, second.name
        ),
    );
    let mut header = cx.heads([("no.", "番号"), ("actor", "主体"), ("role", "役割")]);
    header.push(cx.say("weight†", "重み†"));
    header.extend([format!("{}†", first.name), format!("{}†", second.name)]);
    header.extend(cx.heads([("ends at", "行き着く先"), ("why", "理由")]));
    Some(Figure {
        id: "figure-actors",
        title: title.to_owned(),
        svg: c.finish("figure-actors", title, &description),
        description,
        table: (header, rows),
        source: cx.source.clone(),
    })
}

/// Where numbers stand, so that they keep clear of dots and of each other.
struct Labels {
    taken: Vec<(f64, f64)>,
}

impl Labels {
    fn around(p: &Politics) -> Self {
        let at = |a: &ActorView| match a.position.as_slice() {
            [up, right, ..] => Some((x(right.mid), y(up.mid))),
            _ => None,
        };
        Labels { taken: p.actors.iter().filter_map(at).collect() }
    }

    /// The offset, of eight round a dot, whose nearest neighbour is furthest away.
    fn free(&mut self, at_x: f64, at_y: f64) -> (f64, f64) {
        const ROUND: [(f64, f64); 8] = [
            (12.0, -5.0),
            (-12.0, -5.0),
            (12.0, 13.0),
            (-12.0, 13.0),
            (0.0, -10.0),
            (0.0, 19.0),
            (15.0, 4.0),
            (-15.0, 4.0),
        ];
        // A number's middle lies a little above its foot.
        let room = |&(dx, dy): &(f64, f64)| {
            let (lx, ly) = (at_x + dx, at_y + dy - 4.0);
            self.taken
                .iter()
                .map(|(tx, ty)| (lx - tx) * (lx - tx) + (ly - ty) * (ly - ty))
                .fold(400.0, f64::min)
        };
        let mut best = ROUND[0];
        for candidate in &ROUND[1..] {
            if room(candidate) > room(&best) {
                best = *candidate;
            }
        }
        self.taken.push((at_x + best.0, at_y + best.1 - 4.0));
        best
    }
}

fn ranges(c: &mut Canvas, a: &ActorView) {
    if let [up, right, ..] = a.position.as_slice() {
        c.line(x(right.lo), y(up.mid), x(right.hi), y(up.mid), "grid");
        c.line(x(right.mid), y(up.lo), x(right.mid), y(up.hi), "grid");
    }
}

fn row(c: &Context<'_>, n: usize, a: &ActorView) -> Vec<String> {
    let of = |r: &antumbra_core::Range| words::range(c, *r, |x| format!("{x:.0}"));
    let at = |k: usize| a.position.get(k).map_or_else(|| "–".into(), of);
    vec![
        (n + 1).to_string(),
        a.name.clone(),
        c.term(&a.role),
        of(&a.capability),
        at(0),
        at(1),
        a.end.as_ref().map_or_else(
            || "–".into(),
            |e| e.iter().map(|x| format!("{x:.0}")).collect::<Vec<_>>().join(", "),
        ),
        a.reason.clone(),
    ]
}
