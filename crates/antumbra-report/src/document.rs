//! The answer as a document: sections of sentences, figures and tables, before any format.
//!
//! Sections are written once ([`crate::page`]) and shown by each format: [`crate::html`] and what
//! comes beside it. So every format has the same sentences, figures and tables, and each sentence
//! carries the id of the finding that it states.

use crate::context::Language;
use crate::definition::Definition;
use crate::figure::Figure;
use crate::sheets::Sheet;
use crate::whatif::Explorer;

/// A whole answer.
#[derive(Clone, Debug)]
pub struct Document {
    /// The language of its words.
    pub language: Language,
    /// Title: the question.
    pub title: String,
    /// What stands above the title: which forces, how many futures, which seed.
    pub kicker: String,
    /// The finding in one sentence.
    pub lead: Option<Line>,
    /// What is missing in the run folder, where something is.
    pub notices: Vec<String>,
    /// What stays in the language of the assessment, where something does.
    pub untold: Option<String>,
    /// How to read ranges and marks.
    pub rules: String,
    /// The sections in their order.
    pub sections: Vec<Section>,
    /// Paths of choices, id and name: a reader may follow one through all figures and tables.
    pub paths: Vec<(String, String)>,
    /// How each finding is made.
    pub definitions: Vec<Definition>,
    /// Ids of the sources that a cell may name.
    pub sources: Vec<String>,
    /// Source line: data, futures, seed, version.
    pub source: String,
    /// The program that wrote it.
    pub version: String,
}

/// A sentence with the id of the finding that it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Id of the finding; `antumbra explain` takes it.
    pub finding: String,
    /// The sentence.
    pub text: String,
}

/// One section under a heading that states a finding.
#[derive(Clone, Debug)]
pub struct Section {
    /// Anchor.
    pub id: &'static str,
    /// Short name in the list of contents.
    pub name: String,
    /// The heading.
    pub heading: Line,
    /// What follows, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Text(Line),
    /// A list of sentences.
    List(Vec<Line>),
    /// A heading inside a section, with its anchor.
    Heading {
        /// Anchor.
        id: String,
        /// The words, with the finding that they state.
        line: Line,
    },
    /// A figure with its caption and numbers.
    Figure(Box<Figure>),
    /// A table.
    Table(Table),
    /// Blocks that a reader opens when they are wanted.
    Fold {
        /// What is inside.
        summary: String,
        /// The blocks.
        blocks: Vec<Block>,
    },
    /// Four assumptions for a reader to move.
    WhatIf(Box<Explorer>),
    /// Sheets for a workshop, and the words of the button that prints them alone. Their tables
    /// repeat others and are not among [`Document::tables`].
    Sheets {
        /// The sheets.
        sheets: Vec<Sheet>,
        /// The button's words.
        print: String,
    },
    /// Commands, one per line.
    Code(String),
}

/// A table of words and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Anchor, and the name of its file.
    pub id: String,
    /// What it is a table of.
    pub caption: String,
    /// Heads of the columns.
    pub header: Vec<String>,
    /// Rows, each as long as the header. The first cell names the row.
    pub rows: Vec<Vec<String>>,
    /// The column by whose values a reader may filter the rows.
    pub filter: Option<usize>,
    /// What the anchor of a row begins with; its end is the first cell.
    pub anchor: Option<&'static str>,
}

impl Section {
    /// A section under its heading; `finding` is what the heading states.
    pub fn new(
        id: &'static str,
        name: impl Into<String>,
        finding: &str,
        heading: impl Into<String>,
    ) -> Self {
        Section { id, name: name.into(), heading: Line::new(finding, heading), blocks: Vec::new() }
    }

    /// Adds a paragraph. Its sentence gets a full stop where it has no end of its own.
    pub fn say(&mut self, finding: &str, text: impl Into<String>) {
        self.blocks.push(Block::Text(Line::new(finding, stopped(text.into()))));
    }

    /// Adds a list, if it has a line.
    pub fn list(&mut self, lines: Vec<Line>) {
        if !lines.is_empty() {
            let stopped = |l: Line| Line { text: stopped(l.text), ..l };
            self.blocks.push(Block::List(lines.into_iter().map(stopped).collect()));
        }
    }

