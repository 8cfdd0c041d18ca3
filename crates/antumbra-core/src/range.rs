//! Ranges: inside one setting (`lo`, `mid`, `hi`) and over settings (`min`, `max`).

use serde::{Deserialize, Serialize};

/// The 5th, 50th and 95th percentiles of a quantity over the draws of *one* setting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Range {
    /// 5th percentile.
    pub lo: f64,
    /// Median.
    pub mid: f64,
    /// 95th percentile.
    pub hi: f64,
}

impl Range {
    /// A quantity that no draw moves.
    pub fn point(x: f64) -> Self {
        Range { lo: x, mid: x, hi: x }
    }

    /// Applies an increasing function to each percentile.
    pub fn map_increasing(self, f: impl Fn(f64) -> f64) -> Self {
        Range { lo: f(self.lo), mid: f(self.mid), hi: f(self.hi) }
    }
}

/// The smallest and largest value of a quantity over *settings*. Settings are never averaged, so
/// a spread has no middle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Spread {
    /// Smallest value over the settings looked at.
    pub min: f64,
    /// Largest value over the settings looked at.
    pub max: f64,
}

impl Spread {
    /// The spread of a non-empty sequence; `None` when it is empty or holds a NaN.
    pub fn over(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut it = values.into_iter();
        let first = it.next()?;
        if first.is_nan() {
            return None;
        }
        let mut s = Spread { min: first, max: first };
        for v in it {
            if v.is_nan() {
                return None;
            }
            s.min = s.min.min(v);
            s.max = s.max.max(v);
        }
        Some(s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_spans_and_refuses_nan() {
        assert_eq!(Spread::over([2.0, -1.0, 5.0]), Some(Spread { min: -1.0, max: 5.0 }));
        assert_eq!(Spread::over([]), None);
        assert_eq!(Spread::over([1.0, f64::NAN]), None);
    }
}
