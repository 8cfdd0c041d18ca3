//! What an ensemble of paths teaches: every overturner flips its verdict when its line is run, boxes
//! are counted again from what they say, sentences follow their numbers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use antumbra_assess::load::load;
use antumbra_assess::plan::plan;
use antumbra_assess::{run, shipped};
use antumbra_core::{Diagnostics, Year};
use antumbra_deter::Powers;
use antumbra_record::exploration::Exploration;
use antumbra_record::findings::Findings;
use antumbra_record::overturn::{OverturnerRow, Overturning};
use antumbra_world::World;
use std::sync::OnceLock;

/// No more than the futures on which moves are certified: then both are the same ensemble.
const FUTURES: &str = "futures=512";

fn try_japan(set: &[&str]) -> Result<Findings, Diagnostics> {
    let world = World::embedded().unwrap();
    // The last of equal keys stands.
    let mut all = vec![FUTURES.to_owned()];
    all.extend(set.iter().map(|s| (*s).to_owned()));
    let loaded = load("test", shipped::text("japan").unwrap().as_bytes(), &all)?;
    let powers = Powers::new(world, Year(loaded.assessment.year));
    let plan = plan(loaded, world, &powers, &shipped::sources().unwrap())?;
    run::run(&plan, world, &powers, "test", Some(&mut |_, _| {}))
}

/// Japan with a wider yardstick, so that judgements turn the verdict too.
const WIDER: &str = "tolerance.war_ratio_max=6";

fn wider() -> &'static Findings {
    static F: OnceLock<Findings> = OnceLock::new();
    F.get_or_init(|| try_japan(&[WIDER]).unwrap_or_else(|d| panic!("{d}")))
}

fn found(f: &Findings) -> &Exploration {
    f.exploration.as_ref().unwrap()
}

fn share(f: &Findings, path: &str) -> f64 {
    let p = f.paths.as_ref().unwrap().paths.iter().find(|p| p.id == path).unwrap();
    p.worlds.iter().find(|w| w.world == "goes").unwrap().within
}

#[test]
fn an_overturner_flips_its_verdict_when_its_line_is_run() {
    let f = wider();
    let o = &found(f).overturning[0];
    assert_eq!(o.value, share(f, &o.paths[0]), "the verdict is read off the run's own share");
    let mut tried = Vec::new();
    for l in &o.lists {
        let Some(x) = l.overturners.iter().find(|x| x.certified) else { continue };
        flips(f, o, x, &[WIDER]);
        tried.push(l.group.as_str());
    }
    // One line that sets `draws`, one of the world, one yardstick.
    assert_eq!(tried, ["world", "judgements", "yardsticks"]);
}

/// Runs an overturner from its own line and sees its number and its verdict again.
fn flips(before: &Findings, o: &Overturning, x: &OverturnerRow, sets: &[&str]) {
    let mut set: Vec<&str> = sets.to_vec();
    set.extend(x.set.iter().map(String::as_str));
    let after = try_japan(&set).unwrap_or_else(|d| panic!("{d}"));
    assert_eq!(number(&after, o), x.value_after, "{:?}", x.set);
    assert_ne!(o.verdict, x.verdict_after, "{:?}", x.set);
    // The word is that of the run's own limits.
    let limits = &after.paths.as_ref().unwrap().limits;
    let word = match (o.measure.as_str(), x.value_after) {
        ("share", v) if v >= limits.holds_share => "holds",
        ("share", v) if v <= limits.fails_share => "fails",
        ("share", _) => "depends",
        (_, v) if v > 0.0 => "first",
        (_, v) if v < 0.0 => "second",
        _ => "even",
    };
    assert_eq!(word, x.verdict_after, "{:?}", x.set);
    assert_eq!(number(before, o), o.value);
}

/// What a verdict is read off, from the run's own paths; of regret from its own search.
fn number(f: &Findings, o: &Overturning) -> f64 {
    match (o.measure.as_str(), o.paths.as_slice()) {
        ("share", [a]) => share(f, a),
        ("lead_share", [a, b]) => share(f, a) - share(f, b),
        (measure, [a, b]) => {
            let same = |x: &&Overturning| {
                x.measure == measure && x.paths.contains(a) && x.paths.contains(b)
            };
            let x = found(f).overturning.iter().find(same).unwrap();
            if x.paths[0] == *a { x.value } else { -x.value }
        }
        other => panic!("{other:?}"),
    }
}

/// With every future of the shipped assessment: what the page prints.
#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn every_overturner_of_japan_flips_its_verdict() {
    let all = &["futures=20000"];
    let f = try_japan(all).unwrap_or_else(|d| panic!("{d}"));
    let mut run = 0;
    for o in &found(&f).overturning {
        for x in o.lists.iter().flat_map(|l| &l.overturners) {
            assert!(x.certified && x.moves.iter().all(|m| m.indicator.is_some()), "{x:?}");
            flips(&f, o, x, all);
            run += 1;
        }
    }
    assert!(run >= 3, "{run} overturners");
}

