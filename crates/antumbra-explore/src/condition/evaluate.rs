//! A condition's truth, row by row.

use super::{Comparison, Condition, Literal, Named, Node, Operand, complaint};
use antumbra_core::{Column, Diagnostic, Diagnostics, Kind, Severity, Span, Table, did_you_mean};

/// What a condition says of each row.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    /// True, false, or missing.
    pub rows: Vec<Option<bool>>,
    /// What a reader has to know: a word that no row has.
    pub warnings: Diagnostics,
}

impl Truth {
    /// The rows to keep: those that are true.
    pub fn keep(&self) -> Vec<bool> {
        self.rows.iter().map(|r| *r == Some(true)).collect()
    }

    /// How many rows are neither true nor false.
    pub fn missing(&self) -> usize {
        self.rows.iter().filter(|r| r.is_none()).count()
    }
}

impl Condition {
    /// The condition's truth on every row of a table.
    ///
    /// # Errors
    /// All columns that are not there (with the nearest name) and all comparisons between
    /// different kinds of value, each with its place in the text.
    pub fn evaluate(&self, table: &Table) -> Result<Truth, Diagnostics> {
        let mut e = Evaluation { text: &self.text, table, found: Diagnostics::new() };
        let rows = e.node(&self.root);
        if e.found.has_errors() {
            return Err(e.found);
        }
        Ok(Truth { rows, warnings: e.found })
    }
}

struct Evaluation<'t> {
    text: &'t str,
    table: &'t Table,
    found: Diagnostics,
}

type Rows = Vec<Option<bool>>;

