//! Transitions: which of the bargains before it an actor takes.

use super::named::rule_family;
use antumbra_core::Stream;

/// Probabilities closer than this are a tie.
const TIE: f64 = 1e-9;
/// Movements and positions closer than this differ by rounding alone.
const ROUNDING: f64 = 1e-12;

rule_family! {
    /// How an actor's election over the bargains before it decides.
    Transition {
        /// The likeliest bargain.
        Deterministic = "Deterministic",
        /// One bargain drawn by its probability.
        Stochastic = "Stochastic",
    }
}

rule_family! {
    /// What an initiator does with several targets that are equally good to within 1e-9.
    TargetTies {
        /// It challenges each of them, on the same terms each: the order of the list plays no
        /// part, and actors that are alike are treated alike.
        All = "All",
        /// It challenges the first on the list, as the reference program does.
        First = "First",
    }
}

/// A tie between targets: gains closer than this (utilities are of the order of 1).
pub const TARGET_TIE: f64 = 1e-9;

/// The likeliest of the options. Among options tied with the likeliest the status quo (option 0)
/// comes first, then the one that moves the actor least, then the one with the smallest sum of
/// coordinates: no part is played by the order in which options are listed.
///
/// `here` is where the actor stands and `to(option)` where an option would put it.
pub fn likeliest<'a>(p: &[f64], here: &[f64], to: impl Fn(usize) -> &'a [f64]) -> usize {
    let best = p.iter().copied().fold(0.0, f64::max);
    let mut chosen: Option<(usize, f64, f64)> = None;
    for (option, &q) in p.iter().enumerate() {
        if q < best - TIE {
            continue;
        }
        if option == 0 {
            return 0;
        }
        let there = to(option);
        let squares: f64 = there.iter().zip(here).map(|(a, b)| (a - b) * (a - b)).sum();
        let (moved, sum) = (squares.sqrt(), there.iter().sum::<f64>());
        let wins = chosen.is_none_or(|(_, least, lowest)| {
            moved < least - ROUNDING || (moved < least + ROUNDING && sum < lowest - ROUNDING)
        });
        if wins {
            chosen = Some((option, moved, sum));
        }
    }
    chosen.map_or(0, |(option, ..)| option)
}

/// One option drawn by its probability.
pub fn drawn(p: &[f64], stream: &mut Stream) -> usize {
    let u = stream.uniform();
    let mut below = 0.0;
    for (option, q) in p.iter().enumerate() {
        below += q;
        if u < below {
            return option;
        }
    }
    p.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_core::{Purpose, Seed};

    #[test]
    fn ties_keep_the_status_quo_then_the_shorter_way() {
        let to = [[0.5], [0.8], [0.6]];
        let of = |p: &[f64]| likeliest(p, &[0.5], |o| &to[o]);
        assert_eq!(of(&[0.4, 0.4, 0.2]), 0);
        assert_eq!(of(&[0.2, 0.4, 0.4]), 2);
        assert_eq!(of(&[0.2, 0.41, 0.39]), 1);
        // As far to either side: the lower one, wherever it is listed.
        let either = [[0.5], [0.625], [0.375]];
        assert_eq!(likeliest(&[0.2, 0.4, 0.4], &[0.5], |o| &either[o]), 2);
        assert_eq!(likeliest(&[0.2, 0.4, 0.4], &[0.5], |o| &either[[0, 2, 1][o]]), 1);
    }

    #[test]
    fn draws_follow_the_probabilities() {
        let p = [0.5, 0.2, 0.3];
        let mut s = Seed(7).stream(Purpose("test"), 0, 0);
        let mut counts = [0u32; 3];
        for _ in 0..30_000 {
            counts[drawn(&p, &mut s)] += 1;
        }
        // Five standard errors of a share at n = 30,000 are at most 433.
        for (c, q) in counts.iter().zip(p) {
            assert!((f64::from(*c) - q * 30_000.0).abs() < 433.0, "{counts:?}");
        }
    }
}
