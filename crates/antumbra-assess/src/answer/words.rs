//! The choice of words: which message fits the numbers. The wording itself is the report's.
//!
//! A sentence is never stronger than its range: what holds at the reference and not at every
//! corner gets the message that says so.

use super::cases::Asked;
use super::ledger::judgements;
use super::over::Scenes;
use antumbra_core::{Corner, Missing, StateId};
use antumbra_deter::{Gap, Gauge};
use antumbra_record::findings::{Findings, Sentence};
use std::collections::BTreeSet;

/// The sentences that head the answer, from the numbers in `f`.
pub(crate) fn sentences(f: &Findings) -> Vec<Sentence> {
    let mut out = vec![answer(f)];
    out.extend(measures(f));
    out.extend(costs(f));
    out.extend(nuclear(f));
    out.extend(risk(f));
    out.extend(war(f));
    out.extend(spending(f));
    if let Some(a) = f.arms.first() {
        let message = if a.share >= 0.5 { "arms.lean" } else { "arms.spread" };
        out.push(
            Sentence::new("arms", message)
                .number("share", a.share)
                .word("supplier", a.supplier.to_string())
                .word("years", a.years.clone()),
        );
    }
    if let Some(p) = &f.personnel {
        let mut s = Sentence::new("personnel", "personnel.ceiling")
            .number("authorised", p.authorised)
            .number("filled", p.filled);
        if let Some(r) = p.recruitment_share {
            s = s.number("recruitment", r);
        }
        out.push(s);
    }
    out.extend(claims(f));
    out.push(
        Sentence::new("inputs", "inputs.judgements")
            .number("judgements", judgements(&f.inputs) as f64)
            .number("all", f.inputs.len() as f64),
    );
    if let Some(d) = f.decisions.first() {
        out.push(
            Sentence::new("decisions", "decisions.next")
                .word("date", d.date.clone())
                .word("title", d.title.clone()),
        );
    }
    out
}

fn answer(f: &Findings) -> Sentence {
    let Some(p) = f.parts_over.first() else {
        return Sentence::new("answer", "answer.no_figures");
    };
    let patron_never = p.expected.corners.max == 0.0 && p.doubtful.corners.max == 0.0;
    if patron_never {
        return Sentence::new("answer", "answer.no_commitment")
            .word("challenger", p.challenger.to_string())
            .number("own", p.own.reference.mid)
            .number("others", p.others.reference.mid);
    }
    // "Under every assumption" is said only when the whole grid agrees, not just the corners.
    let message = if p.own_grid.min > 0.5 {
        "answer.mostly_own"
    } else if p.own_grid.max <= 0.5 {
        "answer.mostly_not_own"
    } else if p.own.corners.min > 0.5 {
        "answer.mostly_own_one_at_a_time"
    } else if p.own.corners.max <= 0.5 {
        "answer.mostly_not_own_one_at_a_time"
    } else {
        "answer.depends"
    };
    let mut s = Sentence::new("answer", message)
        .word("challenger", p.challenger.to_string())
        .number("own", p.own.reference.mid)
        .number("own_min", p.own.corners.min)
        .number("own_max", p.own.corners.max)
        .number("own_grid_min", p.own_grid.min)
        .number("own_grid_max", p.own_grid.max);
    if let Some(k) = f.costs_over.iter().find(|c| c.goal == "keep") {
        s = s
            .number("keep", k.multiple.reference.mid)
            .number("keep_lo", k.multiple.reference.lo)
            .number("keep_hi", k.multiple.reference.hi)
            .number("keep_grid_min", k.grid.min)
            .number("keep_grid_max", k.grid.max);
    }
    s
}

fn measures(f: &Findings) -> Option<Sentence> {
    let first = f.measures.first()?.challenger;
    let of = |name: &str| {
        f.measures.iter().find(|m| m.challenger == first && m.measure == name).map(|m| m.share)
    };
    let flips = f
        .flips
        .iter()
        .any(|x| x.question == "outweighed_three_to_one" && x.challenger == Some(first));
    let mut s = Sentence::new("measures", if flips { "measures.flip" } else { "measures.agree" })
        .word("challenger", first.to_string());
    for name in ["cinc", "spending", "spending_ppp", "net_resources"] {
        if let Some(x) = of(name) {
            s = s.number(name, x);
        }
    }
    Some(s)
}

