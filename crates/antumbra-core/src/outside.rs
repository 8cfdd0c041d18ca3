//! The traits through which everything outside is reached.
//!
//! Engines take values and return values. What has to touch a disk, a clock or the environment
//! goes through these traits, which the binary implements for real and [`faulty`] implements with
//! the faults that real ones have.

use std::fmt;
use std::io;

/// A named collection of bytes to read from: a folder of data files.
pub trait Source {
    /// All names, sorted.
    ///
    /// # Errors
    /// When the collection cannot be listed.
    fn list(&self) -> io::Result<Vec<String>>;

    /// Opens one for reading.
    ///
    /// # Errors
    /// When it is not there, is not a file, or cannot be opened.
    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>>;

    /// How the collection is named in messages (a path as the user gave it).
    fn label(&self) -> String;
}

/// What writes a file piece by piece.
pub type Writing<'a> = dyn FnMut(&mut (dyn io::Write + Send)) -> io::Result<()> + 'a;

/// A place where files are created whole or not at all.
pub trait Store {
    /// Writes a file under a temporary name and moves it to `name` when complete: after an error
    /// nothing is at `name`.
    ///
    /// # Errors
    /// When writing or the final rename fails.
    fn commit(&self, name: &str, bytes: &[u8]) -> io::Result<()>;

    /// As [`Store::commit`], with bytes that `write` gives piece by piece. A store that does not say
    /// otherwise gathers them first.
    ///
    /// # Errors
    /// What `write` returns, and as [`Store::commit`].
    fn commit_from(&self, name: &str, write: &mut Writing<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.commit(name, &bytes)
    }

    /// The bytes of a file that was committed.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    fn read(&self, name: &str) -> io::Result<Vec<u8>>;

    /// All committed names, sorted; temporary ones are left out.
    ///
    /// # Errors
    /// When the place cannot be listed.
    fn list(&self) -> io::Result<Vec<String>>;

    /// How the place is named in messages.
    fn label(&self) -> String;
}

/// The time, for logs only: no result depends on it.
pub trait Clock {
    /// Seconds since an arbitrary start.
    fn seconds(&self) -> f64;
    /// Today as `YYYY-MM-DD`, for logs.
    fn today(&self) -> String;
}

/// The process environment.
pub trait Environment {
    /// The value of a variable, if it is set.
    fn get(&self, name: &str) -> Option<String>;
}

/// An address from which a file may be fetched, on the user's machine and at the user's request.
pub trait Network {
    /// Fetches the bytes at an address, from `offset` on.
    ///
    /// # Errors
    /// When the address cannot be reached.
    fn fetch(&self, address: &str, offset: u64) -> io::Result<Box<dyn io::Read + Send>>;
}

/// An environment given as a list, for tests and for embedding.
#[derive(Clone, Debug, Default)]
pub struct FixedEnvironment(pub std::collections::BTreeMap<String, String>);

impl Environment for FixedEnvironment {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }
}

/// Files held in memory: a [`Source`] and a [`Store`].
#[derive(Debug, Default)]
pub struct MemoryFiles {
    files: std::sync::Mutex<std::collections::BTreeMap<String, Vec<u8>>>,
}

impl MemoryFiles {
    /// Files from (name, bytes) pairs.
    pub fn new<N: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (N, B)>) -> Self {
        MemoryFiles {
            files: std::sync::Mutex::new(
                files.into_iter().map(|(n, b)| (n.into(), b.into())).collect(),
            ),
        }
    }

    fn with<T>(&self, f: impl FnOnce(&mut std::collections::BTreeMap<String, Vec<u8>>) -> T) -> T {
        // A poisoned lock only says that another test thread failed; the map itself is whole.
        let mut g = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        f(&mut g)
    }
}

fn not_there(name: &str) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("no file `{name}`"))
}

impl Source for MemoryFiles {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.with(|m| m.keys().cloned().collect()))
    }
    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
        let bytes = self.with(|m| m.get(name).cloned()).ok_or_else(|| not_there(name))?;
        Ok(Box::new(io::Cursor::new(bytes)))
    }
    fn label(&self) -> String {
        "memory".into()
    }
}

impl Store for MemoryFiles {
    fn commit(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.with(|m| m.insert(name.to_owned(), bytes.to_vec()));
        Ok(())
    }
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.with(|m| m.get(name).cloned()).ok_or_else(|| not_there(name))
    }
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.with(|m| m.keys().cloned().collect()))
    }
    fn label(&self) -> String {
        "memory".into()
    }
}

/// Implementations with the faults that real ones have.
pub mod faulty {
    use super::{MemoryFiles, Source, Store, fmt, io};

