//! War by challenger, on one hazard scale at a time.
//!
//! `h = h_0 exp{ln u [(1-psi) r_conv + psi r_nuc]}`. With the patron both covers are whole. Doubted,
//! the conventional part is what half the expected support leaves, the nuclear part one half.
//! Without, the conventional part is 0 and the nuclear part what another provider's cover keeps, 0
//! where there is none. Against a challenger without nuclear weapons all cover is conventional.

use super::cases::{Asked, Case};
use super::draws::range;
use super::over::Scenes;
use antumbra_core::{Corner, Iso3, Seed, StateId};
use antumbra_deter::evidence::estimates::{Begun, Estimates, WAR_YEARS};
use antumbra_deter::war::{Cover, Hazard, Scale, U, WarCount, conventional_cover};
use antumbra_deter::war::{Expert, Historical};
use antumbra_num::dist::{Beta, Distribution};
use antumbra_path::outcomes::PSIS;
use antumbra_record::risk::{EpisodeRow, WarCountRow, WarRecord, WarRisk};

/// Who is armed and covered, by challenger.
pub(crate) struct NuclearFacts<'a> {
    /// Challengers with nuclear weapons.
    pub(crate) armed: &'a [Iso3],
    /// Challengers against which another provider covers the client.
    pub(crate) covered_without: &'a [Iso3],
}

/// Rows for every challenger, scale and psi. `record` is the count behind the historical scale for
/// a challenger, where there is one.
pub(crate) fn wars<'a>(
    asked: &Asked<'_>,
    scenes: &Scenes,
    reference: &Corner,
    facts: &NuclearFacts<'_>,
    record: impl Fn(usize) -> Option<&'a WarCount>,
) -> Vec<WarRisk> {
    let mut out = Vec::new();
    let f = asked.futures;
    let seed = Seed(asked.plan.loaded.assessment.seed);
    for (at, ch) in asked.plan.challengers.iter().enumerate() {
        let Some(scene) = scenes.get(at, reference) else { continue };
        let case = Case::new(scene, reference.setting, at);
        let armed = facts.armed.contains(&ch.iso3);
        let other = facts.covered_without.contains(&ch.iso3);
        let historical = record(at).and_then(|c| base_rates(c, seed, f.len()));
        let mut push = |scale: &str, psi: f64, rows: Option<Vec<[f64; 3]>>| {
            let Some(rows) = rows else { return };
            let of = |k: usize| range(&mut rows.iter().map(|r| r[k]).collect::<Vec<f64>>());
            if let (Some(with), Some(doubted), Some(without)) = (of(0), of(1), of(2)) {
                let scale = scale.into();
                out.push(WarRisk { challenger: ch.iso3, scale, psi, with, doubted, without });
            }
        };
        for (psi, _) in PSIS {
            // Nuclear cover against a challenger without nuclear weapons is not claimed.
            let share = if armed { psi } else { 0.0 };
            if let Some(h0) = &historical {
                push("historical", psi, rows::<Historical>(asked, &case, h0, share, other));
            }
            push("expert", psi, rows::<Expert>(asked, &case, &f.war_expert, share, other));
        }
    }
    out
}

/// Whose wars count for a challenger: China, Russia and North Korea have a record of their own.
pub(crate) fn begun_by(challenger: StateId) -> Begun {
    let three = Begun::ByThree.challengers().contains(&challenger);
    if three { Begun::ByThree } else { Begun::ByAny }
}

/// What a count says of the base rate behind it (Jeffreys 1946: beta with a half added to each);
/// nothing where there were no years.
pub(crate) fn base_rate(count: &WarCount) -> Option<Beta> {
    Beta::jeffreys(count.wars as f64, count.dyad_years as f64).ok()
}

/// Draws of a base rate from its count.
fn base_rates(count: &WarCount, seed: Seed, n: usize) -> Option<Vec<f64>> {
    let dist = base_rate(count)?;
    Some(
        (0..n as u64)
            .map(|i| dist.quantile(seed.stream_named("war.historical", i, 0).uniform()))
            .collect(),
    )
}

/// With, doubted, without, by future.
fn rows<S: Scale>(
    asked: &Asked<'_>,
    case: &Case<'_>,
    base: &[f64],
    psi: f64,
    other_provider: bool,
) -> Option<Vec<[f64; 3]>> {
    let f = asked.futures;
    let follow = case.setting.follow.share();
    (0..f.len())
        .map(|i| {
            let s = case.strength(f, i);
            let h0 = Hazard::<S>::per_year(base[i]).ok()?;
            let today = s.expected_total(f.rho[i], f.rho_others[i]);
            let halved = s.expected_total(0.5 * f.rho[i], f.rho_others[i]);
            let alone = (1.0 - case.setting.epsilon) * s.own
                + (1.0 - follow) * f.rho_others[i] * s.others_sum();
            let u = f.cover_leaves[i].clamp(U.0, U.1);
            // Where the patron adds nothing there is no cover of its to lose.
            let doubted = conventional_cover(halved, alone, today).unwrap_or(0.0);
            let whole = if s.patron > 0.0 { 1.0 } else { 0.0 };
            let under = |conventional: f64, nuclear: f64| {
                let cover = Cover { u, psi, conventional, nuclear };
                h0.under(&cover).ok().map(Hazard::rate)
            };
            let kept = if other_provider { f.other_cover[i] } else { 0.0 };
            Some([
                under(whole, whole.max(kept))?,
                under(doubted, (0.5 * whole).max(kept))?,
                under(0.0, kept)?,
            ])
        })
        .collect()
}

/// The record behind the historical scale.
pub(crate) fn record(asked: &Asked<'_>, estimates: &Estimates, begun: Begun) -> Option<WarRecord> {
    let counts = estimates.war_counts(begun);
    let row = |c: &WarCount| -> Option<WarCountRow> {
        Some(WarCountRow {
            dyad_years: c.dyad_years as u64,
            wars: c.wars as u64,
            by_land: c.by_land as u64,
            upper_95: c.upper_95().ok()?.rate(),
        })
    };
    let states = asked.world.states();
    let iso = |s: &StateId| states.get(*s, WAR_YEARS.1)?.iso3;
    let name = |s: StateId| states.name(s).to_owned();
    let episodes = counts.covered.episodes.iter().chain(&counts.uncovered.episodes);
    let mut episodes: Vec<EpisodeRow> = episodes
        .map(|e| EpisodeRow {
            dispute: e.dispute,
            year: e.year.0,
            between: e.pairs.iter().map(|(a, b)| format!("{} – {}", name(*a), name(*b))).collect(),
        })
        .collect();
    episodes.sort_by_key(|e| (e.year, e.dispute));
    Some(WarRecord {
        challengers: begun.challengers().iter().filter_map(iso).collect(),
        from: WAR_YEARS.0.0,
        to: WAR_YEARS.1.0,
        covered: row(&counts.covered)?,
        uncovered: row(&counts.uncovered)?,
        episodes,
    })
}
