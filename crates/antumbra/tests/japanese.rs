//! The page in Japanese, whole: what a reader sees of the shipped assessment is in Japanese, from
//! the run folder alone, and a file of one's own may have its translation beside it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use common::antumbra;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

fn run(assessment: &str, dir: &Path) {
    let (code, _, err) =
        antumbra(dir, &["assess", assessment, "--futures", "200", "--out", "run", "--quiet"]);
    assert_eq!(code, 0, "{err}");
}

fn japanese(dir: &Path) -> String {
    let (code, out, err) = antumbra(dir, &["report", "run", "--lang", "ja"]);
    assert_eq!(code, 0, "{err}");
    out
}

fn findings(dir: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(dir.join("run/findings.json")).unwrap()).unwrap()
}

/// Elements whose text is no prose: code, scripts, styles.
const CODE: [&str; 3] = ["script", "style", "code"];

/// Attributes that are read out or shown.
const READ_OUT: [&str; 4] = ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""];

/// What stays in Latin letters: names of scholars and of works that formulas cite.
const NAMES: [&str; 4] =
    ["Bueno de Mesquita", "Friedman & Fisher", "Plischke et al", "Natural Earth"];

/// Every text of a page that a reader sees or hears.
fn texts(page: &str) -> Vec<String> {
    let plain = |t: &str| {
        let t = t.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
        t.replace("&#39;", "'").replace("&amp;", "&")
    };
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push(plain(text));
        let end = tag.find('>').map_or(tag.len(), |e| e + 1);
        let inside = &tag[1..end];
        rest = &tag[end..];
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if CODE.contains(&name) {
            let close = format!("</{name}>");
            rest = rest.split_once(close.as_str()).map_or("", |(_, after)| after);
        }
        for key in READ_OUT {
            for value in inside.split(key).skip(1) {
                out.push(plain(value.split('"').next().unwrap_or_default()));
            }
        }
    }
    out
}

/// The first run of three or more Latin words. Abbreviations in capitals (GDP, NATO), ids with marks
/// inside and single letters of formulas are no words; commas and brackets do not end a run.
fn english(text: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for piece in text.split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || "'’.-_".contains(c)))
    {
        let word =
            piece.trim_end_matches(|c: char| !(c.is_ascii_alphanumeric() || "'’.-_".contains(c)));
        let bare = word.trim_matches(['.', '\'', '’', '-']);
        let letters = bare.chars().all(|c| c.is_ascii_alphabetic() || "'’-".contains(c));
        let is_word = letters && bare.len() > 1 && bare.chars().any(|c| c.is_ascii_lowercase());
        if is_word {
            words.push(word);
            if words.len() >= 3 {
                return Some(words.join(" "));
            }
        } else if !bare.is_empty() {
            words.clear();
        }
        let mark = &piece[word.len()..];
        if mark.chars().any(|c| !" ,;:()\"\n".contains(c)) {
            words.clear();
        }
    }
    None
}

#[test]
fn runs_of_latin_words_are_found() {
    for (text, run) in [
        ("すべて English words left here。", Some("English words left")),
        ("SIPRI GDP NMC USD", None),
        ("米国（the United States, gone）", Some("the United States")),
        ("draws.reliability future.draws.war_chn x y z", None),
        ("two words。two words", None),
    ] {
        assert_eq!(english(text).as_deref(), run, "{text}");
    }
}

