//! Elementary functions with the same bits on every platform.
//!
//! The standard library hands exp, ln and the like to the platform's C library, whose last bits
//! differ between systems and versions. These are own implementations in plain IEEE 754 double
//! arithmetic: no fused multiply-add, no re-association, no table that depends on the machine.
//! Square roots are exact in IEEE 754 and stay with `f64::sqrt`.
//!
//! Error bounds are stated per function in units in the last place (ulp) and are tested against a
//! table of 60-digit values made with mpmath (`tests/reference/kernel.py`). A NaN result is always
//! the same NaN.
//!
//! ```
//! use antumbra_num::kernel;
//! assert_eq!(kernel::exp(0.0), 1.0);
//! assert_eq!(kernel::ln(0.0), f64::NEG_INFINITY);
//! let mut p = [0.0; 2];
//! kernel::logistic_slice(&[0.0, -2.0], &mut p);
//! assert_eq!(p[1], kernel::logistic(-2.0));
//! ```

mod exp;
pub(crate) mod gram;
mod ln;
mod pow;
mod slice;
mod trig;
mod wide;

pub use exp::{exp, exp_m1, logistic};
pub use ln::{ln, ln_1p, ln_1p_exp, logit};
pub use pow::pow;
pub use slice::{exp_slice, ln_1p_exp_slice, ln_slice, logistic_slice};
pub use trig::{acos, asin, atan, atan2, sin_cos};
pub use wide::{Wide, wide};
