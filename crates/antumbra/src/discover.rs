//! `antumbra discover` and `antumbra sensitivity`.

use crate::args::{Discover, SeekArg, Sensitivity, TableChoice};
use crate::failure::Failure;
use crate::outside::print;
use antumbra_assess::discover::{Chosen, column_names, discover, sensitivity as indices};
use antumbra_core::{Diagnostic, Table};
use antumbra_explore::{PrimSettings, Seek};
use antumbra_record::table;
use serde::Serialize;

fn read(c: &TableChoice) -> Result<(Table, Chosen), Failure> {
    let name = c.table.display().to_string();
    let cannot = |e: &dyn std::fmt::Display| {
        Failure::from(Diagnostic::error("AN0100", format!("cannot read `{name}`: {e}")))
    };
    if c.table.is_dir() {
        return Err(Diagnostic::error("AN0100", format!("`{name}` is a folder"))
            .help("name a table: a CSV or Parquet file")
            .into());
    }
    let bytes = std::fs::read(&c.table).map_err(|e| cannot(&e))?;
    let t = table::read(&name, bytes)?;
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
