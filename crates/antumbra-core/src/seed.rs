//! Named, counter-based random streams.
//!
//! A draw is a pure function of (seed, purpose, future, year, position): no state is shared, so
//! any number of threads, shards or restarts gives the same bytes. The generator is Philox4x32-10
//! (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11),
//! written here because its exact bits are a promise to users, and tested against the known
//! answers of that paper's reference distribution.

use serde::{Deserialize, Serialize};

/// The one seed of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Seed(pub u64);

/// What a stream is for. Streams of different purposes are independent; the text is hashed, so a
/// new purpose never shifts the draws of an old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose(pub &'static str);

/// FNV-1a over the purpose's text: short, stable, and only used to separate streams.
fn purpose_key(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

impl Seed {
    /// The stream for one purpose, future and year.
    pub fn stream(self, purpose: Purpose, future: u64, year: u32) -> Stream {
        self.stream_named(purpose.0, future, year)
    }

    /// As [`Seed::stream`], for a purpose whose name is data (an input's id).
    pub fn stream_named(self, purpose: &str, future: u64, year: u32) -> Stream {
        // The counter holds the future (64 bits), the year and the block.
        Stream {
            key: self.key(purpose),
            counter: [0, year, future as u32, (future >> 32) as u32],
            block: [0; 4],
            at: 4,
        }
    }

    /// The first uniform number of the streams of consecutive futures from `first` on, one per
    /// element: the bits that [`Seed::stream`] and [`Stream::uniform`] give one by one.
    ///
    /// Inlined, so that it is compiled for the vector registers of its caller.
    #[inline(always)]
    #[expect(clippy::needless_range_loop, reason = "lane by lane, for vector registers")]
    pub fn uniforms(self, purpose: Purpose, first: u64, year: u32, out: &mut [f64]) {
        let key = self.key(purpose.0);
        for (block, out) in (0_u64..).zip(out.chunks_mut(LANES)) {
            let mut counter = [[0; LANES], [year; LANES], [0; LANES], [0; LANES]];
            for l in 0..LANES {
                let future = first.wrapping_add(block * LANES as u64 + l as u64);
                (counter[2][l], counter[3][l]) = (future as u32, (future >> 32) as u32);
            }
            let [lo, hi, ..] = philox4x32_10(counter, key);
            let mut u = [0.0; LANES];
            for l in 0..LANES {
                // As in `Stream::uniform`, without the conversion of a whole number, for which vector
                // registers have no instruction: the difference is exact.
                let bits = (u64::from(lo[l]) | (u64::from(hi[l]) << 32)) >> 12;
                u[l] = f64::from_bits(1.0_f64.to_bits() | bits) - (1.0 - f64::EPSILON / 2.0);
            }
            out.copy_from_slice(&u[..out.len()]);
        }
    }

    /// The purpose is mixed into the key, of which the seed fills both words.
    fn key(self, purpose: &str) -> [u32; 2] {
        let p = purpose_key(purpose);
        [self.0 as u32 ^ p, (self.0 >> 32) as u32 ^ p.rotate_left(16)]
    }
}

/// Streams that are advanced together.
const LANES: usize = 8;

/// A stream of random numbers; see the module.
#[derive(Clone, Debug)]
pub struct Stream {
    key: [u32; 2],
    counter: [u32; 4],
    block: [u32; 4],
    at: usize,
}

impl Stream {
    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.at == 4 {
            self.block = philox4x32_10(self.counter.map(|c| [c]), self.key).map(|[c]| c);
            self.counter[0] = self.counter[0].wrapping_add(1);
            self.at = 0;
        }
        let v = self.block[self.at];
        self.at += 1;
        v
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        let lo = u64::from(self.next_u32());
        lo | (u64::from(self.next_u32()) << 32)
    }

    /// A uniform number in the open interval (0, 1): never 0, never 1, 2^52 equally spaced values.
    pub fn uniform(&mut self) -> f64 {
        let bits = self.next_u64() >> 12;
        (bits as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
    }

    /// A uniform whole number in `0..n` without bias (rejection). `n` must be above 0; `n = 0`
    /// gives 0.
    pub fn below(&mut self, n: u64) -> u64 {
        if n <= 1 {
            return 0;
        }
        let zone = u64::MAX - (u64::MAX % n + 1) % n;
        loop {
            let v = self.next_u64();
            if v <= zone {
                return v % n;
            }
        }
    }
}

/// Philox4x32 blocks with ten rounds, of so many counters.
#[inline(always)]
#[expect(clippy::needless_range_loop, reason = "lane by lane, for vector registers")]
fn philox4x32_10<const N: usize>(mut c: [[u32; N]; 4], mut k: [u32; 2]) -> [[u32; N]; 4] {
    const M0: u64 = 0xD251_1F53;
    const M1: u64 = 0xCD9E_8D57;
    for round in 0..10 {
        if round > 0 {
            k[0] = k[0].wrapping_add(0x9E37_79B9);
            k[1] = k[1].wrapping_add(0xBB67_AE85);
        }
        for l in 0..N {
            let p0 = M0 * u64::from(c[0][l]);
            let p1 = M1 * u64::from(c[2][l]);
            c[0][l] = (p1 >> 32) as u32 ^ c[1][l] ^ k[0];
            c[1][l] = p1 as u32;
            c[2][l] = (p0 >> 32) as u32 ^ c[3][l] ^ k[1];
            c[3][l] = p0 as u32;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers of the Random123 distribution (kat_vectors, philox 4x32 10 rounds).
    #[test]
    fn philox_known_answers() {
        let philox4x32_10 = |c: [u32; 4], k| super::philox4x32_10(c.map(|c| [c]), k).map(|[c]| c);
        assert_eq!(
            philox4x32_10([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox4x32_10([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox4x32_10(
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0]
            ),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn streams_are_separate_and_repeatable() {
        let seed = Seed(20250312);
        let take = |purpose, future, year| {
            let mut s = seed.stream(Purpose(purpose), future, year);
            (s.next_u64(), s.next_u64(), s.next_u64())
        };
        assert_eq!(take("a", 1, 0), take("a", 1, 0));
        assert_ne!(take("a", 1, 0), take("a", 2, 0));
        assert_ne!(take("a", 1, 0), take("a", 1, 1));
        assert_ne!(take("a", 1, 0), take("b", 1, 0));
        assert_ne!(take("a", 1, 0), take("a", 1 << 32 | 1, 0));
    }

    #[test]
    fn uniforms_of_many_futures_are_those_of_each() {
        for (first, count) in [(0, 1), (3, 8), (u64::from(u32::MAX) - 5, 21), (u64::MAX - 30, 20)] {
            let mut out = vec![0.0; count];
            Seed(9).uniforms(Purpose("test"), first, 4, &mut out);
            for (future, u) in (first..).zip(out) {
                assert_eq!(u, Seed(9).stream(Purpose("test"), future, 4).uniform());
            }
        }
    }

    #[test]
    fn uniforms_fill_the_open_interval() {
        let mut s = Seed(1).stream(Purpose("test"), 0, 0);
        let n = 100_000;
        let mut sum = 0.0;
        for _ in 0..n {
            let u = s.uniform();
            assert!(u > 0.0 && u < 1.0);
            sum += u;
        }
        // Standard error of the mean is 1 / sqrt(12 n) = .0009; allow five.
        assert!((sum / f64::from(n) - 0.5).abs() < 0.0046);
        let mut counts = [0u32; 7];
        for _ in 0..70_000 {
            counts[s.below(7) as usize] += 1;
        }
        assert!(counts.iter().all(|&c| c.abs_diff(10_000) < 500), "{counts:?}");
    }
}
