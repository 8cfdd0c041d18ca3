//! The run folder: the joint between engines and readers.
//!
//! `findings.json`, the tables and any pages come first; `run.json`, which names them with their
//! hashes, is written last, by rename. So a folder without `run.json` is a run that did not
//! finish. What differs between two runs of the same question (wall time, machine) goes to
//! `log.json`, outside every hash.

use crate::Error;
use crate::findings::{Findings, SCHEMA};
use antumbra_core::outside::Store;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The manifest of a finished run: the same bytes for the same question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// `antumbra.run/1`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// Id of the assessment.
    pub assessment: String,
    /// The arguments that reproduce it, without `--out` and without what changes no result.
    pub arguments: Vec<String>,
    /// The seed.
    pub seed: u64,
    /// SHA-256 of every input: the assessment's text, the data.
    pub inputs: BTreeMap<String, String>,
    /// SHA-256 of every file of the folder but this one and the log.
    pub files: BTreeMap<String, String>,
    /// Warnings, in words.
    pub warnings: Vec<String>,
    /// The assessment as run, `--set` applied.
    pub question: serde_json::Value,
}

/// The number of the manifest's schema.
pub const RUN_SCHEMA: &str = "antumbra.run/1";

/// What is not part of the result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Log {
    /// Seconds from start to the last file.
    pub seconds: f64,
    /// Date of the run.
    pub date: String,
    /// Threads used.
    pub jobs: usize,
}

/// Hex SHA-256 of bytes.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

pub(crate) fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    let mut v = serde_json::to_vec_pretty(value)
        .map_err(|e| Error::write(format!("cannot write JSON: {e}")))?;
    v.push(b'\n');
    Ok(v)
}

/// Writes a run folder: findings, tables, pages, log, and last the manifest.
///
/// # Errors
/// When the store refuses a file; then there is no `run.json`, and the folder is no run.
pub fn write(
    store: &dyn Store,
    findings: &Findings,
    pages: &[(&str, Vec<u8>)],
    mut run: Run,
    log: &Log,
) -> Result<(), Error> {
    let commit = |name: &str, bytes: &[u8]| {
        store
            .commit(name, bytes)
            .map_err(|e| Error::write(format!("cannot write `{name}` into {}: {e}", store.label())))
    };
    let mut put = |name: &str, bytes: &[u8]| {
        run.files.insert(name.to_owned(), sha256(bytes));
        commit(name, bytes)
    };
    put("findings.json", &json(findings)?)?;
    for (name, bytes) in crate::tables::all(findings)? {
        put(name, &bytes)?;
    }
    for (name, bytes) in pages {
        put(name, bytes)?;
    }
    commit("log.json", &json(log)?)?;
    commit("run.json", &json(&run)?)
}

/// Opens a run folder.
///
/// # Errors
/// When it is not a finished run, was written by a newer program, or does not parse.
pub fn open(store: &dyn Store) -> Result<(Run, Findings), Error> {
    let run = manifest(store)?;
    let place = store.label();
    let bytes = store
        .read("findings.json")
        .map_err(|e| Error::read(format!("cannot read {place}/findings.json: {e}")))?;
    let findings: Findings = parse(&place, "findings.json", &bytes)?;
    if newer(&findings.schema, SCHEMA) {
        return Err(Error::version(format!(
            "{place}/findings.json has schema {}; this program reads up to {SCHEMA}",
            findings.schema
        )));
    }
    Ok((run, findings))
}

/// The manifest of a finished run, whatever else its folder holds.
///
/// # Errors
/// As [`open`].
pub fn manifest(store: &dyn Store) -> Result<Run, Error> {
    let place = store.label();
    let manifest = store.read("run.json").map_err(|e| {
        if e.kind() == std::io::ErrorKind::NotFound {
            Error::incomplete(format!(
                "{place} is not a finished run: it has no run.json (the run was stopped, or this \
                 is another folder)"
            ))
        } else {
            Error::read(format!("cannot read {place}/run.json: {e}"))
        }
    })?;
    let run: Run = parse(&place, "run.json", &manifest)?;
    if newer(&run.schema, RUN_SCHEMA) {
        return Err(Error::version(format!(
            "{place} was written by a newer antumbra ({}, schema {}); this is {}",
            run.version,
            run.schema,
            env!("CARGO_PKG_VERSION")
        )));
    }
    Ok(run)
}

pub(crate) fn parse<T: serde::de::DeserializeOwned>(
    place: &str,
    name: &str,
    b: &[u8],
) -> Result<T, Error> {
    serde_json::from_slice(b).map_err(|e| Error::read(format!("{place}/{name}: {e}")))
}

/// Is `found` of a later number than `known` (both as `name/number`)?
pub(crate) fn newer(found: &str, known: &str) -> bool {
    let number = |s: &str| s.rsplit('/').next().and_then(|n| n.parse::<u32>().ok());
    match (number(found), number(known)) {
        (Some(f), Some(k)) => f > k,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_numbers_are_compared() {
        assert!(newer("antumbra.run/2", "antumbra.run/1"));
        assert!(!newer("antumbra.run/1", "antumbra.run/1"));
        assert!(newer("nonsense", "antumbra.run/1"));
    }

    #[test]
    fn sha256_of_a_known_text() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
