//! A client's record year by year: what came, what the fit expected, and why.

use super::fit::column;
use super::{ChallengeFit, Challenges, Contest, Severity};
use crate::Error;
use antumbra_core::{StateId, Year};
use antumbra_num::kernel::logistic;
use antumbra_world::panel::{COVARIATES, Strength};

/// One challenger in one year, as the fit saw it. The parts and `rest` sum to the log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// The year.
    pub year: Year,
    /// Who might have challenged.
    pub challenger: StateId,
    /// It did.
    pub came: bool,
    /// The fitted probability, in sample.
    pub fitted: f64,
    /// The contest's part of the log-odds.
    pub power: f64,
    /// The part of years of peace and of the count of disputes.
    pub past: f64,
    /// The part of rivalry.
    pub rivalry: f64,
    /// Geography, regime, rank, portfolio, nuclear status, era, population and the constant.
    pub rest: f64,
}

/// The record of a client from a year on, by year and challenger. `fit` is one of these rows with
/// the contest and the strengths given.
///
/// # Errors
/// When the strengths are not those of the rows, or the client has none.
pub fn history(
    data: &Challenges,
    strengths: &[Strength],
    severity: Severity,
    contest: &Contest,
    fit: &ChallengeFit,
    client: StateId,
    from: Year,
) -> Result<Vec<Record>, Error> {
    if strengths.len() != data.rows().len() {
        return Err(Error::rows("these strengths belong to another sample"));
    }
    // What was dropped as constant has no coefficient, and no part.
    let b = |name: &str| fit.coefficient(name).map_or(0.0, |c| c.estimate);
    let covariates: Vec<f64> = COVARIATES.iter().map(|name| b(name)).collect();
    let p = column(strengths, contest);
    let mine = data.rows().iter().zip(p).filter(|(r, _)| r.j == client && r.t >= from);
    let out: Vec<Record> = mine
        .map(|(r, p)| {
            let part = |wanted: &[&str]| {
                let each = COVARIATES.iter().zip(&covariates).zip(&r.x);
                let chosen = each.filter(|((name, _), _)| wanted.contains(name));
                chosen.map(|((_, b), x)| b * x).sum::<f64>()
            };
            let power = b("p") * p;
            let past = part(&["peace_years", "peace_years_2", "peace_years_3", "ln_disputes"]);
            let rivalry = part(&["rivalry"]);
            let rest = b("const") + part(&COVARIATES) - past - rivalry;
            Record {
                year: r.t,
                challenger: r.i,
                came: severity.of(r),
                fitted: logistic(power + past + rivalry + rest),
                power,
                past,
                rivalry,
                rest,
            }
        })
        .collect();
    if out.is_empty() {
        return Err(Error::rows(format!(
            "no dyad-year with state {} as the target from {} on",
            client.cow_code(),
            from.0
        )));
    }
    Ok(out)
}
