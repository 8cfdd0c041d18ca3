//! What a chunk of futures came to under one policy.

use super::spec::{NO_VALUE, Spec};

/// The outcomes of consecutive futures under one policy: a column per outcome, a column per yearly
/// outcome and year, and a code per future (0 when it did not fail).
///
/// Before a run every value is NaN and every code 0. A future that fails keeps its code; its values
/// are not read.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeChunk {
    rows: usize,
    years: usize,
    outcomes: Vec<f64>,
    yearly: Vec<f64>,
    failures: Vec<u16>,
}

/// All columns at once, to be written.
#[derive(Debug)]
pub struct Columns<'a> {
    /// A column per outcome.
    pub outcomes: Vec<&'a mut [f64]>,
    /// A column per yearly outcome and year: outcome `k` in year `y` is `k * years + y`.
    pub yearly: Vec<&'a mut [f64]>,
    /// The code of every future.
    pub failures: &'a mut [u16],
}

impl OutcomeChunk {
    /// Columns for a model's outcomes, without rows yet.
    pub fn new(spec: &Spec) -> Self {
        let mut chunk = OutcomeChunk {
            rows: 0,
            years: spec.years.len(),
            outcomes: Vec::new(),
            yearly: Vec::new(),
            failures: Vec::new(),
        };
        chunk.reset(spec, 0);
        chunk
    }

    /// Makes it ready for so many futures.
    pub fn reset(&mut self, spec: &Spec, rows: usize) {
        self.rows = rows;
        self.years = spec.years.len();
        for (values, columns) in [
            (&mut self.outcomes, spec.outcomes.len()),
            (&mut self.yearly, spec.yearly.len() * spec.years.len()),
        ] {
            values.clear();
            values.resize(columns * rows, f64::NAN);
        }
        self.failures.clear();
        self.failures.resize(rows, 0);
    }

    /// How many futures.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// An outcome's values, in the order of [`Spec::outcomes`].
    pub fn outcome(&self, outcome: usize) -> &[f64] {
        &self.outcomes[outcome * self.rows..][..self.rows]
    }

    /// An outcome's values, to be written.
    pub fn outcome_mut(&mut self, outcome: usize) -> &mut [f64] {
        &mut self.outcomes[outcome * self.rows..][..self.rows]
    }

    /// A yearly outcome's values in one year, in the order of [`Spec::yearly`] and [`Spec::years`].
    pub fn yearly(&self, outcome: usize, year: usize) -> &[f64] {
        &self.yearly[(outcome * self.years + year) * self.rows..][..self.rows]
    }

    /// A yearly outcome's values in one year, to be written.
    pub fn yearly_mut(&mut self, outcome: usize, year: usize) -> &mut [f64] {
        &mut self.yearly[(outcome * self.years + year) * self.rows..][..self.rows]
    }

    /// The code of every future: 0, or 1 + the index into [`Spec::failures`], or [`NO_VALUE`].
    pub fn failures(&self) -> &[u16] {
        &self.failures
    }

    /// Marks a future as failed, by 1 + the index of the reason in [`Spec::failures`]. The first
    /// reason stays.
    pub fn fail(&mut self, row: usize, code: u16) {
        if self.failures[row] == 0 {
            self.failures[row] = code;
        }
    }

    /// All columns at once, to be written.
    pub fn columns(&mut self) -> Columns<'_> {
        // Columns of no rows have no chunks: give empty slices in their place.
        fn split(values: &mut [f64], rows: usize) -> Vec<&mut [f64]> {
            if rows == 0 { Vec::new() } else { values.chunks_exact_mut(rows).collect() }
        }
        Columns {
            outcomes: split(&mut self.outcomes, self.rows),
            yearly: split(&mut self.yearly, self.rows),
            failures: &mut self.failures,
        }
    }

    /// Fails every future that lacks a value it needs or has a code without a reason, and counts the
    /// failed ones.
    pub(super) fn settle(&mut self, spec: &Spec) -> u64 {
        let rows = self.rows;
        let needed = |outcomes: &[super::Outcome], years: usize| -> Vec<bool> {
            outcomes.iter().flat_map(|o| std::iter::repeat_n(!o.optional, years)).collect()
        };
        let scalar = needed(&spec.outcomes, 1);
        let yearly = needed(&spec.yearly, spec.years.len());
        for (values, needed) in [(&self.outcomes, scalar), (&self.yearly, yearly)] {
            for (column, needed) in values.chunks_exact(rows.max(1)).zip(needed) {
                // The whole column first: a missing value is rare.
                if needed && column.iter().any(|x| x.is_nan()) {
                    for (code, x) in self.failures.iter_mut().zip(column) {
                        if *code == 0 && x.is_nan() {
                            *code = NO_VALUE;
                        }
                    }
                }
            }
        }
        let reasons = spec.failures.len();
        let mut failed = 0;
        for code in &mut self.failures {
            if usize::from(*code) > reasons {
                *code = NO_VALUE;
            }
            failed += u64::from(*code != 0);
        }
        failed
    }
}
