//! The constants of a run of paths, at one setting: from the world, the estimates and the file.

use crate::answer::cases::Asked;
use crate::answer::facts::{self, Share};
use crate::answer::war;
use crate::file::{Future, RegimeRow};
use antumbra_core::{Diagnostic, Diagnostics, Dyad, Iso3, Range, Setting, StateId};
use antumbra_deter::evidence::estimates::{Estimates, Past};
use antumbra_deter::{Gauge, Scene, reach};
use antumbra_num::dist::Distribution;
use antumbra_path::evidence;
use antumbra_path::setup::{
    Challenger, Client, Contingency, Force, Neighbour, NeighbourThreat, NuclearOption,
    NuclearStage, Other, Partner, Patron, Personnel, Politics, Regime, Setup, Treaty,
};
use antumbra_world::Variable;

/// Why no setup could be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// A figure of the client or of every challenger is missing.
    Figures,
    /// The estimates do not cover this setting or pair.
    Estimates(String),
    /// Personnel count under this weight, and there are none.
    Personnel,
}

/// A setup with what a reader has to know about it.
pub(crate) struct Built {
    pub(crate) setup: Setup,
    /// Neighbours that lack a figure.
    pub(crate) left_out: Vec<String>,
}

fn range(lo: f64, mid: f64, hi: f64) -> Range {
    Range { lo, mid, hi }
}

/// Which definition of spending the paths use, with today's share of GDP.
pub(crate) fn definition(asked: &Asked<'_>) -> Option<Share> {
    let shares = facts::shares(asked.world, asked.plan.client, asked.plan.year);
    let wanted = asked.plan.loaded.assessment.future.spending_definition.as_deref();
    let of = |s: &Share| match wanted {
        Some("government") => s.definition.starts_with("the government"),
        Some(_) | None => true,
    };
    shares.into_iter().find(of)
}

/// Name of a state in inputs and outcomes.
pub(crate) fn short(iso3: Iso3) -> String {
    iso3.as_str().to_lowercase()
}

