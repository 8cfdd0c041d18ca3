//! An ensemble of futures, and learning from it: which conditions go with an outcome, and which
//! inputs drive it.
//!
//! [`ensemble`] draws and runs the futures of any model. What comes out is a table: inputs that were drawn, outcomes that came out. Two questions are
//! put to it. *When does it happen?* [`prim`] and [`tree`] describe the cases of interest by limits
//! on few inputs, [`stacking`] shows them as a pivot table, [`logistic`] is the additive rule to
//! beat. *What drives it?* [`sensitivity`] ranks inputs, by design or from given data, with
//! intervals. [`condition`] picks rows or makes an outcome from a rule.
//!
//! Two more are put to an ensemble of policies. *Which policy stands?* [`robust`] has regret,
//! satisficing, trade-offs, tipping points and what it is worth to know an input. *What would change
//! the answer?* [`overturn`] looks for the smallest moves of the fewest inputs that flip a verdict.
//!
//! The crate is domain-free and does no input or output: every analysis takes [`Cases`], chosen
//! columns of any [`Table`](antumbra_core::Table), or a [`Design`](sensitivity::Design), and gives
//! plain values back. The same seed gives the same bytes. Values that are missing or not finite are
//! refused by name or dropped and counted, never read as zero.
//!
//! ```
//! use antumbra_core::{Column, Table};
//! use antumbra_explore::condition::Condition;
//! use antumbra_explore::{Cases, MissingRows, Prim, PrimSettings};
//!
//! // Losses are high when costs are high and demand is low.
//! let mut t = Table::new("runs", 400);
//! let cost: Vec<f64> = (0..400).map(|i| f64::from(i * 7 % 400)).collect();
//! let demand: Vec<f64> = (0..400).map(|i| f64::from(i * 13 % 400)).collect();
//! let loss = cost.iter().zip(&demand).map(|(c, d)| Some((c - 250.0).min(150.0 - d))).collect();
//! t.push("cost", Column::F64(cost.into_iter().map(Some).collect()))?;
//! t.push("demand", Column::F64(demand.into_iter().map(Some).collect()))?;
//! t.push("loss", Column::F64(loss))?;
//! let high = Condition::parse("loss > 0")?.evaluate(&t)?;
//! t.push("high", Column::Bool(high.rows))?;
//!
//! let cases = Cases::new(&t, &["cost", "demand"], "high", MissingRows::Refuse)?;
//! let boxes = Prim::binary(&cases, PrimSettings::default())?.find_box();
//! // The analyst chooses on the trade-off: here the first box that is nearly pure.
//! let pick = boxes.steps.iter().find(|s| s.density > Some(0.95)).ok_or("none")?;
//! assert!(pick.coverage > Some(0.8) && pick.res_dim == 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Limits: tables of at most 2^32 rows, in memory; associations, not causes: a box says where cases
//! of interest lie in the ensemble that was run.

pub mod cases;
pub mod condition;
pub mod ensemble;
mod error;
pub mod logistic;
pub mod overturn;
pub mod prim;
pub mod robust;
pub mod sensitivity;
pub mod stacking;
pub mod tree;

pub use cases::{Cases, Input, MissingRows};
pub use error::Error;
pub use prim::{Limit, Objective, Prim, PrimSettings, Seek, Step, Trajectory};
