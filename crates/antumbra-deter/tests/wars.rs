//! War counts, joining and pacts by age from the raw files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::{StateId, Year};
use antumbra_deter::evidence::{Challenges, Severity};
use antumbra_deter::war::{Era, PactAge, joining, pact_ages, war_counts};
use antumbra_world::panel::{FIRST, Inputs, LAST_OUTCOME, Pairs};
use common::Folder;

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn wars_of_the_three_challengers() {
    let folder = Folder::public();
    let inputs = Inputs::read(&folder).unwrap();
    let three = [710, 365, 731].map(StateId::cow);
    let w = war_counts(&folder, &inputs, &three, Year(1950), Year(2010)).unwrap();
    println!("{w:?}");
    let w = war_counts(&folder, &inputs, &[], Year(1950), Year(2010)).unwrap();
    println!("{w:?}");
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn allies_in_wars() {
    let folder = Folder::public();
    let inputs = Inputs::read(&folder).unwrap();
    for era in [Era::All, Era::To1945, Era::After1945, Era::After1945Single] {
        println!("{era:?} {:?}", joining(&folder, &inputs, era).unwrap());
    }
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn pacts_by_age() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).unwrap();
    for s in [Severity::Any, Severity::Force] {
        let a = pact_ages(&inputs, &data, s).unwrap();
        println!(
            "{a:?} {:?} {:?}",
            a.difference(PactAge::Old, PactAge::Future),
            a.difference(PactAge::Old, PactAge::Recent)
        );
    }
}
