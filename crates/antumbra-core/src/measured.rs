//! Values that are there, or missing for a stated reason.

use crate::Year;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a value is not there. Missing is a type, never a zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Missing {
    /// The year lies outside what the source covers; `last` is its newest year, where known.
    NotCovered {
        /// The newest year that the source covers.
        last: Option<Year>,
    },
    /// The source covers the year and gives no figure.
    NotReported,
    /// The source gives a figure that we do not use, and why.
    SetAside {
        /// Why the figure is not used.
        why: String,
    },
    /// The state does not exist in that year.
    NoSuchState,
    /// The figure exists and its terms do not allow us to ship it.
    NotShipped {
        /// Where a user gets it.
        from: String,
    },
    /// The quantity has no meaning here (a spending cost under a measure without spending).
    NotApplicable,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Missing::NotCovered { last: Some(y) } => write!(f, "not covered (source ends in {y})"),
            Missing::NotCovered { last: None } => write!(f, "not covered by the source"),
            Missing::NotReported => write!(f, "not reported"),
            Missing::SetAside { why } => write!(f, "set aside: {why}"),
            Missing::NoSuchState => write!(f, "no such state in that year"),
            Missing::NotShipped { from } => write!(f, "not shipped; get it from {from}"),
            Missing::NotApplicable => write!(f, "does not apply"),
        }
    }
}

/// A value, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measured<T> {
    /// The value.
    Value(T),
    /// No value, and why.
    Missing(Missing),
}

impl<T> Measured<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Measured::Value(v) => Some(v),
            Measured::Missing(_) => None,
        }
    }

    /// The value, or the reason why there is none, to be passed on with `?`.
    ///
    /// # Errors
    /// The reason, when the value is missing.
    pub fn ok(self) -> Result<T, Missing> {
        match self {
            Measured::Value(v) => Ok(v),
            Measured::Missing(m) => Err(m),
        }
    }

    /// Applies `f` to the value and keeps the reason otherwise.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Measured<U> {
        match self {
            Measured::Value(v) => Measured::Value(f(v)),
            Measured::Missing(m) => Measured::Missing(m),
        }
    }

    /// True when there is a value.
    pub fn is_value(&self) -> bool {
        matches!(self, Measured::Value(_))
    }
}

impl<T> From<Result<T, Missing>> for Measured<T> {
    fn from(r: Result<T, Missing>) -> Self {
        match r {
            Ok(v) => Measured::Value(v),
            Err(m) => Measured::Missing(m),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_survives_arithmetic() {
        let m: Measured<f64> = Measured::Missing(Missing::NotReported);
        assert_eq!(m.map(|x| x * 2.0), Measured::Missing(Missing::NotReported));
        assert_eq!(Measured::Value(2.0).map(|x| x * 2.0), Measured::Value(4.0));
    }

    #[test]
    fn a_reason_reads_as_a_phrase() {
        let m = Missing::NotCovered { last: Some(Year(2018)) };
        assert_eq!(m.to_string(), "not covered (source ends in 2018)");
    }
}
