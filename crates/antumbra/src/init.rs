//! `antumbra init`.

use crate::args::Init;
use crate::failure::Failure;
use crate::outside::{print, write_new};
use antumbra_assess::shipped;
use antumbra_core::{Diagnostic, Year};
use antumbra_world::World;

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
    write_new(out, text.as_bytes())
}
