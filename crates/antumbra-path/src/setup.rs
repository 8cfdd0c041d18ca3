//! What is constant in a run: the client, those around it, and what could be done.
//!
//! Capabilities are shares of the system's total of the first year, under one gauge and one weight
//! of money. Only ratios of them enter a result, so the system's growth cancels. Money is in the
//! unit that [`Client::money_unit`] names; shares of GDP use the definition of the assessment.

use crate::evidence::{Baselines, Evidence};
use antumbra_core::{Range, Setting, StateId, Year};

/// Most years that may be simulated: beyond, neither growth nor treaties can be said to last.
pub const MOST_YEARS: usize = 60;

/// Everything that is constant in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// The first simulated year: today.
    pub first_year: Year,
    /// How many years, the first among them; 1 to [`MOST_YEARS`].
    pub horizon_years: usize,
    /// The setting. λ, the measure and the exchange rate are already in the capabilities; w, ψ, κ,
    /// basing, ε, follow and the hazard scale are read here.
    pub setting: Setting,
    /// The standard of self-sufficiency: own capability over the challenger's.
    pub standard: f64,
    /// The client.
    pub client: Client,
    /// The patron.
    pub patron: Patron,
    /// Other states that owe the client defence.
    pub others: Vec<Other>,
    /// States that could come to owe the client something, by a lever.
    pub partners: Vec<Partner>,
    /// Who might attack; at least one.
    pub challengers: Vec<Challenger>,
    /// The estimates at the nodes of decisiveness and reliability.
    pub evidence: Evidence,
    /// The treaty between client and patron.
    pub treaty: Treaty,
    /// The patron's politics.
    pub politics: Politics,
    /// What could replace the patron's nuclear cover.
    pub nuclear: Vec<NuclearOption>,
    /// Other states whose defence hangs on the client's bases.
    pub neighbours: Vec<Neighbour>,
    /// Wars of others that could reach the client.
    pub contingencies: Vec<Contingency>,
}

/// A force on its way to a theatre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Force {
    /// Capability at home.
    pub capability: f64,
    /// The share that arrives from home: `(1 + D / 500 km)^-λ`.
    pub arrival: f64,
    /// The share of personnel in the theatre, which loses nothing by distance.
    pub presence: f64,
}

impl Force {
    /// What arrives when a share `a` already stands there: `c [a + (1-a) arrival]`.
    pub fn reach(&self, a: f64) -> f64 {
        self.capability * (a + (1.0 - a) * self.arrival)
    }
}

/// The protected state.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Which state.
    pub state: StateId,
    /// Its capability at home.
    pub capability: f64,
    /// Today's spending, as a share of GDP.
    pub spending_share: f64,
    /// GDP of the first year, in `money_unit`.
    pub gdp: f64,
    /// The unit of money, for showing.
    pub money_unit: String,
    /// Yearly growth of real GDP (.01 is 1%).
    pub growth: Range,
    /// Personnel; needed when `setting.w` is below 1.
    pub personnel: Option<Personnel>,
    /// Munitions; `None` counts all stock as usable, which [`Setup::notes`] says.
    pub sustainment: Option<Sustainment>,
    /// Legal role of the forces today, an ordinal of 0 (no force) to 6 (unconstrained).
    pub role: f64,
    /// Alignment with the patron's sanctions and foreign policy today, 0 to 1.
    pub alignment: f64,
    /// Distance from the patron today, 0 to 100, on the scale of the actors' positions.
    pub distance: f64,
    /// Yearly cost of hosting the patron's forces, as a share of GDP.
    pub hosting_share: f64,
    /// GDP that hangs on trade with the patron, as a share.
    pub trade_patron: f64,
    /// GDP that hangs on trade with the challengers, as a share.
    pub trade_challengers: f64,
}

/// People in the forces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Personnel {
    /// Today's strength, persons.
    pub heads: f64,
    /// The most that could serve today, persons.
    pub ceiling: f64,
    /// Yearly growth of that ceiling (-.01 is a fall of 1%).
    pub demography: Range,
}

/// Munitions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sustainment {
    /// Days of fighting that today's own stocks last.
    pub days: f64,
    /// Days that a war would ask for.
    pub needed: Range,
}

