//! Properties that hold for every case and every rule.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may panic

use antumbra_bargain::spatial::log::Round;
use antumbra_bargain::spatial::{Rules, Run, Verdict, run};
use antumbra_bargain::{Actor, ActorSet};
use antumbra_core::Seed;
use proptest::prelude::*;

/// Cases with 2 to 7 actors on 1 to 3 dimensions; whole numbers make ties likely.
fn cases() -> impl Strategy<Value = ActorSet> {
    (2usize..8, 1usize..4).prop_flat_map(|(n, d)| {
        let number = |hi: u32| (0..=hi).prop_map(f64::from);
        let actor = (
            (1u32..100).prop_map(f64::from),
            prop::collection::vec(number(100), d),
            prop::collection::vec(number(100 / d as u32), d),
        );
        prop::collection::vec(actor, n).prop_map(move |rows| set(&rows, d))
    })
}

type Row = (f64, Vec<f64>, Vec<f64>);

fn set(rows: &[Row], d: usize) -> ActorSet {
    let actors = rows
        .iter()
        .enumerate()
        .map(|(i, (capability, position, salience))| Actor {
            name: format!("a{i}"),
            description: String::new(),
            capability: *capability,
            position: position.clone(),
            salience: salience.clone(),
        })
        .collect();
    ActorSet::new((0..d).map(|k| format!("d{k}")).collect(), actors).unwrap()
}

/// One variant of each family, drawn.
fn any_rules() -> impl Strategy<Value = Rules> {
    prop::collection::vec(0usize..100, Rules::families().len()).prop_map(|picks| {
        let mut rules = Rules::default();
        for ((family, variants), pick) in Rules::families().into_iter().zip(picks) {
            rules.set(family, variants[pick % variants.len()]).unwrap();
        }
        rules.stop.max_turns = 6;
        rules
    })
}

/// The same without the variants that treat like actors unlike on purpose: drawing for each, and
/// challenging only the first of several equal targets.
fn even_handed_rules() -> impl Strategy<Value = Rules> {
    any_rules().prop_map(|mut rules| {
        rules.set("transition", "Deterministic").unwrap();
        rules.set("target_ties", "All").unwrap();
        rules
    })
}

fn play(set: &ActorSet, rules: &Rules) -> Run {
    run(set, rules, Seed(5), 0).unwrap()
}

fn reordered(set: &ActorSet, order: &[usize], axes: &[usize]) -> ActorSet {
    let pick = |v: &[f64]| axes.iter().map(|&k| v[k]).collect::<Vec<_>>();
    let actors = order
        .iter()
        .map(|&i| {
            let a = &set.actors()[i];
            Actor { position: pick(&a.position), salience: pick(&a.salience), ..a.clone() }
        })
        .collect();
    ActorSet::new(axes.iter().map(|&k| set.dimensions()[k].clone()).collect(), actors).unwrap()
}

fn rounds(run: &Run) -> impl Iterator<Item = &Round> {
    run.turns.iter().filter_map(|t| t.round.as_ref())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Another order of rows and of dimensions gives the same positions, turn by turn, and the
    /// same settlement.
    #[test]
    fn order_does_not_matter(set in cases(), rules in any_rules(), shift in 1usize..7, flip in any::<bool>()) {
        let (n, d) = (set.len(), set.dimensions().len());
        let order: Vec<usize> = (0..n).rev().map(|i| (i + shift) % n).collect();
        let axes: Vec<usize> = if flip { (0..d).rev().collect() } else { (0..d).collect() };
        let a = play(&set, &rules);
        let b = play(&reordered(&set, &order, &axes), &rules);
        prop_assert_eq!(a.turns.len(), b.turns.len());
        for (s, t) in a.turns.iter().zip(&b.turns) {
            for (row, &i) in t.positions.iter().zip(&order) {
                for (x, &k) in row.iter().zip(&axes) {
                    prop_assert_eq!(*x, s.positions[i][k], "{:?} {:?}", s.positions, t.positions);
                }
            }
        }
        for (r, q) in rounds(&a).zip(rounds(&b)) {
            let mut back: Vec<_> =
                q.challenges.iter().map(|c| (order[c.initiator], order[c.target], c.gain)).collect();
            back.sort_by_key(|c| (c.0, c.1));
            let there: Vec<_> =
                r.challenges.iter().map(|c| (c.initiator, c.target, c.gain)).collect();
            prop_assert_eq!(back, there);
        }
        for (x, &k) in b.settlement.centre.mean.iter().zip(&axes) {
            prop_assert!((x - a.settlement.centre.mean[k]).abs() < 1e-9);
        }
    }

    /// Names play no part.
    #[test]
    fn labels_do_not_matter(set in cases(), rules in any_rules()) {
        let renamed = set.actors().iter().enumerate().map(|(i, a)| Actor {
            name: format!("z{}", 99 - i), ..a.clone()
        }).collect();
        let renamed = ActorSet::new(set.dimensions().to_vec(), renamed).unwrap();
        prop_assert_eq!(play(&set, &rules).turns, play(&renamed, &rules).turns);
    }

    /// An actor and its twin stand at the same place in every turn.
    #[test]
    fn identical_actors_act_alike(set in cases(), rules in even_handed_rules(), who in 0usize..8, at in 0usize..8) {
        let (who, at) = (who % set.len(), at % (set.len() + 1));
        let mut actors = set.actors().to_vec();
        let twin = Actor { name: "twin".into(), ..actors[who].clone() };
        actors.insert(at, twin);
        let first = if at <= who { who + 1 } else { who };
        let run = play(&ActorSet::new(set.dimensions().to_vec(), actors).unwrap(), &rules);
        for t in &run.turns {
            for (x, y) in t.positions[first].iter().zip(&t.positions[at]) {
                prop_assert_eq!(x, y, "{:?}", t.positions);
            }
        }
    }

    /// Probabilities are probabilities: elections over positions sum to one, contests lie between
    /// 0 and 1, and with deterministic transitions nobody takes less than the likeliest option.
    #[test]
    fn probabilities_are_probabilities(set in cases(), rules in even_handed_rules()) {
        let run = play(&set, &rules);
        for round in rounds(&run) {
            let sum: f64 = round.winning.iter().sum();
            prop_assert!((sum - 1.0).abs() < 1e-8);
            for c in &round.challenges {
                for p in [c.probability, c.target_probability] {
                    prop_assert!((0.0..=1.0).contains(&p));
                }
                prop_assert!(c.initiator != c.target && c.gain > 1e-5);
            }
            prop_assert_eq!(round.choices.len(), set.len());
            for c in &round.choices {
                prop_assert!(c.probability >= c.status_quo - 1e-9 && c.probability <= 1.0 + 1e-12);
            }
        }
        let w = &run.settlement.winner;
        prop_assert!(w.probability > 0.0 && w.probability <= 1.0 + 1e-12 && !w.holders.is_empty());
    }

    /// Everybody moves by a bargain that it is party to, to where that bargain says, and stays on
    /// the scale.
    #[test]
    fn moves_are_explained_by_the_log(set in cases(), rules in even_handed_rules()) {
        let run = play(&set, &rules);
        for pair in run.turns.windows(2) {
            let round = pair[1].round.as_ref().unwrap();
            for c in &round.choices {
                let want = match c.accepted {
                    None => &pair[0].positions[c.actor],
                    Some(o) if round.offers[o].initiator == c.actor => &round.offers[o].initiator_to,
                    Some(o) => {
                        prop_assert_eq!(round.offers[o].receiver, c.actor);
                        &round.offers[o].receiver_to
                    }
                };
                prop_assert_eq!(&pair[1].positions[c.actor], want);
                prop_assert!(want.iter().all(|x| (-1e-9..=100.0 + 1e-9).contains(x)), "{:?}", want);
            }
        }
    }
}

