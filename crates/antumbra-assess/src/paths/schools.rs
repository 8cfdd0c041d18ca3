//! Ways of seeing: the same paths and futures under what another school assumes and tolerates, and
//! which conclusions survive all of them.

use super::draws::Drawn;
use super::model::{Keep, WORLDS};
use super::rows::nearest;
use super::run::{self, Inputs};
use super::{setup, tally};
use crate::answer::cases::Asked;
use crate::file::SchoolRow;
use crate::load::Loaded;
use crate::plan::plan;
use antumbra_core::{Diagnostic, Diagnostics, Seed};
use antumbra_deter::evidence::estimates::Estimates;
use antumbra_record::findings::Sentence;
use antumbra_record::paths::{Conclusion, NotRun, Paths, PresetRow};
use std::collections::BTreeMap;

/// Futures under each school.
pub(crate) const SCHOOL_FUTURES: u64 = 1_000;

/// Tables that a school may change: what is believed and what is tolerated, never the question.
const TABLES: [&str; 5] = ["settings", "draws", "tolerance", "standard", "future"];

const HELP: &str = "write sets as after --set; `antumbra check --keys` lists every key";

/// Every `sets` of every school is one that can be applied.
///
/// # Errors
/// The sets that are wrong, each at its place.
pub(crate) fn check(loaded: &Loaded) -> Result<(), Diagnostics> {
    let mut out = Diagnostics::new();
    for s in &loaded.assessment.schools {
        let at = |n: usize| loaded.doc.place(&format!("schools.{}.sets.{n}", s.id));
        let mut wrong = |n: usize, message: String, help: String| {
            let at = at(n);
            out.push(
                Diagnostic::error("AN0147", message).at(at.origin.clone(), at.span).help(help),
            );
        };
        // All at once; one by one only to tell which of them it is.
        match loaded.with(&s.sets) {
            Ok(seen) => {
                let paths = &seen.set[loaded.set.len()..];
                for (n, (path, _)) in paths.iter().enumerate() {
                    let table = path.split('.').next().unwrap_or_default();
                    if !TABLES.contains(&table) {
                        wrong(
                            n,
                            format!("a school cannot set `{path}`"),
                            format!("it sets keys of {}", TABLES.join(", ")),
                        );
                    }
                }
            }
            Err(all) => {
                let mut known = false;
                for (n, set) in s.sets.iter().enumerate() {
                    if let Err(e) = loaded.with(std::slice::from_ref(set)) {
                        known = true;
                        wrong(n, format!("`{set}` cannot be set: {e}"), HELP.into());
                    }
                }
                if !known {
                    wrong(0, format!("these cannot be set together: {all}"), HELP.into());
                }
            }
        }
    }
    if out.has_errors() { Err(out) } else { Ok(()) }
}

/// Runs every school on the reference's futures; those that cannot be run, with the reason.
pub(crate) fn run(
    asked: &Asked<'_>,
    estimates: &Estimates,
    reference: &[Drawn],
    futures: u64,
    step: &mut dyn FnMut(u64),
) -> Result<(Vec<PresetRow>, Vec<NotRun>), Diagnostics> {
    let (mut rows, mut not_run) = (Vec::new(), Vec::new());
    for (n, school) in asked.plan.loaded.assessment.schools.iter().enumerate() {
        let loaded = asked.plan.loaded.with(&school.sets)?;
        let plan = plan(loaded, asked.world, asked.powers, &asked.plan.sources)?;
        let seen = Asked { plan: &plan, ..*asked };
        match setup::build(&seen, estimates, plan.reference) {
            Err(why) => not_run
                .push(NotRun { corner: format!("school={}", school.id), reason: why.to_string() }),
            Ok(built) => {
                let order = Inputs::InOrder(reference);
                let (model, _) = run::model(&seen, &built, plan.reference, order, Keep::Shares)?;
                let seed = Seed(plan.loaded.assessment.seed);
                let before = n as u64 * futures;
                let jobs = rayon::current_num_threads();
                let ran = tally::run(&model, futures, seed, jobs, false, &mut |p| {
                    step(before + p.futures);
                })
                .map_err(|e| Diagnostic::error("AN0145", e.to_string()))?;
                rows.push(row(school, &plan, &ran));
            }
        }
        step((n as u64 + 1) * futures);
    }
    Ok((rows, not_run))
}

