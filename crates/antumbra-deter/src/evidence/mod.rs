//! What two centuries of recorded disputes say about challenges, and how well.
//!
//! One regression per severity: the log-odds that state i begins a dispute with state j in year t
//! are `x'β + b p`, where `p` is the contest of the challenger's reach with the target's own and
//! expected support ([`Contest`]) and x is geography, regime, rank, alliance portfolio, the dyad's
//! past, nuclear status, era and population ([`antumbra_world::panel::COVARIATES`]).
//! [`fit`] estimates it and says how the estimation ended; [`estimates`] is what the program carries
//! of the whole grid of assumptions.
//!
//! # What was found
//! - *b* is 1.107 for any challenge (error by dyad .182, by challenger and target .299), 1.261 for
//!   force, 1.246 for deaths. The error by dyad is flattering: one state stands in many dyads.
//! - Counting all support (ρ 1) beats own power for any challenge by 4.6 in log-likelihood and loses
//!   by 3.7 for force; at ρ .25 it wins by 9.6, 4.2 and 1.7. These data prefer little support.
//! - Shuffling defenders across targets within years loses 14 to 21 in 12 of 12 shuffles
//!   ([`placebo`]): who supports whom carries information, whatever its cause.
//! - Out of time (fitted to 1990) the log loss falls by 33.4% against the base rate, AUC .932; own
//!   power alone has 33.4% and the standard dyadic logit 33.0% ([`Field::out_of_time`]). Power and
//!   support add evidence, and next to no skill in forecasting.
//! - From outcomes simulated with the fit, b comes back ([`recover`]): 200 times, the mean was within
//!   .03 and 86% of the 90% intervals held the truth.
//!
//! # Limits
//! Outcomes are *recorded militarized disputes* to 2014, not invasions. Almost all of the skill is
//! geography and history. Threatened states seek pacts, so no coefficient here is a causal effect.

mod arming;
mod challenge;
mod cover;
pub mod estimates;
mod fit;
mod history;
mod holdout;
pub mod levels;
mod placebo;
pub mod published;
mod score;
pub mod sealed;

pub use arming::{Arming, Moves, Standing};
pub use challenge::{Challenges, Contest, Severity};
pub use cover::{CoverRates, Rate, cover_rates};
pub use fit::{ChallengeFit, Coefficient, Power, fit, fit_from};
pub use history::{Record, history};
pub use holdout::{ClientYears, Contender, Field, Held, Holdout, by_client};
pub use placebo::{Placebo, Recovery, placebo, recover};
pub use score::Score;
