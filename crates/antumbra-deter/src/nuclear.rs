//! Nuclear cover: facts per challenger and provider, and two arithmetic aids.
//!
//! No warhead enters capability, and no probability of use or retaliation is computed anywhere.

use antumbra_core::{Measured, StateId, Year};
use antumbra_world::{Cover, Strike, World};

/// Cover by one provider against one challenger.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverFact {
    /// The nuclear-armed challenger.
    pub challenger: StateId,
    /// The provider.
    pub provider: StateId,
    /// Its level of cover for the client.
    pub cover: Cover,
    /// Whether the challenger can strike the provider's homeland.
    pub strike: Measured<Strike>,
}

/// Every provider with any cover for the client (and the patron, even with none) against each
/// armed challenger, in the order of challengers, then of level.
///
/// A provider is never counted against itself. Empty when no challenger is armed: then there is
/// nothing for nuclear cover to answer.
pub fn cover(
    world: &World,
    client: StateId,
    patron: StateId,
    challengers: &[StateId],
    year: Year,
) -> Vec<CoverFact> {
    let mut out = Vec::new();
    for &challenger in challengers.iter().filter(|c| world.is_armed(**c, year)) {
        let mut rows: Vec<CoverFact> = world
            .members(year)
            .filter(|p| *p != challenger && *p != client)
            .filter(|p| *p == patron || world.is_armed(*p, year))
            .map(|provider| CoverFact {
                challenger,
                provider,
                cover: world.cover(provider, client, year),
                strike: world.can_strike(challenger, provider, year),
            })
            .filter(|f| f.cover.level > 0 || f.provider == patron)
            .collect();
        rows.sort_by_key(|f| (std::cmp::Reverse(f.cover.level), f.provider != patron, f.provider));
        out.extend(rows);
    }
    out
}

/// Share of the umbrella's effect on war that is kept: `(1-ψ) r_conv + ψ r_nuc`.
///
/// `psi` is the share of the effect that is nuclear; `r_conv` and `r_nuc` in 0..=1 say what of each
/// side is still there (0 none, 1 as today). Own and foreign cover do not add: pass the larger.
pub fn effect_kept(psi: f64, r_conv: f64, r_nuc: f64) -> f64 {
    (1.0 - psi) * r_conv + psi * r_nuc
}

/// Warheads arriving: launchers x alert share x warheads per launcher x reliability x penetration.
pub fn arriving(
    launchers: f64,
    alert: f64,
    warheads: f64,
    reliability: f64,
    penetration: f64,
) -> f64 {
    launchers * alert * warheads * reliability * penetration
}

/// The credibility that a threat needs, `c* = G / L`: a challenger that would gain `gain` and lose
/// `loss` is deterred when it believes the threat at least this much. Above 1 no belief suffices.
/// `None` when there is nothing to lose.
pub fn required_credibility(gain: f64, loss: f64) -> Option<f64> {
    (loss > 0.0).then(|| gain / loss)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_the_effect() {
        // All conventional: nuclear stages change nothing. All nuclear: spending changes nothing.
        assert_eq!(effect_kept(0.0, 0.4, 0.0), effect_kept(0.0, 0.4, 1.0));
        assert_eq!(effect_kept(1.0, 0.0, 0.3), effect_kept(1.0, 1.0, 0.3));
        assert_eq!(effect_kept(0.5, 1.0, 1.0), 1.0);
    }

    #[test]
    fn aids() {
        assert_eq!(arriving(4.0, 0.25, 16.0, 0.5, 0.5), 4.0);
        assert_eq!(required_credibility(1.0, 4.0), Some(0.25));
        assert_eq!(required_credibility(1.0, 0.0), None);
    }
}
