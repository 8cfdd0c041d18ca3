//! Files of actors: what is read, and what is refused with place and hint.

#![allow(clippy::unwrap_used)] // a test may panic

use antumbra_bargain::spatial::{Rules, run};
use antumbra_bargain::{Case, PositionScale, baseline, read_actors};
use antumbra_core::{Diagnostics, Origin, Seed};
use proptest::prelude::*;

fn read(text: &str) -> Result<Case, Diagnostics> {
    read_actors(text, &Origin::File("actors.csv".into()), PositionScale::Hundred)
}

const GOOD: &str = "Actor,Description,Influence,Policy Position,Policy Salience,P2,S2\n\
    XJ,\"Xi, Jinping\",100,30,24,20,48\n\
    LK,,60.2,45,44.7,65,41.3\n";

#[test]
fn columns_are_read_by_place() {
    let case = read(GOOD).unwrap();
    assert_eq!(case.actors.dimensions(), ["Policy Position", "P2"]);
    let a = &case.actors.actors()[0];
    assert_eq!(
        (a.name.as_str(), a.description.as_str(), a.capability),
        ("XJ", "Xi, Jinping", 100.0)
    );
    assert_eq!(
        (a.position.as_slice(), a.salience.as_slice()),
        (&[30.0, 20.0][..], &[24.0, 48.0][..])
    );
    assert!(case.warnings.is_empty());
}

#[test]
fn marks_line_ends_and_empty_columns_do_not_matter() {
    let plain = read(GOOD).unwrap();
    for text in [
        format!("\u{feff}{GOOD}"),
        GOOD.replace('\n', "\r\n"),
        GOOD.replace('\n', ",,\n"),
        GOOD.replace(",100,", " , 100\t,"),
        format!("\n{GOOD}\n\n"),
    ] {
        assert_eq!(read(&text).unwrap().actors, plain.actors, "{text}");
    }
}

