//! The outcome as exact sums, so that no order of rows or of additions shows in a result.

use super::bits::Bits;

/// What a row adds to the sum of its box, in units of [`Weights::unit`].
pub(super) trait Weights {
    fn of(&self, row: u32) -> i64;

    /// The size of one unit.
    fn unit(&self) -> f64;

    /// The mean of `n` rows that sum to `sum` units; 0 without rows.
    fn mean(&self, sum: i128, n: usize) -> f64 {
        if n == 0 { 0.0 } else { sum as f64 * self.unit() / n as f64 }
    }
}

/// Of interest or not.
pub(super) struct OfInterest(pub(super) Bits);

impl Weights for OfInterest {
    #[inline]
    fn of(&self, row: u32) -> i64 {
        i64::from(self.0.has(row))
    }

    fn unit(&self) -> f64 {
        1.0
    }
}

/// Real outcomes in fixed point: 62 bits below the largest magnitude (fewer where that magnitude is
/// under 1e-289).
pub(super) struct Fixed {
    values: Vec<i64>,
    unit: f64,
}

impl Fixed {
    /// Fixed-point copies of `(row, value)` pairs over a table of `rows` rows.
    pub(super) fn new(rows: usize, pairs: impl Iterator<Item = (u32, f64)> + Clone) -> Self {
        let largest = pairs.clone().fold(0.0f64, |m, (_, v)| m.max(v.abs()));
        // The exponent of the largest magnitude; the power of two just above it becomes 2^62.
        let exponent = (largest.to_bits() >> 52) as i32 - 1023;
        let scale = (61 - exponent).clamp(-1022, 1022);
        let (up, unit) = (power_of_two(scale), power_of_two(-scale));
        let mut values = vec![0; rows];
        for (row, v) in pairs {
            values[row as usize] = (v * up) as i64;
        }
        Fixed { values, unit }
    }
}

/// 2^e for |e| at most 1022.
fn power_of_two(e: i32) -> f64 {
    f64::from_bits(((1023 + e) as u64) << 52)
}

impl Weights for Fixed {
    #[inline]
    fn of(&self, row: u32) -> i64 {
        self.values[row as usize]
    }

    fn unit(&self) -> f64 {
        self.unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_point_keeps_real_outcomes() {
        for scale in [1e-280, 1.0, 1e300] {
            let y = [0.1 * scale, -3.7 * scale, 2.5 * scale, 0.0];
            let f = Fixed::new(4, y.iter().enumerate().map(|(i, &v)| (i as u32, v)));
            for (i, v) in y.iter().enumerate() {
                let back = f.mean(i128::from(f.of(i as u32)), 1);
                assert!((back - v).abs() <= 1e-15 * 3.7 * scale, "{back} {v}");
            }
        }
        let zeros = Fixed::new(2, [(0, 0.0), (1, 0.0)].into_iter());
        assert_eq!(zeros.mean(0, 2), 0.0);
    }
}
