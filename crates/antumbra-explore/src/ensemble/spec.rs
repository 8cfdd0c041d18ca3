//! What a model takes and gives: inputs, policies, outcomes.

use crate::Error;
use antumbra_num::dist::Distribution;
use antumbra_num::linalg::Symmetric;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// How one input is drawn. Every draw is a monotone function of one uniform number.
#[derive(Clone)]
pub enum InputKind {
    /// A real number with a distribution.
    Real(Arc<dyn Distribution + Send + Sync>),
    /// A whole number, each from `lo` to `hi` equally likely.
    Whole {
        /// The smallest.
        lo: i64,
        /// The largest, included.
        hi: i64,
    },
    /// One of some words; the column holds its index as a number.
    Category {
        /// The words.
        words: Vec<String>,
        /// Their probabilities: above 0, of sum 1.
        probabilities: Vec<f64>,
    },
    /// True or false; the column holds 1 or 0.
    Truth {
        /// The probability of true.
        probability: f64,
    },
}

impl fmt::Debug for InputKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InputKind::Real(_) => f.write_str("Real"),
            InputKind::Whole { lo, hi } => write!(f, "Whole({lo}..={hi})"),
            InputKind::Category { words, .. } => write!(f, "Category({words:?})"),
            InputKind::Truth { probability } => write!(f, "Truth({probability})"),
        }
    }
}

/// Whole numbers up to this size are exact as 64-bit floating-point numbers.
const EXACT_WHOLE: u64 = 1 << 53;

impl InputKind {
    /// The value at a uniform number in (0, 1).
    pub(super) fn at(&self, u: f64) -> f64 {
        match self {
            InputKind::Real(d) => d.quantile(u),
            InputKind::Whole { lo, hi } => {
                let n = (hi - lo + 1) as f64;
                (*lo as f64 + (u * n).floor()).min(*hi as f64)
            }
            InputKind::Category { probabilities, .. } => {
                let mut below = 0.0;
                let last = probabilities.len() - 1;
                let at = probabilities.iter().position(|p| {
                    below += p;
                    u < below
                });
                at.unwrap_or(last) as f64
            }
            // A larger uniform number is the larger value: true.
            InputKind::Truth { probability } => f64::from(u8::from(u >= 1.0 - probability)),
        }
    }

    fn check(&self) -> Result<(), String> {
        match self {
            InputKind::Real(d) => {
                // Draws come from the open interval; its ends may be infinite.
                let [a, b, c] = [1e-9, 0.5, 1.0 - 1e-9].map(|u| d.quantile(u));
                if a.is_finite() && b.is_finite() && c.is_finite() && a <= b && b <= c {
                    Ok(())
                } else {
                    Err(format!("has a distribution with quantiles {a}, {b}, {c}"))
                }
            }
            InputKind::Whole { lo, hi } => {
                let exact = lo.unsigned_abs() <= EXACT_WHOLE && hi.unsigned_abs() <= EXACT_WHOLE;
                if lo <= hi && exact {
                    Ok(())
                } else {
                    Err(format!("has no whole numbers from {lo} to {hi} (within 2^53)"))
                }
            }
            InputKind::Category { words, probabilities } => {
                let sum: f64 = probabilities.iter().sum();
                if words.is_empty() || words.len() != probabilities.len() {
                    return Err(format!(
                        "has {} words and {} probabilities",
                        words.len(),
                        probabilities.len()
                    ));
                }
                if words.iter().collect::<BTreeSet<_>>().len() != words.len() {
                    return Err("names a word twice".into());
                }
                if probabilities.iter().any(|p| p.is_nan() || *p <= 0.0) || (sum - 1.0).abs() > 1e-9
                {
                    return Err(format!(
                        "has probabilities that are not above 0 with sum 1 ({sum})"
                    ));
                }
                Ok(())
            }
            InputKind::Truth { probability } => {
                if (0.0..=1.0).contains(probability) {
                    Ok(())
                } else {
                    Err(format!("has {probability} for a probability"))
                }
            }
        }
    }
}