#[test]
fn one_actor_stays() {
    for (family, variants) in Rules::families() {
        for v in variants {
            let mut rules = Rules::default();
            rules.set(family, v).unwrap();
            let run = play(&set(&[(3.0, vec![42.0, 7.0], vec![50.0, 20.0])], 2), &rules);
            assert!(run.verdict.settled());
            assert!(run.turns.iter().all(|t| t.positions == vec![vec![42.0, 7.000000000000001]]));
            assert!((run.settlement.centre.mean[0] - 42.0).abs() < 1e-12);
            assert!((run.settlement.winner.probability - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn saliences_over_a_hundred_need_the_joint_rule() {
    let actors =
        set(&[(3.0, vec![40.0, 7.0], vec![85.0, 68.0]), (1.0, vec![4.0, 70.0], vec![5.0, 8.0])], 2);
    let e = run(&actors, &Rules::default(), Seed(1), 0).unwrap_err();
    assert!(e.is_rule() && e.to_string().contains("attention=Joint"), "{e}");
    let (rules, warning) = Rules::suited_to(&actors);
    assert!(warning.is_some());
    assert!(run(&actors, &rules, Seed(1), 0).is_ok());
}

/// Stochastic transitions repeat for a seed and draw, and differ between draws.
#[test]
fn stochastic_transitions_follow_the_seed() {
    let rows: Vec<Row> = (0..6)
        .map(|i| {
            (10.0 + f64::from(i), vec![f64::from(i * 17 % 100)], vec![30.0 + f64::from(i * 7)])
        })
        .collect();
    let set = set(&rows, 1);
    let mut rules = Rules::default();
    rules.set("transition", "Stochastic").unwrap();
    let of = |draw| run(&set, &rules, Seed(9), draw).unwrap().turns;
    assert_eq!(of(0), of(0));
    assert!((1..5).any(|draw| of(draw) != of(0)));
}

/// Three actors go round in a circle of two turns for ever: the verdict says so.
#[test]
fn a_circle_is_told_from_rest_and_from_drift() {
    let rows = [
        (2.0, vec![95.0], vec![83.0]),
        (40.0, vec![65.0], vec![10.0]),
        (32.0, vec![82.0], vec![55.0]),
    ];
    let out = play(&set(&rows, 1), &Rules::default());
    let Verdict::TurnLimit { turn, cycle, ratio } = out.verdict else {
        panic!("{:?}", out.verdict)
    };
    assert_eq!((turn, cycle), (100, Some(2)));
    assert!(ratio >= 0.02);
    let at = |t: usize| &out.turns[t].positions;
    assert!(at(100) == at(98) && at(100) != at(99));
    // The means of the two turns, and the settlement is one of them.
    let mean = |t: usize| {
        let sums = rows.iter().zip(at(t)).map(|((c, _, s), x)| (c * s[0], c * s[0] * x[0]));
        let (w, wx) = sums.fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
        wx / w
    };
    let circle = out.settlement.circle.unwrap()[0];
    let (a, b) = (mean(99), mean(100));
    assert!((circle.min - a.min(b)).abs() < 1e-9 && (circle.max - a.max(b)).abs() < 1e-9);
    assert!((out.settlement.centre.mean[0] - b).abs() < 1e-9 && circle.min < circle.max);
}
