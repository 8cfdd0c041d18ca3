//! Actors known by ranges: many draws, a distribution of settlements.

use crate::actor::{Actor, ActorSet};
use crate::baseline::{Centre, centre};
use crate::error::{Error, Kind};
use crate::spatial::rules::Rules;
use crate::spatial::run::{Bench, transition_stream};
use crate::spatial::{Problem, Verdict, attention::Attention};
use antumbra_core::{Purpose, Range, Seed};
use antumbra_num::dist::{Distribution as _, Fitted};
use antumbra_num::quantile;
use rayon::prelude::*;

/// What the actors' numbers are drawn from.
const ACTORS: Purpose = Purpose("bargain.actors");
/// The largest capability that a range may name; draws beyond it are set to it.
const MAX_CAPABILITY: f64 = 1e7;

/// One actor by ranges: `lo`, `mid` and `hi` are the 5th, 50th and 95th percentiles of what its
/// number may be, in the units of [`Actor`].
#[derive(Clone, Debug, PartialEq)]
pub struct RangedActor {
    /// Its name, unique in the case.
    pub name: String,
    /// Who it is; may be empty.
    pub description: String,
    /// Its weight in the decision.
    pub capability: Range,
    /// What it stands for, per dimension.
    pub position: Vec<Range>,
    /// How much of its attention each dimension has.
    pub salience: Vec<Range>,
}

/// A number between bounds that its three percentiles may touch.
///
/// The distribution is [`Fitted`], kept inside every bound that the percentiles do not touch. A
/// bound that they do touch cuts it off: a draw beyond is set to the bound, which moves none of
/// the three percentiles.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bounded {
    fitted: Fitted,
    min: f64,
    max: f64,
}

impl Bounded {
    fn new(range: Range, min: f64, max: f64) -> Option<Self> {
        if !(range.lo >= min && range.hi <= max) {
            return None;
        }
        let lower = (range.lo > min).then_some(min);
        let upper = (range.hi < max).then_some(max);
        Some(Bounded { fitted: Fitted::new(range, lower, upper).ok()?, min, max })
    }

    fn quantile(&self, u: f64) -> f64 {
        self.fitted.quantile(u).clamp(self.min, self.max)
    }
}

/// The actors of a case by ranges, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct RangedSet {
    mids: ActorSet,
    numbers: Vec<Bounded>,
}

impl RangedSet {
    /// Checks the mids as [`ActorSet::new`] does, and that every range is in order and in bounds.
    ///
    /// # Errors
    /// What [`ActorSet::new`] refuses, and a range with `lo > mid`, `mid > hi`, or an end outside
    /// what its number may be. The message names the actor and the number.
    pub fn new(dimensions: Vec<String>, actors: &[RangedActor]) -> Result<Self, Error> {
        let mids = actors
            .iter()
            .map(|a| Actor {
                name: a.name.clone(),
                description: a.description.clone(),
                capability: a.capability.mid,
                position: a.position.iter().map(|r| r.mid).collect(),
                salience: a.salience.iter().map(|r| r.mid).collect(),
            })
            .collect();
        let mids = ActorSet::new(dimensions, mids)?;
        let mut numbers = Vec::new();
        for a in actors {
            let mut push = |what: String, r: Range, max: f64| match Bounded::new(r, 0.0, max) {
                Some(t) => {
                    numbers.push(t);
                    Ok(())
                }
                None => Err(Error::new(
                    Kind::Range,
                    format!("`{}`: {what} has the range {} {} {}", a.name, r.lo, r.mid, r.hi),
                )
                .help(format!("a range is low, mid, high in this order, from 0 to {max}"))),
            };
            push("capability".into(), a.capability, MAX_CAPABILITY)?;
            for (k, d) in mids.dimensions().iter().enumerate() {
                push(format!("the position on `{d}`"), a.position[k], 100.0)?;
                push(format!("the salience of `{d}`"), a.salience[k], 100.0)?;
            }
        }
        Ok(RangedSet { mids, numbers })
    }

