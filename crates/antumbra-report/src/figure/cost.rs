//! What keeping today's odds costs, against how fast power fades with distance.

use super::{Anchor, Canvas, Figure};
use crate::english::name;
use crate::number::{gdp, plain, times};
use antumbra_record::findings::Findings;

const LEFT: f64 = 92.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 262.0;

/// Marks of a scale of multiples.
const TICKS: [f64; 13] =
    [1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 10_000.0];

/// A scale of equal ratios between two ticks, drawn by interpolating between ticks so that no
/// logarithm has to be taken here: neighbouring ticks are equally far apart.
struct Scale {
    ticks: Vec<f64>,
}

impl Scale {
    fn over(max: f64) -> Self {
        let last = TICKS.iter().position(|t| *t >= max).unwrap_or(TICKS.len() - 1).max(3);
        Scale { ticks: TICKS[..=last].to_vec() }
    }

    fn y(&self, x: f64) -> f64 {
        let n = self.ticks.len() - 1;
        let step = (BOTTOM - TOP) / n as f64;
        let at = self.ticks.windows(2).position(|w| x <= w[1]).unwrap_or(n - 1);
        let (a, b) = (self.ticks[at], self.ticks[at + 1]);
        BOTTOM - step * (at as f64 + ((x - a) / (b - a)).clamp(0.0, 1.0))
    }
}

/// The figure, when there is a cost at more than one decay.
pub fn draw(f: &Findings, title: &str, source: &str) -> Option<Figure> {
    let k = f.costs_over.iter().find(|c| c.goal == "keep" && c.by_lambda.len() > 1)?;
    let client = name(f, f.client.as_str());
    let scale = Scale::over(k.by_lambda.iter().map(|x| x.multiple.hi).fold(1.0, f64::max));
    let mut c = Canvas::new(760.0, 330.0);
    let n = k.by_lambda.len() as f64;
    let x = |i: usize| LEFT + (i as f64 + 0.5) * (RIGHT - LEFT) / n;
    for t in &scale.ticks {
        let y = scale.y(*t);
        c.line(LEFT, y, RIGHT, y, "grid");
        c.text(
            LEFT - 8.0,
            y + 4.0,
            Anchor::End,
            "small",
            &format!("×{}", plain(*t).trim_end_matches(".0")),
        );
    }
    for share in k.gdp_share.iter().take(1) {
        for l in k.limits.iter().filter(|l| l.multiple > 1.0) {
            if scale.ticks.last().is_some_and(|t| l.multiple <= *t) {
                let y = scale.y(l.multiple);
                c.line(LEFT, y, RIGHT, y, "limit");
                let label = format!("{} of GDP", gdp(l.gdp_share));
                c.text(RIGHT + 8.0, y + 4.0, Anchor::Start, "small", &label);
            }
        }
        c.text(
            RIGHT + 8.0,
            scale.y(1.0) + 4.0,
            Anchor::Start,
            "small",
            &format!("today: {} of GDP", gdp(share.today)),
        );
        c.text(
            RIGHT + 8.0,
            scale.y(1.0) + 19.0,
            Anchor::Start,
            "small",
            &format!("({})", share.definition),
        );
        if let Some(other) = k.gdp_share.get(1) {
            let lines = [format!("= {} by", gdp(other.today)), other.definition.clone()];
            c.lines(RIGHT + 8.0, scale.y(1.0) + 36.0, Anchor::Start, "small", &lines);
        }
    }
    let mut rows = Vec::new();
    for (i, at) in k.by_lambda.iter().enumerate() {
        let (lambda, r) = (at.lambda, at.multiple);
        let (lo, mid, hi) = (scale.y(r.lo), scale.y(r.mid), scale.y(r.hi));
        c.line(x(i), lo, x(i), hi, "whisker");
        c.dot(x(i), mid, 6.0, "own");
        c.text(x(i) + 12.0, mid + 5.0, Anchor::Start, "label", &times(r.mid));
        let word = fade(lambda);
        c.text(x(i), BOTTOM + 24.0, Anchor::Middle, "label", &word);
        c.text(x(i), BOTTOM + 42.0, Anchor::Middle, "small", &format!("λ = {lambda}"));
        rows.push(vec![word, lambda.to_string(), times(r.lo), times(r.mid), times(r.hi)]);
    }
    c.text(
        (LEFT + RIGHT) / 2.0,
        BOTTOM + 62.0,
        Anchor::Middle,
        "small",
        "how fast power fades with distance",
    );
    c.text(LEFT, TOP - 12.0, Anchor::Start, "small", "times today's spending");
    let description = format!(
        "Times today's spending that keep {client}'s odds against {} without {}, at four rates at \
         which power fades with distance; dots are medians, lines 90% of the futures. It restores \
         today's odds, which is not safety.",
        name(f, k.challenger.as_str()),
        name(f, f.patron.as_str())
    );
    let header = ["power fades", "λ", "low", "middle", "high"].map(str::to_owned).to_vec();
    Some(Figure {
        id: "figure-cost",
        title: title.to_owned(),
        svg: c.finish("figure-cost", title, &description),
        description,
        table: (header, rows),
        source: source.to_owned(),
    })
}

/// A decay in words.
pub fn fade(lambda: f64) -> String {
    match lambda {
        0.0 => "not at all".into(),
        0.5 => "slowly".into(),
        1.0 => "as usual".into(),
        2.0 => "fast".into(),
        l => format!("λ {l}"),
    }
}
