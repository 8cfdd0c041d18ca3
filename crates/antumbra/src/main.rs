//! The command line of Antumbra: parses arguments, reaches the outside, renders diagnostics.
//! It holds no logic of its own; what it runs is in the libraries.

mod analogues;
mod args;
mod assess;
mod bargain;
mod check;
mod cite;
mod complete;
mod data;
mod diff;
mod discover;
mod explain;
mod explore;
mod failure;
mod fit;
mod init;
mod measure;
mod merge;
mod outside;
mod panel;
mod question;
mod render;
mod report;
mod rerun;
mod validate;

use args::{Cli, Command};
use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(c) => c,
        Err(e) => {
            let code = if e.use_stderr() { 2 } else { 0 };
            // A closed pipe is no reason to complain while printing help.
            let _ = e.print();
            return ExitCode::from(code);
        }
    };
    if let Some(jobs) = cli.global.jobs
        && let Err(e) =
            rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global()
    {
        return render::failure(&Failure::run(format!("cannot start {jobs} threads: {e}")));
    }
    let done = match &cli.command {
        Command::Assess(a) => assess::run(a, &cli.global),
        Command::Explain(a) => explain::run(a, &cli.global),
        Command::Explore(a) => explore::run(a, &cli.global),
        Command::Check(a) => check::run(a, &cli.global),
        Command::Measure(a) => measure::run(a, &cli.global),
        Command::Panel(a) => panel::run(a, &cli.global),
        Command::Data(c) => data::run(c, &cli.global),
        Command::Bargain(a) => bargain::run(a),
        Command::Discover(a) => discover::run(a),
        Command::Sensitivity(a) => discover::sensitivity(a),
        Command::Fit(a) => fit::run(a, &cli.global),
        Command::Merge(a) => merge::run(a, &cli.global),
        Command::Rerun(a) => rerun::run(a, &cli.global),
        Command::Diff(a) => diff::run(a),
        Command::Validate(a) => match validate::run(a, &cli.global) {
            // Its findings have an exit code of their own.
            Ok(code) => return code,
            Err(f) => Err(f),
        },
        Command::Analogues(a) => analogues::run(a),
        Command::Init(a) => init::run(a),
        Command::Report(a) => report::run(a),
        Command::Cite(a) => cite::run(a, &cli.global),
        Command::Completions(a) => complete::completions(a),
        Command::Man(a) => complete::man(a),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(f) => render::failure(&f),
    }
}
