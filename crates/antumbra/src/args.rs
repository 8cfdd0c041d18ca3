//! Arguments. Help, completions and man pages come from here.

mod evidence;
mod runs;
mod tables;

pub(crate) use evidence::*;
pub(crate) use runs::*;
pub(crate) use tables::*;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Who would defend a state, what replaces its protector, and at what cost.
#[derive(Parser, Debug)]
#[command(name = "antumbra", version, about, long_about = None, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) global: Global,
}

const EXAMPLES: &str = "\
Examples:
  antumbra assess japan                                   the shipped question, an answer in seconds
  antumbra assess japan --set reliability=0.2 --set psi=1 what if
  antumbra assess KOR --patron USA                        any state and protector
  antumbra explain keep                                   how a figure is made, and from what";

#[derive(Args, Debug)]
pub(crate) struct Global {
    /// Threads to use; results do not depend on it
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Print nothing but results
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Answer a question: who would defend, what replacing the protector costs, who covers
    #[command(after_help = "\
Examples:
  antumbra assess japan
  antumbra assess japan --year 2018 --set measure=nmc --set basing=none
  antumbra assess my-assessment.toml --out my-run
  antumbra assess POL --patron USA --json > findings.json")]
    Assess(Assess),
    /// Take a finding or an input apart: formula, inputs, sources, assumptions
    #[command(after_help = "\
Examples:
  antumbra explain keep
  antumbra explain reliability
  antumbra explain nuclear --run runs/japan-001")]
    Explain(Explain),
    /// Run many futures of every path in both worlds into a run folder, every outcome kept
    #[command(after_help = "\
Examples:
  antumbra explore japan --futures 20000 --out runs/japan-all
  antumbra explore japan --futures 1000000 --jobs 2 --out big --resume
  antumbra explore japan --futures 80000 --shard 1/4 --out shard-1
  antumbra discover runs/japan-all --path own_force --world goes --x reliability_acted,decisiveness --y within.psi50
A run that is stopped (Ctrl-C, kill, power) leaves its finished chunks; --resume goes on with them.")]
    Explore(Explore),
    /// Check an assessment file without running it
    #[command(after_help = "\
Examples:
  antumbra check my-assessment.toml
  antumbra check --keys japan
  antumbra check --schema > assessment.schema.json")]
    Check(Check),
    /// Write a commented start of an assessment
    #[command(after_help = "\
Examples:
  antumbra init KOR > korea.toml
  antumbra init VNM --patron CHN --out vietnam.toml")]
    Init(Init),
    /// Capability and dependence of any states in any years, all measures side by side
    #[command(after_help = "\
Examples:
  antumbra measure JPN KOR TWN
  antumbra measure --rank dependence --top 20
  antumbra measure JPN --challenger CHN --from 1952 --to 2018 --data DIR --out japan.csv")]
    Measure(Measure),
    /// Build a panel of state-years or directed dyad-years from the public files
    #[command(after_help = "\
Examples:
  antumbra panel --data DIR --unit dyad-year --from 1816 --to 2014 --with nmc,atop,mid,distance --out panel.parquet
  antumbra panel --data DIR --unit dyad-year --pairs prd --from 1990 --to 2014 --with mid > prd.csv
  antumbra panel --data DIR --unit state-year --with nmc --out states.csv")]
    Panel(Panel),
    /// The public data files: what they are, whether a folder has them, import
    #[command(
        subcommand,
        after_help = "\
Examples:
  antumbra data list
  antumbra data verify DIR
  antumbra data import DIR --out imported
  antumbra assess japan --data imported"
    )]
    Data(DataCommand),
    /// Run the spatial model of politics on an assessment or a table of actors, its baseline beside
    #[command(after_help = "\
Examples:
  antumbra bargain japan
  antumbra bargain japan --draws 1000 --rule votes=Cubic --json
  antumbra bargain --backcast
  antumbra bargain actors.csv
  antumbra bargain actors.csv --rule votes=Cubic --rule victory=Linear --json
  antumbra bargain --rules
The table: actor, description, capability, then a position (0-100) and a salience per dimension.")]
    Bargain(Bargain),
    /// Find the boxes of conditions under which an outcome happens (PRIM), in any table
    #[command(after_help = "\
Examples:
  antumbra discover runs.csv --x a,b,\"rate, per year\" --y success
  antumbra discover runs.parquet --x a,b --y loss --seek low --where 'path == \"alone\"' --json")]
    Discover(Discover),
    /// Which inputs an outcome depends on, in any table
    #[command(after_help = "\
Examples:
  antumbra sensitivity runs.csv --x a,b,c --y loss --method delta
  antumbra sensitivity saltelli.csv --x x1,x2,x3 --y y --method sobol --json
sobol and morris need the table to be a design, its rows in that design's order; pawn, delta and ks take any.")]
    Sensitivity(Sensitivity),
    /// Fit who challenges whom on two centuries of disputes, its baselines beside
    #[command(after_help = "\
Examples:
  antumbra fit --data DIR
  antumbra fit --data DIR --severity force --rho 0.25 --json
  antumbra fit --data DIR --sample all --from 1817 --to 1990
  antumbra fit --data DIR --write estimates")]
    Fit(Fit),
    /// Gather the shards of a run of many futures into one run folder
    #[command(after_help = "\
