//! Chunks into a folder, and what is there already.

use super::describe::{ENSEMBLE_SCHEMA, Ensemble};
use crate::Error;
use crate::store::{Log, Run, json, newer, parse, sha256};
use crate::stream::{Form, TableWriter};
use antumbra_core::Table;
use antumbra_core::outside::Store;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The file that says what is run.
const ENSEMBLE: &str = "ensemble.json";

/// What one chunk leaves: its tables and its histograms.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Tables as (folder, Parquet bytes): `inputs`, `outcomes`, with kept years `yearly`.
    pub tables: Vec<(&'static str, Vec<u8>)>,
    /// The histograms, as their engine encodes them.
    pub tally: Vec<u8>,
}

/// The first line of a tally.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Header {
    /// SHA-256 of `ensemble.json`.
    ensemble: String,
    seed: u64,
    chunk: u64,
    /// SHA-256 of the chunk's tables, by name.
    tables: BTreeMap<String, String>,
    /// SHA-256 of the histograms.
    tally: String,
}

/// A tally's file.
struct Stored {
    header: Header,
    /// Where the histograms begin.
    histograms: usize,
    bytes: Vec<u8>,
}

/// A folder of chunks, open for writing or reading.
pub struct ChunkFolder<'a> {
    pub(super) store: &'a dyn Store,
    ensemble: Ensemble,
    identity: String,
    done: BTreeSet<u64>,
    /// SHA-256 of the chunks' files and of the tables written out of them, by name.
    pub(super) files: BTreeMap<String, String>,
}

impl std::fmt::Debug for ChunkFolder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChunkFolder")
            .field("place", &self.store.label())
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

/// One table as a Parquet file of one row group.
///
/// # Errors
/// When it cannot be encoded.
pub fn parquet(table: &Table) -> Result<Vec<u8>, Error> {
    let mut w = TableWriter::new(Vec::new(), Form::Parquet);
    w.chunk(table)?;
    w.finish()
}

pub(super) fn table_name(table: &str, index: u64) -> String {
    format!("{table}/{index:06}.parquet")
}

fn tally_name(index: u64) -> String {
    format!("tallies/{index:06}.tally")
}

impl<'a> ChunkFolder<'a> {
    /// Begins a run in an empty folder, or goes on with the same run in one that has chunks.
    ///
    /// # Errors
    /// When the folder holds another run (the message says what differs), files of something else, a
    /// damaged chunk, or cannot be read or written.
    pub fn begin(store: &'a dyn Store, ensemble: &Ensemble) -> Result<Self, Error> {
        let bytes = json(ensemble)?;
        let place = store.label();
        let names = list(store)?;
        if !names.contains(ENSEMBLE) {
            if let Some(n) = names.first() {
                return Err(Error::write(format!(
                    "{place} has files of something else (`{n}`): choose a new or empty folder"
                )));
            }
            store.commit(ENSEMBLE, &bytes).map_err(|e| {
                Error::write(format!("cannot write `{ENSEMBLE}` into {place}: {e}"))
            })?;
        }
        let there = ChunkFolder::open(store)?;
        if let Some(what) = there.ensemble.differs(ensemble) {
            return Err(Error::other_run(format!(
                "{place} holds another run ({what}): choose another folder, or ask the same \
                 question to go on with it"
            )));
        }
        Ok(there)
    }

    /// Opens a folder of chunks, complete or not.
    ///
    /// # Errors
    /// When it is none, was written by a newer program, cannot be read, or has a chunk that is
    /// damaged or of another run.
    pub fn open(store: &'a dyn Store) -> Result<Self, Error> {
        let place = store.label();
        let bytes = store.read(ENSEMBLE).map_err(|e| {
            if e.kind() == std::io::ErrorKind::NotFound {
                Error::incomplete(format!(
                    "{place} is no run of many futures: it has no {ENSEMBLE}"
                ))
            } else {
                Error::read(format!("cannot read {place}/{ENSEMBLE}: {e}"))
            }
        })?;
        let ensemble: Ensemble = parse(&place, ENSEMBLE, &bytes)?;
        if newer(&ensemble.schema, ENSEMBLE_SCHEMA) {
            return Err(Error::version(format!(
                "{place} was written by a newer antumbra ({}, schema {}); this is {}",
                ensemble.run.version,
                ensemble.schema,
                env!("CARGO_PKG_VERSION")
            )));
        }
        let mut folder = ChunkFolder {
            store,
            ensemble,
            identity: sha256(&bytes),
            done: BTreeSet::new(),
            files: BTreeMap::new(),
        };
        let names = list(store)?;
        for n in &names {
            let number = n.strip_prefix("tallies/").and_then(|n| n.strip_suffix(".tally"));
            let Some(index) = number.and_then(|n| n.parse::<u64>().ok()) else { continue };
            let Stored { header, bytes, .. } = folder.read_tally(index)?;
            if let Some(t) = header.tables.keys().find(|t| !names.contains(*t)) {
                return Err(Error::read(format!(
                    "{place}/{n} names `{t}`, which is not there: delete {n} to have the chunk run \
                     again"
                )));
            }
            folder.know(index, header.tables, sha256(&bytes));
        }
        Ok(folder)
    }

    /// A chunk is there, with these files.
    fn know(&mut self, index: u64, tables: BTreeMap<String, String>, tally: String) {
        self.done.insert(index);
        self.files.extend(tables);
        self.files.insert(tally_name(index), tally);
    }

    /// What is run.
    pub fn ensemble(&self) -> &Ensemble {
        &self.ensemble
    }

    /// SHA-256 of `ensemble.json`: the same for every shard of a run.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// The chunks that are there.
    pub fn done(&self) -> &BTreeSet<u64> {
        &self.done
    }

