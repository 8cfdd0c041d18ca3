//! What has to hold for PRIM on any table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_explore::{Cases, Error, Input, Limit, MissingRows, Prim, PrimSettings, Seek, Step};
use proptest::prelude::*;

type Rows = Vec<([f64; 3], bool)>;

fn columns(rows: &Rows) -> (Vec<Vec<f64>>, Vec<Option<bool>>) {
    let x = (0..3).map(|c| rows.iter().map(|r| r.0[c]).collect()).collect();
    (x, rows.iter().map(|r| Some(r.1)).collect())
}

fn run(x: &[Vec<f64>], y: &[Option<bool>]) -> Result<Vec<Step>, Error> {
    let named = x.iter().enumerate().map(|(i, v)| (format!("x{i}"), Input::Dense(v)));
    let y = ("y".to_owned(), Input::Truth(y));
    let cases = Cases::from_inputs(named.collect(), y, MissingRows::Refuse)?;
    Ok(Prim::binary(&cases, PrimSettings::default())?.find_box().steps)
}

/// Coarse values make ties; the outcome leans on the first two columns.
fn rows() -> impl Strategy<Value = Rows> {
    let row = (0..40u8, -30..30i8, 0.0..1.0f64, 0..10u8).prop_map(|(a, b, c, noise)| {
        let x = [f64::from(a) / 8.0, f64::from(b), c];
        (x, (a > 18 && b > -5 && noise < 8) || noise == 9)
    });
    prop::collection::vec(row, 5..150)
}

fn inside(x: &[f64], limits: &[Limit]) -> bool {
    x.iter().zip(limits).all(|(v, l)| match l {
        Limit::Range { low, high } => (low..=high).contains(&v),
        Limit::Words(_) => false,
    })
}

