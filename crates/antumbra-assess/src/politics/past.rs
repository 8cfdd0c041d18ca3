//! Backcasts: past decisions with their actors, the model's settlement and the simple rules scored
//! on what happened, printed whichever wins.

use super::file::{ActorRole, PastDecisionFile};
use super::settle::place;
use super::table;
use super::wrong::Wrong;
use crate::doc;
use crate::schema::Schema;
use antumbra_bargain::ActorSet;
use antumbra_bargain::backcast::{PastDecision, Predictor, Scorecard, backcast};
use antumbra_bargain::spatial::Rules;
use antumbra_core::{Diagnostic, Diagnostics, Seed, Source};
use antumbra_record::politics::{BACKCAST_SCHEMA, Backcast, Backcasts};
use std::collections::BTreeMap;

/// Name and text of every past decision, by year.
pub const ALL: &[(&str, &str)] = &[
    ("1960-treaty-revision", include_str!("../../../../cases/politics/1960-treaty-revision.toml")),
    ("1996-futenma", include_str!("../../../../cases/politics/1996-futenma.toml")),
    ("2015-guidelines", include_str!("../../../../cases/politics/2015-guidelines.toml")),
    (
        "2021-host-nation-support",
        include_str!("../../../../cases/politics/2021-host-nation-support.toml"),
    ),
];

const SOURCES: &str = include_str!("../../../../cases/politics/sources.toml");

/// One past decision, read and checked.
struct Past {
    file: PastDecisionFile,
    /// Those who settle, and those with the patron's actors at the table.
    domestic: ActorSet,
    with_patron: ActorSet,
}

fn sources() -> Result<BTreeMap<String, Source>, Diagnostics> {
    toml::from_str(SOURCES).map_err(|e| {
        Diagnostic::error("AN0179", format!("cases/politics/sources.toml: {e}")).into()
    })
}

fn read(name: &str, text: &str, known: &BTreeMap<String, Source>) -> Result<Past, Diagnostics> {
    let tree = doc::parse_file(name, text.as_bytes())?;
    let faults = Schema::of_past_decision().check(&tree);
    if faults.has_errors() {
        return Err(faults);
    }
    let file: PastDecisionFile = serde_json::from_value(tree.json()).map_err(|e| {
        // The schema admits nothing that the types refuse; should they ever differ, say so here.
        Diagnostic::error("AN0199", format!("`{name}` does not follow the schema: {e}"))
    })?;
    let mut wrong = Wrong::new(&tree);
    for (key, numbers) in [("before", &file.before), ("outcome", &file.outcome)] {
        for axis in &file.axes {
            let x = numbers.get(&axis.id);
            if x.is_none_or(|x| !(0.0..=100.0).contains(x)) || numbers.len() != file.axes.len() {
                wrong.push(
                    "AN0213",
                    key,
                    format!("`{key}` needs one number from 0 to 100 for `{}`", axis.id),
                    "one number per axis, and no other",
                );
            }
        }
    }
    for (n, id) in file.sources.iter().enumerate().filter(|(_, id)| !known.contains_key(*id)) {
        wrong.push(
            "AN0133",
            &format!("sources.{n}"),
            format!("there is no source `{id}`"),
            "name a row of cases/politics/sources.toml",
        );
    }
    let table = table::table(&file.axes, &file.actors, &BTreeMap::new(), &mut wrong);
    let sets =
        table.and_then(|t| Some((t.domestic.mids().clone(), t.with(Some(ActorRole::Patron))?)));
    match sets {
        Some((domestic, with_patron)) if wrong.count() == 0 => {
            Ok(Past { file, domestic, with_patron })
        }
        _ => {
            if wrong.count() == 0 {
                let message = "there are no actors".to_owned();
                wrong.push("AN0210", "", message, "add [[actors]]");
            }
            Err(wrong.into_list())
        }
    }
}

fn word(p: Predictor) -> &'static str {
    match p {
        Predictor::NoChange => "no_change",
        Predictor::WeightedMean => "weighted_mean",
        Predictor::WeightedMedian => "weighted_median",
        Predictor::Settlement => "settlement",
        Predictor::Winner => "winner",
    }
}

fn named<T: Clone>(values: &[T; 5]) -> BTreeMap<String, T> {
    Predictor::ALL.iter().zip(values).map(|(p, v)| (word(*p).to_owned(), v.clone())).collect()
}

fn along(p: &Past, m: &BTreeMap<String, f64>) -> Vec<f64> {
    p.file.axes.iter().filter_map(|x| m.get(&x.id)).copied().collect()
}

fn score(
    past: &[Past],
    rules: &Rules,
    actors: fn(&Past) -> &ActorSet,
) -> Result<Scorecard, Diagnostics> {
    let decisions: Vec<PastDecision> = past
        .iter()
        .map(|p| PastDecision {
            name: p.file.id.clone(),
            actors: actors(p).clone(),
            outcome: along(p, &p.file.outcome),
            before: along(p, &p.file.before),
        })
        .collect();
    backcast(&decisions, rules, Seed(1)).map_err(|e| {
        Diagnostic::error("AN0181", format!("the model cannot run: {}", e.message()))
            .help(e.hint().unwrap_or("`antumbra bargain --rules` lists every rule"))
            .into()
    })
}

/// Every shipped past decision, scored under the default rules with those of `chosen` changed.
///
/// # Errors
/// When a rule does not exist, or a shipped file is wrong (a test keeps them right).
pub fn backcasts(chosen: &[(String, String)]) -> Result<Backcasts, Diagnostics> {
    let known = sources()?;
    let mut past = Vec::new();
    let mut wrong = Diagnostics::new();
    for (name, text) in ALL {
        match read(&format!("cases/politics/{name}.toml"), text, &known) {
            Ok(p) => past.push(p),
            Err(d) => wrong.extend(d),
        }
    }
    if wrong.has_errors() {
        return Err(wrong);
    }
    let mut rules = Rules::default();
    for (family, variant) in chosen {
        rules.set(family, variant).map_err(|e| {
            Diagnostic::error("AN0180", e.message().to_owned())
                .help(e.hint().unwrap_or("`antumbra bargain --rules` lists every rule"))
        })?;
    }
    let card = score(&past, &rules, |p| &p.domestic)?;
    let with_patron = score(&past, &rules, |p| &p.with_patron)?;
    let cite = |id: &String| {
        known.get(id).map_or_else(
            || id.clone(),
            |s| format!("{} ({}). {}. {} (read: {})", s.author, s.year, s.title, s.place, s.read),
        )
    };
    let cases = past
        .iter()
        .zip(&card.cases)
        .map(|(p, c)| {
            let outcome = along(p, &p.file.outcome);
            Backcast {
                id: p.file.id.clone(),
                title: p.file.title.clone(),
                start: p.file.start,
                end: p.file.end,
                place: p.file.axes.iter().zip(&outcome).map(|(a, x)| place(a, *x)).collect(),
                outcome,
                outcome_note: p.file.outcome_note.clone(),
                author: p.file.author.clone(),
                predictions: named(&c.predictions),
                errors: named(&c.errors),
                sources: p.file.sources.iter().map(cite).collect(),
            }
        })
        .collect();
    Ok(Backcasts {
        schema: BACKCAST_SCHEMA.into(),
        cases,
        mean_errors: named(&card.mean_errors),
        best: word(card.best).into(),
        settlement_better: card.settlement_against_mean.0,
        settlement_worse: card.settlement_against_mean.1,
        mean_errors_with_patron: named(&with_patron.mean_errors),
    })
}