    /// A reader that gives one byte at a time and may stop early or with an error.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Fault {
        /// Every read gives at most one byte: correct callers do not notice.
        ShortReads,
        /// The bytes end after this many.
        EndsAfter(usize),
        /// Reading fails after this many bytes.
        FailsAfter(usize),
        /// The byte at this place is flipped.
        BadByte(usize),
    }

    /// A [`Source`] with one fault in every file.
    #[derive(Debug)]
    pub struct FaultySource {
        /// The true files.
        pub inner: MemoryFiles,
        /// The fault.
        pub fault: Fault,
    }

    struct FaultyRead {
        bytes: Vec<u8>,
        at: usize,
        fault: Fault,
    }

    impl io::Read for FaultyRead {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            let (end, fails) = match self.fault {
                Fault::EndsAfter(n) => (n.min(self.bytes.len()), false),
                Fault::FailsAfter(n) => (n.min(self.bytes.len()), true),
                _ => (self.bytes.len(), false),
            };
            if self.at >= end {
                return if fails { Err(io::Error::other("input/output error")) } else { Ok(0) };
            }
            let most = if self.fault == Fault::ShortReads { 1 } else { buf.len() };
            let n = (end - self.at).min(most).min(buf.len());
            buf[..n].copy_from_slice(&self.bytes[self.at..self.at + n]);
            if let Fault::BadByte(b) = self.fault
                && (self.at..self.at + n).contains(&b)
            {
                buf[b - self.at] ^= 0xff;
            }
            self.at += n;
            Ok(n)
        }
    }

    impl Source for FaultySource {
        fn list(&self) -> io::Result<Vec<String>> {
            Source::list(&self.inner)
        }
        fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut self.inner.open(name)?, &mut bytes)?;
            Ok(Box::new(FaultyRead { bytes, at: 0, fault: self.fault }))
        }
        fn label(&self) -> String {
            format!("memory with {:?}", self.fault)
        }
    }

    /// A [`Store`] whose disk holds this many bytes in all.
    pub struct FullDisk {
        /// What was committed.
        pub inner: MemoryFiles,
        /// Bytes that still fit.
        pub left: std::sync::atomic::AtomicUsize,
    }

    impl fmt::Debug for FullDisk {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "FullDisk({:?} bytes left)", self.left)
        }
    }

    impl Store for FullDisk {
        fn commit(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
            use std::sync::atomic::Ordering::SeqCst;
            let left = self.left.load(SeqCst);
            if bytes.len() > left {
                return Err(io::Error::new(io::ErrorKind::StorageFull, "no space left on device"));
            }
            self.left.store(left - bytes.len(), SeqCst);
            self.inner.commit(name, bytes)
        }
        fn read(&self, name: &str) -> io::Result<Vec<u8>> {
            self.inner.read(name)
        }
        fn list(&self) -> io::Result<Vec<String>> {
            Store::list(&self.inner)
        }
        fn label(&self) -> String {
            "full disk".into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::faulty::{Fault, FaultySource, FullDisk};
    use super::*;
    use std::io::Read;

    fn read_all(s: &dyn Source, name: &str) -> io::Result<Vec<u8>> {
        let mut v = Vec::new();
        s.open(name)?.read_to_end(&mut v)?;
        Ok(v)
    }

    #[test]
    fn faults_do_what_they_say() {
        let make = |fault| FaultySource { inner: MemoryFiles::new([("a", "hello")]), fault };
        assert_eq!(read_all(&make(Fault::ShortReads), "a").unwrap(), b"hello");
        assert_eq!(read_all(&make(Fault::EndsAfter(2)), "a").unwrap(), b"he");
        assert!(read_all(&make(Fault::FailsAfter(2)), "a").is_err());
        assert_eq!(read_all(&make(Fault::BadByte(0)), "a").unwrap()[1..], b"ello"[..]);
        assert!(read_all(&make(Fault::ShortReads), "b").is_err());
    }

    #[test]
    fn a_full_disk_keeps_nothing_half() {
        let d = FullDisk { inner: MemoryFiles::default(), left: 4.into() };
        assert!(d.commit("a", b"1234").is_ok());
        assert_eq!(d.commit("b", b"1").unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(Store::list(&d).unwrap(), ["a"]);
        // Nor does one that is written piece by piece, whatever stops it.
        let d = FullDisk { inner: MemoryFiles::default(), left: 4.into() };
        let mut long = |out: &mut (dyn io::Write + Send)| {
            out.write_all(b"12")?;
            out.write_all(b"345")
        };
        assert_eq!(d.commit_from("a", &mut long).unwrap_err().kind(), io::ErrorKind::StorageFull);
        let mut stops = |out: &mut (dyn io::Write + Send)| {
            out.write_all(b"1")?;
            Err(io::Error::other("no more"))
        };
        assert!(d.commit_from("b", &mut stops).is_err());
        assert!(Store::list(&d).unwrap().is_empty());
        d.commit_from("c", &mut |out| out.write_all(b"1234")).unwrap();
        assert_eq!(d.read("c").unwrap(), b"1234");
    }
}
