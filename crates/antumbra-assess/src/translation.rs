//! The free text of an assessment in another language: a file beside it, `mine.ja.toml` beside
//! `mine.toml`.
//!
//! It has the language and a table from each text, word for word as the assessment has it, to what
//! it is in that language. The text itself is the key, so a text that occurs twice is translated
//! once, and a translation whose text has since been changed names nothing and is an error instead
//! of being shown beside what it no longer says.
//!
//! ```toml
//! language = "ja"
//! [texts]
//! "As planned" = "現行計画どおり"
//! ```

use crate::doc::{self, At, Node, Value};
use crate::load::Loaded;
use antumbra_core::{Diagnostic, Diagnostics, did_you_mean};
use antumbra_record::translation::Translation;
use std::collections::{BTreeMap, BTreeSet};

/// Languages that an assessment may be translated into.
pub const LANGUAGES: &[&str] = &["ja"];

/// Keys whose values are free text, wherever they stand.
const KEYS: [&str; 23] = [
    "title",
    "name",
    "note",
    "unit",
    "why",
    "verdict",
    "correct",
    "summary",
    "thresholds",
    "risks",
    "patron_reaction",
    "challenger_reaction",
    "needs",
    "who_can_stop",
    "who",
    "by",
    "words",
    "reason",
    "what",
    "topic",
    "question",
    "answer",
    "house",
];

/// Free text only under one key: `realised.of`.
const UNDER: [(&str, &str); 1] = [("realised", "of")];

/// Every free text of an assessment with its place, in the order of the file, each once.
pub fn texts(doc: &Node) -> Vec<(&str, &At)> {
    let mut all = Vec::new();
    walk(doc, &mut Vec::new(), &mut |path, text, at| {
        if free(path) {
            all.push((text, at));
        }
    });
    let mut seen = BTreeSet::new();
    all.retain(|(text, _)| !text.is_empty() && seen.insert(*text));
    all
}

/// What is free text: not what the gates of a lever are called by (`levers.needs`), and not the
/// claims of the text that prompted the question, which stand as published.
fn free(path: &[&str]) -> bool {
    let [.., key] = path else { return false };
    let above = path.len().checked_sub(2).and_then(|n| path.get(n));
    (KEYS.contains(key) || UNDER.iter().any(|(a, k)| k == key && above == Some(a)))
        && !path.contains(&"levers")
}

