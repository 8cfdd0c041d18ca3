//! `antumbra validate`.

use crate::args::{Global, Validate};
use crate::failure::Failure;
use crate::outside::{Folder, Progress, SystemClock, print};
use crate::question::{Data, library};
use antumbra_assess::validate::sealed::{self, Occasion};
use antumbra_assess::validate::{STAGES, Wanted, scorecard};
use antumbra_core::Diagnostic;
use antumbra_core::outside::Clock;
use antumbra_record::validate::{Outcome, SealedEntry};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// Runs the command; 1 when a claim fails.
pub(crate) fn run(a: &Validate, global: &Global) -> Result<ExitCode, Failure> {
    let folder = Data::public_folder(a.data.as_deref())?;
    let data = Data::open_folder(Some(&folder))?;
    let folder = Folder(folder);
    if a.sealed {
        sealed_tests(a, &folder, &data, global)?;
        return Ok(ExitCode::SUCCESS);
    }
    let wanted = Wanted { seed: a.seed, quick: a.quick };
    let progress = Progress::new(global, "stages", STAGES);
    let card = scorecard(&folder, data.world(), &library()?, &wanted, || progress.step())?;
    progress.done();
    let text = if a.json { json(&card)? } else { antumbra_report::validate::screen(&card) };
    say(&text)?;
    Ok(ExitCode::from(u8::from(card.count(Outcome::Fails) > 0)))
}

fn say(text: &str) -> Result<(), Failure> {
    print(text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}

fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value)
        .map(|t| t + "\n")
        .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))
}

/// Scores the sealed tests and writes the log, whole, before anything is shown.
fn sealed_tests(
    a: &Validate,
    folder: &Folder,
    data: &Data,
    global: &Global,
) -> Result<(), Failure> {
    let log = &a.log;
    let cannot = |e: std::io::Error| {
        Failure::from(Diagnostic::error("AN0151", format!("cannot write `{}`: {e}", log.display())))
    };
    let mut known = sealed::log()?;
    let mut written: Vec<SealedEntry> = if log.exists() {
        let text = std::fs::read_to_string(log)
            .map_err(|e| Failure::run(format!("cannot read `{}`: {e}", log.display())))?;
        sealed::parse(&text)?
    } else {
        Vec::new()
    };
    known.extend(written.iter().filter(|e| !known.contains(e)).cloned().collect::<Vec<_>>());
    let parent = log.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A log that cannot be written is found out before anything is scored.
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(cannot)?;
    let occasion = Occasion {
        date: SystemClock(Instant::now()).today(),
        commit: a.commit.clone().unwrap_or_default(),
        again: a.again,
    };
    let progress = Progress::new(global, "stages", 3);
    let scored = sealed::run(folder, data.world(), &known, &occasion, || progress.step())?;
    progress.done();
    written.extend(scored.iter().cloned());
    file.write_all(json(&written)?.as_bytes()).map_err(cannot)?;
    crate::outside::readable(file.as_file()).map_err(cannot)?;
    file.persist(log).map_err(|e| cannot(e.error))?;
    if a.json {
        return say(&json(&scored)?);
    }
    let text: Vec<String> = scored.iter().map(antumbra_report::validate::sealed).collect();
    say(&format!("{}\nLogged in {}\n", text.join("\n"), log.display()))
}
