//! Victory probability: from the strengths of two coalitions to who wins.

use super::named::rule_family;

rule_family! {
    /// How strength becomes a probability of victory.
    VictoryRule {
        /// In proportion to strength: 2 against 1 wins two times in three.
        Linear = "Linear",
        /// To its square: 2 against 1 wins four times in five.
        Square = "Square",
        /// To its fourth power.
        Quartic = "Quartic",
        /// To its eighth power.
        Octic = "Octic",
        /// The stronger wins from 1.1 to 1 upwards; a straight line in the share between.
        Binary = "Binary",
    }
}

/// The ratio from which the binary rule is certain.
const CERTAIN: f64 = 1.1;
/// What the binary rule leaves to the weaker side beside 1, so that no product is zero.
const LEFT: f64 = 1e-6;

impl VictoryRule {
    /// The probabilities that the first and the second coalition win; they sum to 1.
    ///
    /// Strengths have to be above 0 (elections start every coalition at a small positive number).
    pub fn probabilities(self, first: f64, second: f64) -> (f64, f64) {
        let square = |x: f64| x * x;
        let (x, y) = match self {
            VictoryRule::Linear => (first, second),
            VictoryRule::Square => (square(first), square(second)),
            VictoryRule::Quartic => (square(square(first)), square(square(second))),
            VictoryRule::Octic => (square(square(square(first))), square(square(square(second)))),
            VictoryRule::Binary if first >= CERTAIN * second => (1.0, LEFT),
            VictoryRule::Binary if second >= CERTAIN * first => (LEFT, 1.0),
            VictoryRule::Binary => {
                let share = first / (first + second);
                let p = (share * (CERTAIN + 1.0) - 1.0) / (CERTAIN - 1.0);
                (p, 1.0 - p)
            }
        };
        let sum = x + y;
        (x / sum, y / sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_to_one() {
        let at = |r: VictoryRule| r.probabilities(2.0, 1.0).0;
        assert!((at(VictoryRule::Linear) - 2.0 / 3.0).abs() < 1e-15);
        assert!((at(VictoryRule::Square) - 0.8).abs() < 1e-15);
        assert!((at(VictoryRule::Quartic) - 16.0 / 17.0).abs() < 1e-15);
        assert!((at(VictoryRule::Octic) - 256.0 / 257.0).abs() < 1e-15);
        assert!((at(VictoryRule::Binary) - 1.0 / (1.0 + 1e-6)).abs() < 1e-15);
    }

    #[test]
    fn equal_strength_is_even_and_sides_are_symmetric() {
        for &rule in VictoryRule::ALL {
            assert!((rule.probabilities(3.0, 3.0).0 - 0.5).abs() < 1e-12, "{rule:?}");
            for (a, b) in [(1.0, 1.05), (1e-8, 40.0), (7.0, 3.0)] {
                let (p, q) = rule.probabilities(a, b);
                let (q2, p2) = rule.probabilities(b, a);
                assert!((p + q - 1.0).abs() < 1e-12);
                assert!((p - p2).abs() < 1e-12 && (q - q2).abs() < 1e-12, "{rule:?}");
            }
        }
    }

    /// At 1.05 to 1 the share is 1.05/2.05 and the line gives (2.1 · 1.05/2.05 - 1)/.1.
    #[test]
    fn the_binary_rule_is_a_line_between() {
        let p = VictoryRule::Binary.probabilities(1.05, 1.0).0;
        assert!((p - (2.1 * 1.05 / 2.05 - 1.0) / 0.1).abs() < 1e-12);
    }
}
