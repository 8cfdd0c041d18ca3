//! The normalised schema in files: one CSV per table and `sources.toml`.

mod read;
mod write;

pub(crate) use read::{
    read_all_sources, read_figures, read_gaps, read_members, read_nuclear, read_present_distances,
    read_treaties, read_warheads,
};

#[cfg(test)]
mod tests {
    use crate::Tables;
    use antumbra_core::outside::MemoryFiles;

    /// What is written reads back the same, for the embedded tables (which use every table).
    #[test]
    fn writing_and_reading_are_inverse() {
        let first = Tables::read(&crate::embedded::EmbeddedFiles).unwrap();
        let files = first.write().unwrap();
        assert_eq!(files.len(), 13);
        let again = Tables::read(&MemoryFiles::new(files.clone())).unwrap();
        assert_eq!(first, again);
        assert_eq!(again.write().unwrap(), files);
    }
}
