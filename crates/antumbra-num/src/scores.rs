//! How good are probabilities: proper scores, discrimination, calibration.
//!
//! Every score takes probabilities in [0, 1] and outcomes, one each per row; it returns an error when
//! lengths differ, nothing is given, or a probability is not one.
//!
//! ```
//! use antumbra_num::scores;
//! let p = [0.1, 0.4, 0.35, 0.8];
//! let y = [false, false, true, true];
//! assert_eq!(scores::auc(&p, &y)?, 0.75);
//! assert!(scores::brier_skill(&p, &y, 0.5)? > 0.0);
//! # Ok::<(), antumbra_num::Error>(())
//! ```

use crate::Error;
use crate::kernel::{ln, ln_1p, logit};
use crate::logit::{Covariance, Design, Options, fit};
use crate::sum::Accumulator;

fn check(p: &[f64], y: &[bool]) -> Result<(), Error> {
    if p.len() != y.len() || p.is_empty() {
        return Err(Error::shape(format!(
            "a score needs as many probabilities as outcomes and at least one, not {} and {}",
            p.len(),
            y.len()
        )));
    }
    match p.iter().position(|p| !(0.0..=1.0).contains(p)) {
        None => Ok(()),
        Some(r) => Err(Error::domain(format!("the probability of row {r} is {}", p[r]))),
    }
}

/// The mean of -ln of the probability given to what happened; infinite when something happened that
/// was given none.
pub fn log_loss(p: &[f64], y: &[bool]) -> Result<f64, Error> {
    check(p, y)?;
    let each = p.iter().zip(y).map(|(&p, &y)| -if y { ln(p) } else { ln_1p(-p) });
    Ok(each.collect::<Accumulator>().total() / p.len() as f64)
}

/// The mean of (p - y)² (Brier 1950, *Monthly Weather Review* 78).
pub fn brier(p: &[f64], y: &[bool]) -> Result<f64, Error> {
    check(p, y)?;
    let each = p.iter().zip(y).map(|(&p, &y)| {
        let d = p - f64::from(u8::from(y));
        d * d
    });
    Ok(each.collect::<Accumulator>().total() / p.len() as f64)
}

/// 1 - Brier score over that of always giving `base_rate`: 1 is perfect, 0 no better. Out of sample
/// the rate is that of the rows the model was fitted on. An error when that reference is perfect.
pub fn brier_skill(p: &[f64], y: &[bool], base_rate: f64) -> Result<f64, Error> {
    let reference = brier(&vec![base_rate; y.len()], y)?;
    if reference == 0.0 {
        return Err(Error::domain(
            "the base rate predicts every row exactly: there is no skill score",
        ));
    }
    Ok(1.0 - brier(p, y)? / reference)
}

/// The area under the receiver operating characteristic: how often an event has the higher
/// probability of a pair with a non-event, ties counting half (Mann & Whitney 1947). An error when
/// all outcomes are alike.
pub fn auc(p: &[f64], y: &[bool]) -> Result<f64, Error> {
    check(p, y)?;
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|&a, &b| p[a].total_cmp(&p[b]).then(a.cmp(&b)));
    let (mut events, mut others) = (0_u64, 0_u64);
    // Twice the number of pairs won, in whole numbers.
    let mut twice_won = 0_u128;
    for tied in order.chunk_by(|&a, &b| p[a] == p[b]) {
        let up = tied.iter().filter(|&&r| y[r]).count() as u64;
        let down = tied.len() as u64 - up;
        twice_won += u128::from(up) * u128::from(2 * others + down);
        events += up;
        others += down;
    }
    if events == 0 || others == 0 {
        return Err(Error::domain("all outcomes are alike: there is no pair to compare"));
    }
    Ok(twice_won as f64 / (2.0 * events as f64 * others as f64))
}

/// The logistic regression of outcomes on the logit of their probabilities (Cox 1958, *Biometrika*
/// 45): intercept 0 and slope 1 are perfect; a slope under 1 says that probabilities are too extreme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationLine {
    /// Intercept.
    pub intercept: f64,
    /// Slope.
    pub slope: f64,
    /// Standard error of the slope, rows independent.
    pub slope_error: f64,
}

/// The calibration line. Probabilities of 0 and 1 have no logit: they are an error, as are equal
/// probabilities, outcomes that are all alike, and outcomes that the probabilities separate.
pub fn calibration_line(p: &[f64], y: &[bool]) -> Result<CalibrationLine, Error> {
    check(p, y)?;
    if let Some(r) = p.iter().position(|&p| p == 0.0 || p == 1.0) {
        return Err(Error::domain(format!(
            "the probability of row {r} is {}, which has no logit",
            p[r]
        )));
    }
    let x: Vec<f64> = p.iter().map(|&p| logit(p)).collect();
    let design = Design::new(&[("logit", &x)])?;
    let options = Options { ridge: 0.0, ..Options::default() };
    let fitted = fit(&design, y, None, &options, None)?;
    let (Some(slope), true) = (fitted.coefficient("logit"), fitted.verdict.complaint().is_none())
    else {
        return Err(Error::domain(format!(
            "no calibration line: {}",
            fitted.verdict.complaint().unwrap_or_default()
        )));
    };
    let v = fitted.covariance(&design, y, None, &Covariance::Information)?;
    Ok(CalibrationLine {
        intercept: fitted.coefficients[0],
        slope,
        slope_error: v.standard_errors()[1],
    })
}

/// What was predicted and what came, over some rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationBin {
    /// Smallest and largest probability in the bin.
    pub span: (f64, f64),
    /// Rows.
    pub rows: usize,
    /// Rows with an event.
    pub events: usize,
    /// The mean probability; what came is `events / rows`.
    pub predicted: f64,
}

