//! Arguments of the commands that make, join and show runs.

use super::{Format, Lang, Question};
use clap::Args;
use std::path::PathBuf;

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
