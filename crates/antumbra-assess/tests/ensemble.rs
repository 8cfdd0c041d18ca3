//! A run of many futures: the same bytes for any threads, shards and restarts; faults; reading back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use antumbra_assess::ensemble::{EnsembleError, Question, explore, finish, gather};
use antumbra_core::Seed;
use antumbra_core::outside::faulty::FullDisk;
use antumbra_core::outside::{MemoryFiles, Store};
use antumbra_explore::ensemble::{
    Bins, Budget, Design, DesignChunk, Direction, Draw, Input, InputKind, Model, Outcome,
    OutcomeChunk, Spec, Stop,
};
use antumbra_num::dist::Normal;
use antumbra_record::chunks::ChunkFolder;
use antumbra_record::store::{Log, RUN_SCHEMA, Run, sha256};
use antumbra_record::table;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A stock that is spent in three years under two policies; it fails where the first draw is high.
struct Stock(Spec);

fn outcome(name: &str, lo: f64, hi: f64, optional: bool) -> Outcome {
    Outcome {
        name: name.into(),
        unit: "tons".into(),
        bins: Bins { lo, hi, count: 200 },
        direction: Direction::Larger,
        optional,
    }
}

impl Stock {
    fn new() -> Self {
        let real = |m, s| InputKind::Real(Arc::new(Normal::new(m, s).unwrap()));
        let words = vec!["slow".to_owned(), "fast".to_owned()];
        Stock(Spec {
            inputs: vec![
                Input { name: "start".into(), kind: real(100.0, 10.0) },
                Input { name: "use".into(), kind: real(20.0, 5.0) },
                Input {
                    name: "pace".into(),
                    kind: InputKind::Category { words, probabilities: vec![0.75, 0.25] },
                },
                Input { name: "shock".into(), kind: InputKind::Truth { probability: 0.1 } },
                Input { name: "ships".into(), kind: InputKind::Whole { lo: 1, hi: 6 } },
            ],
            policy_keys: vec!["path".into(), "world".into()],
            policies: ["save", "spend"].map(|p| vec![p.into(), "calm".into()]).to_vec(),
            outcomes: vec![
                outcome("left", -50.0, 150.0, false),
                outcome("first_empty", 2026.0, 2029.0, true),
            ],
            // Bins of width 1, wide enough for every value.
            yearly: vec![Outcome {
                bins: Bins { lo: -450.0, hi: 150.0, count: 600 },
                ..outcome("stock", 0.0, 1.0, false)
            }],
            years: vec![2026, 2027, 2028],
            failures: vec!["too large to store".into()],
            ..Spec::default()
        })
    }
}

impl Model for Stock {
    fn spec(&self) -> &Spec {
        &self.0
    }
    fn run(&self, policy: usize, chunk: &DesignChunk, out: &mut OutcomeChunk) {
        for row in 0..chunk.rows() {
            let x = |k| chunk.column(k)[row];
            let mut stock = x(0);
            if stock > 125.0 {
                out.fail(row, 1);
                continue;
            }
            for y in 0..3 {
                let rate = if policy == 0 { 1.0 } else { 1.6 } * (1.0 + 0.3 * x(2));
                stock -= x(1) * rate + 30.0 * x(3) - x(4);
                out.yearly_mut(0, y)[row] = stock;
                if stock < 0.0 && out.outcome(1)[row].is_nan() {
                    out.outcome_mut(1)[row] = 2026.0 + y as f64;
                }
            }
            out.outcome_mut(0)[row] = stock;
        }
    }
}

fn question(futures: u64, keep_years: bool) -> Question {
    let run = Run {
        schema: RUN_SCHEMA.into(),
        version: "1.2.3".into(),
        assessment: "stock".into(),
        arguments: vec!["explore".into(), "stock".into()],
        seed: 7,
        inputs: BTreeMap::from([("stock.toml".to_owned(), sha256(b"stock"))]),
        files: BTreeMap::new(),
        warnings: Vec::new(),
        question: serde_json::json!({"client": "JPN"}),
    };
    Question { run, futures, design: Design::Sobol, keep_years, shard: (1, 1) }
}