    /// The actors at the mids of their ranges.
    pub fn mids(&self) -> &ActorSet {
        &self.mids
    }

    /// The actors of one draw. Every number has its own random number, addressed by the seed, the
    /// draw and the actor's place, so that a draw does not depend on the others.
    ///
    /// # Errors
    /// When the draw leaves no actor with any capability.
    pub fn sample(&self, seed: Seed, draw: u64) -> Result<ActorSet, Error> {
        let d = self.mids.dimensions().len();
        let mut actors = self.mids.actors().to_vec();
        for (i, (a, t)) in actors.iter_mut().zip(self.numbers.chunks_exact(1 + 2 * d)).enumerate() {
            let mut stream = seed.stream(ACTORS, draw, i as u32);
            a.capability = t[0].quantile(stream.uniform());
            for k in 0..d {
                a.position[k] = t[1 + 2 * k].quantile(stream.uniform());
                a.salience[k] = t[2 + 2 * k].quantile(stream.uniform());
            }
        }
        ActorSet::new(self.mids.dimensions().to_vec(), actors)
    }
}

/// The settlement of one draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Mean (the settlement) and median of the final positions.
    pub settlement: Centre,
    /// The position that wins the final election.
    pub winner: Vec<f64>,
    /// Mean and median of the initial positions of the same draw.
    pub baseline: Centre,
    /// Why it stopped.
    pub verdict: Verdict,
}

/// Settlements of all draws, in the order of the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// One row per draw.
    pub draws: Vec<Drawn>,
}

impl Distribution {
    /// How many draws came to rest before the turn limit.
    pub fn settled(&self) -> usize {
        self.draws.iter().filter(|d| d.verdict.settled()).count()
    }

    /// 5th, 50th and 95th percentiles over the draws of a number of each; `None` without draws.
    pub fn range(&self, number: impl Fn(&Drawn) -> f64) -> Option<Range> {
        let mut x: Vec<f64> = self.draws.iter().map(number).collect();
        quantile::range_in_place(&mut x)
    }

    /// The settlement on one dimension.
    pub fn settlement(&self, dimension: usize) -> Option<Range> {
        self.range(|d| d.settlement.mean[dimension])
    }

    /// The weighted median of final positions on one dimension.
    pub fn settlement_median(&self, dimension: usize) -> Option<Range> {
        self.range(|d| d.settlement.median[dimension])
    }

    /// The baseline (weighted mean of initial positions) on one dimension.
    pub fn baseline(&self, dimension: usize) -> Option<Range> {
        self.range(|d| d.baseline.mean[dimension])
    }

    /// What bargaining adds to the baseline on one dimension, draw by draw.
    pub fn moved(&self, dimension: usize) -> Option<Range> {
        self.range(|d| d.settlement.mean[dimension] - d.baseline.mean[dimension])
    }
}

/// Draws the actors' numbers and runs the model once per draw, in parallel. The result does not
/// depend on the number of threads.
///
/// A draw may push the sum of an actor's saliences over 100; then, under
/// [`Attention::AsGiven`], its saliences are lowered in proportion to a sum of 100: nobody has
/// more attention than all of it.
///
/// # Errors
/// When the mids do not suit the rules, or a draw leaves no actor with any capability.
pub fn draw(set: &RangedSet, rules: &Rules, seed: Seed, draws: u64) -> Result<Distribution, Error> {
    Problem::new(&set.mids, rules)?;
    let rows: Result<Vec<Drawn>, Error> = (0..draws)
        .into_par_iter()
        .map_init(Bench::default, |bench, n| {
            let mut actors = set.sample(seed, n)?;
            if rules.attention == Attention::AsGiven {
                actors = actors.within_attention();
            }
            play(bench, &actors, rules, seed, n)
        })
        .collect();
    Ok(Distribution { draws: rows? })
}

