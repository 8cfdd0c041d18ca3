//! `antumbra cite`.

use crate::args::{Cite, Global, Question};
use crate::failure::Failure;
use crate::outside::{RunFolder, print};
use crate::question;
use antumbra_record::store;

/// Runs the command.
pub(crate) fn run(a: &Cite, _global: &Global) -> Result<(), Failure> {
    let findings = match &a.run {
        Some(dir) => store::open(&RunFolder(dir.clone()))?.1,
        None => {
            let defaults = Question {
                year: None,
                patron: None,
                seed: None,
                futures: None,
                set: Vec::new(),
                data: None,
            };
            question::findings("japan", &defaults)?
        }
    };
    let text = antumbra_report::cite::bibtex(&findings);
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}
