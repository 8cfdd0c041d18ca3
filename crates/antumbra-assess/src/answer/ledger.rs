//! Inputs, claims, decisions and sources as rows.

use super::cases::Asked;
use crate::file::Fact;
use crate::plan::Quantity;
use antumbra_core::{Iso3, Measured, SourceId, StateId, Tag};
use antumbra_deter::Gauge;
use antumbra_record::findings::Findings;
use antumbra_record::ledger::{Claim, Decision, Input, SourceRow};
use antumbra_world::{Figure, Variable};
use std::collections::BTreeSet;

/// The ledger of claims.
pub(crate) fn claims(asked: &Asked<'_>) -> Vec<Claim> {
    asked
        .plan
        .loaded
        .assessment
        .claims
        .iter()
        .map(|c| Claim {
            id: c.id,
            text: c.text.clone(),
            kind: c.kind.clone(),
            verdict: c.verdict.clone(),
            correct: c.correct.clone(),
            sources: c.sources.clone(),
            parameter: c.parameter.clone(),
        })
        .collect()
}

/// Dated decisions, the next first.
pub(crate) fn decisions(asked: &Asked<'_>) -> Vec<Decision> {
    let mut out: Vec<Decision> = asked
        .plan
        .loaded
        .assessment
        .decisions
        .iter()
        .map(|d| Decision {
            id: d.id.clone(),
            date: d.date.clone(),
            title: d.title.clone(),
            why: d.why.clone(),
            sources: d.sources.clone(),
        })
        .collect();
    // A year or a month without a day stands at its end.
    let key = |d: &Decision| format!("{}{}", d.date, &"-99-99"[(d.date.len().max(4) - 4).min(6)..]);
    out.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id)));
    out
}

/// Every input: what is drawn, the data read, and the case's other figures.
pub(crate) fn inputs(asked: &Asked<'_>) -> Vec<Input> {
    let plan = asked.plan;
    let mut out: Vec<Input> = [
        &plan.reliability,
        &plan.reliability_others,
        &plan.reliability_after,
        &plan.decisiveness,
        &plan.surge_share,
        &plan.cover_leaves,
        &plan.war_expert,
        &plan.other_cover,
    ]
    .into_iter()
    .chain(plan.challengers.iter().map(|c| &c.theatre_share))
    .map(drawn)
    .collect();

    let states = [(plan.client, plan.client_iso3), (plan.patron, plan.patron_iso3)]
        .into_iter()
        .chain(plan.challengers.iter().map(|c| (c.state, c.iso3)));
    for (state, iso3) in states {
        data(asked, state, iso3, &mut out);
    }
    if let Some(p) = &plan.loaded.assessment.personnel {
        out.push(fact("personnel.authorised", "authorised strength", "persons", &p.authorised));
        out.push(fact("personnel.filled", "filled posts", "persons", &p.filled));
        if let Some(r) = &p.recruitment_share {
            out.push(fact(
                "personnel.recruitment_share",
                "recruits over the number sought",
                "share",
                r,
            ));
        }
    }
    nuclear(asked, &mut out);
    out.extend(crate::politics::inputs(&plan.loaded.assessment));
    for i in &plan.loaded.assessment.inputs {
        let as_of = i.as_of.as_ref().map(|d| format!("as of {d}"));
        out.push(Input {
            id: i.id.clone(),
            name: i.name.clone(),
            unit: i.unit.clone(),
            lo: i.lo,
            mid: i.mid,
            hi: i.hi,
            tag: i.tag,
            source: i.sources.join("; "),
            author: i.author.clone(),
            note: match (&i.note, as_of) {
                (Some(n), Some(d)) => Some(format!("{n} ({d})")),
                (n, d) => n.clone().or(d),
            },
            role: "shown".into(),
        });
    }
    out
}

/// The figures of the nuclear options and aids: judgements like the rest, and counted with them.
fn nuclear(asked: &Asked<'_>, out: &mut Vec<Input>) {
    let n = &asked.plan.loaded.assessment.nuclear;
    for o in &n.options {
        let three = |t: crate::file::Three| (Some(t.lo), Some(t.mid), Some(t.hi));
        let ends = |e: crate::file::Ends| (Some(e.min), None, Some(e.max));
        let rows = [
            ("years", "years to effect", "years", o.years.map(three)),
            ("gdp_share", "running cost over GDP", "share", o.gdp_share.map(three)),
            ("r_nuc", "share of the nuclear part that it keeps", "share", Some(ends(o.r_nuc))),
            ("danger_window_years", "years of danger", "years", o.danger_window_years.map(ends)),
        ];
        for (key, what, unit, figure) in rows {
            if let Some((lo, mid, hi)) = figure {
                out.push(Input {
                    id: format!("nuclear.options.{}.{key}", o.id),
                    name: Some(format!("{}: {what}", o.name)),
                    unit: Some(unit.into()),
                    lo,
                    mid,
                    hi,
                    tag: o.tag,
                    source: o.sources.join("; "),
                    author: o.author.clone(),
                    note: None,
                    role: "model".into(),
                });
            }
        }
    }
    let mut aid = |id: &str, x: f64| {
        out.push(Input {
            id: format!("nuclear.{id}"),
            name: Some("an arithmetic aid's number: illustrative, yours to set".into()),
            unit: None,
            lo: None,
            mid: Some(x),
            hi: None,
            tag: Tag::Judgement,
            source: String::new(),
            author: Some("illustrative".into()),
            note: None,
            role: "model".into(),
        });
    };
    if let Some(s) = &n.sufficiency {
        aid("sufficiency.launchers", s.launchers);
        aid("sufficiency.alert_share", s.alert_share);
        aid("sufficiency.warheads_per_launcher", s.warheads_per_launcher);
        aid("sufficiency.reliability", s.reliability);
        aid("sufficiency.penetration", s.penetration);
    }
    if let Some(c) = &n.credibility {
        aid("credibility.gain", c.gain);
        aid("credibility.loss", c.loss);
    }
}

