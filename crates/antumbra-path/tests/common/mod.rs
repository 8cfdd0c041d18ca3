//! Two setups to test with, paths on them, and draws of their inputs.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a fixture that is wrong stops the test")]

use antumbra_core::{Range, Seed, Setting, StateId, Year};
use antumbra_deter::evidence::estimates::{Estimates, Past};
use antumbra_num::dist::{Beta, Distribution, Fitted, Normal};
use antumbra_path::evidence::{Baselines, Evidence, History, PastTerms, read};
use antumbra_path::setup::{
    Challenger, Client, Contingency, Force, Neighbour, NeighbourThreat, NuclearOption,
    NuclearStage, Other, Partner, Patron, Personnel, Politics, Regime, Setup, Sustainment, Treaty,
};
use antumbra_path::{
    DatedLever, InputDef, Lever, Outcomes, PathDef, Ramp, Simulator, Suggestion, TreatyState, World,
};

pub(crate) const FIRST: i16 = 2026;

pub(crate) fn range(lo: f64, mid: f64, hi: f64) -> Range {
    Range { lo, mid, hi }
}

fn regime(id: &str, belief: f64, demand: f64) -> Regime {
    Regime {
        id: id.into(),
        belief,
        act: belief,
        nuclear: if id == "restrainer" { 0.6 } else { 1.0 },
        demand,
        hosting: 1.0,
        loosening: 1.0 / belief,
        termination: 1.0 / belief,
        acquiesces: 0.1,
    }
}

/// Every part of the model at work, with round numbers: two challengers, one of them without
/// nuclear weapons.
pub(crate) fn small() -> Setup {
    let nodes = |f: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
        [0.1, 0.3, 0.5].iter().flat_map(|m| [0.0, 0.25, 0.5, 1.0].map(|r| f(*m, r))).collect()
    };
    let b = |top: f64| nodes(&move |m, r: f64| top / (m + 0.5) - 0.3 * r.sqrt());
    let log_odds = |base: f64| nodes(&move |m, r: f64| base - 0.4 / m + 0.2 * r.sqrt());
    let challenger = |id: &str, cow: u16, reach: f64, nuclear: bool, base: f64| Challenger {
        id: id.into(),
        state: StateId::cow(cow),
        reach,
        nuclear,
        patron_counts: true,
        growth: range(0.0, 0.02, 0.05),
        theatre: range(0.8, 1.0, 1.2),
        war_historical: range(0.0005, 0.001, 0.002),
        war_expert: range(0.01, 0.02, 0.05),
        baselines: Baselines {
            log_odds: [log_odds(base), log_odds(base - 1.0), log_odds(base - 2.5)],
            variance: [vec![0.05; 12], vec![0.06; 12], vec![0.2; 12]],
            covariance: [vec![-0.01; 12], vec![-0.02; 12], vec![-0.05; 12]],
            history: History { peace_years: 3.0, disputes: 1.5 },
        },
    };
    let past = |d: f64| PastTerms { peace: [-1.9, 6.9, -7.2], disputes: d };
    Setup {
        first_year: Year(FIRST),
        horizon_years: 20,
        setting: Setting::default(),
        standard: 1.0,
        client: Client {
            state: StateId::cow(740),
            capability: 0.02,
            spending_share: 0.015,
            gdp: 600.0,
            money_unit: "JPY tn".into(),
            growth: range(0.0, 0.008, 0.015),
            personnel: Some(Personnel {
                heads: 220_000.0,
                ceiling: 250_000.0,
                demography: range(-0.02, -0.01, 0.0),
            }),
            sustainment: Some(Sustainment { days: 30.0, needed: range(30.0, 60.0, 120.0) }),
            role: 3.0,
            alignment: 0.8,
            distance: 20.0,
            hosting_share: 0.0008,
            trade_patron: 0.1,
            trade_challengers: 0.12,
        },
        patron: Patron {
            state: StateId::cow(2),
            force: Force { capability: 0.37, arrival: 0.18, presence: 0.04 },
            growth: range(0.0, 0.01, 0.03),
        },
        others: vec![Other {
            state: StateId::cow(200),
            force: Force { capability: 0.03, arrival: 0.06, presence: 0.0 },
            bound_to: vec![],
        }],
        partners: vec![Partner {
            id: "south".into(),
            state: StateId::cow(900),
            force: Force { capability: 0.014, arrival: 0.08, presence: 0.0 },
            bound_to: vec![],
        }],
        challengers: vec![
            challenger("north", 365, 0.02, false, -2.0),
            challenger("west", 710, 0.06, true, -0.5),
        ],
        evidence: Evidence {
            m: vec![0.1, 0.3, 0.5],
            rho: vec![0.0, 0.25, 0.5, 1.0],
            b: [b(0.9), b(1.0), b(1.1)],
            b_variance: [vec![0.03; 12], vec![0.05; 12], vec![0.2; 12]],
            level: [1.3, 1.1, 0.9],
            past: [past(1.1), past(1.2), past(1.15)],
        },
        treaty: Treaty {
            exists: true,
            notice_years: 1,
            lead: range(1.0, 3.0, 5.0),
            revised_belief: range(1.0, 1.05, 1.15),
            cover_level: 4,
        },
        politics: Politics {
            regimes: vec![
                regime("primacist", 1.0, 0.02),
                regime("restrainer", 0.6, 0.035),
                regime("transactional", 0.7, 0.05),
            ],
            switching: vec![vec![0.6, 0.2, 0.2], vec![0.3, 0.5, 0.2], vec![0.4, 0.2, 0.4]],
            today: 2,
            next_term: Year(2029),
            term_years: 4,
            loosening: range(0.02, 0.06, 0.15),
            termination: range(0.0005, 0.0011, 0.003),
        },
        nuclear: vec![
            option(NuclearStage::OtherProvider, (2.0, 4.0, 8.0), 0.0001, (0.05, 0.3, 0.55)),
            option(NuclearStage::Sharing, (2.0, 3.5, 5.0), 0.0002, (0.8, 0.9, 1.0)),
            option(NuclearStage::Device, (1.0, 3.0, 5.0), 0.0005, (0.02, 0.15, 0.28)),
            option(NuclearStage::Minimal, (5.0, 7.0, 10.0), 0.0025, (0.25, 0.5, 0.75)),
            option(NuclearStage::Survivable, (12.0, 15.0, 20.0), 0.0035, (0.65, 0.8, 0.95)),
        ],
        neighbours: vec![
            Neighbour {
                id: "island".into(),
                state: StateId::cow(713),
                challenger: NeighbourThreat { index: 1, reach: 0.09 },
                capability: 0.007,
                others: 0.001,
                patron: Force { capability: 0.37, arrival: 0.16, presence: 0.03 },
                from_client: 0.8,
                client_arrival: 0.4,
            },
            Neighbour {
                id: "peninsula".into(),
                state: StateId::cow(732),
                challenger: NeighbourThreat { index: 0, reach: 0.05 },
                capability: 0.018,
                others: 0.0,
                patron: Force { capability: 0.37, arrival: 0.17, presence: 0.05 },
                from_client: 0.5,
                client_arrival: 0.3,
            },
        ],
        contingencies: vec![Contingency {
            id: "strait".into(),
            neighbour: "island".into(),
            historical: range(0.0005, 0.001, 0.002),
            expert: range(0.005, 0.02, 0.05),
            intervenes: range(0.3, 0.6, 0.9),
            access: range(0.5, 0.8, 0.95),
            joins: range(0.2, 0.45, 0.7),
            spills: range(0.1, 0.3, 0.6),
            sensitivity: range(0.2, 1.0, 2.0),
        }],
    }
}

