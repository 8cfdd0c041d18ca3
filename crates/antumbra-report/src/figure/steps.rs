//! A scale of nearly equal ratios, for risks that differ by powers of ten: no logarithm is taken.

/// Marks of the scale.
const TICKS: [f64; 19] = [
    1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1,
    0.2, 0.5, 1.0,
];

/// Neighbouring ticks are equally far apart; between them places are interpolated.
pub(super) struct Steps {
    ticks: Vec<f64>,
    places: (f64, f64),
}

impl Steps {
    /// A scale that holds both numbers, between two places.
    pub(super) fn over(low: f64, high: f64, places: (f64, f64)) -> Self {
        let last = TICKS.len() - 1;
        let first = TICKS.iter().rposition(|t| *t <= low).unwrap_or(0).min(last - 1);
        let end = TICKS.iter().position(|t| *t >= high).unwrap_or(last).max(first + 1);
        Steps { ticks: TICKS[first..=end].to_vec(), places }
    }

    /// The place of a number; numbers beyond the ends lie at the ends.
    pub(super) fn at(&self, x: f64) -> f64 {
        let n = self.ticks.len() - 1;
        let (p, q) = self.places;
        let step = (q - p) / n as f64;
        let i = self.ticks.windows(2).position(|w| x <= w[1]).unwrap_or(n - 1);
        let (a, b) = (self.ticks[i], self.ticks[i + 1]);
        p + step * (i as f64 + ((x - a) / (b - a)).clamp(0.0, 1.0))
    }

    /// The marks that are labelled: powers of ten and their halves where there is room.
    pub(super) fn marks(&self) -> impl Iterator<Item = f64> + '_ {
        let few = self.ticks.len() <= 9;
        self.ticks.iter().copied().filter(move |t| few || power_of_ten(*t) || *t == 0.5)
    }
}

fn power_of_ten(x: f64) -> bool {
    [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0].contains(&x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_ratios() {
        let s = Steps::over(0.0012, 0.3, (0.0, 80.0));
        assert_eq!((s.at(0.001), s.at(0.5)), (0.0, 80.0));
        assert_eq!((s.at(1e-9), s.at(9.0)), (0.0, 80.0));
        // 0.001 to 0.5 are eight steps of ten.
        assert!((s.at(0.01) - 30.0).abs() < 1e-9 && (s.at(0.1) - 60.0).abs() < 1e-9);
        assert_eq!(s.marks().count(), 9);
    }
}
