//! A run of many futures as a folder of chunks: written piece by piece, resumed, sharded, merged.
//!
//! ```text
//! ensemble.json              what is run: the manifest's head, the columns, how it is cut
//! inputs/000000.parquet      a row per future
//! outcomes/000000.parquet    a row per policy and future, policy after policy
//! yearly/000000.parquet      a row per policy, year and future: only when kept
//! tallies/000000.tally       a header that names the chunk and its files, then histograms
//! years.csv, run.json, ...   written at the end
//! ```
//!
//! A chunk is there when its tally is: the tally is committed last and its header carries the hash of
//! `ensemble.json`, the seed, the chunk's number and the hashes of its tables. So a stopped run goes
//! on where it was, a shard is a range of chunks, and a folder of another run is refused. The bytes
//! of `ensemble.json` and of every chunk are the same for any threads, shards and restarts.

mod csv;
mod describe;
mod folder;
mod read;

pub use describe::{ENSEMBLE_SCHEMA, Ensemble, InputColumn, OutcomeColumn};
pub use folder::{ChunkFolder, Piece, parquet};
