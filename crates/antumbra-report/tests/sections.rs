//! The sections on paths, order, risk and neighbours: each sentence follows its numbers, and is
//! never stronger than their range; each figure's table holds what was found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use antumbra_core::{Iso3, Range, Spread, Tag};
use antumbra_record::findings::{Findings, Sentence};
use antumbra_record::nuclear::Arsenal;
use antumbra_record::paths::{
    CornerShare, Insurance, LeverRow, NeighbourRow, Order, PathLimits, PathRow, PathWorld, Paths,
    Sequence, SequenceOrder, Window,
};
use antumbra_record::risk::{
    AtKappa, ChallengeRisk, EpisodeRow, HistoryYear, LevelRow, Risks, SlopeRow, WarCountRow,
    WarRecord, WarRisk,
};
use antumbra_report::context::Language;
use antumbra_report::document::{Block, Document, Section, Table};
use antumbra_report::page;
use serde_json::json;
use std::collections::BTreeMap;

fn china() -> Iso3 {
    Iso3::parse("CHN").unwrap()
}

fn r(lo: f64, mid: f64, hi: f64) -> Range {
    Range { lo, mid, hi }
}

fn world(world: &str, verdict: &str, within: f64, corners: &[(&str, f64)]) -> PathWorld {
    let all = || corners.iter().map(|c| c.1);
    let yearly = |a: f64| vec![r(a / 2.0, a, a * 2.0); 4];
    let outcomes = [
        ("spending_mean", r(0.021, 0.023, 0.025)),
        ("spending_peak", r(0.024, 0.026, 0.031)),
        ("uncovered_years", r(5.0, 12.0, 18.0)),
        ("abandonment_ever.historical", r(0.001, 0.004, 0.012)),
        ("entrapment_ever.historical", r(0.0006, 0.0026, 0.008)),
        ("spillover_ever.historical", r(0.0016, 0.0057, 0.015)),
        ("abandonment_ever.expert", r(0.005, 0.027, 0.1)),
        ("entrapment_ever.expert", r(0.01, 0.055, 0.21)),
        ("spillover_ever.expert", r(0.023, 0.115, 0.36)),
    ];
    let years = [
        ("war.historical.psi50", yearly(if verdict == "holds" { 0.0003 } else { 0.0009 })),
        ("balance", yearly(0.3)),
    ];
    let nothing = Window {
        clash: r(0.0, 0.0, 0.0),
        war: r(0.0, 0.0, 0.0),
        years_above: r(0.0, 0.0, 0.0),
        worst_year: None,
    };
    PathWorld {
        world: world.into(),
        verdict: verdict.into(),
        within,
        within_corners: Spread { min: all().fold(1.0, f64::min), max: all().fold(0.0, f64::max) },
        corners: corners
            .iter()
            .map(|(c, within)| CornerShare { corner: (*c).into(), within: *within })
            .collect(),
        binding: Some("war".into()),
        by_criterion: BTreeMap::new(),
        outcomes: outcomes.map(|(k, v)| (k.to_owned(), v)).into(),
        break_even_psi: Some(0.25),
        psi_within: "from".into(),
        window: Window {
            war: r(0.09, 0.36, 0.79),
            worst_year: Some(r(2039.0, 2042.0, 2045.0)),
            ..nothing
        },
        window_if_gone: nothing,
        years: years.map(|(k, v)| (k.to_owned(), v)).into(),
    }
}

fn path(id: &str, name: &str, worlds: Vec<PathWorld>) -> PathRow {
    PathRow {
        id: id.into(),
        name: name.into(),
        summary: String::new(),
        levers: vec![],
        published_cost: Some(r(0.02, 0.0225, 0.025)),
        published_years: Some(r(1.0, 3.0, 5.0)),
        undo: Some("high".into()),
        thresholds: vec![],
        risks: vec![],
        patron_reaction: None,
        challenger_reaction: None,
        tag: Tag::Judgement,
        sources: vec![],
        worlds,
    }
}

