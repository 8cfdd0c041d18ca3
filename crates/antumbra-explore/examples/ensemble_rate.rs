//! Runs an ensemble of a small model and prints what it took: for `bench/ensemble`.
//!
//! `ensemble_rate POLICIES FUTURES JOBS [DESIGN [TABLE.csv]]`: ten inputs, one outcome; the design is
//! `sobol`, `lhs` or `monte-carlo`; with a file, the inputs and the outcomes under every policy go
//! there as CSV. `ensemble_rate memory FUTURES JOBS`: 16 policies, 20 years of two yearly outcomes,
//! kept as histograms.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench stops at the first fault")]

use antumbra_core::{Range, Seed};
use antumbra_explore::ensemble::{
    Bins, Budget, Design, DesignChunk, Direction, Draw, Input, InputKind, Layout, Model, Outcome,
    OutcomeChunk, Spec, Tally, run_mapped,
};
use antumbra_num::dist::{Beta, Distribution, Fitted, Normal, Tabulated, Uniform};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

/// A weighted sum and a product, the same in the peer's Python; with years, a stock beside it.
struct Small(Spec);

impl Model for Small {
    fn spec(&self) -> &Spec {
        &self.0
    }
    fn run(&self, policy: usize, chunk: &DesignChunk, out: &mut OutcomeChunk) {
        let x: Vec<&[f64]> = chunk.columns().collect();
        let columns = out.columns();
        let mut stock = vec![policy as f64; chunk.rows()];
        for (k, column) in columns.yearly.into_iter().enumerate() {
            let rate = x[k % 10];
            for ((y, s), r) in column.iter_mut().zip(&mut stock).zip(rate) {
                *s = 0.9 * *s + r;
                *y = *s;
            }
        }
        for outcome in columns.outcomes {
            for (row, y) in outcome.iter_mut().enumerate() {
                let mut sum = 0.0;
                for (k, c) in x.iter().enumerate() {
                    sum += (k + 1) as f64 * c[row];
                }
                *y = sum + x[0][row] * x[1][row] + policy as f64;
            }
        }
    }
}

fn model(policies: usize, years: i32) -> Small {
    let kinds: Vec<Arc<dyn Distribution + Send + Sync>> = vec![
        Arc::new(Uniform::new(0.0, 1.0).unwrap()),
        Arc::new(Normal::new(0.0, 1.0).unwrap()),
        Tabulated::beta(Beta::new(3.5, 2.9).unwrap()),
        Arc::new(Fitted::new(Range { lo: 1.0, mid: 2.0, hi: 6.0 }, Some(0.0), None).unwrap()),
        Arc::new(Uniform::new(-1.0, 1.0).unwrap()),
    ];
    let outcome = |name: &str| Outcome {
        name: name.into(),
        unit: String::new(),
        bins: Bins { lo: -100.0, hi: 200.0, count: 300 },
        direction: Direction::None,
        optional: false,
    };
    Small(Spec {
        inputs: (0..10)
            .map(|k| Input {
                name: format!("x{k}"),
                kind: InputKind::Real(kinds[k % kinds.len()].clone()),
            })
            .collect(),
        policy_keys: vec!["policy".into()],
        policies: (0..policies).map(|p| vec![p.to_string()]).collect(),
        outcomes: vec![outcome("y")],
        yearly: if years > 0 { vec![outcome("a"), outcome("b")] } else { Vec::new() },
        years: (1..=years).collect(),
        ..Spec::default()
    })
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let number = |k: usize| args.get(k).and_then(|a| a.parse::<u64>().ok());
    let (Some(mode), Some(futures), Some(jobs)) = (args.get(1), number(2), number(3)) else {
        eprintln!("ensemble_rate POLICIES|memory FUTURES JOBS [DESIGN [TABLE.csv]]");
        std::process::exit(2);
    };
    let model = match mode.parse() {
        Ok(policies) => model(policies, 0),
        Err(_) => model(16, 20),
    };
    let start = Instant::now();
    let design: Design = args.get(4).map_or(Design::Sobol, |name| name.parse().unwrap());
    let draw = Draw::new(&model.0, design, futures, Seed(1)).unwrap();
    let layout = Layout::of(&model.0);
    let mut all = Tally::new(layout.clone());
    let chunks: Vec<u64> = (0..draw.chunks()).collect();
    let file = args.get(5);
    let mut csv = String::new();
    let map = |_, design: &DesignChunk, outcomes: &[OutcomeChunk]| {
        let mut text = String::new();
        if file.is_some() {
            for row in 0..design.rows() {
                design.columns().for_each(|c| write!(text, "{},", c[row]).unwrap());
                let y: Vec<String> =
                    outcomes.iter().map(|o| o.outcome(0)[row].to_string()).collect();
                writeln!(text, "{}", y.join(",")).unwrap();
            }
        }
        (Tally::of_chunk(layout.clone(), outcomes), text)
    };
    let mut deliver = |_, (tally, text): (Tally, String)| {
        all.merge(&tally).unwrap();
        csv.push_str(&text);
        ControlFlow::Continue(())
    };
    let budget = Budget::default();
    run_mapped(&model, &draw, &chunks, jobs as usize, budget, &mut |_| {}, &map, &mut deliver);
    let seconds = start.elapsed().as_secs_f64();
    if let Some(file) = file {
        std::fs::write(file, csv).unwrap();
    }
    let y = all.outcome(0, 0);
    println!(
        "{{\"seconds\": {seconds}, \"experiments\": {}, \"mean\": {}, \"median\": {}}}",
        futures * model.0.policies.len() as u64,
        y.mean().unwrap(),
        y.quantile(0.5).unwrap()
    );
}
