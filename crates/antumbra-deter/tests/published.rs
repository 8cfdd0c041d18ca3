//! Three published findings from the raw files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use antumbra_core::Seed;
use antumbra_deter::evidence::published::{Kept, fulfilment, outcome_skill, pact_effect};
use antumbra_deter::evidence::{Challenges, Contest, Field, Severity};
use antumbra_world::panel::{FIRST, Inputs, LAST_OUTCOME, Pairs};
use common::Folder;

/// Berkemeier & Fuhrmann 2018, abstract: 50% honoured, 66% before 1945, 22% after; defence 41%,
/// non-aggression 37%, offence 74%, neutrality 78%.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn fulfilment_rates_are_the_published() {
    let f = fulfilment(&Folder::public()).unwrap();
    let kept = |honoured, called| Kept { honoured, called };
    let p = f.published;
    assert_eq!((p.all, p.early, p.late), (kept(73, 146), kept(61, 92), kept(12, 54)));
    for (found, percent) in [
        (p.all, 50.0),
        (p.early, 66.0),
        (p.late, 22.0),
        (p.defense, 41.0),
        (p.nonaggression, 37.0),
        (p.offense, 74.0),
        (p.neutrality, 78.0),
    ] {
        assert_eq!((100.0 * found.rate().unwrap()).round(), percent);
    }
    let r = f.recoded;
    assert_eq!((r.all, r.early, r.late), (kept(69, 139), kept(58, 86), kept(11, 53)));
    assert_eq!(Kept::default().rate(), None);
}

/// Carroll & Kenkel 2019: about 1% on all disputes by their coding. Accepted between .5 and 3%.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn the_cinc_ratio_hardly_beats_guessing() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    let s = outcome_skill(&Folder::public(), &inputs, 5, 2, Seed(1)).unwrap();
    assert!((0.005..0.03).contains(&s.reduction()), "{s:?}");
    assert!(s.coefficient > 0.0 && s.disputes > 1_500, "{s:?}");
}

/// Johnson & Leeds 2011: the raw rate is lower with an outside defence pact. With the standard
/// controls no effect is left in these data, on relevant dyads (an exploration in Python: .05 (.08))
/// and on all.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn defended_targets_are_challenged_less_often_before_controls() {
    let inputs = Inputs::read(&Folder::public()).unwrap();
    for (pairs, ratio, coefficient, se) in
        [(Pairs::Relevant, 0.70, 0.05, 0.08), (Pairs::All, 0.64, -0.05, 0.07)]
    {
        let data = Challenges::build(&inputs, pairs, FIRST, LAST_OUTCOME).unwrap();
        let contest = Contest::REFERENCE;
        let strengths = inputs.strengths(data.sample(), contest.lambda, contest.w);
        let field = Field { inputs: &inputs, data: &data, strengths: &strengths, contest };
        let e = pact_effect(&field, Severity::Any).unwrap();
        assert!((e.rate_ratio - ratio).abs() < 0.006, "{e:?}");
        assert!((e.coefficient - coefficient).abs() < 0.01 && (e.se - se).abs() < 0.006, "{e:?}");
        assert!(e.coefficient.abs() < e.se, "no effect is left: {e:?}");
    }
}
