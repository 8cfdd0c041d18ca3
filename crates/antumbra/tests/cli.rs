//! The command line as a user meets it: good answers, and bad input with place and hint.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in a folder of its own.
fn run_in(dir: &Path, args: &[&str]) -> Ran {
    let o: Output = Command::new(env!("CARGO_BIN_EXE_antumbra"))
        .args(args)
        .current_dir(dir)
        .env_remove("ANTUMBRA_DATA")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    Ran {
        code: o.status.code().unwrap(),
        out: String::from_utf8(o.stdout).unwrap(),
        err: String::from_utf8(o.stderr).unwrap(),
    }
}

fn run(args: &[&str]) -> Ran {
    run_in(tempfile::tempdir().unwrap().path(), args)
}

/// Everything below a folder, by relative path.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for e in std::fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        out.push(p.clone());
        if p.is_dir() {
            out.extend(files(&p));
        }
    }
    out.sort();
    out
}

/// Fails with exit code 2, says all of `wanted`, and leaves nothing behind.
fn refuses(dir: &Path, args: &[&str], wanted: &[&str]) {
    let before = files(dir);
    let r = run_in(dir, args);
    assert_eq!(r.code, 2, "{args:?}: {} {}", r.out, r.err);
    for w in wanted {
        assert!(r.err.contains(w), "{args:?} should say `{w}`:\n{}", r.err);
    }
    assert!(!r.err.contains("panicked"), "{}", r.err);
    assert_eq!(files(dir), before, "{args:?} left something behind");
}

