//! The pool of one series: opinion as a random walk, seen through houses with a lean each.
//!
//! `y_i = ξ(t_i) + δ(house_i) + ε_i`, ε with the sampling variance of a share of n answers (design
//! effects are not published and not guessed); `ξ` moves from day to day by independent normal
//! steps; leans are normal with a standard deviation of 5 points and sum to zero. The last is the
//! model's weak joint: where houses lie, they are taken to lie to all sides, for nothing in the
//! polls themselves can tell. The step is not known: the posterior is averaged over a grid of
//! steps by how well each explains the polls.
//!
//! Jackman (2005) fits the same model by simulation. Everything here is Gaussian, so the posterior
//! for one step is one linear system.

use super::Poll;
use antumbra_core::{Date, Range};
use antumbra_num::kernel;

/// Standard deviations of a month's step that are tried, in points.
const MONTHLY_STEPS: [f64; 6] = [0.1, 0.5, 1.0, 2.0, 4.0, 8.0];
const MONTH: f64 = 30.0;
/// Standard deviation of a house's lean, in points.
const LEAN: f64 = 5.0;
/// Opinion before the first poll: anything.
const FIRST: (f64, f64) = (50.0, 100.0);
/// How closely leans sum to zero (standard deviation of the sum, in points).
const SUM: f64 = 1e-3;
/// z(.95).
const Z95: f64 = 1.644_853_626_951_472_2;

/// Opinion on the day of one wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    /// The day.
    pub date: Date,
    /// Per cent, kept within 0 to 100.
    pub view: Range,
}

/// How far a house's polls lie above the pool.
#[derive(Clone, Debug, PartialEq)]
pub struct House {
    /// The house.
    pub house: String,
    /// Points above (below when negative).
    pub lean: Range,
}

/// The pool of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    /// Opinion on each day with a poll, in order.
    pub waves: Vec<Wave>,
    /// The houses in the order of their names.
    pub houses: Vec<House>,
    /// Posterior mean of the standard deviation of a month's step, in points.
    pub monthly_step: f64,
}

/// Pools polls sorted by date; `houses` and `days` are those of the polls, sorted, each once.
pub(super) fn pool(polls: &[Poll], houses: &[&str], days: &[Date]) -> Pooled {
    let size = days.len() + houses.len();
    let fits: Vec<Fit> = MONTHLY_STEPS.iter().map(|&s| fit(polls, houses, days, s)).collect();
    let best = fits.iter().map(|f| f.ln_evidence).fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = fits.iter().map(|f| kernel::exp(f.ln_evidence - best)).collect();
    let sum: f64 = weights.iter().sum();
    let mixed = |of: &dyn Fn(&Fit) -> f64| {
        fits.iter().zip(&weights).map(|(f, w)| of(f) * w).sum::<f64>() / sum
    };
    let range = |k: usize| {
        let mean = mixed(&|f| f.mean[k]);
        let variance = mixed(&|f| f.variance[k] + (f.mean[k] - mean) * (f.mean[k] - mean));
        let half = Z95 * variance.sqrt();
        Range { lo: mean - half, mid: mean, hi: mean + half }
    };
    let ranges: Vec<Range> = (0..size).map(range).collect();
    let waves = days
        .iter()
        .zip(&ranges)
        .map(|(&date, r)| Wave { date, view: r.map_increasing(|x| x.clamp(0.0, 100.0)) });
    let leans = houses.iter().zip(&ranges[days.len()..]);
    Pooled {
        waves: waves.collect(),
        houses: leans.map(|(h, r)| House { house: (*h).to_owned(), lean: *r }).collect(),
        monthly_step: {
            let steps = MONTHLY_STEPS.iter().zip(&weights).map(|(s, w)| s * w);
            steps.sum::<f64>() / sum
        },
    }
}

/// The posterior for one step: means and variances of opinion per day and of leans, and the
/// logarithm of the density of the polls up to a constant that all steps share.
struct Fit {
    mean: Vec<f64>,
    variance: Vec<f64>,
    ln_evidence: f64,
}

