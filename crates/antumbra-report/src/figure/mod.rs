//! Figures as SVG text: numbers, scales, marks, and direct labels. Each has a title, a description
//! for those who cannot see it, and its data as a table.

pub mod actors;
mod axis;
pub mod bars;
pub(crate) mod cases;
pub mod cost;
pub mod gates;
pub(crate) mod globe;
pub mod history;
pub mod insurance;
pub mod map;
pub mod moves;
pub mod neighbours;
pub mod parts;
pub mod polls;
pub mod regret;
pub mod scatter;
mod steps;
pub mod tolerance;
pub mod tradeoff;
pub(crate) mod years;

use std::fmt::Write as _;

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Anchor.
    pub id: &'static str,
    /// The finding, as a sentence.
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub description: String,
    /// SVG text.
    pub svg: String,
    /// Header and rows of the data drawn.
    pub table: (Vec<String>, Vec<Vec<String>>),
    /// Source line: data, futures, seed.
    pub source: String,
}

/// A text cut to a width, with a mark where something is left out.
fn fit(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if width(&cut) + width(&format!("{c}…")) > room {
            break;
        }
        cut.push(c);
    }
    cut.trim_end().to_owned() + "…"
}

/// SVG text under construction. Coordinates are in user units; text is escaped.
pub(crate) struct Canvas {
    width: f64,
    height: f64,
    body: String,
}

/// Where a text hangs on its point.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn word(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// Roughly how wide a small label is, in user units: a wide character counts as two.
pub(crate) fn width(text: &str) -> f64 {
    use unicode_width::UnicodeWidthStr as _;
    7.2 * text.width() as f64
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A place on the sheet: a number that is none, or lies far off, lies at its edge.
fn on_sheet(x: f64) -> f64 {
    if x.is_nan() { 0.0 } else { x.clamp(-FAR, FAR) }
}

/// No sheet is larger than this.
const FAR: f64 = 10_000.0;

impl Canvas {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Canvas { width, height, body: String::new() }
    }

    pub(crate) fn rect(&mut self, x: f64, y: f64, w: f64, h: f64, class: &str) {
        let _ = write!(
            self.body,
            r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" class="{class}"/>"#,
            on_sheet(x),
            on_sheet(y),
            on_sheet(w.max(0.0)),
            on_sheet(h.max(0.0))
        );
    }

    pub(crate) fn line(&mut self, x1: f64, y1: f64, x2: f64, y2: f64, class: &str) {
        let _ = write!(
            self.body,
            r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" class="{class}"/>"#,
            on_sheet(x1),
            on_sheet(y1),
            on_sheet(x2),
            on_sheet(y2)
        );
    }

    pub(crate) fn dot(&mut self, x: f64, y: f64, r: f64, class: &str) {
        let _ = write!(
            self.body,
            r#"<circle cx="{:.1}" cy="{:.1}" r="{:.1}" class="{class}"/>"#,
            on_sheet(x),
            on_sheet(y),
            on_sheet(r.max(0.0))
        );
    }

    pub(crate) fn text(&mut self, x: f64, y: f64, anchor: Anchor, class: &str, text: &str) {
        let _ = write!(
            self.body,
            r#"<text x="{:.1}" y="{:.1}" text-anchor="{}" class="{class}">{}</text>"#,
            on_sheet(x),
            on_sheet(y),
            anchor.word(),
            escape(text)
        );
    }

    /// Begins a group of marks that stand for one value: shown when a pointer rests on it. `path`
    /// is the id of the path of choices that it belongs to, so that one path can be followed
    /// through all figures.
    pub(crate) fn group(&mut self, value: &str, path: Option<&str>) {
        let path = path.map_or_else(String::new, |p| format!(r#" data-path="{}""#, escape(p)));
        let _ = write!(self.body, r#"<g class="mark"{path}><title>{}</title>"#, escape(value));
    }

    /// Begins a group with attributes, which are trusted and hold no text of a reader's.
    pub(crate) fn open(&mut self, attributes: &str) {
        let _ = write!(self.body, "<g {attributes}>");
    }

    /// A shape from path data, filled by the even-odd rule.
    pub(crate) fn shape(&mut self, d: &str, class: &str) {
        let _ = write!(self.body, r#"<path d="{d}" fill-rule="evenodd" class="{class}"/>"#);
    }

    /// A line through points.
    pub(crate) fn line_through(&mut self, points: &[[f64; 2]], class: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|[x, y]| format!("{:.1},{:.1}", on_sheet(*x), on_sheet(*y)))
            .collect();
        let _ = write!(self.body, r#"<polyline points="{}" class="{class}"/>"#, points.join(" "));
    }

    /// Ends the group.
    pub(crate) fn end(&mut self) {
        self.body.push_str("</g>");
    }

    /// Several lines below one another.
    pub(crate) fn lines(&mut self, x: f64, y: f64, anchor: Anchor, class: &str, lines: &[String]) {
        for (n, l) in lines.iter().enumerate() {
            self.text(x, y + 17.0 * n as f64, anchor, class, l);
        }
    }

    pub(crate) fn finish(self, id: &str, title: &str, description: &str) -> String {
        format!(
            concat!(
                r#"<svg viewBox="0 0 {w:.0} {h:.0}" role="img" aria-labelledby="{id}-t {id}-d" "#,
                r#"xmlns="http://www.w3.org/2000/svg">"#,
                r#"<title id="{id}-t">{t}</title><desc id="{id}-d">{d}</desc>"#,
                r#"<defs><pattern id="{id}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" "#,
                r#"patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" class="hatch"/></pattern></defs>"#,
                "{body}</svg>"
            ),
            w = self.width,
            h = self.height,
            id = id,
            t = escape(title),
            d = escape(description),
            body = self.body
        )
    }
}
