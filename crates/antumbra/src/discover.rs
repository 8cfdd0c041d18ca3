//! `antumbra discover` and `antumbra sensitivity`.

use crate::args::{Discover, SeekArg, Sensitivity, TableChoice};
use crate::failure::Failure;
use crate::outside::{RunFolder, print};
use antumbra_assess::discover::{Chosen, column_names, discover, sensitivity as indices};
use antumbra_core::{Diagnostic, Table};
use antumbra_explore::{PrimSettings, Seek};
use antumbra_record::chunks::ChunkFolder;
use antumbra_record::table;
use serde::Serialize;

/// The futures of one policy of a run folder, or a table of one's own.
fn table_of(c: &TableChoice) -> Result<Table, Failure> {
    let given: Vec<(&str, &str)> = [("path", &c.path), ("world", &c.world)]
        .into_iter()
        .filter_map(|(key, word)| Some((key, word.as_deref()?)))
        .collect();
    if c.table.is_dir() {
        let folder = RunFolder(c.table.clone());
        let run = ChunkFolder::open(&folder)?;
        return Ok(run.policy_table(run.policy_with(&given)?)?);
    }
    let name = c.table.display().to_string();
    if let Some((key, _)) = given.first() {
        let d = Diagnostic::error("AN0194", format!("`{name}` is a table, which has no --{key}"));
        return Err(d
            .help("--path and --world choose futures of a run folder; use --where")
            .into());
    }
    let bytes = std::fs::read(&c.table)
        .map_err(|e| Diagnostic::error("AN0100", format!("cannot read `{name}`: {e}")))?;
    Ok(table::read(&name, bytes)?)
}

fn read(c: &TableChoice) -> Result<(Table, Chosen), Failure> {
    let t = table_of(c)?;
    let x = column_names(&c.x).map_err(|m| {
        Failure::from(Diagnostic::error("AN0192", m).help("--x is one CSV record: a,b,\"c, d\""))
    })?;
    let chosen = Chosen { x, y: c.y.clone(), keep: c.keep.clone(), drop_missing: c.drop_missing };
    Ok((t, chosen))
}

fn show<T: Serialize>(
    json: bool,
    value: &T,
    screen: impl FnOnce(&T) -> String,
) -> Result<(), Failure> {
    let text = if json {
        serde_json::to_string_pretty(value)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else {
        screen(value)
    };
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}

/// Runs `discover`.
pub(crate) fn run(a: &Discover) -> Result<(), Failure> {
    let (t, chosen) = read(&a.choice)?;
    let settings = PrimSettings {
        peel_alpha: a.peel_alpha,
        paste_alpha: a.paste_alpha,
        mass_min: a.mass_min,
        ..PrimSettings::default()
    };
    let seek = if a.seek == SeekArg::High { Seek::High } else { Seek::Low };
    let found = discover(&t, &chosen, settings, seek)?;
    show(a.choice.json, &found, antumbra_report::discover::boxes)
}

/// Runs `sensitivity`.
pub(crate) fn sensitivity(a: &Sensitivity) -> Result<(), Failure> {
    let (t, chosen) = read(&a.choice)?;
    let found = indices(&t, &chosen, &a.method, a.resamples, a.levels, a.seed)?;
    show(a.choice.json, &found, antumbra_report::discover::indices)
}