    /// The chunks of a range that are not there yet, rising.
    pub fn missing(&self, range: std::ops::Range<u64>) -> Vec<u64> {
        let end = range.end.min(self.ensemble.chunks());
        (range.start..end).filter(|i| !self.done.contains(i)).collect()
    }

    /// Writes a chunk: its tables, and last the tally, with which it is there.
    ///
    /// # Errors
    /// When the store refuses a file; then the chunk is not there.
    pub fn commit(&mut self, index: u64, piece: &Piece) -> Result<(), Error> {
        let mut tables = BTreeMap::new();
        for (table, bytes) in &piece.tables {
            let name = table_name(table, index);
            self.put(&name, bytes)?;
            tables.insert(name, sha256(bytes));
        }
        let header = Header {
            ensemble: self.identity.clone(),
            seed: self.ensemble.run.seed,
            chunk: index,
            tables: tables.clone(),
            tally: sha256(&piece.tally),
        };
        let mut bytes = serde_json::to_vec(&header)
            .map_err(|e| Error::write(format!("cannot write JSON: {e}")))?;
        bytes.push(b'\n');
        bytes.extend_from_slice(&piece.tally);
        self.put(&tally_name(index), &bytes)?;
        self.know(index, tables, sha256(&bytes));
        Ok(())
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.store.commit(name, bytes).map_err(|e| self.cannot_write(name, &e))
    }

    pub(super) fn cannot_write(&self, name: &str, e: &std::io::Error) -> Error {
        Error::write(format!("cannot write `{name}` into {}: {e}", self.store.label()))
    }

    pub(super) fn get(&self, name: &str) -> Result<Vec<u8>, Error> {
        self.store
            .read(name)
            .map_err(|e| Error::read(format!("cannot read {}/{name}: {e}", self.store.label())))
    }

    /// The histograms of a chunk, as they were given to [`ChunkFolder::commit`].
    ///
    /// # Errors
    /// When they cannot be read, are damaged, or are of another run.
    pub fn tally(&self, index: u64) -> Result<Vec<u8>, Error> {
        let mut stored = self.read_tally(index)?;
        stored.bytes.drain(..stored.histograms);
        Ok(stored.bytes)
    }

    fn read_tally(&self, index: u64) -> Result<Stored, Error> {
        let name = tally_name(index);
        let bytes = self.get(&name)?;
        let place = self.store.label();
        let damaged = || {
            Error::read(format!("{place}/{name} is damaged: delete it to have the chunk run again"))
        };
        let line = bytes.iter().position(|b| *b == b'\n').ok_or_else(damaged)?;
        let header: Header = serde_json::from_slice(&bytes[..line]).map_err(|_| damaged())?;
        if header.ensemble != self.identity
            || header.seed != self.ensemble.run.seed
            || header.chunk != index
            || index >= self.ensemble.chunks()
        {
            return Err(Error::other_run(format!(
                "{place}/{name} is of another run (chunk {} with seed {}): it does not belong here",
                header.chunk, header.seed
            )));
        }
        if sha256(&bytes[line + 1..]) != header.tally {
            return Err(damaged());
        }
        Ok(Stored { header, histograms: line + 1, bytes })
    }

    /// Takes over every chunk that `from` has and this folder lacks, its hashes checked; gives how
    /// many.
    ///
    /// # Errors
    /// When `from` is of another run or damaged, or a file cannot be read or written.
    pub fn gather(&mut self, from: &ChunkFolder<'_>) -> Result<u64, Error> {
        if from.identity != self.identity {
            let what = from.ensemble.differs(&self.ensemble);
            return Err(Error::other_run(format!(
                "{} and {} are of different runs ({})",
                from.store.label(),
                self.store.label(),
                what.as_deref().unwrap_or("ensemble.json differs")
            )));
        }
        let mut taken = 0;
        for &index in from.done.difference(&self.done.clone()) {
            let Stored { header, bytes: tally, .. } = from.read_tally(index)?;
            for (name, hash) in &header.tables {
                let bytes = from.get(name)?;
                if sha256(&bytes) != *hash {
                    return Err(Error::read(format!(
                        "{}/{name} is damaged: its bytes are not those that were written",
                        from.store.label()
                    )));
                }
                self.put(name, &bytes)?;
            }
            self.put(&tally_name(index), &tally)?;
            self.know(index, header.tables, sha256(&tally));
            taken += 1;
        }
        Ok(taken)
    }

    /// Ends a run whose chunks are all there: writes `files` (tables, findings, pages), the log and,
    /// last, `run.json` with the hash of every file.
    ///
    /// # Errors
    /// When chunks are missing (the message says how many and which first), or a file cannot be
    /// written.
    pub fn finish(&self, files: &[(&str, Vec<u8>)], log: &Log) -> Result<Run, Error> {
        let missing = self.missing(0..self.ensemble.chunks());
        if let Some(first) = missing.first() {
            return Err(Error::incomplete(format!(
                "{} of {} chunks are not there yet, the first of them chunk {first}: run what is \
                 missing, or merge the shards that have it",
                missing.len(),
                self.ensemble.chunks()
            )));
        }
        let mut run = self.ensemble.run.clone();
        run.files.insert(ENSEMBLE.to_owned(), self.identity.clone());
        run.files.extend(self.files.clone());
        for (name, bytes) in files {
            self.put(name, bytes)?;
            run.files.insert((*name).to_owned(), sha256(bytes));
        }
        self.put("log.json", &json(log)?)?;
        self.put("run.json", &json(&run)?)?;
        Ok(run)
    }
}

fn list(store: &dyn Store) -> Result<BTreeSet<String>, Error> {
    let names = store
        .list()
        .map_err(|e| Error::read(format!("cannot list the files of {}: {e}", store.label())))?;
    Ok(names.into_iter().collect())
}
