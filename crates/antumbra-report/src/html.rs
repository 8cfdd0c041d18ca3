//! A document as one HTML file that opens without a network, and says the same without its script.

use crate::definition::Definition;
use crate::document::{Block, Document, Line, Section, Table};
use crate::figure::Figure;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use unicode_width::UnicodeWidthStr;

/// The style of the page and its figures.
pub(crate) const STYLE: &str =
    concat!(include_str!("page/page.css"), include_str!("page/room.css"));

const SCRIPT: &str = include_str!("page/page.js");

/// What the grid and the workshop kit need.
const ROOM: &str = concat!(include_str!("page/whatif.js"), include_str!("page/workshop.js"));

/// SHA-256 of that script.
const ROOM_HASH: &str = "tUpb4dXm04HSTAXMPIXzn0XzjwN/JYvySeJJx+k4gms=";

/// SHA-256 of the script, in Base64: the page runs this script and no other, and reaches for
/// nothing outside itself.
const SCRIPT_HASH: &str = "NbaAgfABz9dU5lW7BKAvEnQyimj13OdvHLkyJEm9HHI=";

/// A cell wider than this many columns, a character of Japanese taking two, gets room.
const LONG: usize = 40;

/// The whole file.
pub fn html(d: &Document) -> String {
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{SCRIPT_HASH}' 'sha256-{ROOM_HASH}'; \
         base-uri 'none'; form-action 'none'"
    );
    html! {
        (DOCTYPE)
        html lang=(d.language.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "antumbra " (d.version) };
                title { (d.title) }
                style { (PreEscaped(STYLE)) }
            }
            body
                data-theme=(d.say("Light or dark", "明るい/暗い表示"))
                data-print=(d.say("Print", "印刷"))
                data-copy=(d.say("Copy the numbers", "数字をコピー"))
                data-copied=(d.say("Copied", "コピーしました"))
                data-kinds=(d.say("Show only", "絞り込み"))
                data-all=(d.say("All", "すべて"))
                data-search=(d.say("Search", "検索"))
                data-follow=(d.say("Follow a path", "選択肢をたどる"))
                data-tier=(d.say("Tier", "区分"))
                data-lists=(d.say("Names on the map", "地図の地名"))
            {
                a.skip href="#answer" { (d.say("To the answer", "本文へ")) }
                header {
                    p.kicker { "Antumbra · " (d.kicker) }
                    h1 lang=[d.foreign(&d.title)] { (d.title) }
                    @if !d.notices.is_empty() {
                        div.notice role="note" {
                            (d.say("This run folder is not whole:", "この実行結果は完全ではない："))
                            ul { @for n in &d.notices { li { (n) } } }
                        }
                    }
                    @if let Some(n) = &d.untold { p.notice role="note" { (n) } }
                    p.lead id="answer" data-finding=[d.lead.as_ref().map(|l| &l.finding)] {
                        @if let Some(l) = &d.lead { (l.text) (how(d, &l.finding)) }
                    }
                    p.rules { (d.rules) }
                    div."tools script" {}
                    @if !d.paths.is_empty() {
                        ul.hidden #the-paths {
                            @for (id, name) in &d.paths { li data-id=(id) { (name) } }
                        }
                    }
                    (contents(d))
                }
                main { @for (n, s) in d.sections.iter().enumerate() { (section(d, n + 1, s)) } (definitions(d)) }
                footer { p { (d.source) } }
                script { (PreEscaped(SCRIPT)) }
                script { (PreEscaped(ROOM)) }
            }
        }
    }
    .into_string()
}

fn contents(d: &Document) -> Markup {
    html! {
        nav aria-label=(d.say("Contents", "目次")) { ol {
            @for s in &d.sections { li { a href={ "#" (s.id) } { (s.name) } } }
        } }
    }
}

fn section(d: &Document, number: usize, s: &Section) -> Markup {
    html! {
        section id=(s.id) {
            p.number { (number) " · " (s.name) }
            h2 data-finding=(s.heading.finding) { (s.heading.text) (how(d, &s.heading.finding)) }
            @for (b, finding) in stated(s) { (block(d, b, finding)) }
        }
    }
}

/// Blocks with the finding of the heading that they stand under: what figures and tables say is of
/// that finding.
fn stated(s: &Section) -> Vec<(&Block, &str)> {
    let mut finding = s.heading.finding.as_str();
    s.blocks
        .iter()
        .map(|b| {
            if let Block::Heading { line, .. } = b {
                finding = &line.finding;
            }
            (b, finding)
        })
        .collect()
}

fn block(d: &Document, b: &Block, finding: &str) -> Markup {
    match b {
        Block::Text(l) => {
            html! { p data-finding=(l.finding) lang=[d.foreign(&l.text)] { (l.text) (how(d, &l.finding)) } }
        }
        Block::List(lines) => html! { ul { @for l in lines { (item(d, l)) } } },
        Block::Heading { id, line } => {
            html! { h3 id=(id) data-finding=(line.finding) { (line.text) } }
        }
        Block::Figure(f) => figure(d, f, finding),
        Block::Table(t) => table(d, t, finding),
        Block::Fold { summary, blocks } => html! {
            details data-finding=(finding) { summary { (summary) } @for b in blocks { (block(d, b, finding)) } }
        },
        Block::WhatIf(e) => crate::whatif::html(d, e),
        Block::Sheets { sheets, print } => {
            crate::sheets::html(d, sheets, print, |t| table(d, t, finding))
        }
        Block::Code(text) => html! { pre { code { (text) } } },
    }
}