/// One side of a comparison, by kind.
enum Side<'t> {
    Numbers(&'t Column),
    Words(&'t Column),
    Truths(&'t Column),
    Literal(&'t Literal),
}

/// A value of either side in one row.
#[derive(PartialEq, PartialOrd)]
enum Value<'t> {
    Number(f64),
    Word(&'t str),
    Truth(bool),
}

impl<'t> Side<'t> {
    fn kind(&self) -> &'static str {
        match self {
            Side::Numbers(_) | Side::Literal(Literal::Number(_)) => "number",
            Side::Words(_) | Side::Literal(Literal::Word(_)) => "word",
            Side::Truths(_) | Side::Literal(Literal::Truth(_)) => "true/false value",
        }
    }

    fn at(&self, row: usize) -> Option<Value<'t>> {
        match self {
            Side::Numbers(c) => c.number(row).filter(|v| !v.is_nan()).map(Value::Number),
            Side::Words(c) => c.word(row).map(Value::Word),
            Side::Truths(c) => c.truth(row).map(Value::Truth),
            Side::Literal(Literal::Number(n)) => Some(Value::Number(*n)),
            Side::Literal(Literal::Word(w)) => Some(Value::Word(w)),
            Side::Literal(Literal::Truth(b)) => Some(Value::Truth(*b)),
        }
    }
}

impl<'n, 't: 'n> Evaluation<'t> {
    fn node(&mut self, node: &'n Node) -> Rows {
        match node {
            Node::Or(a, b) => self.both(a, b, |a, b| match (a, b) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            }),
            Node::And(a, b) => self.both(a, b, |a, b| match (a, b) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            }),
            Node::Not(a) => self.node(a).into_iter().map(|r| r.map(|b| !b)).collect(),
            Node::Truth(name) => self.truth(name),
            Node::Compare(a, how, b) => self.compare(a, *how, b),
            Node::In(name, items) => self.one_of(name, items),
        }
    }

    fn both(
        &mut self,
        a: &'n Node,
        b: &'n Node,
        join: fn(Option<bool>, Option<bool>) -> Option<bool>,
    ) -> Rows {
        let (a, b) = (self.node(a), self.node(b));
        a.into_iter().zip(b).map(|(a, b)| join(a, b)).collect()
    }

    /// Rows for a part that is wrong: the diagnostic is what counts.
    fn nothing(&mut self, d: Diagnostic) -> Rows {
        self.found.push(d);
        vec![None; self.table.rows()]
    }

    fn column(&self, named: &Named) -> Result<&'t Column, Diagnostic> {
        self.table.column(&named.name).map_err(|_| {
            let names = self.table.columns().map(|(n, _)| n);
            let near = did_you_mean(&named.name, names);
            let message = format!("there is no column `{}`", named.name);
            let d = complaint("AN0503", self.text, named.span, message);
            match near {
                Some(n) => d.help(format!("did you mean `{n}`?")),
                None => d.help("words stand between double quotes, names as in the table's head"),
            }
        })
    }

    fn side(&self, named: &Named) -> Result<Side<'n>, Diagnostic> {
        self.column(named).map(|c| match c.kind() {
            Kind::F64 | Kind::I64 => Side::Numbers(c),
            Kind::Category => Side::Words(c),
            Kind::Bool => Side::Truths(c),
        })
    }

    fn truth(&mut self, named: &Named) -> Rows {
        match self.column(named) {
            Ok(Column::Bool(v)) => v.clone(),
            Ok(c) => {
                let message =
                    format!("`{}` holds {}s and is no condition by itself", named.name, c.kind());
                let d = complaint("AN0504", self.text, named.span, message);
                self.nothing(d.help("compare it with a value"))
            }
            Err(d) => self.nothing(d),
        }
    }

    fn compare(&mut self, a: &'n Operand, how: Comparison, b: &'n Operand) -> Rows {
        let side = |o: &'n Operand| match o {
            Operand::Column(n) => self.side(n),
            Operand::Literal(l, _) => Ok(Side::Literal(l)),
        };
        let rows = self.table.rows();
        let (left, right) = match (side(a), side(b)) {
            (Ok(l), Ok(r)) => (l, r),
            (l, r) => {
                let wrong: Vec<Diagnostic> = l.err().into_iter().chain(r.err()).collect();
                wrong.into_iter().for_each(|d| self.found.push(d));
                return vec![None; rows];
            }
        };
        let whole = Span { start: a.span().start, end: b.span().end };
        if left.kind() != right.kind() {
            let message = format!("a {} is compared with a {}", left.kind(), right.kind());
            let d = complaint("AN0505", self.text, whole, message);
            return self.nothing(d.help("numbers stand bare, words between double quotes"));
        }
        let ordered = !matches!(how, Comparison::Equal | Comparison::Unequal);
        if ordered && left.kind() != "number" {
            let message = format!("a {} has no order", left.kind());
            let d = complaint("AN0505", self.text, whole, message);
            return self.nothing(d.help("use `==`, `!=` or `in`"));
        }
        for (column, value, span) in [(&left, &right, b.span()), (&right, &left, a.span())] {
            if let (Side::Words(c), Side::Literal(Literal::Word(w))) = (column, value) {
                self.known(c, w, span);
            }
        }
        (0..rows)
            .map(|r| {
                let (x, y) = (left.at(r)?, right.at(r)?);
                Some(match how {
                    Comparison::Equal => x == y,
                    Comparison::Unequal => x != y,
                    Comparison::Less => x < y,
                    Comparison::AtMost => x <= y,
                    Comparison::Greater => x > y,
                    Comparison::AtLeast => x >= y,
                })
            })
            .collect()
    }

    fn one_of(&mut self, named: &Named, items: &[(Literal, Span)]) -> Rows {
        let side = match self.side(named) {
            Ok(side) => side,
            Err(d) => return self.nothing(d),
        };
        for (item, span) in items {
            let item_side = Side::Literal(item);
            if item_side.kind() != side.kind() {
                let message =
                    format!("a {} is looked for among {}s", item_side.kind(), side.kind());
                let d = complaint("AN0505", self.text, *span, message);
                self.found.push(d.help("numbers stand bare, words between double quotes"));
            } else if let (Side::Words(c), Literal::Word(w)) = (&side, item) {
                self.known(c, w, *span);
            }
        }
        (0..self.table.rows())
            .map(|r| {
                let value = side.at(r)?;
                Some(items.iter().any(|(i, _)| Side::Literal(i).at(r).is_some_and(|v| v == value)))
            })
            .collect()
    }

    /// Warns of a word that no row has: most often a slip of the pen.
    fn known(&mut self, column: &Column, word: &str, span: Span) {
        let Column::Category { words, .. } = column else { return };
        if words.iter().any(|w| w == word) {
            return;
        }
        let d = complaint("AN0506", self.text, span, format!("no row has the word \"{word}\""));
        let d = Diagnostic { severity: Severity::Warning, ..d };
        let near = did_you_mean(word, words.iter().map(String::as_str));
        self.found.push(match near {
            Some(n) => d.help(format!("did you mean \"{n}\"?")),
            None => d,
        });
    }
}
