//! Robustness: small cases worked by hand, models with known answers, and what has to hold always.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_core::{Purpose, Seed};
use antumbra_explore::robust::tipping::{means, shares, tipping_points};
use antumbra_explore::robust::{
    Better, Bound, Criterion, Objective, Outcomes, Policy, Resolving, Statistic, insurance, meets,
    pareto, regret, resolve, satisficing,
};
use proptest::prelude::*;

fn two_worlds() -> Vec<Policy> {
    let pairs = [("keep", "stays"), ("arm", "stays"), ("keep", "goes"), ("arm", "goes")];
    pairs.map(|(p, w)| Policy::new(p, w)).into()
}

fn table(rows: &[[f64; 4]], better: Better) -> Outcomes {
    let mut o = Outcomes::new(two_worlds(), rows.len()).unwrap();
    o.push("loss", better, rows.iter().flatten().map(|v| Some(*v)).collect()).unwrap();
    o
}

/// Uniform numbers, one column per purpose.
fn uniform(purpose: &'static str, n: usize) -> Vec<f64> {
    (0..n as u64).map(|i| Seed(4).stream(Purpose(purpose), i, 0).uniform()).collect()
}

#[test]
fn regret_is_against_the_paths_of_the_same_world() {
    let o = table(&[[1.0, 3.0, 9.0, 4.0], [2.0, 2.0, 8.0, 6.0]], Better::Low);
    let r = regret(&o, "loss").unwrap();
    let means: Vec<_> = r.rows.iter().map(|r| r.mean.unwrap()).collect();
    assert_eq!(means, [0.0, 1.0, 3.5, 0.0]);
    let best: Vec<_> = r.rows.iter().map(|r| r.best.unwrap()).collect();
    assert_eq!(best, [1.0, 0.5, 0.0, 1.0]);
    assert_eq!(r.rows[2].max, Some(5.0));
    assert_eq!(r.rows[2].quantiles.unwrap()[1], 3.5);
    let m = r.matrix(&o);
    assert_eq!((m[0][1].unwrap().policy, m[1][0].unwrap().policy), (2, 1));
    // Turned round, the other path regrets.
    let turned = regret(&table(&[[1.0, 3.0, 9.0, 4.0]], Better::High), "loss").unwrap();
    assert_eq!(
        turned.rows.iter().map(|r| r.max.unwrap()).collect::<Vec<_>>(),
        [2.0, 0.0, 0.0, 5.0]
    );
}

#[test]
fn a_failed_run_is_counted_and_never_a_zero() {
    let mut o = Outcomes::new(two_worlds(), 2).unwrap();
    let v = [None, Some(1.0), Some(1.0), Some(2.0), Some(5.0), Some(4.0), Some(1.0), Some(2.0)];
    o.push("loss", Better::Low, v.into()).unwrap();
    let r = regret(&o, "loss").unwrap();
    // In the first world only the second future can be compared, for both paths.
    assert_eq!(r.rows.iter().map(|r| r.futures).collect::<Vec<_>>(), [1, 1, 2, 2]);
    assert_eq!((r.rows[0].mean, r.values[1][0]), (Some(1.0), None));
    let c = [Criterion::at_most(&o, "loss", Bound::Value(100.0)).unwrap()];
    let s = satisficing(&o, &c, 0.9).unwrap();
    assert_eq!((s[0].met, s[0].failed, s[1].met, s[1].failed), (1, 1, 2, 0));
    // A yardstick that failed is not met either.
    let c = [Criterion::at_most(&o, "loss", Bound::Times { factor: 10.0, policy: 0 }).unwrap()];
    assert_eq!(satisficing(&o, &c, 0.9).unwrap()[1].met, 1);
    assert_eq!(o.statistic(0, 0, Statistic::Mean).unwrap(), Some(5.0));
}

#[test]
fn the_binding_criterion_is_the_one_that_stands_in_the_way() {
    let mut o = Outcomes::new(vec![Policy::new("a", "w")], 10).unwrap();
    let of = |f: fn(usize) -> f64| (0..10).map(|i| Some(f(i))).collect::<Vec<_>>();
    o.push("risk", Better::Low, of(|i| i as f64)).unwrap();
    o.push("cost", Better::Low, of(|i| if i % 2 == 0 { 1.0 } else { 9.0 })).unwrap();
    o.push("ease", Better::High, of(|_| 1.0)).unwrap();
    let risk = Criterion::at_most(&o, "risk", Bound::Value(7.0)).unwrap();
    let cost = Criterion::at_most(&o, "cost", Bound::Value(4.0)).unwrap();
    let ease = Criterion::at_least(&o, "ease", Bound::Value(1.0)).unwrap();
    let s = satisficing(&o, &[ease, risk, cost], 0.95).unwrap().remove(0);
    assert_eq!((s.met, s.share, s.binding), (4, 0.4, Some(2)));
    let of: Vec<_> = s.by_criterion.iter().map(|c| (c.share, c.without)).collect();
    assert_eq!(of, [(1.0, 0.4), (0.8, 0.5), (0.5, 0.8)]);
    assert!(s.interval.0 < 0.4 && s.interval.1 > 0.4);
    assert_eq!(satisficing(&o, &[ease], 0.95).unwrap()[0].binding, None);
    assert_eq!(meets(&o, &[risk, cost])[0].iter().filter(|m| **m).count(), 4);
    assert!(satisficing(&o, &[], 0.95).unwrap_err().is_setting());
    let e = Criterion::at_most(&o, "riks", Bound::Value(1.0)).unwrap_err();
    assert!(e.to_string().contains("did you mean `risk`?"), "{e}");
}