fn run_into(store: &dyn Store, q: &Question, jobs: usize) -> Result<Stop, EnsembleError> {
    explore(&Stock::new(), q, store, jobs, Budget::default(), &mut |_| {}).map(|e| e.stop)
}

/// The hash of every file but the log.
fn hashes(store: &dyn Store) -> BTreeMap<String, String> {
    let names = store.list().unwrap().into_iter().filter(|n| n != "log.json");
    names.map(|n| (n.clone(), sha256(&store.read(&n).unwrap()))).collect()
}

fn whole(q: &Question, jobs: usize) -> (MemoryFiles, BTreeMap<String, String>) {
    let store = MemoryFiles::default();
    assert_eq!(run_into(&store, q, jobs).unwrap(), Stop::Finished);
    finish(&store, &[], &Log { jobs, ..Log::default() }).unwrap();
    let h = hashes(&store);
    (store, h)
}

/// A store that is killed after so many files: every later commit fails.
struct Killed<'a> {
    inner: &'a MemoryFiles,
    left: std::cell::Cell<usize>,
}

impl Store for Killed<'_> {
    fn commit(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let left = self.left.get().checked_sub(1).ok_or(std::io::ErrorKind::Interrupted)?;
        self.left.set(left);
        self.inner.commit(name, bytes)
    }
    fn read(&self, name: &str) -> std::io::Result<Vec<u8>> {
        self.inner.read(name)
    }
    fn list(&self) -> std::io::Result<Vec<String>> {
        Store::list(self.inner)
    }
    fn label(&self) -> String {
        "killed".into()
    }
}

#[test]
fn threads_shards_and_restarts_give_the_same_bytes() {
    for keep in [false, true] {
        let q = question(3000, keep);
        let (_, one) = whole(&q, 1);
        let tables = if keep { 4 } else { 3 };
        // ensemble, run, summary, failures, years twice, inputs and outcomes as CSV.
        assert_eq!(one.len(), 12 * tables + 8);
        assert_eq!(one, whole(&q, 2).1);
        assert_eq!(one, whole(&q, 5).1);

        // Four shards, merged out of order.
        let shards: Vec<MemoryFiles> = (1..=4)
            .map(|i| {
                let s = MemoryFiles::default();
                run_into(&s, &Question { shard: (i, 4), ..q.clone() }, 2).unwrap();
                s
            })
            .collect();
        let merged = MemoryFiles::default();
        let order: Vec<&dyn Store> = [2, 0, 3, 1].iter().map(|i| &shards[*i] as _).collect();
        assert_eq!(gather(&order, &merged).unwrap(), 12);
        finish(&merged, &[], &Log::default()).unwrap();
        assert_eq!(one, hashes(&merged));

        // Killed twice, once within a chunk's files, and gone on with.
        let store = MemoryFiles::default();
        for files in [6, 17] {
            let killed = Killed { inner: &store, left: files.into() };
            let e = run_into(&killed, &q, 2).unwrap_err();
            assert!(matches!(&e, EnsembleError::Record(r) if r.is_write()), "{e}");
            let unfinished = finish(&store, &[], &Log::default()).unwrap_err();
            assert!(unfinished.to_string().contains("are not there yet"), "{unfinished}");
        }
        run_into(&store, &q, 1).unwrap();
        finish(&store, &[], &Log::default()).unwrap();
        assert_eq!(one, hashes(&store));
    }
}

#[test]
fn a_full_disk_leaves_no_run() {
    let disk = FullDisk { inner: MemoryFiles::default(), left: 60_000.into() };
    let e = run_into(&disk, &question(3000, false), 2).unwrap_err();
    assert!(e.to_string().contains("no space left"), "{e}");
    assert!(antumbra_record::store::manifest(&disk).unwrap_err().is_incomplete());
}

