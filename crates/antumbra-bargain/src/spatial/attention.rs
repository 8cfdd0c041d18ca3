//! Attention: what saliences on several dimensions sum to.

use super::named::rule_family;

rule_family! {
    /// How saliences stated dimension by dimension become shares of an actor's attention, of
    /// which nobody has more than 100.
    Attention {
        /// As given; the total over the dimensions must not exceed 100.
        AsGiven = "AsGiven",
        /// Stated for each dimension as if it stood alone: the total is `1 - Π(1 - s_k)`, divided
        /// in proportion. (The two-dimensional file of the reference program's Chinese case is
        /// made from its one-dimensional files by this rule.)
        Joint = "Joint",
    }
}

impl Attention {
    /// Applies the rule to one actor's saliences (0-1), in place.
    pub fn apply(self, salience: &mut [f64]) {
        if self == Attention::AsGiven {
            return;
        }
        let sum: f64 = salience.iter().sum();
        if sum <= 0.0 {
            return;
        }
        let total = 1.0 - salience.iter().fold(1.0, |rest, s| rest * (1.0 - s));
        for s in salience.iter_mut() {
            *s *= total / sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Li Keqiang of the Chinese case: policy 65 and competition 60 are stored as 44.7 and 41.3;
    /// Liu He: 70 and 75 as 44.7 and 47.8 (one decimal each).
    #[test]
    fn joint_attention_as_in_the_reference_case() {
        for (given, stored) in [([0.65, 0.60], [0.447, 0.413]), ([0.70, 0.75], [0.447, 0.478])] {
            let mut s = given;
            Attention::Joint.apply(&mut s);
            for (a, b) in s.iter().zip(stored) {
                assert!((a - b).abs() < 0.00051, "{s:?} {stored:?}");
            }
        }
    }

    #[test]
    fn one_dimension_and_no_salience_are_left_alone() {
        let mut one = [0.85];
        Attention::Joint.apply(&mut one);
        assert!((one[0] - 0.85).abs() < 1e-15);
        let mut none = [0.0, 0.0];
        Attention::Joint.apply(&mut none);
        assert_eq!(none, [0.0, 0.0]);
    }
}
