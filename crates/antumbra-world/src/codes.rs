//! Codes of states as functions of (code, year): what a number or a code of another list stands for
//! in the Correlates of War system.
//!
//! A code without a year is ambiguous, and with a year it may still be: in the year of a change two
//! states hold a code (Germany in 1990), and a list may have a state when COW has none (Germany
//! 1946-54, Canada before 1920, Japan 1946-51). [`Lookup`] keeps these apart, and an
//! [`crate::import::Audit`] counts them.

use antumbra_core::{Iso3, StateId, StateRecord, StateRegister, Year};

/// What a code stands for in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// One state.
    One(StateId),
    /// More than one, in the year of a change: the one that ends first, then its successor.
    Several(Vec<StateId>),
    /// A state of other years: COW has no member with this code in the year.
    NotThen,
    /// No member of the COW system ever had this code.
    Unknown,
}

impl Lookup {
    fn of<'a>(spells: impl Iterator<Item = &'a StateRecord>, year: Year) -> Self {
        let mut ever = false;
        let mut now: Vec<&StateRecord> = Vec::new();
        for s in spells {
            ever = true;
            if s.holds_in(year) {
                now.push(s);
            }
        }
        now.sort_by_key(|s| (s.from, s.id));
        let mut ids: Vec<StateId> = now.iter().map(|s| s.id).collect();
        ids.dedup();
        match ids.as_slice() {
            [] if ever => Lookup::NotThen,
            [] => Lookup::Unknown,
            [one] => Lookup::One(*one),
            _ => Lookup::Several(ids),
        }
    }

    /// The state to take when only one can be: the successor in the year of a change, and whether
    /// that was a guess.
    pub fn taken(&self) -> Option<(StateId, bool)> {
        match self {
            Lookup::One(id) => Some((*id, false)),
            Lookup::Several(ids) => ids.last().map(|id| (*id, true)),
            Lookup::NotThen | Lookup::Unknown => None,
        }
    }
}

/// The COW state of a Gleditsch-Ward number in a year.
pub fn from_gw(states: &StateRegister, gw: u16, year: Year) -> Lookup {
    Lookup::of(states.spells().iter().filter(|s| s.gw == Some(gw)), year)
}

/// The COW state of an ISO3 code in a year.
pub fn from_iso3(states: &StateRegister, code: Iso3, year: Year) -> Lookup {
    Lookup::of(states.spells().iter().filter(|s| s.iso3 == Some(code)), year)
}

/// The Gleditsch-Ward number of a COW state in a year; `None` when either list has no such state.
pub fn to_gw(states: &StateRegister, state: StateId, year: Year) -> Option<u16> {
    states.get(state, year)?.gw
}

/// The ISO3 code of a COW state in a year, where there is one.
pub fn to_iso3(states: &StateRegister, state: StateId, year: Year) -> Option<Iso3> {
    states.get(state, year)?.iso3
}
