//! Risk by tier on the screen: one challenger, three cases, one hazard scale per line.

use crate::english::name;
use crate::number::{percent, plain, proportion, whole};
use antumbra_core::{Iso3, Range};
use antumbra_record::findings::Findings;
use antumbra_record::risk::{Risks, WarRisk};

/// The challenger that the screen shows: the first with a row.
pub(crate) fn first(r: &Risks) -> Option<Iso3> {
    r.challenges.first().map(|c| c.challenger).or_else(|| r.wars.first().map(|w| w.challenger))
}

/// A yearly risk: two digits at most, small ones not rounded away.
pub fn yearly(x: f64) -> String {
    let p = x * 100.0;
    if p >= 0.95 {
        percent(x)
    } else if p >= 0.00095 {
        format!("{}%", plain(p).trim_start_matches('0'))
    } else {
        "<.001%".into()
    }
}

fn columns(cells: [&str; 4]) -> String {
    format!("{:<22}{:>8}{:>9}{:>9}", cells[0], cells[1], cells[2], cells[3])
}

/// The head of the columns under a title, with the patron's name.
pub(crate) fn head(f: &Findings, title: &str) -> String {
    let patron = name(f, f.patron.as_str());
    let with = format!("with {}", patron.trim_start_matches("the "));
    columns([title, &with, "doubted", "without"])
}

/// The lines of the screen, each with its remark.
pub(crate) fn lines(f: &Findings, r: &Risks) -> Vec<String> {
    let Some(challenger) = first(r) else { return Vec::new() };
    let mids = |a: Range, b: Range, c: Range| [a, b, c].map(|x| yearly(x.mid));
    let mut out = Vec::new();
    for c in r.challenges.iter().filter(|c| c.challenger == challenger && c.tier != "fatal") {
        let word = if c.tier == "incident" { "incident" } else { "armed clash" };
        let [a, b, d] = mids(c.with, c.doubted, c.without);
        out.push(format!(
            "{}   ratio {}–{} · {} seen in 20 years to {}",
            columns([word, &a, &b, &d]),
            proportion(c.ratio.lo),
            proportion(c.ratio.hi),
            whole(c.level.observed),
            r.last_outcome
        ));
    }
    let psi = f.reference.psi;
    let war = |scale: &str| {
        let at = |w: &&WarRisk| w.challenger == challenger && w.scale == scale;
        let near = |w: &&WarRisk| (w.psi - psi).abs();
        r.wars.iter().filter(at).min_by(|a, b| near(a).total_cmp(&near(b)))
    };
    if let (Some(w), Some(record)) = (war("historical"), &r.war_record) {
        let [a, b, d] = mids(w.with, w.doubted, w.without);
        out.push(format!(
            "{}   {} wars in {} covered, {} in {} others",
            columns(["war, by record", &a, &b, &d]),
            record.covered.wars,
            whole(record.covered.dyad_years as f64),
            record.uncovered.wars,
            whole(record.uncovered.dyad_years as f64)
        ));
    }
    if let Some(w) = war("expert") {
        let [a, b, d] = mids(w.with, w.doubted, w.without);
        out.push(format!(
            "{}   judgement; not to be mixed with the above",
            columns(["war, experts†", &a, &b, &d])
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_risks_are_not_rounded_away() {
        let t = [0.62, 0.0148, 0.0049, 0.00088, 0.00001, 1e-7].map(yearly);
        assert_eq!(t, ["62%", "1%", ".49%", ".088%", ".0010%", "<.001%"]);
    }
}
