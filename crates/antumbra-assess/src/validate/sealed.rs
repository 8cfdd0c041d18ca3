//! The sealed tests: scored once, logged, shown as logged.

use super::skill::{scored, word};
use super::{LAST_TRAINING_YEAR, failed};
use antumbra_core::outside::Source;
use antumbra_core::{Diagnostic, Diagnostics, Year};
use antumbra_deter::evidence::sealed::{Sealed, later_conflicts, other_coding};
use antumbra_deter::evidence::{Challenges, Contest, Field};
use antumbra_record::validate::SealedEntry;
use antumbra_world::World;
use antumbra_world::panel::{FIRST, Inputs, LAST_OUTCOME, Pairs};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;

/// The log that the program carries.
const LOG: &str = include_str!("../../../../validation/sealed.json");

/// The last year of the other coding.
const OTHER_TO: Year = Year(2010);

/// Tests with the file that each is scored on.
const TESTS: [(&str, &str); 2] =
    [("other_coding", "gml_mid_2.2.1_directed_dyad_year"), ("later_conflicts", "ucdp_acd_to2024")];

/// The logged entries that the program carries, in the order of scoring.
///
/// # Errors
/// When the log cannot be read.
pub fn log() -> Result<Vec<SealedEntry>, Diagnostics> {
    parse(LOG)
}

/// Reads a log.
///
/// # Errors
/// When it is none.
pub fn parse(text: &str) -> Result<Vec<SealedEntry>, Diagnostics> {
    serde_json::from_str(text).map_err(|e| {
        Diagnostic::error("AN0203", format!("the log of sealed tests cannot be read: {e}"))
            .help("it is a JSON list that `antumbra validate --sealed` writes")
            .into()
    })
}

/// Who scores, when.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The day.
    pub date: String,
    /// The commit of the source that the program was built from.
    pub commit: String,
    /// Score although the log has it: the entry says that it is a repeat.
    pub again: bool,
}

/// Refuses what was scored already, unless a repeat is asked for. `known` are the entries of every
/// log at hand.
///
/// # Errors
/// `AN0204` when a test was scored.
pub fn allowed(known: &[SealedEntry], again: bool) -> Result<(), Diagnostics> {
    match known.last() {
        Some(e) if !again => Err(Diagnostic::error(
            "AN0204",
            format!(
                "the sealed tests were scored on {} at commit {}: a second look is no sealed test",
                e.date, e.commit
            ),
        )
        .help("--again scores them once more and logs the entries as repeats")
        .into()),
        _ => Ok(()),
    }
}

/// Scores both tests.
///
/// # Errors
/// When a test was scored before and no repeat is asked for, a file is missing, a fit fails.
pub fn run(
    folder: &dyn Source,
    world: &World,
    known: &[SealedEntry],
    occasion: &Occasion,
    mut step: impl FnMut(),
) -> Result<Vec<SealedEntry>, Diagnostics> {
    allowed(known, occasion.again)?;
    let inputs = Inputs::read(folder).map_err(|e| {
        Diagnostics::from(Diagnostic::error("AN0141", format!("`{}`: {e}", folder.label())))
    })?;
    let data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).map_err(failed)?;
    let contest = Contest::REFERENCE;
    let strengths = inputs.strengths(data.sample(), contest.lambda, contest.w);
    let field = Field { inputs: &inputs, data: &data, strengths: &strengths, contest };
    step();
    let first = other_coding(folder, &field, LAST_TRAINING_YEAR, OTHER_TO).map_err(failed)?;
    step();
    let second =
        later_conflicts(folder, &inputs, world.states(), &data, contest).map_err(failed)?;
    step();
    TESTS
        .iter()
        .zip([("any", first), ("conflict", second)])
        .map(|((test, stem), (severity, sealed))| {
            entry(folder, test, stem, severity, &sealed, known, occasion)
        })
        .collect()
}

fn entry(
    folder: &dyn Source,
    test: &str,
    stem: &str,
    severity: &str,
    sealed: &Sealed,
    known: &[SealedEntry],
    occasion: &Occasion,
) -> Result<SealedEntry, Diagnostics> {
    let models = sealed
        .scores
        .iter()
        .map(|s| scored(test, severity, s.contender.map_or("remedied", word), &s.score));
    Ok(SealedEntry {
        test: test.into(),
        date: occasion.date.clone(),
        commit: occasion.commit.clone(),
        version: env!("CARGO_PKG_VERSION").into(),
        repeat: known.iter().any(|e| e.test == test),
        data: hash(folder, stem)?,
        outside: sealed.outside,
        models: models.collect(),
    })
}

/// The hash of the file of this name, packed or not.
fn hash(folder: &dyn Source, stem: &str) -> Result<BTreeMap<String, String>, Diagnostics> {
    let cannot = |e: std::io::Error| {
        Diagnostics::from(Diagnostic::error("AN0141", format!("`{}`: {e}", folder.label())))
    };
    let mut out = BTreeMap::new();
    for name in folder.list().map_err(cannot)? {
        if name.strip_prefix(stem).is_some_and(|rest| rest == ".csv" || rest == ".csv.gz") {
            let mut bytes = Vec::new();
            folder.open(&name).and_then(|mut f| f.read_to_end(&mut bytes)).map_err(cannot)?;
            let hex: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
            out.insert(name, hex);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_scored_is_not_scored_again() {
        let entry = SealedEntry {
            test: "other_coding".into(),
            date: "2026-01-02".into(),
            commit: "abc".into(),
            version: "0".into(),
            repeat: false,
            data: BTreeMap::new(),
            outside: 0,
            models: Vec::new(),
        };
        assert!(allowed(&[], false).is_ok());
        let known = [entry];
        let refused = allowed(&known, false).unwrap_err().to_string();
        assert!(refused.contains("2026-01-02") && refused.contains("abc"), "{refused}");
        assert!(allowed(&known, true).is_ok());
        let text = serde_json::to_string(&known).unwrap();
        assert_eq!(parse(&text).unwrap(), known);
        assert!(parse("{").is_err());
    }
}
