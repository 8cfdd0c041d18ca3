//! Shares of capability, with gaps filled by stated rules, each filling recorded.
//!
//! Personnel and energy: linear interpolation of interior gaps of at most ten years, then carried
//! for at most six years forward, then backward, else nought. Spending: the share of the year's
//! reported total, interpolated over gaps of at most ten years (in logs when both ends are above
//! nought), the rest by least squares of the log share on the log shares of personnel, energy,
//! population and CINC, then divided by the year's sum.

use super::System;
use crate::Error;
use crate::error::Kind;
use crate::readers::nmc::{self, NmcRow};
use antumbra_num::kernel;
use antumbra_num::linalg::Symmetric;

/// Added to shares before logs.
pub const SHARE_FLOOR: f64 = 1e-6;
/// The longest interior gap that is interpolated, in missing years.
const LONGEST_GAP: usize = 10;
/// The longest carrying of a value beyond its series, in years.
const LONGEST_CARRY: usize = 6;

/// How a cell came to its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// As recorded.
    Recorded,
    /// Interpolated between recorded years.
    Interpolated,
    /// Carried from the nearest recorded year.
    Carried,
    /// Predicted by the regression.
    Regression,
    /// Nothing known: nought.
    Nought,
}

impl Filled {
    /// The word as written in tables.
    pub fn word(self) -> &'static str {
        match self {
            Filled::Recorded => "recorded",
            Filled::Interpolated => "interpolated",
            Filled::Carried => "carried",
            Filled::Regression => "regression",
            Filled::Nought => "nought",
        }
    }
}

/// Shares of the system's totals by year and state index (`y * n + s`), nought outside membership.
#[derive(Clone, Debug)]
pub struct Shares {
    states: usize,
    /// Military spending, after filling.
    pub milex: Vec<f64>,
    /// Military personnel, after filling.
    pub milper: Vec<f64>,
    /// Population.
    pub tpop: Vec<f64>,
    /// The Composite Index of National Capability, over the members' sum.
    pub cinc: Vec<f64>,
    /// How each cell of military spending came to its value.
    pub milex_filled: Vec<Filled>,
    /// The regression that filled spending.
    pub regression: Regression,
}

/// The regression that fills military spending.
#[derive(Clone, Debug, PartialEq)]
pub struct Regression {
    /// Constant, then the coefficients of the log shares of personnel, energy, population, CINC.
    pub coefficients: [f64; 5],
    /// Share of the variance explained.
    pub r2: f64,
    /// State-years used.
    pub rows: usize,
}

