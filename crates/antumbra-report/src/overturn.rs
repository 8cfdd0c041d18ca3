//! What would overturn a verdict, in words: for the screen, and as a part of a page.

use crate::number::{percent, value};
use antumbra_record::overturn::{MoveRow, OverturnList, OverturnerRow, Overturning};

/// The heading of a list.
fn heading(group: &str) -> &str {
    match group {
        "world" => "The world",
        "judgements" => "Our judgements",
        "yardsticks" => "Our yardsticks",
        g => g,
    }
}

/// A verdict in words.
fn verdict(v: &str) -> &str {
    match v {
        "holds" => "holds",
        "depends" => "holds in part",
        "fails" => "does not hold",
        "first" => "the first path is ahead",
        "even" => "neither path is ahead",
        "second" => "the second path is ahead",
        v => v,
    }
}

/// The number that a verdict is read off: a share, or a lead.
fn number(o: &Overturning, x: f64) -> String {
    if o.holds_from.is_some() { percent(x) } else { value(x) }
}

/// A size with no more digits than it deserves.
fn size(x: f64) -> String {
    if x < 9.95 { format!("{x:.1}") } else { format!("{x:.0}") }
}

/// Two numbers with enough digits to tell them apart.
fn between(m: &MoveRow) -> String {
    let (from, to) = (value(m.from), value(m.to));
    let unit = if m.unit.is_empty() { String::new() } else { format!(" {}", m.unit) };
    if from == to {
        format!("{} to {}{unit}", m.from, m.to)
    } else {
        format!("{from} to {to}{unit}")
    }
}

fn moved(x: &OverturnerRow) -> String {
    let one = |m: &MoveRow| format!("{} from {}", m.label, between(m));
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

/// Nothing was found: what that means.
fn nothing(o: &Overturning, l: &OverturnList) -> String {
    if o.exhausted {
        return "the search ended before everything was tried: this says nothing".into();
    }
    if l.inputs == 0 {
        return "no input of this kind was moved".into();
    }
    let pairs = if l.pairs > 0 { format!(" and {} pairs", l.pairs) } else { String::new() };
    let plural = if l.inputs == 1 { "" } else { "s" };
    format!(
        "nothing inside the allowed bounds overturns it ({} input{plural}{pairs} tried)",
        l.inputs
    )
}

/// The verdict as it stands.
pub fn verdict_line(o: &Overturning) -> String {
    format!(
        "{}, {}: {} ({} over {} futures)",
        o.paths.join(" against "),
        o.world,
        verdict(&o.verdict),
        number(o, o.value),
        o.futures
    )
}

/// The three lists, for the screen.
pub fn text(o: &Overturning) -> String {
    let mut out = format!("What would overturn this\n{}\n", verdict_line(o));
    for l in &o.lists {
        out.push_str(&format!("\n{}\n", heading(&l.group)));
        if l.overturners.is_empty() {
            out.push_str(&format!("  – {}\n", nothing(o, l)));
        }
        for x in &l.overturners {
            let sure = if x.certified { "" } else { "; not confirmed on all futures" };
            out.push_str(&format!(
                "  – {}: {} ({}); {}{sure}\n",
                moved(x),
                verdict(&x.verdict_after),
                number(o, x.value_after),
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
