//! The normalised schema as typed rows: what a [`crate::World`] is made of.

use crate::{Series, Variable};
use antumbra_core::{Iso3, Missing, Source, SourceId, StateId, StateRecord, Tag, Year};

/// A figure with its year and its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The value, in the unit of its variable.
    pub value: f64,
    /// The year that it is about.
    pub year: Year,
    /// What kind of evidence it is.
    pub tag: Tag,
    /// Where it was read.
    pub source: SourceId,
    /// What a reader has to know about it.
    pub note: Option<String>,
}

/// One value of one variable for one state.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    /// The variable.
    pub variable: Variable,
    /// The state.
    pub state: StateId,
    /// The value, its year and origin.
    pub figure: Figure,
}

/// Which years a source covers in a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// What it is about.
    pub series: Series,
    /// The source.
    pub source: SourceId,
    /// First year that the source covers.
    pub first: Year,
    /// Last year that the source covers.
    pub last: Year,
    /// True when the source covers the states in general; false for single published figures.
    pub general: bool,
    /// What a reader has to know (a carrying-on beyond the last year, for one).
    pub note: Option<String>,
}

/// Why figures are missing: the reason for a variable, a state (or all states without a row) and a
/// range of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapRow {
    /// The variable.
    pub variable: Variable,
    /// The state; `None` for every state without a figure.
    pub state: Option<StateId>,
    /// First year.
    pub from: Year,
    /// Last year; `None` without end.
    pub to: Option<Year>,
    /// The reason.
    pub reason: Missing,
}

/// A treaty or declaration by which members owe others defence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treaty {
    /// Key in the tables.
    pub id: String,
    /// Name, as shown.
    pub name: String,
    /// First year in force (or of the unbroken obligation that it continues; the note says so).
    pub since: Year,
    /// Last year in force; `None` while it is.
    pub until: Option<Year>,
    /// What kind of evidence it is.
    pub tag: Tag,
    /// Where it was read.
    pub source: SourceId,
    /// What a reader has to know about it.
    pub note: Option<String>,
}

/// A spell of membership in a treaty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatyMember {
    /// Key of the treaty.
    pub treaty: String,
    /// The member.
    pub state: StateId,
    /// First year.
    pub from: Year,
    /// Last year; `None` while it lasts.
    pub to: Option<Year>,
    /// Does the member owe defence?
    pub owes: bool,
    /// Is the member owed defence?
    pub owed: bool,
    /// What kind of evidence the row is.
    pub tag: Tag,
    /// Where it was read.
    pub source: SourceId,
}

/// Persons stationed by one state in another.
#[derive(Clone, Debug, PartialEq)]
pub struct StationedRow {
    /// The state that sends.
    pub from: StateId,
    /// The state that hosts.
    pub host: StateId,
    /// Persons, year and origin.
    pub figure: Figure,
}

/// A supplier's share of a recipient's imports of major arms over a window of years.
#[derive(Clone, Debug, PartialEq)]
pub struct ArmsRow {
    /// The state that imports.
    pub recipient: StateId,
    /// The state that supplies.
    pub supplier: StateId,
    /// First year of the window; its last is the figure's year.
    pub from: Year,
    /// Share of the recipient's volume, a fraction.
    pub share: Figure,
}

/// Which warheads are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notion {
    /// All, with those retired and waiting to be dismantled.
    Inventory,
    /// Those of the military stockpile, without the retired.
    Stockpile,
}

impl Notion {
    /// The word as written in tables.
    pub fn word(self) -> &'static str {
        match self {
            Notion::Inventory => "inventory",
            Notion::Stockpile => "stockpile",
        }
    }

    /// Reads the word as written in tables.
    pub fn parse(word: &str) -> Option<Self> {
        [Notion::Inventory, Notion::Stockpile].into_iter().find(|n| n.word() == word)
    }
}

/// A count of nuclear warheads.
#[derive(Clone, Debug, PartialEq)]
pub struct WarheadRow {
    /// The state.
    pub state: StateId,
    /// Which warheads are counted.
    pub notion: Notion,
    /// Warheads, year and origin.
    pub figure: Figure,
}

/// The shortest distance between two states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DistanceRow {
    /// One state.
    pub a: StateId,
    /// The other.
    pub b: StateId,
    /// The year, or `None` for present borders.
    pub year: Option<Year>,
    /// Kilometres.
    pub km: f64,
}

