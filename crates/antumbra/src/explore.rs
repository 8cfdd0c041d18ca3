//! `antumbra explore`.

use crate::args::{DesignArg, Explore, Global, KeepArg};
use crate::failure::Failure;
use crate::outside::{Progress, RunFolder, SystemClock, print};
use crate::question::{Data, arguments, ready};
use antumbra_assess::ensemble::{EnsembleError, Explored, Question, explore, finish};
use antumbra_core::Diagnostic;
use antumbra_core::outside::{Clock, Store};
use antumbra_explore::ensemble::{Budget, Design, Model};
use antumbra_record::store::{Log, RUN_SCHEMA, Run, sha256};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::time::Instant;

/// How far the run is, for `--json`.
#[derive(Serialize)]
struct Summary {
    out: String,
    assessment: String,
    seed: u64,
    futures: u64,
    design: String,
    /// `path/world`.
    policies: Vec<String>,
    inputs: usize,
    outcomes: usize,
    /// Chunks of the whole run, and those that are there.
    chunks: u64,
    done: u64,
    /// What this call ran, and the failed futures among them, all policies together.
    ran_futures: u64,
    ran_failed: u64,
    /// The whole run is there and `run.json` is written.
    complete: bool,
    /// Neighbours that lack a figure.
    left_out: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(a: &Explore, global: &Global) -> Result<(), Failure> {
    let clock = SystemClock(Instant::now());
    let data = Data::open(&a.question)?;
    let ready = ready(&a.assessment, &a.question, &data)?;
    let keep_years = a.keep == Some(KeepArg::Years);
    let paths =
        antumbra_assess::explore::model(&ready.plan, data.world(), &ready.powers, keep_years)
            .map_err(|d| Failure::from(d).with_text(&ready.text.name, &ready.text.bytes))?;
    let assessment = &ready.plan.loaded.assessment;
    let mut inputs: BTreeMap<String, String> = data.inputs.iter().cloned().collect();
    inputs.insert(ready.text.name.clone(), sha256(&ready.text.bytes));
    let mut again = arguments("explore", &a.assessment, &a.question, &ready.overrides);
    let design = match a.design {
        DesignArg::Sobol => Design::Sobol,
        DesignArg::Lhs => Design::LatinHypercube,
        DesignArg::MonteCarlo => Design::MonteCarlo,
    };
    again.extend(["--design".into(), design.to_string()]);
    if keep_years {
        again.extend(["--keep".into(), "years".into()]);
    }
    let question = Question {
        run: Run {
            schema: RUN_SCHEMA.into(),
            version: env!("CARGO_PKG_VERSION").into(),
            assessment: ready.plan.id.clone(),
            arguments: again,
            seed: assessment.seed,
            inputs,
            files: BTreeMap::new(),
            warnings: paths
                .left_out
                .iter()
                .map(|n| format!("{n} is left out among the neighbours: a figure is missing"))
                .collect(),
            question: serde_json::to_value(assessment)
                .map_err(|e| Failure::run(format!("cannot record the question: {e}")))?,
        },
        futures: u64::from(assessment.futures),
        design,
        keep_years,
        shard: a.shard.map_or((1, 1), |s| (s.0, s.1)),
    };
    let folder = open(a)?;
    let jobs = global.jobs.map_or_else(rayon::current_num_threads, usize::from);
    let progress = Progress::new(global, "chunks", 1);
    let explored = {
        let mut step = |p: antumbra_explore::ensemble::Progress| progress.at(p.chunks, p.of_chunks);
        explore(&paths.model, &question, &folder, jobs, Budget::default(), &mut step)
            .map_err(|e| failed(a, &e))?
    };
    progress.done();
    if explored.complete() && folder.read("run.json").is_err() {
        let log = Log { seconds: clock.seconds(), date: clock.today(), jobs };
        finish(&folder, &[], &log).map_err(|e| failed(a, &e))?;
    }
    let s = summary(a, &question, paths.model.spec(), &explored, paths.left_out);
    let text = if a.json {
        serde_json::to_string_pretty(&s)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else {
        words(a, &s)
    };
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}

/// The folder: a new one, or with `--resume` one that may be there. What a stopped run leaves stays.
fn open(a: &Explore) -> Result<RunFolder, Failure> {
    let name = a.out.display().to_string();
    let cannot = |e: &std::io::Error| {
        Failure::from(
            Diagnostic::error("AN0151", format!("cannot make the run folder `{name}`: {e}"))
                .help("choose another place with --out"),
        )
    };
    if let Some(parent) = a.out.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(|e| cannot(&e))?;
    }
    match fs::create_dir(&a.out) {
        Err(e) if e.kind() == ErrorKind::AlreadyExists && a.out.is_dir() && a.resume => {
            // A run that was killed while it wrote leaves a piece that no name points to.
            for entry in fs::read_dir(&a.out).map_err(|e| cannot(&e))? {
                let entry = entry.map_err(|e| cannot(&e))?;
                let file = entry.file_name();
                let file = file.to_string_lossy();
                if file.starts_with('.') && file.ends_with(".part") {
                    fs::remove_file(entry.path()).map_err(|e| cannot(&e))?;
                }
            }
        }
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            return Err(Diagnostic::error("AN0150", format!("`{name}` exists already"))
                .help("name a folder that does not exist, or go on with its run with --resume")
                .into());
        }
        other => other.map_err(|e| cannot(&e))?,
    }
    Ok(RunFolder(a.out.clone()))
}