/// The protector.
#[derive(Clone, Debug, PartialEq)]
pub struct Patron {
    /// Which state.
    pub state: StateId,
    /// Its force on the way to the client.
    pub force: Force,
    /// Yearly growth of its capability.
    pub growth: Range,
}

/// Another state that owes the client defence today.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Which state.
    pub state: StateId,
    /// Its force on the way to the client.
    pub force: Force,
    /// Challengers (by index) against which it does not count, being bound to them.
    pub bound_to: Vec<usize>,
}

/// A state whose help a lever could win.
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// Name in levers.
    pub id: String,
    /// Which state.
    pub state: StateId,
    /// Its force on the way to the client.
    pub force: Force,
    /// Challengers (by index) against which it does not count.
    pub bound_to: Vec<usize>,
}

/// A possible attacker.
#[derive(Clone, Debug, PartialEq)]
pub struct Challenger {
    /// Name in inputs and outcomes: lower case, no spaces, unique.
    pub id: String,
    /// Which state.
    pub state: StateId,
    /// Its capability in the client's theatre: decayed by distance, times the share that faces the
    /// client.
    pub reach: f64,
    /// Has it nuclear weapons? The nuclear layer is empty for one that has none.
    pub nuclear: bool,
    /// Does the patron count against it (it has no pact with it)?
    pub patron_counts: bool,
    /// Yearly growth of its capability.
    pub growth: Range,
    /// The share of its force that faces the client, as a multiple of what `reach` counts (mid 1).
    pub theatre: Range,
    /// Yearly hazard of war without any cover, by the record.
    pub war_historical: Range,
    /// Yearly hazard of war without any cover, by experts' judgement.
    pub war_expert: Range,
    /// Fitted baselines.
    pub baselines: Baselines,
}

/// The treaty between client and patron.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Treaty {
    /// Is there one?
    pub exists: bool,
    /// Years between notice and end.
    pub notice_years: u32,
    /// Years that a new text takes.
    pub lead: Range,
    /// What a revised treaty does to belief: a factor, 1 nothing.
    pub revised_belief: Range,
    /// Level of nuclear cover today, 0 to 5.
    pub cover_level: u8,
}

/// The patron's politics: a regime per electoral term.
#[derive(Clone, Debug, PartialEq)]
pub struct Politics {
    /// The regimes; at least one. The first year's is `today`.
    pub regimes: Vec<Regime>,
    /// Row r: the probabilities with which the next term's regime follows regime r.
    pub switching: Vec<Vec<f64>>,
    /// Index of today's regime.
    pub today: usize,
    /// The first year of the next term, after the run's first year.
    pub next_term: Year,
    /// Years of a term.
    pub term_years: u32,
    /// Yearly hazard that the patron loosens under today's regime.
    pub loosening: Range,
    /// Yearly hazard that the patron ends the treaty under today's regime.
    pub termination: Range,
}

/// How the patron is governed. All factors are read relative to today's regime.
#[derive(Clone, Debug, PartialEq)]
pub struct Regime {
    /// Name, for showing.
    pub id: String,
    /// Factor on what the challengers believe of the patron.
    pub belief: f64,
    /// Factor on whether it would come.
    pub act: f64,
    /// Factor on its nuclear cover.
    pub nuclear: f64,
    /// Spending that it asks of the client, as a share of GDP.
    pub demand: f64,
    /// Factor on what hosting its forces costs.
    pub hosting: f64,
    /// Factor on the hazard of loosening.
    pub loosening: f64,
    /// Factor on the hazard of termination.
    pub termination: f64,
    /// How far it tolerates a nuclear programme of the client, 0 to 1.
    pub acquiesces: f64,
}

/// A stage of nuclear replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NuclearStage {
    /// Another provider's cover.
    OtherProvider,
    /// Sharing with the patron.
    Sharing,
    /// A device of its own.
    Device,
    /// A minimal force of its own.
    Minimal,
    /// A survivable force of its own.
    Survivable,
}

