//! War: a tier of its own, on one hazard scale at a time.
//!
//! Wars between a client and a challenger are too few for a regression. Their yearly hazard is a
//! base taken from one scale, [`Historical`] (counts, shown with them) or [`Expert`] (a judgement),
//! times what cover is left: `h = h_0 exp{ln u [(1-ψ) r_conv + ψ r_nuc]}`. `u` is what full cover
//! leaves of the hazard, never 0; ψ the share of the cover's effect that is nuclear; `r` what is
//! left of each kind of cover, 1 today's and 0 none. The scales are types: a hazard of one cannot
//! be added to, or compared with, one of the other.
//!
//! ```
//! use antumbra_deter::war::{Cover, Expert, Hazard};
//!
//! let base = Hazard::<Expert>::per_year(0.02)?;
//! let full = Cover { u: 0.1, psi: 0.5, conventional: 1.0, nuclear: 1.0 };
//! assert!((base.under(&full)?.rate() - 0.002).abs() < 1e-15);
//! let none = Cover { conventional: 0.0, nuclear: 0.0, ..full };
//! assert_eq!(base.under(&none)?.rate(), 0.02);
//! # Ok::<(), antumbra_deter::Error>(())
//! ```
//!
//! # Limits
//! No ratio of war hazards is an estimate: without a war on a covered client there is nothing to
//! divide by. Show [`WarCount`] beside every figure of the historical scale.

mod counts;
mod decisive;
mod joining;
mod pacts;

pub use counts::{Episode, WarCount, WarCounts, war_counts};
pub use decisive::{Decisiveness, Spending, decisiveness};
pub use joining::{Era, Joining, joining};
pub use pacts::{PactAge, PactAges, pact_ages};

use crate::Error;
use antumbra_core::HazardScale;
use antumbra_num::kernel::{exp, exp_m1, ln};
use std::marker::PhantomData;

/// A hazard scale; see the module.
pub trait Scale: Copy {
    /// Its name among the settings.
    const SCALE: HazardScale;
}

/// Base rates with their counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Historical;

/// Experts' judgement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expert;

impl Scale for Historical {
    const SCALE: HazardScale = HazardScale::Historical;
}

impl Scale for Expert {
    const SCALE: HazardScale = HazardScale::Expert;
}

/// A yearly hazard of war on one scale.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Hazard<S> {
    rate: f64,
    scale: PhantomData<S>,
}

/// What is left of a patron's cover.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cover {
    /// What today's full cover leaves of the hazard, between .03 and .30.
    pub u: f64,
    /// Share of the cover's effect that is nuclear, 0 to 1.
    pub psi: f64,
    /// Conventional cover left, 0 to 1.
    pub conventional: f64,
    /// Nuclear cover left, 0 to 1.
    pub nuclear: f64,
}

/// The domain of `u`.
pub const U: (f64, f64) = (0.03, 0.30);

/// How much conventional cover a path leaves: `(ln T_path - ln T_without)/(ln T_today - ln
/// T_without)` between 0 and 1, T the reach against the challenger. `None` when the patron adds
/// nothing today: then there is no cover to lose.
pub fn conventional_cover(path: f64, without: f64, today: f64) -> Option<f64> {
    let whole = ln(today) - ln(without);
    let left = ln(path) - ln(without);
    (whole > 0.0 && left.is_finite()).then(|| (left / whole).clamp(0.0, 1.0))
}

impl<S: Scale> Hazard<S> {
    /// A yearly hazard.
    ///
    /// # Errors
    /// When it is negative or not finite.
    pub fn per_year(rate: f64) -> Result<Self, Error> {
        if rate.is_finite() && rate >= 0.0 {
            Ok(Hazard { rate, scale: PhantomData })
        } else {
            Err(Error::setting(format!("a yearly hazard of war of {rate}: it has to be 0 or more")))
        }
    }

    /// Wars per year.
    pub fn rate(self) -> f64 {
        self.rate
    }

