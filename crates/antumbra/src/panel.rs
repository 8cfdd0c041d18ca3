//! `antumbra panel`.

use crate::args::{Global, PairsArg, Panel as Args, Unit};
use crate::failure::Failure;
use crate::outside::{Folder, NewFile, Progress};
use crate::question::Data;
use antumbra_core::{Diagnostic, Year, did_you_mean};
use antumbra_record::stream::{Form, TableWriter};
use antumbra_world::panel::{Pairs, Panel, Part};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Runs the command.
pub(crate) fn run(a: &Args, global: &Global) -> Result<(), Failure> {
    let parts = parts(&a.with)?;
    if a.from > a.to {
        return Err(Diagnostic::error(
            "AN0170",
            format!("--from {} is after --to {}", a.from, a.to),
        )
        .into());
    }
    let folder = Data::public_folder(a.data.as_deref())?;
    let pairs = match a.pairs {
        PairsArg::All => Pairs::All,
        PairsArg::Prd => Pairs::Relevant,
    };
    let form = match &a.out {
        None => Form::Csv,
        Some(out) => Form::of_name(&out.to_string_lossy()).ok_or_else(|| {
            Failure::from(
                Diagnostic::error("AN0172", format!("`{}` says no form", out.display()))
                    .help("end the name in .csv or .parquet"),
            )
        })?,
    };
    // The name is looked at before two centuries are read.
    let file = a.out.as_deref().map(NewFile::make).transpose()?;
    let panel = Panel::read(&Folder(folder.clone()), &parts, pairs, Year(a.to)).map_err(|e| {
        Failure::from(Diagnostic::error("AN0141", format!("`{}`: {e}", folder.display())))
    })?;
    let progress = Progress::new(global, "years", u64::from((a.to - a.from).unsigned_abs()) + 1);
    match file {
        Some(file) => {
            let w = write(&panel, a, pairs, TableWriter::new(file, form), &progress)?;
            progress.done();
            w.finish()
        }
        None => {
            let out = io::BufWriter::with_capacity(1 << 18, io::stdout());
            let mut out = write(&panel, a, pairs, TableWriter::new(out, form), &progress)?;
            progress.done();
            out.flush().map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
        }
    }
}

fn write<W: Write + Send>(
    panel: &Panel,
    a: &Args,
    pairs: Pairs,
    mut w: TableWriter<W>,
    progress: &Progress,
) -> Result<W, Failure> {
    let from = Year(a.from);
    let table = |e: antumbra_core::table::TableError| Failure::run(e.to_string());
    match a.unit {
        Unit::StateYear => w.chunk(&panel.state_years(from).map_err(table)?)?,
        Unit::DyadYear => {
            let mut stopped = None;
            panel
                .dyad_years(pairs, from, |chunk| {
                    progress.step();
                    match w.chunk(&chunk) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(e) => {
                            stopped = Some(e);
                            ControlFlow::Break(())
                        }
                    }
                })
                .map_err(table)?;
            if let Some(e) = stopped {
                return Err(e.into());
            }
        }
    }
    Ok(w.finish()?)
}

fn parts(with: &[String]) -> Result<Vec<Part>, Failure> {
    let known = || Part::ALL.iter().map(|(_, n)| *n);
    with.iter()
        .map(|text| {
            Part::parse(text).ok_or_else(|| {
                let all: Vec<&str> = known().collect();
                let hint = match did_you_mean(text, known()) {
                    Some(n) => format!("did you mean `{n}`? Possible: {}", all.join(", ")),
                    None => format!("possible: {}", all.join(", ")),
                };
                Diagnostic::error("AN0173", format!("the panel has no part `{text}`"))
                    .help(hint)
                    .into()
            })
        })
        .collect()
}
