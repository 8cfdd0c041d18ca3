//! Runs PRIM on a table and prints its trajectory as JSON, with the time and memory it took.
//!
//! ```text
//! prim_trajectory synth ROWS COLUMNS SEED [setting=value ...]
//! prim_trajectory table ROWS COLUMNS SEED [setting=value ...]
//! prim_trajectory csv FILE KINDS OUTCOME [setting=value ...]
//! ```
//!
//! KINDS has one letter per input column, taken from the left: `r` real, `i` whole, `c` word,
//! `b` true/false, `-` not an input. Settings: peel_alpha, paste_alpha, mass_min, objective, form.
//! The synthetic data are those of `conformance/prim/synth.py`, as plain slices or as a table, which
//! has room for missing values and takes twice the memory.

use antumbra_core::{Column, Table};
use antumbra_explore::{
    Cases, Input, Limit, MissingRows, Objective, Prim, PrimSettings, Seek, Trajectory,
};
use serde_json::{Value, json};
use std::error::Error;
use std::time::Instant;

/// The SplitMix64 stream of `synth.py`: a uniform number by its index.
fn uniform(seed: u64, index: u64) -> f64 {
    let mut z = seed.wrapping_add((index + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^= z >> 31;
    (z >> 11) as f64 / 9_007_199_254_740_992.0
}

fn synthetic(rows: usize, columns: usize, seed: u64) -> (Vec<Vec<f64>>, Vec<Option<bool>>) {
    let mut x = vec![Vec::with_capacity(rows); columns];
    let mut y = Vec::with_capacity(rows);
    for row in 0..rows {
        let at = |c: usize| uniform(seed, (row * (columns + 1) + c) as u64);
        (0..columns).for_each(|c| x[c].push(at(c)));
        let inside = (0.2..=0.6).contains(&at(0)) && at(3) <= 0.5 && at(7) >= 0.4;
        y.push(Some(at(columns) < if inside { 0.9 } else { 0.05 }));
    }
    (x, y)
}

fn read(file: &str, kinds: &str, outcome: &str) -> Result<(Table, Vec<String>), Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(file)?;
    let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let mut table = Table::new(file, records.len());
    let mut inputs = Vec::new();
    let letters = kinds.chars().chain(std::iter::repeat('-'));
    for (i, (name, letter)) in names.iter().zip(letters).enumerate() {
        let texts = records.iter().map(|r| &r[i]);
        let column = match letter {
            'i' => Column::I64(texts.map(|t| t.parse().ok()).collect()),
            'c' => Column::category(texts.map(Some)),
            'b' => Column::Bool(texts.map(|t| Some(t == "True" || t == "true")).collect()),
            _ if letter == 'r' || name == outcome => {
                Column::F64(texts.map(|t| t.parse().ok()).collect())
            }
            _ => continue,
        };
        if letter != '-' {
            inputs.push(name.clone());
        }
        table.push(name, column)?;
    }
    Ok((table, inputs))
}

fn settings(words: &[String]) -> Result<(PrimSettings, Option<Seek>), Box<dyn Error>> {
    let (mut s, mut form) = (PrimSettings::default(), None);
    for word in words {
        match word.split_once('=').ok_or("a setting reads name=value")? {
            ("peel_alpha", v) => s.peel_alpha = v.parse()?,
            ("paste_alpha", v) => s.paste_alpha = v.parse()?,
            ("mass_min", v) => s.mass_min = v.parse()?,
            ("objective", "lenient1") => s.objective = Objective::Lenient1,
            ("objective", "lenient2") => s.objective = Objective::Lenient2,
            ("objective", "original") => s.objective = Objective::Original,
            ("form", "high") => form = Some(Seek::High),
            ("form", "low") => form = Some(Seek::Low),
            ("form", "binary") => form = None,
            (name, value) => return Err(format!("unknown setting {name}={value}").into()),
        }
    }
    Ok((s, form))
}

fn trajectory_json(prim: &Prim<'_>, names: &[String], t: &Trajectory) -> Value {
    let limits = |limits: &[Limit]| -> Value {
        let one = |(i, l): (usize, &Limit)| {
            let value = match l {
                Limit::Range { low, high } => json!([low, high]),
                Limit::Words(allowed) => {
                    let kept = prim.words(i).iter().zip(allowed).filter(|(_, a)| **a);
                    kept.map(|(w, _)| w.clone()).collect()
                }
            };
            (names[i].clone(), value)
        };
        Value::Object(limits.iter().enumerate().map(one).collect())
    };
    t.steps
        .iter()
        .map(|s| {
            json!({"n": s.n, "k": s.k, "coverage": s.coverage, "density": s.density,
                   "mean": s.mean, "mass": s.mass, "res_dim": s.res_dim,
                   "limits": limits(&s.limits)})
        })
        .collect()
}

/// Seconds that this process has run on a processor, and its peak memory in kB (Linux only).
fn used() -> (f64, u64) {
    let text = |path| std::fs::read_to_string(path).unwrap_or_default();
    let ns: f64 = text("/proc/self/schedstat")
        .split_whitespace()
        .next()
        .and_then(|w| w.parse().ok())
        .unwrap_or(f64::NAN);
    let status = text("/proc/self/status");
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok());
    (ns / 1e9, peak.unwrap_or(0))
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |i: usize| words.get(i).map(String::as_str).ok_or("too few arguments");
    let (s, form) = settings(words.get(4..).unwrap_or_default())?;
    let table;
    let (x, y);
    let cases = if word(0)? == "synth" {
        let columns = word(2)?.parse()?;
        (x, y) = synthetic(word(1)?.parse()?, columns, word(3)?.parse()?);
        let inputs = x.iter().enumerate();
        Cases::from_inputs(
            inputs.map(|(i, v)| (format!("x{i}"), Input::Dense(v))).collect(),
            ("y".into(), Input::Truth(&y)),
            MissingRows::Refuse,
        )?
    } else if word(0)? == "table" {
        let (x, y) = synthetic(word(1)?.parse()?, word(2)?.parse()?, word(3)?.parse()?);
        let mut made = Table::new("synthetic", y.len());
        let inputs: Vec<String> = (0..x.len()).map(|i| format!("x{i}")).collect();
        for (name, values) in inputs.iter().zip(x) {
            made.push(name, Column::F64(values.into_iter().map(Some).collect()))?;
        }
        made.push("y", Column::Bool(y))?;
        table = made;
        Cases::new(&table, &inputs, "y", MissingRows::Refuse)?
    } else {
        let inputs;
        (table, inputs) = read(word(1)?, word(2)?, word(3)?)?;
        Cases::new(&table, &inputs, word(3)?, MissingRows::Refuse)?
    };
    let (before, _) = used();
    let clock = Instant::now();
    let prim = match form {
        None => Prim::binary(&cases, s)?,
        Some(seek) => Prim::regression(&cases, seek, s)?,
    };
    let trajectory = prim.find_box();
    let wall = clock.elapsed().as_secs_f64();
    let (after, peak) = used();
    let steps = trajectory_json(&prim, cases.names(), &trajectory);
    let out = json!({"rows": cases.len(), "cpu_s": after - before, "wall_s": wall,
                     "peak_kb": peak, "trajectory": steps});
    println!("{out}");
    Ok(())
}
