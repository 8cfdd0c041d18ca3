//! The look-ups over tables small enough to check by eye.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

use antumbra_core::{
    Dyad, Iso3, Measured, Missing, Source, SourceId, StateId, StateRecord, Tag, Year,
};
use antumbra_world::{
    ArmsRow, CanStrike, CoverRow, CoverageRow, DistanceRow, Figure, FigureRow, GapRow, Notion,
    ReachRow, Series, StationedRow, Tables, Treaty, TreatyMember, Variable, WarheadRow, World,
};

const USA: StateId = StateId::cow(2);
const PRK: StateId = StateId::cow(731);
const JPN: StateId = StateId::cow(740);

fn state(cow: u16, iso: &str, name: &str, from: i16, to: Option<i16>) -> StateRecord {
    StateRecord {
        id: StateId::cow(cow),
        gw: Some(cow),
        iso3: Iso3::parse(iso),
        name: name.into(),
        from: Year(from),
        to: to.map(Year),
    }
}

fn fig(value: f64, year: i16) -> Figure {
    Figure { value, year: Year(year), tag: Tag::Measured, source: SourceId::new("s"), note: None }
}

fn row(variable: Variable, state: StateId, value: f64, year: i16) -> FigureRow {
    FigureRow { variable, state, figure: fig(value, year) }
}

fn tables() -> Tables {
    let member = |state, owes, owed| TreatyMember {
        treaty: "us-japan".into(),
        state,
        from: Year(1951),
        to: None,
        owes,
        owed,
        tag: Tag::Measured,
        source: SourceId::new("s"),
    };
    Tables {
        states: vec![
            state(2, "USA", "United States", 1816, None),
            state(731, "PRK", "North Korea", 1948, None),
            state(740, "JPN", "Japan", 1860, Some(1945)),
            state(740, "JPN", "Japan", 1952, None),
        ],
        sources: vec![(
            SourceId::new("s"),
            Source {
                author: "A".into(),
                year: "2020".into(),
                title: "T".into(),
                place: "P".into(),
                read: "data".into(),
                url: None,
                licence: None,
            },
        )],
        coverage: vec![
            CoverageRow {
                series: Series::Variable(Variable::MilexNmcUsd),
                source: SourceId::new("s"),
                first: Year(1816),
                last: Year(2022),
                general: true,
                note: None,
            },
            CoverageRow {
                series: Series::PresentDistances,
                source: SourceId::new("s"),
                first: Year(2018),
                last: Year(2018),
                general: true,
                note: None,
            },
            CoverageRow {
                series: Series::Stationed,
                source: SourceId::new("s"),
                first: Year(1950),
                last: Year(2025),
                general: true,
                note: None,
            },
        ],
        figures: vec![
            row(Variable::MilexNmcUsd, USA, 640e9, 2018),
            row(Variable::MilexNmcUsd, USA, 800e9, 2022),
            row(Variable::MilexNmcUsd, JPN, 46e9, 2022),
            row(Variable::MilexNmcUsd, PRK, 2e9, 2001),
            row(Variable::MilexSipriUsd, JPN, 47e9, 2022),
            row(Variable::MilexGdpShare, JPN, 0.011, 2022),
        ],
        gaps: vec![GapRow {
            variable: Variable::MilexNmcUsd,
            state: Some(PRK),
            from: Year(2002),
            to: Some(Year(2022)),
            reason: Missing::SetAside { why: "no figure after 2001".into() },
        }],
        treaties: vec![Treaty {
            id: "us-japan".into(),
            name: "Treaty of Mutual Cooperation and Security".into(),
            since: Year(1951),
            until: None,
            tag: Tag::Measured,
            source: SourceId::new("s"),
            note: None,
        }],
        treaty_members: vec![member(USA, true, false), member(JPN, false, true)],
        stationed: vec![StationedRow { from: USA, host: JPN, figure: fig(54288.0, 2025) }],
        arms: vec![
            ArmsRow { recipient: JPN, supplier: PRK, from: Year(2012), share: fig(0.01, 2021) },
            ArmsRow { recipient: JPN, supplier: USA, from: Year(2012), share: fig(0.95, 2021) },
        ],
        warheads: vec![
            WarheadRow { state: USA, notion: Notion::Stockpile, figure: fig(3708.0, 2023) },
            WarheadRow { state: USA, notion: Notion::Inventory, figure: fig(5177.0, 2025) },
        ],
        distances: vec![DistanceRow { a: JPN, b: USA, year: None, km: 2193.0 }],
        cover: vec![CoverRow {
            provider: Iso3::parse("USA").unwrap(),
            client: Iso3::parse("JPN").unwrap(),
            level: 4,
            since: Some(Year(2024)),
            date: Some("2024-12-27".into()),
            declared: Some("guidelines, December 2024".into()),
            tag: Tag::Published,
            source: SourceId::new("s"),
            note: None,
        }],
        reach: vec![ReachRow {
            challenger: Iso3::parse("PRK").unwrap(),
            provider: Iso3::parse("USA").unwrap(),
            can_strike: CanStrike::Partly,
            tag: Tag::Judgement,
            source: SourceId::new("s"),
            note: None,
        }],
    }
}