impl Shares {
    /// The shares with the names of their columns.
    pub fn columns(&self) -> [(&'static str, &[f64]); 3] {
        [
            ("milex_share", self.milex.as_slice()),
            ("milper_share", self.milper.as_slice()),
            ("tpop_share", self.tpop.as_slice()),
        ]
    }

    /// ln of the capability of a state with money's weight `w`: `w ln(milex share) + (1-w) ln(milper
    /// share)`, each share plus [`SHARE_FLOOR`].
    pub fn ln_capability(&self, y: usize, s: usize, w: f64) -> f64 {
        let at = y * self.states + s;
        w * kernel::ln(self.milex[at] + SHARE_FLOOR)
            + (1.0 - w) * kernel::ln(self.milper[at] + SHARE_FLOOR)
    }

    /// From rows of National Material Capabilities.
    ///
    /// # Errors
    /// When the rows are too few to fill military spending by regression.
    pub fn new(system: &System, rows: &[NmcRow]) -> Result<Self, Error> {
        let n = system.len();
        let cells = system.years() * n;
        let mut raw: [Vec<Option<f64>>; 5] = std::array::from_fn(|_| vec![None; cells]);
        for r in rows {
            let (Some(y), Some(s)) = (system.year_index(r.year), system.index_of(r.state)) else {
                continue;
            };
            if system.is_member(y, s) {
                let at = y * n + s;
                for (column, value) in
                    raw.iter_mut().zip([r.milex, r.milper, r.pec, r.tpop, r.cinc])
                {
                    column[at] = value;
                }
            }
        }
        let [milex, mut milper, mut pec, tpop, cinc] = raw;
        for column in [&mut milper, &mut pec] {
            for s in 0..n {
                fill(system, column, s, false, &mut |_, _| {});
                carry(system, column, s);
            }
        }
        let milper = shares_of(system, &milper);
        let pec = shares_of(system, &pec);
        let tpop = shares_of(system, &tpop);
        let cinc = shares_of(system, &cinc);

        // Spending: shares of what is reported in the year.
        let mut filled: Vec<Filled> = milex
            .iter()
            .map(|v| if v.is_some() { Filled::Recorded } else { Filled::Nought })
            .collect();
        let mut share = milex;
        for y in 0..system.years() {
            let total: f64 = (0..n).filter_map(|s| share[y * n + s]).sum();
            for s in 0..n {
                if let Some(v) = &mut share[y * n + s] {
                    *v /= total;
                }
            }
        }
        for s in 0..n {
            fill(system, &mut share, s, true, &mut |at, how| filled[at] = how);
        }
        let ln = |x: f64| kernel::ln(x + SHARE_FLOOR);
        let features = |at: usize| [1.0, ln(milper[at]), ln(pec[at]), ln(tpop[at]), ln(cinc[at])];
        let mut known = Vec::new();
        for y in 0..system.years() {
            for s in (0..n).filter(|s| system.is_member(y, *s)) {
                if let Some(v) = share[y * n + s] {
                    known.push((features(y * n + s), ln(v)));
                }
            }
        }
        let regression = least_squares(&known)?;
        let mut out = vec![0.0; cells];
        for y in 0..system.years() {
            for s in (0..n).filter(|s| system.is_member(y, *s)) {
                let at = y * n + s;
                out[at] = match share[at] {
                    Some(v) => v,
                    None => {
                        filled[at] = Filled::Regression;
                        let eta: f64 = features(at)
                            .iter()
                            .zip(regression.coefficients)
                            .map(|(x, b)| x * b)
                            .sum();
                        (kernel::exp(eta) - SHARE_FLOOR).max(0.0)
                    }
                };
            }
            let total: f64 = out[y * n..(y + 1) * n].iter().sum();
            if total > 0.0 {
                for v in &mut out[y * n..(y + 1) * n] {
                    *v /= total;
                }
            }
        }
        Ok(Shares { states: n, milex: out, milper, tpop, cinc, milex_filled: filled, regression })
    }
}

/// Values over the sum of the year's members; missing values count as nought.
fn shares_of(system: &System, column: &[Option<f64>]) -> Vec<f64> {
    let n = system.len();
    let mut out = vec![0.0; column.len()];
    for y in 0..system.years() {
        let row = &column[y * n..(y + 1) * n];
        let total: f64 = row.iter().flatten().sum();
        if total > 0.0 {
            for s in 0..n {
                out[y * n + s] = row[s].unwrap_or(0.0) / total;
            }
        }
    }
    out
}

/// Interpolates the interior gaps of a state's series over its years of membership.
fn fill(
    system: &System,
    column: &mut [Option<f64>],
    s: usize,
    logs: bool,
    note: &mut dyn FnMut(usize, Filled),
) {
    let n = system.len();
    let mut before: Option<usize> = None;
    for y in 0..system.years() {
        let Some(right) = column[y * n + s] else { continue };
        if let Some(a) = before {
            let missing = y - a - 1;
            let left = column[a * n + s].unwrap_or(right);
            if (1..=LONGEST_GAP).contains(&missing) {
                for m in a + 1..y {
                    if !system.is_member(m, s) {
                        continue;
                    }
                    let f = (m - a) as f64 / (y - a) as f64;
                    let v = if logs && left > 0.0 && right > 0.0 {
                        let (l, r) = (kernel::ln(left), kernel::ln(right));
                        kernel::exp(l + f * (r - l))
                    } else {
                        left + f * (right - left)
                    };
                    column[m * n + s] = Some(v);
                    note(m * n + s, Filled::Interpolated);
                }
            }
        }
        before = Some(y);
    }
}

/// Carries values into remaining gaps, at most [`LONGEST_CARRY`] years, forward and then backward.
fn carry(system: &System, column: &mut [Option<f64>], s: usize) {
    let n = system.len();
    let years = system.years();
    let carry_over = |order: &mut dyn Iterator<Item = usize>, column: &mut [Option<f64>]| {
        let mut held: Option<(f64, usize)> = None;
        for y in order {
            match column[y * n + s] {
                Some(v) => held = Some((v, 0)),
                None => {
                    if let Some((v, age)) = &mut held {
                        *age += 1;
                        if *age <= LONGEST_CARRY && system.is_member(y, s) {
                            column[y * n + s] = Some(*v);
                        }
                    }
                }
            }
        }
    };
    carry_over(&mut (0..years), column);
    carry_over(&mut (0..years).rev(), column);
}

/// Ordinary least squares by the normal equations.
fn least_squares(rows: &[([f64; 5], f64)]) -> Result<Regression, Error> {
    let mut products = Symmetric::zeros(5);
    let mut right = [0.0; 5];
    for (x, y) in rows {
        for i in 0..5 {
            for j in 0..=i {
                products.set(i, j, products.get(i, j) + x[i] * x[j]);
            }
            right[i] += x[i] * y;
        }
    }
    let factor = products.cholesky().map_err(|e| {
        Error::new(
            Kind::Inconsistent,
            nmc::FILE_7,
            format!("too few state-years to fill military spending by regression: {e}"),
        )
    })?;
    let mut b = [0.0; 5];
    b.copy_from_slice(&factor.solve(&right));
    let mean = rows.iter().map(|r| r.1).sum::<f64>() / rows.len() as f64;
    let mut left = 0.0;
    let mut total = 0.0;
    for (x, y) in rows {
        let fit: f64 = x.iter().zip(b).map(|(x, b)| x * b).sum();
        left += (y - fit) * (y - fit);
        total += (y - mean) * (y - mean);
    }
    Ok(Regression { coefficients: b, r2: 1.0 - left / total, rows: rows.len() })
}
