//! Owen's nested uniform scramble of one dimension, by hashing.
//!
//! The digits of a point walk down a binary tree; at every node the next digit is flipped or not,
//! at random (Owen 1995, "Randomly permuted (t,m,s)-nets and (t,s)-sequences"). Three ranges:
//!
//! - The first eight digits have a table: a random bit for each of the 255 nodes.
//! - Under each of the 256 nodes below, 32 digits are scrambled at once by a function of the
//!   reversed digits in which a bit depends on itself and lower ones alone: additions, and
//!   multiplications by odd numbers or followed by an exclusive or (Laine & Karras 2011, "Stratified
//!   sampling for stochastic transparency"; Burley 2020, "Practical hash-based Owen scrambling").
//!   Each node has its own 63-bit key. Flips at two nodes are independent over keys; at many nodes
//!   of one such subtree they are not quite, which is why the levels where it could be seen have the
//!   table.
//! - Twelve further digits are shifted by a hash of the 40 before them: points are told apart there
//!   only after 2^40 of them.

use super::mix;
use crate::kernel::{Wide, wide};

/// Points that are scrambled in one go: a block starts at a multiple of it.
pub(super) const BLOCK: usize = 64;
/// Digits of an unscrambled coordinate.
const BITS: u32 = 53;
/// Digits with a table.
const TABLED: u32 = 8;
const NODES: usize = 1 << TABLED;
/// The fractional part of the golden ratio: spreads consecutive numbers.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The random bits of one dimension.
#[derive(Clone)]
pub(super) struct Scramble {
    /// By the first eight digits, the flips of these digits.
    flips: [u8; NODES],
    /// By the first eight digits, what is added and what is multiplied with below.
    keys: [u64; NODES],
}

/// How the digits of the points of a block differ from those of its first point.
pub(super) struct Offsets {
    head: [u8; BLOCK],
    /// The 32 digits after the first eight, reversed.
    middle: [u32; BLOCK],
    last: [u32; BLOCK],
}

/// The first eight digits, the next 32 reversed, and twelve more; the last of 53 is not used.
fn parts(digits: u64) -> (u8, u32, u32) {
    let middle = (digits >> 13) as u32;
    ((digits >> (BITS - TABLED)) as u8, middle.reverse_bits(), (digits >> 1) as u32 & 0xFFF)
}

impl Offsets {
    /// From the digits of the first [`BLOCK`] points of the sequence.
    pub(super) fn new(digits: impl Fn(u64) -> u64) -> Self {
        let mut o = Offsets { head: [0; BLOCK], middle: [0; BLOCK], last: [0; BLOCK] };
        for j in 0..BLOCK {
            (o.head[j], o.middle[j], o.last[j]) = parts(digits(j as u64));
        }
        o
    }
}

impl Scramble {
    /// All bits from one key.
    pub(super) fn new(key: u64) -> Self {
        let hash = |node: u64| mix(key.wrapping_add(node.wrapping_mul(GOLDEN)));
        let mut s = Scramble { flips: [0; NODES], keys: [0; NODES] };
        for prefix in 0..NODES {
            for level in 0..TABLED {
                // The digits before this one, and how many they are: a node of the tree.
                let node = (1 << level) | (prefix as u64 >> (TABLED - level));
                s.flips[prefix] |= ((hash(node) >> 63) as u8) << (TABLED - 1 - level);
            }
            s.keys[prefix] = hash((NODES + prefix) as u64);
        }
        s
    }

    /// A scrambled coordinate from its 53 digits.
    pub(super) fn one(&self, digits: u64) -> f64 {
        let (head, middle, last) = parts(digits);
        let (key, flips) = (self.keys[usize::from(head)], self.flips[usize::from(head)]);
        let below = nested(middle, key as u32, (key >> 32) as u32);
        let last = last ^ shift(below, key as u32);
        coordinate(u32::from(head ^ flips), below.reverse_bits(), last)
    }

    /// The scrambled coordinates of a block, from the digits of its first point.
    pub(super) fn block(&self, first: u64, offsets: &Offsets, out: &mut [f64; BLOCK]) {
        wide(Block { scramble: self, first: parts(first), offsets, out });
    }
}

struct Block<'a> {
    scramble: &'a Scramble,
    first: (u8, u32, u32),
    offsets: &'a Offsets,
    out: &'a mut [f64; BLOCK],
}

impl Wide for Block<'_> {
    #[inline(always)]
    fn run(self) {
        let Block { scramble, first, offsets, out } = self;
        let (mut head, mut add, mut times) = ([0; BLOCK], [0; BLOCK], [0; BLOCK]);
        for j in 0..BLOCK {
            let at = first.0 ^ offsets.head[j];
            let key = scramble.keys[usize::from(at)];
            head[j] = u32::from(at ^ scramble.flips[usize::from(at)]);
            add[j] = key as u32;
            times[j] = (key >> 32) as u32;
        }
        let (mut middle, mut last) = ([0; BLOCK], [0; BLOCK]);
        for j in 0..BLOCK {
            let below = nested(first.1 ^ offsets.middle[j], add[j], times[j]);
            last[j] = first.2 ^ offsets.last[j] ^ shift(below, add[j]);
            middle[j] = below.reverse_bits();
        }
        for j in 0..BLOCK {
            out[j] = coordinate(head[j], middle[j], last[j]);
        }
    }
}

