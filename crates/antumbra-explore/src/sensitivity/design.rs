//! Designs that carry their kind, so that an analysis can refuse one that it cannot use.
//!
//! A design is a table of points in the unit cube; what a coordinate means (through its quantile
//! function) is the caller's. Saltelli's design holds, for each base point, the run at A, the runs
//! at A with one coordinate from B, for second-order indices the runs at B with one coordinate
//! from A, and the run at B, in this order (that of SALib). Morris's holds trajectories of
//! `inputs + 1` points of which each moves one coordinate.

use crate::Error;
use antumbra_core::{Purpose, Seed};
use antumbra_num::design::{PointSet, Sobol};

/// What a design is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignKind {
    /// Saltelli's arrangement of two samples (Saltelli 2002; Saltelli et al. 2010).
    Saltelli {
        /// Does it hold the runs that second-order indices need?
        second_order: bool,
    },
    /// Morris's one-at-a-time trajectories (Morris 1991).
    Morris {
        /// Levels of the grid.
        levels: u32,
    },
    /// Any sample (Monte Carlo, Latin hypercube, Sobol', a given table).
    Sample,
}

impl DesignKind {
    /// A name for messages.
    pub fn name(self) -> &'static str {
        match self {
            DesignKind::Saltelli { second_order: true } => "Saltelli design with second order",
            DesignKind::Saltelli { second_order: false } => "Saltelli design",
            DesignKind::Morris { .. } => "Morris design",
            DesignKind::Sample => "plain sample",
        }
    }
}

/// Points in the unit cube, one row per run.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    kind: DesignKind,
    inputs: usize,
    points: Vec<f64>,
    dependent: bool,
}

/// The blocks of a design whose runs all gave a finite outcome.
pub(super) struct Blocks {
    /// Each block's number in the design and its outcomes, at least two blocks.
    pub(super) whole: Vec<(usize, Vec<f64>)>,
    /// How many blocks are left out.
    pub(super) dropped: usize,
}

/// What to use when inputs depend on each other.
const GIVEN_DATA: &str = "use a method for given data, which stays valid: PAWN, delta, or \
                          regional sensitivity";

impl Design {
    /// A plain sample: `points` row by row.
    ///
    /// # Errors
    /// When the points are not rows of `inputs` numbers in \[0, 1\].
    pub fn sample(inputs: usize, points: Vec<f64>) -> Result<Self, Error> {
        Self::checked(DesignKind::Sample, inputs, points)
    }

    /// Saltelli's design from base points of `2 * inputs` coordinates, A then B; a Sobol'
    /// sequence is the usual choice, of a power of two points.
    ///
    /// # Errors
    /// When the points are not rows of `2 * inputs` numbers in \[0, 1\].
    pub fn saltelli(inputs: usize, base: &[f64], second_order: bool) -> Result<Self, Error> {
        if inputs == 0 || base.is_empty() || !base.len().is_multiple_of(2 * inputs) {
            return Err(Error::design(format!(
                "{} numbers are no base sample of 2 x {inputs} coordinates",
                base.len()
            )));
        }
        let mut points = Vec::new();
        for row in base.chunks_exact(2 * inputs) {
            let (a, b) = row.split_at(inputs);
            points.extend_from_slice(a);
            let mut with_one_from = |from: &[f64], other: &[f64]| {
                for j in 0..inputs {
                    points.extend((0..inputs).map(|i| if i == j { other[i] } else { from[i] }));
                }
            };
            with_one_from(a, b);
            if second_order {
                with_one_from(b, a);
            }
            points.extend_from_slice(b);
        }
        Self::checked(DesignKind::Saltelli { second_order }, inputs, points)
    }

    /// Saltelli's design on the first `base` points (a power of two is best) of a scrambled Sobol'
    /// sequence of `2 * inputs` dimensions.
    ///
    /// # Errors
    /// Without inputs or points, or with more dimensions than the sequence has.
    pub fn saltelli_sobol(
        inputs: usize,
        base: usize,
        second_order: bool,
        seed: Seed,
    ) -> Result<Self, Error> {
        let sequence = Sobol::scrambled(2 * inputs, seed)
            .map_err(|e| Error::design(format!("{inputs} inputs: {e}")))?;
        let mut points = vec![0.0; base * 2 * inputs];
        for (i, row) in points.chunks_exact_mut((2 * inputs).max(1)).enumerate() {
            sequence.point(i as u64, row);
        }
        Self::saltelli(inputs, &points, second_order)
    }

