//! Any bytes as a public file or a table: rows, or an error that names the file.
#![no_main]

use antumbra_core::outside::MemoryFiles;
use antumbra_world::Tables;
use antumbra_world::readers::{atop, mid, nmc, sipri, states, troops, votes, wars};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let files = |name: &str| MemoryFiles::new([(format!("{name}.csv"), bytes.to_vec())]);
    let named = |name: &str, e: antumbra_world::Error| assert!(e.file().starts_with(name), "{e}");
    macro_rules! reads {
        ($($name:literal => $read:expr),* $(,)?) => {
            $(if let Err(e) = $read(&files($name)) {
                named($name, e);
            })*
        };
    }
    reads! {
        "cow_nmc_7.0" => |f: &MemoryFiles| nmc::read(f, nmc::FILE_7),
        "cow_gw_state_year" => |f: &MemoryFiles| states::state_years(f),
        "cow_mid_5.0_directed_dyad_year" => |f: &MemoryFiles| mid::dyad_years(f),
        "atop_4.01_member" => |f: &MemoryFiles| atop::members(f),
        "sipri_milex_2025" => |f: &MemoryFiles| sipri::milex(f),
        "us_troops_country_year" => |f: &MemoryFiles| troops::us_troops(f),
        "unga_votes" => |f: &MemoryFiles| votes::votes(f),
        "cow_interstate_war_4.0" => |f: &MemoryFiles| wars::interstate(f),
    }
    // A world whose figures are these bytes.
    let mut tables = match Tables::read(&antumbra_world::EmbeddedFiles).and_then(|t| t.write()) {
        Ok(t) => t,
        Err(e) => panic!("{e}"),
    };
    for (name, content) in &mut tables {
        if name == "treaty_members.csv" {
            *content = bytes.to_vec();
        }
        if name == "distances.csv" {
            *content = b"cow_a,cow_b,km\n".to_vec();
        }
    }
    if let Ok(t) = Tables::read(&MemoryFiles::new(tables)) {
        let _ = antumbra_world::World::from_tables(t);
    }
});
