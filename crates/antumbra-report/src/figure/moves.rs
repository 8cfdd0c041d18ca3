//! How far inputs sway what a verdict is read off, and how far they have to move to flip it.

use super::Figure;
use super::bars::{Bar, draw};
use crate::number::{percent, value};
use antumbra_record::overturn::{MoveRow, OverturnerRow, Overturning, SwayRow};

/// How far each input alone sways the share that a verdict is read off, the most first.
pub fn sways(o: &Overturning, most: usize, title: &str, source: &str) -> Option<Figure> {
    let mut rows: Vec<_> = o.sways.iter().filter(|s| s.high > s.low).collect();
    let width = |s: &&SwayRow| s.high - s.low;
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
    let row = |s: &&SwayRow| {
        let at = [percent(s.low), value(s.low_at), percent(s.high), value(s.high_at)];
        std::iter::once(s.input.clone()).chain(at).chain([s.unit.clone()]).collect()
    };
    let table = (head.map(str::to_owned).to_vec(), rows.iter().map(row).collect());
    let words = (title, description.as_str(), source);
    draw(
        "figure-sways",
        &bars,
        Some((o.value, "now")),
        "share of futures within tolerance",
        words,
        table,
    )
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
    let join = |x: &OverturnerRow, of: &dyn Fn(&MoveRow) -> String| {
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
    draw(
        "figure-overturners",
        &bars,
        Some((1.0, "end of its range")),
        "halves of the input's own range",
        words,
        table,
    )
}
