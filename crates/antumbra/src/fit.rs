//! `antumbra fit`.

use crate::args::{Fit, Global, PairsArg};
use crate::failure::Failure;
use crate::outside::{Folder, Progress, print};
use crate::question::Data;
use antumbra_assess::fit::{Wanted, challenges};

/// Runs the command.
pub(crate) fn run(a: &Fit, global: &Global) -> Result<(), Failure> {
    let folder = Folder(Data::public_folder(a.data.as_deref())?);
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
