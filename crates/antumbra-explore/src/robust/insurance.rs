//! Paths as insurance: a premium in one world, a loss spared in the other, and the probability
//! between the two worlds at which two paths change places.
//!
//! A path's expected cost at the probability q of the second world is `(1-q) a + q b`, with a and b
//! its mean costs in the two worlds. Two such lines cross at most once in (0, 1).

use super::Outcomes;
use super::interval::z_of;
use crate::Error;
use antumbra_core::{Purpose, Seed};
use antumbra_num::quantile::quantile;

/// A path's mean outcome in two worlds, and what it costs beyond the best path in each.
#[derive(Clone, Debug, PartialEq)]
pub struct PathCover {
    /// The path.
    pub path: String,
    /// Mean outcome in the first and second world.
    pub mean: [f64; 2],
    /// What it costs beyond the path that is best in the first world: the premium.
    pub premium: f64,
    /// What it costs beyond the path that is best in the second world: the loss that is left.
    pub loss: f64,
}

/// Where two paths change places.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// The two paths' places in [`Insurance::paths`], the one that is better in the first world
    /// (the cheaper one there) first.
    pub paths: [usize; 2],
    /// From this probability of the second world on the second path is the better one; `None` when
    /// one path is at least as good in both worlds (`paths[0]` then).
    pub probability: Option<f64>,
    /// Its interval over resampled futures, in [0, 1]: 0 where the second path is better at any
    /// probability, 1 where it never is.
    pub interval: (f64, f64),
}

/// A stretch of probabilities with one best path.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Lower end.
    pub from: f64,
    /// Upper end.
    pub to: f64,
    /// The best path's place in [`Insurance::paths`].
    pub path: usize,
}

/// The table.
#[derive(Clone, Debug, PartialEq)]
pub struct Insurance {
    /// The paths that are run in both worlds.
    pub paths: Vec<PathCover>,
    /// Every pair of them.
    pub break_even: Vec<BreakEven>,
    /// Which path has the lowest expected cost at which probability of the second world.
    pub best: Vec<Span>,
    /// Futures used: those in which every such path ran in both worlds.
    pub futures: usize,
}

/// The insurance table of an outcome between two worlds, with intervals from `times` resamples of
/// the futures.
///
/// # Errors
/// An outcome or world that is not there, no path in both worlds, no future in which all of them
/// ran, fewer than 2 resamples, a level outside (0, 1).
pub fn insurance(
    o: &Outcomes,
    outcome: &str,
    worlds: [&str; 2],
    times: usize,
    level: f64,
    seed: Seed,
) -> Result<Insurance, Error> {
    z_of(level)?;
    if times < 2 {
        return Err(Error::setting(format!("{times} resamples")).help("give at least 2"));
    }
    let out = o.outcome(outcome)?;
    let better = o.better(out);
    if let Some(w) = worlds.iter().find(|w| !o.worlds().contains(w)) {
        return Err(Error::table(format!("there is no world `{w}`"))
            .help(format!("there are: {}", o.worlds().join(", "))));
    }
    let both: Vec<(&str, [usize; 2])> = o
        .paths()
        .into_iter()
        .filter_map(|p| Some((p, [o.policy(p, worlds[0])?, o.policy(p, worlds[1])?])))
        .collect();
    // A row per future: every path's cost in the first world and in the second.
    let rows: Vec<Vec<[f64; 2]>> = (0..o.futures())
        .filter_map(|f| {
            let cost = |p: usize| o.value(out, f, p).map(|v| better.cost(v));
            both.iter().map(|(_, [a, b])| Some([cost(*a)?, cost(*b)?])).collect()
        })
        .collect();
    if both.is_empty() || rows.is_empty() {
        return Err(Error::table(format!(
            "no path has an outcome `{outcome}` in both `{}` and `{}`",
            worlds[0], worlds[1]
        )));
    }
    let costs = mean_costs(&rows, |f| f, rows.len());
    let least = |w: usize| costs.iter().map(|c| c[w]).fold(f64::INFINITY, f64::min);
    let paths = both
        .iter()
        .zip(&costs)
        .map(|((path, _), c)| PathCover {
            path: (*path).to_owned(),
            mean: c.map(|x| better.cost(x)),
            premium: c[0] - least(0),
            loss: c[1] - least(1),
        })
        .collect();
    let resampled: Vec<Vec<[f64; 2]>> = (0..times)
        .map(|t| {
            let mut s = seed.stream(Purpose("robust.insurance"), t as u64, 0);
            mean_costs(&rows, |_| s.below(rows.len() as u64) as usize, rows.len())
        })
        .collect();
    let mut break_even = Vec::new();
    for i in 0..both.len() {
        for j in i + 1..both.len() {
            break_even.push(pair(&costs, &resampled, i, j, level));
        }
    }
    Ok(Insurance { paths, break_even, best: envelope(&costs), futures: rows.len() })
}

