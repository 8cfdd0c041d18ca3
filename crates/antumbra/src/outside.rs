//! The outside for real: folders, the clock, the environment, the terminal.

use crate::failure::Failure;
use antumbra_core::Diagnostic;
use antumbra_core::outside::{Clock, Environment, Source, Store, Writing};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A folder to read from.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Source for Folder {
    fn list(&self) -> io::Result<Vec<String>> {
        list(&self.0)
    }
    fn open(&self, name: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        let path = self.0.join(name);
        if path.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "this is a folder, not a file",
            ));
        }
        Ok(Box::new(io::BufReader::with_capacity(1 << 16, fs::File::open(path)?)))
    }
    fn label(&self) -> String {
        self.0.display().to_string()
    }
}

/// A folder to write to: each file appears whole, by rename.
pub(crate) struct RunFolder(pub(crate) PathBuf);

impl Store for RunFolder {
    fn commit(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.commit_from(name, &mut |file| file.write_all(bytes))
    }
    fn commit_from(&self, name: &str, write: &mut Writing<'_>) -> io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(&self.0)?;
        write(&mut file)?;
        file.as_file().sync_all()?;
        readable(file.as_file())?;
        // A name with a folder, as `outcomes/000001.parquet`: its folder is made on the way.
        let path = self.0.join(name);
        if let Some(parent) = path.parent().filter(|p| *p != self.0) {
            fs::create_dir_all(parent)?;
        }
        file.persist(path).map_err(|e| e.error)?;
        Ok(())
    }
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(self.0.join(name))
    }
    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for name in list(&self.0)?.into_iter().filter(|n| !n.starts_with('.')) {
            let path = self.0.join(&name);
            if path.is_dir() {
                names.extend(list(&path)?.into_iter().map(|n| format!("{name}/{n}")));
            } else {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }
    fn label(&self) -> String {
        self.0.display().to_string()
    }
}

