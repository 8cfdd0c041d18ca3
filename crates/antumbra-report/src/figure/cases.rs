//! Risks in three cases: with the protector, doubted, without. One kind of risk a figure.

use super::steps::Steps;
use super::{Anchor, Canvas, Figure, fit, width};
use crate::context::Context;
use crate::number::significant;
use crate::page::words;
use antumbra_core::Range;

const LEFT: f64 = 176.0;
const RIGHT: f64 = 622.0;
const TOP: f64 = 42.0;
const ROW: f64 = 52.0;

/// One row.
pub(crate) struct Case {
    /// Whose risk.
    pub label: String,
    /// What is said under it.
    pub under: String,
    /// With the protector, doubted, without.
    pub risks: [Range; 3],
}

/// The three cases in words.
pub(crate) fn cases(c: &Context<'_>) -> [String; 3] {
    let patron = c.patron();
    [
        c.say(format!("with {patron}"), format!("{patron}あり")),
        c.say("doubted by half", "信頼が半減"),
        c.say(format!("without {patron}"), format!("{patron}なし")),
    ]
}

/// The figure, when there are rows.
pub(crate) fn draw(
    c: &Context<'_>,
    id: &'static str,
    rows: &[Case],
    (title, description): (&str, String),
) -> Option<Figure> {
    let all = || rows.iter().flat_map(|r| r.risks);
    let (low, high) = (
        all().map(|r| r.lo).fold(f64::INFINITY, f64::min),
        all().map(|r| r.hi).fold(0.0, f64::max),
    );
    if rows.is_empty() || !low.is_finite() {
        return None;
    }
    let scale = Steps::over(low, high, (LEFT, RIGHT));
    let bottom = TOP + ROW * rows.len() as f64;
    let mut svg = Canvas::new(760.0, bottom + 34.0);
    let words = cases(c);
    let mut x = LEFT;
    for (word, class) in words.iter().zip(CLASSES) {
        svg.dot(x + 6.0, 14.0, 5.0, class);
        svg.text(x + 17.0, 18.5, Anchor::Start, "small", word);
        x += 38.0 + width(word);
    }
    for t in scale.marks() {
        svg.line(scale.at(t), TOP, scale.at(t), bottom, "grid");
        let text = format!("{}%", significant(100.0 * t, 1));
        svg.text(scale.at(t), bottom + 20.0, Anchor::Middle, "small", &text);
    }
    let mut table = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let y = TOP + ROW * (n as f64 + 0.5);
        if n > 0 {
            svg.line(12.0, y - ROW / 2.0, RIGHT, y - ROW / 2.0, "grid");
        }
        svg.text(LEFT - 14.0, y - 2.0, Anchor::End, "label", &fit(&row.label, LEFT - 18.0));
        svg.text(LEFT - 14.0, y + 15.0, Anchor::End, "small", &fit(&row.under, LEFT - 18.0));
        let mut cells = vec![row.label.clone(), row.under.clone()];
        for (k, r) in row.risks.iter().enumerate() {
            let at = y + 13.0 * (k as f64 - 1.0);
            let said = words::range(c, *r, words::risk);
            svg.group(&format!("{}, {}, {}: {said}", row.label, row.under, words[k]), None);
            svg.line(scale.at(r.lo), at, scale.at(r.hi), at, "whisker-thin");
            svg.dot(scale.at(r.mid), at, 5.0, CLASSES[k]);
            svg.end();
            cells.extend([words::risk(r.lo), words::risk(r.mid), words::risk(r.hi)]);
        }
        let change =
            format!("{} → {}", words::risk(row.risks[0].mid), words::risk(row.risks[2].mid));
        svg.text(RIGHT + 12.0, y + 5.0, Anchor::Start, "small", &change);
        table.push(cells);
    }
    let mut header = vec![c.say("against", "相手"), c.say("of", "内容")];
    for word in &words {
        for part in [c.say("low", "下限"), c.say("middle", "中央"), c.say("high", "上限")] {
            header.push(format!("{word}, {part}"));
        }
    }
    Some(Figure {
        id,
        title: title.to_owned(),
        svg: svg.finish(id, title, &description),
        description,
        table: (header, table),
        source: c.source.clone(),
    })
}

const CLASSES: [&str; 3] = ["own", "others", "hollow"];
