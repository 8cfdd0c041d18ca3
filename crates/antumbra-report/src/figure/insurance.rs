//! Each path as insurance: what it costs each year, what it saves if the protector goes, what it
//! adds if it stays. Three panels over the same rows.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure, fit};
use crate::context::Context;
use crate::number::significant;
use crate::page::words;
use antumbra_core::Range;
use antumbra_record::paths::Paths;

const LEFT: f64 = 188.0;
const PANEL: f64 = 166.0;
const GAP: f64 = 24.0;
const TOP: f64 = 62.0;
const ROW: f64 = 40.0;

/// A premium: a share of GDP with two digits.
pub(crate) fn premium(x: f64) -> String {
    format!("{}%", significant(100.0 * x, 2)).replace('-', "−")
}

/// The figure, when there is a path beside the first.
pub fn draw(c: &Context<'_>, p: &Paths, title: &str) -> Option<Figure> {
    if p.insurance.is_empty() {
        return None;
    }
    let bottom = TOP + ROW * p.insurance.len() as f64;
    let mut svg = Canvas::new(760.0, bottom + 32.0);
    let patron = c.patron();
    let panels: [(String, String, Vec<Range>, f64, &str); 3] = [
        (
            c.say("premium", "保険料"),
            c.say("% of GDP a year", "年間、GDP比%"),
            p.insurance.iter().map(|i| i.premium).collect(),
            100.0,
            "own",
        ),
        (
            c.say(format!("saves if {patron} goes"), format!("{patron}が去ると減る")),
            c.say("points of war", "戦争の危険、ポイント"),
            p.insurance.iter().map(|i| i.saves_if_gone).collect(),
            1.0,
            "hollow",
        ),
        (
            c.say(format!("adds if {patron} stays"), format!("{patron}が残ると増える")),
            c.say("points of war", "戦争の危険、ポイント"),
            p.insurance.iter().map(|i| i.costs_if_stays).collect(),
            1.0,
            "own",
        ),
    ];
    let names: Vec<String> = p.insurance.iter().map(|i| words::path_of(c, p, &i.path)).collect();
    for (n, name) in names.iter().enumerate() {
        let y = TOP + ROW * (n as f64 + 0.5);
        svg.text(LEFT - 12.0, y + 5.0, Anchor::End, "label", &fit(name, LEFT - 14.0));
    }
    for (k, (head, unit, values, times, class)) in panels.iter().enumerate() {
        let left = LEFT + k as f64 * (PANEL + GAP);
        svg.text(left, 20.0, Anchor::Start, "label", head);
        svg.text(left, 38.0, Anchor::Start, "small", unit);
        let low = values.iter().map(|r| r.lo * times).fold(0.0, f64::min);
        let high = values.iter().map(|r| r.hi * times).fold(0.0, f64::max);
        let (axis, marks) = Axis::round(low, high, 3, (left, left + PANEL));
        for (v, text) in &marks {
            let x = axis.at(*v);
            svg.line(x, TOP - 8.0, x, bottom, if *v == 0.0 { "axis" } else { "grid" });
            svg.text(x, bottom + 20.0, Anchor::Middle, "small", &text.replace('-', "−"));
        }
        for (n, r) in values.iter().enumerate() {
            let y = TOP + ROW * (n as f64 + 0.5);
            let said = words::range(c, *r, |x| words::points(x * times));
            svg.group(&format!("{}: {head} {said}", names[n]), Some(&p.insurance[n].path));
            svg.line(axis.at(r.lo * times), y, axis.at(r.hi * times), y, "whisker-thin");
            svg.dot(axis.at(r.mid * times), y, 5.5, class);
            svg.end();
        }
    }
    let first = p.paths.first().map_or_else(String::new, |r| words::path(c, r));
    let description = c.say(
        format!(
            "Each path against \"{}\": dots are medians, lines 90% of the futures. Left, what it \
             costs beyond it while {patron} stays; middle, how far it lowers the risk of war over \
             the horizon if {patron} goes; right, how far it raises it if {patron} stays. Left of \
             zero is the opposite.",
            words::inside(c, &first)
        ),
        format!(
            "各選択肢と「{first}」との差。点は中央値、線は試算の90%の幅。左は{patron}が残る場合の追加費用、\
             中は{patron}が去る場合に戦争の危険が減る幅、右は{patron}が残る場合に増える幅。0より左は逆を示す。"
        ),
    );
    let mut header = vec![c.say("path", "選択肢")];
    for (head, unit, ..) in &panels {
        for part in [c.say("low", "下限"), c.say("middle", "中央"), c.say("high", "上限")] {
            header.push(format!("{head} ({unit}), {part}"));
        }
    }
    let rows = names.iter().enumerate().map(|(n, name)| {
        let numbers = panels.iter().flat_map(|(_, _, v, times, _)| {
            [v[n].lo, v[n].mid, v[n].hi].map(|x| words::points(x * times))
        });
        [name.clone()].into_iter().chain(numbers).collect()
    });
    let rows = rows.collect();
    Some(Figure {
        id: "figure-insurance",
        title: title.to_owned(),
        svg: svg.finish("figure-insurance", title, &description),
        description,
        table: (header, rows),
        source: c.source.clone(),
    })
}
