//! The measured world: checked tables with look-ups that answer with a value or a reason.

use crate::commitments::Obligations;
use crate::error::Kind;
use crate::{
    ArmsRow, CoverRow, CoverageRow, DistanceRow, Error, Figure, GapRow, Notion, ReachRow, Series,
    Tables, Treaty, Variable,
};
use antumbra_core::{Measured, Missing, SourceId, SourceRegister, StateId, StateRegister, Year};
use std::collections::BTreeMap;

/// What is: states, figures, commitments, distances, arsenals, each with its year and source.
///
/// Made by [`World::from_tables`] alone. Every look-up answers with a value or with the reason why
/// there is none; a year beyond coverage is never a zero.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) states: StateRegister,
    pub(crate) sources: SourceRegister,
    pub(crate) coverage: Vec<CoverageRow>,
    pub(crate) figures: BTreeMap<(Variable, StateId), Vec<Figure>>,
    pub(crate) years: BTreeMap<Variable, Vec<Year>>,
    pub(crate) gaps: Vec<GapRow>,
    pub(crate) treaties: Vec<Treaty>,
    pub(crate) obligations: Obligations,
    pub(crate) stationed: BTreeMap<(StateId, StateId), Vec<Figure>>,
    pub(crate) arms: BTreeMap<StateId, Vec<ArmsRow>>,
    pub(crate) warheads: BTreeMap<(StateId, Notion), Vec<Figure>>,
    pub(crate) distances: Vec<DistanceRow>,
    pub(crate) cover: Vec<CoverRow>,
    pub(crate) reach: Vec<ReachRow>,
}

impl World {
    /// Checks the tables and indexes them. This is the only constructor.
    ///
    /// # Errors
    /// When a row names a source, a treaty or a state that no table has, when two rows give one
    /// figure, when a distance is given in both directions with different lengths, or when a value
    /// is not a finite number in its range.
    pub fn from_tables(tables: Tables) -> Result<Self, Error> {
        let sources = SourceRegister::new(tables.sources);
        let states = StateRegister::new(tables.states);
        let known = Known { states: &states, sources: &sources };
        for c in &tables.coverage {
            known.source("coverage", &c.source)?;
        }
        let mut figures = BTreeMap::<_, Vec<Figure>>::new();
        for row in tables.figures {
            known.state("figures", row.state)?;
            known.figure("figures", &row.figure)?;
            figures.entry((row.variable, row.state)).or_default().push(row.figure);
        }
        for ((variable, state), list) in &mut figures {
            sort_without_duplicates(list, || {
                format!("figures: {variable} of {} ({state})", states.name(*state))
            })?;
        }
        let mut years = BTreeMap::<_, Vec<Year>>::new();
        for ((variable, _), list) in &figures {
            let all: &mut Vec<Year> = years.entry(*variable).or_default();
            all.extend(list.iter().map(|f| f.year));
        }
        for all in years.values_mut() {
            all.sort_unstable();
            all.dedup();
        }
        let mut stationed = BTreeMap::<_, Vec<Figure>>::new();
        for row in tables.stationed {
            known.state("stationed", row.from)?;
            known.state("stationed", row.host)?;
            known.figure("stationed", &row.figure)?;
            stationed.entry((row.from, row.host)).or_default().push(row.figure);
        }
        for ((from, host), list) in &mut stationed {
            sort_without_duplicates(list, || format!("stationed: {from} in {host}"))?;
        }
        let mut arms = BTreeMap::<_, Vec<ArmsRow>>::new();
        for row in tables.arms {
            known.state("arms", row.recipient)?;
            known.state("arms", row.supplier)?;
            known.figure("arms", &row.share)?;
            arms.entry(row.recipient).or_default().push(row);
        }
        for list in arms.values_mut() {
            list.sort_by(|a, b| {
                b.share.value.total_cmp(&a.share.value).then(a.supplier.cmp(&b.supplier))
            });
        }
        let mut warheads = BTreeMap::<_, Vec<Figure>>::new();
        for row in tables.warheads {
            known.state("warheads", row.state)?;
            known.figure("warheads", &row.figure)?;
            warheads.entry((row.state, row.notion)).or_default().push(row.figure);
        }
        for ((state, notion), list) in &mut warheads {
            sort_without_duplicates(list, || format!("warheads: {} of {state}", notion.word()))?;
        }
        for t in &tables.treaties {
            known.source("treaties", &t.source)?;
        }
        let (treaties, obligations) =
            crate::commitments::index(tables.treaties, &tables.treaty_members, &known)?;
        let distances = crate::distance::index(tables.distances, &tables.coverage)?;
        for c in &tables.cover {
            known.source("nuclear_cover", &c.source)?;
        }
        for r in &tables.reach {
            known.source("nuclear_reach", &r.source)?;
        }
        Ok(World {
            coverage: tables.coverage,
            figures,
            years,
            gaps: tables.gaps,
            treaties,
            obligations,
            stationed,
            arms,
            warheads,
            distances,
            cover: tables.cover,
            reach: tables.reach,
            states,
            sources,
        })
    }

    /// All states with their spells and codes.
    pub fn states(&self) -> &StateRegister {
        &self.states
    }

    /// All sources that figures name.
    pub fn sources(&self) -> &SourceRegister {
        &self.sources
    }

