//! Peeling: the top-down half of the algorithm.
//!
//! The rule, in the order in which it decides:
//!
//! 1. A **real** input can be cut at either end. With the box's values sorted and `i = (n-1) q`
//!    (`q` = alpha at the low end, 1 - alpha at the high end), the limit is half way between the
//!    values at floor(i) and ceil(i); when those are equal, the inner one moves on to the next
//!    different value, so a cut never splits a tie.
//! 2. A **whole-number** input is cut at that limit without its fraction; if that is the limit it
//!    already has, at the next value present. The limit reported is the outermost value left.
//! 3. An input of **words** (or truth values) loses one word at a time.
//!
//! The candidate with the best objective wins; ties go to the box that restricts fewer inputs,
//! then to real inputs before whole ones before words, then to the earlier input, the high end
//! before the low one, the alphabetically first word.
//! Peeling ends when the best candidate does not gain, or would fall below the smallest mass.

use super::bits::Bits;
use super::objective::Objective;
use super::order::{End, Walk};
use super::outcome::Weights;
use super::region::{Limit, range, restricted};
use super::{Column, Prepared};

/// A box while it is being peeled.
pub(super) struct Peeling<'p, W> {
    prepared: &'p Prepared<'p>,
    weights: &'p W,
    objective: Objective,
    alpha: f64,
    pub(super) alive: Bits,
    pub(super) n: usize,
    pub(super) sum: i128,
    pub(super) limits: Vec<Limit>,
    lists: Vec<List>,
    words: Vec<WordCounts>,
}

/// A sorted list of rows of which the dead are dropped from time to time.
struct List {
    /// `None` while the prepared order serves.
    own: Option<Vec<u32>>,
    start: usize,
    end: usize,
}

impl List {
    fn rows<'a>(&'a self, full: &'a [u32]) -> &'a [u32] {
        &self.own.as_deref().unwrap_or(full)[self.start..self.end]
    }

    /// Drops dead rows at both ends, and all of them once they are half of the list.
    fn tidy(&mut self, full: &[u32], alive: &Bits, n: usize) {
        let list = self.own.as_deref().unwrap_or(full);
        while self.start < self.end && !alive.has(list[self.start]) {
            self.start += 1;
        }
        while self.start < self.end && !alive.has(list[self.end - 1]) {
            self.end -= 1;
        }
        if self.end - self.start >= 2 * n {
            let kept: Vec<u32> =
                list[self.start..self.end].iter().copied().filter(|&r| alive.has(r)).collect();
            (self.start, self.end) = (0, kept.len());
            self.own = Some(kept);
        }
    }
}

/// How many rows of the box have each word, and what they sum to.
struct WordCounts {
    n: Vec<usize>,
    sum: Vec<i128>,
}

enum Cut {
    /// New limit, and how many positions from that end it cuts off.
    Number {
        end: End,
        limit: f64,
        positions: usize,
    },
    Word(usize),
}

struct Candidate {
    input: usize,
    cut: Cut,
    removed: usize,
    removed_sum: i128,
}

impl<'p, W: Weights> Peeling<'p, W> {
    pub(super) fn new(
        prepared: &'p Prepared<'p>,
        weights: &'p W,
        objective: Objective,
        alpha: f64,
        start: Bits,
    ) -> Self {
        let (mut n, mut sum) = (0, 0i128);
        for row in start.members() {
            n += 1;
            sum += i128::from(weights.of(row));
        }
        let lists = prepared
            .columns
            .iter()
            .map(|c| List { own: None, start: 0, end: c.order().len() })
            .collect();
        let words = prepared
            .columns
            .iter()
            .map(|c| {
                let size = if let Column::Word { labels, .. } = c { labels.len() } else { 0 };
                let mut counts = WordCounts { n: vec![0; size], sum: vec![0; size] };
                if let Column::Word { codes, .. } = c {
                    for row in start.members() {
                        let code = codes[row as usize] as usize;
                        counts.n[code] += 1;
                        counts.sum[code] += i128::from(weights.of(row));
                    }
                }
                counts
            })
            .collect();
        let limits = prepared.whole.clone();
        Peeling { prepared, weights, objective, alpha, alive: start, n, sum, limits, lists, words }
    }

    /// Cuts the best end off. False when nothing more is to be peeled.
    pub(super) fn step(&mut self, smallest: f64, rows: usize) -> bool {
        for (list, column) in self.lists.iter_mut().zip(&self.prepared.columns) {
            list.tidy(column.order(), &self.alive, self.n);
        }
        let Some((score, best)) = self.best() else { return false };
        let left = self.n - best.removed;
        let mass = left as f64 / rows as f64;
        if score <= 0.0 || best.removed == 0 || left == 0 || mass < smallest {
            return false;
        }
        self.apply(&best);
        true
    }

    fn best(&self) -> Option<(f64, Candidate)> {
        let old = (self.weights.mean(self.sum, self.n), self.n);
        let now = restricted(&self.limits, &self.prepared.whole);
        let mut best: Option<(f64, usize, Candidate)> = None;
        for &input in &self.prepared.turns {
            let was = usize::from(self.limits[input] != self.prepared.whole[input]);
            for c in self.candidates(input) {
                let n = self.n - c.removed;
                let mean = self.weights.mean(self.sum - c.removed_sum, n);
                let score = self.objective.score(old, (mean, n));
                let becomes = self.cut_limit(&c) != self.prepared.whole[input];
                let dims = now - was + usize::from(becomes);
                let better =
                    best.as_ref().is_none_or(|(s, d, _)| score > *s || (score == *s && dims < *d));
                if better {
                    best = Some((score, dims, c));
                }
            }
        }
        best.map(|(score, _, c)| (score, c))
    }

