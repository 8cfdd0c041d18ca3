//! From a plan to findings: the one place where engine results become what a reader sees.

use crate::answer::cases::Asked;
use crate::answer::draws::Futures;
use crate::answer::over::Scenes;
use crate::answer::{facts, fixture, grid, headings, ledger, nuclear, over, risk, war, words};
use crate::file::Assessment;
use crate::paths;
pub use crate::paths::run::Step;
use crate::plan::Plan;
use antumbra_core::Corner;
use antumbra_core::{Diagnostics, Iso3, Table};
use antumbra_deter::Powers;
use antumbra_deter::evidence::estimates::Estimates;
use antumbra_record::chunks::parquet;
use antumbra_record::findings::{Findings, Fixtures, SCHEMA, Sentence, Tolerance};
use antumbra_record::nuclear::NuclearFindings;
use antumbra_record::risk::Risks;
use antumbra_record::store::sha256;
use antumbra_record::translation::Translation;
use antumbra_world::World;
use std::collections::BTreeMap;

/// Runs a plan.
///
/// `data` says where the world came from, as shown on the first screen. The result depends on the
/// plan and the world alone, to the byte, for any number of threads. `step` is told how many
/// futures of the paths are done, and of how many; without it paths are left out.
///
/// # Errors
/// What is wrong with the paths of the file, each at its place.
pub fn run(
    plan: &Plan,
    world: &World,
    powers: &Powers,
    data: &str,
    step: Option<&mut Step<'_>>,
) -> Result<Findings, Diagnostics> {
    Ok(answer(plan, world, powers, data, step)?.findings)
}

/// Findings with the tables of the ensemble behind them.
pub struct Answer {
    /// The findings.
    pub findings: Findings,
    /// Quantiles by path, world, yearly outcome and year; none where no path was walked.
    pub years: Option<Table>,
}

impl Answer {
    /// The tables as files of a run folder: `years.csv`, `years.parquet`.
    ///
    /// # Errors
    /// When a table cannot be encoded.
    pub fn files(&self) -> Result<Vec<(&'static str, Vec<u8>)>, antumbra_record::Error> {
        let Some(t) = &self.years else { return Ok(Vec::new()) };
        Ok(vec![("years.csv", crate::ensemble::csv(t)?), ("years.parquet", parquet(t)?)])
    }
}

/// As [`run`], with the tables.
///
/// # Errors
/// As [`run`].
pub fn answer(
    plan: &Plan,
    world: &World,
    powers: &Powers,
    data: &str,
    step: Option<&mut Step<'_>>,
) -> Result<Answer, Diagnostics> {
    let mut years = None;
    let futures = Futures::draw(plan);
    let asked = Asked { world, powers, plan, futures: &futures };
    let corners = plan.reference.corners();
    let scenes = Scenes::new(&asked, &corners);
    let shares = facts::shares(world, plan.client, plan.year);
    let (parts, costs) = grid::run(&asked, shares.first());
    let (measures, measure_flips) = facts::measures(&asked);
    let (cover, nuclear_detail) = nuclear::run(&asked);
    let risks = risks(&asked, &scenes, &corners, &nuclear_detail);
    let mut flips = measure_flips;
    flips.extend(over::flips(&asked, &scenes, &corners, shares.first()));
    let a = &plan.loaded.assessment;
    let mut f = Findings {
        schema: SCHEMA.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        assessment: plan.id.clone(),
        run: run_id(a, data),
        title: plan.title.clone().unwrap_or_default(),
        text: a.text.clone(),
        client: plan.client_iso3,
        patron: plan.patron_iso3,
        year: plan.year.0,
        commitments: plan.commitments.0,
        series: facts::series(&asked),
        data: data.into(),
        seed: a.seed,
        draws: a.futures,
        reference: plan.reference,
        tolerance: Tolerance {
            gdp_share_max: a.tolerance.gdp_share_max,
            not_replaceable_above: a.tolerance.not_replaceable_above,
        },
        names: BTreeMap::new(),
        sentences: Vec::new(),
        parts_over: over::parts(&asked, &scenes, &corners, &parts),
        costs_over: over::costs(&asked, &scenes, &corners, &shares, &costs),
        parts,
        measures,
        costs,
        contest: over::contest(&asked, &scenes, &corners[0]),
        self_sufficiency: over::self_sufficiency(&asked, &scenes, &corners),
        flips,
        spending: facts::spending(world, plan.client, plan.client_iso3, plan.year),
        arms: facts::arms(world, plan.client, plan.year),
        postings: facts::postings(&asked),
        personnel: facts::personnel(&asked),
        nuclear: cover,
        nuclear_detail,
        risks,
        claims: ledger::claims(&asked),
        inputs: ledger::inputs(&asked),
        decisions: ledger::decisions(&asked),
        politics: None,
        analogues: None,
        paths: None,
        exploration: None,
        whatif: None,
        fixtures: Fixtures { pooled: fixture::pooled(world, plan) },
        translations: translations(plan),
        notes: words::notes(&asked, &scenes, &corners),
        sources: Vec::new(),
    };
    if let (Some(step), Ok(estimates)) = (step, Estimates::embedded()) {
        match paths::run::run(&asked, estimates, &corners, step)? {
            Some(Ok(outcome)) => {
                f.paths = Some(outcome.paths);
                f.exploration = outcome.exploration;
                f.whatif = outcome.whatif;
                years = Some(outcome.years);
                f.inputs.extend(outcome.inputs);
                f.notes.extend(outcome.left_out.iter().map(|n| {
                    Sentence::new("neighbours", "note.neighbour_left_out").word("state", n)
                }));
            }
            Some(Err(why)) => f
                .notes
                .push(Sentence::new("paths", "note.paths_not_run").word("reason", why.to_string())),
            None => f.notes.push(Sentence::new("paths", "note.no_paths")),
        }
    }
    let wanted = crate::analogues::Wanted::of(
        plan.client_iso3.as_str(),
        plan.patron_iso3.as_str(),
        plan.year.0,
    );
    f.analogues = crate::analogues::analogues(world, &wanted).ok();
    let done = crate::politics::of_plan(plan);
    f.notes.extend(crate::politics::words::note(&done));
    f.politics = done.ok().flatten();
    f.notes.extend(risk_notes(&asked, f.risks.as_ref()));
    f.sentences = words::sentences(&f);
    f.sentences.extend(headings::sentences(&f));
    f.sentences.extend(paths::headline::sentence(f.exploration.as_ref()));
    f.sentences.extend(f.paths.as_ref().and_then(paths::learnt::order));
    f.sentences
        .extend(f.whatif.iter().map(|w| paths::whatif::sentence(w, a.tolerance.holds_share)));
    f.sentences.extend(crate::politics::words::sentences(f.politics.as_ref()));
    f.sentences.extend(paths::schools::sentences(f.paths.as_ref()));
    f.sources = ledger::sources(&asked, &f);
    f.names = names(&asked, &f);
    Ok(Answer { findings: f, years })
}

