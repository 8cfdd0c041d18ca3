//! Stopping: when the bargaining counts as over, and why it ended.

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StopRule {
    /// Turns that are played whatever happens (at least 1).
    pub min_turns: usize,
    /// Turns after which it ends whatever happens.
    pub max_turns: usize,
    /// Quiet: the last turn's movement is below this share of the first turn's.
    pub quiet: f64,
    /// Added to the first turn's movement (in 0-1 distances), so that a start at rest is quiet.
    pub floor: f64,
}

impl Default for StopRule {
    /// After at least 2 turns when movement is below 2% of the first turn's, or at 100 turns.
    fn default() -> Self {
        StopRule { min_turns: 2, max_turns: 100, quiet: 0.02, floor: 1e-4 }
    }
}

/// Why the bargaining ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Movement fell below the threshold.
    Settled {
        /// The last turn.
        turn: usize,
        /// Its movement over the first turn's.
        ratio: f64,
    },
    /// The last turn allowed was reached while actors still moved.
    TurnLimit {
        /// The last turn.
        turn: usize,
        /// Its movement over the first turn's.
        ratio: f64,
        /// The number of turns after which all positions repeat exactly, if the last state was
        /// seen before: the actors go round in a circle and more turns would not help.
        cycle: Option<usize>,
    },
}

impl Verdict {
    /// Did the actors come to rest?
    pub fn settled(self) -> bool {
        matches!(self, Verdict::Settled { .. })
    }
}

/// Sum over actors of the Euclidean distance that each moved (positions in 0-1).
pub(crate) fn movement(before: &[f64], after: &[f64], dimensions: usize) -> f64 {
    before
        .chunks_exact(dimensions)
        .zip(after.chunks_exact(dimensions))
        .map(|(a, b)| a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt())
        .sum()
}

impl StopRule {
    /// The verdict after `turn` turns, if it is time; `first` and `last` are the movements of the
    /// first and of this turn.
    pub(crate) fn verdict(&self, turn: usize, first: f64, last: f64) -> Option<Verdict> {
        let ratio = last / (first + self.floor);
        if turn >= self.min_turns && ratio < self.quiet {
            Some(Verdict::Settled { turn, ratio })
        } else if turn >= self.max_turns {
            Some(Verdict::TurnLimit { turn, ratio, cycle: None })
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_needs_two_turns_and_a_hundred_are_enough() {
        let s = StopRule::default();
        assert_eq!(s.verdict(1, 0.0, 0.0), None);
        assert_eq!(s.verdict(2, 0.0, 0.0), Some(Verdict::Settled { turn: 2, ratio: 0.0 }));
        assert_eq!(s.verdict(5, 1.0, 0.03), None);
        assert!(s.verdict(5, 1.0, 0.0199).is_some_and(Verdict::settled));
        assert!(s.verdict(100, 1.0, 0.5).is_some_and(|v| !v.settled()));
    }

    #[test]
    fn movement_is_summed_over_actors() {
        assert_eq!(movement(&[0.0, 0.0, 0.5, 0.5], &[0.3, 0.4, 0.5, 0.25], 2), 0.75);
    }
}
