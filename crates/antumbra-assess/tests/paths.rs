//! Paths of an assessment: identities, properties, the same bytes for any number of threads, and
//! what is wrong in a file at its place.

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
use antumbra_record::findings::Findings;
use antumbra_record::paths::{PathWorld, Paths};
use antumbra_world::World;

fn try_run(text: &str, set: &[&str]) -> Result<Findings, Diagnostics> {
    let world = World::embedded().unwrap();
    let set: Vec<String> = set.iter().map(|s| (*s).to_owned()).collect();
    let loaded = load("test", text.as_bytes(), &set)?;
    let powers = Powers::new(world, Year(loaded.assessment.year));
    let plan = plan(loaded, world, &powers, &shipped::sources().unwrap())?;
    run::run(&plan, world, &powers, "test", Some(&mut |_, _| {}))
}

fn japan_text() -> &'static str {
    shipped::text("japan").unwrap()
}

fn paths(text: &str, set: &[&str]) -> Paths {
    let mut all = vec!["futures=600"];
    all.extend(set);
    try_run(text, &all).unwrap_or_else(|d| panic!("{d}")).paths.unwrap()
}

fn world<'a>(p: &'a Paths, path: &str, world: &str) -> &'a PathWorld {
    let row = p.paths.iter().find(|r| r.id == path).unwrap();
    row.worlds.iter().find(|w| w.world == world).unwrap()
}

#[test]
fn the_first_path_is_its_own_measure_and_starts_where_the_evidence_is() {
    let f = try_run(japan_text(), &["futures=2000"]).unwrap();
    let p = f.paths.as_ref().unwrap();
    let stays = world(p, "as_planned", "stays");
    for name in ["war_times.psi0", "war_times.psi50", "war_times.psi100", "clash_times"] {
        let r = stays.outcomes[name];
        assert_eq!((r.lo, r.hi), (1.0, 1.0), "{name}");
    }
    assert_eq!((stays.window.war.hi, stays.window.clash.hi), (0.0, 0.0));
    assert!(stays.window.worst_year.is_none());
    assert_eq!(p.failed, 0);
    // The first year's risk of an armed clash is what the challengers' risks sum to; both are
    // medians of skewed distributions, so they agree within a tenth.
    let sum: f64 =
        f.risks.unwrap().challenges.iter().filter(|c| c.tier == "clash").map(|c| c.with.mid).sum();
    let first = stays.years["risk.force"][0].mid;
    assert!((first / sum - 1.0).abs() < 0.1, "{first} against {sum}");
}

#[test]
fn a_path_with_the_same_levers_is_the_same_to_the_bit() {
    let copy = "\n[[paths]]\nid = \"copy\"\nname = \"A copy\"\n[[paths.levers]]\nkind = \"spending\"\nfrom = 2026\nover = 4\nto = 0.0225\n";
    let p = paths(&format!("{}{copy}", japan_text()), &[]);
    for w in ["stays", "goes"] {
        let (a, b) = (world(&p, "as_planned", w), world(&p, "copy", w));
        assert_eq!(a.outcomes, b.outcomes);
        assert_eq!(a.years, b.years);
        assert_eq!((a.within, &a.corners), (b.within, &b.corners));
    }
}

/// The dates of a path's levers in other orders: the written one is the path itself, and another one
/// is the path that a file would write so.
#[test]
fn orders_of_levers_are_paths_of_their_own() {
    let other = "\n[[paths]]\nid = \"other\"\nname = \"Sharing before spending\"\n\
                 [[paths.levers]]\nkind = \"nuclear\"\nstage = \"sharing\"\nfrom = 2027\n\
                 [[paths.levers]]\nkind = \"spending\"\nfrom = 2028\nover = 5\nto = 0.025\n";
    let p = paths(&format!("{}{other}", japan_text()), &["futures=500"]);
    assert!(!p.sequences.is_empty());
    for q in &p.sequences {
        assert_eq!(q.futures, 500);
        assert!(2 <= q.tried && q.tried <= q.possible, "{}", q.path);
        let row = p.paths.iter().find(|r| r.id == q.path).unwrap();
        let dates: Vec<i16> = row.levers.iter().map(|l| l.from).collect();
        assert_eq!(q.written.starts, dates);
        let sorted = |starts: &[i16]| {
            let mut s = starts.to_vec();
            s.sort_unstable();
            s
        };
        assert_eq!(sorted(&q.best.starts), sorted(&dates));
        assert_eq!(sorted(&q.worst.starts), sorted(&dates));
        for w in ["stays", "goes"] {
            let own = world(&p, &q.path, w).outcomes["window.war"];
            assert_eq!(q.written.windows[w], own, "{} {w}", q.path);
        }
    }
    let of = |id: &str| p.sequences.iter().find(|q| q.path == id).unwrap();
    // Three levers at one date and two at another: 5! / (3! 2!). A stage never before the last.
    assert_eq!((of("build_first").tried, of("build_first").possible), (10, 10));
    assert_eq!(of("own_deterrent").possible, 2);
    // Building first has the smaller window of its own orders, too.
    let starts = |q: &antumbra_record::paths::SequenceOrder| (q.starts[0], q.starts[3]);
    assert_eq!(starts(&of("build_first").best), (2027, 2038));
    assert_eq!(starts(&of("build_first").worst), (2038, 2027));
    // The one other order of the path of sharing.
    let (sharing, other) = (of("sharing"), of("other"));
    assert_eq!((sharing.tried, other.tried), (2, 2));
    assert_eq!(sharing.best.windows, other.best.windows);
    assert_eq!(sharing.worst.windows, other.worst.windows);
}

