//! Every sentence with a number is of a finding, and follows the finding's numbers: each is moved,
//! and the page (or the first screen, for what is said only there) must say something else.

use crate::dom::{self, all, by_id, is, text};
use antumbra_record::findings::Findings;
use antumbra_report::context::Language;
use antumbra_report::page;
use antumbra_report::terminal::{self, Look};
use rayon::prelude::*;
use roxmltree::{Document, Node};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Elements that hold a sentence.
const SENTENCES: [&str; 6] = ["p", "h2", "h3", "h4", "li", "summary"];

/// The finding that an element is of: its own, or that of what it stands in.
fn finding<'a>(n: Node<'a, '_>) -> Option<&'a str> {
    n.ancestors().find_map(|a| a.attribute("data-finding"))
}

/// Sentences with a number in them, and the element of each. The number of a section and the line
/// that says where a figure's data are from state no finding.
fn sentences<'a, 'i>(tree: &'a Document<'i>) -> Vec<(Node<'a, 'i>, String)> {
    let main = all(tree.root(), "main")[0];
    let made = by_id(tree, "definitions");
    SENTENCES
        .iter()
        .flat_map(|name| all(main, name))
        .filter(|n| !is(*n, "number") && !is(*n, "source"))
        .filter(|n| !n.ancestors().any(|a| a == made))
        .map(|n| (n, text(n)))
        .filter(|(_, t)| t.chars().any(|c| c.is_ascii_digit()))
        .collect()
}

fn read(v: &Value) -> Option<Findings> {
    serde_json::from_value(v.clone()).ok()
}

fn html(f: &Findings) -> String {
    dom::well_formed(&page::page(f, Language::English))
}

/// Everything that the page says of a finding.
fn said(page: &str, id: &str) -> Vec<String> {
    let tree = Document::parse(page).unwrap();
    let of = |n: &Node<'_, '_>| n.attribute("data-finding") == Some(id);
    tree.descendants().filter(of).map(text).collect()
}

fn screen(f: &Findings) -> String {
    terminal::screen(f, Language::English, Look { width: 100, styled: false }, None)
}

#[test]
fn every_sentence_with_a_number_is_of_a_finding() {
    for assessment in ["japan", "KOR --patron USA"] {
        let page = dom::well_formed(&dom::run(assessment).page);
        let tree = Document::parse(&page).unwrap();
        let all = sentences(&tree);
        assert!(all.len() > 20, "{} sentences", all.len());
        for (n, t) in all {
            assert!(finding(n).is_some(), "no finding: {t}");
        }
    }
}

#[test]
fn every_number_of_a_message_moves_its_sentence() {
    let found = read(&dom::run("japan").findings).unwrap();
    let (before, first) = (html(&found), screen(&found));
    let mut moves = Vec::new();
    for (n, s) in found.sentences.iter().enumerate() {
        moves.extend(s.numbers.iter().map(|(key, x)| (n, key.clone(), *x)));
    }
    assert!(moves.len() > 100, "{} numbers", moves.len());
    let silent: Vec<String> = moves
        .par_iter()
        .filter_map(|(n, key, x)| {
            let mut f = found.clone();
            let s = &mut f.sentences[*n];
            s.numbers.insert(key.clone(), 1.7 * x + 1.0);
            let (id, message) = (s.finding.clone(), s.message.clone());
            let moved = said(&before, &id) != said(&html(&f), &id) || screen(&f) != first;
            (!moved).then(|| format!("{message}: {key} = {x}"))
        })
        .collect();
    assert!(silent.is_empty(), "numbers that no sentence shows:\n{}", silent.join("\n"));
}

/// Moves every number under a value; words and structure stay.
fn shake(v: &mut Value) {
    match v {
        Value::Number(n) => match n.as_u64() {
            Some(k) => *v = json!(2 * k + 1),
            None => *v = json!(1.7 * n.as_f64().unwrap() + 1.0),
        },
        Value::Array(a) => a.iter_mut().for_each(shake),
        Value::Object(o) => o.values_mut().for_each(shake),
        _ => {}
    }
}

/// Leaves a quarter of every list of things: what is counted counts less.
fn shorten(v: &mut Value) {
    match v {
        Value::Array(a) => {
            if a.iter().all(Value::is_object) {
                a.truncate(a.len().div_ceil(4));
            }
            a.iter_mut().for_each(shorten);
        }
        Value::Object(o) => o.values_mut().for_each(shorten),
        _ => {}
    }
}

/// Texts with a number in them that the findings quote: from a file, a source, a calendar.
fn quoted(v: &Value, out: &mut Vec<String>) {
    match v {
        Value::String(s) if s.chars().any(|c| c.is_ascii_digit()) => out.push(s.clone()),
        Value::Array(a) => a.iter().for_each(|x| quoted(x, out)),
        Value::Object(o) => o.values().for_each(|x| quoted(x, out)),
        _ => {}
    }
}

/// Sentences that explain a scale or a sheet of paper; their numbers are of no run.
const FIXED: [&str; 5] = [
    "Level of cover: 0 none",
    "Positions and weights are analysts' judgements† on scales from 0 to 100",
    "Each kind prints on sheets of its own, A4 or Letter",
    "Cases are chosen, not drawn",
    "What each path costs in",
];

/// Is there a number in it that the run found? Quotes, and the level of all ranges, are none.
fn counts(sentence: &str, quotes: &[String]) -> bool {
    let mut rest = sentence.replace("90%", "");
    for q in quotes {
        rest = rest.replace(q.trim_end_matches('.'), "");
        // A sentence may begin with a capital letter where the quote does not.
        let from = q.chars().next().map_or(0, char::len_utf8);
        rest = rest.replace(q[from..].trim_end_matches('.'), "");
    }
    // A card may hold a part of a quote.
    let begun = sentence.chars().next().map_or(0, char::len_utf8);
    let part = quotes.iter().any(|q| q.contains(&sentence[begun..]));
    !part
        && rest.chars().any(|c| c.is_ascii_digit())
        && !FIXED.iter().any(|f| sentence.starts_with(f))
}

#[test]
fn no_sentence_stays_when_all_numbers_move() {
    for assessment in ["japan", "KOR --patron USA"] {
        let dom::Run { page, findings: v } = dom::run(assessment);
        let mut quotes = Vec::new();
        quoted(v, &mut quotes);
        quotes.sort_by_key(|q| std::cmp::Reverse(q.len()));
        quotes.dedup();
        let before = dom::well_formed(page);
        let tree = Document::parse(&before).unwrap();
        let mut left: BTreeSet<String> = sentences(&tree).into_iter().map(|s| s.1).collect();
        left.retain(|t| counts(t, &quotes));
        assert!(left.len() > 12, "{} sentences with a number of the run", left.len());
        let mut moved = 0;
        for key in v.as_object().unwrap().keys() {
            for change in [shake, shorten] {
                let mut w = v.clone();
                change(&mut w[key]);
                // Where a number may only take certain values, moving all of them is no findings.
                let Some(f) = read(&w) else { continue };
                moved += 1;
                let page = html(&f);
                let tree = Document::parse(&page).unwrap();
                let after: BTreeSet<String> = sentences(&tree).into_iter().map(|s| s.1).collect();
                left.retain(|t| after.contains(t));
            }
        }
        assert!(moved > 20, "{moved} changes");
        let left: Vec<String> = left.into_iter().collect();
        assert!(
            left.is_empty(),
            "{assessment}: sentences that cannot change:\n{}",
            left.join("\n")
        );
    }
}
