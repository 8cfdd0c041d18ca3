//! `antumbra rerun`.

use crate::args::{Global, Rerun};
use crate::failure::Failure;
use crate::outside::{RunFolder, print};
use antumbra_core::Diagnostic;
use antumbra_record::store;
use serde::Serialize;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

/// What came of it, for `--json`.
#[derive(Serialize)]
struct Repeated {
    run: String,
    arguments: Vec<String>,
    /// The program that made the run, and this one.
    version_then: String,
    version_now: String,
    same: bool,
    files: usize,
    /// Files that differ, or that only one run has.
    differ: Vec<String>,
    /// Inputs whose contents are no longer those of the run.
    inputs_changed: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(a: &Rerun, global: &Global) -> Result<(), Failure> {
    let name = a.run.display().to_string();
    let old = store::manifest(&RunFolder(a.run.clone()))?;
    let program = std::env::current_exe()
        .map_err(|e| Failure::run(format!("cannot find this program to run it again: {e}")))?;
    let aside = tempfile::tempdir()
        .map_err(|e| Failure::run(format!("cannot make a folder to run in: {e}")))?;
    let out = aside.path().join("run");
    let mut again = Command::new(program);
    again.args(&old.arguments).arg("--out").arg(&out).arg("--quiet");
    if let Some(jobs) = global.jobs {
        again.arg("--jobs").arg(jobs.to_string());
    }
    // The run says where its data came from; the environment must not say otherwise.
    if !old.arguments.iter().any(|a| a == "--data") && old.inputs.contains_key("embedded world") {
        again.env_remove("ANTUMBRA_DATA");
    }
    let done = again
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|e| Failure::run(format!("cannot run this program again: {e}")))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        return Err(Diagnostic::error(
            "AN0170",
            format!(
                "`antumbra {}` does not run any more: {}",
                old.arguments.join(" "),
                said.trim()
            ),
        )
        .help("run it from the folder that the run was made in, with the files that it names")
        .into());
    }
    let new = store::manifest(&RunFolder(out))?;
    let names: BTreeSet<&String> = old.files.keys().chain(new.files.keys()).collect();
    let mut differ: Vec<String> = names
        .iter()
        .filter(|n| old.files.get(**n) != new.files.get(**n))
        .map(|n| (*n).clone())
        .collect();
    differ.extend(damaged(a, &old)?);
    differ.sort();
    differ.dedup();
    let inputs: BTreeSet<&String> = old.inputs.keys().chain(new.inputs.keys()).collect();
    let inputs_changed =
        inputs.into_iter().filter(|n| old.inputs.get(*n) != new.inputs.get(*n)).cloned().collect();
    if differ.is_empty() && old != new {
        differ.push("run.json".into());
    }
    let r = Repeated {
        run: name,
        arguments: old.arguments,
        version_then: old.version,
        version_now: new.version,
        same: differ.is_empty(),
        files: names.len(),
        differ,
        inputs_changed,
    };
    let text = if a.json {
        serde_json::to_string_pretty(&r)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else {
        words(&r)
    };
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))?;
    if r.same {
        return Ok(());
    }
    Err(Failure::from(Diagnostic::error("AN0171", format!("{} did not come out the same", r.run)))
        .code(1))
}

/// Files of the folder whose bytes are not those that its manifest names.
fn damaged(a: &Rerun, run: &store::Run) -> Result<Vec<String>, Failure> {
    use antumbra_core::outside::Store;
    let folder = RunFolder(a.run.clone());
    let mut out = Vec::new();
    for (name, hash) in &run.files {
        let bytes = folder
            .read(name)
            .map_err(|e| Failure::run(format!("cannot read {}/{name}: {e}", a.run.display())))?;
        if store::sha256(&bytes) != *hash {
            out.push(name.clone());
        }
    }
    Ok(out)
}

fn words(r: &Repeated) -> String {
    if r.same {
        return format!(
            "{} ran again and came out the same: {} files, byte for byte\n",
            r.run, r.files
        );
    }
    let mut why = Vec::new();
    if r.version_then != r.version_now {
        why.push(format!("it was made by version {}, this is {}", r.version_then, r.version_now));
    }
    if !r.inputs_changed.is_empty() {
        why.push(format!("the contents of {} changed since", r.inputs_changed.join(", ")));
    }
    let why = if why.is_empty() {
        "the program, its inputs and its seed are the same".to_owned()
    } else {
        why.join("; ")
    };
    format!("{} of {} files differ ({}): {why}\n", r.differ.len(), r.files, r.differ.join(", "))
}