fn row(school: &SchoolRow, plan: &crate::plan::Plan, ran: &tally::Ran) -> PresetRow {
    let a = &plan.loaded.assessment;
    let psi = nearest(plan.reference.psi);
    let (mut within, mut verdicts) = (BTreeMap::new(), BTreeMap::new());
    for (p, path) in a.paths.iter().enumerate() {
        for (w, (_, world)) in WORLDS.iter().enumerate() {
            let share = ran.within(p * WORLDS.len() + w, psi);
            let key = format!("{}/{world}", path.id);
            let word = verdict(share, a.tolerance.holds_share, a.tolerance.fails_share);
            verdicts.insert(key.clone(), word);
            within.insert(key, share);
        }
    }
    PresetRow {
        id: school.id.clone(),
        name: school.name.clone(),
        sets: school.sets.clone(),
        futures: ran.futures,
        within,
        verdicts,
        tag: school.tag,
        author: school.author.clone(),
        note: school.note.clone(),
        sources: school.sources.clone(),
    }
}

/// The word for a share of futures within tolerance.
fn verdict(share: f64, holds: f64, fails: f64) -> String {
    let word = if share >= holds {
        "holds"
    } else if share <= fails {
        "fails"
    } else {
        "depends"
    };
    word.into()
}

/// What each path and world comes to at the reference, and the schools under which it differs.
pub(crate) fn conclusions(p: &Paths) -> Vec<Conclusion> {
    let rows = p.paths.iter().flat_map(|path| path.worlds.iter().map(move |w| (path, w)));
    rows.map(|(path, w)| {
        let at_reference = verdict(w.within, p.limits.holds_share, p.limits.fails_share);
        let key = format!("{}/{}", path.id, w.world);
        let differ = |s: &&PresetRow| s.verdicts.get(&key).is_some_and(|v| *v != at_reference);
        Conclusion {
            path: path.id.clone(),
            world: w.world.clone(),
            flips: p.presets.iter().filter(differ).map(|s| s.id.clone()).collect(),
            verdict: at_reference,
        }
    })
    .collect()
}

/// How many conclusions survive, and the school that turns most of the others.
pub(crate) fn sentences(paths: Option<&Paths>) -> Vec<Sentence> {
    let Some(p) = paths.filter(|p| !p.presets.is_empty()) else { return Vec::new() };
    let robust = p.conclusions.iter().filter(|c| c.flips.is_empty()).count();
    let turned = |s: &PresetRow| p.conclusions.iter().filter(|c| c.flips.contains(&s.id)).count();
    // The first of those that turn most.
    let most = p.presets.iter().rev().max_by_key(|s| turned(s));
    let all = p.conclusions.len();
    let message = match robust {
        0 => "presets.none",
        r if r == all => "presets.all",
        _ => "presets.some",
    };
    let mut s = Sentence::new("presets", message)
        .number("schools", p.presets.len() as f64)
        .number("conclusions", all as f64);
    if robust > 0 && robust < all {
        s = s.number("robust", robust as f64);
    }
    if let Some(m) = most.filter(|_| robust < all) {
        s = s.word("most", m.name.clone()).number("turned", turned(m) as f64);
    }
    vec![s]
}

#[cfg(test)]
mod tests {
    use crate::load::load;

    fn wrong(set: &str) -> String {
        let text = format!(
            "client = \"JPN\"\n[[schools]]\nid = \"s\"\nname = \"S\"\nsets = [\"psi=1\", {set:?}]\n"
        );
        let d = load("q.toml", text.as_bytes(), &[]).unwrap_err();
        let one = d.iter().next().unwrap();
        let (origin, span) = one.at.as_ref().unwrap();
        assert!(format!("{origin:?}").contains("q.toml"), "{origin:?}");
        assert!(text[span.start..span.end].contains(set));
        one.message.clone()
    }

    #[test]
    fn a_school_sets_beliefs_and_tolerances_and_nothing_else() {
        assert!(wrong("client=KOR").contains("a school cannot set `client`"));
        assert!(wrong("psy=1").contains("there is no key `psy`"));
        assert!(wrong("psi=3").contains("cannot be 3"));
        assert!(wrong("psi").contains("has no `=`"));
    }

    #[test]
    fn a_school_changes_a_copy() {
        let text = b"client = \"JPN\"\n[[schools]]\nid = \"s\"\nname = \"S\"\nsets = [\"psi=1\"]\n";
        let l = load("q.toml", text, &["kappa=2".into()]).unwrap();
        let seen = l.with(&l.assessment.schools[0].sets).unwrap();
        assert_eq!((l.assessment.settings.psi, seen.assessment.settings.psi), (0.5, 1.0));
        assert_eq!(seen.assessment.settings.kappa, 2.0);
        assert_eq!(seen.set.len(), 2);
    }
}