/// Scrambles reversed digits: each bit is flipped by a function of the lower ones. The constants are
/// Vegdahl's (2021, "Building a better LK hash").
#[inline(always)]
fn nested(mut x: u32, add: u32, times: u32) -> u32 {
    x ^= x.wrapping_mul(0x3D20_ADEA);
    x = x.wrapping_add(add);
    x = x.wrapping_mul(times | 1);
    x ^= x.wrapping_mul(0x0552_6C56);
    x ^ x.wrapping_mul(0x53A2_2864)
}

/// Twelve bits by the digits before them (the finaliser of Wellons 2018, "Hash prospector").
#[inline(always)]
fn shift(below: u32, key: u32) -> u32 {
    let mut x = below.wrapping_add(key);
    x = (x ^ (x >> 16)).wrapping_mul(0x7FEB_352D);
    x = (x ^ (x >> 15)).wrapping_mul(0x846C_A68B);
    x >> 20
}

/// The middle of one of 2^52 equal cells of the unit interval, by 8, 32 and 12 digits: in the open
/// interval. In this form there is no conversion of whole numbers, for which vector registers have
/// no instruction; the difference is exact.
#[inline(always)]
fn coordinate(head: u32, middle: u32, last: u32) -> f64 {
    let bits = (u64::from(head) << 44) | (u64::from(middle) << 12) | u64::from(last);
    f64::from_bits(1.0_f64.to_bits() | bits) - (1.0 - f64::EPSILON / 2.0)
}

#[cfg(test)]
mod tests {
    use super::super::open_uniform;
    use super::*;

    #[test]
    fn scrambling_keeps_the_tree() {
        // Two numbers that agree in their first k digits still do, and differ in the next if they did.
        let cell = |u: f64| (u * (1_u64 << 52) as f64) as u64;
        for key in 0..20 {
            let s = Scramble::new(mix(key));
            let x = mix(key + 100) >> 11;
            for k in 0..52 {
                let (a, b) = (cell(s.one(x)), cell(s.one(x ^ (1 << (52 - k)))));
                assert_eq!((a ^ b).leading_zeros() - 12, k, "digit {k}");
            }
        }
    }

    #[test]
    fn a_coordinate_is_the_middle_of_its_cell() {
        for i in 0..1000 {
            let x = mix(i);
            let parts = ((x >> 56) as u32, (x >> 24) as u32, (x >> 12) as u32 & 0xFFF);
            assert_eq!(coordinate(parts.0, parts.1, parts.2), open_uniform(x));
        }
        assert_eq!(coordinate(0, 0, 0), open_uniform(0));
        assert_eq!(coordinate(255, u32::MAX, 0xFFF), open_uniform(u64::MAX));
    }

    #[test]
    fn a_block_is_its_points_at_every_width() {
        let s = Scramble::new(7);
        let digits = |i: u64| mix(i) >> 11;
        let offsets = Offsets::new(digits);
        let first = mix(99) >> 11;
        let (mut found, mut baseline) = ([0.0; BLOCK], [0.0; BLOCK]);
        s.block(first, &offsets, &mut found);
        Block { scramble: &s, first: parts(first), offsets: &offsets, out: &mut baseline }.run();
        for j in 0..BLOCK {
            assert_eq!(found[j], s.one(first ^ digits(j as u64)));
            assert_eq!(baseline[j], found[j]);
        }
    }

    /// Over keys the flips of a tree's first nodes are independent: all 128 patterns of seven nodes
    /// come equally often, and so do the patterns of two nodes at any depth.
    #[test]
    fn flips_are_independent() {
        let keys = 25_600;
        let mut patterns = [0.0; 128];
        let mut pairs = [[0.0; 4]; 40];
        for key in 0..keys {
            let s = Scramble::new(mix(key));
            let flip = |level: u32, prefix: u64| {
                let x = prefix << (BITS - level);
                let cell = (s.one(x) * (1_u64 << 52) as f64) as u64;
                (cell >> (51 - level) & 1) as usize
            };
            let nodes = [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (2, 3)];
            patterns[nodes.iter().fold(0, |p, &(l, n)| 2 * p + flip(l, n))] += 1.0;
            for (level, pair) in (1..40).zip(&mut pairs) {
                // Two prefixes that differ in one digit, which moves with the level.
                let other = 1 << (level * level / 3 % level);
                pair[2 * flip(level, 0) + flip(level, other)] += 1.0;
            }
        }
        let statistic = |count: &[f64]| {
            let expected = keys as f64 / count.len() as f64;
            count.iter().map(|c| (c - expected) * (c - expected) / expected).sum::<f64>()
        };
        let p =
            |count: &[f64]| crate::dist::chi_squared(count.len() as f64 - 1.0, statistic(count));
        assert!(p(&patterns).1 > 1e-4, "{}", statistic(&patterns));
        for (level, pair) in (1..40).zip(&pairs) {
            assert!(p(pair).1 > 1e-5, "level {level}: {pair:?}");
        }
    }
}