#[test]
fn another_run_is_refused_and_says_what_differs() {
    let store = MemoryFiles::default();
    run_into(&store, &question(3000, false), 2).unwrap();
    let mut other = question(3000, false);
    other.run.seed = 8;
    let e = run_into(&store, &other, 2).unwrap_err();
    assert!(matches!(&e, EnsembleError::Record(r) if r.is_other_run()), "{e}");
    assert!(e.to_string().contains("seed 7 there, 8 here"), "{e}");
    let e = run_into(&store, &question(2000, false), 2).unwrap_err();
    assert!(e.to_string().contains("futures 3000 there, 2000 here"), "{e}");

    // A chunk carried over from another run.
    let foreign = MemoryFiles::default();
    run_into(&foreign, &other, 1).unwrap();
    let mixed = MemoryFiles::default();
    run_into(&mixed, &Question { shard: (1, 2), ..question(3000, false) }, 1).unwrap();
    mixed.commit("tallies/000009.tally", &foreign.read("tallies/000009.tally").unwrap()).unwrap();
    let e = run_into(&mixed, &question(3000, false), 1).unwrap_err();
    assert!(e.to_string().contains("chunk 9 with seed 8"), "{e}");

    // Shards of different runs.
    let e = gather(&[&store, &foreign], &MemoryFiles::default()).unwrap_err();
    assert!(e.to_string().contains("different runs"), "{e}");
    // A folder of something else.
    let full = MemoryFiles::new([("notes.txt", "mine")]);
    let e = run_into(&full, &question(3000, false), 1).unwrap_err();
    assert!(e.to_string().contains("files of something else (`notes.txt`)"), "{e}");
}

#[test]
fn damage_is_found() {
    let good = MemoryFiles::default();
    run_into(&good, &question(3000, false), 2).unwrap();
    for name in ["tallies/000003.tally", "outcomes/000003.parquet"] {
        let copy = MemoryFiles::default();
        for n in Store::list(&good).unwrap() {
            let mut bytes = good.read(&n).unwrap();
            if n == name {
                let last = bytes.len() - 20;
                bytes[last] ^= 1;
            }
            copy.commit(&n, &bytes).unwrap();
        }
        let e = gather(&[&copy], &MemoryFiles::default()).unwrap_err();
        assert!(e.to_string().contains(name) && e.to_string().contains("damaged"), "{e}");
    }
}

#[test]
fn failed_futures_are_kept_and_counted() {
    let (store, _) = whole(&question(3000, false), 2);
    let draw = Draw::new(&Stock::new().0, Design::Sobol, 3000, Seed(7)).unwrap();
    let mut chunk = draw.empty();
    let mut want = 0;
    for i in 0..draw.chunks() {
        draw.chunk(i, &mut chunk);
        want += chunk.column(0).iter().filter(|x| **x > 125.0).count();
    }
    assert!(want > 5);
    let read = |n: &str| table::read(n, store.read(n).unwrap()).unwrap();
    let f = read("failures.csv");
    assert_eq!(f.rows(), 4);
    assert_eq!(f.column("reason").unwrap().word(0), Some("too large to store"));
    for (row, n) in [(0, want), (1, 0), (2, want), (3, 0)] {
        assert_eq!(f.column("futures").unwrap().whole(row), Some(n as i64), "row {row}");
    }
    let rows = read("outcomes.csv");
    let (failure, left) = (rows.column("failure").unwrap(), rows.column("left").unwrap());
    let failed: Vec<usize> = (0..rows.rows()).filter(|r| failure.word(*r).is_some()).collect();
    assert_eq!(failed.len(), 2 * want);
    assert!(failed.iter().all(|r| left.number(*r).is_none()));
}

