//! The outcomes of a setup, one by one, in their order.

use super::{Direction, Group, OutcomeDef, PSIS, Places, SCALES};
use crate::setup::Setup;
use antumbra_deter::evidence::Severity;

struct List {
    defs: Vec<OutcomeDef>,
    yearly: bool,
    first_once: usize,
}

impl List {
    fn add(
        &mut self,
        name: impl Into<String>,
        meaning: impl Into<String>,
        unit: &'static str,
        direction: Direction,
        group: Group,
        range: (f64, f64),
    ) -> usize {
        self.defs.push(OutcomeDef {
            name: name.into(),
            meaning: meaning.into(),
            unit,
            direction,
            group,
            about: None,
            range,
            yearly: self.yearly,
        });
        self.defs.len() - 1 - self.first_once
    }

    fn about(&mut self, place: usize, index: usize) -> usize {
        let at = place + self.first_once;
        self.defs[at].about = Some(index);
        place
    }
}

/// The group of a scale's outcomes.
fn scale_group(scale: usize) -> Group {
    if scale == 0 { Group::WarHistorical } else { Group::WarExpert }
}

/// The largest yearly hazard of a scale's histograms.
fn scale_most(scale: usize) -> f64 {
    if scale == 0 { 0.01 } else { 0.2 }
}

/// The definitions with their places.
pub(crate) fn build(setup: &Setup) -> (Vec<OutcomeDef>, Places) {
    let mut l = List { defs: Vec::new(), yearly: true, first_once: 0 };
    let mut at = Places::default();
    challenges(&mut l, &mut at, setup);
    wars(&mut l, &mut at, setup);
    means(&mut l, &mut at);
    standing(&mut l, &mut at);
    neighbours(&mut l, &mut at, setup);
    l.yearly = false;
    l.first_once = l.defs.len();
    totals(&mut l, &mut at, setup);
    (l.defs, at)
}

fn challenges(l: &mut List, at: &mut Places, setup: &Setup) {
    use Direction::{Higher, Lower};
    for (s, severity) in Severity::ALL.into_iter().enumerate() {
        let (name, group) = (severity.name(), Group::Challenge(severity));
        at.risk[s] = l.add(
            format!("risk.{name}"),
            "expected challenges in the year by all challengers, the past frozen as it is today",
            "per year",
            Lower,
            group,
            (0.0, 1.5),
        );
        at.updated[s] = l.add(
            format!("risk_updated.{name}"),
            "the same with the past moved forward by what is expected",
            "per year",
            Lower,
            group,
            (0.0, 1.5),
        );
    }
    for (i, c) in setup.challengers.iter().enumerate() {
        let mut risk = [0; 3];
        for (s, severity) in Severity::ALL.into_iter().enumerate() {
            let p = l.add(
                format!("risk.{}.{}", severity.name(), c.id),
                "the probability of a challenge by this challenger in the year, the past frozen",
                "per year",
                Lower,
                Group::Challenge(severity),
                (0.0, 1.0),
            );
            risk[s] = l.about(p, i);
        }
        at.risk_by.push(risk);
        let p = l.add(
            format!("odds.{}", c.id),
            "the challenger's share of the contest: p",
            "share",
            Lower,
            Group::Balance,
            (0.0, 1.0),
        );
        at.odds.push(l.about(p, i));
        let p = l.add(
            format!("r_conv.{}", c.id),
            "conventional cover that is left against this challenger: 1 today's, 0 none",
            "share",
            Higher,
            Group::Own,
            (0.0, 1.0),
        );
        at.r_conv.push(l.about(p, i));
    }
}

fn wars(l: &mut List, at: &mut Places, setup: &Setup) {
    use Direction::Lower;
    for (k, scale) in SCALES.into_iter().enumerate() {
        let (group, most) = (scale_group(k), scale_most(k));
        let mut one = |name: String, meaning: &str| {
            l.add(name, meaning, "per year", Lower, group, (0.0, most))
        };
        let war = "yearly hazard of war on the client, all challengers";
        for (p, (_, psi)) in PSIS.into_iter().enumerate() {
            at.war[k][p] = one(format!("war.{scale}.{psi}"), war);
        }
        at.war[k][3] =
            one(format!("war.{scale}"), "the same at the setting's nuclear share of the effect");
        at.abandonment[k] = one(
            format!("abandonment.{scale}"),
            "war while a pact promises help that does not come",
        );
        at.alone[k] =
            one(format!("alone.{scale}"), "war without the patron's help, for whatever reason");
    }
    for (i, c) in setup.contingencies.iter().enumerate() {
        let mut both = [[0; 3]; 2];
        for (k, scale) in SCALES.into_iter().enumerate() {
            let names = [
                ("contingency", "yearly hazard of this war of others"),
                (
                    "entrapment",
                    "this war, the patron in it, the client's bases open and the client joining",
                ),
                ("spillover", "this war reaching the client whatever it does"),
            ];
            for (n, (name, meaning)) in names.into_iter().enumerate() {
                let p = l.add(
                    format!("{name}.{}.{scale}", c.id),
                    meaning,
                    "per year",
                    Lower,
                    scale_group(k),
                    (0.0, scale_most(k)),
                );
                both[k][n] = l.about(p, i);
            }
        }
        at.contingency.push(both);
    }
}

