//! A piece of work compiled for the vector width that the processor has.

/// Work over slices, to be compiled more than once.
///
/// [`Wide::run`] has to be `#[inline(always)]`, with what it calls, and made of plain loops: it is
/// then compiled for the baseline and for AVX2. Neither fuses nor re-associates, so both give the
/// same bits.
///
/// ```
/// use antumbra_num::kernel::{Wide, wide};
///
/// struct Halve<'a>(&'a mut [f64]);
/// impl Wide for Halve<'_> {
///     #[inline(always)]
///     fn run(self) {
///         self.0.iter_mut().for_each(|x| *x *= 0.5);
///     }
/// }
/// let mut x = [1.0, 3.0];
/// wide(Halve(&mut x));
/// assert_eq!(x, [0.5, 1.5]);
/// ```
pub trait Wide {
    /// Does the work.
    fn run(self);
}

/// Does the work at the widest registers that are known and found.
#[inline]
pub fn wide<W: Wide>(work: W) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 was just found on this processor; the function has no other need.
        #[allow(unsafe_code)]
        unsafe {
            run_avx2(work);
        }
        return;
    }
    work.run();
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn run_avx2<W: Wide>(work: W) {
    work.run();
}
