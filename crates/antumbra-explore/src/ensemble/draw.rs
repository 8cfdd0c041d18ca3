//! Futures: the draws of every input, a chunk at a time.

use super::spec::{Factor, InputKind, Spec};
use crate::Error;
use antumbra_core::Seed;
use antumbra_num::design::{LatinHypercube, MonteCarlo, PointSet, Sobol};
use antumbra_num::dist::{standard_cdf, standard_quantile};
use std::fmt;
use std::str::FromStr;

/// How futures are spread over the inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Design {
    /// Independent draws.
    MonteCarlo,
    /// Latin hypercube (McKay, Beckman & Conover 1979): every input evenly spread.
    LatinHypercube,
    /// Scrambled Sobol' points: every input and many combinations evenly spread.
    #[default]
    Sobol,
}

impl fmt::Display for Design {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Design::MonteCarlo => "monte-carlo",
            Design::LatinHypercube => "lhs",
            Design::Sobol => "sobol",
        })
    }
}

impl FromStr for Design {
    type Err = Error;
    fn from_str(s: &str) -> Result<Self, Error> {
        match s {
            "monte-carlo" => Ok(Design::MonteCarlo),
            "lhs" => Ok(Design::LatinHypercube),
            "sobol" => Ok(Design::Sobol),
            _ => Err(Error::setting(format!("there is no design `{s}`"))
                .help("choose monte-carlo, lhs or sobol")),
        }
    }
}

/// What the outcomes of a chunk under one policy may take, in bytes.
const CHUNK_BYTES: u64 = 3 << 20;

/// The futures in a chunk: a function of their number and of the model's description alone, so that
/// every shard, restart and number of threads cuts the run the same way.
///
/// A power of two from 256 to 2,048 that gives at least 64 chunks where there are enough futures. It
/// stops growing where the outcomes of one policy would take more than 3 MiB, so that what a run
/// holds does not grow with its futures.
pub fn chunk_size(spec: &Spec, futures: u64) -> u32 {
    let values = spec.outcomes.len() + spec.yearly.len() * spec.years.len();
    let most = (CHUNK_BYTES / (8 * values.max(1) as u64)).clamp(256, 2048);
    // The largest power of two that is not above it.
    let most = 1 << most.ilog2();
    (futures / 128).max(1).checked_next_power_of_two().map_or(most, |n| n.clamp(256, most)) as u32
}

enum Points {
    MonteCarlo(MonteCarlo),
    Latin(LatinHypercube),
    Sobol(Sobol),
}

/// All futures of a run, drawn on demand.
///
/// A draw is a function of (seed, design, number of futures for a Latin hypercube, future, input).
pub struct Draw {
    points: Points,
    kinds: Vec<InputKind>,
    groups: Vec<Factor>,
    futures: u64,
    chunk: u32,
}

impl fmt::Debug for Draw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draw")
            .field("inputs", &self.kinds)
            .field("futures", &self.futures)
            .finish_non_exhaustive()
    }
}

impl Draw {
    /// Checks the model's description and prepares its draws.
    ///
    /// # Errors
    /// As [`Spec::check`]; no future, or more than 2^52; more inputs than the design has dimensions.
    pub fn new(spec: &Spec, design: Design, futures: u64, seed: Seed) -> Result<Self, Error> {
        spec.check()?;
        if futures == 0 || futures > 1 << 52 {
            return Err(Error::setting(format!("a run has from 1 to 2^52 futures, not {futures}")));
        }
        let d = spec.inputs.len();
        let failed = |e: antumbra_num::Error| Error::setting(e.to_string());
        let points = match design {
            Design::MonteCarlo => Points::MonteCarlo(MonteCarlo::new(d, seed)),
            Design::LatinHypercube => {
                Points::Latin(LatinHypercube::new(futures, d, seed).map_err(failed)?)
            }
            Design::Sobol => Points::Sobol(Sobol::scrambled(d, seed).map_err(failed)?),
        };
        Ok(Draw {
            points,
            kinds: spec.inputs.iter().map(|i| i.kind.clone()).collect(),
            groups: spec.factors()?,
            futures,
            chunk: chunk_size(spec, futures),
        })
    }