fn means(l: &mut List, at: &mut Places) {
    use Direction::{Higher, Lower, Neutral};
    let share = "share of GDP";
    let coercion = [
        ("coercion.patron", "GDP lost in the year to the patron's coercion"),
        ("coercion.challengers", "GDP lost in the year to the challengers' coercion"),
        ("coercion.sanctions", "GDP lost in the year to sanctions against a nuclear programme"),
        ("coercion", "GDP lost in the year to coercion from all sides"),
    ];
    for (n, (name, meaning)) in coercion.into_iter().enumerate() {
        at.coercion[n] = l.add(name, meaning, share, Lower, Group::Coercion, (0.0, 0.1));
    }
    let spending = [
        ("spending.conventional", "spending on conventional forces"),
        ("spending.nuclear", "spending on nuclear replacement"),
        ("spending.hosting", "spending on hosting the patron's forces"),
        ("spending", "all of these together"),
    ];
    for (n, (name, meaning)) in spending.into_iter().enumerate() {
        at.spending[n] = l.add(name, meaning, share, Lower, Group::Cost, (0.0, 0.1));
    }
    at.money = l.add(
        "money",
        "all spending in money of the first year, in the setup's unit",
        "money",
        Lower,
        Group::Cost,
        (0.0, 100.0),
    );
    at.own = l.add(
        "own",
        "own usable capability over today's",
        "factor",
        Higher,
        Group::Own,
        (0.0, 5.0),
    );
    at.unabsorbed = l.add(
        "unabsorbed",
        "spending that the forces could not absorb, over today's spending",
        "factor",
        Lower,
        Group::Cost,
        (0.0, 2.0),
    );
    at.self_sufficiency = l.add(
        "self_sufficiency",
        "own capability over what the standard asks against the strongest challenger",
        "factor",
        Higher,
        Group::Own,
        (0.0, 2.0),
    );
    at.balance = l.add(
        "balance",
        "the coalition's share of the capability in the theatre, each member weighted by the chance that it takes part",
        "share",
        Higher,
        Group::Balance,
        (0.0, 1.0),
    );
    at.r_nuc = l.add(
        "r_nuc",
        "nuclear cover that is left: 1 today's, 0 none",
        "share",
        Higher,
        Group::Nuclear,
        (0.0, 1.0),
    );
    at.cover_level = l.add(
        "cover_level",
        "level of others' nuclear cover, an ordinal",
        "0 to 5",
        Neutral,
        Group::Nuclear,
        (0.0, 5.0),
    );
    at.own_stage = l.add(
        "own_stage",
        "own nuclear stage: 0 none, 1 device, 2 minimal, 3 survivable",
        "0 to 3",
        Neutral,
        Group::Nuclear,
        (0.0, 3.0),
    );
}

fn standing(l: &mut List, at: &mut Places) {
    use Direction::{Higher, Lower, Neutral};
    let group = Group::Standing;
    at.freedom = l.add(
        "freedom_of_action",
        "legal role (0 to 6) and command (0 to 3), an ordinal",
        "0 to 9",
        Higher,
        group,
        (0.0, 9.0),
    );
    at.distance =
        l.add("distance", "distance from the patron", "0 to 100", Neutral, group, (0.0, 100.0));
    at.alignment = l.add(
        "alignment",
        "alignment with the patron's sanctions",
        "share",
        Neutral,
        group,
        (0.0, 1.0),
    );
    at.reversibility = l.add(
        "reversibility",
        "how easily the path is left again, an ordinal: 4 high, 0 very low",
        "0 to 4",
        Higher,
        group,
        (0.0, 4.0),
    );
    let group = Group::Patron;
    let unit = (0.0, 1.0);
    at.reliability = l.add(
        "reliability",
        "what the challengers believe of the patron in the year",
        "probability",
        Higher,
        group,
        unit,
    );
    at.acted = l.add(
        "reliability_acted",
        "that the patron would fight in the year",
        "probability",
        Higher,
        group,
        unit,
    );
    at.trust =
        l.add("trust", "people who think that the patron would come", "share", Higher, group, unit);
    at.present =
        l.add("patron_here", "1 while the patron is there", "0 or 1", Neutral, group, unit);
    at.regime =
        l.add("regime", "index of the patron's regime", "index", Neutral, group, (0.0, 8.0));
    at.exit_hazard = l.add(
        "exit_hazard",
        "yearly hazard that the patron's politics end the treaty; not carried out where it stays",
        "per year",
        Lower,
        group,
        (0.0, 0.05),
    );
}

