//! Many futures of the shipped paths from the command line: the same bytes however they are run.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use antumbra_record::store::sha256;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut c = Command::new(env!("CARGO_BIN_EXE_antumbra"));
    c.args(args).current_dir(dir).env_remove("ANTUMBRA_DATA").env("NO_COLOR", "1");
    c
}

fn go(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let o = command(dir, args).output().unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (o.status.code().unwrap(), text(o.stdout), text(o.stderr))
}

/// The hash of every file but the log.
fn hashes(folder: &Path) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(dir) = todo.pop() {
        for e in std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
            if e.is_dir() {
                todo.push(e);
            } else {
                let name = e.strip_prefix(folder).unwrap().display().to_string();
                if name != "log.json" {
                    out.insert(name, sha256(&std::fs::read(&e).unwrap()));
                }
            }
        }
    }
    out
}

const ASK: [&str; 4] = ["explore", "japan", "--futures", "1100"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    ASK.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn threads_shards_and_a_kill_leave_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let (code, out, err) = go(dir, &with(&["--jobs", "1", "--out", "one", "--json"]));
    assert_eq!(code, 0, "{err}");
    let s: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&s["complete"], &s["chunks"], &s["futures"]),
        (&true.into(), &5.into(), &1100.into())
    );
    assert_eq!((&s["ran_failed"], s["policies"].as_array().unwrap().len()), (&0.into(), 16));
    let one = hashes(&dir.join("one"));
    assert!(one.contains_key("run.json") && one.contains_key("outcomes/000004.parquet"), "{one:?}");

    let (code, _, err) = go(dir, &with(&["--jobs", "2", "--out", "two"]));
    assert_eq!(code, 0, "{err}");
    assert_eq!(one, hashes(&dir.join("two")));

    for (shard, folder) in [("1/2", "a"), ("2/2", "b")] {
        let (code, out, err) = go(dir, &with(&["--shard", shard, "--out", folder]));
        assert!(code == 0 && out.contains("merge"), "{out}{err}");
        assert!(!dir.join(folder).join("run.json").exists());
    }
    let (code, _, err) = go(dir, &["merge", "b", "a", "--out", "merged"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(one, hashes(&dir.join("merged")));

    // Killed once its first chunk is there, then gone on with.
    let stopped = dir.join("stopped");
    let mut child = command(dir, &with(&["--jobs", "1", "--out", "stopped"]))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while !stopped.join("tallies/000000.tally").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before its first chunk");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!stopped.join("run.json").exists(), "it was done before it could be killed");
    let (code, _, err) = go(dir, &with(&["--out", "stopped"]));
    assert!(code == 2 && err.contains("--resume"), "{err}");
    let (code, out, err) = go(dir, &with(&["--out", "stopped", "--resume", "--json"]));
    assert_eq!(code, 0, "{err}");
    let s: Value = serde_json::from_str(&out).unwrap();
    assert!(s["ran_futures"].as_u64().unwrap() < 1100, "{out}");
    assert_eq!(one, hashes(&stopped));

    // Run again from its own record.
    let (code, out, err) = go(dir, &["rerun", "merged"]);
    assert!(code == 0 && out.contains("byte for byte"), "{out}{err}");

    // Another question is another run.
    for more in [["--set", "psi=1"], ["--seed", "7"], ["--keep", "years"], ["--design", "lhs"]] {
        let mut args = with(&["--out", "one", "--resume"]);
        args.extend(more);
        let (code, _, err) = go(dir, &args);
        assert!(code == 2 && err.contains("another run"), "{more:?}: {err}");
    }
    // So is another assessment: what is there and what is asked are named, and what to do.
    let text = include_str!("../../../assessments/japan.toml");
    assert_eq!(text.matches("id = \"japan\"").count(), 1);
    let other = text.replace("id = \"japan\"", "id = \"other\"");
    std::fs::write(dir.join("other.toml"), other).unwrap();
    let ask = ["explore", "other.toml", "--futures", "1100", "--resume", "--out", "one"];
    let (code, _, err) = go(dir, &ask);
    assert_eq!(code, 2, "{err}");
    for said in ["AN0154", "assessment japan there, other here", "choose another --out"] {
        assert!(err.contains(said), "{said}: {err}");
    }
    assert_eq!(one, hashes(&dir.join("one")), "a refused run writes nothing");

    // The futures of one path and world are a table like any other.
    let (code, out, err) = go(
        dir,
        &[
            "sensitivity",
            "one",
            "--path",
            "as_planned",
            "--world",
            "goes",
            "--x",
            "reliability_acted,decisiveness",
            "--y",
            "spending_mean",
            "--method",
            "delta",
            "--resamples",
            "5",
            "--json",
        ],
    );
    assert_eq!(code, 0, "{err}");
    let v: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(v["cases"], 1100);
}

#[test]
fn what_cannot_be_explored_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let (code, _, err) = go(dir.path(), &["explore", "KOR", "--out", "a"]);
    assert!(code == 2 && err.contains("no paths"), "{err}");
    assert!(!dir.path().join("a").exists());
    let (code, _, err) = go(dir.path(), &with(&["--shard", "3/2", "--out", "a"]));
    assert!(code == 2 && err.contains("i/n"), "{err}");
}

/// Kept years are a table beside, and change nothing else.
#[test]
fn years_are_kept_when_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let args = ["explore", "japan", "--futures", "100", "--set", "horizon_years=14", "--out"];
    let run = |more: &[&str]| {
        let all: Vec<&str> = args.iter().chain(more).copied().collect();
        let (code, _, err) = go(dir, &all);
        assert_eq!(code, 0, "{err}");
    };
    run(&["plain"]);
    run(&["kept", "--keep", "years"]);
    let (plain, kept) = (hashes(&dir.join("plain")), hashes(&dir.join("kept")));
    assert!(!plain.keys().any(|k| k.starts_with("yearly/")));
    assert!(kept.contains_key("yearly/000000.parquet"));
    for name in ["outcomes/000000.parquet", "inputs/000000.parquet", "summary.csv"] {
        assert_eq!(plain[name], kept[name], "{name}");
    }
    // Quantiles of the years that an answer shows are the same; those of the others come beside.
    let lines = |folder: &str| -> Vec<String> {
        let text = std::fs::read_to_string(dir.join(folder).join("years.csv")).unwrap();
        text.lines().map(str::to_owned).collect()
    };
    let (plain, kept) = (lines("plain"), lines("kept"));
    assert!(plain.len() > 1 && kept.len() > 2 * plain.len());
    let mut rest = kept.iter();
    assert!(plain.iter().all(|l| rest.any(|k| k == l)), "in the same order");
}
