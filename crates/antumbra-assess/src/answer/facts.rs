//! Facts beside the forms: shares under each measure, spending and its definitions, arms,
//! personnel, and the newest year of each series.

use super::cases::Asked;
use antumbra_core::{Iso3, Measured, StateId, Year};
use antumbra_deter::{Gauge, Powers};
use antumbra_record::findings::{ArmsSupplier, Flip, MeasureShare, Personnel, Series, Spending};
use antumbra_record::posture::Posting;
use antumbra_world::{Figure, Variable, World};

/// Today's spending as a share of GDP under one definition.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    pub(crate) value: f64,
    pub(crate) definition: String,
}

/// A year after every series: the newest figure there is.
const NEWEST: Year = Year(9999);

/// The shares of GDP that today's spending may be read as, SIPRI's of the year first.
pub(crate) fn shares(world: &World, client: StateId, year: Year) -> Vec<Share> {
    let mut out = Vec::new();
    let sipri = world.latest(Variable::MilexGdpShare, client, year);
    if let Measured::Value(f) = &sipri {
        out.push(Share { value: f.value, definition: format!("SIPRI, {}", f.year) });
    } else if let (Measured::Value(s), Measured::Value(g)) =
        (world.latest_spending_usd(client, year), world.latest(Variable::GdpUsd, client, year))
        && g.value > 0.0
    {
        out.push(Share {
            value: s.figure.value / g.value,
            definition: format!("NMC spending of {} over GDP of {}", s.figure.year, g.year),
        });
    }
    if let Measured::Value(f) = world.latest(Variable::MilexGdpShareGovernment, client, NEWEST) {
        out.push(Share { value: f.value, definition: format!("the government's own, {}", f.year) });
    }
    out
}

/// Every sourced reading of the client's spending: of the year, and the newest of each definition.
pub(crate) fn spending(world: &World, client: StateId, iso3: Iso3, year: Year) -> Vec<Spending> {
    let mut out: Vec<Spending> = Vec::new();
    let mut add = |variable: Variable, definition: &str, at: Year| {
        let Measured::Value(f) = world.latest(variable, client, at) else { return };
        let usd = match variable {
            Variable::MilexGdpShare => {
                world.figure(Variable::MilexSipriUsd, client, f.year).value().map(|u| u.value)
            }
            _ => None,
        };
        let row = Spending {
            state: iso3,
            year: f.year.0,
            definition: definition.into(),
            gdp_share: f.value,
            milex_usd: usd,
            tag: f.tag,
            source: f.source.to_string(),
            note: f.note,
        };
        if !out.contains(&row) {
            out.push(row);
        }
    };
    add(Variable::MilexGdpShare, "sipri", year);
    add(Variable::MilexGdpShare, "sipri", NEWEST);
    add(Variable::MilexGdpShareGovernment, "government", NEWEST);
    out
}

/// Shares of client and challenger taken together, at home, under each measure.
pub(crate) fn measures(asked: &Asked<'_>) -> (Vec<MeasureShare>, Vec<Flip>) {
    let mut out = Vec::new();
    let mut flips = Vec::new();
    for ch in &asked.plan.challengers {
        let mut ratios: Vec<(&'static str, bool)> = Vec::new();
        let cinc = |s: StateId| asked.world.latest(Variable::Cinc, s, asked.powers.year());
        let mut add = |name: &'static str, get: &dyn Fn(StateId) -> Measured<Figure>| {
            let (Measured::Value(own), Measured::Value(their)) =
                (get(asked.plan.client), get(ch.state))
            else {
                return;
            };
            let mut sources = vec![own.source.to_string(), their.source.to_string()];
            sources.sort();
            sources.dedup();
            // The rule of thumb of the field: an attacker wants three to one.
            ratios.push((name, their.value > 3.0 * own.value));
            out.push(MeasureShare {
                challenger: ch.iso3,
                measure: name.into(),
                year: own.year.min(their.year).0,
                share: own.value / (own.value + their.value),
                with_patron: get(asked.plan.patron)
                    .value()
                    .map(|p| (own.value + p.value) / (own.value + p.value + their.value)),
                sources,
            });
        };
        add("cinc", &cinc);
        for g in [Gauge::Spending, Gauge::SpendingPpp, Gauge::NetResources] {
            add(g.name(), &|s| asked.powers.money(s, g));
        }
        if let Some(reference) = ratios.iter().find(|(n, _)| *n == "spending").map(|(_, r)| *r) {
            let turned_by: Vec<String> = ratios
                .iter()
                .filter(|(_, r)| *r != reference)
                .map(|(n, _)| format!("measure={n}"))
                .collect();
            if !turned_by.is_empty() {
                flips.push(Flip {
                    finding: "measures".into(),
                    question: "outweighed_three_to_one".into(),
                    challenger: Some(ch.iso3),
                    reference,
                    turned_by,
                });
            }
        }
    }
    (out, flips)
}

