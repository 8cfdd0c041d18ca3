//! Who decides, what law asks, what people answer, where a deal is possible: from the sections of
//! the assessment file to what a reader sees.
//!
//! Domestic actors settle by the spatial model; the patron's actors ratify; adversaries,
//! neighbours and partners set prices and never vote. Gates give each path its earliest lawful
//! date ([`law::Law::earliest`]). Nothing here knows a country: a client without actors has no
//! politics, and the answer says so.

mod deal;
pub mod elastic;
pub mod file;
pub mod law;
mod ledger;
pub mod past;
mod polls;
mod settle;
pub mod table;
pub(crate) mod words;
mod wrong;

use crate::doc::Node;
use crate::file::Assessment;
use antumbra_bargain::Error;
use antumbra_bargain::spatial::{Rules, Run};
use antumbra_core::{Date, Diagnostics, Range, Seed, did_you_mean};
use antumbra_record::politics as record;
use elastic::Fall;
use file::ActorRole;
use law::Law;
use std::collections::BTreeMap;
use table::Table;
use wrong::Wrong;

pub(crate) use ledger::{inputs, sources};

/// Draws of the actors' ranges when the file does not say: they fit within two seconds.
pub const DRAWS: u32 = 400;

/// The sections on politics, checked and ready to be run.
#[derive(Clone, Debug)]
pub struct Sections {
    /// The actors, if there are any.
    pub table: Option<Table>,
    /// The gates, if there are any.
    pub law: Option<Law>,
    /// The day on which the work on gates starts.
    pub as_of: Option<Date>,
    deal: Option<antumbra_bargain::deal::Deal>,
}

/// Checks the sections on politics.
///
/// # Errors
/// Everything that is wrong, each at its place.
pub fn sections(a: &Assessment, doc: &Node) -> Result<Sections, Diagnostics> {
    let mut wrong = Wrong::new(doc);
    let p = &a.politics;
    let as_of = p.as_of.as_deref().map(Date::parse);
    if as_of == Some(None) {
        wrong.push(
            "AN0125",
            "politics.as_of",
            format!("`{}` is no day", p.as_of.as_deref().unwrap_or_default()),
            "write as_of = \"2026-11-22\"",
        );
    }
    let table = table::table(&p.axes, &a.actors, &p.rules, &mut wrong);
    let axes: Vec<String> = p.axes.iter().map(|x| x.id.clone()).collect();
    let domestic: Vec<String> =
        a.actors.iter().filter(|x| x.role == ActorRole::Domestic).map(|x| x.id.clone()).collect();
    elastic::check(&p.elasticities, &axes, &domestic, &mut wrong);
    polls::check(&a.polls, &mut wrong);
    let law = law::law(&a.gates, as_of.is_some(), &mut wrong);
    let deal = a.deal.as_ref().and_then(|d| deal::deal(d, &mut wrong));
    for (path, lever, need) in needs(a) {
        if !a.gates.iter().any(|g| g.id == need) {
            let near = did_you_mean(need, a.gates.iter().map(|g| g.id.as_str()));
            wrong.push(
                "AN0216",
                &format!("paths.{path}.levers.{lever}.needs"),
                format!("there is no gate `{need}`"),
                &near.map_or_else(
                    || "gates are named by the ids of [[gates]]".to_owned(),
                    |n| format!("did you mean `{n}`?"),
                ),
            );
        }
    }
    if wrong.count() > 0 {
        return Err(wrong.into_list());
    }
    Ok(Sections { table, law, as_of: as_of.flatten(), deal })
}

/// How a run differs from what the file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Rules changed, as family and variant.
    pub rules: Vec<(String, String)>,
    /// Number of draws.
    pub draws: Option<u32>,
}

/// The politics of an assessment, and the run at the mids.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What a reader sees.
    pub politics: record::Politics,
    /// The run at the mids of the domestic actors, keyed by their ids.
    pub run: Option<Run>,
    /// The rules that ran.
    pub rules: Rules,
}

/// Runs the politics of an assessment; `None` when nothing of it is coded: no actor, no gate, no
/// poll, no deal. `fall` is the fall of perceived reliability that elasticities answer to.
///
/// # Errors
/// When a rule of `options` does not exist or does not suit the actors, or a draw leaves no actor
/// with any capability.
pub fn answer(
    a: &Assessment,
    sections: &Sections,
    options: &Options,
    seed: Seed,
    fall: Fall,
) -> Result<Option<Answer>, Error> {
    let nothing = a.actors.is_empty() && a.gates.is_empty() && a.polls.is_empty();
    if nothing && a.deal.is_none() {
        return Ok(None);
    }
    let p = &a.politics;
    let mut rules = sections.table.as_ref().map_or_else(Rules::default, |t| t.rules);
    for (family, variant) in &options.rules {
        rules.set(family, variant)?;
    }
    let draws = options.draws.or(p.draws).unwrap_or(DRAWS);
    let mut out = record::Politics {
        as_of: p.as_of.clone(),
        axes: axes(p),
        rules: rules.named().iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect(),
        actors: actors(a),
        elasticities: elastic::effects(
            &p.elasticities,
            sections.table.as_ref(),
            &rules,
            seed,
            fall,
        )?,
        opinion: polls::topics(&a.polls)?,
        gates: gates(a),
        paths: paths(a, sections)?,
        deal: a.deal.as_ref().zip(sections.deal.as_ref()).map(|(s, d)| deal::record(s, d)),
        ..record::Politics::default()
    };
    let mut run = None;
    if let Some(t) = &sections.table {
        let o = settle::settle(t, &p.axes, &a.actors, &rules, seed, draws)?;
        out.draws = draws;
        out.settled_draws = u32::try_from(o.drawn.settled()).unwrap_or(u32::MAX);
        out.verdict = settle::verdict(o.run.verdict).into();
        out.rounds = o.run.turns.iter().map(|t| t.positions.clone()).collect();
        if let Some(last) = out.rounds.last() {
            let settlers = out.actors.iter_mut().filter(|x| x.role == ActorRole::Domestic.word());
            for (actor, end) in settlers.zip(last) {
                actor.end = Some(end.clone());
            }
        }
        out.settlement = o.settlement;
        out.centres = o.centres;
        out.sensitivity = o.sensitivity;
        out.ratification = o.ratification;
        out.ratified_by_all = o.ratified_by_all;
        out.prices = o.prices;
        run = Some(o.run);
    }
    Ok(Some(Answer { politics: out, run, rules }))
}