#[test]
fn the_first_screen_fits_and_answers() {
    let dir = tempfile::tempdir().unwrap();
    let r = run_in(dir.path(), &["assess", "japan"]);
    assert_eq!(r.code, 0, "{}", r.err);
    let lines: Vec<&str> = r.out.lines().collect();
    assert!(lines.len() <= 35, "{} lines", lines.len());
    assert!(lines.iter().all(|l| l.chars().count() <= 100), "{}", r.out);
    for want in [
        "WHO WOULD DEFEND JAPAN",
        "WHAT REPLACING THE US COSTS",
        "NUCLEAR COVER",
        "⚑",
        "†",
        "seed 20250312",
    ] {
        assert!(r.out.contains(want), "{want}");
    }
    assert!(!r.out.contains('\u{1b}'), "plain when piped");
    // The run folder is whole, and the next run takes the next number.
    let made: Vec<String> = std::fs::read_dir(dir.path().join("runs/japan-001"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    for want in [
        "run.json",
        "findings.json",
        "report.html",
        "parts.csv",
        "costs.csv",
        "inputs.csv",
        "log.json",
    ] {
        assert!(made.iter().any(|m| m == want), "{want} in {made:?}");
    }
    assert!(made.iter().all(|m| !m.starts_with('.')), "{made:?}");
    run_in(dir.path(), &["assess", "japan"]);
    assert!(dir.path().join("runs/japan-002/run.json").is_file());
    // Same question, same bytes, but for the run's own name on the page and the log.
    for same in ["findings.json", "parts.csv", "costs.csv", "inputs.csv", "claims.csv"] {
        let read =
            |n: u32| std::fs::read(dir.path().join(format!("runs/japan-{n:03}/{same}"))).unwrap();
        assert_eq!(read(1), read(2), "{same}");
    }
}

#[test]
fn json_is_findings_and_writes_no_folder() {
    let dir = tempfile::tempdir().unwrap();
    let r = run_in(dir.path(), &["assess", "japan", "--json", "--futures", "500"]);
    let v: serde_json::Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(v["client"], "JPN");
    assert_eq!(v["draws"], 500);
    assert!(files(dir.path()).is_empty());
    let one = run(&["assess", "japan", "--json", "--jobs", "1"]).out;
    let two = run(&["assess", "japan", "--json", "--jobs", "2"]).out;
    assert_eq!(one, two);
    let r = run_in(dir.path(), &["assess", "japan", "--json", "--futures", "500", "--out", "kept"]);
    assert_eq!(r.code, 0);
    assert!(dir.path().join("kept/run.json").is_file());
}

#[test]
fn any_key_can_be_set_and_shows_in_the_reference() {
    let r = run(&[
        "assess",
        "japan",
        "--json",
        "--futures",
        "200",
        "--set",
        "psi=1",
        "--set",
        "lambda=0.5",
        "--set",
        "reliability=0.2",
    ]);
    let v: serde_json::Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(v["reference"]["psi"], 1.0);
    assert_eq!(v["reference"]["lambda"], 0.5);
    let rho =
        v["inputs"].as_array().unwrap().iter().find(|i| i["id"] == "draws.reliability").unwrap();
    assert_eq!(rho["mid"], 0.2);
    assert_eq!(rho["author"], "set by the user");
}

#[test]
fn wrong_arguments_are_pointed_at() {
    let dir = tempfile::tempdir().unwrap();
    let refuse = |args: &[&str], wanted: &[&str]| refuses(dir.path(), args, wanted);
    refuse(&["assess", "japn"], &["there is no assessment and no state `japn`", "japan"]);
    refuse(&["assess", "nowhere.toml"], &["cannot read `nowhere.toml`"]);
    refuse(&["assess", "."], &["is a folder"]);
    refuse(
        &["assess", "japan", "--set", "reliabilty=0.2"],
        &["there is no key `reliabilty`", "did you mean", "reliabilty=0.2"],
    );
    refuse(&["assess", "japan", "--set", "psi=2"], &["`psi` cannot be 2", "between 0 and 1"]);
    refuse(&["assess", "japan", "--set", "reliability=1.4"], &["140% is no share"]);
    refuse(&["assess", "japan", "--set", "basing=sruge"], &["did you mean `surge`"]);
    refuse(&["assess", "japan", "--set", "psi"], &["has no `=`"]);
    refuse(&["assess", "japan", "--patron", "JPN"], &["Japan cannot be its own patron"]);
    refuse(&["assess", "japan", "--patron", "CHN"], &["is the patron and a challenger"]);
    refuse(&["assess", "DDR"], &["East", "not a state in 2024"]);
    refuse(&["assess", "DDR", "--year", "2020"], &["not a state in 2020"]);
    refuse(&["assess", "japan", "--year", "next"], &["`year` should be a whole number"]);
    refuse(&["assess", "japan", "--futures", "3"], &["`futures` cannot be 3"]);
    refuse(&["assess", "japan", "--seed", "-1"], &["`seed` cannot be -1"]);
    refuse(&["assess", "japan", "--data", "nowhere"], &["is no folder of data"]);
    refuse(&["explain", "kepp"], &["did you mean `keep`"]);
    refuse(&["explain", "keep", "--run", "nowhere"], &["nowhere is not a finished run"]);
    refuse(&["cite", "nowhere"], &["not a finished run"]);
    refuse(&["init", "Atlantis"], &["there is no state `Atlantis`"]);
}

#[test]
fn wrong_files_are_pointed_at() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
    write("empty.toml", b"");
    write("binary.toml", &[0x7f, b'E', b'L', b'F', 0, 0xff, 0xfe]);
    write("key.toml", b"client = \"JPN\"\n[settings]\nlamda = 1\n");
    write("state.toml", b"client = \"JPX\"\n");
    write("old.toml", b"client = \"DDR\"\nyear = 2020\n");
    write("share.toml", b"client = \"JPN\"\n[draws.reliability]\nlo = 0.2\nmid = 0.5\nhi = 1.4\n");
    write("same.toml", b"client = \"JPN\"\npatron = \"JPN\"\n");
    write("syntax.toml", b"client = \"JPN\nyear = 3\n");
    write("source.toml", b"client = \"JPN\"\n[[inputs]]\nid = \"x\"\nmid = 1.0\ntag = \"published\"\nsources = [\"pal-2052\"]\n");
    write("crlf.toml", b"\xef\xbb\xbfclient = \"JPN\"\r\nfutures = 100\r\n");
    let refuse = |name: &str, wanted: &[&str]| refuses(dir.path(), &["assess", name], wanted);
    refuse("empty.toml", &["is empty", "antumbra init"]);
    refuse("binary.toml", &["is not a text file"]);
    refuse("key.toml", &["there is no key `lamda`", "key.toml:3", "did you mean `lambda`"]);
    refuse("state.toml", &["there is no state `JPX`", "state.toml:1", "did you mean"]);
    refuse("old.toml", &["East Germany", "not a state in 2020", "old.toml:1"]);
    refuse("share.toml", &["140% is no share", "share.toml:5"]);
    refuse("same.toml", &["cannot be its own patron", "same.toml:2"]);
    refuse("syntax.toml", &["this is not TOML", "syntax.toml:1"]);
    refuse("source.toml", &["there is no source `pal-2052`", "did you mean `pal-2025`"]);
    assert_eq!(run_in(dir.path(), &["assess", "crlf.toml", "--json"]).code, 0);
    // `check` says the same with its own exit code: the file falls short.
    let r = run_in(dir.path(), &["check", "key.toml"]);
    assert_eq!(r.code, 1, "{}", r.err);
}

#[test]
fn nothing_is_written_over_and_nothing_half_written() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("there")).unwrap();
    refuses(dir.path(), &["assess", "japan", "--out", "there"], &["`there` exists already"]);
    std::fs::write(dir.path().join("a-file"), b"x").unwrap();
    refuses(
        dir.path(),
        &["assess", "japan", "--out", "a-file/run"],
        &["cannot make the run folder"],
    );
    refuses(dir.path(), &["init", "KOR", "--out", "a-file"], &["nothing is written over"]);
    // An unfinished folder is no run.
    std::fs::write(dir.path().join("there/findings.json"), b"{}").unwrap();
    refuses(dir.path(), &["explain", "keep", "--run", "there"], &["is not a finished run"]);
    std::fs::write(dir.path().join("there/run.json"), b"{ not json").unwrap();
    refuses(dir.path(), &["explain", "keep", "--run", "there"], &["run.json"]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    // Files of at most 64 kB: the findings do not fit, as on a full disk.
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' assess japan",
        env!("CARGO_BIN_EXE_antumbra")
    );
    let o = Command::new("bash")
        .args(["-c", &script])
        .current_dir(dir.path())
        .env_remove("ANTUMBRA_DATA")
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&o.stderr);
    assert_eq!(o.status.code(), Some(2), "{err}");
    assert!(err.contains("cannot write `findings.json`"), "{err}");
    let left: Vec<PathBuf> =
        files(dir.path()).into_iter().filter(|p| p.is_file() || p.ends_with("japan-001")).collect();
    assert!(left.is_empty(), "{left:?}");
    // Standard output on a full device.
    if Path::new("/dev/full").exists() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let o = Command::new(env!("CARGO_BIN_EXE_antumbra"))
            .args(["assess", "japan", "--json"])
            .env_remove("ANTUMBRA_DATA")
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(o.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&o.stderr).contains("standard output"));
    }
}

