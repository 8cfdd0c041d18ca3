//! Completions and man pages, both from the arguments' own definition.

use crate::args::{Cli, Completions, Man};
use crate::failure::Failure;
use crate::outside::print;
use clap::CommandFactory;

/// `antumbra completions`.
pub(crate) fn completions(a: &Completions) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(a.shell, &mut Cli::command(), "antumbra", &mut bytes);
    print(&String::from_utf8_lossy(&bytes))
        .map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}

/// `antumbra man`.
pub(crate) fn man(a: &Man) -> Result<(), Failure> {
    std::fs::create_dir_all(&a.out)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), &a.out))
        .map_err(|e| {
            Failure::run(format!("cannot write man pages into `{}`: {e}", a.out.display()))
        })
}