/// A level of nuclear cover as looked up by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverRow {
    /// The state that covers.
    pub provider: Iso3,
    /// The state that is covered.
    pub client: Iso3,
    /// 0 none, 1 assurance or ambiguous, 2 pact with a nuclear state, 3 declared, 4 standing
    /// consultation and written guidelines, 5 sharing or forward deployment.
    pub level: u8,
    /// Year from which the level holds, where known.
    pub since: Option<Year>,
    /// The same as it was written: a year, a month or a day.
    pub date: Option<String>,
    /// What was declared, when and by whom.
    pub declared: Option<String>,
    /// What kind of evidence it is.
    pub tag: Tag,
    /// Where it was read.
    pub source: SourceId,
    /// What a reader has to know about it.
    pub note: Option<String>,
}

/// Can a challenger strike a provider's homeland?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CanStrike {
    /// It can.
    Yes,
    /// In part: few weapons, or reach in doubt.
    Partly,
    /// It cannot.
    No,
}

impl CanStrike {
    /// The word as written in tables.
    pub fn word(self) -> &'static str {
        match self {
            CanStrike::Yes => "yes",
            CanStrike::Partly => "partly",
            CanStrike::No => "no",
        }
    }

    /// Reads the word as written in tables.
    pub fn parse(word: &str) -> Option<Self> {
        [CanStrike::Yes, CanStrike::Partly, CanStrike::No].into_iter().find(|c| c.word() == word)
    }
}

/// Whether a challenger can strike a provider's homeland, as looked up by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachRow {
    /// The challenger.
    pub challenger: Iso3,
    /// The state that covers.
    pub provider: Iso3,
    /// The answer.
    pub can_strike: CanStrike,
    /// What kind of evidence it is.
    pub tag: Tag,
    /// Where it was read.
    pub source: SourceId,
    /// What a reader has to know about it.
    pub note: Option<String>,
}

/// All tables of the normalised schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// Spells of states with their codes.
    pub states: Vec<StateRecord>,
    /// Sources that rows name.
    pub sources: Vec<(SourceId, Source)>,
    /// Years that the sources cover.
    pub coverage: Vec<CoverageRow>,
    /// Figures per variable, state and year.
    pub figures: Vec<FigureRow>,
    /// Reasons for missing figures.
    pub gaps: Vec<GapRow>,
    /// Treaties.
    pub treaties: Vec<Treaty>,
    /// Their members.
    pub treaty_members: Vec<TreatyMember>,
    /// Troops abroad.
    pub stationed: Vec<StationedRow>,
    /// Suppliers of arms.
    pub arms: Vec<ArmsRow>,
    /// Nuclear warheads.
    pub warheads: Vec<WarheadRow>,
    /// Distances, dated or of present borders; their sources are the coverage rows of
    /// [`Series::Distances`] and [`Series::PresentDistances`].
    pub distances: Vec<DistanceRow>,
    /// Levels of nuclear cover.
    pub cover: Vec<CoverRow>,
    /// Reach of challengers.
    pub reach: Vec<ReachRow>,
}

impl Tables {
    /// Puts the rows into the order in which they are written.
    pub fn sort(&mut self) {
        self.states.sort_by_key(|s| (s.id, s.from));
        self.sources.sort_by(|a, b| a.0.cmp(&b.0));
        self.coverage
            .sort_by(|a, b| (a.series, a.first, &a.source).cmp(&(b.series, b.first, &b.source)));
        self.figures.sort_by_key(|r| (r.variable, r.state, r.figure.year));
        self.gaps.sort_by_key(|g| (g.variable, g.state, g.from));
        self.treaties.sort_by(|a, b| a.id.cmp(&b.id));
        self.treaty_members
            .sort_by(|a, b| (&a.treaty, a.state, a.from).cmp(&(&b.treaty, b.state, b.from)));
        self.stationed.sort_by_key(|r| (r.from, r.host, r.figure.year));
        self.arms.sort_by(|a, b| {
            a.recipient
                .cmp(&b.recipient)
                .then(b.share.value.total_cmp(&a.share.value))
                .then(a.supplier.cmp(&b.supplier))
        });
        self.warheads.sort_by_key(|r| (r.state, r.notion, r.figure.year));
        self.distances.sort_by_key(|d| (d.a, d.b, d.year));
        self.cover.sort_by_key(|c| (c.provider, c.client, c.since));
        self.reach.sort_by_key(|r| (r.challenger, r.provider));
    }
}
