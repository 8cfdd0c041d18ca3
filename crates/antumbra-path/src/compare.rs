//! A path beside a reference: windows of vulnerability, and where a verdict turns.
//!
//! Both runs have to be of the same futures: the same columns in the same order.

use crate::Error;
use crate::outcomes::Outcomes;
use antumbra_num::kernel::{exp, ln};

/// The window of vulnerability of every future, for one yearly outcome of which less is better.
/// NaN where either run failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// `Σ_t max(0, risk_t - reference_t)` in percentage-point-years.
    pub area: Vec<f64>,
    /// Years in which risk is above so many times the reference's.
    pub years_above: Vec<f64>,
    /// The year (0 the first) of the largest excess over the reference; NaN where there is none.
    pub worst_year: Vec<f64>,
    /// That excess, in percentage points; 0 where there is none.
    pub worst: Vec<f64>,
}

/// Slack of a comparison with a tolerance, so that equal risks at a tolerance of 1 are within it.
const SLACK: f64 = 1e-12;

/// The window of a path against a reference: by `outcome`, with years counted in which it exceeds
/// `tolerance` times the reference.
///
/// # Errors
/// When the outcome is unknown, not yearly or not kept, or the runs differ in futures or years.
pub fn window(
    path: &Outcomes,
    reference: &Outcomes,
    outcome: &str,
    tolerance: f64,
) -> Result<Window, Error> {
    let (a, b) = (path.find(outcome)?, reference.find(outcome)?);
    if a >= path.yearly_count() {
        return Err(Error::unknown(outcome, "not an outcome by year: there is no window of it"));
    }
    if !path.keeps(a) || !reference.keeps(b) {
        return Err(Error::unknown(outcome, "not kept by year in both runs"));
    }
    let (n, years) = (path.futures(), path.years());
    if n != reference.futures() || years != reference.years() {
        return Err(Error::columns("path and reference differ in futures or years"));
    }
    let mut out = Window {
        area: vec![0.0; n],
        years_above: vec![0.0; n],
        worst_year: vec![f64::NAN; n],
        worst: vec![0.0; n],
    };
    for t in 0..years {
        let (risk, base) = (path.year(a, t), reference.year(b, t));
        for f in 0..n {
            let excess = 100.0 * (risk[f] - base[f]);
            if excess > 0.0 {
                out.area[f] += excess;
                if excess > out.worst[f] {
                    out.worst[f] = excess;
                    out.worst_year[f] = t as f64;
                }
            }
            if risk[f] > tolerance * base[f] * (1.0 + SLACK) {
                out.years_above[f] += 1.0;
            }
        }
    }
    for f in 0..n {
        if path.failures()[f] != 0 || reference.failures()[f] != 0 {
            for lane in [&mut out.area, &mut out.years_above, &mut out.worst_year, &mut out.worst] {
                lane[f] = f64::NAN;
            }
        }
    }
    Ok(out)
}

/// Where between ψ = 0 and ψ = 1 a path comes within, or leaves, a tolerance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BreakEven {
    /// Within tolerance at every ψ.
    Always,
    /// At no ψ.
    Never,
    /// Within tolerance up to this ψ.
    UpTo(f64),
    /// Within tolerance from this ψ on.
    From(f64),
    /// It changes more than once: within, or outside, in the middle alone.
    Twice,
}

/// The break-even nuclear share: hazards of war at ψ 0, .5 and 1 on the path and on the reference,
/// all on one scale; within tolerance is at most `factor` times the reference.
///
/// The logarithm of the ratio is read as straight between the three. `None` when a hazard is not
/// above 0 or not finite.
pub fn break_even_psi(path: [f64; 3], reference: [f64; 3], factor: f64) -> Option<BreakEven> {
    let good = |v: &f64| v.is_finite() && *v > 0.0;
    if !path.iter().chain(&reference).all(good) || !good(&factor) {
        return None;
    }
    // Above 0: outside tolerance.
    let over = [0, 1, 2].map(|k| ln(path[k] / reference[k]) - ln(factor));
    let over = over.map(|v| if v.abs() < SLACK { 0.0 } else { v });
    let within = over.map(|v| v <= 0.0);
    let crossing = |k: usize| 0.5 * (k as f64 + over[k] / (over[k] - over[k + 1]));
    Some(match within {
        [true, true, true] => BreakEven::Always,
        [false, false, false] => BreakEven::Never,
        [true, false, false] => BreakEven::UpTo(crossing(0)),
        [true, true, false] => BreakEven::UpTo(crossing(1)),
        [false, true, true] => BreakEven::From(crossing(0)),
        [false, false, true] => BreakEven::From(crossing(1)),
        [true, false, true] | [false, true, false] => BreakEven::Twice,
    })
}

/// The hazard at any ψ between the three at which it is computed, by the straight line of its
/// logarithm. Exact for one challenger with nuclear weapons.
pub fn at_psi(hazards: [f64; 3], psi: f64) -> f64 {
    let psi = psi.clamp(0.0, 1.0);
    let (k, part) = if psi < 0.5 { (0, 2.0 * psi) } else { (1, 2.0 * psi - 1.0) };
    exp((1.0 - part) * ln(hazards[k]) + part * ln(hazards[k + 1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn break_even_by_hand() {
        let reference = [1e-3; 3];
        assert_eq!(break_even_psi([1e-3; 3], reference, 1.0), Some(BreakEven::Always));
        assert_eq!(break_even_psi([3e-3; 3], reference, 2.0), Some(BreakEven::Never));
        // ln ratio falls from ln 4 to 0 over 0 to .5: at a factor of 2 it crosses at .25.
        match break_even_psi([4e-3, 1e-3, 0.5e-3], reference, 2.0) {
            Some(BreakEven::From(psi)) => assert!((psi - 0.25).abs() < 1e-12),
            other => panic!("{other:?}"),
        }
        match break_even_psi([1e-3, 1e-3, 4e-3], reference, 2.0) {
            Some(BreakEven::UpTo(psi)) => assert!((psi - 0.75).abs() < 1e-12),
            other => panic!("{other:?}"),
        }
        assert_eq!(break_even_psi([4e-3, 1e-3, 4e-3], reference, 2.0), Some(BreakEven::Twice));
        assert_eq!(break_even_psi([0.0, 1e-3, 1e-3], reference, 2.0), None);
    }

    #[test]
    fn hazards_between_are_geometric() {
        let h = [4e-3, 2e-3, 1e-3];
        assert!((at_psi(h, 0.25) - (8e-6_f64).sqrt()).abs() < 1e-15);
        for (psi, v) in [(0.0, 4e-3), (0.5, 2e-3), (1.0, 1e-3)] {
            assert!((at_psi(h, psi) / v - 1.0).abs() < 1e-12);
        }
    }
}
