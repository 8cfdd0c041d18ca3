//! The spatial model of politics, in any number of dimensions, with its rules as named variants.
//!
//! Actors hold positions, care about dimensions in different measure, and differ in capability.
//! Each turn they look whom it would pay to challenge; a challenge leads to offers of a bargain;
//! every actor holds an election over the bargains before it and the status quo, in which all
//! vote, and moves if a bargain wins. The turn in order, each step in a file of its own:
//!
//! | step | file | family |
//! |---|---|---|
//! | share attention among dimensions | [`attention`] | `attention` |
//! | distance and utility | [`utility`] | – |
//! | votes on pairs of positions | [`vote`] | `votes` |
//! | strengths to victory | [`victory`] | `victory` |
//! | victory over pairs to an election | [`election`] | `election` |
//! | election to risk attitudes, and how others see them | [`risk`] | `risk`, `perception` |
//! | contests with third parties, expected gains | [`contest`] | `commitment` |
//! | whom to challenge, ties | [`transition`] | `target_ties` |
//! | offers | [`offer`] | `weights`, `offers`, `receiver_view` |
//! | elections over bargains | [`transition`] | `transition` |
//! | stop | [`stop`] | – |
//!
//! Weights: *elections* (over positions and over bargains) weigh voters by capability; *contests*
//! weigh them by capability × total salience, and compare strengths linearly whatever the
//! election's victory rule. The status quo stands in every actor's election. Risk attitudes are
//! inferred anew each turn from an election in which everybody is risk neutral.
//!
//! The model is Bueno de Mesquita's (1985, "The war trap revisited", *APSR* 79; 1994, "Political
//! forecasting: an expected utility method") as reworked in KTAB (King Abdullah Petroleum Studies
//! and Research Center, Toolkit for Behavioral Analysis): the variants, their parameters and the
//! order of events were learnt from that program's description and behaviour, and its results are
//! the reference that the conformance tests compare with. Nothing of its code is used.

pub mod attention;
pub mod contest;
pub mod election;
mod engine;
pub mod log;
mod named;
pub mod offer;
mod problem;
pub mod risk;
pub mod rules;
pub(crate) mod run;
pub mod stop;
pub mod transition;
pub mod utility;
pub mod victory;
pub mod vote;

pub(crate) use problem::Problem;
pub use rules::Rules;
pub use run::{Run, Settlement, Turn, Winner, run};
pub use stop::{StopRule, Verdict};
