//! Sums in a fixed order.
//!
//! Floating-point addition is not associative: a sum has the same bits everywhere only when its
//! order is part of its definition. [`sum`] and [`dot`] add in eight interleaved lanes inside blocks
//! of 128 and combine blocks pairwise (error growing with ln n, Higham 1993, "The accuracy of
//! floating point summation"); the lanes are explicit, so vector registers of any width follow the
//! same order. [`Accumulator`] carries its rounding error along.

const BLOCK: usize = 128;

/// The sum of a slice, pairwise; 0 when it is empty.
pub fn sum(x: &[f64]) -> f64 {
    pairwise(x.len(), &|from, to| lanes(&x[from..to], |v| v))
}

/// The sum of products of two slices, pairwise.
///
/// # Panics
/// When the slices differ in length.
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    assert_eq!(x.len(), y.len(), "slices of different length");
    pairwise(x.len(), &|from, to| {
        let mut acc = [0.0; 8];
        let (x, y) = (&x[from..to], &y[from..to]);
        let (xc, yc) = (x.chunks_exact(8), y.chunks_exact(8));
        let tail: f64 = xc.remainder().iter().zip(yc.remainder()).map(|(a, b)| a * b).sum();
        for (a, b) in xc.zip(yc) {
            for l in 0..8 {
                acc[l] += a[l] * b[l];
            }
        }
        join(acc) + tail
    })
}

/// The arithmetic mean; `None` for an empty slice.
pub fn mean(x: &[f64]) -> Option<f64> {
    (!x.is_empty()).then(|| sum(x) / x.len() as f64)
}

/// The mean and the population variance (divisor n), in two passes; `None` for an empty slice.
pub fn mean_and_variance(x: &[f64]) -> Option<(f64, f64)> {
    let m = mean(x)?;
    let squares = pairwise(x.len(), &|from, to| lanes(&x[from..to], |v| (v - m) * (v - m)));
    Some((m, squares / x.len() as f64))
}

fn pairwise(n: usize, block: &impl Fn(usize, usize) -> f64) -> f64 {
    fn go(from: usize, to: usize, block: &impl Fn(usize, usize) -> f64) -> f64 {
        let n = to - from;
        if n <= BLOCK {
            return block(from, to);
        }
        let half = from + (n / BLOCK).div_ceil(2) * BLOCK;
        let half = if half < to { half } else { from + BLOCK };
        go(from, half, block) + go(half, to, block)
    }
    go(0, n, block)
}

fn lanes(x: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    let mut acc = [0.0; 8];
    let chunks = x.chunks_exact(8);
    let tail: f64 = chunks.remainder().iter().map(|&v| f(v)).sum();
    for c in chunks {
        for l in 0..8 {
            acc[l] += f(c[l]);
        }
    }
    join(acc) + tail
}

fn join(a: [f64; 8]) -> f64 {
    ((a[0] + a[4]) + (a[1] + a[5])) + ((a[2] + a[6]) + (a[3] + a[7]))
}

/// A running sum that carries the rounding error (Neumaier 1974, "Rundungsfehleranalyse einiger
/// Verfahren zur Summation endlicher Summen", algorithm IV).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accumulator {
    sum: f64,
    lost: f64,
}

impl Accumulator {
    /// An empty sum.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a term.
    pub fn add(&mut self, x: f64) {
        let s = self.sum + x;
        self.lost +=
            if self.sum.abs() >= x.abs() { (self.sum - s) + x } else { (x - s) + self.sum };
        self.sum = s;
    }

    /// Adds another running sum; with the same parts in the same order, the same bits.
    pub fn merge(&mut self, other: Accumulator) {
        self.add(other.sum);
        self.lost += other.lost;
    }

    /// The sum and the rounding error carried beside it, for storing.
    pub fn parts(self) -> (f64, f64) {
        (self.sum, self.lost)
    }

    /// From what [`Accumulator::parts`] gave.
    pub fn from_parts((sum, lost): (f64, f64)) -> Self {
        Accumulator { sum, lost }
    }

    /// The sum so far. Once a term was infinite or NaN, so is the sum.
    pub fn total(self) -> f64 {
        if self.sum.is_finite() { self.sum + self.lost } else { self.sum }
    }
}

impl FromIterator<f64> for Accumulator {
    fn from_iter<I: IntoIterator<Item = f64>>(terms: I) -> Self {
        let mut a = Accumulator::new();
        terms.into_iter().for_each(|t| a.add(t));
        a
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_sums_are_exact_and_order_is_fixed() {
        assert_eq!(sum(&[]), 0.0);
        let x: Vec<f64> = (1..=100_000).map(f64::from).collect();
        assert_eq!(sum(&x), 5_000_050_000.0);
        assert_eq!(dot(&x[..1000], &x[..1000]), 333_833_500.0);
        assert_eq!(mean(&x), Some(50_000.5));
        assert_eq!(mean_and_variance(&[1.0, 3.0]), Some((2.0, 1.0)));
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn the_accumulator_keeps_what_a_plain_sum_loses() {
        let a: Accumulator = [1.0, 1e100, 1.0, -1e100].into_iter().collect();
        assert_eq!(a.total(), 2.0);
        let tenths: Accumulator = std::iter::repeat_n(0.1, 1_000_000).collect();
        assert_eq!(tenths.total(), 100_000.0); // the double nearest to a million times 0.1
        assert_ne!(std::iter::repeat_n(0.1, 1_000_000).sum::<f64>(), 100_000.0);
        let inf: Accumulator = [1.0, f64::INFINITY].into_iter().collect();
        assert_eq!(inf.total(), f64::INFINITY);
    }

    #[test]
    fn merged_sums_keep_both_errors() {
        let mut a: Accumulator = [1.0, 1e100].into_iter().collect();
        let b: Accumulator = [1.0, -1e100].into_iter().collect();
        assert_eq!(Accumulator::from_parts(a.parts()), a);
        a.merge(b);
        assert_eq!(a.total(), 2.0);
    }

    proptest! {
        #[test]
        fn pairwise_agrees_with_the_accumulator(x in prop::collection::vec(-1e6..1e6f64, 0..2000)) {
            let exact = x.iter().copied().collect::<Accumulator>().total();
            let size: f64 = x.iter().map(|v| v.abs()).sum();
            prop_assert!((sum(&x) - exact).abs() <= size * 5e-15);
        }
    }
}
