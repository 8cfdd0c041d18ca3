//! The one error of this crate.

use std::fmt;

/// What went wrong with a table or a public file: what, where, why, what to do.
///
/// Opaque: ask with the predicates, show with `Display`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    file: String,
    line: Option<u64>,
    column: Option<String>,
    reason: String,
    help: Option<String>,
}

/// The classes of [`Error`] that its predicates tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The file is not there.
    NoFile,
    /// The file cannot be read.
    Io,
    /// Compressed data end early or are damaged.
    BadGzip,
    /// The file is larger than any true one, or expands beyond all measure.
    TooLarge,
    /// A column is not there.
    NoColumn,
    /// A cell, a row or the layout cannot be understood.
    Malformed,
    /// A row names something that no other table has (a source, a treaty, a state).
    Unresolved,
    /// Rows contradict each other.
    Inconsistent,
}

impl Error {
    pub(crate) fn new(kind: Kind, file: impl Into<String>, reason: impl Into<String>) -> Self {
        Error {
            kind,
            file: file.into(),
            line: None,
            column: None,
            reason: reason.into(),
            help: None,
        }
    }

    #[must_use]
    pub(crate) fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    #[must_use]
    pub(crate) fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The file or table.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line of the file, counted from 1 with its header, where there is one.
    pub fn at_line(&self) -> Option<u64> {
        self.line
    }

    /// The column by name, where there is one.
    pub fn at_column(&self) -> Option<&str> {
        self.column.as_deref()
    }

    /// A file is not there.
    pub fn is_missing_file(&self) -> bool {
        self.kind == Kind::NoFile
    }

    /// A file is there and cannot be read (a directory, no permission, a failing disk).
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }

    /// Compressed data end early or are damaged.
    pub fn is_damaged(&self) -> bool {
        self.kind == Kind::BadGzip
    }

    /// A file expands beyond the bound.
    pub fn is_too_large(&self) -> bool {
        self.kind == Kind::TooLarge
    }

    /// A column is missing or renamed.
    pub fn is_missing_column(&self) -> bool {
        self.kind == Kind::NoColumn
    }

    /// A cell, a row or the layout cannot be understood.
    pub fn is_malformed(&self) -> bool {
        self.kind == Kind::Malformed
    }

    /// A row names a source, a treaty or a state that no table has.
    pub fn is_unresolved(&self) -> bool {
        self.kind == Kind::Unresolved
    }

    /// Rows contradict each other.
    pub fn is_inconsistent(&self) -> bool {
        self.kind == Kind::Inconsistent
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(l) = self.line {
            write!(f, ", line {l}")?;
        }
        if let Some(c) = &self.column {
            write!(f, ", column `{c}`")?;
        }
        write!(f, ": {}", self.reason)?;
        if let Some(h) = &self.help {
            write!(f, "; {h}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
