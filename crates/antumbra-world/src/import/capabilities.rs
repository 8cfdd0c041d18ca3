//! Capabilities, spending, output and population.

use super::{Build, extent, hand};
use crate::readers::{nmc, output, sipri};
use crate::{Error, Figure, FigureRow, Variable};
use antumbra_core::{Iso3, Missing, SourceId, StateId, Tag, Year};
use std::collections::BTreeMap;

fn figure(value: f64, year: Year, tag: Tag, source: &SourceId) -> Figure {
    Figure { value, year, tag, source: source.clone(), note: None }
}

/// National Material Capabilities, version 7.0, in persons, tons and single dollars.
pub(super) fn nmc(b: &mut Build<'_>) -> Result<(), Error> {
    let rows = nmc::read(b.folder, nmc::FILE_7)?;
    let source = SourceId::new("cow_nmc_7");
    let Some((first, last)) = extent(rows.iter().map(|r| r.year)) else { return Ok(()) };
    for variable in [
        Variable::MilexNmcUsd,
        Variable::MilperNmc,
        Variable::Cinc,
        Variable::PopulationNmc,
        Variable::EnergyNmc,
    ] {
        b.covers(variable, "cow_nmc_7", first, last);
        for r in &rows {
            if !b.known(r.state) {
                b.audit.drop(nmc::FILE_7, "no such state", || r.state.to_string());
                continue;
            }
            let value = match variable {
                Variable::MilexNmcUsd => r.milex.map(|x| x * 1e3),
                Variable::MilperNmc => r.milper.map(|x| x * 1e3),
                Variable::Cinc => r.cinc,
                Variable::PopulationNmc => r.tpop.map(|x| x * 1e3),
                _ => r.pec.map(|x| x * 1e3),
            };
            if let Some(value) = value {
                b.tables.figures.push(FigureRow {
                    variable,
                    state: r.state,
                    figure: figure(value, r.year, Tag::Measured, &source),
                });
            }
        }
    }
    Ok(())
}

/// SIPRI's military spending, and Taiwan's output from it.
pub(super) fn sipri(b: &mut Build<'_>) -> Result<(), Error> {
    let rows = sipri::milex(b.folder)?;
    let source = SourceId::new("sipri_milex_2025");
    let Some((first, last)) = extent(rows.iter().map(|r| r.year)) else { return Ok(()) };
    for variable in [Variable::MilexSipriUsd, Variable::MilexSipriUsd2023, Variable::MilexGdpShare]
    {
        b.covers(variable, "sipri_milex_2025", first, last);
        for r in &rows {
            if !b.known(r.state) {
                b.audit.drop("sipri_milex_2025", "no such state", || r.state.to_string());
                continue;
            }
            let value = match variable {
                Variable::MilexSipriUsd => r.current_usd,
                Variable::MilexSipriUsd2023 => r.constant_2023_usd,
                _ => r.gdp_share,
            };
            if let Some(value) = value {
                let mut f = figure(value, r.year, Tag::Measured, &source);
                f.note = r.marked.then(|| "SIPRI's estimate, or uncertain".to_owned());
                b.tables.figures.push(FigureRow { variable, state: r.state, figure: f });
            }
        }
    }
    // The World Bank has no Taiwan: spending over its share of output gives the output.
    for r in rows.iter().filter(|r| r.state == TAIWAN) {
        if let (Some(usd), Some(share)) = (r.current_usd, r.gdp_share)
            && share > 0.0
        {
            let mut f = figure(usd / share, r.year, Tag::Computed, &source);
            f.note = Some("military spending over its share of GDP, both SIPRI's".into());
            b.tables.figures.push(FigureRow {
                variable: Variable::GdpUsd,
                state: TAIWAN,
                figure: f,
            });
        }
    }
    Ok(())
}

const USA: StateId = StateId::cow(2);
const TAIWAN: StateId = StateId::cow(713);

/// The World Bank's output and population, Taiwan's population, and the price ratio with
/// Gapminder's output in purchasing power.
pub(super) fn output(b: &mut Build<'_>) -> Result<(), Error> {
    for (variable, file, source) in [
        (Variable::GdpUsd, output::WORLD_BANK_GDP, "world_bank_gdp"),
        (Variable::Population, output::WORLD_BANK_POPULATION, "world_bank_population"),
    ] {
        let rows = output::world_bank(b.folder, file)?;
        if let Some((first, last)) = extent(rows.iter().map(|r| r.year)) {
            b.covers(variable, source, first, last);
        }
        let source = SourceId::new(source);
        for r in &rows {
            if let Some(state) = by_code(b, file, r.code, r.year) {
                b.tables.figures.push(FigureRow {
                    variable,
                    state,
                    figure: figure(r.value, r.year, Tag::Measured, &source),
                });
            }
        }
    }
    let nmc: Vec<FigureRow> = b
        .tables
        .figures
        .iter()
        .filter(|r| r.variable == Variable::PopulationNmc && r.state == TAIWAN)
        .map(|r| FigureRow { variable: Variable::Population, ..r.clone() })
        .collect();
    b.tables.figures.extend(nmc);
    ppp(b)
}

