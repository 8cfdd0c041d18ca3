//! `antumbra report`.

use crate::args::{Format, Lang, Report, TableFormat};
use crate::failure::Failure;
use crate::outside::{RunFolder, print, write_new};
use antumbra_record::partial;
use antumbra_report::context::Language;
use antumbra_report::export::{self, Tables};
use antumbra_report::{html, markdown, page, terminal};
use std::path::Path;

impl From<Lang> for Language {
    fn from(l: Lang) -> Self {
        match l {
            Lang::En => Language::English,
            Lang::Ja => Language::Japanese,
        }
    }
}

impl From<TableFormat> for Tables {
    fn from(t: TableFormat) -> Self {
        match t {
            TableFormat::Csv => Tables::Csv,
            TableFormat::Latex => Tables::Latex,
            TableFormat::Md => Tables::Markdown,
        }
    }
}

/// Runs the command.
pub(crate) fn run(a: &Report) -> Result<(), Failure> {
    let reading = partial::read(&RunFolder(a.run.clone()))?;
    let document = page::reading(&reading, a.lang.into());
    let mut text = String::new();
    if let Some(dir) = &a.figures {
        std::fs::create_dir_all(dir)
            .map_err(|e| Failure::run(format!("cannot make `{}`: {e}", dir.display())))?;
        let mut put = |name: String, bytes: &[u8]| {
            let path = dir.join(name);
            write_new(&path, bytes)?;
            text.push_str(&format!("{}\n", path.display()));
            Ok::<(), Failure>(())
        };
        for f in document.figures() {
            put(format!("{}.svg", f.id), export::svg(f).as_bytes())?;
        }
        #[cfg(feature = "png")]
        if let Some(width) = a.png {
            let mut painter = antumbra_report::png::Painter::new();
            for f in document.figures() {
                let drawn = painter.png(f, width).map_err(|e| Failure::run(e.to_string()))?;
                put(format!("{}.png", f.id), &drawn)?;
            }
        }
        if let Some(format) = a.tables {
            let format: Tables = format.into();
            for (name, table) in export::tables(&document, format) {
                put(format!("{name}.{}", format.extension()), table.as_bytes())?;
            }
        }
    } else if let Some(format) = a.tables {
        for (name, table) in export::tables(&document, format.into()) {
            text.push_str(&format!("{name}\n{table}\n"));
        }
    }
    let asked = a.figures.is_some() || a.tables.is_some();
    match a.format.or((!asked).then_some(Format::Html)) {
        None if a.figures.is_some() => return put(None, &text),
        None => {}
        Some(Format::Html) => text = html::html(&document),
        Some(Format::Md) => text = markdown::markdown(&document),
        Some(Format::Terminal) => {
            let look = terminal::Look { width: 100, styled: false };
            text = terminal::screen(&reading.findings, a.lang.into(), look, None);
        }
        Some(Format::Json) => {
            text = serde_json::to_string_pretty(&reading.findings)
                .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?;
            text.push('\n');
        }
    }
    put(a.out.as_deref(), &text)
}

/// Writes the text into a file that must not exist yet, or prints it.
fn put(out: Option<&Path>, text: &str) -> Result<(), Failure> {
    match out {
        Some(out) => write_new(out, text.as_bytes()),
        None => {
            print(text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
        }
    }
}
