//! Actors from a table: comma-separated text, read by the place of its columns.
//!
//! The layout is that of the reference program: actor, description, capability, then a position
//! and a salience per dimension. Header names vary and name the dimensions. The description may
//! be absent (the classic published tables lack it): it is taken to be there when the second
//! heading says so or the second column holds words.

mod fields;

use crate::actor::{Actor, ActorSet, Fault, capability_fault, position_fault, salience_fault};
use antumbra_core::{Diagnostic, Diagnostics, Origin, Span};
use fields::{Field, Row, rows};
use std::collections::BTreeMap;

/// How the positions of a file are placed on the 0-100 scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PositionScale {
    /// They are on it already.
    #[default]
    Hundred,
    /// Each dimension's smallest position is 0 and its largest 100. For positions in natural
    /// units: years of delay, dollars a barrel.
    Observed,
}

/// The natural units of one dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Units {
    /// What 0 stands for.
    pub at_0: f64,
    /// What 100 stands for.
    pub at_100: f64,
}

impl Units {
    /// A position on the 0-100 scale in natural units.
    pub fn natural(self, position: f64) -> f64 {
        self.at_0 + position / 100.0 * (self.at_100 - self.at_0)
    }
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The actors.
    pub actors: ActorSet,
    /// The natural units of each dimension.
    pub units: Vec<Units>,
    /// What the reader of the results has to know.
    pub warnings: Diagnostics,
}

/// Reads a case from the text of a file; `origin` names it in diagnostics.
///
/// Saliences that are all at most 1 are shares of one and are multiplied by 100, with a warning.
///
/// # Errors
/// Every fault found, each with its row, column and what to do: no header or no actors, a
/// position without a salience, a missing or superfluous value, a value that is not a number, a
/// salience or position outside 0 to 100, a negative capability, a name that is empty or used
/// twice, a quote that is not closed.
pub fn read_actors(text: &str, origin: &Origin, scale: PositionScale) -> Result<Case, Diagnostics> {
    let rows = rows(text).map_err(|q| {
        let d = Diagnostic::error("AN0701", format!("the quote in row {} is never closed", q.line));
        Diagnostics::from(d.at(origin.clone(), q.span).help("close it with a second `\"`"))
    })?;
    let mut reader = Reader {
        origin,
        end: text.len(),
        errors: Diagnostics::new(),
        warnings: Diagnostics::new(),
    };
    let case = reader.case(&rows, scale);
    match case {
        Some((actors, units)) if !reader.errors.has_errors() => {
            match ActorSet::new(actors.0, actors.1) {
                Ok(actors) => Ok(Case { actors, units, warnings: reader.warnings }),
                Err(e) => {
                    let place = Span { start: 0, end: text.len() };
                    let d = Diagnostic::error("AN0710", e.message()).at(origin.clone(), place);
                    Err(match e.hint() {
                        Some(h) => d.help(h),
                        None => d,
                    }
                    .into())
                }
            }
        }
        _ => Err(reader.errors),
    }
}

/// Where the columns are.
struct Layout {
    columns: Vec<String>,
    capability: usize,
}

impl Layout {
    fn dimensions(&self) -> Vec<String> {
        self.columns[self.capability + 1..].iter().step_by(2).cloned().collect()
    }
}

struct Reader<'a> {
    origin: &'a Origin,
    end: usize,
    errors: Diagnostics,
    warnings: Diagnostics,
}

type Parts = ((Vec<String>, Vec<Actor>), Vec<Units>);

