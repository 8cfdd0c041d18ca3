//! Every public file in other clothes: columns in another order, a column more, CRLF, a byte-order
//! mark, quotes around every cell, packed or not. And every column renamed in turn.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::outside::{MemoryFiles, Source};
use antumbra_world::catalogue::{Verdict, catalogue, verify};
use antumbra_world::import::public_files;
use common::Folder;
use std::io::{Read, Write};

/// The records of a file, header first, unpacked.
fn records(stem: &str, most: usize) -> Vec<csv::StringRecord> {
    let folder = Folder::public();
    let names = folder.list().unwrap();
    let name =
        names.iter().find(|n| n.strip_prefix(stem).is_some_and(|r| r == ".csv" || r == ".csv.gz"));
    let mut raw = Vec::new();
    folder.open(name.unwrap()).unwrap().read_to_end(&mut raw).unwrap();
    let mut bytes = Vec::new();
    if raw.starts_with(&[0x1f, 0x8b]) {
        flate2::read::GzDecoder::new(raw.as_slice()).read_to_end(&mut bytes).unwrap();
    } else {
        bytes = raw;
    }
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes.as_slice())
        .records()
        .take(most)
        .map(Result::unwrap)
        .collect()
}

/// Columns backwards, one more, every cell in quotes, CRLF, a mark, and packed.
fn dressed(records: &[csv::StringRecord]) -> Vec<u8> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let mut w = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for (n, r) in records.iter().enumerate() {
        let more = if n == 0 { "a column more" } else { "a, \"b\"\nc" };
        w.write_record(std::iter::once(more).chain(r.iter().rev())).unwrap();
    }
    bytes.extend(w.into_inner().unwrap());
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&bytes).unwrap();
    gz.finish().unwrap()
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn other_clothes_give_the_same_world() {
    let files: Vec<(String, Vec<u8>)> = catalogue()
        .unwrap()
        .iter()
        .filter(|e| e.used_for.contains("world"))
        .map(|e| (format!("{}.csv", e.file), dressed(&records(&e.file, usize::MAX))))
        .collect();
    let plain = public_files(&Folder::public()).unwrap().tables;
    let again = public_files(&MemoryFiles::new(files)).unwrap().tables;
    assert!(plain == again);
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn every_reader_takes_other_clothes_and_refuses_a_renamed_column() {
    for entry in catalogue().unwrap() {
        let part = records(&entry.file, 400);
        let check = |bytes: Vec<u8>| {
            let folder = MemoryFiles::new([(format!("{}.csv", entry.file), bytes)]);
            verify(&folder, |_| {}).unwrap().into_iter().find(|c| c.entry == entry).unwrap()
        };
        let plain = |records: &[csv::StringRecord]| {
            let mut w = csv::Writer::from_writer(Vec::new());
            records.iter().for_each(|r| w.write_record(r).unwrap());
            w.into_inner().unwrap()
        };
        let rows = check(plain(&part)).rows.unwrap();
        let other = check(dressed(&part));
        assert_eq!((other.verdict, other.rows), (Verdict::Differs, Some(rows)), "{}", entry.file);
        let mut refused = 0;
        for c in 0..part[0].len() {
            let mut renamed = part.clone();
            let name = &part[0][c];
            renamed[0] = part[0]
                .iter()
                .enumerate()
                .map(|(n, h)| if n == c { format!("{h}x") } else { h.to_owned() })
                .collect();
            match check(plain(&renamed)).verdict {
                Verdict::Bad(e) => {
                    assert!(e.is_missing_column(), "{}: {e}", entry.file);
                    let text = e.to_string();
                    assert!(text.contains(&format!("`{name}`")), "{text}");
                    // A name of one letter has nothing near it.
                    let hint = text.contains("is it the one") || text.contains("the columns are");
                    assert!(hint, "{text}");
                    refused += 1;
                }
                Verdict::Differs => {}
                other => panic!("{}: {other:?}", entry.file),
            }
        }
        assert!(refused >= 2, "{}: {refused}", entry.file);
    }
}