    /// A Saltelli design that another program made, in the order that the module describes.
    ///
    /// # Errors
    /// When the rows do not have that structure.
    pub fn saltelli_from_points(
        inputs: usize,
        points: Vec<f64>,
        second_order: bool,
    ) -> Result<Self, Error> {
        let d = Self::checked(DesignKind::Saltelli { second_order }, inputs, points)?;
        let block = d.block();
        if !d.runs().is_multiple_of(block) {
            return Err(Error::design(format!("{} runs are no blocks of {block}", d.runs())));
        }
        for (number, b) in d.points.chunks_exact(block * inputs).enumerate() {
            let row = |r: usize| &b[r * inputs..(r + 1) * inputs];
            let (first, last) = (row(0), row(block - 1));
            let holds = (1..block - 1).all(|r| {
                let j = (r - 1) % inputs;
                let (main, other) = if r <= inputs { (first, last) } else { (last, first) };
                (0..inputs).all(|i| row(r)[i] == if i == j { other[i] } else { main[i] })
            });
            if !holds {
                return Err(Error::design(format!(
                    "block {} of {block} runs does not mix its first and last run as a {} does",
                    number + 1,
                    d.kind.name()
                )));
            }
        }
        Ok(d)
    }

    /// Morris trajectories on a grid of an even number of `levels`: a random start, then every
    /// input once in random order, each by `levels / (2 (levels - 1))` up or down.
    ///
    /// # Errors
    /// Without inputs or trajectories, or with an odd number of levels or fewer than 2.
    pub fn morris(
        inputs: usize,
        trajectories: usize,
        levels: u32,
        seed: Seed,
    ) -> Result<Self, Error> {
        if inputs == 0 || trajectories == 0 || levels < 2 || !levels.is_multiple_of(2) {
            return Err(Error::design(format!(
                "a Morris design of {inputs} inputs, {trajectories} trajectories, {levels} levels"
            ))
            .help("give at least one input and trajectory, and an even number of levels"));
        }
        let half = u64::from(levels / 2);
        let at = |level: u64| level as f64 / f64::from(levels - 1);
        let mut points = Vec::with_capacity(trajectories * (inputs + 1) * inputs);
        for t in 0..trajectories {
            let mut s = seed.stream(Purpose("morris"), t as u64, 0);
            // Each input walks between a level of the lower half and the one half a grid above.
            let low: Vec<u64> = (0..inputs).map(|_| s.below(half)).collect();
            let mut up: Vec<bool> = (0..inputs).map(|_| s.below(2) == 0).collect();
            let mut order: Vec<usize> = (0..inputs).collect();
            for i in (1..inputs).rev() {
                order.swap(i, s.below(i as u64 + 1) as usize);
            }
            let mut push = |up: &[bool]| {
                points.extend((0..inputs).map(|i| at(low[i] + if up[i] { half } else { 0 })));
            };
            push(&up);
            for i in order {
                up[i] = !up[i];
                push(&up);
            }
        }
        Self::checked(DesignKind::Morris { levels }, inputs, points)
    }

    /// Morris trajectories that another program made.
    ///
    /// # Errors
    /// When the rows are not trajectories in which every input moves exactly once, alone.
    pub fn morris_from_points(inputs: usize, points: Vec<f64>, levels: u32) -> Result<Self, Error> {
        let d = Self::checked(DesignKind::Morris { levels }, inputs, points)?;
        if !d.runs().is_multiple_of(inputs + 1) {
            let runs = d.runs();
            return Err(Error::design(format!(
                "{runs} runs are no trajectories of {}",
                inputs + 1
            )));
        }
        for t in 0..d.runs() / (inputs + 1) {
            let mut seen = vec![false; inputs];
            for i in 0..inputs {
                match d.moved(t * (inputs + 1) + i) {
                    Some((j, _)) if !seen[j] => seen[j] = true,
                    _ => {
                        return Err(Error::design(format!(
                            "step {} of trajectory {} does not move one new input alone",
                            i + 1,
                            t + 1
                        )));
                    }
                }
            }
        }
        Ok(d)
    }

    fn checked(kind: DesignKind, inputs: usize, points: Vec<f64>) -> Result<Self, Error> {
        if inputs == 0 || points.is_empty() || !points.len().is_multiple_of(inputs) {
            return Err(Error::design(format!(
                "{} numbers are no points of {inputs} coordinates",
                points.len()
            )));
        }
        if let Some(i) = points.iter().position(|p| !(0.0..=1.0).contains(p)) {
            return Err(Error::design(format!(
                "coordinate {} of point {} is {}, outside the unit cube",
                i % inputs + 1,
                i / inputs + 1,
                points[i]
            )));
        }
        Ok(Design { kind, inputs, points, dependent: false })
    }

    /// Says that the inputs made from these points depend on each other (a correlation group, a
    /// constraint). Methods that need independent inputs then refuse the design.
    #[must_use]
    pub fn with_dependent_inputs(mut self) -> Self {
        self.dependent = true;
        self
    }

