//! Where the patron's forces are.

use antumbra_core::Iso3;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Personnel of the patron stationed in one state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Posting {
    /// The host.
    pub host: Iso3,
    /// Persons.
    pub persons: f64,
    /// Year of the count.
    pub year: i16,
    /// Source id.
    pub source: String,
}
