//! What moves what, and which way: every input and every lever has a row, and a row fails when the
//! way from the one to the other is cut.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use antumbra_core::{Basing, Follow, Setting, Year};
use antumbra_path::setup::{NuclearStage, Setup};
use antumbra_path::{Lever, PathDef, Simulator, TreatyState, World};
use common::*;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Up,
    Down,
}
use Way::{Down, Up};

/// Something that is moved, in a world and on a path, and the outcome that answers.
struct Row {
    input: &'static str,
    from: f64,
    to: f64,
    setup: Setup,
    path: PathDef,
    world: World,
    /// Other inputs held at values of their own.
    but: Vec<(&'static str, f64)>,
    outcome: &'static str,
    way: Way,
}

fn row(input: &'static str, from: f64, to: f64, outcome: &'static str, way: Way) -> Row {
    Row {
        input,
        from,
        to,
        setup: small(),
        path: path(vec![]),
        world: World::PatronStays,
        but: vec![],
        outcome,
        way,
    }
}

impl Row {
    fn on(mut self, levers: Vec<Lever>) -> Row {
        self.path = path(levers);
        self
    }

    fn gone(mut self) -> Row {
        self.world = World::PatronGoesIn(Year(2030));
        self
    }

    fn goes(mut self) -> Row {
        self.world = World::PatronGoes;
        self
    }

