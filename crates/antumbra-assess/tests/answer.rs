//! The answer against published figures, identities and properties, on the embedded world.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use antumbra_assess::load::load;
use antumbra_assess::plan::plan;
use antumbra_assess::{run, shipped};
use antumbra_core::{Iso3, Range, Year};
use antumbra_deter::Powers;
use antumbra_record::findings::{Cost, Findings};
use antumbra_world::World;

fn assess_in(world: &World, text: &str, set: &[&str]) -> Findings {
    let set: Vec<String> = set.iter().map(|s| (*s).to_owned()).collect();
    let loaded = load("test", text.as_bytes(), &set).unwrap_or_else(|d| panic!("{d}"));
    let powers = Powers::new(world, Year(loaded.assessment.year));
    let plan = plan(loaded, world, &powers, &shipped::sources().unwrap())
        .unwrap_or_else(|d| panic!("{d}"));
    run::run(&plan, world, &powers, "test", None).unwrap()
}

fn assess(text: &str, set: &[&str]) -> Findings {
    assess_in(World::embedded().unwrap(), text, set)
}

fn japan(set: &[&str]) -> Findings {
    let mut all = vec!["futures=2000"];
    all.extend(set);
    assess(shipped::text("japan").unwrap(), &all)
}

/// Everything conventional, as JSON: what no nuclear setting may touch.
fn conventional(f: &Findings) -> String {
    serde_json::to_string(&(
        &f.parts,
        &f.parts_over,
        &f.measures,
        &f.costs,
        &f.costs_over,
        &f.contest,
        &f.self_sufficiency,
        &f.flips,
        &f.fixtures,
    ))
    .unwrap()
}

fn cost<'a>(
    f: &'a Findings,
    goal: &str,
    measure: &str,
    basing: &str,
    lambda: f64,
    w: f64,
) -> &'a Cost {
    let first = f.costs[0].challenger;
    f.costs
        .iter()
        .find(|c| {
            c.goal == goal
                && c.measure == measure
                && c.basing == basing
                && c.challenger == first
                && c.lambda == lambda
                && c.w == w
        })
        .unwrap()
}

/// Times of spending at λ = 0, .5, 1, 2 under NMC, no basing, ρ = w = 1, ε = 0, forces of 2018:
/// the figures of the first exploration, with the COW-based distances.
const KNOWN: [(&str, [f64; 4]); 4] = [
    ("JPN", [14.0, 6.2, 3.0, 1.3]),
    ("KOR", [17.0, 6.2, 2.7, 1.2]),
    ("DEU", [15.0, 5.1, 2.2, 1.1]),
    ("POL", [54.0, 16.0, 5.4, 1.4]),
];

fn known_multiples(world: &World, tolerance: f64) {
    for (client, known) in KNOWN {
        let f = assess_in(
            world,
            &format!("client = \"{client}\"\nyear = 2018\nfutures = 200\n"),
            &["reliability=1"],
        );
        for (lambda, want) in [0.0, 0.5, 1.0, 2.0].into_iter().zip(known) {
            let got = cost(&f, "keep", "nmc", "none", lambda, 1.0).multiple.mid;
            assert!(
                (got / want - 1.0).abs() < tolerance,
                "{client} at lambda {lambda}: {got} against {want}"
            );
        }
    }
}

#[test]
fn known_multiples_with_our_own_distances() {
    // The known figures have two digits, so even equal ones differ by up to 4%.
    known_multiples(World::embedded().unwrap(), 0.20);
}

