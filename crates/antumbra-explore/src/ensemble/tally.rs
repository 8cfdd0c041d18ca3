//! All histograms of a run, and the count of what failed.

use super::histogram::{Histogram, put, take};
use super::outcome::OutcomeChunk;
use super::spec::{Bins, NO_VALUE, Spec};
use crate::Error;

/// The shape of a [`Tally`]: what has to agree for two to be merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// How many policies.
    pub policies: usize,
    /// The bins of every outcome.
    pub outcomes: Vec<Bins>,
    /// The bins of every yearly outcome.
    pub yearly: Vec<Bins>,
    /// How many years.
    pub years: usize,
    /// How many reasons of failure.
    pub failures: usize,
}

impl Layout {
    /// The layout of a model's results.
    pub fn of(spec: &Spec) -> Self {
        Layout {
            policies: spec.policies.len(),
            outcomes: spec.outcomes.iter().map(|o| o.bins).collect(),
            yearly: spec.yearly.iter().map(|o| o.bins).collect(),
            years: spec.years.len(),
            failures: spec.failures.len(),
        }
    }

    fn histograms(&self) -> usize {
        self.policies * (self.outcomes.len() + self.yearly.len() * self.years)
    }
}

/// Histograms per policy and outcome, and per policy, yearly outcome and year; failed futures per
/// policy and reason. Its size does not depend on the number of futures.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    layout: Layout,
    futures: u64,
    /// Per policy: the outcomes, then each yearly outcome's years.
    histograms: Vec<Histogram>,
    /// Per policy: each reason, then futures without a value that they need.
    failures: Vec<u64>,
}

impl Tally {
    /// An empty one.
    pub fn new(layout: Layout) -> Self {
        let mut histograms = Vec::with_capacity(layout.histograms());
        for _ in 0..layout.policies {
            histograms.extend(layout.outcomes.iter().map(|b| Histogram::new(*b)));
            for b in &layout.yearly {
                histograms.extend((0..layout.years).map(|_| Histogram::new(*b)));
            }
        }
        let failures = vec![0; layout.policies * (layout.failures + 1)];
        Tally { layout, futures: 0, histograms, failures }
    }

    /// The tally of one chunk: an entry of `outcomes` per policy.
    pub fn of_chunk(layout: Layout, outcomes: &[OutcomeChunk]) -> Self {
        let mut t = Tally::new(layout);
        t.futures = outcomes.first().map_or(0, |o| o.rows() as u64);
        let mut scratch = Vec::new();
        let (each, reasons) = (t.per_policy(), t.layout.failures + 1);
        for (p, chunk) in outcomes.iter().enumerate() {
            let failures = &mut t.failures[p * reasons..][..reasons];
            let histograms = &mut t.histograms[p * each..][..each];
            add(&t.layout, chunk, histograms, failures, &mut scratch);
        }
        t
    }

    /// Adds another one of the same layout; chunks are merged in the order of their index.
    ///
    /// # Errors
    /// When the layouts differ.
    pub fn merge(&mut self, other: &Tally) -> Result<(), Error> {
        if self.layout != other.layout {
            return Err(Error::spec("two tallies are of different models"));
        }
        self.futures += other.futures;
        for (a, b) in self.histograms.iter_mut().zip(&other.histograms) {
            a.merge(b)?;
        }
        for (a, b) in self.failures.iter_mut().zip(&other.failures) {
            *a += b;
        }
        Ok(())
    }

    /// The layout.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How many futures.
    pub fn futures(&self) -> u64 {
        self.futures
    }

    fn per_policy(&self) -> usize {
        self.layout.outcomes.len() + self.layout.yearly.len() * self.layout.years
    }

    /// The histogram of an outcome under a policy.
    pub fn outcome(&self, policy: usize, outcome: usize) -> &Histogram {
        &self.histograms[policy * self.per_policy() + outcome]
    }

    /// The histogram of a yearly outcome under a policy in one year.
    pub fn yearly(&self, policy: usize, outcome: usize, year: usize) -> &Histogram {
        let within = self.layout.outcomes.len() + outcome * self.layout.years + year;
        &self.histograms[policy * self.per_policy() + within]
    }

