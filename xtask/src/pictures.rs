//! Pictures in README and docs: figures of the shipped question as the program draws them, and the
//! top of its page as a browser shows it.
//!
//! Figures are the same bytes on every machine, so `--check` compares them. A browser's picture is
//! not, so it is only made where one is installed, and never compared.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Figures that are shown.
const FIGURES: [&str; 5] =
    ["figure-parts", "figure-cost", "figure-tolerance", "figure-order", "figure-map"];

/// Where pictures are kept.
const FOLDER: &str = "docs/pictures";

/// Rebuilds the pictures, or only compares the figures among them.
///
/// # Errors
/// When the program cannot be built or run, a picture cannot be written, or `check` finds one that
/// is not as the program draws it.
pub(crate) fn command(root: &Path, check: bool) -> Result<(), String> {
    let binary = crate::readme::build(root)?;
    let work = std::env::temp_dir().join(format!("antumbra-pictures-{}", std::process::id()));
    std::fs::create_dir_all(&work).map_err(|e| e.to_string())?;
    let done = draw(&binary, &work).and_then(|()| keep(root, &work, check));
    let _ = std::fs::remove_dir_all(&work);
    done
}

fn draw(binary: &Path, work: &Path) -> Result<(), String> {
    for arguments in [
        &["assess", "japan", "--quiet", "--out", "run"][..],
        &["report", "run", "--figures", "figures"],
    ] {
        let done = Command::new(binary)
            .args(arguments)
            .current_dir(work)
            .env_remove("ANTUMBRA_DATA")
            .output()
            .map_err(|e| format!("cannot run the program: {e}"))?;
        if !done.status.success() {
            let why = String::from_utf8_lossy(&done.stderr);
            return Err(format!("`antumbra {}`: {why}", arguments.join(" ")));
        }
    }
    Ok(())
}

fn keep(root: &Path, work: &Path, check: bool) -> Result<(), String> {
    let folder = root.join(FOLDER);
    let mut differ = Vec::new();
    for id in FIGURES {
        let name = format!("{id}.svg");
        let new = std::fs::read(work.join("figures").join(&name))
            .map_err(|e| format!("the report drew no {name}: {e}"))?;
        let path = folder.join(&name);
        if check {
            if std::fs::read(&path).ok().as_ref() != Some(&new) {
                differ.push(path.display().to_string());
            }
        } else {
            std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
            std::fs::write(&path, new).map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    if !differ.is_empty() {
        return Err(format!(
            "not as the program draws it: {}; run `cargo xtask pictures`",
            differ.join(", ")
        ));
    }
    if !check {
        photograph(work, &folder.join("page.png"))?;
    }
    Ok(())
}

/// The top of the page as a browser shows it, where one is installed.
fn photograph(work: &Path, out: &Path) -> Result<(), String> {
    let Some(browser) = chromium() else {
        eprintln!("no chromium here: {} is left as it is", out.display());
        return Ok(());
    };
    let page = work.join("run/report.html");
    let out = std::path::absolute(out).map_err(|e| e.to_string())?;
    let done = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--hide-scrollbars", "--virtual-time-budget=4000", "--window-size=1200,1180"])
        .arg(format!("--user-data-dir={}", work.join("profile").display()))
        .arg(format!("--screenshot={}", out.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .map_err(|e| format!("cannot run the browser: {e}"))?;
    if !done.status.success() || !out.is_file() {
        return Err(String::from_utf8_lossy(&done.stderr).into_owned());
    }
    Ok(())
}

fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let named =
        |name: &str| std::env::split_paths(&path).map(|p| p.join(name)).find(|p| p.is_file());
    ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|n| named(n))
}
