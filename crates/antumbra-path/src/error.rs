//! The one error of this crate.

use std::fmt;

/// Why a setup, a path or a chunk was refused: what, where, why, what to do.
///
/// Opaque: ask with the predicates, show with `Display`, point with [`Error::at`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    at: String,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Setup,
    Path,
    Unknown,
    Columns,
    Evidence,
}

impl Error {
    pub(crate) fn setup(at: impl Into<String>, message: impl Into<String>) -> Self {
        Error { kind: Kind::Setup, at: at.into(), message: message.into() }
    }

    pub(crate) fn path(at: impl Into<String>, message: impl Into<String>) -> Self {
        Error { kind: Kind::Path, at: at.into(), message: message.into() }
    }

    pub(crate) fn unknown(at: impl Into<String>, message: impl Into<String>) -> Self {
        Error { kind: Kind::Unknown, at: at.into(), message: message.into() }
    }

    pub(crate) fn columns(message: impl Into<String>) -> Self {
        Error { kind: Kind::Columns, at: "inputs".into(), message: message.into() }
    }

    pub(crate) fn evidence(at: impl Into<String>, message: impl Into<String>) -> Self {
        Error { kind: Kind::Evidence, at: at.into(), message: message.into() }
    }

    /// Where, as a dotted place such as `paths[2].levers[0].over_years` or
    /// `politics.switching[1]`.
    pub fn at(&self) -> &str {
        &self.at
    }

    /// A constant of the run lies outside its domain.
    pub fn is_setup(&self) -> bool {
        self.kind == Kind::Setup
    }

    /// A path cannot be walked as it is written.
    pub fn is_path(&self) -> bool {
        self.kind == Kind::Path
    }

    /// A name (of a partner, contingency, nuclear stage, outcome) is not there.
    pub fn is_unknown(&self) -> bool {
        self.kind == Kind::Unknown
    }

    /// The columns of inputs or outcomes do not fit the simulator.
    pub fn is_columns(&self) -> bool {
        self.kind == Kind::Columns
    }

    /// The estimates do not cover what was asked.
    pub fn is_evidence(&self) -> bool {
        self.kind == Kind::Evidence
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.message)
    }
}

impl std::error::Error for Error {}
