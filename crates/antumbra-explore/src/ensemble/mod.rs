//! An ensemble: many futures of a model under every policy, drawn and run chunk by chunk.
//!
//! A [`Model`] says what it takes and gives ([`Spec`]) and turns columns of inputs into columns of
//! outcomes. [`Draw`] makes the futures: the same for every policy (common random numbers), each a
//! function of the seed and its own number. [`run()`] works through chunks on several threads and
//! delivers them in order, in memory that does not grow with their number. [`Tally`] keeps what a
//! reader needs of the years: fixed-bin histograms that merge.
//!
//! The same seed gives the same bytes for any number of threads, and for any cut into shards and
//! restarts: a chunk is a function of its index, and everything that is merged is merged in the order
//! of the index.
//!
//! ```
//! use antumbra_core::Seed;
//! use antumbra_explore::ensemble::*;
//! use antumbra_num::dist::Normal;
//! use std::ops::ControlFlow;
//! use std::sync::Arc;
//!
//! /// What is kept of a stock after a loss, with and without insurance.
//! struct Stock(Spec);
//! impl Model for Stock {
//!     fn spec(&self) -> &Spec {
//!         &self.0
//!     }
//!     fn run(&self, policy: usize, chunk: &DesignChunk, out: &mut OutcomeChunk) {
//!         for (kept, loss) in out.outcome_mut(0).iter_mut().zip(chunk.column(0)) {
//!             *kept = if policy == 0 { 10.0 - loss } else { 9.0 };
//!         }
//!     }
//! }
//! let spec = Spec {
//!     inputs: vec![Input {
//!         name: "loss".into(),
//!         kind: InputKind::Real(Arc::new(Normal::new(2.0, 1.0)?)),
//!     }],
//!     policy_keys: vec!["policy".into()],
//!     policies: vec![vec!["bare".into()], vec!["insured".into()]],
//!     outcomes: vec![Outcome {
//!         name: "kept".into(),
//!         unit: "".into(),
//!         bins: Bins { lo: 0.0, hi: 12.0, count: 240 },
//!         direction: Direction::Larger,
//!         optional: false,
//!     }],
//!     ..Spec::default()
//! };
//! let model = Stock(spec);
//! let draw = Draw::new(&model.0, Design::Sobol, 4096, Seed(1))?;
//! struct Total(Tally);
//! impl Sink for Total {
//!     fn chunk(&mut self, _: u64, _: &DesignChunk, out: &[OutcomeChunk]) -> ControlFlow<()> {
//!         let t = Tally::of_chunk(self.0.layout().clone(), out);
//!         if self.0.merge(&t).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
//!     }
//! }
//! let mut total = Total(Tally::new(Layout::of(&model.0)));
//! let chunks: Vec<u64> = (0..draw.chunks()).collect();
//! let (stop, _) = run(&model, &draw, &chunks, 2, Budget::default(), &mut |_| {}, &mut total);
//! assert_eq!(stop, Stop::Finished);
//! let median = total.0.outcome(0, 0).quantile(0.5).ok_or("no value")?;
//! assert!((median - 8.0).abs() < 0.05);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Limits: every yearly outcome covers the same years; quantiles of histograms are within a bin's
//! width; correlations are those of a Gaussian copula.

mod draw;
mod histogram;
mod outcome;
mod run;
mod spec;
mod tally;

pub use draw::{Design, DesignChunk, Draw, chunk_size};
pub use histogram::Histogram;
pub use outcome::{Columns, OutcomeChunk};
pub use run::{Budget, Model, Progress, Reduce, Sink, Stop, run, run_mapped, run_reduced};
pub use spec::{Bins, Direction, Group, Input, InputKind, NO_VALUE, Outcome, Spec};
pub use tally::{Layout, Tally, TallyEncoder};
