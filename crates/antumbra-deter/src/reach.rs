//! Reach: what of a state's capability arrives in a theatre.
//!
//! The loss of strength by distance is Boulding's (1962, *Conflict and Defense*), in the form
//! `(1 + D / 500 km)^-λ`. What already stands in the theatre (`a`) loses nothing.

use antumbra_core::{Measured, Missing, StateId, Year};
use antumbra_num::kernel::pow;
use antumbra_world::{Variable, World};

/// Distance that halves strength at λ = 1.
pub const HALVING_KM: f64 = 500.0;

/// Bases within this distance of the client count as being in its theatre.
pub const THEATRE_KM: f64 = 1500.0;

/// The factor by which capability arrives: `a + (1-a)(1 + D/500)^-λ`.
///
/// `km` at least 0, `lambda` at least 0, `a` in 0..=1. 1 at distance 0, at λ = 0, or at a = 1.
pub fn factor(km: f64, lambda: f64, a: f64) -> f64 {
    let decay = if lambda == 0.0 { 1.0 } else { pow(1.0 + km / HALVING_KM, -lambda) };
    a + (1.0 - a) * decay
}

/// The share of a state's personnel that is stationed in the client or within [`THEATRE_KM`] of it.
///
/// Missing where no source records where the state's forces are.
pub fn presence(world: &World, ally: StateId, client: StateId, year: Year) -> Measured<f64> {
    let compute = || -> Result<f64, Missing> {
        let all = world.latest(Variable::MilperNmc, ally, year).ok()?.value;
        let mut persons = 0.0;
        for host in world.members(year).filter(|h| *h != ally) {
            match world.latest_stationed(ally, host, year) {
                Measured::Value(f) if host == client => persons += f.value,
                // No source follows this sender at all.
                Measured::Missing(m @ Missing::NotCovered { last: None }) => return Err(m),
                _ => {}
            }
            let near = host != client
                && world
                    .distance_km(host, client, year)
                    .value()
                    .is_some_and(|d| d.value <= THEATRE_KM);
            if near && let Measured::Value(f) = world.latest_stationed(ally, host, year) {
                persons += f.value;
            }
        }
        if all > 0.0 { Ok((persons / all).min(1.0)) } else { Err(Missing::NotReported) }
    };
    compute().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_points() {
        assert_eq!(factor(0.0, 1.0, 0.0), 1.0);
        assert!((factor(500.0, 1.0, 0.0) - 0.5).abs() < 1e-15);
        assert!((factor(1500.0, 2.0, 0.0) - 1.0 / 16.0).abs() < 1e-15);
        assert!((factor(500.0, 1.0, 0.2) - (0.2 + 0.8 * 0.5)).abs() < 1e-15);
        assert_eq!(factor(9000.0, 0.0, 0.0), 1.0);
    }

    proptest! {
        #[test]
        fn falls_with_distance_and_decay_and_rises_with_presence(
            km in 0.0..20_000.0, more in 1.0..5_000.0, lambda in 0.01..3.0, a in 0.0..0.9,
        ) {
            let f = factor(km, lambda, a);
            prop_assert!(f > 0.0 && f <= 1.0);
            prop_assert!(factor(km + more, lambda, a) <= f);
            prop_assert!(factor(km, lambda + 0.1, a) <= f);
            prop_assert!(factor(km, lambda, a + 0.1) >= f);
        }
    }
}
