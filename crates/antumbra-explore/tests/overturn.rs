//! What overturns a verdict, on models whose flip points are known.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_explore::Error;
use antumbra_explore::overturn::{
    Evaluate, Group, Movable, Overturning, Question, Search, Verdict, overturn,
};
use std::cell::Cell;

/// A function of the shifts; an evaluation on few futures is off by a bias that moves a little.
struct Model<F: Fn(&[f64]) -> f64> {
    f: F,
    inputs: usize,
    bias: f64,
    cheap: Cell<usize>,
    full: Cell<usize>,
}

impl<F: Fn(&[f64]) -> f64> Evaluate for Model<F> {
    fn value(&self, moves: &[(usize, f64)], futures: usize) -> Result<f64, Error> {
        let mut x = vec![0.0; self.inputs];
        for &(i, s) in moves {
            x[i] += s;
        }
        let value = (self.f)(&x);
        if futures == self.futures() {
            self.full.set(self.full.get() + 1);
            return Ok(value);
        }
        self.cheap.set(self.cheap.get() + 1);
        Ok(value + self.bias * (1.0 + x.iter().map(|v| v.abs()).sum::<f64>()))
    }

    fn futures(&self) -> usize {
        5000
    }
}

fn model<F: Fn(&[f64]) -> f64>(inputs: usize, bias: f64, f: F) -> Model<F> {
    Model { f, inputs, bias, cheap: Cell::new(0), full: Cell::new(0) }
}

fn input(name: &str, group: Group, half: f64, bound: f64) -> Movable {
    Movable {
        name: name.into(),
        group,
        lo: -half,
        mid: 0.0,
        hi: half,
        bounds: (-bound, bound),
        unit: "units".into(),
        reference_width: 1.0,
    }
}

fn run<F: Fn(&[f64]) -> f64>(m: &Model<F>, inputs: &[Movable]) -> Overturning {
    let found = overturn(m, inputs, Question::default(), &Search::default()).unwrap();
    // Every certificate is true, and every evaluation is counted.
    for o in found.lists.iter().flat_map(|l| &l.overturners).filter(|o| o.certified) {
        let moves: Vec<(usize, f64)> = o.moves.iter().map(|m| (m.input, m.shift)).collect();
        let again = m.value(&moves, m.futures()).unwrap();
        assert_eq!(again, o.value_after);
        assert_ne!(Question::default().verdict(again), found.before);
        for (i, shift) in moves {
            assert!(inputs[i].bounds.0 <= shift && shift <= inputs[i].bounds.1);
        }
        m.full.set(m.full.get() - 1);
    }
    assert_eq!((found.evaluations, found.full_evaluations), (m.cheap.get(), m.full.get()));
    found
}

#[test]
fn a_linear_model_has_its_exact_smallest_moves() {
    for bias in [0.0, 0.01, -0.01] {
        let m = model(3, bias, |x| 0.95 - 0.1 * x[0] + 0.02 * x[1] - 0.001 * x[2]);
        let inputs = [
            input("a", Group::World, 0.25, 3.0),
            input("b", Group::World, 2.0, 6.0),
            input("c", Group::Yardstick, 1.0, 2.0),
        ];
        let found = run(&m, &inputs);
        assert_eq!((found.before, found.value_before), (Verdict::Holds, 0.95));
        let world = &found.lists[0].overturners;
        // a up by .5 is two half-ranges; b down by 2.5 is 1.25: b comes first.
        let close = |o: &antumbra_explore::overturn::Overturner, input, shift: f64, halves: f64| {
            assert_eq!((o.moves.len(), o.moves[0].input, o.certified), (1, input, true));
            assert!((o.moves[0].shift - shift).abs() < 0.015, "{bias}: {o:?}");
            assert!((o.half_ranges - halves).abs() < 0.006, "{bias}: {o:?}");
            assert!((o.reference_widths - shift.abs()).abs() < 0.015);
            // Just past the threshold, not far beyond.
            assert!(o.value_after < 0.9 && o.value_after > 0.8995, "{o:?}");
            assert_eq!(o.after, Verdict::Depends);
        };
        assert_eq!(world.len(), 2);
        close(&world[0], 1, -2.5, 1.25);
        close(&world[1], 0, 0.5, 2.0);
        // Nothing inside the bounds of the yardstick does it, and no judgement was given.
        assert!(found.lists[1].overturners.is_empty() && found.lists[2].overturners.is_empty());
        assert_eq!((found.lists[1].inputs, found.lists[2].inputs), (0, 1));
        assert!(!found.exhausted);
        let sway = &found.sways[0];
        assert!((sway.influence(0.95) - 0.3).abs() < 0.05 && sway.low.1 == 3.0, "{sway:?}");
    }
}

#[test]
fn a_flip_that_turns_back_is_found() {
    // Below .90 only between 1 and 2 (and between -3 and -2.5).
    let m = model(1, 0.0, |x| {
        let dip = (1.0..=2.0).contains(&x[0]) || (-3.0..=-2.5).contains(&x[0]);
        if dip { 0.5 } else { 0.95 }
    });
    let found = run(&m, &[input("a", Group::Judgement, 1.0, 4.0)]);
    let list = &found.lists[1].overturners;
    assert_eq!(list.len(), 2);
    assert!((list[0].moves[0].shift - 1.0).abs() < 0.006, "{list:?}");
    assert!((list[1].moves[0].shift + 2.5).abs() < 0.006, "{list:?}");
}

