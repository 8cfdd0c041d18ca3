//! `antumbra init`.

use crate::args::Init;
use crate::failure::Failure;
use crate::outside::print;
use antumbra_assess::shipped;
use antumbra_core::{Diagnostic, Year};
use antumbra_world::World;
use std::io::Write;

/// Runs the command.
pub(crate) fn run(a: &Init) -> Result<(), Failure> {
    let world = World::embedded().map_err(|e| Failure::run(e.to_string()))?;
    let find = |text: &str| {
        world
            .states()
            .find(text, Year(2024))
            .map_err(|e| Failure::from(Diagnostic::error("AN0130", e.to_string())))
    };
    let (client, patron) = (find(&a.client)?, find(&a.patron)?);
    if client.id == patron.id {
        return Err(Diagnostic::error(
            "AN0131",
            format!("{} cannot be its own patron", client.name),
        )
        .into());
    }
    let code = |s: &antumbra_core::StateRecord| {
        s.iso3.map_or_else(|| s.id.cow_code().to_string(), |i| i.to_string())
    };
    let text = shipped::start(&code(client), &code(patron), &client.name);
    let Some(out) = &a.out else {
        return print(&text)
            .map_err(|e| Failure::run(format!("cannot write to standard output: {e}")));
    };
    let cannot = |e: std::io::Error| {
        let d = Diagnostic::error("AN0151", format!("cannot write `{}`: {e}", out.display()));
        Failure::from(if e.kind() == std::io::ErrorKind::AlreadyExists {
            d.help("name a file that does not exist: nothing is written over")
        } else {
            d
        })
    };
    // Written aside and moved into place, so that a failure leaves no half file.
    let parent =
        out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(std::path::Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(cannot)?;
    file.write_all(text.as_bytes()).map_err(cannot)?;
    file.persist_noclobber(out).map_err(|e| cannot(e.error))?;
    Ok(())
}