fn paths() -> Paths {
    let yes = [("reference", 0.99), ("lambda=2", 0.95)];
    let some = [("reference", 0.3), ("lambda=2, psi=0", 0.93)];
    let no = [("reference", 0.0), ("lambda=2", 0.04)];
    let first = path(
        "as_planned",
        "As planned",
        vec![world("stays", "holds", 0.99, &yes), world("goes", "depends", 0.3, &some)],
    );
    let second = path(
        "build_first",
        "Build first",
        vec![world("stays", "fails", 0.0, &no), world("goes", "fails", 0.0, &no)],
    );
    let neighbour = |path: &str, world: &str, mid: f64| NeighbourRow {
        state: "TWN".into(),
        path: path.into(),
        world: world.into(),
        support: r(mid - 0.1, mid, mid + 0.1),
        odds: r(0.5, 0.61, 0.7),
    };
    Paths {
        first_year: 2026,
        last_year: 2029,
        futures: 20_000,
        corner_futures: 2_000,
        failed: 0,
        definition: "SIPRI, 2024".into(),
        today_share: 0.0137,
        other_definition: None,
        scale: "historical".into(),
        limits: PathLimits {
            war_ratio_max: 2.0,
            force_ratio_max: 1.25,
            gdp_share_max: 0.04,
            holds_share: 0.9,
            fails_share: 0.1,
        },
        paths: vec![first, second],
        insurance: vec![Insurance {
            path: "build_first".into(),
            premium: r(0.0195, 0.0196, 0.0203),
            saves_if_gone: r(0.055, 0.31, 0.79),
            costs_if_stays: r(0.047, 0.34, 0.77),
            break_even_exit: Some(r(0.5, 0.51, 0.52)),
            better: "from".into(),
        }],
        order: Some(Order {
            best: "build_first".into(),
            worst: "as_planned".into(),
            share: [("stays".to_owned(), 0.97), ("goes".to_owned(), 0.92)].into(),
            best_window: r(0.09, 0.36, 0.79),
            worst_window: r(0.77, 1.6, 2.9),
        }),
        sequences: vec![],
        neighbours: vec![
            neighbour("as_planned", "stays", 1.0),
            neighbour("as_planned", "goes", 0.7),
        ],
        conclusions: Default::default(),
        presets: vec![],
        not_run: vec![],
    }
}

fn risks() -> Risks {
    let ratio = r(1.05, 1.09, 1.15);
    let row = |wars: u64| WarCountRow { dyad_years: 7303, wars, by_land: wars, upper_95: 0.00041 };
    Risks {
        challenges: vec![ChallengeRisk {
            challenger: china(),
            tier: "clash".into(),
            with: r(0.092, 0.135, 0.193),
            doubted: r(0.095, 0.14, 0.199),
            without: r(0.1, 0.148, 0.21),
            uncorrected: r(0.128, 0.188, 0.27),
            counted_as_peace: r(0.047, 0.073, 0.11),
            ratio,
            ratio_at: vec![AtKappa { kappa: 1.0, ratio }],
            ratio_corners: Spread { min: 1.06, max: 1.14 },
            at_min: "lambda=2".into(),
            at_max: "basing=surge".into(),
            level: LevelRow { observed: 23.0, expected: 12.9, factor: 1.56 },
            observed_events: None,
            slope: SlopeRow { b: 1.48, se: 0.31, two_way_se: 0.46 },
        }],
        wars: ["historical", "expert"]
            .map(|scale| WarRisk {
                challenger: china(),
                scale: scale.into(),
                psi: 0.5,
                with: r(0.00003, 0.00009, 0.00026),
                doubted: r(0.0001, 0.00025, 0.0005),
                without: r(0.0005, 0.0009, 0.0015),
            })
            .into(),
        war_record: Some(WarRecord {
            challengers: vec![china()],
            from: 1950,
            to: 2010,
            covered: row(0),
            uncovered: row(9),
            episodes: vec![EpisodeRow {
                dispute: 199,
                year: 1961,
                between: vec!["China – India".into()],
            }],
        }),
        history: vec![HistoryYear {
            year: 1953,
            incidents: 3.0,
            clashes: 2.0,
            expected_incidents: 0.375,
            expected_clashes: 0.228,
            plain_incidents: 0.224,
            plain_clashes: 0.132,
        }],
        last_outcome: 2014,
        rows: 228_228,
    }
}

/// Findings with paths and risks and nothing else.
fn findings() -> Findings {
    common::findings(json!({ "paths": paths(), "risks": risks() }))
}

/// A message with its numbers.
fn told(finding: &str, message: &str, numbers: &[(&str, f64)]) -> Sentence {
    numbers.iter().fold(Sentence::new(finding, message), |s, (k, x)| s.number(k, *x))
}

fn document(f: &Findings) -> Document {
    page::document(f, Language::English)
}

fn section(f: &Findings, id: &str) -> Section {
    document(f).sections.into_iter().find(|s| s.id == id).unwrap_or_else(|| panic!("no {id}"))
}

