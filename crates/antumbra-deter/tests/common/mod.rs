//! The folder of public files on disk.

use antumbra_core::outside::Source;
use std::io;
use std::path::PathBuf;

/// A folder.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// The folder that `ANTUMBRA_DATA` names.
    #[allow(clippy::disallowed_methods)] // tests have no one to hand them the environment
    pub(crate) fn public() -> Self {
        Folder(std::env::var("ANTUMBRA_DATA").expect("set ANTUMBRA_DATA to the folder").into())
    }
}

impl Source for Folder {
    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.0)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
        Ok(Box::new(std::fs::File::open(self.0.join(name))?))
    }

    fn label(&self) -> String {
        self.0.display().to_string()
    }
}
