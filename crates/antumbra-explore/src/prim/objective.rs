//! What a peel or a paste is judged by.

/// The measure that a candidate box is chosen by: the largest wins.
///
/// With means `m` (old) and `m'` (new) of the outcome and sizes `n`, `n'`:
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Objective {
    /// `(m' - m) / |n - n'|`: gain in the mean per case removed or added. Patient, and kind to
    /// inputs of words, of which one word can be much of the data (Friedman & Fisher 1999,
    /// section 14.1; the default of EMA Workbench).
    #[default]
    Lenient1,
    /// `(m' - m) n' / |n - n'|`: the same, weighted by what is left.
    Lenient2,
    /// `m'`: the mean itself (Friedman & Fisher 1999, equation 6). It peels on down to the
    /// smallest mass even where no candidate raises the mean.
    Original,
}

impl Objective {
    pub(super) fn score(self, (m, n): (f64, usize), (new_m, new_n): (f64, usize)) -> f64 {
        if self == Objective::Original {
            return new_m;
        }
        if n == new_n || m == new_m {
            return 0.0;
        }
        let gain = new_m - m;
        let moved = n.abs_diff(new_n) as f64;
        if self == Objective::Lenient1 { gain / moved } else { gain * new_n as f64 / moved }
    }
}
