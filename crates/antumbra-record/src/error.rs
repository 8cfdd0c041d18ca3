//! The crate's error.

use std::fmt;

/// What went wrong with a run folder.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Write,
    Read,
    Incomplete,
    Version,
    OtherRun,
}

impl Error {
    /// A table of results that cannot be formed: of columns that do not fit together.
    pub fn table(message: impl Into<String>) -> Self {
        Error::write(message)
    }
    pub(crate) fn write(message: impl Into<String>) -> Self {
        Error { kind: Kind::Write, message: message.into() }
    }
    pub(crate) fn read(message: impl Into<String>) -> Self {
        Error { kind: Kind::Read, message: message.into() }
    }
    pub(crate) fn incomplete(message: impl Into<String>) -> Self {
        Error { kind: Kind::Incomplete, message: message.into() }
    }
    pub(crate) fn version(message: impl Into<String>) -> Self {
        Error { kind: Kind::Version, message: message.into() }
    }

    pub(crate) fn other_run(message: impl Into<String>) -> Self {
        Error { kind: Kind::OtherRun, message: message.into() }
    }

    /// The folder could not be written (a full disk, permissions).
    pub fn is_write(&self) -> bool {
        self.kind == Kind::Write
    }

    /// A file of the folder could not be read or does not parse.
    pub fn is_read(&self) -> bool {
        self.kind == Kind::Read
    }

    /// The folder is not a finished run.
    pub fn is_incomplete(&self) -> bool {
        self.kind == Kind::Incomplete
    }

    /// The folder was written by a newer program.
    pub fn is_version(&self) -> bool {
        self.kind == Kind::Version
    }

    /// The folder, or a chunk in it, belongs to another run.
    pub fn is_other_run(&self) -> bool {
        self.kind == Kind::OtherRun
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