#[test]
fn the_pareto_set_keeps_ties_and_close_ones() {
    let low = Objective { better: Better::Low, tolerance: 0.0 };
    let high = Objective { better: Better::High, ..low };
    let points = [[1.0, 5.0], [1.0, 5.0], [2.0, 4.0], [0.5, 1.0], [0.99, 5.0]].map(Vec::from);
    let s = pareto(&points, &[low, high]).unwrap();
    let set: Vec<bool> = s.iter().map(|s| s.in_set).collect();
    assert_eq!(set, [false, false, false, true, true]);
    assert_eq!((&s[0].equal, &s[0].dominated_by, s[4].dominates), (&vec![1], &vec![4], 3));
    // Within the tolerance the small lead of the last no longer takes the first two out.
    let loose = pareto(&points, &[Objective { tolerance: 0.05, ..low }, high]).unwrap();
    assert_eq!(loose.iter().map(|s| s.in_set).collect::<Vec<_>>(), [true, true, false, true, true]);
    assert!(pareto(&[vec![f64::NAN]], &[low]).unwrap_err().is_table());
    assert!(
        pareto(&[vec![1.0]], &[Objective { tolerance: -1.0, ..low }]).unwrap_err().is_setting()
    );
}

proptest! {
    #[test]
    fn regret_is_never_negative_and_one_path_has_none(
        rows in prop::collection::vec(prop::array::uniform4(-5..5i8), 1..40)
    ) {
        let rows: Vec<[f64; 4]> = rows.iter().map(|r| r.map(f64::from)).collect();
        let r = regret(&table(&rows, Better::High), "loss").unwrap();
        for future in 0..rows.len() {
            for world in [[0, 1], [2, 3]] {
                let v = world.map(|p| r.values[p][future].unwrap());
                prop_assert!(v[0] >= 0.0 && v[1] >= 0.0 && v[0].min(v[1]) == 0.0);
            }
        }
        for r in &r.rows {
            let q = r.quantiles.unwrap();
            prop_assert!(q[0] <= q[1] && q[1] <= q[2] && q[2] <= r.max.unwrap());
            prop_assert!(r.mean.unwrap() <= r.max.unwrap());
        }
    }

    #[test]
    fn the_pareto_set_is_what_its_definition_says(
        points in prop::collection::vec(prop::collection::vec(0..4u8, 3), 1..12), loose in 0..3u8
    ) {
        let points: Vec<Vec<f64>> =
            points.iter().map(|p| p.iter().map(|v| f64::from(*v)).collect()).collect();
        let o = [Objective { better: Better::Low, tolerance: f64::from(loose) }; 3];
        let s = pareto(&points, &o).unwrap();
        prop_assert!(s.iter().any(|s| s.in_set));
        let dominations: usize = s.iter().map(|s| s.dominates).sum();
        prop_assert_eq!(dominations, s.iter().map(|s| s.dominated_by.len()).sum::<usize>());
        for (i, a) in s.iter().enumerate() {
            // A cycle would make two policies dominate each other.
            prop_assert!(a.dominated_by.iter().all(|&j| !s[j].dominated_by.contains(&i)));
            for &j in &a.dominated_by {
                prop_assert!(points[j].iter().zip(&points[i]).all(|(x, y)| x <= y));
            }
        }
    }

    #[test]
    fn the_order_of_futures_does_not_show(
        rows in prop::collection::vec(prop::array::uniform4(-5..5i8), 2..40), turn in 1..39usize
    ) {
        let rows: Vec<[f64; 4]> = rows.iter().map(|r| r.map(f64::from)).collect();
        let mut other = rows.clone();
        other.rotate_left(turn % rows.len());
        let of = |rows: &[[f64; 4]]| {
            let o = table(rows, Better::Low);
            let c = [Criterion::at_most(&o, "loss", Bound::Value(1.0)).unwrap()];
            (regret(&o, "loss").unwrap().rows, satisficing(&o, &c, 0.95).unwrap())
        };
        // Whole numbers: sums are exact in any order.
        prop_assert_eq!(of(&rows), of(&other));
    }
}

