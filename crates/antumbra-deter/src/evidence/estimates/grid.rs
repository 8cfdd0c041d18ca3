//! The grid of assumptions, and places between its points.

use crate::Error;
use crate::evidence::Contest;

/// Decisiveness.
pub const MS: [f64; 3] = [0.1, 0.3, 0.5];
/// Decay of power with distance.
pub const LAMBDAS: [f64; 4] = [0.0, 0.5, 1.0, 2.0];
/// Weight of money in power.
pub const WS: [f64; 2] = [0.5, 1.0];
/// Counted share of support.
pub const RHOS: [f64; 4] = [0.0, 0.25, 0.5, 1.0];

/// Number of grid points.
pub(crate) const POINTS: usize = LAMBDAS.len() * WS.len() * MS.len() * RHOS.len();

/// The place of a grid point: λ slowest, then w, m, ρ.
pub(crate) fn place(lambda: usize, w: usize, m: usize, rho: usize) -> usize {
    ((lambda * WS.len() + w) * MS.len() + m) * RHOS.len() + rho
}

/// All grid points in order.
pub(crate) fn points() -> impl Iterator<Item = Contest> {
    LAMBDAS.into_iter().flat_map(|lambda| {
        WS.into_iter().flat_map(move |w| {
            MS.into_iter()
                .flat_map(move |m| RHOS.into_iter().map(move |rho| Contest { lambda, w, m, rho }))
        })
    })
}

/// Grid points around a contest with their weights, which sum to one; none is nought.
pub(crate) fn weights(c: &Contest) -> Result<Vec<(usize, f64)>, Error> {
    let exact = |what: &str, v: f64, of: &[f64]| {
        of.iter().position(|x| *x == v).ok_or_else(|| {
            Error::setting(format!("no estimates for {what} {v}: there are some for {of:?}"))
        })
    };
    let lambda = exact("lambda", c.lambda, &LAMBDAS)?;
    let w = exact("w", c.w, &WS)?;
    let mut out = Vec::with_capacity(4);
    for (m, wm) in between("m", c.m, &MS, |m| 1.0 / m)? {
        for (rho, wr) in between("rho", c.rho, &RHOS, f64::sqrt)? {
            out.push((place(lambda, w, m, rho), wm * wr));
        }
    }
    Ok(out)
}

/// The two values around `v`, with weights that are linear on a scale.
fn between(
    what: &str,
    v: f64,
    of: &[f64],
    scale: impl Fn(f64) -> f64,
) -> Result<Vec<(usize, f64)>, Error> {
    let outside = || {
        Error::setting(format!(
            "no estimates for {what} {v}: it has to lie between {} and {}",
            of[0],
            of[of.len() - 1]
        ))
    };
    let right = of.iter().position(|x| *x >= v).ok_or_else(outside)?;
    if of[right] == v {
        return Ok(vec![(right, 1.0)]);
    }
    let left = right.checked_sub(1).ok_or_else(outside)?;
    let f = (scale(v) - scale(of[left])) / (scale(of[right]) - scale(of[left]));
    Ok(vec![(left, 1.0 - f), (right, f)])
}

/// A place between the nodes of decisiveness and reliability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The lower node in tables that run over m (slow) and ρ (fast).
    pub at: usize,
    /// Weights of the nodes at `at`, `at + 1`, `at + width` and `at + width + 1`, where `width` is
    /// the number of nodes of ρ; they sum to one.
    pub weights: [f64; 4],
}

impl Cell {
    /// The cell around (m, ρ), each held between its outermost nodes: nothing is known beyond them.
    /// Weights are linear in 1/m and in the square root of ρ.
    ///
    /// # Panics
    /// When there are fewer than two nodes of either.
    pub fn around(ms: &[f64], rhos: &[f64], m: f64, rho: f64) -> Cell {
        let (a, m) = along(ms, m, |x| 1.0 / x);
        let (b, r) = along(rhos, rho, f64::sqrt);
        Cell {
            at: a * rhos.len() + b,
            weights: [(1.0 - m) * (1.0 - r), (1.0 - m) * r, m * (1.0 - r), m * r],
        }
    }
}

/// The interval of increasing nodes in which `v` lies, and the weight of its right end.
fn along(nodes: &[f64], v: f64, scale: impl Fn(f64) -> f64) -> (usize, f64) {
    let last = nodes.len() - 1;
    let v = v.clamp(nodes[0], nodes[last]);
    let right = nodes.iter().position(|x| *x > v).unwrap_or(last).max(1);
    let (a, b) = (scale(nodes[right - 1]), scale(nodes[right]));
    (right - 1, (scale(v) - a) / (b - a))
}

/// Places of `peace_years`, `peace_years_2`, `peace_years_3` and `ln_disputes` in the coefficients,
/// the intercept being the first.
pub(crate) const PAST: [usize; 4] = [11, 12, 13, 15];

/// The fitted parts of a past: years of peace, count of disputes.
pub(crate) fn past_part(coefficients: &[f64], terms: &[f64; 4]) -> (f64, f64) {
    let peace = (0..3).map(|k| coefficients[PAST[k]] * terms[k]).sum();
    (peace, coefficients[PAST[3]] * terms[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_world::panel::COVARIATES;
    use proptest::prelude::*;

    #[test]
    fn places_agree_with_the_order_and_the_names() {
        for (at, c) in points().enumerate() {
            assert_eq!(weights(&c).unwrap(), [(at, 1.0)]);
        }
        assert_eq!(points().count(), POINTS);
        let names = PAST.map(|at| COVARIATES[at - 1]);
        assert_eq!(names, ["peace_years", "peace_years_2", "peace_years_3", "ln_disputes"]);
    }

    #[test]
    fn outside_the_grid_there_is_no_answer() {
        let c = Contest { lambda: 1.0, w: 0.5, m: 0.3, rho: 0.5 };
        for wrong in [
            Contest { m: 0.05, ..c },
            Contest { m: 0.6, ..c },
            Contest { rho: -0.1, ..c },
            Contest { rho: f64::NAN, ..c },
            Contest { lambda: 0.7, ..c },
            Contest { w: 0.75, ..c },
        ] {
            assert!(weights(&wrong).unwrap_err().is_setting(), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn weights_reproduce_what_is_linear_on_their_scales(m in 0.1..=0.5, rho in 0.0..=1.0) {
            let w = weights(&Contest { lambda: 2.0, w: 1.0, m, rho }).unwrap();
            let all: Vec<Contest> = points().collect();
            let mean = |f: &dyn Fn(&Contest) -> f64| {
                w.iter().map(|(at, v)| v * f(&all[*at])).sum::<f64>()
            };
            prop_assert!((mean(&|_| 1.0) - 1.0).abs() < 1e-12);
            prop_assert!((mean(&|c| 1.0 / c.m) - 1.0 / m).abs() < 1e-12);
            prop_assert!((mean(&|c| c.rho.sqrt()) - rho.sqrt()).abs() < 1e-12);
            prop_assert!(w.iter().all(|(at, _)| all[*at].lambda == 2.0 && all[*at].w == 1.0));
        }
    }
}