fn heading(f: &Findings, id: &str) -> String {
    section(f, id).heading.text
}

fn table(f: &Findings, id: &str) -> Table {
    document(f).tables().into_iter().find(|t| t.id == id).unwrap().clone()
}

#[test]
fn verdicts_say_at_which_corners_and_no_more() {
    let mut f = findings();
    let counts = [("paths", 2.0), ("stays_hold", 1.0), ("stays_some", 0.0), ("stays_fail", 1.0)];
    let goes = [("goes_hold", 0.0), ("goes_some", 1.0), ("goes_fail", 1.0)];
    f.sentences = vec![told("paths", "verdicts.count", &[&counts[..], &goes].concat())];
    assert_eq!(
        heading(&f, "paths"),
        "While the US stays, one of 2 paths holds, and 1 fails under every assumption tried; if it \
         goes, none holds, 1 only under some assumptions, and 1 fails under every assumption tried"
    );
    let t = table(&f, "table-paths");
    assert_eq!(t.rows[0][1..4], ["holds", "99% (95%–99%)", "–"]);
    assert_eq!(t.rows[0][4], "holds if power fades fast and ψ 0");
    assert_eq!(t.rows[1][1], "does not hold");
    // Below the limit everywhere, nothing is said to hold under any assumption.
    let goes = &mut f.paths.as_mut().unwrap().paths[0].worlds[1];
    goes.corners[1].within = 0.6;
    goes.within_corners.max = 0.6;
    f.sentences[0].numbers.insert("goes_some".into(), 0.0);
    assert!(heading(&f, "paths").contains("none holds under any assumption tried"));
    let t = table(&f, "table-paths");
    assert_eq!(t.rows[0][4], "at no corner; at most 60%, if power fades fast and ψ 0");
}

#[test]
fn insurance_is_as_sure_as_its_message() {
    let mut f = findings();
    let title = |f: &Findings| {
        let of = |b: &Block| match b {
            Block::Heading { id, line } if id == "insurance" => Some(line.text.clone()),
            _ => None,
        };
        section(f, "paths").blocks.iter().find_map(of).unwrap()
    };
    assert_eq!(title(&f), "Each path as insurance", "an older folder chose no words");
    let numbers = [
        ("saved_lo", 0.055),
        ("saved", 0.31),
        ("saved_hi", 0.79),
        ("premium_lo", 0.0195),
        ("premium", 0.0196),
        ("premium_hi", 0.0203),
        ("first_year", 2026.0),
        ("last_year", 2029.0),
    ];
    let say = |f: &mut Findings, message: &str| {
        let s = told("insurance", message, &numbers).word("path", "build_first");
        f.sentences = vec![s];
    };
    say(&mut f, "insurance.most");
    assert!(title(&f).contains("takes most off") && title(&f).contains("0.31 (0.06–0.79)"));
    assert!(title(&f).contains("\"build first\""), "{}", title(&f));
    assert!(table(&f, "table-insurance").rows[0][4].contains("51% (50%–52%)"));
    say(&mut f, "insurance.may");
    assert!(title(&f).contains("may take most off"));
    say(&mut f, "insurance.none");
    assert!(title(&f).starts_with("No path"));
}

#[test]
fn the_order_is_told_as_it_was_chosen() {
    let mut f = findings();
    let order = |message: &str, stays: f64, goes: f64| {
        let s = Sentence::new("order", message).word("best", "build_first");
        vec![s.word("worst", "as_planned").number("stays", stays).number("goes", goes)]
    };
    assert_eq!(heading(&f, "order"), "The same levers in two orders", "an older folder chose none");
    f.sentences = order("order.settled", 0.97, 0.92);
    assert!(heading(&f, "order").contains("in 97% of futures while the US stays, in 92%"));
    f.sentences = order("order.settled", 0.97, 0.999);
    assert!(heading(&f, "order").contains("in more than 99% of futures if it goes"));
    f.sentences = order("order.settled_always", 1.0, 1.0);
    assert!(heading(&f, "order").contains("in every future, whether the US stays or goes"));
    f.sentences = order("order.settled_alike", 0.97, 0.97);
    f.sentences[0].numbers.insert("least".into(), 0.97);
    assert!(heading(&f, "order").contains("in 97% of futures, whether the US stays or goes"));
    f.sentences = order("order.open", 0.97, 0.6);
    assert!(heading(&f, "order").starts_with("Which order is safer is not settled"));
    // A window that rounds to nothing has no worst year.
    f.paths.as_mut().unwrap().paths[0].worlds[0].window.war = r(0.0, 0.0, 0.004);
    assert_eq!(table(&f, "table-windows").rows[0][2..5], ["0.00", "0", "–"]);
    f.paths.as_mut().unwrap().order = None;
    assert!(!heading(&f, "order").contains("safer"));
}

