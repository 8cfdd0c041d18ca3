//! A fixed-bin histogram, with the exact ends and mean beside it.

use super::spec::Bins;
use crate::Error;
use antumbra_num::sum::{self, Accumulator};

/// How often an outcome fell into each bin: in constant memory, merged in any grouping of the same
/// order to the same bytes.
///
/// Counts are exact. Minimum, maximum and mean are of the values themselves: a chunk's sum is
/// pairwise, chunks are added with the rounding error carried along. Quantiles are read off the bins:
/// within one bin width of the sample's, or between the edge and the extreme in an open bin.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    bins: Bins,
    /// Below, the bins, above.
    counts: Vec<u64>,
    absent: u64,
    min: f64,
    max: f64,
    sum: Accumulator,
}

impl Histogram {
    /// An empty one.
    pub fn new(bins: Bins) -> Self {
        Histogram {
            bins,
            counts: vec![0; bins.count as usize + 2],
            absent: 0,
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
            sum: Accumulator::new(),
        }
    }

    /// Forgets everything but the bins.
    pub(super) fn clear(&mut self) {
        self.counts.fill(0);
        self.absent = 0;
        (self.min, self.max) = (f64::INFINITY, f64::NEG_INFINITY);
        self.sum = Accumulator::new();
    }

    /// Adds the values of the futures whose code in `failures` is 0; NaN counts as absent.
    pub fn add(&mut self, values: &[f64], failures: &[u16], scratch: &mut Vec<f64>) {
        let whole = failures.iter().all(|c| *c == 0) && values.iter().all(|x| !x.is_nan());
        let kept: &[f64] = if whole {
            values
        } else {
            scratch.clear();
            for (x, code) in values.iter().zip(failures) {
                match (code, x.is_nan()) {
                    (0, false) => scratch.push(*x),
                    (0, true) => self.absent += 1,
                    _ => {}
                }
            }
            scratch
        };
        let Bins { lo, hi, count } = self.bins;
        let per_unit = f64::from(count) / (hi - lo);
        let (mut min, mut max) = (self.min, self.max);
        for &x in kept {
            // 0 below, 1..=count inside, count + 1 above; hi itself belongs to the last bin.
            let bin = if x < lo {
                0
            } else if x > hi {
                count as usize + 1
            } else {
                (((x - lo) * per_unit) as usize).min(count as usize - 1) + 1
            };
            self.counts[bin] += 1;
            min = if x < min { x } else { min };
            max = if x > max { x } else { max };
        }
        (self.min, self.max) = (min, max);
        if !kept.is_empty() {
            self.sum.add(sum::sum(kept));
        }
    }

    /// Adds another one of the same bins. The order of merging is part of the mean's last bits.
    ///
    /// # Errors
    /// When the bins differ.
    pub fn merge(&mut self, other: &Histogram) -> Result<(), Error> {
        if self.bins != other.bins {
            return Err(Error::spec("two histograms have different bins"));
        }
        for (a, b) in self.counts.iter_mut().zip(&other.counts) {
            *a += b;
        }
        self.absent += other.absent;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        self.sum.merge(other.sum);
        Ok(())
    }

    /// The bins.
    pub fn bins(&self) -> Bins {
        self.bins
    }

    /// Counts: below, in each bin, above.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// How many values were counted.
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many futures had no value.
    pub fn absent(&self) -> u64 {
        self.absent
    }

    /// The smallest value.
    pub fn min(&self) -> Option<f64> {
        (self.count() > 0).then_some(self.min)
    }

    /// The largest value.
    pub fn max(&self) -> Option<f64> {
        (self.count() > 0).then_some(self.max)
    }

    /// The mean of the values.
    pub fn mean(&self) -> Option<f64> {
        let n = self.count();
        (n > 0).then(|| self.sum.total() / n as f64)
    }

    /// The quantile `p` in 0..=1 (the position `p (n - 1)` of the ordered sample, as in
    /// [`antumbra_num::quantile`]), the values of a bin taken as evenly spread over it; `None` without
    /// values or for a `p` outside.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let n = self.count();
        if n == 0 || !(0.0..=1.0).contains(&p) {
            return None;
        }
        if p == 0.0 || p == 1.0 {
            return Some(if p == 0.0 { self.min } else { self.max });
        }
        let Bins { lo, hi, count } = self.bins;
        let width = (hi - lo) / f64::from(count);
        // The value at position k is taken at (k + 1/2) / n of the bin's stretch.
        let position = p * (n - 1) as f64 + 0.5;
        let mut below = 0.0;
        for (bin, &c) in self.counts.iter().enumerate().filter(|(_, c)| **c > 0) {
            let c = c as f64;
            if below + c >= position {
                let (from, to) = match bin {
                    0 => (self.min, lo.min(self.max)),
                    b if b == count as usize + 1 => (hi.max(self.min), self.max),
                    b => (lo + (b - 1) as f64 * width, lo + b as f64 * width),
                };
                let (from, to) = (from.max(self.min), to.min(self.max));
                // An infinite end has no middle.
                if from == to || !(to - from).is_finite() {
                    return Some(if bin == 0 { to } else { from });
                }
                let x = from + (to - from) * ((position - below) / c);
                return Some(x.clamp(self.min, self.max));
            }
            below += c;
        }
        Some(self.max)
    }

    /// Appends the bytes: absent, how many bins are not empty, then for each the gap since the last
    /// and its count (all LEB128), then minimum, maximum and the two parts of the sum.
    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        put(out, self.absent);
        put(out, self.counts.iter().filter(|c| **c > 0).count() as u64);
        let mut next = 0;
        for (i, &c) in self.counts.iter().enumerate().filter(|(_, c)| **c > 0) {
            put(out, (i - next) as u64);
            put(out, c);
            next = i + 1;
        }
        let (sum, lost) = self.sum.parts();
        for x in [self.min, self.max, sum, lost] {
            out.extend_from_slice(&x.to_le_bytes());
        }
    }

    /// Adds what [`Histogram::encode`] wrote of another one, as [`Histogram::merge`] would; `None`
    /// when the bytes are not of these bins, and then a part of them may have been added.
    pub(super) fn merge_encoded(&mut self, bytes: &mut &[u8]) -> Option<()> {
        self.absent = self.absent.checked_add(take(bytes)?)?;
        let mut next = 0_usize;
        for _ in 0..take(bytes)? {
            let at = usize::try_from(take(bytes)?).ok()?.checked_add(next)?;
            let count = self.counts.get_mut(at)?;
            *count = count.checked_add(take(bytes)?)?;
            next = at + 1;
        }
        let mut number = || {
            let (head, rest) = bytes.split_at_checked(8)?;
            *bytes = rest;
            Some(f64::from_le_bytes(head.try_into().ok()?))
        };
        self.min = self.min.min(number()?);
        self.max = self.max.max(number()?);
        self.sum.merge(Accumulator::from_parts((number()?, number()?)));
        Some(())
    }
}

/// LEB128: seven bits a byte, the low ones first.
pub(super) fn put(out: &mut Vec<u8>, mut x: u64) {
    while x >= 0x80 {
        out.push(x as u8 | 0x80);
        x >>= 7;
    }
    out.push(x as u8);
}

/// Reads one number of [`put`].
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut x = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&b, rest) = bytes.split_first()?;
        *bytes = rest;
        x |= u64::from(b & 0x7f) << shift;
        if b < 0x80 {
            return Some(x);
        }
    }
    None
}
