//! An account of the rows of public files that did not get in, or got in by a guess.

use std::collections::BTreeMap;

/// What became of rows that were not plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Left out.
    Dropped,
    /// Taken in under one of several readings.
    Guessed,
}

impl Fate {
    /// The word as written in files.
    pub fn word(self) -> &'static str {
        match self {
            Fate::Dropped => "left out",
            Fate::Guessed => "guessed",
        }
    }
}

/// Rows left out or guessed, by file and reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    counts: BTreeMap<(&'static str, Fate, &'static str), AuditRow>,
}

/// One reason for one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// The file, without its ending.
    pub file: &'static str,
    /// What became of them.
    pub fate: Fate,
    /// Why.
    pub why: &'static str,
    /// How many.
    pub rows: usize,
    /// The first few that were, for a look.
    pub examples: Vec<String>,
}

impl Audit {
    /// Counts one dropped row.
    pub(crate) fn drop(
        &mut self,
        file: &'static str,
        why: &'static str,
        example: impl Fn() -> String,
    ) {
        self.count(file, Fate::Dropped, why, example);
    }

    /// Counts one guessed row.
    pub(crate) fn guess(
        &mut self,
        file: &'static str,
        why: &'static str,
        example: impl Fn() -> String,
    ) {
        self.count(file, Fate::Guessed, why, example);
    }

    fn count(
        &mut self,
        file: &'static str,
        fate: Fate,
        why: &'static str,
        example: impl Fn() -> String,
    ) {
        let row = self.counts.entry((file, fate, why)).or_insert_with(|| AuditRow {
            file,
            fate,
            why,
            rows: 0,
            examples: Vec::new(),
        });
        row.rows += 1;
        if row.examples.len() < 5 {
            let text = example();
            if !row.examples.contains(&text) {
                row.examples.push(text);
            }
        }
    }

    /// All counts, by file and reason.
    pub fn rows(&self) -> impl Iterator<Item = &AuditRow> {
        self.counts.values()
    }
}
