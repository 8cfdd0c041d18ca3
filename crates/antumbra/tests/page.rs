//! The page as a reader meets it: from whole, partial and hostile run folders, in a browser.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use common::antumbra;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;

/// A finished run of the shipped assessment, in a folder of its own: made once, then copied.
fn run() -> TempDir {
    static MADE: LazyLock<TempDir> = LazyLock::new(|| {
        let dir = tempfile::tempdir().unwrap();
        let (code, _, err) =
            antumbra(dir.path(), &["assess", "japan", "--futures", "200", "--out", "run"]);
        assert_eq!(code, 0, "{err}");
        dir
    });
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("run");
    std::fs::create_dir(&copy).unwrap();
    for file in std::fs::read_dir(MADE.path().join("run")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy.join(file.file_name())).unwrap();
    }
    dir
}

fn report(dir: &Path, args: &[&str]) -> String {
    let (code, out, err) = antumbra(dir, &[&["report", "run"], args].concat());
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

/// Changes the findings of a run.
fn change(dir: &Path, f: impl FnOnce(&mut Value)) {
    let path = dir.join("run/findings.json");
    let mut v: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    f(&mut v);
    std::fs::write(path, serde_json::to_vec(&v).unwrap()).unwrap();
}

#[test]
fn a_run_is_shown_again_from_its_folder() {
    let dir = run();
    let d = dir.path();
    let page = report(d, &[]);
    assert_eq!(page, std::fs::read_to_string(d.join("run/report.html")).unwrap());
    assert!(!page.contains("class=\"notice\""));
    let japanese = report(d, &["--lang", "ja"]);
    assert!(japanese.starts_with("<!DOCTYPE html><html lang=\"ja\">"));
    for want in ["米国", "核の傘", "倍", "主張の検証表", "結論を覆す条件"] {
        assert!(japanese.contains(want), "{want}");
    }
    for never in ["パトロン", "被保護国", "レッドチーム", "自主防衛", "武力攻撃事態"]
    {
        assert!(!japanese.contains(never), "{never}");
    }
    let md = report(d, &["--format", "md"]);
    assert!(md.starts_with("# Can Japan stand without the United States?\n"));
    assert!(report(d, &["--format", "terminal"]).starts_with("CAN JAPAN STAND"));
    let screen = report(d, &["--format", "terminal", "--lang", "ja"]);
    assert!(screen.starts_with("日本は米国なしで立てるか"), "{screen}");
    assert!(screen.lines().count() <= 35, "{screen}");
    for want in ["自力代替費用", "成り立つ", "武力衝突", "戻せるか"] {
        assert!(screen.contains(want), "{want}: {screen}");
    }
    assert!(!screen.contains("futures") && !screen.contains("against"), "{screen}");
    let listed = report(d, &["--figures", "figures", "--tables", "latex"]);
    assert!(listed.contains("figure-parts.svg") && listed.contains("table-goals.tex"), "{listed}");
    for line in listed.lines() {
        assert!(d.join(line).is_file(), "{line}");
    }
    // Nothing is written over.
    let (code, _, err) = antumbra(d, &["report", "run", "--figures", "figures"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot write"), "{err}");
}

#[test]
fn every_sentence_is_of_a_finding_and_moves_with_it() {
    let dir = run();
    let d = dir.path();
    let before = report(d, &[]);
    let bare = before.matches("<h2>").count() + before.matches("<h3").count()
        - before.matches("<h3 id=").count();
    assert_eq!(bare, 1, "only the list of definitions has a heading without a finding");
    // The figure of the answer, everywhere that it is said.
    let said = "22% at the reference";
    assert!(before.contains(said));
    change(d, |v| {
        for s in v["sentences"].as_array_mut().unwrap() {
            if s["finding"] == "answer" {
                s["numbers"]["own"] = json!(0.31);
            }
        }
    });
    let after = report(d, &[]);
    assert!(!after.contains(said) && after.contains("31% at the reference"));
    assert!(after.contains("it was changed afterwards"), "the page says that it was changed");
}

#[test]
fn tables_on_the_page_equal_the_folders() {
    let dir = run();
    let v: Value =
        serde_json::from_slice(&std::fs::read(dir.path().join("run/findings.json")).unwrap())
            .unwrap();
    let csv = report(dir.path(), &["--tables", "csv"]);
    let parts = csv.split("figure-parts\n").nth(1).unwrap();
    for (row, p) in parts.lines().skip(1).zip(v["parts_over"].as_array().unwrap()) {
        let cells: Vec<&str> = row.split(',').collect();
        let share = |k: &str| format!("{:.0}%", 100.0 * p[k]["reference"]["mid"].as_f64().unwrap());
        assert_eq!(
            [cells[1], cells[4], cells[7]],
            [share("own").as_str(), share("expected").as_str(), share("doubtful").as_str()]
        );
    }
}

#[test]
fn every_figure_names_where_it_came_from_and_costs_equal_the_folders() {
    let dir = run();
    let bytes = std::fs::read(dir.path().join("run/findings.json")).unwrap();
    let v: Value = serde_json::from_slice(&bytes).unwrap();
    let page = report(dir.path(), &[]);
    let figures: Vec<&str> =
        page.split("<figure id=\"").skip(1).map(|f| f.split("</figure>").next().unwrap()).collect();
    assert!(figures.len() >= 8, "{} figures", figures.len());
    let seed = v["seed"].as_u64().unwrap();
    for f in &figures {
        let source = f.split("class=\"source\">").nth(1).unwrap().split("</p>").next().unwrap();
        // How many futures each is of is held against the folder beside its table.
        for want in [" futures, ".to_owned(), format!("seed {seed}"), "Data: ".to_owned()] {
            assert!(source.contains(&want), "{want}: {source}");
        }
        assert!(f.contains("<title id=") && f.contains("<desc id=") && f.contains("<tbody>"));
    }
    // The page's table of the cost of today's odds, cell by cell, to its two digits.
    let rows = |f: &str| -> Vec<Vec<f64>> {
        let body = f.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
        let number = |c: &str| c.split('<').next()?.trim_start_matches('×').parse().ok();
        body.split("<tr")
            .skip(1)
            .map(|r| r.split("<td").skip(1).filter_map(|c| number(c.split_once('>')?.1)).collect())
            .collect()
    };
    let cost = figures.iter().find(|f| f.starts_with("figure-cost\"")).unwrap();
    let keep = v["costs_over"].as_array().unwrap().iter().find(|c| c["goal"] == "keep").unwrap();
    let found = keep["by_lambda"].as_array().unwrap();
    let shown = rows(cost);
    assert_eq!(shown.len(), found.len());
    for (row, x) in shown.iter().zip(found) {
        let m = &x["multiple"];
        let want = [&x["lambda"], &m["lo"], &m["mid"], &m["hi"]].map(|n| n.as_f64().unwrap());
        assert_eq!(row.len(), want.len(), "{row:?}");
        for (a, b) in row.iter().zip(want) {
            assert!((a - b).abs() <= 0.05 * b.abs() + 1e-12, "{a} on the page, {b} in the folder");
        }
    }
}

#[test]
fn a_partial_folder_says_what_is_missing() {
    let dir = run();
    let d = dir.path();
    change(d, |v| {
        let o = v.as_object_mut().unwrap();
        o.remove("claims");
        o.remove("nuclear_detail");
        // What a program writes for a number that is none.
        o["costs"][0]["lambda"] = Value::Null;
    });
    std::fs::remove_file(d.join("run/run.json")).unwrap();
    let page = report(d, &[]);
    for want in [
        "did not finish",
        "`claims` is not in it",
        "`nuclear_detail` is not in it",
        "`costs` cannot be read and is left out",
        "Who would defend",
    ] {
        assert!(page.contains(want), "{want}");
    }
    assert!(!page.contains("id=\"claims\""));
    change(d, |v| {
        v.as_object_mut().unwrap().remove("client");
    });
    let (code, _, err) = antumbra(d, &["report", "run"]);
    assert_eq!(code, 2);
    assert!(err.contains("client"), "{err}");
    std::fs::remove_file(d.join("run/findings.json")).unwrap();
    let (code, _, err) = antumbra(d, &["report", "run"]);
    assert_eq!(code, 2);
    assert!(err.contains("no run folder"), "{err}");
}

#[test]
fn an_older_folder_opens_and_a_broken_one_is_refused_with_its_place() {
    let dir = run();
    let d = dir.path();
    let whole = report(d, &[]);
    // An older program chose no words for headings, and walked no paths.
    change(d, |v| {
        v["sentences"].as_array_mut().unwrap().retain(|s| s["finding"] == "answer");
        let o = v.as_object_mut().unwrap();
        for part in ["paths", "exploration", "whatif", "analogues", "politics"] {
            o.remove(part);
        }
    });
    let old = report(d, &[]);
    assert!(old.len() < whole.len());
    for want in ["parts", "map", "cost", "risk", "history", "war-historical", "war-expert"] {
        assert!(old.contains(&format!("id=\"figure-{want}\"")), "{want}");
    }
    // Tables beside the findings are not what the page is made from.
    for name in ["years.csv", "years.parquet", "parts.csv", "costs.csv"] {
        let _ = std::fs::remove_file(d.join("run").join(name));
    }
    assert_eq!(report(d, &[]), old);
    // What is no JSON, or from a program to come, is refused; nothing panics.
    let path = d.join("run/findings.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let refused = |text: &str, want: &str| {
        std::fs::write(&path, text).unwrap();
        let (code, out, err) = antumbra(d, &["report", "run"]);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("findings.json") && err.contains(want), "{want}: {err}");
    };
    refused(&text.replacen("\"draws\":200", "\"draws\":NaN", 1), "line 1");
    refused(&text[..text.len() / 2], "line 1");
    refused(&text.replacen("antumbra.findings/1", "antumbra.findings/9", 1), "newer");
}

/// Puts a text in place of every text of a value, keys of a fixed meaning left alone.
fn poison(v: &mut Value, text: &str) {
    match v {
        Value::String(s) if s.len() != 3 && !s.starts_with("antumbra") && s.contains(' ') => {
            *s = text.to_owned();
        }
        Value::Array(a) => a.iter_mut().for_each(|x| poison(x, text)),
        Value::Object(o) => o.iter_mut().for_each(|(_, x)| poison(x, text)),
        _ => {}
    }
}

const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u{0}\u{1b}[31m]]>`|{{7*7}} and more";

#[test]
fn a_hostile_folder_cannot_inject_or_break() {
    let dir = run();
    let d = dir.path();
    let scripts = |page: &str| (page.matches("<script").count(), page.matches("</script>").count());
    let clean = scripts(&report(d, &[]));
    change(d, |v| {
        poison(v, HOSTILE);
        for n in v["names"].as_object_mut().unwrap().values_mut() {
            *n = json!(HOSTILE);
        }
        v["claims"][0]["text"] = json!("<b>".repeat(3_500_000));
        v["inputs"][0]["mid"] = json!(1e308);
        v["inputs"][0]["id"] = json!("\"><script>alert(2)</script>");
        v["parts_over"][0]["own"]["reference"]["mid"] = json!(-1e300);
    });
    for lang in ["en", "ja"] {
        let page = report(d, &["--lang", lang]);
        assert_eq!(scripts(&page), clean, "only the page's own scripts and data");
        assert!(!page.contains("<script>alert"));
        assert!(!page.contains("<img") && !page.contains("<b>"));
        assert!(page.len() < 3_000_000, "{} bytes", page.len());
        assert!(page.contains("</html>"));
    }
    report(d, &["--figures", "f", "--tables", "md"]);
    let svg = std::fs::read_to_string(d.join("f/figure-parts.svg")).unwrap();
    assert!(!svg.contains("<script") && !svg.contains('\u{0}'));
    assert!(!report(d, &["--format", "md"]).contains("<script"));
}

/// Chromium, where it is installed.
fn chromium() -> Option<PathBuf> {
    let found = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).map(|p| p.join(name)).find(|p| p.is_file())
    });
    if found.is_none() {
        eprintln!("no chromium here: the page is not opened in a browser");
    }
    found
}

/// What the browser says of the page: its document after the script ran, and its log.
fn open(browser: &Path, dir: &Path, page: &Path, width: u32, dark: bool) -> (String, String) {
    let o = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--enable-logging=stderr", "--log-level=0", "--virtual-time-budget=4000"])
        .arg(format!("--user-data-dir={}", dir.join("profile").display()))
        .arg(format!("--window-size={width},1200"))
        .args(dark.then_some("--blink-settings=preferredColorScheme=0"))
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let text = |b: Vec<u8>| String::from_utf8_lossy(&b).into_owned();
    (text(o.stdout), text(o.stderr))
}

/// A script that looks at the page from inside and leaves what it found in the title.
const PROBE: &str = include_str!("probe.js");

#[test]
fn the_page_works_in_a_browser() {
    let Some(browser) = chromium() else { return };
    let dir = run();
    let d = dir.path();
    for lang in ["en", "ja"] {
        let page = report(d, &["--lang", lang]);
        // Opened as it is: nothing in the console, nothing asked of a network.
        let path = d.join(format!("{lang}.html"));
        std::fs::write(&path, &page).unwrap();
        let (dom, log) = open(&browser, d, &path, 1440, false);
        assert!(dom.contains("class=\"js\""), "the script ran: {}", &dom[..dom.len().min(300)]);
        let said: Vec<&str> = log.lines().filter(|l| l.contains("CONSOLE")).collect();
        assert!(said.is_empty(), "{said:?}");
        // Looked at from inside, at three widths and in both themes.
        let probed = page
            .replacen("<meta http-equiv=\"Content-Security-Policy\"", "<meta name=\"policy\"", 1)
            .replacen("</body>", &format!("<script>{PROBE}</script></body>"), 1);
        let path = d.join(format!("{lang}-probed.html"));
        std::fs::write(&path, &probed).unwrap();
        for (width, dark) in [(500, false), (820, true), (1440, false)] {
            let (dom, log) = open(&browser, d, &path, width, dark);
            let title = dom.split("<title>").nth(1).and_then(|t| t.split("</title>").next());
            assert_eq!(title, Some("PROBE fine"), "{lang} at {width}: {log}");
        }
    }
}

/// The grid that the page carries, as JSON.
fn embedded(page: &str) -> Value {
    let start = page.find("<script type=\"application/json\">").unwrap();
    let text = page[start..].split_once('>').unwrap().1.split_once("</script>").unwrap().0;
    assert!(!text.contains('<') && !text.contains('&'), "nothing in the data can end its block");
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_grid_on_the_page_is_the_grid_of_the_findings() {
    let dir = run();
    let d = dir.path();
    let v: Value =
        serde_json::from_slice(&std::fs::read(d.join("run/findings.json")).unwrap()).unwrap();
    let page = report(d, &[]);
    let data = embedded(&page);
    assert_eq!(data["grid"], v["whatif"]);
    assert_eq!(data["limits"], v["paths"]["limits"]);
    // Without the script the page has the marked cell: each verdict follows its share and limits.
    let grid = &v["whatif"];
    let size = |k: &str| grid[k].as_array().unwrap().len();
    let at = |k: &str| usize::try_from(grid["reference"][k].as_u64().unwrap()).unwrap();
    let setup =
        (at("lambda") * size("basing") + at("basing")) * size("reliability") + at("reliability");
    let futures = grid["futures"].as_f64().unwrap();
    let mut cells = page.split(" data-verdict=\"").skip(1);
    for path in 0..size("paths") {
        for world in 0..size("worlds") {
            let place =
                ((setup * size("psi") + at("psi")) * size("paths") + path) * size("worlds") + world;
            let share = grid["within"][place].as_f64().unwrap() / futures;
            let want = match share {
                s if s >= 0.9 => ("holds", ">holds<"),
                s if s <= 0.1 => ("fails", ">does not hold<"),
                _ => ("part", ">in some futures<"),
            };
            let cell = cells.next().unwrap();
            assert!(
                cell.starts_with(want.0) && cell.contains(want.1),
                "{path} {world} {share}: {cell}"
            );
        }
    }
    // A folder whose grid is cut short shows none.
    change(d, |v| {
        v["whatif"]["within"].as_array_mut().unwrap().pop();
    });
    assert!(!report(d, &[]).contains("id=\"whatif-grid\""));
}
