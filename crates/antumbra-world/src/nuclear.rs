//! Arsenals, nuclear cover and reach: facts with dates and sources, no probabilities.

use crate::{CanStrike, Figure, Notion, World};
use antumbra_core::{Dyad, Measured, Missing, SourceId, StateId, Tag, Year};

/// A state's nuclear warheads by the two notions that are never mixed.
#[derive(Clone, Debug, PartialEq)]
pub struct Arsenal {
    /// All warheads, with those retired and waiting to be dismantled.
    pub inventory: Measured<Figure>,
    /// The military stockpile, without the retired.
    pub stockpile: Measured<Figure>,
}

/// The level of nuclear cover that a provider gives a client.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// 0 none, 1 assurance or ambiguous, 2 pact with a nuclear state, 3 declared, 4 standing
    /// consultation and written guidelines, 5 sharing or forward deployment. Higher is more
    /// institution, not more deterrence.
    pub level: u8,
    /// Year from which it holds, where known.
    pub since: Option<Year>,
    /// The same as it was written: a year, a month or a day.
    pub date: Option<String>,
    /// What was declared, when and by whom.
    pub declared: Option<String>,
    /// What kind of evidence it is.
    pub tag: Tag,
    /// Where it was read; `None` for level 0 that follows from no pact and no statement.
    pub source: Option<SourceId>,
    /// What a reader has to know about it.
    pub note: Option<String>,
}

/// Whether a challenger can strike a provider's homeland, with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strike {
    /// The answer.
    pub answer: CanStrike,
    /// What kind of evidence it is.
    pub tag: Tag,
    /// Where it was read.
    pub source: SourceId,
    /// What a reader has to know about it.
    pub note: Option<String>,
}

impl World {
    /// A state's warheads: the newest count at or before a year, each notion by itself with its
    /// own year. A state that no source lists as armed has `NotApplicable`.
    pub fn arsenal(&self, state: StateId, year: Year) -> Measured<Arsenal> {
        if !self.exists(state, year) {
            return Measured::Missing(Missing::NoSuchState);
        }
        let newest = |notion| match self.warheads.get(&(state, notion)) {
            None => Measured::Missing(Missing::NotReported),
            Some(list) => match list.iter().rev().find(|f| f.year <= year) {
                Some(f) => Measured::Value(f.clone()),
                None => {
                    Measured::Missing(Missing::NotCovered { last: list.last().map(|f| f.year) })
                }
            },
        };
        let listed = [Notion::Inventory, Notion::Stockpile]
            .iter()
            .any(|n| self.warheads.contains_key(&(state, *n)));
        if listed {
            Measured::Value(Arsenal {
                inventory: newest(Notion::Inventory),
                stockpile: newest(Notion::Stockpile),
            })
        } else {
            Measured::Missing(Missing::NotApplicable)
        }
    }

    /// True when a count of its warheads at or before the year is above zero.
    pub fn is_armed(&self, state: StateId, year: Year) -> bool {
        let some = |m: &Measured<Figure>| m.value().is_some_and(|f| f.value > 0.0);
        self.arsenal(state, year).value().is_some_and(|a| some(&a.inventory) || some(&a.stockpile))
    }

    /// The nuclear cover that a provider gives a client in a year: what is stated for the pair;
    /// else level 2 when the provider is armed and owes the client defence; else level 0.
    ///
    /// A statement dated after the year does not hold yet.
    pub fn cover(&self, provider: StateId, client: StateId, year: Year) -> Cover {
        let code = |id| self.states.get(id, year).and_then(|s| s.iso3);
        if let (Some(p), Some(c)) = (code(provider), code(client)) {
            let stated = self
                .cover
                .iter()
                .filter(|r| r.provider == p && r.client == c)
                .filter(|r| r.since.is_none_or(|s| s <= year))
                .max_by_key(|r| r.since);
            if let Some(r) = stated {
                return Cover {
                    level: r.level,
                    since: r.since,
                    date: r.date.clone(),
                    declared: r.declared.clone(),
                    tag: r.tag,
                    source: Some(r.source.clone()),
                    note: r.note.clone(),
                };
            }
        }
        let pacts = self.owes_defence(Dyad { from: provider, to: client }, year);
        match pacts.iter().min_by_key(|t| t.since) {
            Some(t) if self.is_armed(provider, year) => Cover {
                level: 2,
                since: Some(t.since),
                date: Some(t.since.to_string()),
                declared: None,
                tag: Tag::Computed,
                source: Some(t.source.clone()),
                note: Some(format!("an armed state that owes defence: {}", t.name)),
            },
            _ => Cover {
                level: 0,
                since: None,
                date: None,
                declared: None,
                tag: Tag::Computed,
                source: None,
                note: None,
            },
        }
    }

    /// Whether a challenger can strike a provider's homeland. A challenger without a row that is
    /// not armed has `NotApplicable`.
    pub fn can_strike(
        &self,
        challenger: StateId,
        provider: StateId,
        year: Year,
    ) -> Measured<Strike> {
        let code = |id| self.states.get(id, year).and_then(|s| s.iso3);
        let (Some(c), Some(p)) = (code(challenger), code(provider)) else {
            return Measured::Missing(Missing::NoSuchState);
        };
        match self.reach.iter().find(|r| r.challenger == c && r.provider == p) {
            Some(r) => Measured::Value(Strike {
                answer: r.can_strike,
                tag: r.tag,
                source: r.source.clone(),
                note: r.note.clone(),
            }),
            None if self.is_armed(challenger, year) => Measured::Missing(Missing::NotReported),
            None => Measured::Missing(Missing::NotApplicable),
        }
    }
}
