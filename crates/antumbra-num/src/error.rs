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
    Shape,
    NotFinite,
    Singular,
}

impl Error {
    pub(crate) fn domain(message: impl Into<String>) -> Self {
        Error { kind: Kind::Domain, message: message.into() }
    }

    pub(crate) fn shape(message: impl Into<String>) -> Self {
        Error { kind: Kind::Shape, message: message.into() }
    }

    pub(crate) fn not_finite(message: impl Into<String>) -> Self {
        Error { kind: Kind::NotFinite, message: message.into() }
    }

    pub(crate) fn singular(message: impl Into<String>) -> Self {
        Error { kind: Kind::Singular, message: message.into() }
    }

    /// A parameter lies outside its domain (a negative standard deviation, an empty interval).
    pub fn is_domain(&self) -> bool {
        self.kind == Kind::Domain
    }

    /// Lengths or dimensions do not agree, or nothing was given.
    pub fn is_shape(&self) -> bool {
        self.kind == Kind::Shape
    }

    /// A value is NaN or infinite where only a finite one has a meaning.
    pub fn is_not_finite(&self) -> bool {
        self.kind == Kind::NotFinite
    }

    /// A matrix is singular, or not positive definite where it has to be.
    pub fn is_singular(&self) -> bool {
        self.kind == Kind::Singular
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
