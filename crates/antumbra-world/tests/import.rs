//! The list of public files, and imports that are whole or not there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::outside::faulty::FullDisk;
use antumbra_core::outside::{MemoryFiles, Source, Store};
use antumbra_world::World;
use antumbra_world::catalogue::{Layout, Verdict, catalogue, present, verify};
use antumbra_world::import::{SEAL, import_folder};
use common::Folder;

#[test]
fn the_catalogue_is_complete() {
    let all = catalogue().unwrap();
    assert_eq!(all.len(), 38);
    for e in &all {
        assert!(!e.citation.is_empty() && !e.terms.is_empty(), "{}", e.file);
        assert!(e.years.0 <= e.years.1 && e.sha256.len() == 64, "{}", e.file);
        // What is not in the authors' own layout says which official form is not read.
        assert_eq!(e.official.is_none(), e.layout == Layout::Own, "{}", e.file);
    }
    let none = present(&MemoryFiles::default()).unwrap();
    assert!(none.iter().all(|(_, name)| name.is_none()));
}

#[test]
fn an_unsealed_import_is_refused() {
    let folder = MemoryFiles::new([("figures.csv", "variable,cow\n")]);
    let e = World::from_folder(&folder).unwrap_err();
    assert!(e.is_missing_file() && e.to_string().contains("not complete"), "{e}");
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn every_file_of_the_catalogue_reads_and_is_the_tested_copy() {
    let mut told = 0;
    let checked = verify(&Folder::public(), |_| told += 1).unwrap();
    assert_eq!(told, checked.len());
    for c in &checked {
        assert_eq!(c.verdict, Verdict::Same, "{}", c.entry.file);
        assert!(c.rows.unwrap() > 0 && c.rows.unwrap() <= c.entry.rows, "{}", c.entry.file);
    }
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn imported_twice_gives_the_same_bytes() {
    let import = || {
        let store = MemoryFiles::default();
        let mut told = Vec::new();
        import_folder(&Folder::public(), &store, &mut |n| told.push(n.to_owned())).unwrap();
        assert_eq!(told.last().unwrap(), "sources.toml");
        let names = Store::list(&store).unwrap();
        let bytes: Vec<Vec<u8>> = names.iter().map(|n| store.read(n).unwrap()).collect();
        (store, names, bytes)
    };
    let (store, names, bytes) = import();
    let (_, names2, bytes2) = import();
    assert_eq!((&names, &bytes), (&names2, &bytes2));
    assert!(names.iter().any(|n| n == SEAL));
    assert!(World::from_folder(&store).is_ok());
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn nothing_is_half_imported() {
    // A disk that fills up: no seal, so no world.
    let disk = FullDisk { inner: MemoryFiles::default(), left: 200_000.into() };
    let e = import_folder(&Folder::public(), &disk, &mut |_| {}).err().unwrap();
    assert!(e.is_io() && e.to_string().contains("no space left"), "{e}");
    assert!(Store::list(&disk).unwrap().iter().all(|n| n != SEAL));
    assert!(World::from_folder(&disk.inner).is_err());
    // A file with a bad line: nothing is written at all.
    struct OneBad(Folder);
    impl Source for OneBad {
        fn list(&self) -> std::io::Result<Vec<String>> {
            self.0.list()
        }
        fn open(&self, name: &str) -> std::io::Result<Box<dyn std::io::Read + Send + '_>> {
            if name.starts_with("us_troops_country_year.") {
                let text = "ccode,stateabb,year,troops_ad,report_month\n740,JPN,2025,many,June\n";
                return Ok(Box::new(text.as_bytes()));
            }
            self.0.open(name)
        }
        fn label(&self) -> String {
            "one bad".into()
        }
    }
    let store = MemoryFiles::default();
    let e = import_folder(&OneBad(Folder::public()), &store, &mut |_| {}).err().unwrap();
    assert_eq!((e.at_line(), e.at_column()), (Some(2), Some("troops_ad")));
    assert!(Store::list(&store).unwrap().is_empty());
}
