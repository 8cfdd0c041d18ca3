//! Reading a run folder that is older, unfinished or damaged: what is there is shown, and what is
//! not is named.

use crate::Error;
use crate::findings::{Findings, SCHEMA, schema};
use crate::nuclear::NuclearFindings;
use crate::store::{self, Run, sha256};
use antumbra_core::outside::Store;
use serde_json::{Map, Value};

/// The longest text of a findings file that is shown, in characters; longer ones are cut.
pub const LONGEST_TEXT: usize = 4000;

/// The longest name of a state or title of a question, in characters.
pub const LONGEST_NAME: usize = 200;

/// What a run folder holds, as far as it can be read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The manifest, where the run was finished.
    pub run: Option<Run>,
    /// The findings, without the parts that are missing.
    pub findings: Findings,
    /// What is not as a finished run of this version has it.
    pub gaps: Vec<Gap>,
}

/// One way in which a folder is less than a finished run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// There is no manifest: the run was stopped, or files were taken away.
    Unfinished,
    /// The findings are not the ones that the manifest names.
    Changed,
    /// A part of the findings is not there.
    Absent(String),
    /// A part of the findings cannot be read, and why.
    Unreadable(String, String),
    /// Texts were too long to show and were cut.
    Cut(usize),
}

/// Reads what there is.
///
/// # Errors
/// When there are no findings, when they are no findings of an assessment at all (the states, the
/// year or the reference are missing), or when a newer program wrote them.
pub fn read(store: &dyn Store) -> Result<Reading, Error> {
    let place = store.label();
    let bytes = store.read("findings.json").map_err(|e| {
        if e.kind() == std::io::ErrorKind::NotFound {
            Error::incomplete(format!("{place} is no run folder: it has no findings.json"))
        } else {
            Error::read(format!("cannot read {place}/findings.json: {e}"))
        }
    })?;
    let mut gaps = Vec::new();
    let run = match store::manifest(store) {
        Ok(run) => Some(run),
        Err(e) if e.is_incomplete() => {
            gaps.push(Gap::Unfinished);
            None
        }
        Err(e) => return Err(e),
    };
    if let Some(known) = run.as_ref().and_then(|r| r.files.get("findings.json"))
        && *known != sha256(&bytes)
    {
        gaps.push(Gap::Changed);
    }
    let unread = |e: &dyn std::fmt::Display| Error::read(format!("{place}/findings.json: {e}"));
    let mut value: Value = serde_json::from_slice(&bytes).map_err(|e| unread(&e))?;
    if value.get("schema").and_then(Value::as_str).is_some_and(|s| store::newer(s, SCHEMA)) {
        return Err(Error::version(format!(
            "{place}/findings.json was written by a newer antumbra; this program reads up to {SCHEMA}"
        )));
    }
    let cut = shorten(&mut value, "");
    if cut > 0 {
        gaps.push(Gap::Cut(cut));
    }
    let Value::Object(found) = value else { return Err(unread(&"not an object")) };
    let findings = assemble(found, &mut gaps).map_err(|e| unread(&e))?;
    Ok(Reading { run, findings, gaps })
}

/// The findings from what was found, each part that is missing or unreadable put empty.
fn assemble(mut found: Map<String, Value>, gaps: &mut Vec<Gap>) -> Result<Findings, String> {
    let empty = empties();
    for (key, nothing) in &empty {
        if !found.contains_key(key) {
            gaps.push(Gap::Absent(key.clone()));
            found.insert(key.clone(), nothing.clone());
        }
    }
    if let Ok(f) = serde_json::from_value(Value::Object(found.clone())) {
        return Ok(f);
    }
    // Some part does not parse: each is tried alone on findings that are otherwise empty.
    let base: Map<String, Value> = found
        .iter()
        .filter(|(k, _)| required(k))
        .map(|(k, v)| (k.clone(), empty.get(k).unwrap_or(v).clone()))
        .collect();
    serde_json::from_value::<Findings>(Value::Object(base.clone())).map_err(|e| e.to_string())?;
    for (key, value) in &mut found {
        let mut alone = base.clone();
        alone.insert(key.clone(), value.clone());
        if let Err(e) = serde_json::from_value::<Findings>(Value::Object(alone)) {
            gaps.push(Gap::Unreadable(key.clone(), e.to_string()));
            *value = empty.get(key).cloned().unwrap_or(Value::Null);
        }
    }
    serde_json::from_value(Value::Object(found)).map_err(|e| e.to_string())
}

fn required(key: &str) -> bool {
    schema()["required"].as_array().is_some_and(|all| all.iter().any(|k| k == key))
}

/// The parts of the findings that may be empty, with what stands for nothing.
fn empties() -> Map<String, Value> {
    let schema = schema();
    let mut out = Map::new();
    for (key, s) in schema["properties"].as_object().into_iter().flatten() {
        let nothing = match s["type"].as_str() {
            Some("array") => Value::Array(Vec::new()),
            Some("object") => Value::Object(Map::new()),
            _ if key == "fixtures" => Value::Object(Map::new()),
            _ if key == "nuclear_detail" => {
                serde_json::to_value(NuclearFindings::default()).unwrap_or_default()
            }
            _ => continue,
        };
        if schema["required"].as_array().is_some_and(|all| all.iter().any(|k| k == key)) {
            out.insert(key.clone(), nothing);
        }
    }
    out
}

/// Cuts texts that are too long to show; how many were.
fn shorten(value: &mut Value, key: &str) -> usize {
    match value {
        Value::String(s) => {
            let most = if matches!(key, "title" | "names" | "assessment") {
                LONGEST_NAME
            } else {
                LONGEST_TEXT
            };
            match s.char_indices().nth(most) {
                Some((at, _)) => {
                    s.truncate(at);
                    s.push('…');
                    1
                }
                None => 0,
            }
        }
        Value::Array(all) => all.iter_mut().map(|v| shorten(v, key)).sum(),
        Value::Object(all) => {
            all.iter_mut().map(|(k, v)| shorten(v, if key == "names" { key } else { k })).sum()
        }
        _ => 0,
    }
}
