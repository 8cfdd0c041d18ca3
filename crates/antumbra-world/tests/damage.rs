//! Public files that are not as they should be: what is tolerated, and how the rest is named.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

use antumbra_core::StateId;
use antumbra_core::outside::{MemoryFiles, Source};
use antumbra_world::readers::{atop, nmc, nuclear, output, sipri, states, troops};
use proptest::prelude::*;
use std::io;

fn one(name: &str, text: impl Into<Vec<u8>>) -> MemoryFiles {
    MemoryFiles::new([(name, text.into())])
}

#[test]
fn both_layouts_of_nmc_are_read() {
    let v6 = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\r\n\
              USA,2,1816,3823,17,80,254,8659,101,0.039697491,2021\r\n\
              JPN,740,1945,-9,-9,1,2,3,4,-9,2021\r\n";
    let rows = nmc::read(&one("cow_nmc_6.0.csv", v6), nmc::FILE_6).unwrap();
    assert_eq!(rows[0].milex, Some(3823.0));
    assert_eq!((rows[1].milex, rows[1].milper, rows[1].cinc), (None, None, None));
    let v7 = "\u{feff}\"ccode\",\"year\",\"milex\",\"milper\",\"irst\",\"pec\",\"tpop\",\"upop\",\"cinc\"\n\
              731,2018,,1280,810,28711,25931,15516,0.015\n";
    let rows = nmc::read(&one("cow_nmc_7.0.csv", v7), nmc::FILE_7).unwrap();
    assert_eq!((rows[0].state, rows[0].milex), (StateId::cow(731), None));
}

#[test]
fn a_missing_code_that_is_not_documented_is_an_error() {
    let text = "ccode,year,milex,milper,irst,pec,tpop,upop,cinc\n2,1816,-7,1,1,1,1,1,1\n";
    let e = nmc::read(&one("cow_nmc_7.0.csv", text), nmc::FILE_7).unwrap_err();
    assert_eq!(
        e.to_string(),
        "cow_nmc_7.0.csv, line 2, column `milex`: `-7` is below zero and no missing code"
    );
}

#[test]
fn aggregates_and_projections_stay_out() {
    let text = "geo,time,gdp_total_ppp_inflation_adjusted\njpn,2021,5e12\njpn,2022,6e12\n";
    let rows = output::gapminder(&one("gapminder_gdp_total_ppp.csv", text)).unwrap();
    assert_eq!(rows.len(), 1);
    let text = "Entity,Code,Year,Number of nuclear warheads\nWorld,OWID_WRL,2023,9576\n\
                China,CHN,2023,410\n";
    let rows = nuclear::stockpiles(&one("nuclear_stockpiles_fas.csv", text)).unwrap();
    assert_eq!(rows.len(), 1);
}

#[test]
fn a_blank_zero_is_no_spending() {
    let text = "country,iso3c,ccode,year,constant_2023_usd_m,current_usd_m,share_gdp,sipri_mark\n\
                Russia,RUS,365,1987,,0.0,,\n\
                Costa Rica,CRI,94,2000,0,0,0,\n\
                \"Korea, South\",KOR,732,2022,45.0,46.0,0.027,estimate\n";
    let rows = sipri::milex(&one("sipri_milex_2025.csv", text)).unwrap();
    assert_eq!(rows[0].current_usd, None);
    assert_eq!(rows[1].current_usd, Some(0.0));
    assert_eq!((rows[2].current_usd, rows[2].marked), (Some(46e6), true));
}

#[test]
fn an_open_membership_ends_in_nought() {
    let text = "atopid,member,yrent,yrexit,defense\n3375,2,1960,0,1\n3375,740,1960,1999,0\n";
    let rows = atop::members(&one("atop_4.01_member.csv", text)).unwrap();
    assert_eq!((rows[0].to, rows[0].defense), (None, true));
    assert!(rows[1].to.is_some() && !rows[1].defense);
}

/// A folder of which one name is a folder itself, and one may not be read.
struct Odd;

impl Source for Odd {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(vec!["country_codes.csv".into(), "us_troops_country_year.csv".into()])
    }
    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
        let kind = if name.starts_with("country") {
            io::ErrorKind::IsADirectory
        } else {
            io::ErrorKind::PermissionDenied
        };
        Err(kind.into())
    }
    fn label(&self) -> String {
        "odd".into()
    }
}

#[test]
fn a_folder_in_place_of_a_file_and_a_denied_one_are_named() {
    let e = states::country_codes(&Odd).unwrap_err();
    assert!(e.is_io());
    assert_eq!(e.to_string(), "country_codes.csv: this is a folder, not a file");
    let e = troops::us_troops(&Odd).unwrap_err();
    assert_eq!(e.to_string(), "us_troops_country_year.csv: permission to read it is denied");
    let e = nmc::read(&Odd, nmc::FILE_7).unwrap_err();
    assert!(e.is_missing_file());
}

proptest! {
    /// Any damage to a true file gives rows or an error that names the file.
    #[test]
    fn damaged_bytes_never_panic(
        at in 0usize..160,
        byte in any::<u8>(),
        cut in 0usize..200,
        gz in any::<bool>(),
    ) {
        let text = "ccode,stateabb,year,troops_ad,report_month\n2,USA,1950,952600,June\n\
                    740,JPN,2025,53490,September\n740,JPN,2024,50786,\"September\"\n";
        let mut bytes = text.as_bytes().to_vec();
        if gz {
            use std::io::Write;
            let mut w = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            w.write_all(&bytes).unwrap();
            bytes = w.finish().unwrap();
        }
        let n = bytes.len();
        bytes[at % n] = byte;
        bytes.truncate(n.min(cut.max(1)));
        if let Err(e) = troops::us_troops(&one("us_troops_country_year.csv", bytes)) {
            prop_assert_eq!(e.file(), "us_troops_country_year.csv");
        }
    }
}