fn neighbours(l: &mut List, at: &mut Places, setup: &Setup) {
    for (i, n) in setup.neighbours.iter().enumerate() {
        let odds = l.add(
            format!("neighbour.{}.odds", n.id),
            "the attacker's share of the contest over this neighbour",
            "share",
            Direction::Lower,
            Group::Neighbour,
            (0.0, 1.0),
        );
        let support = l.add(
            format!("neighbour.{}.support", n.id),
            "what would defend this neighbour, over today's",
            "factor",
            Direction::Higher,
            Group::Neighbour,
            (0.0, 3.0),
        );
        at.neighbour.push([l.about(odds, i), l.about(support, i)]);
    }
}

fn totals(l: &mut List, at: &mut Places, setup: &Setup) {
    use Direction::{Higher, Lower, Neutral};
    let frozen = "expected challenges per decade over the horizon, the past frozen";
    let updated = "expected challenges per decade over the horizon, the past moved forward";
    let decade = "per decade";
    for (s, severity) in Severity::ALL.into_iter().enumerate() {
        let (name, group) = (severity.name(), Group::Challenge(severity));
        at.events[s] = l.add(format!("events.{name}"), frozen, decade, Lower, group, (0.0, 15.0));
        at.events_updated[s] =
            l.add(format!("events_updated.{name}"), updated, decade, Lower, group, (0.0, 15.0));
    }
    for (i, c) in setup.challengers.iter().enumerate() {
        let (mut a, mut b) = ([0; 3], [0; 3]);
        for (s, severity) in Severity::ALL.into_iter().enumerate() {
            let (name, group) = (severity.name(), Group::Challenge(severity));
            let id = &c.id;
            let p = l.add(format!("events.{name}.{id}"), frozen, decade, Lower, group, (0.0, 10.0));
            a[s] = l.about(p, i);
            let p = l.add(
                format!("events_updated.{name}.{id}"),
                updated,
                decade,
                Lower,
                group,
                (0.0, 10.0),
            );
            b[s] = l.about(p, i);
        }
        at.events_by.push(a);
        at.events_updated_by.push(b);
    }
    for (k, scale) in SCALES.into_iter().enumerate() {
        let mut one = |name: String, meaning: &str| {
            l.add(name, meaning, "probability", Lower, scale_group(k), (0.0, 1.0))
        };
        let war = "probability of at least one war on the client over the horizon";
        for (p, (_, psi)) in PSIS.into_iter().enumerate() {
            at.war_ever[k][p] = one(format!("war_ever.{scale}.{psi}"), war);
        }
        at.war_ever[k][3] = one(format!("war_ever.{scale}"), war);
        at.abandonment_ever[k] =
            one(format!("abandonment_ever.{scale}"), "probability of abandonment over the horizon");
        at.entrapment_ever[k] =
            one(format!("entrapment_ever.{scale}"), "probability of entrapment over the horizon");
        at.spillover_ever[k] =
            one(format!("spillover_ever.{scale}"), "probability of spill-over over the horizon");
    }
    at.coercion_sum = l.add(
        "coercion_sum",
        "GDP lost to coercion over the horizon",
        "GDP-years",
        Lower,
        Group::Coercion,
        (0.0, 1.0),
    );
    let share = "share of GDP";
    at.spending_mean = l.add(
        "spending_mean",
        "mean spending over the horizon",
        share,
        Lower,
        Group::Cost,
        (0.0, 0.1),
    );
    at.spending_peak = l.add(
        "spending_peak",
        "spending in the dearest year",
        share,
        Lower,
        Group::Cost,
        (0.0, 0.1),
    );
    at.money_sum = l.add(
        "money_sum",
        "all spending over the horizon in money of the first year, undiscounted",
        "money",
        Lower,
        Group::Cost,
        (0.0, 1000.0),
    );
    let years = (0.0, setup.horizon_years as f64);
    at.years_sufficient = l.add(
        "years_sufficient",
        "years in which the standard is met by own capability",
        "years",
        Higher,
        Group::Own,
        years,
    );
    at.uncovered_years = l.add(
        "uncovered_years",
        "years without a pact's nuclear cover and without own weapons; 0 where no challenger is armed",
        "years",
        Lower,
        Group::Nuclear,
        years,
    );
    at.preventive = l.add(
        "preventive_ever",
        "1 where a preventive attack on an own programme comes",
        "0 or 1",
        Lower,
        Group::Nuclear,
        (0.0, 1.0),
    );
    at.exit_probability = l.add(
        "exit_probability",
        "probability that the patron's own politics end the treaty over the horizon",
        "probability",
        Lower,
        Group::Patron,
        (0.0, 1.0),
    );
    at.years_without =
        l.add("years_without", "years without the patron", "years", Neutral, Group::Patron, years);
    at.loosened = l.add(
        "loosened",
        "1 where the patron loosens",
        "0 or 1",
        Neutral,
        Group::Patron,
        (0.0, 1.0),
    );
    at.outside_grid = l.add(
        "outside_grid",
        "1 where decisiveness lies beyond the estimates' nodes and is held at the nearest",
        "0 or 1",
        Neutral,
        Group::Check,
        (0.0, 1.0),
    );
}
