//! The pooled fixture: a configuration whose figures are known, kept as a check on the machinery.

use super::cases::{Asked, Case};
use super::draws::{Futures, range};
use crate::dist::Dist;
use crate::plan::Plan;
use antumbra_core::{Basing, Follow, Setting, Year};
use antumbra_deter::{Gauge, Powers, forms};
use antumbra_record::findings::Pooled;
use antumbra_world::World;

/// The year of the fixture's forces.
pub(crate) const YEAR: Year = Year(2018);

/// Pools settings as if they were draws: NMC, no basing, λ {.5, 1, 2}, w {.5, 1}, every
/// reliability Beta(2, 2), forces of 2018. `None` where figures of that year are missing.
pub(crate) fn pooled(world: &World, plan: &Plan) -> Option<Pooled> {
    let powers = Powers::new(world, YEAR);
    let mut plan = plan.clone();
    plan.reliability.dist = Dist::beta(2.0, 2.0).ok()?;
    plan.reliability_others.dist = Dist::beta(2.0, 2.0).ok()?;
    plan.commitments = YEAR;
    plan.challengers.truncate(1);
    let challenger = plan.challengers.first()?.iso3;
    let futures = Futures::draw(&plan);
    let asked = Asked { world, powers: &powers, plan: &plan, futures: &futures };
    let mut shares = Vec::new();
    let mut multiples = Vec::new();
    for w in [0.5, 1.0] {
        let scene = asked.scene(0, Gauge::Nmc, w).ok()?;
        scene.patron.as_ref()?;
        for lambda in [0.5, 1.0, 2.0] {
            let setting = Setting {
                lambda,
                w,
                basing: Basing::None,
                follow: Follow::None,
                epsilon: 0.0,
                ..plan.reference
            };
            let case = Case::new(&scene, setting, 0);
            for i in 0..futures.len() {
                let s = case.strength(&futures, i);
                let (r, o) = (futures.rho[i], futures.rho_others[i]);
                shares.push(forms::supplied(&s, r, o));
                multiples.push(forms::keep(&s, r, o, 0.0, 0.0, w));
            }
        }
    }
    let draws = shares.len() as u32;
    Some(Pooled {
        challenger,
        year: YEAR.0,
        supplied: range(&mut shares)?,
        multiple: range(&mut multiples)?,
        draws,
    })
}
