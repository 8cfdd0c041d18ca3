//! The Latin hypercube (McKay, Beckman & Conover 1979), addressable by index.

use super::{PointSet, keys, mix, open_uniform};
use crate::Error;
use antumbra_core::{Purpose, Seed};

/// Rounds of the permutation.
const ROUNDS: u64 = 8;

/// n points of which, in every dimension, exactly one lies in each of n equal strata, at random
/// within it.
///
/// The strata of a dimension are permuted by a keyed bijection of 0..n: a Feistel network on a
/// rectangle a × b that just holds n, walked until it lands below n (Black & Rogaway 2002, "Ciphers
/// with arbitrary finite domains", 4-5). No table is kept, so a point costs the same for any n.
#[derive(Clone, Debug)]
pub struct LatinHypercube {
    size: u64,
    a: u64,
    b: u64,
    keys: Vec<u64>,
}

impl LatinHypercube {
    /// `size` points of so many dimensions; from 1 to 2^52 points.
    pub fn new(size: u64, dimensions: usize, seed: Seed) -> Result<Self, Error> {
        if size == 0 || size > 1 << 52 {
            return Err(Error::domain(format!(
                "a Latin hypercube has from 1 to 2^52 points, not {size}"
            )));
        }
        let a = size.isqrt() + u64::from(size.isqrt() * size.isqrt() < size);
        let keys = keys(seed, Purpose("latin hypercube"), dimensions);
        Ok(LatinHypercube { size, a, b: size.div_ceil(a), keys })
    }

    /// The stratum of a point, a permutation of 0..size per dimension.
    fn stratum(&self, index: u64, key: u64) -> u64 {
        let mut x = index;
        loop {
            // x = high b-part and low a-part; each round mixes one into the other.
            let (mut l, mut r) = (x % self.a, x / self.a);
            for round in 0..ROUNDS {
                let f = |half: u64| mix(key ^ mix((half << 4) | round));
                if round % 2 == 0 {
                    l = (l + f(r) % self.a) % self.a;
                } else {
                    r = (r + f(l) % self.b) % self.b;
                }
            }
            x = r * self.a + l;
            if x < self.size {
                return x;
            }
        }
    }
}

impl PointSet for LatinHypercube {
    fn dimensions(&self) -> usize {
        self.keys.len()
    }

    fn size(&self) -> Option<u64> {
        Some(self.size)
    }

    fn coordinate(&self, index: u64, dimension: usize) -> f64 {
        let Some(&key) = self.keys.get(dimension).filter(|_| index < self.size) else {
            return f64::NAN;
        };
        let within = open_uniform(mix(mix(key ^ 0xD1B5_4A32_D192_ED03).wrapping_add(mix(index))));
        let n = self.size as f64;
        // The sum can round up to the next stratum, and the last to 1: stay inside.
        let u = (self.stratum(index, key) as f64 + within) / n;
        u.min(1.0 - f64::EPSILON / 2.0)
    }
}
