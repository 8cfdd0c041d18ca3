//! The deal: where both sides, and whoever has to ratify, are no worse off than without it.
//!
//! Terms (money, control, mutual duty, access) are numbers between bounds. Each side values each
//! unit of each term, for better or worse, and loses something when there is no deal; all in one
//! unit of value per side, which sides need not share. A side takes any terms with
//! `Σ worth_k x_k ≥ -(what it loses without the deal)`: its reservation point. The terms that all
//! sides take are the zone of agreement (Raiffa 1982, *The Art and Science of Negotiation*), a
//! polytope. It is reported by the range of each term over it and by the point at which the side
//! that gains least gains most; when it is empty, by a smallest set of sides that exclude each
//! other.

mod simplex;
mod zone;

pub use zone::{Conflict, Outcome, Zone};

use crate::error::{Error, Kind};
use antumbra_core::{Date, Range, SourceId, Tag, did_you_mean};

/// What past agreements changed a term by, for comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Realised {
    /// The smallest value that past agreements reached.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// Of what, as `changes between agreements since 2006`.
    pub of: String,
}

/// One thing that is bargained over.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its id, unique in the deal.
    pub id: String,
    /// Its unit, as `per cent of today's payment`.
    pub unit: String,
    /// The least that is conceivable.
    pub min: f64,
    /// The most.
    pub max: f64,
    /// What past agreements did, where there is a record.
    pub realised: Option<Realised>,
}

/// Something that a side loses when there is no deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// What.
    pub what: String,
    /// How much, in the side's unit of value; a gain is negative.
    pub amount: Range,
    /// What kind of evidence it is.
    pub tag: Tag,
    /// Where it comes from.
    pub source: Option<SourceId>,
}

/// What a side does with a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It makes the deal.
    Party,
    /// It has to ratify it.
    Ratifier,
}

/// One side.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Its name, unique in the deal.
    pub name: String,
    /// What it does with the deal.
    pub role: Role,
    /// Worth to it of one unit of each term that it cares about, by the term's id.
    pub worth: Vec<(String, f64)>,
    /// What it loses without the deal.
    pub without: Vec<Loss>,
}

/// A dated decision on a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The day by which it falls.
    pub date: Date,
    /// What is decided, as `the agreement on host-nation support expires`.
    pub what: String,
}

/// Terms and sides, checked against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Deal {
    terms: Vec<Term>,
    sides: Vec<Side>,
    /// `worth[side][term]`.
    worth: Vec<Vec<f64>>,
    decisions: Vec<Decision>,
}

impl Deal {
    /// Checks terms and sides.
    ///
    /// # Errors
    /// When there is no term or no side, an id or name is empty or used twice, bounds or a record
    /// are out of order, a side values a term that is not there or one term twice, or a number is
    /// not finite.
    pub fn new(
        terms: Vec<Term>,
        sides: Vec<Side>,
        decisions: Vec<Decision>,
    ) -> Result<Self, Error> {
        let wrong = |m: String| Err(Error::new(Kind::Deal, m));
        if terms.is_empty() || sides.is_empty() {
            return wrong("a deal needs at least one term and one side".into());
        }
        for (k, t) in terms.iter().enumerate() {
            if t.id.trim().is_empty() || terms[..k].iter().any(|u| u.id == t.id) {
                return wrong(format!("term {} has no id of its own (`{}`)", k + 1, t.id));
            }
            let record = t.realised.as_ref().map_or((0.0, 0.0), |r| (r.min, r.max));
            for (lo, hi, what) in [(t.min, t.max, "bounds"), (record.0, record.1, "record")] {
                if !(lo.is_finite() && hi.is_finite() && lo <= hi) {
                    return wrong(format!("the {what} of `{}` are {lo} and {hi}", t.id));
                }
            }
        }
        let mut worth = Vec::with_capacity(sides.len());
        for (s, side) in sides.iter().enumerate() {
            if side.name.trim().is_empty() || sides[..s].iter().any(|o| o.name == side.name) {
                return wrong(format!("side {} has no name of its own (`{}`)", s + 1, side.name));
            }
            let mut row = vec![None; terms.len()];
            for (id, value) in &side.worth {
                let Some(k) = terms.iter().position(|t| t.id == *id) else {
                    let m = format!("`{}` values `{id}`, which is no term", side.name);
                    let e = Error::new(Kind::Deal, m);
                    return Err(match did_you_mean(id, terms.iter().map(|t| t.id.as_str())) {
                        Some(w) => e.help(format!("did you mean `{w}`?")),
                        None => e.help("terms are named by their ids"),
                    });
                };
                if row[k].replace(*value).is_some() || !value.is_finite() {
                    return wrong(format!("`{}` values `{id}` twice or by no number", side.name));
                }
            }
            for l in &side.without {
                let Range { lo, mid, hi } = l.amount;
                if !(lo.is_finite() && hi.is_finite() && lo <= mid && mid <= hi) {
                    return wrong(format!(
                        "`{}` loses {lo} {mid} {hi} by `{}`: not a range in order",
                        side.name, l.what
                    ));
                }
            }
            worth.push(row.into_iter().map(|v| v.unwrap_or(0.0)).collect());
        }
        Ok(Deal { terms, sides, worth, decisions })
    }

    /// The terms.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The sides.
    pub fn sides(&self) -> &[Side] {
        &self.sides
    }

    /// What the terms are worth to a side, in its unit, over having no deal: at least 0 when it
    /// takes them. `None` when there is no such side or the number of terms differs.
    pub fn surplus(&self, side: usize, terms: &[f64], losses: fn(&Range) -> f64) -> Option<f64> {
        let worth = self.worth.get(side).filter(|w| w.len() == terms.len())?;
        let value: f64 = worth.iter().zip(terms).map(|(a, b)| a * b).sum();
        Some(value + self.lost(side, losses))
    }

    /// What a side loses without the deal.
    fn lost(&self, side: usize, losses: fn(&Range) -> f64) -> f64 {
        self.sides[side].without.iter().map(|l| losses(&l.amount)).sum()
    }

    /// The decisions that fall within so many months from a day, in order.
    pub fn due(&self, from: Date, months: u32) -> Vec<&Decision> {
        let end = from.plus_months(months);
        let mut out: Vec<&Decision> = self
            .decisions
            .iter()
            .filter(|d| d.date >= from && end.is_none_or(|e| d.date <= e))
            .collect();
        out.sort_by_key(|d| d.date);
        out
    }
}
