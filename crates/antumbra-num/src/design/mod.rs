//! Point sets in the unit cube: plain Monte Carlo, Latin hypercube, Sobol'.
//!
//! A coordinate is a pure function of (seed, index, dimension): a shard computes its own points, in
//! any order, and gets the bits that a run in one piece would get. A further dimension leaves the
//! earlier ones as they are.
//!
//! ```
//! use antumbra_core::Seed;
//! use antumbra_num::design::{PointSet, Sobol};
//!
//! let points = Sobol::scrambled(3, Seed(1))?;
//! let mut u = [0.0; 3];
//! points.point(70_000, &mut u);
//! assert_eq!(u[2], points.coordinate(70_000, 2));
//! # Ok::<(), antumbra_num::Error>(())
//! ```

mod latin;
mod nested;
mod sobol;

pub use latin::LatinHypercube;
pub use sobol::Sobol;

use crate::kernel::{Wide, wide};
use antumbra_core::{Purpose, Seed};

/// Points in the unit cube, addressable by index.
pub trait PointSet {
    /// Dimensions.
    fn dimensions(&self) -> usize;

    /// How many points there are; `None` when there is no end.
    fn size(&self) -> Option<u64>;

    /// One coordinate. Indices beyond the size and dimensions beyond the last have none: NaN.
    fn coordinate(&self, index: u64, dimension: usize) -> f64;

    /// The first `out.len()` coordinates of a point.
    fn point(&self, index: u64, out: &mut [f64]) {
        for (d, u) in out.iter_mut().enumerate() {
            *u = self.coordinate(index, d);
        }
    }

    /// One coordinate of `out.len()` points from `first` on: the same numbers as
    /// [`PointSet::coordinate`] gives one by one, at less cost where the set allows it.
    fn column(&self, first: u64, dimension: usize, out: &mut [f64]) {
        for (i, u) in (first..).zip(out) {
            *u = self.coordinate(i, dimension);
        }
    }
}

/// Independent uniform points in the open cube.
#[derive(Clone, Debug)]
pub struct MonteCarlo {
    seed: Seed,
    dimensions: usize,
}

impl MonteCarlo {
    /// Points of so many dimensions.
    pub fn new(dimensions: usize, seed: Seed) -> Self {
        MonteCarlo { seed, dimensions }
    }
}

impl PointSet for MonteCarlo {
    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn size(&self) -> Option<u64> {
        None
    }

    fn coordinate(&self, index: u64, dimension: usize) -> f64 {
        match u32::try_from(dimension) {
            Ok(d) if dimension < self.dimensions => {
                self.seed.stream(MONTE_CARLO, index, d).uniform()
            }
            _ => f64::NAN,
        }
    }

    fn column(&self, first: u64, dimension: usize, out: &mut [f64]) {
        match u32::try_from(dimension) {
            Ok(d) if dimension < self.dimensions => {
                wide(Uniforms { seed: self.seed, first, dimension: d, out });
            }
            _ => out.fill(f64::NAN),
        }
    }
}

const MONTE_CARLO: Purpose = Purpose("monte carlo point");

struct Uniforms<'a> {
    seed: Seed,
    first: u64,
    dimension: u32,
    out: &'a mut [f64],
}

impl Wide for Uniforms<'_> {
    #[inline(always)]
    fn run(self) {
        self.seed.uniforms(MONTE_CARLO, self.first, self.dimension, self.out);
    }
}

/// A key per dimension, from the run's counter-based streams.
fn keys(seed: Seed, purpose: Purpose, dimensions: usize) -> Vec<u64> {
    (0..dimensions).map(|d| seed.stream(purpose, d as u64, 0).next_u64()).collect()
}

/// Mixes 64 bits: the finaliser of SplitMix64 (Steele, Lea & Flood 2014, with Stafford's constants).
fn mix(x: u64) -> u64 {
    let z = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The middle of one of 2^52 equal cells of the unit interval: never 0, never 1.
fn open_uniform(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
}
