//! Troops abroad, suppliers of arms, warheads, distances.

use super::{Build, extent, hand};
use crate::embedded::EmbeddedFiles;
use crate::readers::{arms, nuclear, space, troops};
use crate::{ArmsRow, DistanceRow, Error, Figure, Notion, Series, StationedRow, WarheadRow};
use antumbra_core::{SourceId, StateId, Tag, Year};
use std::collections::BTreeMap;

const USA: StateId = StateId::cow(2);

/// US active-duty personnel abroad.
pub(super) fn stationed(b: &mut Build<'_>) -> Result<(), Error> {
    let rows = troops::us_troops(b.folder)?;
    if let Some((first, last)) = extent(rows.iter().map(|r| r.year)) {
        b.covers(Series::Stationed, "us_troops", first, last);
    }
    let source = SourceId::new("us_troops");
    for r in rows {
        if r.host == USA {
            continue;
        }
        if !b.known(r.host) {
            b.audit.drop("us_troops_country_year", "no such state", || r.host.to_string());
            continue;
        }
        b.tables.stationed.push(StationedRow {
            from: USA,
            host: r.host,
            figure: Figure {
                value: r.persons,
                year: r.year,
                tag: Tag::Measured,
                source: source.clone(),
                note: r.month.map(|m| format!("report of {m}")),
            },
        });
    }
    Ok(())
}

/// The window over which suppliers' shares are taken: the last ten years of the data.
const WINDOW: (Year, Year) = (Year(2012), Year(2021));

/// Suppliers' shares of each recipient's volume of major arms.
pub(super) fn arms(b: &mut Build<'_>) -> Result<(), Error> {
    let (first, last) = WINDOW;
    let mut total = BTreeMap::<StateId, f64>::new();
    let mut by = BTreeMap::<(StateId, StateId), f64>::new();
    for r in arms::tiv(b.folder)?.iter().filter(|r| r.year >= first && r.year <= last) {
        let Some(recipient) = r.recipient.filter(|s| b.known(*s)) else { continue };
        *total.entry(recipient).or_default() += r.tiv;
        // A supplier without a number counts in the total alone.
        if let Some(supplier) = r.supplier.filter(|s| b.known(*s)) {
            *by.entry((recipient, supplier)).or_default() += r.tiv;
        }
    }
    b.covers(Series::Arms, "sipri_tiv_2022", first, last);
    for ((recipient, supplier), tiv) in by {
        let all = total.get(&recipient).copied().unwrap_or(0.0);
        if tiv > 0.0 && all > 0.0 {
            b.tables.arms.push(ArmsRow {
                recipient,
                supplier,
                from: first,
                share: Figure {
                    value: tiv / all,
                    year: last,
                    tag: Tag::Computed,
                    source: SourceId::new("sipri_tiv_2022"),
                    note: None,
                },
            });
        }
    }
    Ok(())
}

/// Stockpiles by FAS and inventories by SIPRI.
pub(super) fn warheads(b: &mut Build<'_>) -> Result<(), Error> {
    let rows = nuclear::stockpiles(b.folder)?;
    if let Some((first, last)) = extent(rows.iter().map(|r| r.year)) {
        b.covers(Series::Warheads, "fas_2023", first, last);
    }
    for r in rows {
        match b.states.from_iso3(r.code, r.year) {
            Some(state) => b.tables.warheads.push(WarheadRow {
                state,
                notion: Notion::Stockpile,
                figure: Figure {
                    value: r.warheads,
                    year: r.year,
                    tag: Tag::Measured,
                    source: SourceId::new("fas_2023"),
                    note: None,
                },
            }),
            None => b.audit.drop(
                "nuclear_stockpiles_fas",
                "no member of the state system has this code in the year",
                || r.code.to_string(),
            ),
        }
    }
    b.tables.warheads.extend(crate::schema::read_warheads(&hand!("warheads.csv"))?);
    Ok(())
}

/// Dated distances, and those of present borders that are part of the program.
pub(super) fn distances(b: &mut Build<'_>) -> Result<(), Error> {
    let rows = space::min_distances(b.folder)?;
    let Some((first, last)) = extent(rows.iter().map(|r| r.year)) else { return Ok(()) };
    let note = "between polygons that leave out small islands";
    b.covers_with(Series::Distances, "cow_min_distance", first, last, Some(note));
    let note = "present borders, between the nearest points of territories without small islands";
    let drawn = Year(2018);
    b.covers_with(Series::PresentDistances, "natural_earth", drawn, drawn, Some(note));
    b.tables.distances = rows
        .into_iter()
        .map(|r| DistanceRow { a: r.a, b: r.b, year: Some(r.year), km: r.km })
        .collect();
    b.tables.distances.extend(crate::schema::read_present_distances(&EmbeddedFiles)?);
    Ok(())
}
