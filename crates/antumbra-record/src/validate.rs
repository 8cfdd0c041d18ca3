//! The scorecard: what the model claims, held against what is recorded.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The number of the schema.
pub const SCHEMA: &str = "antumbra.validate/1";

/// Claims with what was found, and the tables behind them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scorecard {
    /// `antumbra.validate/1`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// The folder of public files.
    pub data: String,
    /// Seed of folds, shuffles and simulated outcomes.
    pub seed: u64,
    /// Directed dyad-years of the estimation sample.
    pub rows: usize,
    /// Any challenges among them.
    pub events: usize,
    /// The contest behind every fit.
    pub contest: ContestSettings,
    /// Last training year of what is scored out of time.
    pub last_training_year: i16,
    /// The claims.
    pub claims: Vec<Claim>,
    /// Models side by side on rows they were not fitted on.
    pub models: Vec<ModelScore>,
    /// The shipped clients' years with a challenge, out of time.
    pub clients: Vec<ClientShare>,
    /// The clients' part of their own and their challenger's power, by measure.
    pub measures: Vec<MeasureShare>,
    /// Analogues beside what a reader would say without them.
    pub analogues: Vec<crate::analogues::HeldOutScore>,
    /// Sealed tests, as they were logged.
    pub sealed: Vec<SealedEntry>,
}

impl Scorecard {
    /// How many claims came out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.claims.iter().filter(|c| c.outcome == outcome).count()
    }
}

/// The settings of the contest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ContestSettings {
    /// Decay of power with distance.
    pub lambda: f64,
    /// Weight of money.
    pub w: f64,
    /// Decisiveness.
    pub m: f64,
    /// Counted share of support.
    pub rho: f64,
}

/// What is claimed. The words are the report's.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClaimId {
    /// T1: the prior of reliability covers published fulfilment.
    Reliability,
    /// T2: onset rates of covered and uncovered targets are the recorded ones.
    BaseRates,
    /// T3: under cover wars are few and minor disputes with great challengers are not.
    Tiers,
    /// T4: ends of commitments.
    Termination,
    /// T5: proliferation.
    Proliferation,
    /// T6: extended immediate deterrence.
    ImmediateDeterrence,
    /// T7: measures of power side by side, flips flagged.
    Power,
    /// T8: analogues against "nothing happens".
    Analogues,
    /// T9: bargaining backcasts.
    Bargaining,
    /// T10: both figures of the same budget.
    Budgets,
    /// The reference fit is the published recipe's.
    ReferenceFit,
    /// Better than the base rate on later years.
    BeatsBaseRate,
    /// Better than the standard dyadic logit on later years.
    BeatsStandardLogit,
    /// Better than own power alone on later years.
    BeatsOwnPower,
    /// As good as trees on later years.
    ReachesCeiling,
    /// Probabilities mean what they say on later years.
    Calibration,
    /// Better than the standard dyadic logit on dyads held out.
    BeatsStandardLogitByDyad,
    /// As good as trees on dyads held out.
    ReachesCeilingByDyad,
    /// A client's challenged years are what was expected, chance allowed for.
    ClientLevel,
    /// The chosen remedy brings clients' levels closer.
    Remedy,
    /// Counting support explains more than own power, in sample.
    SupportAdds,
    /// Shuffled support explains less than the true one.
    Placebo,
    /// The contest's coefficient comes back from simulated outcomes.
    Recovery,
    /// Johnson & Leeds 2011: defended targets are challenged less often.
    PactRate,
    /// The same with standard controls.
    PactControlled,
    /// Carroll & Kenkel 2019: CINC hardly foretells outcomes.
    CincOutcomes,
    /// Berkemeier & Fuhrmann 2018: rates of fulfilment.
    Fulfilment,
}

/// How a claim came out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// It was not put to the test here; `reason` says why.
    NotRun,
}

/// One claim with what was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Which.
    pub id: ClaimId,
    /// Of what, where there are several: a severity, a state, an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// How it came out.
    pub outcome: Outcome,
    /// Why it was not run, where a run was tried and could not be finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<f64>,
    /// Its 90% range, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<(f64, f64)>,
    /// What the finding has to be at least, to hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// What it has to be at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// Other figures of the finding: baselines, counts, references.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub beside: BTreeMap<String, f64>,
}

impl Claim {
    /// A claim that was not put to the test.
    pub fn not_run(id: ClaimId) -> Self {
        Claim {
            id,
            of: None,
            outcome: Outcome::NotRun,
            reason: None,
            finding: None,
            range: None,
            at_least: None,
            at_most: None,
            beside: BTreeMap::new(),
        }
    }

