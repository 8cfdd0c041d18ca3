//! Readers of the public files, one module per publisher.
//!
//! Each takes a folder and gives typed rows in the order of the file. Columns are found by name,
//! so their order and further columns do not matter; a renamed column is refused with a hint.
//! Each file's documented missing codes (`-9`, `-8`, `NA`, empty) become `None`. Errors name file,
//! line and column.

pub mod arms;
pub mod atop;
pub mod mid;
pub mod nmc;
pub mod nuclear;
pub mod output;
pub mod regimes;
pub mod sipri;
pub mod space;
pub mod states;
pub mod trade;
pub mod troops;
pub mod votes;
pub mod wars;
