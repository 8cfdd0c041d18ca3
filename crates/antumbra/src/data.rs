//! `antumbra data`.

use crate::args::{DataCommand, Global};
use crate::failure::Failure;
use crate::outside::{Folder, NewFolder, Progress, RunFolder, print};
use crate::question::Data;
use antumbra_core::Diagnostic;
use antumbra_world::catalogue::{self, Checked, Entry, Verdict};
use antumbra_world::import;
use std::path::Path;

/// Runs the command.
pub(crate) fn run(c: &DataCommand, global: &Global) -> Result<(), Failure> {
    match c {
        DataCommand::List { data, json } => list(data.as_deref(), *json),
        DataCommand::Verify { folder, json } => verify(folder, *json, global),
        DataCommand::Import { folder, out } => import_folder(folder, out, global),
    }
}

fn say(text: &str) -> Result<(), Failure> {
    print(text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}

fn faulty(folder: &Path, e: &antumbra_world::Error) -> Failure {
    Diagnostic::error("AN0141", format!("`{}`: {e}", folder.display()))
        .help("`antumbra data verify DIR` checks every file of a folder")
        .into()
}

fn json(e: &Entry) -> serde_json::Value {
    serde_json::json!({
        "file": e.file, "title": e.title, "version": e.version,
        "first_year": e.years.0, "last_year": e.years.1, "citation": e.citation, "terms": e.terms,
        "address": e.address, "layout": e.layout.words(), "official_form_not_read": e.official,
        "used_for": e.used_for, "rows": e.rows, "sha256": e.sha256,
    })
}

fn list(data: Option<&Path>, as_json: bool) -> Result<(), Failure> {
    let all: Vec<(Entry, Option<String>)> = match data {
        Some(dir) => catalogue::present(&Folder(dir.to_owned())).map_err(|e| faulty(dir, &e))?,
        None => catalogue::catalogue()
            .map_err(|e| Failure::run(e.to_string()))?
            .into_iter()
            .map(|e| (e, None))
            .collect(),
    };
    if as_json {
        let rows: Vec<serde_json::Value> = all
            .iter()
            .map(|(e, there)| {
                let mut v = json(e);
                if data.is_some() {
                    v["found_as"] = serde_json::json!(there);
                }
                v
            })
            .collect();
        let text = serde_json::to_string_pretty(&rows)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?;
        return say(&(text + "\n"));
    }
    let mut out =
        String::from("Public files that are read. None is shipped; each comes from its authors.\n");
    for (e, there) in &all {
        let found = match (data, there) {
            (None, _) => String::new(),
            (Some(_), Some(name)) => format!("  found: {name}\n"),
            (Some(_), None) => "  not in the folder\n".into(),
        };
        let official =
            e.official.as_ref().map(|o| format!("  not read yet: {o}\n")).unwrap_or_default();
        let address = e.address.as_ref().map(|a| format!("  from: {a}\n")).unwrap_or_default();
        out.push_str(&format!(
            "\n{}  {}, {}, {}-{}\n  {}; for: {}\n{found}{official}{address}  terms: {}\n  cite: {}\n",
            e.file, e.title, e.version, e.years.0, e.years.1, e.layout.words(), e.used_for, e.terms, e.citation
        ));
    }
    say(&out)
}

fn verify(dir: &Path, as_json: bool, global: &Global) -> Result<(), Failure> {
    let folder = folder(dir)?;
    let all = catalogue::catalogue().map_err(|e| Failure::run(e.to_string()))?.len() as u64;
    let progress = Progress::new(global, "files", all);
    let checked = catalogue::verify(&folder, |_| progress.step()).map_err(|e| faulty(dir, &e))?;
    progress.done();
    let word = |v: &Verdict| match v {
        Verdict::Absent => "absent".to_owned(),
        Verdict::Same => "as tested".into(),
        Verdict::Differs => "reads, other bytes than tested".into(),
        Verdict::Bad(e) => format!("does not read: {e}"),
    };
    let text = if as_json {
        let rows: Vec<serde_json::Value> = checked
            .iter()
            .map(|c| serde_json::json!({
                "file": c.entry.file, "verdict": word(&c.verdict), "sha256": c.sha256, "rows": c.rows,
            }))
            .collect();
        serde_json::to_string_pretty(&rows)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else {
        let widest = checked.iter().map(|c| c.entry.file.len()).max().unwrap_or(0);
        checked
            .iter()
            .map(|c| {
                let rows = c.rows.map(|r| format!(", {r} rows")).unwrap_or_default();
                format!("{:widest$}  {}{rows}\n", c.entry.file, word(&c.verdict))
            })
            .collect()
    };
    say(&text)?;
    let bad: Vec<&Checked> =
        checked.iter().filter(|c| matches!(c.verdict, Verdict::Bad(_))).collect();
    if bad.is_empty() {
        Ok(())
    } else {
        Err(Failure::from(Diagnostic::error(
            "AN0142",
            format!("{} of the files do not read", bad.len()),
        ))
        .code(1))
    }
}

fn folder(dir: &Path) -> Result<Folder, Failure> {
    Ok(Folder(Data::public_folder(Some(dir))?))
}

fn import_folder(dir: &Path, out: &Path, global: &Global) -> Result<(), Failure> {
    let source = folder(dir)?;
    let target = NewFolder::make(out).map_err(|e| {
        let d = Diagnostic::error("AN0150", format!("cannot make `{}`: {e}", out.display()));
        Failure::from(if e.kind() == std::io::ErrorKind::AlreadyExists {
            d.help("name a folder that does not exist: nothing is written over")
        } else {
            d
        })
    })?;
    // Two dozen files are read and a dozen tables written.
    let progress = Progress::new(global, "files", 40);
    let imported =
        import::import_folder(&source, &RunFolder(target.path.clone()), &mut |_| progress.step())
            .map_err(|e| faulty(dir, &e))?;
    progress.done();
    let place = target.finish();
    if global.quiet {
        return Ok(());
    }
    let mut text = format!(
        "Imported {} figures, {} treaties, {} distances into {}\n",
        imported.tables.figures.len(),
        imported.tables.treaties.len(),
        imported.tables.distances.len(),
        place.display()
    );
    for row in imported.audit.rows() {
        text.push_str(&format!(
            "  {}: {} rows {}: {}\n",
            row.file,
            row.rows,
            row.fate.word(),
            row.why
        ));
    }
    text.push_str(&format!("Use it with --data {}\n", place.display()));
    say(&text)
}
