//! The inputs of a setup, one by one, in their order.

use super::{InputDef, Layout, RELIABILITY, Suggestion};
use crate::setup::Setup;
use antumbra_core::Range;
use antumbra_deter::evidence::Severity;

struct List {
    defs: Vec<InputDef>,
}

impl List {
    fn add(
        &mut self,
        name: impl Into<String>,
        meaning: impl Into<String>,
        unit: &'static str,
        domain: (f64, f64),
        suggestion: Suggestion,
    ) -> usize {
        self.defs.push(InputDef {
            name: name.into(),
            group: None,
            meaning: meaning.into(),
            unit,
            domain,
            suggestion,
            sources: &[],
        });
        self.defs.len() - 1
    }

    /// A share or probability.
    fn share(&mut self, name: &str, meaning: &str, lo: f64, mid: f64, hi: f64) -> usize {
        self.add(name, meaning, "share", (0.0, 1.0), percentiles(lo, mid, hi))
    }

    fn standard_uniform(&mut self, name: impl Into<String>, meaning: &str) -> usize {
        self.add(name, meaning, "uniform", (0.0, 1.0), Suggestion::Uniform(0.0, 1.0))
    }

    fn from(&mut self, at: usize, sources: &'static [&'static str]) -> usize {
        self.defs[at].sources = sources;
        at
    }

    fn grouped(&mut self, at: usize) -> usize {
        self.defs[at].group = Some(RELIABILITY);
        at
    }
}

fn percentiles(lo: f64, mid: f64, hi: f64) -> Suggestion {
    Suggestion::Percentiles(Range { lo, mid, hi })
}

/// Growth per year that the simulator takes.
const GROWTH: (f64, f64) = (-0.3, 0.3);
/// Years that the simulator takes.
const YEARS: (f64, f64) = (0.0, 60.0);

/// The inputs with their places.
pub(crate) fn build(setup: &Setup) -> (Vec<InputDef>, Layout) {
    let mut l = List { defs: Vec::new() };
    let mut at = Layout::default();
    beliefs(&mut l, &mut at);
    growth(&mut l, &mut at, setup);
    own(&mut l, &mut at, setup);
    treaty(&mut l, &mut at, setup);
    nuclear(&mut l, &mut at, setup);
    risks(&mut l, &mut at, setup);
    coercion(&mut l, &mut at);
    contingencies(&mut l, &mut at, setup);
    (l.defs, at)
}

fn beliefs(l: &mut List, at: &mut Layout) {
    let reads: &[&str] = &["berkemeier-fuhrmann-2018", "leeds-long-mitchell-2000"];
    let rho = Suggestion::Beta(3.5, 2.9);
    let unit = (0.0, 1.0);
    let i = l.add(
        "reliability",
        "what the challengers believe of the patron today: that it would come",
        "probability",
        unit,
        rho,
    );
    at.reliability = l.grouped(i);
    l.from(i, reads);
    let i = l.add(
        "reliability_acted",
        "that the patron would fight if an attack were serious",
        "probability",
        unit,
        rho,
    );
    at.acted = l.grouped(i);
    l.from(i, reads);
    let i = l.add(
        "trust",
        "people in the client who think that the patron would come: a share of people",
        "share",
        unit,
        percentiles(0.12, 0.20, 0.45),
    );
    at.trust = l.grouped(i);
    at.reliability_others = l.add(
        "reliability_others",
        "that another ally of today would come",
        "probability",
        unit,
        rho,
    );
    at.reliability_partners = l.add(
        "reliability_partners",
        "that a partner won by a lever would come",
        "probability",
        unit,
        percentiles(0.1, 0.3, 0.6),
    );
    let i = l.add(
        "decisiveness",
        "how far the contest turns on capability: m",
        "exponent",
        (0.02, 1.5),
        Suggestion::Normal(0.3, 0.1),
    );
    at.decisiveness = l.from(i, &["gml-mid", "cow-interstate-war"]);
    at.cover_leaves = l.add(
        "cover_leaves",
        "what today's full cover leaves of the hazard of war: u",
        "share",
        antumbra_deter::war::U,
        percentiles(0.04, 0.13, 0.28),
    );
    at.surge_share = l.add(
        "surge_share",
        "share of the patron's force that works from the client's bases within 60 days; read under basing = surge",
        "share",
        unit,
        percentiles(0.1, 0.3, 0.6),
    );
}