    /// The hazard that cover leaves.
    ///
    /// # Errors
    /// When a part of the cover lies outside its domain.
    pub fn under(self, cover: &Cover) -> Result<Self, Error> {
        if !(U.0..=U.1).contains(&cover.u) {
            return Err(Error::setting(format!(
                "u is {}: what full cover leaves of the hazard lies between {} and {}",
                cover.u, U.0, U.1
            )));
        }
        for (what, v) in
            [("psi", cover.psi), ("r_conv", cover.conventional), ("r_nuc", cover.nuclear)]
        {
            if !(0.0..=1.0).contains(&v) {
                return Err(Error::setting(format!("{what} is {v}: it lies between 0 and 1")));
            }
        }
        let left = (1.0 - cover.psi) * cover.conventional + cover.psi * cover.nuclear;
        Hazard::per_year(self.rate * exp(ln(cover.u) * left))
    }

    /// The hazard of either of two wars, on the same scale.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Hazard { rate: self.rate + other.rate, scale: PhantomData }
    }

    /// The probability of at least one war in so many years at a constant hazard.
    pub fn within(self, years: f64) -> f64 {
        -exp_m1(-self.rate * years)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cover(psi: f64, conventional: f64, nuclear: f64) -> Cover {
        Cover { u: 0.1, psi, conventional, nuclear }
    }

    #[test]
    fn one_kind_of_cover_alone_counts_at_the_ends() {
        let h = Hazard::<Historical>::per_year(9.0 / 10_253.0).unwrap();
        let at = |c: Cover| h.under(&c).unwrap().rate();
        // ψ = 1: conventional cover changes nothing; ψ = 0: nuclear cover changes nothing.
        assert_eq!(at(cover(1.0, 0.0, 0.4)), at(cover(1.0, 1.0, 0.4)));
        assert_eq!(at(cover(0.0, 0.4, 0.0)), at(cover(0.0, 0.4, 1.0)));
        assert!((h.plus(h).within(10.0) - (1.0 - exp(-20.0 * h.rate()))).abs() < 1e-15);
        assert_eq!(Historical::SCALE, HazardScale::Historical);
    }

    #[test]
    fn outside_the_domain_is_refused() {
        let h = Hazard::<Expert>::per_year(0.02).unwrap();
        assert!(Hazard::<Expert>::per_year(-1.0).unwrap_err().is_setting());
        assert!(h.under(&Cover { u: 0.0, ..cover(0.5, 1.0, 1.0) }).unwrap_err().is_setting());
        assert!(h.under(&cover(1.5, 1.0, 1.0)).unwrap_err().is_setting());
        assert!(h.under(&cover(0.5, f64::NAN, 1.0)).unwrap_err().is_setting());
    }

    #[test]
    fn what_a_path_leaves() {
        assert_eq!(conventional_cover(3.0, 1.0, 3.0), Some(1.0));
        assert_eq!(conventional_cover(0.5, 1.0, 3.0), Some(0.0));
        assert!((conventional_cover(2.0, 1.0, 4.0).unwrap() - 0.5).abs() < 1e-15);
        assert_eq!(conventional_cover(2.0, 1.0, 1.0), None);
    }

    proptest! {
        #[test]
        fn more_cover_never_raises_the_hazard(
            psi in 0.0..=1.0, a in 0.0..=1.0, b in 0.0..=1.0, more in 0.0..=1.0, u in 0.03..=0.3
        ) {
            let h = Hazard::<Expert>::per_year(0.02).unwrap();
            let less = Cover { u, psi, conventional: a, nuclear: b };
            let raised = Cover { conventional: a + more * (1.0 - a), ..less };
            let (x, y) = (h.under(&less).unwrap().rate(), h.under(&raised).unwrap().rate());
            prop_assert!(y <= x * (1.0 + 1e-12) && y >= 0.02 * u * (1.0 - 1e-12));
        }
    }
}