/// The politics of a plan as the file says, or why they cannot be run.
///
/// # Errors
/// A sentence.
pub(crate) fn of_plan(plan: &crate::plan::Plan) -> Result<Option<record::Politics>, String> {
    let a = &plan.loaded.assessment;
    let sections = sections(a, &plan.loaded.doc).map_err(|d| d.to_string())?;
    let done = answer(a, &sections, &Options::default(), Seed(a.seed), plan.fall());
    Ok(done.map_err(|e| e.to_string())?.map(|x| x.politics))
}

fn axes(p: &file::Politics) -> Vec<record::Axis> {
    let mark = |m: &file::MarkRow| record::Mark { at: m.at, words: m.words.clone() };
    p.axes
        .iter()
        .map(|x| record::Axis {
            id: x.id.clone(),
            name: x.name.clone(),
            marks: x.marks.iter().map(mark).collect(),
        })
        .collect()
}

fn actors(a: &Assessment) -> Vec<record::ActorView> {
    let along = |m: &BTreeMap<String, file::Ranged>| -> Vec<Range> {
        a.politics.axes.iter().filter_map(|x| m.get(&x.id)).map(|r| r.range()).collect()
    };
    a.actors
        .iter()
        .map(|x| record::ActorView {
            id: x.id.clone(),
            name: x.name.clone(),
            state: x.state.clone(),
            role: x.role.word().into(),
            capability: x.capability.range(),
            position: along(&x.position),
            salience: along(&x.salience),
            end: None,
            reason: x.reason.clone(),
            tag: x.tag,
            author: x.author.clone(),
            sources: x.sources.clone(),
        })
        .collect()
}

fn gates(a: &Assessment) -> Vec<record::Gate> {
    a.gates
        .iter()
        .map(|g| record::Gate {
            id: g.id.clone(),
            name: g.name.clone(),
            kind: g.kind.word().into(),
            level: g.level,
            lead_years: g.lead_years.range(),
            after: g.after.clone(),
            passed: g.passed.clone(),
            who_can_stop: g
                .who_can_stop
                .iter()
                .map(|s| record::GateStopper { who: s.who.clone(), by: s.by.clone() })
                .collect(),
            base_rate: g.base_rate.as_ref().map(|b| record::BaseRate {
                happened: b.happened,
                of: b.of,
                unit: b.unit.clone(),
            }),
            likelihood: match g.likelihood {
                file::LikelihoodClass::Remote => "remote",
                file::LikelihoodClass::Possible => "possible",
                file::LikelihoodClass::Likely => "likely",
            }
            .into(),
            levers: g.levers.clone(),
            paths: g.paths.clone(),
            tag: g.tag,
            sources: g.sources.clone(),
            note: g.note.clone(),
        })
        .collect()
}

/// What levers of paths need, as (path, place of the lever, gate).
fn needs(a: &Assessment) -> impl Iterator<Item = (&str, usize, &str)> {
    a.paths.iter().flat_map(|p| {
        p.levers.iter().enumerate().flat_map(move |(n, l)| {
            l.needs.iter().map(move |need| (p.id.as_str(), n, need.as_str()))
        })
    })
}

/// The hurdles of every path of the file, then of those that gates alone name: all gates that the
/// path's levers need or that name the path.
fn paths(a: &Assessment, sections: &Sections) -> Result<Vec<record::Hurdles>, Error> {
    let (Some(law), Some(start)) = (&sections.law, sections.as_of) else { return Ok(Vec::new()) };
    let mut ids: Vec<&str> = a.paths.iter().map(|p| p.id.as_str()).collect();
    for id in a.gates.iter().flat_map(|g| &g.paths) {
        if !ids.contains(&id.as_str()) {
            ids.push(id);
        }
    }
    ids.into_iter()
        .map(|id| {
            let asked = |gate: &str| needs(a).any(|(path, _, need)| path == id && need == gate);
            let needed: Vec<&str> = a
                .gates
                .iter()
                .filter(|g| g.paths.iter().any(|p| p == id) || asked(&g.id))
                .map(|g| g.id.as_str())
                .collect();
            law.earliest(id, &needed, start)
        })
        .collect()
}