fn fit(polls: &[Poll], houses: &[&str], days: &[Date], monthly_step: f64) -> Fit {
    let (t, size) = (days.len(), days.len() + houses.len());
    let mut precision = vec![0.0; size * size];
    let mut right = vec![0.0; size];
    // Twice the negative logarithm of prior and likelihood at zero, and of their scales.
    let (mut constant, mut ln_scales) = (0.0, 0.0);
    let mut term = |parts: &[(usize, f64)], target: f64, variance: f64| {
        for &(a, x) in parts {
            for &(b, y) in parts {
                precision[a * size + b] += x * y / variance;
            }
            right[a] += x * target / variance;
        }
        constant += target * target / variance;
        ln_scales += kernel::ln(variance);
    };
    term(&[(0, 1.0)], FIRST.0, FIRST.1 * FIRST.1);
    for k in 1..t {
        let apart = f64::from(days[k].ordinal() - days[k - 1].ordinal());
        term(&[(k - 1, -1.0), (k, 1.0)], 0.0, monthly_step * monthly_step * apart / MONTH);
    }
    for h in 0..houses.len() {
        term(&[(t + h, 1.0)], 0.0, LEAN * LEAN);
    }
    let all: Vec<(usize, f64)> = (0..houses.len()).map(|h| (t + h, 1.0)).collect();
    term(&all, 0.0, SUM * SUM);
    for p in polls {
        let day = days.partition_point(|d| *d < p.date);
        let house = t + houses.partition_point(|h| *h < p.house.as_str());
        // A share of 0 or 100 has no less than half an answer's variance.
        let share = p.view().clamp(50.0 / f64::from(p.n), 100.0 - 50.0 / f64::from(p.n));
        let variance = share * (100.0 - share) / f64::from(p.n);
        term(&[(day, 1.0), (house, 1.0)], p.view(), variance);
    }
    let ln_determinant = factor(&mut precision, size);
    let mean = solve(&precision, size, right.clone());
    let variance = (0..size)
        .map(|k| {
            let mut unit = vec![0.0; size];
            unit[k] = 1.0;
            solve(&precision, size, unit)[k]
        })
        .collect();
    let explained: f64 = mean.iter().zip(&right).map(|(m, r)| m * r).sum();
    let ln_evidence = -0.5 * (constant - explained + ln_scales + ln_determinant);
    Fit { mean, variance, ln_evidence }
}

/// Cholesky's factor of a positive definite matrix, in place below the diagonal; returns the
/// logarithm of the determinant. Priors on every unknown make the matrix positive definite.
fn factor(a: &mut [f64], n: usize) -> f64 {
    let mut ln_determinant = 0.0;
    for j in 0..n {
        for k in 0..j {
            for i in j..n {
                a[i * n + j] -= a[i * n + k] * a[j * n + k];
            }
        }
        let pivot = a[j * n + j].sqrt();
        ln_determinant += 2.0 * kernel::ln(pivot);
        for i in j..n {
            a[i * n + j] /= pivot;
        }
    }
    ln_determinant
}

