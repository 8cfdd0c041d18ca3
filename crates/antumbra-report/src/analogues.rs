//! Who went this way before, on the screen.

use crate::number::proportion;
use antumbra_record::analogues::{Analogue, Analogues};

fn event(word: &str) -> &str {
    match word {
        "attacked" => "attacked or conquered",
        "lost" => "defeated, occupied, or its regime fallen",
        "secure" => "secure",
        "nuclear" => "nuclear activity",
        other => other,
    }
}

fn one(out: &mut String, c: &Analogue) {
    let outcome: Vec<String> = c.outcome.iter().map(|(o, y)| format!("{o} {y}")).collect();
    let dash = |t: String| if t.is_empty() { "–".to_owned() } else { t };
    out.push_str(&crate::wrap::wrapped(
        &format!(
            "{}  {}{}",
            proportion(c.distance),
            c.title,
            if c.control { " (control)" } else { "" }
        ),
        "  ",
        8,
    ));
    out.push_str(&crate::wrap::wrapped(
        &format!(
            "did {}; came {}. {}",
            dash(c.response.join(", ")),
            dash(outcome.join(", ")),
            c.afterwards
        ),
        "        ",
        8,
    ));
}

/// The screen.
pub fn screen(a: &Analogues) -> String {
    let says = if a.happens { "" } else { "not " };
    let mut out = format!(
        "Who went this way before {}\nHeld against the forecast: {says}{} within {} years. \
         0 is alike, 1 as unlike as can be.\n\n",
        a.name,
        event(&a.forecast),
        a.horizon
    );
    for (name, v) in &a.profile {
        let weight = a.weights.get(name).copied().unwrap_or(0.0);
        out.push_str(&crate::wrap::wrapped(
            &format!(
                "{name:16} {:8} weight {weight}  {}",
                v.value.as_deref().unwrap_or("–"),
                v.from
            ),
            "  ",
            8,
        ));
    }
    for (against, head) in [(true, "AGAINST THE FORECAST"), (false, "NOT AGAINST IT")] {
        let mut of = a.cases.iter().filter(|c| c.against == against).peekable();
        if of.peek().is_some() {
            out.push_str(&format!("\n{head}\n"));
            of.for_each(|c| one(&mut out, c));
        }
    }
    out.push_str(
        "\nIn the whole catalogue, and how well the nearest cases foretell one held out (Brier score)\n\
         \x20                                            happened   nearest   nothing happens   base rate\n",
    );
    for (r, s) in a.base_rates.iter().zip(&a.held_out) {
        let better =
            if s.nearest.0 < s.nothing_happens.0.min(s.base_rate.0) { "" } else { "   no better" };
        out.push_str(&format!(
            "  {:42} {:>2} of {:>2}   {:>7}   {:>15}   {:>9}{better}\n",
            event(&r.event),
            r.happened,
            r.of,
            proportion(s.nearest.0),
            proportion(s.nothing_happens.0),
            proportion(s.base_rate.0)
        ));
    }
    out.push_str("The cases are chosen, not drawn, and coded by judgement: they show, they estimate nothing.\n");
    out
}