    fn candidates(&self, input: usize) -> Vec<Candidate> {
        match (&self.prepared.columns[input], &self.limits[input]) {
            (Column::Word { .. }, Limit::Words(allowed)) => {
                if allowed.iter().filter(|&&a| a).count() < 2 {
                    return Vec::new();
                }
                let counts = &self.words[input];
                (0..allowed.len())
                    .filter(|&w| allowed[w])
                    .map(|w| Candidate {
                        input,
                        cut: Cut::Word(w),
                        removed: counts.n[w],
                        removed_sum: counts.sum[w],
                    })
                    .collect()
            }
            (Column::Number { .. }, _) => [End::High, End::Low]
                .into_iter()
                .filter_map(|end| self.number_candidate(input, end))
                .collect(),
            (Column::Word { .. }, Limit::Range { .. }) => Vec::new(),
        }
    }

    fn number_candidate(&self, input: usize, end: End) -> Option<Candidate> {
        let Column::Number { values, order, whole } = &self.prepared.columns[input] else {
            return None;
        };
        let value = |r: u32| values.value(r as usize);
        let walk = Walk::new(self.lists[input].rows(order), end, value);
        let q = if end == End::Low { self.alpha } else { 1.0 - self.alpha };
        let at = (self.n - 1) as f64 * q;
        let (floor, ceil) = (at.floor() as usize, at.ceil() as usize);
        let (outer, inner) = match end {
            End::Low => (floor, ceil),
            End::High => (self.n - 1 - ceil, self.n - 1 - floor),
        };
        // Walk in from the end to the `outer`-th row of the box.
        let (mut position, mut removed, mut removed_sum) = (0, 0, 0i128);
        loop {
            let row = walk.row(position);
            if self.alive.has(row) {
                if removed == outer {
                    break;
                }
                removed += 1;
                removed_sum += i128::from(self.weights.of(row));
            }
            position += 1;
        }
        let outer_value = walk.value(position);
        let inner_value = if inner == outer {
            outer_value
        } else {
            walk.next_in(&self.alive, position + 1).map_or(outer_value, |p| walk.value(p))
        };
        let inner_value = if inner_value == outer_value {
            walk.next_in(&self.alive, walk.first_beyond(outer_value))
                .map_or(outer_value, |p| walk.value(p))
        } else {
            inner_value
        };
        let mut limit = midpoint(outer_value, inner_value);
        if *whole {
            limit = limit.trunc();
            let (low, high) = range(&self.limits[input])?;
            if limit == (if end == End::Low { low } else { high }) {
                let outermost = walk.value(walk.next_in(&self.alive, 0)?);
                limit = walk.value(walk.next_in(&self.alive, walk.first_beyond(outermost))?);
            }
        }
        // The limit may lie a tie further in than the walk came, or (all values equal) further out.
        let positions = walk.first_inside(limit);
        if positions < position {
            (removed, removed_sum) = (0, 0);
            position = 0;
        }
        for &row in walk.rows(position..positions) {
            if self.alive.has(row) {
                removed += 1;
                removed_sum += i128::from(self.weights.of(row));
            }
        }
        if *whole {
            limit = walk.value(walk.next_in(&self.alive, positions)?);
        }
        Some(Candidate { input, cut: Cut::Number { end, limit, positions }, removed, removed_sum })
    }

    fn cut_limit(&self, c: &Candidate) -> Limit {
        let mut limit = self.limits[c.input].clone();
        match (&mut limit, &c.cut) {
            (Limit::Range { low, .. }, Cut::Number { end: End::Low, limit, .. }) => *low = *limit,
            (Limit::Range { high, .. }, Cut::Number { end: End::High, limit, .. }) => {
                *high = *limit;
            }
            (Limit::Words(allowed), Cut::Word(w)) => allowed[*w] = false,
            _ => {}
        }
        limit
    }

    fn apply(&mut self, c: &Candidate) {
        let gone: Vec<u32> = match (&c.cut, &self.prepared.columns[c.input]) {
            (Cut::Number { end, positions, .. }, Column::Number { values, order, .. }) => {
                let value = |r: u32| values.value(r as usize);
                let walk = Walk::new(self.lists[c.input].rows(order), *end, value);
                walk.rows(0..*positions).iter().copied().filter(|&r| self.alive.has(r)).collect()
            }
            (Cut::Word(w), Column::Word { codes, .. }) => {
                self.alive.members().filter(|&r| codes[r as usize] as usize == *w).collect()
            }
            _ => Vec::new(),
        };
        self.limits[c.input] = self.cut_limit(c);
        self.n -= c.removed;
        self.sum -= c.removed_sum;
        for &row in &gone {
            self.alive.remove(row);
        }
        for (column, counts) in self.prepared.columns.iter().zip(&mut self.words) {
            if let Column::Word { codes, .. } = column {
                for &row in &gone {
                    let code = codes[row as usize] as usize;
                    counts.n[code] -= 1;
                    counts.sum[code] -= i128::from(self.weights.of(row));
                }
            }
        }
    }
}

/// Half way between two numbers; the halves are added where the sum would overflow.
pub(super) fn midpoint(a: f64, b: f64) -> f64 {
    let sum = a + b;
    if sum.is_finite() { sum / 2.0 } else { a / 2.0 + b / 2.0 }
}