/// At which nuclear shares a path is within tolerance is said in words, in both languages.
#[test]
fn nuclear_shares_are_said_in_words() {
    let mut f = findings();
    f.nuclear_detail.arsenals = vec![Arsenal { state: china(), inventory: None, stockpile: None }];
    for (word, at, english, japanese) in [
        ("always", None, "at every nuclear share", "どの割合でも"),
        ("never", None, "at no nuclear share", "どの割合でも収まらない"),
        ("up_to", Some(0.4), "up to .40", "0.40まで"),
        ("from", Some(0.4), "from .40", "0.40から"),
        ("between", Some(0.4), "from .40, not at 1", "0.40から。ただし1では収まらない"),
        ("outside", Some(0.4), "up to .40, and again at 1", "0.40までと、1のとき"),
        ("", Some(0.4), "turns at .40", "0.40で変わる"),
        ("", None, "–", "–"),
    ] {
        let w = &mut f.paths.as_mut().unwrap().paths[0].worlds[0];
        (w.psi_within, w.break_even_psi) = (word.into(), at);
        for (language, said) in [(Language::English, english), (Language::Japanese, japanese)] {
            let document = page::document(&f, language);
            let t = document.tables().into_iter().find(|t| t.id == "table-uncovered").cloned();
            assert_eq!(t.unwrap().rows[0][2], said, "{word}");
        }
    }
}

/// Orders of a path's levers: the best, the worst and the written one, each once, in both languages.
#[test]
fn orders_of_levers_are_told_apart() {
    let lever = |kind: &str, to: &str| LeverRow {
        kind: kind.into(),
        from: 2027,
        over: 3,
        to: to.into(),
        needs: vec![],
    };
    let order = |starts: [i16; 3], mid: f64| SequenceOrder {
        starts: starts.to_vec(),
        windows: [("stays", mid), ("goes", mid + 0.5)]
            .map(|(w, x)| (w.to_owned(), r(x - 0.05, x, x + 0.05)))
            .into(),
    };
    let mut f = findings();
    let p = f.paths.as_mut().unwrap();
    p.paths[1].levers =
        vec![lever("spending", "0.03"), lever("treaty", "ended"), lever("partner", "GBR")];
    p.sequences = vec![Sequence {
        path: "build_first".into(),
        tried: 3,
        possible: 3,
        futures: 500,
        written: order([2027, 2030, 2027], 0.4),
        best: order([2027, 2030, 2027], 0.4),
        worst: order([2030, 2027, 2027], 1.5),
        share: [("stays".to_owned(), 1.0), ("goes".to_owned(), 0.9)].into(),
        moves: true,
    }];
    let rows = table(&f, "table-orders").rows;
    assert_eq!(rows.len(), 2);
    assert_eq!(
        rows[0][1..4],
        ["all 3", "smallest window, as written", "2027 spending, Britain; 2030 treaty ended"]
    );
    assert_eq!(rows[1][2..4], ["largest window", "2027 treaty ended, Britain; 2030 spending"]);
    assert!(rows[1][4].contains("1.5") && rows[1][5].contains("2.0"), "{rows:?}");
    let japanese = page::document(&f, Language::Japanese);
    let t = japanese.tables().into_iter().find(|t| t.id == "table-orders").cloned().unwrap();
    assert_eq!(t.rows[1][2..4], ["窓が最大", "2027年 条約終了、英国；2030年 防衛費"]);

    // The written order is neither: three rows. Some of many: it is said.
    let q = &mut f.paths.as_mut().unwrap().sequences[0];
    q.written = order([2027, 2027, 2030], 0.7);
    q.possible = 60;
    let rows = table(&f, "table-orders").rows;
    assert_eq!(
        (rows.len(), rows[1][2].as_str(), rows[0][1].as_str()),
        (3, "as written", "3 of 60")
    );
    // Where all come to the same there is one row.
    let q = &mut f.paths.as_mut().unwrap().sequences[0];
    q.moves = false;
    let rows = table(&f, "table-orders").rows;
    assert_eq!((rows.len(), rows[0][2].as_str()), (1, "as written; any order alike"));
}