fn list(path: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// A new folder for a run; taken away again unless the run is finished.
pub(crate) struct NewFolder {
    pub(crate) path: PathBuf,
    finished: bool,
}

impl NewFolder {
    /// Makes the folder.
    ///
    /// # Errors
    /// When it exists already, or cannot be made.
    pub(crate) fn make(path: &Path) -> io::Result<Self> {
        if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            // A file in the way of a parent is no "exists already" of the folder itself.
            fs::create_dir_all(parent).map_err(|e| {
                io::Error::other(format!("cannot make `{}`: {e}", parent.display()))
            })?;
        }
        fs::create_dir(path)?;
        Ok(NewFolder { path: path.to_owned(), finished: false })
    }

    /// Makes the next free `runs/<name>-NNN`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn next(name: &str) -> io::Result<Self> {
        for n in 1..100_000 {
            match NewFolder::make(&PathBuf::from("runs").join(format!("{name}-{n:03}"))) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                other => return other,
            }
        }
        Err(io::Error::other("every number up to 99999 is taken"))
    }

    /// Keeps the folder.
    pub(crate) fn finish(mut self) -> PathBuf {
        self.finished = true;
        self.path.clone()
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if !self.finished {
            // A run that did not finish leaves nothing behind; should even this fail, the folder
            // has no run.json and is never taken for a run.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// A file that must not exist yet, written aside and moved into place when finished: a failure
/// leaves no half file.
pub(crate) struct NewFile {
    file: io::BufWriter<tempfile::NamedTempFile>,
    out: PathBuf,
}

impl NewFile {
    /// Begins the file.
    ///
    /// # Errors
    /// When its name is taken or its folder cannot be written to.
    pub(crate) fn make(out: &Path) -> Result<Self, Failure> {
        if out.exists() {
            return Err(cannot_write(out, &io::Error::from(io::ErrorKind::AlreadyExists)));
        }
        let parent = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::NamedTempFile::new_in(parent).map_err(|e| cannot_write(out, &e))?;
        Ok(NewFile { file: io::BufWriter::with_capacity(1 << 18, file), out: out.to_owned() })
    }

    /// Moves the file into place.
    ///
    /// # Errors
    /// When its last bytes cannot be written or its name was taken meanwhile.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let out = self.out;
        let file = self.file.into_inner().map_err(|e| cannot_write(&out, e.error()))?;
        readable(file.as_file()).map_err(|e| cannot_write(&out, &e))?;
        file.persist_noclobber(&out).map_err(|e| cannot_write(&out, &e.error))?;
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.file.write(buf)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn cannot_write(out: &Path, e: &io::Error) -> Failure {
    let d = Diagnostic::error("AN0151", format!("cannot write `{}`: {e}", out.display()));
    if e.kind() == io::ErrorKind::AlreadyExists {
        d.help("name a file that does not exist: nothing is written over").into()
    } else {
        d.into()
    }
}

/// Writes a whole file that must not exist yet.
///
/// # Errors
/// As [`NewFile`].
pub(crate) fn write_new(out: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = NewFile::make(out)?;
    file.write_all(bytes).map_err(|e| cannot_write(out, &e))?;
    file.finish()
}

/// Progress on standard error, when it is a terminal and nothing asks for quiet; it appears after
/// a second, so that quick work stays silent.
pub(crate) struct Progress {
    bar: indicatif::ProgressBar,
    shown_after: Instant,
}

impl Progress {
    /// Progress over `all` steps of a kind.
    pub(crate) fn new(global: &crate::args::Global, what: &'static str, all: u64) -> Self {
        let bar = indicatif::ProgressBar::with_draw_target(
            Some(all),
            indicatif::ProgressDrawTarget::hidden(),
        );
        let style =
            indicatif::ProgressStyle::with_template("{bar:30} {pos} of {len} {msg}, {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(what);
        let wait =
            if global.quiet { std::time::Duration::MAX } else { std::time::Duration::from_secs(1) };
        let now = Instant::now();
        Progress {
            bar,
            shown_after: now
                .checked_add(wait)
                .unwrap_or(now + std::time::Duration::from_secs(1 << 40)),
        }
    }

    /// One step is done.
    pub(crate) fn step(&self) {
        if self.bar.is_hidden() && Instant::now() >= self.shown_after {
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    /// So many are done, of so many.
    pub(crate) fn at(&self, done: u64, all: u64) {
        if self.bar.is_hidden() && Instant::now() >= self.shown_after {
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
        self.bar.set_length(all);
        self.bar.set_position(done);
    }

    /// All is done: the line goes.
    pub(crate) fn done(&self) {
        self.bar.finish_and_clear();
    }
}

/// A temporary file is private to its owner; a result is to be read by others.
pub(crate) fn readable(file: &fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}

/// The process environment.
pub(crate) struct ProcessEnvironment;

impl Environment for ProcessEnvironment {
    fn get(&self, name: &str) -> Option<String> {
        std::env::var_os(name).map(|v| v.to_string_lossy().into_owned()).filter(|v| !v.is_empty())
    }
}

/// The clock, for logs.
pub(crate) struct SystemClock(pub(crate) Instant);

impl Clock for SystemClock {
    fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
    fn today(&self) -> String {
        let days = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |d| (d.as_secs() / 86_400) as i64);
        civil(days)
    }
}

/// Days since 1970-01-01 as a date of the proleptic Gregorian calendar.
fn civil(days: i64) -> String {
    let mut year = 1970;
    let mut left = days;
    let leap = |y: i64| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    loop {
        let length = 365 + i64::from(leap(year));
        if left < length {
            break;
        }
        left -= length;
        year += 1;
    }
    let mut month = 1;
    for m in [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < m {
            break;
        }
        left -= m;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", left + 1)
}

/// Writes results to standard output.
///
/// # Errors
/// When it cannot be written (a full disk); a closed pipe is the reader's choice and no error.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match done {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_become_dates() {
        assert_eq!(civil(0), "1970-01-01");
        assert_eq!(civil(59), "1970-03-01");
        assert_eq!(civil(11_016), "2000-02-29");
        assert_eq!(civil(20_779), "2026-11-22");
    }
}
