//! The import of the public files, against counts and values found by an independent program
//! (Python 3.11 with the csv module over the same files).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::{Dyad, StateId, Year};
use antumbra_world::import::public_files;
use antumbra_world::{EmbeddedFiles, Tables, Variable, World};
use common::Folder;
use std::collections::{BTreeMap, BTreeSet};

const USA: StateId = StateId::cow(2);
const JAPAN: StateId = StateId::cow(740);

/// All pairs that `atop_defense` binds, by year, among members of the state system.
fn directed(world: &World) -> BTreeMap<i16, BTreeSet<(StateId, StateId)>> {
    let mut all = BTreeMap::<i16, BTreeSet<_>>::new();
    for r in antumbra_world::readers::atop::dyad_years(&Folder::public()).unwrap() {
        if r.defense && world.exists(r.from, r.year) && world.exists(r.to, r.year) {
            all.entry(r.year.0).or_default().insert((r.from, r.to));
        }
    }
    all
}

fn by_treaties(year: i16, world: &World) -> BTreeSet<(StateId, StateId)> {
    let all: Vec<StateId> = world.members(Year(year)).collect();
    let mut out = BTreeSet::new();
    for &from in &all {
        for &to in &all {
            if !world.owes_defence(Dyad { from, to }, Year(year)).is_empty() {
                out.insert((from, to));
            }
        }
    }
    out
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn treaties_give_the_directed_obligations_exactly() {
    let embedded = World::embedded().unwrap();
    let directed = directed(embedded);
    assert_eq!(directed[&2018].len(), 3412);
    assert_eq!(by_treaties(2018, embedded), directed[&2018]);
    let world = World::from_public_files(&Folder::public()).unwrap();
    for year in 1816..=2018 {
        let t = by_treaties(year, &world);
        let d = directed.get(&year).cloned().unwrap_or_default();
        let over: Vec<_> = t.difference(&d).take(5).collect();
        let under: Vec<_> = d.difference(&t).take(5).collect();
        assert!(
            over.is_empty() && under.is_empty(),
            "{year}: too many {over:?}, missing {under:?}"
        );
    }
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn the_embedded_world_answers_as_the_imported_one() {
    let imported = World::from_public_files(&Folder::public()).unwrap();
    let embedded = Tables::read(&EmbeddedFiles).unwrap();
    for r in &embedded.figures {
        let full = imported.figure(r.variable, r.state, r.figure.year);
        let full = full.value().unwrap_or_else(|| panic!("{r:?}")).value;
        let slack = if r.variable == Variable::Cinc { 0.0005 } else { 0.005 };
        assert!((full - r.figure.value).abs() <= slack * full, "{r:?}: {full}");
    }
    let world = World::embedded().unwrap();
    for v in [Variable::MilexNmcUsd, Variable::MilperNmc, Variable::Cinc, Variable::GdpUsd] {
        for y in [2018, 2022] {
            let (a, b) = (world.total(v, Year(y)), imported.total(v, Year(y)));
            let (a, b) = (a.value().unwrap(), b.value().unwrap());
            assert!((a / b - 1.0).abs() < 1e-3, "{v} in {y}: {a} {b}");
            assert_eq!(world.without(v, Year(y)), imported.without(v, Year(y)));
        }
    }
    for host in imported.members(Year(2022)) {
        assert_eq!(
            imported.stationed(USA, host, Year(2022)),
            world.stationed(USA, host, Year(2022))
        );
    }
}

/// Spot checks of the data's README.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn spot_checks() {
    let w = World::from_public_files(&Folder::public()).unwrap();
    let value = |v, s, y| w.figure(v, StateId::cow(s), Year(y)).value().unwrap().value;
    let close = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 5e-4, "{a} {b}");
    close(value(Variable::Cinc, 740, 2016), 0.033_020_2);
    close(value(Variable::Cinc, 2, 2022), 0.1236);
    close(value(Variable::MilexSipriUsd2023, 740, 2024), 58_399e6);
    assert_eq!(w.stationed(USA, JAPAN, Year(2023)).value().unwrap().value, 53_246.0);
    assert_eq!(w.stationed(USA, StateId::cow(732), Year(2023)).value().unwrap().value, 24_159.0);
    let km = |a, b| w.distance_km(StateId::cow(a), StateId::cow(b), Year(2018)).ok().unwrap().value;
    close(km(710, 740), 413.9);
    close(km(740, 713), 186.3);
    // Past the dated table, present borders answer and say so.
    let f = w.distance_km(StateId::cow(710), JAPAN, Year(2020)).ok().unwrap();
    assert_eq!((f.value, f.source.0.as_str()), (406.0, "natural_earth"));
    let pact = |from, to, y| {
        !w.owes_defence(Dyad { from: StateId::cow(from), to: StateId::cow(to) }, Year(y)).is_empty()
    };
    // Japan is no member of the state system in 1951.
    assert!((1952..=2018).all(|y| pact(2, 740, y) && !pact(740, 2, y)));
    assert!((1953..=2018).all(|y| pact(2, 732, y)));
    assert!((1961..=1996).all(|y| pact(365, 731, y)) && !pact(365, 731, 1997));
    assert!(pact(2, 713, 1980) && !pact(2, 713, 1981));
    for (code, warheads) in [(2, 3708.0), (365, 4489.0), (710, 410.0), (731, 30.0)] {
        let a = w.arsenal(StateId::cow(code), Year(2023)).ok().unwrap();
        assert_eq!(a.stockpile.value().unwrap().value, warheads);
    }
}

