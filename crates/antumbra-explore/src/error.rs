//! The error of this crate: what, where, why, what to do.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    Table,
    Setting,
    Design,
    Spec,
    Model,
}

/// Why an analysis could not run. Ask its predicates, not its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    help: Option<String>,
}

impl Error {
    pub(crate) fn table(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Table, message: message.into(), help: None }
    }

    pub(crate) fn setting(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Setting, message: message.into(), help: None }
    }

    pub(crate) fn design(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Design, message: message.into(), help: None }
    }

    pub(crate) fn spec(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Spec, message: message.into(), help: None }
    }

    /// A model could not be evaluated: what an evaluator of the caller answers with.
    pub fn model(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Model, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The data cannot be analysed: missing, infinite, empty, of one class, of the wrong kind.
    pub fn is_table(&self) -> bool {
        self.kind == ErrorKind::Table
    }

    /// A setting of the analysis is out of its range.
    pub fn is_setting(&self) -> bool {
        self.kind == ErrorKind::Setting
    }

    /// The analysis needs another design than the one that made the data.
    pub fn is_design(&self) -> bool {
        self.kind == ErrorKind::Design
    }

    /// A model's description of itself does not hold together, or stored results are not of it.
    pub fn is_spec(&self) -> bool {
        self.kind == ErrorKind::Spec
    }

    /// The model that was to be evaluated gave no answer.
    pub fn is_model(&self) -> bool {
        self.kind == ErrorKind::Model
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |h| write!(f, "; {h}"))
    }
}

impl std::error::Error for Error {}

impl From<antumbra_core::table::TableError> for Error {
    fn from(e: antumbra_core::table::TableError) -> Self {
        Error::table(e.to_string())
    }
}
