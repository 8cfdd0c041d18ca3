//! Stored scores of gradient-boosted trees on the same rows: the project's own results, made by
//! `conformance/lightgbm/ceiling.py`.

use antumbra_core::{Diagnostic, Diagnostics};
use serde::Deserialize;
use std::collections::BTreeMap;

const TEXT: &str = include_str!("../../data/ceiling.json");

/// What is read of the stored scores.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Ceiling {
    pub(super) rows: usize,
    pub(super) last_training_year: i16,
    pub(super) out_of_time: TreeScore,
    pub(super) by_dyad: TreeScore,
    /// By Correlates of War number.
    pub(super) clients: BTreeMap<u16, f64>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct TreeScore {
    pub(super) rows: usize,
    pub(super) events: usize,
    pub(super) log_loss: f64,
    pub(super) reduction: f64,
    pub(super) brier_skill: f64,
    pub(super) auc: f64,
    pub(super) calibration_slope: f64,
}

/// The stored scores.
pub(super) fn stored() -> Result<Ceiling, Diagnostics> {
    serde_json::from_str(TEXT).map_err(|e| {
        Diagnostic::error("AN0202", format!("the stored scores of trees cannot be read: {e}"))
            .into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_scores_are_of_the_same_rows() {
        let c = stored().unwrap();
        assert_eq!((c.rows, c.by_dyad.events, c.last_training_year), (228_228, 2_372, 1990));
        assert_eq!((c.out_of_time.rows, c.out_of_time.events), (82_094, 706));
        assert_eq!(c.by_dyad.rows, c.rows);
        assert_eq!(c.clients.len(), super::super::CLIENTS.len());
        assert!(c.by_dyad.reduction < c.out_of_time.reduction && c.out_of_time.auc > 0.9);
    }
}
