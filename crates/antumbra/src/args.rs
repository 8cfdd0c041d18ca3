//! Arguments. Help, completions and man pages come from here.

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

#[derive(Args, Debug)]
pub(crate) struct Assess {
    /// A shipped assessment (japan), a file, or a state (KOR, 732, "South Korea")
    #[arg(value_name = "NAME|FILE|ISO3")]
    pub(crate) assessment: String,
    #[command(flatten)]
    pub(crate) question: Question,
    /// Run folder to write; must not exist yet [default: runs/<name>-NNN]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print the findings as JSON; a run folder is written only with --out
    #[arg(long)]
    pub(crate) json: bool,
    /// Language of the page and the first screen
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

/// How futures are spread over the inputs.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DesignArg {
    /// Scrambled Sobol' points
    #[default]
    Sobol,
    /// Latin hypercube
    Lhs,
    /// Independent draws
    MonteCarlo,
}

/// What is kept beside the default.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeepArg {
    /// Every future's years, as the table `yearly`, and quantiles of every yearly outcome
    Years,
}

/// Which shard of how many, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShardArg(pub(crate) u32, pub(crate) u32);

impl std::str::FromStr for ShardArg {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let parts = s.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((i, n)) if 1 <= i && i <= n => Ok(ShardArg(i, n)),
            _ => Err("write i/n with 1 <= i <= n, as 2/4".into()),
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct Explore {
    /// A shipped assessment (japan), a file, or a state; it needs [[paths]]
    #[arg(value_name = "NAME|FILE|ISO3")]
    pub(crate) assessment: String,
    #[command(flatten)]
    pub(crate) question: Question,
    /// Run folder to write; must not exist yet, unless with --resume
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// How futures are spread over the inputs
    #[arg(long, value_enum, default_value_t = DesignArg::Sobol)]
    pub(crate) design: DesignArg,
    /// Go on with the same run in a folder that has part of it, or begin it
    #[arg(long)]
    pub(crate) resume: bool,
    /// Run one part of several, to be gathered with `antumbra merge`
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<ShardArg>,
    /// Keep more than the default: every future's years
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) keep: Option<KeepArg>,
    /// Print a summary as JSON
    #[arg(long)]
    pub(crate) json: bool,
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

/// A format of tables.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableFormat {
    /// Comma-separated values
    Csv,
    /// LaTeX
    Latex,
    /// Markdown
    Md,
}