#[test]
fn verdicts_follow_the_limits_of_the_file() {
    let strict = paths(japan_text(), &[]);
    let loose = paths(japan_text(), &["tolerance.gdp_share_max=0.08"]);
    let within = |p: &Paths| world(p, "build_first", "stays").within;
    assert!(within(&loose) > within(&strict) + 0.3, "{} {}", within(&loose), within(&strict));
    for p in [&strict, &loose] {
        for row in &p.paths {
            for w in &row.worlds {
                let (min, max) = (w.within_corners.min, w.within_corners.max);
                let want = if min >= p.limits.holds_share {
                    "holds"
                } else if max <= p.limits.fails_share {
                    "fails"
                } else {
                    "depends"
                };
                assert_eq!(w.verdict, want, "{} {}", row.id, w.world);
                assert!(w.corners.iter().any(|c| c.corner == "reference"));
            }
        }
    }
    // What war is tolerated moves no risk.
    let war = |p: &Paths| world(p, "partners", "goes").outcomes["war_ever.historical.psi50"];
    assert_eq!(war(&strict), war(&paths(japan_text(), &["tolerance.war_ratio_max=5"])));
}

#[test]
fn one_hazard_scale_judges_and_none_moves_the_other() {
    let a = paths(japan_text(), &[]);
    let b = paths(japan_text(), &["settings.hazard=expert"]);
    assert_eq!((a.scale.as_str(), b.scale.as_str()), ("historical", "expert"));
    for row in &a.paths {
        for w in ["stays", "goes"] {
            for name in ["war_ever.historical.psi50", "war_ever.expert.psi50", "events.force"] {
                let of = |p| world(p, &row.id, w).outcomes[name];
                assert_eq!(of(&a), of(&b), "{} {w} {name}", row.id);
            }
        }
    }
    // Order of paths on both scales: the same levers built first leave the smaller window.
    for p in [&a, &b] {
        let o = p.order.as_ref().unwrap();
        assert_eq!((o.best.as_str(), o.worst.as_str()), ("build_first", "loosen_first"));
        assert!(o.share["stays"] > 0.9);
    }
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let json = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| serde_json::to_string(&paths(japan_text(), &[])).unwrap())
    };
    assert_eq!(json(1), json(3));
}

#[test]
fn doubling_an_inputs_spread_widens_the_range() {
    let width = |set: &[&str]| {
        let p = paths(japan_text(), set);
        let r = world(&p, "as_planned", "goes").outcomes["war_times.psi50"];
        r.hi - r.lo
    };
    let wide = ["draws.cover_leaves={lo=0.031,mid=0.1,hi=0.299}"];
    let narrow = ["draws.cover_leaves={lo=0.09,mid=0.1,hi=0.12}"];
    assert!(width(&wide) > width(&narrow));
}

#[test]
fn what_is_wrong_with_paths_is_said_at_its_place() {
    let lever = |keys: &str| {
        format!("{}\n[[paths]]\nid = \"x\"\nname = \"X\"\n[[paths.levers]]\n{keys}\n", japan_text())
    };
    let cases = [
        (lever("kind = \"spending\"\nfrom = 2027"), "AN0142", "needs `to`"),
        (lever("kind = \"treaty\"\nfrom = 2027\nstate = \"ended\"\nto = 1"), "AN0141", "`to`"),
        (lever("kind = \"partner\"\nfrom = 2027\npartner = \"FRA\"\nshare = 0.5"), "AN0143", "FRA"),
        (lever("kind = \"nuclear\"\nfrom = 2027\nstage = \"minimal\""), "AN0140", "device"),
        (lever("kind = \"spending\"\nfrom = 2027\nover = -2\nto = 0.03"), "AN0106", "over"),
    ];
    for (text, code, word) in cases {
        let d = try_run(&text, &["futures=200"]).unwrap_err();
        let first = d.iter().next().unwrap();
        assert!(first.code == code || word == "over", "{code}: {d}");
        assert!(d.to_string().contains(word), "{word}: {d}");
        assert!(first.at.is_some(), "{d}");
    }
    for (set, word) in [
        ("future.horizon_years=1000000", "60"),
        ("future.draws.groth_chn=0.1", "growth_chn"),
        ("future.regimes.restrainer.next=[0.5, 0.1, 0.1, 0.1]", "1"),
        ("future.draws.trust={lo=0.5, mid=0.2, hi=0.1}", "order"),
    ] {
        let d = try_run(japan_text(), &["futures=200", set]).unwrap_err();
        assert!(d.to_string().contains(word), "{set}: {d}");
    }
    // A path that ends a treaty that does not exist.
    let text = "client = \"TWN\"\nfutures = 200\n[[paths]]\nid = \"a\"\nname = \"A\"\n[[paths.levers]]\nkind = \"treaty\"\nfrom = 2027\nstate = \"ended\"\n";
    let d = try_run(text, &[]).unwrap_err();
    assert!(d.to_string().contains("treaty"), "{d}");
}

#[test]
fn without_paths_the_rest_stands_and_says_so() {
    let f = try_run("client = \"KOR\"\nfutures = 200\n", &[]).unwrap();
    assert!(f.paths.is_none() && !f.parts_over.is_empty());
    assert!(f.notes.iter().any(|n| n.message == "note.no_paths"));
}