    /// The first and last year that the sources of a series cover for states in general; `None`
    /// when no source does. Years inside may still not be shipped: a look-up says so.
    pub fn coverage(&self, of: impl Into<Series>) -> Option<(Year, Year)> {
        let series = of.into();
        let rows = || self.coverage.iter().filter(move |c| c.series == series && c.general);
        Some((rows().map(|c| c.first).min()?, rows().map(|c| c.last).max()?))
    }

    /// What is stated about the coverage of a series, source by source.
    pub fn coverage_rows(&self, of: impl Into<Series>) -> impl Iterator<Item = &CoverageRow> {
        let series = of.into();
        self.coverage.iter().filter(move |c| c.series == series)
    }

    /// Why a year of a series has no value, by coverage alone: outside the source, or inside and
    /// not among the years that are here.
    pub(crate) fn outside(&self, series: Series, year: Year, here: bool) -> Missing {
        match self.coverage(series) {
            None => Missing::NotCovered { last: None },
            Some((first, last)) if year < first || year > last => {
                Missing::NotCovered { last: Some(last) }
            }
            Some(_) if here => Missing::NotReported,
            Some(_) => Missing::NotShipped { from: "the public files (`--data`)".into() },
        }
    }

    /// True when the state exists at some time in this year.
    pub fn exists(&self, state: StateId, year: Year) -> bool {
        self.states.get(state, year).is_some()
    }

    /// The shares of a supplier in a state's imports of major arms, over the window of
    /// [`World::arms_window`], largest first.
    pub fn arms_suppliers(&self, recipient: StateId) -> Measured<Vec<(StateId, Figure)>> {
        match self.arms.get(&recipient) {
            Some(rows) => {
                Measured::Value(rows.iter().map(|r| (r.supplier, r.share.clone())).collect())
            }
            None if self.states.spells().iter().all(|s| s.id != recipient) => {
                Measured::Missing(Missing::NoSuchState)
            }
            None if self.arms.is_empty() => Measured::Missing(Missing::NotShipped {
                from: "the public files (`--data`)".into(),
            }),
            None => Measured::Missing(Missing::NotReported),
        }
    }

    /// First and last year of the window over which arms suppliers' shares are taken.
    pub fn arms_window(&self) -> Option<(Year, Year)> {
        let rows = || self.arms.values().flatten();
        Some((rows().map(|r| r.from).min()?, rows().map(|r| r.share.year).max()?))
    }

    /// Persons that one state stations in another, in that year exactly. Only the United States'
    /// active-duty personnel is recorded; for other senders the answer is `NotCovered`.
    pub fn stationed(&self, from: StateId, host: StateId, year: Year) -> Measured<Figure> {
        if !self.exists(from, year) || !self.exists(host, year) {
            return Measured::Missing(Missing::NoSuchState);
        }
        if let Some(f) =
            self.stationed.get(&(from, host)).and_then(|list| list.iter().find(|f| f.year == year))
        {
            return Measured::Value(f.clone());
        }
        if !self.stationed.keys().any(|(sender, _)| *sender == from) {
            return Measured::Missing(Missing::NotCovered { last: None });
        }
        let here = self.stationed.values().flatten().any(|f| f.year == year);
        Measured::Missing(self.outside(Series::Stationed, year, here))
    }

    /// As [`World::stationed`], filled forward from the newest year at or before `at`.
    pub fn latest_stationed(&self, from: StateId, host: StateId, at: Year) -> Measured<Figure> {
        if self.exists(from, at) && self.exists(host, at) {
            let list = self.stationed.get(&(from, host));
            if let Some(f) = list.and_then(|l| l.iter().rev().find(|f| f.year <= at)) {
                return Measured::Value(f.clone());
            }
        }
        self.stationed(from, host, at)
    }
}

/// What rows may name.
pub(crate) struct Known<'a> {
    pub(crate) states: &'a StateRegister,
    pub(crate) sources: &'a SourceRegister,
}

impl Known<'_> {
    pub(crate) fn source(&self, table: &str, id: &SourceId) -> Result<(), Error> {
        if self.sources.get(id).is_some() {
            return Ok(());
        }
        let e = Error::new(Kind::Unresolved, table, format!("there is no source `{id}`"));
        Err(match antumbra_core::did_you_mean(&id.0, self.sources.ids()) {
            Some(near) => e.help(format!("did you mean `{near}`?")),
            None => e.help("add it to sources.toml"),
        })
    }

    pub(crate) fn state(&self, table: &str, id: StateId) -> Result<(), Error> {
        // Spells are in the order of COW numbers.
        let spells = self.states.spells();
        if spells.binary_search_by_key(&id, |s| s.id).is_ok() {
            return Ok(());
        }
        Err(Error::new(Kind::Unresolved, table, format!("there is no state with number {id}")))
    }

    pub(crate) fn figure(&self, table: &str, f: &Figure) -> Result<(), Error> {
        if !f.value.is_finite() || f.value < 0.0 {
            return Err(Error::new(
                Kind::Inconsistent,
                table,
                format!("{} in {} is not a quantity", f.value, f.year),
            ));
        }
        self.source(table, &f.source)
    }
}

fn sort_without_duplicates(list: &mut [Figure], what: impl Fn() -> String) -> Result<(), Error> {
    list.sort_by_key(|f| f.year);
    for pair in list.windows(2) {
        if pair[0].year == pair[1].year {
            return Err(Error::new(
                Kind::Inconsistent,
                what(),
                format!("two figures for {}", pair[0].year),
            ));
        }
    }
    Ok(())
}