fn growth(l: &mut List, at: &mut Layout, setup: &Setup) {
    let client = setup.client.growth;
    at.growth_gdp = l.add(
        "growth_gdp",
        "yearly growth of the client's real GDP",
        "per year",
        GROWTH,
        Suggestion::Percentiles(client),
    );
    at.growth_patron = l.add(
        "growth_patron",
        "yearly growth of the patron's capability",
        "per year",
        GROWTH,
        Suggestion::Percentiles(setup.patron.growth),
    );
    at.growth_allies = l.add(
        "growth_allies",
        "yearly growth of other allies', partners' and neighbours' capability",
        "per year",
        GROWTH,
        percentiles(0.0, 0.02, 0.04),
    );
    for c in &setup.challengers {
        at.growth.push(l.add(
            format!("growth.{}", c.id),
            "yearly growth of this challenger's capability",
            "per year",
            GROWTH,
            Suggestion::Percentiles(c.growth),
        ));
        at.theatre.push(l.add(
            format!("theatre.{}", c.id),
            "its force that faces the client, as a multiple of what is counted",
            "factor",
            (0.01, 100.0),
            Suggestion::Percentiles(c.theatre),
        ));
    }
    at.arms_response = l.share(
        "arms_response",
        "growth that a challenger adds per unit of the client's build-up beyond its economy's growth",
        0.0,
        0.1,
        0.4,
    );
}

fn own(l: &mut List, at: &mut Layout, setup: &Setup) {
    at.depreciation = l.add(
        "depreciation",
        "share of the stock of capability that is lost in a year",
        "per year",
        (0.01, 0.5),
        percentiles(0.05, 0.08, 0.12),
    );
    at.absorption = l.add(
        "absorption",
        "the most by which the stock can grow in a year; spending beyond it is without effect",
        "per year",
        (0.0, 1.0),
        percentiles(0.06, 0.10, 0.18),
    );
    at.delivery = l.add(
        "delivery",
        "years from spending to usable stock",
        "years",
        (0.0, crate::sim::MOST_DELIVERY as f64),
        percentiles(1.0, 3.0, 6.0),
    );
    at.demography = setup.client.personnel.map(|p| {
        l.add(
            "demography",
            "yearly growth of the number of people who could serve",
            "per year",
            GROWTH,
            Suggestion::Percentiles(p.demography),
        )
    });
    at.munitions = setup.client.sustainment.map(|s| {
        l.add(
            "munitions_needed",
            "days of fighting that a war would ask for without the patron's stocks",
            "days",
            (1.0, 10_000.0),
            Suggestion::Percentiles(s.needed),
        )
    });
    at.trust_speed = l.share(
        "trust_speed",
        "share of the gap between trust and perceived reliability that closes in a year",
        0.1,
        0.3,
        0.6,
    );
    at.trust_response = l.add(
        "trust_response",
        "share of GDP that the client adds to spending per unit of trust lost",
        "share of GDP",
        (0.0, 0.2),
        percentiles(0.0, 0.01, 0.04),
    );
}

fn treaty(l: &mut List, at: &mut Layout, setup: &Setup) {
    let t = &setup.treaty;
    at.treaty_lead = l.add(
        "treaty_lead",
        "years that a new text of the treaty takes",
        "years",
        YEARS,
        Suggestion::Percentiles(t.lead),
    );
    at.revised_belief = l.add(
        "revised_belief",
        "factor of a revised treaty on belief and on action",
        "factor",
        (0.0, 3.0),
        Suggestion::Percentiles(t.revised_belief),
    );
    at.notice_belief = l.share(
        "notice_belief",
        "share of belief that is left once the client has given notice",
        0.4,
        0.7,
        0.95,
    );
    at.access_only_tie = l.share(
        "access_only_tie",
        "share of belief and of action that is left when only access to bases is agreed",
        0.1,
        0.3,
        0.6,
    );
    at.access_only_nuclear = l.share(
        "access_only_nuclear",
        "share of the nuclear part of cover that is left when only access to bases is agreed",
        0.0,
        0.2,
        0.5,
    );
    at.loosening = l.add(
        "loosening_hazard",
        "yearly hazard that the patron loosens under today's regime",
        "per year",
        (0.0, 2.0),
        Suggestion::Percentiles(setup.politics.loosening),
    );
    at.loosening_size = l.share(
        "loosening_size",
        "share of belief, action and presence that a loosening takes",
        0.1,
        0.3,
        0.6,
    );
    at.demand_pressure = l.add(
        "demand_pressure",
        "how much an unmet demand for spending raises the hazard of loosening: 1 doubles it when all is unmet",
        "factor",
        (0.0, 20.0),
        percentiles(0.0, 1.0, 4.0),
    );
    at.termination = l.add(
        "termination_hazard",
        "yearly hazard that the patron ends the treaty under today's regime",
        "per year",
        (0.0, 2.0),
        Suggestion::Percentiles(setup.politics.termination),
    );
    for k in 0..setup.terms() {
        at.term.push(l.standard_uniform(
            format!("term.{}", k + 1),
            "chooses the regime of a coming term of the patron",
        ));
    }
    at.loosening_wait =
        l.standard_uniform("loosening_wait", "when the patron loosens, as a waiting time");
    at.termination_wait = l.standard_uniform(
        "termination_wait",
        "when the patron's politics end the treaty, as a waiting time; read where the patron goes",
    );
    at.exit_year = l.add(
        "exit_year",
        "years from the first year to the patron's exit; read where the patron goes",
        "years",
        (0.0, 200.0),
        Suggestion::Uniform(1.0, setup.horizon_years.max(2) as f64),
    );
}

