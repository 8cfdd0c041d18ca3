//! A run of the spatial model on the screen: where each actor began and ended, and the baseline.

use antumbra_record::bargain::Bargaining;
use unicode_width::UnicodeWidthStr;

/// The screen.
pub fn screen(b: &Bargaining) -> String {
    let mut out = format!(
        "{}: {} actors, {} dimensions. {}.\n",
        b.case,
        b.actors.len(),
        b.dimensions.len(),
        crate::english::capital(&b.verdict_words)
    );
    out.push_str("A reading of the judgements in the table, not a forecast; the weighted mean is hard to beat.\n");
    let widest = b
        .actors
        .iter()
        .map(|a| a.width())
        .max()
        .unwrap_or(0)
        .max("settlement (weighted mean of the end)".width());
    let at = |x: &[f64], k: usize| x.get(k).map_or_else(|| "–".into(), |v| format!("{v:.1}"));
    for (k, dimension) in b.dimensions.iter().enumerate() {
        out.push_str(&format!("\n{dimension}"));
        if let Some((lo, hi)) = b.units.get(k).filter(|u| **u != (0.0, 100.0)) {
            out.push_str(&format!(" (0 = {lo}, 100 = {hi})"));
        }
        out.push('\n');
        let mut line = |name: &str, text: &str| {
            out.push_str(&format!(
                "  {name}{}  {text}\n",
                " ".repeat(widest - name.width().min(widest))
            ));
        };
        line(
            "baseline (weighted mean of the start)",
            &format!("{}, median {}", at(&b.baseline.mean, k), at(&b.baseline.median, k)),
        );
        let circle =
            b.settlement.circle.as_ref().and_then(|c| c.get(k)).map_or_else(String::new, |s| {
                format!(", going round between {:.1} and {:.1}", s.min, s.max)
            });
        line(
            "settlement (weighted mean of the end)",
            &format!(
                "{}, median {}{circle}",
                at(&b.settlement.mean, k),
                at(&b.settlement.median, k)
            ),
        );
        for a in &b.actors {
            let of = |t: Option<&antumbra_record::bargain::Turn>| {
                t.and_then(|t| t.positions.get(a)).map_or_else(|| "–".into(), |p| at(p, k))
            };
            line(a, &format!("{:>5} → {:>5}", of(b.turns.first()), of(b.turns.last())));
        }
    }
    let rules: Vec<String> = b.rules.iter().map(|(k, v)| format!("{k}={v}")).collect();
    out.push_str(&format!("\nRules: {}\n", rules.join(" ")));
    if let Some(p) = &b.politics {
        out.push_str(&crate::politics::screen(p));
    }
    for w in &b.warnings {
        out.push_str(&format!("Note: {w}\n"));
    }
    out
}
