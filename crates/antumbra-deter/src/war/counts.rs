//! Wars begun by great challengers against covered and uncovered states, counted.
//!
//! Politically relevant directed dyad-years whose target has no nuclear weapons of its own. It is
//! *covered* when a nuclear-armed state other than the challenger owes it defence (ATOP). A war is a
//! dispute that the challenger began, both there on the first day, in which hostility reached 5
//! (Gibler, Miller & Little 2.2.1). Raw counts, no causal claim.
//!
//! Challenged by China, Russia (the Soviet Union) or North Korea, 1950-2010: 0 wars in 7,303 covered
//! dyad-years, 9 in 10,205 others; an earlier count with another list of nuclear-armed states had
//! 7,299 and 10,253, and the same wars. Seven of the nine are between states that touch by land;
//! the other two are China and South Vietnam (from 1964) and Russia and Afghanistan (2001), which is
//! a war in this coding alone. Three are China and Vietnam. None was fought for a landing by sea.

use super::{Hazard, Historical};
use crate::Error;
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};
use antumbra_num::dist::{Beta, Distribution};
use antumbra_world::panel::{Inputs, YearOfTies};
use antumbra_world::readers::mid;
use std::collections::BTreeMap;

/// Directed war dyad-years among directed dyad-years.
#[derive(Clone, Debug, PartialEq)]
pub struct WarCount {
    /// Directed dyad-years.
    pub dyad_years: usize,
    /// Those in which any dispute began, force was used, a war began.
    pub any: usize,
    /// ... with the use of force.
    pub force: usize,
    /// ... that became war.
    pub wars: usize,
    /// Those of them between states that touch by land.
    pub by_land: usize,
    /// The wars by dispute: the same fighting may fill several directed dyad-years.
    pub episodes: Vec<Episode>,
}

/// One dispute that became war.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// Number of the dispute.
    pub dispute: u16,
    /// Year in which it began.
    pub year: Year,
    /// Challengers and targets.
    pub pairs: Vec<(StateId, StateId)>,
}

impl WarCount {
    /// The base rate as a hazard.
    ///
    /// # Errors
    /// When there are no dyad-years.
    pub fn hazard(&self) -> Result<Hazard<Historical>, Error> {
        Hazard::per_year(self.wars as f64 / self.dyad_years as f64)
    }

    /// The upper end of the one-sided 95% interval of the rate (Clopper & Pearson 1934), the
    /// dyad-years taken as independent, which they are not.
    ///
    /// # Errors
    /// When there are no dyad-years.
    pub fn upper_95(&self) -> Result<Hazard<Historical>, Error> {
        let (x, n) = (self.wars as f64, self.dyad_years as f64);
        Hazard::per_year(Beta::new(x + 1.0, n - x)?.quantile(0.95))
    }
}

/// Counts with and without cover.
#[derive(Clone, Debug, PartialEq)]
pub struct WarCounts {
    /// Targets under a nuclear-armed patron other than the challenger.
    pub covered: WarCount,
    /// The others.
    pub uncovered: WarCount,
}

/// Counts the outcome years `from..=to` for the given challengers (all when none is given).
///
/// # Errors
/// When a file cannot be read.
pub fn war_counts(
    folder: &dyn Source,
    inputs: &Inputs,
    challengers: &[StateId],
    from: Year,
    to: Year,
) -> Result<WarCounts, Error> {
    let system = &inputs.system;
    // What began in a year from one state to another: hostility, dispute.
    let mut onsets: BTreeMap<(Year, StateId, StateId), (u8, u16)> = BTreeMap::new();
    for r in mid::gml(folder, mid::GML_2_2_1)? {
        if r.mid.is_challenge() {
            let hostility = r.mid.hostility_a.max(r.mid.hostility_b);
            let known = onsets.entry((r.mid.year, r.mid.a, r.mid.b)).or_default();
            *known = (*known).max((hostility, r.mid.dispute));
        }
    }
    let empty =
        || WarCount { dyad_years: 0, any: 0, force: 0, wars: 0, by_land: 0, episodes: Vec::new() };
    let mut out = WarCounts { covered: empty(), uncovered: empty() };
    let mut ties = YearOfTies::default();
    for year in from.0..=to.0 {
        let Some(y) = system.year_index(Year(year)) else { continue };
        inputs.ties.year_into(system, y, &mut ties);
        let members = system.members(y);
        let armed: Vec<usize> =
            members.iter().copied().filter(|&k| inputs.regimes.nuclear(y, k)).collect();
        for &i in &members {
            if !challengers.is_empty() && !challengers.contains(&system.id(i)) {
                continue;
            }
            for &j in members.iter().filter(|&&j| j != i && !inputs.regimes.nuclear(y, j)) {
                let near = inputs.space.contiguity.kind(y, i, j) > 0;
                if !near && !inputs.regimes.major(y, i) && !inputs.regimes.major(y, j) {
                    continue;
                }
                let covered = armed.iter().any(|&k| k != i && k != j && ties.owes(k, j));
                let count = if covered { &mut out.covered } else { &mut out.uncovered };
                count.dyad_years += 1;
                let pair = (system.id(i), system.id(j));
                let Some(&(hostility, dispute)) = onsets.get(&(Year(year), pair.0, pair.1)) else {
                    continue;
                };
                count.any += 1;
                count.force += usize::from(hostility >= 4);
                if hostility >= 5 {
                    count.wars += 1;
                    count.by_land += usize::from(inputs.space.contiguity.kind(y, i, j) == 1);
                    match count.episodes.iter_mut().find(|e| e.dispute == dispute) {
                        Some(e) => e.pairs.push(pair),
                        None => count.episodes.push(Episode {
                            dispute,
                            year: Year(year),
                            pairs: vec![pair],
                        }),
                    }
                }
            }
        }
    }
    Ok(out)
}