#[test]
fn the_japanese_page_of_the_shipped_assessment_is_in_japanese() {
    let dir = tempfile::tempdir().unwrap();
    let d = dir.path();
    run("japan", d);
    let f = findings(d);
    assert_eq!(f["translations"]["ja"]["left"], 0, "every text of the file has its translation");
    // What was published stands as it was published: the claims of the text, titles of sources.
    let mut published = BTreeSet::new();
    let mut keep = |v: &Value| published.extend(v.as_str().map(str::to_owned));
    keep(&f["text"]);
    f["claims"].as_array().unwrap().iter().for_each(|c| keep(&c["text"]));
    for s in f["sources"].as_array().unwrap() {
        ["author", "title", "where", "year"].iter().for_each(|k| keep(&s[*k]));
    }
    let page = japanese(d);
    assert!(!page.contains("class=\"notice\""), "nothing is left in English");
    let left: Vec<String> = texts(&page)
        .into_iter()
        .map(|text| text.trim().trim_end_matches('.').to_owned())
        .filter(|t| !published.contains(t) && !published.contains(&format!("{t}.")))
        .filter(|t| {
            let named = NAMES.iter().fold(t.clone(), |t, n| t.replace(n, "、"));
            english(&named).is_some()
        })
        .collect();
    assert!(left.is_empty(), "{} texts in English:\n{}", left.len(), left.join("\n"));
    // The same in the other formats, from the same folder.
    let (_, screen, _) = antumbra(d, &["report", "run", "--lang", "ja", "--format", "terminal"]);
    let told = screen.lines().find(|l| english(l).is_some() && !l.contains("report.html"));
    assert_eq!(told, None, "{screen}");
    // An older folder has no translation: it is shown, and says so.
    let path = d.join("run/findings.json");
    let mut v = f;
    v.as_object_mut().unwrap().remove("translations");
    std::fs::write(&path, serde_json::to_vec(&v).unwrap()).unwrap();
    let older = japanese(d);
    assert!(
        older.contains("この実行結果には設問の和訳がない") && older.contains("Finance ministry")
    );
    let (_, markdown, _) = antumbra(d, &["report", "run", "--lang", "ja", "--format", "md"]);
    assert!(markdown.contains("> この実行結果には設問の和訳がない"), "{}", &markdown[..400]);
}

const MINE: &str = "client = \"JPN\"\n[[challengers]]\nid = \"CHN\"\n[[inputs]]\nid = \"votes\"\n\
    name = \"Votes for the budget\"\nmid = 0.6\ntag = \"judgement\"\nauthor = \"me\"\n\
    as_of = \"2027-03-31\"\nnote = \"A guess before the vote.\"\n";

fn mine(translation: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("mine.toml"), MINE).unwrap();
    std::fs::write(dir.path().join("mine.ja.toml"), translation).unwrap();
    dir
}

#[test]
fn a_file_of_ones_own_has_its_translation_beside_it() {
    let dir = mine("language = \"ja\"\n[texts]\n\"Votes for the budget\" = \"予算への賛成票\"\n");
    let d = dir.path();
    run("mine.toml", d);
    let page = japanese(d);
    assert!(page.contains("予算への賛成票") && !page.contains("Votes for the budget"));
    assert!(page.contains("2027年3月31日"));
    assert!(page.contains("設問の文章のうち1件には和訳がなく"), "the note is not translated");
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(d.join("run/run.json")).unwrap()).unwrap();
    assert!(manifest["inputs"]["mine.ja.toml"].is_string(), "an input like the rest");
    let (code, _, err) = antumbra(d, &["check", "mine.toml"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("1 text has no translation") && err.contains("A guess before the vote"),
        "{err}"
    );
    // English is as it was.
    let (_, page, _) = antumbra(d, &["report", "run"]);
    assert!(page.contains("Votes for the budget") && !page.contains("賛成票"));
}

#[test]
fn a_translation_of_a_text_that_is_not_there_is_an_error_at_its_line() {
    let dir = mine("language = \"ja\"\n[texts]\n\"Votes for a budget\" = \"予算への賛成票\"\n");
    let (code, _, err) = antumbra(dir.path(), &["assess", "mine.toml", "--out", "run"]);
    assert_eq!(code, 2);
    for want in ["AN0181", "mine.ja.toml:3", "did you mean `Votes for the budget`"] {
        assert!(err.contains(want), "{want}: {err}");
    }
    assert!(!dir.path().join("run/run.json").exists());
}
