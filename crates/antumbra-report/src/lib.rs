//! The answer: findings as a terminal screen, a one-file page, figures, explanations and citations.
//!
//! This crate calls no engine and computes no figure: what it shows is in
//! [`antumbra_record::findings::Findings`]. It formats numbers ([`number`]), words messages
//! ([`english`]), and lays them out.

pub mod analogues;
pub mod bargain;
pub mod cite;
pub mod discover;
pub mod english;
pub mod explain;
pub mod figure;
pub mod fit;
pub mod measure;
pub mod number;
pub mod page;
pub mod terminal;
pub mod validate;
mod wrap;
