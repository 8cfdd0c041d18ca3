//! States with dates, and directed pairs of them.
//!
//! A code without a date is ambiguous: Germany is COW 255 to 1945 and from 1990, 260 (West) from
//! 1955 to 1990, 265 (East) from 1954 to 1990, and GW 260 from 1949 to today. So every conversion
//! is a function of (code, year).

use crate::diag::did_you_mean;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar year.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Year(pub i16);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A state of the Correlates of War system, by its number. The number changes when COW says that
/// the state does, so an id carries its dates through the [`StateRegister`].
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct StateId(u16);

impl StateId {
    /// The state with this COW number.
    pub const fn cow(code: u16) -> Self {
        StateId(code)
    }

    /// The COW number.
    pub const fn cow_code(self) -> u16 {
        self.0
    }
}

impl fmt::Display for StateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "COW {}", self.0)
    }
}

/// Three capital letters of ISO 3166-1 (or of its list of former names, as `DDR`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iso3([u8; 3]);

impl Iso3 {
    /// Reads three ASCII letters, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let b = text.as_bytes();
        match b {
            [x, y, z] if b.iter().all(u8::is_ascii_alphabetic) => {
                Some(Iso3([x.to_ascii_uppercase(), y.to_ascii_uppercase(), z.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        // Only ASCII letters get in.
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Iso3 {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Iso3 {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Iso3::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not a three-letter code")))
    }
}

impl schemars::JsonSchema for Iso3 {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Iso3".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[A-Za-z]{3}$",
            "description": "A state by its three-letter ISO 3166-1 code."
        })
    }
}

/// A directed pair: what runs from `from` to `to` (an obligation, a challenge) need not run back.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
pub struct Dyad {
    /// The state that owes, challenges or sends.
    pub from: StateId,
    /// The state that is owed to, challenged or reached.
    pub to: StateId,
}

impl Dyad {
    /// The pair in the other direction.
    pub fn reversed(self) -> Self {
        Dyad { from: self.to, to: self.from }
    }
}

/// One spell of a state's existence, with its codes in that spell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateRecord {
    /// COW number.
    pub id: StateId,
    /// Gleditsch-Ward number in this spell, where the state is in that list.
    pub gw: Option<u16>,
    /// ISO3 in this spell, where there is one.
    pub iso3: Option<Iso3>,
    /// Short English name, as shown.
    pub name: String,
    /// First calendar year of the spell.
    pub from: Year,
    /// Last calendar year of the spell; `None` while it goes on.
    pub to: Option<Year>,
}

impl StateRecord {
    /// Is the state there at some time in this year?
    pub fn holds_in(&self, year: Year) -> bool {
        self.from <= year && self.to.is_none_or(|to| year <= to)
    }
}

/// Why a code did not lead to a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoState {
    /// No state ever had this code or name; the nearest known one, if any is near.
    Unknown {
        /// What was asked for.
        asked: String,
        /// The nearest code or name that exists.
        near: Option<String>,
    },
    /// The state exists in other years only.
    NotThen {
        /// Its name.
        name: String,
        /// First and last year of each of its spells.
        spells: Vec<(Year, Option<Year>)>,
        /// The year asked for.
        year: Year,
    },
}

impl fmt::Display for NoState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoState::Unknown { asked, near: Some(n) } => {
                write!(f, "there is no state `{asked}`; did you mean `{n}`?")
            }
            NoState::Unknown { asked, near: None } => write!(f, "there is no state `{asked}`"),
            NoState::NotThen { name, spells, year } => {
                write!(f, "{name} is not a state in {year}: it was one in ")?;
                for (n, (from, to)) in spells.iter().enumerate() {
                    if n > 0 {
                        f.write_str(" and ")?;
                    }
                    match to {
                        Some(to) => write!(f, "{from}-{to}")?,
                        None => write!(f, "{from} to today")?,
                    }
                }
                Ok(())
            }
        }
    }
}

/// All states with their spells; conversions between codes are functions of (code, year).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateRegister {
    spells: Vec<StateRecord>,
}

impl StateRegister {
    /// A register from its spells, kept in the order (COW number, first year).
    pub fn new(mut spells: Vec<StateRecord>) -> Self {
        spells.sort_by_key(|s| (s.id, s.from));
        StateRegister { spells }
    }

    /// All spells, in order.
    pub fn spells(&self) -> &[StateRecord] {
        &self.spells
    }

