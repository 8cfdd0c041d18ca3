//! What the catalogue knows: base rates, and how well likeness predicts cases held out.
//!
//! Each case in turn is predicted from the cases of *other* states that are nearest to it: a
//! state's other cases are held out with it, for Pakistan in 1965 must not predict Pakistan in
//! 1990. The prediction is the share of neighbours to which the event happened. It is scored
//! beside "nothing happens" and beside the share among all other cases. With 26 cases chosen by
//! hand the scores say whether likeness has done better than nothing, and no more.

use super::Case;
use super::near::{Event, Weights, ranked};
use antumbra_core::Diagnostic;
use antumbra_num::scores::brier;
use serde::Serialize;

/// How often an event happened in the catalogue, controls left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BaseRate {
    /// What.
    pub event: Event,
    /// In how many cases.
    pub happened: usize,
    /// Of how many that tell.
    pub of: usize,
}

/// Base rates of all events. Controls do not count.
pub fn base_rates(cases: &[Case]) -> Vec<BaseRate> {
    let rate = |event: Event| {
        let known = cases.iter().filter(|c| !c.control).filter_map(|c| event.happened(c));
        let (happened, of) = known.fold((0, 0), |(h, n), yes| (h + usize::from(yes), n + 1));
        BaseRate { event, happened, of }
    };
    Event::ALL.map(rate).to_vec()
}

/// How good a set of predictions was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Score {
    /// Mean squared difference of prediction and event (Brier 1950, *Monthly Weather Review*
    /// 78:1-3): 0 perfect, 1 always wrong.
    pub brier: f64,
    /// Cases in which the event happened just when its prediction was above one half. A prediction
    /// of one half is half a hit.
    pub hits: f64,
}

/// Predictions of one event for each case held out, scored beside two baselines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeldOut {
    /// What was predicted.
    pub event: Event,
    /// How many cases.
    pub of: usize,
    /// In how many it happened.
    pub happened: usize,
    /// From the nearest cases of other states.
    pub nearest: Score,
    /// "Nothing happens": not attacked, not lost, secure, not nuclear.
    pub nothing_happens: Score,
    /// The share among all other cases of other states.
    pub base_rate: Score,
}

/// Holds out each case in turn and predicts it from its `count` nearest (and those that tie with
/// the last of them). Controls neither predict nor are predicted.
///
/// # Errors
/// When [`Weights::check`] refuses the weights, when `count` is zero, or when a case has nothing
/// to be compared with (`AN0181`).
pub fn held_out(
    cases: &[Case],
    weights: &Weights,
    count: usize,
) -> Result<Vec<HeldOut>, Diagnostic> {
    weights.check()?;
    Event::ALL.iter().map(|&event| held_out_event(cases, weights, count, event)).collect()
}

fn held_out_event(
    cases: &[Case],
    weights: &Weights,
    count: usize,
    event: Event,
) -> Result<HeldOut, Diagnostic> {
    let known: Vec<(&Case, bool)> =
        cases.iter().filter(|c| !c.control).filter_map(|c| Some((c, event.happened(c)?))).collect();
    let (mut near, mut rate, mut truth) = (Vec::new(), Vec::new(), Vec::new());
    for &(case, happened) in &known {
        let others: Vec<&(&Case, bool)> =
            known.iter().filter(|(o, _)| !same_state(o, case)).collect();
        let cases = others.iter().map(|(c, _)| *c);
        let found = ranked(cases, &case.profile(), weights, count);
        let share = |yes: usize, of: usize| {
            if of == 0 {
                return Err(Diagnostic::error(
                    "AN0181",
                    format!("`{}` has no case to be compared with", case.id),
                )
                .help("compare with at least one case, on an attribute that both know"));
            }
            Ok(yes as f64 / of as f64)
        };
        let yes = found.iter().filter(|(c, _)| event.happened(c) == Some(true)).count();
        near.push(share(yes, found.len())?);
        rate.push(share(others.iter().filter(|(_, h)| *h).count(), others.len())?);
        truth.push(happened);
    }
    let nothing = vec![f64::from(u8::from(event.under_nothing_happens())); truth.len()];
    Ok(HeldOut {
        event,
        of: truth.len(),
        happened: truth.iter().filter(|t| **t).count(),
        nearest: score(&near, &truth)?,
        nothing_happens: score(&nothing, &truth)?,
        base_rate: score(&rate, &truth)?,
    })
}

/// Do two cases share a protected state?
fn same_state(a: &Case, b: &Case) -> bool {
    a.clients.iter().any(|j| b.clients.iter().any(|k| j.cow == k.cow))
}

