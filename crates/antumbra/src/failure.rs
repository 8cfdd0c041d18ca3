//! Why a command stopped.

use antumbra_core::{Diagnostic, Diagnostics};
use std::collections::BTreeMap;

/// Why a command stopped, and with which exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) diagnostics: Diagnostics,
    /// Text of every file that a diagnostic may point into, by the name it has there.
    pub(crate) texts: BTreeMap<String, String>,
    /// 1 what was checked falls short, 2 could not run.
    pub(crate) code: u8,
}

impl Failure {
    /// Could not run, for a reason outside anything that a person wrote.
    pub(crate) fn run(message: impl Into<String>) -> Self {
        Diagnostic::error("AN0001", message).into()
    }

    /// With the text that the diagnostics point into.
    pub(crate) fn with_text(mut self, name: &str, text: &[u8]) -> Self {
        self.texts.insert(name.to_owned(), String::from_utf8_lossy(text).into_owned());
        self
    }

    /// With another exit code.
    pub(crate) fn code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Failure { diagnostics, texts: BTreeMap::new(), code: 2 }
    }
}

impl From<Diagnostic> for Failure {
    fn from(d: Diagnostic) -> Self {
        Diagnostics::from(d).into()
    }
}

impl From<antumbra_record::Error> for Failure {
    fn from(e: antumbra_record::Error) -> Self {
        Failure::run(e.to_string())
    }
}
