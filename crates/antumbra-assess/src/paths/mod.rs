//! Paths through time: from the file to a model of futures, its run, and its findings.
//!
//! `setup` gathers what is constant at one setting, `levers` turns the file's paths into levers,
//! `draws` gives every uncertain input its distribution, `model` is the simulator as the ensemble
//! sees it, `tally` runs it, `rows` makes findings, `run` puts reference and corners together,
//! `whatif` runs the coarse grid that a reader moves on the page.
//! `schools` runs the paths under other ways of seeing.

pub(crate) mod draws;
mod explore;
mod flip;
pub(crate) mod headline;
pub(crate) mod learnt;
pub(crate) mod levers;
pub(crate) mod model;
mod movable;
mod orders;
pub(crate) mod rows;
pub(crate) mod run;
pub(crate) mod schools;
pub(crate) mod setup;
mod standing;
pub(crate) mod tally;
mod walks;
pub(crate) mod whatif;