#[test]
#[ignore = "needs ANTUMBRA_DATA"]
fn known_multiples_with_the_cow_based_distances() {
    #[derive(Debug)]
    struct Folder(std::path::PathBuf);
    impl antumbra_core::outside::Source for Folder {
        fn list(&self) -> std::io::Result<Vec<String>> {
            let mut v: Vec<String> = std::fs::read_dir(&self.0)?
                .map(|e| e.map(|e| e.file_name().to_string_lossy().into_owned()))
                .collect::<Result<_, _>>()?;
            v.sort();
            Ok(v)
        }
        fn open(&self, name: &str) -> std::io::Result<Box<dyn std::io::Read + Send + '_>> {
            Ok(Box::new(std::fs::File::open(self.0.join(name))?))
        }
        fn label(&self) -> String {
            "public files".into()
        }
    }
    let dir = std::env::var_os("ANTUMBRA_DATA").expect("ANTUMBRA_DATA names the public files");
    let world = World::from_folder(&Folder(dir.into())).unwrap();
    known_multiples(&world, 0.05);
    // The embedded world of 2018 says the same as the public files it was made from, to the
    // rounding of three digits; the distances are our own, so only what needs none is compared.
    let text = "client = \"JPN\"\nyear = 2018\nfutures = 200\n";
    let (a, b) = (assess(text, &["reliability=1"]), assess_in(&world, text, &["reliability=1"]));
    let at = |f: &Findings| cost(f, "keep", "nmc", "none", 0.0, 1.0).multiple.mid;
    assert!((at(&a) / at(&b) - 1.0).abs() < 0.01);
}

#[test]
fn the_pooled_fixture() {
    // First exploration: share .41 [.06, .79], multiple 2.1 [1.1, 9.6]; its ensemble had 12 fits of
    // 60 draws, so its ends are loose by some hundredths.
    let p = assess(shipped::text("japan").unwrap(), &[]).fixtures.pooled.unwrap();
    let near = |r: Range, want: [f64; 3], by: [f64; 3]| {
        for ((got, want), by) in [r.lo, r.mid, r.hi].into_iter().zip(want).zip(by) {
            assert!((got - want).abs() <= by, "{r:?} against {want}");
        }
    };
    near(p.supplied, [0.06, 0.41, 0.79], [0.02, 0.02, 0.03]);
    near(p.multiple, [1.1, 2.1, 9.6], [0.05, 0.1, 0.5]);
    assert_eq!(p.challenger, Iso3::parse("CHN").unwrap());
}

#[test]
fn shares_under_each_measure() {
    let f = japan(&["year=2022"]);
    let share = |name: &str| {
        f.measures
            .iter()
            .find(|m| m.challenger.as_str() == "CHN" && m.measure == name)
            .unwrap()
            .share
    };
    assert!((share("cinc") - 0.095).abs() < 0.001);
    assert!((share("spending") - 0.13).abs() < 0.005);
    assert!((share("net_resources") - 0.39).abs() < 0.005);
    assert!(f.flips.iter().any(|x| x.question == "outweighed_three_to_one"));
    // 2025, published figures: 62 against 336 billion dollars.
    let f = japan(&["year=2025"]);
    let s = f.measures.iter().find(|m| m.measure == "spending").unwrap();
    assert!((s.share - 62.0 / 398.0).abs() < 0.001);
}

#[test]
fn both_shares_of_gdp_come_out_named() {
    let f = japan(&[]);
    let of = |d: &str| {
        f.spending.iter().find(|s| s.definition == d && s.year == 2025).map(|s| s.gdp_share)
    };
    assert_eq!(of("sipri"), Some(0.014));
    assert_eq!(of("government"), Some(0.02));
}

#[test]
fn north_koreas_spending_is_never_the_imputed_one() {
    let f = japan(&["year=2018"]);
    let milex = |c: &str| f.inputs.iter().find(|i| i.id == format!("data.{c}.milex_usd"));
    // Imputation would give more than Japan's; a figure, where one is published, is far below.
    let (prk, jpn) = (milex("PRK"), milex("JPN").unwrap().mid.unwrap());
    assert!(prk.is_none_or(|p| p.mid.unwrap() < 0.2 * jpn));
    let nmc = |c: &str| f.inputs.iter().any(|i| i.id == format!("data.{c}.milex_nmc_usd"));
    assert!(nmc("JPN") && !nmc("PRK"));
    assert!(f.notes.iter().any(|n| n.words.get("state").is_some_and(|s| s == "PRK")));
}

#[test]
fn parts_sum_to_one_and_reliability_does_what_it_says() {
    let f = japan(&[]);
    assert!(!f.parts.is_empty());
    for p in &f.parts {
        assert!((p.own + p.expected + p.doubtful + p.others - 1.0).abs() < 1e-12, "{p:?}");
    }
    let none = japan(&["reliability=0", "epsilon=0"]);
    assert!(none.parts.iter().all(|p| p.expected == 0.0));
    assert!(
        none.costs.iter().filter(|c| c.goal == "keep").all(|c| c.multiple == Range::point(1.0))
    );
    let low = japan(&["reliability=0.2"]);
    for (a, b) in low.self_sufficiency.iter().zip(&f.self_sufficiency) {
        assert!(a.value.reference.mid <= b.value.reference.mid);
    }
}

