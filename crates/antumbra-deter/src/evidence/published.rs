//! Three published findings from the raw files.
//!
//! *Defence pacts*: Johnson & Leeds (2011, *Foreign Policy Analysis* 7) find that a state with an
//! outside defence pact is less often the target of a dispute. *Outcomes*: Carroll & Kenkel (2019,
//! *AJPS* 63) find that the ratio of CINC reduces the loss of guessing dispute outcomes by about 1%.
//! *Fulfilment*: Berkemeier & Fuhrmann (2018, *Research & Politics* 5) find that 50% of invoked
//! alliances were honoured, 66% before 1945 and 22% after.

use super::{Contender, Field, Severity};
use crate::Error;
use antumbra_core::outside::Source;
use antumbra_core::{Purpose, Seed};
use antumbra_num::kernel::{ln, logistic, logit};
use antumbra_num::linalg::Symmetric;
use antumbra_num::logit::{Clustering, Covariance, Design, Options, fit};
use antumbra_num::split::k_fold;
use antumbra_world::panel::Inputs;
use antumbra_world::readers::{mid, wars};

/// Are states with an outside defender challenged less often?
#[derive(Clone, Debug, PartialEq)]
pub struct PactEffect {
    /// Challenges and directed dyad-years of targets with a defender not bound to the challenger.
    pub defended: (usize, usize),
    /// The same of targets without.
    pub undefended: (usize, usize),
    /// Rate of the former over that of the latter.
    pub rate_ratio: f64,
    /// Coefficient of having a defender in the dyadic logit of [`Contender::StandardLogit`].
    pub coefficient: f64,
    /// Its error by undirected dyad.
    pub se: f64,
}

/// The raw ratio and the adjusted coefficient.
///
/// # Errors
/// When there are no events, or no defended targets.
pub fn pact_effect(field: &Field<'_>, severity: Severity) -> Result<PactEffect, Error> {
    let y = field.data.outcome(severity);
    let count = |with: bool| {
        let rows = || y.iter().zip(field.strengths).filter(|(_, s)| (s.support > 0.0) == with);
        (rows().filter(|(y, _)| **y).count(), rows().count())
    };
    let (defended, undefended) = (count(true), count(false));
    if defended.1 == 0 || undefended.0 == 0 {
        return Err(Error::rows("no defended targets, or no challenge of an undefended one"));
    }
    let rate = |(events, rows): (usize, usize)| events as f64 / rows as f64;
    let columns = field.columns(Contender::StandardLogit);
    let named: Vec<(&str, &[f64])> = columns.iter().map(|(n, c)| (*n, c.as_slice())).collect();
    let design = Design::new(&named)?;
    let model = fit(&design, &y, None, &Options::default(), None)?;
    let by = Clustering { ids: field.data.dyads(), small_sample: false };
    let v = model.covariance(&design, &y, None, &Covariance::Clustered(by))?;
    let place = model.names.iter().position(|n| n == "defended");
    let Some(place) = place else {
        return Err(Error::rows("all targets are defended: there is nothing to compare"));
    };
    Ok(PactEffect {
        defended,
        undefended,
        rate_ratio: rate(defended) / rate(undefended),
        coefficient: model.coefficients[place + 1],
        se: v.standard_errors()[place + 1],
    })
}

/// How well the ratio of CINC foretells who wins a dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeSkill {
    /// Disputes of one state against one.
    pub disputes: usize,
    /// Won by the side that began, undecided, won by the other.
    pub outcomes: [usize; 3],
    /// Mean logarithmic loss of always giving the training shares.
    pub null_loss: f64,
    /// Mean logarithmic loss of the ordered logit on the ratio.
    pub loss: f64,
    /// The ordered logit's coefficient of the ratio on all disputes: above 0, strength wins.
    pub coefficient: f64,
}

impl OutcomeSkill {
    /// Proportional reduction in loss.
    pub fn reduction(&self) -> f64 {
        1.0 - self.loss / self.null_loss
    }
}