fn option(
    stage: NuclearStage,
    years: (f64, f64, f64),
    cost: f64,
    keeps: (f64, f64, f64),
) -> NuclearOption {
    NuclearOption {
        stage,
        years: range(years.0, years.1, years.2),
        gdp_share: range(0.6 * cost, cost, 1.4 * cost),
        r_nuc: range(keeps.0, keeps.1, keeps.2),
    }
}

/// Built like Japan: the shipped estimates against China, Russia and North Korea; shares of the
/// world's spending of 2024, rounded.
pub(crate) fn japan() -> Setup {
    let mut setup = small();
    let states = [710, 365, 731].map(StateId::cow);
    let estimates = Estimates::embedded().unwrap();
    let client = StateId::cow(740);
    let (evidence, baselines) = read(estimates, client, &states, 1.0, 1.0, Past::Held).unwrap();
    setup.evidence = evidence;
    let like = setup.challengers[1].clone();
    let names = ["chn", "rus", "prk"];
    let reaches = [0.052, 0.009, 0.0007];
    setup.challengers = baselines
        .into_iter()
        .enumerate()
        .map(|(i, baselines)| Challenger {
            id: names[i].into(),
            state: states[i],
            reach: reaches[i],
            baselines,
            ..like.clone()
        })
        .collect();
    setup.neighbours[0].challenger.index = 0;
    setup.neighbours[1].challenger.index = 2;
    setup
}

/// The middle of every input.
pub(crate) fn middle(defs: &[InputDef]) -> Vec<f64> {
    defs.iter().map(|d| d.suggestion.middle().clamp(d.domain.0, d.domain.1)).collect()
}