#[test]
fn a_nuclear_setting_changes_no_conventional_number_by_a_bit() {
    let base = conventional(&japan(&[]));
    for set in [
        "psi=0",
        "psi=1",
        "nuclear.options.device.r_nuc.max=1",
        "nuclear.sufficiency.launchers=400",
        "nuclear.credibility.gain=9",
    ] {
        assert_eq!(conventional(&japan(&[set])), base, "{set}");
    }
    // And it does change the nuclear side.
    let kept = |psi: &str| {
        let f = japan(&[psi]);
        f.nuclear_detail.options.iter().map(|o| o.effect_kept.max).fold(0.0, f64::max)
    };
    assert_eq!(kept("psi=0"), 0.0);
    assert!(kept("psi=1") > kept("psi=0.5"));
}

/// For each input and setting: what it moves, and in which direction.
#[test]
fn every_input_moves_what_it_should() {
    let base = japan(&[]);
    let keep = |f: &Findings| f.costs_over[0].multiple.reference.mid;
    let own = |f: &Findings| f.parts_over[0].own.reference.mid;
    let doubt = |f: &Findings| f.costs_over[1].multiple.reference.mid;
    let parity = |f: &Findings| f.costs_over[2].multiple.reference.mid;
    let without = |f: &Findings| f.contest[0].without.mid;
    let surge = |f: &Findings| cost(f, "keep", "spending", "surge", 1.0, 1.0).multiple.mid;
    type Of<'a> = &'a dyn Fn(&Findings) -> f64;
    let rising: [(&str, Of<'_>); 13] = [
        ("reliability=0.9", &keep),
        ("reliability=0.9", &doubt),
        ("reliability_after=0.1", &doubt),
        ("surge_share=0.9", &surge),
        ("challengers.CHN.theatre_share=0.9", &|f| -parity(f)),
        ("challengers.CHN.theatre_share=0.5", &|f| -without(f)),
        ("decisiveness=0.6", &without),
        ("lambda=0", &keep),
        ("lambda=2", &own),
        ("epsilon=0.3", &keep),
        ("epsilon=0.3", &without),
        ("basing=surge", &keep),
        ("standard.ratios=[1.5, 1.2]", &parity),
    ];
    for (set, of) in rising {
        let moved = japan(&[set]);
        assert!(of(&moved) > of(&base), "{set}: {} against {}", of(&moved), of(&base));
    }
    assert!(keep(&japan(&["basing=none"])) < keep(&base));
    assert!(own(&japan(&["measure=net_resources"])) > own(&base));
    assert_ne!(keep(&japan(&["measure=nmc"])), keep(&base));
    assert_ne!(keep(&japan(&["exchange_rate=ppp"])), keep(&base));
    assert!(keep(&japan(&["w=0.5"])) > keep(&base));
    assert_ne!(keep(&japan(&["seed=7"])), keep(&base));
    assert_eq!(japan(&["tolerance.gdp_share_max=0.2"]).tolerance.gdp_share_max, 0.2);
    assert!(
        japan(&["tolerance.not_replaceable_above=0.01"]).costs.iter().any(|c| c.not_replaceable)
    );
    // Other allies count where there are some.
    let poland = |set: &[&str]| {
        let mut all = vec!["futures=500"];
        all.extend(set);
        assess("client = \"POL\"\n", &all)
    };
    let p = poland(&[]);
    assert!(keep(&poland(&["follow=half"])) > keep(&p));
    assert!(keep(&poland(&["follow=all"])) > keep(&poland(&["follow=half"])));
    let supplied = |f: &Findings| f.parts_over[0].supplied.reference.mid;
    assert!(
        supplied(&poland(&["reliability_others=0.9"]))
            < supplied(&poland(&["reliability_others=0.1"]))
    );
    // Commitments: before its accession no one owed Finland defence.
    let finland = |c: &str| assess("client = \"FIN\"\nfutures = 200\n", &[c]);
    assert!(finland("commitments=2026").parts_over[0].expected.reference.mid > 0.0);
    assert_eq!(finland("commitments=2018").parts_over[0].expected.reference.mid, 0.0);
}

#[test]
fn a_wider_input_gives_a_wider_range() {
    let width = |set: &str| {
        let f = japan(&[set]);
        let r = f.costs_over[0].multiple.reference;
        r.hi - r.lo
    };
    let narrow = width("reliability={lo=0.5, mid=0.55, hi=0.6}");
    let wide = width("reliability={lo=0.45, mid=0.55, hi=0.65}");
    assert!(wide > 1.5 * narrow, "{wide} against {narrow}");
    let of = |set: &str| {
        let f = japan(&[set]);
        let r = f.contest[0].without;
        r.hi - r.lo
    };
    assert!(
        of("decisiveness={lo=0.1, mid=0.3, hi=0.5}") > of("decisiveness={lo=0.2, mid=0.3, hi=0.4}")
    );
    let of = |set: &str| {
        let f = japan(&[set]);
        let r = f.contest.iter().find(|c| c.challenger.as_str() == "RUS").unwrap().without;
        r.hi - r.lo
    };
    assert!(
        of("challengers.RUS.theatre_share={lo=0.05, mid=0.2, hi=0.5}")
            > of("challengers.RUS.theatre_share={lo=0.15, mid=0.2, hi=0.25}")
    );
}

#[test]
fn the_lottery_favours_the_challenger() {
    for c in japan(&[]).contest {
        assert!(c.lottery.mid >= c.with.mid - 1e-9 && c.without.mid >= c.lottery.mid, "{c:?}");
    }
}

#[test]
fn same_seed_same_bytes_on_any_number_of_threads() {
    let json = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| serde_json::to_string(&japan(&[])).unwrap())
    };
    let one = json(1);
    assert_eq!(one, json(2));
    assert_eq!(one, json(5));
    assert_ne!(one, serde_json::to_string(&japan(&["seed=1"])).unwrap());
}

