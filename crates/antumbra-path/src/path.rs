//! A path: a dated set of levers.

use crate::setup::NuclearStage;
use antumbra_core::Year;

/// A path as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PathDef {
    /// Name in files.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// The levers, later ones going on from where earlier ones lead.
    pub levers: Vec<DatedLever>,
}

/// A lever with what it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedLever {
    /// What is done, and when.
    pub lever: Lever,
    /// Ids of the gates behind which it stands. Carried, not interpreted.
    pub needs: Vec<String>,
}

/// A straight ramp: it starts in `from_year` and is through `over_years` later (0: at once).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ramp {
    /// The year in which it starts.
    pub from_year: Year,
    /// The years it takes; not negative.
    pub over_years: i32,
}

impl Ramp {
    /// How much of it is done in a year, 0 to 1. The first year of a ramp of n years has 1/n of it.
    pub fn done(&self, year: Year) -> f64 {
        let elapsed = i32::from(year.0) - i32::from(self.from_year.0);
        if elapsed < 0 {
            0.0
        } else if self.over_years <= 0 {
            1.0
        } else {
            (f64::from(elapsed + 1) / f64::from(self.over_years)).min(1.0)
        }
    }
}

/// One thing that the client can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Lever {
    /// Conventional spending goes to a share of GDP.
    Spending {
        /// The share of GDP (.03 is 3%).
        to_share: f64,
        /// When.
        ramp: Ramp,
    },
    /// Personnel goes to a strength, as far as the ceiling allows.
    Personnel {
        /// Persons.
        to_heads: f64,
        /// When.
        ramp: Ramp,
    },
    /// The patron's access to bases in the client.
    Access {
        /// The share of today's access that stays: 1 kept, 0 ended.
        kept: f64,
        /// When.
        ramp: Ramp,
    },
    /// The treaty goes to another state. It takes effect after notice and lead time.
    Treaty {
        /// To which state.
        to: TreatyState,
        /// The year in which notice is given, or talks begin.
        notice_year: Year,
    },
    /// A partner's help is won.
    Partner {
        /// Which, by [`crate::setup::Partner::id`].
        id: String,
        /// The share of its reach that counts.
        share: f64,
        /// Its reliability; `None` takes the input `reliability_partners`.
        reliability: Option<f64>,
        /// When.
        ramp: Ramp,
    },
    /// A nuclear stage is begun.
    Nuclear {
        /// Which.
        stage: NuclearStage,
        /// The year of the decision.
        start_year: Year,
    },
    /// Alignment with the patron's sanctions and foreign policy goes to a level.
    Alignment {
        /// 0 none, 1 full.
        to: f64,
        /// When.
        ramp: Ramp,
    },
    /// Trade is diversified: a share of what hangs on the patron and the challengers moves away.
    Trade {
        /// The share of exposed trade with the patron that moves.
        patron: f64,
        /// The share of exposed trade with the challengers that moves.
        challengers: f64,
        /// When.
        ramp: Ramp,
    },
    /// The legal role of the forces goes to a level.
    Role {
        /// The ordinal, 0 (no force) to 6 (unconstrained).
        to: f64,
        /// The year.
        year: Year,
    },
}

impl Lever {
    fn year(&mut self) -> &mut Year {
        match self {
            Lever::Spending { ramp, .. }
            | Lever::Personnel { ramp, .. }
            | Lever::Access { ramp, .. }
            | Lever::Partner { ramp, .. }
            | Lever::Alignment { ramp, .. }
            | Lever::Trade { ramp, .. } => &mut ramp.from_year,
            Lever::Treaty { notice_year: year, .. }
            | Lever::Nuclear { start_year: year, .. }
            | Lever::Role { year, .. } => year,
        }
    }

    /// The year in which its ramp starts, notice is given or it is decided.
    pub fn start(&self) -> Year {
        *self.clone().year()
    }

    /// The same lever with another such year.
    pub fn starting(&self, year: Year) -> Lever {
        let mut lever = self.clone();
        *lever.year() = year;
        lever
    }
}

/// The state of the treaty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TreatyState {
    /// As it is.
    AsIs,
    /// Revised: mutual duty, more say.
    Revised,
    /// Access to bases without a duty to defend.
    AccessOnly,
    /// Ended.
    Ended,
}

impl TreatyState {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            TreatyState::AsIs => "as_is",
            TreatyState::Revised => "revised",
            TreatyState::AccessOnly => "access_only",
            TreatyState::Ended => "ended",
        }
    }
}

/// In which world a path is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum World {
    /// The patron stays: its regimes switch, it may loosen, it does not leave.
    PatronStays,
    /// The patron goes: at the input `exit_year`, or earlier where its own politics end the treaty.
    PatronGoes,
    /// The patron goes in a given year.
    PatronGoesIn(Year),
}