fn mean_costs(
    rows: &[Vec<[f64; 2]>],
    mut which: impl FnMut(usize) -> usize,
    n: usize,
) -> Vec<[f64; 2]> {
    let mut sums = vec![[0.0; 2]; rows[0].len()];
    for f in 0..n {
        for (sum, c) in sums.iter_mut().zip(&rows[which(f)]) {
            sum[0] += c[0];
            sum[1] += c[1];
        }
    }
    sums.iter().map(|s| s.map(|x| x / n as f64)).collect()
}

/// What `second` costs more in the first world, and saves in the second.
fn gap(costs: &[[f64; 2]], first: usize, second: usize) -> (f64, f64) {
    (costs[second][0] - costs[first][0], costs[first][1] - costs[second][1])
}

/// The probability of the second world from which `second` is better: 0 always, 1 never.
fn turn((dearer, saves): (f64, f64)) -> f64 {
    if saves <= 0.0 {
        // Nothing is saved in the second world: it is the better one always or never from there.
        if saves == 0.0 && dearer < 0.0 { 0.0 } else { 1.0 }
    } else if dearer <= 0.0 {
        0.0
    } else {
        dearer / (dearer + saves)
    }
}

fn pair(
    costs: &[[f64; 2]],
    resampled: &[Vec<[f64; 2]>],
    i: usize,
    j: usize,
    level: f64,
) -> BreakEven {
    // First the path that is cheaper in the first world; of equals the one cheaper in the second.
    let key = |p: usize| (costs[p][0], costs[p][1]);
    let (first, second) = if key(j) < key(i) { (j, i) } else { (i, j) };
    let (dearer, saves) = gap(costs, first, second);
    let probability = (dearer > 0.0 && saves > 0.0).then(|| turn((dearer, saves)));
    let turns: Vec<f64> = resampled.iter().map(|c| turn(gap(c, first, second))).collect();
    let at = |p: f64| quantile(&turns, p).unwrap_or(f64::NAN);
    let tail = (1.0 - level) / 2.0;
    BreakEven { paths: [first, second], probability, interval: (at(tail), at(1.0 - tail)) }
}

/// The lower envelope of the paths' lines over [0, 1].
fn envelope(costs: &[[f64; 2]]) -> Vec<Span> {
    let slope = |p: usize| costs[p][1] - costs[p][0];
    let order = |a: &usize, b: &usize| {
        costs[*a][0].total_cmp(&costs[*b][0]).then(slope(*a).total_cmp(&slope(*b)))
    };
    let Some(mut now) = (0..costs.len()).min_by(order) else { return Vec::new() };
    let mut spans = Vec::new();
    let mut from = 0.0;
    loop {
        // The next line below this one: among the flatter ones the first to be crossed.
        let next = (0..costs.len())
            .filter(|&p| slope(p) < slope(now))
            .map(|p| (turn(gap(costs, now, p)).max(from), p))
            .filter(|(q, _)| *q < 1.0)
            .min_by(|a, b| a.0.total_cmp(&b.0).then(slope(a.1).total_cmp(&slope(b.1))));
        let to = next.map_or(1.0, |(q, _)| q);
        if to > from || next.is_none() {
            spans.push(Span { from, to, path: now });
        }
        match next {
            Some((q, p)) => (from, now) = (q, p),
            None => return spans,
        }
    }
}