/// Builds the setup at a setting.
pub(crate) fn build(
    asked: &Asked<'_>,
    estimates: &Estimates,
    setting: Setting,
) -> Result<Built, Why> {
    let plan = asked.plan;
    let future = &plan.loaded.assessment.future;
    let gauge = Gauge::of(&setting);
    if !gauge.has_spending() {
        return Err(Why::Estimates(
            "net resources carry neither a spending lever nor a fit".into(),
        ));
    }
    let share = definition(asked).ok_or(Why::Figures)?;
    let mut scenes: Vec<(usize, Scene)> = Vec::new();
    for n in 0..plan.challengers.len() {
        if let Ok(s) = asked.scene(n, gauge, setting.w)
            && s.challenger.is_some()
        {
            let dyad = Dyad { from: plan.challengers[n].state, to: plan.client };
            let known = estimates.challengers(plan.client).any(|c| c == dyad.from);
            if known {
                scenes.push((n, s));
            }
        }
    }
    let Some((_, first)) = scenes.first() else { return Err(Why::Figures) };
    let states: Vec<StateId> = scenes.iter().map(|(n, _)| plan.challengers[*n].state).collect();
    let (evidence, baselines) =
        evidence::read(estimates, plan.client, &states, setting.lambda, setting.w, Past::Held)
            .map_err(|e| Why::Estimates(e.to_string()))?;
    let personnel = personnel(asked);
    if setting.w < 1.0 && personnel.is_none() {
        return Err(Why::Personnel);
    }
    let own = first.own;
    let patron_ally = scenes.iter().find_map(|(_, s)| s.patron.as_ref());
    let patron_force = patron_ally.map(|a| Force {
        capability: a.capability,
        arrival: reach::factor(a.km, setting.lambda, 0.0),
        presence: a.presence,
    });
    let challengers: Vec<Challenger> = scenes
        .iter()
        .zip(baselines)
        .map(|((n, s), baselines)| {
            let ch = &plan.challengers[*n];
            let (c, km) = s.challenger.unwrap_or((own, 0.0));
            let share = &ch.theatre_share.dist;
            Challenger {
                id: short(ch.iso3),
                state: ch.state,
                reach: c * reach::factor(km, setting.lambda, 0.0),
                nuclear: asked.world.is_armed(ch.state, plan.commitments),
                patron_counts: s.patron.is_some(),
                growth: range(0.0, 0.025, 0.05),
                theatre: range(
                    share.quantile(0.05).max(0.01),
                    share.quantile(0.5).max(0.01),
                    share.quantile(0.95).max(0.01),
                ),
                war_historical: war_historical(estimates, ch.state),
                war_expert: quantiles(&plan.war_expert.dist),
                baselines,
            }
        })
        .collect();
    let others = others(asked, &scenes, &setting);
    let (neighbours, left_out) = neighbours(asked, &scenes, &setting);
    let contingencies = contingencies(future, &neighbours, &challengers);
    let level = asked
        .world
        .is_armed(plan.patron, plan.commitments)
        .then(|| {
            let facts = antumbra_deter::nuclear::cover(
                asked.world,
                plan.client,
                plan.patron,
                &states,
                plan.commitments,
            );
            facts.iter().filter(|f| f.provider == plan.patron).map(|f| f.cover.level).max()
        })
        .flatten();
    let first_year = antumbra_core::Year(future.first_year.unwrap_or(plan.commitments.0));
    let gdp = future.gdp.or_else(|| {
        asked.world.latest(Variable::GdpUsd, plan.client, plan.year).value().map(|f| f.value / 1e9)
    });
    let setup = Setup {
        first_year,
        horizon_years: future.horizon_years as usize,
        setting,
        standard: plan.loaded.assessment.standard.ratios.first().copied().unwrap_or(1.0),
        client: Client {
            state: plan.client,
            capability: own,
            spending_share: share.value,
            gdp: gdp.unwrap_or(1.0),
            money_unit: future.money_unit.clone().unwrap_or_else(|| {
                if gdp.is_some() { "billion US dollars".into() } else { "of today's GDP".into() }
            }),
            growth: range(0.0, 0.01, 0.025),
            personnel,
            sustainment: None,
            role: future.role,
            alignment: future.alignment,
            distance: future.distance,
            hosting_share: future.hosting_share,
            trade_patron: future.trade_patron,
            trade_challengers: future.trade_challengers,
        },
        patron: Patron {
            state: plan.patron,
            // A patron that is not counted has nothing that arrives.
            force: patron_force.unwrap_or(Force { capability: 0.0, arrival: 1.0, presence: 0.0 }),
            growth: range(-0.005, 0.01, 0.03),
        },
        others,
        partners: partners(asked, &scenes, &setting),
        challengers,
        evidence,
        treaty: Treaty {
            exists: patron_force.is_some(),
            notice_years: future.notice_years,
            lead: range(1.0, 3.0, 6.0),
            revised_belief: range(0.95, 1.05, 1.2),
            cover_level: level.unwrap_or(0),
        },
        politics: politics(future),
        nuclear: nuclear(asked),
        neighbours,
        contingencies,
    };
    Ok(Built { setup, left_out })
}

/// Percentiles of a challenger's base rate of war by the record.
fn war_historical(estimates: &Estimates, challenger: StateId) -> Range {
    match war::base_rate(&estimates.war_counts(war::begun_by(challenger)).uncovered) {
        Some(b) => range(b.quantile(0.05), b.quantile(0.5), b.quantile(0.95)),
        None => range(0.0, 0.0, 0.0),
    }
}

fn quantiles(d: &crate::dist::Dist) -> Range {
    range(d.quantile(0.05), d.quantile(0.5), d.quantile(0.95))
}

fn personnel(asked: &Asked<'_>) -> Option<Personnel> {
    let facts = asked.plan.loaded.assessment.personnel.as_ref();
    let heads = facts.map(|p| p.filled.value).or_else(|| {
        let year = asked.plan.year;
        asked.world.latest(Variable::MilperNmc, asked.plan.client, year).value().map(|f| f.value)
    })?;
    // Without a figure of authorised strength, a tenth more than today is taken as the ceiling.
    let ceiling = facts.map_or(1.1 * heads, |p| p.authorised.value.max(heads));
    Some(Personnel { heads, ceiling, demography: range(-0.012, -0.006, 0.0) })
}

