//! The trade-off of coverage and density along the boxes of a scenario discovery.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure};
use crate::number::percent;
use antumbra_record::discover::{BoxStep, Discovery};

const LEFT: f64 = 74.0;
const RIGHT: f64 = 640.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 330.0;

/// The figure of a binary discovery; `picked` is the step that the reader is shown in words. None in
/// the regression form, which has no coverage.
pub fn draw(d: &Discovery, picked: Option<usize>, title: &str, source: &str) -> Option<Figure> {
    let base = d.of_interest? as f64 / d.cases.max(1) as f64;
    let steps: Vec<(&BoxStep, f64, f64)> =
        d.trajectory.iter().filter_map(|s| Some((s, s.coverage?, s.density?))).collect();
    let mut c = Canvas::new(760.0, 384.0);
    let x = Axis { numbers: (0.0, 1.0), places: (LEFT, RIGHT) };
    let y = Axis { numbers: (0.0, 1.0), places: (BOTTOM, TOP) };
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        c.line(LEFT, y.at(share), RIGHT, y.at(share), "grid");
        c.text(LEFT - 10.0, y.at(share) + 4.5, Anchor::End, "small", &percent(share));
        c.line(x.at(share), BOTTOM, x.at(share), BOTTOM + 5.0, "axis");
        c.text(x.at(share), BOTTOM + 20.0, Anchor::Middle, "small", &percent(share));
    }
    c.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
    c.text(
        LEFT - 62.0,
        TOP - 16.0,
        Anchor::Start,
        "label",
        "density: share of the box's cases that are of interest",
    );
    let below = "coverage: share of all cases of interest that the box holds";
    c.text((LEFT + RIGHT) / 2.0, BOTTOM + 42.0, Anchor::Middle, "label", below);
    c.line(LEFT, y.at(base), RIGHT, y.at(base), "limit");
    let words = ["in all cases".to_owned(), percent(base)];
    c.lines(RIGHT + 10.0, y.at(base) - 2.0, Anchor::Start, "small", &words);
    let path: Vec<[f64; 2]> = steps.iter().map(|(_, a, b)| [x.at(*a), y.at(*b)]).collect();
    c.line_through(&path, "trail");
    for ((s, ..), [px, py]) in steps.iter().zip(&path) {
        c.dot(*px, *py, 4.0, if s.pasted { "hollow" } else { "own" });
    }
    let mut taken: Vec<(f64, f64)> = Vec::new();
    if let Some((n, (s, a, b))) = steps.iter().enumerate().find(|(_, s)| Some(s.0.step) == picked) {
        let [px, py] = path[n];
        c.dot(px, py, 9.0, "ring");
        let text = format!("step {}: {} of its cases, {} of all", s.step, percent(*b), percent(*a));
        // The boxes run down to the right: it is free below to the left, and above to the right.
        let span = super::width(&text);
        if px - 18.0 - span > LEFT {
            c.text(px - 16.0, py + 24.0, Anchor::End, "strong", &text);
            taken.push((px - 16.0, py + 6.0));
        } else {
            c.text(px + 16.0, py - 8.0, Anchor::Start, "strong", &text);
        }
    }
    // Where one more input is restricted, its number stands at the point, if there is room.
    let mut seen = 0;
    for ((s, ..), [px, py]) in steps.iter().zip(&path) {
        let free = taken.iter().all(|(a, b)| (a - px).abs() > 62.0 || (b - py).abs() > 19.0);
        if s.res_dim > seen && free {
            let plural = if s.res_dim == 1 { "" } else { "s" };
            let text = format!("{} input{plural}", s.res_dim);
            c.text(px - 9.0, py + 18.0, Anchor::End, "noted", &text);
            taken.push((*px, *py));
        }
        seen = seen.max(s.res_dim);
    }
    let pasted = steps.iter().any(|(s, ..)| s.pasted);
    c.dot(RIGHT + 16.0, TOP + 4.0, 4.0, "own");
    c.text(RIGHT + 26.0, TOP + 8.5, Anchor::Start, "small", "after a peel");
    if pasted {
        c.dot(RIGHT + 16.0, TOP + 24.0, 4.0, "hollow");
        c.text(RIGHT + 26.0, TOP + 28.5, Anchor::Start, "small", "after a paste");
    }
    let description = format!(
        "{} boxes, from all {} cases at the right to the smallest box. Each holds fewer of the cases \
         of interest and is richer in them; the dashed line is their share in all cases.",
        steps.len(),
        d.cases
    );
    let header =
        ["step", "cases", "of interest", "coverage", "density", "inputs restricted", "made by"];
    let rows = steps
        .iter()
        .map(|(s, a, b)| {
            vec![
                s.step.to_string(),
                s.n.to_string(),
                s.k.map_or_else(|| "–".into(), |k| k.to_string()),
                percent(*a),
                percent(*b),
                s.res_dim.to_string(),
                if s.pasted { "paste" } else { "peel" }.to_owned(),
            ]
        })
        .collect();
    Some(Figure {
        id: "figure-tradeoff",
        title: title.to_owned(),
        svg: c.finish("figure-tradeoff", title, &description),
        description,
        table: (header.map(str::to_owned).to_vec(), rows),
        source: source.to_owned(),
    })
}
