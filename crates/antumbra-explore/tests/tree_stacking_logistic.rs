//! Trees against scikit-learn (`conformance/tree/make_reference.py`); stacking and the logistic
//! baseline against what they must add up to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_core::{Column, Table};
use antumbra_explore::tree::{Tree, TreeSettings};
use antumbra_explore::{Cases, Limit, MissingRows, logistic, stacking};
use serde_json::Value;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../conformance")
}

fn mixed() -> Table {
    let mut reader = csv::Reader::from_path(folder().join("prim/mixed.csv")).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut table = Table::new("mixed", records.len());
    for (i, name) in names.iter().enumerate() {
        let texts = records.iter().map(|r| &r[i]);
        let column = match name.as_str() {
            "word" => Column::category(texts.map(Some)),
            "flag" => Column::Bool(texts.map(|t| Some(t == "True")).collect()),
            "whole" | "few" | "y" => Column::I64(texts.map(|t| t.parse().ok()).collect()),
            _ => Column::F64(texts.map(|t| t.parse().ok()).collect()),
        };
        table.push(name, column).unwrap();
    }
    table
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

fn compare(tree: &Tree, stored: &Value) {
    let theirs = stored["leaves"].as_array().unwrap();
    assert_eq!(tree.leaves.len(), theirs.len());
    let mut ours: Vec<(usize, f64)> = tree.leaves.iter().map(|l| (l.n, l.mean)).collect();
    ours.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(ours.0 as u64, theirs[0].as_u64().unwrap());
        assert!((ours.1 - theirs[1].as_f64().unwrap()).abs() < 1e-12);
    }
    for (ours, theirs) in tree.importance.iter().zip(stored["importance"].as_array().unwrap()) {
        let theirs = theirs.as_f64().unwrap();
        assert!((ours - theirs).abs() < 1e-9, "{ours} {theirs}");
    }
    // Every limit inside the whole box is one of the peer's thresholds (it keeps 32 bits of an
    // input, so its thresholds are a little off).
    let thresholds = stored["thresholds"].as_array().unwrap();
    for leaf in &tree.leaves {
        let inner = leaf.limits.iter().filter_map(|l| match l {
            Limit::Range { low, high } => Some([*low, *high]),
            Limit::Words(_) => None,
        });
        let near = |v: f64| thresholds.iter().any(|t| (t.as_f64().unwrap() - v).abs() < 1e-6);
        let hits = inner.flatten().filter(|v| near(*v)).count();
        assert!(hits >= leaf.res_dim, "{leaf:?}");
    }
}

#[test]
fn leaves_are_those_of_scikit_learn() {
    let text = std::fs::read_to_string(folder().join("tree/leaves.json")).unwrap();
    let stored: Value = serde_json::from_str(&text).unwrap();
    let table = synthetic(3000, 12, 7);
    let names: Vec<String> = (0..12).map(|i| format!("x{i}")).collect();
    let cases = Cases::new(&table, &names, "y", MissingRows::Refuse).unwrap();
    let tree = Tree::binary(&cases, TreeSettings::default()).unwrap();
    compare(&tree, &stored["binary"]);
    let total: f64 = tree.leaves.iter().map(|l| l.coverage.unwrap()).sum();
    assert!((total - 1.0).abs() < 1e-12);
    let table = mixed();
    let x = ["real", "coarse", "whole", "few"];
    let cases = Cases::new(&table, &x, "level", MissingRows::Refuse).unwrap();
    compare(&Tree::regression(&cases, TreeSettings::default()).unwrap(), &stored["regression"]);
}

