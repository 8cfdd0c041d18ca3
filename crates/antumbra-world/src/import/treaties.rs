//! Defence obligations as treaties with members.
//!
//! ATOP 5.1 says which state owes which defence in a year; ATOP 4.01 says by which treaty. A state
//! bound by a treaty owes defence to every other member. Where a treaty's members so give exactly
//! the obligations of the directed years, the treaty stands as one; a treaty that would claim a
//! pair and year that the directed years do not have is split into pairs and the years that they
//! do have; and an obligation that no treaty explains becomes a treaty of its own.

use super::{Build, hand};
use crate::input::Rows;
use crate::readers::atop::{self, AtopMember};
use crate::{Error, Series, Treaty, TreatyMember};
use antumbra_core::{Dyad, SourceId, StateId, Tag, Year};
use std::collections::{BTreeMap, BTreeSet};

/// The last year of ATOP 5.1; what holds in it is carried on.
const LAST: Year = Year(2018);
const CARRIED: &str = "in force in ATOP's last year, 2018, and carried on";
const SOURCE: &str = "atop_5_1";

/// Obligations to defend by directed pair, masked with membership.
type Owed = BTreeMap<Dyad, BTreeSet<Year>>;

pub(super) fn treaties(b: &mut Build<'_>) -> Result<(), Error> {
    let (owed, recorded) = obligations(b)?;
    let by_treaty = by_treaty(b)?;
    let names = names()?;
    let mut explained = Owed::new();
    for (number, members) in &by_treaty {
        let claims = claims(b, members);
        let over = claims
            .iter()
            .any(|(pair, years)| owed.get(pair).is_none_or(|held| !years.is_subset(held)));
        if over {
            for (pair, years) in &claims {
                let held = owed.get(pair).cloned().unwrap_or_default();
                let both: BTreeSet<Year> = years.intersection(&held).copied().collect();
                pair_treaties(b, &format!("atop-{number}"), *pair, &both);
                explained.entry(*pair).or_default().extend(both);
            }
        } else {
            whole_treaty(b, *number, members, &recorded, names.get(number));
            for (pair, years) in claims {
                explained.entry(pair).or_default().extend(years);
            }
        }
    }
    for (pair, years) in &owed {
        let rest: BTreeSet<Year> = match explained.get(pair) {
            Some(known) => years.difference(known).copied().collect(),
            None => years.clone(),
        };
        pair_treaties(b, "atop51", *pair, &rest);
    }
    b.covers_with(Series::Treaties, SOURCE, Year(1815), LAST, Some(CARRIED));
    hand_rows(b)
}

/// The obligations between members of the state system, and all that are recorded (the treaty of
/// 1951 with Japan comes a year before Japan is a member again).
fn obligations(b: &mut Build<'_>) -> Result<(Owed, Owed), Error> {
    let mut owed = Owed::new();
    let mut recorded = Owed::new();
    let exists = Existence::new(b);
    for r in atop::dyad_years(b.folder)?.iter().filter(|r| r.defense) {
        recorded.entry(Dyad { from: r.from, to: r.to }).or_default().insert(r.year);
        if exists.both(r.from, r.to, r.year) {
            owed.entry(Dyad { from: r.from, to: r.to }).or_default().insert(r.year);
        } else {
            b.audit.drop(
                "atop_5.1_directed_dyad_year",
                "an obligation to defend, and one side is no member of the state system",
                || format!("{} to {} in {}", r.from, r.to, r.year),
            );
        }
    }
    Ok((owed, recorded))
}

/// Which state exists in which year, by table.
struct Existence(BTreeMap<StateId, BTreeSet<Year>>);

impl Existence {
    fn new(b: &Build<'_>) -> Self {
        let mut all = BTreeMap::<StateId, BTreeSet<Year>>::new();
        for s in b.states.spells() {
            let to = s.to.map_or(LAST.0, |y| y.0.min(LAST.0));
            all.entry(s.id).or_default().extend((s.from.0..=to).map(Year));
        }
        Existence(all)
    }