/// One run without a log.
pub(crate) fn play(
    bench: &mut Bench,
    actors: &ActorSet,
    rules: &Rules,
    seed: Seed,
    draw: u64,
) -> Result<Drawn, Error> {
    let problem = Problem::new(actors, rules)?;
    let streams = |turn| transition_stream(seed, draw, turn);
    let verdict = bench.play(&problem, rules, streams, None);
    let last = bench.last(problem.start.len());
    let settlement = centre(actors, |i, k| last[problem.index(i, k)] * 100.0);
    let winner = bench.winner(&problem, rules).position;
    Ok(Drawn { settlement, winner, baseline: crate::baseline(actors), verdict })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(spread: f64) -> RangedSet {
        let range = |x: f64, s: f64| Range { lo: x - s, mid: x, hi: x + s };
        let actors: Vec<RangedActor> = [(30.0, 20.0, 40.0), (60.0, 70.0, 60.0), (45.0, 45.0, 30.0)]
            .iter()
            .enumerate()
            .map(|(i, &(c, p, s))| RangedActor {
                name: format!("a{i}"),
                description: String::new(),
                capability: range(c, spread),
                position: vec![range(p, spread)],
                salience: vec![range(s, spread)],
            })
            .collect();
        RangedSet::new(vec!["x".into()], &actors).unwrap()
    }

    #[test]
    fn percentiles_are_met_and_bounds_kept() {
        for (lo, mid, hi) in [(10.0, 20.0, 50.0), (0.0, 4.0, 12.0), (75.0, 90.0, 100.0)] {
            let b = Bounded::new(Range { lo, mid, hi }, 0.0, 100.0).unwrap();
            for (u, x) in [(0.05, lo), (0.5, mid), (0.95, hi)] {
                assert!((b.quantile(u) - x).abs() < 1e-9, "{lo} {mid} {hi} at {u}");
            }
            for u in [1e-15, 1e-3, 0.999, 1.0 - 1e-15] {
                assert!((0.0..=100.0).contains(&b.quantile(u)));
            }
        }
    }

    #[test]
    fn without_spread_every_draw_is_the_run_at_the_mids() {
        let set = ranges(0.0);
        let out = draw(&set, &Rules::default(), Seed(3), 20).unwrap();
        let run = crate::spatial::run(set.mids(), &Rules::default(), Seed(3), 0).unwrap();
        for d in &out.draws {
            assert!((d.settlement.mean[0] - run.settlement.centre.mean[0]).abs() < 1e-9);
            assert!((d.winner[0] - run.settlement.winner.position[0]).abs() < 1e-9);
        }
    }

    #[test]
    fn doubling_every_spread_widens_the_settlement() {
        let width = |s: f64| {
            let out = draw(&ranges(s), &Rules::default(), Seed(3), 400).unwrap();
            let r = out.settlement(0).unwrap();
            r.hi - r.lo
        };
        assert!(width(2.0) > 0.0);
        assert!(width(8.0) > width(4.0) && width(4.0) > width(2.0));
    }

    #[test]
    fn any_number_of_threads_gives_the_same_bytes() {
        let set = ranges(5.0);
        let of = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| draw(&set, &Rules::default(), Seed(3), 64).unwrap())
        };
        assert_eq!(of(1), of(3));
        assert_ne!(of(1), draw(&set, &Rules::default(), Seed(4), 64).unwrap());
    }

    #[test]
    fn a_range_out_of_order_is_refused_by_name() {
        let mut actor = RangedActor {
            name: "MOF".into(),
            description: String::new(),
            capability: Range { lo: 40.0, mid: 52.0, hi: 62.0 },
            position: vec![Range { lo: 3.0, mid: 8.0, hi: 5.0 }],
            salience: vec![Range { lo: 40.0, mid: 55.0, hi: 68.0 }],
        };
        let e = RangedSet::new(vec!["axis".into()], &[actor.clone()]).unwrap_err();
        assert!(e.is_range() && e.to_string().contains("`MOF`: the position on `axis`"), "{e}");
        actor.position[0] = Range { lo: 3.0, mid: 8.0, hi: 115.0 };
        assert!(RangedSet::new(vec!["axis".into()], &[actor]).unwrap_err().is_range());
    }
}