Examples:
  antumbra merge shard-1 shard-2 shard-3 --out whole
  antumbra merge shard-* --out whole --json
Every chunk is checked; a folder of another question or seed is refused.")]
    Merge(Merge),
    /// Run a run folder again from its own record and compare every byte
    #[command(after_help = "\
Examples:
  antumbra rerun runs/japan-001
  antumbra rerun runs/japan-001 --json
The exit code is 1 when anything differs. Run it where the run was made: it names files as it was given them.")]
    Rerun(Rerun),
    /// What differs between two runs and why, in one sentence
    #[command(after_help = "\
Examples:
  antumbra diff runs/japan-001 runs/japan-002
  antumbra diff runs/japan-001 runs/japan-002 --json")]
    Diff(Diff),
    /// Show a finished run again: page, Markdown, screen, figures, tables
    #[command(after_help = "\
Examples:
  antumbra report runs/japan-001 --lang ja --out japan-ja.html
  antumbra report runs/japan-001 --format md --out japan.md
  antumbra report runs/japan-001 --figures figures --tables latex
  antumbra report runs/japan-001 --format terminal")]
    Report(Report),
    /// Hold what the evidence claims against the record, failures included
    #[command(after_help = "\
Examples:
  antumbra validate --data DIR
  antumbra validate --data DIR --json > scorecard.json
  antumbra validate --data DIR --sealed --commit HASH --log validation/sealed.json
The exit code is 1 when a claim fails. The sealed tests are meant to be scored once: the command
refuses what its log, or the log that the program carries, has already.")]
    Validate(Validate),
    /// Find past cases like a state's, those that argue against the forecast first
    #[command(after_help = "\
Examples:
  antumbra analogues JPN
  antumbra analogues KOR --weights at_war=3 --attribute residual_tie=none
  antumbra analogues TWN --forecast not-nuclear --json
Attributes and weights: maritime, economy, nuclear_rival, residual_tie, contiguous_enemy, at_war, latent.")]
    Analogues(AnaloguesArgs),
    /// Print BibTeX for the program and every source that a run used
    #[command(after_help = "\
Examples:
  antumbra cite runs/japan-001
  antumbra cite")]
    Cite(Cite),
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  antumbra completions bash > ~/.local/share/bash-completion/completions/antumbra"
    )]
    Completions(Completions),
    /// Write the man pages into a folder
    #[command(after_help = "Example:\n  antumbra man --out man/")]
    Man(Man),
}

/// Where the question and the world come from.
#[derive(Args, Debug)]
pub(crate) struct Question {
    /// Year of the forces; each series gives its newest figure up to it
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true)]
    pub(crate) year: Option<String>,
    /// The protecting state
    #[arg(long, value_name = "ISO3")]
    pub(crate) patron: Option<String>,
    /// Seed of every draw: same seed, same bytes
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) seed: Option<String>,
    /// Draws inside each setting
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) futures: Option<String>,
    /// Change any key of the assessment, as reliability=0.2; repeatable
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
    /// A folder of public data files, or of imported ones, in place of the embedded world
    /// [also: ANTUMBRA_DATA]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

/// A language of answers.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lang {
    /// English
    #[default]
    En,
    /// Japanese
    Ja,
}

/// How a run is shown.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The page: one HTML file
    Html,
    /// Markdown
    Md,
    /// The first screen
    Terminal,
    /// The findings
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A finding (parts, keep, doubt, standard, contest, measures, nuclear …) or an input's id
    pub(crate) finding: String,
    /// A run folder [default: the assessment, computed afresh]
    #[arg(long, value_name = "DIR", conflicts_with_all = ["year", "patron", "seed", "futures", "set", "data"])]
    pub(crate) run: Option<PathBuf>,
    /// Which assessment, when no run folder is given [default: japan]
    #[arg(long, value_name = "NAME|FILE|ISO3", conflicts_with = "run")]
    pub(crate) assessment: Option<String>,
    #[command(flatten)]
    pub(crate) question: Question,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// A file, a shipped assessment or a state
    #[arg(value_name = "NAME|FILE|ISO3", required_unless_present_any = ["schema", "findings_schema"])]
    pub(crate) assessment: Option<String>,
    /// List every key that --set takes
    #[arg(long)]
    pub(crate) keys: bool,
    /// Print the JSON Schema of assessment files
    #[arg(long)]
    pub(crate) schema: bool,
    /// Print the JSON Schema of findings
    #[arg(long)]
    pub(crate) findings_schema: bool,
    #[command(flatten)]
    pub(crate) question: Question,
}

#[derive(Args, Debug)]
pub(crate) struct Init {
    /// The protected state
    #[arg(value_name = "ISO3")]
    pub(crate) client: String,
    /// The protecting state
    #[arg(long, value_name = "ISO3", default_value = "USA")]
    pub(crate) patron: String,
    /// File to write; must not exist yet [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Cite {
    /// A run folder [default: the shipped assessment of Japan, computed afresh]
    #[arg(value_name = "RUN")]
    pub(crate) run: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub(crate) struct Man {
    /// Folder to write into; made when it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}
