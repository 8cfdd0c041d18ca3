//! Plain tables: named columns with validity. No input or output.

use std::fmt;

/// The kind of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 64-bit floating point.
    F64,
    /// 64-bit whole numbers.
    I64,
    /// True or false.
    Bool,
    /// One of a list of words.
    Category,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::F64 => "number",
            Kind::I64 => "whole number",
            Kind::Bool => "true/false",
            Kind::Category => "word",
        })
    }
}

/// A column: its values, each there or not.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// 64-bit floating point; an absent value is `None`, never NaN.
    F64(Vec<Option<f64>>),
    /// 64-bit whole numbers.
    I64(Vec<Option<i64>>),
    /// True or false.
    Bool(Vec<Option<bool>>),
    /// Indices into a list of distinct words, in the order of first appearance.
    Category {
        /// The distinct words.
        words: Vec<String>,
        /// The index of each row's word.
        index: Vec<Option<u32>>,
    },
}

impl Column {
    /// A column of words from an iterator of optional texts.
    pub fn category<S: AsRef<str>>(values: impl IntoIterator<Item = Option<S>>) -> Self {
        let mut seen = std::collections::BTreeMap::<String, u32>::new();
        let mut words = Vec::new();
        let index = values
            .into_iter()
            .map(|v| {
                v.map(|s| {
                    let s = s.as_ref();
                    *seen.entry(s.to_owned()).or_insert_with(|| {
                        words.push(s.to_owned());
                        (words.len() - 1) as u32
                    })
                })
            })
            .collect();
        Column::Category { words, index }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Column::F64(v) => v.len(),
            Column::I64(v) => v.len(),
            Column::Bool(v) => v.len(),
            Column::Category { index, .. } => index.len(),
        }
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The kind of its values.
    pub fn kind(&self) -> Kind {
        match self {
            Column::F64(_) => Kind::F64,
            Column::I64(_) => Kind::I64,
            Column::Bool(_) => Kind::Bool,
            Column::Category { .. } => Kind::Category,
        }
    }

    /// The number in a row of a column of numbers (whole ones included).
    pub fn number(&self, row: usize) -> Option<f64> {
        match self {
            Column::F64(v) => v.get(row).copied().flatten(),
            Column::I64(v) => v.get(row).copied().flatten().map(|x| x as f64),
            _ => None,
        }
    }

    /// The whole number in a row.
    pub fn whole(&self, row: usize) -> Option<i64> {
        match self {
            Column::I64(v) => v.get(row).copied().flatten(),
            _ => None,
        }
    }

    /// The word in a row.
    pub fn word(&self, row: usize) -> Option<&str> {
        match self {
            Column::Category { words, index } => index
                .get(row)
                .copied()
                .flatten()
                .and_then(|i| words.get(i as usize))
                .map(String::as_str),
            _ => None,
        }
    }

    /// The truth value in a row.
    pub fn truth(&self, row: usize) -> Option<bool> {
        match self {
            Column::Bool(v) => v.get(row).copied().flatten(),
            _ => None,
        }
    }
}

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// Two columns have the same name.
    Duplicate(String),
    /// A column's length differs from the others'.
    Length {
        /// The column.
        column: String,
        /// Its length.
        found: usize,
        /// The table's.
        expected: usize,
    },
    /// A column that is needed is not there.
    NoColumn {
        /// The table.
        table: String,
        /// The column asked for.
        column: String,
        /// The nearest one that is there.
        near: Option<String>,
    },
    /// A column is of another kind than needed.
    WrongKind {
        /// The column.
        column: String,
        /// The kind found.
        found: Kind,
        /// The kind needed.
        expected: Kind,
    },
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableError::Duplicate(c) => write!(f, "column `{c}` appears twice"),
            TableError::Length { column, found, expected } => {
                write!(f, "column `{column}` has {found} rows where the table has {expected}")
            }
            TableError::NoColumn { table, column, near } => {
                write!(f, "table `{table}` has no column `{column}`")?;
                near.as_ref().map_or(Ok(()), |n| write!(f, "; did you mean `{n}`?"))
            }
            TableError::WrongKind { column, found, expected } => {
                write!(f, "column `{column}` holds {found}s where {expected}s are needed")
            }
        }
    }
}

impl std::error::Error for TableError {}

/// A table of named columns of equal length.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    name: String,
    rows: usize,
    columns: Vec<(String, Column)>,
}

impl Table {
    /// A table with `rows` rows and no columns yet.
    pub fn new(name: impl Into<String>, rows: usize) -> Self {
        Table { name: name.into(), rows, columns: Vec::new() }
    }

    /// Adds a column.
    ///
    /// # Errors
    /// When the name is taken or the length differs.
    pub fn push(&mut self, name: impl Into<String>, column: Column) -> Result<(), TableError> {
        let name = name.into();
        if self.columns.iter().any(|(n, _)| *n == name) {
            return Err(TableError::Duplicate(name));
        }
        if column.len() != self.rows {
            return Err(TableError::Length {
                column: name,
                found: column.len(),
                expected: self.rows,
            });
        }
        self.columns.push((name, column));
        Ok(())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns with their names, in order.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &Column)> {
        self.columns.iter().map(|(n, c)| (n.as_str(), c))
    }

    /// A column by name.
    ///
    /// # Errors
    /// When it is not there; the error names the nearest that is.
    pub fn column(&self, name: &str) -> Result<&Column, TableError> {
        self.columns.iter().find(|(n, _)| n == name).map(|(_, c)| c).ok_or_else(|| {
            TableError::NoColumn {
                table: self.name.clone(),
                column: name.to_owned(),
                near: crate::did_you_mean(name, self.columns.iter().map(|(n, _)| n.as_str())),
            }
        })
    }

    /// A column by name, of the kind needed.
    ///
    /// # Errors
    /// When it is not there or of another kind.
    pub fn column_of(&self, name: &str, kind: Kind) -> Result<&Column, TableError> {
        let c = self.column(name)?;
        if c.kind() == kind || (kind == Kind::F64 && c.kind() == Kind::I64) {
            Ok(c)
        } else {
            Err(TableError::WrongKind { column: name.into(), found: c.kind(), expected: kind })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_checked_on_the_way_in_and_out() {
        let mut t = Table::new("t", 2);
        t.push("x", Column::F64(vec![Some(1.0), None])).unwrap();
        t.push("name", Column::category([Some("a"), Some("b")])).unwrap();
        assert!(matches!(t.push("x", Column::I64(vec![])), Err(TableError::Duplicate(_))));
        assert!(matches!(t.push("y", Column::I64(vec![])), Err(TableError::Length { .. })));
        assert_eq!(t.column("x").unwrap().number(1), None);
        assert_eq!(t.column("name").unwrap().word(1), Some("b"));
        let e = t.column("nmae").unwrap_err().to_string();
        assert_eq!(e, "table `t` has no column `nmae`; did you mean `name`?");
        assert!(t.column_of("name", Kind::F64).is_err());
    }
}
