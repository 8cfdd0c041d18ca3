//! Runs after the run: rerun, diff, merge, from the command line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use antumbra_assess::ensemble::{Question, explore};
use antumbra_core::outside::{MemoryFiles, Store};
use antumbra_explore::ensemble::{
    Bins, Budget, Design, DesignChunk, Direction, Input, InputKind, Model, Outcome, OutcomeChunk,
    Spec,
};
use antumbra_record::store::{RUN_SCHEMA, Run};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn run_in(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let o = Command::new(env!("CARGO_BIN_EXE_antumbra"))
        .args(args)
        .current_dir(dir)
        .env_remove("ANTUMBRA_DATA")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (o.status.code().unwrap(), text(o.stdout), text(o.stderr))
}

#[test]
fn a_run_comes_out_the_same_again() {
    let dir = tempfile::tempdir().unwrap();
    let go = |args: &[&str]| run_in(dir.path(), args);
    let done = go(&["assess", "japan", "--futures", "200", "--out", "a", "--set", "psi=1"]);
    assert_eq!(done.0, 0, "{}", done.2);
    let (code, out, err) = go(&["rerun", "a", "--jobs", "1"]);
    assert_eq!((code, out.contains("byte for byte")), (0, true), "{out} {err}");
    let (code, out, _) = go(&["rerun", "a", "--json"]);
    let v: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &v["same"], &v["arguments"][0]), (0, &true.into(), &"assess".into()));

    // A figure changed by hand is found, and the exit code says so.
    let file = dir.path().join("a/costs.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("keep", "kept", 1)).unwrap();
    let (code, out, err) = go(&["rerun", "a"]);
    assert_eq!(code, 1, "{err}");
    assert!(out.contains("1 of") && out.contains("costs.csv"), "{out}");
    assert!(err.contains("did not come out the same"), "{err}");

    // What is no run says so.
    let (code, _, err) = go(&["rerun", "."]);
    assert!(code == 2 && err.contains("not a finished run"), "{err}");
}

#[test]
fn an_assessment_that_changed_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let go = |args: &[&str]| run_in(dir.path(), args);
    std::fs::write(dir.path().join("q.toml"), "client = \"KOR\"\nfutures = 200\n").unwrap();
    assert_eq!(go(&["assess", "q.toml", "--out", "a"]).0, 0);
    let other = "client = \"KOR\"\nfutures = 300\n";
    std::fs::write(dir.path().join("q.toml"), other).unwrap();
    let (code, out, err) = go(&["rerun", "a"]);
    assert_eq!(code, 1, "{out} {err}");
    assert!(out.contains("the contents of q.toml changed since"), "{out}");
    std::fs::remove_file(dir.path().join("q.toml")).unwrap();
    let (code, _, err) = go(&["rerun", "a"]);
    assert!(code == 2 && err.contains("does not run any more"), "{err}");
}

