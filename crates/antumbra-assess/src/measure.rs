//! Capability and dependence of any states in any years.

use crate::answer::cases::Asked;
use crate::answer::draws::Futures;
use crate::answer::over::{Scenes, parts};
use crate::load::load;
use crate::plan::plan;
use antumbra_core::{Diagnostic, Diagnostics, Iso3, Measured, SourceRegister, StateId, Year};
use antumbra_deter::{Gauge, Powers};
use antumbra_record::measure::{Dependence, MeasureRow, Measures, SCHEMA};
use antumbra_world::{Variable, World};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What to measure.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// States by ISO3, COW number or name; empty for all of each year.
    pub states: Vec<String>,
    /// Years.
    pub years: Vec<i16>,
    /// The protecting state.
    pub patron: String,
    /// Against whom; `None` for the strongest by reach in the year.
    pub challenger: Option<String>,
    /// Seed and futures of the draws.
    pub seed: u64,
    /// Draws inside each setting.
    pub futures: u32,
    /// Rank the rows by this figure.
    pub rank_by: Option<Rank>,
}

/// What rows can be ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// CINC.
    Cinc,
    /// Spending at market rates.
    Spending,
    /// Spending at purchasing power.
    SpendingPpp,
    /// Net resources.
    NetResources,
    /// Share of the expected defence that the protector supplies.
    Dependence,
}

impl Rank {
    /// All, for messages and completion.
    pub const ALL: [(Rank, &'static str); 5] = [
        (Rank::Cinc, "cinc"),
        (Rank::Spending, "spending"),
        (Rank::SpendingPpp, "spending_ppp"),
        (Rank::NetResources, "net_resources"),
        (Rank::Dependence, "dependence"),
    ];

    fn of(self, r: &MeasureRow) -> Option<f64> {
        match self {
            Rank::Cinc => r.cinc,
            Rank::Spending => r.spending,
            Rank::SpendingPpp => r.spending_ppp,
            Rank::NetResources => r.net_resources,
            Rank::Dependence => r.dependence.as_ref().map(|d| d.supplied.mid),
        }
    }
}

/// Measures states by year.
///
/// # Errors
/// States that never existed. A state that is not there in one of several years has a row that
/// says so.
pub fn measure(
    world: &World,
    library: &SourceRegister,
    wanted: &Wanted,
    data: &str,
) -> Result<Measures, Diagnostics> {
    let mut names = BTreeMap::new();
    let mut rows = Vec::new();
    let newest = wanted.years.iter().copied().max().unwrap_or(2024);
    let patron = find_any(world, &wanted.patron, newest)?;
    for &year in &wanted.years {
        let powers = Powers::new(world, Year(year));
        let ranks = ranks(&powers);
        let states: Vec<(StateId, Iso3)> = if wanted.states.is_empty() {
            let all = world.states().in_year(Year(year));
            all.filter_map(|s| Some((s.id, s.iso3?))).collect()
        } else {
            let mut list = Vec::new();
            for text in &wanted.states {
                match world.states().find(text, Year(year)) {
                    Ok(s) => list.extend(s.iso3.map(|i| (s.id, i))),
                    Err(e) => {
                        let iso3 = find_any(world, text, year)?;
                        rows.push(absent(iso3, year, &e.to_string()));
                    }
                }
            }
            list
        };
        let made: Vec<MeasureRow> = states
            .par_iter()
            .map(|(id, iso3)| row(world, library, wanted, &powers, &ranks, *id, *iso3, patron))
            .collect();
        rows.extend(made);
        for s in world.states().in_year(Year(year)) {
            if let Some(i) = s.iso3 {
                names.insert(i, s.name.clone());
            }
        }
    }
    if let Some(by) = wanted.rank_by {
        // A stable sort by year, then by the figure; rows without it come last.
        rows.sort_by(|a, b| {
            let value = |r: &MeasureRow| by.of(r).unwrap_or(f64::NEG_INFINITY);
            a.year.cmp(&b.year).then(value(b).total_cmp(&value(a)))
        });
    }
    Ok(Measures {
        schema: SCHEMA.into(),
        data: data.into(),
        patron,
        seed: wanted.seed,
        rows,
        ranked_by: wanted
            .rank_by
            .and_then(|r| Rank::ALL.iter().find(|(k, _)| *k == r))
            .map(|(_, n)| (*n).to_owned()),
        names,
    })
}

/// The ISO3 code of a state of any year, the asked one first.
fn find_any(world: &World, text: &str, year: i16) -> Result<Iso3, Diagnostics> {
    match world.states().find(text, Year(year)) {
        Ok(s) => s.iso3,
        Err(antumbra_core::state::NoState::NotThen { .. }) => world
            .states()
            .spells()
            .iter()
            .find(|s| {
                s.iso3.is_some_and(|i| i.as_str().eq_ignore_ascii_case(text))
                    || s.name.eq_ignore_ascii_case(text)
                    || text.parse() == Ok(s.id.cow_code())
            })
            .and_then(|s| s.iso3),
        Err(e) => {
            let message = e.to_string();
            let (what, hint) = message.split_once("; ").unwrap_or((
                &message,
                "states are named by ISO3 code (JPN), COW number (740) or English name",
            ));
            return Err(Diagnostic::error("AN0130", what).help(hint).into());
        }
    }
    .ok_or_else(|| Diagnostic::error("AN0132", format!("`{text}` has no ISO3 code")).into())
}

fn absent(state: Iso3, year: i16, why: &str) -> MeasureRow {
    MeasureRow {
        state,
        year,
        cinc: None,
        spending: None,
        spending_ppp: None,
        net_resources: None,
        rank: None,
        milex_usd: None,
        personnel: None,
        dependence: None,
        missing: BTreeMap::from([("state".into(), why.into())]),
    }
}

fn ranks(powers: &Powers) -> BTreeMap<StateId, u32> {
    let mut list: Vec<(f64, StateId)> = powers
        .states()
        .filter_map(|s| Some((powers.money(s, Gauge::Spending).value()?.value, s)))
        .collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    list.into_iter().enumerate().map(|(n, (_, s))| (s, n as u32 + 1)).collect()
}

#[allow(
    clippy::too_many_arguments,
    reason = "one row's whole context; a struct would only rename it"
)]
fn row(
    world: &World,
    library: &SourceRegister,
    wanted: &Wanted,
    powers: &Powers,
    ranks: &BTreeMap<StateId, u32>,
    id: StateId,
    iso3: Iso3,
    patron: Iso3,
) -> MeasureRow {
    let mut missing = BTreeMap::new();
    let mut keep = |key: &str, m: Measured<f64>| match m {
        Measured::Value(v) => Some(v),
        Measured::Missing(why) => {
            missing.insert(key.to_owned(), why.to_string());
            None
        }
    };
    let year = powers.year();
    let share = |g: Gauge| powers.share(id, g);
    let cinc = keep("cinc", world.latest(Variable::Cinc, id, year).map(|f| f.value));
    let spending = keep("spending", share(Gauge::Spending));
    let spending_ppp = keep("spending_ppp", share(Gauge::SpendingPpp));
    let net_resources = keep("net_resources", share(Gauge::NetResources));
    let milex_usd = keep("milex_usd", powers.money(id, Gauge::Spending).map(|f| f.value));
    let personnel = keep("personnel", powers.personnel(id).map(|f| f.value));
    let dependence = if iso3 == patron {
        None
    } else {
        match dependence(world, library, wanted, powers, iso3, patron) {
            Ok(d) => Some(d),
            Err(why) => {
                missing.insert("dependence".into(), why);
                None
            }
        }
    };
    MeasureRow {
        state: iso3,
        year: year.0,
        cinc,
        spending,
        spending_ppp,
        net_resources,
        rank: ranks.get(&id).copied(),
        milex_usd,
        personnel,
        dependence,
        missing,
    }
}

