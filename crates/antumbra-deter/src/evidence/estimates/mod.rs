//! The estimates that the program carries: the project's own results, not the data behind them.
//!
//! For every point of the grid m × λ × w × ρ and every severity: the coefficients, with the variance
//! of `b`. For every relevant directed dyad of the reference year: the fitted log-odds of a
//! challenge without the contest's part, their variance and their covariance with `b`, and how much
//! of them is the dyad's past. For every target: challenges observed and expected in the last twenty
//! outcome years. For the clients of the shipped assessments: the record since 1952 beside what was
//! expected ([`Estimates::history`]). And the wars of 1950-2010 by cover ([`Estimates::war_counts`]).
//!
//! # Two levels
//! Disputes are recorded to 2014. [`Past::Held`] keeps the past as it stood at the end of 2014;
//! [`Past::Peace`] counts 2015-2018 as years of peace, which nothing in the record says. The level
//! of risk differs by up to a factor of two, ratios hardly at all. Held is the default.
//!
//! # Between grid points
//! λ and w are settings and have to be on the grid. m and ρ are interpolated inside it; outside it
//! there is no answer. A contest that is less decisive has odds nearer to one half and a coefficient
//! that is larger in proportion, so interpolation is linear in 1/m; and the first defenders counted
//! move the odds most, so it is linear in the square root of ρ. Against fits made there
//! (λ 1, w .5, any challenge) no dyad's log-odds with the contest are off by more than .02 for m .2
//! and .4 and ρ .4 to .75, and .08 at ρ .1, where b is 9% too low.
//!
//! # Precision
//! What is kept of dyads is compressed over the grid: no log-odds are off by more than .03, no
//! standard error by more than .05, both mostly by far less.

mod build;
mod compress;
mod embedded;
mod files;
mod grid;
mod history;
mod nodes;
mod wars;

pub use grid::{Cell, LAMBDAS, MS, RHOS, WS};
pub use history::{CLIENTS, HISTORY_FROM, PastYear, Remedied, TOLD_FROM, YearTotal};
pub use nodes::{Node, Nodes, split_error};
pub use wars::{Begun, WAR_YEARS};

use super::{Contest, Severity};
use crate::Error;
use antumbra_core::{Dyad, StateId, Year};
use antumbra_num::kernel::logistic;
use compress::Components;
use std::collections::BTreeMap;

/// How the years after the last outcome are counted in a dyad's past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// The past as it stood after the last recorded outcome year.
    Held,
    /// The years since then as years without a dispute.
    Peace,
}

/// The coefficient of the contest under one set of assumptions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// The coefficient, log-odds per unit of p.
    pub b: f64,
    /// Its variance by undirected dyad.
    pub variance: f64,
    /// Its variance by challenger and target.
    pub two_way_variance: f64,
}

/// The part of a dyad's log-odds that does not depend on the contest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baseline {
    /// Fitted log-odds without `b p`.
    pub log_odds: f64,
    /// Their variance by undirected dyad, the past held.
    pub variance: f64,
    /// Their covariance with `b`.
    pub covariance: f64,
    /// The part that is years of peace.
    pub peace: f64,
    /// The part that is the decayed count of disputes.
    pub disputes: f64,
}

/// Challenges against a target in the last twenty outcome years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Recorded.
    pub observed: f64,
    /// Expected by the reference fit.
    pub expected: f64,
}

/// Pseudo-challenges that draw the correction towards 1.
const PRIOR: f64 = 5.0;
/// The most that a corrected risk may be.
const CEILING: f64 = 0.95;

impl Level {
    /// `(O + 5)/(E + 5)`.
    pub fn factor(&self) -> f64 {
        (self.observed + PRIOR) / (self.expected + PRIOR)
    }

    /// A probability at the corrected level: `min(.95, P (O + 5)/(E + 5))`.
    pub fn correct(&self, p: f64) -> f64 {
        (p * self.factor()).min(CEILING)
    }
}