impl NuclearStage {
    /// All, in order.
    pub const ALL: [NuclearStage; 5] = [
        NuclearStage::OtherProvider,
        NuclearStage::Sharing,
        NuclearStage::Device,
        NuclearStage::Minimal,
        NuclearStage::Survivable,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            NuclearStage::OtherProvider => "other_provider",
            NuclearStage::Sharing => "sharing",
            NuclearStage::Device => "device",
            NuclearStage::Minimal => "minimal",
            NuclearStage::Survivable => "survivable",
        }
    }

    /// Is it a weapon of the client's own?
    pub fn is_own(self) -> bool {
        self >= NuclearStage::Device
    }
}

/// What a stage takes and gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NuclearOption {
    /// Which stage.
    pub stage: NuclearStage,
    /// Years from the decision.
    pub years: Range,
    /// Yearly cost from the decision on, as a share of GDP, on top of earlier stages' where it is
    /// an own stage.
    pub gdp_share: Range,
    /// The share of the nuclear part of today's cover that it keeps, 0 to 1.
    pub r_nuc: Range,
}

/// Another state that the patron defends with the help of bases in the client.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// Name in outcomes: lower case, no spaces, unique.
    pub id: String,
    /// Which state.
    pub state: StateId,
    /// Its attacker's name and capability in its theatre.
    pub challenger: NeighbourThreat,
    /// Its own capability.
    pub capability: f64,
    /// Others' support there, which no path changes.
    pub others: f64,
    /// The patron's force on the way to it.
    pub patron: Force,
    /// The share of the patron's presence there that works from the client's bases, 0 to 1.
    pub from_client: f64,
    /// What of the client's own capability arrives there, should it join.
    pub client_arrival: f64,
}

/// Who threatens a neighbour.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourThreat {
    /// Index of the challenger, whose growth it shares.
    pub index: usize,
    /// Its capability in the neighbour's theatre.
    pub reach: f64,
}

/// A war of others.
#[derive(Clone, Debug, PartialEq)]
pub struct Contingency {
    /// Name in inputs and outcomes: lower case, no spaces, unique.
    pub id: String,
    /// The neighbour that would be attacked, by name.
    pub neighbour: String,
    /// Yearly hazard today, by the record.
    pub historical: Range,
    /// Yearly hazard today, by experts' judgement.
    pub expert: Range,
    /// Probability that the patron intervenes.
    pub intervenes: Range,
    /// Probability that the client opens its bases to it.
    pub access: Range,
    /// Probability that the client then joins in combat.
    pub joins: Range,
    /// Probability that the war reaches the client's territory, sea lanes or trade whatever it does.
    pub spills: Range,
    /// How the hazard answers the contest there: log hazard per unit of the challenger's log
    /// advantage, at least 0.
    pub sensitivity: Range,
}

/// Something that a reader of results has to be told about a setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// No figures on munitions: all stock counts as usable.
    NoSustainment,
    /// This challenger (by index) has no nuclear weapons: the nuclear layer is empty for it.
    NoNuclearLayer(usize),
    /// The patron does not count against this challenger (by index).
    PatronBound(usize),
    /// The patron's regimes do not switch.
    OneRegime,
    /// No contingency is coded: entrapment and spill-over are zero by construction.
    NoContingency,
}

impl Setup {
    /// What a reader of results has to be told.
    pub fn notes(&self) -> Vec<Note> {
        let mut out = Vec::new();
        if self.client.sustainment.is_none() {
            out.push(Note::NoSustainment);
        }
        for (i, c) in self.challengers.iter().enumerate() {
            if !c.nuclear {
                out.push(Note::NoNuclearLayer(i));
            }
            if !c.patron_counts {
                out.push(Note::PatronBound(i));
            }
        }
        if self.politics.regimes.len() == 1 {
            out.push(Note::OneRegime);
        }
        if self.contingencies.is_empty() {
            out.push(Note::NoContingency);
        }
        out
    }

    /// The last simulated year.
    pub fn last_year(&self) -> Year {
        Year(self.first_year.0.saturating_add(self.horizon_years.saturating_sub(1) as i16))
    }

    /// How many terms of the patron begin inside the horizon.
    pub fn terms(&self) -> usize {
        let first = i32::from(self.politics.next_term.0) - i32::from(self.first_year.0);
        let last = self.horizon_years as i32 - 1;
        if self.politics.term_years == 0 || first < 1 || first > last {
            return 0;
        }
        ((last - first) / self.politics.term_years as i32 + 1) as usize
    }
}
