//! The runner: chunks in parallel, results in order, bounded memory.

use super::draw::{DesignChunk, Draw};
use super::outcome::OutcomeChunk;
use super::spec::Spec;
use antumbra_core::outside::Clock;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A model: anything that turns inputs into outcomes, policy by policy.
pub trait Model: Sync {
    /// What it takes and gives; the same at every call.
    fn spec(&self) -> &Spec;

    /// Runs the futures of a chunk under one policy. `out` has the chunk's rows, every value NaN,
    /// every code 0. The result may depend on `policy` and the inputs alone, not on which other
    /// futures are in the chunk. A future that cannot be run is marked by [`OutcomeChunk::fail`]; a
    /// panic is a defect and is passed on.
    fn run(&self, policy: usize, chunk: &DesignChunk, out: &mut OutcomeChunk);
}

/// Where results go.
pub trait Sink {
    /// Takes a chunk: its inputs, and its outcomes under every policy. Called in the order of the
    /// index; `Break` ends the run.
    fn chunk(
        &mut self,
        index: u64,
        design: &DesignChunk,
        outcomes: &[OutcomeChunk],
    ) -> ControlFlow<()>;
}

/// What a worker makes of a chunk, policy after policy: then no more than one policy's outcomes are
/// held at a time, and of them what is asked for.
pub trait Reduce: Sync {
    /// A worker's own room, kept from chunk to chunk.
    type Room;
    /// What a chunk comes to.
    type Piece: Send;

    /// Room for one worker.
    fn room(&self) -> Self::Room;

    /// Takes in the outcomes of a chunk under one policy: every policy in turn, for one chunk after
    /// another. `out` may be taken; it is made ready again before the next.
    fn policy(
        &self,
        room: &mut Self::Room,
        policy: usize,
        design: &DesignChunk,
        out: &mut OutcomeChunk,
    );

    /// What the chunk came to, after its last policy.
    fn piece(&self, room: &mut Self::Room, index: u64, design: &DesignChunk) -> Self::Piece;
}

/// When to stop before the end. What is not reached can be run later.
#[derive(Clone, Copy, Default)]
pub struct Budget<'a> {
    /// No chunk is begun after this many seconds by the clock.
    pub time: Option<(&'a dyn Clock, f64)>,
    /// No chunk is begun beyond the one that reaches this many futures.
    pub futures: Option<u64>,
    /// No chunk is begun once this is true.
    pub cancel: Option<&'a AtomicBool>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Chunks delivered.
    pub chunks: u64,
    /// Chunks asked for.
    pub of_chunks: u64,
    /// Futures delivered.
    pub futures: u64,
    /// Of them under each policy, those that failed, all policies together.
    pub failed: u64,
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Every chunk asked for was delivered.
    Finished,
    /// It was cancelled.
    Cancelled,
    /// The time was up.
    Time,
    /// The number of futures was reached.
    Futures,
    /// The sink wanted no more.
    Sink,
}

struct Shared<P> {
    /// Position in the list of the next chunk to begin.
    next: usize,
    /// How many were delivered.
    delivered: usize,
    ready: BTreeMap<usize, (P, u64, u64)>,
    /// No further chunk is begun.
    closed: bool,
    /// A worker panicked: its result will not come.
    lost: bool,
}

struct Desk<P> {
    shared: Mutex<Shared<P>>,
    changed: Condvar,
}

impl<P> Desk<P> {
    fn lock(&self) -> MutexGuard<'_, Shared<P>> {
        // A poisoned lock means that a thread panicked; `lost` tells what follows from it.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, guard: MutexGuard<'a, Shared<P>>) -> MutexGuard<'a, Shared<P>> {
        self.changed.wait(guard).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the desk when its thread panics, so that nobody waits for it.
struct Watch<'a, P>(&'a Desk<P>);

impl<P> Drop for Watch<'_, P> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut s = self.0.lock();
            s.lost = true;
            s.closed = true;
            drop(s);
            self.0.changed.notify_all();
        }
    }
}

/// Runs chunks of a design and hands the outcomes to a sink, strictly in the order of `chunks`.
///
/// The same bytes reach the sink whatever `jobs` (threads; 0 counts as 1) is. At most `2 jobs + 2`
/// chunks are held at a time.
pub fn run(
    model: &dyn Model,
    draw: &Draw,
    chunks: &[u64],
    jobs: usize,
    budget: Budget<'_>,
    progress: &mut dyn FnMut(Progress),
    sink: &mut dyn Sink,
) -> (Stop, Progress) {
    let keep =
        |_, design: &DesignChunk, outcomes: &[OutcomeChunk]| (design.clone(), outcomes.to_vec());
    run_mapped(
        model,
        draw,
        chunks,
        jobs,
        budget,
        progress,
        &keep,
        &mut |index, (design, outcomes)| sink.chunk(index, &design, &outcomes),
    )
}

/// As [`run`], with a step of the caller's on the worker's thread: `map` turns a chunk into what
/// `deliver` takes in order (encoded tables, histograms), so that only that is kept.
#[expect(clippy::too_many_arguments, reason = "each is a different thing; `run` is the short form")]
pub fn run_mapped<P: Send>(
    model: &dyn Model,
    draw: &Draw,
    chunks: &[u64],
    jobs: usize,
    budget: Budget<'_>,
    progress: &mut dyn FnMut(Progress),
    map: &(dyn Fn(u64, &DesignChunk, &[OutcomeChunk]) -> P + Sync),
    deliver: &mut dyn FnMut(u64, P) -> ControlFlow<()>,
) -> (Stop, Progress) {
    let whole = Whole { spec: model.spec(), map };
    run_reduced(model, draw, chunks, jobs, budget, progress, &whole, deliver)
}