/// Visits every text under a node with the keys above it; indices of lists are left out.
fn walk<'a>(
    node: &'a Node,
    path: &mut Vec<&'a str>,
    visit: &mut impl FnMut(&[&'a str], &'a str, &'a At),
) {
    match &node.value {
        Value::Text(t) => visit(path, t, &node.at),
        Value::List(l) => l.iter().for_each(|n| walk(n, path, visit)),
        Value::Map(m) => {
            for (key, _, n) in m {
                path.push(key);
                walk(n, path, visit);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Reads the translation of an assessment; the language with its texts.
///
/// `name` is how messages call the file; `known` are the free texts of the assessment as written.
///
/// # Errors
/// Everything that is wrong, each at its place: a text that the assessment does not have, a
/// language that is not known, an empty translation.
pub fn read(
    name: &str,
    bytes: &[u8],
    known: &[String],
) -> Result<(String, Translation), Diagnostics> {
    let tree = doc::parse_file(name, bytes)?;
    let mut wrong = Diagnostics::new();
    let (language, texts) = table(&tree, &mut wrong);
    for (text, at, _) in &texts {
        let here =
            |message: String| Diagnostic::error("AN0181", message).at(at.origin.clone(), at.span);
        if !known.iter().any(|k| k == text) {
            let near = did_you_mean(text, known.iter().map(String::as_str)).map_or_else(
                || "the text of the assessment is the key, word for word; take this line out, or bring it up to date".to_owned(),
                |n| format!("did you mean `{n}`? The text of the assessment is the key, word for word"),
            );
            wrong.push(here(format!("the assessment has no text `{text}`")).help(near));
        }
    }
    if wrong.has_errors() {
        return Err(wrong);
    }
    let texts: BTreeMap<String, String> =
        texts.into_iter().map(|(text, _, t)| (text.to_owned(), t.to_owned())).collect();
    let left = known.iter().filter(|t| !texts.contains_key(*t)).count();
    Ok((language, Translation { left: u32::try_from(left).unwrap_or(u32::MAX), texts }))
}

/// What of an assessment has no translation: one warning for each language, with every text that
/// stays as it is, at the place of the first. A language that nothing is translated into has none.
pub fn left(loaded: &Loaded) -> Diagnostics {
    let mut out = Diagnostics::new();
    for (language, t) in loaded.translations.iter().filter(|(_, t)| !t.texts.is_empty()) {
        let open: Vec<(&str, &At)> =
            texts(&loaded.doc).into_iter().filter(|(x, _)| !t.texts.contains_key(*x)).collect();
        if let Some((_, at)) = open.first() {
            let list: Vec<String> = open.iter().map(|(x, _)| format!("\"{x}\"")).collect();
            let what = match open.len() {
                1 => "1 text has no translation into".to_owned(),
                n => format!("{n} texts have no translation into"),
            };
            out.push(
                Diagnostic::warning("AN0182", format!("{what} `{language}`: told as written"))
                    .at(at.origin.clone(), at.span)
                    .help(list.join("\n")),
            );
        }
    }
    out
}

/// The language and the texts of a translation, each with the place of its key.
fn table<'a>(tree: &'a Node, wrong: &mut Diagnostics) -> (String, Vec<(&'a str, &'a At, &'a str)>) {
    let mut language = None;
    let mut texts: Vec<(&str, &At, &str)> = Vec::new();
    let Value::Map(keys) = &tree.value else { return (String::new(), texts) };
    for (key, at, node) in keys {
        let mut say = |message: String, help: String| {
            let d = Diagnostic::error("AN0180", message).at(at.origin.clone(), at.span);
            wrong.push(d.help(help));
        };
        match (key.as_str(), &node.value) {
            ("language", Value::Text(l)) if LANGUAGES.contains(&l.as_str()) => {
                language = Some(l.clone());
            }
            ("language", _) => say(
                "this language is not known".into(),
                format!("a report can be told in: {}", LANGUAGES.join(", ")),
            ),
            ("texts", Value::Map(m)) => {
                for (text, at, t) in m {
                    match &t.value {
                        Value::Text(t) if !t.trim().is_empty() => texts.push((text, at, t)),
                        other => wrong.push(
                            Diagnostic::error(
                                "AN0180",
                                format!("the translation of `{text}` is {}", other.kind()),
                            )
                            .at(at.origin.clone(), at.span)
                            .help("write a text that is not empty"),
                        ),
                    }
                }
            }
            _ => say(
                format!("a translation has no key `{key}`"),
                "it has `language` and a table `[texts]`".into(),
            ),
        }
    }
    if language.is_none() && !wrong.has_errors() {
        let at = &tree.at;
        wrong.push(
            Diagnostic::error("AN0180", "the translation does not say its language")
                .at(at.origin.clone(), at.span)
                .help("begin with language = \"ja\""),
        );
    }
    (language.unwrap_or_default(), texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;

    const FILE: &str = "client = \"JPN\"\n[draws.reliability]\nmid = 0.5\nnote = \"A note.\"\n\
        [[paths]]\nid = \"wait\"\nname = \"Wait\"\nrisks = [\"late\", \"wait\"]\n";

    fn loaded() -> Loaded {
        load("mine.toml", FILE.as_bytes(), &[]).unwrap()
    }

    fn wrong(sidecar: &str) -> String {
        let all = read("mine.ja.toml", sidecar.as_bytes(), &loaded().texts).unwrap_err();
        all.iter().map(|d| format!("{d} {}", d.help.as_deref().unwrap_or_default())).collect()
    }

    #[test]
    fn texts_are_found_in_order_and_ids_are_none() {
        let l = loaded();
        let all: Vec<&str> = texts(&l.doc).into_iter().map(|(t, _)| t).collect();
        assert_eq!(all, ["A note.", "Wait", "late", "wait"]);
    }

    #[test]
    fn a_translation_names_texts_and_counts_what_is_left() {
        let text = "language = \"ja\"\n[texts]\n\"A note.\" = \"注。\"\n\"Wait\" = \"待つ\"\n";
        let l = loaded().translated("mine.ja.toml", text.as_bytes()).unwrap();
        let t = &l.translations["ja"];
        assert_eq!((t.left, t.texts["Wait"].as_str()), (2, "待つ"));
        assert!(left(&loaded()).is_empty(), "nobody asked for a translation");
        let said = left(&l);
        let d = said.iter().next().unwrap();
        assert!(d.message.starts_with("2 texts have no translation"), "{d}");
        assert_eq!(d.help.as_deref(), Some("\"late\"\n\"wait\""));
        // What `--set` replaces is still a text of the file.
        let set = load("mine.toml", FILE.as_bytes(), &["reliability=0.2".into()]).unwrap();
        assert!(set.translated("mine.ja.toml", text.as_bytes()).is_ok());
        // A file of its own language alone is all left.
        assert_eq!(loaded().translations["ja"].left, 4);
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        for (sidecar, message) in [
            ("language = \"ja\"\n[texts]\n\"A nte.\" = \"注\"\n", "did you mean `A note.`"),
            ("language = \"ja\"\n[texts]\n\"late\" = \" \"\n", "not empty"),
            ("language = \"xx\"\n[texts]\n", "not known"),
            ("[texts]\n", "does not say its language"),
            ("language = \"ja\"\nnames = 3\n", "no key `names`"),
        ] {
            let said = wrong(sidecar);
            assert!(said.contains(message), "{said}");
        }
        let all = read("m", b"language = \"ja\"\n[texts]\n\"A nte.\" = \"x\"\n", &loaded().texts);
        let place = all.unwrap_err().iter().next().unwrap().at.clone().unwrap();
        assert_eq!(place.1.start, 24, "the key, not the file");
    }
}
