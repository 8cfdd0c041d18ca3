//! Figures and words of exploration: what they show follows the numbers they are given.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_record::discover::{BoxLimit, BoxStep, Discovery, IndexRow, PairPoints, Sensitivity};
use antumbra_record::exploration::{Exploration, InputName};
use antumbra_record::findings::{Findings, Sentence};
use antumbra_record::overturn::{MoveRow, OverturnList, OverturnerRow, Overturning, SwayRow};
use antumbra_record::robust::{
    CriterionRow, RegretRow, RegretTable, ResolvingRow, Robustness, SatisficingRow, TippingAt,
    TippingRow,
};
use antumbra_report::context::{Context, Language};
use antumbra_report::document::{Block, Document, Table};
use antumbra_report::figure::{Figure, bars, moves, regret, scatter, tradeoff};
use antumbra_report::{overturn, page};
use serde_json::json;
use std::collections::BTreeMap;

mod common;

fn nothing() -> Findings {
    common::findings(json!({}))
}

/// No letter of the Latin alphabet beyond what both languages share.
fn japanese(f: &Figure) {
    let text = f.svg.split('>').filter_map(|p| p.split('<').next()).collect::<Vec<_>>().join(" ");
    let table: Vec<&str> =
        f.table.0.iter().chain(f.table.1.iter().flatten()).map(String::as_str).collect();
    for t in [text.as_str(), f.description.as_str(), &table.join(" ")] {
        let latin: Vec<&str> = t
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|w| w.len() > 1 && !["GDP", "delta", "sobol"].contains(w))
            .collect();
        assert!(latin.is_empty(), "{}: {latin:?}", f.id);
    }
}

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
    let n = nothing();
    let c = Context::new(&n, Language::English);
    let f = tradeoff::draw(&c, &discovery(), Some(1), "a title & more").unwrap();
    sound(&f);
    assert_eq!(f.table.1.len(), 3);
    assert!(f.svg.contains("step 1: 60% of its futures, 90% of all"));
    assert!(f.svg.contains("a title &amp; more") && f.svg.contains("after a paste"));
    assert_eq!(f.svg.matches("class=\"ring\"").count(), 1);
    let mut regression = discovery();
    regression.of_interest = None;
    assert!(tradeoff::draw(&c, &regression, None, "t").is_none());
    let c = Context::new(&n, Language::Japanese);
    japanese(&tradeoff::draw(&c, &discovery(), Some(1), "題").unwrap());
}

#[test]
fn the_pair_shows_its_cases_and_the_frame() {
    let points: Vec<(f64, f64, bool)> =
        (0..20).map(|i| (f64::from(i), f64::from(i * 7 % 20), i > 8)).collect();
    let pair = PairPoints { x: "cost <bn>".into(), y: "demand".into(), points };
    let n = nothing();
    let c = Context::new(&n, Language::English);
    let f = scatter::draw(&c, &discovery(), &pair, 2, "t").unwrap();
    sound(&f);
    // One more of each in the legend.
    assert_eq!(f.svg.matches("class=\"hit\"").count(), 12);
    assert_eq!(f.svg.matches("class=\"miss\"").count(), 10);
    assert!(f.svg.contains("cost &lt;bn&gt;:") && f.svg.contains("2.00 to 9.00"));
    assert_eq!(f.table.1[1], ["outside", "50", "5"]);
    assert!(scatter::draw(&c, &discovery(), &pair, 9, "t").is_none());
    let none = PairPoints { points: vec![], ..pair.clone() };
    assert!(scatter::draw(&c, &discovery(), &none, 2, "t").is_none());
    let c = Context::new(&n, Language::Japanese);
    let named = PairPoints { x: "費用".into(), y: "需要".into(), ..pair };
    japanese(&scatter::draw(&c, &discovery(), &named, 0, "題").unwrap());
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
    let n = nothing();
    let c = Context::new(&n, Language::English);
    let f = bars::sensitivity(&c, &s, "S1", "t").unwrap();
    sound(&f);
    assert!(f.table.1[0][0].starts_with("an input") && f.table.1[1][3].contains("zero"));
    assert_eq!(f.svg.matches("class=\"open\"").count(), 1);
    assert!(f.svg.contains('…'));
    assert!(bars::sensitivity(&c, &s, "ST", "t").is_none());
    let c = Context::new(&n, Language::Japanese);
    let s = Sensitivity { outcome: "結果".into(), indices: vec![row("入力", 0.4, false)], ..s };
    japanese(&bars::sensitivity(&c, &s, "S1", "題").unwrap());
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
    let n = nothing();
    let c = Context::new(&n, Language::English);
    let f = regret::draw(&c, &t, &names(["a", "b"]), &names(["stays", "goes"]), "t").unwrap();
    sound(&f);
    assert_eq!((f.svg.matches('★').count(), f.svg.matches("not run").count()), (3, 1));
    assert!(f.svg.contains("0.00–8.0") && f.svg.contains("up to 8.0"), "{}", f.svg);
    let none = RegretTable { rows: vec![], ..t };
    assert!(regret::draw(&c, &none, &names(["a", "b"]), &names(["c", "d"]), "t").is_none());
    // All zero: no shade, no division.
    let zero = RegretTable { rows: vec![row("甲", "残", 0.0, 0.0)], ..none };
    let (path, world) = (["甲".to_owned()], ["残".to_owned()]);
    sound(&regret::draw(&c, &zero, &path, &world, "t").unwrap());
    let c = Context::new(&n, Language::Japanese);
    japanese(&regret::draw(&c, &zero, &path, &world, "題").unwrap());
}

