//! Gates: what law and politics ask before a lever may be pulled, and the earliest lawful date.
//!
//! Gates form a directed acyclic set: a gate opens when all the gates that it stands behind are
//! passed, and takes its lead time from there. Who can stop it is a list of names, and how likely
//! it is passed is a coarse class that an analyst gives. The class is never a probability and is
//! never multiplied with anything.

mod schedule;

pub use schedule::{Schedule, Step};

use crate::error::{Error, Kind};
use antumbra_core::{Date, SourceId, Tag, did_you_mean};
use std::collections::BTreeMap;

/// A length of time as laws state it: months, then days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// Months of the calendar.
    pub months: u32,
    /// Days after them.
    pub days: u32,
}

impl Lead {
    /// So many months.
    pub const fn months(months: u32) -> Self {
        Lead { months, days: 0 }
    }

    /// So many days.
    pub const fn days(days: u32) -> Self {
        Lead { months: 0, days }
    }

    /// The day on which it is over; `None` after the year 9999.
    pub fn after(self, start: Date) -> Option<Date> {
        start.plus_months(self.months)?.plus_days(i32::try_from(self.days).ok()?)
    }

    /// For comparing leads: a month counts as 31 days here.
    fn longest_days(self) -> u64 {
        u64::from(self.months) * 31 + u64::from(self.days)
    }
}

/// The shortest lawful lead time, the usual one, and a slow one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeadRange {
    /// The shortest that law allows.
    pub lo: Lead,
    /// The usual.
    pub mid: Lead,
    /// A slow one.
    pub hi: Lead,
}

impl LeadRange {
    /// A lead time that law fixes.
    pub const fn fixed(lead: Lead) -> Self {
        LeadRange { lo: lead, mid: lead, hi: lead }
    }
}

/// How likely a gate is passed when it is tried: an analyst's class, not a probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// It would be a surprise.
    Remote,
    /// It could go either way.
    Possible,
    /// It is expected.
    Likely,
}

/// How often something like this has happened: the record, with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precedent {
    /// How often it happened.
    pub happened: u32,
    /// Out of how many.
    pub of: u32,
    /// Of what, as `years since 1947`.
    pub unit: String,
}

/// Who can stop a gate, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopper {
    /// Who.
    pub who: String,
    /// By what power, as `a third of either house`.
    pub by: String,
}

/// One legal or political hurdle.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Its id, unique in the set.
    pub id: String,
    /// What it is, in a few words.
    pub name: String,
    /// Ids of the gates that have to be passed before it opens.
    pub after: Vec<String>,
    /// How long it takes once open.
    pub lead: LeadRange,
    /// A date before which it cannot open, whatever has been passed.
    pub not_before: Option<Date>,
    /// Who can stop it.
    pub stoppers: Vec<Stopper>,
    /// How likely it is passed.
    pub likelihood: Likelihood,
    /// How often it has been.
    pub precedent: Option<Precedent>,
    /// What kind of evidence the lead time is.
    pub tag: Tag,
    /// Where the lead time comes from.
    pub source: Option<SourceId>,
}

/// Gates, checked to be a directed acyclic set.
#[derive(Clone, Debug, PartialEq)]
pub struct Gates {
    gates: Vec<Gate>,
    /// For each gate the places of those that it stands behind.
    after: Vec<Vec<usize>>,
    /// Places in an order in which each gate follows those that it stands behind.
    order: Vec<usize>,
}

impl Gates {
    /// Checks the gates against each other.
    ///
    /// # Errors
    /// When an id is empty or used twice, a gate stands behind one that is not there, the lead
    /// times of a gate are out of order, a precedent counts more cases than there were, or gates
    /// stand behind each other in a circle; the circle is named, as `a → b → a`.
    pub fn new(gates: Vec<Gate>) -> Result<Self, Error> {
        let mut place = BTreeMap::new();
        for (n, g) in gates.iter().enumerate() {
            if g.id.trim().is_empty() {
                return Err(Error::new(Kind::Gates, format!("gate {} has no id", n + 1)));
            }
            if place.insert(g.id.as_str(), n).is_some() {
                return Err(Error::new(Kind::Gates, format!("two gates have the id `{}`", g.id))
                    .help("paths name gates by id: give each its own"));
            }
            let LeadRange { lo, mid, hi } = g.lead;
            if lo.longest_days() > mid.longest_days() || mid.longest_days() > hi.longest_days() {
                return Err(Error::new(
                    Kind::Gates,
                    format!("the lead times of `{}` are out of order", g.id),
                )
                .help("give the shortest, the usual and the slow one in this order"));
            }
            if let Some(p) = g.precedent.as_ref().filter(|p| p.happened > p.of) {
                return Err(Error::new(
                    Kind::Gates,
                    format!("the precedent of `{}` is {} of {} {}", g.id, p.happened, p.of, p.unit),
                ));
            }
        }
        let mut after = Vec::with_capacity(gates.len());
        for g in &gates {
            let mut behind = Vec::with_capacity(g.after.len());
            for id in &g.after {
                let Some(&n) = place.get(id.as_str()) else {
                    return Err(unknown(id, &format!("`{}` stands behind ", g.id), &gates));
                };
                behind.push(n);
            }
            after.push(behind);
        }
        let order = in_order(&after).map_err(|circle| {
            let names: Vec<&str> = circle.iter().map(|&n| gates[n].id.as_str()).collect();
            Error::new(
                Kind::Gates,
                format!("gates stand behind each other in a circle: {}", names.join(" → ")),
            )
            .help("one of them has to be open without the others")
        })?;
        Ok(Gates { gates, after, order })
    }

    /// All gates, in the order given.
    pub fn gates(&self) -> &[Gate] {
        &self.gates
    }

    /// The gate of this id.
    pub fn get(&self, id: &str) -> Option<&Gate> {
        self.gates.iter().find(|g| g.id == id)
    }
}

fn unknown(id: &str, lead: &str, gates: &[Gate]) -> Error {
    let e = Error::new(Kind::Gates, format!("{lead}`{id}`, and there is no such gate"));
    match did_you_mean(id, gates.iter().map(|g| g.id.as_str())) {
        Some(w) => e.help(format!("did you mean `{w}`?")),
        None => e.help("gates are named by their ids"),
    }
}

/// An order in which each follows what it stands behind, or a circle, its first member at both
/// ends and each standing behind the next.
fn in_order(after: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; after.len()];
    let mut order = Vec::with_capacity(after.len());
    for start in 0..after.len() {
        if seen[start] != Seen::No {
            continue;
        }
        // The way from `start` to where the search stands, with the next edge to look at.
        let mut way = vec![(start, 0)];
        seen[start] = Seen::Open;
        while let Some((at, edge)) = way.last_mut() {
            match after[*at].get(*edge).copied() {
                None => {
                    seen[*at] = Seen::Done;
                    order.push(*at);
                    way.pop();
                }
                Some(next) => {
                    *edge += 1;
                    match seen[next] {
                        Seen::Done => {}
                        Seen::No => {
                            seen[next] = Seen::Open;
                            way.push((next, 0));
                        }
                        Seen::Open => {
                            let circle = way.iter().map(|w| w.0).skip_while(|&n| n != next);
                            return Err(circle.chain([next]).collect());
                        }
                    }
                }
            }
        }
    }
    Ok(order)
}