/// What is kept of every dyad at every grid point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Log-odds without the contest's part, the past held.
    LogOdds,
    /// Their standard error.
    Error,
    /// Their covariance with b over b's standard error, which makes it alike over the grid.
    Shared,
    /// The part of years of peace, held, and with peace to the reference year.
    Peace,
    PeaceToDate,
    /// The part of the decayed count of disputes, held, and with peace to the reference year.
    Disputes,
    DisputesToDate,
}

impl Kept {
    pub(crate) const ALL: [Kept; 7] = [
        Kept::LogOdds,
        Kept::Error,
        Kept::Shared,
        Kept::Peace,
        Kept::PeaceToDate,
        Kept::Disputes,
        Kept::DisputesToDate,
    ];

    /// Its name in files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kept::LogOdds => "log_odds",
            Kept::Error => "error",
            Kept::Shared => "shared",
            Kept::Peace => "peace",
            Kept::PeaceToDate => "peace_to_date",
            Kept::Disputes => "disputes",
            Kept::DisputesToDate => "disputes_to_date",
        }
    }

    /// The largest error that keeping few components may leave.
    pub(crate) fn tolerance(self) -> f64 {
        match self {
            Kept::Error | Kept::Shared => 0.05,
            _ => 0.03,
        }
    }
}

/// What is known of one severity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// One row per grid point, in the grid's order.
    pub(crate) fits: Vec<GridFit>,
    /// Dyads by grid points, in the order of [`Kept::ALL`].
    pub(crate) kept: Vec<Components>,
    pub(crate) levels: BTreeMap<StateId, Level>,
}

impl Part {
    fn value(&self, kept: Kept, dyad: usize, point: usize) -> f64 {
        self.kept[kept as usize].value(dyad, point)
    }
}

/// One fit of the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct GridFit {
    /// Challenges.
    pub events: usize,
    /// Log-likelihood.
    pub log_likelihood: f64,
    /// `const`, then [`antumbra_world::panel::COVARIATES`], then `p`.
    pub coefficients: Vec<f64>,
    /// The contest's coefficient with its variances.
    pub slope: Slope,
}

impl GridFit {
    /// The coefficients of a dyad's past: of y, y²/10 and y³/100, where y is years of peace (60 at
    /// most) over 10, and of ln(1 + decayed count of disputes). `None` in a fit without them.
    pub fn past(&self) -> Option<[f64; 4]> {
        let mut out = [0.0; 4];
        for (o, at) in out.iter_mut().zip(grid::PAST) {
            *o = *self.coefficients.get(at)?;
        }
        Some(out)
    }
}

/// The estimates. Made from public files by [`Estimates::build`], kept as text
/// ([`Estimates::to_files`], [`Estimates::from_files`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Estimates {
    /// Directed dyad-years behind every fit.
    pub(crate) rows: usize,
    /// The year of the outcome that log-odds are for; covariates are of the year before.
    pub(crate) year: Year,
    /// The last year of recorded outcomes.
    pub(crate) last_outcome: Year,
    /// SHA-256 of every file that was read, by name.
    pub(crate) hashes: BTreeMap<String, String>,
    /// Relevant directed dyads of the reference year, sorted.
    pub(crate) dyads: Vec<Dyad>,
    /// By severity, in the order of [`Severity::ALL`].
    pub(crate) parts: Vec<Part>,
    /// The shipped clients' record, and levels under the chosen remedy.
    pub(crate) past: history::Kept,
    /// In the order of [`Begun::ALL`].
    pub(crate) wars: Vec<crate::war::WarCounts>,
}

impl Estimates {
    /// Directed dyad-years behind every fit.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The year that the baselines forecast; covariates are of the year before.
    pub fn year(&self) -> Year {
        self.year
    }

    /// The last year of recorded outcomes.
    pub fn last_outcome(&self) -> Year {
        self.last_outcome
    }

    /// SHA-256 of every file behind the estimates, by name.
    pub fn hashes(&self) -> &BTreeMap<String, String> {
        &self.hashes
    }

    /// The dyads with a baseline.
    pub fn dyads(&self) -> &[Dyad] {
        &self.dyads
    }

