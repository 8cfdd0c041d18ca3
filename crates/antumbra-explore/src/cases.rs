//! The cases that an analysis looks at: chosen columns of a table, and the rows that are kept.
//!
//! Nothing is copied: a [`Cases`] borrows its columns. Every analysis states what it does with a
//! value that is missing or not finite through [`MissingRows`]; none is ever read as a zero.

use crate::Error;
use antumbra_core::{Column, Table};

/// What to do with a row that lacks a finite value in a chosen column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingRows {
    /// Refuse the table and name the first such cell.
    #[default]
    Refuse,
    /// Leave the row out and count it in [`Cases::dropped`].
    Drop,
}

/// One input column, borrowed.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// Real numbers of a table.
    Real(&'a [Option<f64>]),
    /// Real numbers without gaps.
    Dense(&'a [f64]),
    /// Whole numbers.
    Whole(&'a [Option<i64>]),
    /// True or false.
    Truth(&'a [Option<bool>]),
    /// Words: the list of distinct words and each row's index into it.
    Word(&'a [String], &'a [Option<u32>]),
}

/// Whole numbers up to this size are exact as 64-bit floating-point numbers.
const EXACT_WHOLE: i64 = 1 << 53;

impl<'a> Input<'a> {
    fn of(column: &'a Column) -> Self {
        match column {
            Column::F64(v) => Input::Real(v),
            Column::I64(v) => Input::Whole(v),
            Column::Bool(v) => Input::Truth(v),
            Column::Category { words, index } => Input::Word(words, index),
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Input::Real(v) => v.len(),
            Input::Dense(v) => v.len(),
            Input::Whole(v) => v.len(),
            Input::Truth(v) => v.len(),
            Input::Word(_, v) => v.len(),
        }
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Is it a column of numbers (real or whole)?
    pub fn is_number(&self) -> bool {
        matches!(self, Input::Real(_) | Input::Dense(_) | Input::Whole(_))
    }

    /// The number in a kept row; words and truth values give their index (false 0, true 1).
    pub(crate) fn value(&self, row: usize) -> f64 {
        match self {
            Input::Real(v) => v[row].unwrap_or(f64::NAN),
            Input::Dense(v) => v[row],
            Input::Whole(v) => v[row].map_or(f64::NAN, |x| x as f64),
            Input::Truth(v) => v[row].map_or(f64::NAN, |b| f64::from(u8::from(b))),
            Input::Word(_, v) => v[row].map_or(f64::NAN, f64::from),
        }
    }

    /// Why the value of a row cannot be used, if it cannot.
    fn unusable(&self, row: usize) -> Option<&'static str> {
        let real = |x: f64| match x {
            x if x.is_nan() => Some("is not a number"),
            x if x.is_infinite() => Some("is infinite"),
            _ => None,
        };
        match self {
            Input::Real(v) => v[row].map_or(Some("is missing"), real),
            Input::Dense(v) => real(v[row]),
            Input::Whole(v) => v[row].map_or(Some("is missing"), |x| {
                (x.abs() > EXACT_WHOLE).then_some("is beyond 2^53 and not exact as a real number")
            }),
            Input::Truth(v) => v[row].is_none().then_some("is missing"),
            Input::Word(_, v) => v[row].is_none().then_some("is missing"),
        }
    }
}

/// Chosen input columns and an outcome column over the rows that are kept.
#[derive(Clone, Debug)]
pub struct Cases<'a> {
    names: Vec<String>,
    inputs: Vec<Input<'a>>,
    outcome_name: String,
    outcome: Input<'a>,
    rows: Vec<u32>,
    all: usize,
}

impl<'a> Cases<'a> {
    /// Columns `x` and outcome `y` of a table, any names.
    ///
    /// # Errors
    /// A column that is not there (with the nearest name), chosen twice or both as input and
    /// outcome; no input, no row; with [`MissingRows::Refuse`], a missing or non-finite value.
    pub fn new(
        table: &'a Table,
        x: &[impl AsRef<str>],
        y: &str,
        missing: MissingRows,
    ) -> Result<Self, Error> {
        let mut named = Vec::with_capacity(x.len());
        for name in x {
            named.push((name.as_ref().to_owned(), Input::of(table.column(name.as_ref())?)));
        }
        let outcome = Input::of(table.column(y)?);
        Self::from_inputs(named, (y.to_owned(), outcome), missing)
    }

    /// The same from columns that are not in a table.
    ///
    /// # Errors
    /// As [`Cases::new`], and when lengths differ.
    pub fn from_inputs(
        x: Vec<(String, Input<'a>)>,
        (outcome_name, outcome): (String, Input<'a>),
        missing: MissingRows,
    ) -> Result<Self, Error> {
        let all = outcome.len();
        if x.is_empty() {
            return Err(Error::table("no input column is chosen").help("name at least one"));
        }
        let (names, inputs): (Vec<String>, Vec<Input<'a>>) = x.into_iter().unzip();
        for (i, name) in names.iter().enumerate() {
            if names[..i].contains(name) {
                return Err(Error::table(format!("input `{name}` is chosen twice")));
            }
            if *name == outcome_name {
                return Err(Error::table(format!("`{name}` is both an input and the outcome")));
            }
            if inputs[i].len() != all {
                return Err(Error::table(format!(
                    "input `{name}` has {} rows where the outcome `{outcome_name}` has {all}",
                    inputs[i].len()
                )));
            }
        }
        if u32::try_from(all).is_err() {
            return Err(Error::table(format!("{all} rows are more than this analysis can index")));
        }
        let mut cases = Cases { names, inputs, outcome_name, outcome, rows: Vec::new(), all };
        cases.keep_rows(missing)?;
        if cases.rows.is_empty() {
            return Err(Error::table(if all == 0 {
                "the table has no rows".to_owned()
            } else {
                format!("all {all} rows lack a value in a chosen column")
            }));
        }
        Ok(cases)
    }

    fn keep_rows(&mut self, missing: MissingRows) -> Result<(), Error> {
        let columns = || {
            let outcome = std::iter::once((&self.outcome_name, &self.outcome));
            self.names.iter().zip(&self.inputs).chain(outcome)
        };
        // Column by column: a row's cells lie far apart in memory.
        let mut usable = vec![true; self.all];
        for (_, column) in columns() {
            for (row, usable) in usable.iter_mut().enumerate() {
                *usable &= column.unusable(row).is_none();
            }
        }
        if missing == MissingRows::Refuse
            && let Some(row) = usable.iter().position(|u| !u)
            && let Some((name, why)) =
                columns().find_map(|(name, c)| c.unusable(row).map(|why| (name, why)))
        {
            let message = format!("the value of `{name}` in row {} {why}", row + 1);
            return Err(
                Error::table(message).help("leave such rows out on purpose, or mend the table")
            );
        }
        self.rows = (0..self.all as u32).filter(|&r| usable[r as usize]).collect();
        Ok(())
    }

    /// Keeps only the rows for which `keep` (one entry per row of the table) is true.
    ///
    /// # Errors
    /// When the lengths differ or no row is left.
    pub fn filtered(mut self, keep: &[bool]) -> Result<Self, Error> {
        if keep.len() != self.all {
            return Err(Error::table(format!(
                "the filter has {} rows where the table has {}",
                keep.len(),
                self.all
            )));
        }
        self.rows.retain(|&r| keep[r as usize]);
        if self.rows.is_empty() {
            return Err(Error::table("no row is left after the filter"));
        }
        Ok(self)
    }

    /// The input columns' names, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The outcome column's name.
    pub fn outcome_name(&self) -> &str {
        &self.outcome_name
    }

    /// The input columns, in order.
    pub fn inputs(&self) -> &[Input<'a>] {
        &self.inputs
    }

    /// How many rows are kept.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when no row is kept; never so for a value that a constructor gave.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows of the table are left out.
    pub fn dropped(&self) -> usize {
        self.all - self.rows.len()
    }

    /// The kept rows' indices in the table, rising.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// All rows of the table, kept or not.
    pub(crate) fn all_rows(&self) -> usize {
        self.all
    }

    /// An input's numbers over the kept rows (words and truth values by index).
    pub fn numbers(&self, input: usize) -> Vec<f64> {
        self.rows.iter().map(|&r| self.inputs[input].value(r as usize)).collect()
    }

    /// The outcome's numbers over the kept rows.
    ///
    /// # Errors
    /// When the outcome is a column of words.
    pub fn outcome_numbers(&self) -> Result<Vec<f64>, Error> {
        if matches!(self.outcome, Input::Word(..)) {
            return Err(Error::table(format!(
                "the outcome `{}` holds words where numbers are needed",
                self.outcome_name
            )));
        }
        Ok(self.rows.iter().map(|&r| self.outcome.value(r as usize)).collect())
    }

    /// Which kept rows are of interest: a true/false column, or numbers that are all 0 or 1.
    ///
    /// # Errors
    /// When the outcome has other values.
    pub fn outcome_of_interest(&self) -> Result<Vec<bool>, Error> {
        let other = |what: String| {
            Error::table(format!(
                "the outcome `{}` {what}, so it does not say which cases are of interest",
                self.outcome_name
            ))
            .help("give a true/false or 0/1 column, a rule that makes one, or use the regression form")
        };
        if matches!(self.outcome, Input::Word(..)) {
            return Err(other("holds words".into()));
        }
        self.rows
            .iter()
            .map(|&r| match self.outcome.value(r as usize) {
                0.0 => Ok(false),
                1.0 => Ok(true),
                v => Err(other(format!("has the value {v} in row {}", r + 1))),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut t = Table::new("t", 3);
        t.push("a b", Column::F64(vec![Some(1.0), None, Some(3.0)])).unwrap();
        t.push("語", Column::I64(vec![Some(1), Some(2), Some(3)])).unwrap();
        t.push("y", Column::Bool(vec![Some(true), Some(false), Some(true)])).unwrap();
        t
    }

    #[test]
    fn missing_values_are_refused_or_dropped_and_counted() {
        let t = table();
        let e = Cases::new(&t, &["a b", "語"], "y", MissingRows::Refuse).unwrap_err();
        assert!(e.is_table());
        assert!(e.to_string().contains("`a b` in row 2 is missing"), "{e}");
        let c = Cases::new(&t, &["a b", "語"], "y", MissingRows::Drop).unwrap();
        assert_eq!((c.len(), c.dropped()), (2, 1));
        assert_eq!(c.numbers(1), [1.0, 3.0]);
        assert_eq!(c.outcome_of_interest().unwrap(), [true, true]);
    }

    #[test]
    fn nonsense_is_refused_with_its_name() {
        let t = table();
        let err =
            |x: &[&str], y: &str| Cases::new(&t, x, y, MissingRows::Drop).unwrap_err().to_string();
        assert!(err(&[], "y").contains("no input"));
        assert!(err(&["語", "語"], "y").contains("chosen twice"));
        assert!(err(&["y"], "y").contains("both an input and the outcome"));
        assert!(err(&["a  b"], "y").contains("did you mean `a b`?"));
        let c = Cases::new(&t, &["y"], "語", MissingRows::Drop).unwrap();
        assert!(c.outcome_of_interest().unwrap_err().to_string().contains("row 2"));
        let inf = [1.0, f64::INFINITY];
        let e = Cases::from_inputs(
            vec![("x".into(), Input::Dense(&inf))],
            ("y".into(), Input::Dense(&[0.0, 1.0])),
            MissingRows::Refuse,
        );
        assert!(e.unwrap_err().to_string().contains("row 2 is infinite"));
    }
}