#[test]
fn a_tipping_point_is_found_where_it_is() {
    let n = 4000;
    let (x, noise) = (uniform("x", n), uniform("noise", n));
    // The share rises with the input: P(good) = x^2, one half at .7071.
    let good: Vec<bool> = x.iter().zip(&noise).map(|(x, u)| *u < x * x).collect();
    let t = tipping_points(&shares(&x, &good, 20, 0.95).unwrap(), 0.5);
    assert_eq!(t.len(), 1);
    assert!(t[0].rising && (t[0].at - 0.5f64.sqrt()).abs() < 0.03, "{t:?}");
    assert!(t[0].interval.0 < t[0].at && t[0].at < t[0].interval.1);
    assert!(t[0].interval.1 - t[0].interval.0 < 0.35, "{t:?}");
    // Twice where it rises and falls: P = 4 x (1 - x) crosses .64 at .2 and .8.
    let hill: Vec<bool> = x.iter().zip(&noise).map(|(x, u)| *u < 4.0 * x * (1.0 - x)).collect();
    let t = tipping_points(&shares(&x, &hill, 20, 0.95).unwrap(), 0.64);
    assert_eq!(t.iter().map(|t| t.rising).collect::<Vec<_>>(), [true, false]);
    assert!((t[0].at - 0.2).abs() < 0.04 && (t[1].at - 0.8).abs() < 0.04, "{t:?}");
    // An input that does nothing has none, whatever the threshold.
    let flat = shares(&uniform("other", n), &good, 20, 0.95).unwrap();
    assert!([0.1, 0.3, 1.0 / 3.0, 0.5, 0.9].iter().all(|t| tipping_points(&flat, *t).is_empty()));
}

#[test]
fn two_policies_change_places_where_their_difference_does() {
    let n = 3000;
    let (x, noise) = (uniform("x", n), uniform("noise", n));
    let lead: Vec<f64> = x.iter().zip(&noise).map(|(x, u)| 3.0 * (0.3 - x) + u - 0.5).collect();
    let t = tipping_points(&means(&x, &lead, 15, 0.95).unwrap(), 0.0);
    assert_eq!(t.len(), 1);
    assert!(!t[0].rising && (t[0].at - 0.3).abs() < 0.01, "{t:?}");
    // A setting of few values is its own set of bins.
    let steps: Vec<f64> = x.iter().map(|x| (x * 4.0).floor()).collect();
    let bins = means(&steps, &lead, 15, 0.95).unwrap();
    assert_eq!(bins.iter().map(|b| (b.low, b.high)).collect::<Vec<_>>().len(), 4);
    assert!(bins.iter().all(|b| b.low == b.high));
    assert!(means(&x[..10], &lead[..10], 15, 0.95).unwrap_err().is_setting());
    assert!(means(&[f64::NAN; 50], &lead[..50], 5, 0.95).unwrap_err().is_table());
}

#[test]
fn knowing_an_input_is_worth_what_it_is_worth() {
    // Choices x and 1/2: knowing x is worth E max(x, 1/2) - 1/2 = 1/8; ten slices see all of it,
    // because the cut at 1/2 is one of theirs.
    let n = 5000;
    let (x, inert) = (uniform("x", n), uniform("other", n));
    let benefit = [x.clone(), vec![0.5; n]];
    let (r, all) = resolve(&[x.clone(), inert.clone()], &benefit, &Resolving::default()).unwrap();
    let within = |i: usize, truth: f64, slack: f64| {
        (r[i].value.value - truth).abs() < r[i].value.half_width + slack
    };
    assert!(within(0, 0.125, 0.002) && !r[0].value.indistinguishable_from_zero, "{r:?}");
    assert!(r[1].value.value.abs() < 0.01 && r[1].value.indistinguishable_from_zero, "{r:?}");
    // Scored on the futures they were chosen on, choices look better than they are.
    assert!(r.iter().all(|r| r.plug_in > 0.0 && r.plug_in >= r.value.value - 0.005), "{r:?}");
    assert!((all - 0.125).abs() < 0.01 && r[0].plug_in <= all + 1e-12, "{all}");
    let one = resolve(&[x], &benefit[..1], &Resolving::default());
    assert!(one.unwrap_err().to_string().contains("where there is a choice"));
}

#[test]
fn inert_inputs_are_seldom_worth_anything() {
    // Forty inert inputs at a one-sided level of 2.5%: one is expected to be told from zero.
    let n = 2000;
    let u = uniform("x", n);
    let benefit: [Vec<f64>; 2] = [u.clone(), u.iter().rev().copied().collect()];
    let inputs: Vec<Vec<f64>> = (0..40u32)
        .map(|c| (0..n as u64).map(|i| Seed(9).stream(Purpose("inert"), i, c).uniform()).collect())
        .collect();
    let (r, _) = resolve(&inputs, &benefit, &Resolving::default()).unwrap();
    let told = r.iter().filter(|r| !r.value.indistinguishable_from_zero).count();
    assert!(told <= 4, "{told}");
}

