//! Politics on the screen: the settlement beside its baselines, ratifiers, prices, gates, and
//! scores on past decisions.

use crate::english;
use antumbra_record::findings::Findings;
use antumbra_record::politics::{Backcasts, Place, Politics};
use std::collections::BTreeMap;

/// A place in policy words.
pub(crate) fn place(p: &Place) -> String {
    let word = |w: &Option<String>| w.clone().unwrap_or_default();
    english::place(&p.kind, &word(&p.lower), &word(&p.upper))
}

/// The name of an actor, by its id.
pub(crate) fn actor<'a>(p: &'a Politics, id: &'a str) -> &'a str {
    p.actors.iter().find(|a| a.id == id).map_or(id, |a| &a.name)
}

/// What stands beside the run of an assessment's actors.
pub fn screen(p: &Politics) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for (s, axis) in p.settlement.iter().zip(&p.axes) {
        line(format!("\n{}: {}", english::capital(&axis.name), place(&s.place)));
        line(format!(
            "  settlement {:.1} at the mids, {:.1} ({:.1}–{:.1}) over {} draws; {:.1} to {:.1} as one rule changes or one actor is left out",
            s.at_mids,
            s.over_draws.mid,
            s.over_draws.lo,
            s.over_draws.hi,
            p.draws,
            s.over_rules.min,
            s.over_rules.max
        ));
        line(format!(
            "  weighted mean {:.1} ({}), median {:.1}; bargaining moves the mean by {:+.1} ({:+.1} to {:+.1})",
            s.baseline_mean,
            place(&s.baseline_place),
            s.baseline_median,
            s.moved.mid,
            s.moved.lo,
            s.moved.hi
        ));
        if s.differs {
            for b in s.because.iter().take(3) {
                line(format!(
                    "    {}: {:.0} → {:.0}, {:+.1} points of it",
                    actor(p, &b.actor),
                    b.from,
                    b.to,
                    b.points
                ));
            }
        }
    }
    if let Some(c) = p.centres.iter().find(|c| c.who == "all") {
        let means: Vec<String> = p
            .centres
            .iter()
            .filter_map(|c| Some(format!("{} {:.1}", circle(&c.who), c.mean.first()?)))
            .collect();
        line(format!("\nWeighted means on the first axis: {}", means.join(", ")));
        if c.mean.len() > 1 {
            line("(all: arithmetic only; adversaries do not vote)".into());
        }
    }
    for r in &p.ratification {
        let verb = if r.accepts { "takes it" } else { "refuses" };
        line(format!(
            "{} {verb} ({:.0}% of draws taken; not a probability)",
            actor(p, &r.actor),
            r.share_of_draws * 100.0
        ));
    }
    for x in &p.prices {
        if let (Some(b), Some(s)) = (x.baseline.first(), x.settlement.first()) {
            let who = if x.actor == "all" { "all together" } else { actor(p, &x.actor) };
            line(format!(
                "price of {who}: weighted mean {:+.1} ({:+.1} to {:+.1}), settlement {:+.1} ({:+.1} to {:+.1})",
                b.mid,
                b.lo.min(b.hi),
                b.lo.max(b.hi),
                s.mid,
                s.lo,
                s.hi
            ));
        }
    }
    for h in &p.paths {
        line(format!(
            "{}: lawful from {} at the earliest, {} as usual; {}",
            h.id,
            h.earliest,
            h.usual,
            h.least_likely
                .as_deref()
                .map_or("all gates passed".to_owned(), |l| format!("least likely gate: {l}†"))
        ));
    }
    out
}

/// The results behind one finding, line by line.
pub(crate) fn explain(f: &Findings, p: &Politics, id: &str) -> Vec<String> {
    match id {
        "politics" => screen(p).lines().filter(|l| !l.is_empty()).map(str::to_owned).collect(),
        "gates" => p
            .paths
            .iter()
            .map(|h| {
                format!(
                    "{}: {} at the earliest, {} as usual, {} if slow; decided by {}; {} of {} gates passed",
                    english::path(f, &h.id),
                    h.earliest,
                    h.usual,
                    h.slow,
                    h.critical.join(" → "),
                    h.passed.len(),
                    h.steps.len()
                )
            })
            .collect(),
        "opinion" => p
            .opinion
            .iter()
            .map(|t| {
                format!("{}: {:.0} to {:.0} per cent in {} polls", t.topic, t.span.min, t.span.max, t.polls.len())
            })
            .collect(),
        "deal" => p
            .deal
            .iter()
            .flat_map(|d| &d.terms)
            .map(|t| {
                let zone = t
                    .zone
                    .map_or_else(|| "no zone".into(), |z| format!("{:.1} to {:.1}", z.min, z.max));
                format!("{}: {zone} ({})", t.name, t.unit)
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn circle(who: &str) -> &str {
    match who {
        "domestic_and_patron" => "with the protector's",
        w => w,
    }
}

fn predictor(name: &str) -> &str {
    match name {
        "no_change" => "nothing happens",
        "weighted_mean" => "weighted mean",
        "weighted_median" => "weighted median",
        "settlement" => "settlement of the model",
        "winner" => "winner of the model's election",
        n => n,
    }
}

/// The scores on past decisions, whichever wins.
pub fn backcasts(b: &Backcasts) -> String {
    const ORDER: [&str; 5] =
        ["no_change", "weighted_mean", "weighted_median", "settlement", "winner"];
    let mut out = String::from(
        "Past decisions, actors coded by us as judgements with hindsight; errors in points of an ordinal scale.\n",
    );
    let mean = |v: &[f64]| v.iter().map(|x| format!("{x:.0}")).collect::<Vec<_>>().join(", ");
    for c in &b.cases {
        let at: Vec<String> = c.place.iter().map(place).collect();
        out.push_str(&format!(
            "\n{}: came out at {} ({})\n",
            c.title,
            mean(&c.outcome),
            at.join("; ")
        ));
        for name in ORDER {
            if let (Some(p), Some(e)) = (c.predictions.get(name), c.errors.get(name)) {
                out.push_str(&format!(
                    "  {:<31} {:>4}   error {e:>4.1}\n",
                    predictor(name),
                    mean(p)
                ));
            }
        }
    }
    let row = |errors: &BTreeMap<String, f64>| -> String {
        ORDER
            .iter()
            .filter_map(|n| Some(format!("{} {:.1}", predictor(n), errors.get(*n)?)))
            .collect::<Vec<_>>()
            .join(" · ")
    };
    out.push_str(&format!(
        "\nMean error over {} decisions: {}\n",
        b.cases.len(),
        row(&b.mean_errors)
    ));
    out.push_str(&format!(
        "With the protector's actors at the table: {}\n",
        row(&b.mean_errors_with_patron)
    ));
    out.push_str(&format!(
        "Best: {}. The model beats the weighted mean in {} of {} decisions and loses in {}.\n",
        predictor(&b.best),
        b.settlement_better,
        b.cases.len(),
        b.settlement_worse
    ));
    out
}
