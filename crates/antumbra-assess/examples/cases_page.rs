//! Prints `docs/cases.md`.

use antumbra_assess::cases::{shipped::catalogue, table::page};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cases = match catalogue() {
        Ok(c) => c,
        Err(d) => {
            eprintln!("{d}");
            return ExitCode::from(2);
        }
    };
    match page(&cases) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(d) => {
            eprintln!("{d}");
            ExitCode::from(2)
        }
    }
}
