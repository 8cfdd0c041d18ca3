//! Fits on some rows, scored on others, beside what a reader would try first.

use super::fit::column;
use super::{Challenges, Contest, Score, Severity};
use crate::Error;
use antumbra_core::{Purpose, Seed, StateId, Year};
use antumbra_num::kernel;
use antumbra_num::logit::{Design, Fit, Options, fit};
use antumbra_num::split::{Split, k_fold_by_group, temporal};
use antumbra_world::panel::{COVARIATES, Inputs, Row, Strength};
use std::collections::BTreeMap;

/// Models that are scored side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contender {
    /// The share of events in the training rows, for every row.
    BaseRate,
    /// What the literature's dyadic logit would use: contiguity, distance, majors, polyarchy and its
    /// product, portfolio similarity and pact of the two, the challenger's share of the two's CINC,
    /// whether the target has a defender, and cubic peace years (Bennett & Stam 2004; Carter &
    /// Signorino 2010). No rivalry, dispute history, nuclear status, era or population.
    StandardLogit,
    /// All covariates and the contest with the target's own power.
    OwnPower,
    /// All covariates and the contest with own power and support.
    Pooled,
}

impl Contender {
    /// All, the simplest first.
    pub const ALL: [Contender; 4] =
        [Contender::BaseRate, Contender::StandardLogit, Contender::OwnPower, Contender::Pooled];
}

/// The columns of a contender for all rows, by name.
type Columns = Vec<(&'static str, Vec<f64>)>;

/// What every contender needs to know of the rows.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The panel behind the rows.
    pub inputs: &'a Inputs,
    /// The rows.
    pub data: &'a Challenges,
    /// Their strengths under the contest's λ and w.
    pub strengths: &'a [Strength],
    /// The contest.
    pub contest: Contest,
}

/// A contender's probabilities on rows it was not fitted on.
#[derive(Clone, Debug)]
pub struct Held {
    /// Who.
    pub contender: Contender,
    /// How well.
    pub score: Score,
    /// The probability of each scored row.
    pub p: Vec<f64>,
}

/// The scored rows of a split, or of all folds in the order of rows, with every contender.
#[derive(Clone, Debug)]
pub struct Holdout {
    /// Indices of the scored rows.
    pub rows: Vec<usize>,
    /// The contenders in order.
    pub held: Vec<Held>,
}

impl Field<'_> {
    /// Fits on the outcome years up to `last`, scores on later ones.
    ///
    /// # Errors
    /// When one side is empty or has no events.
    pub fn out_of_time(&self, severity: Severity, last: Year) -> Result<Holdout, Error> {
        let times: Vec<Year> = self.data.rows().iter().map(|r| r.t).collect();
        let split = temporal(&times, &last)?;
        self.held(severity, &[split])
    }

    /// Cross-validates in `folds` parts, each undirected dyad within one part.
    ///
    /// # Errors
    /// When there are too few dyads or a part has no events.
    pub fn by_dyad(&self, severity: Severity, folds: usize, seed: Seed) -> Result<Holdout, Error> {
        let groups: Vec<u64> = self.data.dyads().iter().map(|d| u64::from(*d)).collect();
        let mut stream = seed.stream(Purpose("dyad folds"), 0, 0);
        self.held(severity, &k_fold_by_group(&groups, folds, &mut stream)?)
    }

    fn held(&self, severity: Severity, splits: &[Split]) -> Result<Holdout, Error> {
        let y = self.data.outcome(severity);
        let mut rows: Vec<usize> = splits.iter().flat_map(|s| s.test.iter().copied()).collect();
        rows.sort_unstable();
        let came: Vec<bool> = rows.iter().map(|&r| y[r]).collect();
        let trained: usize = splits.iter().map(|s| s.train.len()).sum();
        let events = splits.iter().flat_map(|s| &s.train).filter(|r| y[**r]).count();
        let base_rate = events as f64 / trained as f64;
        let mut held = Vec::new();
        for contender in Contender::ALL {
            let mut p = vec![0.0; y.len()];
            for split in splits {
                for (r, v) in self.trained(contender, &y, &split.train)?.into_iter().enumerate() {
                    p[r] = if split.test.binary_search(&r).is_ok() { v } else { p[r] };
                }
            }
            let p: Vec<f64> = rows.iter().map(|&r| p[r]).collect();
            held.push(Held { contender, score: Score::new(&p, &came, base_rate)?, p });
        }
        Ok(Holdout { rows, held })
    }

    /// The probabilities of all rows by a contender fitted on some.
    pub(crate) fn trained(
        &self,
        contender: Contender,
        y: &[bool],
        train: &[usize],
    ) -> Result<Vec<f64>, Error> {
        if contender == Contender::BaseRate {
            let events = train.iter().filter(|r| y[**r]).count();
            return Ok(vec![events as f64 / train.len() as f64; y.len()]);
        }
        let columns = self.columns(contender);
        let model = fit_on(&columns, y, train)?;
        Ok(probabilities(&columns, &model))
    }

    pub(crate) fn columns(&self, contender: Contender) -> Columns {
        let rows = self.data.rows();
        let of = |c: usize| rows.iter().map(|r| r.x[c]).collect();
        let all = COVARIATES.iter().enumerate();
        match contender {
            Contender::BaseRate => Vec::new(),
            Contender::StandardLogit => {
                const LEFT_OUT: [&str; 7] = [
                    "rivalry",
                    "ln_disputes",
                    "nuclear_i",
                    "nuclear_j",
                    "post_1945",
                    "ln_population_i",
                    "ln_population_j",
                ];
                let mut out: Columns =
                    all.filter(|c| !LEFT_OUT.contains(c.1)).map(|(c, n)| (*n, of(c))).collect();
                out.push(("cinc_ratio", rows.iter().map(|r| self.cinc_ratio(r)).collect()));
                let defended = |s: &Strength| f64::from(s.support > 0.0);
                out.push(("defended", self.strengths.iter().map(defended).collect()));
                out
            }
            Contender::OwnPower | Contender::Pooled => {
                let rho = if contender == Contender::OwnPower { 0.0 } else { self.contest.rho };
                let contest = Contest { rho, ..self.contest };
                let mut out: Columns = all.map(|(c, n)| (*n, of(c))).collect();
                out.push(("p", column(self.strengths, &contest)));
                out
            }
        }
    }

    /// The challenger's share of the two states' CINC in the year before.
    fn cinc_ratio(&self, r: &Row) -> f64 {
        let system = &self.inputs.system;
        let of = |s: StateId| match (system.year_index(r.t), system.index_of(s)) {
            (Some(y), Some(s)) if y > 0 => self.inputs.shares.cinc[(y - 1) * system.len() + s],
            _ => 0.0,
        };
        let (i, j) = (of(r.i), of(r.j));
        if i + j > 0.0 { i / (i + j) } else { 0.5 }
    }
}

