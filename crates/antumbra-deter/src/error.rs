//! The one error of this crate.

use std::fmt;

/// Why an estimation, a score or a table of estimates was refused: what, where, why, what to do.
///
/// Opaque: ask with the predicates, show with `Display`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Setting,
    Rows,
    Numeric,
    Malformed,
    NotThere,
    World,
}

impl Error {
    pub(crate) fn setting(message: impl Into<String>) -> Self {
        Error { kind: Kind::Setting, message: message.into() }
    }

    pub(crate) fn rows(message: impl Into<String>) -> Self {
        Error { kind: Kind::Rows, message: message.into() }
    }

    pub(crate) fn malformed(message: impl Into<String>) -> Self {
        Error { kind: Kind::Malformed, message: message.into() }
    }

    pub(crate) fn not_there(message: impl Into<String>) -> Self {
        Error { kind: Kind::NotThere, message: message.into() }
    }

    /// A setting lies outside its domain, or outside what the estimates cover.
    pub fn is_setting(&self) -> bool {
        self.kind == Kind::Setting
    }

    /// There are no rows, or too few, for what was asked.
    pub fn is_rows(&self) -> bool {
        self.kind == Kind::Rows
    }

    /// The arithmetic has no answer (no events, a singular matrix, a value that is not finite).
    pub fn is_numeric(&self) -> bool {
        self.kind == Kind::Numeric
    }

    /// A table of estimates cannot be understood.
    pub fn is_malformed(&self) -> bool {
        self.kind == Kind::Malformed
    }

    /// The estimates have nothing on this dyad, year or severity.
    pub fn is_not_there(&self) -> bool {
        self.kind == Kind::NotThere
    }

    /// A public file is missing or cannot be understood.
    pub fn is_world(&self) -> bool {
        self.kind == Kind::World
    }
}

impl From<antumbra_num::Error> for Error {
    fn from(e: antumbra_num::Error) -> Self {
        Error { kind: Kind::Numeric, message: e.to_string() }
    }
}

impl From<antumbra_world::Error> for Error {
    fn from(e: antumbra_world::Error) -> Self {
        Error { kind: Kind::World, message: e.to_string() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
