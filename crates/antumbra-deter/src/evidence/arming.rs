//! How often states without nuclear weapons have come to consider, pursue and possess them: a chain
//! of yearly moves, by whether a nuclear-armed state owed the state defence, and by era.
//!
//! Moves are counted in Bleek's (2017) coding of nuclear status. Within a stratum every state of one
//! stage has the same yearly hazards, which no state had: rivalry, income and industry are not in
//! it. It is the base rate that a claim about one state has to start from, and no forecast for one.

use crate::Error;
use antumbra_core::outside::Source;
use antumbra_core::{Seed, StateId, Year};
use antumbra_num::dist::{Beta, Distribution};
use antumbra_world::panel::{Inputs, YearOfTies};
use antumbra_world::readers::nuclear;
use std::collections::BTreeMap;

/// The Treaty on the Non-Proliferation of Nuclear Weapons is in force from this year.
const TREATY: Year = Year(1970);

/// State-years at a stage, and how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// State-years.
    pub years: usize,
    /// Moves to a higher stage.
    pub up: usize,
    /// Moves to a lower one.
    pub down: usize,
}

/// What holds of a state in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// A nuclear-armed state owes it defence.
    pub covered: bool,
    /// The Non-Proliferation Treaty is in force.
    pub treaty: bool,
}

impl Standing {
    fn place(self) -> usize {
        2 * usize::from(self.covered) + usize::from(self.treaty)
    }
}

/// A state from the first year with a status: its stage then, and where it stood every year.
#[derive(Clone, Debug, PartialEq)]
struct Track {
    stage: usize,
    standing: Vec<Standing>,
}

/// Moves between the stages 0 none, 1 considers, 2 pursues, 3 possesses.
#[derive(Clone, Debug, PartialEq)]
pub struct Arming {
    /// By [`Standing`] (uncovered before and since the treaty, covered before and since), then by
    /// stage 0 to 2.
    moves: [[Moves; 3]; 4],
    /// Of moves up from stage 0, the share that goes to stage 2 within the year.
    skips: f64,
    /// Of moves down from stage 2, the share that goes to 0 at once.
    abandons: f64,
    tracks: Vec<Track>,
    ever: [usize; 3],
}

/// Yearly hazards of one standing.
#[derive(Clone, Copy)]
struct Hazards {
    up: [f64; 3],
    down: [f64; 3],
}

impl Arming {
    /// Counts the moves of members of the state system from the year `from` to the year `to`.
    ///
    /// # Errors
    /// When a file is missing or cannot be understood, or no state has a status in these years.
    pub fn read(folder: &dyn Source, inputs: &Inputs, from: Year, to: Year) -> Result<Self, Error> {
        let rows = nuclear::status(folder).map_err(|e| Error::rows(e.to_string()))?;
        let status: BTreeMap<(StateId, i16), usize> =
            rows.iter().map(|r| ((r.state, r.year.0), usize::from(r.status))).collect();
        let mut out = Arming {
            moves: Default::default(),
            skips: 0.0,
            abandons: 0.0,
            tracks: Vec::new(),
            ever: [0; 3],
        };
        let system = &inputs.system;
        let mut tracks: BTreeMap<usize, (Track, usize)> = BTreeMap::new();
        let (mut skips, mut abandons) = (0usize, 0usize);
        let mut ties = YearOfTies::default();
        for year in from.0..to.0 {
            let Some(y) = system.year_index(Year(year)) else { continue };
            inputs.ties.year_into(system, y, &mut ties);
            let members = system.members(y);
            for &n in &members {
                let id = system.id(n);
                let (Some(&now), Some(&next)) =
                    (status.get(&(id, year)), status.get(&(id, year + 1)))
                else {
                    continue;
                };
                let owed = |&k: &usize| k != n && inputs.regimes.nuclear(y, k) && ties.owes(k, n);
                let standing =
                    Standing { covered: members.iter().any(owed), treaty: year >= TREATY.0 };
                let (track, most) = tracks
                    .entry(n)
                    .or_insert_with(|| (Track { stage: now, standing: Vec::new() }, now));
                track.standing.push(standing);
                *most = (*most).max(next);
                if now < 3 {
                    let m = &mut out.moves[standing.place()][now];
                    m.years += 1;
                    m.up += usize::from(next > now);
                    m.down += usize::from(next < now);
                    skips += usize::from(now == 0 && next >= 2);
                    abandons += usize::from(now == 2 && next == 0);
                }
            }
        }
        if tracks.is_empty() {
            return Err(Error::rows("no state has a nuclear status in these years"));
        }
        let all = |stage: usize, of: fn(&Moves) -> usize| -> usize {
            out.moves.iter().map(|m| of(&m[stage])).sum()
        };
        let share = |part: usize, whole: usize| part as f64 / (whole.max(1)) as f64;
        out.skips = share(skips, all(0, |m| m.up));
        out.abandons = share(abandons, all(2, |m| m.down));
        for (track, most) in tracks.into_values() {
            for (stage, n) in out.ever.iter_mut().enumerate() {
                *n += usize::from(most > stage);
            }
            out.tracks.push(track);
        }
        Ok(out)
    }

