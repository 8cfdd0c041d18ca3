//! A document as Markdown, for a repository, a wiki or a letter. Figures are shown by their
//! numbers: a picture is one command away (`antumbra report RUN --figures DIR`).

use crate::document::{Block, Document, Line};
use std::fmt::Write as _;

/// The whole document.
pub fn markdown(d: &Document) -> String {
    let mut out = format!("# {}\n\n{}\n\n", inline(&d.title), inline(&d.kicker));
    for n in d.notices.iter().chain(&d.untold) {
        let _ = writeln!(out, "> {}\n", inline(n));
    }
    if let Some(l) = &d.lead {
        let _ = writeln!(out, "**{}**\n", inline(&l.text));
    }
    let _ = writeln!(out, "{}\n", inline(&d.rules));
    for (n, s) in d.sections.iter().enumerate() {
        let _ = writeln!(out, "## {}. {}\n", n + 1, inline(&s.heading.text));
        for b in &s.blocks {
            block(&mut out, b);
        }
    }
    if !d.definitions.is_empty() {
        let _ =
            writeln!(out, "## {}\n", d.say("How each figure is made", "それぞれの数字の作り方"));
        for x in &d.definitions {
            let _ = writeln!(out, "### {}\n\n```text\n{}\n```\n", x.title, fenced(x.formula));
        }
    }
    let _ = writeln!(out, "{}", inline(&d.source));
    out
}

fn block(out: &mut String, b: &Block) {
    match b {
        Block::Text(l) => line(out, "", l),
        Block::List(lines) => {
            for l in lines {
                let _ = writeln!(out, "- {}", inline(&l.text));
            }
            out.push('\n');
        }
        Block::Heading { line: l, .. } => line(out, "### ", l),
        Block::Figure(f) => {
            let _ = writeln!(out, "{}\n", inline(&f.description));
            table(out, &f.table.0, &f.table.1);
            let _ = writeln!(out, "*{}*\n", inline(&f.source));
        }
        Block::Table(t) => {
            if !t.caption.is_empty() {
                let _ = writeln!(out, "{}\n", inline(&t.caption));
            }
            table(out, &t.header, &t.rows);
        }
        Block::Fold { summary, blocks } => {
            let _ = writeln!(out, "### {}\n", inline(summary));
            for b in blocks {
                block(out, b);
            }
        }
        // The table beside the grid says what its marked cell and slices say.
        Block::WhatIf(_) => {}
        Block::Sheets { sheets, .. } => crate::sheets::markdown(out, sheets),
        Block::Code(text) => {
            let _ = writeln!(out, "```sh\n{}\n```\n", fenced(text));
        }
    }
}

fn line(out: &mut String, before: &str, l: &Line) {
    let _ = writeln!(out, "{before}{}\n", inline(&l.text));
}

/// A table: head, rule, rows.
pub(crate) fn table(out: &mut String, header: &[String], rows: &[Vec<String>]) {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|c| inline(c).replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    out.push_str(&row(header));
    out.push_str(&format!("|{}\n", "---|".repeat(header.len())));
    for r in rows {
        out.push_str(&row(r));
    }
    out.push('\n');
}

/// Text on one line whose characters stand for themselves: no markup, no HTML.
pub(crate) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text inside a fence, which it cannot close. No command has an angle bracket, so one that is there
/// is a folder's and not the program's.
fn fenced(text: &str) -> String {
    text.replace("```", "'''").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_read_as_markup() {
        assert_eq!(inline("<b>a_b</b>\n# [x](y)"), "&lt;b&gt;a\\_b&lt;/b&gt; \\# \\[x\\](y)");
        let mut out = String::new();
        table(&mut out, &["a|b".into()], &[vec!["c\nd".into()]]);
        assert_eq!(out, "| a\\|b |\n|---|\n| c d |\n\n");
    }
}