fn costs(f: &Findings) -> Option<Sentence> {
    let k = f.costs_over.iter().find(|c| c.goal == "keep")?;
    let turned = f.flips.iter().any(|x| x.question == "keep_affordable");
    Some(
        Sentence::new("keep", if turned { "keep.depends" } else { "keep.same" })
            .number("keep", k.multiple.reference.mid)
            .number("keep_lo", k.multiple.reference.lo)
            .number("keep_hi", k.multiple.reference.hi)
            .word("challenger", k.challenger.to_string()),
    )
}

fn nuclear(f: &Findings) -> Option<Sentence> {
    let d = &f.nuclear_detail;
    let list =
        |v: &[antumbra_core::Iso3]| v.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let best = f.nuclear.iter().map(|n| n.level).max().unwrap_or(0);
    let mut others: Vec<String> = f
        .nuclear
        .iter()
        .filter(|n| n.provider != f.patron && n.level >= 2)
        .map(|n| n.provider.to_string())
        .collect();
    others.sort();
    others.dedup();
    let message = if d.arsenals.is_empty() {
        "nuclear.no_armed_challenger"
    } else if d.own_warheads.is_some() {
        "nuclear.own"
    } else if d.covered_today.is_empty() && best == 1 {
        "nuclear.assurance_only"
    } else if d.covered_today.is_empty() {
        "nuclear.uncovered"
    } else if d.covered_without.is_empty() {
        "nuclear.only_patron"
    } else {
        "nuclear.others_too"
    };
    let mut s = Sentence::new("nuclear", message)
        .word("covered", list(&d.covered_today))
        .word("covered_without", list(&d.covered_without))
        .word("others", others.join(","));
    if let Some(own) = &d.own_warheads {
        s = s.number("own", own.count);
    }
    Some(s)
}

/// The armed clash with the first challenger that has an estimate.
fn risk(f: &Findings) -> Option<Sentence> {
    let r = f.risks.as_ref()?.challenges.iter().find(|r| r.tier == "clash")?;
    let message = if r.ratio.lo == 1.0 && r.ratio.hi == 1.0 {
        "risk.unmoved"
    } else if r.ratio.hi < 1.0 && r.ratio_corners.max < 1.0 {
        "risk.falls"
    } else if r.ratio.lo <= 1.0 || r.ratio_corners.min <= 1.0 {
        "risk.unclear"
    } else if r.ratio.hi < 1.25 && r.ratio_corners.max < 1.25 {
        "risk.little"
    } else {
        "risk.rises"
    };
    Some(
        Sentence::new("risk", message)
            .word("challenger", r.challenger.to_string())
            .number("with", r.with.mid)
            .number("without", r.without.mid)
            .number("ratio", r.ratio.mid)
            .number("ratio_lo", r.ratio.lo)
            .number("ratio_hi", r.ratio.hi)
            .number("ratio_min", r.ratio_corners.min)
            .number("ratio_max", r.ratio_corners.max),
    )
}

fn war(f: &Findings) -> Option<Sentence> {
    let risks = f.risks.as_ref()?;
    if risks.wars.is_empty() {
        return None;
    }
    let Some(r) = &risks.war_record else {
        return Some(Sentence::new("war", "war.experts_only"));
    };
    // An empty list of challengers stands for any state.
    let message = if r.challengers.is_empty() { "war.record_of_all" } else { "war.record" };
    Some(
        Sentence::new("war", message)
            .number("covered_wars", r.covered.wars as f64)
            .number("covered_years", r.covered.dyad_years as f64)
            .number("uncovered_wars", r.uncovered.wars as f64)
            .number("uncovered_years", r.uncovered.dyad_years as f64)
            .number("by_land", r.uncovered.by_land as f64),
    )
}

fn spending(f: &Findings) -> Option<Sentence> {
    let sipri = f.spending.iter().filter(|s| s.definition == "sipri").max_by_key(|s| s.year)?;
    let own = f.spending.iter().find(|s| s.definition == "government" && s.year == sipri.year);
    Some(match own {
        Some(g) => Sentence::new("spending", "spending.two_definitions")
            .number("sipri", sipri.gdp_share)
            .number("government", g.gdp_share)
            .number("year", f64::from(sipri.year)),
        None => Sentence::new("spending", "spending.one_definition")
            .number("sipri", sipri.gdp_share)
            .number("year", f64::from(sipri.year)),
    })
}