/// Quantiles of `years` and `summary` against the futures themselves.
#[test]
fn years_agree_with_the_kept_futures() {
    let (store, _) = whole(&question(3000, true), 2);
    let read = |n: &str| table::read(n, store.read(n).unwrap()).unwrap();
    let years = read("years.csv");
    assert_eq!(years, {
        // The Parquet form holds the same.
        let p = read("years.parquet");
        let mut t = antumbra_core::Table::new("years.csv", p.rows());
        p.columns().for_each(|(n, c)| t.push(n, c.clone()).unwrap());
        t
    });
    assert_eq!(years.rows(), 2 * 3);
    let folder = ChunkFolder::open(&store).unwrap();
    for row in 0..years.rows() {
        let path = years.column("path").unwrap().word(row).unwrap();
        let year = years.column("year").unwrap().whole(row).unwrap();
        let mut values = Vec::new();
        for &i in folder.done() {
            let t = folder.chunk_table("yearly", i).unwrap();
            for r in 0..t.rows() {
                let of = t.column("path").unwrap().word(r) == Some(path)
                    && t.column("year").unwrap().whole(r) == Some(year);
                values.extend(of.then(|| t.column("stock").unwrap().number(r)).flatten());
            }
        }
        let number = |c: &str| years.column(c).unwrap().number(row).unwrap();
        assert_eq!(number("n"), values.len() as f64);
        assert_eq!(number("below") + number("above"), 0.0);
        for (c, p) in [("min", 0.0), ("p05", 0.05), ("p50", 0.5), ("p95", 0.95), ("max", 1.0)] {
            let want = antumbra_num::quantile::quantile(&values, p).unwrap();
            let allowed = if c.starts_with('p') { 1.0 } else { 0.0 };
            assert!((number(c) - want).abs() <= allowed, "{path} {year} {c}: {want}");
        }
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!((number("mean") - mean).abs() < 1e-9);
    }
}

#[test]
fn a_policy_comes_back_as_a_table() {
    let (store, _) = whole(&question(3000, false), 2);
    let folder = ChunkFolder::open(&store).unwrap();
    let spend = folder.policy(&["spend"]).unwrap();
    assert_eq!(spend, 1);
    let t = folder.policy_table(spend).unwrap();
    let names: Vec<&str> = t.columns().map(|(n, _)| n).collect();
    let want =
        ["future", "start", "use", "pace", "shock", "ships", "failure", "left", "first_empty"];
    assert_eq!(names, want);
    assert_eq!(t.rows(), 3000);
    let number = |c: &str, r| t.column(c).unwrap().number(r);
    for r in 0..t.rows() {
        assert_eq!(t.column("future").unwrap().whole(r), Some(r as i64));
        let Some(left) = number("left", r) else { continue };
        let fast = t.column("pace").unwrap().word(r) == Some("fast");
        let shock = t.column("shock").unwrap().truth(r).unwrap();
        let step = number("use", r).unwrap() * (1.6 * (1.0 + 0.3 * f64::from(u8::from(fast))))
            + 30.0 * f64::from(u8::from(shock))
            - number("ships", r).unwrap();
        assert!((left - (number("start", r).unwrap() - 3.0 * step)).abs() < 1e-9, "future {r}");
        assert_eq!(number("first_empty", r).is_some(), left < 0.0 || step < 0.0, "future {r}");
    }
    let e = folder.policy(&["lend"]).unwrap_err().to_string();
    assert!(e.contains("no policy") && e.contains("save/calm, spend/calm"), "{e}");
}

#[test]
fn a_budget_stops_early_and_the_rest_can_follow() {
    let q = question(3000, false);
    let store = MemoryFiles::default();
    let budget = Budget { futures: Some(600), ..Budget::default() };
    let e = explore(&Stock::new(), &q, &store, 2, budget, &mut |_| {}).unwrap();
    // Chunks of 256: the third reaches 600.
    assert_eq!((e.stop, e.ran.futures, e.done, e.chunks), (Stop::Futures, 768, 3, 12));
    assert!(!e.complete());
    run_into(&store, &q, 2).unwrap();
    finish(&store, &[], &Log::default()).unwrap();
    assert_eq!(hashes(&store), whole(&q, 1).1);
}