proptest! {
    #[test]
    fn boxes_nest_and_count_what_they_hold(rows in rows()) {
        let (x, y) = columns(&rows);
        let Ok(steps) = run(&x, &y) else { return Ok(()) };
        for (i, s) in steps.iter().enumerate() {
            let held = rows.iter().filter(|r| inside(&r.0, &s.limits));
            let (n, k) = held.fold((0, 0), |(n, k), r| (n + 1, k + usize::from(r.1)));
            prop_assert_eq!((s.n, s.k), (n, Some(k)));
            prop_assert_eq!(s.density, Some(k as f64 / n as f64));
            if i > 0 {
                let (outer, inner) =
                    if s.pasted { (s, &steps[i - 1]) } else { (&steps[i - 1], s) };
                prop_assert!(inner.coverage <= outer.coverage);
                prop_assert!(inner.n < outer.n);
                let nested = inner.limits.iter().zip(&outer.limits).all(|p| match p {
                    (Limit::Range { low: a, high: b }, Limit::Range { low: c, high: d }) => {
                        a >= c && b <= d
                    }
                    _ => false,
                });
                prop_assert!(nested);
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_show(rows in rows(), turn in 1..150usize) {
        let (x, y) = columns(&rows);
        let mut other = rows.clone();
        other.rotate_left(turn % rows.len());
        other.reverse();
        let (x2, y2) = columns(&other);
        prop_assert_eq!(run(&x, &y).ok(), run(&x2, &y2).ok());
    }

    #[test]
    fn peeled_boxes_hold_the_same_cases_after_a_monotone_rescaling(rows in rows()) {
        let (x, y) = columns(&rows);
        let bent: Vec<Vec<f64>> =
            x.iter().map(|c| c.iter().map(|v| v * v * v + 2.0 * v - 1.0).collect()).collect();
        let counts = |x: &[Vec<f64>]| -> Vec<(usize, Option<usize>)> {
            let steps = run(x, &y).unwrap_or_default();
            steps.iter().filter(|s| !s.pasted).map(|s| (s.n, s.k)).collect()
        };
        prop_assert_eq!(counts(&x), counts(&bent));
    }

    #[test]
    fn duplicate_columns_change_no_count(rows in rows()) {
        let (mut x, y) = columns(&rows);
        let alone = run(&x, &y).ok();
        x.push(x[1].clone());
        let counts = |s: Option<Vec<Step>>| {
            s.map(|s| s.iter().filter(|s| !s.pasted).map(|s| (s.n, s.k)).collect::<Vec<_>>())
        };
        // The copy can win no tie: it comes later, and restricting it restricts one input more.
        prop_assert_eq!(counts(alone), counts(run(&x, &y).ok()));
    }

    #[test]
    fn the_regression_form_ignores_scale_and_row_order(rows in rows()) {
        let (x, _) = columns(&rows);
        let level: Vec<f64> = rows.iter().map(|r| 0.1 * r.0[0] + 0.7 * r.0[2]).collect();
        let run = |x: &[Vec<f64>], y: &[f64], seek| {
            let named = x.iter().enumerate().map(|(i, v)| (format!("x{i}"), Input::Dense(v)));
            let y = ("y".to_owned(), Input::Dense(y));
            let cases = Cases::from_inputs(named.collect(), y, MissingRows::Refuse).unwrap();
            let prim = Prim::regression(&cases, seek, PrimSettings::default()).ok()?;
            Some(prim.find_box().steps.iter().map(|s| s.limits.clone()).collect::<Vec<_>>())
        };
        let high = run(&x, &level, Seek::High);
        let larger: Vec<f64> = level.iter().map(|v| v * 1024.0).collect();
        prop_assert_eq!(&high, &run(&x, &larger, Seek::High));
        let lower: Vec<f64> = level.iter().map(|v| -v).collect();
        prop_assert_eq!(&high, &run(&x, &lower, Seek::Low));
        let reversed: Vec<Vec<f64>> =
            x.iter().map(|c| c.iter().rev().copied().collect()).collect();
        let back: Vec<f64> = level.iter().rev().copied().collect();
        prop_assert_eq!(&high, &run(&reversed, &back, Seek::High));
    }
}

#[test]
fn tables_without_an_answer_are_refused_in_words() {
    let x = vec![vec![1.0, 2.0, 3.0]];
    let of = |y: &[bool]| run(&x, &y.iter().map(|v| Some(*v)).collect::<Vec<_>>());
    assert!(of(&[true; 3]).unwrap_err().to_string().contains("every one is of interest"));
    assert!(of(&[false; 3]).unwrap_err().to_string().contains("none is of interest"));
    assert!(run(&[vec![]], &[]).unwrap_err().to_string().contains("no rows"));
    assert!(run(&[vec![1.0]], &[Some(true)]).unwrap_err().is_table());
    // A constant input is never restricted.
    let constant = vec![vec![5.0; 40], (0..40).map(f64::from).collect()];
    let y: Vec<Option<bool>> = (0..40).map(|i| Some(i > 25)).collect();
    let last = run(&constant, &y).unwrap().pop().unwrap();
    assert_eq!(last.limits[0], Limit::Range { low: 5.0, high: 5.0 });
    let wrong = PrimSettings { peel_alpha: 0.5, ..PrimSettings::default() };
    let cases = Cases::from_inputs(
        vec![("x".into(), Input::Dense(&constant[1]))],
        ("y".into(), Input::Truth(&y)),
        MissingRows::Refuse,
    );
    assert!(Prim::binary(&cases.unwrap(), wrong).err().unwrap().is_setting());
}

#[test]
fn exact_ties_go_to_the_first_column() {
    // Two columns that say the same of the outcome, in either order: the first one is cut.
    let x: Vec<f64> = (0..100).map(f64::from).collect();
    let turned: Vec<f64> = x.iter().map(|v| 1000.0 - v).collect();
    let y: Vec<Option<bool>> = (0..100).map(|i| Some(i >= 60)).collect();
    for columns in [vec![x.clone(), turned.clone()], vec![turned, x]] {
        let first = &run(&columns, &y).unwrap()[1];
        let whole = columns.iter().map(|c| {
            let (low, high) = (c[0].min(c[99]), c[0].max(c[99]));
            Limit::Range { low, high }
        });
        let cut: Vec<bool> = first.limits.iter().zip(whole).map(|(l, w)| *l != w).collect();
        assert_eq!(cut, [true, false]);
    }
}

#[test]
fn coverage_never_rises_while_peeling_and_boxes_end_with_a_real_case() {
    // A deterministic case beside the random ones: density reaches 1 and coverage falls step by step.
    let x: Vec<f64> = (0..200).map(|i| f64::from(i * 37 % 200)).collect();
    let y: Vec<Option<bool>> = x.iter().map(|v| Some(*v > 120.0)).collect();
    let steps = run(&[x], &y).unwrap();
    let peeled: Vec<&Step> = steps.iter().filter(|s| !s.pasted).collect();
    assert!(peeled.windows(2).all(|w| w[1].coverage <= w[0].coverage && w[1].n < w[0].n));
    assert_eq!(peeled[peeled.len() - 1].density, Some(1.0));
}