#[test]
fn explain_shows_formula_inputs_sources_and_settings() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run_in(dir.path(), &["assess", "japan", "--out", "r", "--futures", "500"]).code, 0);
    let r = run_in(dir.path(), &["explain", "buyback", "--run", "r"]);
    for want in
        ["How it is made", "Inputs", "Assumptions", "Sources", "draws.reliability", "lambda = 1"]
    {
        assert!(r.out.contains(want), "{want}:\n{}", r.out);
    }
    for finding in [
        "parts",
        "doubt",
        "standard",
        "contest",
        "self-sufficiency",
        "measures",
        "nuclear",
        "spending",
        "fixtures",
        "claims",
        "reliability",
        "data.JPN.milex_usd",
    ] {
        let r = run_in(dir.path(), &["explain", finding, "--run", "r"]);
        assert_eq!(r.code, 0, "{finding}: {}", r.err);
        assert!(r.out.lines().count() > 2, "{finding}");
    }
    let r = run_in(dir.path(), &["cite", "r"]);
    assert!(r.out.contains("@misc{antumbra,") && r.out.matches("@misc{").count() > 20);
}

#[test]
fn init_writes_what_check_and_assess_accept() {
    let dir = tempfile::tempdir().unwrap();
    let r = run_in(dir.path(), &["init", "KOR", "--out", "korea.toml"]);
    assert_eq!(r.code, 0, "{}", r.err);
    let r = run_in(dir.path(), &["check", "korea.toml"]);
    assert_eq!(r.code, 0, "{}", r.err);
    assert!(r.out.contains("no errors"));
    assert_eq!(run_in(dir.path(), &["assess", "korea.toml", "--json"]).code, 0);
    let keys = run_in(dir.path(), &["check", "--keys", "korea.toml"]).out;
    assert!(keys.lines().any(|l| l == "settings.psi"));
    for schema in ["--schema", "--findings-schema"] {
        let r = run(&["check", schema]);
        serde_json::from_str::<serde_json::Value>(&r.out).unwrap();
    }
}

#[test]
fn help_completions_and_man_pages() {
    let help = run(&["--help"]).out;
    for command in ["assess", "explain", "check", "init", "cite", "completions"] {
        assert!(help.contains(command));
        let h = run(&[command, "--help"]).out;
        assert!(h.contains("Example"), "{command} --help has an example");
    }
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(run(&["completions", shell]).out.contains("antumbra"));
    }
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run_in(dir.path(), &["man", "--out", "man"]).code, 0);
    assert!(dir.path().join("man/antumbra-assess.1").is_file());
}
