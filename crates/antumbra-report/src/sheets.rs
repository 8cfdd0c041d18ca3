//! Sheets for a workshop: text, tables and cards to cut out, each kind on paper of its own.

use crate::document::{Document, Line, Table};
use crate::markdown;
use maud::{Markup, html};
use std::fmt::Write as _;

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Anchor.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// Paragraphs.
    pub lines: Vec<Line>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Cards to cut out.
    pub cards: Vec<Card>,
    /// Places to write at, with what to write.
    pub blanks: Vec<String>,
}

/// A card.
#[derive(Clone, Debug)]
pub struct Card {
    /// What kind of card it is.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: Vec<Line>,
    /// Facts with their names.
    pub facts: Vec<(String, String)>,
}

/// All sheets in the page; `print` words the button that prints them alone.
pub(crate) fn html(
    d: &Document,
    sheets: &[Sheet],
    print: &str,
    table: impl Fn(&Table) -> Markup,
) -> Markup {
    html! {
        div.sheets data-print=(print) { @for s in sheets {
            article.sheet.fill[!s.blanks.is_empty()] id=(s.id) {
                h3 id={ (s.id) "-title" } lang=[d.foreign(&s.title)] data-finding="workshop" { (s.title) }
                @for l in &s.lines { p data-finding=(l.finding) lang=[d.foreign(&l.text)] { (l.text) } }
                @for t in &s.tables { (table(t)) }
                @if !s.cards.is_empty() { div.cards { @for c in &s.cards { (card(d, c)) } } }
                @for b in &s.blanks { div.blank { (b) } }
            }
        } }
    }
}

fn card(d: &Document, c: &Card) -> Markup {
    html! {
        div.card {
            p.kind { (c.kind) }
            h4 lang=[d.foreign(&c.title)] { (c.title) }
            @for l in &c.text { p data-finding=(l.finding) lang=[d.foreign(&l.text)] { (l.text) } }
            @if !c.facts.is_empty() { dl { @for (k, v) in &c.facts {
                dt { (k) } dd lang=[d.foreign(v)] { (v) }
            } } }
        }
    }
}

/// All sheets as Markdown.
pub(crate) fn markdown(out: &mut String, sheets: &[Sheet]) {
    for s in sheets {
        let _ = writeln!(out, "### {}\n", markdown::inline(&s.title));
        for l in &s.lines {
            let _ = writeln!(out, "{}\n", markdown::inline(&l.text));
        }
        for t in &s.tables {
            markdown::table(out, &t.header, &t.rows);
        }
        for c in &s.cards {
            let _ = writeln!(
                out,
                "**{}** ({})\n",
                markdown::inline(&c.title),
                markdown::inline(&c.kind)
            );
            for l in &c.text {
                let _ = writeln!(out, "{}\n", markdown::inline(&l.text));
            }
            for (k, v) in &c.facts {
                let _ = writeln!(out, "- {}: {}", markdown::inline(k), markdown::inline(v));
            }
            out.push('\n');
        }
        for b in &s.blanks {
            let _ = writeln!(out, "{}: ____\n", markdown::inline(b));
        }
    }
}
