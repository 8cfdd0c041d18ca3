//! The cases that come with the program, and their sources.

use super::{Case, read};
use antumbra_core::{Diagnostic, Diagnostics, Source, SourceId, SourceRegister};
use std::collections::BTreeMap;

/// Path below `cases/` (without `.toml`) and text of every case: by number, then the controls.
pub const ALL: &[(&str, &str)] = &[
    (
        "europe/1948-ussr-yugoslavia",
        include_str!("../../../../cases/europe/1948-ussr-yugoslavia.toml"),
    ),
    (
        "europe/1955-four-powers-austria",
        include_str!("../../../../cases/europe/1955-four-powers-austria.toml"),
    ),
    (
        "europe/1957-us-west-germany",
        include_str!("../../../../cases/europe/1957-us-west-germany.toml"),
    ),
    ("middle-east/1959-uk-iraq", include_str!("../../../../cases/middle-east/1959-uk-iraq.toml")),
    ("europe/1961-ussr-albania", include_str!("../../../../cases/europe/1961-ussr-albania.toml")),
    ("europe/1964-ussr-romania", include_str!("../../../../cases/europe/1964-ussr-romania.toml")),
    (
        "south-asia/1965-us-pakistan",
        include_str!("../../../../cases/south-asia/1965-us-pakistan.toml"),
    ),
    ("europe/1966-us-france", include_str!("../../../../cases/europe/1966-us-france.toml")),
    (
        "southeast-asia/1968-uk-singapore-malaysia",
        include_str!("../../../../cases/southeast-asia/1968-uk-singapore-malaysia.toml"),
    ),
    ("oceania/1968-uk-australia", include_str!("../../../../cases/oceania/1968-uk-australia.toml")),
    (
        "middle-east/1971-uk-gulf-states",
        include_str!("../../../../cases/middle-east/1971-uk-gulf-states.toml"),
    ),
    (
        "east-asia/1970-us-south-korea",
        include_str!("../../../../cases/east-asia/1970-us-south-korea.toml"),
    ),
    (
        "southeast-asia/1973-us-south-vietnam",
        include_str!("../../../../cases/southeast-asia/1973-us-south-vietnam.toml"),
    ),
    (
        "middle-east/1972-ussr-egypt",
        include_str!("../../../../cases/middle-east/1972-ussr-egypt.toml"),
    ),
    (
        "east-asia/1977-us-south-korea",
        include_str!("../../../../cases/east-asia/1977-us-south-korea.toml"),
    ),
    ("africa/1977-ussr-somalia", include_str!("../../../../cases/africa/1977-ussr-somalia.toml")),
    ("east-asia/1979-us-taiwan", include_str!("../../../../cases/east-asia/1979-us-taiwan.toml")),
    ("middle-east/1979-us-iran", include_str!("../../../../cases/middle-east/1979-us-iran.toml")),
    (
        "oceania/1985-us-new-zealand",
        include_str!("../../../../cases/oceania/1985-us-new-zealand.toml"),
    ),
    (
        "several-regions/1989-ussr-six-states",
        include_str!("../../../../cases/several-regions/1989-ussr-six-states.toml"),
    ),
    (
        "south-asia/1989-ussr-afghanistan",
        include_str!("../../../../cases/south-asia/1989-ussr-afghanistan.toml"),
    ),
    (
        "south-asia/1990-us-pakistan",
        include_str!("../../../../cases/south-asia/1990-us-pakistan.toml"),
    ),
    (
        "east-asia/1990-ussr-north-korea",
        include_str!("../../../../cases/east-asia/1990-ussr-north-korea.toml"),
    ),
    (
        "southeast-asia/1991-us-philippines",
        include_str!("../../../../cases/southeast-asia/1991-us-philippines.toml"),
    ),
    ("europe/1994-none-ukraine", include_str!("../../../../cases/europe/1994-none-ukraine.toml")),
    (
        "south-asia/2021-us-afghanistan",
        include_str!("../../../../cases/south-asia/2021-us-afghanistan.toml"),
    ),
    ("east-asia/1971-us-japan", include_str!("../../../../cases/east-asia/1971-us-japan.toml")),
    ("europe/2008-none-georgia", include_str!("../../../../cases/europe/2008-none-georgia.toml")),
    (
        "europe/2023-us-finland-sweden",
        include_str!("../../../../cases/europe/2023-us-finland-sweden.toml"),
    ),
    (
        "middle-east/2019-us-saudi-arabia",
        include_str!("../../../../cases/middle-east/2019-us-saudi-arabia.toml"),
    ),
];

