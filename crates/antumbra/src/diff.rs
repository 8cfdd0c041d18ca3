//! `antumbra diff`.

use crate::args::Diff;
use crate::failure::Failure;
use crate::outside::{RunFolder, print};
use antumbra_assess::difference::{Side, difference};
use antumbra_core::outside::Store;
use antumbra_record::chunks::ChunkFolder;
use antumbra_record::{store, table};
use std::path::Path;

/// Runs the command.
pub(crate) fn run(a: &Diff) -> Result<(), Failure> {
    let (before, after) = (side(&a.before)?, side(&a.after)?);
    let d = difference(&before, &after);
    let text = if a.json {
        serde_json::to_string_pretty(&d)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else {
        antumbra_report::difference::screen(&d, after.findings.as_ref())
    };
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}

/// What a run folder has.
fn side(path: &Path) -> Result<Side, Failure> {
    let folder = RunFolder(path.to_owned());
    let run = store::manifest(&folder)?;
    let has = |name: &str| run.files.contains_key(name);
    let findings = if has("findings.json") { Some(store::open(&folder)?.1) } else { None };
    let ensemble = if has("ensemble.json") {
        Some(ChunkFolder::open(&folder)?.ensemble().clone())
    } else {
        None
    };
    let summary = if has("summary.csv") {
        let bytes = folder.read("summary.csv").map_err(|e| {
            Failure::run(format!("cannot read {}/summary.csv: {e}", path.display()))
        })?;
        Some(table::read("summary.csv", bytes)?)
    } else {
        None
    };
    Ok(Side { name: path.display().to_string(), run, findings, ensemble, summary })
}
