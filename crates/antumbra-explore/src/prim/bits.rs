//! A set of rows, one bit each: a million rows fit into a processor's second-level cache.

/// A set of row indices below a fixed bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The empty set over `rows` rows.
    pub(super) fn none(rows: usize) -> Self {
        Bits { words: vec![0; rows.div_ceil(64)] }
    }

    pub(super) fn from_rows(rows: usize, members: &[u32]) -> Self {
        let mut b = Bits::none(rows);
        members.iter().for_each(|&r| b.insert(r));
        b
    }

    #[inline]
    pub(super) fn has(&self, row: u32) -> bool {
        self.words[row as usize / 64] >> (row % 64) & 1 == 1
    }

    #[inline]
    pub(super) fn insert(&mut self, row: u32) {
        self.words[row as usize / 64] |= 1 << (row % 64);
    }

    #[inline]
    pub(super) fn remove(&mut self, row: u32) {
        self.words[row as usize / 64] &= !(1 << (row % 64));
    }

    /// The members, rising.
    pub(super) fn members(&self) -> impl Iterator<Item = u32> {
        self.words.iter().enumerate().flat_map(|(i, &w)| {
            let mut left = w;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    i as u32 * 64 + bit
                })
            })
        })
    }
}
