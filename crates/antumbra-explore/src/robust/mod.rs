//! Robustness: which policy stands over many futures, and what its standing hangs on.
//!
//! A *policy* is a path (what is chosen) in a world (what is not): the same futures are run under
//! every policy. [`Outcomes`] holds what came out; everything else is a reading of it.
//!
//! | question | answer |
//! |---|---|
//! | What does choosing wrongly cost? | [`regret()`] |
//! | In how many futures is it good enough, and which criterion binds? | [`satisficing()`] |
//! | Which policies does no other beat on everything? | [`pareto()`] |
//! | At which value of an input does the answer change? | [`tipping`] |
//! | What is it worth to know an input before choosing? | [`resolve()`] |
//! | From which probability of the other world on does another path pay? | [`insurance()`] |
//!
//! A run that failed is not a zero: it meets no criterion, and it has no regret (both are counted).
//!
//! ```
//! use antumbra_explore::robust::{Better, Bound, Criterion, Outcomes, Policy, regret, satisficing};
//!
//! // Two paths in one world, four futures; a loss is better when it is low.
//! let policies = ["stay", "build"].map(|p| Policy::new(p, "as it is"));
//! let mut o = Outcomes::new(policies.into(), 4)?;
//! let loss = [1.0, 2.0, 1.0, 2.0, 9.0, 3.0, 9.0, 3.0].map(Some);
//! o.push("loss", Better::Low, loss.into())?;
//! let r = regret(&o, "loss")?;
//! assert_eq!((r.rows[0].max, r.rows[1].max), (Some(6.0), Some(1.0)));
//! let good = [Criterion::at_most(&o, "loss", Bound::Value(3.0))?];
//! assert_eq!(satisficing(&o, &good, 0.95)?[1].share, 1.0);
//! # Ok::<(), antumbra_explore::Error>(())
//! ```
//!
//! *References.* Savage (1951), The theory of statistical decision, JASA 46, 55-67 (regret). Simon
//! (1956), Psychological Review 63, 129-138 (satisficing). Lempert, Popper & Bankes (2003), Shaping
//! the Next One Hundred Years, RAND. McPhail et al. (2018), Robustness metrics, Earth's Future 6,
//! 169-191.

mod insurance;
mod interval;
mod outcomes;
mod pareto;
mod regret;
mod resolve;
mod satisfice;
pub mod tipping;

pub use insurance::{BreakEven, Insurance, PathCover, Span, insurance};
pub use interval::wilson;
pub use outcomes::{Better, Outcomes, Policy, Statistic};
pub use pareto::{Objective, Standing, pareto};
pub use regret::{PolicyRegret, Regret, regret};
pub use resolve::{Resolved, Resolving, resolve};
pub use satisfice::{Bound, Criterion, CriterionShare, Satisficing, meets, satisficing};
