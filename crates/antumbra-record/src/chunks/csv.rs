//! A table of every chunk as one CSV file, chunk after chunk.

use super::folder::ChunkFolder;
use crate::Error;
use crate::stream::{Form, TableWriter};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Bytes on their way into a file, hashed as they pass.
struct Hashing<'a> {
    out: &'a mut (dyn Write + Send),
    sum: Sha256,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.sum.update(&bytes[..n]);
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl ChunkFolder<'_> {
    /// Writes a table of all chunks as one CSV file (`outcomes.csv`), a chunk at a time.
    ///
    /// # Errors
    /// When a chunk cannot be read, or the store refuses the file: then it is not there.
    pub fn write_csv(&mut self, table: &str) -> Result<(), Error> {
        let name = format!("{table}.csv");
        let mut hash = String::new();
        // Why a chunk could not be read: the store hands on only that writing stopped.
        let mut wrong = None;
        let written = self.store.commit_from(&name, &mut |out| {
            self.csv_into(table, out).map(|h| hash = h).map_err(|e| {
                let told = io::Error::other(e.to_string());
                wrong = Some(e);
                told
            })
        });
        match (written, wrong) {
            (Ok(()), _) => {
                self.files.insert(name, hash);
                Ok(())
            }
            (Err(_), Some(e)) => Err(e),
            (Err(e), None) => Err(self.cannot_write(&name, &e)),
        }
    }

    /// Gives SHA-256 of what was written.
    fn csv_into(&self, table: &str, out: &mut (dyn Write + Send)) -> Result<String, Error> {
        let mut w = TableWriter::new(Hashing { out, sum: Sha256::new() }, Form::Csv);
        for &index in self.done() {
            w.chunk(&self.chunk_table(table, index)?)?;
        }
        Ok(w.finish()?.sum.finalize().iter().map(|b| format!("{b:02x}")).collect())
    }
}
