//! Acceptance tests: reliability, base rates, tiers, measures of power.

use super::{CLIENTS, Ground, failed};
use crate::measure::{Wanted as Asked, measure};
use crate::plan::RELIABILITY;
use antumbra_core::outside::Source;
use antumbra_core::{Diagnostics, SourceRegister, Year};
use antumbra_deter::evidence::estimates::Begun;
use antumbra_deter::evidence::levels::{Remedy, out_of_time};
use antumbra_deter::evidence::published::fulfilment;
use antumbra_deter::evidence::{Severity, cover_rates};
use antumbra_deter::war::{Spending, decisiveness, war_counts};
use antumbra_num::dist::{Beta, Distribution};
use antumbra_record::measure::MeasureRow;
use antumbra_record::validate::{Claim, ClaimId, MeasureShare};
use antumbra_world::World;
use antumbra_world::panel::{Inputs, LAST_OUTCOME};

/// Published fulfilment at its lowest (Berkemeier & Fuhrmann 2018, after 1945) and highest (Leeds,
/// Long & Mitchell 2000, 1816-1944: 74.5%, quoted as about 75).
const ANCHORS: (f64, f64) = (12.0 / 54.0, 0.75);

/// First and last year of the recorded rates.
const YEARS: (Year, Year) = (Year(1950), Year(2010));

/// Rates per directed dyad-year of non-nuclear targets 1950-2010 by the coding of Gibler, Miller &
/// Little: under a nuclear patron, and not. The reference counts were made in Python.
const RECORDED: [f64; 2] = [0.0093, 0.0128];

/// T1. What the default prior predicts of a sample as large as the smallest published one.
pub(super) fn reliability(folder: &dyn Source) -> Result<Claim, Diagnostics> {
    let f = fulfilment(folder).map_err(failed)?;
    let n = f.published.late.called;
    let (lo, hi) = predicted(n, RELIABILITY);
    let prior = Beta::new(RELIABILITY.0, RELIABILITY.1).map_err(failed)?;
    let holds = lo <= ANCHORS.0 && hi >= ANCHORS.1;
    let mean = RELIABILITY.0 / (RELIABILITY.0 + RELIABILITY.1);
    Ok(Claim::bounded(ClaimId::Reliability, mean, None, None)
        .range(lo, hi)
        .and(holds)
        .beside("sample", n as f64)
        .beside("anchor_low", ANCHORS.0)
        .beside("anchor_high", ANCHORS.1)
        .beside("prior_05", prior.quantile(0.05))
        .beside("prior_95", prior.quantile(0.95)))
}

/// The central 90% of the share honoured among `n` commitments when each sample has its own
/// reliability from a beta distribution (the beta-binomial).
fn predicted(n: usize, (a, b): (f64, f64)) -> (f64, f64) {
    let mut mass = vec![1.0];
    for k in 0..n {
        let (k, n) = (k as f64, n as f64);
        let ratio = (n - k) * (k + a) / ((k + 1.0) * (n - k - 1.0 + b));
        mass.push(mass[mass.len() - 1] * ratio);
    }
    let total: f64 = mass.iter().sum();
    let quantile = |u: f64| {
        let mut sum = 0.0;
        let at = mass.iter().position(|m| {
            sum += m / total;
            sum >= u
        });
        at.unwrap_or(n) as f64 / n as f64
    };
    (quantile(0.05), quantile(0.95))
}

/// T2. The reference fit's own rates of onset against the recorded ones.
pub(super) fn base_rates(g: &Ground<'_>) -> Result<Vec<Claim>, Diagnostics> {
    let p = out_of_time(&g.field, Severity::Any, Remedy::PLAIN, LAST_OUTCOME).map_err(failed)?;
    let r = cover_rates(g.inputs, g.field.data, &p, &[], YEARS.0, YEARS.1).map_err(failed)?;
    let sides = [("covered", r.covered), ("uncovered", r.uncovered)];
    Ok(sides
        .into_iter()
        .zip(RECORDED)
        .map(|((name, rate), recorded)| {
            let bounds = (Some(0.75 * recorded), Some(1.25 * recorded));
            Claim::bounded(ClaimId::BaseRates, rate.expected_rate(), bounds.0, bounds.1)
                .of(name)
                .beside("rows", rate.rows as f64)
                .beside("recorded_gml", recorded)
                .beside("recorded_cow", rate.observed_rate())
        })
        .collect())
}