    /// Adds a heading inside the section.
    pub fn heading(&mut self, id: &str, finding: &str, text: impl Into<String>) {
        self.blocks.push(Block::Heading { id: id.to_owned(), line: Line::new(finding, text) });
    }

    /// Adds a figure, if there is one.
    pub fn figure(&mut self, figure: Option<Figure>) {
        self.blocks.extend(figure.map(|f| Block::Figure(Box::new(f))));
    }

    /// Adds a table, if it has a row.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds a table that a reader opens, if it has a row.
    pub fn fold(&mut self, summary: impl Into<String>, table: Table) {
        if !table.rows.is_empty() {
            let blocks = vec![Block::Table(table)];
            self.blocks.push(Block::Fold { summary: summary.into(), blocks });
        }
    }

    /// Adds commands.
    pub fn code(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Code(text.into()));
    }
}

impl Line {
    /// A sentence of a finding.
    pub fn new(finding: &str, text: impl Into<String>) -> Self {
        Line { finding: finding.to_owned(), text: text.into() }
    }
}

impl Table {
    /// A table without rows yet.
    pub fn new(id: &str, caption: impl Into<String>, header: &[&str]) -> Self {
        Table {
            id: id.to_owned(),
            caption: caption.into(),
            header: header.iter().map(|h| (*h).to_owned()).collect(),
            rows: Vec::new(),
            filter: None,
            anchor: None,
        }
    }
}

impl Document {
    /// One of two wordings, by the language.
    pub(crate) fn say<'a>(&self, english: &'a str, japanese: &'a str) -> &'a str {
        match self.language {
            Language::English => english,
            Language::Japanese => japanese,
        }
    }

    /// The language of a text that is not in the document's: what an assessment file says in
    /// English stays in English.
    pub(crate) fn foreign(&self, text: &str) -> Option<&'static str> {
        let english = self.language == Language::Japanese
            && text.split_whitespace().filter(|w| w.len() > 1 && w.is_ascii()).count() > 1
            && !text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
        english.then_some(Language::English.code())
    }

    /// Every figure, in order.
    pub fn figures(&self) -> Vec<&Figure> {
        let mut out = Vec::new();
        self.walk(&mut |b| {
            if let Block::Figure(f) = b {
                out.push(f.as_ref());
            }
        });
        out
    }

    /// Every table that stands on its own, in order.
    pub fn tables(&self) -> Vec<&Table> {
        let mut out = Vec::new();
        self.walk(&mut |b| {
            if let Block::Table(t) = b {
                out.push(t);
            }
        });
        out
    }

    fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Block)) {
        fn down<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
            for b in blocks {
                visit(b);
                if let Block::Fold { blocks, .. } = b {
                    down(blocks, visit);
                }
            }
        }
        for s in &self.sections {
            down(&s.blocks, visit);
        }
    }
}

/// With a full stop, unless the text ends with a mark of its own.
fn stopped(text: String) -> String {
    match text.chars().last() {
        None | Some('.' | '?' | '!' | ':' | '。' | '†' | '」' | '\u{ff1f}') => text,
        // Text in Japanese ends with a Japanese full stop.
        Some(c) if ('\u{3040}'..='\u{9fff}').contains(&c) => text + "。",
        Some(_) => text + ".",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_once() {
        let t: Vec<String> =
            ["one", "two.", "三", "四。", "five%"].map(|x| stopped(x.to_owned())).into();
        assert_eq!(t, ["one.", "two.", "三。", "四。", "five%."]);
    }

    #[test]
    fn figures_and_tables_are_found_inside_folds() {
        let mut s = Section::new("a", "A", "a", "A heading");
        let mut t = Table::new("t", "", &["x"]);
        s.table(t.clone());
        assert!(s.blocks.is_empty(), "a table without rows is no table");
        t.rows.push(vec!["1".into()]);
        s.fold("open", t);
        let d = Document {
            language: Language::English,
            notices: Vec::new(),
            untold: None,
            definitions: Vec::new(),
            paths: Vec::new(),
            sources: Vec::new(),
            title: String::new(),
            kicker: String::new(),
            lead: None,
            rules: String::new(),
            sections: vec![s],
            source: String::new(),
            version: String::new(),
        };
        assert_eq!((d.tables().len(), d.figures().len()), (1, 0));
    }
}
