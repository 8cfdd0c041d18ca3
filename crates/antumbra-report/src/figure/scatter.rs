//! Cases over two inputs, with the box that holds most of those of interest.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure, fit};
use crate::context::Context;
use crate::number::{percent, whole};
use antumbra_record::discover::{BoxLimit, Discovery, PairPoints};

const LEFT: f64 = 84.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 400.0;

/// The figure of one pair of inputs and the box at `step`; none when the step or the cases are not
/// there, or when a limit of the two is one of words.
pub fn draw(
    say: &Context<'_>,
    d: &Discovery,
    pair: &PairPoints,
    step: usize,
    title: &str,
) -> Option<Figure> {
    let found = d.trajectory.iter().find(|s| s.step == step)?;
    let ends = |of: fn(&(f64, f64, bool)) -> f64| {
        let all = pair.points.iter().map(of);
        let low = all.clone().fold(f64::INFINITY, f64::min);
        low.is_finite().then(|| (low, all.fold(f64::NEG_INFINITY, f64::max)))
    };
    let (xs, ys) = (ends(|p| p.0)?, ends(|p| p.1)?);
    let (x, x_marks) = Axis::round(xs.0, xs.1, 5, (LEFT, RIGHT));
    let (y, y_marks) = Axis::round(ys.0, ys.1, 5, (BOTTOM, TOP));
    let limits = |name: &str, whole: (f64, f64)| match found.limits.get(name) {
        None => Some((whole, false)),
        Some(BoxLimit::Range { min, max, .. }) => Some(((*min, *max), true)),
        Some(BoxLimit::Words { .. }) => None,
    };
    let (bx, cut_x) = limits(&pair.x, x.numbers)?;
    let (by, cut_y) = limits(&pair.y, y.numbers)?;
    let mut c = Canvas::new(760.0, 456.0);
    for (v, word) in &y_marks {
        c.line(LEFT, y.at(*v), RIGHT, y.at(*v), "grid");
        c.text(LEFT - 10.0, y.at(*v) + 4.5, Anchor::End, "small", word);
    }
    for (v, word) in &x_marks {
        c.line(x.at(*v), TOP, x.at(*v), BOTTOM, "grid");
        c.text(x.at(*v), BOTTOM + 20.0, Anchor::Middle, "small", word);
    }
    c.text(LEFT - 70.0, TOP - 18.0, Anchor::Start, "label", &fit(&pair.y, 620.0));
    c.text((LEFT + RIGHT) / 2.0, BOTTOM + 44.0, Anchor::Middle, "label", &fit(&pair.x, 480.0));
    let (left, right) = (x.at(bx.0), x.at(bx.1));
    let (top, bottom) = (y.at(by.1), y.at(by.0));
    c.rect(left, top, right - left, bottom - top, "inside");
    // Cases of interest lie over the others.
    for interest in [false, true] {
        for (px, py, of) in pair.points.iter().filter(|p| p.2 == interest) {
            let (r, class) = if *of { (3.2, "hit") } else { (2.6, "miss") };
            c.dot(x.at(*px), y.at(*py), r, class);
        }
    }
    c.rect(left, top, right - left, bottom - top, "cut");
    let side = RIGHT + 24.0;
    c.dot(side, TOP + 6.0, 3.2, "hit");
    c.text(side + 12.0, TOP + 10.5, Anchor::Start, "small", &say.say("sought", "求める将来"));
    c.dot(side, TOP + 27.0, 2.6, "miss");
    c.text(
        side + 12.0,
        TOP + 31.5,
        Anchor::Start,
        "small",
        &say.say("other futures", "その他の将来"),
    );
    let mut words = vec![say.say("the box", "箱")];
    for (name, (low, high), cut) in [(&pair.x, bx, cut_x), (&pair.y, by, cut_y)] {
        if cut {
            words.push(fit(&format!("{name}:"), 168.0));
            let (low, high) = (say.value(low), say.value(high));
            words.push(say.say(format!("{low} to {high}"), format!("{low}〜{high}")));
        }
    }
    let others = found.limits.keys().filter(|k| **k != pair.x && **k != pair.y).count();
    if others > 0 {
        words.push(
            say.say(format!("and limits on {others} more"), format!("ほかに{others}個を制限")),
        );
    }
    if let (Some(a), Some(b)) = (found.coverage, found.density) {
        words.push(String::new());
        let (a, b) = (percent(a), percent(b));
        words.push(say.say(format!("holds {a} of all"), format!("求める将来の{a}を")));
        words.push(say.say(format!("sought; {b} of"), format!("含み、箱の中の{b}が")));
        words.push(say.say("its futures are", "求める将来"));
    }
    c.lines(side - 6.0, TOP + 76.0, Anchor::Start, "small", &words);
    let (shown, all) = (pair.points.len(), d.cases);
    let (drawn, cases) = (whole(shown as f64), whole(all as f64));
    let (x, y) = (&pair.x, &pair.y);
    let description = say.say(
        format!(
            "{drawn} of {cases} futures over {x} and {y}, those sought filled; the frame is the box \
             at step {step}. A box with limits on other inputs too holds fewer futures than lie in \
             the frame."
        ),
        format!(
            "{x}と{y}から見た{cases}通りのうち{drawn}通りの将来。塗った点が求める将来、枠は段階{step}の箱。\
             ほかの入力も制限する箱に入る将来は、枠の中の点より少ない。"
        ),
    );
    let outside = |all: usize, inside: usize| all.saturating_sub(inside).to_string();
    let header = say.heads([("where", "場所"), ("futures", "将来"), ("sought", "求めるもの")]);
    let (of, k) = (d.of_interest.unwrap_or(0), found.k.unwrap_or(0));
    let table = vec![
        vec![say.say("in the box", "箱の中"), found.n.to_string(), k.to_string()],
        vec![say.say("outside", "箱の外"), outside(d.cases, found.n), outside(of, k)],
    ];
    Some(Figure {
        id: "figure-pair",
        title: title.to_owned(),
        svg: c.finish("figure-pair", title, &description),
        description,
        table: (header, table),
        source: say.source.clone(),
    })
}
