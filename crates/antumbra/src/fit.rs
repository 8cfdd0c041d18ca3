//! `antumbra fit`.

use crate::args::{Fit, Global, PairsArg};
use crate::failure::Failure;
use crate::outside::{Folder, Progress, print};
use crate::question::Data;
use antumbra_assess::fit::{Wanted, challenges, estimates};
use antumbra_core::Diagnostic;
use std::io;
use std::path::Path;

/// Runs the command.
pub(crate) fn run(a: &Fit, global: &Global) -> Result<(), Failure> {
    let folder = Folder(Data::public_folder(a.data.as_deref())?);
    if let Some(out) = &a.write {
        return write(&folder, out, global);
    }
    let wanted = Wanted {
        severity: a.severity.clone(),
        all: a.sample == PairsArg::All,
        from: a.from,
        to: a.to,
        lambda: a.lambda,
        w: a.w,
        m: a.m,
        rho: a.rho,
    };
    let progress = Progress::new(global, "stages", 4);
    let fitted = challenges(&folder, &wanted, || progress.step())?;
    progress.done();
    let text = if a.json {
        serde_json::to_string_pretty(&fitted)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else {
        antumbra_report::fit::screen(&fitted)
    };
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}

/// Writes the estimates into a folder that is new or empty: all of them, or nothing.
fn write(folder: &Folder, out: &Path, global: &Global) -> Result<(), Failure> {
    let cannot = |e: &io::Error| {
        Failure::from(Diagnostic::error("AN0151", format!("cannot write `{}`: {e}", out.display())))
    };
    let empty = out.is_dir() && std::fs::read_dir(out).map_err(|e| cannot(&e))?.next().is_none();
    if out.exists() && !empty {
        return Err(Diagnostic::error(
            "AN0151",
            format!("cannot write `{}`: it is there already", out.display()),
        )
        .help("name a folder that does not exist, or an empty one: nothing is written over")
        .into());
    }
    let parent = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(|e| cannot(&e))?;
    // Made beside its place before a minute of fits, so that a folder that cannot be written to is
    // found out first.
    let aside =
        tempfile::Builder::new().prefix(".estimates").tempdir_in(parent).map_err(|e| cannot(&e))?;
    let mut progress: Option<Progress> = None;
    let files = estimates(folder, |_, of| {
        progress.get_or_insert_with(|| Progress::new(global, "fits", of as u64)).step();
    })?;
    if let Some(p) = progress {
        p.done();
    }
    let inside = aside.path().join("estimates");
    let place = || -> io::Result<()> {
        // A temporary folder is private; the one inside it is as any other.
        std::fs::create_dir(&inside)?;
        for (name, text) in &files {
            std::fs::write(inside.join(name), text)?;
        }
        if empty {
            std::fs::remove_dir(out)?;
        }
        std::fs::rename(&inside, out)
    };
    place().map_err(|e| cannot(&e))?;
    let text = format!("{} files in {}\n", files.len(), out.display());
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}