/// At most `bins` bins of about equally many rows by rising probability; equal probabilities stay
/// together. An error when `bins` is 0.
pub fn calibration_bins(p: &[f64], y: &[bool], bins: usize) -> Result<Vec<CalibrationBin>, Error> {
    check(p, y)?;
    if bins == 0 {
        return Err(Error::shape("calibration needs at least one bin"));
    }
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|&a, &b| p[a].total_cmp(&p[b]).then(a.cmp(&b)));
    let mut out = vec![];
    let mut from = 0;
    for bin in 1..=bins {
        let mut to = p.len() * bin / bins;
        while to > from && to < order.len() && p[order[to]] == p[order[to - 1]] {
            to += 1;
        }
        if to <= from {
            continue;
        }
        let rows = &order[from..to];
        let total = rows.iter().map(|&r| p[r]).collect::<Accumulator>().total();
        out.push(CalibrationBin {
            span: (p[rows[0]], p[rows[rows.len() - 1]]),
            rows: rows.len(),
            events: rows.iter().filter(|&&r| y[r]).count(),
            predicted: total / rows.len() as f64,
        });
        from = to;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_core::{Purpose, Seed};
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        let p = [0.1, 0.4, 0.35, 0.8];
        let y = [false, false, true, true];
        // -(ln .9 + ln .6 + ln .35 + ln .8)/4 and (.01 + .16 + .4225 + .04)/4.
        assert!((log_loss(&p, &y).unwrap() - 0.472_287_953_809_176_15).abs() < 1e-14);
        assert!((brier(&p, &y).unwrap() - 0.158_125).abs() < 1e-15);
        assert!((brier_skill(&p, &y, 0.5).unwrap() - (1.0 - 0.158_125 / 0.25)).abs() < 1e-15);
        assert_eq!(auc(&p, &y).unwrap(), 0.75);
        assert_eq!(auc(&[0.5; 4], &y).unwrap(), 0.5);
        assert_eq!(log_loss(&[0.0], &[true]).unwrap(), f64::INFINITY);
        assert_eq!(log_loss(&[0.0], &[false]).unwrap(), 0.0);
    }

    #[test]
    fn what_cannot_be_scored_is_refused() {
        assert!(log_loss(&[], &[]).unwrap_err().is_shape());
        assert!(brier(&[0.5], &[true, false]).unwrap_err().is_shape());
        assert!(auc(&[1.5, 0.5], &[true, false]).unwrap_err().is_domain());
        assert!(auc(&[f64::NAN, 0.5], &[true, false]).unwrap_err().is_domain());
        assert!(auc(&[0.2, 0.5], &[true, true]).unwrap_err().is_domain());
        assert!(brier_skill(&[0.2], &[true], 1.0).unwrap_err().is_domain());
        assert!(calibration_line(&[0.2, 1.0], &[true, false]).unwrap_err().is_domain());
        assert!(calibration_line(&[0.2, 0.7], &[false, true]).unwrap_err().is_domain());
        assert!(calibration_bins(&[0.2], &[false], 0).unwrap_err().is_shape());
    }

    /// Outcomes drawn from the probabilities themselves, and from flattened ones.
    #[test]
    fn calibration_finds_what_was_simulated() {
        let mut s = Seed(7).stream(Purpose("test"), 0, 0);
        let n = 40_000;
        let eta: Vec<f64> = (0..n).map(|_| 6.0 * s.uniform() - 3.0).collect();
        let p: Vec<f64> = eta.iter().map(|&e| crate::kernel::logistic(e)).collect();
        let mut draw = |slope: f64| -> Vec<bool> {
            eta.iter().map(|&e| s.uniform() < crate::kernel::logistic(slope * e - 0.2)).collect()
        };
        for slope in [1.0, 0.6] {
            let y = draw(slope);
            let line = calibration_line(&p, &y).unwrap();
            assert!((line.slope - slope).abs() < 4.0 * line.slope_error, "{line:?}");
            assert!((line.intercept + 0.2).abs() < 0.06 && line.slope_error < 0.02, "{line:?}");
        }
        let y = draw(1.0);
        let bins = calibration_bins(&p, &y, 10).unwrap();
        assert_eq!(bins.len(), 10);
        assert_eq!(bins.iter().map(|b| b.rows).sum::<usize>(), n);
        for pair in bins.windows(2) {
            assert!(pair[0].span.1 < pair[1].span.0 && pair[0].events < pair[1].events);
        }
        // Ties stay together.
        let tied = calibration_bins(&[0.5; 7], &[true, false, true, false, false, false, false], 3);
        assert_eq!(
            tied.unwrap(),
            [CalibrationBin { span: (0.5, 0.5), rows: 7, events: 2, predicted: 0.5 }]
        );
    }

    proptest! {
        #[test]
        fn auc_counts_pairs(rows in prop::collection::vec((0u8..9, any::<bool>()), 2..60)) {
            let p: Vec<f64> = rows.iter().map(|r| f64::from(r.0) / 8.0).collect();
            let y: Vec<bool> = rows.iter().map(|r| r.1).collect();
            let (mut won, mut pairs) = (0.0, 0.0);
            for i in 0..p.len() {
                for j in 0..p.len() {
                    if y[i] && !y[j] {
                        pairs += 1.0;
                        won += if p[i] > p[j] { 1.0 } else if p[i] == p[j] { 0.5 } else { 0.0 };
                    }
                }
            }
            match auc(&p, &y) {
                Ok(a) => prop_assert!((a - won / pairs).abs() < 1e-14),
                Err(_) => prop_assert_eq!(pairs, 0.0),
            }
        }
    }
}
