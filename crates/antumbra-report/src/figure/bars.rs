//! Ranked bars with ranges, and with them what drives an outcome.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure};
use crate::context::Context;
use crate::number::percent;
use crate::page::words::points;
use antumbra_record::discover::Sensitivity;

const RIGHT: f64 = 600.0;
const TOP: f64 = 54.0;
const ROW: f64 = 32.0;

/// One bar.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) range: Option<(f64, f64)>,
    /// What stands at its end.
    pub(super) note: String,
    /// Drawn hollow: nothing can be said of it, or it is not certain.
    pub(super) hollow: bool,
}

/// Sensitivities in the method's `main` number, the largest first, with their intervals; hollow bars
/// cannot be told from zero. None when no input has that number.
pub fn sensitivity(c: &Context<'_>, s: &Sensitivity, main: &str, title: &str) -> Option<Figure> {
    let half = format!("{main}_half_width");
    let mut bars: Vec<Bar> = s
        .indices
        .iter()
        .filter_map(|r| {
            let v = *r.numbers.get(main)?;
            Some(Bar {
                label: r.input.clone(),
                from: 0.0,
                to: v,
                range: r.numbers.get(&half).map(|h| (v - h, v + h)),
                note: points(v),
                hollow: r.indistinguishable_from_zero,
            })
        })
        .collect();
    bars.sort_by(|a, b| b.to.total_cmp(&a.to));
    let (outcome, method, level) = (&s.outcome, &s.method, percent(s.level));
    let description = c.say(
        format!(
            "How much the {outcome} depends on each input (method {method}), the most first; lines \
             are {level} intervals, hollow bars cannot be told from zero."
        ),
        format!(
            "{outcome}が各入力にどれだけ左右されるか（手法 {method}）、大きい順。線は{level}の区間、\
             白抜きの棒はゼロと区別できないもの。"
        ),
    );
    let head = c.heads([
        ("input", "入力"),
        ("index", "指標"),
        ("interval", "区間"),
        ("in words", "言葉で"),
    ]);
    let row = |b: &Bar| {
        let three = |x: f64| format!("{x:.3}").replace('-', "−");
        let range = b.range.map_or_else(|| "–".into(), |(l, h)| c.span(&three(l), &three(h)));
        let words = if b.hollow {
            c.say("indistinguishable from zero", "ゼロと区別できない")
        } else {
            c.say("more than chance", "偶然を超える")
        };
        vec![b.label.clone(), three(b.to), range, words]
    };
    let table = (head, bars.iter().map(row).collect());
    let unit = c.say("0: nothing depends on it · 1: everything does", "0：無関係　1：すべてを左右");
    draw("figure-drivers", &bars, &[], &unit, (title, &description, &c.source), table)
}

/// Draws bars from the top, with marks (and their words) across them. None without bars.
pub(super) fn draw(
    id: &'static str,
    bars: &[Bar],
    marks: &[(f64, &str)],
    unit: &str,
    (title, description, source): (&str, &str, &str),
    table: (Vec<String>, Vec<Vec<String>>),
) -> Option<Figure> {
    let low = |b: &Bar| b.from.min(b.range.map_or(b.from, |r| r.0));
    let high = |b: &Bar| b.to.max(b.range.map_or(b.to, |r| r.1));
    bars.first()?;
    let widest = bars.iter().map(|b| super::width(&b.label)).fold(0.0, f64::max);
    let left = (widest + 18.0).clamp(90.0, 250.0);
    let noted = bars.iter().map(|b| super::width(&b.note)).fold(0.0, f64::max);
    let right = (752.0 - noted - 10.0).clamp(left + 180.0, RIGHT + 60.0);
    let start = bars.iter().map(low).chain(marks.iter().map(|m| m.0)).fold(0.0, f64::min);
    let end = bars.iter().map(high).chain(marks.iter().map(|m| m.0)).fold(start, f64::max);
    let (x, ticks) = Axis::round(start, end, 5, (left, right));
    let bottom = TOP + ROW * bars.len() as f64;
    let mut c = Canvas::new(760.0, bottom + 46.0);
    c.text(left, TOP - 36.0, Anchor::Start, "label", unit);
    for (v, word) in &ticks {
        c.line(x.at(*v), TOP - 8.0, x.at(*v), bottom, "grid");
        c.text(x.at(*v), bottom + 18.0, Anchor::Middle, "small", &word.replace('-', "−"));
    }
    c.line(x.at(0.0), TOP - 8.0, x.at(0.0), bottom, "axis");
    for (m, word) in marks {
        c.text(x.at(*m), TOP - 13.0, Anchor::Middle, "noted", word);
        c.line(x.at(*m), TOP - 8.0, x.at(*m), bottom, "limit");
    }
    for (n, b) in bars.iter().enumerate() {
        let y = TOP + ROW * n as f64;
        let label = super::fit(&b.label, left - 14.0);
        c.text(left - 12.0, y + 17.0, Anchor::End, "label", &label);
        let class = if b.hollow { "open" } else { "likely" };
        let (a, z) = (x.at(b.from.min(b.to)), x.at(b.from.max(b.to)));
        c.rect(a, y + 3.0, z - a, ROW - 14.0, class);
        let mut reach = z;
        if let Some((l, h)) = b.range {
            let (l, h, mid) = (x.at(l), x.at(h), y + 12.0);
            c.line(l, mid, h, mid, "whisker-thin");
            c.line(l, mid - 5.0, l, mid + 5.0, "whisker-thin");
            c.line(h, mid - 5.0, h, mid + 5.0, "whisker-thin");
            reach = reach.max(h);
        }
        let note = super::fit(&b.note, 752.0 - reach);
        c.text(reach + 8.0, y + 16.5, Anchor::Start, "noted", &note);
    }
    Some(Figure {
        id,
        title: title.to_owned(),
        svg: c.finish(id, title, description),
        description: description.to_owned(),
        table,
        source: source.to_owned(),
    })
}
