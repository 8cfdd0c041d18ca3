//! Every reader against the counts and spot checks of the data's README and manifest.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::{StateId, Year};
use antumbra_world::codes::{Lookup, from_gw};
use antumbra_world::readers::{mid, nmc, output, regimes, space, states, trade, votes, wars};
use common::Folder;

const USA: StateId = StateId::cow(2);
const JAPAN: StateId = StateId::cow(740);

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn states_and_capabilities() {
    let f = Folder::public();
    assert_eq!(states::system2016(&f).unwrap().len(), 15_951);
    let v6 = nmc::read(&f, nmc::FILE_6).unwrap();
    assert_eq!(v6.len(), 15_951);
    let v7 = nmc::read(&f, nmc::FILE_7).unwrap();
    let japan = |rows: &[nmc::NmcRow]| {
        rows.iter().find(|r| r.state == JAPAN && r.year == Year(2016)).unwrap().cinc.unwrap()
    };
    // Version 7.0 revises energy before 2017, and CINC with it.
    assert_eq!((japan(&v6), japan(&v7)), (0.032_967_471, 0.033_020_228));
    // The break of 2017: the world's urban population rises by 42% in a year.
    let urban = |y| -> f64 { v7.iter().filter(|r| r.year == Year(y)).filter_map(|r| r.upop).sum() };
    assert!((urban(2017) / urban(2016) - 1.42).abs() < 0.005);
    // Japan is no member in 1946-51, and NMC follows.
    assert!(v7.iter().all(|r| r.state != JAPAN || !(1946..=1951).contains(&r.year.0)));
    let gw = states::gw_spells(&f).unwrap();
    assert_eq!(gw.len(), 216);
    assert!(gw.iter().any(|s| s.gw == 740 && s.from <= Year(1946) && s.to >= Year(1951)));
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn disputes() {
    let f = Folder::public();
    let dyads = mid::dyad_years(&f).unwrap();
    assert_eq!(dyads.len(), 11_390);
    // 506 pairs and years hold several onsets, seen from both sides.
    let mut onsets: Vec<_> =
        dyads.iter().filter(|r| r.onset && r.a < r.b).map(|r| (r.a, r.b, r.year)).collect();
    onsets.sort_unstable();
    let all = onsets.len();
    onsets.dedup();
    assert!(all > onsets.len());
    assert!(dyads.iter().any(|r| r.deaths_a.is_none()), "-9 is missing");
    let korea = mid::disputes(&f).unwrap();
    assert_eq!(korea.len(), 2_436);
    let korea = korea.iter().find(|d| d.dispute == 51).unwrap();
    assert_eq!((korea.from, korea.to, korea.hostility), (Year(1950), Year(1953), 5));
    let who = mid::participants(&f).unwrap();
    assert_eq!(who.len(), 5_883);
    let joiners = who.iter().filter(|p| !p.original).count();
    assert!((joiners as f64 / who.len() as f64 - 0.116).abs() < 5e-4);
    let with_joiners: std::collections::BTreeSet<u16> =
        who.iter().filter(|p| !p.original).map(|p| p.dispute).collect();
    assert_eq!(with_joiners.len(), 238);
    let of_korea = || who.iter().filter(|p| p.dispute == 51);
    assert_eq!(of_korea().filter(|p| !p.original && !p.side_a).count(), 14);
    for (file, rows) in [(mid::GML_2_1_1, 10_338), (mid::GML_2_2_1, 10_276)] {
        let gml = mid::gml(&f, file).unwrap();
        assert_eq!(gml.len(), rows);
        assert_eq!(gml.iter().map(|r| r.mid.year).max(), Some(Year(2010)));
        assert!(gml.iter().any(|r| r.revisionist_a == Some(true)));
    }
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn wars_crises_and_kept_words() {
    let f = Folder::public();
    let w = wars::interstate(&f).unwrap();
    assert_eq!(w.iter().filter(|r| r.war == 139).count(), 29);
    assert!(w.iter().all(|r| r.from <= r.to));
    let c = wars::crises(&f).unwrap();
    assert_eq!(c.len(), 482);
    let bf = wars::fulfilment(&f).unwrap();
    assert_eq!(bf.len(), 576);
    let known: Vec<bool> = bf.iter().filter_map(|r| r.honoured).collect();
    assert_eq!((known.iter().filter(|k| **k).count(), known.len()), (69, 139));
    let la = wars::member_fulfilment(&f).unwrap();
    assert_eq!((la.iter().filter(|r| r.honoured).count(), la.len()), (93, 137));
    // Exploded rows are taken together, and every party is found in its year.
    let u = wars::ucdp_interstate(&f).unwrap();
    assert!(u.len() < 355, "{}", u.len());
    assert!(u.iter().any(|r| r.year == Year(2022) && [r.a, r.b].contains(&369)));
    let register = antumbra_world::World::embedded().unwrap().states();
    let lost = u
        .iter()
        .flat_map(|r| [(r.a, r.year), (r.b, r.year)])
        .filter(|(gw, y)| matches!(from_gw(register, *gw, *y), Lookup::Unknown))
        .count();
    // Hyderabad in 1948 is in the GW list alone.
    assert!(lost <= 2, "{lost}");
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn preferences_ties_and_output() {
    let f = Folder::public();
    let p = votes::ideal_points(&f).unwrap();
    let point = |s, session| {
        *p.iter().find(|r| r.state == StateId::cow(s) && r.session == session).unwrap()
    };
    for (s, expected) in [(2, 2.50), (740, 0.81), (732, 1.00), (710, -0.80)] {
        assert!((point(s, 78).point - expected).abs() < 0.005);
        assert_eq!(point(s, 78).year, Year(2023));
    }
    let japan = point(740, 78).agreement;
    assert!((japan[0].unwrap() - 0.50).abs() < 0.005 && (japan[2].unwrap() - 0.49).abs() < 0.005);
    assert_eq!(
        p.iter().filter(|r| r.state == StateId::cow(713)).map(|r| r.session).max(),
        Some(26)
    );
    let v = votes::votes(&f).unwrap();
    assert_eq!(v.len(), 870_109);
    // NA is Namibia, not a missing code.
    let namibia = v.iter().filter(|v| v.code == Some(*b"NA")).count();
    assert!(namibia > 1_000, "{namibia}");
    assert!(v.iter().any(|v| v.code.is_none()));
    assert_eq!(votes::roll_calls(&f).unwrap().len(), 6_203);
    let t = trade::dyads(&f).unwrap();
    let us_japan = t.iter().find(|r| (r.a, r.b, r.year) == (USA, JAPAN, Year(2014))).unwrap();
    assert!((us_japan.imports_a.unwrap() / 133_939e6 - 1.0).abs() < 1e-5);
    let n = trade::national(&f).unwrap();
    let taiwan = || n.iter().filter(|r| r.state == StateId::cow(713) && r.year > Year(1959));
    assert!(taiwan().count() > 0 && taiwan().all(|r| r.imports.is_none()));
    let s = output::simulated(&f).unwrap();
    let japan = s.iter().find(|r| r.state == JAPAN && r.year == Year(2019)).unwrap();
    let (mean, sd) = japan.gdp.unwrap();
    assert!((sd / mean - 0.417).abs() < 0.001);
    assert_eq!(regimes::rivalries(&f).unwrap().len(), 264);
    assert!(space::capitals(&f).unwrap().len() > 200);
}
