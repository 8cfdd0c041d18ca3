//! Paths through time: from the file to a model of futures, its run, and its findings.
//!
//! `setup` gathers what is constant at one setting, `levers` turns the file's paths into levers,
//! `draws` gives every uncertain input its distribution, `model` is the simulator as the ensemble
//! sees it, `tally` judges each future against the tolerances, `rows` makes findings.

pub(crate) mod draws;
pub(crate) mod levers;
pub(crate) mod model;
pub(crate) mod setup;
