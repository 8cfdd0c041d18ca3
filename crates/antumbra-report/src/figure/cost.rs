//! What keeping today's odds costs, against how fast power fades with distance.

use super::{Anchor, Canvas, Figure};
use crate::context::Context;
use crate::number::gdp;
use antumbra_record::findings::CostOver;

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
pub fn draw(c: &Context<'_>, title: &str) -> Option<Figure> {
    let f = c.findings;
    let k = f.costs_over.iter().find(|c| c.goal == "keep" && c.by_lambda.len() > 1)?;
    let scale = Scale::over(k.by_lambda.iter().map(|x| x.multiple.hi).fold(1.0, f64::max));
    let mut svg = Canvas::new(760.0, 330.0);
    let n = k.by_lambda.len() as f64;
    let x = |i: usize| LEFT + (i as f64 + 0.5) * (RIGHT - LEFT) / n;
    for t in &scale.ticks {
        let y = scale.y(*t);
        svg.line(LEFT, y, RIGHT, y, "grid");
        svg.text(LEFT - 8.0, y + 4.0, Anchor::End, "small", &tick(c, *t));
    }
    levels(c, k, &scale, &mut svg);
    let mut rows = Vec::new();
    for (i, at) in k.by_lambda.iter().enumerate() {
        let (lambda, r) = (at.lambda, at.multiple);
        let (lo, mid, hi) = (scale.y(r.lo), scale.y(r.mid), scale.y(r.hi));
        let word = fade(c, lambda);
        let range = c.span(&c.times(r.lo), &c.times(r.hi));
        svg.group(&format!("{word}: {} ({range})", c.times(r.mid)), None);
        svg.line(x(i), lo, x(i), hi, "whisker");
        svg.dot(x(i), mid, 6.0, "own");
        svg.end();
        svg.text(x(i) + 12.0, mid + 5.0, Anchor::Start, "label halo", &c.times(r.mid));
        svg.text(x(i), BOTTOM + 24.0, Anchor::Middle, "label", &word);
        svg.text(x(i), BOTTOM + 42.0, Anchor::Middle, "small", &format!("λ = {lambda}"));
        rows.push(vec![word, lambda.to_string(), c.times(r.lo), c.times(r.mid), c.times(r.hi)]);
    }
    svg.text(
        (LEFT + RIGHT) / 2.0,
        BOTTOM + 62.0,
        Anchor::Middle,
        "small",
        &c.say("how fast power fades with distance", "力が距離で弱まる速さ"),
    );
    let axis = c.say("times today's spending", "現行防衛費の何倍か");
    svg.text(LEFT, TOP - 12.0, Anchor::Start, "small", &axis);
    let (client, them, patron) = (c.client(), c.state(k.challenger), c.patron());
    let description = c.say(
        format!(
            "Times today's spending that keep {client}'s odds against {them} without {patron}, at \
             four rates at which power fades with distance; dots are medians, lines 90% of the \
             futures. It restores today's odds, which is not safety."
        ),
        format!(
            "{patron}なしで{them}に対する{client}の今の釣り合いを保つ費用（現行防衛費の何倍か）を、\
             力が距離で弱まる速さごとに示す。点は中央値、線は試算の90%の幅。保たれるのは今の釣り合い\
             であって、安全ではない。"
        ),
    );
    let header = c.heads([
        ("power fades", "力の弱まり方"),
        ("λ", "λ"),
        ("low", "下限"),
        ("middle", "中央"),
        ("high", "上限"),
    ]);
    Some(Figure {
        id: "figure-cost",
        title: title.to_owned(),
        svg: svg.finish("figure-cost", title, &description),
        description,
        table: (header, rows),
        source: c.source.clone(),
    })
}

/// The levels of spending that the scale is read against: today's, what would be borne, and what
/// no spending replaces.
fn levels(c: &Context<'_>, k: &CostOver, scale: &Scale, svg: &mut Canvas) {
    let Some(share) = k.gdp_share.first() else { return };
    let mut beside = |y: f64, text: &str| svg.text(RIGHT + 8.0, y, Anchor::Start, "small", text);
    let one = scale.y(1.0);
    let today = gdp(share.today);
    beside(one + 4.0, &c.say(format!("today: {today} of GDP"), format!("現在：GDPの{today}")));
    beside(one + 19.0, &format!("({})", c.definition(&share.definition)));
    if let Some(other) = k.gdp_share.get(1) {
        let today = gdp(other.today);
        beside(one + 36.0, &c.say(format!("= {today} by"), format!("= GDPの{today}")));
        beside(one + 53.0, &c.definition(&other.definition));
    }
    let last = scale.ticks.last().copied().unwrap_or(1.0);
    for l in k.limits.iter().filter(|l| l.multiple > 1.0 && l.multiple <= last) {
        let y = scale.y(l.multiple);
        let share = gdp(l.gdp_share);
        svg.line(LEFT, y, RIGHT, y, "limit");
        let text = c.say(format!("{share} of GDP"), format!("GDPの{share}"));
        svg.text(RIGHT + 8.0, y + 4.0, Anchor::Start, "small", &text);
    }
}

/// A mark of the scale: `×20`, `20倍`.
fn tick(c: &Context<'_>, x: f64) -> String {
    let text = crate::number::whole(x);
    c.say(format!("×{text}"), format!("{text}倍"))
}

/// A decay in words.
pub fn fade(c: &Context<'_>, lambda: f64) -> String {
    match lambda {
        0.0 => c.say("not at all", "弱まらない"),
        0.5 => c.say("slowly", "ゆっくり"),
        1.0 => c.say("as usual", "普通"),
        2.0 => c.say("fast", "速く"),
        l => format!("λ {l}"),
    }
}
