//! `antumbra merge`.

use crate::args::{Global, Merge};
use crate::failure::Failure;
use crate::outside::{NewFolder, RunFolder, SystemClock, print};
use antumbra_assess::ensemble::{finish, gather};
use antumbra_core::Diagnostic;
use antumbra_core::outside::{Clock, Store};
use antumbra_record::store::Log;
use serde::Serialize;
use std::time::Instant;

/// What was merged, for `--json`.
#[derive(Serialize)]
struct Merged {
    out: String,
    assessment: String,
    seed: u64,
    chunks: u64,
    files: usize,
}

/// Runs the command.
pub(crate) fn run(a: &Merge, global: &Global) -> Result<(), Failure> {
    let clock = SystemClock(Instant::now());
    let name = a.out.display().to_string();
    let folder = NewFolder::make(&a.out).map_err(|e| {
        let d = Diagnostic::error("AN0150", format!("cannot make `{name}`: {e}"));
        Failure::from(d.help("name a folder that does not exist: nothing is written over"))
    })?;
    let shards: Vec<RunFolder> = a.runs.iter().map(|p| RunFolder(p.clone())).collect();
    let from: Vec<&dyn Store> = shards.iter().map(|s| s as &dyn Store).collect();
    let out = RunFolder(folder.path.clone());
    let cannot = |e: &dyn std::fmt::Display| {
        Failure::from(
            Diagnostic::error("AN0152", format!("these runs cannot be merged: {e}")).help(
                "merge takes the folders of every shard of one run: same question, same seed",
            ),
        )
    };
    let chunks = gather(&from, &out).map_err(|e| cannot(&e))?;
    let log = Log {
        seconds: clock.seconds(),
        date: clock.today(),
        jobs: global.jobs.map_or(1, usize::from),
    };
    let run = finish(&out, &[], &log).map_err(|e| cannot(&e))?;
    folder.finish();
    let merged = Merged {
        out: name,
        assessment: run.assessment,
        seed: run.seed,
        chunks,
        files: run.files.len(),
    };
    let text = if a.json {
        serde_json::to_string_pretty(&merged)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else {
        format!(
            "{}: {} chunks of {} with seed {}, a whole run\n",
            merged.out, merged.chunks, merged.assessment, merged.seed
        )
    };
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}
