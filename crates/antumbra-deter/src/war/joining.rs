//! Do allies fight? Joining in inter-state wars.
//!
//! A case is a state k bound to defend a target of a war's initiator in the year before (ATOP), and
//! not an initiator itself. A target is every opponent of the initiators in the war's first year, so
//! partners of a coalition count for each other: in wars against one target they cannot. Pacts that
//! deterred never appear: these are rates *given that deterrence failed*.

use crate::Error;
use antumbra_core::Year;
use antumbra_core::outside::Source;
use antumbra_world::panel::{Inputs, YearOfTies};
use antumbra_world::readers::wars::{self, WarRow};
use std::collections::BTreeMap;

/// Which wars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// All, from 1816.
    All,
    /// Begun up to 1945.
    To1945,
    /// Begun later.
    After1945,
    /// Begun later, against a single target.
    After1945Single,
}

/// Cases and what came of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Joining {
    /// Ally-cases.
    pub cases: usize,
    /// Allies that fought on the target's side.
    pub joined: usize,
    /// Allies that fought on the other.
    pub against: usize,
    /// Targets with at least one ally.
    pub targets: usize,
    /// Those for whom any ally fought.
    pub helped: usize,
    /// Wars with at least one case.
    pub wars: usize,
}

/// Counts joining in an era.
///
/// # Errors
/// When the file cannot be read.
pub fn joining(folder: &dyn Source, inputs: &Inputs, era: Era) -> Result<Joining, Error> {
    let system = &inputs.system;
    let mut by_war: BTreeMap<u16, Vec<WarRow>> = BTreeMap::new();
    for r in wars::interstate(folder)? {
        by_war.entry(r.war).or_default().push(r);
    }
    let mut out = Joining::default();
    let mut ties = YearOfTies::default();
    for states in by_war.values() {
        let Some(first) = states.iter().map(|r| r.from).min() else { continue };
        let keep = match era {
            Era::All => true,
            Era::To1945 => first <= Year(1945),
            Era::After1945 | Era::After1945Single => first > Year(1945),
        };
        let Some(y) = system.year_index(Year(first.0 - 1)).filter(|_| keep) else { continue };
        let initiating = |r: &WarRow| r.initiator;
        let sides: Vec<u8> = states.iter().filter(|r| initiating(r)).map(|r| r.side).collect();
        let Some(&side) = sides.first() else { continue };
        // A state that leaves and comes back has two rows.
        let mut targets: Vec<&WarRow> =
            states.iter().filter(|r| r.side != side && r.from == first && !initiating(r)).collect();
        targets.sort_by_key(|r| r.state);
        targets.dedup_by_key(|r| r.state);
        if era == Era::After1945Single && targets.len() != 1 {
            continue;
        }
        inputs.ties.year_into(system, y, &mut ties);
        let before = out.cases;
        for target in targets {
            let Some(j) = system.index_of(target.state) else { continue };
            let (mut cases, mut joined) = (0, 0);
            for k in system.members(y).into_iter().filter(|&k| k != j && ties.owes(k, j)) {
                let fought = |r: &&WarRow| system.index_of(r.state) == Some(k);
                if states.iter().filter(fought).any(initiating) {
                    continue;
                }
                cases += 1;
                joined += usize::from(states.iter().filter(fought).any(|r| r.side != side));
                out.against += usize::from(states.iter().filter(fought).any(|r| r.side == side));
            }
            out.cases += cases;
            out.joined += joined;
            out.targets += usize::from(cases > 0);
            out.helped += usize::from(joined > 0);
        }
        out.wars += usize::from(out.cases > before);
    }
    Ok(out)
}
