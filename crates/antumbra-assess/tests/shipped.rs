//! The shipped assessments: they parse, hold only known keys, and name only known sources.

#![allow(clippy::unwrap_used, reason = "a test stops at the first file that cannot be read")]

use antumbra_assess::file::Assessment;
use antumbra_assess::{doc, schema::Schema};
use antumbra_core::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assessments")
}

/// All assessments by file name, each checked against the schema.
fn shipped() -> BTreeMap<String, Assessment> {
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|e| e != "toml") || name == "sources" || name.contains('.') {
            // `japan.ja.toml` is a translation, not an assessment.
            continue;
        }
        let node = doc::parse_file(&name, &std::fs::read(&path).unwrap()).unwrap();
        let wrong = Schema::of_assessment().check(&node);
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
        out.insert(name, serde_json::from_value(node.json()).unwrap());
    }
    out
}

fn sources() -> BTreeMap<String, Source> {
    let text = std::fs::read_to_string(folder().join("sources.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

/// Every source id that an assessment names.
fn named(value: &serde_json::Value, out: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, v) in map {
                match (key.as_str(), v) {
                    ("source" | "text_source", serde_json::Value::String(id)) => {
                        out.insert(id.clone());
                    }
                    ("sources", serde_json::Value::Array(ids)) => {
                        out.extend(ids.iter().filter_map(|i| i.as_str()).map(str::to_owned));
                    }
                    _ => named(v, out),
                }
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|v| named(v, out)),
        _ => {}
    }
}

#[test]
fn every_source_is_known_and_every_known_source_is_used() {
    let known = sources();
    let mut used = BTreeSet::new();
    for (name, assessment) in shipped() {
        let mut ids = BTreeSet::new();
        named(&serde_json::to_value(&assessment).unwrap(), &mut ids);
        let lost: Vec<&String> = ids.iter().filter(|i| !known.contains_key(*i)).collect();
        assert!(lost.is_empty(), "{name} names sources that sources.toml lacks: {lost:?}");
        used.extend(ids);
    }
    let idle: Vec<&String> = known.keys().filter(|k| !used.contains(*k)).collect();
    assert!(idle.is_empty(), "no assessment names {idle:?}");
}

#[test]
fn sources_say_how_they_were_read() {
    for (id, source) in sources() {
        let ways = ["data", "page", "abstract", "second-hand", "memory"];
        assert!(ways.contains(&source.read.as_str()), "{id}: {}", source.read);
    }
}

#[test]
fn the_ledger_has_the_counts_of_the_text_checked() {
    let japan = &shipped()["japan"];
    let ids: Vec<u32> = japan.claims.iter().map(|c| c.id).collect();
    assert_eq!(ids, (1..=42).collect::<Vec<u32>>());
    let facts: Vec<&str> =
        japan.claims.iter().filter(|c| c.kind == "F").map(|c| c.verdict.as_str()).collect();
    let count = |prefix: &str| facts.iter().filter(|v| v.starts_with(prefix)).count();
    assert_eq!(facts.len(), 23);
    assert_eq!(
        (count("supported"), count("imprecise"), count("wrong"), count("not verified")),
        (12, 6, 4, 1)
    );
}

#[test]
fn a_judgement_has_an_author_and_a_figure_read_somewhere_has_a_source() {
    for (name, assessment) in shipped() {
        for input in &assessment.inputs {
            let judged = input.tag == antumbra_core::Tag::Judgement;
            assert_eq!(judged, input.author.is_some(), "{name}: {}", input.id);
            assert!(judged || !input.sources.is_empty(), "{name}: {}", input.id);
            let bounds: Vec<f64> = [input.lo, input.mid, input.hi].into_iter().flatten().collect();
            assert!(!bounds.is_empty(), "{name}: {} has no figure", input.id);
            assert!(bounds.is_sorted(), "{name}: {} is not in order", input.id);
        }
        let ids: BTreeSet<&str> = assessment.inputs.iter().map(|i| i.id.as_str()).collect();
        assert_eq!(ids.len(), assessment.inputs.len(), "{name}: an input id twice");
    }
}

/// The shipped translations name texts that are there, and leave none.
#[test]
fn the_japanese_of_the_shipped_assessments_is_whole() {
    use antumbra_assess::{load::load, shipped as ship, translation};
    for (id, file) in ship::ALL {
        let (name, text) = ship::translation(id).unwrap();
        let told = load(id, file.as_bytes(), &[]).unwrap().translated(&name, text.as_bytes());
        let told = told.unwrap();
        assert_eq!(told.translations["ja"].left, 0, "{id}: {}", translation::left(&told));
        for (text, ja) in &told.translations["ja"].texts {
            let figures = |t: &str| t.chars().filter(char::is_ascii_digit).count();
            assert!(!ja.contains("  "), "{id}: {ja}");
            assert!(figures(text) == 0 || figures(ja) > 0, "{id}: figures are lost: {text} {ja}");
        }
    }
}

/// Titles of the cases and what became of them: any run may show them.
#[test]
fn every_case_is_told_in_japanese() {
    let read = |path: &Path| -> toml::Table {
        std::fs::read_to_string(path).unwrap().parse::<toml::Table>().unwrap()
    };
    let common = read(&folder().join("common.ja.toml"));
    let told = common["texts"].as_table().unwrap();
    let mut folders = vec![folder().join("../cases")];
    let mut cases = 0;
    while let Some(here) = folders.pop() {
        for entry in std::fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // Past decisions of politics are shown by `bargain`, which is in English.
                folders.extend((!path.ends_with("politics")).then_some(path));
            } else if path.extension().is_some_and(|e| e == "toml") {
                let case = read(&path);
                let Some(title) = case.get("title").and_then(toml::Value::as_str) else { continue };
                assert!(told.contains_key(title), "{title}");
                let after = case.get("afterwards").and_then(toml::Value::as_str);
                assert!(after.is_none_or(|a| told.contains_key(a)), "{title}: {after:?}");
                cases += 1;
            }
        }
    }
    assert!(cases > 20, "{cases} cases");
}