fn others(asked: &Asked<'_>, scenes: &[(usize, Scene)], setting: &Setting) -> Vec<Other> {
    let mut out: Vec<Other> = Vec::new();
    for (_, s) in scenes {
        for a in &s.others {
            if out.iter().any(|o| o.state == a.state) || a.state == asked.plan.client {
                continue;
            }
            let bound_to = scenes
                .iter()
                .enumerate()
                .filter(|(_, (_, s))| !s.others.iter().any(|x| x.state == a.state))
                .map(|(i, _)| i)
                .collect();
            out.push(Other {
                state: a.state,
                force: Force {
                    capability: a.capability,
                    arrival: reach::factor(a.km, setting.lambda, 0.0),
                    presence: a.presence,
                },
                bound_to,
            });
        }
    }
    out
}

/// A force of a state on its way to another, where its figures are known.
fn force(asked: &Asked<'_>, from: StateId, to: StateId, setting: &Setting) -> Option<Force> {
    let year = asked.powers.year();
    let gauge = Gauge::of(setting);
    let capability = asked.powers.capability(from, gauge, setting.w).value().copied()?;
    let km = asked.world.distance_km(from, to, year).value().map(|f| f.value)?;
    let presence = reach::presence(asked.world, from, to, year).value().copied().unwrap_or(0.0);
    Some(Force { capability, arrival: reach::factor(km, setting.lambda, 0.0), presence })
}

fn find(asked: &Asked<'_>, text: &str) -> Option<(StateId, Iso3)> {
    let s = asked.world.states().find(text, asked.plan.year).ok()?;
    Some((s.id, s.iso3?))
}

fn partners(asked: &Asked<'_>, scenes: &[(usize, Scene)], setting: &Setting) -> Vec<Partner> {
    let bound = |k: StateId, n: usize| {
        let d = Dyad { from: k, to: asked.plan.challengers[n].state };
        !asked.world.owes_defence(d, asked.plan.commitments).is_empty()
    };
    asked
        .plan
        .loaded
        .assessment
        .future
        .partners
        .iter()
        .filter_map(|p| {
            let (state, iso3) = find(asked, &p.id)?;
            let force = force(asked, state, asked.plan.client, setting)?;
            let bound_to = scenes
                .iter()
                .enumerate()
                .filter(|(_, (n, _))| bound(state, *n))
                .map(|(i, _)| i)
                .collect();
            Some(Partner { id: short(iso3), state, force, bound_to })
        })
        .collect()
}

fn neighbours(
    asked: &Asked<'_>,
    scenes: &[(usize, Scene)],
    setting: &Setting,
) -> (Vec<Neighbour>, Vec<String>) {
    let mut left_out = Vec::new();
    let year = asked.powers.year();
    let gauge = Gauge::of(setting);
    let plan = asked.plan;
    let mut out = Vec::new();
    for row in &plan.loaded.assessment.future.neighbours {
        let one = || {
            let (state, iso3) = find(asked, &row.id)?;
            let (threat, _) = find(asked, &row.challenger)?;
            let index = scenes.iter().position(|(n, _)| plan.challengers[*n].state == threat)?;
            let theirs = force(asked, threat, state, setting)?;
            let patron = force(asked, plan.patron, state, setting)?;
            let km = asked.world.distance_km(plan.client, state, year).value()?.value;
            Some(Neighbour {
                id: short(iso3),
                state,
                challenger: NeighbourThreat { index, reach: theirs.capability * theirs.arrival },
                capability: asked.powers.capability(state, gauge, setting.w).value().copied()?,
                others: 0.0,
                patron,
                from_client: row.from_client.unwrap_or_else(|| from_client(asked, state, &patron)),
                client_arrival: reach::factor(km, setting.lambda, 0.0),
            })
        };
        match one() {
            Some(n) => out.push(n),
            None => left_out.push(row.id.clone()),
        }
    }
    (out, left_out)
}

/// The share of the patron's personnel around a neighbour that stands in the client.
fn from_client(asked: &Asked<'_>, neighbour: StateId, patron: &Force) -> f64 {
    let year = asked.powers.year();
    let plan = asked.plan;
    let near = asked
        .world
        .distance_km(plan.client, neighbour, year)
        .value()
        .is_some_and(|d| d.value <= reach::THEATRE_KM);
    let here = asked.world.latest_stationed(plan.patron, plan.client, year);
    let all = asked.world.latest(Variable::MilperNmc, plan.patron, year);
    match (here.value(), all.value()) {
        (Some(h), Some(a)) if near && patron.presence > 0.0 && a.value > 0.0 => {
            (h.value / a.value / patron.presence).clamp(0.0, 1.0)
        }
        _ => 0.0,
    }
}

