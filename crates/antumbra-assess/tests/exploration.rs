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
use antumbra_record::overturn::OverturnerRow;
use antumbra_world::World;
use std::sync::OnceLock;

/// No more than the futures on which moves are certified: then both are the same ensemble.
const FUTURES: &str = "futures=512";

fn try_japan(set: &[&str]) -> Result<Findings, Diagnostics> {
    let world = World::embedded().unwrap();
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
        let mut set: Vec<&str> = vec![WIDER];
        set.extend(x.set.iter().map(String::as_str));
        let after = try_japan(&set).unwrap_or_else(|d| panic!("{d}"));
        assert_eq!(share(&after, &o.paths[0]), x.value_after, "{:?}", x.set);
        assert_ne!(o.verdict, x.verdict_after, "{:?}", x.set);
        let holds = |v: f64| v >= o.holds_from.unwrap();
        assert_ne!(holds(o.value), holds(x.value_after), "{:?}", x.set);
        tried.push(l.group.as_str());
    }
    // One line that sets `draws`, one of the world, one yardstick.
    assert_eq!(tried, ["world", "judgements", "yardsticks"]);
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
    assert!(before.contains("war risk tolerated ×6.0 → ×"), "{before}");
    let s = f.sentences.iter_mut().find(|s| s.finding == "overturn").unwrap();
    s.numbers.insert("yardsticks.to".into(), 33.0);
    let after = english::of(&f, "overturn").unwrap();
    assert!(after.contains("war risk tolerated ×6.0 → ×33"), "{after}");
}

#[test]
fn a_draw_that_the_file_does_not_have_can_be_set_and_a_wrong_name_is_refused() {
    let worn = try_japan(&["future.draws.depreciation={lo=0.2, mid=0.25, hi=0.3}"]).unwrap();
    let i = worn.inputs.iter().find(|i| i.id == "future.draws.depreciation").unwrap();
    assert!((i.mid.unwrap() - 0.25).abs() < 1e-9);
    let e = try_japan(&["future.draws.depreciaton=0.2"]).unwrap_err().to_string();
    assert!(e.contains("did you mean `depreciation`?"), "{e}");
}
