//! The simulator as the ensemble sees it: policies are paths by worlds, and every future is judged
//! against the first path in the world where the patron stays.

use super::draws::{self, Drawn};
use antumbra_explore::ensemble::{
    Bins, DesignChunk, Direction, Model, Outcome, OutcomeChunk, Spec,
};
use antumbra_path::{Outcomes, Plan, Simulator, World};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The worlds, in the order of policies, with their names in tables.
pub(crate) const WORLDS: [(World, &str); 2] =
    [(World::PatronStays, "stays"), (World::PatronGoes, "goes")];

/// Nuclear shares of the effect at which war is always computed.
pub(crate) const PSIS: [(f64, &str); 3] = antumbra_path::outcomes::PSIS;
/// The hazard scales.
pub(crate) const SCALES: [&str; 2] = antumbra_path::outcomes::SCALES;

/// What is tolerable, as the file has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    pub(crate) war_ratio: f64,
    pub(crate) force_ratio: f64,
    pub(crate) gdp_share: f64,
}

/// Outcomes of the simulator that every run keeps, by name; a name ending in a dot stands for all
/// that begin with it.
const KEPT: [&str; 21] = [
    "events.any",
    "events.force",
    "war_ever.historical.psi0",
    "war_ever.historical.psi50",
    "war_ever.historical.psi100",
    "war_ever.expert.psi0",
    "war_ever.expert.psi50",
    "war_ever.expert.psi100",
    "abandonment_ever.historical",
    "abandonment_ever.expert",
    "entrapment_ever.historical",
    "entrapment_ever.expert",
    "spillover_ever.historical",
    "spillover_ever.expert",
    "coercion_sum",
    "spending_mean",
    "spending_peak",
    "years_sufficient",
    "uncovered_years",
    "preventive_ever",
    "years_without",
];

/// Yearly outcomes that every run keeps as quantiles.
const YEARLY: [&str; 16] = [
    "risk.any",
    "risk.force",
    "war.historical.psi0",
    "war.historical.psi50",
    "war.historical.psi100",
    "war.expert.psi50",
    "spending",
    "own",
    "self_sufficiency",
    "freedom_of_action",
    "distance",
    "balance",
    "alignment",
    "reversibility",
    "reliability",
    "coercion",
];

/// What is computed here from a future and its reference.
pub(crate) const RELATIVE: [(&str, &str, f64); 15] = [
    ("clash_times", "times the reference", 8.0),
    ("war_times.psi0", "times the reference", 40.0),
    ("war_times.psi50", "times the reference", 40.0),
    ("war_times.psi100", "times the reference", 40.0),
    ("within.psi0", "0 or 1", 1.0),
    ("within.psi50", "0 or 1", 1.0),
    ("within.psi100", "0 or 1", 1.0),
    ("window.clash", "percentage-point-years", 100.0),
    ("window.war", "percentage-point-years", 10.0),
    ("years_above", "years", 60.0),
    ("worst_year", "year", 1.0),
    ("window_gone.clash", "percentage-point-years", 100.0),
    ("window_gone.war", "percentage-point-years", 10.0),
    ("years_above_gone", "years", 60.0),
    ("worst_year_gone", "year", 1.0),
];

/// How much of a run is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// What is within tolerance, for corners and searches.
    Shares,
    /// That, and the windows of vulnerability.
    Windows,
    /// What an answer shows.
    Answer,
    /// Every outcome of a whole future, and of the years what an answer shows.
    Futures,
    /// Every outcome of the simulator.
    All,
}

/// How many of [`RELATIVE`] tell what is within tolerance; the windows come after.
const SHARES: usize = 7;

/// The model of one setting.
pub(crate) struct PathModel {
    sim: Simulator,
    plans: Vec<Plan>,
    spec: Spec,
    once: Vec<usize>,
    yearly: Vec<usize>,
    /// For every input of the simulator its place among the drawn.
    places: Vec<usize>,
    at: Judged,
    limits: Limits,
    keep: Keep,
    /// References of chunks under way, by their first future: a memory, never a state.
    references: Mutex<BTreeMap<u64, References>>,
    rooms: Mutex<Vec<Outcomes>>,
}

/// The first path in both worlds, on the futures of one chunk.
type References = [Arc<Outcomes>; 2];

/// Places of what judging reads.
struct Judged {
    clash: usize,
    clash_events: usize,
    war_ever: [usize; 3],
    war: usize,
    spending: usize,
}