/// Attacks on neighbours that may draw the client in. What follows an attack has this program's own
/// ranges unless the file draws them otherwise; all of them are inputs in the ledger.
fn contingencies(
    future: &Future,
    neighbours: &[Neighbour],
    challengers: &[Challenger],
) -> Vec<Contingency> {
    future
        .contingencies
        .iter()
        .filter_map(|c| {
            let id = c.neighbour.to_lowercase();
            let threat = &neighbours.iter().find(|n| n.id == id)?.challenger;
            Some(Contingency {
                id: c.id.to_lowercase(),
                neighbour: id,
                historical: challengers.get(threat.index)?.war_historical,
                expert: range(0.005, 0.02, 0.05),
                intervenes: range(0.3, 0.6, 0.9),
                access: range(0.5, 0.8, 0.95),
                joins: range(0.2, 0.45, 0.7),
                spills: range(0.1, 0.3, 0.6),
                sensitivity: range(0.0, 0.3, 0.8),
            })
        })
        .collect()
}

fn politics(future: &Future) -> Politics {
    let one = RegimeRow {
        id: "as_today".into(),
        belief: 1.0,
        act: 1.0,
        nuclear: 1.0,
        demand: 0.0,
        hosting: 1.0,
        loosening: 1.0,
        termination: 1.0,
        acquiesces: 0.0,
        next: vec![1.0],
        note: None,
    };
    let rows = if future.regimes.is_empty() { vec![one] } else { future.regimes.clone() };
    Politics {
        switching: rows.iter().map(|r| r.next.clone()).collect(),
        regimes: rows
            .into_iter()
            .map(|r| Regime {
                id: r.id,
                belief: r.belief,
                act: r.act,
                nuclear: r.nuclear,
                demand: r.demand,
                hosting: r.hosting,
                loosening: r.loosening,
                termination: r.termination,
                acquiesces: r.acquiesces,
            })
            .collect(),
        today: 0,
        next_term: antumbra_core::Year(future.next_term),
        term_years: future.term_years,
        loosening: range(0.02, 0.06, 0.15),
        termination: range(0.0005, 0.0011, 0.003),
    }
}

fn nuclear(asked: &Asked<'_>) -> Vec<NuclearOption> {
    let mut out: Vec<NuclearOption> = asked
        .plan
        .loaded
        .assessment
        .nuclear
        .options
        .iter()
        .filter_map(|o| {
            let stage = NuclearStage::ALL.into_iter().find(|s| s.name() == o.id)?;
            let three = |t: crate::file::Three| range(t.lo, t.mid, t.hi);
            Some(NuclearOption {
                stage,
                years: o.years.map(three)?,
                // A stage without a running cost of its own costs nothing beyond the others.
                gdp_share: o.gdp_share.map_or(range(0.0, 0.0, 0.0), three),
                r_nuc: range(o.r_nuc.min, 0.5 * (o.r_nuc.min + o.r_nuc.max), o.r_nuc.max),
            })
        })
        .collect();
    out.sort_by_key(|o| o.stage);
    out
}

/// An error of the simulator at its place in the file.
pub(crate) fn place(e: &antumbra_path::Error, asked: &Asked<'_>) -> Diagnostics {
    let path = e.at().replace('[', ".").replace(']', "");
    let path = match path.split_once('.') {
        Some(("politics", rest)) if rest.starts_with("switching.") => {
            format!("future.regimes.{}.next", rest.trim_start_matches("switching."))
        }
        Some(("politics", rest)) => format!("future.{rest}"),
        _ => path,
    };
    let doc = &asked.plan.loaded.doc;
    let at = doc.place(&path);
    let text = e.to_string();
    let message = text.split_once(": ").map_or(text.as_str(), |(_, m)| m);
    let (what, hint) = match message.split_once("; ") {
        Some((w, h)) => (w.to_owned(), Some(h.to_owned())),
        None => (message.to_owned(), None),
    };
    let mut d = Diagnostic::error("AN0140", what).at(at.origin.clone(), at.span);
    if let Some(h) = hint {
        d = d.help(h);
    }
    d.into()
}