/// What an empty list says; the first has one.
fn overturners_are_none(group: &str) -> Option<Sentence> {
    let s = Sentence::new("overturn", "overturn.none_nearest").word("measure", "share");
    let s = s.word("input", "draws.reliability").word("unit", "probability");
    let s = s.number("inputs", 3.0).number("pairs", 2.0).number("at", 0.2).number("value", 0.91);
    (group != "world").then_some(s)
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
        says: overturners_are_none(group),
        inputs: 3,
        pairs: 2,
    };
    Overturning {
        schema: String::new(),
        paths: vec!["build up".into()],
        world: "goes".into(),
        verdict: "holds".into(),
        measure: "share".into(),
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
        says: Some(
            Sentence::new("overturn", "overturn.share")
                .word("path.1", "build up")
                .word("world", "goes")
                .word("verdict", "holds")
                .number("1", 0.93),
        ),
        futures: 2000,
        searched_on: 100,
        evaluations: 100,
        full_evaluations: 9,
        exhausted: false,
    }
}

#[test]
fn an_overturner_is_told_with_its_move_its_sign_and_its_line() {
    let (n, mut o) = (nothing(), overturning());
    let t = overturn::text(&n, &o);
    assert!(t.starts_with("build up, the US goes: holds at the reference (93% of futures)"), "{t}");
    assert!(t.contains("China's spending from 300 to 420: holds in part (88%)"), "{t}");
    assert!(t.contains("watch: the budget of March\n    --set 'world.CHN.milex=420'"), "{t}");
    assert!(
        t.contains(
            "nothing within bounds (3 inputs and 2 pairs tried); nearest: reliability at .20 gives 91%"
        ),
        "{t}"
    );
    // The numbers change, the words follow.
    o.lists[0].overturners[0].moves[0].to = 390.0;
    o.says.as_mut().unwrap().numbers.insert("1".into(), 0.95);
    let t = overturn::text(&n, &o);
    assert!(t.contains("300 to 390") && t.contains("(95% of futures)"), "{t}");
    o.lists[0].overturners[0].certified = false;
    o.lists[1].says = Some(
        Sentence::new("overturn", "overturn.unfinished").number("inputs", 3.0).number("pairs", 1.0),
    );
    let t = overturn::text(&n, &o);
    assert!(t.contains("this says nothing") && t.contains("not confirmed"), "{t}");
    // The order of two paths has its own words.
    o.measure = "lead_share".into();
    let x = &mut o.lists[0].overturners[0];
    (x.verdict_after, x.value_after) = ("second".into(), -0.013);
    assert!(overturn::text(&n, &o).contains("the order turns (−1.3 points)"));
}

#[test]
fn the_sways_are_drawn_with_both_ends_in_both_languages() {
    let (n, mut o) = (nothing(), overturning());
    let f = moves::draw(&Context::new(&n, Language::English), &o, "t").unwrap();
    sound(&f);
    assert_eq!(f.table.1[0][1..], ["70%", "600", "99%", "200"]);
    assert!(f.svg.contains("holds") && f.svg.contains("600 to 200"));
    o.sways[0].key = "growth_CHN".into();
    japanese(&moves::draw(&Context::new(&n, Language::Japanese), &o, "題").unwrap());
    // What moves nothing is not drawn, and an order has no share.
    o.sways[0].high = 0.702;
    assert!(moves::draw(&Context::new(&n, Language::English), &o, "t").is_none());
    o.sways[0].high = 0.99;
    o.holds_from = None;
    assert!(moves::draw(&Context::new(&n, Language::English), &o, "t").is_none());
}

