//! Years: medians with their 90% bands, in panels side by side on one scale.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure, fit};
use crate::context::Context;
use antumbra_core::Range;

const LEFT: f64 = 62.0;
const WIDTH: f64 = 326.0;
const GAP: f64 = 26.0;
const TOP: f64 = 62.0;
const BOTTOM: f64 = 300.0;

/// One line over the years.
pub(crate) struct Series<'a> {
    /// What it is, at its end.
    pub label: String,
    /// The path of choices that it belongs to.
    pub path: Option<&'a str>,
    /// A value for every year.
    pub values: &'a [Range],
    /// Is it what others are compared with? Then it is drawn thin.
    pub reference: bool,
}

/// One panel: the reference first, then what is compared with it.
pub(crate) struct Panel<'a> {
    /// What it shows.
    pub head: String,
    /// Its lines.
    pub series: Vec<Series<'a>>,
}

/// What a figure of years says beside its lines.
pub(crate) struct Saying {
    pub id: &'static str,
    pub title: String,
    pub description: String,
    /// What the vertical scale counts.
    pub unit: String,
    /// How many units one in the findings is.
    pub times: f64,
    /// Is what lies above the reference shaded?
    pub excess: bool,
}

/// The figure: bands, medians, and the shaded excess of a line over the reference of its panel.
pub(crate) fn draw(
    c: &Context<'_>,
    first_year: i16,
    panels: &[Panel<'_>],
    say: Saying,
    word: impl Fn(f64) -> String,
) -> Option<Figure> {
    let all = || panels.iter().flat_map(|p| &p.series);
    let count = all().map(|s| s.values.len()).min().filter(|n| *n > 1)?;
    let high = all().flat_map(|s| s.values).map(|r| r.hi * say.times).fold(0.0, f64::max);
    let (axis, marks) = Axis::round(0.0, high, 5, (BOTTOM, TOP));
    let mut svg = Canvas::new(760.0, BOTTOM + 40.0);
    svg.text(LEFT - 44.0, 18.0, Anchor::Start, "small", &say.unit);
    for (k, panel) in panels.iter().enumerate() {
        let left = LEFT + k as f64 * (WIDTH + GAP);
        let x = |n: usize| left + WIDTH * n as f64 / (count - 1) as f64;
        svg.text(left, TOP - 18.0, Anchor::Start, "label", &fit(&panel.head, WIDTH));
        for (v, text) in &marks {
            svg.line(left, axis.at(*v), left + WIDTH, axis.at(*v), "grid");
            if k == 0 {
                svg.text(left - 8.0, axis.at(*v) + 4.0, Anchor::End, "small", text);
            }
        }
        for n in (0..count).step_by(5).chain([count - 1]) {
            if n + 3 > count - 1 && n != count - 1 {
                continue;
            }
            let year = (f64::from(first_year) + n as f64).to_string();
            // At the ends labels stay inside, clear of the next panel's.
            let anchor = match n {
                0 => Anchor::Start,
                n if n == count - 1 => Anchor::End,
                _ => Anchor::Middle,
            };
            svg.text(x(n), BOTTOM + 20.0, anchor, "small", &year);
        }
        let y = |v: f64| axis.at(v * say.times);
        for s in panel.series.iter().filter(|s| !s.reference) {
            svg.shape(&area(count, &x, |n| (y(s.values[n].hi), y(s.values[n].lo))), "band");
        }
        let base = panel.series.iter().find(|s| s.reference && say.excess);
        if let Some(base) = base {
            for s in panel.series.iter().filter(|s| !s.reference) {
                let over = |n: usize| {
                    let b = base.values[n].mid;
                    (y(s.values[n].mid.max(b)), y(b))
                };
                svg.shape(&area(count, &x, over), "excess");
            }
        }
        lines(c, &mut svg, panel, count, (&x, &y), &word);
    }
    let mut header = vec![c.say("year", "年")];
    for panel in panels {
        for s in &panel.series {
            for part in [c.say("low", "下限"), c.say("middle", "中央"), c.say("high", "上限")]
            {
                header.push(format!("{}, {}: {part}", panel.head, s.label));
            }
        }
    }
    let rows = (0..count).map(|n| {
        let year = (f64::from(first_year) + n as f64).to_string();
        let numbers =
            all().flat_map(|s| [s.values[n].lo, s.values[n].mid, s.values[n].hi]).map(&word);
        [year].into_iter().chain(numbers).collect()
    });
    let rows = rows.collect();
    Some(Figure {
        id: say.id,
        svg: svg.finish(say.id, &say.title, &say.description),
        title: say.title,
        description: say.description,
        table: (header, rows),
        source: c.source.clone(),
    })
}

fn lines(
    c: &Context<'_>,
    svg: &mut Canvas,
    panel: &Panel<'_>,
    count: usize,
    (x, y): (&impl Fn(usize) -> f64, &impl Fn(f64) -> f64),
    word: &impl Fn(f64) -> String,
) {
    let last = count - 1;
    let mut taken: Vec<f64> = Vec::new();
    for s in &panel.series {
        let r = s.values[last];
        let value = crate::page::words::range(c, r, word);
        svg.group(&format!("{}: {value}", s.label), s.path);
        let points: Vec<[f64; 2]> = (0..count).map(|n| [x(n), y(s.values[n].mid)]).collect();
        svg.line_through(&points, if s.reference { "line-thin" } else { "line-main" });
        svg.end();
        // A label sits over its line's end, below it where the line is the lowest, and gives way to
        // those that are there.
        let near = count.saturating_sub(1 + count / 2);
        let top = s.values[near..].iter().map(|r| y(r.mid)).fold(f64::INFINITY, f64::min);
        let lowest = s.reference && panel.series.iter().all(|o| o.values[last].mid >= r.mid);
        let mut at = if lowest { y(r.mid) + 17.0 } else { top - 7.0 };
        while taken.iter().any(|t| (t - at).abs() < 16.0) {
            at -= 4.0;
        }
        taken.push(at);
        svg.text(x(last) - 2.0, at, Anchor::End, "small halo", &s.label);
    }
}

/// A closed path between two edges.
fn area(count: usize, x: &impl Fn(usize) -> f64, edges: impl Fn(usize) -> (f64, f64)) -> String {
    let upper = (0..count).map(|n| (x(n), edges(n).0));
    let lower = (0..count).rev().map(|n| (x(n), edges(n).1));
    let points: Vec<String> = upper.chain(lower).map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    format!("M{}Z", points.join("L"))
}
