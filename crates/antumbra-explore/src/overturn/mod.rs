//! What would overturn a verdict: the smallest moves of the fewest inputs that flip it.
//!
//! *Model.* A verdict is read off one number of an ensemble: the share of futures that are good
//! enough, or by how much one policy is ahead of another ([`Question`]). A *move* shifts the centre
//! of an input's distribution; all other draws and all seeds stay, so two evaluations differ by the
//! move alone. Its size is counted in halves of the input's own range ([`Movable::half_range`]) and,
//! beside it, against a width that is common to all inputs, because a wide range makes any move look
//! small.
//!
//! *Search.* Global and deterministic. Each input alone, both ways, is evaluated on a grid over what
//! is allowed (the number need not be monotone), and the first flip is narrowed by bisection. Where
//! no single input of a group flips the verdict, pairs of its most influential inputs are searched
//! along rays in all four quadrants. The search runs on few futures, corrected by what the full
//! ensemble says without a move; what it finds is then **certified**: run on the full ensemble and
//! narrowed there.
//!
//! *Limits.* A flip that opens and closes within one step of the grid is missed; pairs of inputs
//! that do nothing alone are searched in the order given, as far as [`Search::pair_inputs`] goes.
//!
//! ```
//! use antumbra_explore::Error;
//! use antumbra_explore::overturn::{Evaluate, Group, Movable, Question, Search, overturn};
//!
//! struct Linear;
//! impl Evaluate for Linear {
//!     fn value(&self, moves: &[(usize, f64)], _: usize) -> Result<f64, Error> {
//!         Ok(0.95 - moves.iter().map(|m| 0.1 * m.1).sum::<f64>())
//!     }
//!     fn futures(&self) -> usize {
//!         1000
//!     }
//! }
//!
//! let input = Movable {
//!     name: "distance decay".into(),
//!     group: Group::Judgement,
//!     lo: -0.25,
//!     mid: 0.0,
//!     hi: 0.25,
//!     bounds: (-1.0, 1.0),
//!     unit: "per ln km".into(),
//!     reference_width: 1.0,
//! };
//! let found = overturn(&Linear, &[input], Question::default(), &Search::default())?;
//! let first = &found.lists[1].overturners[0]; // the group of judgements
//! // The share falls below .90 once the input moves by half: two halves of its range.
//! assert!(first.certified && (first.half_ranges - 2.0).abs() < 0.01);
//! # Ok::<(), Error>(())
//! ```

mod meter;
mod pair;
mod ray;
mod search;

use crate::Error;

pub use search::overturn;

/// Whose assumption an input is: each has a list of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// How things are.
    World,
    /// How we judge them.
    Judgement,
    /// What we ask for.
    Yardstick,
}

impl Group {
    /// All, in the order of the lists.
    pub const ALL: [Group; 3] = [Group::World, Group::Judgement, Group::Yardstick];
}

/// An input that can be moved. All numbers are in the space in which adding a shift makes sense (the
/// logarithm of a size, the log-odds of a share); the caller translates.
#[derive(Clone, Debug, PartialEq)]
pub struct Movable {
    /// Its name.
    pub name: String,
    /// Whose assumption it is.
    pub group: Group,
    /// 5th percentile of its distribution (or `mid`, when it is a number).
    pub lo: f64,
    /// Its centre.
    pub mid: f64,
    /// 95th percentile.
    pub hi: f64,
    /// Where its centre may lie.
    pub bounds: (f64, f64),
    /// Unit, for people.
    pub unit: String,
    /// The common width against which its moves are scored too.
    pub reference_width: f64,
}

impl Movable {
    /// Half its own range; half the common width for an input that is a number without a range.
    pub fn half_range(&self) -> f64 {
        let half = (self.hi - self.lo) / 2.0;
        if half > 0.0 { half } else { self.reference_width / 2.0 }
    }

    /// How far its centre may go up or down.
    fn room(&self, up: bool) -> f64 {
        if up { self.bounds.1 - self.mid } else { self.mid - self.bounds.0 }
    }

    fn check(&self) -> Result<(), Error> {
        let numbers = [self.lo, self.mid, self.hi, self.bounds.0, self.bounds.1];
        let ordered = self.lo <= self.mid && self.mid <= self.hi;
        let inside = self.bounds.0 <= self.mid && self.mid <= self.bounds.1;
        let wide = self.reference_width > 0.0 && self.reference_width.is_finite();
        if numbers.iter().all(|v| v.is_finite()) && ordered && inside && wide {
            return Ok(());
        }
        Err(Error::setting(format!(
            "input `{}` has the range {} to {} to {}, the bounds {} to {} and the width {}",
            self.name,
            self.lo,
            self.mid,
            self.hi,
            self.bounds.0,
            self.bounds.1,
            self.reference_width
        ))
        .help("numbers have to be finite and in order, the centre within its bounds, the width positive"))
    }
}