fn exploration() -> Exploration {
    let standing = Robustness {
        schema: String::new(),
        futures: 100,
        level: 0.95,
        paths: vec!["a".into(), "b".into()],
        worlds: vec!["stays".into(), "goes".into()],
        criteria: vec![CriterionRow { outcome: "war".into(), most: 2.0 }],
        satisficing: vec![SatisficingRow {
            path: "a".into(),
            world: "goes".into(),
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
            world: "goes".into(),
            input: "growth_gdp".into(),
            threshold: 0.5,
            points: vec![TippingAt { at: 0.03, lo: 0.025, hi: 0.035, rising: false }],
            from: 0.0,
            to: 0.06,
            least: 0.2,
            most: 0.8,
        }],
        resolving: vec![ResolvingRow {
            world: "goes".into(),
            input: "growth_gdp".into(),
            gain_in: "share".into(),
            value: 0.02,
            half_width: 0.005,
            indistinguishable_from_zero: false,
        }],
        says: vec![
            Sentence::new("regret", "regret.two")
                .word("stays", "a")
                .word("goes", "b")
                .number("stays", 0.1)
                .number("goes", 2.0)
                .number("stays.within", 0.9)
                .number("goes.within", 0.4),
            Sentence::new("pareto", "pareto.some")
                .word("world", "goes")
                .word("paths", "a")
                .word("1.path", "b")
                .word("1.by", "a")
                .number("beaten", 1.0),
            Sentence::new("knowing", "knowing.some")
                .word("input", "growth_gdp")
                .number("inputs", 1.0)
                .number("gain", 0.02)
                .number("half_width", 0.005),
        ],
    };
    Exploration {
        schema: String::new(),
        futures: 100,
        inputs: BTreeMap::from([(
            "growth_gdp".to_owned(),
            InputName { label: "growth".into(), unit: "per year".into() },
        )]),
        robustness: standing,
        boxes: vec![],
        unboxed: vec![
            Sentence::new("overturn", "box.never").word("places", "a/stays").number("rare", 0.03),
        ],
        drivers: vec![],
        overturning: vec![overturning()],
    }
}

fn shown(e: &Exploration, language: Language) -> (Document, String) {
    let moves = Sentence::new("overturn", "overturn.nothing");
    let f = common::findings(json!({ "exploration": e, "sentences": [moves] }));
    let d = page::document(&f, language);
    let section = d.sections.iter().find(|s| s.id == "flips").unwrap();
    let mut text = vec![section.heading.text.clone()];
    for b in &section.blocks {
        match b {
            Block::Text(l) | Block::Heading { line: l, .. } => text.push(l.text.clone()),
            Block::List(l) => text.extend(l.iter().map(|l| l.text.clone())),
            _ => {}
        }
    }
    let text = text.join("\n");
    (d, text)
}

fn table(d: &Document, id: &str) -> Table {
    d.tables().into_iter().find(|t| t.id == id).unwrap_or_else(|| panic!("no {id}")).clone()
}

#[test]
fn the_page_tells_how_paths_stand_in_words_that_follow_the_numbers() {
    let mut e = exploration();
    let (d, text) = shown(&e, Language::English);
    for said in [
        "“build up” holds if the US goes. What would turn that: nothing",
        "No box, since under 3% of the futures hold: a, the US stays",
        "“a” costs least where choosing was wrong while the US stays (up to 0.10 points), “b” if it goes (2.0)",
        "they are within tolerance in 90% and 40% of futures",
        "no path is better in both risk of war and spending than “a”. Beaten in both: “b” by “a”",
        "worth most of Japan's yearly growth: 2.0% ± 0.5% more futures",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(table(&d, "table-criteria").rows[0][2], "40.0% (31.0%–50.0%)");
    assert_eq!(table(&d, "table-criteria").rows[0][4], "risk of war; 100.0%");
    let row = &table(&d, "table-knowing").rows[0];
    assert_eq!(row[1..], ["0.0%–6.0%", "20%–80%", "below 3.0% (2.5%–3.5%)", "2.0% ± 0.5%"]);
    assert_eq!(table(&d, "table-overturn-headline").rows.len(), 1);
    assert!(text.contains("Our judgements: nothing within bounds (3 inputs and 2 pairs tried)"));
    // Without a tipping point and with nothing to gain, that is said.
    e.robustness.tipping[0].points.clear();
    e.robustness.resolving[0].indistinguishable_from_zero = true;
    let row = &table(&shown(&e, Language::English).0, "table-knowing").rows[0];
    assert_eq!(row[3..], ["nowhere in its range", "indistinguishable from zero"]);
    // In Japanese no sentence of the section is in English, but for names of the file.
    let (_, text) = shown(&e, Language::Japanese);
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 2);
    let left: Vec<&str> = words.filter(|w| !["build"].contains(w)).collect();
    assert!(left.is_empty(), "{left:?}\n{text}");
}
