//! What two centuries of recorded disputes say about challenges, and how well.
//!
//! One regression per severity: the log-odds that state i begins a dispute with state j in year t
//! are `x'β + b p`, where `p` is the contest of the challenger's reach with the target's own and
//! expected support ([`Contest`]) and x is geography, regime, rank, alliance portfolio, the dyad's
//! past, nuclear status, era and population ([`antumbra_world::panel::COVARIATES`]).
//! [`fit`] estimates it and says how the estimation ended.
//!
//! # Limits
//! Outcomes are *recorded militarized disputes* to 2014, not invasions. Almost all of the skill is
//! geography and history. Threatened states seek pacts, so no coefficient here is a causal effect.

mod challenge;
pub mod estimates;
mod fit;
mod history;
mod holdout;
pub mod levels;
mod placebo;
pub mod published;
mod score;

pub use challenge::{Challenges, Contest, Severity};
pub use fit::{ChallengeFit, Coefficient, Power, fit, fit_from};
pub use history::{Record, history};
pub use holdout::{ClientYears, Contender, Field, Held, Holdout, by_client};
pub use placebo::{Placebo, Recovery, placebo, recover};
pub use score::Score;
