//! The grid of fits, and what they say of the dyads of the reference year.

use super::compress::Components;
use super::grid::{self, POINTS, points};
use super::{Begun, Estimates, GridFit, Kept, Level, Part, Slope, WAR_YEARS, history};
use crate::Error;
use crate::evidence::fit::column;
use crate::evidence::{ChallengeFit, Challenges, Contest, Power, Severity, fit_from};
use crate::war::war_counts;
use antumbra_core::outside::Source;
use antumbra_core::{Dyad, StateId, Year};
use antumbra_num::kernel::{ln_1p, logistic};
use antumbra_world::panel::{
    FIRST, Inputs, LAST_OUTCOME, Pairs, Past, Regimes, Row, Sample, Strength,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;

/// The year whose risk is estimated: the last for which all covariates are there.
const YEAR: Year = Year(2019);
/// The list of rivalries ends in 2020: one that lasts to then is still on.
const RIVALRY_OPEN_FROM: i16 = 2020;
/// How many outcome years a level is taken over.
const LEVEL_YEARS: i16 = 20;
/// The public files behind the estimates.
const READ: [&str; 12] = [
    "atop_5.1_directed_dyad_year",
    "cow_capitals",
    "cow_contiguity_3.2",
    "cow_gw_state_year",
    "cow_majors2016",
    "cow_mid_5.0_directed_dyad_year",
    "cow_min_distance",
    "cow_nmc_7.0",
    "democracy_cow",
    "gml_mid_2.2.1_directed_dyad_year",
    "nuclear_status_bleek_owid",
    "rivalries_tss_2021",
];

impl Estimates {
    /// Fits the whole grid on the public files: 96 assumptions by three severities, and levels, about
    /// a minute on one core. `progress` is called after each fit with the number done and the total.
    ///
    /// # Errors
    /// When a file is missing or cannot be understood, or a fit has no answer.
    pub fn build(
        folder: &dyn Source,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Self, Error> {
        let inputs = Inputs::read(folder)?;
        let mut data = Challenges::build(&inputs, Pairs::Relevant, FIRST, LAST_OUTCOME)?;
        let now = Now::new(folder, &inputs)?;
        let total = (POINTS + 1) * Severity::ALL.len();
        let mut past = history::Kept::default();
        let mut done = 0;
        let mut tables: Vec<Tables> = Severity::ALL.iter().map(|_| Tables::default()).collect();
        let mut last: Vec<Option<ChallengeFit>> = vec![None; tables.len()];
        let mut strengths: Vec<Strength> = Vec::new();
        let mut at = None;
        for contest in points() {
            if at != Some((contest.lambda, contest.w)) {
                at = Some((contest.lambda, contest.w));
                strengths = inputs.strengths(data.sample(), contest.lambda, contest.w);
            }
            for (s, severity) in Severity::ALL.into_iter().enumerate() {
                let power = Power::Pooled(contest);
                let f = fit_from(&mut data, &strengths, severity, power, last[s].as_ref())?;
                if let Some(complaint) = f.verdict.complaint() {
                    return Err(Error::rows(format!(
                        "the fit of {} at {contest:?} is not sound: {complaint}",
                        severity.name()
                    )));
                }
                tables[s].add(&f, &now);
                if contest == Contest::REFERENCE {
                    tables[s].levels = levels(&data, &strengths, severity, &f);
                }
                last[s] = Some(f);
                done += 1;
                progress(done, total);
            }
            if contest == Contest::REFERENCE {
                past = history::build(&inputs, &data, &strengths, &now.rows, || {
                    done += 1;
                    progress(done, total);
                })?;
            }
        }
        let parts = tables.into_iter().map(Tables::finish).collect::<Result<Vec<_>, _>>()?;
        Ok(Estimates {
            rows: data.rows().len(),
            year: YEAR,
            last_outcome: LAST_OUTCOME,
            hashes: hashes(folder)?,
            dyads: now.rows.iter().map(|r| Dyad { from: r.i, to: r.j }).collect(),
            parts,
            past,
            wars: Begun::ALL
                .into_iter()
                .map(|b| war_counts(folder, &inputs, b.challengers(), WAR_YEARS.0, WAR_YEARS.1))
                .collect::<Result<Vec<_>, Error>>()?,
        })
    }
}

/// The reference year's rows, their past held, and the terms of the past when the years since the
/// last outcome count as peace.
struct Now {
    rows: Vec<Row>,
    to_date: Vec<[f64; 4]>,
}

impl Now {
    fn new(folder: &dyn Source, inputs: &Inputs) -> Result<Self, Error> {
        let system = &inputs.system;
        let regimes = Regimes::read(folder, system, RIVALRY_OPEN_FROM)?;
        let inputs = Inputs { regimes, ..inputs.clone() };
        let mut rows = Sample::build(&inputs, Pairs::Relevant, YEAR).rows;
        rows.retain(|r| r.t == YEAR);
        rows.sort_unstable_by_key(|r| (r.i, r.j));
        let mut held = Past::start(system);
        let mut cells = Vec::new();
        for y in (0..system.years()).take_while(|y| FIRST.0 + *y as i16 <= LAST_OUTCOME.0) {
            inputs.disputes.year_into(system, y, &mut cells);
            held.advance(system.len(), &cells);
        }
        let to_date = rows
            .iter_mut()
            .map(|r| {
                let running = terms_of(&r.x);
                if let (Some(i), Some(j)) = (system.index_of(r.i), system.index_of(r.j)) {
                    let at = i * system.len() + j;
                    let py = held.peace_years(at).min(60.0) / 10.0;
                    let x = [py, py * py / 10.0, py * py * py / 100.0, ln_1p(held.count(at))];
                    for (place, v) in grid::PAST.into_iter().zip(x) {
                        r.x[place - 1] = v;
                    }
                }
                running
            })
            .collect();
        Ok(Now { rows, to_date })
    }
}

fn terms_of(x: &[f64; 20]) -> [f64; 4] {
    grid::PAST.map(|place| x[place - 1])
}

/// Tables of one severity, filled point by point.
#[derive(Default)]
struct Tables {
    fits: Vec<GridFit>,
    /// By [`Kept`], dyad and point.
    kept: [Vec<Vec<f64>>; Kept::ALL.len()],
    levels: BTreeMap<StateId, Level>,
}

impl Tables {
    fn add(&mut self, f: &ChallengeFit, now: &Now) {
        let coefficients = f.estimates();
        // p is the last coefficient; the sound fits of the grid drop no column.
        let p = coefficients.len() - 1;
        let c = &f.coefficients[p];
        for table in &mut self.kept {
            table.resize(now.rows.len(), Vec::new());
        }
        for (r, row) in now.rows.iter().enumerate() {
            let mut z = vec![1.0];
            z.extend_from_slice(&row.x);
            z.push(0.0);
            let v = f.covariance.times(&z);
            let dot = |a: &[f64]| a.iter().zip(&z).map(|(a, z)| a * z).sum::<f64>();
            let held = grid::past_part(&coefficients, &terms_of(&row.x));
            let to_date = grid::past_part(&coefficients, &now.to_date[r]);
            for (kept, table) in Kept::ALL.into_iter().zip(&mut self.kept) {
                table[r].push(match kept {
                    Kept::LogOdds => dot(&coefficients),
                    Kept::Error => dot(&v).sqrt(),
                    Kept::Shared => v[p] / c.se,
                    Kept::Peace => held.0,
                    Kept::PeaceToDate => to_date.0,
                    Kept::Disputes => held.1,
                    Kept::DisputesToDate => to_date.1,
                });
            }
        }
        self.fits.push(GridFit {
            events: f.events,
            log_likelihood: f.log_likelihood,
            slope: Slope {
                b: c.estimate,
                variance: c.se * c.se,
                two_way_variance: c.se_two_way * c.se_two_way,
            },
            coefficients,
        });
    }

    fn finish(self) -> Result<Part, Error> {
        let reference = grid::weights(&Contest::REFERENCE)?[0].0;
        let kept = Kept::ALL
            .into_iter()
            .zip(&self.kept)
            .map(|(kept, table)| Components::new(table, reference, kept.tolerance()))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Part { fits: self.fits, kept, levels: self.levels })
    }
}

/// Observed and expected challenges by target over the last outcome years.
fn levels(
    data: &Challenges,
    strengths: &[Strength],
    severity: Severity,
    f: &ChallengeFit,
) -> BTreeMap<StateId, Level> {
    let beta = f.estimates();
    let p = column(strengths, &Contest::REFERENCE);
    let mut out: BTreeMap<StateId, Level> = BTreeMap::new();
    for (row, p) in data.rows().iter().zip(p) {
        if row.t.0 <= LAST_OUTCOME.0 - LEVEL_YEARS {
            continue;
        }
        let x = row.x.iter().chain(std::iter::once(&p));
        let eta = beta[0] + beta[1..].iter().zip(x).map(|(b, x)| b * x).sum::<f64>();
        let level = out.entry(row.j).or_insert(Level { observed: 0.0, expected: 0.0 });
        level.observed += f64::from(u8::from(severity.of(row)));
        level.expected += logistic(eta);
    }
    out
}

fn hashes(folder: &dyn Source) -> Result<BTreeMap<String, String>, Error> {
    let failed = |e: std::io::Error| Error::not_there(format!("{}: {e}", folder.label()));
    let names = folder.list().map_err(failed)?;
    let mut out = BTreeMap::new();
    for stem in READ {
        let listed = names
            .iter()
            .find(|n| n.strip_prefix(stem).is_some_and(|r| r == ".csv" || r == ".csv.gz"));
        let Some(name) = listed else {
            return Err(Error::not_there(format!("{stem}.csv is not in {}", folder.label())));
        };
        let mut bytes = Vec::new();
        folder.open(name).and_then(|mut f| f.read_to_end(&mut bytes)).map_err(failed)?;
        let hex: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        out.insert(name.clone(), hex);
    }
    Ok(out)
}