/// Who supplies the client's arms, largest first.
pub(crate) fn arms(world: &World, client: StateId, year: Year) -> Vec<ArmsSupplier> {
    let Some((from, to)) = world.arms_window() else { return Vec::new() };
    let Measured::Value(list) = world.arms_suppliers(client) else { return Vec::new() };
    list.into_iter()
        .filter_map(|(s, f)| {
            let iso3 = world.states().get(s, year)?.iso3?;
            Some(ArmsSupplier {
                supplier: iso3,
                share: f.value,
                years: format!("{from}-{to}"),
                source: f.source.to_string(),
            })
        })
        .collect()
}

/// The smallest force abroad that is listed, in persons.
const SMALLEST_POSTING: f64 = 100.0;

/// Where the patron's forces are, most persons first.
pub(crate) fn postings(asked: &Asked<'_>) -> Vec<Posting> {
    let year = asked.powers.year();
    let mut out: Vec<Posting> = asked
        .world
        .states()
        .in_year(year)
        .filter_map(|host| {
            let f = asked.world.latest_stationed(asked.plan.patron, host.id, year);
            let f = f.value()?;
            Some(Posting {
                host: host.iso3?,
                persons: f.value,
                year: f.year.0,
                source: f.source.to_string(),
            })
        })
        .filter(|p| p.persons >= SMALLEST_POSTING)
        .collect();
    out.sort_by(|a, b| b.persons.total_cmp(&a.persons).then(a.host.cmp(&b.host)));
    out
}

/// Personnel, where the assessment states it.
pub(crate) fn personnel(asked: &Asked<'_>) -> Option<Personnel> {
    let p = asked.plan.loaded.assessment.personnel.as_ref()?;
    let mut inputs = vec!["personnel.authorised".to_owned(), "personnel.filled".to_owned()];
    if p.recruitment_share.is_some() {
        inputs.push("personnel.recruitment_share".into());
    }
    Some(Personnel {
        authorised: p.authorised.value,
        filled: p.filled.value,
        recruitment_share: p.recruitment_share.as_ref().map(|f| f.value),
        inputs,
    })
}

/// The newest year used of each series for client, patron and challengers.
pub(crate) fn series(asked: &Asked<'_>) -> Vec<Series> {
    let states: Vec<StateId> = [asked.plan.client, asked.plan.patron]
        .into_iter()
        .chain(asked.plan.challengers.iter().map(|c| c.state))
        .collect();
    let year = asked.powers.year();
    let newest = |name: &str, get: &dyn Fn(StateId) -> Measured<Figure>| {
        let all: Vec<Figure> = states.iter().filter_map(|s| get(*s).value().cloned()).collect();
        let f = all.iter().max_by_key(|f| f.year)?;
        Some(Series {
            name: name.into(),
            year: f.year.0,
            age_years: year.0 - f.year.0,
            source: f.source.to_string(),
        })
    };
    let powers: &Powers = asked.powers;
    [
        newest("military spending", &|s| powers.money(s, Gauge::Spending)),
        newest("NMC spending", &|s| powers.money(s, Gauge::Nmc)),
        newest("personnel", &|s| powers.personnel(s)),
        newest("GDP", &|s| asked.world.latest(Variable::GdpUsd, s, year)),
        newest("population", &|s| asked.world.latest(Variable::Population, s, year)),
        newest("US troops abroad", &|s| asked.world.latest_stationed(asked.plan.patron, s, year)),
    ]
    .into_iter()
    .flatten()
    .chain(asked.world.coverage(antumbra_world::Series::Treaties).map(|(_, last)| {
        Series {
            name: "defence pacts".into(),
            year: last.0.min(year.0),
            age_years: (year.0 - last.0).max(0),
            source: asked
                .world
                .coverage_rows(antumbra_world::Series::Treaties)
                .next()
                .map(|r| r.source.to_string())
                .unwrap_or_default(),
        }
    }))
    .collect()
}