/// One input: a name and how it is drawn. What stays the same in the whole run (a setting) is none.
#[derive(Clone, Debug)]
pub struct Input {
    /// The column's name.
    pub name: String,
    /// How it is drawn.
    pub kind: InputKind,
}

/// Inputs that go together, by a Gaussian copula (Nelsen 2006, 2.3 and 4.8; the rank transformation
/// NORTA of Cario & Nelson 1997): their normal scores have these correlations, each keeps its own
/// distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Names of the inputs.
    pub inputs: Vec<String>,
    /// Correlations of the normal scores above the diagonal, by rows: (1,2), (1,3), ..., (2,3), ...
    pub correlations: Vec<f64>,
}

/// Which end of an outcome is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Less is better.
    Smaller,
    /// More is better.
    Larger,
    /// Neither.
    #[default]
    None,
}

/// The bins of a histogram: `count` equal ones from `lo` to `hi`, an open one below, one above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bins {
    /// Lower edge of the first bin.
    pub lo: f64,
    /// Upper edge of the last.
    pub hi: f64,
    /// How many.
    pub count: u32,
}

/// One outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The column's name.
    pub name: String,
    /// Its unit, as shown.
    pub unit: String,
    /// The bins of its histograms.
    pub bins: Bins,
    /// Which end is wanted.
    pub direction: Direction,
    /// Whether a future may have no value (a year that never comes): NaN in the column, missing in
    /// tables. Without this, NaN fails the future.
    pub optional: bool,
}

/// Inputs, policies and outcomes of a model.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// What is drawn, in the order of the design's dimensions: a new one at the end leaves the draws
    /// of the others as they are.
    pub inputs: Vec<Input>,
    /// Inputs that go together; an input is in at most one group.
    pub groups: Vec<Group>,
    /// What names a policy, as `path`, `world`.
    pub policy_keys: Vec<String>,
    /// The policies: a word for each key. Each runs on the same futures.
    pub policies: Vec<Vec<String>>,
    /// What a future ends with, per policy.
    pub outcomes: Vec<Outcome>,
    /// What a future has in every year, per policy.
    pub yearly: Vec<Outcome>,
    /// The years.
    pub years: Vec<i32>,
    /// Why a future may fail: the reason of code 1, 2, ...
    pub failures: Vec<String>,
}

/// The index of a group's inputs, and the lower factor of its correlations by rows.
pub(super) type Factor = (Vec<usize>, Vec<f64>);

/// A future that gave NaN for an outcome that needs a value, or a code without a reason.
pub const NO_VALUE: u16 = u16::MAX;

