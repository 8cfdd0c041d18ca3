//! The one error type of the crate.

use std::fmt;

/// What went wrong, where, and what to do.
///
/// Opaque: ask it with its predicates. Faults in something that a person wrote in a file are
/// [`antumbra_core::Diagnostics`] instead, which point into the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    message: String,
    help: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Actors,
    Rule,
    Range,
    Gates,
    Poll,
    Deal,
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), help: None }
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The actors cannot be used together.
    pub fn is_actors(&self) -> bool {
        self.kind == Kind::Actors
    }

    /// A rule has no such name or value, or does not suit the actors.
    pub fn is_rule(&self) -> bool {
        self.kind == Kind::Rule
    }

    /// A lo, mid, hi range is out of order or out of bounds.
    pub fn is_range(&self) -> bool {
        self.kind == Kind::Range
    }

    /// The gates are not a directed acyclic set.
    pub fn is_gates(&self) -> bool {
        self.kind == Kind::Gates
    }

    /// A poll cannot be right.
    pub fn is_poll(&self) -> bool {
        self.kind == Kind::Poll
    }

    /// A deal's terms or sides cannot be used together.
    pub fn is_deal(&self) -> bool {
        self.kind == Kind::Deal
    }

    /// What to do about it, when there is something to say.
    pub fn hint(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// What is wrong, without the hint.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(h) = &self.help {
            write!(f, "; {h}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
