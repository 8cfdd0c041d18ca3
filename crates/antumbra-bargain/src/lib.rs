//! Who decides, what law asks, where a deal is possible.
//!
//! Four engines over plain values, without input or output:
//!
//! - [`spatial`]: actors with positions, saliences and capabilities bargain in any number of
//!   dimensions until they settle ([`spatial::run`]); the [`mod@baseline`] that any such model has to
//!   beat stands beside every run. Actors known by ranges give a distribution of settlements
//!   ([`draws`]); [`sensitivity`] changes one actor or one rule at a time; [`read`] reads actors
//!   from a table and says what is wrong with it, row by row; [`backcast`] scores settlements
//!   and baselines against what happened; [`explain`] says whose movement makes the difference.
//!   Those who do not settle ratify or set prices ([`mod@ratify`]).
//! - [`gates`]: legal and political hurdles with lead times: the earliest lawful date of a path,
//!   and who can stop it.
//! - [`opinion`]: polls, pooled only where they measure one thing.
//! - [`deal`]: the terms that all sides prefer to having no deal, or who excludes whom.
//!
//! ```
//! use antumbra_bargain::spatial::{Rules, run};
//! use antumbra_bargain::{PositionScale, read_actors};
//! use antumbra_core::{Origin, Seed};
//!
//! let table = "Actor,Description,Capability,Reliance,Salience\n\
//!              Cabinet,decides,100,30,85\n\
//!              Ministry,keeps the books,52,8,55\n\
//!              Party,coalition partner,42,45,68\n";
//! let origin = Origin::File("actors.csv".into());
//! let case = read_actors(table, &origin, PositionScale::Hundred)?;
//! let out = run(&case.actors, &Rules::default(), Seed(1), 0)?;
//!
//! let (settlement, baseline) = (out.settlement.centre.mean[0], out.baseline.mean[0]);
//! assert!((baseline - 28.59).abs() < 0.01); // (100·85·30 + 52·55·8 + 42·68·45) / Σ c s
//! assert!((0.0..=100.0).contains(&settlement) && out.verdict.settled());
//! for c in &out.turns[1].round.as_ref().unwrap().challenges {
//!     println!("{} challenges {}", out.actors[c.initiator], out.actors[c.target]);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it is not
//!
//! Positions, saliences and capabilities are an analyst's judgement, the scale is ordinal, and no
//! rule of the model is estimated. A settlement is a reading of these inputs, not a forecast with
//! an error rate; that is why the baseline, the range over draws and the range over rules stand
//! beside it. Likelihood classes of gates and shares of polls are never turned into probabilities.
//!
//! # Determinism
//!
//! The same inputs and seed give the same bytes for any number of threads. Another order of
//! actors or dimensions gives the same positions to the last bit, because sums are taken in an
//! order that the numbers alone decide.

pub mod actor;
pub mod backcast;
pub mod baseline;
pub mod deal;
pub mod draws;
mod error;
pub mod explain;
pub mod gates;
pub mod opinion;
pub mod ratify;
pub mod read;
pub mod sensitivity;
pub mod spatial;

pub use actor::{Actor, ActorSet};
pub use baseline::{Centre, baseline};
pub use error::Error;
pub use read::{Case, PositionScale, read_actors};