/// Every fault: its code, what the message says, and the text that it points at.
#[test]
fn faults_have_a_place_and_a_hint() {
    let table = [
        ("", "AN0702", "no actors", ""),
        ("Actor,Capability,Position,Salience\n", "AN0703", "no actors", "Actor"),
        ("a,1,50,50\nb,2,60,40\n", "AN0704", "no header", "a,1,50,50"),
        ("Actor,Description,Power,Pos\na,x,1,50\n", "AN0705", "position without a salience", "Pos"),
        ("Actor,Description,Power,P1,S1,P2\na,x,1,50,50,3\n", "AN0705", "incomplete", "P2"),
        ("Actor,Power\na,1\n", "AN0705", "no dimension", "Actor,Power"),
        ("A,D,C,P,S\na,x,1,50,50,7\n", "AN0706", "more values", "7"),
        ("A,C,P,S\n,1,50,50\n", "AN0707", "row 2, column 1: the actor has no name", ""),
        ("A,C,P,S\na,1,50,50\nb,1,4,5\na,2,60,40\n", "AN0708", "`a` is named in row 2", "a"),
        ("A,D,C,P,S\na,x,1,5O,50\n", "AN0709", "row 2, column 4 (`P`): `5O` is not a number", "5O"),
        ("A,D,C,P,S\na,x,1,50,\n", "AN0709", "row 2, column 5 (`S`): no value", ""),
        ("A,D,C,P,S\na,x,1,50\n", "AN0709", "column 5 (`S`): no value", ""),
        ("A,D,C,P,S\na,x,1,nan,50\n", "AN0709", "`nan` is not a number", "nan"),
        ("A,D,C,P,S\na,x,1,50,120\nb,y,1,5,5\n", "AN0710", "column 5 (`S`): salience 120", "120"),
        ("A,D,C,P,S\na,x,1,500,20\n", "AN0710", "column 4 (`P`): position 500", "500"),
        ("A,D,C,P,S\na,x,-1,50,20\n", "AN0710", "column 3 (`C`): capability -1", "-1"),
        ("A,D,C,P,S\na,x,0,50,20\n", "AN0710", "no actor has any capability", "A,D"),
        ("A,D,C,P,S\n\"a,x,1,50,20\n", "AN0701", "row 2 is never closed", "\""),
    ];
    for (text, code, part, at) in table {
        let e = read(text).unwrap_err();
        let d = e.iter().next().unwrap();
        assert_eq!(d.code, code, "{text:?}: {d}");
        assert!(d.message.contains(part), "{text:?}: {d}");
        assert!(d.help.is_some(), "{text:?}");
        let (_, span) = d.at.clone().unwrap();
        assert!(text[span.start..span.end].starts_with(at), "{text:?}: {span:?}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let e = read("A,D,C,P,S\na,x,one,50,20\nb,y,1,,20\na,z,1,5,x\n").unwrap_err();
    assert_eq!(e.len(), 4, "{e}");
}

#[test]
fn shares_of_one_are_read_with_a_warning() {
    let case = read("Actor,Capability,Position,Salience\nNL,0.08,4,0.8\nDK,0.05,10,1.0\n").unwrap();
    assert_eq!(case.actors.actors()[0].salience, [80.0]);
    let codes: Vec<_> = case.warnings.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["AN0711", "AN0712"]);
}

#[test]
fn natural_units_go_both_ways() {
    let text = "Actor,Capability,Delay,Salience\nNL,8,4,80\nIE,5,7,10\nUK,16,10,90\n";
    let case = read_actors(text, &Origin::File("f".into()), PositionScale::Observed).unwrap();
    let positions: Vec<f64> = case.actors.actors().iter().map(|a| a.position[0]).collect();
    assert_eq!(positions, [0.0, 50.0, 100.0]);
    assert_eq!(case.units[0].natural(50.0), 7.0);
    assert!(case.warnings.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text, reading ends without a panic, and faults point into the text.
    #[test]
    fn any_text_is_survived(text in "[ab,\"0-9.\\-\n\r é]{0,80}") {
        if let Err(e) = read(&text) {
            for d in e.iter() {
                let (_, span) = d.at.clone().unwrap();
                prop_assert!(text.get(span.start..span.end).is_some(), "{d:?}");
            }
        }
    }

    /// One byte changed in a good file never panics.
    #[test]
    fn a_changed_byte_is_survived(at in 0usize..120, byte in 0u8..128) {
        let mut bytes = GOOD.as_bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&String::from_utf8(bytes).unwrap());
    }
}

fn data(name: &str) -> String {
    let folder = std::env::vars().find(|(k, _)| k == "ANTUMBRA_DATA").unwrap().1;
    std::fs::read_to_string(std::path::Path::new(&folder).join(name)).unwrap()
}

/// Scholz, Calbert & Smith (2011), "Unravelling Bueno de Mesquita's group decision model",
/// *J. Theoretical Politics* 23(4): ten states on the delay of emission standards, in years.
/// Weights by hand: .248 at 4 years, .093 at 7 and .336 at 10, so the mean is 5.003/.677 = 7.390
/// and the median 7.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn the_emissions_case_runs_as_published() {
    let text = data("bdm_eu_car_emissions.csv");
    let case = read(&text).unwrap();
    assert_eq!(case.actors.len(), 10);
    let centre = baseline(&case.actors);
    assert!((centre.mean[0] - 5.003 / 0.677).abs() < 1e-9);
    assert_eq!(centre.median, [7.0]);

    let natural = read_actors(&text, &Origin::File("f".into()), PositionScale::Observed).unwrap();
    let out = run(&natural.actors, &Rules::default(), Seed(1), 0).unwrap();
    assert!(out.verdict.settled());
    // Italy and France are the same in every number, and so are the Netherlands' and Germany's
    // positions; the first two have to act alike.
    let (italy, france) =
        (natural.actors.index_of("Italy").unwrap(), natural.actors.index_of("France").unwrap());
    for t in &out.turns {
        assert_eq!(t.positions[italy], t.positions[france]);
    }
    let years = natural.units[0].natural(out.settlement.centre.mean[0]);
    assert!((4.0..=10.0).contains(&years), "{years}");
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn every_reference_file_reads_and_runs() {
    for (name, actors, dimensions) in [
        ("bdm_ktab_china_soe_competitive.csv", 34, 1),
        ("bdm_ktab_china_soe_policy.csv", 26, 1),
        ("bdm_ktab_china_soe_policy_competitive.csv", 13, 2),
        ("bdm_ktab_dummy_3dim.csv", 7, 3),
        ("bdm_sultan_oil.csv", 17, 1),
    ] {
        let case = read(&data(name)).unwrap();
        assert_eq!((case.actors.len(), case.actors.dimensions().len()), (actors, dimensions));
        let out = run(&case.actors, &Rules::suited_to(&case.actors).0, Seed(1), 0).unwrap();
        assert!(out.turns.len() > 2, "{name}");
    }
}
