//! Runs the program as a reader would, without the public files and without colour.

use std::path::Path;
use std::process::Command;

/// Exit code, standard output and standard error of a run in a folder.
pub(crate) fn antumbra(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let o = Command::new(env!("CARGO_BIN_EXE_antumbra"))
        .args(args)
        .current_dir(dir)
        .env_remove("ANTUMBRA_DATA")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (o.status.code().unwrap(), text(o.stdout), text(o.stderr))
}
