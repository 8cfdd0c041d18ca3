//! Quantiles of a sample, selected in linear time.
//!
//! The definition is type 7 of Hyndman & Fan (1996, "Sample quantiles in statistical packages",
//! *American Statistician* 50), the default of NumPy and R: the value at position `p (n - 1)` of the
//! ordered sample, interpolated linearly.

use antumbra_core::Range;

/// The quantile `p` (in 0..=1) of a sample; reorders the sample.
///
/// `None` when the sample is empty or holds a NaN, or when `p` is not in 0..=1.
pub fn quantile_in_place(sample: &mut [f64], p: f64) -> Option<f64> {
    quantiles_in_place(sample, [p]).map(|[q]| q)
}

/// Several quantiles at once; reorders the sample. The order of `p` is free.
///
/// `None` when the sample is empty or holds a NaN, or when a `p` is not in 0..=1.
pub fn quantiles_in_place<const K: usize>(sample: &mut [f64], p: [f64; K]) -> Option<[f64; K]> {
    let ps_are_good = p.iter().all(|p| (0.0..=1.0).contains(p));
    if sample.is_empty() || !ps_are_good || sample.iter().any(|v| v.is_nan()) {
        return None;
    }
    let last = sample.len() - 1;
    let mut order: [usize; K] = std::array::from_fn(|i| i);
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut out = [0.0; K];
    // Everything before `start` is in place and not above the rest.
    let mut start = 0;
    for i in order {
        let position = p[i] * last as f64;
        let below = (position as usize).min(last);
        let t = position - below as f64;
        if below >= start {
            sample[start..].select_nth_unstable_by(below - start, f64::total_cmp);
            start = below;
        }
        let a = sample[below];
        out[i] = if t > 0.0 && below < last {
            let b = sample[below + 1..].iter().copied().fold(f64::INFINITY, f64::min);
            interpolate(a, b, t)
        } else {
            a
        };
    }
    Some(out)
}

/// Between a and b, from the nearer end: the bits of NumPy's `quantile`.
fn interpolate(a: f64, b: f64, t: f64) -> f64 {
    if a == b || a == f64::NEG_INFINITY {
        return a;
    }
    if b == f64::INFINITY {
        return b;
    }
    if t < 0.5 { a + (b - a) * t } else { b - (b - a) * (1.0 - t) }
}

/// The quantile `p` of a sample that stays as it is; see [`quantile_in_place`].
pub fn quantile(sample: &[f64], p: f64) -> Option<f64> {
    quantile_in_place(&mut sample.to_vec(), p)
}

/// The median of a sample; `None` when it is empty or holds a NaN.
pub fn median(sample: &[f64]) -> Option<f64> {
    quantile(sample, 0.5)
}

/// The 5th, 50th and 95th percentiles of a sample; `None` when it is empty or holds a NaN.
pub fn range(sample: &[f64]) -> Option<Range> {
    range_in_place(&mut sample.to_vec())
}

/// As [`range`], without a copy; reorders the sample.
pub fn range_in_place(sample: &mut [f64]) -> Option<Range> {
    quantiles_in_place(sample, [0.05, 0.5, 0.95]).map(|[lo, mid, hi]| Range { lo, mid, hi })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// NumPy 2.4.6: `np.quantile([3.1, -2, 7.7, 0.4, 5.5, 1.25, 9.9], [0, .05, .3, .5, .95, 1])`.
    #[test]
    fn agrees_with_numpy() {
        let mut x = [3.1, -2.0, 7.7, 0.4, 5.5, 1.25, 9.9];
        let q = quantiles_in_place(&mut x, [0.5, 0.0, 0.05, 0.3, 0.95, 1.0]);
        assert_eq!(
            q,
            Some([3.1, -2.0, -1.2799999999999998, 1.0799999999999998, 9.239999999999998, 9.9])
        );
    }

    #[test]
    fn refuses_what_has_no_quantile() {
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[1.0, f64::NAN], 0.5), None);
        assert_eq!(quantile(&[1.0], 1.5), None);
        assert_eq!(quantile(&[1.0], f64::NAN), None);
        assert_eq!(range(&[]), None);
    }

    #[test]
    fn infinities_are_ordinary_ends() {
        let x = [f64::NEG_INFINITY, 1.0, f64::INFINITY];
        assert_eq!(quantile(&x, 0.25), Some(f64::NEG_INFINITY));
        assert_eq!(quantile(&x, 0.5), Some(1.0));
        assert_eq!(quantile(&x, 0.75), Some(f64::INFINITY));
    }

    proptest! {
        #[test]
        fn selection_equals_sorting(
            x in prop::collection::vec(prop::sample::select(vec![-1.0, 0.0, 0.5, 2.0, 3.25, 9.0]), 1..60),
            p in prop::array::uniform4(0.0..=1.0f64),
        ) {
            let mut sorted = x.clone();
            sorted.sort_by(f64::total_cmp);
            let got = quantiles_in_place(&mut x.clone(), p).unwrap();
            for (p, got) in p.into_iter().zip(got) {
                let at = p * (x.len() - 1) as f64;
                let (i, t) = (at as usize, at.fract());
                let b = sorted[(i + 1).min(x.len() - 1)];
                prop_assert!((got - (sorted[i] + (b - sorted[i]) * t)).abs() < 1e-12);
            }
        }
    }
}
