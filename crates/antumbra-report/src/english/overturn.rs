//! Messages on what would overturn a verdict on paths.

use crate::context::Language;
use crate::input::{amount, name};
use antumbra_record::findings::{Findings, Sentence};

/// The messages of this file.
pub(super) const MESSAGES: &[&str] = &["overturn.moves", "overturn.nothing"];

/// The moves of a list, as `name from → to`.
pub(crate) fn moves(f: &Findings, language: Language, s: &Sentence) -> Vec<String> {
    let one = |key: &str| {
        let word = |what: &str| s.words.get(&format!("{key}.{what}")).map(String::as_str);
        let number = |what: &str| s.numbers.get(&format!("{key}.{what}")).copied();
        let unit = word("unit").unwrap_or_default();
        let (from, to) =
            (amount(language, unit, number("from")?), amount(language, unit, number("to")?));
        let label = name(f, language, word("input")?, word("label").unwrap_or_default());
        Some(format!("{label} {from} → {to}"))
    };
    let and = match language {
        Language::English => " with ",
        Language::Japanese => "かつ",
    };
    ["world", "judgements", "yardsticks"]
        .iter()
        .filter_map(|list| {
            let first = one(list)?;
            Some(match one(&format!("{list}.2")) {
                Some(second) => format!("{first}{and}{second}"),
                None => first,
            })
        })
        .collect()
}

/// A message on overturning; `None` for others.
pub(super) fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    match s.message.as_str() {
        "overturn.moves" => Some(moves(f, Language::English, s).join("; ")),
        "overturn.nothing" => Some("nothing that was tried, within its bounds".into()),
        _ => None,
    }
}
