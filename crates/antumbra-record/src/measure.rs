//! Capability and dependence of states by year.

use antumbra_core::{Iso3, Range, Spread};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A table of states by year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measures {
    /// `antumbra.measures/1`.
    pub schema: String,
    /// Where the data came from.
    pub data: String,
    /// The protecting state that dependence is on.
    pub patron: Iso3,
    /// The seed of the draws.
    pub seed: u64,
    /// One row per state and year, in the order asked for or ranked.
    pub rows: Vec<MeasureRow>,
    /// What the rows are ranked by, largest first, if they are.
    pub ranked_by: Option<String>,
    /// English names of the states.
    pub names: BTreeMap<Iso3, String>,
}

/// One state in one year. Shares are of the system's total; a missing figure is absent and
/// `missing` says why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasureRow {
    /// The state.
    pub state: Iso3,
    /// The year.
    pub year: i16,
    /// Composite Index of National Capability.
    pub cinc: Option<f64>,
    /// Share of the system's military spending, market rates.
    pub spending: Option<f64>,
    /// Share of the system's military spending, purchasing power.
    pub spending_ppp: Option<f64>,
    /// Share of the system's net resources (GDP times GDP per head).
    pub net_resources: Option<f64>,
    /// Rank in the year by spending among states with a figure; 1 is the largest.
    pub rank: Option<u32>,
    /// Military spending, US dollars of the year.
    pub milex_usd: Option<f64>,
    /// Military personnel, persons.
    pub personnel: Option<f64>,
    /// Who would defend it against the first challenger, at the reference.
    pub dependence: Option<Dependence>,
    /// Why figures are missing, per figure.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub missing: BTreeMap<String, String>,
}

/// The three parts of a state's defence, and the share that the protector supplies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dependence {
    /// Against whom.
    pub challenger: Iso3,
    /// Own share, over draws.
    pub own: Range,
    /// Expected from the protector, over draws.
    pub expected: Range,
    /// Promised by the protector and doubtful, over draws.
    pub doubtful: Range,
    /// Other allies, over draws.
    pub others: Range,
    /// Share of the expected defence that the protector supplies, over draws.
    pub supplied: Range,
    /// The same over the corners: smallest and largest median.
    pub supplied_corners: Spread,
}

/// The number of the schema.
pub const SCHEMA: &str = "antumbra.measures/1";

/// The JSON Schema of [`Measures`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Measures).to_value()
}

impl Measures {
    /// The rows as CSV, ranges in columns of their own.
    ///
    /// # Errors
    /// When a row cannot be formed.
    pub fn csv(&self) -> Result<Vec<u8>, crate::Error> {
        let header = [
            "state",
            "year",
            "cinc",
            "spending",
            "spending_ppp",
            "net_resources",
            "rank",
            "milex_usd",
            "personnel",
            "challenger",
            "own_lo",
            "own_mid",
            "own_hi",
            "expected_lo",
            "expected_mid",
            "expected_hi",
            "doubtful_lo",
            "doubtful_mid",
            "doubtful_hi",
            "others_lo",
            "others_mid",
            "others_hi",
            "supplied_lo",
            "supplied_mid",
            "supplied_hi",
            "supplied_min",
            "supplied_max",
            "missing",
        ];
        let opt = |x: Option<f64>| x.map(|v| v.to_string()).unwrap_or_default();
        crate::tables::csv(
            &header,
            self.rows.iter().map(|r| {
                let mut row = vec![
                    r.state.to_string(),
                    r.year.to_string(),
                    opt(r.cinc),
                    opt(r.spending),
                    opt(r.spending_ppp),
                    opt(r.net_resources),
                    r.rank.map(|x| x.to_string()).unwrap_or_default(),
                    opt(r.milex_usd),
                    opt(r.personnel),
                ];
                match &r.dependence {
                    Some(d) => {
                        row.push(d.challenger.to_string());
                        for x in [d.own, d.expected, d.doubtful, d.others, d.supplied] {
                            row.extend([x.lo, x.mid, x.hi].map(|v| v.to_string()));
                        }
                        let s = d.supplied_corners;
                        row.extend([s.min, s.max].map(|v| v.to_string()));
                    }
                    None => row.resize(header.len() - 1, String::new()),
                }
                let why: Vec<String> = r.missing.iter().map(|(k, v)| format!("{k}: {v}")).collect();
                row.push(why.join("; "));
                row
            }),
        )
    }
}
