//! Pasting: the bottom-up half, which undoes some of the greed of peeling.
//!
//! For each restricted number and each of its ends, the cases outside that end that satisfy every
//! other limit (and those that lie exactly on the limit) are sorted; the new limit is their
//! quantile at paste-alpha from the box outwards, by the rule of peeling. A restricted input of
//! words gets one word back at a time. The best candidate is taken while it raises the mean; ties
//! go as in peeling, but the low end comes before the high one. As in EMA
//! Workbench, pasting begins and goes on only while a *real* input is restricted: words and whole
//! numbers are peeled exactly and not by quantiles.

use super::bits::Bits;
use super::objective::Objective;
use super::order::{End, Walk};
use super::outcome::Weights;
use super::peel::{Peeling, midpoint};
use super::region::{Limit, range, restricted};
use super::{Column, Prepared};

/// A box while cases are pasted back.
pub(super) struct Pasting<'p, W> {
    prepared: &'p Prepared<'p>,
    weights: &'p W,
    objective: Objective,
    alpha: f64,
    /// The cases that this box may hold (others belong to earlier boxes).
    may: &'p Bits,
    alive: Bits,
    pub(super) n: usize,
    pub(super) sum: i128,
    pub(super) limits: Vec<Limit>,
    /// How many limits each row breaks.
    broken: Vec<u16>,
    near: Vec<Near>,
}

/// The cases that one more kept limit would let into the box, by the limit they break.
#[derive(Default)]
struct Near {
    /// Below the lower limit, nearest first.
    low: Vec<u32>,
    /// Above the upper limit, nearest first.
    high: Vec<u32>,
    /// Number and sum by word.
    words: Vec<(usize, i128)>,
}

impl Near {
    fn at(&mut self, end: End) -> &mut Vec<u32> {
        if end == End::Low { &mut self.low } else { &mut self.high }
    }
}

struct Candidate {
    input: usize,
    limit: Limit,
    added: usize,
    added_sum: i128,
}

