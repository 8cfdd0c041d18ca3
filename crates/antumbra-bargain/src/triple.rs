//! The distribution of a number that is known by its 5th, 50th and 95th percentile.

use antumbra_core::Range;

/// A distribution with these 5th, 50th and 95th percentiles: the quantile function is straight
/// between them and goes on straight into the tails, cut at the bounds. It is the plainest
/// distribution with the three numbers that an analyst gives, and claims no shape beyond them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Triple {
    range: Range,
    min: f64,
    max: f64,
}

impl Triple {
    /// `None` unless `min <= lo <= mid <= hi <= max`.
    pub(crate) fn new(range: Range, min: f64, max: f64) -> Option<Self> {
        let Range { lo, mid, hi } = range;
        (min <= lo && lo <= mid && mid <= hi && hi <= max).then_some(Triple { range, min, max })
    }

    /// The quantile of u in (0, 1).
    pub(crate) fn quantile(self, u: f64) -> f64 {
        let Range { lo, mid, hi } = self.range;
        let side = if u < 0.5 { mid - lo } else { hi - mid };
        (mid + (u - 0.5) / 0.45 * side).clamp(self.min, self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_percentiles_are_met() {
        let t = Triple::new(Range { lo: 10.0, mid: 20.0, hi: 50.0 }, 0.0, 100.0).unwrap();
        for (u, x) in [(0.05, 10.0), (0.5, 20.0), (0.95, 50.0)] {
            assert!((t.quantile(u) - x).abs() < 1e-12);
        }
        assert!((t.quantile(0.275) - 15.0).abs() < 1e-12);
    }

    #[test]
    fn tails_end_at_the_bounds() {
        let t = Triple::new(Range { lo: 0.5, mid: 20.0, hi: 99.0 }, 0.0, 100.0).unwrap();
        assert_eq!(t.quantile(1e-6), 0.0);
        assert_eq!(t.quantile(1.0 - 1e-6), 100.0);
        assert!(Triple::new(Range { lo: 5.0, mid: 2.0, hi: 9.0 }, 0.0, 100.0).is_none());
        assert!(Triple::new(Range { lo: 5.0, mid: 8.0, hi: f64::NAN }, 0.0, 100.0).is_none());
    }
}
