//! How many runs a wanted precision takes.
//!
//! The half-width of a Sobol' index falls with the square root of the number of base points. A
//! pilot gives the constant; without one, a bound does: for an outcome like a normal one the
//! standard deviation of a first-order term is at most about the square root of two.

use super::sobol::SobolIndices;
use crate::Error;

/// A number of base points and of runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Base points: a power of two, as a Sobol' sequence wants.
    pub base: u64,
    /// Runs of the model.
    pub runs: u64,
}

fn budget(points: f64, inputs: usize, second_order: bool) -> Result<Budget, Error> {
    if points.is_nan() || points > (1u64 << 40) as f64 {
        return Err(Error::setting(format!("{points:.0} base points are out of reach"))
            .help("ask for a wider interval"));
    }
    let base = (points.ceil().max(2.0) as u64).next_power_of_two();
    let block = if second_order { 2 * inputs + 2 } else { inputs + 2 };
    Ok(Budget { base, runs: base * block as u64 })
}

fn wanted(half_width: f64) -> Result<f64, Error> {
    if half_width > 0.0 && half_width < 1.0 {
        Ok(half_width)
    } else {
        Err(Error::setting(format!("a half-width of {half_width}"))
            .help("it has to lie above 0 and below 1"))
    }
}

/// Runs for a wanted half-width (at 95%) of first and total order, before any run.
///
/// # Errors
/// When the half-width is not in (0, 1) or the budget is out of reach.
pub fn before(inputs: usize, second_order: bool, half_width: f64) -> Result<Budget, Error> {
    let per = 1.96 / wanted(half_width)?;
    budget(2.0 * per * per, inputs, second_order)
}

/// Runs for a wanted half-width of the widest first, total (and second) order index of a pilot.
///
/// # Errors
/// When the half-width is not in (0, 1) or the budget is out of reach.
pub fn after(pilot: &SobolIndices, half_width: f64) -> Result<Budget, Error> {
    let indices = pilot.first.iter().chain(&pilot.total).chain(pilot.second.iter().map(|(_, i)| i));
    let widest = indices.map(|i| i.half_width).fold(0.0, f64::max);
    let times = widest / wanted(half_width)?;
    budget(pilot.base as f64 * times * times, pilot.first.len(), !pilot.second.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::Index;
    use super::*;

    #[test]
    fn half_the_width_takes_four_times_the_points() {
        let wide = before(8, false, 0.1).unwrap();
        assert_eq!(wide, Budget { base: 1024, runs: 10_240 });
        assert_eq!(before(8, false, 0.05).unwrap().base, 4096);
        assert_eq!(before(8, true, 0.05).unwrap().runs, 4096 * 18);
        let index = |h| Index { value: 0.3, half_width: h, indistinguishable_from_zero: false };
        let pilot = SobolIndices {
            first: vec![index(0.04); 2],
            total: vec![index(0.08); 2],
            second: Vec::new(),
            base: 256,
            dropped: 0,
        };
        assert_eq!(after(&pilot, 0.02).unwrap(), Budget { base: 4096, runs: 16_384 });
        assert!(after(&pilot, 0.0).unwrap_err().is_setting());
        assert!(before(2, false, 1e-9).unwrap_err().is_setting());
    }
}
