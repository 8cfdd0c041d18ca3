//! Commands that rebuild what is committed in this repository.

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

mod coast;
mod distance;
mod embed;
mod pictures;
mod readme;

/// Rebuilds committed tables and figures.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes the embedded world from the public files.
    Embed {
        /// Folder of the public files.
        #[arg(long)]
        data: PathBuf,
        /// Where the tables are written.
        #[arg(long, default_value = "crates/antumbra-world/data")]
        out: PathBuf,
    },
    /// Writes the figures in README and docs anew.
    Readme {
        /// Only say whether they are as the program prints them.
        #[arg(long)]
        check: bool,
    },
    /// Draws the pictures in README and docs anew.
    Pictures {
        /// Only say whether the figures among them are as the program draws them.
        #[arg(long)]
        check: bool,
    },
    /// Makes the coasts and capitals that the report's map is drawn from.
    Coast {
        /// `land-50m.json` of the npm package `world-atlas` (Natural Earth, TopoJSON).
        #[arg(long)]
        land: PathBuf,
        /// `naturalearth_cities.shp` of the PyPI package `geopandas` 0.14.4, its table beside it.
        #[arg(long)]
        cities: PathBuf,
        /// Where the tables are written.
        #[arg(long, default_value = "crates/antumbra-report/data")]
        out: PathBuf,
    },
    /// Writes the table of minimum distances between today's states.
    Distances {
        /// `countries-10m.json` of the npm package `world-atlas` (Natural Earth, TopoJSON).
        #[arg(long)]
        atlas: PathBuf,
        /// Table of state codes (`ccode`, `iso3c`, `last_year`).
        #[arg(long)]
        codes: PathBuf,
        /// A COW-based table to compare with (`ccode1,ccode2,year,mindist`, gzip or plain).
        #[arg(long)]
        compare: Option<PathBuf>,
        /// Area in km2 from which a part of a state counts wherever it lies.
        #[arg(long, default_value_t = 1100.0)]
        big: f64,
        /// Area in km2 from which a part counts when it lies near a big one.
        #[arg(long, default_value_t = 200.0)]
        small: f64,
        /// How near such a part must lie, in km.
        #[arg(long, default_value_t = 600.0)]
        within: f64,
        /// Where the table is written.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Readme { check } => readme::command(std::path::Path::new("."), check),
        Command::Pictures { check } => pictures::command(std::path::Path::new("."), check),
        Command::Coast { land, cities, out } => coast::command(&land, &cities, &out),
        Command::Embed { data, out } => embed::command(&data, &out),
        Command::Distances { atlas, codes, compare, big, small, within, out } => {
            let rule = distance::IslandRule { big, small, within };
            distance::command(&atlas, &codes, compare.as_deref(), rule, &out)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(2)
        }
    }
}
