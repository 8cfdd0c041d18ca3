//! What could be done: paths through time, in two worlds.
//!
//! A *path* is a dated set of levers ([`PathDef`]); a *future* is one draw of every uncertain input
//! ([`inputs()`]); the simulator walks a chunk of futures of one path in one [`World`] year by year
//! and gives every outcome ([`outcomes()`]) as a structure of arrays. The crate reads no data and
//! draws nothing: constants come as a [`Setup`], draws as columns.
//!
//! # The model of a year
//! 1. **The patron.** A regime per electoral term, by a switching matrix and one uniform per term.
//!    Loosening, and in the world where the patron goes its own termination, come in the first year
//!    in which the cumulated hazard of the years before passes `-ln(1 - u)`. The treaty moves after
//!    notice and lead time. Belief `ρ_adv`, action `ρ_act` and trust (a share of people) are kept
//!    apart; trust follows belief and adds to spending.
//! 2. **The client.** Stock `K' = min((1-δ) K + spending delivered, (1+a) K)` from the steady state;
//!    what the forces cannot absorb is without effect. Capability `c k^w h^(1-w)` with people `h` up
//!    to a ceiling that demography moves; without the patron ε and a lack of munitions take from it.
//! 3. **Who stands where.** `T_i = C_j + ρ_adv C_k(j) + others + partners`; the patron's reach falls
//!    with access to bases. Challengers grow, and answer the client's build-up.
//! 4. **Challenges.** `p = C^m / (C^m + T^m)`; log-odds `baseline + b [p_0 + κ (p - p_0)]` with the
//!    parameters' errors drawn; level-corrected as the estimates are. Expected challenges with the
//!    past frozen and with the past moved forward by what is expected.
//! 5. **War.** `h_0 exp{ln u [(1-ψ) r_conv + ψ r_nuc]}` at ψ 0, .5, 1 and the setting's, on both hazard
//!    scales, each in outcomes of its own. `r_conv` is where the challenger's log advantage stands
//!    between today's without the patron (0) and today's (1): with no growth the form in T alone.
//!    Abandonment is war × (1 - ρ_act) under a pact.
//! 6. **Nuclear cover.** Stages in order, with years, cost, a danger window and a preventive-attack
//!    hazard. It reaches the war tier only.
//! 7. **Others.** Neighbours whose defence uses the client's bases; wars of others, whose hazard
//!    answers the coalition that is left; entrapment needs pact and bases, spill-over does not.
//! 8. **Standing.** Coercion from both sides and sanctions as loss of GDP, costs, self-sufficiency,
//!    and the ordinals freedom of action, distance, reversibility.
//!
//! # Example
//! The same futures on two paths; here all inputs stand in their middle.
//! ```
//! # use antumbra_path::*;
//! # fn example(setup: Setup, plan_of: &PathDef, as_planned: &PathDef) -> Result<(), Error> {
//! let sim = Simulator::new(setup)?;
//! let middle: Vec<[f64; 1]> = sim.inputs().iter().map(|d| [d.suggestion.middle()]).collect();
//! let columns: Vec<&[f64]> = middle.iter().map(|c| c.as_slice()).collect();
//! let mut runs = Vec::new();
//! for path in [as_planned, plan_of] {
//!     let plan = sim.plan(path, "paths[0]")?;
//!     let mut out = Outcomes::new(sim.setup(), 1);
//!     sim.simulate(&plan, World::PatronStays, &columns, &mut out)?;
//!     runs.push(out);
//! }
//! let w = window(&runs[1], &runs[0], "war.expert.psi50", 2.0)?;
//! println!("{} percentage-point-years above as planned", w.area[0]);
//! # Ok(())
//! # }
//! ```
//!
//! # Choices that the model leaves open
//! - *The world where the patron stays* carries no termination out; the hazard that its politics end
//!   the treaty is an outcome (`exit_hazard`, `exit_probability`) to set beside a break-even
//!   probability of exit.
//! - *The patron goes* means from the client: what it does for neighbours is less its bases in the
//!   client, not nothing.
//! - *Errors of baselines* beyond what b explains are common to all challengers: with no covariance
//!   between dyads at hand this is the widest case for sums.
//! - *The past moved forward* is a mean field: the expected part of years of peace and of disputes
//!   enters the log-odds. Challenges by the client are not counted in it.
//! - *Beyond the nodes of m* m is held at the nearest, as in the answer; `outside_grid` counts it.
//! - *Coercion* takes GDP in its year; it does not feed back on growth or spending.
//! - *A device* leaves a programme open to attack until it stands, and so does a minimal force where
//!   the path goes for one; a survivable force is built behind it.
//!
//! # Speed
//! Futures go in blocks of 128 through num's slice kernels: per dyad-year two logarithms, seven
//! logistic functions and one exponential. Chunks of a few hundred futures keep the outcomes in the
//! processor's cache. `bench/path` compares it with the same model in NumPy, with equal answers.
//!
//! # Limits
//! Most of what moves war, coercion and politics here is judgement, drawn or fixed, and stands in
//! the inputs' suggestions as such. No probability of nuclear use is computed. No sum mixes hazard
//! scales.

mod check;
pub mod compare;
mod error;
pub mod evidence;
pub mod inputs;
pub mod outcomes;
pub mod path;
mod plan;
pub mod setup;
pub mod sim;

pub use compare::{BreakEven, Window, at_psi, break_even_psi, window};
pub use error::Error;
pub use inputs::{InputDef, Suggestion, inputs};
pub use outcomes::{Direction, Failure, Group, OutcomeDef, Outcomes, outcomes};
pub use path::{DatedLever, Lever, PathDef, Ramp, TreatyState, World};
pub use plan::Plan;
pub use setup::Setup;
pub use sim::Simulator;