    fn has(&self, s: StateId, y: Year) -> bool {
        self.0.get(&s).is_some_and(|years| years.contains(&y))
    }

    fn both(&self, a: StateId, b: StateId, y: Year) -> bool {
        self.has(a, y) && self.has(b, y)
    }
}

/// Membership spells of treaties that bind some member to defend.
fn by_treaty(b: &mut Build<'_>) -> Result<BTreeMap<u16, Vec<AtopMember>>, Error> {
    let mut all = BTreeMap::<u16, Vec<AtopMember>>::new();
    for m in atop::members(b.folder)? {
        if b.known(m.state) {
            all.entry(m.treaty).or_default().push(m);
        } else {
            b.audit.drop("atop_4.01_member", "no such state", || m.state.to_string());
        }
    }
    all.retain(|_, members| members.iter().any(|m| m.defense));
    Ok(all)
}

/// The pairs and years that the members of a treaty give.
fn claims(b: &Build<'_>, members: &[AtopMember]) -> Owed {
    let exists = Existence::new(b);
    let mut out = Owed::new();
    for k in members.iter().filter(|k| k.defense) {
        for j in members.iter().filter(|j| j.state != k.state) {
            if crate::commitments::relieves((k.from, k.to), (j.from, j.to)) {
                continue;
            }
            let from = k.from.max(j.from);
            let to = k.to.unwrap_or(LAST).min(j.to.unwrap_or(LAST)).min(LAST);
            for y in (from.0..=to.0).map(Year) {
                if exists.both(k.state, j.state, y) {
                    out.entry(Dyad { from: k.state, to: j.state }).or_default().insert(y);
                }
            }
        }
    }
    out
}

/// Hand-kept id, name and note of a treaty.
struct Name {
    id: String,
    name: String,
    note: Option<String>,
}

fn names() -> Result<BTreeMap<u16, Name>, Error> {
    let file = hand!("treaty_names.csv");
    let mut rows = Rows::new(&file)?;
    let (number, id) = (rows.column("atopid")?, rows.column("id")?);
    let (name, note) = (rows.column("name")?, rows.column("note")?);
    let mut out = BTreeMap::new();
    rows.each(|row| {
        let n = row.whole(number)?;
        let n = u16::try_from(n).map_err(|_| row.wrong(number, "not a treaty's number"))?;
        out.insert(
            n,
            Name {
                id: row.text(id)?.to_owned(),
                name: row.text(name)?.to_owned(),
                note: row.text_or_none(note)?,
            },
        );
        Ok(())
    })?;
    Ok(out)
}

/// The first year of the unbroken run of years that ends in `last`.
fn unbroken_since(years: &BTreeSet<Year>, last: Year) -> Year {
    let mut since = last;
    while years.contains(&Year(since.0 - 1)) {
        since.0 -= 1;
    }
    since
}

fn whole_treaty(
    b: &mut Build<'_>,
    number: u16,
    members: &[AtopMember],
    recorded: &Owed,
    name: Option<&Name>,
) {
    let mut since = members.iter().map(|m| m.from).min().unwrap_or(LAST);
    let open = members.iter().any(|m| m.to.is_none());
    let until = if open { None } else { members.iter().filter_map(|m| m.to).max() };
    let distinct: BTreeSet<StateId> = members.iter().map(|m| m.state).collect();
    let mut notes: Vec<String> = Vec::new();
    if let Some(note) = name.and_then(|n| n.note.clone()) {
        notes.push(note);
    }
    // Two states alone: the obligation may be older than the treaty that carries it now.
    let mut earlier = None;
    if open && distinct.len() == 2 {
        let first = recorded
            .iter()
            .filter(|(d, years)| {
                distinct.contains(&d.from) && distinct.contains(&d.to) && years.contains(&LAST)
            })
            .map(|(_, years)| unbroken_since(years, LAST))
            .min();
        if let Some(first) = first.filter(|f| *f < since) {
            notes.push(format!(
                "the treaty dates from {since}; the obligation is unbroken since {first}"
            ));
            earlier = Some(first);
            since = first;
        }
    }
    if open {
        notes.push(CARRIED.into());
    }
    let id = name.map_or_else(|| format!("atop-{number}"), |n| n.id.clone());
    let shown = name.map_or_else(
        || {
            let who: Vec<&str> = distinct.iter().map(|s| b.states.name(*s)).collect();
            let year = members.iter().map(|m| m.from).min().unwrap_or(LAST);
            format!("Defence pact of {} ({year}, ATOP {number})", listed(&who))
        },
        |n| n.name.clone(),
    );
    b.tables.treaties.push(Treaty {
        id: id.clone(),
        name: shown,
        since,
        until,
        tag: Tag::Measured,
        source: SourceId::new(SOURCE),
        note: (!notes.is_empty()).then(|| notes.join("; ")),
    });
    for m in members {
        b.tables.treaty_members.push(TreatyMember {
            treaty: id.clone(),
            state: m.state,
            from: earlier.unwrap_or(m.from),
            to: m.to,
            owes: m.defense,
            owed: true,
            tag: Tag::Measured,
            source: SourceId::new("atop_4_01"),
        });
    }
}

