//! `antumbra check`.

use crate::args::{Check, Global};
use crate::failure::Failure;
use crate::outside::print;
use crate::question::{Data, ready};
use crate::render;
use antumbra_assess::schema::Schema;

/// Runs the command.
pub(crate) fn run(a: &Check, global: &Global) -> Result<(), Failure> {
    let pretty = |v: &serde_json::Value| {
        serde_json::to_string_pretty(v)
            .map(|t| t + "\n")
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))
    };
    let out = if a.schema {
        pretty(&antumbra_assess::file::schema())?
    } else if a.findings_schema {
        pretty(&antumbra_record::findings::schema())?
    } else {
        let Some(asked) = &a.assessment else { return Ok(()) };
        let data = Data::open(&a.question)?;
        // What a person wrote falls short: 1. What cannot be read at all: 2.
        let ready = ready(asked, &a.question, &data).map_err(|f| {
            let unreadable = f.diagnostics.iter().all(|d| d.code == "AN0100");
            if unreadable { f } else { f.code(1) }
        })?;
        antumbra_assess::run::check(&ready.plan, data.world(), &ready.powers)
            .map_err(|d| Failure::from(d).with_text(&ready.text.name, &ready.text.bytes).code(1))?;
        if !global.quiet {
            let left = antumbra_assess::translation::left(&ready.plan.loaded);
            render::diagnostics(
                &Failure::from(left).with_text(&ready.text.name, &ready.text.bytes),
            );
        }
        if a.keys {
            Schema::of_assessment().keys(&ready.plan.loaded.doc).join("\n") + "\n"
        } else if global.quiet {
            String::new()
        } else {
            let p = &ready.plan;
            let challengers: Vec<String> =
                p.challengers.iter().map(|c| c.iso3.to_string()).collect();
            format!(
                "{}: {} protected by {} against {}, forces of {}: no errors\n",
                ready.text.name,
                p.client_iso3,
                p.patron_iso3,
                if challengers.is_empty() { "no one".into() } else { challengers.join(", ") },
                p.year
            )
        }
    };
    print(&out).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}