/// Output in purchasing power over output at market rates, relative to the United States in the
/// same year.
fn ppp(b: &mut Build<'_>) -> Result<(), Error> {
    let market: BTreeMap<(StateId, Year), f64> = b
        .tables
        .figures
        .iter()
        .filter(|r| r.variable == Variable::GdpUsd)
        .map(|r| ((r.state, r.figure.year), r.figure.value))
        .collect();
    let mut ratio = BTreeMap::new();
    for r in output::gapminder(b.folder)? {
        let Some(state) = by_code(b, "gapminder_gdp_total_ppp", r.code, r.year) else { continue };
        if let Some(gdp) = market.get(&(state, r.year)).filter(|g| **g > 0.0) {
            ratio.insert((state, r.year), r.value / gdp);
        }
    }
    let source = SourceId::new("gapminder_ppp");
    let mut years = Vec::new();
    for ((state, year), x) in &ratio {
        if let Some(us) = ratio.get(&(USA, *year)).filter(|us| **us > 0.0) {
            let mut f = figure(x / us, *year, Tag::Computed, &source);
            f.note = Some(
                "Gapminder's output in purchasing power over output at market rates, relative to \
                 the US"
                    .into(),
            );
            b.tables.figures.push(FigureRow {
                variable: Variable::PppFactor,
                state: *state,
                figure: f,
            });
            years.push(*year);
        }
    }
    if let Some((first, last)) = extent(years.into_iter()) {
        b.covers(Variable::PppFactor, "gapminder_ppp", first, last);
    }
    Ok(())
}

/// The state of an ISO3 code in a year. In the year of a change two hold it (Germany 255 and 260 in
/// 1990): the successor is taken, so that a code is one state in a year, and counted as a guess.
fn by_code(b: &mut Build<'_>, file: &'static str, code: Iso3, year: Year) -> Option<StateId> {
    let lookup = crate::codes::from_iso3(b.states, code, year);
    let example = || format!("{code} in {year}");
    match lookup.taken() {
        Some((id, false)) => Some(id),
        Some((id, true)) => {
            b.audit.guess(file, "two states have the code in the year of a change", example);
            Some(id)
        }
        None if lookup == crate::codes::Lookup::NotThen => {
            b.audit.drop(file, "a member of the state system, but not in the year", example);
            None
        }
        None => {
            b.audit.drop(file, "never a member of the state system", || code.to_string());
            None
        }
    }
}

/// Single published figures and the reasons for gaps; a figure of a data set that is set aside is
/// taken out.
pub(super) fn hand_rows(b: &mut Build<'_>) -> Result<(), Error> {
    let rows = crate::schema::read_figures(&hand!("figures.csv"))?;
    let mut spans = BTreeMap::<(Variable, SourceId), (Year, Year)>::new();
    for r in &rows {
        let y = r.figure.year;
        spans
            .entry((r.variable, r.figure.source.clone()))
            .and_modify(|(a, z)| (*a, *z) = ((*a).min(y), (*z).max(y)))
            .or_insert((y, y));
    }
    for ((variable, source), (first, last)) in spans {
        b.tables.coverage.push(crate::CoverageRow {
            series: variable.into(),
            source,
            first,
            last,
            general: false,
            note: Some("single published figures".into()),
        });
    }
    b.tables.figures.extend(rows);
    let gaps = crate::schema::read_gaps(&hand!("gaps.csv"))?;
    let aside = |r: &FigureRow| {
        gaps.iter().any(|g| {
            matches!(g.reason, Missing::SetAside { .. })
                && g.variable == r.variable
                && g.state == Some(r.state)
                && g.from <= r.figure.year
                && g.to.is_none_or(|to| r.figure.year <= to)
        })
    };
    let mut kept = Vec::with_capacity(b.tables.figures.len());
    for r in std::mem::take(&mut b.tables.figures) {
        if aside(&r) {
            b.audit.drop(r.variable.name(), "set aside for a reason given in gaps", || {
                format!("{} in {}", r.state, r.figure.year)
            });
        } else {
            kept.push(r);
        }
    }
    b.tables.figures = kept;
    b.tables.gaps.extend(gaps);
    Ok(())
}
