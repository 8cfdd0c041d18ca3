//! The simulator: blocks of futures, year by year.

#![allow(
    clippy::needless_range_loop,
    reason = "a loop over the places of a block reads many lanes at one place"
)]

mod abroad;
mod challenge;
mod lanes;
mod nuclear;
mod own;
mod patron;
mod run;
mod screen;
mod standing;
mod support;
mod war;

use crate::inputs::{InputDef, Layout};
use crate::outcomes::{OutcomeDef, Outcomes, Places};
use crate::path::{PathDef, World};
use crate::plan::Plan;
use crate::setup::Setup;
use crate::{Error, inputs, outcomes};

/// The longest delivery time that spending may take, in years.
pub const MOST_DELIVERY: usize = 15;

/// What a year of a block is simulated from.
#[derive(Clone, Copy)]
pub(crate) struct Now<'a> {
    pub(crate) sim: &'a Simulator,
    pub(crate) plan: &'a Plan,
    pub(crate) draws: &'a lanes::Draws,
    /// Years since the first.
    pub(crate) t: usize,
}

/// A setup that was checked, with the places of its inputs and outcomes.
#[derive(Clone, Debug)]
pub struct Simulator {
    pub(crate) setup: Setup,
    inputs: Vec<InputDef>,
    outcomes: Vec<OutcomeDef>,
    pub(crate) at: Layout,
    pub(crate) places: Places,
}

impl Simulator {
    /// Checks a setup.
    ///
    /// # Errors
    /// As [`Setup::check`].
    pub fn new(setup: Setup) -> Result<Self, Error> {
        setup.check()?;
        let (inputs, at) = inputs::build(&setup);
        let (outcomes, places) = outcomes::build(&setup);
        Ok(Simulator { setup, inputs, outcomes, at, places })
    }

    /// The setup.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The uncertain inputs, in the order of the columns.
    pub fn inputs(&self) -> &[InputDef] {
        &self.inputs
    }

    /// The outcomes, yearly ones first.
    pub fn outcomes(&self) -> &[OutcomeDef] {
        &self.outcomes
    }

    /// Checks a path; `at` is its place, such as `paths[2]`.
    ///
    /// # Errors
    /// As [`Plan::new`].
    pub fn plan(&self, path: &PathDef, at: &str) -> Result<Plan, Error> {
        Plan::new(&self.setup, path, at)
    }

    /// Simulates a chunk of futures: `columns[i][f]` is input i of future f.
    ///
    /// A future with an input that is not finite or lies outside its domain fails: its outcomes are
    /// NaN and its code says why. Futures do not see each other, so results do not depend on how
    /// they are cut into chunks.
    ///
    /// # Errors
    /// When the number of columns, their length or the room in `out` does not fit, or the patron's
    /// exit is given in a year before the first.
    pub fn simulate(
        &self,
        plan: &Plan,
        world: World,
        columns: &[&[f64]],
        out: &mut Outcomes,
    ) -> Result<(), Error> {
        self.check_columns(columns, out)?;
        run::all(self, plan, world, columns, out)
    }

    fn check_columns(&self, columns: &[&[f64]], out: &Outcomes) -> Result<(), Error> {
        if columns.len() != self.inputs.len() {
            return Err(Error::columns(format!(
                "{} columns of draws for {} inputs",
                columns.len(),
                self.inputs.len()
            )));
        }
        if let Some(k) = columns.iter().position(|c| c.len() != out.futures()) {
            return Err(Error::columns(format!(
                "`{}` has {} draws, the outcomes have room for {}",
                self.inputs[k].name,
                columns[k].len(),
                out.futures()
            )));
        }
        if out.defs() != self.outcomes.as_slice() || out.years() != self.setup.horizon_years {
            return Err(Error::columns("the outcomes were made for another setup"));
        }
        Ok(())
    }
}