/// Keeps every policy's outcomes of a chunk until the last is there.
struct Whole<'a, P> {
    spec: &'a Spec,
    map: &'a (dyn Fn(u64, &DesignChunk, &[OutcomeChunk]) -> P + Sync),
}

impl<P: Send> Reduce for Whole<'_, P> {
    type Room = Vec<OutcomeChunk>;
    type Piece = P;

    fn room(&self) -> Vec<OutcomeChunk> {
        vec![OutcomeChunk::new(self.spec); self.spec.policies.len()]
    }

    fn policy(
        &self,
        room: &mut Vec<OutcomeChunk>,
        policy: usize,
        _: &DesignChunk,
        out: &mut OutcomeChunk,
    ) {
        std::mem::swap(&mut room[policy], out);
    }

    fn piece(&self, room: &mut Vec<OutcomeChunk>, index: u64, design: &DesignChunk) -> P {
        (self.map)(index, design, room)
    }
}

/// As [`run_mapped`], with a step of the caller's after every policy: what a worker holds is one
/// policy's outcomes and the room of `reduce`.
#[expect(clippy::too_many_arguments, reason = "each is a different thing; `run` is the short form")]
pub fn run_reduced<R: Reduce>(
    model: &dyn Model,
    draw: &Draw,
    chunks: &[u64],
    jobs: usize,
    budget: Budget<'_>,
    progress: &mut dyn FnMut(Progress),
    reduce: &R,
    deliver: &mut dyn FnMut(u64, R::Piece) -> ControlFlow<()>,
) -> (Stop, Progress) {
    let asked = chunks.len();
    let mut reached = 0;
    let within = budget.futures.map_or(asked, |most| {
        chunks
            .iter()
            .take_while(|c| {
                let more = reached < most;
                reached += draw.rows(**c);
                more
            })
            .count()
    });
    let chunks = &chunks[..within];
    let jobs = jobs.clamp(1, 1024).min(chunks.len().max(1));
    let window = 2 * jobs + 2;
    let desk = Desk {
        shared: Mutex::new(Shared {
            next: 0,
            delivered: 0,
            ready: BTreeMap::new(),
            closed: false,
            lost: false,
        }),
        changed: Condvar::new(),
    };
    let mut done = Progress { chunks: 0, of_chunks: asked as u64, futures: 0, failed: 0 };
    let mut stop = Stop::Finished;
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| work(model, draw, chunks, window, &desk, reduce));
        }
        // Should this thread panic (a sink, a callback), the workers end, too.
        let _watch = Watch(&desk);
        let mut s = desk.lock();
        loop {
            if !s.closed
                && let Some(why) = exceeded(budget)
            {
                // What was begun is still delivered: it is paid for.
                s.closed = true;
                stop = why;
                desk.changed.notify_all();
            }
            let at = s.delivered;
            let end = if s.closed { s.next } else { chunks.len() };
            if at >= end || s.lost {
                break;
            }
            let Some((piece, futures, failed)) = s.ready.remove(&at) else {
                s = desk.wait(s);
                continue;
            };
            drop(s);
            let flow = deliver(chunks[at], piece);
            s = desk.lock();
            s.delivered += 1;
            if flow.is_break() {
                stop = Stop::Sink;
                s.closed = true;
                // Nothing more is wanted: what is ready or under way is dropped.
                s.next = s.delivered;
            } else {
                done.chunks += 1;
                done.futures += futures;
                done.failed += failed;
                let now = done;
                drop(s);
                progress(now);
                s = desk.lock();
            }
            desk.changed.notify_all();
        }
        s.closed = true;
        drop(s);
        desk.changed.notify_all();
    });
    match stop {
        Stop::Sink => {}
        _ if done.chunks == done.of_chunks => stop = Stop::Finished,
        Stop::Finished => stop = Stop::Futures,
        _ => {}
    }
    (stop, done)
}

fn exceeded(budget: Budget<'_>) -> Option<Stop> {
    if budget.cancel.is_some_and(|c| c.load(Ordering::Relaxed)) {
        return Some(Stop::Cancelled);
    }
    budget.time.is_some_and(|(clock, most)| clock.seconds() >= most).then_some(Stop::Time)
}

fn work<R: Reduce>(
    model: &dyn Model,
    draw: &Draw,
    chunks: &[u64],
    window: usize,
    desk: &Desk<R::Piece>,
    reduce: &R,
) {
    let _watch = Watch(desk);
    let spec = model.spec();
    let mut design = draw.empty();
    let mut out = OutcomeChunk::new(spec);
    let mut room = reduce.room();
    loop {
        let at = {
            let mut s = desk.lock();
            while !s.closed && s.next < chunks.len() && s.next >= s.delivered + window {
                s = desk.wait(s);
            }
            if s.closed || s.next >= chunks.len() {
                return;
            }
            s.next += 1;
            s.next - 1
        };
        draw.chunk(chunks[at], &mut design);
        let mut failed = 0;
        for policy in 0..spec.policies.len() {
            out.reset(spec, design.rows());
            model.run(policy, &design, &mut out);
            failed += out.settle(spec);
            reduce.policy(&mut room, policy, &design, &mut out);
        }
        let piece = reduce.piece(&mut room, chunks[at], &design);
        desk.lock().ready.insert(at, (piece, design.rows() as u64, failed));
        desk.changed.notify_all();
    }
}