fn failed(a: &Explore, e: &EnsembleError) -> Failure {
    let (code, help) = match e {
        EnsembleError::Record(r) if r.is_other_run() => (
            "AN0154",
            "ask the question that the folder was begun with, or choose another --out".to_owned(),
        ),
        EnsembleError::Record(_) => (
            "AN0155",
            format!("chunks that are there stay; --resume --out {} goes on", a.out.display()),
        ),
        EnsembleError::Explore(_) => {
            ("AN0145", "a shard is I/N with at most as many shards as chunks".to_owned())
        }
    };
    Diagnostic::error(code, e.to_string()).help(help).into()
}

fn summary(
    a: &Explore,
    q: &Question,
    spec: &antumbra_explore::ensemble::Spec,
    e: &Explored,
    left_out: Vec<String>,
) -> Summary {
    Summary {
        out: a.out.display().to_string(),
        assessment: q.run.assessment.clone(),
        seed: q.run.seed,
        futures: q.futures,
        design: q.design.to_string(),
        policies: spec.policies.iter().map(|p| p.join("/")).collect(),
        inputs: spec.inputs.len(),
        outcomes: spec.outcomes.len(),
        chunks: e.chunks,
        done: e.done,
        ran_futures: e.ran.futures,
        ran_failed: e.ran.failed,
        complete: e.complete(),
        left_out,
    }
}

fn words(a: &Explore, s: &Summary) -> String {
    let mut text = format!(
        "{}: {} futures of {} under {} policies with seed {}, {} of {} chunks there",
        s.out,
        s.futures,
        s.assessment,
        s.policies.len(),
        s.seed,
        s.done,
        s.chunks
    );
    if s.ran_failed > 0 {
        text.push_str(&format!(", {} runs failed", s.ran_failed));
    }
    if s.complete {
        text.push_str(&format!(
            "\nantumbra discover {} --path {} --world {} --x … --y …\n",
            s.out,
            s.policies.last().and_then(|p| p.split('/').next()).unwrap_or_default(),
            s.policies.last().and_then(|p| p.split('/').nth(1)).unwrap_or_default()
        ));
    } else if a.shard.is_some() {
        text.push_str("\nthe other shards are to come: antumbra merge SHARD… --out RUN\n");
    } else {
        text.push_str(&format!("\ngo on with --resume --out {}\n", s.out));
    }
    text
}
