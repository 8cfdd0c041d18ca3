//! Ranked bars with ranges: what drives an outcome, how far inputs sway it, what overturns a verdict.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure};
use crate::number::{percent, value};
use antumbra_record::discover::Sensitivity;
use antumbra_record::overturn::{OverturnerRow, Overturning};

const RIGHT: f64 = 600.0;
const TOP: f64 = 46.0;
const ROW: f64 = 32.0;

/// One bar.
struct Bar {
    label: String,
    from: f64,
    to: f64,
    range: Option<(f64, f64)>,
    /// What stands at its end.
    note: String,
    /// Drawn hollow: nothing can be said of it, or it is not certain.
    hollow: bool,
}

/// Sensitivities in the method's `main` number, the largest first, with their intervals; hollow bars
/// cannot be told from zero. None when no input has that number.
pub fn sensitivity(s: &Sensitivity, main: &str, title: &str, source: &str) -> Option<Figure> {
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
                note: format!("{v:.2}"),
                hollow: r.indistinguishable_from_zero,
            })
        })
        .collect();
    bars.sort_by(|a, b| b.to.total_cmp(&a.to));
    let faint =
        if bars.iter().any(|b| b.hollow) { " Hollow bars cannot be told from zero." } else { "" };
    let description = format!(
        "How much {} depends on each input by the method {} ({main}), the most first; lines are {} \
         intervals.{faint}",
        s.outcome,
        s.method,
        percent(s.level)
    );
    let head = ["input", main, "interval", "in words"];
    let row = |b: &Bar| {
        let range = b.range.map_or_else(|| "–".into(), |(l, h)| format!("{l:.3} to {h:.3}"));
        let words = if b.hollow { "indistinguishable from zero" } else { "" };
        vec![b.label.clone(), format!("{:.3}", b.to), range, words.to_owned()]
    };
    let table = (head.map(str::to_owned).to_vec(), bars.iter().map(row).collect());
    draw("figure-drivers", &bars, None, main, (title, &description, source), table)
}

/// How far each input alone sways the share that a verdict is read off, the most first.
pub fn sways(o: &Overturning, most: usize, title: &str, source: &str) -> Option<Figure> {
    let mut rows: Vec<_> = o.sways.iter().filter(|s| s.high > s.low).collect();
    let width = |s: &&antumbra_record::overturn::SwayRow| s.high - s.low;
    rows.sort_by(|a, b| width(b).total_cmp(&width(a)));
    rows.truncate(most);
    let bars: Vec<Bar> = rows
        .iter()
        .map(|s| Bar {
            label: s.input.clone(),
            from: s.low,
            to: s.high,
            range: None,
            note: format!("{} to {} {}", value(s.low_at), value(s.high_at), s.unit),
            hollow: false,
        })
        .collect();
    let description = format!(
        "The share of futures within tolerance, now {}, as the centre of one input moves over what is \
         allowed; the widest first. Beside each bar, where the input stands at its left and right end.",
        percent(o.value)
    );
    let head = ["input", "lowest", "at", "highest", "at", "unit"];
    let row = |s: &&antumbra_record::overturn::SwayRow| {
        let at = [percent(s.low), value(s.low_at), percent(s.high), value(s.high_at)];
        std::iter::once(s.input.clone()).chain(at).chain([s.unit.clone()]).collect()
    };
    let table = (head.map(str::to_owned).to_vec(), rows.iter().map(row).collect());
    let words = (title, description.as_str(), source);
    draw("figure-sways", &bars, Some(o.value), "share of futures within tolerance", words, table)
}

/// What overturns a verdict: how far inputs have to move, in halves of their own ranges, the least
/// first. None when nothing does.
pub fn overturners(o: &Overturning, title: &str, source: &str) -> Option<Figure> {
    let mut rows: Vec<(&str, &OverturnerRow)> = o
        .lists
        .iter()
        .flat_map(|l| l.overturners.iter().map(|x| (l.group.as_str(), x)))
        .filter(|(_, x)| x.certified)
        .collect();
    rows.sort_by(|a, b| a.1.half_ranges.total_cmp(&b.1.half_ranges));
    let join = |x: &OverturnerRow, of: &dyn Fn(&antumbra_record::overturn::MoveRow) -> String| {
        x.moves.iter().map(of).collect::<Vec<_>>().join(" and ")
    };
    let moved =
        |x: &OverturnerRow| join(x, &|m| format!("{} → {} {}", value(m.from), value(m.to), m.unit));
    let bars: Vec<Bar> = rows
        .iter()
        .map(|(_, x)| Bar {
            label: join(x, &|m| m.label.clone()),
            from: 0.0,
            to: x.half_ranges,
            range: None,
            note: moved(x),
            hollow: x.half_ranges > 1.0,
        })
        .collect();
    let description = "How far the centre of an input has to move to flip the verdict, all else as it \
                       was, the least first; 1 is half the input's own range. Filled bars stay inside \
                       the range, hollow ones leave it. Every flip was run on all futures."
        .to_owned();
    let head =
        ["input", "list", "move", "halves of its range", "common widths", "then", "share then"];
    let row = |(group, x): &(&str, &OverturnerRow)| {
        vec![
            join(x, &|m| m.label.clone()),
            (*group).to_owned(),
            moved(x),
            format!("{:.2}", x.half_ranges),
            format!("{:.2}", x.reference_widths),
            x.verdict_after.clone(),
            percent(x.value_after),
        ]
    };
    let table = (head.map(str::to_owned).to_vec(), rows.iter().map(row).collect());
    let words = (title, description.as_str(), source);
    draw("figure-overturners", &bars, Some(1.0), "halves of the input's own range", words, table)
}

fn draw(
    id: &'static str,
    bars: &[Bar],
    mark: Option<f64>,
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
    let start = bars.iter().map(low).chain(mark).fold(0.0, f64::min);
    let end = bars.iter().map(high).chain(mark).fold(start, f64::max);
    let (x, marks) = Axis::round(start, end, 5, (left, right));
    let bottom = TOP + ROW * bars.len() as f64;
    let mut c = Canvas::new(760.0, bottom + 46.0);
    c.text(left, TOP - 26.0, Anchor::Start, "label", unit);
    for (v, word) in &marks {
        c.line(x.at(*v), TOP - 8.0, x.at(*v), bottom, "grid");
        c.text(x.at(*v), bottom + 18.0, Anchor::Middle, "small", word);
    }
    c.line(x.at(0.0), TOP - 8.0, x.at(0.0), bottom, "axis");
    if let Some(m) = mark {
        c.line(x.at(m), TOP - 8.0, x.at(m), bottom, "limit");
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
