//! An ensemble into a run folder: run what is missing, gather shards, finish.
//!
//! Generic over the model: [`explore`] runs any [`Model`] and [`finish`] needs the folder alone, so
//! that shards can be merged where the assessment is not at hand.

use antumbra_core::outside::Store;
use antumbra_explore::ensemble::{
    Bins, Budget, Design, Direction, Draw, InputKind, Layout, Model, Outcome, Progress, Spec, Stop,
    Tally, run_reduced,
};
use antumbra_record::Error as RecordError;
use antumbra_record::chunks::{
    ChunkFolder, ENSEMBLE_SCHEMA, Ensemble, InputColumn, OutcomeColumn, Piece, parquet,
};
use antumbra_record::store::{Log, Run};
use std::fmt;
use std::ops::ControlFlow;

mod encode;
mod tables;

use encode::Encode;
pub(crate) use tables::{csv, years_of};
pub use tables::{failures, summary, years};

/// Why an ensemble could not be run, merged or finished.
#[derive(Debug)]
pub enum EnsembleError {
    /// The model or a setting of the run does not hold together.
    Explore(antumbra_explore::Error),
    /// The folder.
    Record(RecordError),
}

impl fmt::Display for EnsembleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EnsembleError::Explore(e) => e.fmt(f),
            EnsembleError::Record(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for EnsembleError {}

impl From<antumbra_explore::Error> for EnsembleError {
    fn from(e: antumbra_explore::Error) -> Self {
        EnsembleError::Explore(e)
    }
}

impl From<RecordError> for EnsembleError {
    fn from(e: RecordError) -> Self {
        EnsembleError::Record(e)
    }
}

/// What to run.
#[derive(Clone, Debug)]
pub struct Question {
    /// The manifest's head: its `files` are filled in at the end, its `seed` is the run's.
    pub run: Run,
    /// How many futures.
    pub futures: u64,
    /// How they are spread.
    pub design: Design,
    /// Whether every future's years are kept.
    pub keep_years: bool,
    /// Which shard of how many, from 1; `(1, 1)` is the whole run.
    pub shard: (u32, u32),
}

/// How far a run came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explored {
    /// Why it ended.
    pub stop: Stop,
    /// What this call ran; chunks that were there already are not in it.
    pub ran: Progress,
    /// Chunks of the whole run that are there now.
    pub done: u64,
    /// Chunks of the whole run.
    pub chunks: u64,
}

impl Explored {
    /// Whether every chunk of the whole run is there: then [`finish`] can end it.
    pub fn complete(&self) -> bool {
        self.done == self.chunks
    }
}