/// What is asked of an ensemble, and so what a verdict is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Question {
    /// The share of futures that are good enough.
    Share {
        /// From this share on it holds.
        holds: f64,
        /// Up to this share it does not hold.
        fails: f64,
    },
    /// By how much the first of two policies is ahead of the second.
    Order,
}

impl Default for Question {
    /// Holds from .90 on, does not hold up to .10.
    fn default() -> Self {
        Question::Share { holds: 0.9, fails: 0.1 }
    }
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Good enough in enough futures.
    Holds,
    /// In some.
    Depends,
    /// In too few.
    Fails,
    /// The first policy is ahead.
    First,
    /// Neither is.
    Even,
    /// The second is.
    Second,
}

impl Question {
    /// The verdict on a number.
    pub fn verdict(&self, value: f64) -> Verdict {
        match *self {
            Question::Share { holds, .. } if value >= holds => Verdict::Holds,
            Question::Share { fails, .. } if value <= fails => Verdict::Fails,
            Question::Share { .. } => Verdict::Depends,
            Question::Order if value > 0.0 => Verdict::First,
            Question::Order if value < 0.0 => Verdict::Second,
            Question::Order => Verdict::Even,
        }
    }
}

/// An ensemble that can be run again with moved inputs.
pub trait Evaluate {
    /// The number that the verdict is read off, over the first `futures` futures, with the centres
    /// of the inputs (by their place) shifted and everything else as it was.
    ///
    /// # Errors
    /// [`Error::model`], when the ensemble cannot be run there.
    fn value(&self, moves: &[(usize, f64)], futures: usize) -> Result<f64, Error>;

    /// The futures of the full ensemble.
    fn futures(&self) -> usize;
}

/// How far the search goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// Futures of an evaluation while searching; the full ensemble when it has fewer.
    pub futures: usize,
    /// Evaluations while searching, at most.
    pub budget: usize,
    /// Steps of the grid from the centre to each bound.
    pub grid: usize,
    /// Inputs of a group whose pairs are searched.
    pub pair_inputs: usize,
    /// Overturners of a group that are certified on the full ensemble.
    pub keep: usize,
    /// A flip is narrowed down to this, in halves of the range.
    pub tolerance: f64,
}

impl Default for Search {
    fn default() -> Self {
        Search { futures: 256, budget: 4000, grid: 8, pair_inputs: 5, keep: 5, tolerance: 0.005 }
    }
}

/// One input's part in an overturner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// The input's place.
    pub input: usize,
    /// How far its centre is shifted.
    pub shift: f64,
}

/// Moves that flip the verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Overturner {
    /// The moves, by the inputs' places.
    pub moves: Vec<Move>,
    /// Their size: the Euclidean norm in halves of the inputs' ranges.
    pub half_ranges: f64,
    /// Their size in units of the common width.
    pub reference_widths: f64,
    /// The number without a move, on the full ensemble.
    pub value_before: f64,
    /// The number with it: on the full ensemble when certified, else as the search saw it.
    pub value_after: f64,
    /// The verdict with it.
    pub after: Verdict,
    /// Was the flip seen on the full ensemble?
    pub certified: bool,
}

/// The overturners of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The group.
    pub group: Group,
    /// Certified ones first, then the fewest inputs, then the smallest size. Empty: nothing that was
    /// tried inside the allowed bounds overturns the verdict.
    pub overturners: Vec<Overturner>,
    /// Inputs of the group that were tried alone.
    pub inputs: usize,
    /// Pairs of them that were tried.
    pub pairs: usize,
}

/// How far the number moves as one input moves over what is allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sway {
    /// The input's place.
    pub input: usize,
    /// Smallest number on the grid, and the shift there.
    pub low: (f64, f64),
    /// Largest number on the grid, and the shift there.
    pub high: (f64, f64),
}

impl Sway {
    /// The farthest the number gets from where it was.
    pub fn influence(&self, before: f64) -> f64 {
        (self.high.0 - before).max(before - self.low.0)
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Overturning {
    /// The verdict as it stands.
    pub before: Verdict,
    /// The number it is read off, on the full ensemble.
    pub value_before: f64,
    /// One list per group, in the order of [`Group::ALL`].
    pub lists: [List; 3],
    /// How far each input sways the number, in the inputs' order, as far as they were tried.
    pub sways: Vec<Sway>,
    /// Evaluations of the search.
    pub evaluations: usize,
    /// Evaluations of the full ensemble.
    pub full_evaluations: usize,
    /// The budget ended before the search did: an empty list proves nothing then.
    pub exhausted: bool,
}
