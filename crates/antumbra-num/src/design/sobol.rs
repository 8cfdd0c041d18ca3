//! The Sobol' sequence (Sobol' 1967) with the direction numbers of Joe & Kuo (2008).

use super::nested::{BLOCK, Offsets, Scramble};
use super::{PointSet, keys};
use crate::Error;
use antumbra_core::{Purpose, Seed};
use std::fmt;

const TABLE: &str = include_str!("../../data/joe-kuo-6.txt");
/// Dimensions in the table.
const MOST: usize = 1024;
/// Binary digits of a coordinate.
const BITS: usize = 53;

/// Sobol' points with 53 binary digits, in the order of the Gray code (Antonov & Saleev 1979).
#[derive(Clone)]
pub struct Sobol {
    /// Per dimension the direction numbers, the first digit in bit 52.
    directions: Vec<[u64; BITS]>,
    /// Per dimension the random bits; `None` when not scrambled.
    scrambles: Option<Vec<Scramble>>,
}

impl fmt::Debug for Sobol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sobol")
            .field("dimensions", &self.directions.len())
            .field("scrambled", &self.scrambles.is_some())
            .finish()
    }
}

impl Sobol {
    /// The sequence as it is; the first point is the origin. For up to 1,024 dimensions: more are an
    /// error. Feed these to no quantile function: 0 is among them.
    pub fn unscrambled(dimensions: usize) -> Result<Self, Error> {
        Ok(Sobol { directions: directions(dimensions)?, scrambles: None })
    }

    /// Owen's nested uniform scramble (Owen 1995), by hashing: each of the first 40 digits is flipped
    /// by a function of the digits before it, twelve more by a hash of all 40. Points stay in the open
    /// cube, each is uniform, and every stretch of 2^k points that starts at a multiple of 2^k stays
    /// as evenly spread as the unscrambled ones.
    pub fn scrambled(dimensions: usize, seed: Seed) -> Result<Self, Error> {
        let directions = directions(dimensions)?;
        let keys = keys(seed, Purpose("sobol scramble"), dimensions);
        Ok(Sobol { directions, scrambles: Some(keys.into_iter().map(Scramble::new).collect()) })
    }

    /// The digits of a coordinate before scrambling, as a whole number below 2^53.
    fn digits(&self, index: u64, dimension: usize) -> u64 {
        let mut gray = index ^ (index >> 1);
        let v = &self.directions[dimension];
        let mut x = 0;
        while gray != 0 {
            x ^= v[gray.trailing_zeros() as usize];
            gray &= gray - 1;
        }
        x
    }
}

impl PointSet for Sobol {
    fn dimensions(&self) -> usize {
        self.directions.len()
    }

    fn size(&self) -> Option<u64> {
        Some(1 << BITS)
    }

    fn coordinate(&self, index: u64, dimension: usize) -> f64 {
        if index >> BITS != 0 || dimension >= self.directions.len() {
            return f64::NAN;
        }
        let digits = self.digits(index, dimension);
        match &self.scrambles {
            None => plain(digits),
            Some(scrambles) => scrambles[dimension].one(digits),
        }
    }

    fn column(&self, first: u64, dimension: usize, out: &mut [f64]) {
        let end = first.checked_add(out.len() as u64);
        if end.is_none_or(|e| e > 1 << BITS) || dimension >= self.directions.len() {
            for (i, u) in (0..).zip(out) {
                *u = first.checked_add(i).map_or(f64::NAN, |i| self.coordinate(i, dimension));
            }
            return;
        }
        match &self.scrambles {
            None => self.plain_column(first, dimension, out),
            Some(scrambles) => self.scrambled_column(first, dimension, &scrambles[dimension], out),
        }
    }
}

impl Sobol {
    fn plain_column(&self, first: u64, dimension: usize, out: &mut [f64]) {
        // Along the Gray code one digit changes a step (Antonov & Saleev 1979).
        let v = &self.directions[dimension];
        let mut digits = self.digits(first, dimension);
        for (i, u) in (first..).zip(out) {
            *u = plain(digits);
            let flips = (i + 1).trailing_zeros() as usize;
            digits ^= v.get(flips).copied().unwrap_or(0);
        }
    }

    fn scrambled_column(&self, first: u64, d: usize, scramble: &Scramble, mut out: &mut [f64]) {
        // Digits are linear in the bits of the index: within a block they differ from those of its
        // first point as the points of the first block differ from the origin.
        let offsets = Offsets::new(|i| self.digits(i, d));
        let mut within = (first % BLOCK as u64) as usize;
        let mut start = first - within as u64;
        let mut block = [0.0; BLOCK];
        while !out.is_empty() {
            scramble.block(self.digits(start, d), &offsets, &mut block);
            let (now, later) = out.split_at_mut(out.len().min(BLOCK - within));
            now.copy_from_slice(&block[within..within + now.len()]);
            (out, within, start) = (later, 0, start + BLOCK as u64);
        }
    }
}

/// The coordinate of unscrambled digits.
fn plain(digits: u64) -> f64 {
    digits as f64 * (1.0 / (1_u64 << BITS) as f64)
}

/// Direction numbers by the recurrence of Bratley & Fox (1988, "Algorithm 659").
fn directions(dimensions: usize) -> Result<Vec<[u64; BITS]>, Error> {
    if dimensions > MOST {
        return Err(Error::domain(format!(
            "the Sobol' sequence is kept for up to {MOST} dimensions, not {dimensions}: use a Latin hypercube"
        )));
    }
    let first = [std::array::from_fn(|i| 1 << (BITS - 1 - i))];
    let lines = TABLE.lines().filter(|l| !l.starts_with('#'));
    let rest = lines.map(|line| {
        let numbers: Vec<u64> = line.split(' ').filter_map(|t| t.parse().ok()).collect();
        let (a, m) = (numbers[2], &numbers[3..]);
        let s = m.len();
        let mut v = [0_u64; BITS];
        for i in 0..BITS {
            v[i] = if i < s {
                m[i] << (BITS - 1 - i)
            } else {
                let taps = (1..s).filter(|k| a >> (s - 1 - k) & 1 == 1);
                taps.fold(v[i - s] ^ (v[i - s] >> s), |x, k| x ^ v[i - k])
            };
        }
        v
    });
    Ok(first.into_iter().chain(rest).take(dimensions).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let lines: Vec<Vec<u64>> = TABLE
            .lines()
            .filter(|l| !l.starts_with('#'))
            .map(|l| l.split(' ').map(|t| t.parse().unwrap()).collect())
            .collect();
        assert_eq!(lines.len(), MOST - 1);
        for (i, n) in lines.iter().enumerate() {
            assert_eq!(n[0] as usize, i + 2);
            assert_eq!(n[1] as usize, n.len() - 3, "dimension {}", n[0]);
            // Initial numbers are odd and below 2^i.
            for (k, m) in n[3..].iter().enumerate() {
                assert!(m % 2 == 1 && *m < 2 << k, "dimension {}", n[0]);
            }
        }
    }
}