pub(crate) fn fit_on(
    columns: &[(&'static str, Vec<f64>)],
    y: &[bool],
    train: &[usize],
) -> Result<Fit, Error> {
    let chosen: Vec<(&str, Vec<f64>)> =
        columns.iter().map(|(n, c)| (*n, train.iter().map(|&r| c[r]).collect())).collect();
    let named: Vec<(&str, &[f64])> = chosen.iter().map(|(n, c)| (*n, c.as_slice())).collect();
    let design = Design::new(&named)?;
    let y: Vec<bool> = train.iter().map(|&r| y[r]).collect();
    Ok(fit(&design, &y, None, &Options::default(), None)?)
}

/// Probabilities of all rows; a column that was constant in training has no coefficient.
pub(crate) fn probabilities(columns: &[(&'static str, Vec<f64>)], model: &Fit) -> Vec<f64> {
    let rows = columns.first().map_or(0, |c| c.1.len());
    let mut eta = vec![model.coefficients[0]; rows];
    for (name, values) in columns {
        if let Some(b) = model.coefficient(name) {
            for (e, v) in eta.iter_mut().zip(values) {
                *e += b * v;
            }
        }
    }
    eta.into_iter().map(kernel::logistic).collect()
}

/// A state's years as a target: how many had a challenge, how many were expected to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClientYears {
    /// The state.
    pub client: StateId,
    /// Years with at least one row.
    pub years: usize,
    /// Share of them with any challenge.
    pub observed: f64,
    /// Mean over them of 1 - Π(1 - P), challengers taken as independent.
    pub predicted: f64,
}

/// Observed and predicted shares of challenged years by client, over the outcome years `from..=to`.
/// `rows`, `p` and `came` go together. Clients without a row are left out.
pub fn by_client<'a>(
    rows: impl IntoIterator<Item = (&'a Row, f64, bool)>,
    clients: &[StateId],
    from: Year,
    to: Year,
) -> Vec<ClientYears> {
    let mut years: BTreeMap<(StateId, Year), (f64, bool)> = BTreeMap::new();
    for (r, p, came) in rows {
        if clients.contains(&r.j) && r.t >= from && r.t <= to {
            let year = years.entry((r.j, r.t)).or_insert((1.0, false));
            year.0 *= 1.0 - p;
            year.1 |= came;
        }
    }
    let of = |client: StateId| {
        let mine: Vec<&(f64, bool)> =
            years.iter().filter(|(k, _)| k.0 == client).map(|(_, v)| v).collect();
        let n = mine.len();
        (n > 0).then(|| ClientYears {
            client,
            years: n,
            observed: mine.iter().filter(|v| v.1).count() as f64 / n as f64,
            predicted: mine.iter().map(|v| 1.0 - v.0).sum::<f64>() / n as f64,
        })
    };
    clients.iter().filter_map(|c| of(*c)).collect()
}
