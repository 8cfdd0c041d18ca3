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
