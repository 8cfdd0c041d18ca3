//! Blocks of futures: one array per quantity, short enough that a block stays in the cache.

use crate::inputs::InputDef;

/// Futures in a block.
pub(crate) const LANES: usize = 128;

/// One quantity of every future of a block.
pub(crate) type Lane = [f64; LANES];

/// Nothing.
pub(crate) const ZERO: Lane = [0.0; LANES];
/// One each.
pub(crate) const ONE: Lane = [1.0; LANES];

/// A lane from a function of the place.
#[inline(always)]
pub(crate) fn each(f: impl Fn(usize) -> f64) -> Lane {
    let mut out = ZERO;
    for (i, o) in out.iter_mut().enumerate() {
        *o = f(i);
    }
    out
}

/// Overwrites a lane with a function of the place.
#[inline(always)]
pub(crate) fn set(lane: &mut Lane, f: impl Fn(usize) -> f64) {
    for (i, o) in lane.iter_mut().enumerate() {
        *o = f(i);
    }
}

/// Adds a lane to another.
#[inline(always)]
pub(crate) fn add(to: &mut Lane, what: &Lane) {
    for (t, w) in to.iter_mut().zip(what) {
        *t += w;
    }
}

/// 1 where the condition holds, else 0.
#[inline(always)]
pub(crate) fn flag(condition: bool) -> f64 {
    if condition { 1.0 } else { 0.0 }
}

/// Between 0 and 1.
#[inline(always)]
pub(crate) fn unit(x: f64) -> f64 {
    let x = if x > 1.0 { 1.0 } else { x };
    if x < 0.0 { 0.0 } else { x }
}

/// The draws of a block, one lane per input. Places beyond the last future, and failed futures,
/// hold the suggested middle, so that the arithmetic stays finite; nothing of them is kept.
pub(crate) struct Draws {
    lanes: Vec<Lane>,
}

impl Draws {
    pub(crate) fn new(inputs: usize) -> Self {
        Draws { lanes: vec![ZERO; inputs] }
    }

    /// Takes the futures from `start` on, as many as `codes` has.
    pub(crate) fn load(
        &mut self,
        defs: &[InputDef],
        columns: &[&[f64]],
        start: usize,
        codes: &[u8],
    ) {
        for ((lane, def), column) in self.lanes.iter_mut().zip(defs).zip(columns) {
            let safe = def.suggestion.middle().clamp(def.domain.0, def.domain.1);
            let values = &column[start..start + codes.len()];
            lane[..values.len()].copy_from_slice(values);
            lane[values.len()..].fill(safe);
            for (v, code) in lane.iter_mut().zip(codes) {
                if *code != 0 {
                    *v = safe;
                }
            }
        }
    }

    /// The lane of an input.
    pub(crate) fn of(&self, input: usize) -> &Lane {
        &self.lanes[input]
    }
}
