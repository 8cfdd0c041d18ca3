//! Capability under the measures of power.
//!
//! `ln c = w ln s(money) + (1-w) ln s(personnel)`, where `s` is the share of the system's total in
//! the year plus 1e-6. Net resources (Beckley 2018, "The Power of Nations", *International
//! Security* 43(2)) are GDP times GDP per head and have no personnel in them.

use antumbra_core::{ExchangeRate, Measure, Measured, Missing, Setting, StateId, Year};
use antumbra_num::kernel::{exp, ln};
use antumbra_world::{Figure, Variable, World};
use std::collections::BTreeMap;

/// How many years a figure may be filled forward before it counts as missing.
pub const MAX_AGE_YEARS: i16 = 6;

/// A measure of power with its exchange rate: one of the gauges that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gauge {
    /// Spending and personnel of the National Material Capabilities.
    Nmc,
    /// Military spending at market rates.
    Spending,
    /// Military spending at purchasing-power parity of the whole economy.
    SpendingPpp,
    /// GDP times GDP per head, at market rates.
    NetResources,
}

impl Gauge {
    /// All gauges, in the order shown.
    pub const ALL: [Gauge; 4] =
        [Gauge::Nmc, Gauge::Spending, Gauge::SpendingPpp, Gauge::NetResources];

    /// The gauge of a setting. The exchange rate matters for spending only.
    pub fn of(setting: &Setting) -> Self {
        match (setting.measure, setting.exchange_rate) {
            (Measure::Nmc, _) => Gauge::Nmc,
            (Measure::Spending, ExchangeRate::Market) => Gauge::Spending,
            (Measure::Spending, ExchangeRate::Ppp) => Gauge::SpendingPpp,
            (Measure::NetResources, _) => Gauge::NetResources,
        }
    }

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Gauge::Nmc => "nmc",
            Gauge::Spending => "spending",
            Gauge::SpendingPpp => "spending_ppp",
            Gauge::NetResources => "net_resources",
        }
    }

    /// Does spending enter, so that more of it buys capability?
    pub fn has_spending(self) -> bool {
        self != Gauge::NetResources
    }
}

/// What a figure adds to the small floor of a share, so that a state without forces has a
/// logarithm.
const FLOOR: f64 = 1e-6;

/// What the gauges are made of, for one state.
#[derive(Clone, Debug)]
struct Row {
    money: BTreeMap<Gauge, Measured<Figure>>,
    personnel: Measured<Figure>,
}

/// Capabilities of all states in one year.
#[derive(Clone, Debug)]
pub struct Powers {
    year: Year,
    rows: BTreeMap<StateId, Row>,
    money_total: BTreeMap<Gauge, f64>,
    personnel_total: f64,
}

impl Powers {
    /// Reads the newest figures at or before `year`, none older than [`MAX_AGE_YEARS`].
    pub fn new(world: &World, year: Year) -> Self {
        let mut rows = BTreeMap::new();
        for state in world.members(year) {
            rows.insert(state, row(world, state, year));
        }
        let sum = |pick: &dyn Fn(&Row) -> Option<f64>| rows.values().filter_map(pick).sum::<f64>();
        let money_total = Gauge::ALL
            .into_iter()
            .map(|g| (g, sum(&|r: &Row| r.money[&g].value().map(|f| f.value))))
            .collect();
        let personnel_total = sum(&|r: &Row| r.personnel.value().map(|f| f.value));
        Powers { year, rows, money_total, personnel_total }
    }

    /// The year that figures are at or before.
    pub fn year(&self) -> Year {
        self.year
    }

    /// The states of the year, by number.
    pub fn states(&self) -> impl Iterator<Item = StateId> + '_ {
        self.rows.keys().copied()
    }

    /// The money figure behind a gauge: dollars of spending, or net resources.
    pub fn money(&self, state: StateId, gauge: Gauge) -> Measured<Figure> {
        match self.rows.get(&state) {
            Some(r) => r.money[&gauge].clone(),
            None => Measured::Missing(Missing::NoSuchState),
        }
    }

    /// A state's share of the money figure over all states with one.
    pub fn share(&self, state: StateId, gauge: Gauge) -> Measured<f64> {
        self.money(state, gauge).map(|f| f.value / self.money_total[&gauge])
    }

    /// Military personnel.
    pub fn personnel(&self, state: StateId) -> Measured<Figure> {
        match self.rows.get(&state) {
            Some(r) => r.personnel.clone(),
            None => Measured::Missing(Missing::NoSuchState),
        }
    }

    /// Capability `c` of a state: a share of the system's, between 1e-6 and about 1.
    ///
    /// `w` weighs money against personnel; net resources have no personnel, and `w` does not
    /// touch them.
    pub fn capability(&self, state: StateId, gauge: Gauge, w: f64) -> Measured<f64> {
        let compute = || -> Result<f64, Missing> {
            let money = self.money(state, gauge).ok()?.value / self.money_total[&gauge] + FLOOR;
            if gauge == Gauge::NetResources || w >= 1.0 {
                return Ok(money);
            }
            let heads = self.personnel(state).ok()?.value / self.personnel_total + FLOOR;
            Ok(exp(w * ln(money) + (1.0 - w) * ln(heads)))
        };
        compute().into()
    }
}

fn row(world: &World, state: StateId, year: Year) -> Row {
    let recent = |m: Measured<Figure>| match m {
        Measured::Value(f) if year.0 - f.year.0 > MAX_AGE_YEARS => {
            Measured::Missing(Missing::NotCovered { last: Some(f.year) })
        }
        m => m,
    };
    let latest = |v| recent(world.latest(v, state, year));
    let spending = recent(world.latest_spending_usd(state, year).map(|s| s.figure));
    let ppp = || -> Result<Figure, Missing> {
        let s = spending.clone().ok()?;
        let factor = latest(Variable::PppFactor).ok()?;
        let note =
            format!("{} times the PPP factor of {} ({})", s.source, factor.year, factor.source);
        Ok(Figure {
            value: s.value * factor.value,
            tag: antumbra_core::Tag::Computed,
            note: Some(note),
            ..s
        })
    };
    let net = || -> Result<Figure, Missing> {
        let gdp = latest(Variable::GdpUsd).ok()?;
        let heads = latest(Variable::Population).ok()?;
        Ok(Figure {
            value: gdp.value * (gdp.value / heads.value),
            tag: antumbra_core::Tag::Computed,
            note: Some(format!("GDP times GDP per head; population of {}", heads.year)),
            ..gdp
        })
    };
    let money = BTreeMap::from([
        (Gauge::Nmc, latest(Variable::MilexNmcUsd)),
        (Gauge::SpendingPpp, ppp().into()),
        (Gauge::NetResources, net().into()),
        (Gauge::Spending, spending),
    ]);
    Row { money, personnel: latest(Variable::MilperNmc) }
}
