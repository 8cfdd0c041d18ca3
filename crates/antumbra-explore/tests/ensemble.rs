//! Draws against their distributions, the runner's order and limits, histograms against samples.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use antumbra_core::Seed;
use antumbra_core::outside::Clock;
use antumbra_explore::ensemble::*;
use antumbra_num::dist::{Beta, Distribution, Normal, Tabulated, Uniform, standard_quantile};
use antumbra_num::quantile::quantile;
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

fn input(name: &str, kind: InputKind) -> Input {
    Input { name: name.into(), kind }
}

fn uniform() -> InputKind {
    InputKind::Real(Arc::new(Uniform::new(0.0, 1.0).unwrap()))
}

fn outcome(name: &str) -> Outcome {
    Outcome {
        name: name.into(),
        unit: String::new(),
        bins: Bins { lo: 0.0, hi: 2.0, count: 100 },
        direction: Direction::None,
        optional: false,
    }
}

fn spec() -> Spec {
    let words = ["a", "b", "c"].map(String::from).to_vec();
    Spec {
        inputs: vec![
            input("u", uniform()),
            input("v", InputKind::Real(Tabulated::beta(Beta::new(3.5, 2.9).unwrap()))),
            input("w", InputKind::Category { words, probabilities: vec![0.5, 0.3, 0.2] }),
            input("t", InputKind::Truth { probability: 0.25 }),
            input("n", InputKind::Whole { lo: -1, hi: 2 }),
            input("z", InputKind::Real(Arc::new(Normal::new(5.0, 2.0).unwrap()))),
        ],
        policy_keys: vec!["path".into()],
        policies: vec![vec!["x".into()], vec!["y".into()]],
        outcomes: vec![outcome("sum")],
        yearly: vec![outcome("part")],
        years: vec![1, 2],
        failures: vec!["large".into(), "small".into()],
        ..Spec::default()
    }
}

/// Adds inputs; every so often takes longer, by a rule of its own.
struct Adds {
    spec: Spec,
    delay: fn(u64) -> u64,
}

impl Model for Adds {
    fn spec(&self) -> &Spec {
        &self.spec
    }
    fn run(&self, policy: usize, chunk: &DesignChunk, out: &mut OutcomeChunk) {
        std::thread::sleep(std::time::Duration::from_micros((self.delay)(chunk.first())));
        let columns = out.columns();
        let [sum] = columns.outcomes.try_into().unwrap();
        let [first, second] = columns.yearly.try_into().unwrap();
        for row in 0..chunk.rows() {
            let (u, v) = (chunk.column(0)[row], chunk.column(1)[row]);
            (first[row], second[row]) = (u, v + policy as f64);
            // Two reasons, and one future in many without a value.
            columns.failures[row] = if u > 0.99 { 1 } else { u16::from(u < 0.005) * 2 };
            sum[row] = if v > 0.9 { f64::NAN } else { u + v };
        }
    }
}

#[derive(Default)]
struct Keep(Vec<(u64, DesignChunk, Vec<OutcomeChunk>)>, Option<usize>);