    /// What the design is good for.
    pub fn kind(&self) -> DesignKind {
        self.kind
    }

    /// How many inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many runs.
    pub fn runs(&self) -> usize {
        self.points.len() / self.inputs
    }

    /// One run's coordinates.
    pub fn point(&self, run: usize) -> &[f64] {
        &self.points[run * self.inputs..(run + 1) * self.inputs]
    }

    /// Runs that an analysis keeps or drops together.
    pub fn block(&self) -> usize {
        match self.kind {
            DesignKind::Saltelli { second_order: true } => 2 * self.inputs + 2,
            DesignKind::Saltelli { second_order: false } => self.inputs + 2,
            DesignKind::Morris { .. } => self.inputs + 1,
            DesignKind::Sample => 1,
        }
    }

    /// Which input moves from a run to the next, and by how much; `None` if not exactly one does.
    pub(super) fn moved(&self, run: usize) -> Option<(usize, f64)> {
        let steps = self.point(run).iter().zip(self.point(run + 1)).map(|(a, b)| b - a);
        let mut moving = steps.enumerate().filter(|(_, s)| *s != 0.0);
        moving.next().filter(|_| moving.next().is_none())
    }

    /// The blocks whose runs all gave a finite outcome.
    pub(super) fn whole_blocks(
        &self,
        outcomes: &[Option<f64>],
        failed: super::FailedRuns,
    ) -> Result<Blocks, Error> {
        if self.dependent {
            return Err(Error::design(format!(
                "the inputs depend on each other, and a {} needs independent ones",
                self.kind.name()
            ))
            .help(GIVEN_DATA));
        }
        if outcomes.len() != self.runs() {
            return Err(Error::table(format!(
                "{} outcomes for {} runs",
                outcomes.len(),
                self.runs()
            )));
        }
        let mut whole = Vec::new();
        let mut dropped = 0;
        for (i, block) in outcomes.chunks_exact(self.block()).enumerate() {
            let finite = block.iter().map(|y| y.filter(|v| v.is_finite()));
            match finite.clone().collect::<Option<Vec<f64>>>() {
                Some(ys) => whole.push((i, ys)),
                None if failed == super::FailedRuns::DropBlock => dropped += 1,
                None => {
                    let run = finite.into_iter().position(|y| y.is_none()).unwrap_or(0);
                    return Err(Error::table(format!(
                        "run {} has no finite outcome",
                        i * self.block() + run + 1
                    ))
                    .help(format!("drop its block of {} runs on purpose", self.block())));
                }
            }
        }
        if whole.len() < 2 {
            return Err(Error::table(format!(
                "{} whole blocks of {} runs are too few",
                whole.len(),
                self.block()
            )));
        }
        Ok(Blocks { whole, dropped })
    }

    pub(super) fn refusal(&self, method: &str, needs: &str) -> Error {
        Error::design(format!("{method} cannot use a {}: it needs a {needs}", self.kind.name()))
            .help(if self.kind == DesignKind::Sample { GIVEN_DATA } else { "make the design anew" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saltelli_designs_know_their_structure() {
        let base = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
        let d = Design::saltelli(2, &base, true).unwrap();
        assert_eq!((d.runs(), d.block()), (12, 6));
        assert_eq!(d.point(1), [0.3, 0.2]);
        assert_eq!(d.point(4), [0.3, 0.2]);
        assert_eq!(d.point(3), [0.1, 0.4]);
        let again = Design::saltelli_from_points(2, d.points.clone(), true).unwrap();
        assert_eq!(again, d);
        let mut broken = d.points.clone();
        broken[3] = 0.9;
        assert!(Design::saltelli_from_points(2, broken, true).unwrap_err().is_design());
        assert!(Design::saltelli(2, &base[..6], true).is_err());
        assert!(Design::sample(2, vec![0.5, 1.5]).unwrap_err().to_string().contains("outside"));
    }

    #[test]
    fn morris_moves_each_input_once_on_its_grid() {
        let d = Design::morris(5, 30, 4, Seed(1)).unwrap();
        let again = Design::morris_from_points(5, d.points.clone(), 4).unwrap();
        assert_eq!(again.runs(), 30 * 6);
        for p in &d.points {
            assert!([0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0].contains(p));
        }
        let (_, step) = d.moved(0).unwrap();
        assert!((step.abs() - 2.0 / 3.0).abs() < 1e-15);
        assert!(Design::morris(5, 30, 5, Seed(1)).is_err());
        let mut still = d.points.clone();
        let (first, rest) = still.split_at_mut(5);
        rest[..5].copy_from_slice(first);
        assert!(Design::morris_from_points(5, still, 4).is_err());
    }
}
