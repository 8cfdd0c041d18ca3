//! The kernels over slices, with run-time dispatch on the vector width.
//!
//! One generic body per function is compiled twice: for the baseline and for AVX2. The bodies are
//! free of branches and of fused operations, and nothing is re-associated, so each element goes
//! through the same IEEE operations at every width: the bits are those of the scalar function.

use super::{exp, ln, ln_1p_exp, logistic};

macro_rules! over_slice {
    ($(#[$doc:meta])* $name:ident, $avx2:ident, $body:ident, $scalar:path) => {
        #[inline(always)]
        fn $body(x: &[f64], out: &mut [f64]) {
            for (o, &v) in out.iter_mut().zip(x) {
                *o = $scalar(v);
            }
        }

        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2")]
        fn $avx2(x: &[f64], out: &mut [f64]) {
            $body(x, out);
        }

        $(#[$doc])*
        ///
        /// # Panics
        /// When the slices differ in length.
        pub fn $name(x: &[f64], out: &mut [f64]) {
            assert_eq!(x.len(), out.len(), "slices of different length");
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: AVX2 was just found on this processor; the function has no other need.
                #[allow(unsafe_code)]
                unsafe {
                    $avx2(x, out);
                }
                return;
            }
            $body(x, out);
        }
    };
}

over_slice!(
    /// [`exp`] of every element, with the bits of the scalar function.
    exp_slice, exp_avx2, exp_body, exp
);
over_slice!(
    /// [`ln`] of every element, with the bits of the scalar function.
    ln_slice, ln_avx2, ln_body, ln
);
over_slice!(
    /// [`logistic`] of every element, with the bits of the scalar function.
    logistic_slice, logistic_avx2, logistic_body, logistic
);
over_slice!(
    /// [`ln_1p_exp`] of every element, with the bits of the scalar function.
    ln_1p_exp_slice, ln_1p_exp_avx2, ln_1p_exp_body, ln_1p_exp
);

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind of argument: ordinary, tiny, subnormal, huge, infinite, NaN, both signs.
    fn arguments() -> Vec<f64> {
        let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
        let mut v: Vec<f64> = (0..20_003)
            .map(|i| {
                bits = bits
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                if i % 2 == 0 {
                    f64::from_bits(bits)
                } else {
                    (bits >> 11) as f64 / 9_007_199_254_740_992.0 * 1600.0 - 800.0
                }
            })
            .collect();
        v.extend([
            0.0,
            -0.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            -f64::NAN,
            5e-324,
            -5e-324,
        ]);
        v
    }

    type Over = fn(&[f64], &mut [f64]);
    type Case = (&'static str, Over, Over, fn(f64) -> f64);

    #[test]
    fn every_width_gives_the_bits_of_the_scalar_function() {
        let x = arguments();
        let cases: [Case; 4] = [
            ("exp", exp_slice, exp_body, exp),
            ("ln", ln_slice, ln_body, ln),
            ("logistic", logistic_slice, logistic_body, logistic),
            ("ln_1p_exp", ln_1p_exp_slice, ln_1p_exp_body, ln_1p_exp),
        ];
        for (name, dispatched, baseline, scalar) in cases {
            let (mut a, mut b) = (vec![0.0; x.len()], vec![0.0; x.len()]);
            dispatched(&x, &mut a);
            baseline(&x, &mut b);
            for ((&x, a), b) in x.iter().zip(&a).zip(&b) {
                // `black_box` keeps the scalar call out of any vector loop.
                let one = scalar(std::hint::black_box(x)).to_bits();
                assert_eq!(a.to_bits(), one, "{name}({x:e}), dispatched");
                assert_eq!(b.to_bits(), one, "{name}({x:e}), baseline");
            }
        }
    }

    #[test]
    #[should_panic(expected = "different length")]
    fn unequal_slices_are_refused() {
        exp_slice(&[1.0], &mut [0.0, 0.0]);
    }
}
