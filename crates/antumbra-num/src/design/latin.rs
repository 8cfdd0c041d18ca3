//! The Latin hypercube (McKay, Beckman & Conover 1979), addressable by index.

use super::{PointSet, keys, mix, open_uniform};
use crate::Error;
use crate::kernel::{Wide, wide};
use antumbra_core::{Purpose, Seed};

/// Rounds of the permutation.
const ROUNDS: usize = 8;
/// Points that are worked on at a time, on the stack.
const BLOCK: usize = 64;
/// The fractional part of the golden ratio: spreads consecutive numbers.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// n points of which, in every dimension, exactly one lies in each of n equal strata, at random
/// within it.
///
/// The strata of a dimension are permuted by a keyed bijection of 0..n: a Feistel network on a
/// rectangle a × b that just holds n, walked until it lands below n (Black & Rogaway 2002, "Ciphers
/// with arbitrary finite domains", 4-5). No table is kept, so a point costs the same for any n.
#[derive(Clone, Debug)]
pub struct LatinHypercube {
    size: u64,
    /// The sides of the rectangle, at most 2^26.
    a: u32,
    b: u32,
    keys: Vec<Keys>,
}

/// The randomness of one dimension.
#[derive(Clone, Debug)]
struct Keys {
    rounds: [[u32; 2]; ROUNDS],
    /// For the place within a stratum.
    within: u64,
}

impl Keys {
    fn new(key: u64) -> Self {
        let hash = |n: u64| mix(key.wrapping_add(n.wrapping_mul(GOLDEN)));
        let halves = |h: u64| [h as u32, (h >> 32) as u32];
        Keys {
            rounds: std::array::from_fn(|round| halves(hash(round as u64))),
            within: hash(ROUNDS as u64),
        }
    }
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
        let keys = keys.into_iter().map(Keys::new).collect();
        Ok(LatinHypercube { size, a: a as u32, b: size.div_ceil(a) as u32, keys })
    }

    /// One pass of the permutation of the rectangle, for so many points at once.
    #[inline(always)]
    fn pass<const N: usize>(&self, keys: &Keys, l: &mut [u32; N], r: &mut [u32; N]) {
        // Each round mixes one half into the other; both stay below their sides.
        let add = |half: u32, other: u32, side: u32, key: [u32; 2]| {
            let moved = half + ((u64::from(hash(other, key)) * u64::from(side)) >> 32) as u32;
            if moved >= side { moved - side } else { moved }
        };
        for (round, key) in keys.rounds.iter().enumerate() {
            for j in 0..N {
                if round % 2 == 0 {
                    l[j] = add(l[j], r[j], self.a, *key);
                } else {
                    r[j] = add(r[j], l[j], self.b, *key);
                }
            }
        }
    }

    /// The stratum of a point, a permutation of 0..size per dimension.
    fn stratum(&self, index: u64, keys: &Keys) -> u64 {
        let a = u64::from(self.a);
        let mut x = index;
        loop {
            let (mut l, mut r) = ([(x % a) as u32], [(x / a) as u32]);
            self.pass(keys, &mut l, &mut r);
            x = u64::from(r[0]) * a + u64::from(l[0]);
            if x < self.size {
                return x;
            }
        }
    }

    /// The coordinate of a point from its stratum.
    #[inline(always)]
    fn place(&self, index: u64, stratum: u64, keys: &Keys) -> f64 {
        let within = open_uniform(mix(keys.within.wrapping_add(index.wrapping_mul(GOLDEN))));
        // The sum can round up to the next stratum, and the last to 1: stay inside.
        let u = (stratum as f64 + within) / self.size as f64;
        u.min(1.0 - f64::EPSILON / 2.0)
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
        let Some(keys) = self.keys.get(dimension).filter(|_| index < self.size) else {
            return f64::NAN;
        };
        self.place(index, self.stratum(index, keys), keys)
    }

    fn column(&self, first: u64, dimension: usize, out: &mut [f64]) {
        let there = self.size.saturating_sub(first).min(out.len() as u64) as usize;
        let (points, beyond) = out.split_at_mut(there);
        beyond.fill(f64::NAN);
        match self.keys.get(dimension) {
            Some(keys) => wide(Strata { set: self, keys, first, out: points }),
            None => points.fill(f64::NAN),
        }
    }
}

/// A column of points that are all in the set.
struct Strata<'a> {
    set: &'a LatinHypercube,
    keys: &'a Keys,
    first: u64,
    out: &'a mut [f64],
}

impl Wide for Strata<'_> {
    #[inline(always)]
    fn run(self) {
        let Strata { set, keys, first, out } = self;
        let side = u64::from(set.a);
        // The halves of the next point, without a division for each.
        let (mut low, mut high) = ((first % side) as u32, (first / side) as u32);
        let (mut l, mut r) = ([0; BLOCK], [0; BLOCK]);
        let mut strata = [0; BLOCK];
        for (block, out) in (0_u64..).zip(out.chunks_mut(BLOCK)) {
            for j in 0..BLOCK {
                (l[j], r[j]) = (low, high);
                low += 1;
                if low == set.a {
                    (low, high) = (0, high.wrapping_add(1));
                }
            }
            set.pass(keys, &mut l, &mut r);
            for j in 0..BLOCK {
                strata[j] = u64::from(r[j]) * side + u64::from(l[j]);
            }
            for x in &mut strata[..out.len()] {
                // Rare but in the smallest sets: at most about two in sqrt(size).
                if *x >= set.size {
                    *x = set.stratum(*x, keys);
                }
            }
            let start = first + block * BLOCK as u64;
            for (j, u) in out.iter_mut().enumerate() {
                *u = set.place(start + j as u64, strata[j], keys);
            }
        }
    }
}

/// A keyed hash of 32 bits (the finaliser of Wellons 2018, "Hash prospector", with a key before and
/// within it).
#[inline(always)]
fn hash(x: u32, key: [u32; 2]) -> u32 {
    let x = x.wrapping_add(key[0]);
    let x = (x ^ (x >> 16)).wrapping_mul(0x7FEB_352D).wrapping_add(key[1]);
    let x = (x ^ (x >> 15)).wrapping_mul(0x846C_A68B);
    x ^ (x >> 16)
}