fn item(d: &Document, l: &Line) -> Markup {
    html! { li data-finding=(l.finding) lang=[d.foreign(&l.text)] { (l.text) } }
}

/// A link to how a finding is made, where that is said.
fn how(d: &Document, finding: &str) -> Markup {
    let Some(def) = d.definitions.iter().find(|x| x.answers(finding)) else { return html! {} };
    let label = d.say("How this is made", "この数字の作り方");
    html! { a.how href={ "#how-" (def.id) } aria-label=(label) title=(label) { "ⓘ" } }
}

/// How each finding is made: formula, inputs, sources.
fn definitions(d: &Document) -> Markup {
    if d.definitions.is_empty() {
        return html! {};
    }
    html! {
        section id="definitions" {
            h2 { (d.say("How each figure is made", "それぞれの数字の作り方")) }
            @for x in &d.definitions { details { summary { (x.title) } (definition(d, x)) } }
        }
    }
}

fn definition(d: &Document, x: &Definition) -> Markup {
    html! {
        div id={ "how-" (x.id) } {
            p { strong { (x.title) } }
            pre lang=[d.foreign(x.formula)] { (x.formula) }
            @if !x.inputs.is_empty() {
                dl { @for i in &x.inputs {
                    dt { a href={ "#" (anchor("input-", &i.id)) } { (i.id) } }
                    dd lang=[d.foreign(&i.text)] { (i.text) " " (sources(d, &i.source)) }
                } }
            }
        }
    }
}

/// The figure with its caption and table.
fn figure(d: &Document, f: &Figure, finding: &str) -> Markup {
    html! {
        figure id=(f.id) data-finding=(finding) {
            div.frame tabindex="0" role="group" aria-label=(f.title) { (PreEscaped(&f.svg)) }
            figcaption {
                p { (f.description) }
                p.source { (f.source) }
                details {
                    summary { (d.say("The numbers", "数字")) }
                    (rows(d, &f.title, &f.table.0, &f.table.1, None))
                }
            }
        }
    }
}

fn table(d: &Document, t: &Table, finding: &str) -> Markup {
    html! {
        div id=(t.id) data-finding=(finding) data-filter=[t.filter] {
            @if !t.caption.is_empty() { p.caption { (t.caption) } }
            (rows(d, &t.caption, &t.header, &t.rows, t.anchor))
        }
    }
}

fn rows(
    d: &Document,
    label: &str,
    header: &[String],
    rows: &[Vec<String>],
    prefix: Option<&str>,
) -> Markup {
    let label = if label.is_empty() { header.join(", ") } else { label.to_owned() };
    let id = |r: &[String]| Some(anchor(prefix?, r.first()?));
    // What a reader may choose: rows of a path, of a tier.
    let path = |r: &[String]| {
        let name = r.first()?;
        d.paths.iter().find(|(_, n)| n.eq_ignore_ascii_case(name)).map(|(id, _)| id)
    };
    let tiers = header.iter().position(|h| h == d.say("tier", "区分"));
    let tier = |r: &[String]| r.get(tiers?).cloned();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) {
            table {
                thead { tr { @for h in header { th scope="col" { (h) } } } }
                tbody { @for r in rows { tr id=[id(r)] data-path=[path(r)] data-tier=[tier(r)] { @for (n, c) in r.iter().enumerate() {
                    @if n == 0 { th scope="row" lang=[d.foreign(c)] { (c) } }
                    @else {
                        td lang=[d.foreign(c)] class=[(c.width() > LONG).then_some("long")] { (sources(d, c)) }
                    }
                } } } }
            }
        }
    }
}

/// The text; links where it is a list of known sources.
fn sources(d: &Document, text: &str) -> Markup {
    let ids: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
    if text.is_empty() || !ids.iter().all(|i| d.sources.iter().any(|s| s == i)) {
        return html! { (text) };
    }
    html! {
        @for (n, id) in ids.iter().enumerate() {
            @if n > 0 { ", " }
            a href={ "#" (anchor("source-", id)) } { (id) }
        }
    }
}

/// An anchor from an id of the findings: letters, figures and a few marks.
fn anchor(prefix: &str, id: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    format!("{prefix}{}", id.chars().take(120).map(safe).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256};

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for c in bytes.chunks(3) {
            let n = c.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - c.len()));
            for k in 0..4 {
                let digit = DIGITS[(n >> (18 - 6 * k)) as usize & 63];
                out.push(if k <= c.len() { char::from(digit) } else { '=' });
            }
        }
        out
    }

    #[test]
    fn the_policy_names_the_script() {
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(SCRIPT_HASH, base64(&Sha256::digest(SCRIPT)), "the script has changed");
        assert_eq!(ROOM_HASH, base64(&Sha256::digest(ROOM)), "the script has changed");
    }

    #[test]
    fn nothing_in_the_page_reaches_out() {
        for out in ["http:", "https:", "url(", "@import", "fetch(", "XMLHttp", "eval("] {
            assert!(![STYLE, SCRIPT, ROOM].iter().any(|s| s.contains(out)), "{out}");
        }
    }
}
