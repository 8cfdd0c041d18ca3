//! The answer: findings as a terminal screen, a one-file page, figures, explanations and citations.
//!
//! This crate calls no engine and computes no figure: what it shows is in
//! [`antumbra_record::findings::Findings`]. It formats numbers ([`number`]), words messages
//! ([`english`]), and lays them out: [`page`] writes the sections of the answer as a
//! [`document::Document`], which knows no format, and [`html`] shows it.

pub mod analogues;
pub mod bargain;
pub mod cite;
pub mod context;
pub mod definition;
pub mod difference;
pub mod discover;
pub mod document;
pub mod english;
pub mod explain;
mod exploration;
pub mod export;
pub mod figure;
pub mod fit;
pub mod html;
mod input;
pub mod japanese;
pub mod markdown;
pub mod measure;
pub mod number;
pub mod overturn;
pub mod page;
#[cfg(feature = "png")]
pub mod png;
pub mod politics;
pub mod risk;
pub mod sheets;
mod states_ja;
pub mod terminal;
pub mod validate;
pub mod whatif;
mod wrap;