/// The free text of the assessment in other languages, with what any run may show.
fn translations(plan: &Plan) -> BTreeMap<String, Translation> {
    let mut out = plan.loaded.translations.clone();
    for (language, t) in &mut out {
        for (text, told) in crate::shipped::common(language) {
            // The assessment's own translation goes first.
            t.texts.entry(text).or_insert(told);
        }
    }
    out
}

/// Checks the paths of a plan without running them.
///
/// # Errors
/// What is wrong with levers, regimes, partners and draws, each at its place.
pub fn check(plan: &Plan, world: &World, powers: &Powers) -> Result<(), Diagnostics> {
    let futures = Futures::draw(plan);
    let asked = Asked { world, powers, plan, futures: &futures };
    match Estimates::embedded() {
        Ok(estimates) => paths::run::check(&asked, estimates),
        Err(_) => Ok(()),
    }
}

/// Risk by challenger and tier, where the estimates carry the client.
fn risks(
    asked: &Asked<'_>,
    scenes: &over::Scenes,
    corners: &[Corner],
    nuclear: &NuclearFindings,
) -> Option<Risks> {
    let estimates = Estimates::embedded().ok()?;
    let reference = corners.first()?;
    let challenges = risk::challenges(asked, scenes, corners, estimates);
    let armed: Vec<Iso3> = nuclear.arsenals.iter().map(|a| a.state).collect();
    let facts = war::NuclearFacts { armed: &armed, covered_without: &nuclear.covered_without };
    let begun = |n: usize| war::begun_by(asked.plan.challengers[n].state);
    let wars = war::wars(asked, scenes, reference, &facts, |n| {
        Some(&estimates.war_counts(begun(n)).uncovered)
    });
    (!challenges.is_empty() || !wars.is_empty()).then(|| Risks {
        challenges,
        wars,
        war_record: war::record(asked, estimates, begun(0)),
        history: risk::history(estimates, asked.plan.client),
        last_outcome: estimates.last_outcome().0,
        rows: estimates.rows() as u64,
    })
}

/// The run by its question: the same question gives the same digits anywhere.
fn run_id(a: &Assessment, data: &str) -> String {
    let asked = (env!("CARGO_PKG_VERSION"), data, a);
    // An assessment holds nothing that JSON cannot say.
    let bytes = serde_json::to_vec(&asked).unwrap_or_default();
    sha256(&bytes).chars().take(8).collect()
}

/// Which risks of disputes are not given, and why.
fn risk_notes(asked: &Asked<'_>, risks: Option<&Risks>) -> Vec<Sentence> {
    let has = |iso: Iso3| risks.is_some_and(|r| r.challenges.iter().any(|c| c.challenger == iso));
    let Ok(estimates) = Estimates::embedded() else { return Vec::new() };
    let mut out = Vec::new();
    for ch in asked.plan.challengers.iter().filter(|c| !has(c.iso3)) {
        let known = estimates.challengers(asked.plan.client).any(|s| s == ch.state);
        let s = if known {
            Sentence::new("risk", "note.no_fit_at_setting")
        } else {
            Sentence::new("risk", "note.no_estimate").word("challenger", ch.iso3.to_string())
        };
        if !out.contains(&s) {
            out.push(s);
        }
    }
    out
}

/// English names of every state that the findings name.
fn names(asked: &Asked<'_>, f: &Findings) -> BTreeMap<Iso3, String> {
    let year = asked.powers.year();
    let mut codes: Vec<Iso3> = vec![f.client, f.patron];
    codes.extend(asked.plan.challengers.iter().map(|c| c.iso3));
    codes.extend(f.arms.iter().map(|a| a.supplier));
    codes.extend(f.paths.iter().flat_map(|p| &p.neighbours).filter_map(|n| Iso3::parse(&n.state)));
    codes.extend(f.postings.iter().map(|p| p.host));
    let record = f.risks.iter().flat_map(|r| &r.war_record);
    codes.extend(record.flat_map(|w| &w.challengers));
    codes.extend(f.nuclear.iter().map(|n| n.provider));
    codes.extend(f.notes.iter().flat_map(|n| n.words.values()).filter_map(|w| Iso3::parse(w)));
    codes
        .into_iter()
        .filter_map(|c| {
            let id = asked.world.states().from_iso3(c, year)?;
            Some((c, asked.world.states().get(id, year)?.name.clone()))
        })
        .collect()
}
