//! Times the reference challenge fit and writes its matrix for other programs.
//!
//! `ANTUMBRA_DATA=... cargo run --release -p antumbra-deter --example logit_bench -- OUT` writes to
//! OUT: `matrix.f64` (row-major, little-endian, 21 columns), `outcome.u8`, `dyad.u32`,
//! `answer.csv` (name, estimate, se; no penalty) and `times.csv` (what, CPU seconds: the best
//! of several runs). One thread; Linux. `compare.py` does the rest.

use antumbra_core::outside::Source;
use antumbra_deter::evidence::{Challenges, Contest};
use antumbra_num::logit::{Clustering, Covariance, Design, Fit, Options, fit};
use antumbra_world::panel::{COVARIATES, FIRST, Inputs, LAST_OUTCOME, Pairs};
use std::error::Error;
use std::path::PathBuf;
use std::{fs, io};

struct Folder(PathBuf);

impl Source for Folder {
    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }
    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
        Ok(Box::new(fs::File::open(self.0.join(name))?))
    }
    fn label(&self) -> String {
        self.0.display().to_string()
    }
}

/// CPU seconds of this thread so far: other programs on the machine do not count.
fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds: f64 = text.split_whitespace().next().ok_or("no CPU time")?.parse()?;
    Ok(nanoseconds * 1e-9)
}

struct Problem {
    names: Vec<&'static str>,
    columns: Vec<Vec<f64>>,
    outcome: Vec<bool>,
    dyads: Vec<u32>,
}

/// CPU seconds of laying out, fitting and of the clustered covariance.
type Times = [f64; 3];

impl Problem {
    fn new(inputs: &Inputs, pairs: Pairs) -> Result<Self, Box<dyn Error>> {
        let data = Challenges::build(inputs, pairs, FIRST, LAST_OUTCOME)?;
        let contest = Contest::REFERENCE;
        let mut columns: Vec<Vec<f64>> =
            (0..COVARIATES.len()).map(|c| data.rows().iter().map(|r| r.x[c]).collect()).collect();
        let strengths = inputs.strengths(data.sample(), contest.lambda, contest.w);
        columns.push(strengths.iter().map(|s| contest.odds(s)).collect());
        let mut names = COVARIATES.to_vec();
        names.push("p");
        let outcome = data.rows().iter().map(|r| r.any).collect();
        Ok(Problem { names, columns, outcome, dyads: data.dyads().to_vec() })
    }

    fn once(&self, ridge: f64) -> Result<(Fit, Vec<f64>, Times), Box<dyn Error>> {
        let named: Vec<(&str, &[f64])> =
            self.names.iter().zip(&self.columns).map(|(n, c)| (*n, c.as_slice())).collect();
        let start = cpu_seconds()?;
        let design = Design::new(&named)?;
        let laid_out = cpu_seconds()?;
        let options = Options { ridge, ..Options::default() };
        let f = fit(&design, &self.outcome, None, &options, None)?;
        let fitted = cpu_seconds()?;
        let by = Clustering { ids: &self.dyads, small_sample: false };
        let v = f.covariance(&design, &self.outcome, None, &Covariance::Clustered(by))?;
        let all = cpu_seconds()?;
        let times = [laid_out - start, fitted - laid_out, all - fitted];
        Ok((f, v.standard_errors(), times))
    }

    /// The best of several runs.
    fn timed(&self, ridge: f64, runs: usize) -> Result<(Fit, Vec<f64>, Times), Box<dyn Error>> {
        let mut best = self.once(ridge)?;
        for _ in 1..runs {
            let next = self.once(ridge)?;
            if next.2.iter().sum::<f64>() < best.2.iter().sum::<f64>() {
                best = next;
            }
        }
        Ok(best)
    }
}

/// Bytes per second of reading an array that no cache holds.
fn bandwidth() -> Result<f64, Box<dyn Error>> {
    let array = vec![1.0_f64; 32 << 20];
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = cpu_seconds()?;
        let mut sums = [0.0; 8];
        for chunk in array.chunks_exact(8) {
            for (s, v) in sums.iter_mut().zip(chunk) {
                *s += v;
            }
        }
        let seconds = cpu_seconds()? - start;
        // The sum is looked at, so that no read can be left out.
        best = if sums.iter().sum::<f64>() > 0.0 { best.min(seconds) } else { best };
    }
    Ok((array.len() * 8) as f64 / best)
}

fn main() -> Result<(), Box<dyn Error>> {
    #[allow(clippy::disallowed_methods)] // a bench has no one to hand it the environment
    let folder = std::env::var("ANTUMBRA_DATA").map_err(|_| "set ANTUMBRA_DATA")?;
    let out = PathBuf::from(std::env::args().nth(1).ok_or("give a folder to write to")?);
    fs::create_dir_all(&out)?;
    let inputs = Inputs::read(&Folder(folder.into()))?;
    let relevant = Problem::new(&inputs, Pairs::Relevant)?;
    let rows = relevant.outcome.len();

    let mut matrix = Vec::with_capacity(rows * relevant.columns.len() * 8);
    for r in 0..rows {
        for c in &relevant.columns {
            matrix.extend_from_slice(&c[r].to_le_bytes());
        }
    }
    fs::write(out.join("matrix.f64"), matrix)?;
    fs::write(
        out.join("outcome.u8"),
        relevant.outcome.iter().map(|y| u8::from(*y)).collect::<Vec<_>>(),
    )?;
    let dyads: Vec<u8> = relevant.dyads.iter().flat_map(|d| d.to_le_bytes()).collect();
    fs::write(out.join("dyad.u32"), dyads)?;

    let (plain, se, plain_times) = relevant.timed(0.0, 7)?;
    let mut answer = String::from("name,estimate,se\n");
    let names = std::iter::once("const").chain(plain.names.iter().map(String::as_str));
    for ((name, b), se) in names.zip(&plain.coefficients).zip(&se) {
        answer += &format!("{name},{b:e},{se:e}\n");
    }
    fs::write(out.join("answer.csv"), answer)?;

    let (reference, _, reference_times) = relevant.timed(1e-3, 7)?;
    let per_pass = (rows * (24 * 8 + 16)) as f64;
    let moved = per_pass * (reference.verdict.iterations + 1) as f64;
    let speed = bandwidth()?;
    drop(relevant);
    let all = Problem::new(&inputs, Pairs::All)?;
    let (whole, _, all_times) = all.timed(1e-3, 2)?;

    let mut lines = String::from("what,value\n");
    for (what, t) in [("plain", plain_times), ("reference", reference_times), ("all", all_times)] {
        for (part, seconds) in ["layout", "fit", "covariance"].iter().zip(t) {
            lines += &format!("{what} {part} s,{seconds:.4}\n");
        }
        lines += &format!("{what} s,{:.4}\n", t.iter().sum::<f64>());
    }
    lines += &format!("rows,{rows}\nall rows,{}\n", whole.rows);
    lines += &format!("iterations,{}\n", reference.verdict.iterations);
    lines += &format!("bytes moved by the passes over all rows,{moved:.0}\n");
    lines += &format!("memory bandwidth GB/s,{:.1}\n", speed / 1e9);
    lines += &format!("share of the bandwidth,{:.2}\n", moved / reference_times[1] / speed);
    fs::write(out.join("times.csv"), &lines)?;
    print!("{lines}");
    Ok(())
}