impl Sink for Keep {
    fn chunk(&mut self, i: u64, d: &DesignChunk, o: &[OutcomeChunk]) -> ControlFlow<()> {
        self.0.push((i, d.clone(), o.to_vec()));
        if self.1 == Some(self.0.len()) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

fn all(draw: &Draw) -> Vec<u64> {
    (0..draw.chunks()).collect()
}

/// NaN-proof bytes of what a sink got.
fn bytes(k: &Keep) -> String {
    format!("{:?}", k.0)
}

#[test]
fn every_design_draws_what_the_inputs_say() {
    let spec = spec();
    for design in [Design::MonteCarlo, Design::LatinHypercube, Design::Sobol] {
        let n = 16_384;
        let draw = Draw::new(&spec, design, n, Seed(3)).unwrap();
        let mut columns = vec![Vec::new(); 6];
        let mut chunk = draw.empty();
        for i in all(&draw) {
            draw.chunk(i, &mut chunk);
            columns.iter_mut().zip(chunk.columns()).for_each(|(c, x)| c.extend_from_slice(x));
        }
        // Monte Carlo shares have a standard error of at most .004: five of them.
        let share =
            |k: usize, x: f64| columns[k].iter().filter(|v| **v == x).count() as f64 / n as f64;
        for (k, x, want) in [
            (2, 0.0, 0.5),
            (2, 1.0, 0.3),
            (2, 2.0, 0.2),
            (3, 1.0, 0.25),
            (4, -1.0, 0.25),
            (4, 2.0, 0.25),
        ] {
            assert!((share(k, x) - want).abs() < 0.02, "{design}: input {k} at {x}");
        }
        for (k, d) in [
            (1, &Beta::new(3.5, 2.9).unwrap() as &dyn Distribution),
            (5, &Normal::new(5.0, 2.0).unwrap()),
        ] {
            for p in [0.05, 0.5, 0.95] {
                let got = quantile(&columns[k], p).unwrap();
                assert!((d.cdf(got) - p).abs() < 0.02, "{design}: input {k} at {p}");
            }
        }
        // Evenly spread designs are far closer than chance.
        let mean = columns[0].iter().sum::<f64>() / n as f64;
        let allowed = if design == Design::MonteCarlo { 0.02 } else { 1e-3 };
        assert!((mean - 0.5).abs() < allowed, "{design}: {mean}");
        assert_eq!(design, design.to_string().parse().unwrap());
    }
    assert!("halton".parse::<Design>().unwrap_err().is_setting());
}

#[test]
fn correlated_inputs_keep_their_distributions() {
    let mut spec = spec();
    let group = ["u", "v", "z"].map(String::from).to_vec();
    spec.groups = vec![Group { inputs: group, correlations: vec![0.8, -0.3, 0.1] }];
    let n = 16_384;
    let draw = Draw::new(&spec, Design::Sobol, n, Seed(3)).unwrap();
    let free = Draw::new(&self::spec(), Design::Sobol, n, Seed(3)).unwrap();
    let (mut chunk, mut plain) = (draw.empty(), free.empty());
    let beta = Beta::new(3.5, 2.9).unwrap();
    let mut scores = vec![Vec::new(); 3];
    for i in all(&draw) {
        draw.chunk(i, &mut chunk);
        free.chunk(i, &mut plain);
        // The first of a group and what is in none keep their draws.
        for k in [0, 2, 3, 4] {
            assert_eq!(chunk.column(k), plain.column(k));
        }
        scores[0].extend(chunk.column(0).iter().map(|u| standard_quantile(*u)));
        scores[1].extend(chunk.column(1).iter().map(|x| standard_quantile(beta.cdf(*x))));
        scores[2].extend(chunk.column(5).iter().map(|x| (x - 5.0) / 2.0));
    }
    let r = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>() / n as f64;
    for (i, j, want) in [(0, 1, 0.8), (0, 2, -0.3), (1, 2, 0.1), (1, 1, 1.0), (2, 2, 1.0)] {
        let got = r(&scores[i], &scores[j]);
        assert!((got - want).abs() < 0.02, "{i}, {j}: {got}");
    }
}

#[test]
fn what_does_not_hold_together_is_refused() {
    let try_it = |change: &dyn Fn(&mut Spec)| {
        let mut s = spec();
        change(&mut s);
        let e = Draw::new(&s, Design::Sobol, 100, Seed(1)).unwrap_err();
        assert!(e.is_spec(), "{e}");
        e.to_string()
    };
    let group = |names: &[&str], correlations: &[f64]| Group {
        inputs: names.iter().map(|n| (*n).to_owned()).collect(),
        correlations: correlations.to_vec(),
    };
    type Change<'a> = &'a dyn Fn(&mut Spec);
    let cases: [(Change<'_>, &str); 13] = [
        (&|s| s.inputs.clear(), "no input"),
        (&|s| s.policies.clear(), "no policy"),
        (&|s| s.inputs[1].name = "u".into(), "`u` twice"),
        (&|s| s.outcomes[0].name = "future".into(), "`future`"),
        (&|s| s.policies[1] = s.policies[0].clone(), "same words"),
        (&|s| s.policies[1].push("z".into()), "one word for each key"),
        (&|s| s.outcomes[0].bins.hi = 0.0, "bins from 0 to 0"),
        (&|s| s.years = vec![2, 1], "rising order"),
        (&|s| s.inputs[3].kind = InputKind::Truth { probability: 1.5 }, "`t` has 1.5"),
        (&|s| s.inputs[4].kind = InputKind::Whole { lo: 2, hi: 1 }, "`n` has no whole"),
        (&|s| s.groups = vec![group(&["u", "q"], &[0.5])], "`q`, which is no input"),
        (&|s| s.groups = vec![group(&["u", "v"], &[1.2])], "between -1 and 1"),
        (&|s| s.groups = vec![group(&["u", "v", "z"], &[0.9, 0.9, -0.9])], "cannot all hold"),
    ];
    for (change, says) in cases {
        let message = try_it(change);
        assert!(message.contains(says), "`{message}` should say `{says}`");
    }
    for futures in [0, 1 << 60] {
        assert!(Draw::new(&spec(), Design::Sobol, futures, Seed(1)).unwrap_err().is_setting());
    }
}

#[test]
fn chunks_and_shards_cover_every_future_once() {
    for futures in [1, 255, 256, 257, 10_000, 65_536, 1_000_000, 3_333_333] {
        let size = chunk_size(&spec(), futures);
        assert!(size.is_power_of_two() && (256..=2048).contains(&size));
        // A model of many years has chunks of fewer futures, never more than what 3 MiB hold.
        let wide = Spec { years: (1..=600).collect(), ..spec() };
        let narrow = chunk_size(&wide, futures);
        assert_eq!(narrow, size.min(512));
        assert!(u64::from(narrow) * 8 * 601 <= 3 << 20);
        let draw = Draw::new(&spec(), Design::MonteCarlo, futures, Seed(1)).unwrap();
        assert_eq!((0..draw.chunks()).map(|c| draw.rows(c)).sum::<u64>(), futures);
        assert_eq!(draw.rows(draw.chunks()), 0);
        for n in [1, 3, 7, 5000] {
            let mut next = 0;
            for i in 1..=n {
                let r = draw.shard(i, n).unwrap();
                assert_eq!(r.start, next);
                next = r.end;
            }
            assert_eq!(next, draw.chunks());
        }
        assert!(draw.shard(0, 3).is_err() && draw.shard(4, 3).is_err());
    }
}

/// Which worker ends first changes nothing: order and bytes are those of one thread.
#[test]
fn results_arrive_in_order_whoever_ends_first() {
    let draw = Draw::new(&spec(), Design::Sobol, 5000, Seed(9)).unwrap();
    let with = |jobs, delay| {
        let mut keep = Keep::default();
        let model = Adds { spec: spec(), delay };
        let budget = Budget::default();
        let (stop, p) = run(&model, &draw, &all(&draw), jobs, budget, &mut |_| {}, &mut keep);
        assert_eq!((stop, p.futures, p.chunks), (Stop::Finished, 5000, 20));
        (bytes(&keep), keep, p.failed)
    };
    let (one, keep, failed) = with(1, |_| 0);
    assert!(keep.0.iter().map(|k| k.0).eq(0..20));
    let delays: [fn(u64) -> u64; 3] =
        [|_| 0, |first| 3000 / (1 + first / 256), |first| (first * 7919) % 4001];
    for delay in delays {
        for jobs in [2, 3, 8, 64] {
            assert_eq!(with(jobs, delay).0, one);
        }
    }
    // Codes: the model's own first, then what lacks a value; both policies fail alike.
    let codes = || keep.0.iter().flat_map(|k| k.2[0].failures().iter().copied());
    let count = |c: u16| codes().filter(|x| *x == c).count() as u64;
    assert!(count(1) > 30 && count(2) > 10 && count(NO_VALUE) > 10);
    assert_eq!(2 * (count(1) + count(2) + count(NO_VALUE)), failed);
}

struct Ticks(AtomicUsize);
impl Clock for Ticks {
    fn seconds(&self) -> f64 {
        self.0.fetch_add(1, SeqCst) as f64
    }
    fn today(&self) -> String {
        "2000-01-01".into()
    }
}

#[test]
fn a_run_stops_where_it_is_told() {
    let draw = Draw::new(&spec(), Design::Sobol, 50_000, Seed(9)).unwrap();
    let model = Adds { spec: spec(), delay: |_| 50 };
    let go = |budget: Budget<'_>, most: Option<usize>, progress: &mut dyn FnMut(Progress)| {
        let mut keep = Keep(Vec::new(), most);
        let (stop, p) = run(&model, &draw, &all(&draw), 3, budget, progress, &mut keep);
        assert!(keep.0.iter().map(|k| k.0).eq(0..keep.0.len() as u64), "a gap");
        (stop, p.chunks, keep.0.len())
    };
    let futures = Budget { futures: Some(2000), ..Budget::default() };
    assert_eq!(go(futures, None, &mut |_| {}), (Stop::Futures, 4, 4));
    assert_eq!(go(Budget::default(), Some(5), &mut |_| {}), (Stop::Sink, 4, 5));

    let clock = Ticks(0.into());
    let time = Budget { time: Some((&clock, 5.0)), ..Budget::default() };
    let (stop, chunks, got) = go(time, None, &mut |_| {});
    assert!(stop == Stop::Time && chunks < 60 && chunks as usize == got);

    let flag = AtomicBool::new(false);
    let cancel = Budget { cancel: Some(&flag), ..Budget::default() };
    let mut last = 0;
    let (stop, chunks, got) = go(cancel, None, &mut |p| {
        assert_eq!((p.chunks, p.of_chunks), (last + 1, 98));
        last = p.chunks;
        flag.store(p.chunks >= 7, SeqCst);
    });
    assert!(stop == Stop::Cancelled && (7..30).contains(&chunks) && chunks as usize == got);
    // Nothing to do is finished.
    let mut keep = Keep::default();
    let (stop, _) = run(&model, &draw, &[], 3, Budget::default(), &mut |_| {}, &mut keep);
    assert!(stop == Stop::Finished && keep.0.is_empty());
}

/// No more than the window is held, however slow the first chunk is.
#[test]
fn memory_is_bounded_by_the_window() {
    static BEGUN: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let draw = Draw::new(&spec(), Design::Sobol, 20_000, Seed(9)).unwrap();
    let model = Adds { spec: spec(), delay: |first| if first == 0 { 20_000 } else { 0 } };
    let delivered = AtomicUsize::new(0);
    let map = |_, _: &DesignChunk, _: &[OutcomeChunk]| {
        let ahead = BEGUN.fetch_add(1, SeqCst) + 1 - delivered.load(SeqCst);
        MOST.fetch_max(ahead, SeqCst);
    };
    let (stop, _) = run_mapped(
        &model,
        &draw,
        &all(&draw),
        2,
        Budget::default(),
        &mut |_| {},
        &map,
        &mut |_, ()| {
            delivered.fetch_add(1, SeqCst);
            ControlFlow::Continue(())
        },
    );
    assert_eq!(stop, Stop::Finished);
    // Two threads hold at most 2 * 2 + 2 chunks.
    assert!((2..=6).contains(&MOST.load(SeqCst)), "{MOST:?}");
}

#[test]
fn a_panic_is_passed_on_and_nobody_waits() {
    struct Breaks(Spec);
    impl Model for Breaks {
        fn spec(&self) -> &Spec {
            &self.0
        }
        fn run(&self, _: usize, chunk: &DesignChunk, _: &mut OutcomeChunk) {
            assert!(chunk.first() < 2000, "a defect of the model");
        }
    }
    let caught = std::panic::catch_unwind(|| {
        let draw = Draw::new(&spec(), Design::Sobol, 50_000, Seed(9)).unwrap();
        let mut keep = Keep::default();
        run(&Breaks(spec()), &draw, &all(&draw), 3, Budget::default(), &mut |_| {}, &mut keep)
    });
    assert!(caught.is_err());
}

proptest! {
    /// Quantiles of the bins against those of the sample, within a bin's width inside the bins.
    #[test]
    fn histograms_tell_what_the_sample_does(
        x in prop::collection::vec(-0.5..2.5f64, 1..400),
        cuts in prop::collection::vec(0usize..400, 0..4),
        p in 0.0..=1.0f64,
    ) {
        let bins = Bins { lo: 0.0, hi: 2.0, count: 50 };
        let one_chunk = |x: &[f64]| {
            let mut h = Histogram::new(bins);
            h.add(x, &vec![0; x.len()], &mut Vec::new());
            h
        };
        let whole = one_chunk(&x);
        prop_assert_eq!(whole.count(), x.len() as u64);
        let want = quantile(&x, p).unwrap();
        let got = whole.quantile(p).unwrap();
        // Beyond the bins the open ones are as wide as the sample reaches; between two bins the
        // sample's own quantile is interpolated, so that neighbours bound it.
        let mut sorted = x.clone();
        sorted.sort_by(f64::total_cmp);
        let at = p * (x.len() - 1) as f64;
        let (a, b) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
        let width = 2.0 / 50.0;
        let slack = if a < 0.0 || b > 2.0 { 0.5 } else { width };
        prop_assert!(got >= a - slack && got <= b + slack, "{} of {}: {}", want, p, got);
        prop_assert_eq!(whole.quantile(0.0), Some(sorted[0]));
        prop_assert_eq!(whole.quantile(1.0), sorted.last().copied());
        let mean = x.iter().sum::<f64>() / x.len() as f64;
        prop_assert!((whole.mean().unwrap() - mean).abs() < 1e-12);

        // Cut anywhere, merged in order: the same counts and ends, the mean to the last digits.
        let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(x.len())).collect();
        cuts.extend([0, x.len()]);
        cuts.sort_unstable();
        let mut merged = Histogram::new(bins);
        for w in cuts.windows(2) {
            merged.merge(&one_chunk(&x[w[0]..w[1]])).unwrap();
        }
        prop_assert_eq!(merged.counts(), whole.counts());
        prop_assert_eq!((merged.min(), merged.max()), (whole.min(), whole.max()));
        prop_assert!((merged.mean().unwrap() - mean).abs() < 1e-12);
    }

    /// A tally comes back as it went; bytes cut short or changed in length are refused.
    #[test]
    fn tallies_are_stored_whole(futures in 1u64..3000, seed: u64, cut in 1usize..50) {
        let draw = Draw::new(&spec(), Design::MonteCarlo, futures, Seed(seed)).unwrap();
        let model = Adds { spec: spec(), delay: |_| 0 };
        let mut keep = Keep::default();
        run(&model, &draw, &all(&draw), 1, Budget::default(), &mut |_| {}, &mut keep);
        let layout = Layout::of(&model.spec);
        let mut total = Tally::new(layout.clone());
        let mut encoder = TallyEncoder::new(layout.clone());
        let mut from_bytes = Tally::new(layout.clone());
        for (_, _, out) in &keep.0 {
            let chunk = Tally::of_chunk(layout.clone(), out);
            total.merge(&chunk).unwrap();
            // Policy by policy and in one go are the same bytes, and bytes merge as what they hold.
            out.iter().for_each(|o| encoder.policy(o));
            let bytes = encoder.finish();
            prop_assert_eq!(&bytes, &chunk.encode());
            from_bytes.merge_encoded(&bytes).unwrap();
        }
        prop_assert_eq!(&from_bytes, &total);
        prop_assert_eq!(from_bytes.encode(), total.encode());
        prop_assert_eq!(total.futures(), futures);
        let failed = total.failures(0).iter().sum::<u64>();
        prop_assert_eq!(total.outcome(0, 0).count() + failed, futures);
        prop_assert_eq!(total.yearly(1, 0, 1).count() + failed, futures);
        let bytes = total.encode();
        prop_assert_eq!(&Tally::decode(layout.clone(), &bytes).unwrap(), &total);
        let short = &bytes[..bytes.len().saturating_sub(cut)];
        prop_assert!(Tally::decode(layout.clone(), short).unwrap_err().is_spec());
        prop_assert!(Tally::decode(layout, &[&bytes[..], &[0]].concat()).is_err());
    }
}
