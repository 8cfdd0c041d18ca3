//! Look-ups of figures: a year exactly, the latest, the system's total, military spending.

use crate::{Figure, Series, Variable, World};
use antumbra_core::{Measured, Missing, StateId, Year};

/// Military spending with the series that it was taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct Spending {
    /// Dollars of the year at market rates, with year and source.
    pub figure: Figure,
    /// [`Variable::MilexSipriUsd`]; [`Variable::MilexNmcUsd`] where SIPRI has no figure here;
    /// [`Variable::MilexEstimateUsd`] where neither has.
    pub variable: Variable,
}

impl World {
    /// The value of a variable for a state in that year exactly.
    pub fn figure(&self, variable: Variable, state: StateId, year: Year) -> Measured<Figure> {
        if !self.exists(state, year) {
            return Measured::Missing(Missing::NoSuchState);
        }
        if let Some(list) = self.figures.get(&(variable, state))
            && let Ok(at) = list.binary_search_by_key(&year, |f| f.year)
        {
            return Measured::Value(list[at].clone());
        }
        Measured::Missing(self.why_missing(variable, state, year))
    }

    /// The newest value at or before a year: an explicit filling forward, whose age is `at` minus
    /// the figure's year.
    ///
    /// A figure that is set aside from some year on is not replaced by an older one: the reason
    /// is the answer.
    pub fn latest(&self, variable: Variable, state: StateId, at: Year) -> Measured<Figure> {
        if !self.exists(state, at) {
            return Measured::Missing(Missing::NoSuchState);
        }
        let found = self
            .figures
            .get(&(variable, state))
            .and_then(|list| list.iter().rev().find(|f| f.year <= at));
        let aside = self.gap(variable, state, at).or_else(|| {
            // A gap that ends with the source still holds for later years.
            let (_, last) = self.coverage(variable)?;
            (at > last).then(|| self.gap(variable, state, last)).flatten()
        });
        match (found, aside) {
            (Some(f), Some(gap))
                if matches!(gap.reason, Missing::SetAside { .. }) && f.year < gap.from =>
            {
                Measured::Missing(gap.reason.clone())
            }
            (Some(f), _) => Measured::Value(f.clone()),
            (None, Some(gap)) => Measured::Missing(gap.reason.clone()),
            (None, None) => Measured::Missing(self.why_missing(variable, state, at)),
        }
    }

    /// The sum of a variable over the states of a year that have a value.
    ///
    /// States without a value are left out, not counted as zero: [`World::without`] names them.
    /// Variables that do not add up (shares of a state's own output, price ratios) have none.
    pub fn total(&self, variable: Variable, year: Year) -> Measured<f64> {
        if !variable.adds_up() {
            return Measured::Missing(Missing::NotApplicable);
        }
        let mut sum = 0.0;
        let mut any = false;
        for id in self.members(year) {
            if let Measured::Value(f) = self.figure(variable, id, year) {
                sum += f.value;
                any = true;
            }
        }
        if any {
            Measured::Value(sum)
        } else {
            Measured::Missing(self.outside(Series::Variable(variable), year, false))
        }
    }

    /// The states of a year that have no value of a variable, which [`World::total`] leaves out.
    pub fn without(&self, variable: Variable, year: Year) -> Vec<StateId> {
        self.members(year).filter(|id| !self.figure(variable, *id, year).is_value()).collect()
    }

    /// A state's share of [`World::total`].
    pub fn share(&self, variable: Variable, state: StateId, year: Year) -> Measured<f64> {
        let share = || -> Result<f64, Missing> {
            let own = self.figure(variable, state, year).ok()?;
            Ok(own.value / self.total(variable, year).ok()?)
        };
        share().into()
    }

    /// Military spending in dollars at market rates in that year exactly: SIPRI's figure where it
    /// is here, else NMC's, else another published estimate. The answer says which.
    pub fn spending_usd(&self, state: StateId, year: Year) -> Measured<Spending> {
        self.first_of(|v| self.figure(v, state, year))
    }

    /// As [`World::spending_usd`], each series filled forward from its newest year at or before
    /// `at`.
    pub fn latest_spending_usd(&self, state: StateId, at: Year) -> Measured<Spending> {
        self.first_of(|v| self.latest(v, state, at))
    }

    fn first_of(&self, look_up: impl Fn(Variable) -> Measured<Figure>) -> Measured<Spending> {
        let with = |variable| move |figure| Spending { figure, variable };
        for variable in [Variable::MilexSipriUsd, Variable::MilexNmcUsd, Variable::MilexEstimateUsd]
        {
            if let Measured::Value(f) = look_up(variable) {
                return Measured::Value(with(variable)(f));
            }
        }
        // The reason that says most is NMC's, which covers every state.
        look_up(Variable::MilexNmcUsd).map(with(Variable::MilexNmcUsd))
    }

    /// The states of a year by number. In the year of a change both the old and the new number are
    /// there.
    pub fn members(&self, year: Year) -> impl Iterator<Item = StateId> + '_ {
        let mut last = None;
        self.states.in_year(year).map(|s| s.id).filter(move |id| last.replace(*id) != Some(*id))
    }

    fn gap(&self, variable: Variable, state: StateId, year: Year) -> Option<&crate::GapRow> {
        let holds = |g: &&crate::GapRow| {
            g.variable == variable && g.from <= year && g.to.is_none_or(|to| year <= to)
        };
        let own = self.gaps.iter().filter(holds).find(|g| g.state == Some(state));
        own.or_else(|| self.gaps.iter().filter(holds).find(|g| g.state.is_none()))
    }

    fn why_missing(&self, variable: Variable, state: StateId, year: Year) -> Missing {
        if let Some((first, last)) = self.coverage(variable)
            && (year < first || year > last)
        {
            return Missing::NotCovered { last: Some(last) };
        }
        if let Some(gap) = self.gap(variable, state, year) {
            return gap.reason.clone();
        }
        let here = self.years.get(&variable).is_some_and(|y| y.binary_search(&year).is_ok());
        self.outside(Series::Variable(variable), year, here)
    }
}