/// The normalised schema on disk is the same world as the public files.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn an_import_reads_back_and_repeats() {
    let imported = public_files(&Folder::public()).unwrap().tables;
    let files = imported.write().unwrap();
    assert_eq!(files, public_files(&Folder::public()).unwrap().tables.write().unwrap());
    let folder = antumbra_core::outside::MemoryFiles::new(files);
    assert_eq!(Tables::read(&folder).unwrap(), imported);
}

/// At the last year of each series and one year on.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn past_the_last_year_is_missing() {
    let w = World::from_public_files(&Folder::public()).unwrap();
    for (v, last) in [
        (Variable::MilexNmcUsd, 2022),
        (Variable::Cinc, 2022),
        (Variable::MilexSipriUsd2023, 2024),
        (Variable::GdpUsd, 2023),
        (Variable::Population, 2024),
        (Variable::PppFactor, 2021),
    ] {
        assert_eq!(w.coverage(v).map(|c| c.1), Some(Year(last)), "{v}");
        assert!(w.figure(v, JAPAN, Year(last)).is_value(), "{v}");
        let past = w.figure(v, JAPAN, Year(last + 1));
        assert_eq!(
            past.ok().err(),
            Some(antumbra_core::Missing::NotCovered { last: Some(Year(last)) }),
            "{v}"
        );
    }
    assert!(w.stationed(USA, JAPAN, Year(2025)).is_value());
    assert!(!w.stationed(USA, JAPAN, Year(2026)).is_value());
    assert!(!w.stationed(USA, JAPAN, Year(1949)).is_value());
}

/// Where the public files mislead.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn traps() {
    let imported = public_files(&Folder::public()).unwrap();
    // A code in the year of a change is a guess, and counted.
    let guessed = imported
        .audit
        .rows()
        .filter(|r| r.fate == antumbra_world::import::Fate::Guessed)
        .map(|r| (r.file, r.rows))
        .collect::<Vec<_>>();
    assert_eq!(
        guessed,
        [
            ("gapminder_gdp_total_ppp", 2),
            ("worldbank_gdp_current_usd", 2),
            ("worldbank_population", 2)
        ]
    );
    let w = World::from_tables(imported.tables).unwrap();
    // Germany's troops are filed under 260 to 1989 and under 255 after.
    let in_germany = |code, y| w.stationed(USA, StateId::cow(code), Year(y)).is_value();
    assert!(in_germany(260, 1989) && !in_germany(255, 1989));
    assert!(in_germany(255, 1991) && !in_germany(260, 1991));
    // COW's lists end in 2016; the states do not.
    for y in [2016, 2017, 2025, 2026] {
        assert_eq!(w.members(Year(y)).count(), 195, "{y}");
    }
    // Before 1914 NMC's spending is in pounds: shares of a year are safe, sums over years are not.
    let share = w.share(Variable::MilexNmcUsd, StateId::cow(200), Year(1913));
    assert!((0.10..0.13).contains(share.value().unwrap()));
    // Taiwan has output from SIPRI's ratio and people from NMC; the World Bank has neither.
    let taiwan = StateId::cow(713);
    assert_eq!(
        w.figure(Variable::GdpUsd, taiwan, Year(2022)).ok().unwrap().source.0,
        "sipri_milex_2025"
    );
    assert_eq!(
        w.figure(Variable::Population, taiwan, Year(2022)).ok().unwrap().source.0,
        "cow_nmc_7"
    );
    // South Africa had weapons and gave them up.
    let south_africa = StateId::cow(560);
    assert!(w.is_armed(south_africa, Year(1985)) && !w.is_armed(south_africa, Year(2020)));
}