    /// Futures that failed under a policy: per reason, last those without a value that they need.
    pub fn failures(&self, policy: usize) -> &[u64] {
        let n = self.layout.failures + 1;
        &self.failures[policy * n..][..n]
    }

    /// The bytes: futures, failures, histograms.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, self.futures);
        self.failures.iter().for_each(|f| put(&mut out, *f));
        self.histograms.iter().for_each(|h| h.encode(&mut out));
        out
    }

    /// Reads what [`Tally::encode`] wrote.
    ///
    /// # Errors
    /// When the bytes are not of this layout.
    pub fn decode(layout: Layout, bytes: &[u8]) -> Result<Self, Error> {
        let mut t = Tally::new(layout);
        t.merge_encoded(bytes)?;
        Ok(t)
    }

    /// Adds another one from its bytes, as [`Tally::merge`] would, without room for a second one.
    ///
    /// # Errors
    /// When the bytes are not of this layout; then a part of them may have been added.
    pub fn merge_encoded(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        self.add_encoded(&mut bytes)
            .filter(|()| bytes.is_empty())
            .ok_or_else(|| Error::spec("the stored histograms are damaged or of another model"))
    }

    fn add_encoded(&mut self, bytes: &mut &[u8]) -> Option<()> {
        self.futures = self.futures.checked_add(take(bytes)?)?;
        for f in &mut self.failures {
            *f = f.checked_add(take(bytes)?)?;
        }
        self.histograms.iter_mut().try_for_each(|h| h.merge_encoded(bytes))
    }
}

/// Adds one policy's outcomes to its histograms and counts of failures.
fn add(
    layout: &Layout,
    chunk: &OutcomeChunk,
    histograms: &mut [Histogram],
    failures: &mut [u64],
    scratch: &mut Vec<f64>,
) {
    let codes = chunk.failures();
    for code in codes.iter().filter(|c| **c != 0) {
        let at = if *code == NO_VALUE { layout.failures } else { usize::from(*code) - 1 };
        failures[at.min(layout.failures)] += 1;
    }
    let scalar = (0..layout.outcomes.len()).map(|k| chunk.outcome(k));
    let pairs =
        (0..layout.yearly.len()).flat_map(|k| (0..layout.years).map(move |y| chunk.yearly(k, y)));
    for (values, h) in scalar.chain(pairs).zip(histograms) {
        h.add(values, codes, scratch);
    }
}

/// The bytes of a chunk's [`Tally`], policy after policy: with room for one policy's histograms, used
/// again from chunk to chunk.
#[derive(Clone, Debug)]
pub struct TallyEncoder {
    layout: Layout,
    futures: u64,
    histograms: Vec<Histogram>,
    failures: Vec<u64>,
    /// The histograms of the policies so far, encoded.
    bytes: Vec<u8>,
    scratch: Vec<f64>,
}

impl TallyEncoder {
    /// An encoder of chunks of this layout.
    pub fn new(layout: Layout) -> Self {
        let one = Layout { policies: 1, ..layout.clone() };
        TallyEncoder {
            layout,
            futures: 0,
            histograms: Tally::new(one).histograms,
            failures: Vec::new(),
            bytes: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// Adds the outcomes of the chunk under the next policy.
    pub fn policy(&mut self, chunk: &OutcomeChunk) {
        self.futures = chunk.rows() as u64;
        self.histograms.iter_mut().for_each(Histogram::clear);
        let at = self.failures.len();
        self.failures.resize(at + self.layout.failures + 1, 0);
        let failures = &mut self.failures[at..];
        add(&self.layout, chunk, &mut self.histograms, failures, &mut self.scratch);
        self.histograms.iter().for_each(|h| h.encode(&mut self.bytes));
    }

    /// The bytes of the chunk, as [`Tally::encode`] gives them once every policy was added. The next
    /// chunk can begin.
    pub fn finish(&mut self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + 16 + 2 * self.failures.len());
        put(&mut out, self.futures);
        self.failures.iter().for_each(|f| put(&mut out, *f));
        out.append(&mut self.bytes);
        self.failures.clear();
        out
    }
}