fn score(p: &[f64], truth: &[bool]) -> Result<Score, Diagnostic> {
    let brier = brier(p, truth).map_err(|e| {
        Diagnostic::error("AN0181", format!("the predictions cannot be scored: {e}"))
            .help("the catalogue needs at least one case with codes")
    })?;
    let hits = p
        .iter()
        .zip(truth)
        .map(|(p, t)| match p.total_cmp(&0.5) {
            std::cmp::Ordering::Equal => 0.5,
            side => f64::from(u8::from((side == std::cmp::Ordering::Greater) == *t)),
        })
        .sum();
    Ok(Score { brier, hits })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::near::Profile;
    use crate::cases::shipped::catalogue;
    use crate::cases::{Latent, Tie};

    #[test]
    fn base_rates_are_those_of_the_catalogue() {
        let rates = base_rates(&catalogue().unwrap());
        let of = |e| rates.iter().find(|r| r.event == e).unwrap();
        assert_eq!((of(Event::Lost).happened, of(Event::Lost).of), (5, 26));
        assert_eq!((of(Event::Nuclear).happened, of(Event::Nuclear).of), (11, 26));
        assert_eq!(of(Event::Attacked).happened, 7);
    }

    #[test]
    fn nothing_happens_scores_the_share_in_which_something_did() {
        let all = held_out(&catalogue().unwrap(), &Weights::default(), 3).unwrap();
        for s in &all {
            let wrong = if s.event == Event::Secure { s.of - s.happened } else { s.happened };
            assert!((s.nothing_happens.brier - wrong as f64 / s.of as f64).abs() < 1e-12);
            assert_eq!(s.nothing_happens.hits, (s.of - wrong) as f64);
            assert!(s.nearest.brier <= 1.0 && s.nearest.hits <= s.of as f64);
        }
    }

    /// Four made-up states: two alike that were lost, two alike that were not.
    fn four() -> Vec<Case> {
        let all = catalogue().unwrap();
        let pick = |n: u8| all.iter().find(|c| c.number == Some(n)).unwrap().clone();
        [(13, 26), (9, 19)].iter().flat_map(|&(a, b)| [pick(a), pick(b)]).collect()
    }

    #[test]
    fn twins_predict_each_other_and_a_state_never_itself() {
        let cases = four();
        let only = Weights {
            maritime: 1.0,
            economy: 0.0,
            nuclear_rival: 0.0,
            residual_tie: 0.0,
            contiguous_enemy: 0.0,
            at_war: 0.0,
            latent: 0.0,
        };
        let scores = held_out(&cases, &only, 1).unwrap();
        let lost = scores.iter().find(|s| s.event == Event::Lost).unwrap();
        assert_eq!((lost.nearest.brier, lost.nearest.hits), (0.0, 4.0));
        // Of the three others one or two were lost: (1/3 off by 2/3) for each of the four.
        assert!((lost.base_rate.brier - 4.0 / 9.0).abs() < 1e-12);
        // Two cases of one state leave each other alone: each is then predicted by the others.
        let mut same = cases;
        let state = same[0].clients.clone();
        same[1].clients = state;
        let scores = held_out(&same, &only, 1).unwrap();
        let lost = scores.iter().find(|s| s.event == Event::Lost).unwrap();
        assert_eq!(lost.nearest.hits, 2.0);
    }

    #[test]
    fn the_order_of_the_catalogue_decides_nothing() {
        let cases = catalogue().unwrap();
        let mut turned = cases.clone();
        turned.reverse();
        for count in 1..6 {
            let a = held_out(&cases, &Weights::default(), count).unwrap();
            let b = held_out(&turned, &Weights::default(), count).unwrap();
            for (a, b) in a.iter().zip(&b) {
                // The sum of squares runs in another order.
                assert!((a.nearest.brier - b.nearest.brier).abs() < 1e-12);
                assert_eq!(a.nearest.hits, b.nearest.hits);
            }
        }
    }

    #[test]
    fn what_cannot_be_compared_is_an_error() {
        assert_eq!(held_out(&four(), &Weights::default(), 0).unwrap_err().code, "AN0181");
        assert_eq!(held_out(&[], &Weights::default(), 3).unwrap_err().code, "AN0181");
        let one = &four()[..1];
        assert_eq!(held_out(one, &Weights::default(), 3).unwrap_err().code, "AN0181");
        let known = Profile { latent: Some(Latent::Low), ..Profile::default() };
        let other = Profile { residual_tie: Some(Tie::None), ..Profile::default() };
        assert!(crate::cases::near::compare(&known, &other, &Weights::default()).is_none());
    }
}
