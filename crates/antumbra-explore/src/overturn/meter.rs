//! Counted evaluations, few futures or all of them.

use super::{Evaluate, Question, Search, Verdict};
use crate::Error;

pub(super) struct Meter<'a> {
    model: &'a dyn Evaluate,
    question: Question,
    /// Futures of a cheap evaluation; `None` when the full ensemble is no larger.
    few: Option<usize>,
    /// What the full ensemble says beyond the few futures, without a move: with common draws most
    /// of the difference stays the same under a move.
    correction: f64,
    budget: usize,
    pub(super) before: f64,
    pub(super) cheap: usize,
    pub(super) full: usize,
    pub(super) exhausted: bool,
}

impl<'a> Meter<'a> {
    pub(super) fn new(
        model: &'a dyn Evaluate,
        question: Question,
        search: &Search,
    ) -> Result<Self, Error> {
        let few = (search.futures < model.futures()).then_some(search.futures);
        let mut meter = Meter {
            model,
            question,
            few,
            correction: 0.0,
            budget: search.budget,
            before: 0.0,
            cheap: 0,
            full: 0,
            exhausted: false,
        };
        meter.before = meter.on_all(&[])?;
        if let Some(few) = few {
            meter.cheap += 1;
            meter.correction = meter.before - meter.number(&[], few)?;
        }
        Ok(meter)
    }

    fn number(&self, moves: &[(usize, f64)], futures: usize) -> Result<f64, Error> {
        let v = self.model.value(moves, futures)?;
        if v.is_nan() {
            return Err(Error::model(format!(
                "the ensemble gives no number at the moves {moves:?}"
            ))
            .help("answer with an error that says why"));
        }
        Ok(v)
    }

    /// The number as the search sees it; `None` when the budget is spent.
    pub(super) fn cheaply(&mut self, moves: &[(usize, f64)]) -> Result<Option<f64>, Error> {
        if self.cheap >= self.budget {
            self.exhausted = true;
            return Ok(None);
        }
        self.cheap += 1;
        let futures = self.few.unwrap_or_else(|| self.model.futures());
        Ok(Some(self.number(moves, futures)? + self.correction))
    }

    /// The number on the full ensemble.
    pub(super) fn on_all(&mut self, moves: &[(usize, f64)]) -> Result<f64, Error> {
        self.full += 1;
        self.number(moves, self.model.futures())
    }

    pub(super) fn verdict(&self, value: f64) -> Verdict {
        self.question.verdict(value)
    }

    pub(super) fn flips(&self, value: f64) -> bool {
        self.verdict(value) != self.verdict(self.before)
    }
}
