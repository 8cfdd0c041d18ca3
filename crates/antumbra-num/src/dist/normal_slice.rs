//! The standard normal quantile over slices.
//!
//! The ranges of the scalar function are worked on one after another: all elements as if they were
//! central, then the tails, gathered so that they, too, fill vector registers. What lies beyond both
//! (one in 70 thousand million, the ends, NaN) goes through the scalar function.

use super::normal::{CENTRAL, MID, central, middle, standard_quantile};
use crate::kernel::{Wide, ln, wide};

/// Elements that are worked on at a time, on the stack.
const BLOCK: usize = 256;

/// [`standard_quantile`] of every element, in its place, with the bits of the scalar function.
pub fn standard_quantiles(p: &mut [f64]) {
    wide(Quantiles(p));
}

struct Quantiles<'a>(&'a mut [f64]);

impl Wide for Quantiles<'_> {
    #[inline(always)]
    fn run(self) {
        let mut z = [0.0; BLOCK];
        let mut places = [0; BLOCK];
        let mut tails = [0.0; BLOCK];
        for p in self.0.chunks_mut(BLOCK) {
            for (z, p) in z.iter_mut().zip(&*p) {
                *z = central(p - 0.5);
            }
            let mut count = 0;
            for (i, p) in p.iter().enumerate() {
                // Written always, counted when it is one: no branch to guess.
                places[count] = i;
                // NaN is not within, either.
                let within = (p - 0.5).abs() <= CENTRAL;
                count += usize::from(!within);
            }
            let (places, tails) = (&places[..count], &mut tails[..count]);
            for (r, &i) in tails.iter_mut().zip(places) {
                *r = if p[i] < 0.5 { p[i] } else { 1.0 - p[i] };
            }
            for r in tails.iter_mut() {
                *r = (-ln(*r)).sqrt();
            }
            for (r, &i) in tails.iter_mut().zip(places) {
                z[i] = if *r <= MID { 0.0 } else { standard_quantile(p[i]) };
            }
            for r in tails.iter_mut() {
                *r = if *r <= MID { middle(*r) } else { f64::NAN };
            }
            for (size, &i) in tails.iter().zip(places) {
                z[i] = if size.is_nan() { z[i] } else { size.copysign(p[i] - 0.5) };
            }
            p.copy_from_slice(&z[..p.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_gives_the_bits_of_the_scalar_function() {
        let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
        let mut p: Vec<f64> = (0..20_003)
            .map(|i| {
                bits = bits
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                match i % 3 {
                    0 => (bits >> 11) as f64 / 9_007_199_254_740_992.0,
                    1 => f64::from_bits(bits >> 2),
                    _ => f64::from_bits(bits),
                }
            })
            .collect();
        let ends = [0.0, -0.0, 1.0, 0.5, 0.075, 0.925, 1e-12, 1e-11, 5e-324, -1.0, 2.0];
        p.extend(ends);
        p.extend([f64::NAN, f64::INFINITY, 1.0 - f64::EPSILON / 2.0]);
        let (mut found, mut baseline) = (p.clone(), p.clone());
        standard_quantiles(&mut found);
        Quantiles(&mut baseline).run();
        for ((&p, a), b) in p.iter().zip(&found).zip(&baseline) {
            let one = standard_quantile(std::hint::black_box(p)).to_bits();
            assert_eq!(a.to_bits(), one, "{p:e}, dispatched");
            assert_eq!(b.to_bits(), one, "{p:e}, baseline");
        }
    }
}