/// What verdicts on a policy are read off, a value per future; NaN where the future failed.
#[derive(Clone)]
pub(crate) struct Walked {
    /// Risk of war over the horizon, at each nuclear share of [`PSIS`].
    pub(crate) war: [Vec<f64>; 3],
    /// Armed clashes expected over the horizon.
    pub(crate) clash: Vec<f64>,
    /// Spending in the dearest year.
    pub(crate) spending: Vec<f64>,
}

/// How many times the reference's: infinitely many where the reference has no risk at all, which no
/// limit tolerates. NaN where one of the two is.
pub(crate) fn times(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() {
        f64::NAN
    } else if b > 0.0 {
        a / b
    } else if a > 0.0 {
        f64::INFINITY
    } else {
        1.0
    }
}

/// A ratio as an outcome: none where there is no finite one, so that no table holds a number in its
/// place. Whether it is tolerated stands beside it, in `within`.
fn finite(ratio: f64) -> f64 {
    if ratio.is_finite() { ratio } else { f64::NAN }
}

impl PathModel {
    /// Puts the simulator, its draws and its paths together. `scale` is the hazard scale by which
    /// futures are judged; `all` keeps every outcome of the simulator.
    ///
    /// # Errors
    /// When an outcome that judging needs is not there.
    pub(crate) fn new(
        sim: Simulator,
        drawn: &[Drawn],
        plans: Vec<(String, Plan)>,
        limits: Limits,
        scale: &str,
        keep: Keep,
    ) -> Result<Self, antumbra_path::Error> {
        let room = Outcomes::new(sim.setup(), 0);
        let defs = sim.outcomes().to_vec();
        let find = |name: &str| room.find(name);
        let kept = |list: &[&str], yearly: bool| -> Vec<usize> {
            let of_kind = defs.iter().enumerate().filter(|(_, d)| d.yearly == yearly);
            of_kind
                .filter(|(_, d)| match keep {
                    Keep::Shares | Keep::Windows => false,
                    Keep::Futures if !yearly => true,
                    Keep::Answer | Keep::Futures => {
                        list.contains(&d.name.as_str()) || d.name.starts_with("neighbour.")
                    }
                    Keep::All => true,
                })
                .map(|(i, _)| i)
                .collect()
        };
        let (once, yearly) = (kept(&KEPT, false), kept(&YEARLY, true));
        let at = Judged {
            clash: find("risk.force")?,
            clash_events: find("events.force")?,
            war_ever: [
                find(&format!("war_ever.{scale}.psi0"))?,
                find(&format!("war_ever.{scale}.psi50"))?,
                find(&format!("war_ever.{scale}.psi100"))?,
            ],
            war: find(&format!("war.{scale}"))?,
            spending: find("spending_peak")?,
        };
        let outcome = |i: &usize| {
            let d = &defs[*i];
            Outcome {
                name: d.name.clone(),
                unit: d.unit.into(),
                bins: Bins { lo: d.range.0, hi: d.range.1, count: 200 },
                direction: match d.direction {
                    antumbra_path::Direction::Lower => Direction::Smaller,
                    antumbra_path::Direction::Higher => Direction::Larger,
                    antumbra_path::Direction::Neutral => Direction::None,
                },
                optional: false,
            }
        };
        let first = f64::from(sim.setup().first_year.0);
        let years = sim.setup().horizon_years;
        let judged = if keep == Keep::Shares { SHARES } else { RELATIVE.len() };
        let relative = RELATIVE[..judged].iter().map(|(name, unit, most)| Outcome {
            name: (*name).into(),
            unit: (*unit).into(),
            bins: if name.starts_with("worst_year") {
                Bins { lo: first, hi: first + years as f64, count: years as u32 }
            } else {
                Bins { lo: 0.0, hi: *most, count: 200 }
            },
            direction: if name.starts_with("within") {
                Direction::Larger
            } else {
                Direction::Smaller
            },
            // A path that is never above its reference has no worst year; a reference without risk
            // gives no ratio.
            optional: name.starts_with("worst_year") || name.contains("_times"),
        });
        let places = sim
            .inputs()
            .iter()
            .filter_map(|d| drawn.iter().position(|x| x.def.name == d.name))
            .collect();
        let (inputs, groups) = draws::ensemble(drawn);
        let spec = Spec {
            inputs,
            groups,
            policy_keys: vec!["path".into(), "world".into()],
            policies: plans
                .iter()
                .flat_map(|(id, _)| WORLDS.iter().map(move |(_, w)| vec![id.clone(), (*w).into()]))
                .collect(),
            outcomes: once.iter().map(outcome).chain(relative).collect(),
            yearly: yearly.iter().map(outcome).collect(),
            years: if yearly.is_empty() {
                Vec::new()
            } else {
                (0..years as i32).map(|y| i32::from(sim.setup().first_year.0) + y).collect()
            },
            failures: ["input_not_finite", "input_outside_domain", "result_not_finite"]
                .map(str::to_owned)
                .to_vec(),
        };
        Ok(PathModel {
            plans: plans.into_iter().map(|p| p.1).collect(),
            sim,
            spec,
            once,
            yearly,
            places,
            at,
            limits,
            keep,
            references: Mutex::new(BTreeMap::new()),
            rooms: Mutex::new(Vec::new()),
        })
    }

