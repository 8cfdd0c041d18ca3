//! The interval of a share.

use crate::Error;
use antumbra_num::dist::standard_quantile;

/// The interval of a share of `met` in `of` cases at a level in (0, 1), by Wilson's score method;
/// 0 to 1 without cases. It never leaves the unit interval and has a width at 0 and at 1.
///
/// *Reference.* Wilson (1927), Probable inference, the law of succession, and statistical
/// inference, JASA 22, 209-212.
///
/// # Errors
/// A level outside (0, 1).
pub fn wilson(met: usize, of: usize, level: f64) -> Result<(f64, f64), Error> {
    Ok(wilson_z(met, of, z_of(level)?))
}

/// Standard errors in the half-width of a two-sided interval.
pub(super) fn z_of(level: f64) -> Result<f64, Error> {
    if level > 0.0 && level < 1.0 {
        Ok(standard_quantile(0.5 + level / 2.0))
    } else {
        Err(Error::setting(format!("the level of an interval is {level}"))
            .help("it has to lie between 0 and 1"))
    }
}

pub(super) fn wilson_z(met: usize, of: usize, z: f64) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let n = of as f64;
    let p = met as f64 / n;
    let z2 = z * z;
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    // At the ends the bound is exact; rounding must not take it off.
    let low = if met == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if met == of { 1.0 } else { (middle + half).min(1.0) };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_published() {
        // Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
        for (met, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (a, b) = wilson(met, of, 0.95).unwrap();
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{met}/{of}: {a} {b}");
        }
        assert_eq!(wilson(0, 0, 0.95).unwrap(), (0.0, 1.0));
        assert_eq!(wilson(7, 7, 0.95).unwrap().1, 1.0);
        assert!(wilson(1, 2, 1.0).unwrap_err().is_setting());
    }
}
