//! What was found of a topic, in lines.

use crate::english::{self, name};
use crate::number::{gdp, percent, plain, proportion, times_range, value, whole, years};
use antumbra_record::findings::{Findings, Over};

/// What was found, in lines.
pub(crate) fn results(f: &Findings, id: &str) -> Vec<String> {
    let over = |o: &Over, show: &dyn Fn(f64) -> String| {
        let r = o.reference;
        let range = if r.lo == r.hi {
            String::new()
        } else {
            format!(" ({}–{})", show(r.lo), show(r.hi))
        };
        if o.corners.min == o.corners.max {
            return format!("{}{range}; the same as one assumption moves", show(r.mid));
        }
        format!(
            "{}{range}; as one assumption moves {} ({}) to {} ({})",
            show(r.mid),
            show(o.corners.min),
            english::assumption(&o.at_min),
            show(o.corners.max),
            english::assumption(&o.at_max)
        )
    };
    let mut out = Vec::new();
    match id {
        "overturn" => {
            for o in f.exploration.iter().flat_map(|e| &e.overturning) {
                out.extend(crate::overturn::text(f, o).lines().map(str::to_owned));
            }
        }
        "parts" => {
            for p in &f.parts_over {
                let them = name(f, p.challenger.as_str());
                for (what, o) in [
                    ("own", &p.own),
                    ("likely", &p.expected),
                    ("doubtful", &p.doubtful),
                    ("other allies", &p.others),
                ] {
                    out.push(format!("against {them}, {what}: {}", over(o, &percent)));
                }
            }
        }
        "keep" | "doubt" | "standard" => {
            for c in f.costs_over.iter().filter(|c| c.goal == id) {
                let ratio = c.ratio.map(|r| format!(" at a ratio of {r}")).unwrap_or_default();
                out.push(format!(
                    "against {}{ratio}: ×{}",
                    name(f, c.challenger.as_str()),
                    over(&c.multiple, &plain)
                ));
                for s in &c.gdp_share {
                    out.push(format!(
                        "  as share of GDP, where today is {} ({}): {} ({}–{})",
                        gdp(s.today),
                        s.definition,
                        gdp(s.share.mid),
                        gdp(s.share.lo),
                        gdp(s.share.hi)
                    ));
                }
                for x in &c.by_lambda {
                    out.push(format!("  λ = {}: {}", x.lambda, times_range(x.multiple)));
                }
            }
        }
        "self-sufficiency" => {
            for x in &f.self_sufficiency {
                out.push(format!(
                    "against {} at a ratio of {}: {}",
                    name(f, x.challenger.as_str()),
                    x.ratio,
                    over(&x.value, &plain)
                ));
            }
        }
        "contest" => {
            for c in &f.contest {
                let r = |x: antumbra_core::Range| {
                    format!("{} ({}–{})", proportion(x.mid), proportion(x.lo), proportion(x.hi))
                };
                out.push(format!(
                    "{}: {} with, {} without, {} as a lottery over who comes",
                    name(f, c.challenger.as_str()),
                    r(c.with),
                    r(c.without),
                    r(c.lottery)
                ));
            }
        }
        "measures" => {
            for m in &f.measures {
                let with = m
                    .with_patron
                    .map(|w| format!("; with {} {}", name(f, f.patron.as_str()), proportion(w)))
                    .unwrap_or_default();
                out.push(format!(
                    "{} with {}: {}{with} ({})",
                    english::measure(&m.measure),
                    name(f, m.challenger.as_str()),
                    proportion(m.share),
                    m.year
                ));
            }
        }
        "nuclear" => {
            for n in &f.nuclear {
                let strike = n
                    .can_strike_provider
                    .as_deref()
                    .map(|s| format!("; can it strike {}: {s}", name(f, n.provider.as_str())))
                    .unwrap_or_default();
                out.push(format!(
                    "against {}, {}: level {} {}[{}; {}]{strike}",
                    name(f, n.challenger.as_str()),
                    name(f, n.provider.as_str()),
                    n.level,
                    if n.date.is_empty() { String::new() } else { format!("since {} ", n.date) },
                    n.tag,
                    n.source
                ));
            }
            for o in &f.nuclear_detail.options {
                let years = o
                    .years
                    .map(|y| format!("{}–{} years, ", years(y.lo), years(y.hi)))
                    .unwrap_or_default();
                out.push(format!(
                    "{}†: {years}keeps {}–{} of the nuclear part; at ψ = {} that is {}–{} of the umbrella's effect",
                    o.name, percent(o.r_nuc.min), percent(o.r_nuc.max), f.reference.psi,
                    percent(o.effect_kept.min), percent(o.effect_kept.max)
                ));
            }
            if let Some(s) = &f.nuclear_detail.sufficiency {
                out.push(format!(
                    "arithmetic aid: {} launchers × {} × {} × {} × {} = {} warheads arriving",
                    s.launchers,
                    s.alert_share,
                    s.warheads_per_launcher,
                    s.reliability,
                    s.penetration,
                    plain(s.arriving)
                ));
            }
            if let Some(c) = &f.nuclear_detail.credibility {
                out.push(format!(
                    "arithmetic aid: gain {} over loss {}: credibility required {}",
                    c.gain,
                    c.loss,
                    plain(c.threshold)
                ));
            }
        }
        "spending" => {
            for s in &f.spending {
                let usd =
                    s.milex_usd.map(|u| format!(", {} US dollars", value(u))).unwrap_or_default();
                out.push(format!(
                    "{} by {}: {} of GDP{usd} [{}; {}]",
                    s.year,
                    s.definition,
                    gdp(s.gdp_share),
                    s.tag,
                    s.source
                ));
            }
        }
        "fixtures" => {
            if let Some(p) = &f.fixtures.pooled {
                out.push(format!(
                    "against {}, forces of {}: share supplied {} ({}–{}), times spending {} ({} draws)",
                    name(f, p.challenger.as_str()), p.year, proportion(p.supplied.mid), proportion(p.supplied.lo),
                    proportion(p.supplied.hi), times_range(p.multiple), whole(f64::from(p.draws))
                ));
            }
        }
        "whatif" => {
            if let Some(w) = &f.whatif {
                let at = w.reference;
                for (p, path) in w.paths.iter().enumerate() {
                    let share = |world: usize| {
                        w.within(at, p, world).map_or_else(
                            || "not run".to_owned(),
                            |n| percent(f64::from(n) / f64::from(w.futures)),
                        )
                    };
                    let worlds: Vec<String> = (0..w.worlds.len())
                        .map(|k| format!("{} when it {}", share(k), w.worlds[k]))
                        .collect();
                    out.push(format!(
                        "{path}: within tolerance at the marked cell in {}",
                        worlds.join(", ")
                    ));
                }
            }
        }
        "claims" => {
            for c in &f.claims {
                out.push(format!("{:>2} {:<5} {}: {}", c.id, c.kind, c.verdict, c.text));
            }
        }
        _ => out.extend(f.politics.iter().flat_map(|p| crate::politics::explain(f, p, id))),
    }
    out
}
