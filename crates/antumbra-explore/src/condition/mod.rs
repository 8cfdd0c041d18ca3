//! A condition on the rows of a table: `spending > 3 and region == "north"`.
//!
//! *Names* of columns are written bare when they consist of letters, digits, `_` and `.` and do not
//! begin with a digit (letters of any script), otherwise between back-quotes: `` `cost (bn)` `` (a
//! back-quote inside is doubled). *Words* stand between double quotes, a double quote or backslash
//! inside after a backslash. *Comparisons* are `==`, `!=`, `<`, `<=`, `>`, `>=` (numbers), `==`,
//! `!=` and `in ["a", "b"]` (words and numbers); a true/false column is a condition by itself.
//! `not` binds tighter than `and`, `and` tighter than `or`; parentheses group.
//!
//! *Missing values.* A comparison with a missing value is neither true nor false; `and`, `or`,
//! `not` follow Kleene's logic (`false and missing` is false). Only rows that are true are kept.
//!
//! ```
//! use antumbra_core::{Column, Table};
//! use antumbra_explore::condition::Condition;
//!
//! let mut t = Table::new("t", 3);
//! t.push("x", Column::F64(vec![Some(1.0), Some(5.0), None]))?;
//! t.push("other", Column::category([Some("a"), Some("a"), Some("b")]))?;
//! let c = Condition::parse("x > 3 and other == \"a\"")?;
//! assert_eq!(c.evaluate(&t)?.rows, [Some(false), Some(true), Some(false)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod evaluate;
mod lexer;
mod parser;

use antumbra_core::{Diagnostic, Diagnostics, Origin, Span};

pub use evaluate::Truth;

/// A parsed condition; see the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    text: String,
    root: Node,
}

impl Condition {
    /// Parses a condition.
    ///
    /// # Errors
    /// Diagnostics that point at what is wrong and say what to write instead.
    pub fn parse(text: &str) -> Result<Self, Diagnostics> {
        let tokens = lexer::tokens(text)?;
        let root = parser::parse(text, &tokens)?;
        Ok(Condition { text: text.to_owned(), root })
    }

    /// The text that was parsed.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A diagnostic that points into a condition.
fn complaint(code: &'static str, text: &str, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, message).at(Origin::Argument(text.to_owned()), span)
}

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Or(Box<Node>, Box<Node>),
    And(Box<Node>, Box<Node>),
    Not(Box<Node>),
    /// A true/false column.
    Truth(Named),
    Compare(Operand, Comparison, Operand),
    In(Named, Vec<(Literal, Span)>),
}

/// A column by name.
#[derive(Clone, Debug, PartialEq)]
struct Named {
    name: String,
    span: Span,
}

#[derive(Clone, Debug, PartialEq)]
enum Operand {
    Column(Named),
    Literal(Literal, Span),
}

impl Operand {
    fn span(&self) -> Span {
        match self {
            Operand::Column(n) => n.span,
            Operand::Literal(_, s) => *s,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Literal {
    Number(f64),
    Word(String),
    Truth(bool),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}
