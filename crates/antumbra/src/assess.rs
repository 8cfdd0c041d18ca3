//! `antumbra assess`.

use crate::args::{Assess, Global, Lang};
use crate::failure::Failure;
use crate::outside::{NewFolder, Progress, RunFolder, SystemClock, print};
use crate::question::{Data, arguments, ready};
use antumbra_assess::run;
use antumbra_core::Diagnostic;
use antumbra_core::outside::Clock;
use antumbra_record::findings::Findings;
use antumbra_record::store::{self, Log, RUN_SCHEMA, Run, sha256};
use antumbra_report::{page, terminal};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::time::Instant;

/// Runs the command.
pub(crate) fn run(a: &Assess, global: &Global) -> Result<(), Failure> {
    let clock = SystemClock(Instant::now());
    if let Some(out) = &a.out
        && out.exists()
    {
        return Err(exists(out));
    }
    let data = Data::open(&a.question)?;
    let ready = ready(&a.assessment, &a.question, &data)?;
    let progress = Progress::new(global, "futures", 1);
    let answer = {
        let mut step = |done, all| progress.at(done, all);
        run::answer(&ready.plan, data.world(), &ready.powers, &data.label, Some(&mut step))
            .map_err(|d| Failure::from(d).with_text(&ready.text.name, &ready.text.bytes))?
    };
    progress.done();
    let findings = &answer.findings;

    let mut page_path = None;
    if !a.json || a.out.is_some() {
        let folder = match &a.out {
            Some(out) => NewFolder::make(out).map_err(|e| {
                if e.kind() == std::io::ErrorKind::AlreadyExists {
                    exists(out)
                } else {
                    cannot(&out.display().to_string(), &e)
                }
            })?,
            None => {
                NewFolder::next(&file_name(&findings.assessment)).map_err(|e| cannot("runs", &e))?
            }
        };
        let name = folder.path.display().to_string();
        let html = page::page(findings, a.lang.into());
        let mut inputs: BTreeMap<String, String> = data.inputs.iter().cloned().collect();
        inputs.insert(ready.text.name.clone(), sha256(&ready.text.bytes));
        for (name, bytes) in &ready.text.translations {
            inputs.insert(name.clone(), sha256(bytes));
        }
        let manifest = Run {
            schema: RUN_SCHEMA.into(),
            version: findings.version.clone(),
            assessment: findings.assessment.clone(),
            arguments: arguments("assess", &a.assessment, &a.question, &ready.overrides),
            seed: findings.seed,
            inputs,
            files: BTreeMap::new(),
            warnings: findings
                .notes
                .iter()
                .filter_map(|n| antumbra_report::english::sentence(findings, n))
                .collect(),
            question: serde_json::to_value(&ready.plan.loaded.assessment)
                .map_err(|e| Failure::run(format!("cannot record the question: {e}")))?,
        };
        let log = Log {
            seconds: clock.seconds(),
            date: clock.today(),
            jobs: global.jobs.map_or_else(rayon::current_num_threads, usize::from),
        };
        let mut files = answer.files()?;
        files.push(("report.html", html.into_bytes()));
        store::write(&RunFolder(folder.path.clone()), findings, &files, manifest, &log)?;
        folder.finish();
        page_path = Some(format!("{name}/report.html"));
    }
    let shown = if a.json {
        let mut t = serde_json::to_string_pretty(findings)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?;
        t.push('\n');
        t
    } else {
        screen(findings, a.lang, page_path.as_deref())
    };
    print(&shown).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))?;
    if let Some(t) = ready.text.taken.filter(|_| !global.quiet) {
        use std::io::Write as _;
        // A remark beside the result; a closed standard error loses nothing.
        let _ = writeln!(anstream::stderr(), "antumbra: {t}");
    }
    Ok(())
}

fn screen(f: &Findings, language: Lang, page: Option<&str>) -> String {
    let terminal = std::io::stdout().is_terminal();
    let width = if terminal {
        terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0))
    } else {
        100
    };
    terminal::screen(f, language.into(), terminal::Look { width, styled: terminal }, page)
}

fn exists(out: &std::path::Path) -> Failure {
    Diagnostic::error("AN0150", format!("`{}` exists already", out.display()))
        .help("name a folder that does not exist, or leave --out out for the next free runs/<name>-NNN")
        .into()
}

fn cannot(place: &str, e: &std::io::Error) -> Failure {
    Diagnostic::error("AN0151", format!("cannot make the run folder `{place}`: {e}"))
        .help("choose another place with --out, or print the findings alone with --json")
        .into()
}

/// The name of an assessment as part of a path.
fn file_name(id: &str) -> String {
    let safe: String = id
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' })
        .take(60)
        .collect();
    if safe.is_empty() { "assessment".into() } else { safe }
}
