//! Disputes begun against the client, year by year: recorded as bars, expected as lines.

use super::axis::Axis;
use super::{Anchor, Canvas, Figure};
use crate::context::Context;
use crate::number::plain;
use antumbra_record::risk::HistoryYear;

const LEFT: f64 = 40.0;
const RIGHT: f64 = 745.0;
const TOP: f64 = 52.0;
const BOTTOM: f64 = 262.0;

/// The figure, when there is a history.
pub fn draw(c: &Context<'_>, years: &[HistoryYear], title: &str) -> Option<Figure> {
    let (first, last) = (years.first()?, years.last()?);
    let most = years
        .iter()
        .map(|y| y.incidents.max(y.expected_incidents).max(y.plain_incidents))
        .fold(1.0, f64::max);
    let (axis, marks) = Axis::round(0.0, most, 4, (BOTTOM, TOP));
    let mut svg = Canvas::new(760.0, BOTTOM + 36.0);
    let step = (RIGHT - LEFT) / years.len() as f64;
    for (v, text) in &marks {
        svg.line(LEFT, axis.at(*v), RIGHT, axis.at(*v), "grid");
        svg.text(LEFT - 8.0, axis.at(*v) + 4.0, Anchor::End, "small", text);
    }
    legend(c, &mut svg);
    let mut rows = Vec::new();
    for (n, y) in years.iter().enumerate() {
        let x = LEFT + step * n as f64;
        let (all, force) = (axis.at(y.incidents), axis.at(y.clashes));
        svg.group(
            &c.say(
                format!("{}: {} recorded, {} with force", y.year, y.incidents, y.clashes),
                format!("{}年：記録{}件、うち武力衝突{}件", y.year, y.incidents, y.clashes),
            ),
            None,
        );
        svg.rect(x + 1.0, all, step - 2.0, BOTTOM - all, "doubtful");
        svg.rect(x + 1.0, force, step - 2.0, BOTTOM - force, "own");
        svg.end();
        if y.year % 10 == 0 {
            svg.text(x + step / 2.0, BOTTOM + 20.0, Anchor::Middle, "small", &y.year.to_string());
        }
        rows.push(vec![
            y.year.to_string(),
            y.incidents.to_string(),
            y.clashes.to_string(),
            plain(y.expected_incidents),
            plain(y.plain_incidents),
            plain(y.expected_clashes),
            plain(y.plain_clashes),
        ]);
    }
    let line = |of: fn(&HistoryYear) -> f64| -> Vec<[f64; 2]> {
        let at = |(n, y): (usize, &HistoryYear)| [LEFT + step * (n as f64 + 0.5), axis.at(of(y))];
        years.iter().enumerate().map(at).collect()
    };
    svg.line_through(&line(|y| y.plain_incidents), "line-dashed");
    svg.line_through(&line(|y| y.expected_incidents), "line-accent");
    let description = c.say(
        format!(
            "Disputes begun against {} in each year from {} to {}, those with armed clashes dark; the \
             lines are what was expected in that year, by the plain fit and by the level that did \
             best out of time.",
            c.client(),
            first.year,
            last.year
        ),
        format!(
            "{}年から{}年まで、{}に対して起こされた紛争の件数（濃い部分は武力衝突）。線はその年に予想された\
             件数で、単純な推定と、標本外で最も当たった水準。",
            first.year,
            last.year,
            c.client()
        ),
    );
    let header = c.heads([
        ("year", "年"),
        ("incidents recorded", "記録された摩擦"),
        ("armed clashes recorded", "記録された武力衝突"),
        ("incidents expected, level corrected", "予想された摩擦（水準補正）"),
        ("incidents expected, plain fit", "予想された摩擦（単純な推定）"),
        ("armed clashes expected, level corrected", "予想された武力衝突（水準補正）"),
        ("armed clashes expected, plain fit", "予想された武力衝突（単純な推定）"),
    ]);
    Some(Figure {
        id: "figure-history",
        title: title.to_owned(),
        svg: svg.finish("figure-history", title, &description),
        description,
        table: (header, rows),
        source: c.source.clone(),
    })
}

fn legend(c: &Context<'_>, svg: &mut Canvas) {
    let y = 18.0;
    let mut x = LEFT;
    for (class, word) in [
        ("doubtful", c.say("incidents recorded", "記録された摩擦")),
        ("own", c.say("armed clashes", "うち武力衝突")),
    ] {
        svg.rect(x, y - 11.0, 13.0, 13.0, class);
        svg.text(x + 19.0, y, Anchor::Start, "small", &word);
        x += 38.0 + super::width(&word);
    }
    for (class, word) in [
        ("line-accent", c.say("expected, level corrected", "予想（水準補正）")),
        ("line-dashed", c.say("expected, plain fit", "予想（単純な推定）")),
    ] {
        svg.line_through(&[[x, y - 4.0], [x + 24.0, y - 4.0]], class);
        svg.text(x + 30.0, y, Anchor::Start, "small", &word);
        x += 50.0 + super::width(&word);
    }
}
