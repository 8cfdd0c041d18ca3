//! Linear scales with round ticks.

/// Numbers beyond this lie at the end of an axis.
const LARGEST: f64 = 1e30;

/// A linear scale from numbers to places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    /// Numbers at the two ends.
    pub(super) numbers: (f64, f64),
    /// Places of the two ends.
    pub(super) places: (f64, f64),
}

impl Axis {
    /// The place of a number; numbers beyond the ends lie at the ends.
    pub(super) fn at(&self, x: f64) -> f64 {
        let (a, b) = self.numbers;
        let (p, q) = self.places;
        if b > a { p + ((x - a) / (b - a)).clamp(0.0, 1.0) * (q - p) } else { (p + q) / 2.0 }
    }

    /// An axis from `low` to `high`, widened to round ticks, with about `ticks` of them.
    pub(super) fn round(
        low: f64,
        high: f64,
        ticks: usize,
        places: (f64, f64),
    ) -> (Self, Vec<(f64, String)>) {
        // Whatever a folder says, the axis has two ends and a few ticks between them.
        let (low, high) = (low.clamp(-LARGEST, LARGEST), high.clamp(-LARGEST, LARGEST));
        let step = step((high - low) / ticks.max(1) as f64);
        let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
        let decimals = decimals(step);
        let count = (last - first).max(1.0) as usize;
        let marks: Vec<(f64, String)> = (0..=count)
            .map(|n| {
                let x = (first + n as f64) * step;
                let text = format!("{x:.decimals$}");
                (x, if x == 0.0 { "0".into() } else { text })
            })
            .collect();
        (Axis { numbers: (first * step, (first + count as f64) * step), places }, marks)
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `size`; 1 when there is no size.
fn step(size: f64) -> f64 {
    if !(size.is_finite() && size > 0.0) {
        return 1.0;
    }
    let mut power = 1.0;
    while power > size {
        power /= 10.0;
    }
    while power * 10.0 <= size {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0].into_iter().map(|m| m * power).find(|s| *s >= size).unwrap_or(10.0 * power)
}

/// Decimals that a step needs.
fn decimals(step: f64) -> usize {
    let mut n = 0;
    let mut s = step;
    while n < 9 && (s - s.round()).abs() > 1e-6 * s {
        s *= 10.0;
        n += 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover() {
        let words = |low, high, n| {
            let (axis, marks) = Axis::round(low, high, n, (0.0, 100.0));
            assert!(axis.numbers.0 <= low && axis.numbers.1 >= high);
            marks.into_iter().map(|m| m.1).collect::<Vec<_>>()
        };
        assert_eq!(words(0.0, 1.0, 5), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(words(0.0, 0.03, 3), ["0", "0.01", "0.02", "0.03"]);
        assert_eq!(words(-1200.0, 900.0, 4), ["-2000", "-1000", "0", "1000"]);
        assert_eq!(words(5.0, 5.0, 4).len(), 2);
        let (axis, _) = Axis::round(0.0, 10.0, 5, (100.0, 0.0));
        assert_eq!((axis.at(2.5), axis.at(-3.0), axis.at(99.0)), (75.0, 100.0, 0.0));
    }
}
