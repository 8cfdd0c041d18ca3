//! When each path may lawfully be under way: earliest, usual and slow.

use super::{Anchor, Canvas, Figure};
use crate::english;
use antumbra_record::findings::Findings;
use antumbra_record::politics::{Hurdles, Politics};

const LEFT: f64 = 210.0;
const RIGHT: f64 = 690.0;
const TOP: f64 = 34.0;
const ROW: f64 = 44.0;

/// The longest axis of years that is drawn.
const MOST_YEARS: f64 = 200.0;

/// A day, `2027-03-31`, as a year with a fraction.
fn year(day: &str) -> Option<f64> {
    let mut parts = day.split('-').map(|p| p.parse::<f64>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    Some(y + (m - 1.0) / 12.0 + (d - 1.0) / 365.0)
}

/// The figure, when there are paths with gates.
pub fn draw(f: &Findings, p: &Politics, title: &str, source: &str) -> Option<Figure> {
    let start = year(&p.paths.first()?.start)?;
    let last = p.paths.iter().filter_map(|h| year(&h.slow)).fold(start + 1.0, f64::max);
    let (from, to) = (start.floor(), last.ceil());
    // Days that are no days of a plan cannot be drawn on one axis.
    if to - from > MOST_YEARS {
        return None;
    }
    let x = |t: f64| LEFT + (RIGHT - LEFT) * (t - from) / (to - from);
    let bottom = TOP + ROW * p.paths.len() as f64;
    let mut c = Canvas::new(820.0, bottom + 66.0);
    let step = if to - from > 12.0 { 4.0 } else { 2.0 };
    let mut tick = from;
    while tick <= to {
        c.line(x(tick), TOP, x(tick), bottom, "grid");
        c.text(x(tick), bottom + 18.0, Anchor::Middle, "small", &format!("{tick:.0}"));
        tick += step;
    }
    c.line(x(start), TOP - 6.0, x(start), bottom, "limit");
    c.text(
        x(start),
        TOP - 12.0,
        Anchor::Start,
        "small",
        &format!("work starts {}", p.paths[0].start),
    );
    let mut rows = Vec::new();
    for (n, h) in p.paths.iter().enumerate() {
        let at = TOP + ROW * (n as f64 + 0.5);
        let (lo, mid, hi) = (year(&h.earliest)?, year(&h.usual)?, year(&h.slow)?);
        c.text(LEFT - 12.0, at - 2.0, Anchor::End, "label", &english::path(f, &h.id));
        let class = h
            .least_likely
            .as_deref()
            .map_or_else(|| "all gates passed".to_owned(), |l| format!("least likely gate: {l}†"));
        c.text(LEFT - 12.0, at + 14.0, Anchor::End, "small", &class);
        c.line(x(lo), at, x(hi), at, "range");
        c.dot(x(lo), at, 5.0, "own");
        c.dot(x(mid), at, 3.5, "likely");
        c.text(x(hi) + 9.0, at + 4.0, Anchor::Start, "small", &h.earliest);
        rows.push(row(f, p, h));
    }
    c.dot(LEFT + 4.0, bottom + 42.0, 5.0, "own");
    c.text(LEFT + 14.0, bottom + 46.0, Anchor::Start, "small", "earliest in law (the date)");
    c.dot(LEFT + 204.0, bottom + 42.0, 3.5, "likely");
    c.text(
        LEFT + 214.0,
        bottom + 46.0,
        Anchor::Start,
        "small",
        "usual; the line ends where it is slow",
    );
    let description =
        "Days by which all legal and consent gates of a path may be passed, with the \
                       shortest lawful, usual and slow lead times. What law allows is not what a \
                       path plans, and the class of likelihood is a judgement, no probability."
            .to_owned();
    let header = [
        "path",
        "earliest",
        "usual",
        "slow",
        "decided by",
        "passed",
        "not passed",
        "who can stop it",
        "least likely gate†",
    ];
    Some(Figure {
        id: "figure-gates",
        title: title.to_owned(),
        svg: c.finish("figure-gates", title, &description),
        description,
        table: (header.map(str::to_owned).to_vec(), rows),
        source: source.to_owned(),
    })
}

fn row(f: &Findings, p: &Politics, h: &Hurdles) -> Vec<String> {
    let names = |ids: &[String], with: &str| {
        let of = |id: &String| p.gates.iter().find(|g| g.id == *id).map_or(id, |g| &g.name).clone();
        ids.iter().map(of).collect::<Vec<_>>().join(with)
    };
    vec![
        english::path(f, &h.id),
        h.earliest.clone(),
        h.usual.clone(),
        h.slow.clone(),
        names(&h.critical, " → "),
        names(&h.passed, "; "),
        names(&h.not_passed, "; "),
        h.who_can_stop.iter().map(|s| s.who.clone()).collect::<Vec<_>>().join("; "),
        h.least_likely.clone().unwrap_or_else(|| "–".into()),
    ]
}
