//! The world that is part of the program.

use crate::{Error, Tables, World};
use antumbra_core::outside::Source;
use std::io;
use std::sync::OnceLock;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../data/", $name)) as &[u8])),*]
    };
}

/// The tables in the folder `data`, made by `cargo xtask embed` and reviewed in the diff.
static FILES: &[(&str, &[u8])] = embedded![
    "arms.csv",
    "coverage.csv",
    "distances.csv",
    "figures.csv",
    "gaps.csv",
    "nuclear_cover.csv",
    "nuclear_reach.csv",
    "sources.toml",
    "states.csv",
    "stationed.csv",
    "treaties.csv",
    "treaty_members.csv",
    "warheads.csv",
];

/// The embedded tables as a folder.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedFiles;

impl Source for EmbeddedFiles {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(FILES.iter().map(|(n, _)| (*n).to_owned()).collect())
    }

    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
        match FILES.iter().find(|(n, _)| *n == name) {
            Some((_, bytes)) => Ok(Box::new(io::Cursor::new(*bytes))),
            None => Err(io::Error::new(io::ErrorKind::NotFound, format!("no file `{name}`"))),
        }
    }

    fn label(&self) -> String {
        "the embedded world".into()
    }
}

impl World {
    /// The world that is part of the program: every state of today with the figures that models
    /// read, for 2018, 2022 and the latest year of each series. Built once.
    ///
    /// # Errors
    /// Never in a released program: the tests build it. An error names the faulty row.
    pub fn embedded() -> Result<&'static World, Error> {
        static WORLD: OnceLock<Result<World, Error>> = OnceLock::new();
        WORLD
            .get_or_init(|| World::from_tables(Tables::read(&EmbeddedFiles)?))
            .as_ref()
            .map_err(Error::clone)
    }
}