#[test]
fn two_runs_differ_for_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    let go = |args: &[&str]| run_in(dir.path(), args);
    let assess = |out: &str, more: &[&str]| {
        let args = [&["assess", "japan", "--futures", "200", "--out", out], more].concat();
        assert_eq!(go(&args).0, 0);
    };
    assess("a", &[]);
    assess("same", &[]);
    assess("b", &["--set", "reliability=0.2"]);
    assess("c", &["--seed", "1"]);

    let (code, out, err) = go(&["diff", "a", "same"]);
    assert_eq!((code, out.as_str()), (0, "a and same are the same run, byte for byte.\n"), "{err}");

    let (_, out, _) = go(&["diff", "a", "c"]);
    assert!(out.starts_with("c differs from a in the seed (20250312 → 1); "), "{out}");

    let (_, out, _) = go(&["diff", "a", "b"]);
    let first = out.lines().next().unwrap();
    assert!(first.contains("reliability") && first.contains("headline figures moved"), "{first}");
    assert!(out.contains("the share expected from the protector against China"), "{out}");

    // The figures are those of the two runs' findings.
    let (_, out, _) = go(&["diff", "a", "b", "--json"]);
    let d: Value = serde_json::from_str(&out).unwrap();
    let findings = |run: &str| -> Value {
        let text = std::fs::read(dir.path().join(run).join("findings.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    };
    let (a, b) = (findings("a"), findings("b"));
    let moved = d["moved"].as_array().unwrap();
    let keep = moved.iter().find(|m| m["finding"] == "keep").unwrap();
    let mid = |f: &Value| {
        let rows = f["costs_over"].as_array().unwrap();
        let row = rows.iter().find(|r| r["goal"] == "keep").unwrap();
        assert_eq!(row["challenger"], keep["of"]);
        row["multiple"]["reference"]["mid"].clone()
    };
    assert_eq!((&keep["before"], &keep["after"]), (&mid(&a), &mid(&b)));
    assert_ne!(keep["before"], keep["after"]);
    assert!(d["changed"].as_array().unwrap().iter().all(|c| c["what"] == "question"), "{d}");
}

struct Sum(Spec);

impl Model for Sum {
    fn spec(&self) -> &Spec {
        &self.0
    }
    fn run(&self, policy: usize, chunk: &DesignChunk, out: &mut OutcomeChunk) {
        let (n, sum) = (chunk.column(0), out.outcome_mut(0));
        sum.iter_mut().zip(n).for_each(|(s, n)| *s = n + policy as f64);
    }
}

/// Shard `i` of `n` as a folder.
fn shard(dir: &Path, name: &str, (i, n): (u32, u32), seed: u64) {
    let model = Sum(Spec {
        inputs: vec![Input { name: "n".into(), kind: InputKind::Whole { lo: 0, hi: 9 } }],
        policy_keys: vec!["path".into()],
        policies: vec![vec!["stay".into()], vec!["go".into()]],
        outcomes: vec![Outcome {
            name: "sum".into(),
            unit: "points".into(),
            bins: Bins { lo: 0.0, hi: 12.0, count: 120 },
            direction: Direction::None,
            optional: false,
        }],
        ..Spec::default()
    });
    let run = Run {
        schema: RUN_SCHEMA.into(),
        version: "0.0.1".into(),
        assessment: "sums".into(),
        arguments: vec![],
        seed,
        inputs: BTreeMap::new(),
        files: BTreeMap::new(),
        warnings: vec![],
        question: Value::Null,
    };
    let q =
        Question { run, futures: 2000, design: Design::Sobol, keep_years: false, shard: (i, n) };
    let store = MemoryFiles::default();
    explore(&model, &q, &store, 1, Budget::default(), &mut |_| {}).unwrap();
    for file in Store::list(&store).unwrap() {
        let path = dir.join(name).join(&file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, store.read(&file).unwrap()).unwrap();
    }
}

#[test]
fn shards_become_a_run() {
    let dir = tempfile::tempdir().unwrap();
    let go = |args: &[&str]| run_in(dir.path(), args);
    for i in 1..=3 {
        shard(dir.path(), &format!("s{i}"), (i, 3), 5);
    }
    shard(dir.path(), "one", (1, 1), 5);
    shard(dir.path(), "other", (1, 1), 6);
    let (code, out, err) = go(&["merge", "s2", "s3", "s1", "--out", "whole"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out, "whole: 8 chunks of sums with seed 5, a whole run\n");
    let (code, out, err) = go(&["merge", "one", "--out", "again", "--json"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["chunks"], 8);
    let (_, out, _) = go(&["diff", "whole", "again"]);
    assert_eq!(out, "whole and again are the same run, byte for byte.\n");

    assert_eq!(go(&["merge", "other", "--out", "third"]).0, 0);
    let (_, out, _) = go(&["diff", "whole", "third"]);
    assert!(out.starts_with("third differs from whole in the seed (5 → 6); "), "{out}");
    assert!(out.contains("of 2 headline figures moved"), "{out}");

    // Faults leave nothing behind.
    for (args, says) in [
        (&["merge", "s1", "s3", "--out", "x"][..], "are not there yet"),
        (&["merge", "s1", "other", "--out", "x"], "seed 6 there, 5 here"),
        (&["merge", "s1", ".", "--out", "x"], "no run of many futures"),
        (&["merge", "s1", "--out", "whole"], "does not exist"),
    ] {
        let (code, _, err) = go(args);
        assert!(code == 2 && err.contains(says), "{args:?} should say `{says}`: {err}");
        assert!(!dir.path().join("x").exists(), "{args:?}");
    }
}

#[test]
fn the_futures_of_a_policy_are_explored_from_its_run_folder() {
    let dir = tempfile::tempdir().unwrap();
    let go = |args: &[&str]| run_in(dir.path(), args);
    shard(dir.path(), "one", (1, 1), 5);
    // "go" adds one to every sum, so its cases of 9 and more are those of 8 and more of "stay".
    let of = |path: &str| {
        let args = ["discover", "one", "--path", path, "--x", "n", "--y", "sum", "--json"];
        let (code, out, err) = go(&args);
        assert_eq!(code, 0, "{err}");
        serde_json::from_str::<Value>(&out).unwrap()
    };
    let (stay, gone) = (of("stay"), of("go"));
    assert_eq!((&stay["cases"], &gone["cases"]), (&2000.into(), &2000.into()));
    let mean = |d: &Value| d["trajectory"][0]["mean"].as_f64().unwrap();
    assert!((mean(&gone) - mean(&stay) - 1.0).abs() < 1e-9);
    let args = ["discover", "one", "--path", "go", "--x", "n", "--y", "sum", "--where", "n > 4"];
    let (code, out, err) = go(&args);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("1000 rows left out"), "{out}");
    let drivers = ["sensitivity", "one", "--path", "stay", "--x", "n", "--y", "sum"];
    let (code, out, err) = go(&[&drivers[..], &["--method", "delta", "--json"]].concat());
    assert_eq!(code, 0, "{err}");
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["indices"][0]["input"], "n");

    std::fs::write(dir.path().join("t.csv"), "n,sum\n1,2\n").unwrap();
    for (table, words, says) in [
        ("one", &[][..], "they are: stay, go"),
        ("one", &["--path", "leave"], "none of the policies"),
        ("one", &["--world", "stays"], "has no world: its policies are named by path"),
        (".", &[], "no run of many futures"),
        ("t.csv", &["--path", "go"], "choose futures of a run folder"),
    ] {
        let args = [&["discover", table, "--x", "n", "--y", "sum"], words].concat();
        let (code, _, err) = go(&args);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains(says), "{err}");
    }
}