fn dependence(
    world: &World,
    library: &SourceRegister,
    wanted: &Wanted,
    powers: &Powers,
    iso3: Iso3,
    patron: Iso3,
) -> Result<Dependence, String> {
    let mut text = format!(
        "client = \"{iso3}\"\npatron = \"{patron}\"\nyear = {}\nseed = {}\nfutures = {}\n",
        powers.year(),
        wanted.seed,
        wanted.futures
    );
    if let Some(c) = &wanted.challenger {
        text.push_str(&format!("[[challengers]]\nid = \"{}\"\n", c.replace('"', "")));
    }
    let first = |d: Diagnostics| d.iter().next().map(|d| d.message.clone()).unwrap_or_default();
    let loaded = load("measure", text.as_bytes(), &[]).map_err(first)?;
    let mut plan = plan(loaded, world, powers, library).map_err(first)?;
    plan.challengers.truncate(1);
    let futures = Futures::draw(&plan);
    let asked = Asked { world, powers, plan: &plan, futures: &futures };
    let corners = plan.reference.corners();
    let scenes = Scenes::new(&asked, &corners);
    if plan.challengers.is_empty() {
        return Err("no challenger without a pact with either side".into());
    }
    let p = parts(&asked, &scenes, &corners)
        .into_iter()
        .next()
        .ok_or_else(|| "a figure of the state's forces is missing".to_owned())?;
    Ok(Dependence {
        challenger: p.challenger,
        own: p.own.reference,
        expected: p.expected.reference,
        doubtful: p.doubtful.reference,
        others: p.others.reference,
        supplied: p.supplied.reference,
        supplied_corners: p.supplied.corners,
    })
}