    fn with(mut self, but: &[(&'static str, f64)]) -> Row {
        self.but.extend_from_slice(but);
        self
    }

    fn setting(mut self, change: impl Fn(&mut Setting)) -> Row {
        change(&mut self.setup.setting);
        self
    }
}

fn device() -> Vec<Lever> {
    vec![stage(NuclearStage::Device, 2027)]
}

fn arming() -> Vec<Lever> {
    vec![
        stage(NuclearStage::Device, 2027),
        stage(NuclearStage::Minimal, 2028),
        stage(NuclearStage::Survivable, 2029),
    ]
}

fn rows() -> Vec<Row> {
    let build = || vec![spending(0.05, 2027, 6)];
    let partner = || {
        vec![Lever::Partner {
            id: "south".into(),
            share: 1.0,
            reliability: None,
            ramp: ramp(2028, 2),
        }]
    };
    let early = ("loosening_wait", 0.3);
    let unarmed = |name| stage(name, 2028);
    vec![
        row("reliability", 0.4, 0.7, "odds.west", Down),
        row("reliability_acted", 0.4, 0.7, "abandonment.expert", Down),
        row("trust", 0.2, 0.4, "spending.conventional", Up).gone(),
        row("reliability_others", 0.3, 0.7, "odds.west", Down),
        row("reliability_partners", 0.2, 0.6, "odds.west", Down).on(partner()),
        row("decisiveness", 0.2, 0.4, "odds.west", Up).gone(),
        row("cover_leaves", 0.05, 0.2, "war.expert", Up),
        row("surge_share", 0.1, 0.5, "odds.west", Down).setting(|s| s.basing = Basing::Surge),
        row("growth_gdp", 0.0, 0.01, "money", Up),
        row("growth_patron", 0.0, 0.03, "odds.west", Down),
        row("growth_allies", 0.0, 0.03, "neighbour.island.support", Up),
        row("growth.north", 0.0, 0.04, "risk.any.north", Up),
        row("theatre.north", 0.9, 1.1, "risk.any.north", Up),
        row("growth.west", 0.0, 0.04, "risk.force.west", Up),
        row("theatre.west", 0.9, 1.1, "risk.force.west", Up),
        row("arms_response", 0.0, 0.3, "odds.west", Up).on(build()),
        row("depreciation", 0.05, 0.1, "own", Up).on(build()),
        row("absorption", 0.05, 0.15, "own", Up).on(build()),
        row("delivery", 1.0, 6.0, "own", Down).on(build()),
        row("demography", -0.03, -0.001, "own", Up).setting(|s| s.w = 0.5),
        row("munitions_needed", 40.0, 100.0, "own", Down).gone(),
        row("trust_speed", 0.1, 0.6, "trust", Down).gone(),
        row("trust_response", 0.0, 0.04, "spending.conventional", Up).gone(),
        row("treaty_lead", 1.0, 4.0, "freedom_of_action", Down)
            .on(vec![treaty(TreatyState::Revised, 2027)]),
        row("revised_belief", 1.0, 1.2, "odds.west", Down)
            .on(vec![treaty(TreatyState::Revised, 2027)]),
        row("notice_belief", 0.5, 0.9, "risk.any.west", Down)
            .on(vec![treaty(TreatyState::Ended, 2027)]),
        row("access_only_tie", 0.2, 0.5, "odds.west", Down)
            .on(vec![treaty(TreatyState::AccessOnly, 2027)]),
        row("access_only_nuclear", 0.1, 0.4, "r_nuc", Up)
            .on(vec![treaty(TreatyState::AccessOnly, 2027)]),
        row("loosening_hazard", 0.001, 0.15, "reliability", Down).with(&[early]),
        row("loosening_size", 0.1, 0.5, "reliability", Down).with(&[early]),
        row("demand_pressure", 0.0, 5.0, "loosened", Up).with(&[
            ("loosening_wait", 0.75),
            ("loosening_hazard", 0.05),
            ("term.1", 0.9),
        ]),
        row("termination_hazard", 0.0, 0.1, "exit_probability", Up),
        row("term.1", 0.1, 0.9, "regime", Up),
        row("term.2", 0.1, 0.9, "regime", Up),
        row("term.3", 0.1, 0.9, "regime", Up),
        row("term.4", 0.1, 0.9, "regime", Up),
        row("term.5", 0.1, 0.9, "regime", Up),
        row("loosening_wait", 0.3, 0.95, "loosened", Down),
        row("termination_wait", 0.001, 0.9, "years_without", Down)
            .goes()
            .with(&[("exit_year", 19.0)]),
        row("exit_year", 5.0, 12.0, "years_without", Down)
            .goes()
            .with(&[("termination_wait", 0.99)]),
        row("nuclear.other_provider.years", 2.0, 6.0, "r_nuc", Down)
            .gone()
            .on(vec![unarmed(NuclearStage::OtherProvider)]),
        row("nuclear.other_provider.cost", 0.0, 0.001, "spending.nuclear", Up)
            .on(vec![unarmed(NuclearStage::OtherProvider)]),
        row("nuclear.other_provider.keeps", 0.1, 0.5, "war.expert", Down)
            .gone()
            .on(vec![unarmed(NuclearStage::OtherProvider)]),
        row("nuclear.sharing.years", 2.0, 5.0, "cover_level", Down)
            .on(vec![unarmed(NuclearStage::Sharing)]),
        row("nuclear.sharing.cost", 0.0, 0.001, "spending.nuclear", Up)
            .on(vec![unarmed(NuclearStage::Sharing)]),
        row("nuclear.sharing.keeps", 0.7, 1.0, "r_nuc", Up)
            .on(vec![unarmed(NuclearStage::Sharing)])
            .with(&[("term.1", 0.5)]),
        row("nuclear.device.years", 1.0, 5.0, "own_stage", Down).on(device()),
        row("nuclear.device.cost", 0.0, 0.001, "spending.nuclear", Up).on(device()),
        row("nuclear.device.keeps", 0.05, 0.3, "war.expert.psi100", Down).gone().on(device()),
        row("nuclear.minimal.years", 5.0, 10.0, "own_stage", Down).on(arming()),
        row("nuclear.minimal.cost", 0.0, 0.003, "spending.nuclear", Up).on(arming()),
        row("nuclear.minimal.keeps", 0.3, 0.7, "war.expert.psi100", Down).gone().on(arming()),
        row("nuclear.survivable.years", 12.0, 16.0, "own_stage", Down).on(arming()),
        row("nuclear.survivable.cost", 0.0, 0.003, "spending.nuclear", Up).on(arming()),
        row("nuclear.survivable.keeps", 0.8, 1.0, "war.expert.psi100", Down)
            .gone()
            .on(arming())
            .with(&[("nuclear.survivable.years", 12.0), ("preventive_wait", 0.99)]),
        row("preventive_tied", 0.0, 0.2, "preventive_ever", Up).on(arming()),
        row("preventive_untied", 0.0, 0.4, "preventive_ever", Up).gone().on(arming()),
        row("preventive_wait", 0.001, 0.9, "preventive_ever", Down).on(arming()),
        row("preventive_setback", 1.0, 8.0, "own_stage", Down)
            .on(arming())
            .with(&[("preventive_wait", 0.001)]),
        row("z.slope.any", -0.5, 0.5, "risk.any", Up),
        row("z.baseline.any", -0.5, 0.5, "risk.any", Up),
        row("z.slope.force", -0.5, 0.5, "risk.force", Up),
        row("z.baseline.force", -0.5, 0.5, "risk.force", Up),
        row("z.slope.fatal", -0.5, 0.5, "risk.fatal", Up),
        row("z.baseline.fatal", -0.5, 0.5, "risk.fatal", Up),
        row("war.north.historical", 0.0005, 0.002, "war.historical", Up),
        row("war.north.expert", 0.01, 0.05, "war.expert", Up),
        row("war.west.historical", 0.0005, 0.002, "war_ever.historical", Up),
        row("war.west.expert", 0.01, 0.05, "war_ever.expert", Up),
        row("coercion_patron", 0.01, 0.04, "coercion.patron", Up),
        row("coercion_challengers", 0.01, 0.04, "coercion.challengers", Up),
        row("coercion_pressure", 0.1, 0.3, "coercion.challengers", Up),
        row("accommodation", -0.5, 0.5, "coercion.challengers", Down).gone(),
        row("sanction_loss", 0.01, 0.06, "coercion.sanctions", Up).on(device()),
        row("alignment_without", 0.4, 0.9, "alignment", Up).gone(),
        row("contingency.strait.historical", 0.001, 0.002, "spillover.strait.historical", Up),
        row("contingency.strait.expert", 0.01, 0.02, "entrapment.strait.expert", Up),
        row("contingency.strait.intervenes", 0.3, 0.8, "entrapment.strait.historical", Up),
        row("contingency.strait.access", 0.5, 0.9, "entrapment.strait.expert", Up),
        row("contingency.strait.joins", 0.2, 0.6, "entrapment.strait.historical", Up),
        row("contingency.strait.spills", 0.1, 0.5, "spillover_ever.expert", Up),
        row("contingency.strait.sensitivity", 0.2, 1.5, "contingency.strait.expert", Up).gone(),
    ]
}

fn check(row: &Row) -> Result<(), String> {
    let sim = Simulator::new(row.setup.clone()).unwrap();
    let at = |v: f64| {
        let mut but = row.but.clone();
        but.push((row.input, v));
        let out = one(&sim, &row.path, row.world, &but);
        assert_eq!(out.failures(), [0], "{} at {v}", row.input);
        total(&out, row.outcome)
    };
    let (a, b) = (at(row.from), at(row.to));
    let right = match row.way {
        Up => b > a * (1.0 + 1e-9) + 1e-12 * f64::from(u8::from(a == 0.0)),
        Down => b < a * (1.0 - 1e-9),
    };
    if right {
        Ok(())
    } else {
        Err(format!("{}: {} goes {:?}: {a} -> {b}", row.input, row.outcome, row.way))
    }
}

#[test]
fn every_input_moves_an_outcome_its_way() {
    let rows = rows();
    let wrong: Vec<String> = rows.iter().filter_map(|r| check(r).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let sim = Simulator::new(small()).unwrap();
    for def in sim.inputs() {
        assert!(rows.iter().any(|r| r.input == def.name), "no row for `{}`", def.name);
    }
}

#[test]
fn every_lever_moves_outcomes_its_way() {
    let sim = Simulator::new(small()).unwrap();
    let access = |kept| Lever::Access { kept, ramp: ramp(2028, 2) };
    let heavy = {
        let mut s = small();
        s.setting.w = 0.5;
        Simulator::new(s).unwrap()
    };
    let gone = World::PatronGoesIn(Year(2030));
    let stays = World::PatronStays;
    let table: Vec<(Vec<Lever>, World, &str, Way)> = vec![
        (vec![spending(0.04, 2027, 5)], stays, "self_sufficiency", Up),
        (vec![spending(0.04, 2027, 5)], stays, "risk.any", Down),
        (vec![spending(0.04, 2027, 5)], stays, "war.expert.psi0", Down),
        (vec![spending(0.04, 2027, 5)], stays, "money_sum", Up),
        (vec![spending(0.01, 2027, 5)], stays, "balance", Down),
        (vec![access(0.0)], stays, "neighbour.island.support", Down),
        (vec![access(0.0)], stays, "neighbour.peninsula.odds", Up),
        (vec![access(0.0)], stays, "odds.west", Up),
        (vec![access(0.0)], stays, "entrapment_ever.expert", Down),
        (vec![access(0.3)], stays, "spending.hosting", Down),
        (vec![access(0.3)], stays, "reversibility", Down),
        (vec![treaty(TreatyState::Revised, 2027)], stays, "freedom_of_action", Up),
        (vec![treaty(TreatyState::AccessOnly, 2027)], stays, "uncovered_years", Up),
        (vec![treaty(TreatyState::Ended, 2027)], stays, "r_conv.west", Down),
        (vec![treaty(TreatyState::Ended, 2027)], stays, "war.historical", Up),
        (vec![treaty(TreatyState::Ended, 2027)], stays, "distance", Up),
        (vec![treaty(TreatyState::Ended, 2027)], stays, "coercion.patron", Up),
        (vec![treaty(TreatyState::Ended, 2027)], stays, "abandonment.expert", Down),
        (vec![treaty(TreatyState::Ended, 2027)], stays, "alone.expert", Up),
        (vec![stage(NuclearStage::OtherProvider, 2027)], gone, "uncovered_years", Down),
        (vec![stage(NuclearStage::Sharing, 2027)], stays, "cover_level", Up),
        (vec![stage(NuclearStage::Device, 2027)], gone, "war.expert.psi100", Down),
        (vec![stage(NuclearStage::Device, 2027)], stays, "coercion.sanctions", Up),
        (vec![stage(NuclearStage::Device, 2027)], stays, "reversibility", Down),
        (
            vec![stage(NuclearStage::Device, 2027), stage(NuclearStage::Minimal, 2027)],
            gone,
            "r_nuc",
            Up,
        ),
        (arming(), gone, "uncovered_years", Down),
        (vec![Lever::Alignment { to: 0.2, ramp: ramp(2028, 2) }], stays, "alignment", Down),
        (vec![Lever::Alignment { to: 0.2, ramp: ramp(2028, 2) }], stays, "coercion.patron", Up),
        (
            vec![Lever::Trade { patron: 0.5, challengers: 0.5, ramp: ramp(2028, 2) }],
            stays,
            "coercion.challengers",
            Down,
        ),
        (
            vec![Lever::Trade { patron: 0.5, challengers: 0.0, ramp: ramp(2028, 2) }],
            stays,
            "coercion.patron",
            Down,
        ),
        (vec![Lever::Role { to: 5.0, year: Year(2029) }], stays, "freedom_of_action", Up),
        (
            vec![Lever::Partner {
                id: "south".into(),
                share: 0.6,
                reliability: Some(0.5),
                ramp: ramp(2028, 2),
            }],
            stays,
            "risk.force.west",
            Down,
        ),
    ];
    let mut wrong = Vec::new();
    for (levers, world, outcome, way) in table {
        let a = total(&one(&sim, &path(vec![]), world, &[]), outcome);
        let b = total(&one(&sim, &path(levers.clone()), world, &[]), outcome);
        if (way == Up && b <= a) || (way == Down && b >= a) {
            wrong.push(format!("{levers:?}: {outcome} goes {way:?}: {a} -> {b}"));
        }
    }
    // Personnel count where the weight of money is below 1, up to the ceiling.
    let heads = |to| path(vec![Lever::Personnel { to_heads: to, ramp: ramp(2027, 3) }]);
    let own = |sim: &Simulator, p: &PathDef| total(&one(sim, p, stays, &[]), "own");
    let today = own(&heavy, &path(vec![]));
    if own(&heavy, &heads(240_000.0)) <= today || own(&heavy, &heads(150_000.0)) >= today {
        wrong.push("personnel".into());
    }
    let last = |to: f64| series(&one(&heavy, &heads(to), stays, &[]), "own")[19];
    if last(250_000.0) != last(9e9) {
        wrong.push("the ceiling does not hold".into());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_setting_moves_outcomes_its_way() {
    type Change = fn(&mut Setting);
    let table: Vec<(Change, World, &str, Way)> = vec![
        (|s| s.epsilon = 0.3, World::PatronGoesIn(Year(2030)), "own", Down),
        (|s| s.follow = Follow::All, World::PatronGoesIn(Year(2030)), "odds.west", Up),
        (|s| s.kappa = 2.0, World::PatronGoesIn(Year(2030)), "risk.any.west", Up),
        (|s| s.basing = Basing::None, World::PatronStays, "odds.west", Up),
        (|s| s.basing = Basing::Surge, World::PatronStays, "odds.west", Down),
    ];
    for (change, world, outcome, way) in table {
        let mut setup = small();
        let a = total(
            &one(&Simulator::new(setup.clone()).unwrap(), &path(vec![]), world, &[]),
            outcome,
        );
        change(&mut setup.setting);
        let b = total(&one(&Simulator::new(setup).unwrap(), &path(vec![]), world, &[]), outcome);
        assert!((way == Up && b > a) || (way == Down && b < a), "{outcome} {way:?}: {a} -> {b}");
    }
    // The setting's nuclear share is read on its own: at the three fixed shares it is their column,
    // between them the geometric mean's line.
    let at = |psi: f64| {
        let mut setup = small();
        setup.setting.psi = psi;
        one(&Simulator::new(setup).unwrap(), &path(vec![]), World::PatronGoesIn(Year(2030)), &[])
    };
    for (psi, name) in [(0.0, "psi0"), (0.5, "psi50"), (1.0, "psi100")] {
        let out = at(psi);
        assert_eq!(series(&out, "war.expert"), series(&out, &format!("war.expert.{name}")));
    }
    let quarter = at(0.25);
    let between = total(&quarter, "war.expert");
    let ends = ["psi0", "psi50"].map(|p| total(&quarter, &format!("war.expert.{p}")));
    assert!(ends[0].min(ends[1]) < between && between < ends[0].max(ends[1]), "{ends:?} {between}");
    // The hazard scale is no switch here: both stand side by side in columns of their own.
    let mut setup = small();
    setup.setting.hazard = antumbra_core::HazardScale::Expert;
    let a = one(&Simulator::new(setup).unwrap(), &path(vec![]), World::PatronStays, &[]);
    let b = one(&Simulator::new(small()).unwrap(), &path(vec![]), World::PatronStays, &[]);
    assert_eq!(a, b);
}
