//! Figures in README and docs, printed by the program itself.
//!
//! A block between `<!-- run: ARGUMENTS -->` and `<!-- end -->` holds what `antumbra ARGUMENTS`
//! prints; this command runs each and writes the blocks anew, or, with `--check`, says which differ.

use std::path::{Path, PathBuf};
use std::process::Command;

const START: &str = "<!-- run: ";
const END: &str = "<!-- end -->";

/// Rewrites (or checks) every block below `root`.
///
/// # Errors
/// When a command fails, a block has no end, or, with `check`, a block differs.
pub(crate) fn command(root: &Path, check: bool) -> Result<(), String> {
    let binary = build(root)?;
    let mut differ = Vec::new();
    for file in files(root)? {
        let old = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let new = rewrite(&old, &|arguments| run(&binary, arguments))
            .map_err(|e| format!("{}: {e}", file.display()))?;
        if new != old {
            differ.push(file.display().to_string());
            if !check {
                std::fs::write(&file, new).map_err(|e| format!("{}: {e}", file.display()))?;
            }
        }
    }
    if check && !differ.is_empty() {
        return Err(format!(
            "not as the program prints it: {}; run `cargo xtask readme`",
            differ.join(", ")
        ));
    }
    Ok(())
}

fn files(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut out = vec![root.join("README.md")];
    let mut stack = vec![root.join("docs")];
    while let Some(dir) = stack.pop() {
        let Ok(entries) = std::fs::read_dir(&dir) else { continue };
        for e in entries {
            let p = e.map_err(|e| e.to_string())?.path();
            if p.is_dir() {
                stack.push(p);
            } else if p.extension().is_some_and(|x| x == "md") {
                out.push(p);
            }
        }
    }
    out.sort();
    Ok(out)
}

pub(crate) fn build(root: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(&cargo)
        .args([
            "build",
            "--release",
            "--quiet",
            "--package",
            "antumbra",
            "--message-format",
            "json-render-diagnostics",
        ])
        .current_dir(root)
        .output()
        .map_err(|e| format!("cannot run cargo: {e}"))?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into_owned());
    }
    String::from_utf8_lossy(&done.stdout)
        .lines()
        .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
        .filter_map(|v| v["executable"].as_str().map(PathBuf::from))
        .next_back()
        .ok_or_else(|| "cargo built no program".into())
}

fn run(binary: &Path, arguments: &str) -> Result<String, String> {
    let dir = std::env::temp_dir().join(format!("antumbra-readme-{}", std::process::id()));
    std::fs::create_dir_all(&dir).map_err(|e| e.to_string())?;
    let done = Command::new(binary)
        .args(arguments.split_whitespace())
        .current_dir(&dir)
        .env_remove("ANTUMBRA_DATA")
        .env("NO_COLOR", "1")
        .output()
        .map_err(|e| format!("cannot run the program: {e}"));
    let _ = std::fs::remove_dir_all(&dir);
    let done = done?;
    if !done.status.success() {
        return Err(format!("`antumbra {arguments}`: {}", String::from_utf8_lossy(&done.stderr)));
    }
    Ok(String::from_utf8_lossy(&done.stdout).trim_end().to_owned())
}

/// The text with every block written anew.
fn rewrite(text: &str, run: &dyn Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(START) {
        let after = &rest[at + START.len()..];
        let close = after.find("-->").ok_or("a block's first line has no `-->`")?;
        let arguments = after[..close].trim();
        let body = &after[close + 3..];
        let end = body.find(END).ok_or_else(|| format!("`{arguments}` has no `{END}`"))?;
        out.push_str(&rest[..at]);
        out.push_str(&format!("{START}{arguments} -->\n```text\n{}\n```\n{END}", run(arguments)?));
        rest = &body[end + END.len()..];
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::rewrite;

    #[test]
    fn blocks_are_written_anew_and_the_rest_is_kept() {
        let run = |a: &str| Ok(format!("ran {a}"));
        let text = "a\n<!-- run: assess x -->\nold\n<!-- end -->\nb";
        let new = rewrite(text, &run).unwrap();
        assert_eq!(new, "a\n<!-- run: assess x -->\n```text\nran assess x\n```\n<!-- end -->\nb");
        assert_eq!(rewrite(&new, &run).unwrap(), new);
        assert!(rewrite("<!-- run: x -->\nno end", &run).is_err());
    }
}
