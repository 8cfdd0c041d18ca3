//! Arguments of the commands that read a table or a file of actors.

use clap::Args;
use std::path::PathBuf;

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
