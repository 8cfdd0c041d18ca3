//! The house: arrows between crates point down only, and every crate keeps its room.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use std::collections::BTreeMap;
use std::process::Command;

/// Which crates a crate may use. A crate that is not here has no room yet.
const ARROWS: &[(&str, &[&str])] = &[
    ("antumbra-core", &[]),
    ("antumbra-num", &["antumbra-core"]),
    ("antumbra-world", &["antumbra-core", "antumbra-num"]),
    ("antumbra-deter", &["antumbra-core", "antumbra-num", "antumbra-world"]),
    ("antumbra-bargain", &["antumbra-core", "antumbra-num"]),
    ("antumbra-path", &["antumbra-core", "antumbra-num", "antumbra-deter", "antumbra-bargain"]),
    ("antumbra-explore", &["antumbra-core", "antumbra-num"]),
    ("antumbra-record", &["antumbra-core"]),
    (
        "antumbra-assess",
        &[
            "antumbra-core",
            "antumbra-num",
            "antumbra-world",
            "antumbra-deter",
            "antumbra-bargain",
            "antumbra-path",
            "antumbra-explore",
            "antumbra-record",
        ],
    ),
    ("antumbra-report", &["antumbra-core", "antumbra-record"]),
    ("antumbra", &["*"]),
    ("xtask", &["*"]),
];

fn metadata() -> serde_json::Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let out = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn arrows_point_down_only() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let meta = metadata();
    let packages = meta["packages"].as_array().unwrap();
    assert!(packages.len() >= 8);
    for p in packages {
        let name = p["name"].as_str().unwrap();
        let may = allowed.get(name).unwrap_or_else(|| panic!("`{name}` has no room in the house"));
        for d in p["dependencies"].as_array().unwrap() {
            let to = d["name"].as_str().unwrap();
            // Tests may look at any crate; the program may not.
            if !to.starts_with("antumbra") || d["kind"] == "dev" {
                continue;
            }
            assert!(may.contains(&"*") || may.contains(&to), "`{name}` must not use `{to}`");
        }
    }
}

#[test]
fn only_the_binary_and_xtask_touch_the_disk() {
    // Libraries reach the outside through the traits of core.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut seen = 0;
    for entry in std::fs::read_dir(root).unwrap() {
        let krate = entry.unwrap().path();
        if krate.ends_with("antumbra") {
            continue;
        }
        let mut stack = vec![krate.join("src")];
        while let Some(dir) = stack.pop() {
            for e in std::fs::read_dir(&dir).unwrap() {
                let p = e.unwrap().path();
                if p.is_dir() {
                    stack.push(p);
                } else if p.extension().is_some_and(|x| x == "rs") {
                    seen += 1;
                    let text = std::fs::read_to_string(&p).unwrap();
                    // What follows the tests' own module is no part of the library.
                    let library = text.split("#[cfg(test)]").next().unwrap();
                    for banned in
                        ["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Instant"]
                    {
                        assert!(!library.contains(banned), "{} uses {banned}", p.display());
                    }
                }
            }
        }
    }
    assert!(seen > 50);
}