#[test]
fn risk_rises_no_more_than_its_message() {
    let mut f = findings();
    let ratio = [("ratio", 1.09), ("ratio_lo", 1.05), ("ratio_hi", 1.15)];
    let rest = [("with", 0.135), ("without", 0.148), ("ratio_min", 1.06), ("ratio_max", 1.14)];
    for (message, want) in [
        ("risk.little", "rises little without the US: 14% to 15%, a ratio of 1.09 (1.05–1.15)"),
        ("risk.unclear", "moves in no clear direction"),
        ("risk.rises", " rises without"),
        ("risk.falls", " falls without"),
    ] {
        let s = told("risk", message, &[&ratio[..], &rest].concat()).word("challenger", "CHN");
        f.sentences = vec![s];
        assert!(heading(&f, "risk").contains(want), "{}", heading(&f, "risk"));
    }
    // Scales of hazard stay apart: each has its figure, and none has rows of the other.
    let d = document(&f);
    let scales = ["figure-war-historical", "figure-war-expert"];
    for id in scales {
        let figures = d.figures();
        assert_eq!(figures.iter().find(|x| x.id == id).unwrap().table.1.len(), 1, "{id}");
    }
    f.risks.as_mut().unwrap().wars.retain(|w| w.scale == "expert");
    assert!(!document(&f).figures().iter().any(|x| x.id == scales[0]));
}

#[test]
fn neighbours_are_apart_only_where_the_message_says_so() {
    let mut f = findings();
    let gone = [("gone_lo", 0.6), ("gone", 0.7), ("gone_hi", 0.8), ("last_year", 2029.0)];
    let kept = [("kept_lo", 0.9), ("kept", 1.0), ("kept_hi", 1.1)];
    let mut say = |message: &str| {
        let s = told("neighbours", message, &[&gone[..], &kept].concat());
        f.sentences = vec![s.word("state", "TWN").word("path", "as_planned")];
        heading(&f, "neighbours")
    };
    let apart = say("neighbours.apart");
    assert!(
        apart.contains("70% (60%–80%) of today's if the US goes") && !apart.contains("overlap")
    );
    assert!(say("neighbours.overlap").contains("the ranges overlap"));
    f.paths.as_mut().unwrap().neighbours.clear();
    assert_eq!(heading(&f, "neighbours"), "The regional balance");
}

#[test]
fn tables_of_figures_hold_what_was_found() {
    let f = findings();
    let d = document(&f);
    let row = |id: &str, n: usize| {
        let figures = d.figures();
        figures.iter().find(|x| x.id == id).unwrap_or_else(|| panic!("no {id}")).table.1[n].clone()
    };
    assert_eq!(row("figure-tolerance", 0)[2..5], ["99%", "95%", "99%"]);
    assert_eq!(row("figure-insurance", 0)[1..4], ["1.9", "2.0", "2.0"]);
    assert_eq!(row("figure-insurance", 0)[4..7], ["0.06", "0.31", "0.79"]);
    assert_eq!(row("figure-order", 3)[0], "2029");
    assert_eq!(row("figure-order", 3)[4..7], ["0.045%", "0.090%", "0.18%"]);
    assert_eq!(row("figure-risk", 0)[2..5], ["9.2%", "14%", "19%"]);
    assert_eq!(row("figure-war-expert", 0)[8..11], ["0.050%", "0.090%", "0.15%"]);
    assert_eq!(row("figure-history", 0)[..5], ["1953", "3", "2", "0.38", "0.22"]);
    assert_eq!(row("figure-neighbours", 1)[3..], ["×0.60", "×0.70", "×0.80"]);
    assert_eq!(row("figure-balance", 0)[4..7], ["15%", "30%", "60%"]);
    for x in d.figures() {
        assert!(!x.svg.contains("NaN") && !x.svg.contains("inf"), "{}", x.id);
        assert!(x.table.1.iter().all(|r| r.len() == x.table.0.len()), "{}", x.id);
        assert!(x.source.contains("seed"));
    }
}

#[test]
fn both_languages_have_the_same_sections() {
    let f = findings();
    let ids = |l| page::document(&f, l).sections.iter().map(|s| s.id).collect::<Vec<_>>();
    assert_eq!(ids(Language::English), ids(Language::Japanese));
    let all = page::page(&f, Language::English) + &page::page(&f, Language::Japanese);
    assert!(!all.contains("probability of nuclear"));
    let mut none = f.clone();
    (none.paths, none.risks) = (None, None);
    let left = document(&none).sections;
    assert!(!left.iter().any(|s| ["paths", "order", "risk", "neighbours"].contains(&s.id)));
}
