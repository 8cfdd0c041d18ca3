//! The figures of the catalogue that were computed, computed again from the public files.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests

use antumbra_assess::cases::shipped::catalogue;
use antumbra_assess::cases::{Case, Client, Tally};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// The rows of a gzipped CSV file of the data folder.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let dir = std::env::var_os("ANTUMBRA_DATA").expect("ANTUMBRA_DATA names the public files");
    let file = std::fs::File::open(std::path::Path::new(&dir).join(name)).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let row = |r: csv::StringRecord| {
        head.iter().map(str::to_owned).zip(r.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|r| row(r.unwrap())).collect()
}

/// An originator that begins a dispute with a state as its original target.
struct Onset {
    dispute: u32,
    target: u16,
    year: i16,
    hostility: u8,
}

/// Dispute onsets of GML 2.2.1: the first year, the begun-against state on the other side, both
/// there on the first day. Hostility is the dispute's highest level.
fn onsets() -> Vec<Onset> {
    let yes = |r: &BTreeMap<String, String>, k: &str| r[k] == "1";
    rows("gml_mid_2.2.1_directed_dyad_year.csv.gz")
        .iter()
        .filter(|r| yes(r, "midonset") && yes(r, "sidea1") && !yes(r, "sidea2"))
        .filter(|r| yes(r, "orig1") && yes(r, "orig2"))
        .map(|r| Onset {
            dispute: r["dispnum"].parse().unwrap(),
            target: r["ccode2"].parse().unwrap(),
            year: r["year"].parse().unwrap(),
            hostility: r["hostlev"].parse().unwrap(),
        })
        .collect()
}

fn tally(onsets: &[&Onset]) -> Tally {
    let at_least = |level| onsets.iter().filter(|o| o.hostility >= level).count() as u16;
    Tally { any: onsets.len() as u16, force: at_least(4), war: at_least(5) }
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn dispute_counts_are_those_of_the_data_set() {
    let all = onsets();
    let mut wrong = Vec::new();
    let mut counted = 0;
    // States whose pairs are more than their disputes: some dispute had several originators.
    let mut several = BTreeSet::new();
    for (case, client) in clients(&catalogue().unwrap()) {
        let Some(n) = &client.counts else { continue };
        counted += 1;
        let of = |from: i16, to: i16| -> Vec<&Onset> {
            let hits =
                |o: &&Onset| o.target == client.cow.cow_code() && from <= o.year && o.year <= to;
            all.iter().filter(hits).collect()
        };
        let y = n.year.0;
        for (what, stored, found) in
            [("before", n.before, of(y - 9, y)), ("after", n.after, of(y + 1, y + 10))]
        {
            if stored != tally(&found) {
                wrong.push(format!(
                    "{} {} {what}: {stored:?}, data {:?}",
                    case.id,
                    client.name,
                    tally(&found)
                ));
            }
            let disputes: BTreeSet<u32> = found.iter().map(|o| o.dispute).collect();
            if disputes.len() != found.len() {
                several.insert((case.number, what, found.len(), disputes.len()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(counted, 31);
    assert_eq!(
        several.into_iter().collect::<Vec<_>>(),
        [
            (Some(1), "before", 6, 4),
            (Some(6), "after", 3, 1),
            (Some(21), "after", 17, 8),
            (Some(23), "after", 5, 4),
            (Some(23), "before", 3, 2),
        ]
    );
}

/// Names of the Maddison series, where they are not the case's own.
fn series(name: &str) -> &str {
    match name {
        "Soviet Union" => "Former USSR",
        "Yugoslavia" => "Former Yugoslavia",
        other => other,
    }
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn economies_are_those_of_the_data_set() {
    let mut gdp: BTreeMap<(String, i16), f64> = BTreeMap::new();
    for r in rows("maddison_2020_owid.csv.gz") {
        if let Ok(x) = r["GDP"].parse() {
            gdp.insert((r["Entity"].clone(), r["Year"].parse().unwrap()), x);
        }
    }
    let mut counted = 0;
    for c in catalogue().unwrap() {
        let largest = |names: Vec<&str>| {
            let known = names.iter().filter_map(|n| gdp.get(&(series(n).to_owned(), c.start.0)));
            known.copied().fold(f64::NAN, f64::max)
        };
        let protector = largest(c.patrons.iter().map(|p| p.name.as_str()).collect());
        let protected = largest(c.clients.iter().map(|j| j.name.as_str()).collect());
        let share = protected / protector;
        match c.attributes.economy.value {
            Some(stored) => {
                // Stored with three significant digits.
                assert!((stored / share - 1.0).abs() < 0.005, "{}: {stored} {share}", c.id);
                counted += 1;
            }
            None => assert!(share.is_nan(), "{}: {share}", c.id),
        }
    }
    assert_eq!(counted, 22);
}

fn clients(cases: &[Case]) -> impl Iterator<Item = (&Case, &Client)> {
    cases.iter().flat_map(|c| c.clients.iter().map(move |j| (c, j)))
}
