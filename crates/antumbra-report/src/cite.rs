//! Citations for exactly what a run used, as BibTeX or plain lines.

use antumbra_record::findings::Findings;
use antumbra_record::ledger::SourceRow;

/// Characters that BibTeX reads as its own.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            c => out.push(c),
        }
    }
    out
}

fn entry(key: &str, fields: &[(&str, String)]) -> String {
    let mut out = format!("@misc{{{key},\n");
    for (name, value) in fields.iter().filter(|(_, v)| !v.is_empty()) {
        out.push_str(&format!("  {name} = {{{value}}},\n"));
    }
    out.push_str("}\n");
    out
}

fn source(row: &SourceRow) -> String {
    let s = &row.source;
    entry(
        &row.id,
        &[
            // Braces keep an institution's name in one piece.
            ("author", format!("{{{}}}", escape(&s.author))),
            ("title", escape(&s.title)),
            ("year", escape(&s.year)),
            ("howpublished", escape(&s.place)),
            ("url", s.url.clone().unwrap_or_default()),
            ("note", format!("read: {}", escape(&s.read))),
        ],
    )
}

/// BibTeX of the program, the run, and every source that its findings name.
pub fn bibtex(f: &Findings) -> String {
    let mut out = entry(
        "antumbra",
        &[
            ("author", "{The Antumbra developers}".into()),
            ("title", format!("Antumbra {}", f.version)),
            (
                "note",
                format!(
                    "assessment {}, forces of {}, {} futures, seed {}",
                    escape(&f.assessment),
                    f.year,
                    f.draws,
                    f.seed
                ),
            ),
        ],
    );
    for row in &f.sources {
        out.push('\n');
        out.push_str(&source(row));
    }
    out
}
