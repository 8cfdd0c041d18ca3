//! Imports kept in a folder: whole or not at all, and the same bytes each time.

use super::{Imported, public_files};
use crate::Error;
use crate::catalogue;
use crate::error::Kind;
use antumbra_core::outside::{Source, Store};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

/// The file that is written last: an import without it is not complete.
pub const SEAL: &str = "imported.toml";

/// Tells which file is being read.
struct Watched<'a> {
    inner: &'a dyn Source,
    told: RefCell<&'a mut dyn FnMut(&str)>,
    opened: RefCell<Vec<String>>,
}

impl Source for Watched<'_> {
    fn list(&self) -> io::Result<Vec<String>> {
        self.inner.list()
    }

    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
        (self.told.borrow_mut())(name);
        self.opened.borrow_mut().push(name.to_owned());
        self.inner.open(name)
    }

    fn label(&self) -> String {
        self.inner.label()
    }
}

/// Imports a folder of public files into a store in the normalised schema. All tables are made
/// before the first is written, each is written by rename, and the seal with the digests of what
/// was read is written last. `progress` is told the name of each file that is read or written.
///
/// # Errors
/// When a file is missing or cannot be understood (nothing is written then), or the store fails.
pub fn import_folder(
    folder: &dyn Source,
    store: &dyn Store,
    progress: &mut dyn FnMut(&str),
) -> Result<Imported, Error> {
    let watched =
        Watched { inner: folder, told: RefCell::new(progress), opened: RefCell::new(Vec::new()) };
    let imported = public_files(&watched)?;
    let mut names = watched.opened.into_inner();
    names.sort();
    names.dedup();
    let progress = watched.told.into_inner();
    let mut digests = BTreeMap::new();
    for name in &names {
        let stem = name.strip_suffix(".gz").unwrap_or(name);
        let stem = stem.strip_suffix(".csv").unwrap_or(stem);
        digests.insert(stem.to_owned(), catalogue::digest(folder, stem)?);
    }
    let failed = |name: &str, e: &io::Error| {
        Error::new(Kind::Io, format!("{}/{name}", store.label()), format!("cannot be written: {e}"))
    };
    for (name, bytes) in imported.tables.write()? {
        progress(&name);
        store.commit(&name, &bytes).map_err(|e| failed(&name, &e))?;
    }
    let seal = seal(&imported, &digests);
    store.commit(SEAL, seal.as_bytes()).map_err(|e| failed(SEAL, &e))?;
    Ok(imported)
}

/// What was read, by digest, and what was left out.
fn seal(imported: &Imported, digests: &BTreeMap<String, String>) -> String {
    let mut text = String::from("# An import of public files; written last.\n\n[sha256]\n");
    for (stem, digest) in digests {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\"{stem}\" = \"{digest}\"");
    }
    for row in imported.audit.rows() {
        let _ = write!(
            text,
            "\n[[audit]]\nfile = \"{}\"\nfate = \"{}\"\nrows = {}\nwhy = \"{}\"\n",
            row.file,
            row.fate.word(),
            row.rows,
            row.why
        );
    }
    text
}