    /// How many futures.
    pub fn futures(&self) -> u64 {
        self.futures
    }

    /// How many futures a chunk has, the last one apart: [`chunk_size`].
    pub fn chunk_size(&self) -> u32 {
        self.chunk
    }

    /// How many chunks.
    pub fn chunks(&self) -> u64 {
        self.futures.div_ceil(u64::from(self.chunk))
    }

    /// How many futures a chunk has; 0 beyond the last.
    pub fn rows(&self, index: u64) -> u64 {
        let first = index.saturating_mul(u64::from(self.chunk));
        self.futures.saturating_sub(first).min(u64::from(self.chunk))
    }

    /// The chunks of shard `i` of `n` (from 1): a contiguous range; the shards cover every chunk once.
    ///
    /// # Errors
    /// When `i` is not in 1..=n.
    pub fn shard(&self, i: u32, n: u32) -> Result<std::ops::Range<u64>, Error> {
        if i == 0 || i > n {
            return Err(Error::setting(format!("there is no shard {i} of {n}"))
                .help("shards are numbered from 1"));
        }
        let cut = |k: u32| {
            let at = u128::from(self.chunks()) * u128::from(k) / u128::from(n);
            at as u64
        };
        Ok(cut(i - 1)..cut(i))
    }

    /// An empty chunk to draw into.
    pub fn empty(&self) -> DesignChunk {
        DesignChunk { first: 0, rows: 0, columns: vec![Vec::new(); self.kinds.len()] }
    }

    /// Draws a chunk into a buffer, which it overwrites.
    ///
    /// # Panics
    /// When there is no chunk of that index, or the buffer is of another run.
    pub fn chunk(&self, index: u64, out: &mut DesignChunk) {
        assert!(index < self.chunks(), "chunk {index} of {}", self.chunks());
        assert_eq!(out.columns.len(), self.kinds.len(), "a buffer of another run");
        out.first = index * u64::from(self.chunk);
        out.rows = self.rows(index) as usize;
        for (d, column) in out.columns.iter_mut().enumerate() {
            column.resize(out.rows, 0.0);
            match &self.points {
                Points::MonteCarlo(p) => p.column(out.first, d, column),
                Points::Latin(p) => p.column(out.first, d, column),
                Points::Sobol(p) => p.column(out.first, d, column),
            }
        }
        for (inputs, lower) in &self.groups {
            correlate(inputs, lower, out);
        }
        for (kind, column) in self.kinds.iter().zip(&mut out.columns) {
            match kind {
                InputKind::Real(d) => d.quantiles(column),
                other => column.iter_mut().for_each(|u| *u = other.at(*u)),
            }
        }
    }
}

/// Uniform columns to normal scores, through the factor, and back.
fn correlate(inputs: &[usize], lower: &[f64], out: &mut DesignChunk) {
    let n = inputs.len();
    let mut z = vec![0.0; n];
    for row in 0..out.rows {
        for (z, &i) in z.iter_mut().zip(inputs) {
            *z = standard_quantile(out.columns[i][row]);
        }
        // The first input keeps its draw bit for bit.
        for k in 1..n {
            let score: f64 = (0..=k).map(|j| lower[k * n + j] * z[j]).sum();
            // Far in a tail the probability rounds to the end of the interval.
            out.columns[inputs[k]][row] =
                standard_cdf(score).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
        }
    }
}

/// The inputs of consecutive futures, a column each.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignChunk {
    first: u64,
    rows: usize,
    columns: Vec<Vec<f64>>,
}

impl DesignChunk {
    /// The number of the first future (from 0).
    pub fn first(&self) -> u64 {
        self.first
    }

    /// How many futures.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// An input's values, in the order of [`Spec::inputs`]: words by index, truth as 1 or 0.
    pub fn column(&self, input: usize) -> &[f64] {
        &self.columns[input]
    }

    /// All columns, in the order of [`Spec::inputs`].
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.columns.iter().map(Vec::as_slice)
    }
}