fn solve(factor: &[f64], n: usize, mut x: Vec<f64>) -> Vec<f64> {
    for i in 0..n {
        for k in 0..i {
            x[i] -= factor[i * n + k] * x[k];
        }
        x[i] /= factor[i * n + i];
    }
    for i in (0..n).rev() {
        for k in i + 1..n {
            x[i] -= factor[k * n + i] * x[k];
        }
        x[i] /= factor[i * n + i];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::super::{Mode, Share, collate};
    use super::*;
    use antumbra_core::{Purpose, Seed, Tag};
    use antumbra_num::dist::standard_quantile;

    const REFERENCE: &str = include_str!("../../../../conformance/bargain/pool_reference.csv");

    fn poll(house: &str, date: Date, n: u32, percent: f64) -> Poll {
        Poll {
            topic: "t".into(),
            wording: "w".into(),
            mode: Mode::Phone,
            house: house.into(),
            date,
            n,
            shares: vec![Share { answer: "yes".into(), percent, counts: true }],
            tag: Tag::Published,
            source: None,
        }
    }

    fn pooled(polls: &[Poll]) -> Pooled {
        collate(polls).unwrap()[0].series[0].pooled.clone().unwrap()
    }

    /// Against NumPy, which conditions the joint normal distribution of polls and unknowns on
    /// the polls (`conformance/bargain/pool_reference.py`): another route to the same numbers.
    #[test]
    fn equal_to_conditioning_the_joint_distribution() {
        let rows = |kind: &str| {
            REFERENCE
                .lines()
                .filter_map(|l| l.strip_prefix(kind)?.strip_prefix(','))
                .map(|l| l.split(',').map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        let number = |s: &str| s.parse::<f64>().unwrap();
        let polls: Vec<Poll> = rows("poll")
            .iter()
            .map(|f| poll(&f[0], Date::parse(&f[1]).unwrap(), f[2].parse().unwrap(), number(&f[3])))
            .collect();
        let out = pooled(&polls);
        let close = |r: Range, f: &[String]| {
            for (a, b) in [(r.lo, &f[0]), (r.mid, &f[1]), (r.hi, &f[2])] {
                assert!((a - number(b)).abs() < 1e-6, "{r:?} {f:?}");
            }
        };
        assert_eq!(rows("wave").len(), out.waves.len());
        for (w, f) in out.waves.iter().zip(rows("wave")) {
            assert_eq!(w.date.to_string(), f[0]);
            close(w.view, &f[1..]);
        }
        for (h, f) in out.houses.iter().zip(rows("house")) {
            assert_eq!(h.house, f[0]);
            close(h.lean, &f[1..]);
        }
        assert!((out.monthly_step - number(&rows("step")[0][0])).abs() < 1e-6);
    }

    /// Leans of +3, 0 and -3 points and a walk of a point a month are found again: the 90%
    /// intervals hold the truth in about nine cases of ten, over 60 simulated series.
    #[test]
    fn simulated_opinion_is_recovered() {
        let leans = [("A", 3.0), ("B", 0.0), ("C", -3.0)];
        let (mut held, mut asked) = (0u32, 0u32);
        for series in 0..60 {
            let mut s = Seed(11).stream(Purpose("test.polls"), series, 0);
            let mut normal = || standard_quantile(s.uniform());
            let mut day = Date::parse("2024-01-15").unwrap();
            let (mut truth, mut path, mut polls) = (40.0, Vec::new(), Vec::new());
            for k in 0..12 {
                let (house, lean) = leans[k % 3];
                let variance: f64 = truth * (100.0 - truth) / 1000.0;
                let seen = truth + lean + variance.sqrt() * normal();
                polls.push(poll(house, day, 1000, seen));
                path.push(truth);
                truth += normal();
                day = day.plus_days(30).unwrap();
            }
            let out = pooled(&polls);
            for (w, t) in out.waves.iter().zip(&path) {
                asked += 1;
                held += u32::from((w.view.lo..=w.view.hi).contains(t));
            }
        }
        // 720 answers, strongly correlated within a series: between 82 and 97 of a hundred.
        let share = f64::from(held) / f64::from(asked);
        assert!((0.82..0.97).contains(&share), "{share}");
    }

    #[test]
    fn a_larger_sample_narrows_and_a_lean_is_signed() {
        let make = |n: u32| {
            let start = Date::parse("2024-01-15").unwrap();
            let polls: Vec<Poll> = (0..9)
                .map(|k| {
                    let house = ["A", "B", "C"][k as usize % 3];
                    let lean = [4.0, 0.0, -4.0][k as usize % 3];
                    poll(house, start.plus_days(20 * k).unwrap(), n, 45.0 + lean)
                })
                .collect();
            pooled(&polls)
        };
        let (small, large) = (make(500), make(5000));
        let width = |p: &Pooled| p.waves[4].view.hi - p.waves[4].view.lo;
        assert!(width(&large) < width(&small));
        assert!(large.houses[0].lean.lo > 0.0 && large.houses[2].lean.hi < 0.0);
        assert!((large.waves[4].view.mid - 45.0).abs() < 1.0);
    }
}