#[test]
fn what_only_two_inputs_do_together_is_found_as_a_pair() {
    // No single input moves it; x·y above 2 flips: the shortest is (√2, √2), or both down.
    let m = model(4, 0.0, |x| 0.95 - 0.05 * (x[1] * x[2]).max(0.0) / 2.0);
    let inputs: Vec<Movable> =
        ["a", "b", "c", "d"].map(|n| input(n, Group::World, 1.0, 3.0)).into();
    let found = run(&m, &inputs);
    let o = &found.lists[0].overturners[0];
    assert_eq!(o.moves.iter().map(|m| m.input).collect::<Vec<_>>(), [1, 2]);
    assert!((o.half_ranges - 2.0).abs() < 0.02, "{o:?}");
    assert_eq!((found.lists[0].inputs, found.lists[0].pairs), (4, 6));
    // An interaction with unequal ranges: the shortest in halves of the ranges is the same.
    let mut uneven = inputs;
    uneven[2] = input("c", Group::World, 0.1, 0.3);
    let m = model(4, 0.0, |x| 0.95 - 0.25 * (-x[1] * x[2]).max(0.0));
    let o = run(&m, &uneven).lists[0].overturners[0].clone();
    assert!(
        (o.half_ranges - 2.0).abs() < 0.02 && o.moves[0].shift * o.moves[1].shift < 0.0,
        "{o:?}"
    );
}

#[test]
fn a_linear_pair_is_the_perpendicular() {
    // 3 a + b ≥ 4.2 with each at most 1.3 alone in reach: the nearest point is 4.2 (3, 1) / 10.
    let m = model(2, 0.0, |x| 0.95 - 0.05 * (3.0 * x[0] + x[1]) / 4.2);
    let inputs = [input("a", Group::World, 1.0, 1.35), input("b", Group::World, 1.0, 1.35)];
    let o = run(&m, &inputs).lists[0].overturners[0].clone();
    let exact = 4.2 / 10f64.sqrt();
    assert!(o.half_ranges >= exact - 1e-9 && o.half_ranges < 1.02 * exact, "{o:?} {exact}");
}

#[test]
fn both_ways_out_of_an_open_verdict() {
    let m = model(1, 0.0, |x| 0.5 + 0.2 * x[0]);
    let found = run(&m, &[input("a", Group::World, 1.0, 3.0)]);
    assert_eq!(found.before, Verdict::Depends);
    let after: Vec<Verdict> = found.lists[0].overturners.iter().map(|o| o.after).collect();
    assert_eq!(after.len(), 2);
    assert!(after.contains(&Verdict::Holds) && after.contains(&Verdict::Fails));
}

#[test]
fn an_order_of_two_policies_is_a_verdict_too() {
    let m = model(2, 0.0, |x| 1.0 - x[0] + 0.0 * x[1]);
    let inputs = [input("a", Group::Judgement, 0.5, 2.0), input("b", Group::Judgement, 0.5, 2.0)];
    let found = overturn(&m, &inputs, Question::Order, &Search::default()).unwrap();
    assert_eq!(found.before, Verdict::First);
    let o = &found.lists[1].overturners;
    assert_eq!(o.len(), 1);
    assert!((o[0].moves[0].shift - 1.0).abs() < 0.003 && (o[0].half_ranges - 2.0).abs() < 0.006);
}

#[test]
fn a_flip_of_the_few_that_the_many_do_not_share_is_not_certified() {
    // On few futures the input seems to matter; on all it does not.
    struct Misleading;
    impl Evaluate for Misleading {
        fn value(&self, moves: &[(usize, f64)], futures: usize) -> Result<f64, Error> {
            let shift: f64 = moves.iter().map(|m| m.1).sum();
            Ok(if futures == 5000 { 0.95 } else { 0.95 - 0.1 * shift })
        }
        fn futures(&self) -> usize {
            5000
        }
    }
    let inputs = [input("a", Group::World, 1.0, 2.0)];
    let found = overturn(&Misleading, &inputs, Question::default(), &Search::default()).unwrap();
    assert!(found.lists[0].overturners.iter().all(|o| !o.certified));
    assert_eq!(found.lists[0].overturners.len(), 1);
}

#[test]
fn a_spent_budget_is_said() {
    let m = model(3, 0.0, |_| 0.95);
    let inputs: Vec<Movable> = ["a", "b", "c"].map(|n| input(n, Group::World, 1.0, 3.0)).into();
    let little = Search { budget: 20, ..Search::default() };
    let found = overturn(&m, &inputs, Question::default(), &little).unwrap();
    assert!(found.exhausted && found.evaluations == 20);
    assert_eq!((found.sways.len(), found.lists[0].inputs), (1, 1));
}

#[test]
fn nonsense_is_refused_in_words() {
    let m = model(1, 0.0, |_| 0.95);
    let ask = |i: Movable, q, s: Search| overturn(&m, &[i], q, &s).unwrap_err();
    let fine = input("a", Group::World, 1.0, 3.0);
    let outside = Movable { bounds: (1.0, 2.0), ..fine.clone() };
    assert!(ask(outside, Question::default(), Search::default()).to_string().contains("input `a`"));
    let turned = Question::Share { holds: 0.1, fails: 0.9 };
    assert!(ask(fine.clone(), turned, Search::default()).is_setting());
    let none = Search { grid: 0, ..Search::default() };
    assert!(ask(fine.clone(), Question::default(), none).is_setting());
    let broken = model(1, 0.0, |x| if x[0] == 0.0 { 0.95 } else { f64::NAN });
    let e = overturn(&broken, &[fine], Question::default(), &Search::default()).unwrap_err();
    assert!(e.is_model());
}