const SOURCES: &str = include_str!("../../../../cases/sources.toml");

/// The sources that the cases name.
///
/// # Errors
/// A sentence, should the shipped file not parse (a test keeps it parsing).
pub fn sources() -> Result<SourceRegister, String> {
    let rows: BTreeMap<String, Source> =
        toml::from_str(SOURCES).map_err(|e| format!("cases/sources.toml: {e}"))?;
    Ok(SourceRegister::new(rows.into_iter().map(|(k, v)| (SourceId::new(k), v))))
}

/// All cases, in the order of [`ALL`].
///
/// # Errors
/// What is wrong with a shipped file, should one be (a test keeps them right).
pub fn catalogue() -> Result<Vec<Case>, Diagnostics> {
    let sources = sources().map_err(|e| Diagnostic::error("AN0179", e))?;
    let mut cases = Vec::new();
    let mut wrong = Diagnostics::new();
    for (name, text) in ALL {
        match read::load(&format!("cases/{name}.toml"), text, &sources) {
            Ok(c) => cases.push(c),
            Err(d) => wrong.extend(d),
        }
    }
    if wrong.has_errors() { Err(wrong) } else { Ok(cases) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::{OutcomeCode, ResponseCode};
    use antumbra_world::World;

    fn numbers(of: impl Fn(&Case) -> bool) -> Vec<u8> {
        catalogue().unwrap().iter().filter(|c| of(c)).filter_map(|c| c.number).collect()
    }

    #[test]
    fn every_file_is_here_and_is_what_its_path_says() {
        let cases = catalogue().unwrap();
        for ((path, _), c) in ALL.iter().zip(&cases) {
            assert_eq!(*path, format!("{}/{}", c.region, c.id));
            assert!(c.id.starts_with(&c.start.to_string()), "{}", c.id);
        }
        assert_eq!(numbers(|c| !c.control), (1..=26).collect::<Vec<u8>>());
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
        let mut on_disk = 0;
        for folder in std::fs::read_dir(root).unwrap() {
            let folder = folder.unwrap().path();
            // Past decisions of politics are another kind of case.
            if folder.is_dir() && !folder.ends_with("politics") {
                on_disk += std::fs::read_dir(folder).unwrap().count();
            }
        }
        assert_eq!(on_disk, ALL.len());
    }

    #[test]
    fn the_summary_that_the_codes_were_made_with_comes_out() {
        let nuclear = numbers(|c| c.responded(ResponseCode::Nuc));
        assert_eq!(nuclear, [1, 3, 6, 7, 8, 10, 12, 17, 18, 22, 23]);
        assert_eq!(numbers(|c| c.response.iter().any(|r| r.acquired)), [8, 22, 23]);
        let lost = numbers(|c| c.came(OutcomeCode::Lost));
        assert_eq!(lost, [7, 13, 16, 21, 26]);
        assert_eq!(numbers(|c| c.close_to == ["JPN"]), [3, 8, 10, 12, 17, 24]);
        // All that were lost had an enemy on land and were at war; none lived by the sea.
        for c in catalogue().unwrap().iter().filter(|c| c.came(OutcomeCode::Lost)) {
            let p = c.profile();
            assert_eq!(
                (p.contiguous_enemy, p.at_war, p.maritime),
                (Some(true), Some(true), Some(false)),
                "{}",
                c.id
            );
        }
    }

    #[test]
    fn every_state_existed_under_its_number_and_every_source_is_used() {
        let world = World::embedded().unwrap();
        let cases = catalogue().unwrap();
        for c in &cases {
            let parties = c.patrons.iter().map(|p| p.cow);
            for cow in parties.chain(c.clients.iter().map(|j| j.cow)) {
                assert!(world.states().get(cow, c.start).is_some(), "{} {cow}", c.id);
            }
        }
        for id in sources().unwrap().ids() {
            assert!(ALL.iter().any(|(_, t)| t.contains(&format!("\"{id}\""))), "{id}");
        }
    }
}
