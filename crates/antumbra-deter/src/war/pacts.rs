//! Pacts by age: who seeks them is threatened already.
//!
//! The log-odds of a challenge by whether the target's pacts with outside defenders (bound to the
//! target, not to the challenger) are still to come within five years, younger than five, or older.
//! If pacts deterred at once, young ones would show it. States that will soon have a pact are a
//! crude stand-in for those that want one.

use crate::Error;
use crate::evidence::{Challenges, Severity};
use antumbra_num::linalg::Symmetric;
use antumbra_num::logit::{Clustering, Covariance, Design, Options, fit};
use antumbra_world::panel::{COVARIATES, Inputs, YearOfTies};

/// Years that count as soon, and as young.
const YOUNG: usize = 5;

/// The target's outside defenders at the start of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PactAge {
    /// None now, some within five years.
    Future,
    /// Some, none for five years yet.
    Recent,
    /// Some for five years or longer.
    Old,
}

/// Coefficients by age against targets without, and how many challenges are behind each.
#[derive(Clone, Debug, PartialEq)]
pub struct PactAges {
    /// Challenges of targets with future, recent and old pacts.
    pub events: [usize; 3],
    /// Log-odds against targets without pacts now or soon.
    pub estimates: [f64; 3],
    /// Their covariance by undirected dyad.
    pub covariance: Symmetric,
}

impl PactAges {
    /// Standard error of one coefficient.
    pub fn se(&self, age: PactAge) -> f64 {
        self.covariance.get(age as usize, age as usize).sqrt()
    }

    /// One coefficient less another, with its standard error.
    pub fn difference(&self, a: PactAge, b: PactAge) -> (f64, f64) {
        let (a, b) = (a as usize, b as usize);
        let v = &self.covariance;
        let variance = v.get(a, a) + v.get(b, b) - 2.0 * v.get(a, b);
        (self.estimates[a] - self.estimates[b], variance.sqrt())
    }
}

/// Fits the challenges of a severity on all covariates and the age of pacts.
///
/// # Errors
/// When an age has no rows, or there are no events.
pub fn pact_ages(
    inputs: &Inputs,
    data: &Challenges,
    severity: Severity,
) -> Result<PactAges, Error> {
    let system = &inputs.system;
    let n = system.len();
    let owed: Vec<Vec<bool>> = (0..system.years())
        .map(|y| {
            let mut ties = YearOfTies::default();
            inputs.ties.year_into(system, y, &mut ties);
            (0..n * n).map(|at| ties.owes(at / n, at % n)).collect()
        })
        .collect();
    let defended = |y: usize, i: usize, j: usize, k: usize| {
        k != i && k != j && owed[y][k * n + j] && !owed[y][k * n + i]
    };
    let rows = data.rows();
    let mut ages: Vec<Option<PactAge>> = Vec::with_capacity(rows.len());
    for r in rows {
        let place = (system.year_index(r.t), system.index_of(r.i), system.index_of(r.j));
        let (Some(y), Some(i), Some(j)) = place else {
            ages.push(None);
            continue;
        };
        let before = y.saturating_sub(1);
        let long = (before + 1).saturating_sub(YOUNG);
        let has = |y: usize| (0..n).any(|k| defended(y, i, j, k));
        let old =
            |k: usize| defended(before, i, j, k) && (long..before).all(|y| owed[y][k * n + j]);
        ages.push(if has(before) {
            Some(if (0..n).any(old) { PactAge::Old } else { PactAge::Recent })
        } else {
            let soon = (y..(y + YOUNG).min(system.years())).any(has);
            soon.then_some(PactAge::Future)
        });
    }
    let y = data.outcome(severity);
    const NAMES: [&str; 3] = ["future", "recent", "old"];
    const AGES: [PactAge; 3] = [PactAge::Future, PactAge::Recent, PactAge::Old];
    let mut columns: Vec<(&str, Vec<f64>)> = COVARIATES
        .iter()
        .enumerate()
        .map(|(c, name)| (*name, rows.iter().map(|r| r.x[c]).collect()))
        .collect();
    for (name, age) in NAMES.into_iter().zip(AGES) {
        let flags = ages.iter().map(|a| f64::from(u8::from(*a == Some(age)))).collect();
        columns.push((name, flags));
    }
    let named: Vec<(&str, &[f64])> = columns.iter().map(|(n, c)| (*n, c.as_slice())).collect();
    let design = Design::new(&named)?;
    let model = fit(&design, &y, None, &Options::default(), None)?;
    let by = Clustering { ids: data.dyads(), small_sample: false };
    let v = model.covariance(&design, &y, None, &Covariance::Clustered(by))?.matrix;
    let mut places = [0; 3];
    for (place, name) in places.iter_mut().zip(NAMES) {
        *place = model.names.iter().position(|m| m == name).map(|at| at + 1).ok_or_else(|| {
            Error::rows(format!("no dyad-year with {name} pacts among these rows"))
        })?;
    }
    let events =
        AGES.map(|age| ages.iter().zip(&y).filter(|(a, y)| **y && **a == Some(age)).count());
    Ok(PactAges {
        events,
        estimates: places.map(|at| model.coefficients[at]),
        covariance: Symmetric::from_fn(3, |a, b| v.get(places[a], places[b])),
    })
}
