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
    /// [`Prim::words`](super::Prim::words), in alphabetical order.
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

/// Does a box hold a case?
pub(super) fn holds(limits: &[Limit], columns: &[super::Column<'_>], row: u32) -> bool {
    limits.iter().zip(columns).all(|(limit, column)| keeps(limit, column, row))
}

/// Does a case keep one limit?
pub(super) fn keeps(limit: &Limit, column: &super::Column<'_>, row: u32) -> bool {
    match (limit, column) {
        (Limit::Range { low, high }, super::Column::Number { values, .. }) => {
            (low..=high).contains(&&values.value(row as usize))
        }
        (Limit::Words(allowed), super::Column::Word { codes, .. }) => {
            allowed[codes[row as usize] as usize]
        }
        _ => false,
    }
}
