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
        "Who went this way before {}\nHeld against the forecast: {says}{} within {} years.\n\
         Distances: 0 is alike, 1 as unlike as can be.\n\n",
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
         \x20                                          happened   nearest   nothing happens   base rate\n",
    );
    for (r, s) in a.base_rates.iter().zip(&a.held_out) {
        let better =
            if s.nearest.0 < s.nothing_happens.0.min(s.base_rate.0) { "" } else { "  no better" };
        out.push_str(&format!(
            "  {:40} {:>2} of {:>2}   {:>7}   {:>15}   {:>9}{better}\n",
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

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_record::analogues::{EventRate, HeldOutScore, SCHEMA};
    use std::collections::BTreeMap;

    fn case(against: bool, distance: f64) -> Analogue {
        Analogue {
            id: "here/1950-a-b".into(),
            title: format!("Case at {distance}"),
            years: (1950, 1951),
            control: false,
            distance,
            on: vec!["maritime".into()],
            against,
            happened: Some(against),
            response: vec!["ARM".into()],
            outcome: vec![("ATT".into(), 3)],
            afterwards: "It went on for years and years, ".repeat(8),
            sources: Vec::new(),
        }
    }

    #[test]
    fn against_comes_first_and_no_line_is_too_wide() {
        let held = |nearest: f64| HeldOutScore {
            event: "lost".into(),
            of: 26,
            happened: 5,
            nearest: (nearest, 20.0),
            nothing_happens: (0.19, 21.0),
            base_rate: (0.17, 21.0),
        };
        let mut a = Analogues {
            schema: SCHEMA.into(),
            client: "JPN".into(),
            patron: "USA".into(),
            name: "Japan".into(),
            profile: BTreeMap::new(),
            weights: BTreeMap::new(),
            forecast: "attacked".into(),
            happens: false,
            horizon: 10,
            cases: vec![case(true, 0.6), case(false, 0.1)],
            base_rates: vec![EventRate { event: "lost".into(), happened: 5, of: 26 }],
            held_out: vec![held(0.06)],
        };
        let text = screen(&a);
        assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
        assert!(text.find("Case at 0.6").unwrap() < text.find("Case at 0.1").unwrap());
        assert!(text.contains("not attacked") && !text.contains("no better"));
        a.held_out = vec![held(0.18)];
        a.happens = true;
        let text = screen(&a);
        assert!(text.contains("no better") && !text.contains("not attacked"));
    }
}
