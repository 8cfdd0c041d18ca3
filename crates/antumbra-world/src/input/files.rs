//! Files as bytes: found by name, unpacked by content, bounded in size.

use crate::Error;
use crate::error::Kind;
use antumbra_core::outside::Source;
use std::io::{self, Read};

/// No true file comes near this size; a small one that expands to it is a bomb.
const MOST_BYTES: u64 = 256 << 20;

/// A file in memory, unpacked.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Its name, as listed.
    pub(crate) name: String,
    /// Its bytes, without compression and without a byte-order mark.
    pub(crate) bytes: Vec<u8>,
}

/// The name under which a source lists `stem`, as `stem`.csv or `stem`.csv.gz.
pub(crate) fn find(names: &[String], stem: &str) -> Option<String> {
    names
        .iter()
        .find(|n| n.strip_prefix(stem).is_some_and(|rest| rest == ".csv" || rest == ".csv.gz"))
        .cloned()
}

/// Opens `stem`.csv or `stem`.csv.gz and unpacks it.
pub(crate) fn open(source: &dyn Source, stem: &str) -> Result<File, Error> {
    let names = source
        .list()
        .map_err(|e| Error::new(Kind::Io, source.label(), format!("cannot be listed: {e}")))?;
    let name = find(&names, stem).ok_or_else(|| {
        Error::new(
            Kind::NoFile,
            format!("{stem}.csv"),
            format!("there is no such file in {}, packed or not", source.label()),
        )
    })?;
    read(source, &name)
}

/// Reads and unpacks the file of this very name.
pub(crate) fn read(source: &dyn Source, name: &str) -> Result<File, Error> {
    read_bounded(source, name, MOST_BYTES)
}

fn read_bounded(source: &dyn Source, name: &str, most: u64) -> Result<File, Error> {
    let failed = |e: &io::Error| match e.kind() {
        io::ErrorKind::NotFound => Error::new(Kind::NoFile, name, "there is no such file"),
        io::ErrorKind::IsADirectory => Error::new(Kind::Io, name, "this is a folder, not a file"),
        io::ErrorKind::PermissionDenied => {
            Error::new(Kind::Io, name, "permission to read it is denied")
        }
        _ => Error::new(Kind::Io, name, format!("cannot be read: {e}")),
    };
    let mut raw = Vec::new();
    let opened = source.open(name).map_err(|e| failed(&e))?;
    opened.take(most + 1).read_to_end(&mut raw).map_err(|e| failed(&e))?;
    let mut bytes = if raw.starts_with(&[0x1f, 0x8b]) {
        // The last four bytes of a gzip member give its length: a hint, not to be trusted far.
        let hint = raw.last_chunk::<4>().map_or(0, |b| u64::from(u32::from_le_bytes(*b)));
        let mut out = Vec::with_capacity(hint.min(64 << 20) as usize);
        flate2::read::MultiGzDecoder::new(raw.as_slice())
            .take(most + 1)
            .read_to_end(&mut out)
            .map_err(|e| match e.kind() {
                io::ErrorKind::UnexpectedEof => Error::new(
                    Kind::BadGzip,
                    name,
                    "the compressed data end early: the file is cut off",
                )
                .help("fetch it again"),
                _ => {
                    Error::new(Kind::BadGzip, name, format!("the compressed data are damaged: {e}"))
                        .help("fetch it again")
                }
            })?;
        out
    } else {
        raw
    };
    if bytes.len() as u64 > most {
        return Err(Error::new(
            Kind::TooLarge,
            name,
            format!("it holds more than {most} bytes, which no file of this kind does"),
        ));
    }
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        bytes.drain(..3);
    }
    Ok(File { name: name.to_owned(), bytes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_core::outside::MemoryFiles;
    use antumbra_core::outside::faulty::{Fault, FaultySource};
    use std::io::Write;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut w = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        w.write_all(text).unwrap();
        w.finish().unwrap()
    }

    #[test]
    fn unpacks_by_content_and_drops_the_mark() {
        let s = MemoryFiles::new([
            ("a.csv", packed(b"x\n1\n")),
            ("b.csv.gz", b"\xef\xbb\xbfx\n1\n".to_vec()),
        ]);
        assert_eq!(open(&s, "a").unwrap().bytes, b"x\n1\n");
        assert_eq!(open(&s, "b").unwrap().bytes, b"x\n1\n");
        assert!(open(&s, "c").unwrap_err().is_missing_file());
    }

    #[test]
    fn a_cut_or_damaged_file_is_named() {
        let whole = packed("x\n1\n".repeat(1000).as_bytes());
        let cut =
            |fault| FaultySource { inner: MemoryFiles::new([("a.csv", whole.clone())]), fault };
        assert!(open(&cut(Fault::ShortReads), "a").is_ok());
        let e = open(&cut(Fault::EndsAfter(whole.len() - 9)), "a").unwrap_err();
        assert!(e.is_damaged() && e.file() == "a.csv", "{e}");
        assert!(open(&cut(Fault::BadByte(whole.len() / 2)), "a").unwrap_err().is_damaged());
        assert!(open(&cut(Fault::FailsAfter(4)), "a").unwrap_err().is_io());
    }

    #[test]
    fn a_bomb_is_refused() {
        let s = MemoryFiles::new([("a.csv", packed(&vec![b'0'; 1 << 20]))]);
        assert!(read_bounded(&s, "a.csv", 1 << 16).unwrap_err().is_too_large());
        assert!(read_bounded(&s, "a.csv", 1 << 20).is_ok());
    }
}
