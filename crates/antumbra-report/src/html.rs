//! A document as one HTML file that opens without a network.

use crate::document::{Block, Document, Line, Section, Table};
use crate::figure::Figure;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page/page.css");

/// The whole file.
pub fn html(d: &Document) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "antumbra " (d.version) };
                title { (d.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#answer" { "To the answer" }
                header {
                    p.kicker { "Antumbra · " (d.kicker) }
                    h1 { (d.title) }
                    @if let Some(l) = &d.lead { p.lead id="answer" data-finding=(l.finding) { (l.text) } }
                    p.rules { (d.rules) }
                    (contents(&d.sections))
                }
                main { @for s in &d.sections { (section(s)) } }
                footer { p { (d.source) } }
            }
        }
    }
    .into_string()
}

fn contents(sections: &[Section]) -> Markup {
    html! {
        nav aria-label="Contents" { ul {
            @for s in sections { li { a href={ "#" (s.id) } { (s.name) } } }
        } }
    }
}

fn section(s: &Section) -> Markup {
    html! {
        section id=(s.id) {
            h2 data-finding=(s.heading.finding) { (s.heading.text) }
            @for b in &s.blocks { (block(b)) }
        }
    }
}

fn block(b: &Block) -> Markup {
    match b {
        Block::Text(l) => html! { p data-finding=(l.finding) { (l.text) } },
        Block::List(lines) => html! { ul { @for l in lines { (item(l)) } } },
        Block::Heading { id, line } => {
            html! { h3 id=(id) data-finding=(line.finding) { (line.text) } }
        }
        Block::Figure(f) => figure(f),
        Block::Table(t) => table(t),
        Block::Fold { summary, blocks } => html! {
            details { summary { (summary) } @for b in blocks { (block(b)) } }
        },
        Block::Code(text) => html! { pre { code { (text) } } },
    }
}

fn item(l: &Line) -> Markup {
    html! { li data-finding=(l.finding) { (l.text) } }
}

/// The figure with its caption and table.
fn figure(f: &Figure) -> Markup {
    html! {
        figure id=(f.id) {
            div.frame { (PreEscaped(&f.svg)) }
            figcaption {
                p { (f.description) }
                p.source { (f.source) }
                details {
                    summary { "The numbers" }
                    (rows(&f.table.0, &f.table.1))
                }
            }
        }
    }
}

fn table(t: &Table) -> Markup {
    html! {
        div id=(t.id) class=[t.filter.map(|_| "wide")] {
            @if !t.caption.is_empty() { p.caption { (t.caption) } }
            (rows(&t.header, &t.rows))
        }
    }
}

fn rows(header: &[String], rows: &[Vec<String>]) -> Markup {
    html! {
        div.scroll {
            table {
                thead { tr { @for h in header { th scope="col" { (h) } } } }
                tbody { @for r in rows { tr { @for (n, c) in r.iter().enumerate() {
                    @if n == 0 { th scope="row" { (c) } } @else { td { (c) } }
                } } } }
            }
        }
    }
}
