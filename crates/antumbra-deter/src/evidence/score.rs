//! Scores of probabilities beside those of the base rate.

use crate::Error;
use antumbra_num::scores::{self, CalibrationBin, CalibrationLine};

/// How well probabilities forecast what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Rows scored.
    pub rows: usize,
    /// Events among them.
    pub events: usize,
    /// Mean logarithmic loss.
    pub log_loss: f64,
    /// 1 - log loss over that of the base rate.
    pub reduction: f64,
    /// Brier score.
    pub brier: f64,
    /// 1 - Brier score over that of the base rate.
    pub brier_skill: f64,
    /// Area under the ROC curve.
    pub auc: f64,
    /// Intercept and slope of the calibration line; `None` where all probabilities are equal.
    pub calibration: Option<CalibrationLine>,
    /// Predicted and observed by tenths of the rows, in order of risk.
    pub bins: Vec<CalibrationBin>,
}

impl Score {
    /// Scores probabilities; `base_rate` is that of the rows the model was fitted on.
    ///
    /// # Errors
    /// When lengths disagree, a probability is none, or all outcomes are alike.
    pub fn new(p: &[f64], y: &[bool], base_rate: f64) -> Result<Self, Error> {
        let log_loss = scores::log_loss(p, y)?;
        let reference = scores::log_loss(&vec![base_rate; y.len()], y)?;
        let flat = p.iter().all(|v| *v == p[0]);
        Ok(Score {
            rows: y.len(),
            events: y.iter().filter(|v| **v).count(),
            log_loss,
            reduction: 1.0 - log_loss / reference,
            brier: scores::brier(p, y)?,
            brier_skill: scores::brier_skill(p, y, base_rate)?,
            auc: scores::auc(p, y)?,
            calibration: if flat { None } else { Some(scores::calibration_line(p, y)?) },
            bins: scores::calibration_bins(p, y, 10)?,
        })
    }
}