    /// The states that may challenge `target` in the reference year.
    pub fn challengers(&self, target: StateId) -> impl Iterator<Item = StateId> + '_ {
        self.dyads.iter().filter(move |d| d.to == target).map(|d| d.from)
    }

    /// The place of a dyad.
    fn row(&self, dyad: Dyad) -> Result<usize, Error> {
        self.dyads.binary_search(&dyad).map_err(|_| {
            Error::not_there(format!(
                "no estimate for a challenge of state {} by state {} in {}: the two are not in \
                 touch and neither is a major power",
                dyad.to.cow_code(),
                dyad.from.cow_code(),
                self.year.0
            ))
        })
    }

    fn part(&self, severity: Severity) -> &Part {
        // One part per severity, by construction and by the reader.
        &self.parts[severity as usize]
    }

    /// The fit at a grid point.
    ///
    /// # Errors
    /// When the contest is not on the grid.
    pub fn fit_at(&self, severity: Severity, contest: &Contest) -> Result<&GridFit, Error> {
        match grid::weights(contest)?.as_slice() {
            [(at, _)] => Ok(&self.part(severity).fits[*at]),
            _ => Err(Error::setting(format!(
                "m {} and rho {} lie between grid points: there is a slope there, but no fit",
                contest.m, contest.rho
            ))),
        }
    }

    /// The coefficient of the contest, between grid points by interpolation.
    ///
    /// # Errors
    /// When the contest lies outside the grid.
    pub fn slope(&self, severity: Severity, contest: &Contest) -> Result<Slope, Error> {
        let fits = &self.part(severity).fits;
        let mut out = Slope { b: 0.0, variance: 0.0, two_way_variance: 0.0 };
        for (at, weight) in grid::weights(contest)? {
            let s = fits[at].slope;
            out.b += weight * s.b;
            out.variance += weight * s.variance;
            out.two_way_variance += weight * s.two_way_variance;
        }
        Ok(out)
    }

    /// The baseline of a directed dyad: `from` challenges `to`.
    ///
    /// # Errors
    /// When the contest lies outside the grid, or the dyad is not politically relevant in the
    /// reference year (neither in touch nor with a major power).
    pub fn baseline(
        &self,
        dyad: Dyad,
        severity: Severity,
        contest: &Contest,
        past: Past,
    ) -> Result<Baseline, Error> {
        let row = self.row(dyad)?;
        let part = self.part(severity);
        let mut out =
            Baseline { log_odds: 0.0, variance: 0.0, covariance: 0.0, peace: 0.0, disputes: 0.0 };
        for (at, weight) in grid::weights(contest)? {
            let value = |kept| part.value(kept, row, at);
            let held = (value(Kept::Peace), value(Kept::Disputes));
            let shown = match past {
                Past::Held => held,
                Past::Peace => (value(Kept::PeaceToDate), value(Kept::DisputesToDate)),
            };
            let moved = (shown.0 - held.0) + (shown.1 - held.1);
            out.log_odds += weight * (value(Kept::LogOdds) + moved);
            let error = value(Kept::Error);
            out.variance += weight * error * error;
            out.covariance += weight * value(Kept::Shared) * part.fits[at].slope.variance.sqrt();
            out.peace += weight * shown.0;
            out.disputes += weight * shown.1;
        }
        Ok(out)
    }

    /// The yearly probability of a challenge at contest odds `p`, before any level correction.
    ///
    /// # Errors
    /// As [`Estimates::baseline`].
    pub fn risk(
        &self,
        dyad: Dyad,
        severity: Severity,
        contest: &Contest,
        past: Past,
        p: f64,
    ) -> Result<f64, Error> {
        let slope = self.slope(severity, contest)?;
        Ok(logistic(self.baseline(dyad, severity, contest, past)?.log_odds + slope.b * p))
    }

    /// Observed and expected challenges against a target.
    ///
    /// # Errors
    /// When the target had no relevant dyad in the last twenty outcome years.
    pub fn level(&self, target: StateId, severity: Severity) -> Result<Level, Error> {
        self.part(severity).levels.get(&target).copied().ok_or_else(|| {
            Error::not_there(format!(
                "no record of challenges against state {} in the twenty years to {}",
                target.cow_code(),
                self.last_outcome.0
            ))
        })
    }
}