/// So many futures, all inputs independent.
pub(crate) fn draws(defs: &[InputDef], futures: usize, seed: u64) -> Vec<Vec<f64>> {
    defs.iter()
        .map(|d| {
            let mut stream = Seed(seed).stream_named(&d.name, 0, 0);
            let quantile: Box<dyn Fn(f64) -> f64> = match d.suggestion {
                Suggestion::Percentiles(r) if r.lo == r.hi => Box::new(move |_| r.mid),
                Suggestion::Percentiles(r) => {
                    let q = Fitted::new(r, None, None).unwrap();
                    Box::new(move |u| q.quantile(u))
                }
                Suggestion::Beta(a, b) => {
                    let q = Beta::new(a, b).unwrap();
                    Box::new(move |u| q.quantile(u))
                }
                Suggestion::Normal(mean, sd) => {
                    let q = Normal::new(mean, sd).unwrap();
                    Box::new(move |u| q.quantile(u))
                }
                Suggestion::Uniform(lo, hi) => Box::new(move |u| lo + (hi - lo) * u),
            };
            (0..futures).map(|_| quantile(stream.uniform()).clamp(d.domain.0, d.domain.1)).collect()
        })
        .collect()
}

/// Runs a path.
pub(crate) fn run(sim: &Simulator, path: &PathDef, world: World, columns: &[Vec<f64>]) -> Outcomes {
    let plan = sim.plan(path, "paths[0]").unwrap();
    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let mut out = Outcomes::new(sim.setup(), columns[0].len());
    sim.simulate(&plan, world, &slices, &mut out).unwrap();
    out
}

/// One future at the middle of every input, but for those given.
pub(crate) fn one(sim: &Simulator, path: &PathDef, world: World, but: &[(&str, f64)]) -> Outcomes {
    let mut values = middle(sim.inputs());
    for (name, v) in but {
        let at = sim.inputs().iter().position(|d| d.name == *name);
        values[at.unwrap_or_else(|| panic!("no input `{name}`"))] = *v;
    }
    let columns: Vec<Vec<f64>> = values.into_iter().map(|v| vec![v]).collect();
    run(sim, path, world, &columns)
}

/// A yearly outcome of the first future, year by year.
pub(crate) fn series(out: &Outcomes, name: &str) -> Vec<f64> {
    let at = out.find(name).unwrap();
    (0..out.years()).map(|t| out.year(at, t)[0]).collect()
}

/// An outcome of the first future: the sum over the years, or the value.
pub(crate) fn total(out: &Outcomes, name: &str) -> f64 {
    let at = out.find(name).unwrap();
    if at < out.yearly_count() { series(out, name).iter().sum() } else { out.once(at)[0] }
}

pub(crate) fn ramp(from: i16, over: i32) -> Ramp {
    Ramp { from_year: Year(from), over_years: over }
}

/// A path of levers that need nothing.
pub(crate) fn path(levers: Vec<Lever>) -> PathDef {
    let levers = levers.into_iter().map(|lever| DatedLever { lever, needs: Vec::new() }).collect();
    PathDef { id: "test".into(), name: "Test".into(), levers }
}

pub(crate) fn spending(to_share: f64, from: i16, over: i32) -> Lever {
    Lever::Spending { to_share, ramp: ramp(from, over) }
}

pub(crate) fn treaty(to: TreatyState, year: i16) -> Lever {
    Lever::Treaty { to, notice_year: Year(year) }
}

pub(crate) fn stage(stage: NuclearStage, year: i16) -> Lever {
    Lever::Nuclear { stage, start_year: Year(year) }
}

/// The paths of the bench and of the properties: every kind of lever is in one of them.
pub(crate) fn paths() -> Vec<PathDef> {
    let access = |kept, from, over| Lever::Access { kept, ramp: ramp(from, over) };
    let all = vec![
        vec![],
        vec![spending(0.03, 2027, 5), treaty(TreatyState::Revised, 2027)],
        vec![
            spending(0.025, 2027, 5),
            Lever::Partner {
                id: "south".into(),
                share: 0.5,
                reliability: None,
                ramp: ramp(2028, 5),
            },
        ],
        vec![
            spending(0.05, 2027, 8),
            Lever::Personnel { to_heads: 260_000.0, ramp: ramp(2027, 8) },
            treaty(TreatyState::AccessOnly, 2035),
            Lever::Role { to: 5.0, year: Year(2033) },
        ],
        vec![treaty(TreatyState::Ended, 2027), access(0.0, 2028, 2), spending(0.05, 2028, 8)],
        vec![stage(NuclearStage::Sharing, 2028), spending(0.025, 2027, 5)],
        vec![
            spending(0.04, 2027, 8),
            stage(NuclearStage::Device, 2028),
            stage(NuclearStage::Minimal, 2030),
            stage(NuclearStage::Survivable, 2032),
        ],
        vec![
            treaty(TreatyState::Ended, 2028),
            access(0.0, 2029, 1),
            spending(0.012, 2028, 3),
            Lever::Alignment { to: 0.3, ramp: ramp(2028, 4) },
            Lever::Trade { patron: 0.3, challengers: 0.2, ramp: ramp(2028, 6) },
            stage(NuclearStage::OtherProvider, 2030),
        ],
    ];
    all.into_iter().map(path).collect()
}