/// Outcomes of one-against-one disputes 1816-2010 (Gibler-Miller-Little 2.2.1) by an ordered logit
/// on the share of the two sides' CINC that the beginner has, in `repeats` rounds of `folds`-fold
/// cross-validation. A yield counts as the other side's victory; stalemate and compromise are
/// undecided; released, unclear and joined wars are left out.
///
/// # Errors
/// When the file cannot be read or a fit fails.
pub fn outcome_skill(
    folder: &dyn Source,
    inputs: &Inputs,
    folds: usize,
    repeats: usize,
    seed: Seed,
) -> Result<OutcomeSkill, Error> {
    let system = &inputs.system;
    let mut x = Vec::new();
    let mut won = Vec::new();
    for r in mid::gml(folder, mid::GML_2_2_1)? {
        let alone = r.on_side_a == 1 && r.on_side_b == 1;
        if !(r.mid.onset && alone && r.mid.side_a && !r.mid.side_b) {
            continue;
        }
        let class = match r.outcome {
            Some(1 | 4) => 2,
            Some(2 | 3) => 0,
            Some(5 | 6) => 1,
            _ => continue,
        };
        let Some(y) = system.year_index(r.mid.year) else { continue };
        let cinc = |s| system.index_of(s).map(|s| inputs.shares.cinc[y * system.len() + s]);
        let (Some(a), Some(b)) = (cinc(r.mid.a), cinc(r.mid.b)) else { continue };
        if a + b > 0.0 {
            x.push(a / (a + b));
            won.push(class);
        }
    }
    let all: Vec<usize> = (0..x.len()).collect();
    let coefficient = Ordered::fit(&x, &won, &all)?.slope;
    let (mut loss, mut null_loss, mut scored) = (0.0, 0.0, 0);
    for k in 0..repeats {
        let mut stream = seed.stream(Purpose("dispute outcomes"), k as u64, 0);
        for split in k_fold(x.len(), folds, &mut stream)? {
            let model = Ordered::fit(&x, &won, &split.train)?;
            let mut share = [0.0; 3];
            for &r in &split.train {
                share[won[r]] += 1.0 / split.train.len() as f64;
            }
            for &r in &split.test {
                loss -= ln(model.probabilities(x[r])[won[r]]);
                null_loss -= ln(share[won[r]]);
                scored += 1;
            }
        }
    }
    let count = |c: usize| won.iter().filter(|w| **w == c).count();
    Ok(OutcomeSkill {
        disputes: x.len(),
        outcomes: [count(2), count(1), count(0)],
        null_loss: null_loss / f64::from(scored),
        loss: loss / f64::from(scored),
        coefficient,
    })
}

/// An ordered logit of three classes on one covariate (McCullagh 1980, *JRSS B* 42):
/// `P(class <= k) = logistic(cut_k - slope x)`.
struct Ordered {
    cuts: [f64; 2],
    slope: f64,
}

impl Ordered {
    fn probabilities(&self, x: f64) -> [f64; 3] {
        let low = logistic(self.cuts[0] - self.slope * x);
        let high = logistic(self.cuts[1] - self.slope * x);
        [low, high - low, 1.0 - high]
    }