impl Reader<'_> {
    fn error(&mut self, code: &'static str, span: Span, message: String, help: impl Into<String>) {
        self.errors.push(Diagnostic::error(code, message).at(self.origin.clone(), span).help(help));
    }

    fn case(&mut self, rows: &[Row], scale: PositionScale) -> Option<Parts> {
        let whole = Span { start: 0, end: self.end };
        let Some((header, body)) = rows.split_first() else {
            self.error(
                "AN0702",
                whole,
                "the file is empty: there are no actors".into(),
                "it needs a header row and a row per actor: actor, description, capability, \
                 position, salience",
            );
            return None;
        };
        let layout = self.layout(header, body)?;
        if body.is_empty() {
            self.error(
                "AN0703",
                whole,
                "there is a header row but there are no actors".into(),
                "add a row per actor below the header",
            );
            return None;
        }
        let mut actors = Vec::new();
        let mut places = Vec::new();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for row in body {
            if let Some((actor, place)) = self.actor(row, &layout, &mut names) {
                actors.push(actor);
                places.push(place);
            }
        }
        if self.errors.has_errors() {
            return None;
        }
        self.saliences(&mut actors, &places, &layout);
        let units = self.positions(&mut actors, &places, &layout, scale);
        Some(((layout.dimensions(), actors), units))
    }

    /// Finds the columns by their places.
    fn layout(&mut self, header: &Row, body: &[Row]) -> Option<Layout> {
        let mut heads: &[Field] = &header.fields;
        while let [rest @ .., last] = heads {
            if !last.text.is_empty() {
                break;
            }
            heads = rest;
        }
        let span = |a: &Field, b: &Field| Span { start: a.span.start, end: b.span.end };
        let all = span(&header.fields[0], header.fields.last()?);
        if heads.iter().skip(1).filter(|f| number(&f.text).is_some()).count() > 1 {
            self.error(
                "AN0704",
                all,
                format!("row {} is no header: it holds numbers", header.line),
                "the first row names the columns, as `Actor,Description,Capability,Position,\
                 Salience`",
            );
            return None;
        }
        let second = heads.get(1).map_or(String::new(), |f| f.text.to_lowercase());
        let words = body
            .iter()
            .filter_map(|r| r.fields.get(1))
            .any(|f| !f.text.is_empty() && number(&f.text).is_none());
        // A column headed as a strength is one, so that a wrong number in it is found as such.
        let strength =
            ["cap", "pow", "infl", "weig", "stren", "resour"].iter().any(|w| second.starts_with(w));
        let described = second.starts_with("desc") || (words && !strength);
        let capability = if described { 2 } else { 1 };
        let pairs = heads.len().saturating_sub(capability + 1);
        if pairs < 2 || pairs % 2 == 1 {
            let (message, place) = if pairs == 0 {
                ("there is no dimension: no position and no salience".to_owned(), all)
            } else {
                let last = &heads[heads.len() - 1];
                let message = format!(
                    "a dimension is incomplete: column {} (`{}`) is a position without a salience",
                    heads.len(),
                    last.text
                );
                (message, last.span)
            };
            let lead =
                if described { "actor, description, capability" } else { "actor, capability" };
            self.error(
                "AN0705",
                place,
                message,
                format!("after {lead} the columns come in pairs: a position and a salience per dimension"),
            );
            return None;
        }
        let columns = heads.iter().map(|f| f.text.clone()).collect();
        Some(Layout { columns, capability })
    }

    /// One actor and the places of its positions and saliences.
    fn actor(
        &mut self,
        row: &Row,
        layout: &Layout,
        names: &mut BTreeMap<String, usize>,
    ) -> Option<(Actor, Place)> {
        let want = layout.columns.len();
        if let Some(extra) = row.fields.iter().skip(want).find(|f| !f.text.is_empty()) {
            self.error(
                "AN0706",
                extra.span,
                format!("row {} has more values than the header has columns ({want})", row.line),
                "remove the value, name its column, or quote a text that holds a comma",
            );
            return None;
        }
        let first = &row.fields[0];
        if first.text.is_empty() {
            self.error(
                "AN0707",
                first.span,
                format!("row {}, column 1: the actor has no name", row.line),
                "results are keyed by the first column",
            );
        } else if let Some(before) = names.insert(first.text.clone(), row.line) {
            self.error(
                "AN0708",
                first.span,
                format!(
                    "row {}, column 1: `{}` is named in row {before} already",
                    row.line, first.text
                ),
                "results are keyed by the first column: give each actor its own name",
            );
        }
        let end = row.fields[row.fields.len() - 1].span.end;
        let mut numbers = Vec::with_capacity(want - layout.capability);
        let mut spans = Vec::with_capacity(want - layout.capability);
        for c in layout.capability..want {
            let name = &layout.columns[c];
            let missing = Field { text: String::new(), span: Span { start: end, end } };
            let field = row.fields.get(c).unwrap_or(&missing);
            let value = number(&field.text);
            if value.is_none() {
                let place = format!("row {}, column {} (`{name}`)", row.line, c + 1);
                let (message, help) = if field.text.is_empty() {
                    (
                        format!("{place}: no value"),
                        "every actor needs every number; nothing is filled in",
                    )
                } else {
                    (
                        format!("{place}: `{}` is not a number", field.text),
                        "write numbers with digits and a decimal point, without thousands separators",
                    )
                };
                self.error("AN0709", field.span, message, help);
            }
            numbers.push(value.unwrap_or(0.0));
            spans.push(field.span);
        }
        if let Some(f) = capability_fault(numbers[0]) {
            self.fault(f, row.line, layout.capability, layout, spans[0]);
        }
        let description = if layout.capability == 2 {
            row.fields.get(1).map_or_else(String::new, |f| f.text.clone())
        } else {
            String::new()
        };
        let actor = Actor {
            name: first.text.clone(),
            description,
            capability: numbers[0],
            position: numbers[1..].iter().step_by(2).copied().collect(),
            salience: numbers[2..].iter().step_by(2).copied().collect(),
        };
        Some((actor, Place { line: row.line, spans }))
    }

    fn fault(
        &mut self,
        (message, help): Fault,
        line: usize,
        c: usize,
        layout: &Layout,
        span: Span,
    ) {
        let name = &layout.columns[c];
        self.error(
            "AN0710",
            span,
            format!("row {line}, column {} (`{name}`): {message}", c + 1),
            help,
        );
    }

    fn saliences(&mut self, actors: &mut [Actor], places: &[Place], layout: &Layout) {
        let all = || actors.iter().flat_map(|a| &a.salience);
        if all().all(|s| *s <= 1.0) && all().any(|s| *s > 0.0) {
            actors.iter_mut().flat_map(|a| &mut a.salience).for_each(|s| *s *= 100.0);
            self.warnings.push(
                Diagnostic::warning(
                    "AN0711",
                    "no salience exceeds 1: they are read as shares of one, so 1 is 100",
                )
                .at(self.origin.clone(), Span { start: 0, end: self.end })
                .help("write saliences from 0 to 100 to have them read as they are"),
            );
        }
        for (a, place) in actors.iter().zip(places) {
            for (k, &s) in a.salience.iter().enumerate() {
                if let Some(f) = salience_fault(s) {
                    let c = layout.capability + 2 + 2 * k;
                    self.fault(f, place.line, c, layout, place.spans[2 + 2 * k]);
                }
            }
        }
    }

    fn positions(
        &mut self,
        actors: &mut [Actor],
        places: &[Place],
        layout: &Layout,
        scale: PositionScale,
    ) -> Vec<Units> {
        /// Positions that fill less of the scale than this are probably in natural units.
        const NARROW: f64 = 10.0;
        let mut units = Vec::new();
        for (k, name) in layout.dimensions().iter().enumerate() {
            let column = || actors.iter().map(|a| a.position[k]);
            let lo = column().fold(f64::INFINITY, f64::min);
            let hi = column().fold(f64::NEG_INFINITY, f64::max);
            if scale == PositionScale::Observed {
                let width = if hi > lo { hi - lo } else { 1.0 };
                units.push(Units { at_0: lo, at_100: lo + width });
                for a in actors.iter_mut() {
                    a.position[k] = ((a.position[k] - lo) / width * 100.0).clamp(0.0, 100.0);
                }
                continue;
            }
            units.push(Units { at_0: 0.0, at_100: 100.0 });
            for (a, place) in actors.iter().zip(places) {
                if let Some(f) = position_fault(a.position[k]) {
                    let c = layout.capability + 1 + 2 * k;
                    self.fault(f, place.line, c, layout, place.spans[1 + 2 * k]);
                }
            }
            if hi > lo && hi - lo < NARROW && lo >= 0.0 && hi <= 100.0 {
                self.warnings.push(
                    Diagnostic::warning(
                        "AN0712",
                        format!("positions on `{name}` run from {lo} to {hi} of 0 to 100"),
                    )
                    .at(self.origin.clone(), Span { start: 0, end: self.end })
                    .help(
                        "distances are felt against the whole scale; if these are natural units, \
                         read the file on its observed scale",
                    ),
                );
            }
        }
        units
    }
}

/// Where an actor's numbers stand: its row and the span of each, capability first.
struct Place {
    line: usize,
    spans: Vec<Span>,
}

/// A finite number written out, or `None`.
fn number(text: &str) -> Option<f64> {
    let plain =
        text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    if !plain {
        return None;
    }
    text.parse::<f64>().ok().filter(|x| x.is_finite())
}