fn nuclear(l: &mut List, at: &mut Layout, setup: &Setup) {
    for o in &setup.nuclear {
        let name = o.stage.name();
        let years = l.add(
            format!("nuclear.{name}.years"),
            "years from the decision to this stage",
            "years",
            YEARS,
            Suggestion::Percentiles(o.years),
        );
        let cost = l.add(
            format!("nuclear.{name}.cost"),
            "its yearly cost from the decision on",
            "share of GDP",
            (0.0, 0.2),
            Suggestion::Percentiles(o.gdp_share),
        );
        let keeps = l.add(
            format!("nuclear.{name}.keeps"),
            "the share of the nuclear part of today's cover that it keeps",
            "share",
            (0.0, 1.0),
            Suggestion::Percentiles(o.r_nuc),
        );
        at.nuclear.push([years, cost, keeps]);
    }
    let hazard = (0.0, 2.0);
    at.preventive_tied = l.add(
        "preventive_tied",
        "yearly hazard of a preventive attack on an own programme under the patron's tie",
        "per year",
        hazard,
        percentiles(0.001, 0.0025, 0.005),
    );
    at.preventive_untied = l.add(
        "preventive_untied",
        "the same without the tie",
        "per year",
        hazard,
        percentiles(0.01, 0.02, 0.03),
    );
    at.preventive_wait =
        l.standard_uniform("preventive_wait", "when a preventive attack comes, as a waiting time");
    at.setback = l.add(
        "preventive_setback",
        "years by which a preventive attack sets an own programme back",
        "years",
        YEARS,
        percentiles(2.0, 5.0, 10.0),
    );
}

fn risks(l: &mut List, at: &mut Layout, setup: &Setup) {
    let normal = (-8.0, 8.0);
    for (s, severity) in Severity::ALL.into_iter().enumerate() {
        let name = severity.name();
        at.z_slope[s] = l.add(
            format!("z.slope.{name}"),
            "standard normal draw of the contest's coefficient",
            "standard deviations",
            normal,
            Suggestion::Normal(0.0, 1.0),
        );
        at.z_baseline[s] = l.add(
            format!("z.baseline.{name}"),
            "standard normal draw of what of the baselines is uncorrelated with that coefficient; common to all challengers",
            "standard deviations",
            normal,
            Suggestion::Normal(0.0, 1.0),
        );
    }
    for c in &setup.challengers {
        let mut one = |scale: &str, range| {
            l.add(
                format!("war.{}.{scale}", c.id),
                format!(
                    "yearly hazard of war with this challenger without any cover, {scale} scale"
                ),
                "per year",
                (0.0, 2.0),
                Suggestion::Percentiles(range),
            )
        };
        at.war.push([one("historical", c.war_historical), one("expert", c.war_expert)]);
    }
}

fn coercion(l: &mut List, at: &mut Layout) {
    at.coercion_patron = l.share(
        "coercion_patron",
        "share of the trade-exposed GDP that the patron's full coercion takes in a year",
        0.005,
        0.02,
        0.05,
    );
    at.coercion_challengers = l.share(
        "coercion_challengers",
        "share of the trade-exposed GDP that the challengers' full coercion takes in a year",
        0.005,
        0.02,
        0.05,
    );
    at.pressure = l.share(
        "coercion_pressure",
        "how much of their full coercion the challengers apply today",
        0.05,
        0.15,
        0.4,
    );
    at.accommodation = l.add(
        "accommodation",
        "how the challengers' pressure answers distance from the patron: 1 full relief, -1 full pressure",
        "factor",
        (-1.0, 1.0),
        percentiles(-0.5, 0.2, 0.7),
    );
    at.sanction_loss = l.share(
        "sanction_loss",
        "GDP lost in a year of sanctions against an own nuclear programme",
        0.01,
        0.03,
        0.08,
    );
    at.alignment_without = l.share(
        "alignment_without",
        "share of the alignment with the patron that is left once it has gone",
        0.4,
        0.7,
        0.9,
    );
}

fn contingencies(l: &mut List, at: &mut Layout, setup: &Setup) {
    for c in &setup.contingencies {
        let mut one = |name: &str, meaning: &str, unit, most, range| {
            l.add(
                format!("contingency.{}.{name}", c.id),
                meaning,
                unit,
                (0.0, most),
                Suggestion::Percentiles(range),
            )
        };
        at.contingency.push([
            one(
                "historical",
                "its yearly hazard today, historical scale",
                "per year",
                2.0,
                c.historical,
            ),
            one("expert", "its yearly hazard today, expert scale", "per year", 2.0, c.expert),
            one("intervenes", "that the patron intervenes", "probability", 1.0, c.intervenes),
            one("access", "that the client opens its bases to it", "probability", 1.0, c.access),
            one("joins", "that the client then joins in combat", "probability", 1.0, c.joins),
            one(
                "spills",
                "that the war reaches the client whatever it does",
                "probability",
                1.0,
                c.spills,
            ),
            one(
                "sensitivity",
                "log hazard per unit of the challenger's log advantage there",
                "per unit",
                10.0,
                c.sensitivity,
            ),
        ]);
    }
}