    /// The simulator.
    pub(crate) fn simulator(&self) -> &Simulator {
        &self.sim
    }

    /// What is tolerable.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Room for what this run keeps or judges by: years that nobody reads are not written.
    fn room(&self, futures: usize) -> Outcomes {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        match rooms.iter().position(|r| r.futures() == futures) {
            Some(i) => rooms.swap_remove(i),
            None => {
                let windows = [self.at.clash, self.at.war].map(|o| &self.sim.outcomes()[o].name);
                Outcomes::keeping(self.sim.setup(), futures, |d| {
                    let asked = self.yearly.iter().any(|o| self.sim.outcomes()[*o].name == d.name);
                    asked || (self.keep != Keep::Shares && windows.contains(&&d.name))
                })
            }
        }
    }

    fn give_back(&self, room: Outcomes) {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner).push(room);
    }

    fn simulate(&self, policy: usize, chunk: &DesignChunk) -> Option<Outcomes> {
        let columns: Vec<&[f64]> = self.places.iter().map(|p| chunk.column(*p)).collect();
        let mut out = self.room(chunk.rows());
        let (plan, world) = (policy / WORLDS.len(), WORLDS[policy % WORLDS.len()].0);
        self.sim.simulate(&self.plans[plan], world, &columns, &mut out).ok()?;
        Some(out)
    }

    /// The first path in both worlds, on the same futures.
    fn references(&self, chunk: &DesignChunk) -> Option<References> {
        let lock = || self.references.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&chunk.first()).cloned();
        match known {
            Some(r) if r[0].futures() == chunk.rows() => Some(r),
            _ => {
                let r = [Arc::new(self.simulate(0, chunk)?), Arc::new(self.simulate(1, chunk)?)];
                lock().insert(chunk.first(), r.clone());
                Some(r)
            }
        }
    }

    /// What verdicts on one policy are read off, on futures whose drawn inputs are given as columns
    /// in the order of the draws.
    ///
    /// # Errors
    /// What the simulator refuses.
    pub(crate) fn walk(
        &self,
        policy: usize,
        columns: &[&[f64]],
    ) -> Result<Walked, antumbra_path::Error> {
        let rows = columns.first().map_or(0, |c| c.len());
        let read: Vec<&[f64]> = self.places.iter().map(|p| columns[*p]).collect();
        let mut out = self.room(rows);
        let (plan, world) = (policy / WORLDS.len(), WORLDS[policy % WORLDS.len()].0);
        self.sim.simulate(&self.plans[plan], world, &read, &mut out)?;
        let column = |place: usize| -> Vec<f64> {
            let values = out.once(place).iter().zip(out.failures());
            values.map(|(x, code)| if *code == 0 { *x } else { f64::NAN }).collect()
        };
        let walked = Walked {
            war: self.at.war_ever.map(column),
            clash: column(self.at.clash_events),
            spending: column(self.at.spending),
        };
        self.give_back(out);
        Ok(walked)
    }

    fn judge(&self, own: &Outcomes, references: &References, out: &mut OutcomeChunk) {
        let reference = &references[0];
        let base = self.once.len();
        let events = (own.once(self.at.clash_events), reference.once(self.at.clash_events));
        let spending = own.once(self.at.spending);
        for (f, spent) in spending.iter().enumerate() {
            if own.failures()[f] != 0 || reference.failures()[f] != 0 {
                continue;
            }
            let clash = times(events.0[f], events.1[f]);
            out.outcome_mut(base)[f] = finite(clash);
            for (k, place) in self.at.war_ever.into_iter().enumerate() {
                let war = times(own.once(place)[f], reference.once(place)[f]);
                let within = war <= self.limits.war_ratio
                    && clash <= self.limits.force_ratio
                    && *spent <= self.limits.gdp_share;
                out.outcome_mut(base + 1 + k)[f] = finite(war);
                out.outcome_mut(base + 4 + k)[f] = f64::from(u8::from(within));
            }
        }
        if self.keep != Keep::Shares {
            self.windows(own, reference, out, base + SHARES);
            self.windows(own, &references[1], out, base + SHARES + 4);
        }
    }

    /// Windows of vulnerability against the reference, in percentage-point-years; years above
    /// tolerance; the year with the largest excess of war.
    fn windows(&self, own: &Outcomes, reference: &Outcomes, out: &mut OutcomeChunk, base: usize) {
        let rows = own.futures();
        let mut clash = vec![0.0; rows];
        let mut war = vec![0.0; rows];
        let mut above = vec![0.0; rows];
        let mut worst = vec![(0.0, f64::NAN); rows];
        let first = f64::from(self.sim.setup().first_year.0);
        for y in 0..own.years() {
            let (a, b) = (own.year(self.at.clash, y), reference.year(self.at.clash, y));
            let (c, d) = (own.year(self.at.war, y), reference.year(self.at.war, y));
            for f in 0..rows {
                clash[f] += 100.0 * (a[f] - b[f]).max(0.0);
                let excess = (c[f] - d[f]).max(0.0);
                war[f] += 100.0 * excess;
                let over =
                    a[f] > self.limits.force_ratio * b[f] || c[f] > self.limits.war_ratio * d[f];
                above[f] += f64::from(u8::from(over));
                if excess > worst[f].0 {
                    worst[f] = (excess, first + y as f64);
                }
            }
        }
        for f in 0..rows {
            if own.failures()[f] == 0 && reference.failures()[f] == 0 {
                out.outcome_mut(base)[f] = clash[f];
                out.outcome_mut(base + 1)[f] = war[f];
                out.outcome_mut(base + 2)[f] = above[f];
                out.outcome_mut(base + 3)[f] = worst[f].1;
            }
        }
    }
}

