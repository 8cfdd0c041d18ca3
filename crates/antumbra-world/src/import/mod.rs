//! From the public files to the normalised schema, for all states and years.
//!
//! Hand-kept rows (names as shown, names of treaties, treaties after the alliance data end,
//! published single figures, reasons for gaps) come from `data/hand` and are added to what the
//! files give; each carries its own tag and source.

mod audit;
mod capabilities;
mod folder;
mod posture;
mod register;
mod treaties;

pub use audit::{Audit, AuditRow, Fate};
pub use folder::{SEAL, import_folder};

use crate::embedded::EmbeddedFiles;
use crate::error::Kind;
use crate::{CoverageRow, Error, Series, Tables, World};
use antumbra_core::outside::Source;
use antumbra_core::{SourceId, StateRegister, Year};

/// The tables made from public files, and an account of the rows that did not get in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The tables, all years.
    pub tables: Tables,
    /// Rows left out or guessed, by file and reason.
    pub audit: Audit,
}

/// A hand-kept table, in the program.
macro_rules! hand {
    ($name:literal) => {
        crate::input::File {
            name: concat!("hand/", $name).to_owned(),
            bytes: include_bytes!(concat!("../../data/hand/", $name)).to_vec(),
        }
    };
}
pub(crate) use hand;

/// What is being built: tables so far, the register of states, the account of dropped rows.
struct Build<'a> {
    folder: &'a dyn Source,
    states: &'a StateRegister,
    tables: Tables,
    audit: Audit,
}

impl Build<'_> {
    /// States what a source covers.
    fn covers(&mut self, series: impl Into<Series>, source: &str, first: Year, last: Year) {
        self.covers_with(series, source, first, last, None);
    }

    fn covers_with(
        &mut self,
        series: impl Into<Series>,
        source: &str,
        first: Year,
        last: Year,
        note: Option<&str>,
    ) {
        self.tables.coverage.push(CoverageRow {
            series: series.into(),
            source: SourceId::new(source),
            first,
            last,
            general: true,
            note: note.map(str::to_owned),
        });
    }

    /// True when the state is in the register in some year.
    fn known(&self, id: antumbra_core::StateId) -> bool {
        self.states.spells().binary_search_by_key(&id, |s| s.id).is_ok()
    }
}

/// First and last of some years.
fn extent(years: impl Iterator<Item = Year>) -> Option<(Year, Year)> {
    years.fold(None, |acc, y| match acc {
        None => Some((y, y)),
        Some((a, b)) => Some((a.min(y), b.max(y))),
    })
}

/// Reads the public files that the tables need and brings them into the normalised schema.
///
/// # Errors
/// When a file is missing or cannot be understood; nothing is half-imported.
pub fn public_files(folder: &dyn Source) -> Result<Imported, Error> {
    let spells = register::spells(folder)?;
    let states = StateRegister::new(spells.clone());
    let mut build = Build {
        folder,
        states: &states,
        tables: Tables {
            states: spells,
            sources: crate::schema::read_all_sources(&EmbeddedFiles)?,
            ..Tables::default()
        },
        audit: Audit::default(),
    };
    capabilities::nmc(&mut build)?;
    capabilities::sipri(&mut build)?;
    capabilities::output(&mut build)?;
    capabilities::hand_rows(&mut build)?;
    treaties::treaties(&mut build)?;
    posture::stationed(&mut build)?;
    posture::arms(&mut build)?;
    posture::warheads(&mut build)?;
    posture::distances(&mut build)?;
    // Cover and reach are kept by hand with the embedded tables.
    let (cover, reach) = crate::schema::read_nuclear(&EmbeddedFiles)?;
    let Build { mut tables, audit, .. } = build;
    tables.cover = cover;
    tables.reach = reach;
    tables.sort();
    Ok(Imported { tables, audit })
}

impl World {
    /// The world of a folder: one in the normalised schema (it has `figures.csv`), or one of public
    /// files, which are imported in memory.
    ///
    /// # Errors
    /// When a file is missing or cannot be understood, or the tables contradict each other.
    pub fn from_folder(folder: &dyn Source) -> Result<World, Error> {
        let names = folder.list().unwrap_or_default();
        if crate::input::find(&names, "figures").is_some() {
            if !names.iter().any(|n| n == SEAL) {
                return Err(Error::new(
                    Kind::NoFile,
                    format!("{}/{SEAL}", folder.label()),
                    "the import of this folder is not complete",
                )
                .help("import the public files again"));
            }
            World::from_tables(Tables::read(folder)?)
        } else {
            World::from_public_files(folder)
        }
    }

    /// The world of a folder of public files, imported in memory, all years.
    ///
    /// # Errors
    /// As [`public_files`] and [`World::from_tables`].
    pub fn from_public_files(folder: &dyn Source) -> Result<World, Error> {
        World::from_tables(public_files(folder)?.tables)
    }
}