#[derive(Args, Debug)]
pub(crate) struct Report {
    /// A run folder; one that is older, unfinished or damaged is shown as far as it goes
    #[arg(value_name = "RUN")]
    pub(crate) run: PathBuf,
    /// How to show it [default: html, unless figures or tables are asked for]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Write each figure as SVG into this folder, made when it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) figures: Option<PathBuf>,
    /// Write each figure as PNG too, this many pixels wide
    #[cfg(feature = "png")]
    #[arg(long, value_name = "WIDTH", requires = "figures",
        value_parser = clap::value_parser!(u32).range(100..=10_000))]
    pub(crate) png: Option<u32>,
    /// Write every table: into the folder of --figures, or else one after another
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "format")]
    pub(crate) tables: Option<TableFormat>,
    /// Language
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    /// File to write; must not exist yet [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
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
pub(crate) struct Measure {
    /// States by ISO3, COW number or name [default: all]
    #[arg(value_name = "ISO3")]
    pub(crate) states: Vec<String>,
    /// Year, repeatable [default: 2024]
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["from", "to"])]
    pub(crate) year: Vec<i16>,
    /// First year of a history [default: 1952]
    #[arg(long, value_name = "YEAR")]
    pub(crate) from: Option<i16>,
    /// Last year of a history [default: 2024]
    #[arg(long, value_name = "YEAR")]
    pub(crate) to: Option<i16>,
    /// The protecting state that dependence is on
    #[arg(long, value_name = "ISO3", default_value = "USA")]
    pub(crate) patron: String,
    /// Against whom [default: the strongest in reach without a pact with either]
    #[arg(long, value_name = "ISO3")]
    pub(crate) challenger: Option<String>,
    /// Rank by cinc, spending, spending_ppp, net_resources or dependence
    #[arg(long, value_name = "FIGURE")]
    pub(crate) rank: Option<String>,
    /// Show the first N rows
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Seed of the draws
    #[arg(long, default_value_t = 20_250_312, value_name = "N")]
    pub(crate) seed: u64,
    /// Draws inside each setting
    #[arg(long, default_value_t = 1000, value_name = "N", value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    pub(crate) futures: u32,
    /// A folder of public data files, or of imported ones [also: ANTUMBRA_DATA]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Write the table as CSV; the file must not exist yet
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Bargain {
    /// An assessment (japan, a .toml file, a state), or a table of actors (CSV)
    #[arg(value_name = "NAME|FILE", required_unless_present_any = ["rules", "backcast"])]
    pub(crate) file: Option<String>,
    /// Change a rule, as votes=Cubic; repeatable
    #[arg(long = "rule", value_name = "NAME=VALUE")]
    pub(crate) rule: Vec<String>,
    /// List every rule with its variants
    #[arg(long)]
    pub(crate) rules: bool,
    /// Score the model and the simple rules on the shipped past decisions
    #[arg(long, conflicts_with_all = ["file", "draws", "set", "data", "observed", "seed"])]
    pub(crate) backcast: bool,
    /// Draws of the actors' ranges, for an assessment
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(20..=100_000))]
    pub(crate) draws: Option<u32>,
    /// Change any key of the assessment, as actors.pm.capability=80; repeatable
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
    /// A folder of data in place of the embedded world, for an assessment
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Positions of a table are in natural units: each dimension's smallest becomes 0, its largest
    /// 100
    #[arg(long)]
    pub(crate) observed: bool,
    /// Seed of the draws and of stochastic transitions
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which cases of which table.
#[derive(Args, Debug)]
pub(crate) struct TableChoice {
    /// A table (CSV with a header line, or Parquet), or the folder of a run of many futures
    #[arg(value_name = "RUN|TABLE")]
    pub(crate) table: PathBuf,
    /// The path whose futures to look at, in a run folder
    #[arg(long, value_name = "PATH")]
    pub(crate) path: Option<String>,
    /// The world whose futures to look at, in a run folder
    #[arg(long, value_name = "WORLD")]
    pub(crate) world: Option<String>,
    /// Input columns, as one CSV record: quote a name that has a comma
    #[arg(long, value_name = "A,B,C")]
    pub(crate) x: String,
    /// Outcome column
    #[arg(long, value_name = "COLUMN")]
    pub(crate) y: String,
    /// Rows to look at, as: col > 3 and other == "a"
    #[arg(long = "where", value_name = "EXPR")]
    pub(crate) keep: Option<String>,
    /// Leave rows with a missing value out, instead of refusing the table
    #[arg(long)]
    pub(crate) drop_missing: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which way the regression form looks.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeekArg {
    /// Boxes with a high mean outcome
    High,
    /// Boxes with a low mean outcome
    Low,
}

#[derive(Args, Debug)]
pub(crate) struct Discover {
    #[command(flatten)]
    pub(crate) choice: TableChoice,
    /// Share of the box's cases that one peel removes
    #[arg(long, default_value_t = 0.05, value_name = "A")]
    pub(crate) peel_alpha: f64,
    /// Share that one paste brings back
    #[arg(long, default_value_t = 0.05, value_name = "A")]
    pub(crate) paste_alpha: f64,
    /// Smallest share of all cases that a box may hold
    #[arg(long, default_value_t = 0.05, value_name = "M")]
    pub(crate) mass_min: f64,
    /// Which way to look, when the outcome is no yes or no
    #[arg(long, value_enum, default_value_t = SeekArg::High)]
    pub(crate) seek: SeekArg,
}

#[derive(Args, Debug)]
pub(crate) struct Sensitivity {
    #[command(flatten)]
    pub(crate) choice: TableChoice,
    /// sobol, morris, pawn, delta or ks
    #[arg(long, value_name = "METHOD")]
    pub(crate) method: String,
    /// Bootstrap resamples behind the half-widths
    #[arg(long, default_value_t = 100, value_name = "N")]
    pub(crate) resamples: usize,
    /// Levels of the grid, for morris
    #[arg(long, default_value_t = 4, value_name = "N")]
    pub(crate) levels: u32,
    /// Seed of the resamples
    #[arg(long, default_value_t = 20_250_312, value_name = "N")]
    pub(crate) seed: u64,
}

#[derive(Args, Debug)]
pub(crate) struct Fit {
    /// Fit the whole grid of settings and write the estimates that the program carries into a new
    /// folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["severity", "w", "lambda", "m", "rho", "from", "to", "sample", "json"])]
    pub(crate) write: Option<PathBuf>,
    /// Which challenges: any, force, fatal
    #[arg(long, default_value = "any", value_name = "SEVERITY")]
    pub(crate) severity: String,
    /// Weight of money against personnel
    #[arg(long, default_value_t = 0.5, value_name = "W")]
    pub(crate) w: f64,
    /// Decay of power with distance
    #[arg(long, default_value_t = 1.0, value_name = "L")]
    pub(crate) lambda: f64,
    /// Decisiveness of the contest
    #[arg(long, default_value_t = 0.5, value_name = "M")]
    pub(crate) m: f64,
    /// Share of the defenders' reach that is counted
    #[arg(long, default_value_t = 1.0, value_name = "R")]
    pub(crate) rho: f64,
    /// First year of outcomes
    #[arg(long, default_value_t = 1817, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1817..=2014))]
    pub(crate) from: i16,
    /// Last year of outcomes
    #[arg(long, default_value_t = 2014, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1817..=2014))]
    pub(crate) to: i16,
    /// Which pairs
    #[arg(long, value_enum, default_value_t = PairsArg::Prd)]
    pub(crate) sample: PairsArg,
    /// Folder of the public files [also: ANTUMBRA_DATA]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Validate {
    /// Folder of the public files [also: ANTUMBRA_DATA]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Seed of folds, shuffles and simulated outcomes
    #[arg(long, default_value_t = 20_250_312, value_name = "N")]
    pub(crate) seed: u64,
    /// Leave out what takes longest: folds by dyad, shuffles, simulated outcomes
    #[arg(long, conflicts_with = "sealed")]
    pub(crate) quick: bool,
    /// Score the sealed tests instead, once, and log them
    #[arg(long, requires = "commit")]
    pub(crate) sealed: bool,
    /// The log of sealed tests
    #[arg(
        long,
        value_name = "FILE",
        default_value = "validation/sealed.json",
        requires = "sealed"
    )]
    pub(crate) log: PathBuf,
    /// The commit of the source that this program was built from, for the log
    #[arg(long, value_name = "HASH", requires = "sealed")]
    pub(crate) commit: Option<String>,
    /// Score sealed tests that were scored before; the log says that it is a repeat
    #[arg(long, requires = "sealed")]
    pub(crate) again: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct AnaloguesArgs {
    /// The protected state (KOR, 732, "South Korea")
    #[arg(value_name = "ISO3")]
    pub(crate) client: String,
    /// The protecting state
    #[arg(long, value_name = "ISO3", default_value = "USA")]
    pub(crate) patron: String,
    /// The year whose economies are compared
    #[arg(long, value_name = "YEAR", default_value_t = 2024)]
    pub(crate) year: i16,
    /// How much attributes count, as maritime=2; all count 1 unless named
    #[arg(long, value_name = "KEY=VALUE", num_args = 1..)]
    pub(crate) weights: Vec<String>,
    /// Set an attribute of the state, as residual_tie=none; repeatable
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) attribute: Vec<String>,
    /// What the cases are held against: attacked, lost, secure, nuclear, or not-attacked and so on
    #[arg(long, value_name = "FORECAST", default_value = "not-attacked")]
    pub(crate) forecast: String,
    /// How many of the nearest cases
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) count: u16,
    /// A folder of public data files, or of imported ones [also: ANTUMBRA_DATA]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand, Debug)]
