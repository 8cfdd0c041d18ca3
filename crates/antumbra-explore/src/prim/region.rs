//! Boxes: one limit per input.

/// What a box allows one input to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Limit {
    /// Numbers from `low` to `high`, both included.
    Range {
        /// Smallest value allowed.
        low: f64,
        /// Largest value allowed.
        high: f64,
    },
    /// Some of a list of words (for truth values: `false`, `true`); one entry per word of
    /// [`Boxed::words`](super::Prim::words), in alphabetical order.
    Words(Vec<bool>),
}

/// The two limits of an input of numbers; an input of words has none.
pub(super) fn range(limit: &Limit) -> Option<(f64, f64)> {
    match limit {
        Limit::Range { low, high } => Some((*low, *high)),
        Limit::Words(_) => None,
    }
}

/// How many inputs a box restricts.
pub(super) fn restricted(limits: &[Limit], whole: &[Limit]) -> usize {
    limits.iter().zip(whole).filter(|(l, w)| l != w).count()
}
