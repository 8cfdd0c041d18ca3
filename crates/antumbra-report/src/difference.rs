//! Two runs side by side, on the screen: one sentence, then what moved.

use crate::english::name;
use crate::number::{percent, plain, times, value};
use antumbra_record::difference::{Changed, Moved, RunDifference};
use antumbra_record::findings::Findings;

/// Lines of a list that are shown; the rest is counted.
const SHOWN: usize = 12;

/// The difference in one sentence, then the causes, the verdicts that turned and the figures that
/// moved. `findings` gives the names of states.
pub fn screen(d: &RunDifference, findings: Option<&Findings>) -> String {
    let of = |code: &str| findings.map_or_else(|| code.to_owned(), |f| name(f, code));
    let mut out = format!("{}\n", sentence(d, &of));
    if d.changed.len() > 1 {
        list(&mut out, "What was asked otherwise", &d.changed, cause);
    }
    list(&mut out, "Verdicts that turned", &d.turned, |t| {
        format!("{}: {} → {}", t.of, t.before, t.after)
    });
    if d.moved.len() > 1 {
        list(&mut out, "Medians that moved", &d.moved, |m| moved(m, &of));
    }
    out
}

fn list<T>(out: &mut String, title: &str, rows: &[T], line: impl Fn(&T) -> String) {
    if rows.is_empty() {
        return;
    }
    out.push_str(&format!("\n{title}:\n"));
    for r in rows.iter().take(SHOWN) {
        out.push_str(&format!("  {}\n", line(r)));
    }
    if rows.len() > SHOWN {
        out.push_str(&format!("  and {} more (--json lists them)\n", rows.len() - SHOWN));
    }
}

fn sentence(d: &RunDifference, of: &dyn Fn(&str) -> String) -> String {
    let (a, b) = (&d.before, &d.after);
    let why = match &d.changed[..] {
        [] if d.same_files => return format!("{a} and {b} are the same run, byte for byte."),
        [] => format!("{a} and {b} asked the same"),
        [one] => format!("{b} differs from {a} in {}", cause(one)),
        [first, rest @ ..] => {
            let more = if rest.len() == 1 {
                "1 more thing"
            } else {
                &format!("{} more things", rest.len())
            };
            format!("{b} differs from {a} in {} and {more}", cause(first))
        }
    };
    let all = d.moved.len() + d.unmoved as usize;
    match (&d.moved.first(), d.turned.len(), d.changed.is_empty()) {
        (None, 0, true) => {
            format!("{why}, no headline figure moved, yet files differ: see run.json of both.")
        }
        (None, 0, false) => format!("{why}; none of {all} headline figures moved."),
        (None, n, _) => format!("{why}; no headline figure moved, {}.", turned(n)),
        (Some(m), n, _) => {
            let and = if n > 0 { format!(", {}", turned(n)) } else { String::new() };
            format!(
                "{why}; {} of {all} headline figures moved, most of all {}{and}.",
                d.moved.len(),
                moved(m, of)
            )
        }
    }
}

fn turned(n: usize) -> String {
    if n == 1 { "one verdict turned".into() } else { format!("{n} verdicts turned") }
}

fn cause(c: &Changed) -> String {
    let what = match c.what.as_str() {
        "program" => "the program".to_owned(),
        "input" => format!("the contents of {}", c.key),
        "question" | "ensemble" => c.key.clone(),
        other => format!("the {other}"),
    };
    let text = |t: &Option<String>| t.as_deref().map_or_else(|| "not there".to_owned(), shorten);
    format!("{what} ({} → {})", text(&c.before), text(&c.after))
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= 40 {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(39).collect::<String>())
}

fn moved(m: &Moved, of: &dyn Fn(&str) -> String) -> String {
    let what = match (m.finding.as_str(), m.figure.as_str()) {
        ("keep", _) => "the cost of keeping today's odds".to_owned(),
        ("doubt", _) => "the cost of covering the doubt".into(),
        ("standard", f) if f.starts_with("multiple") => {
            format!("the cost of the standard ({})", f.trim_start_matches("multiple at "))
        }
        ("standard", f) => format!("self-sufficiency ({})", f.trim_start_matches("value at ")),
        ("parts", "own") => "the own share".into(),
        ("parts", "expected") => "the share expected from the protector".into(),
        ("parts", "doubtful") => "the doubtful share".into(),
        ("parts", "others") => "the share of other allies".into(),
        ("parts", "supplied") => "the share supplied by the protector".into(),
        ("contest", "with") => "the challenger's odds with the protector".into(),
        ("contest", "without") => "the challenger's odds without the protector".into(),
        (_, figure) => figure.to_owned(),
    };
    let whom = match m.finding.as_str() {
        "summary" => format!(" on {}", m.of),
        _ => format!(" against {}", of(&m.of)),
    };
    let show = |x: f64| match m.unit.as_str() {
        "times" => times(x),
        "share" => percent(x),
        "" => value(x),
        unit => format!("{} {unit}", value(x)),
    };
    let (before, after) = (show(m.before), show(m.after));
    if before == after {
        // Too small for the digits that are shown.
        let by = plain((m.after - m.before).abs());
        return format!("{what}{whom} ({before}, by {by} or less)");
    }
    format!("{what}{whom} ({before} → {after})")
}
