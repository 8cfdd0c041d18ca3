//! From a plan to findings.

pub(crate) mod cases;
pub(crate) mod draws;
pub(crate) mod facts;
pub(crate) mod fixture;
pub(crate) mod grid;
pub(crate) mod headings;
pub(crate) mod ledger;
pub(crate) mod nuclear;
pub(crate) mod over;
pub(crate) mod risk;
pub(crate) mod war;
pub(crate) mod words;
