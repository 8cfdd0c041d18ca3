//! Which path stands: shares within tolerance, regret, who is beaten by whom, what is worth knowing.

use super::explore::{Seen, wrong};
use super::learnt;
use super::model::WORLDS;
use super::run::scale;
use crate::discover::{Chosen, sensitivity};
use crate::robust as told;
use antumbra_core::{Diagnostics, Seed, Table};
use antumbra_explore::robust::tipping;
use antumbra_explore::robust::{
    Better, Bound, Criterion, Objective, Outcomes, Policy, Resolving, Statistic, pareto, regret,
    resolve, satisficing,
};
use antumbra_record::robust::{CriterionRow, ROBUSTNESS, ResolvingRow, Robustness, TippingRow};

/// Inputs whose worth and tipping points are shown.
const SCREENED: usize = 5;
const LEVEL: f64 = 0.95;

impl Seen<'_> {
    /// The paths against each other on the first futures.
    ///
    /// # Errors
    /// What an analysis refuses.
    pub(super) fn robustness(
        &self,
        table: &Table,
        x: &[String],
        rows: usize,
    ) -> Result<Robustness, Diagnostics> {
        let e = |e: antumbra_explore::Error| wrong(&e);
        let policies: Vec<Policy> = (0..self.policies())
            .map(|p| {
                let (path, world) = self.name(p);
                Policy::new(path, world)
            })
            .collect();
        let mut met = Outcomes::new(policies.clone(), rows).map_err(e)?;
        let mut o = Outcomes::new(policies, rows).map_err(e)?;
        let judging = scale(&self.model.simulator().setup().setting);
        let war = format!("war_ever.{judging}.{}", self.psi());
        let columns = |name: &str| -> Vec<&[f64]> {
            (0..self.policies()).map(|p| self.ran.column(p, name)).collect()
        };
        for (name, column) in [("war", war.as_str()), ("spending", "spending_mean")] {
            let columns = columns(column);
            let percent = |x: f64| Some(100.0 * x).filter(|v| v.is_finite());
            let values =
                (0..rows).flat_map(|f| columns.iter().map(move |c| percent(c[f]))).collect();
            o.push(name, Better::Low, values).map_err(e)?;
        }
        let t = &self.asked.plan.loaded.assessment.tolerance;
        let limits = [
            ("war", format!("war_times.{}", self.psi()), t.war_ratio_max),
            ("clash", "clash_times".to_owned(), t.force_ratio_max),
            ("spending", "spending_peak".to_owned(), t.gdp_share_max),
        ];
        // Met or not, so that a ratio that does not exist is a criterion missed and not a failed run.
        let ran = columns(&format!("within.{}", self.psi()));
        let mut criteria = Vec::new();
        for (name, column, most) in &limits {
            let columns = columns(column);
            let one = |f: usize, p: usize| {
                (!ran[p][f].is_nan()).then(|| f64::from(u8::from(columns[p][f] <= *most)))
            };
            let values = (0..rows)
                .flat_map(|f| (0..columns.len()).map(move |p| (f, p)))
                .map(|(f, p)| one(f, p));
            met.push(*name, Better::High, values.collect()).map_err(e)?;
            criteria.push(Criterion::at_least(&met, name, Bound::Value(1.0)).map_err(e)?);
        }
        let good = satisficing(&met, &criteria, LEVEL).map_err(e)?;
        let units = [("war", "percentage points"), ("spending", "points of GDP")];
        let mut regrets = Vec::new();
        for (name, unit) in units {
            regrets.push(told::regret(&o, &regret(&o, name).map_err(e)?, unit));
        }
        let a = &self.asked.plan.loaded.assessment;
        let mut standing = Vec::new();
        for w in 0..WORLDS.len() {
            let compared: Vec<usize> = (w..self.policies()).step_by(WORLDS.len()).collect();
            let names = units.map(|u| u.0.to_owned());
            let mut points = Vec::new();
            for p in &compared {
                let mut point = Vec::new();
                for name in &names {
                    let at = o.outcome(name).map_err(e)?;
                    point.push(o.statistic(at, *p, Statistic::Mean).map_err(e)?);
                }
                points.push(point);
            }
            // A path without a single future is compared with nothing.
            let whole: Option<Vec<Vec<f64>>> =
                points.into_iter().map(|p| p.into_iter().collect()).collect();
            let Some(points) = whole else { continue };
            let ends = names.each_ref().map(|_| Objective { better: Better::Low, tolerance: 0.0 });
            let found = pareto(&points, &ends).map_err(e)?;
            standing.extend(told::pareto(&o, &compared, &names, &points, &found));
        }
        let (tipping, resolving) = self.inputs_that_matter(table, x, rows)?;
        let satisficing = told::satisficing(&met, &good);
        let says = learnt::standing(&regrets, &standing, &satisficing, &resolving);
        Ok(Robustness {
            schema: ROBUSTNESS.into(),
            futures: rows,
            level: LEVEL,
            paths: a.paths.iter().map(|p| p.id.clone()).collect(),
            worlds: WORLDS.iter().map(|w| w.1.to_owned()).collect(),
            criteria: limits
                .iter()
                .map(|(name, _, most)| CriterionRow { outcome: (*name).to_owned(), most: *most })
                .collect(),
            satisficing,
            regret: regrets,
            pareto: standing,
            tipping,
            resolving,
            says,
        })
    }

    /// Tipping points and the worth of knowing, for the inputs whose values differ most between
    /// futures within tolerance and others, on the first path when the patron goes.
    fn inputs_that_matter(
        &self,
        table: &Table,
        x: &[String],
        rows: usize,
    ) -> Result<Matter, Diagnostics> {
        let goes = 1;
        let (path, world) = self.name(goes);
        let good = self.good(goes, rows);
        let met = good.iter().filter(|g| **g).count();
        if met == 0 || met == rows {
            return Ok((Vec::new(), Vec::new()));
        }
        let y = format!("{path}/{world}");
        let chosen = Chosen { x: x.to_vec(), y, keep: None, drop_missing: false };
        let seed = self.asked.plan.loaded.assessment.seed;
        let screened = sensitivity(table, &chosen, "ks", 2, 4, seed)?;
        let mut ranked: Vec<(f64, &str)> = screened
            .indices
            .iter()
            .filter(|r| !r.indistinguishable_from_zero)
            .filter_map(|r| Some((*r.numbers.get("distance")?, r.input.as_str())))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.truncate(SCREENED);
        let places: Vec<usize> = ranked
            .iter()
            .filter_map(|(_, name)| self.deep().into_iter().find(|i| self.key(*i) == *name))
            .collect();
        let columns: Vec<Vec<f64>> =
            places.iter().map(|i| self.ran.inputs[*i][..rows].to_vec()).collect();
        let names: Vec<String> = places.iter().map(|i| self.key(*i)).collect();
        let mut points = Vec::new();
        for (name, column) in names.iter().zip(&columns) {
            let bins = tipping::shares(column, &good, 10, LEVEL).map_err(|e| wrong(&e))?;
            let found = tipping::tipping_points(&bins, 0.5);
            let along = told::Along {
                path: path.to_owned(),
                world: world.to_owned(),
                input: name.clone(),
                threshold: 0.5,
            };
            points.extend(told::tipping(&along, &bins, &found, |v| v));
        }
        let benefit: Vec<Vec<f64>> = (goes..self.policies())
            .step_by(WORLDS.len())
            .map(|p| self.good(p, rows).iter().map(|g| f64::from(u8::from(*g))).collect())
            .collect();
        if benefit.len() < 2 || columns.is_empty() {
            return Ok((points, Vec::new()));
        }
        let how = Resolving { level: LEVEL, seed: Seed(seed), ..Resolving::default() };
        let (known, _) = resolve(&columns, &benefit, &how).map_err(|e| wrong(&e))?;
        let gain = "share of futures within tolerance";
        Ok((points, told::resolving(world, gain, &names, &known)))
    }
}

type Matter = (Vec<TippingRow>, Vec<ResolvingRow>);
