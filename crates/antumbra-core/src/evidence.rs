//! Where a figure comes from: tags and sources.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What kind of evidence a figure is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// Read from a data set that records it.
    Measured,
    /// Computed by us from measured figures, by a stated rule.
    Computed,
    /// Read in a publication.
    Published,
    /// An analyst's judgement, or a figure from memory. Shown with a dagger.
    Judgement,
}

impl Tag {
    /// The word as written in files.
    pub fn word(self) -> &'static str {
        match self {
            Tag::Measured => "measured",
            Tag::Computed => "computed",
            Tag::Published => "published",
            Tag::Judgement => "judgement",
        }
    }

    /// Reads the word as written in files.
    pub fn parse(word: &str) -> Option<Self> {
        [Tag::Measured, Tag::Computed, Tag::Published, Tag::Judgement]
            .into_iter()
            .find(|t| t.word() == word)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The key of a row of `sources.toml`.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct SourceId(pub String);

impl SourceId {
    /// A source id from its text.
    pub fn new(id: impl Into<String>) -> Self {
        SourceId(id.into())
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One row of `sources.toml`: enough for a reader to find the page and for a paper to cite it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Authors or publisher, as cited.
    pub author: String,
    /// Year of publication, or of the version read.
    pub year: String,
    /// Title.
    pub title: String,
    /// Journal, publisher, data set version or page where it was read.
    #[serde(rename = "where")]
    pub place: String,
    /// How it was read: `data` (the data set itself), `page` (read in the page named), `abstract`,
    /// `second-hand` (read as reported by the page named), `memory` (not re-read).
    pub read: String,
    /// Address or DOI, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Terms under which figures from it are shown here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// All sources that figures may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRegister {
    rows: BTreeMap<SourceId, Source>,
}

impl SourceRegister {
    /// A register from its rows.
    pub fn new(rows: impl IntoIterator<Item = (SourceId, Source)>) -> Self {
        SourceRegister { rows: rows.into_iter().collect() }
    }

    /// The source with this id.
    pub fn get(&self, id: &SourceId) -> Option<&Source> {
        self.rows.get(id)
    }

    /// Adds rows; a later row of the same id wins.
    pub fn extend(&mut self, rows: impl IntoIterator<Item = (SourceId, Source)>) {
        self.rows.extend(rows);
    }

    /// All rows in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&SourceId, &Source)> {
        self.rows.iter()
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rows.keys().map(|k| k.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_round_trip() {
        for t in [Tag::Measured, Tag::Computed, Tag::Published, Tag::Judgement] {
            assert_eq!(Tag::parse(t.word()), Some(t));
        }
        assert_eq!(Tag::parse("guess"), None);
    }
}
