//! An account of the rows of public files that did not get in.

use std::collections::BTreeMap;

/// Rows dropped, by file and reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    counts: BTreeMap<(&'static str, &'static str), AuditRow>,
}

/// One reason for one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// The file, without its ending.
    pub file: &'static str,
    /// Why rows were dropped.
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
        let row = self.counts.entry((file, why)).or_insert_with(|| AuditRow {
            file,
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