fn world() -> World {
    World::from_tables(tables()).unwrap()
}

fn reason<T: std::fmt::Debug>(m: Measured<T>) -> Missing {
    m.ok().unwrap_err()
}

#[test]
fn a_year_is_exact_or_missing_for_a_reason() {
    let w = world();
    let v = Variable::MilexNmcUsd;
    assert_eq!(w.figure(v, USA, Year(2022)).value().unwrap().value, 800e9);
    assert_eq!(
        reason(w.figure(v, USA, Year(2023))),
        Missing::NotCovered { last: Some(Year(2022)) }
    );
    assert!(matches!(reason(w.figure(v, USA, Year(2020))), Missing::NotShipped { .. }));
    assert_eq!(reason(w.figure(v, JPN, Year(2018))), Missing::NotReported);
    assert_eq!(reason(w.figure(v, JPN, Year(1948))), Missing::NoSuchState);
    assert_eq!(w.coverage(v), Some((Year(1816), Year(2022))));
    assert_eq!(w.coverage(Variable::Cinc), None);
}

#[test]
fn filling_forward_is_explicit_and_stops_at_what_is_set_aside() {
    let w = world();
    let v = Variable::MilexNmcUsd;
    assert_eq!(w.latest(v, USA, Year(2021)).value().unwrap().year, Year(2018));
    assert_eq!(w.latest(v, USA, Year(2026)).value().unwrap().year, Year(2022));
    assert!(matches!(reason(w.latest(v, PRK, Year(2022))), Missing::SetAside { .. }));
    assert!(matches!(reason(w.latest(v, PRK, Year(2026))), Missing::SetAside { .. }));
    assert_eq!(w.latest(v, PRK, Year(2001)).value().unwrap().year, Year(2001));
}

#[test]
fn a_total_leaves_out_what_is_missing_and_says_what() {
    let w = world();
    let v = Variable::MilexNmcUsd;
    assert_eq!(w.total(v, Year(2022)), Measured::Value(846e9));
    assert_eq!(w.without(v, Year(2022)), [PRK]);
    assert_eq!(w.share(v, JPN, Year(2022)), Measured::Value(46.0 / 846.0));
    assert_eq!(reason(w.total(v, Year(2023))), Missing::NotCovered { last: Some(Year(2022)) });
    assert_eq!(reason(w.total(Variable::MilexGdpShare, Year(2022))), Missing::NotApplicable);
}

#[test]
fn spending_says_which_series_it_is() {
    let w = world();
    let of = |s| w.spending_usd(s, Year(2022));
    assert_eq!(of(JPN).value().unwrap().variable, Variable::MilexSipriUsd);
    assert_eq!(of(USA).value().unwrap().variable, Variable::MilexNmcUsd);
    assert!(matches!(reason(of(PRK)), Missing::SetAside { .. }));
}

