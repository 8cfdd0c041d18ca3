//! From columns to outcomes, block by block.

use super::Simulator;
use super::screen::screen;
use crate::Error;
use crate::outcomes::Outcomes;
use crate::path::World;
use crate::plan::Plan;

/// Simulates all futures of a chunk.
pub(super) fn all(
    sim: &Simulator,
    _plan: &Plan,
    _world: World,
    columns: &[&[f64]],
    out: &mut Outcomes,
) -> Result<(), Error> {
    screen(sim.inputs(), columns, out.failure_mut());
    Ok(())
}