impl<'p, W: Weights> Pasting<'p, W> {
    pub(super) fn new(
        peeled: Peeling<'p, W>,
        (prepared, weights): (&'p Prepared<'p>, &'p W),
        (objective, alpha): (Objective, f64),
        may: &'p Bits,
    ) -> Self {
        let mut paste = Pasting {
            prepared,
            weights,
            objective,
            alpha,
            may,
            alive: peeled.alive,
            n: peeled.n,
            sum: peeled.sum,
            limits: peeled.limits,
            broken: vec![0; prepared.table_rows],
            near: Vec::new(),
        };
        for input in 0..prepared.columns.len() {
            for row in paste.outside(input) {
                paste.broken[row as usize] += 1;
            }
        }
        paste.near = (0..prepared.columns.len()).map(|input| paste.find_near(input)).collect();
        paste
    }

    /// All rows that break an input's limit.
    fn outside(&self, input: usize) -> Vec<u32> {
        match (&self.prepared.columns[input], &self.limits[input]) {
            (Column::Number { values, order, .. }, Limit::Range { low, high }) => {
                let value = |r: u32| values.value(r as usize);
                [(End::Low, *low), (End::High, *high)]
                    .into_iter()
                    .flat_map(|(end, limit)| {
                        let walk = Walk::new(order, end, value);
                        walk.rows(0..walk.first_inside(limit))
                    })
                    .copied()
                    .collect()
            }
            (Column::Word { codes, .. }, Limit::Words(allowed)) => {
                let members = self.prepared.members.iter().copied();
                members.filter(|&r| !allowed[codes[r as usize] as usize]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A row outside this box that would be inside if one more of its limits were kept.
    fn is_near(&self, row: u32) -> bool {
        self.broken[row as usize] == 1 && self.may.has(row)
    }

    fn find_near(&self, input: usize) -> Near {
        let mut near = Near::default();
        match (&self.prepared.columns[input], &self.limits[input]) {
            (Column::Number { values, order, .. }, Limit::Range { low, high }) => {
                let value = |r: u32| values.value(r as usize);
                for (end, limit) in [(End::Low, *low), (End::High, *high)] {
                    let walk = Walk::new(order, end, value);
                    let outwards = (0..walk.first_inside(limit)).rev().map(|p| walk.row(p));
                    *near.at(end) = outwards.filter(|&r| self.is_near(r)).collect();
                }
            }
            (Column::Word { codes, .. }, Limit::Words(allowed)) => {
                near.words = vec![(0, 0); allowed.len()];
                for row in self.outside(input).into_iter().filter(|&r| self.is_near(r)) {
                    let (n, sum) = &mut near.words[codes[row as usize] as usize];
                    *n += 1;
                    *sum += i128::from(self.weights.of(row));
                }
            }
            _ => {}
        }
        near
    }

    /// Pastes the best candidate. False when none raises the mean.
    pub(super) fn step(&mut self) -> bool {
        let real_restricted = self.prepared.columns.iter().enumerate().any(|(i, c)| {
            matches!(c, Column::Number { whole: false, .. })
                && self.limits[i] != self.prepared.whole[i]
        });
        if !real_restricted {
            return false;
        }
        let Some(best) = self.best() else { return false };
        let mean = self.weights.mean(self.sum, self.n);
        if self.weights.mean(self.sum + best.added_sum, self.n + best.added) <= mean {
            return false;
        }
        self.apply(best);
        true
    }

    fn best(&self) -> Option<Candidate> {
        let whole = &self.prepared.whole;
        let old = (self.weights.mean(self.sum, self.n), self.n);
        let now = restricted(&self.limits, whole);
        let mut best: Option<(f64, usize, Candidate)> = None;
        let turns = self.prepared.turns.iter().copied();
        for input in turns.filter(|&i| self.limits[i] != whole[i]) {
            for c in self.candidates(input) {
                let n = self.n + c.added;
                let mean = self.weights.mean(self.sum + c.added_sum, n);
                let score = self.objective.score(old, (mean, n));
                let dims = now - usize::from(c.limit == whole[input]);
                let better =
                    best.as_ref().is_none_or(|(s, d, _)| score > *s || (score == *s && dims < *d));
                if better {
                    best = Some((score, dims, c));
                }
            }
        }
        best.map(|(_, _, c)| c)
    }

    fn candidates(&self, input: usize) -> Vec<Candidate> {
        match (&self.prepared.columns[input], &self.limits[input]) {
            (Column::Number { .. }, _) => [End::Low, End::High]
                .into_iter()
                .filter_map(|end| self.number_candidate(input, end))
                .collect(),
            (Column::Word { .. }, Limit::Words(allowed)) => (0..allowed.len())
                .filter(|&w| !allowed[w])
                .map(|w| {
                    let mut limit = allowed.clone();
                    limit[w] = true;
                    let (added, added_sum) = self.near[input].words[w];
                    Candidate { input, limit: Limit::Words(limit), added, added_sum }
                })
                .collect(),
            (Column::Word { .. }, Limit::Range { .. }) => Vec::new(),
        }
    }

    fn number_candidate(&self, input: usize, end: End) -> Option<Candidate> {
        let Column::Number { values, order, .. } = &self.prepared.columns[input] else {
            return None;
        };
        let near = match end {
            End::Low => &self.near[input].low,
            End::High => &self.near[input].high,
        };
        if near.is_empty() {
            return None;
        }
        let (low, high) = range(&self.limits[input])?;
        let limit = if end == End::Low { low } else { high };
        let value = |r: u32| values.value(r as usize);
        let walk = Walk::new(order, end, value);
        let on = walk.rows(walk.first_inside(limit)..walk.first_beyond(limit));
        let on = on.iter().filter(|&&r| self.alive.has(r)).count();
        // Ranks count from the box outwards: the cases on the limit, then those outside. They
        // are computed from the low end up, so that their rounding is that of a rising sort.
        let total = on + near.len();
        let q = if end == End::Low { 1.0 - self.alpha } else { self.alpha };
        let at = (total - 1) as f64 * q;
        let (floor, ceil) = (at.floor() as usize, at.ceil() as usize);
        let (first, second) = match end {
            End::Low => (total - 1 - ceil, total - 1 - floor),
            End::High => (floor, ceil),
        };
        let value_at = |rank: usize| if rank < on { limit } else { value(near[rank - on]) };
        let inner = value_at(first);
        let outer = (second..total).map(value_at).find(|&v| v != inner).unwrap_or(inner);
        let new = midpoint(inner, outer);
        let kept = near.iter().take_while(|&&r| !walk.cuts(new, value(r)));
        let (added, added_sum) =
            kept.fold((0, 0i128), |(n, s), &r| (n + 1, s + i128::from(self.weights.of(r))));
        let limit = match end {
            End::Low => Limit::Range { low: new, high },
            End::High => Limit::Range { low, high: new },
        };
        Some(Candidate { input, limit, added, added_sum })
    }

    fn apply(&mut self, c: Candidate) {
        let freed = self.freed(c.input, &c.limit);
        self.limits[c.input] = c.limit;
        let mut nearer = Vec::new();
        for row in freed {
            self.broken[row as usize] -= 1;
            match self.broken[row as usize] {
                0 if self.may.has(row) => {
                    self.alive.insert(row);
                    self.n += 1;
                    self.sum += i128::from(self.weights.of(row));
                }
                1 if self.may.has(row) => nearer.push(row),
                _ => {}
            }
        }
        // What joined is no longer near; what broke this limit and one other now is.
        let Pasting { near, alive, .. } = self;
        let joined = &mut near[c.input];
        joined.low.retain(|&r| !alive.has(r));
        joined.high.retain(|&r| !alive.has(r));
        if let Limit::Words(allowed) = &self.limits[c.input] {
            for (entry, _) in joined.words.iter_mut().zip(allowed).filter(|(_, a)| **a) {
                *entry = (0, 0);
            }
        }
        self.add_near(&nearer);
    }

    /// Files rows that now break one limit under the input whose limit that is.
    fn add_near(&mut self, rows: &[u32]) {
        for (input, column) in self.prepared.columns.iter().enumerate() {
            match (column, &self.limits[input]) {
                (Column::Number { values, .. }, Limit::Range { low, high }) => {
                    let value = |r: u32| values.value(r as usize);
                    let pick = |test: &dyn Fn(f64) -> bool| -> Vec<u32> {
                        rows.iter().copied().filter(|&r| test(value(r))).collect()
                    };
                    let below = pick(&|v| v < *low);
                    let above = pick(&|v| v > *high);
                    let near = &mut self.near[input];
                    merge(&mut near.low, below, |r| -value(r));
                    merge(&mut near.high, above, value);
                }
                (Column::Word { codes, .. }, Limit::Words(allowed)) => {
                    for &row in rows {
                        let code = codes[row as usize] as usize;
                        if !allowed[code] {
                            let (n, sum) = &mut self.near[input].words[code];
                            *n += 1;
                            *sum += i128::from(self.weights.of(row));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The rows that break the present limit of an input and keep the new one.
    fn freed(&self, input: usize, new: &Limit) -> Vec<u32> {
        match (&self.prepared.columns[input], &self.limits[input], new) {
            (
                Column::Number { values, order, .. },
                Limit::Range { low, high },
                Limit::Range { low: new_low, high: new_high },
            ) => {
                let value = |r: u32| values.value(r as usize);
                [(End::Low, low, new_low), (End::High, high, new_high)]
                    .into_iter()
                    .flat_map(|(end, old, new)| {
                        let walk = Walk::new(order, end, value);
                        let (from, to) = (walk.first_inside(*new), walk.first_inside(*old));
                        walk.rows(from.min(to)..to)
                    })
                    .copied()
                    .collect()
            }
            (Column::Word { codes, .. }, Limit::Words(old), Limit::Words(new)) => {
                let freed = |r: &u32| {
                    let code = codes[*r as usize] as usize;
                    new[code] && !old[code]
                };
                self.prepared.members.iter().copied().filter(freed).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Merges unsorted rows into a list sorted by a rising key.
fn merge(list: &mut Vec<u32>, mut more: Vec<u32>, key: impl Fn(u32) -> f64) {
    if more.is_empty() {
        return;
    }
    more.sort_by(|&a, &b| key(a).total_cmp(&key(b)));
    let old = std::mem::take(list);
    list.reserve(old.len() + more.len());
    let mut more = more.into_iter().peekable();
    for row in old {
        while let Some(m) = more.next_if(|&m| key(m) < key(row)) {
            list.push(m);
        }
        list.push(row);
    }
    list.extend(more);
}