fn drawn(q: &Quantity) -> Input {
    let at = |u: f64| Some(q.dist.quantile(u));
    let p = &q.provenance;
    Input {
        id: q.id.clone(),
        name: Some(q.name.into()),
        unit: Some(if q.id == "draws.decisiveness" { "exponent".into() } else { "share".into() }),
        lo: at(0.05),
        mid: at(0.5),
        hi: at(0.95),
        tag: p.tag,
        source: p.sources.iter().map(|s| s.0.as_str()).collect::<Vec<_>>().join("; "),
        author: p.author.clone(),
        note: p.note.clone(),
        role: "model".into(),
    }
}

fn fact(id: &str, name: &str, unit: &str, f: &Fact) -> Input {
    Input {
        id: id.into(),
        name: Some(name.into()),
        unit: Some(unit.into()),
        lo: None,
        mid: Some(f.value),
        hi: None,
        tag: f.tag,
        source: f.sources.join("; "),
        author: f.author.clone(),
        note: f.note.clone(),
        role: "shown".into(),
    }
}

fn data(asked: &Asked<'_>, state: StateId, iso3: Iso3, out: &mut Vec<Input>) {
    let year = asked.powers.year();
    let mut add = |key: &str, name: String, unit: &str, m: Measured<Figure>| {
        if let Measured::Value(f) = m {
            out.push(Input {
                id: format!("data.{iso3}.{key}"),
                name: Some(name),
                unit: Some(unit.into()),
                lo: None,
                mid: Some(f.value),
                hi: None,
                tag: f.tag,
                source: f.source.to_string(),
                author: None,
                note: Some(match f.note {
                    Some(n) => format!("{}; {n}", f.year),
                    None => f.year.to_string(),
                }),
                role: "model".into(),
            });
        }
    };
    let who = asked.world.states().name(state).to_owned();
    let spending = asked.powers.money(state, Gauge::Spending);
    add(
        "milex_usd",
        format!("military spending of {who}"),
        "US dollars of the year, market rates",
        spending,
    );
    for (v, what) in [
        (Variable::MilexNmcUsd, "military spending by NMC"),
        (Variable::MilperNmc, "military personnel by NMC"),
        (Variable::Cinc, "CINC"),
        (Variable::GdpUsd, "GDP"),
        (Variable::PppFactor, "PPP factor"),
        (Variable::Population, "population"),
        (Variable::MilexGdpShare, "military spending over GDP"),
    ] {
        add(v.name(), format!("{what} of {who}"), v.unit(), asked.world.latest(v, state, year));
    }
    if state != asked.plan.client {
        let d = asked.world.distance_km(state, asked.plan.client, year);
        add("distance_km", format!("shortest distance from {who}"), "km", d);
    }
    if state == asked.plan.patron {
        let t = asked.world.latest_stationed(state, asked.plan.client, year);
        add("stationed", format!("personnel of {who} stationed there"), "persons", t);
    }
}

/// The sources that the findings name, in the order of their ids.
pub(crate) fn sources(asked: &Asked<'_>, f: &Findings) -> Vec<SourceRow> {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut add =
        |text: &str| ids.extend(text.split("; ").filter(|s| !s.is_empty()).map(str::to_owned));
    f.inputs.iter().for_each(|i| add(&i.source));
    f.series.iter().for_each(|s| add(&s.source));
    f.spending.iter().for_each(|s| add(&s.source));
    f.arms.iter().for_each(|s| add(&s.source));
    f.postings.iter().for_each(|s| add(&s.source));
    f.nuclear.iter().for_each(|s| add(&s.source));
    f.measures.iter().flat_map(|m| &m.sources).for_each(|s| add(s));
    f.claims.iter().flat_map(|c| &c.sources).for_each(|s| add(s));
    f.decisions.iter().flat_map(|d| &d.sources).for_each(|s| add(s));
    f.nuclear_detail.options.iter().flat_map(|o| &o.sources).for_each(|s| add(s));
    for a in &f.nuclear_detail.arsenals {
        a.inventory.iter().chain(&a.stockpile).for_each(|c| add(&c.source));
    }
    asked.plan.loaded.assessment.text_source.iter().for_each(|s| add(s));
    f.politics.iter().flat_map(crate::politics::sources).for_each(&mut add);
    f.paths.iter().flat_map(|p| &p.paths).flat_map(|p| &p.sources).for_each(|s| add(s));
    f.analogues.iter().flat_map(|a| &a.cases).flat_map(|c| &c.sources).for_each(|s| add(s));
    let library = &asked.plan.sources;
    ids.into_iter()
        .filter_map(|id| {
            let source = library.get(&SourceId::new(id.clone()))?.clone();
            Some(SourceRow { id, source })
        })
        .collect()
}

/// How many inputs that a computation reads are judgements.
pub(crate) fn judgements(inputs: &[Input]) -> usize {
    inputs.iter().filter(|i| i.tag == Tag::Judgement).count()
}