#[test]
fn obligations_run_one_way() {
    let w = world();
    let pact = Dyad { from: USA, to: JPN };
    assert_eq!(w.owes_defence(pact, Year(2018)).len(), 1);
    assert!(w.owes_defence(pact.reversed(), Year(2018)).is_empty());
    assert!(w.owes_defence(pact, Year(1951)).is_empty(), "Japan is no state in 1951");
    assert_eq!(w.defenders(JPN, Year(2018)).len(), 1);
    assert_eq!(w.clients(USA, Year(2018))[0].0, JPN);
    assert!(w.clients(JPN, Year(2018)).is_empty());
}

#[test]
fn distances_are_symmetric() {
    let w = world();
    let there = w.distance_km(USA, JPN, Year(2020));
    assert_eq!(there, w.distance_km(JPN, USA, Year(2020)));
    assert_eq!(there.value().unwrap().value, 2193.0);
    let mut t = tables();
    t.distances.push(DistanceRow { a: USA, b: JPN, year: None, km: 2807.0 });
    let e = World::from_tables(t).unwrap_err();
    assert!(e.is_inconsistent(), "{e}");
}

#[test]
fn troops_arms_and_arsenals() {
    let w = world();
    assert_eq!(w.stationed(USA, JPN, Year(2025)).value().unwrap().value, 54288.0);
    assert_eq!(
        reason(w.stationed(USA, JPN, Year(2026))),
        Missing::NotCovered { last: Some(Year(2025)) }
    );
    assert_eq!(reason(w.stationed(JPN, USA, Year(2025))), Missing::NotCovered { last: None });
    let s = w.arms_suppliers(JPN);
    assert_eq!(s.value().unwrap()[0].0, USA);
    assert_eq!(w.arms_window(), Some((Year(2012), Year(2021))));
    let a = w.arsenal(USA, Year(2025)).ok().unwrap();
    assert_eq!(a.inventory.value().unwrap().value, 5177.0);
    assert_eq!(a.stockpile.value().unwrap().year, Year(2023));
    assert_eq!(reason(w.arsenal(JPN, Year(2025))), Missing::NotApplicable);
    let early = w.arsenal(USA, Year(2023)).ok().unwrap();
    assert_eq!(reason(early.inventory), Missing::NotCovered { last: Some(Year(2025)) });
}

#[test]
fn cover_is_what_is_stated_or_follows_from_a_pact() {
    let w = world();
    assert_eq!(w.cover(USA, JPN, Year(2025)).level, 4);
    let before = w.cover(USA, JPN, Year(2023));
    assert_eq!((before.level, before.tag), (2, Tag::Computed));
    assert_eq!(w.cover(USA, PRK, Year(2025)).level, 0);
    assert_eq!(w.can_strike(PRK, USA, Year(2025)).value().unwrap().answer, CanStrike::Partly);
    assert_eq!(reason(w.can_strike(JPN, USA, Year(2025))), Missing::NotApplicable);
}

#[test]
fn rows_that_name_nothing_are_refused() {
    let mut t = tables();
    t.figures[0].figure.source = SourceId::new("S1");
    let e = World::from_tables(t).unwrap_err();
    assert!(e.is_unresolved() && e.to_string().contains("did you mean"), "{e}");

    let mut t = tables();
    t.treaty_members[0].treaty = "us-japn".into();
    assert!(World::from_tables(t).unwrap_err().is_unresolved());

    let mut t = tables();
    t.figures[0].state = StateId::cow(999);
    assert!(World::from_tables(t).unwrap_err().is_unresolved());

    let mut t = tables();
    t.figures.push(row(Variable::MilexNmcUsd, USA, 1.0, 2018));
    assert!(World::from_tables(t).unwrap_err().is_inconsistent());

    let mut t = tables();
    t.figures[0].figure.value = f64::NAN;
    assert!(World::from_tables(t).unwrap_err().is_inconsistent());
}
