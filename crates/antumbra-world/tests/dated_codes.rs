//! A golden list of hard cases of dated codes. The expectations are facts of the lists' own
//! documents (COW State System Membership v2016; Gleditsch & Ward 1999 and its list), written down
//! by hand, not read off the code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

use antumbra_core::{Iso3, StateId, Year};
use antumbra_world::World;
use antumbra_world::codes::{Lookup, from_gw, from_iso3, to_gw, to_iso3};

/// (COW number, year) to (GW number, ISO3); `None` when COW has no such member in the year.
type Forward = (u16, i16, Option<(Option<u16>, Option<&'static str>)>);

#[rustfmt::skip]
const FORWARD: &[Forward] = &[
    // Germany: 255 to 1945 and from 1990, 260 West 1955-90, 265 East 1954-90; GW keeps 260.
    (255, 1938, Some((Some(255), Some("DEU")))),
    (255, 1945, Some((Some(255), Some("DEU")))),
    (255, 1950, None),
    (255, 1990, Some((Some(260), Some("DEU")))),
    (255, 2018, Some((Some(260), Some("DEU")))),
    (260, 1954, None),
    (260, 1955, Some((Some(260), Some("DEU")))),
    (260, 1990, Some((Some(260), Some("DEU")))),
    (260, 1991, None),
    (265, 1953, None),
    (265, 1954, Some((Some(265), Some("DDR")))),
    (265, 1991, None),
    // Vietnam.
    (816, 1953, None),
    (816, 1965, Some((Some(816), Some("VNM")))),
    (816, 1976, Some((Some(816), Some("VNM")))),
    (817, 1975, Some((Some(817), None))),
    (817, 1976, None),
    // Yemen: 678 North, 680 South, 679 since unification; GW keeps 678.
    (678, 1980, Some((Some(678), Some("YEM")))),
    (679, 1989, None),
    (679, 1990, Some((Some(678), Some("YEM")))),
    (680, 1985, Some((Some(680), Some("YMD")))),
    (680, 1991, None),
    // Serbia and Yugoslavia: 345 throughout; GW 340 Serbia, 345 Yugoslavia.
    (345, 1900, Some((Some(340), Some("SRB")))),
    (345, 1950, Some((Some(345), Some("SRB")))),
    (345, 2005, Some((Some(345), Some("SRB")))),
    (345, 2006, Some((Some(340), Some("SRB")))),
    (341, 2005, None),
    (341, 2006, Some((Some(341), Some("MNE")))),
    (347, 2007, None),
    (347, 2008, Some((Some(347), Some("XKX")))),
    // Korea.
    (730, 1900, Some((Some(730), None))),
    (730, 1906, None),
    (731, 1947, None),
    (731, 1948, Some((Some(731), Some("PRK")))),
    (732, 1949, Some((Some(732), Some("KOR")))),
    // The Czech lands.
    (315, 1992, Some((Some(315), Some("CSK")))),
    (315, 1993, None),
    (315, 1942, None),
    (316, 1992, None),
    (316, 1993, Some((Some(316), Some("CZE")))),
    (317, 1993, Some((Some(317), Some("SVK")))),
    // Pakistan and Bangladesh.
    (770, 1947, Some((Some(770), Some("PAK")))),
    (771, 1970, None),
    (771, 1971, Some((Some(771), Some("BGD")))),
    // Japan under occupation.
    (740, 1945, Some((Some(740), Some("JPN")))),
    (740, 1946, None),
    (740, 1951, None),
    (740, 1952, Some((Some(740), Some("JPN")))),
    // Microstates whose numbers the two lists swap.
    (946, 1999, Some((Some(970), Some("KIR")))),
    (947, 2000, Some((Some(973), Some("TUV")))),
    (955, 1999, Some((Some(972), Some("TON")))),
    (970, 1999, Some((Some(971), Some("NRU")))),
    // Austria, Russia, Ethiopia, Syria in the United Arab Republic, Zanzibar, new states.
    (300, 1918, Some((Some(300), None))),
    (305, 1918, None),
    (305, 1945, None),
    (305, 1955, Some((Some(305), Some("AUT")))),
    (365, 1917, Some((Some(365), Some("RUS")))),
    (365, 1992, Some((Some(365), Some("RUS")))),
    (530, 1938, None),
    (652, 1960, None),
    (652, 1961, Some((Some(652), Some("SYR")))),
    (511, 1964, Some((Some(511), None))),
    (713, 1949, Some((Some(713), Some("TWN")))),
    (20, 1900, None),
    (626, 2011, Some((Some(626), Some("SSD")))),
    (860, 2002, Some((Some(860), Some("TLS")))),
];

/// What a foreign code stands for.
enum Is {
    One(u16),
    Several(&'static [u16]),
    NotThen,
    Unknown,
}

#[rustfmt::skip]
const FROM_GW: &[(u16, i16, Is)] = &[
    (255, 1938, Is::One(255)),
    (260, 1949, Is::NotThen),              // GW has West Germany from 1949, COW from 1955
    (260, 1970, Is::One(260)),
    (260, 1990, Is::Several(&[260, 255])),
    (260, 1991, Is::One(255)),
    (265, 1950, Is::NotThen),
    (678, 1980, Is::One(678)),
    (678, 1990, Is::Several(&[678, 679])),
    (678, 1991, Is::One(679)),
    (340, 2010, Is::One(345)),
    (345, 1980, Is::One(345)),
    (740, 1950, Is::NotThen),              // GW keeps occupied Japan
    (20, 1900, Is::NotThen),               // GW has Canada from 1867
    (970, 2005, Is::One(946)),             // Kiribati, whose number is COW's Nauru
    (971, 2005, Is::One(970)),
    (972, 2005, Is::One(955)),
    (973, 2005, Is::One(947)),
    (711, 1930, Is::Unknown),              // Tibet, which COW never has
    (563, 1890, Is::Unknown),              // Transvaal
];

#[rustfmt::skip]
const FROM_ISO3: &[(&str, i16, Is)] = &[
    ("DEU", 1938, Is::One(255)),
    ("DEU", 1950, Is::NotThen),
    ("DEU", 1970, Is::One(260)),
    ("DEU", 1990, Is::Several(&[260, 255])),
    ("DEU", 2024, Is::One(255)),
    ("DDR", 1970, Is::One(265)),
    ("YEM", 1980, Is::One(678)),
    ("YEM", 2000, Is::One(679)),
    ("VNM", 1965, Is::One(816)),
    ("SRB", 2020, Is::One(345)),
    ("NAM", 2020, Is::One(565)),
    ("TWN", 1948, Is::NotThen),
    ("HKG", 2000, Is::Unknown),
    ("PSE", 2020, Is::Unknown),
];

fn check(found: &Lookup, expected: &Is, what: &str) {
    let expected = match expected {
        Is::One(c) => Lookup::One(StateId::cow(*c)),
        Is::Several(c) => Lookup::Several(c.iter().map(|c| StateId::cow(*c)).collect()),
        Is::NotThen => Lookup::NotThen,
        Is::Unknown => Lookup::Unknown,
    };
    assert_eq!(*found, expected, "{what}");
}

#[test]
fn the_golden_list_of_dated_codes() {
    let states = World::embedded().unwrap().states();
    assert!(FORWARD.len() + FROM_GW.len() + FROM_ISO3.len() >= 40);
    for (cow, year, expected) in FORWARD {
        let (id, y) = (StateId::cow(*cow), Year(*year));
        assert_eq!(states.get(id, y).is_some(), expected.is_some(), "{cow} in {year}");
        if let Some((gw, iso3)) = expected {
            assert_eq!(to_gw(states, id, y), *gw, "GW of {cow} in {year}");
            assert_eq!(
                to_iso3(states, id, y).map(|c| c.to_string()).as_deref(),
                *iso3,
                "ISO3 of {cow} in {year}"
            );
        }
    }
    for (gw, year, expected) in FROM_GW {
        check(&from_gw(states, *gw, Year(*year)), expected, &format!("GW {gw} in {year}"));
    }
    for (code, year, expected) in FROM_ISO3 {
        let iso3 = Iso3::parse(code).unwrap();
        check(&from_iso3(states, iso3, Year(*year)), expected, &format!("{code} in {year}"));
    }
}

/// Over all states and years a code leads back to where it came from, but for years of change.
#[test]
fn codes_lead_back() {
    let states = World::embedded().unwrap().states();
    let mut several = 0;
    for s in states.spells() {
        for y in s.from.0..=s.to.map_or(2026, |t| t.0) {
            let year = Year(y);
            if let Some(gw) = s.gw {
                match from_gw(states, gw, year) {
                    Lookup::One(id) => assert_eq!(id, s.id, "GW {gw} in {y}"),
                    Lookup::Several(ids) => {
                        assert!(ids.contains(&s.id), "GW {gw} in {y}");
                        several += 1;
                    }
                    other => panic!("GW {gw} in {y}: {other:?}"),
                }
            }
        }
    }
    // Germany 1990 and Yemen 1990, seen from both sides.
    assert_eq!(several, 4);
}