    /// A finding that holds when it lies within the bounds.
    pub fn bounded(id: ClaimId, finding: f64, at_least: Option<f64>, at_most: Option<f64>) -> Self {
        // A finding that is not a number is within no bounds.
        let above = at_least.is_none_or(|b| finding >= b);
        let below = at_most.is_none_or(|b| finding <= b);
        let outcome =
            if finding.is_finite() && above && below { Outcome::Holds } else { Outcome::Fails };
        let finding = finding.is_finite().then_some(finding);
        Claim { outcome, finding, at_least, at_most, ..Claim::not_run(id) }
    }

    /// With a word for what it is of.
    #[must_use]
    pub fn of(mut self, what: impl Into<String>) -> Self {
        self.of = Some(what.into());
        self
    }

    /// With its range.
    #[must_use]
    pub fn range(mut self, lo: f64, hi: f64) -> Self {
        self.range = Some((lo, hi));
        self
    }

    /// With a figure beside.
    #[must_use]
    pub fn beside(mut self, what: impl Into<String>, value: f64) -> Self {
        if value.is_finite() {
            self.beside.insert(what.into(), value);
        }
        self
    }

    /// Holds only when this holds too.
    #[must_use]
    pub fn and(mut self, holds: bool) -> Self {
        if !holds && self.outcome == Outcome::Holds {
            self.outcome = Outcome::Fails;
        }
        self
    }
}

/// A model's scores on rows it was not fitted on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ModelScore {
    /// `later_years` or `other_dyads`.
    pub split: String,
    /// `any`, `force`, `fatal`.
    pub severity: String,
    /// `base_rate`, `standard_logit`, `own_power`, `pooled`, `remedied`, `trees`.
    pub model: String,
    /// Rows scored.
    pub rows: usize,
    /// Events among them.
    pub events: usize,
    /// Mean logarithmic loss.
    pub log_loss: f64,
    /// 1 - log loss over that of the base rate.
    pub reduction: f64,
    /// 1 - Brier score over that of the base rate.
    pub brier_skill: f64,
    /// Area under the ROC curve.
    pub auc: f64,
    /// Slope of the calibration line; none for the base rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibration_slope: Option<f64>,
    /// Predicted and observed by tenths of the rows, in order of risk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bins: Vec<Bin>,
}

/// A tenth of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bin {
    /// Rows.
    pub rows: usize,
    /// The mean probability.
    pub predicted: f64,
    /// The share of events.
    pub observed: f64,
}

/// A client's years with at least one challenge, out of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClientShare {
    /// The state (ISO3).
    pub client: String,
    /// Its name.
    pub name: String,
    /// First and last year.
    pub years: (i16, i16),
    /// Years with rows.
    pub of: usize,
    /// The share of them with a challenge.
    pub observed: f64,
    /// As the plain model expects.
    pub plain: f64,
    /// ... under the chosen remedy of levels.
    pub remedied: f64,
    /// ... trees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trees: Option<f64>,
}

/// A client's part of its own and its challenger's power.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasureShare {
    /// The state (ISO3).
    pub client: String,
    /// The challenger (ISO3).
    pub challenger: String,
    /// The year.
    pub year: i16,
    /// By composite index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cinc: Option<f64>,
    /// By military spending at market rates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spending: Option<f64>,
    /// By net resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub net_resources: Option<f64>,
    /// The measures disagree on who is stronger.
    pub flips: bool,
}

/// A sealed test, as it was logged when it was scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SealedEntry {
    /// `other_coding` or `later_conflicts`.
    pub test: String,
    /// The day.
    pub date: String,
    /// The commit that was scored.
    pub commit: String,
    /// The program's version.
    pub version: String,
    /// It had been scored before.
    pub repeat: bool,
    /// SHA-256 of the files it was scored on, by name.
    pub data: BTreeMap<String, String>,
    /// Events outside the scored rows, which no model could forecast.
    pub outside: usize,
    /// The models side by side.
    pub models: Vec<ModelScore>,
}

/// The JSON Schema of [`Scorecard`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Scorecard).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_decide_and_no_number_fails() {
        let of = |x, lo, hi| Claim::bounded(ClaimId::Placebo, x, lo, hi).outcome;
        assert_eq!(of(1.0, Some(1.0), None), Outcome::Holds);
        assert_eq!(of(0.9, Some(1.0), None), Outcome::Fails);
        assert_eq!(of(1.1, Some(0.0), Some(1.0)), Outcome::Fails);
        let c = Claim::bounded(ClaimId::Placebo, f64::NAN, None, None);
        assert_eq!((c.outcome, c.finding), (Outcome::Fails, None));
        assert_eq!(
            Claim::bounded(ClaimId::Placebo, 1.0, None, None).and(false).outcome,
            Outcome::Fails
        );
        let kept = Claim::not_run(ClaimId::Budgets).and(false);
        assert_eq!(kept.outcome, Outcome::NotRun);
    }
}