    /// The states of a year, in the order of their COW numbers.
    pub fn in_year(&self, year: Year) -> impl Iterator<Item = &StateRecord> {
        self.spells.iter().filter(move |s| s.holds_in(year))
    }

    /// The spell of a state in a year.
    pub fn get(&self, id: StateId, year: Year) -> Option<&StateRecord> {
        // Spells are in the order of ids.
        let first = self.spells.partition_point(|s| s.id < id);
        self.spells[first..].iter().take_while(|s| s.id == id).find(|s| s.holds_in(year))
    }

    /// The name of a state in a year, or in its last spell before or first after.
    pub fn name(&self, id: StateId) -> &str {
        self.spells.iter().rev().find(|s| s.id == id).map_or("unknown state", |s| s.name.as_str())
    }

    /// The state that a person names by ISO3, COW number or English name, in a year.
    ///
    /// # Errors
    /// [`NoState::Unknown`] with the nearest name, or [`NoState::NotThen`] with its years.
    pub fn find(&self, text: &str, year: Year) -> Result<&StateRecord, NoState> {
        let asked = text.trim();
        let code = asked.parse::<u16>().ok();
        let matches = |s: &&StateRecord| {
            s.iso3.is_some_and(|i| i.as_str().eq_ignore_ascii_case(asked))
                || s.name.eq_ignore_ascii_case(asked)
                || code == Some(s.id.cow_code())
        };
        let ever: Vec<&StateRecord> = self.spells.iter().filter(matches).collect();
        if let Some(now) = ever.iter().find(|s| s.holds_in(year)) {
            return Ok(now);
        }
        if let Some(s) = ever.first() {
            return Err(NoState::NotThen {
                name: s.name.clone(),
                spells: ever.iter().map(|s| (s.from, s.to)).collect(),
                year,
            });
        }
        let known = self
            .in_year(year)
            .flat_map(|s| s.iso3.iter().map(Iso3::as_str).chain([s.name.as_str()]))
            .collect::<Vec<_>>();
        Err(NoState::Unknown { asked: asked.to_owned(), near: did_you_mean(asked, known) })
    }

    /// The state with this GW number in a year.
    pub fn from_gw(&self, gw: u16, year: Year) -> Option<StateId> {
        self.in_year(year).find(|s| s.gw == Some(gw)).map(|s| s.id)
    }

    /// The state with this ISO3 code in a year.
    pub fn from_iso3(&self, iso3: Iso3, year: Year) -> Option<StateId> {
        self.in_year(year).find(|s| s.iso3 == Some(iso3)).map(|s| s.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn germany() -> StateRegister {
        let s = |cow, gw, iso: &str, name: &str, from, to: Option<i16>| StateRecord {
            id: StateId::cow(cow),
            gw: Some(gw),
            iso3: Iso3::parse(iso),
            name: name.into(),
            from: Year(from),
            to: to.map(Year),
        };
        StateRegister::new(vec![
            s(255, 255, "DEU", "Germany", 1816, Some(1945)),
            s(260, 260, "DEU", "West Germany", 1955, Some(1990)),
            s(265, 265, "DDR", "East Germany", 1954, Some(1990)),
            s(255, 260, "DEU", "Germany", 1990, None),
        ])
    }

    #[test]
    fn codes_are_functions_of_code_and_year() {
        let r = germany();
        assert_eq!(r.from_gw(260, Year(1970)), Some(StateId::cow(260)));
        assert_eq!(r.from_gw(260, Year(2018)), Some(StateId::cow(255)));
        assert_eq!(r.from_gw(255, Year(1938)), Some(StateId::cow(255)));
        assert_eq!(r.find("deu", Year(1970)).unwrap().name, "West Germany");
        assert_eq!(r.find("Germany", Year(2020)).unwrap().id, StateId::cow(255));
    }

    #[test]
    fn errors_say_when_and_suggest() {
        let r = germany();
        let e = r.find("DDR", Year(2020)).unwrap_err().to_string();
        assert_eq!(e, "East Germany is not a state in 2020: it was one in 1954-1990");
        let e = r.find("Germny", Year(2020)).unwrap_err().to_string();
        assert_eq!(e, "there is no state `Germny`; did you mean `Germany`?");
    }

    #[test]
    fn a_dyad_has_a_direction() {
        let d = Dyad { from: StateId::cow(2), to: StateId::cow(740) };
        assert_ne!(d, d.reversed());
        assert_eq!(d, d.reversed().reversed());
    }
}
