//! What would overturn a verdict, in lines: what `antumbra explain overturn` prints.

use crate::context::{Context, Language};
use crate::exploration::{number, verdict};
use crate::input::{amount, name};
use antumbra_record::findings::Findings;
use antumbra_record::overturn::{MoveRow, OverturnerRow, Overturning};

/// The heading of a list.
fn heading(group: &str) -> &str {
    match group {
        "world" => "The world",
        "judgements" => "Our judgements",
        "yardsticks" => "Our yardsticks",
        g => g,
    }
}

/// A size with no more digits than it deserves.
fn size(x: f64) -> String {
    if x < 9.95 { format!("{x:.1}") } else { format!("{x:.0}") }
}

fn moved(c: &Context<'_>, x: &OverturnerRow) -> String {
    let one = |m: &MoveRow| {
        let label = name(c.findings, c.language, &m.input, &m.label);
        let at = |x: f64| amount(c.language, &m.unit, x);
        format!("{label} from {} to {}", at(m.from), at(m.to))
    };
    x.moves.iter().map(one).collect::<Vec<_>>().join(", and ")
}

fn sizes(x: &OverturnerRow) -> String {
    format!(
        "{} halves of {} own range, {} common widths",
        size(x.half_ranges),
        if x.moves.len() == 1 { "its" } else { "their" },
        size(x.reference_widths)
    )
}

/// One verdict with its three lists, each line with what to watch and the arguments that run it
/// again.
pub fn text(f: &Findings, o: &Overturning) -> String {
    let c = &Context::new(f, Language::English);
    let says = o.says.as_ref().and_then(|s| c.sentence(s)).unwrap_or_default();
    let mut out = format!("{says}\n");
    for l in &o.lists {
        out.push_str(&format!("\n{}\n", heading(&l.group)));
        if let Some(text) = l.says.as_ref().and_then(|s| c.sentence(s)) {
            out.push_str(&format!("  – {text}\n"));
        }
        for x in &l.overturners {
            let sure = if x.certified { "" } else { "; not confirmed on all futures" };
            out.push_str(&format!(
                "  – {}: {} ({}); {}{sure}\n",
                moved(c, x),
                verdict(c, &x.verdict_after),
                number(c, &o.measure, x.value_after),
                sizes(x)
            ));
            for m in &x.moves {
                if let Some(i) = &m.indicator {
                    out.push_str(&format!("    watch: {i}\n"));
                }
            }
            let set: Vec<String> = x.set.iter().map(|s| format!("--set '{s}'")).collect();
            out.push_str(&format!("    {}\n", set.join(" ")));
        }
    }
    out
}
