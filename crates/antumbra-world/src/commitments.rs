//! Who owes whom defence. An obligation has a direction: the United States owes Japan defence,
//! Japan does not owe it the United States.

use crate::error::Kind;
use crate::world::Known;
use crate::{Error, Treaty, TreatyMember, World};
use antumbra_core::{Dyad, StateId, Year};
use std::collections::BTreeMap;

/// One spell of an obligation under one treaty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spell {
    treaty: usize,
    from: Year,
    to: Option<Year>,
}

/// All obligations by directed pair.
pub(crate) type Obligations = BTreeMap<Dyad, Vec<Spell>>;

/// True when one membership ends in the very year in which the other begins: a successor (Germany
/// after West Germany) or a new phase of a treaty, not two members at a time.
pub(crate) fn relieves(a: (Year, Option<Year>), b: (Year, Option<Year>)) -> bool {
    (a.1 == Some(b.0) && a.0 < b.0) || (b.1 == Some(a.0) && b.0 < a.0)
}

/// An obligation k→j holds while k owes and j is owed in one treaty.
pub(crate) fn index(
    mut treaties: Vec<Treaty>,
    members: &[TreatyMember],
    known: &Known<'_>,
) -> Result<(Vec<Treaty>, Obligations), Error> {
    treaties.sort_by(|a, b| a.id.cmp(&b.id));
    if let Some(w) = treaties.windows(2).find(|w| w[0].id == w[1].id) {
        return Err(Error::new(
            Kind::Inconsistent,
            "treaties",
            format!("two treaties have the id `{}`", w[0].id),
        ));
    }
    let mut rows: Vec<Vec<&TreatyMember>> = vec![Vec::new(); treaties.len()];
    for m in members {
        known.state("treaty_members", m.state)?;
        known.source("treaty_members", &m.source)?;
        if m.to.is_some_and(|to| to < m.from) {
            return Err(Error::new(
                Kind::Inconsistent,
                "treaty_members",
                format!("{} leaves `{}` before it enters", m.state, m.treaty),
            ));
        }
        let at = treaties.binary_search_by(|t| t.id.as_str().cmp(&m.treaty)).map_err(|_| {
            Error::new(
                Kind::Unresolved,
                "treaty_members",
                format!("there is no treaty `{}`", m.treaty),
            )
        })?;
        rows[at].push(m);
    }
    let mut all = Obligations::new();
    for (n, (treaty, rows)) in treaties.iter().zip(&rows).enumerate() {
        for k in rows.iter().filter(|k| k.owes) {
            for j in rows.iter().filter(|j| j.owed && j.state != k.state) {
                if relieves((k.from, k.to), (j.from, j.to)) {
                    continue;
                }
                let from = treaty.since.max(k.from).max(j.from);
                let to = [treaty.until, k.to, j.to].into_iter().flatten().min();
                if to.is_none_or(|to| from <= to) {
                    all.entry(Dyad { from: k.state, to: j.state }).or_default().push(Spell {
                        treaty: n,
                        from,
                        to,
                    });
                }
            }
        }
    }
    Ok((treaties, all))
}

impl World {
    /// The treaties by which `pair.from` owes `pair.to` defence in a year, both being states then.
    ///
    /// The list of treaties is complete for the years of `coverage(Series::Treaties)`; what lies
    /// after is carried on, and its note says so.
    pub fn owes_defence(&self, pair: Dyad, year: Year) -> Vec<&Treaty> {
        if !self.exists(pair.from, year) || !self.exists(pair.to, year) {
            return Vec::new();
        }
        let Some(spells) = self.obligations.get(&pair) else { return Vec::new() };
        let mut held: Vec<usize> = spells
            .iter()
            .filter(|s| s.from <= year && s.to.is_none_or(|to| year <= to))
            .map(|s| s.treaty)
            .collect();
        held.sort_unstable();
        held.dedup();
        held.into_iter().map(|n| &self.treaties[n]).collect()
    }

    /// All states that owe a client defence in a year, by number, each with the treaties.
    pub fn defenders(&self, client: StateId, year: Year) -> Vec<(StateId, Vec<&Treaty>)> {
        self.members(year)
            .map(|k| (k, self.owes_defence(Dyad { from: k, to: client }, year)))
            .filter(|(_, treaties)| !treaties.is_empty())
            .collect()
    }

    /// All states to which a protector owes defence in a year, by number, each with the treaties.
    pub fn clients(&self, protector: StateId, year: Year) -> Vec<(StateId, Vec<&Treaty>)> {
        self.members(year)
            .map(|j| (j, self.owes_defence(Dyad { from: protector, to: j }, year)))
            .filter(|(_, treaties)| !treaties.is_empty())
            .collect()
    }

    /// All treaties, in the order of their ids.
    pub fn treaties(&self) -> &[Treaty] {
        &self.treaties
    }
}
