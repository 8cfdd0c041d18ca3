//! What one core can do, for the fraction in `compare.py`: prints thousand millions of operations a
//! second as JSON. Built by that script alone, once for the baseline of the target and once for the
//! processor at hand: `rustc -O [-C target-cpu=native] peak.rs`.

use std::hint::black_box;
use std::time::Instant;

/// Independent chains: twelve registers full, which is latency times units, and leaves some for the
/// constants.
const LANES: usize = 12
    * if cfg!(target_feature = "avx512f") {
        8
    } else if cfg!(target_feature = "avx") {
        4
    } else {
        2
    };
const STEPS: usize = 100_000;

/// The best of many rounds, each too short to be interrupted often, of a step that is `operations`
/// operations on every lane.
fn rate(operations: usize, step: impl Fn(&mut [f64; LANES], f64, f64)) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..500 {
        let mut x: [f64; LANES] = std::array::from_fn(|l| 1.0 + l as f64 * 1e-3);
        let (a, b) = (black_box(0.999_999), black_box(1e-6));
        let start = Instant::now();
        for _ in 0..STEPS {
            step(&mut x, a, b);
        }
        black_box(x);
        best = best.min(start.elapsed().as_secs_f64());
    }
    (STEPS * LANES * operations) as f64 / best / 1e9
}

fn main() {
    let separate = rate(2, |x, a, b| x.iter_mut().for_each(|x| *x = *x * a + b));
    // Without the instruction for it this is a call, which says nothing: left out.
    let fused = if cfg!(target_feature = "fma") {
        rate(2, |x, a, b| x.iter_mut().for_each(|x| *x = x.mul_add(a, b))).to_string()
    } else {
        "null".to_owned()
    };
    let divide = rate(1, |x, a, _| x.iter_mut().for_each(|x| *x = a / *x));
    println!("{{\"separate\": {separate}, \"fused\": {fused}, \"divide\": {divide}}}");
}