    /// State-years and moves of a standing at a stage below 3.
    pub fn moves(&self, standing: Standing, stage: usize) -> Moves {
        self.moves[standing.place()][stage]
    }

    /// States that ever considered, pursued, possessed within the years read.
    pub fn ever(&self) -> [usize; 3] {
        self.ever
    }

    /// States expected ever to have considered, pursued, possessed, each from where it began and
    /// where it stood, with the hazards at their means.
    pub fn expected(&self) -> [f64; 3] {
        let mean = |events: f64, years: f64| (events + 0.5) / (years + 1.0);
        let hazards = [0, 1, 2, 3].map(|place| self.hazards(place, mean));
        [1, 2, 3].map(|goal| {
            let reached = self.tracks.iter().map(|t| {
                let mut at = [0.0; 4];
                at[t.stage.min(goal)] = 1.0;
                for s in &t.standing {
                    at = self.step(&at, &hazards[s.place()], goal);
                }
                at[goal]
            });
            reached.sum()
        })
    }

    /// The share of states now at stage 0 that comes to possess within so many years under one
    /// standing: `n` draws of the hazards (beta with a half added to each count, Jeffreys 1946).
    pub fn possess_within(
        &self,
        standing: Standing,
        years: usize,
        seed: Seed,
        n: usize,
    ) -> Vec<f64> {
        (0..n as u64)
            .map(|i| {
                let mut stream = seed.stream_named("arming", i, standing.place() as u32);
                let h = self.hazards(standing.place(), |events, years| {
                    let u = stream.uniform();
                    Beta::jeffreys(events, years).map_or(0.0, |b| b.quantile(u))
                });
                let mut at = [1.0, 0.0, 0.0, 0.0];
                for _ in 0..years {
                    at = self.step(&at, &h, 3);
                }
                at[3]
            })
            .collect()
    }

    /// Hazards from the counts of moves and state-years.
    fn hazards(&self, place: usize, mut of: impl FnMut(f64, f64) -> f64) -> Hazards {
        let mut hazard = |events: usize, years: usize| of(events as f64, years as f64);
        let mut out = Hazards { up: [0.0; 3], down: [0.0; 3] };
        for (s, m) in self.moves[place].iter().enumerate() {
            out.up[s] = hazard(m.up, m.years);
            // Nobody gives up what he does not consider.
            out.down[s] = if s == 0 { 0.0 } else { hazard(m.down, m.years).min(1.0 - out.up[s]) };
        }
        out
    }

    /// A year of the chain; the stage `goal` and all above it are one, and never left.
    fn step(&self, at: &[f64; 4], h: &Hazards, goal: usize) -> [f64; 4] {
        let mut out = [0.0; 4];
        out[goal] = at[goal];
        for s in 0..goal {
            out[s] += at[s] * (1.0 - h.up[s] - h.down[s]);
            let up = at[s] * h.up[s];
            if s == 0 {
                out[1] += up * (1.0 - self.skips);
                out[goal.min(2)] += up * self.skips;
            } else {
                out[s + 1] += up;
            }
            let down = at[s] * h.down[s];
            match s {
                0 => {}
                1 => out[0] += down,
                _ => {
                    out[0] += down * self.abandons;
                    out[1] += down * (1.0 - self.abandons);
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(up: [usize; 3], down: [usize; 3], years: usize) -> Arming {
        let mut moves: [[Moves; 3]; 4] = Default::default();
        for s in 0..3 {
            moves[3][s] = Moves { years, up: up[s], down: down[s] };
        }
        let standing = Standing { covered: true, treaty: true };
        let tracks = vec![Track { stage: 0, standing: vec![standing; 20] }; 10];
        Arming { moves, skips: 0.25, abandons: 0.5, tracks, ever: [0; 3] }
    }

    /// The matrix power of the same chain by NumPy 2.4.6 (`numpy.linalg.matrix_power`), hazards
    /// (e + .5)/(n + 1).
    #[test]
    fn the_chain_is_the_power_of_its_matrix() {
        let a = chain([10, 20, 30], [0, 5, 15], 500);
        let e = a.expected();
        let want = [3.4532506016222486, 1.6729756280916874, 0.5584456627450952];
        for (got, want) in e.iter().zip(want) {
            assert!((got - want).abs() < 1e-9, "{e:?}");
        }
    }

    #[test]
    fn more_moves_up_and_more_years_raise_the_share() {
        let s = Standing { covered: true, treaty: true };
        let mean = |a: &Arming, years| {
            let v = a.possess_within(s, years, Seed(1), 500);
            assert!(v.iter().all(|x| (0.0..=1.0).contains(x)));
            v.iter().sum::<f64>() / 500.0
        };
        let (few, many) = (chain([2, 4, 4], [0, 5, 5], 500), chain([20, 40, 40], [0, 5, 5], 500));
        assert!(mean(&few, 20) < mean(&many, 20) && mean(&few, 10) < mean(&few, 20));
        assert_eq!(mean(&few, 0), 0.0);
    }
}
