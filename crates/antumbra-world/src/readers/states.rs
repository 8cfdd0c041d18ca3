//! The state systems: Correlates of War (2016, and carried on with Gleditsch and Ward's codes) and
//! the table of country codes.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{Iso3, StateId, Year};

/// A year of a state in the COW or the GW system or both (`cow_gw_state_year`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateYear {
    /// The year.
    pub year: Year,
    /// Gleditsch-Ward number, where that system has the state in the year.
    pub gw: Option<u16>,
    /// COW number, where that system has the state in the year.
    pub cow: Option<StateId>,
    /// Name in the COW system.
    pub name: String,
}

/// Reads `cow_gw_state_year`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn state_years(folder: &dyn Source) -> Result<Vec<StateYear>, Error> {
    let file = input::open(folder, "cow_gw_state_year")?;
    let mut rows = Rows::new(&file)?;
    let (year, gw) = (rows.column("year")?, rows.column("gwcode")?);
    let (cow, name) = (rows.column("ccode")?, rows.column("cw_name")?);
    let mut out = Vec::with_capacity(18_000);
    rows.each(|row| {
        out.push(StateYear {
            year: row.year(year)?,
            gw: row.state_or_none(gw)?.map(StateId::cow_code),
            cow: row.state_or_none(cow)?,
            name: row.text(name)?.to_owned(),
        });
        Ok(())
    })?;
    Ok(out)
}

/// Reads `cow_system2016`: the members of the COW system by year, 1816-2016.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn system2016(folder: &dyn Source) -> Result<Vec<(StateId, Year)>, Error> {
    let file = input::open(folder, "cow_system2016")?;
    let mut rows = Rows::new(&file)?;
    let (cow, year) = (rows.column("ccode")?, rows.column("year")?);
    let mut out = Vec::with_capacity(16_000);
    rows.each(|row| {
        out.push((row.state(cow)?, row.year(year)?));
        Ok(())
    })?;
    Ok(out)
}

/// A spell as a major power, in calendar years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MajorSpell {
    /// The state.
    pub state: StateId,
    /// First year.
    pub from: Year,
    /// Last year; the list ends in 2016, which stands for "still".
    pub to: Year,
}

/// Reads `cow_majors2016`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn majors(folder: &dyn Source) -> Result<Vec<MajorSpell>, Error> {
    let file = input::open(folder, "cow_majors2016")?;
    let mut rows = Rows::new(&file)?;
    let cow = rows.column("ccode")?;
    let (from, to) = (rows.column("styear")?, rows.column("endyear")?);
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(MajorSpell { state: row.state(cow)?, from: row.year(from)?, to: row.year(to)? });
        Ok(())
    })?;
    Ok(out)
}

/// The codes of a state of the COW system (`country_codes`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryCode {
    /// COW number.
    pub cow: StateId,
    /// COW abbreviation.
    pub abbreviation: String,
    /// Name.
    pub name: String,
    /// ISO3, where there is one.
    pub iso3: Option<Iso3>,
}

/// Reads `country_codes`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn country_codes(folder: &dyn Source) -> Result<Vec<CountryCode>, Error> {
    let file = input::open(folder, "country_codes")?;
    let mut rows = Rows::new(&file)?;
    let (cow, abbreviation) = (rows.column("ccode")?, rows.column("stateabb")?);
    let (name, iso3) = (rows.column("statenme")?, rows.column("iso3c")?);
    let mut out = Vec::new();
    rows.each(|row| {
        let code = row.text(iso3)?;
        out.push(CountryCode {
            cow: row.state(cow)?,
            abbreviation: row.text(abbreviation)?.to_owned(),
            name: row.text(name)?.to_owned(),
            iso3: if code.is_empty() {
                None
            } else {
                Some(row.word(iso3, Iso3::parse, "the three-letter codes")?)
            },
        });
        Ok(())
    })?;
    Ok(out)
}

/// A spell of a state of the Gleditsch-Ward list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GwSpell {
    /// Gleditsch-Ward number.
    pub gw: u16,
    /// Name.
    pub name: String,
    /// Year in which the spell begins.
    pub from: Year,
    /// Year in which it ends; the list ends in 2017, which stands for "still".
    pub to: Year,
}

/// Reads `gw_states_2017`.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn gw_spells(folder: &dyn Source) -> Result<Vec<GwSpell>, Error> {
    let file = input::open(folder, "gw_states_2017")?;
    let mut rows = Rows::new(&file)?;
    let (gw, name) = (rows.column("gwcode")?, rows.column("statename")?);
    let (from, to) = (rows.column("startdate")?, rows.column("enddate")?);
    let mut out = Vec::with_capacity(220);
    rows.each(|row| {
        out.push(GwSpell {
            gw: row.state(gw)?.cow_code(),
            name: row.text(name)?.to_owned(),
            from: row.date_year(from)?,
            to: row.date_year(to)?,
        });
        Ok(())
    })?;
    Ok(out)
}