#[test]
fn every_message_is_worded_and_every_source_resolves() {
    for (name, text) in shipped::ALL {
        let f = assess(text, &["futures=200"]);
        for s in f.sentences.iter().chain(&f.notes) {
            let words = antumbra_report::english::sentence(&f, s);
            assert!(words.is_some(), "{name}: {s:?}");
            assert!(antumbra_report::english::messages().any(|m| m == s.message), "{}", s.message);
        }
        let known = |id: &str| id.is_empty() || f.sources.iter().any(|s| s.id == id);
        for i in &f.inputs {
            assert!(i.source.split("; ").all(known), "{name}: {} names {}", i.id, i.source);
            assert!(
                i.tag != antumbra_core::Tag::Judgement
                    || i.author.is_some()
                    || !i.source.is_empty(),
                "{}",
                i.id
            );
        }
        for id in
            f.claims.iter().flat_map(|c| &c.sources).chain(f.nuclear.iter().map(|n| &n.source))
        {
            assert!(known(id), "{name}: {id}");
        }
        assert!(!f.names.is_empty() && f.names.contains_key(&f.client));
    }
}

/// A sentence is never stronger than its range: "under any combination" needs the whole grid.
#[test]
fn the_headline_says_no_more_than_the_grid() {
    for (name, text) in shipped::ALL {
        let f = assess(text, &["futures=200"]);
        let Some(p) = f.parts_over.first() else { continue };
        let cells: Vec<f64> =
            f.parts.iter().filter(|c| c.challenger == p.challenger).map(|c| c.own).collect();
        assert!(cells.iter().all(|c| (p.own_grid.min..=p.own_grid.max).contains(c)), "{name}");
        let all = |over: bool| cells.iter().all(|c| (*c > 0.5) == over);
        match f.sentences[0].message.as_str() {
            "answer.mostly_own" => assert!(all(true), "{name}"),
            "answer.mostly_not_own" => assert!(all(false), "{name}"),
            m => assert!(m != "answer.no_figures", "{name}"),
        }
    }
    // Perturb the numbers and the sentence changes.
    let message = |set: &[&str]| japan(set).sentences[0].message.clone();
    assert_eq!(message(&[]), "answer.mostly_not_own_one_at_a_time");
    assert_ne!(message(&["lambda=2", "basing=none"]), message(&[]));
    assert_eq!(message(&["commitments=1900"]), "answer.no_commitment");
}

