//! Why a settlement is where it is: whose movement makes the difference from the baseline, and
//! where on an ordinal scale it lies.

use crate::actor::ActorSet;
use crate::spatial::Run;

/// One bargain that an actor took.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The turn.
    pub turn: usize,
    /// Index of the other party.
    pub with: usize,
    /// Did the actor itself make the challenge that led to it?
    pub own_challenge: bool,
}

/// One actor's part in the difference between settlement and baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// Index of the actor.
    pub actor: usize,
    /// Where it began (0-100).
    pub from: f64,
    /// Where it ended.
    pub to: f64,
    /// Its share of capability × salience.
    pub weight: f64,
    /// Its part of settlement minus baseline, in points: `weight · (to - from)`.
    pub points: f64,
    /// The bargains that it took on the way.
    pub taken: Vec<Taken>,
}

/// Every actor's part in settlement minus baseline on one dimension, the largest first; the parts
/// sum to the difference. `actors` are those of the run.
pub fn contributions(actors: &ActorSet, run: &Run, dimension: usize) -> Vec<Contribution> {
    let weight_of = |i: usize| {
        let a = &actors.actors()[i];
        a.capability * a.salience[dimension]
    };
    let n = actors.len().min(run.actors.len());
    let sum: f64 = (0..n).map(weight_of).sum();
    let (Some(first), Some(last)) = (run.turns.first(), run.turns.last()) else {
        return Vec::new();
    };
    let mut out: Vec<Contribution> = (0..n)
        .map(|i| {
            let (from, to) = (first.positions[i][dimension], last.positions[i][dimension]);
            // As the baseline does where nobody of weight cares: by heads.
            let weight = if sum > 0.0 { weight_of(i) / sum } else { 1.0 / n as f64 };
            let points = weight * (to - from);
            Contribution { actor: i, from, to, weight, points, taken: taken(run, i) }
        })
        .collect();
    out.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    out
}

fn taken(run: &Run, actor: usize) -> Vec<Taken> {
    let mut out = Vec::new();
    for (turn, t) in run.turns.iter().enumerate() {
        let Some(round) = &t.round else { continue };
        let accepted = round.choices.iter().find(|c| c.actor == actor).and_then(|c| c.accepted);
        if let Some(o) = accepted.and_then(|o| round.offers.get(o)) {
            let own_challenge = o.initiator == actor;
            let with = if own_challenge { o.receiver } else { o.initiator };
            out.push(Taken { turn, with, own_challenge });
        }
    }
    out
}

/// A scale with named marks. The marks are in order and the distances between them mean nothing:
/// a position is described by the marks around it, never by a number of points.
#[derive(Clone, Debug, PartialEq)]
pub struct OrdinalScale {
    marks: Vec<(f64, String)>,
}

/// Where a position lies among the marks of a scale, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// Below the first mark.
    Below,
    /// At a mark, to within the tolerance.
    At(usize),
    /// Between a mark and the next.
    Between(usize, usize),
    /// Above the last mark.
    Above,
}

impl OrdinalScale {
    /// A scale from its marks (0-100 and name), lowest first; `None` when there is none or they
    /// are not in order.
    pub fn new(marks: Vec<(f64, String)>) -> Option<Self> {
        let ordered = marks.windows(2).all(|w| w[0].0 < w[1].0);
        let finite = marks.iter().all(|m| m.0.is_finite());
        (!marks.is_empty() && ordered && finite).then_some(OrdinalScale { marks })
    }

    /// The marks, lowest first.
    pub fn marks(&self) -> &[(f64, String)] {
        &self.marks
    }

    /// Where a position lies; within `tolerance` of a mark (the nearest, the lower of two equally
    /// near) it is at it.
    pub fn place(&self, position: f64, tolerance: f64) -> Placed {
        let above = self.marks.partition_point(|m| m.0 < position);
        let near = |k: usize| self.marks.get(k).map(|m| (m.0 - position).abs());
        let lower = above.checked_sub(1).and_then(|k| Some((k, near(k)?)));
        let upper = near(above).map(|d| (above, d));
        let nearest = match (lower, upper) {
            (Some(a), Some(b)) => Some(if b.1 < a.1 { b } else { a }),
            (a, b) => a.or(b),
        };
        match nearest {
            Some((k, d)) if d <= tolerance => Placed::At(k),
            _ if above == 0 => Placed::Below,
            _ if above == self.marks.len() => Placed::Above,
            _ => Placed::Between(above - 1, above),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Actor;
    use crate::spatial::{Rules, run};
    use antumbra_core::Seed;

    #[test]
    fn parts_sum_to_the_difference_and_name_the_bargains() {
        let rows = [(95.0, 32.0, 85.0), (42.0, 55.0, 68.0), (52.0, 8.0, 55.0), (30.0, 70.0, 20.0)];
        let actors = rows.iter().enumerate().map(|(i, &(capability, position, salience))| Actor {
            name: format!("a{i}"),
            description: String::new(),
            capability,
            position: vec![position],
            salience: vec![salience],
        });
        let set = ActorSet::new(vec!["x".into()], actors.collect()).unwrap();
        let out = run(&set, &Rules::default(), Seed(1), 0).unwrap();
        let parts = contributions(&set, &out, 0);
        let sum: f64 = parts.iter().map(|p| p.points).sum();
        let difference = out.settlement.centre.mean[0] - out.baseline.mean[0];
        assert!((sum - difference).abs() < 1e-9 && difference.abs() > 0.1);
        for p in &parts {
            assert_eq!(p.taken.is_empty(), p.from == p.to, "{p:?}");
            assert!(p.taken.iter().all(|t| t.with != p.actor));
        }
    }

    #[test]
    fn places_among_marks() {
        let mark = |x: f64, name: &str| (x, name.to_owned());
        let marks = vec![mark(0.0, "present"), mark(30.0, "revised"), mark(60.0, "autonomous")];
        let scale = OrdinalScale::new(marks.clone()).unwrap();
        assert_eq!(scale.place(24.9, 2.0), Placed::Between(0, 1));
        assert_eq!(scale.place(31.5, 2.0), Placed::At(1));
        assert_eq!(scale.place(28.0, 2.0), Placed::At(1));
        assert_eq!(scale.place(15.0, 20.0), Placed::At(0));
        assert_eq!(scale.place(0.0, 0.0), Placed::At(0));
        assert_eq!(scale.place(99.0, 2.0), Placed::Above);
        assert_eq!(scale.place(-3.0, 2.0), Placed::Below);
        assert!(OrdinalScale::new(marks.into_iter().rev().collect()).is_none());
        assert!(OrdinalScale::new(vec![]).is_none());
    }
}