/// "A and B", "A, B and C", "A, B, C and 7 others".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [a] => (*a).to_owned(),
        [a, b] => format!("{a} and {b}"),
        [a, b, c] => format!("{a}, {b} and {c}"),
        [a, b, c, d] => format!("{a}, {b}, {c} and {d}"),
        [a, b, c, rest @ ..] => format!("{a}, {b}, {c} and {} others", rest.len()),
    }
}

/// One treaty per unbroken run of years of a directed pair.
fn pair_treaties(b: &mut Build<'_>, prefix: &str, pair: Dyad, years: &BTreeSet<Year>) {
    let mut runs: Vec<(Year, Year)> = Vec::new();
    for y in years {
        match runs.last_mut() {
            Some((_, to)) if to.0 + 1 == y.0 => *to = *y,
            _ => runs.push((*y, *y)),
        }
    }
    for (since, last) in runs {
        let until = (last < LAST).then_some(last);
        let id = format!("{prefix}-{}-{}-{since}", pair.from.cow_code(), pair.to.cow_code());
        b.tables.treaties.push(Treaty {
            id: id.clone(),
            name: format!(
                "Obligation of {} to defend {} ({since})",
                b.states.name(pair.from),
                b.states.name(pair.to)
            ),
            since,
            until,
            tag: Tag::Measured,
            source: SourceId::new(SOURCE),
            note: until.is_none().then(|| CARRIED.to_owned()),
        });
        for (state, owes) in [(pair.from, true), (pair.to, false)] {
            b.tables.treaty_members.push(TreatyMember {
                treaty: id.clone(),
                state,
                from: since,
                to: until,
                owes,
                owed: !owes,
                tag: Tag::Measured,
                source: SourceId::new(SOURCE),
            });
        }
    }
}

/// Treaties, members and ends after the data.
fn hand_rows(b: &mut Build<'_>) -> Result<(), Error> {
    b.tables.treaties.extend(crate::schema::read_treaties(&hand!("treaties.csv"))?);
    b.tables.treaty_members.extend(crate::schema::read_members(&hand!("treaty_members.csv"))?);
    let file = hand!("treaty_ends.csv");
    let mut rows = Rows::new(&file)?;
    let (treaty, cow, to) = (rows.column("treaty")?, rows.column("cow")?, rows.column("to")?);
    let (tag, source) = (rows.column("tag")?, rows.column("source")?);
    rows.each(|row| {
        let (id, state, end) = (row.text(treaty)?, row.state(cow)?, row.year(to)?);
        let (tag, source) = (row.tag(tag)?, row.source(source)?);
        let member = b
            .tables
            .treaty_members
            .iter_mut()
            .find(|m| m.treaty == id && m.state == state && m.to.is_none());
        match member {
            Some(m) => {
                m.to = Some(end);
                m.tag = tag;
                m.source = source;
                Ok(())
            }
            None => Err(row.wrong(cow, format!("{state} is no member of `{id}` to be ended"))),
        }
    })
}
