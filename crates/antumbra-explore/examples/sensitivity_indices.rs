//! Runs a sensitivity method on points and outcomes in files and prints its indices as JSON, with
//! the processor time it took.
//!
//! ```text
//! sensitivity_indices sobol|morris|delta|pawn POINTS OUTCOMES INPUTS RESAMPLES
//! ```
//!
//! POINTS and OUTCOMES hold little-endian 64-bit floating-point numbers, points row by row in the
//! unit cube. `sobol` takes a Saltelli design with second order, `morris` one of four levels.

use antumbra_core::Seed;
use antumbra_explore::sensitivity::{
    Design, FailedRuns, Index, Resampling, delta, morris, pawn, sobol,
};
use antumbra_explore::{Cases, Input, MissingRows};
use serde_json::{Value, json};
use std::error::Error;

fn read(path: &str) -> Result<Vec<f64>, Box<dyn Error>> {
    let bytes = std::fs::read(path)?;
    let (eights, _) = bytes.as_chunks::<8>();
    Ok(eights.iter().map(|b| f64::from_le_bytes(*b)).collect())
}

/// Seconds that this process has run on a processor (Linux only).
fn used() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let ns = text.split_whitespace().next().and_then(|w| w.parse::<f64>().ok());
    ns.unwrap_or(f64::NAN) / 1e9
}

fn pairs<'a>(indices: impl IntoIterator<Item = &'a Index>) -> Value {
    indices.into_iter().map(|i| json!([i.value, i.half_width])).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [method, points, outcomes, inputs, times] = words.as_slice() else {
        return Err("METHOD POINTS OUTCOMES INPUTS RESAMPLES".into());
    };
    let (points, y) = (read(points)?, read(outcomes)?);
    let inputs: usize = inputs.parse()?;
    let how = Resampling::new(times.parse()?, Seed(1));
    let failed = FailedRuns::Refuse;
    let some: Vec<Option<f64>> = y.iter().copied().map(Some).collect();
    let columns: Vec<Vec<f64>> =
        (0..inputs).map(|c| points.iter().skip(c).step_by(inputs).copied().collect()).collect();
    let cases = || {
        let named = columns.iter().enumerate().map(|(i, v)| (format!("x{i}"), Input::Dense(v)));
        let y = ("y".to_owned(), Input::Dense(&y));
        Cases::from_inputs(named.collect(), y, MissingRows::Refuse)
    };
    let before = used();
    let found = match method.as_str() {
        "sobol" => {
            let design = Design::saltelli_from_points(inputs, points, true)?;
            let s = sobol::sobol(&design, &some, failed, &how)?;
            json!({"first": pairs(&s.first), "total": pairs(&s.total),
                   "second": pairs(s.second.iter().map(|(_, i)| i))})
        }
        "morris" => {
            let design = Design::morris_from_points(inputs, points, 4)?;
            let m = morris::morris(&design, &some, failed, &how)?;
            json!({"mu": m.effects.iter().map(|e| e.mu).collect::<Vec<_>>(),
                   "mu_star": pairs(m.effects.iter().map(|e| &e.mu_star)),
                   "sigma": m.effects.iter().map(|e| e.sigma).collect::<Vec<_>>()})
        }
        "delta" => {
            let d = delta::delta(&cases()?, &how)?;
            json!({"delta": pairs(d.iter().map(|d| &d.delta)),
                   "raw": d.iter().map(|d| d.raw).collect::<Vec<_>>(),
                   "adjusted": d.iter().map(|d| d.adjusted).collect::<Vec<_>>()})
        }
        "pawn" => {
            let p = pawn::pawn(&cases()?, 10, &how)?;
            json!({"median": p.iter().map(|p| p.median).collect::<Vec<_>>(),
                   "adjusted": pairs(p.iter().map(|p| &p.adjusted))})
        }
        other => return Err(format!("unknown method {other}").into()),
    };
    println!("{}", json!({"cpu_s": used() - before, "found": found}));
    Ok(())
}