pub(crate) enum DataCommand {
    /// What each file is: version, years, terms, citation, and which official form is not read yet
    #[command(after_help = "Example:\n  antumbra data list --data DIR")]
    List {
        /// A folder to look for them in
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Read every file of a folder and compare it with the copy that the readers are tested with
    #[command(after_help = "Example:\n  antumbra data verify DIR")]
    Verify {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Import a folder of public files into the normalised schema, whole or not at all
    #[command(after_help = "Example:\n  antumbra data import DIR --out imported")]
    Import {
        /// The folder of public files
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The folder to make
        #[arg(long, value_name = "DIR2")]
        out: PathBuf,
    },
}

/// What a row is.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A state in a year
    StateYear,
    /// An ordered pair of states in a year
    DyadYear,
}

/// Which pairs.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PairsArg {
    /// Every ordered pair of members
    All,
    /// Politically relevant: contiguous by land or up to 400 miles of water, or with a major power
    Prd,
}

#[derive(Args, Debug)]
pub(crate) struct Panel {
    /// What a row is
    #[arg(long, value_enum, default_value_t = Unit::DyadYear)]
    pub(crate) unit: Unit,
    /// Which pairs, for dyad-years
    #[arg(long, value_enum, default_value_t = PairsArg::All)]
    pub(crate) pairs: PairsArg,
    /// First year
    #[arg(long, default_value_t = 1816, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1816..=2030))]
    pub(crate) from: i16,
    /// Last year
    #[arg(long, default_value_t = 2014, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1816..=2030))]
    pub(crate) to: i16,
    /// What to join: nmc, shares, atop, similarity, defenders, mid, past, distance,
    /// filled-distance, contiguity, regimes
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "PARTS",
        default_value = "nmc,atop,mid,distance"
    )]
    pub(crate) with: Vec<String>,
    /// Folder of the public files [also: ANTUMBRA_DATA]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// File to write, .csv or .parquet; must not exist yet [default: CSV on standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Merge {
    /// Folders of shards, in any order
    #[arg(value_name = "RUN", required = true)]
    pub(crate) runs: Vec<PathBuf>,
    /// Run folder to write; must not exist yet
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Rerun {
    /// A run folder
    #[arg(value_name = "RUN")]
    pub(crate) run: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// A run folder
    #[arg(value_name = "RUN")]
    pub(crate) before: PathBuf,
    /// Another one
    #[arg(value_name = "RUN")]
    pub(crate) after: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
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