/// T3. Under cover wars are few; minor disputes with China, Russia and North Korea are not.
pub(super) fn tiers(g: &Ground<'_>) -> Result<Vec<Claim>, Diagnostics> {
    let counts = |b: Begun| {
        war_counts(g.folder, g.inputs, b.challengers(), YEARS.0, YEARS.1).map_err(failed)
    };
    let (all, three) = (counts(Begun::ByAny)?, counts(Begun::ByThree)?);
    let rate = |events: usize, rows: usize| events as f64 / rows as f64;
    let ratio = rate(all.covered.wars, all.covered.dyad_years)
        / rate(all.uncovered.wars, all.uncovered.dyad_years);
    let war = Claim::bounded(ClaimId::Tiers, ratio, None, Some(0.3))
        .of("war")
        .beside("wars_covered", all.covered.wars as f64)
        .beside("dyad_years_covered", all.covered.dyad_years as f64)
        .beside("wars_uncovered", all.uncovered.wars as f64)
        .beside("dyad_years_uncovered", all.uncovered.dyad_years as f64)
        .beside("three_wars_covered", three.covered.wars as f64)
        .beside("three_dyad_years_covered", three.covered.dyad_years as f64)
        .beside("three_wars_uncovered", three.uncovered.wars as f64)
        .beside("three_dyad_years_uncovered", three.uncovered.dyad_years as f64);
    let p = out_of_time(&g.field, Severity::Any, Remedy::PLAIN, LAST_OUTCOME).map_err(failed)?;
    let of = Begun::ByThree.challengers();
    let r = cover_rates(g.inputs, g.field.data, &p, of, YEARS.0, YEARS.1).map_err(failed)?;
    let expected = r.covered.expected_rate() / r.uncovered.expected_rate();
    let recorded = rate(three.covered.any, three.covered.dyad_years)
        / rate(three.uncovered.any, three.uncovered.dyad_years);
    let minor = Claim::bounded(ClaimId::Tiers, expected, Some(1.0), None)
        .of("minor")
        .and(recorded >= 1.0)
        .beside("recorded", recorded)
        .beside("disputes_covered", three.covered.any as f64)
        .beside("disputes_uncovered", three.uncovered.any as f64);
    Ok(vec![war, minor])
}

/// T7. Who is stronger by each measure, and where measures disagree.
pub(super) fn power(
    world: &World,
    library: &SourceRegister,
    folder: &dyn Source,
    inputs: &Inputs,
) -> Result<(Claim, Vec<MeasureShare>), Diagnostics> {
    /// The newest year in which the world has every measure's figures.
    const YEAR: i16 = 2024;
    let mut states: Vec<String> = CLIENTS.iter().map(|c| c.0.to_owned()).collect();
    states.extend(["CHN", "PRK", "RUS", "IRN"].map(str::to_owned));
    let asked = Asked {
        states,
        years: vec![YEAR],
        patron: "USA".into(),
        challenger: None,
        seed: 1,
        futures: 100,
        rank_by: None,
    };
    let rows = measure(world, library, &asked, "")?.rows;
    let mut shares = Vec::new();
    for (client, _, challenger) in CLIENTS {
        let row = |code: &str| rows.iter().find(|r| r.state.as_str() == code);
        let share = |of: &dyn Fn(&MeasureRow) -> Option<f64>| {
            let (a, b) = (of(row(client)?)?, of(row(challenger)?)?);
            (a + b > 0.0).then(|| a / (a + b))
        };
        let all = [share(&|r| r.cinc), share(&|r| r.spending), share(&|r| r.net_resources)];
        let known = || all.iter().flatten();
        shares.push(MeasureShare {
            client: client.into(),
            challenger: challenger.into(),
            year: YEAR,
            cinc: all[0],
            spending: all[1],
            net_resources: all[2],
            flips: known().any(|s| *s > 0.5) && known().any(|s| *s < 0.5),
        });
    }
    let whole =
        |s: &&MeasureShare| s.cinc.is_some() && s.spending.is_some() && s.net_resources.is_some();
    let told = shares.iter().filter(whole).count();
    let flips = shares.iter().filter(|s| s.flips).count();
    let d = decisiveness(folder, inputs, Spending::AtEntry).map_err(failed)?;
    let claim = Claim::bounded(ClaimId::Power, told as f64, Some(CLIENTS.len() as f64), None)
        .beside("clients", CLIENTS.len() as f64)
        .beside("flips", flips as f64)
        .beside("wars", d.wars as f64)
        .beside("spending_decides", d.m)
        .beside("spending_decides_se", d.se)
        .beside("reduction", d.reduction);
    Ok((claim, shares))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against SciPy 1.17.1, `scipy.stats.betabinom(n, a, b).ppf`, 54 and 10 commitments.
    #[test]
    fn predictive_shares() {
        assert_eq!(predicted(54, (3.5, 2.9)), (12.0 / 54.0, 46.0 / 54.0));
        assert_eq!(predicted(10, (1.0, 1.0)), (0.0, 1.0));
        assert_eq!(predicted(10, (2.0, 5.0)), (0.0, 0.7));
    }
}
