//! The trade-off of coverage and density along the boxes of a scenario discovery.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure};
use crate::context::Context;
use crate::number::{percent, whole};
use antumbra_record::discover::{BoxStep, Discovery};

const LEFT: f64 = 74.0;
const RIGHT: f64 = 640.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 330.0;

/// The figure of a binary discovery; `picked` is the step that the reader is shown in words. None in
/// the regression form, which has no coverage.
pub fn draw(
    say: &Context<'_>,
    d: &Discovery,
    picked: Option<usize>,
    title: &str,
) -> Option<Figure> {
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
        &say.say(
            "density: share of the box's futures that are sought",
            "密度：箱の中の将来のうち、求めるものの割合",
        ),
    );
    let below = say.say(
        "coverage: share of all futures sought that the box holds",
        "網羅率：求める将来のうち、箱に入るものの割合",
    );
    c.text((LEFT + RIGHT) / 2.0, BOTTOM + 42.0, Anchor::Middle, "label", &below);
    c.line(LEFT, y.at(base), RIGHT, y.at(base), "limit");
    let words = [say.say("in all futures", "将来全体"), percent(base)];
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
        let (density, coverage) = (percent(*b), percent(*a));
        let text = say.say(
            format!("step {}: {density} of its futures, {coverage} of all", s.step),
            format!("段階{}：箱の{density}、全体の{coverage}", s.step),
        );
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
            let text =
                say.say(format!("{} input{plural}", s.res_dim), format!("入力{}個", s.res_dim));
            c.text(px - 9.0, py + 18.0, Anchor::End, "noted", &text);
            taken.push((*px, *py));
        }
        seen = seen.max(s.res_dim);
    }
    let pasted = steps.iter().any(|(s, ..)| s.pasted);
    c.dot(RIGHT + 16.0, TOP + 4.0, 4.0, "own");
    c.text(RIGHT + 26.0, TOP + 8.5, Anchor::Start, "small", &say.say("after a peel", "削ったあと"));
    if pasted {
        c.dot(RIGHT + 16.0, TOP + 24.0, 4.0, "hollow");
        c.text(
            RIGHT + 26.0,
            TOP + 28.5,
            Anchor::Start,
            "small",
            &say.say("after a paste", "貼り戻したあと"),
        );
    }
    let (boxes, cases) = (steps.len(), whole(d.cases as f64));
    let description = say.say(
        format!(
            "{boxes} boxes, from all {cases} futures at the right to the smallest box. Each holds \
             fewer of the futures sought and is richer in them; the dashed line is their share in \
             all futures."
        ),
        format!(
            "{boxes}個の箱。右端は{cases}通りの将来すべてで、左へ進むほど小さい。小さい箱ほど、求める将来を\
             取りこぼすが、その割合は高い。破線は将来全体での割合。"
        ),
    );
    let header = say.heads([
        ("step", "段階"),
        ("futures", "将来"),
        ("sought", "求めるもの"),
        ("coverage", "網羅率"),
        ("density", "密度"),
        ("inputs limited", "制限した入力"),
        ("made by", "作り方"),
    ]);
    let (peel, paste) = (say.say("peel", "削る"), say.say("paste", "貼り戻す"));
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
                if s.pasted { paste.clone() } else { peel.clone() },
            ]
        })
        .collect();
    Some(Figure {
        id: "figure-tradeoff",
        title: title.to_owned(),
        svg: c.finish("figure-tradeoff", title, &description),
        description,
        table: (header, rows),
        source: say.source.clone(),
    })
}
