//! Paths on the first screen: a row each, the two worlds side by side.

use crate::english::{self, name};
use crate::number::percent;
use antumbra_record::findings::Findings;
use antumbra_record::paths::{PathRow, PathWorld, Paths};
use antumbra_record::politics::Politics;
use unicode_width::UnicodeWidthStr;

const NAME: usize = 29;
const WORLD: usize = 19;

fn pad(text: &str, width: usize) -> String {
    let mut out = text.to_owned();
    while out.width() > width {
        out.pop();
    }
    format!("{out}{}", " ".repeat(width - out.width()))
}

fn columns(cells: [&str; 6]) -> String {
    let [path, stays, goes, cost, earliest, undo] = cells;
    format!(
        "{}{}{}{}{}{undo}",
        pad(path, NAME),
        pad(stays, WORLD),
        pad(goes, WORLD),
        pad(cost, 11),
        pad(earliest, 10)
    )
    .trim_end()
    .to_owned()
}

/// The head of the table.
pub(super) fn head(f: &Findings) -> String {
    let patron = name(f, f.patron.as_str());
    let row = columns([
        "PATHS",
        &format!("{patron} stays"),
        &format!("{patron} goes"),
        "GDP†",
        "lawful by",
        "undo?",
    ]);
    // The number and the indent of rows take the same room.
    row.replacen("  ", "", 1)
}

/// A verdict with the share of futures behind it.
fn verdict(w: &PathWorld) -> String {
    let corners = w.within_corners;
    match w.verdict.as_str() {
        "holds" => format!("holds {}", percent(w.within)),
        "fails" => {
            let why = w.binding.as_deref().map_or(String::new(), |b| format!(": {b}"));
            format!("no {:.0}%{why}", 100.0 * w.within)
        }
        _ => {
            let why = w.binding.as_deref().map_or(String::new(), |b| format!(" {b}"));
            format!(
                "{} ({:.0}–{:.0}){why}",
                percent(w.within),
                100.0 * corners.min,
                100.0 * corners.max
            )
        }
    }
}

fn cost(p: &PathRow) -> String {
    let mean = |w: &PathWorld| w.outcomes.get("spending_mean").copied();
    p.worlds.first().and_then(mean).map_or(String::new(), |r| {
        let (lo, hi) = (100.0 * r.lo, 100.0 * r.hi);
        let (a, b) = (format!("{lo:.1}"), format!("{hi:.1}"));
        if a == b { format!("{a}%") } else { format!("{a}–{b}%") }
    })
}

/// The rows, and the line that says what they mean.
pub(super) fn lines(f: &Findings, p: &Paths) -> Vec<String> {
    let earliest = |id: &str| {
        let gates = f.politics.as_ref()?.paths.iter().find(|x| x.id == id)?;
        Some(gates.earliest.get(..7).unwrap_or(&gates.earliest).to_owned())
    };
    let mut out: Vec<String> = p
        .paths
        .iter()
        .map(|row| {
            let cell = |k: usize| row.worlds.get(k).map(verdict).unwrap_or_default();
            columns([
                &row.name,
                &cell(0),
                &cell(1),
                &cost(row),
                &earliest(&row.id).unwrap_or_else(|| "–".into()),
                row.undo.as_deref().unwrap_or("–"),
            ])
        })
        .collect();
    let l = &p.limits;
    let first = p.paths.first().map_or("", |x| x.name.as_str());
    out.push(format!(
        "% of futures in tolerance (over corners): war ≤ ×{}, clashes ≤ ×{} of \"{}\", ≤ {} of GDP",
        l.war_ratio_max,
        l.force_ratio_max,
        first.to_lowercase(),
        percent(l.gdp_share_max)
    ));
    out
}

/// The overturners in a line, where they were searched.
pub(super) fn overturn(f: &Findings) -> Option<String> {
    english::of(f, "overturn")
}

/// Where the client's own actors settle, in a line.
pub(super) fn settlement(f: &Findings, p: &Politics) -> Option<String> {
    let s = p.settlement.first()?;
    Some(format!(
        "{} settles {}: {:.0} of 100 ({:.0}–{:.0}; mean {:.0})†",
        english::capital(&name(f, f.client.as_str())),
        crate::politics::place(&s.place),
        s.at_mids,
        s.over_draws.lo,
        s.over_draws.hi,
        s.baseline_mean
    ))
}
