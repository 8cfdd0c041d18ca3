//! What can be wrong with a request to the arithmetic.

use std::fmt;

/// Why a computation was refused. It says what was asked, why it cannot be done, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Domain,
}

impl Error {
    pub(crate) fn domain(message: impl Into<String>) -> Self {
        Error { kind: Kind::Domain, message: message.into() }
    }

    /// A parameter lies outside its domain (a negative standard deviation, an empty interval).
    pub fn is_domain(&self) -> bool {
        self.kind == Kind::Domain
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
