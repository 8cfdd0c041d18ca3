//! The quantities that are recorded for a state and a year.

use std::fmt;

/// A quantity recorded for a state and a year. Each has one definition and one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Variable {
    /// Military spending by the Correlates of War's National Material Capabilities, in US dollars
    /// of the year at market rates (pounds sterling before 1914).
    MilexNmcUsd,
    /// Military personnel by NMC, in persons.
    MilperNmc,
    /// Composite Index of National Capability: the mean share of the system's military spending,
    /// personnel, iron and steel, energy, population and urban population, as NMC gives it.
    Cinc,
    /// Population by NMC, in persons.
    PopulationNmc,
    /// Energy consumption by NMC, in tons of coal equivalent.
    EnergyNmc,
    /// Military spending by SIPRI, in US dollars of the year at market rates.
    MilexSipriUsd,
    /// Military spending by SIPRI, in US dollars of 2023.
    MilexSipriUsd2023,
    /// Military spending by SIPRI as a fraction of gross domestic product.
    MilexGdpShare,
    /// Military and security spending as a fraction of gross domestic product by the government's
    /// own definition, where that is sourced.
    MilexGdpShareGovernment,
    /// Military spending by another published estimate, in US dollars of the year at market rates,
    /// for states that neither SIPRI nor NMC gives.
    MilexEstimateUsd,
    /// Gross domestic product in US dollars of the year at market rates.
    GdpUsd,
    /// Purchasing power of one market dollar relative to the United States (= 1): a state's output
    /// in purchasing-power dollars over its output in market dollars, over the same of the US.
    PppFactor,
    /// Population, in persons.
    Population,
}

impl Variable {
    /// All variables, in the order in which tables list them.
    pub const ALL: [Variable; 13] = [
        Variable::MilexNmcUsd,
        Variable::MilperNmc,
        Variable::Cinc,
        Variable::PopulationNmc,
        Variable::EnergyNmc,
        Variable::MilexSipriUsd,
        Variable::MilexSipriUsd2023,
        Variable::MilexGdpShare,
        Variable::MilexGdpShareGovernment,
        Variable::MilexEstimateUsd,
        Variable::GdpUsd,
        Variable::PppFactor,
        Variable::Population,
    ];

    /// The name as written in tables.
    pub fn name(self) -> &'static str {
        match self {
            Variable::MilexNmcUsd => "milex_nmc_usd",
            Variable::MilperNmc => "milper_nmc",
            Variable::Cinc => "cinc",
            Variable::PopulationNmc => "population_nmc",
            Variable::EnergyNmc => "energy_nmc",
            Variable::MilexSipriUsd => "milex_sipri_usd",
            Variable::MilexSipriUsd2023 => "milex_sipri_usd_2023",
            Variable::MilexGdpShare => "milex_gdp_share",
            Variable::MilexGdpShareGovernment => "milex_gdp_share_government",
            Variable::MilexEstimateUsd => "milex_estimate_usd",
            Variable::GdpUsd => "gdp_usd",
            Variable::PppFactor => "ppp_factor",
            Variable::Population => "population",
        }
    }

    /// The unit, in words.
    pub fn unit(self) -> &'static str {
        match self {
            Variable::MilexNmcUsd
            | Variable::MilexSipriUsd
            | Variable::MilexEstimateUsd
            | Variable::GdpUsd => "US dollars of the year, market rates",
            Variable::MilexSipriUsd2023 => "US dollars of 2023",
            Variable::MilperNmc | Variable::PopulationNmc | Variable::Population => "persons",
            Variable::EnergyNmc => "tons of coal equivalent",
            Variable::Cinc => "share of the system",
            Variable::MilexGdpShare | Variable::MilexGdpShareGovernment => "fraction of GDP",
            Variable::PppFactor => "purchasing power of a market dollar, US = 1",
        }
    }

    /// Does the sum over states mean anything? Shares of a state's own output and price ratios do
    /// not add up.
    pub fn adds_up(self) -> bool {
        !matches!(
            self,
            Variable::MilexGdpShare | Variable::MilexGdpShareGovernment | Variable::PppFactor
        )
    }

    /// Reads the name as written in tables.
    pub fn parse(name: &str) -> Option<Self> {
        Variable::ALL.into_iter().find(|v| v.name() == name)
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a statement of coverage is about: a variable, or one of the other tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// A quantity per state and year.
    Variable(Variable),
    /// Defence obligations.
    Treaties,
    /// Troops stationed abroad.
    Stationed,
    /// Suppliers of major arms.
    Arms,
    /// Nuclear warheads.
    Warheads,
    /// Dated distances between states.
    Distances,
    /// Distances between states in their present borders.
    PresentDistances,
}

impl Series {
    const TABLES: [(Series, &'static str); 6] = [
        (Series::Treaties, "treaties"),
        (Series::Stationed, "stationed"),
        (Series::Arms, "arms"),
        (Series::Warheads, "warheads"),
        (Series::Distances, "distances"),
        (Series::PresentDistances, "present_distances"),
    ];

    /// The name as written in tables.
    pub fn name(self) -> &'static str {
        match self {
            Series::Variable(v) => v.name(),
            table => Series::TABLES.iter().find(|(s, _)| *s == table).map_or("", |(_, n)| n),
        }
    }

    /// Reads the name as written in tables.
    pub fn parse(name: &str) -> Option<Self> {
        Variable::parse(name)
            .map(Series::Variable)
            .or_else(|| Series::TABLES.iter().find(|(_, n)| *n == name).map(|(s, _)| *s))
    }

    /// All names, for hints.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Variable::ALL.iter().map(|v| v.name()).chain(Series::TABLES.iter().map(|(_, n)| *n))
    }
}

impl From<Variable> for Series {
    fn from(v: Variable) -> Self {
        Series::Variable(v)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip_and_differ() {
        for v in Variable::ALL {
            assert_eq!(Variable::parse(v.name()), Some(v));
            assert_eq!(Series::parse(v.name()), Some(Series::Variable(v)));
        }
        for n in Series::names() {
            assert_eq!(Series::parse(n).unwrap().name(), n);
        }
        assert_eq!(Variable::parse("milex"), None);
    }
}