impl Model for PathModel {
    fn spec(&self) -> &Spec {
        &self.spec
    }

    fn run(&self, policy: usize, chunk: &DesignChunk, out: &mut OutcomeChunk) {
        let Some(references) = self.references(chunk) else { return };
        let simulated = match references.get(policy) {
            Some(r) => r.clone(),
            None => match self.simulate(policy, chunk) {
                Some(o) => Arc::new(o),
                None => return,
            },
        };
        for (f, code) in simulated.failures().iter().enumerate() {
            if *code != 0 {
                out.fail(f, u16::from(*code));
            }
        }
        for (k, place) in self.once.iter().enumerate() {
            out.outcome_mut(k).copy_from_slice(simulated.once(*place));
        }
        for (k, place) in self.yearly.iter().enumerate() {
            for y in 0..simulated.years() {
                out.yearly_mut(k, y).copy_from_slice(simulated.year(*place, y));
            }
        }
        self.judge(&simulated, &references, out);
        if let Ok(room) = Arc::try_unwrap(simulated) {
            self.give_back(room);
        }
        if policy + 1 == self.spec.policies.len() {
            drop(references);
            let mut lock = self.references.lock().unwrap_or_else(PoisonError::into_inner);
            let last = lock.remove(&chunk.first());
            drop(lock);
            for room in last.into_iter().flatten().filter_map(|r| Arc::try_unwrap(r).ok()) {
                self.give_back(room);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{finite, times};

    #[test]
    fn a_reference_without_risk_gives_a_verdict_and_no_number() {
        assert_eq!(times(3.0, 2.0), 1.5);
        assert_eq!(times(0.0, 0.0), 1.0);
        // Beyond every limit, however large, and never a number of a table.
        assert!(times(1e-9, 0.0) > f64::MAX && finite(times(1e-9, 0.0)).is_nan());
        assert_eq!(finite(times(3.0, 2.0)), 1.5);
        assert!(times(f64::NAN, 0.0).is_nan() && times(1.0, f64::NAN).is_nan());
    }
}
