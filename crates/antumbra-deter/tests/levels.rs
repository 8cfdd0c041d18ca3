//! Remedies for the level of single states, tried out of time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::{StateId, Year};
use antumbra_deter::evidence::levels::{Remedy, Rolling, Whose, Years, chosen, trials};
use antumbra_deter::evidence::{Challenges, ClientYears, Contest, Field, Severity};
use antumbra_world::panel::{FIRST, Inputs, LAST_OUTCOME, Pairs};
use common::Folder;

/// Japan, South Korea, Taiwan, Philippines, Australia, Germany, Poland, Ukraine, Saudi Arabia.
const CLIENTS: [u16; 9] = [740, 732, 713, 840, 900, 255, 290, 369, 670];

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn a_remedy_chosen_inside_the_training_years_brings_levels_closer() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME).unwrap();
    let contest = Contest::REFERENCE;
    let strengths = inputs.strengths(data.sample(), contest.lambda, contest.w);
    let field = Field { inputs: &inputs, data: &data, strengths: &strengths, contest };
    let years =
        Years { inner: Year(1970), last: Year(1990), clients_from: Year(1992), to: LAST_OUTCOME };
    let all = trials(&field, Severity::Any, years, &CLIENTS.map(StateId::cow)).unwrap();
    let plain = &all[0];
    assert_eq!((plain.remedy, plain.clients.len()), (Remedy::PLAIN, 9));
    let best = chosen(&all).unwrap();
    let expected = Rolling { of: Whose::Target, window: 10, prior: 10.0 };
    assert_eq!(best.remedy, Remedy { directed: true, states: false, rolling: Some(expected) });
    assert!(best.gap() < 0.155 && plain.gap() > 0.18, "{} {}", best.gap(), plain.gap());
    assert!(best.score.log_loss < 0.0326 && plain.score.log_loss > 0.0331, "{:?}", best.score);
    for (after, before) in best.clients.iter().zip(&plain.clients) {
        let apart = |c: &ClientYears| (c.observed - c.predicted).abs();
        assert!(apart(after) < apart(before), "{before:?} {after:?}");
    }
    let rolling = Rolling { of: Whose::Target, window: 20, prior: 5.0 };
    let named = Remedy { rolling: Some(rolling), ..Remedy::PLAIN };
    let named = all.iter().find(|t| t.remedy == named).unwrap();
    // The exploration's figures for this one: log loss .0327, Japan .56.
    assert!((named.score.log_loss - 0.0327).abs() < 3e-4, "{}", named.score.log_loss);
    assert!((named.clients[0].predicted - 0.56).abs() < 0.02, "{:?}", named.clients[0]);
}
