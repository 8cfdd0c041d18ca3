//! Boxes and sensitivities on the screen.

use crate::number::percent;
use antumbra_record::discover::{BoxLimit, Discovery, Sensitivity};

fn number(x: f64) -> String {
    if x == x.trunc() && x.abs() < 1e9 { format!("{x:.0}") } else { format!("{x:.4}") }
}

fn limit(name: &str, l: &BoxLimit) -> String {
    match l {
        BoxLimit::Range { min, max, .. } => format!("{} ≤ {name} ≤ {}", number(*min), number(*max)),
        BoxLimit::Words { words, .. } => format!("{name} in {{{}}}", words.join(", ")),
    }
}

/// The trajectory as a table, the choice left to the reader, and the last box in words.
pub fn boxes(d: &Discovery) -> String {
    let of = d.of_interest.map_or_else(String::new, |k| format!(", {k} of interest"));
    let mut out = format!(
        "{}: {} cases{of}, {} rows left out; outcome {}\nNo threshold is set: coverage is the share of all cases of interest that a box holds, density the share of its cases that are.\n\n step       n      k  coverage  density     mean     mass  restricted\n",
        d.table, d.cases, d.left_out, d.outcome
    );
    for s in &d.trajectory {
        let opt = |x: Option<f64>| x.map_or_else(|| "–".into(), |v| format!("{v:.3}"));
        out.push_str(&format!(
            "{:>5} {:>7} {:>6}  {:>8}  {:>7}  {:>7.4}  {:>7.4}  {:>3}{}\n",
            s.step,
            s.n,
            s.k.map_or_else(|| "–".into(), |k| k.to_string()),
            opt(s.coverage),
            opt(s.density),
            s.mean,
            s.mass,
            s.res_dim,
            if s.pasted { "  pasted" } else { "" }
        ));
    }
    if let Some(last) = d.trajectory.last() {
        let limits: Vec<String> = last.limits.iter().map(|(n, l)| limit(n, l)).collect();
        let head = match (last.coverage, last.density) {
            (Some(c), Some(k)) => format!(
                "holds {} of the cases of interest; {} of its cases are",
                percent(c),
                percent(k)
            ),
            _ => format!("mean outcome {}", number(last.mean)),
        };
        out.push_str(&format!("\nThe last box ({head}):\n  {}\n", limits.join("\n  ")));
    }
    for w in &d.warnings {
        out.push_str(&format!("Note: {w}\n"));
    }
    out
}

/// The indices, one line an input, and in words which cannot be told from zero.
pub fn indices(s: &Sensitivity) -> String {
    let mut out = format!(
        "{}: {} on {} cases, outcome {}; half-widths at {}\n\n",
        s.table,
        s.method,
        s.cases,
        s.outcome,
        percent(s.level)
    );
    let widest = s.indices.iter().map(|r| r.input.chars().count()).max().unwrap_or(0);
    for r in &s.indices {
        let pad = " ".repeat(widest - r.input.chars().count());
        let numbers: Vec<String> = r
            .numbers
            .iter()
            .filter(|(k, _)| !k.ends_with("_half_width"))
            .map(|(k, v)| match r.numbers.get(&format!("{k}_half_width")) {
                Some(h) => format!("{k} {v:.4} ± {h:.4}"),
                None => format!("{k} {v:.4}"),
            })
            .collect();
        let zero =
            if r.indistinguishable_from_zero { "  (indistinguishable from zero)" } else { "" };
        out.push_str(&format!("{}{pad}  {}{zero}\n", r.input, numbers.join("  ")));
    }
    for p in &s.pairs {
        let zero =
            if p.indistinguishable_from_zero { "  (indistinguishable from zero)" } else { "" };
        out.push_str(&format!(
            "{} × {}  S2 {:.4} ± {:.4}{zero}\n",
            p.inputs[0], p.inputs[1], p.s2, p.s2_half_width
        ));
    }
    out
}
