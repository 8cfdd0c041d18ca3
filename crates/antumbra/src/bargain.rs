//! `antumbra bargain`.

use crate::args::{Bargain, Question};
use crate::failure::Failure;
use crate::outside::print;
use crate::question::{self, Data};
use antumbra_assess::bargain::{bargain, of_assessment, rules};
use antumbra_assess::politics::past::backcasts;
use antumbra_assess::shipped;
use antumbra_core::{Diagnostic, Origin};
use std::path::Path;

/// Runs the command.
pub(crate) fn run(a: &Bargain) -> Result<(), Failure> {
    if a.rules {
        let text: String =
            rules().iter().map(|(f, v)| format!("{f}: {}\n", v.join(", "))).collect();
        return say(&text);
    }
    let chosen = chosen(&a.rule)?;
    if a.backcast {
        let done = backcasts(&chosen).map_err(Failure::from)?;
        return if a.json {
            json(&done)
        } else {
            say(&antumbra_report::politics::backcasts(&done))
        };
    }
    let Some(asked) = &a.file else { return Ok(()) };
    let done = if is_assessment(asked) {
        if a.observed {
            return Err(unread("--observed", "an assessment's positions are on the 0-100 scale"));
        }
        let q = Question {
            year: None,
            patron: None,
            seed: a.seed.map(|s| s.to_string()),
            futures: None,
            set: a.set.clone(),
            data: a.data.clone(),
        };
        let data = Data::open(&q)?;
        let ready = question::ready(asked, &q, &data)?;
        of_assessment(&ready.plan, &chosen, a.draws)
            .map_err(|d| Failure::from(d).with_text(&ready.text.name, &ready.text.bytes))?
    } else {
        for (given, flag) in [
            (a.draws.is_some(), "--draws"),
            (!a.set.is_empty(), "--set"),
            (a.data.is_some(), "--data"),
        ] {
            if given {
                return Err(unread(
                    flag,
                    "a table of actors has no ranges and no keys: it is run as it is; name an assessment (japan, or a .toml file)",
                ));
            }
        }
        table(asked, &chosen, a)?
    };
    if a.json { json(&done) } else { say(&antumbra_report::bargain::screen(&done)) }
}

/// A shipped name, a TOML file, or a state; everything else is a table.
fn is_assessment(asked: &str) -> bool {
    let path = Path::new(asked);
    let toml = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    shipped::text(asked).is_some() || toml || (path.extension().is_none() && !path.exists())
}

fn unread(flag: &str, why: &str) -> Failure {
    Diagnostic::error("AN0183", format!("`{flag}` would not be read")).help(why).into()
}

fn chosen(rules: &[String]) -> Result<Vec<(String, String)>, Failure> {
    rules
        .iter()
        .map(|r| {
            let (family, variant) = r.split_once('=').ok_or_else(|| {
                Failure::from(
                    Diagnostic::error("AN0180", "this rule has no `=`")
                        .at(Origin::Argument(r.clone()), 0..r.len())
                        .help(
                            "write --rule votes=Cubic; `antumbra bargain --rules` lists every rule",
                        ),
                )
            })?;
            Ok((family.trim().to_owned(), variant.trim().to_owned()))
        })
        .collect()
}

fn table(
    name: &str,
    chosen: &[(String, String)],
    a: &Bargain,
) -> Result<antumbra_record::bargain::Bargaining, Failure> {
    let bytes = std::fs::read(name).map_err(|e| {
        Failure::from(Diagnostic::error("AN0100", format!("cannot read `{name}`: {e}")))
    })?;
    let text = std::str::from_utf8(&bytes).map_err(|e| {
        let d = Diagnostic::error("AN0101", format!("`{name}` is not a text file"));
        Failure::from(
            d.help(format!("a table of actors is UTF-8 text; byte {} is not", e.valid_up_to())),
        )
    })?;
    bargain(name, text, chosen, a.seed.unwrap_or(DEFAULT_SEED), a.observed)
        .map_err(|d| Failure::from(d).with_text(name, &bytes))
}

/// The seed of a bare table, read by stochastic transitions.
const DEFAULT_SEED: u64 = 20_250_312;

fn json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?;
    say(&(text + "\n"))
}

fn say(text: &str) -> Result<(), Failure> {
    print(text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}