#[test]
fn two_paths_whose_order_is_asked_are_the_two_that_lead() {
    let f = wider();
    let e = found(f);
    let orders: Vec<&Overturning> = e.overturning.iter().filter(|o| o.measure != "share").collect();
    assert!(!orders.is_empty());
    for o in orders {
        let [a, b] = o.paths.as_slice() else { panic!("{:?}", o.paths) };
        assert!(o.value > 0.0 && o.verdict == "first" && o.holds_from.is_none());
        let others = f.paths.as_ref().unwrap().paths.iter().filter(|p| p.id != *a && p.id != *b);
        if o.measure == "lead_share" {
            let least = share(f, b);
            assert!(others.map(|p| share(f, &p.id)).all(|x| x <= least), "{:?}", o.paths);
            assert_eq!(o.value, share(f, a) - least);
        } else {
            let worst = |path: &str| {
                let rows = &e.robustness.regret[0].rows;
                rows.iter().find(|r| r.path == path && r.world == "goes").unwrap().hi.unwrap()
            };
            let least = worst(b);
            assert!(others.map(|p| worst(&p.id)).all(|x| x >= least), "{:?}", o.paths);
        }
    }
}

#[test]
fn what_is_said_is_worded_in_both_languages() {
    use antumbra_report::{english, japanese};
    let f = wider();
    let e = found(f);
    let lists = e.overturning.iter().flat_map(|o| &o.lists);
    let says = e
        .overturning
        .iter()
        .filter_map(|o| o.says.as_ref())
        .chain(lists.filter_map(|l| l.says.as_ref()))
        .chain(e.boxes.iter().filter_map(|b| b.says.as_ref()))
        .chain(&e.unboxed)
        .chain(e.drivers.iter().filter_map(|d| d.says.as_ref()))
        .chain(&e.robustness.says);
    let mut n = 0;
    for s in says {
        assert!(english::messages().any(|m| m == s.message), "{}", s.message);
        assert!(english::sentence(f, s).is_some(), "{s:?}");
        assert!(japanese::sentence(f, s).is_some(), "{s:?}");
        n += 1;
    }
    assert!(n > 8, "{n} sentences");
}

#[test]
fn sizes_of_moves_are_in_common_widths() {
    let o = &found(wider()).overturning[0];
    let one = |group: &str, input: &str| -> &OverturnerRow {
        let l = o.lists.iter().find(|l| l.group == group).unwrap();
        l.overturners.iter().find(|x| x.moves.len() == 1 && x.moves[0].input == input).unwrap()
    };
    let x = one("yardsticks", "tolerance.war_ratio_max");
    let m = &x.moves[0];
    assert!((x.reference_widths - (m.to - m.from).abs() / 2.0).abs() < 1e-9, "{x:?}");
    assert_eq!(x.set, [format!("tolerance.war_ratio_max={:?}", m.to)]);
}

#[test]
fn a_box_says_what_it_counts() {
    let e = found(wider());
    assert!(!e.boxes.is_empty());
    for b in &e.boxes {
        let steps = &b.discovery.trajectory;
        let told = &steps[b.picked];
        assert!(told.res_dim <= b.most_limits && b.limits.len() == told.res_dim);
        let whole = &steps[0];
        assert!(told.density >= whole.density, "{} {}", b.path, b.world);
        let rare = if b.interest == "holds" { b.within } else { 1.0 - b.within };
        assert!(rare <= 0.5);
        assert_eq!(b.discovery.of_interest, Some((rare * e.futures as f64).round() as usize));
        for l in &b.limits {
            assert!(l.above.is_some() || l.below.is_some());
            assert!(e.inputs.contains_key(&l.input), "{}", l.input);
        }
    }
}

#[test]
fn regret_is_nothing_for_the_best_and_shares_are_the_paths_own() {
    let f = wider();
    let r = &found(f).robustness;
    for s in r.satisficing.iter().filter(|s| s.world == "goes") {
        assert_eq!(s.share, share(f, &s.path), "{}", s.path);
        assert!(s.share_lo <= s.share && s.share <= s.share_hi);
    }
    for t in &r.regret {
        for world in &r.worlds {
            let best: f64 =
                t.rows.iter().filter(|x| x.world == *world).filter_map(|x| x.best).sum();
            assert!(best >= 1.0 - 1e-12, "in every future some path is best: {best}");
        }
        assert!(t.rows.iter().all(|x| x.lo.unwrap() >= 0.0));
    }
}

#[test]
fn the_sentence_follows_its_numbers() {
    use antumbra_report::english;
    let mut f = wider().clone();
    let before = english::of(&f, "overturn").unwrap();
    assert!(before.contains("share of futures asked for 90% → "), "{before}");
    let s = f.sentences.iter_mut().find(|s| s.finding == "overturn").unwrap();
    s.numbers.insert("yardsticks.to".into(), 0.66);
    let after = english::of(&f, "overturn").unwrap();
    assert!(after.contains("share of futures asked for 90% → 66%"), "{after}");
}

#[test]
fn a_draw_that_the_file_does_not_have_can_be_set_and_a_wrong_name_is_refused() {
    let worn = try_japan(&["future.draws.depreciation={lo=0.2, mid=0.25, hi=0.3}"]).unwrap();
    let i = worn.inputs.iter().find(|i| i.id == "future.draws.depreciation").unwrap();
    assert!((i.mid.unwrap() - 0.25).abs() < 1e-9);
    let e = try_japan(&["future.draws.depreciaton=0.2"]).unwrap_err().to_string();
    assert!(e.contains("did you mean `depreciation`?"), "{e}");
}