#[test]
fn insurance_has_a_premium_a_loss_and_a_break_even() {
    // keep: 1 or 9; arm: 3 or 4. They change places at q with 1 + 8 q = 3 + q: 2/7.
    let rows: Vec<[f64; 4]> = (0..200)
        .map(|i| {
            let e = f64::from(i % 5) - 2.0;
            [1.0 + 0.1 * e, 3.0, 9.0 - 0.3 * e, 4.0 + 0.2 * e]
        })
        .collect();
    let o = table(&rows, Better::Low);
    let t = insurance(&o, "loss", ["stays", "goes"], 200, 0.9, Seed(1)).unwrap();
    assert_eq!(t.paths.iter().map(|p| p.path.as_str()).collect::<Vec<_>>(), ["keep", "arm"]);
    assert!((t.paths[1].premium - 2.0).abs() < 1e-9 && t.paths[1].loss == 0.0);
    assert!((t.paths[0].loss - 5.0).abs() < 1e-9 && t.paths[0].premium == 0.0);
    let q = &t.break_even[0];
    assert_eq!(q.paths, [0, 1]);
    assert!((q.probability.unwrap() - 2.0 / 7.0).abs() < 1e-9);
    assert!(q.interval.0 < 2.0 / 7.0 && q.interval.1 > 2.0 / 7.0);
    assert!(q.interval.1 - q.interval.0 < 0.05, "{q:?}");
    let spans: Vec<_> = t.best.iter().map(|s| s.path).collect();
    assert_eq!(spans, [0, 1]);
    assert!((t.best[0].to - 2.0 / 7.0).abs() < 1e-9 && t.best[1].to == 1.0);
    // A path that is cheaper in both worlds has no break-even.
    let all = table(&[[1.0, 3.0, 2.0, 4.0]; 3], Better::Low);
    let t = insurance(&all, "loss", ["stays", "goes"], 20, 0.9, Seed(1)).unwrap();
    assert_eq!((t.break_even[0].probability, t.break_even[0].interval), (None, (1.0, 1.0)));
    assert_eq!(t.best.len(), 1);
    let e = insurance(&o, "loss", ["stays", "left"], 20, 0.9, Seed(1)).unwrap_err();
    assert!(e.to_string().contains("there are: stays, goes"), "{e}");
}

proptest! {
    #[test]
    fn the_best_path_at_each_probability_is_the_cheapest(
        costs in prop::collection::vec((0..9u8, 0..9u8), 1..6)
    ) {
        let policies: Vec<Policy> = (0..costs.len())
            .flat_map(|p| ["a", "b"].map(|w| Policy::new(format!("p{p}"), w)))
            .collect();
        let mut o = Outcomes::new(policies, 1).unwrap();
        let v = costs.iter().flat_map(|(a, b)| [Some(f64::from(*a)), Some(f64::from(*b))]);
        o.push("c", Better::Low, v.collect()).unwrap();
        let t = insurance(&o, "c", ["a", "b"], 2, 0.9, Seed(1)).unwrap();
        prop_assert_eq!((t.best[0].from, t.best[t.best.len() - 1].to), (0.0, 1.0));
        for (i, s) in t.best.iter().enumerate() {
            prop_assert!(i == 0 || s.from == t.best[i - 1].to);
            for q in [s.from, (s.from + s.to) / 2.0, s.to] {
                let at = |p: usize| {
                    f64::from(costs[p].0) * (1.0 - q) + f64::from(costs[p].1) * q
                };
                let least = (0..costs.len()).map(at).fold(f64::INFINITY, f64::min);
                prop_assert!((at(s.path) - least).abs() < 1e-9, "{} {:?}", q, t.best);
            }
        }
    }
}

#[test]
fn nonsense_is_refused_in_words() {
    assert!(Outcomes::new(vec![], 3).err().unwrap().is_table());
    let mut o = Outcomes::new(two_worlds(), 1).unwrap();
    assert!(o.push("y", Better::Low, vec![Some(1.0)]).unwrap_err().to_string().contains("make 4"));
    let inf = vec![Some(1.0), Some(f64::INFINITY), None, None];
    let e = o.push("y", Better::Low, inf).unwrap_err().to_string();
    assert!(e.contains("path `arm` in the world `stays`"), "{e}");
    let twice = vec![Policy::new("a", "w"), Policy::new("a", "w")];
    assert!(Outcomes::new(twice, 1).err().unwrap().to_string().contains("given twice"));
}