#[test]
fn a_key_that_the_family_does_not_read_is_refused() {
    let wrong = |set: &str| {
        load("t", shipped::text("japan").unwrap().as_bytes(), &[set.to_owned()])
            .unwrap_err()
            .to_string()
    };
    for set in ["draws.reliability.mid=0.2", "draws.reliability.sd=0", "draws.reliability.lo=0.9"] {
        assert!(wrong(set).contains("is not read by a beta distribution"), "{set}: {}", wrong(set));
    }
    assert_ne!(
        japan(&["draws.reliability.alpha=9"]).costs_over[0].multiple,
        japan(&[]).costs_over[0].multiple
    );
}

#[test]
fn there_are_no_forces_of_the_future() {
    let world = World::embedded().unwrap();
    let loaded = load("t", b"client = \"JPN\"\nyear = 2030\n", &[]).unwrap();
    let powers = Powers::new(world, Year(2030));
    let e = plan(loaded, world, &powers, &shipped::sources().unwrap()).unwrap_err().to_string();
    assert!(e.contains("there are no forces of 2030"), "{e}");
}

#[test]
fn the_ledger_is_whole() {
    let f = japan(&[]);
    let ids: Vec<u32> = f.claims.iter().map(|c| c.id).collect();
    assert_eq!(ids, (1..=42).collect::<Vec<u32>>());
    let s = f.sentences.iter().find(|s| s.finding == "claims").unwrap();
    let n = |k: &str| s.numbers[k];
    assert_eq!(
        [n("facts"), n("supported"), n("imprecise"), n("wrong"), n("not_verified")],
        [23.0, 12.0, 6.0, 4.0, 1.0]
    );
    assert!(f.claims.iter().all(|c| c.verdict == c.verdict.to_lowercase()));
}

#[test]
fn any_state_and_protector_get_an_answer_or_a_reason() {
    let world = World::embedded().unwrap();
    let states: Vec<Iso3> = world.states().in_year(Year(2024)).filter_map(|s| s.iso3).collect();
    assert!(states.len() > 180);
    let patrons = ["USA", "CHN", "RUS", "FRA"];
    for (n, client) in states.iter().enumerate() {
        let patron = patrons[n % patrons.len()];
        if client.as_str() == patron {
            continue;
        }
        let f =
            assess(&format!("client = \"{client}\"\npatron = \"{patron}\"\nfutures = 100\n"), &[]);
        let expected = f.parts_over.first().map_or(0.0, |p| p.expected.reference.mid);
        let says = |m: &str| f.notes.iter().any(|x| x.message == m);
        assert!(
            expected > 0.0
                || [
                    "note.no_commitment",
                    "note.patron_bound",
                    "note.patron_missing",
                    "note.client_missing"
                ]
                .iter()
                .any(|m| says(m)),
            "{client} under {patron}: {:?}",
            f.notes
        );
        let text = serde_json::to_string(&f).unwrap();
        assert!(!text.contains("NaN") && !text.contains(":null,\"mid\":null"), "{client}");
    }
}

#[test]
fn findings_follow_their_published_schema() {
    let f = japan(&[]);
    let v = serde_json::to_value(&f).unwrap();
    let schema = antumbra_record::findings::schema();
    let properties = schema["properties"].as_object().unwrap();
    for key in v.as_object().unwrap().keys() {
        assert!(properties.contains_key(key), "{key}");
    }
    for key in schema["required"].as_array().unwrap() {
        assert!(v.get(key.as_str().unwrap()).is_some(), "{key}");
    }
    let back: Findings = serde_json::from_value(v).unwrap();
    assert_eq!(back, f);
    assert!(f.nuclear.iter().all(|n| n.level <= 5));
    let us = f.nuclear.iter().find(|n| n.provider.as_str() == "USA").unwrap();
    assert_eq!((us.level, us.date.as_str()), (4, "2024-12-27"));
}