#[test]
fn words_are_split_by_their_means() {
    let table = mixed();
    let x = ["word", "flag"];
    let cases = Cases::new(&table, &x, "y", MissingRows::Refuse).unwrap();
    let settings = TreeSettings { mass_min: 0.01, deepest: 2 };
    let tree = Tree::binary(&cases, settings).unwrap();
    assert_eq!(tree.words[0], ["east", "north", "sea", "south", "west"]);
    // Cases of interest have `flag` true and lie east or west.
    let best = &tree.leaves[0];
    assert_eq!(best.limits[1], Limit::Words(vec![false, true]));
    assert_eq!(best.limits[0], Limit::Words(vec![true, false, false, false, true]));
    let wrong = TreeSettings { mass_min: 0.0, ..settings };
    assert!(Tree::binary(&cases, wrong).unwrap_err().is_setting());
}

#[test]
fn a_stacked_table_holds_every_case_once() {
    let table = mixed();
    let x = ["real", "coarse", "whole", "few", "word", "flag"];
    let cases = Cases::new(&table, &x, "y", MissingRows::Refuse).unwrap();
    let s = stacking::stack(&cases, 4, 3).unwrap();
    assert_eq!((s.rows.len(), s.columns.len()), (2, 2));
    let height: usize = s.rows.iter().map(|a| a.classes.len()).product();
    let width: usize = s.columns.iter().map(|a| a.classes.len()).product();
    assert_eq!((s.cells.len(), s.cells[0].len()), (height, width));
    let cells = || s.cells.iter().flatten();
    assert_eq!(cells().map(|c| c.n).sum::<usize>(), 600);
    let y = cases.outcome_numbers().unwrap();
    let hits: f64 = cells().map(|c| c.n as f64 * c.mean.unwrap_or(0.0)).sum();
    assert!((hits - y.iter().sum::<f64>()).abs() < 1e-9);
    // A cell by hand: the first class of every axis.
    let numbers: Vec<(usize, Vec<f64>, &Limit)> = s
        .rows
        .iter()
        .chain(&s.columns)
        .map(|a| (a.input, cases.numbers(a.input), &a.classes[0]))
        .collect();
    let inside = |row: usize| {
        numbers.iter().all(|(input, x, limit)| match limit {
            Limit::Range { high, .. } => x[row] < *high,
            Limit::Words(_) => {
                let column = table.column(x_name(*input)).unwrap();
                column.word(row) == Some("east") || column.truth(row) == Some(false)
            }
        })
    };
    assert_eq!((0..600).filter(|&r| inside(r)).count(), s.cells[0][0].n);
    assert!(stacking::stack(&cases, 0, 3).unwrap_err().is_setting());
    assert!(stacking::stack(&cases, 6, 500).unwrap_err().is_setting());
}

fn x_name(input: usize) -> &'static str {
    ["real", "coarse", "whole", "few", "word", "flag"][input]
}

#[test]
fn the_logistic_baseline_trades_coverage_for_density() {
    let table = mixed();
    let x = ["real", "coarse", "whole", "few", "word", "flag"];
    let cases = Cases::new(&table, &x, "y", MissingRows::Refuse).unwrap();
    let b = logistic::baseline(&cases).unwrap();
    // Four numbers, four words beside the first, one truth value beside `false`.
    assert_eq!(b.terms.len(), 9);
    let of = |input: usize, word: Option<&str>| {
        b.terms.iter().find(|t| t.input == input && t.word.as_deref() == word).unwrap()
    };
    // Of interest: a low `real`, a high `whole`, east or west, `flag` true.
    assert!(of(0, None).standardised < 0.0 && of(2, None).standardised > 0.0);
    assert!(of(4, Some("sea")).coefficient < 0.0 && of(5, Some("true")).coefficient > 0.0);
    assert!(b.verdict.converged && b.pseudo_r2 > 0.1);
    assert_eq!(b.cuts.len(), 20);
    assert_eq!((b.cuts[0].n, b.cuts[0].coverage), (600, 1.0));
    for pair in b.cuts.windows(2) {
        assert!(pair[1].n <= pair[0].n && pair[1].coverage <= pair[0].coverage);
    }
    assert!(b.cuts[19].density > 2.0 * b.cuts[0].density);
}
