//! `antumbra explain`.

use crate::args::{Explain, Global};
use crate::failure::Failure;
use crate::outside::{RunFolder, print};
use crate::question;
use antumbra_core::Diagnostic;
use antumbra_record::store;

/// Runs the command.
pub(crate) fn run(a: &Explain, _global: &Global) -> Result<(), Failure> {
    let findings = match &a.run {
        Some(dir) => store::open(&RunFolder(dir.clone()))?.1,
        None => question::findings(a.assessment.as_deref().unwrap_or("japan"), &a.question)?,
    };
    let text = antumbra_report::explain::explain(&findings, &a.finding)
        .map_err(|m| Failure::from(Diagnostic::error("AN0160", m)))?;
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}
