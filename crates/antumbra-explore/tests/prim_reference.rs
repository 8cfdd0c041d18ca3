//! PRIM against EMA Workbench 3.0.0 (`conformance/prim/make_reference.py`), step by step.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_core::{Column, Seed, Table};
use antumbra_explore::prim::QuasiP;
use antumbra_explore::{Cases, Limit, MissingRows, Objective, Prim, PrimSettings, Seek, Step};
use serde_json::Value;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../conformance/prim")
}

fn reference(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn read(file: &str, kind: impl Fn(usize, &str) -> char) -> Table {
    let mut reader = csv::Reader::from_path(folder().join(file)).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut table = Table::new(file, records.len());
    for (i, name) in names.iter().enumerate() {
        let texts = records.iter().map(|r| &r[i]);
        let column = match kind(i, name) {
            'r' => Column::F64(texts.map(|t| t.parse().ok()).collect()),
            'i' => Column::I64(texts.map(|t| t.parse().ok()).collect()),
            'b' => Column::Bool(texts.map(|t| Some(t == "True")).collect()),
            _ => Column::category(texts.map(Some)),
        };
        table.push(name, column).unwrap();
    }
    table
}

fn limits_agree(prim: &Prim<'_>, names: &[String], step: &Step, stored: &Value) -> bool {
    names.iter().zip(&step.limits).enumerate().all(|(i, (name, limit))| {
        let theirs = stored[name].as_array().unwrap();
        match limit {
            Limit::Range { low, high } => {
                (low - theirs[0].as_f64().unwrap()).abs() <= 1e-9
                    && (high - theirs[1].as_f64().unwrap()).abs() <= 1e-9
            }
            Limit::Words(allowed) => {
                let kept = prim.words(i).iter().zip(allowed).filter(|(_, a)| **a);
                kept.map(|(w, _)| w.as_str()).eq(theirs.iter().map(|w| w.as_str().unwrap()))
            }
        }
    })
}

fn compare(prim: &Prim<'_>, names: &[String], stored: &Value) -> usize {
    let ours = prim.find_box().steps;
    let theirs = stored["steps"].as_array().unwrap();
    assert_eq!(ours.len(), theirs.len());
    let mut with_limits = 0;
    for (i, (a, b)) in ours.iter().zip(theirs).enumerate() {
        assert_eq!(a.n as u64, b["n"].as_u64().unwrap(), "n at step {i}");
        assert_eq!(a.res_dim as u64, b["res_dim"].as_u64().unwrap(), "res_dim at step {i}");
        assert!((a.mean - b["mean"].as_f64().unwrap()).abs() < 1e-12, "mean at step {i}");
        assert!((a.mass - b["mass"].as_f64().unwrap()).abs() < 1e-15, "mass at step {i}");
        if let Some(k) = b.get("k") {
            assert_eq!(a.k.unwrap() as u64, k.as_u64().unwrap(), "k at step {i}");
            let coverage = b["coverage"].as_f64().unwrap();
            assert!((a.coverage.unwrap() - coverage).abs() < 1e-15, "coverage at step {i}");
            assert_eq!(a.density, Some(a.k.unwrap() as f64 / a.n as f64));
        }
        if b.get("limits").is_some() {
            assert!(limits_agree(prim, names, a, &b["limits"]), "limits at step {i}: {a:?}");
            with_limits += 1;
        }
    }
    with_limits
}

#[test]
fn bryant_and_lempert_2010() {
    let table = read("bryant_lempert_2010.csv", |_, _| 'r');
    let names: Vec<String> = table.columns().map(|(n, _)| n.to_owned()).collect();
    let cases = Cases::new(&table, &names[2..11], &names[15], MissingRows::Refuse).unwrap();
    let settings = PrimSettings { peel_alpha: 0.1, ..PrimSettings::default() };
    let prim = Prim::binary(&cases, settings).unwrap();
    assert_eq!(compare(&prim, cases.names(), &reference("bryant_lempert")), 28);
    let step = &prim.find_box().steps[21];
    assert_eq!((step.n, step.k), (87, Some(67)));
}

#[test]
fn synthetic_cases_with_every_objective() {
    for (name, objective) in [
        ("synth_10000x10_lenient1", Objective::Lenient1),
        ("synth_3000x12_lenient2", Objective::Lenient2),
        ("synth_3000x9_original", Objective::Original),
    ] {
        let stored = reference(name);
        let size = |k: &str| stored[k].as_u64().unwrap();
        let table = synthetic(size("rows"), size("columns"), size("seed"));
        let names: Vec<String> = (0..size("columns")).map(|i| format!("x{i}")).collect();
        let cases = Cases::new(&table, &names, "y", MissingRows::Refuse).unwrap();
        let settings = PrimSettings { objective, ..PrimSettings::default() };
        let prim = Prim::binary(&cases, settings).unwrap();
        assert!(compare(&prim, &names, &stored) > 10);
    }
}

/// The generator of `conformance/prim/synth.py`.
fn synthetic(rows: u64, columns: u64, seed: u64) -> Table {
    let uniform = |index: u64| {
        let mut z = seed.wrapping_add((index + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    };
    let at = |row: u64, column: u64| uniform(row * (columns + 1) + column);
    let mut table = Table::new("synthetic", rows as usize);
    for c in 0..columns {
        let values = (0..rows).map(|r| Some(at(r, c))).collect();
        table.push(format!("x{c}"), Column::F64(values)).unwrap();
    }
    let inside = |r| (0.2..=0.6).contains(&at(r, 0)) && at(r, 3) <= 0.5 && at(r, 7) >= 0.4;
    let hit = |r| at(r, columns) < if inside(r) { 0.9 } else { 0.05 };
    table.push("y", Column::Bool((0..rows).map(|r| Some(hit(r))).collect())).unwrap();
    table
}

#[test]
fn every_kind_of_input_in_both_forms() {
    let kinds = |_: usize, name: &str| match name {
        "whole" | "few" | "y" => 'i',
        "word" => 'c',
        "flag" => 'b',
        _ => 'r',
    };
    let table = read("mixed.csv", kinds);
    let x = ["real", "coarse", "whole", "few", "word", "flag"];
    let cases = Cases::new(&table, &x, "y", MissingRows::Refuse).unwrap();
    let prim = Prim::binary(&cases, PrimSettings::default()).unwrap();
    assert!(compare(&prim, cases.names(), &reference("mixed_binary")) > 5);
    let cases = Cases::new(&table, &x, "level", MissingRows::Refuse).unwrap();
    let prim = Prim::regression(&cases, Seek::High, PrimSettings::default()).unwrap();
    assert!(compare(&prim, cases.names(), &reference("mixed_high")) > 5);
}

#[test]
fn quasi_p_values_and_a_second_box() {
    let stored = reference("synth_2000x8_second");
    let table = synthetic(2000, 8, 5);
    let names: Vec<String> = (0..8).map(|i| format!("x{i}")).collect();
    let cases = Cases::new(&table, &names, "y", MissingRows::Refuse).unwrap();
    let prim = Prim::binary(&cases, PrimSettings::default()).unwrap();
    let step = &prim.find_box().steps[30];
    for (name, ours) in names.iter().zip(prim.quasi_p(step).unwrap()) {
        let QuasiP::Range { low, high } = ours else { panic!("{name} is a number") };
        for (ours, theirs) in [low, high].into_iter().zip([0, 1]) {
            let theirs = stored["quasi_p"].get(name).and_then(|v| v[theirs].as_f64());
            match (ours, theirs) {
                (Some(a), Some(b)) => assert!((a / b - 1.0).abs() < 1e-9, "{name}: {a} {b}"),
                (a, b) => assert_eq!(a, b, "{name}"),
            }
        }
    }
    let cover = prim.cover(2, |t| Some((t.steps.len() - 1).min(30)));
    let second = &cover[1].trajectory.steps;
    let theirs = |k: &str, i: usize| stored[k][i].as_f64().unwrap();
    assert_eq!(second.len(), stored["n"].as_array().unwrap().len());
    for (i, s) in second.iter().enumerate() {
        assert_eq!((s.n as f64, s.k.unwrap() as f64), (theirs("n", i), theirs("k", i)));
        assert!((s.coverage.unwrap() - theirs("coverage", i)).abs() < 1e-15);
        assert!((s.mass - theirs("mass", i)).abs() < 1e-15);
    }
}

#[test]
fn resamples_restrict_the_inputs_that_matter() {
    let table = synthetic(4000, 9, 3);
    let names: Vec<String> = (0..9).map(|i| format!("x{i}")).collect();
    let cases = Cases::new(&table, &names, "y", MissingRows::Refuse).unwrap();
    let prim = Prim::binary(&cases, PrimSettings::default()).unwrap();
    let trajectory = prim.find_box();
    let step = trajectory.steps.iter().find(|s| s.density > Some(0.75)).unwrap();
    let found = prim.stability(step, 20, 0.5, Seed(1)).unwrap();
    assert_eq!(found, prim.stability(step, 20, 0.5, Seed(1)).unwrap());
    for (i, s) in found.iter().enumerate() {
        let matters = [0, 3, 7].contains(&i);
        assert_eq!(s.at_density == 1.0, matters, "x{i}: {s:?}");
        assert!(matters || s.at_coverage < 0.5, "x{i}: {s:?}");
    }
    assert!(prim.stability(step, 0, 0.5, Seed(1)).unwrap_err().is_setting());
}