impl Spec {
    /// Checks that everything holds together.
    ///
    /// # Errors
    /// Names used twice or empty, distributions without quantiles, bins without width, policies of
    /// other length than their keys, groups that name unknown inputs or whose correlations are not
    /// positive definite, nothing to draw, to run or to record.
    pub fn check(&self) -> Result<(), Error> {
        let some = [
            ("input", self.inputs.len()),
            ("policy", self.policies.len()),
            ("outcome", self.outcomes.len() + self.yearly.len()),
        ];
        if let Some((what, _)) = some.iter().find(|(_, n)| *n == 0) {
            return Err(Error::spec(format!("the model has no {what}")));
        }
        let names = |what: &str, names: Vec<&str>, taken: &[&str]| {
            let mut seen: BTreeSet<&str> = taken.iter().copied().collect();
            match names.into_iter().find(|n| n.is_empty() || !seen.insert(n)) {
                None => Ok(()),
                Some("") => Err(Error::spec(format!("the model has {what} without a name"))),
                Some(n) => Err(Error::spec(format!(
                    "the model has {what} named `{n}` twice, or the name is taken"
                ))),
            }
        };
        // Inputs, keys and outcomes meet as columns of one table.
        let columns = self.inputs.iter().map(|i| i.name.as_str());
        let columns = columns.chain(self.policy_keys.iter().map(String::as_str));
        let outcomes = self.outcomes.iter().map(|o| o.name.as_str());
        names("a column", columns.chain(outcomes).collect(), &["future", "failure"])?;
        let mut yearly: Vec<&str> = self.policy_keys.iter().map(String::as_str).collect();
        yearly.extend(self.yearly.iter().map(|o| o.name.as_str()));
        names("a yearly column", yearly, &["future", "failure", "year"])?;
        for i in &self.inputs {
            i.kind.check().map_err(|m| Error::spec(format!("input `{}` {m}", i.name)))?;
        }
        if self.policies.iter().any(|p| p.len() != self.policy_keys.len()) {
            return Err(Error::spec("a policy has not one word for each key"));
        }
        if self.policies.iter().collect::<BTreeSet<_>>().len() != self.policies.len() {
            return Err(Error::spec("two policies have the same words"));
        }
        for o in self.outcomes.iter().chain(&self.yearly) {
            let Bins { lo, hi, count } = o.bins;
            if !(lo.is_finite() && hi.is_finite() && lo < hi && (1..=100_000).contains(&count)) {
                return Err(Error::spec(format!(
                    "outcome `{}` cannot have {count} bins from {lo} to {hi}",
                    o.name
                ))
                .help("bins need finite edges in order, 1 to 100,000 of them"));
            }
        }
        if self.yearly.is_empty() != self.years.is_empty() {
            return Err(Error::spec("yearly outcomes need years, and years need outcomes"));
        }
        if !self.years.is_sorted_by(|a, b| a < b) {
            return Err(Error::spec("the years are not in rising order"));
        }
        if self.failures.len() >= usize::from(NO_VALUE) {
            return Err(Error::spec("there are more reasons of failure than codes"));
        }
        self.factors().map(|_| ())
    }

    /// The index of every group's inputs and the lower factor of its correlations, by rows.
    pub(super) fn factors(&self) -> Result<Vec<Factor>, Error> {
        let mut taken = BTreeSet::new();
        self.groups
            .iter()
            .map(|g| {
                let n = g.inputs.len();
                let mut at = Vec::with_capacity(n);
                for name in &g.inputs {
                    let i = self.inputs.iter().position(|i| i.name == *name).ok_or_else(|| {
                        Error::spec(format!("a correlation names `{name}`, which is no input"))
                    })?;
                    if !taken.insert(i) {
                        return Err(Error::spec(format!("input `{name}` is in two correlations")));
                    }
                    at.push(i);
                }
                if g.correlations.len() != n * n.saturating_sub(1) / 2 {
                    return Err(Error::spec(format!(
                        "{n} inputs that go together need {} correlations, not {}",
                        n * n.saturating_sub(1) / 2,
                        g.correlations.len()
                    )));
                }
                Ok((at, factor(g)?))
            })
            .collect()
    }
}

/// The lower Cholesky factor of a group's correlations, by rows.
fn factor(g: &Group) -> Result<Vec<f64>, Error> {
    let n = g.inputs.len();
    let what = || format!("the correlations of {} cannot all hold", g.inputs.join(", "));
    if g.correlations.iter().any(|r| !(-1.0..=1.0).contains(r)) {
        return Err(Error::spec(what()).help("a correlation lies between -1 and 1"));
    }
    // The entry of row i < column j among those above the diagonal.
    let above = |i: usize, j: usize| g.correlations[i * n - i * (i + 1) / 2 + j - i - 1];
    let matrix = Symmetric::from_fn(n, |i, j| match i.cmp(&j) {
        std::cmp::Ordering::Equal => 1.0,
        std::cmp::Ordering::Less => above(i, j),
        std::cmp::Ordering::Greater => above(j, i),
    });
    let cholesky = matrix
        .cholesky()
        .map_err(|e| Error::spec(format!("{}: {e}", what())).help("make some of them smaller"))?;
    // Column by column: the factor times a unit vector.
    let mut lower = vec![0.0; n * n];
    for j in 0..n {
        let unit: Vec<f64> = (0..n).map(|i| f64::from(u8::from(i == j))).collect();
        for (i, x) in cholesky.lower_times(&unit).into_iter().enumerate() {
            lower[i * n + j] = x;
        }
    }
    Ok(lower)
}
