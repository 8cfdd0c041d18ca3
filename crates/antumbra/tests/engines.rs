//! The engines from the command line, on known cases.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at the first thing that is not as it should be"
)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn antumbra(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_antumbra")).args(args).env("NO_COLOR", "1").output().unwrap()
}

fn json(args: &[&str]) -> Value {
    let o = antumbra(args);
    assert!(o.status.success(), "{}", String::from_utf8_lossy(&o.stderr));
    serde_json::from_slice(&o.stdout).unwrap()
}

fn conformance(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance").join(name)
}

/// Bryant & Lempert (2010): 28 steps, the 22nd with coverage .752809 and density .770115
/// (EMA Workbench 3.0.0).
#[test]
fn discover_gives_the_known_boxes() {
    let table = conformance("prim/bryant_lempert_2010.csv");
    let x = "Cellulosic cost,Total biomass,Feedstock distribution,Cellulosic yield,Oil elasticity,\
             Demand elasticity,Electricity coproduction,oil supply shift,Biomass backstop price";
    let d = json(&[
        "discover",
        table.to_str().unwrap(),
        "--x",
        x,
        "--y",
        "Greater than 90%",
        "--peel-alpha",
        "0.1",
        "--json",
    ]);
    let steps = d["trajectory"].as_array().unwrap();
    assert_eq!(steps.len(), 28);
    assert!((steps[21]["coverage"].as_f64().unwrap() - 0.752809).abs() < 5e-7);
    assert!((steps[21]["density"].as_f64().unwrap() - 0.770115).abs() < 5e-7);
    assert_eq!((steps[21]["n"].as_u64(), steps[21]["k"].as_u64()), (Some(87), Some(67)));
    let wrong = antumbra(&[
        "discover",
        table.to_str().unwrap(),
        "--x",
        "Total biomas",
        "--y",
        "Greater than 90%",
    ]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("Total biomass"));
}

/// The default run of KTAB's three-dimensional case reaches the command line whole: ten turns, seven
/// actors, three dimensions. The positions themselves are compared in the engine's own tests.
#[test]
fn bargain_shows_the_whole_run() {
    let b =
        json(&["bargain", conformance("bargain/ktab_3dim_input.csv").to_str().unwrap(), "--json"]);
    let turns = b["turns"].as_array().unwrap();
    assert_eq!(turns.len(), 11);
    let start = &turns[0]["positions"];
    assert_eq!(start.as_object().unwrap().len(), 7);
    assert_eq!(b["verdict"], "settled");
    assert_eq!(b["baseline"]["mean"].as_array().unwrap().len(), 3);
    let o = antumbra(&[
        "bargain",
        conformance("bargain/ktab_3dim_input.csv").to_str().unwrap(),
        "--rule",
        "votes=Cubix",
    ]);
    assert_eq!(o.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&o.stderr).contains("Cubic"));
}

/// The reference fit of 1817-2014, by its published tolerance.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn fit_gives_the_reference() {
    for (severity, events, ll, b) in [
        ("any", 2372, -9622.1, 1.107),
        ("force", 1605, -7051.1, 1.261),
        ("fatal", 449, -2292.2, 1.246),
    ] {
        let f = json(&["fit", "--severity", severity, "--json"]);
        assert_eq!((f["n"].as_u64(), f["events"].as_u64()), (Some(228_228), Some(events)));
        assert!((f["log_likelihood"].as_f64().unwrap() - ll).abs() < 3.0);
        assert!((f["coefficients"]["p"]["estimate"].as_f64().unwrap() - b).abs() < 0.02);
        assert_eq!(f["verdict"]["converged"], true);
    }
}

/// Rows of the panel, by the recipe: every ordered pair of members.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn panel_has_every_pair_and_import_is_repeatable() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let out = at("panel.csv");
    let o = antumbra(&["panel", "--from", "1816", "--to", "2014", "--with", "mid", "--out", &out]);
    assert!(o.status.success(), "{}", String::from_utf8_lossy(&o.stderr));
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(text.lines().count() - 1, 1_836_690);
    let data = std::env::var("ANTUMBRA_DATA").unwrap();
    for name in ["a", "b"] {
        let o = antumbra(&["data", "import", &data, "--out", &at(name), "--quiet"]);
        assert!(o.status.success(), "{}", String::from_utf8_lossy(&o.stderr));
    }
    let mut names: Vec<_> =
        std::fs::read_dir(at("a")).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert!(names.len() > 10);
    for n in names {
        let read = |d: &str| std::fs::read(Path::new(&at(d)).join(&n)).unwrap();
        assert_eq!(read("a"), read("b"), "{n:?}");
    }
}
