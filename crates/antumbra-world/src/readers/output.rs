//! Output and population: World Bank and Gapminder.

use crate::Error;
use crate::input::{self, Rows};
use antumbra_core::outside::Source;
use antumbra_core::{Iso3, Year};

/// A figure of a country in a year, by ISO3. Aggregates of countries have codes too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountryYear {
    /// The code.
    pub code: Iso3,
    /// The year.
    pub year: Year,
    /// The figure.
    pub value: f64,
}

/// Gross domestic product in US dollars of the year, 1960 on.
pub const WORLD_BANK_GDP: &str = "worldbank_gdp_current_usd";
/// Population, 1960 on.
pub const WORLD_BANK_POPULATION: &str = "worldbank_population";

/// Reads one of the World Bank's tables.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn world_bank(folder: &dyn Source, file: &str) -> Result<Vec<CountryYear>, Error> {
    read(folder, file, ["Country Code", "Year", "Value"], i16::MAX)
}

/// The first year that Gapminder projects.
pub const GAPMINDER_PROJECTS_FROM: i16 = 2022;

/// Reads Gapminder's gross domestic product in inflation-adjusted purchasing-power dollars; years
/// that it projects are left out.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn gapminder(folder: &dyn Source) -> Result<Vec<CountryYear>, Error> {
    read(
        folder,
        "gapminder_gdp_total_ppp",
        ["geo", "time", "gdp_total_ppp_inflation_adjusted"],
        GAPMINDER_PROJECTS_FROM,
    )
}

fn read(
    folder: &dyn Source,
    file: &str,
    [code, year, value]: [&'static str; 3],
    before: i16,
) -> Result<Vec<CountryYear>, Error> {
    let file = input::open(folder, file)?;
    let mut rows = Rows::new(&file)?;
    let (code, year, value) = (rows.column(code)?, rows.column(year)?, rows.column(value)?);
    let mut out = Vec::with_capacity(50_000);
    rows.each(|row| {
        let when = row.year(year)?;
        if when.0 >= before {
            return Ok(());
        }
        // A code that is not three letters is an aggregate.
        if let Some(iso3) = Iso3::parse(row.text(code)?)
            && let Some(x) = row.quantity(value)?
        {
            out.push(CountryYear { code: iso3, year: when, value: x });
        }
        Ok(())
    })?;
    Ok(out)
}

/// A state's output and population with their standard deviations, from a model of several sources
/// (Anders, Fariss & Markowitz 2020; Fariss et al. 2022).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SimulatedOutput {
    /// The state.
    pub state: antumbra_core::StateId,
    /// The year.
    pub year: Year,
    /// Gross domestic product, purchasing-power dollars of 2017, with its standard deviation.
    pub gdp: Option<(f64, f64)>,
    /// The same per head, purchasing-power dollars of 2011.
    pub gdp_per_head: Option<(f64, f64)>,
    /// Population, persons, with its standard deviation.
    pub population: Option<(f64, f64)>,
}

/// Reads `gdp_population_simulated_cow`, 1816-2019.
///
/// # Errors
/// When the file is missing or cannot be understood.
pub fn simulated(folder: &dyn Source) -> Result<Vec<SimulatedOutput>, Error> {
    let file = input::open(folder, "gdp_population_simulated_cow")?;
    let mut rows = Rows::new(&file)?;
    let (state, year) = (rows.column("ccode")?, rows.column("year")?);
    let gdp = [rows.column("pwtrgdp")?, rows.column("sd_pwtrgdp")?];
    let head = [rows.column("mrgdppc")?, rows.column("sd_mrgdppc")?];
    let people = [rows.column("pwtpop")?, rows.column("sd_pwtpop")?];
    let mut out = Vec::with_capacity(17_000);
    rows.each(|row| {
        let pair = |[mean, sd]: [input::Col; 2], unit: f64| -> Result<_, Error> {
            let (m, s) = (row.quantity(mean)?, row.quantity(sd)?);
            Ok(m.zip(s).map(|(m, s)| (m * unit, s * unit)))
        };
        out.push(SimulatedOutput {
            state: row.state(state)?,
            year: row.year(year)?,
            gdp: pair(gdp, 1e6)?,
            gdp_per_head: pair(head, 1.0)?,
            population: pair(people, 1e6)?,
        });
        Ok(())
    })?;
    Ok(out)
}
