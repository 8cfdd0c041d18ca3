//! Arguments of the commands on measures, estimates and data.

use clap::{Args, Subcommand};
use std::path::PathBuf;

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
