//! Spells of states with their codes.

use super::hand;
use crate::Error;
use crate::input::Rows;
use crate::readers::states;
use antumbra_core::outside::Source;
use antumbra_core::{StateId, StateRecord, Year};
use std::collections::BTreeMap;

/// One spell per unbroken run of years with the same GW number and the same name.
pub(crate) fn spells(folder: &dyn Source) -> Result<Vec<StateRecord>, Error> {
    let mut years = states::state_years(folder)?;
    let codes: BTreeMap<StateId, _> =
        states::country_codes(folder)?.into_iter().map(|c| (c.cow, c)).collect();
    let names = shown_names()?;
    let last = years.iter().map(|y| y.year).max();
    years.retain(|y| y.cow.is_some());
    years.sort_by_key(|y| (y.cow, y.year));
    let mut out: Vec<StateRecord> = Vec::new();
    for y in &years {
        let Some(id) = y.cow else { continue };
        let name = names
            .iter()
            .rev()
            .find(|(state, from, _)| *state == id && *from <= y.year)
            .map_or(y.name.as_str(), |(_, _, name)| name.as_str());
        match out.last_mut() {
            Some(s)
                if s.id == id
                    && s.gw == y.gw
                    && s.name == name
                    && s.to.is_some_and(|to| to.0 + 1 == y.year.0) =>
            {
                s.to = Some(y.year);
            }
            _ => out.push(StateRecord {
                id,
                gw: y.gw,
                iso3: codes.get(&id).and_then(|c| c.iso3),
                name: name.to_owned(),
                from: y.year,
                to: Some(y.year),
            }),
        }
    }
    for s in &mut out {
        if s.to == last {
            s.to = None;
        }
    }
    Ok(out)
}

/// Names as shown, where they differ from the list's: state, first year, name, in that order.
fn shown_names() -> Result<Vec<(StateId, Year, String)>, Error> {
    let file = hand!("names.csv");
    let mut rows = Rows::new(&file)?;
    let (cow, from, name) = (rows.column("cow")?, rows.column("from")?, rows.column("name")?);
    let mut out = Vec::new();
    rows.each(|row| {
        out.push((row.state(cow)?, row.year(from)?, row.text(name)?.to_owned()));
        Ok(())
    })?;
    out.sort();
    Ok(out)
}
