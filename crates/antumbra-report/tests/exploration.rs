//! Figures and words of exploration: what they show follows the numbers they are given.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_record::discover::{BoxLimit, BoxStep, Discovery, IndexRow, PairPoints, Sensitivity};
use antumbra_record::overturn::{MoveRow, OverturnList, OverturnerRow, Overturning, SwayRow};
use antumbra_record::robust::{
    BreakEvenRow, CriterionText, InsuranceRow, InsuranceTable, RegretRow, RegretTable, Robustness,
    SatisficingRow, TippingAt, TippingRow,
};
use antumbra_report::figure::{Figure, bars, moves, regret, scatter, tradeoff};
use antumbra_report::{overturn, robust};
use std::collections::BTreeMap;

/// What every figure has: a title, a description, its data, and no place that is not a number.
fn sound(f: &Figure) {
    assert!(f.svg.contains("<title id=") && f.svg.contains("<desc id="), "{}", f.id);
    assert!(f.svg.contains(r#"role="img""#) && !f.description.is_empty());
    assert!(!f.svg.contains("NaN") && !f.svg.contains("inf"), "{}", f.svg);
    assert!(!f.table.1.is_empty());
    assert!(f.table.1.iter().all(|r| r.len() == f.table.0.len()), "{:?}", f.table);
}

fn discovery() -> Discovery {
    let step = |step: usize, n: usize, k: usize, pasted| BoxStep {
        step,
        n,
        k: Some(k),
        coverage: Some(k as f64 / 40.0),
        density: Some(k as f64 / n as f64),
        mean: k as f64 / n as f64,
        mass: n as f64 / 100.0,
        res_dim: step.min(2),
        pasted,
        limits: if step == 0 {
            BTreeMap::new()
        } else {
            let range =
                BoxLimit::Range { min: 2.0, max: 9.0, quasi_p_min: None, quasi_p_max: None };
            BTreeMap::from([("cost <bn>".to_owned(), range)])
        },
    };
    Discovery {
        schema: String::new(),
        table: "t".into(),
        inputs: vec!["cost <bn>".into(), "demand".into()],
        outcome: "y".into(),
        form: "binary".into(),
        cases: 100,
        of_interest: Some(40),
        left_out: 0,
        peel_alpha: 0.05,
        paste_alpha: 0.05,
        mass_min: 0.05,
        trajectory: vec![step(0, 100, 40, false), step(1, 60, 36, false), step(2, 50, 35, true)],
        warnings: vec![],
    }
}

#[test]
fn the_trade_off_shows_every_box_and_the_chosen_one() {
    let f = tradeoff::draw(&discovery(), Some(1), "a title & more", "source").unwrap();
    sound(&f);
    assert_eq!(f.table.1.len(), 3);
    assert!(f.svg.contains("step 1: 60% of its cases, 90% of all"));
    assert!(f.svg.contains("a title &amp; more") && f.svg.contains("after a paste"));
    assert_eq!(f.svg.matches("class=\"ring\"").count(), 1);
    let mut regression = discovery();
    regression.of_interest = None;
    assert!(tradeoff::draw(&regression, None, "t", "s").is_none());
}

#[test]
fn the_pair_shows_its_cases_and_the_frame() {
    let points: Vec<(f64, f64, bool)> =
        (0..20).map(|i| (f64::from(i), f64::from(i * 7 % 20), i > 8)).collect();
    let pair = PairPoints { x: "cost <bn>".into(), y: "demand".into(), points };
    let f = scatter::draw(&discovery(), &pair, 2, "t", "s").unwrap();
    sound(&f);
    // One more of each in the legend.
    assert_eq!(f.svg.matches("class=\"hit\"").count(), 12);
    assert_eq!(f.svg.matches("class=\"miss\"").count(), 10);
    assert!(f.svg.contains("cost &lt;bn&gt;:") && f.svg.contains("2.00 to 9.00"));
    assert_eq!(f.table.1[1], ["outside", "50", "5"]);
    assert!(scatter::draw(&discovery(), &pair, 9, "t", "s").is_none());
    let none = PairPoints { points: vec![], ..pair };
    assert!(scatter::draw(&discovery(), &none, 2, "t", "s").is_none());
}

#[test]
fn drivers_are_ranked_and_hollow_where_nothing_can_be_said() {
    let row = |input: &str, v: f64, zero| IndexRow {
        input: input.into(),
        numbers: BTreeMap::from([("S1".to_owned(), v), ("S1_half_width".to_owned(), 0.1)]),
        indistinguishable_from_zero: zero,
    };
    let s = Sensitivity {
        schema: String::new(),
        table: "t".into(),
        method: "sobol".into(),
        outcome: "y".into(),
        cases: 10,
        resamples: 10,
        level: 0.95,
        seed: 1,
        indices: vec![
            row("low", -0.02, true),
            row("an input with quite a long name indeed, to be cut", 0.7, false),
        ],
        pairs: vec![],
    };
    let f = bars::sensitivity(&s, "S1", "t", "s").unwrap();
    sound(&f);
    assert!(f.table.1[0][0].starts_with("an input") && f.table.1[1][3].contains("zero"));
    assert_eq!(f.svg.matches("class=\"open\"").count(), 1);
    assert!(f.svg.contains('…'));
    assert!(bars::sensitivity(&s, "ST", "t", "s").is_none());
}

#[test]
fn the_matrix_stars_the_least_regret_and_leaves_what_was_not_run_empty() {
    let row = |path: &str, world: &str, mid: f64, hi: f64| RegretRow {
        path: path.into(),
        world: world.into(),
        futures: 9,
        mean: Some(mid),
        lo: Some(0.0),
        mid: Some(mid),
        hi: Some(hi),
        max: Some(hi),
        best: Some(0.5),
    };
    let rows =
        vec![row("a", "stays", 0.0, 1.0), row("b", "stays", 1.0, 4.0), row("a", "goes", 3.0, 8.0)];
    let t = RegretTable { outcome: "loss".into(), unit: "%".into(), rows };
    let names = |n: [&str; 2]| n.map(str::to_owned).to_vec();
    let f = regret::draw(&t, &names(["a", "b"]), &names(["stays", "goes"]), "t", "s").unwrap();
    sound(&f);
    assert_eq!((f.svg.matches('★').count(), f.svg.matches("not run").count()), (3, 1));
    assert!(f.svg.contains("up to 8.00"));
    let nothing = RegretTable { rows: vec![], ..t };
    assert!(regret::draw(&nothing, &names(["a", "b"]), &names(["c", "d"]), "t", "s").is_none());
    // All zero: no shade, no division.
    let zero = RegretTable { rows: vec![row("a", "w", 0.0, 0.0)], ..nothing };
    sound(&regret::draw(&zero, &["a".to_owned()], &["w".to_owned()], "t", "s").unwrap());
}

fn overturning() -> Overturning {
    let moved = MoveRow {
        input: "world.CHN.milex".into(),
        label: "China's spending".into(),
        from: 300.0,
        to: 420.0,
        lo: 250.0,
        hi: 360.0,
        unit: "billion dollars".into(),
        indicator: Some("the budget of March".into()),
    };
    let one = OverturnerRow {
        moves: vec![moved],
        half_ranges: 1.6,
        reference_widths: 0.8,
        value_after: 0.88,
        verdict_after: "depends".into(),
        certified: true,
        set: vec!["world.CHN.milex=420".into()],
    };
    let list = |group: &str, overturners| OverturnList {
        group: group.into(),
        overturners,
        inputs: 3,
        pairs: 2,
    };
    Overturning {
        schema: String::new(),
        paths: vec!["build up".into()],
        world: "the US goes".into(),
        verdict: "holds".into(),
        value: 0.93,
        holds_from: Some(0.9),
        fails_to: Some(0.1),
        lists: vec![
            list("world", vec![one]),
            list("judgements", vec![]),
            list("yardsticks", vec![]),
        ],
        sways: vec![SwayRow {
            key: "k".into(),
            input: "China's spending".into(),
            group: "world".into(),
            low: 0.7,
            low_at: 600.0,
            high: 0.99,
            high_at: 200.0,
            unit: "billion dollars".into(),
        }],
        futures: 2000,
        evaluations: 100,
        full_evaluations: 9,
        exhausted: false,
    }
}

#[test]
fn an_overturner_is_told_with_its_move_its_sign_and_its_line() {
    let mut o = overturning();
    let t = overturn::text(&o);
    assert!(
        t.contains("China's spending from 300 to 420 billion dollars: holds in part (88%)"),
        "{t}"
    );
    assert!(t.contains("watch: the budget of March\n    --set 'world.CHN.milex=420'"), "{t}");
    assert!(
        t.contains("nothing inside the allowed bounds overturns it (3 inputs and 2 pairs tried)")
    );
    sound(&moves::overturners(&o, "t", "s").unwrap());
    sound(&moves::sways(&o, 5, "t", "s").unwrap());
    // The numbers change, the words follow.
    o.lists[0].overturners[0].moves[0].to = 390.0;
    o.value = 0.95;
    assert!(overturn::text(&o).contains("300 to 390") && overturn::text(&o).contains("(95% over"));
    // A search that ended early claims nothing, and what is not certified is not drawn.
    o.exhausted = true;
    o.lists[0].overturners[0].certified = false;
    assert!(overturn::text(&o).contains("this says nothing"));
    assert!(overturn::text(&o).contains("not confirmed"));
    assert!(moves::overturners(&o, "t", "s").is_none());
}

#[test]
fn robustness_is_told_in_words_that_follow_the_numbers() {
    let mut r = Robustness {
        schema: String::new(),
        futures: 100,
        level: 0.95,
        paths: vec!["a".into()],
        worlds: vec!["w".into()],
        criteria: vec![CriterionText {
            outcome: "cost".into(),
            rule: "cost at most 4% of GDP".into(),
        }],
        satisficing: vec![SatisficingRow {
            path: "a".into(),
            world: "w".into(),
            met: 40,
            failed: 0,
            share: 0.4,
            share_lo: 0.31,
            share_hi: 0.5,
            by_criterion: vec![0.4],
            without: vec![1.0],
            binding: Some(0),
        }],
        regret: vec![],
        pareto: vec![],
        tipping: vec![TippingRow {
            path: "a".into(),
            world: "w".into(),
            other: None,
            input: "growth".into(),
            threshold: 0.9,
            points: vec![TippingAt { at: 3.0, lo: 2.5, hi: 3.5, rising: false }],
            from: 0.0,
            to: 6.0,
        }],
        resolving: vec![],
        insurance: vec![InsuranceTable {
            outcome: "loss".into(),
            unit: "%".into(),
            worlds: ["stays".into(), "goes".into()],
            futures: 100,
            paths: vec![InsuranceRow {
                path: "a".into(),
                mean: [1.0, 2.0],
                premium: 0.0,
                loss: 5.0,
            }],
            break_even: vec![BreakEvenRow {
                first: "a".into(),
                second: "b".into(),
                probability: Some(0.29),
                lo: 0.2,
                hi: 0.4,
            }],
            best: vec![],
        }],
    };
    let t = robust::text(&r);
    assert!(t.contains("within tolerance in 40% of futures (31%–50%); binding: cost at most 4% of GDP (without it 100%)"), "{t}");
    assert!(t.contains("along growth: less than 90% above 3.00 (2.50–3.50)"), "{t}");
    assert!(t.contains("b is better than a once the probability of \"goes\" is above 29%"), "{t}");
    r.tipping[0].points.clear();
    r.insurance[0].break_even[0].probability = None;
    let t = robust::text(&r);
    assert!(t.contains("no tipping point along growth from 0 to 6.00"), "{t}");
    assert!(t.contains("a is at least as good as b in both worlds"), "{t}");
}
