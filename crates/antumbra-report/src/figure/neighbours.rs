//! What would defend each neighbour in the last year, against today, path by path in two worlds.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure, fit};
use crate::context::Context;
use crate::page::words;
use antumbra_record::paths::{NeighbourRow, Paths};

const LEFT: f64 = 196.0;
const RIGHT: f64 = 744.0;
const TOP: f64 = 44.0;
const ROW: f64 = 26.0;
const HEAD: f64 = 34.0;

/// The states that have rows, in their order.
pub(crate) fn states(p: &Paths) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for n in &p.neighbours {
        if !out.contains(&n.state.as_str()) {
            out.push(&n.state);
        }
    }
    out
}

/// The row of a state on a path in a world.
pub(crate) fn row<'a>(
    p: &'a Paths,
    state: &str,
    path: &str,
    world: &str,
) -> Option<&'a NeighbourRow> {
    p.neighbours.iter().find(|n| n.state == state && n.path == path && n.world == world)
}

/// The figure, when there are neighbours.
pub fn draw(c: &Context<'_>, p: &Paths, title: &str) -> Option<Figure> {
    let states = states(p);
    if states.is_empty() {
        return None;
    }
    let high = p.neighbours.iter().map(|n| n.support.hi).fold(1.0, f64::max);
    let (axis, marks) = Axis::round(0.0, high, 5, (LEFT, RIGHT));
    let block = HEAD + ROW * p.paths.len() as f64;
    let bottom = TOP + block * states.len() as f64;
    let mut svg = Canvas::new(760.0, bottom + 34.0);
    super::tolerance::legend(c, &mut svg);
    for (v, text) in &marks {
        svg.line(axis.at(*v), TOP, axis.at(*v), bottom, "grid");
        svg.text(
            axis.at(*v),
            bottom + 20.0,
            Anchor::Middle,
            "small",
            &c.say(format!("×{text}"), format!("{text}倍")),
        );
    }
    svg.line(axis.at(1.0), TOP, axis.at(1.0), bottom, "limit");
    svg.text(axis.at(1.0) + 5.0, TOP + 4.0, Anchor::Start, "small halo", &c.say("today", "現在"));
    let mut rows = Vec::new();
    for (k, state) in states.iter().enumerate() {
        let top = TOP + block * k as f64;
        svg.text(14.0, top + 23.0, Anchor::Start, "strong", &c.capital(&c.name(state)));
        for (n, path) in p.paths.iter().enumerate() {
            let y = top + HEAD + ROW * (n as f64 + 0.4);
            let name = words::path(c, path);
            svg.text(LEFT - 12.0, y + 4.5, Anchor::End, "small", &fit(&name, LEFT - 16.0));
            let pair = ["stays", "goes"].map(|w| row(p, state, &path.id, w));
            if let [Some(a), Some(b)] = pair {
                let (a, b) = (axis.at(a.support.mid), axis.at(b.support.mid));
                svg.line(a, y - 4.0, b, y + 4.0, "axis");
            }
            for (r, (dy, class)) in pair.into_iter().zip([(-4.0, "own"), (4.0, "hollow")]) {
                let Some(r) = r else { continue };
                let at = y + dy;
                let said = words::range(c, r.support, |x| c.times(x));
                let world = words::world(c, &r.world);
                svg.group(&format!("{}, {name}, {world}: {said}", c.name(state)), Some(&path.id));
                svg.line(axis.at(r.support.lo), at, axis.at(r.support.hi), at, "whisker-thin");
                svg.dot(axis.at(r.support.mid), at, 4.5, class);
                svg.end();
                rows.push(vec![
                    c.name(state),
                    name.clone(),
                    world,
                    c.times(r.support.lo),
                    c.times(r.support.mid),
                    c.times(r.support.hi),
                ]);
            }
        }
    }
    let description = c.say(
        format!(
            "What would defend each state in {}, over what would today, on each path of {}: dots are \
             medians, lines 90% of the futures.",
            p.last_year,
            c.client()
        ),
        format!(
            "{}の選択肢ごとに、{}年に各国を守る力が現在の何倍かを示す。点は中央値、線は試算の90%の幅。",
            c.client(),
            p.last_year
        ),
    );
    let header = c.heads([
        ("state", "国"),
        ("path", "選択肢"),
        ("world", "場合"),
        ("low", "下限"),
        ("middle", "中央"),
        ("high", "上限"),
    ]);
    Some(Figure {
        id: "figure-neighbours",
        title: title.to_owned(),
        svg: svg.finish("figure-neighbours", title, &description),
        description,
        table: (header, rows),
        source: c.source.clone(),
    })
}