fn claims(f: &Findings) -> Option<Sentence> {
    let facts: Vec<&str> =
        f.claims.iter().filter(|c| c.kind == "F").map(|c| c.verdict.as_str()).collect();
    if facts.is_empty() {
        return None;
    }
    let count = |word: &str| facts.iter().filter(|v| v.starts_with(word)).count() as f64;
    Some(
        Sentence::new("claims", "claims.count")
            .number("facts", facts.len() as f64)
            .number("supported", count("supported"))
            .number("imprecise", count("imprecise"))
            .number("wrong", count("wrong"))
            .number("not_verified", count("not verified")),
    )
}

/// What is missing or was done on the way.
pub(crate) fn notes(asked: &Asked<'_>, scenes: &Scenes, corners: &[Corner]) -> Vec<Sentence> {
    let year = asked.powers.year();
    let iso = |s: StateId| {
        asked
            .world
            .states()
            .get(s, year)
            .and_then(|r| r.iso3)
            .map_or_else(|| asked.world.states().name(s).to_owned(), |i| i.to_string())
    };
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let mut push = |s: Sentence| {
        if seen.insert(format!("{s:?}")) {
            out.push(s);
        }
    };
    if asked.plan.challengers.is_empty() {
        push(Sentence::new("parts", "note.no_challenger"));
    }
    if asked.plan.challengers_by_rule {
        push(Sentence::new("parts", "note.challengers_by_rule"));
    }
    for i in &asked.plan.loaded.assessment.informal_commitments {
        push(
            Sentence::new("parts", "note.informal")
                .word("name", i.name.clone())
                .word("from", i.from.clone()),
        );
    }
    let reference = &corners[0];
    for (n, ch) in asked.plan.challengers.iter().enumerate() {
        let Some(scene) = scenes.get(n, reference) else {
            let why = asked.scene(n, Gauge::of(&reference.setting), reference.setting.w).err();
            push(
                Sentence::new("parts", "note.client_missing")
                    .word("reason", why.map(|m| m.to_string()).unwrap_or_default()),
            );
            continue;
        };
        for gap in &scene.gaps {
            let s = match gap {
                Gap::NoCommitment => Sentence::new("parts", "note.no_commitment"),
                Gap::PatronBound => Sentence::new("parts", "note.patron_bound")
                    .word("challenger", ch.iso3.to_string()),
                Gap::Patron(m) => {
                    Sentence::new("parts", "note.patron_missing").word("reason", m.to_string())
                }
                Gap::Challenger(m) => Sentence::new("contest", "note.challenger_missing")
                    .word("challenger", ch.iso3.to_string())
                    .word("reason", m.to_string()),
                Gap::OtherAlly(s, m) => Sentence::new("parts", "note.ally_missing")
                    .word("ally", iso(*s))
                    .word("reason", m.to_string()),
                Gap::PresenceUnknown(s) => {
                    Sentence::new("parts", "note.presence_unknown").word("ally", iso(*s))
                }
            };
            push(s);
        }
    }
    if let Some((_, last)) = asked.world.coverage(antumbra_world::Series::Treaties)
        && last < asked.plan.commitments
    {
        push(Sentence::new("parts", "note.treaties_carried").number("year", f64::from(last.0)));
    }
    // A gauge that has no figure for a challenger while the reference has: say which.
    for (n, ch) in asked.plan.challengers.iter().enumerate() {
        for gauge in Gauge::ALL {
            if gauge == Gauge::of(&reference.setting) {
                continue;
            }
            let missing = match asked.scene(n, gauge, 1.0) {
                Err(m) => Some((asked.plan.client_iso3, m)),
                Ok(s) => s.gaps.iter().find_map(|g| match g {
                    Gap::Challenger(m) => Some((ch.iso3, m.clone())),
                    _ => None,
                }),
            };
            if let Some((state, reason)) = missing {
                push(gauge_missing(gauge, state, &reason));
            }
        }
    }
    out
}

fn gauge_missing(gauge: Gauge, state: antumbra_core::Iso3, reason: &Missing) -> Sentence {
    Sentence::new("measures", "note.gauge_missing")
        .word("measure", gauge.name())
        .word("state", state.to_string())
        .word("reason", reason.to_string())
}