    /// Maximum likelihood by Fisher scoring.
    fn fit(x: &[f64], class: &[usize], rows: &[usize]) -> Result<Self, Error> {
        let share =
            |c: usize| rows.iter().filter(|r| class[**r] <= c).count() as f64 / rows.len() as f64;
        let mut now = Ordered { cuts: [logit(share(0)), logit(share(1))], slope: 0.0 };
        for _ in 0..60 {
            let mut gradient = [0.0; 3];
            let mut information = Symmetric::zeros(3);
            for &r in rows {
                let p = now.probabilities(x[r]);
                // Densities at the two cuts.
                let f = [p[0] * (1.0 - p[0]), p[2] * (1.0 - p[2])];
                // Derivatives of the three probabilities by (cut 0, cut 1, slope).
                let d = [
                    [f[0], 0.0, -f[0] * x[r]],
                    [-f[0], f[1], (f[0] - f[1]) * x[r]],
                    [0.0, -f[1], f[1] * x[r]],
                ];
                for a in 0..3 {
                    gradient[a] += d[class[r]][a] / p[class[r]];
                    for b in 0..=a {
                        let sum: f64 = (0..3).map(|k| d[k][a] * d[k][b] / p[k]).sum();
                        information.set(a, b, information.get(a, b) + sum);
                    }
                }
            }
            let step = information.cholesky()?.solve(&gradient);
            now = Ordered {
                cuts: [now.cuts[0] + step[0], now.cuts[1] + step[1]],
                slope: now.slope + step[2],
            };
            if step.iter().all(|s| s.abs() < 1e-10) {
                return Ok(now);
            }
        }
        Err(Error::rows("the ordered logit of dispute outcomes has not converged"))
    }
}

/// Commitments that a war called on: honoured, and all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Kept {
    /// Honoured.
    pub honoured: usize,
    /// Honoured or violated.
    pub called: usize,
}

impl Kept {
    /// The share honoured; `None` without cases.
    pub fn rate(&self) -> Option<f64> {
        (self.called > 0).then(|| self.honoured as f64 / self.called as f64)
    }

    fn count(cases: impl Iterator<Item = Option<bool>>) -> Self {
        let mut out = Kept::default();
        for kept in cases.flatten() {
            out.honoured += usize::from(kept);
            out.called += 1;
        }
        out
    }
}

/// Fulfilment under one rule of coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fulfilled {
    /// All wars.
    pub all: Kept,
    /// The authors' earlier sample, wars before 1945.
    pub early: Kept,
    /// Their later sample. Four commitments of the Second World War are in it.
    pub late: Kept,
    /// Commitments to defend.
    pub defense: Kept,
    /// ... not to attack.
    pub nonaggression: Kept,
    /// ... to join an attack.
    pub offense: Kept,
    /// ... to stay neutral.
    pub neutrality: Kept,
}

/// Fulfilment of alliances in war, by both rules in Berkemeier & Fuhrmann's table.
///
/// The abstract's 50, 66 and 22% are the columns of the rule of Leeds, Long & Mitchell (2000)
/// split by the table's own sample flag. The columns of the authors' recoding give 69 of 139 and
/// differ in seven rows, which that rule codes and the recoding sets aside: the alliances
/// [1050, 1160, 1175, 1355, 1420, 1475, 4020] in the Austro-Sardinian, Crimean (two), First World,
/// Italo-Turkish, Second Balkan and Gulf wars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fulfilment {
    /// By the rule of Leeds, Long & Mitchell.
    pub published: Fulfilled,
    /// By the authors' recoding.
    pub recoded: Fulfilled,
}

/// Counts fulfilment in the table.
///
/// # Errors
/// When the file cannot be read.
pub fn fulfilment(folder: &dyn Source) -> Result<Fulfilment, Error> {
    let rows = wars::fulfilment(folder)?;
    let by = |rule: &dyn Fn(&wars::Fulfilment) -> Option<bool>| {
        let of = |keep: &dyn Fn(&wars::Fulfilment) -> bool| {
            Kept::count(rows.iter().filter(|r| keep(r)).map(rule))
        };
        Fulfilled {
            all: of(&|_| true),
            early: of(&|r| r.early),
            late: of(&|r| !r.early),
            defense: of(&|r| r.defense),
            nonaggression: of(&|r| r.nonagg),
            offense: of(&|r| r.offense),
            neutrality: of(&|r| r.neutral),
        }
    };
    Ok(Fulfilment { published: by(&|r| r.honoured_llm), recoded: by(&|r| r.honoured) })
}
