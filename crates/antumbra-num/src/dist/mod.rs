//! Distributions, each by its quantile function.
//!
//! A draw is `quantile(u)` of a uniform u: one u per draw, monotone, so that the same u in two
//! worlds is the same luck (common random numbers), and a low-discrepancy or Latin hypercube point
//! serves as well as a random one. Values are tested against SciPy 1.17.1 and mpmath 1.4.1
//! (`tests/reference/dist.py`), tails included.
//!
//! ```
//! use antumbra_core::Range;
//! use antumbra_num::dist::{Beta, Distribution, Fitted};
//!
//! let reliability = Beta::new(3.5, 2.9)?;
//! assert!((reliability.quantile(0.05) - 0.237_043).abs() < 1e-6);
//! let cost = Fitted::new(Range { lo: 1.0, mid: 2.0, hi: 6.0 }, Some(0.0), None)?;
//! assert!((cost.quantile(0.95) - 6.0).abs() < 1e-12);
//! # Ok::<(), antumbra_num::Error>(())
//! ```

mod beta;
mod fitted;
mod gamma;
mod incomplete_beta;
mod normal;
mod normal_slice;
mod simple;
mod statistic;
mod tabulated;

pub use beta::{Beta, Pert};
pub use fitted::Fitted;
pub use gamma::{gamma, incomplete_gamma, ln_gamma};
pub use incomplete_beta::{incomplete_beta, ln_beta};
pub use normal::{
    Normal, TruncatedNormal, standard_cdf, standard_density, standard_quantile, standard_sf,
};
pub use normal_slice::standard_quantiles;
pub use simple::{Lognormal, Triangular, Uniform};
pub use statistic::{chi_squared, student_t_cdf};
pub use tabulated::Tabulated;

/// A distribution of one real quantity.
pub trait Distribution {
    /// P(X <= x); NaN for NaN.
    fn cdf(&self, x: f64) -> f64;

    /// The smallest x with P(X <= x) >= u, for u in [0, 1]: nowhere falling. 0 and 1 give the ends
    /// of the support; anything outside, or NaN, gives NaN.
    fn quantile(&self, u: f64) -> f64;

    /// The quantile of every element, in its place: the same bits as [`Distribution::quantile`] gives
    /// one by one, at less cost where the distribution allows it.
    fn quantiles(&self, u: &mut [f64]) {
        u.iter_mut().for_each(|u| *u = self.quantile(*u));
    }
}
