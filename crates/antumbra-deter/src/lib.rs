//! What an umbrella does, in closed form.
//!
//! The model in one breath: a state's *capability* `c` ([`power`]) arrives in a theatre as *reach*
//! `C = c [a + (1-a)(1 + D/500 km)^-λ]` ([`reach`]); the client's own and its allies' reach,
//! discounted by *reliability* ρ, stand against the challenger's ([`scene`], [`forms`]). From these
//! follow who would defend the client (parts that sum to one), what replacing the patron costs
//! (three goals, never merged), and the odds of the contest `C^m / (C^m + T^m)` ([`contest`]).
//! Nuclear cover is kept apart from all of it ([`nuclear`]), and war is a tier of its own ([`war`]).
//! What two centuries of disputes say about it is in [`evidence`].
//!
//! ```
//! use antumbra_deter::forms::{Strength, keep, parts};
//!
//! let s = Strength { own: 1.0, patron: 2.0, others: vec![], challenger: Some(4.0) };
//! let p = parts(&s, 0.5);
//! assert_eq!((p.own, p.expected, p.doubtful, p.others), (1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 0.0));
//! // Keeping today's odds without the patron takes (1 + .5 * 2) / 1 = 2 times today's spending.
//! assert!((keep(&s, 0.5, 0.5, 0.0, 0.0, 1.0) - 2.0).abs() < 1e-15);
//! ```
//!
//! # Limits
//! The forms compare capability, not plans, geography or will. They restore today's odds, which is
//! not safety. No figure here is a probability of war.

pub mod contest;
mod error;
pub mod evidence;
pub mod forms;
pub mod nuclear;
pub mod power;
pub mod reach;
pub mod scene;
pub mod war;

pub use error::Error;
pub use power::{Gauge, Powers};
pub use scene::{Ally, Gap, Question, Scene};
