//! `antumbra bargain`.

use crate::args::Bargain;
use crate::failure::Failure;
use crate::outside::print;
use antumbra_assess::bargain::{bargain, rules};
use antumbra_core::{Diagnostic, Origin};

/// Runs the command.
pub(crate) fn run(a: &Bargain) -> Result<(), Failure> {
    let say = |t: &str| {
        print(t).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
    };
    if a.rules {
        let text: String =
            rules().iter().map(|(f, v)| format!("{f}: {}\n", v.join(", "))).collect();
        return say(&text);
    }
    let Some(file) = &a.file else { return Ok(()) };
    let name = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|e| {
        Failure::from(Diagnostic::error("AN0100", format!("cannot read `{name}`: {e}")))
    })?;
    let text = std::str::from_utf8(&bytes).map_err(|e| {
        let d = Diagnostic::error("AN0101", format!("`{name}` is not a text file"));
        Failure::from(
            d.help(format!("a table of actors is UTF-8 text; byte {} is not", e.valid_up_to())),
        )
    })?;
    let mut chosen = Vec::new();
    for r in &a.rule {
        let (family, variant) = r.split_once('=').ok_or_else(|| {
            Failure::from(
                Diagnostic::error("AN0180", "this rule has no `=`")
                    .at(Origin::Argument(r.clone()), 0..r.len())
                    .help("write --rule votes=Cubic; `antumbra bargain --rules` lists every rule"),
            )
        })?;
        chosen.push((family.trim().to_owned(), variant.trim().to_owned()));
    }
    let done = bargain(&name, text, &chosen, a.seed, a.observed)
        .map_err(|d| Failure::from(d).with_text(&name, &bytes))?;
    if a.json {
        let text = serde_json::to_string_pretty(&done)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?;
        return say(&(text + "\n"));
    }
    say(&antumbra_report::bargain::screen(&done))
}
