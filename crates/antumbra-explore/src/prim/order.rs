//! Rows in the order of a column's values, sorted once for all peels, pastes and boxes.

use super::bits::Bits;

/// Values with the same order as their keys: positive numbers get their sign bit set, negative
/// ones have every bit flipped. Minus zero counts as zero.
fn key(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
}

/// Below this many rows a comparison sort is quicker than counting digits.
const RADIX_FROM: usize = 4096;
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;

/// The given rows by rising value, equal values by rising row. Values must not be NaN.
pub(super) fn sorted(rows: &[u32], value: impl Fn(u32) -> f64) -> Vec<u32> {
    if rows.len() < RADIX_FROM {
        let mut pairs: Vec<(u64, u32)> = rows.iter().map(|&r| (key(value(r)), r)).collect();
        pairs.sort_unstable();
        return pairs.into_iter().map(|(_, r)| r).collect();
    }
    // Least significant digit first; every pass keeps the order of equal digits, so equal values
    // stay in the order of `rows`, which rises.
    let mut from: Vec<(u64, u32)> = rows.iter().map(|&r| (key(value(r)), r)).collect();
    let mut to = vec![(0u64, 0u32); from.len()];
    let differing = from.iter().fold(0, |d, (k, _)| d | (k ^ from[0].0));
    for pass in 0..64u32.div_ceil(DIGIT_BITS) {
        let shift = pass * DIGIT_BITS;
        let digit = |k: u64| (k >> shift) as usize & (DIGITS - 1);
        if digit(differing) == 0 {
            continue;
        }
        let mut at = [0usize; DIGITS];
        for (k, _) in &from {
            at[digit(*k)] += 1;
        }
        let mut sum = 0;
        for a in &mut at {
            (*a, sum) = (sum, sum + *a);
        }
        for &(k, r) in &from {
            let d = digit(k);
            to[at[d]] = (k, r);
            at[d] += 1;
        }
        std::mem::swap(&mut from, &mut to);
    }
    drop(to);
    from.into_iter().map(|(_, r)| r).collect()
}

/// The end of a column from which a box is cut or extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Low,
    High,
}

/// A sorted list of rows read from one end: position 0 is the outermost row.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a, V> {
    list: &'a [u32],
    end: End,
    value: V,
}

impl<'a, V: Fn(u32) -> f64 + Copy> Walk<'a, V> {
    pub(super) fn new(list: &'a [u32], end: End, value: V) -> Self {
        Walk { list, end, value }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn row(&self, position: usize) -> u32 {
        match self.end {
            End::Low => self.list[position],
            End::High => self.list[self.list.len() - 1 - position],
        }
    }

    pub(super) fn value(&self, position: usize) -> f64 {
        (self.value)(self.row(position))
    }

    /// The first position at or after `from` whose row is set.
    pub(super) fn next_in(&self, set: &Bits, from: usize) -> Option<usize> {
        (from..self.len()).find(|&p| set.has(self.row(p)))
    }

    /// The first position whose value lies on or inside `limit`.
    pub(super) fn first_inside(&self, limit: f64) -> usize {
        match self.end {
            End::Low => self.list.partition_point(|&r| (self.value)(r) < limit),
            End::High => self.list.len() - self.list.partition_point(|&r| (self.value)(r) <= limit),
        }
    }

    /// The first position whose value lies strictly inside `limit`.
    pub(super) fn first_beyond(&self, limit: f64) -> usize {
        match self.end {
            End::Low => self.list.partition_point(|&r| (self.value)(r) <= limit),
            End::High => self.list.len() - self.list.partition_point(|&r| (self.value)(r) < limit),
        }
    }

    /// Does `limit` cut `value` off?
    pub(super) fn cuts(&self, limit: f64, value: f64) -> bool {
        match self.end {
            End::Low => value < limit,
            End::High => value > limit,
        }
    }

    /// The rows of a range of positions, in any order.
    pub(super) fn rows(&self, positions: std::ops::Range<usize>) -> &'a [u32] {
        match self.end {
            End::Low => &self.list[positions],
            End::High => {
                &self.list[self.list.len() - positions.end..self.list.len() - positions.start]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_core::{Purpose, Seed};

    #[test]
    fn both_sorts_agree_with_a_plain_one() {
        for n in [10, RADIX_FROM + 500] {
            let mut s = Seed(3).stream(Purpose("sort"), n as u64, 0);
            let values: Vec<f64> = (0..n)
                .map(|_| {
                    let coarse = s.below(50) as f64 - 25.0;
                    if s.below(2) == 0 { coarse } else { coarse * s.uniform() * 1e-200 }
                })
                .collect();
            let rows: Vec<u32> = (0..n as u32).filter(|r| r % 7 != 3).collect();
            let mut plain = rows.clone();
            plain.sort_by(|&a, &b| values[a as usize].total_cmp(&(values[b as usize] + 0.0)));
            plain.sort_by(|&a, &b| values[a as usize].partial_cmp(&values[b as usize]).unwrap());
            assert_eq!(sorted(&rows, |r| values[r as usize]), plain);
        }
    }

    #[test]
    fn a_walk_reads_from_either_end() {
        let values = [1.0, 2.0, 2.0, 5.0];
        let list = [0, 1, 2, 3];
        let value = |r: u32| values[r as usize];
        let low = Walk::new(&list, End::Low, value);
        let high = Walk::new(&list, End::High, value);
        assert_eq!((low.row(0), high.row(0)), (0, 3));
        assert_eq!((low.first_inside(2.0), low.first_beyond(2.0)), (1, 3));
        assert_eq!((high.first_inside(2.0), high.first_beyond(2.0)), (1, 3));
        assert_eq!(high.rows(0..1), [3]);
    }
}