/// Runs the chunks of a shard that the folder does not have yet.
///
/// A folder with chunks of the same question is gone on with; one of another question is refused.
/// Every committed file is the same for any `jobs`, shards and restarts.
///
/// # Errors
/// A model that does not hold together, a folder of another run, a store that refuses a file: what
/// was committed before stays and is not run again.
pub fn explore(
    model: &dyn Model,
    question: &Question,
    store: &dyn Store,
    jobs: usize,
    budget: Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Explored, EnsembleError> {
    let spec = model.spec();
    let seed = antumbra_core::Seed(question.run.seed);
    let draw = Draw::new(spec, question.design, question.futures, seed)?;
    let mut folder = ChunkFolder::begin(store, &describe(spec, question, &draw))?;
    let missing = folder.missing(draw.shard(question.shard.0, question.shard.1)?);
    let encode = Encode { spec, layout: Layout::of(spec), keep_years: question.keep_years };
    let mut failed = None;
    let mut deliver = |index: u64, piece: Result<Piece, RecordError>| match piece
        .and_then(|p| folder.commit(index, &p))
    {
        Ok(()) => ControlFlow::Continue(()),
        Err(e) => {
            failed = Some(e);
            ControlFlow::Break(())
        }
    };
    let (stop, ran) =
        run_reduced(model, &draw, &missing, jobs, budget, progress, &encode, &mut deliver);
    if let Some(e) = failed {
        return Err(e.into());
    }
    Ok(Explored { stop, ran, done: folder.done().len() as u64, chunks: draw.chunks() })
}

/// Gathers the chunks of other folders of the same run; gives how many were taken. `out` may be
/// empty: it then becomes a folder of that run.
///
/// # Errors
/// Folders of different runs, a damaged chunk, a store that refuses a file.
pub fn gather(from: &[&dyn Store], out: &dyn Store) -> Result<u64, EnsembleError> {
    let mut into: Option<ChunkFolder<'_>> = None;
    let mut taken = 0;
    for store in from {
        let shard = ChunkFolder::open(*store)?;
        if into.is_none() {
            into = Some(ChunkFolder::begin(out, shard.ensemble())?);
        }
        if let Some(into) = &mut into {
            taken += into.gather(&shard)?;
        }
    }
    Ok(taken)
}

/// The histograms of a whole run: its chunks' merged in order, in constant memory.
///
/// # Errors
/// A chunk that cannot be read or is of another model.
pub fn tally(folder: &ChunkFolder<'_>) -> Result<Tally, EnsembleError> {
    let mut all = Tally::new(layout(folder.ensemble()));
    for &index in folder.done() {
        all.merge_encoded(&folder.tally(index)?)?;
    }
    Ok(all)
}

/// Ends a run whose chunks are all there: quantiles per policy, outcome and year as `years.csv` and
/// `years.parquet`, those of the outcomes as `summary.csv`, failed futures by reason as
/// `failures.csv`; under 100,000 rows also `outcomes.csv` and `inputs.csv`; then the caller's
/// `files`, the log, and `run.json` last.
///
/// # Errors
/// Missing or damaged chunks, a store that refuses a file.
pub fn finish(
    store: &dyn Store,
    files: &[(&str, Vec<u8>)],
    log: &Log,
) -> Result<Run, EnsembleError> {
    let mut folder = ChunkFolder::open(store)?;
    let e = folder.ensemble().clone();
    let e = &e;
    let all = tally(&folder)?;
    let mut out: Vec<(&str, Vec<u8>)> = Vec::new();
    if !e.years.is_empty() {
        let years = years(e, &all)?;
        out.push(("years.csv", csv(&years)?));
        out.push(("years.parquet", parquet(&years)?));
    }
    out.push(("summary.csv", csv(&summary(e, &all)?)?));
    out.push(("failures.csv", csv(&failures(e, &all)?)?));
    for (table, rows) in
        [("inputs", e.futures), ("outcomes", e.futures.saturating_mul(e.policies.len() as u64))]
    {
        if rows < MOST_CSV_ROWS {
            folder.write_csv(table)?;
        }
    }
    out.extend(files.iter().map(|(n, b)| (*n, b.clone())));
    Ok(folder.finish(&out, log)?)
}

/// Tables of this many rows and more are written as Parquet alone.
const MOST_CSV_ROWS: u64 = 100_000;

fn describe(spec: &Spec, q: &Question, draw: &Draw) -> Ensemble {
    let outcome = |o: &Outcome| OutcomeColumn {
        name: o.name.clone(),
        unit: o.unit.clone(),
        direction: match o.direction {
            Direction::Smaller => "smaller",
            Direction::Larger => "larger",
            Direction::None => "none",
        }
        .into(),
        optional: o.optional,
        lo: o.bins.lo,
        hi: o.bins.hi,
        bins: o.bins.count,
    };
    Ensemble {
        schema: ENSEMBLE_SCHEMA.into(),
        run: Run { files: std::collections::BTreeMap::new(), ..q.run.clone() },
        futures: q.futures,
        chunk: draw.chunk_size(),
        design: q.design.to_string(),
        inputs: spec
            .inputs
            .iter()
            .map(|i| {
                let (kind, words) = match &i.kind {
                    InputKind::Real(_) => ("real", Vec::new()),
                    InputKind::Whole { .. } => ("whole", Vec::new()),
                    InputKind::Category { words, .. } => ("category", words.clone()),
                    InputKind::Truth { .. } => ("truth", Vec::new()),
                };
                InputColumn { name: i.name.clone(), kind: kind.into(), words }
            })
            .collect(),
        policy_keys: spec.policy_keys.clone(),
        policies: spec.policies.clone(),
        outcomes: spec.outcomes.iter().map(outcome).collect(),
        yearly: spec.yearly.iter().map(outcome).collect(),
        years: spec.years.clone(),
        failures: spec.failures.clone(),
        keep_years: q.keep_years,
    }
}

fn layout(e: &Ensemble) -> Layout {
    let bins = |o: &OutcomeColumn| Bins { lo: o.lo, hi: o.hi, count: o.bins };
    Layout {
        policies: e.policies.len(),
        outcomes: e.outcomes.iter().map(bins).collect(),
        yearly: e.yearly.iter().map(bins).collect(),
        years: e.years.len(),
        failures: e.failures.len(),
    }
}
