//! What the page shows against the run folder that it was made from: figures, their captions, and
//! the sentences with their numbers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod dom;
mod expected;
mod figures;
mod hostile;
mod sentences;
