//! One ensemble of paths: run, and kept as columns and histograms.

use super::model::PathModel;
use antumbra_core::{Range, Seed};
use antumbra_explore::ensemble::{
    Budget, Design, DesignChunk, Draw, Layout, Model, OutcomeChunk, Progress, Tally, run_mapped,
};
use antumbra_num::quantile;
use std::ops::ControlFlow;

/// What an ensemble gave.
pub(crate) struct Ran {
    /// Names of the outcomes, in the order of the columns.
    pub(crate) names: Vec<String>,
    /// By policy, by outcome: a value per future; NaN where the future failed.
    pub(crate) columns: Vec<Vec<Vec<f64>>>,
    /// Names of the yearly outcomes.
    pub(crate) yearly: Vec<String>,
    /// Histograms by policy, yearly outcome and year.
    pub(crate) tally: Tally,
    /// Futures.
    pub(crate) futures: u64,
    /// Failed futures, all policies together.
    pub(crate) failed: u64,
    /// By input, in the order of the draws: a value per future. Empty unless asked for.
    pub(crate) inputs: Vec<Vec<f64>>,
}

/// One chunk's histograms, outcomes by policy, and inputs.
type Piece = (Tally, Vec<Vec<Vec<f64>>>, Vec<Vec<f64>>);

/// Runs `futures` futures of every policy, with what was drawn where it is asked for. The result does
/// not depend on `jobs`.
///
/// # Errors
/// When the model's description cannot be drawn.
pub(crate) fn run(
    model: &PathModel,
    futures: u64,
    seed: Seed,
    jobs: usize,
    with_inputs: bool,
    progress: &mut dyn FnMut(Progress),
) -> Result<Ran, antumbra_explore::Error> {
    let draw = Draw::new(model.spec(), Design::Sobol, futures, seed)?;
    let spec = model.spec();
    let (policies, outcomes) = (spec.policies.len(), spec.outcomes.len());
    let chunks: Vec<u64> = (0..draw.chunks()).collect();
    let mut columns = vec![vec![Vec::with_capacity(futures as usize); outcomes]; policies];
    let layout = Layout::of(spec);
    let mut tally = Tally::new(layout.clone());
    let mut inputs = vec![Vec::new(); if with_inputs { spec.inputs.len() } else { 0 }];
    let map = |_, design: &DesignChunk, out: &[OutcomeChunk]| {
        let drawn: Vec<Vec<f64>> =
            if with_inputs { design.columns().map(<[f64]>::to_vec).collect() } else { Vec::new() };
        let values: Vec<Vec<Vec<f64>>> = out
            .iter()
            .map(|o| {
                let failed = o.failures();
                (0..outcomes)
                    .map(|k| {
                        let of = o.outcome(k).iter().zip(failed);
                        of.map(|(x, code)| if *code == 0 { *x } else { f64::NAN }).collect()
                    })
                    .collect()
            })
            .collect();
        (Tally::of_chunk(layout.clone(), out), values, drawn)
    };
    let mut failure = None;
    let (_, done) = run_mapped(
        model,
        &draw,
        &chunks,
        jobs,
        Budget::default(),
        progress,
        &map,
        &mut |_, (part, values, drawn): Piece| {
            if let Err(e) = tally.merge(&part) {
                failure = Some(e);
                return ControlFlow::Break(());
            }
            for (all, new) in columns.iter_mut().zip(values) {
                for (all, new) in all.iter_mut().zip(new) {
                    all.extend(new);
                }
            }
            for (all, new) in inputs.iter_mut().zip(drawn) {
                all.extend(new);
            }
            ControlFlow::Continue(())
        },
    );
    if let Some(e) = failure {
        return Err(e);
    }
    Ok(Ran {
        names: spec.outcomes.iter().map(|o| o.name.clone()).collect(),
        columns,
        yearly: spec.yearly.iter().map(|o| o.name.clone()).collect(),
        tally,
        futures: done.futures,
        failed: done.failed,
        inputs,
    })
}

impl Ran {
    /// The place of an outcome.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name)
    }

    /// An outcome's values under a policy.
    pub(crate) fn column(&self, policy: usize, name: &str) -> &[f64] {
        self.find(name).map_or(&[], |k| &self.columns[policy][k])
    }

    /// Percentiles of an outcome over the futures that have it.
    pub(crate) fn range(&self, policy: usize, name: &str) -> Option<Range> {
        let mut v: Vec<f64> =
            self.column(policy, name).iter().copied().filter(|x| x.is_finite()).collect();
        quantile::range_in_place(&mut v)
    }

    /// The mean of an outcome over the futures that have it.
    pub(crate) fn mean(&self, policy: usize, name: &str) -> Option<f64> {
        let v = self.column(policy, name);
        let (sum, n) =
            v.iter().filter(|x| x.is_finite()).fold((0.0, 0_u64), |(s, n), x| (s + x, n + 1));
        (n > 0).then(|| sum / n as f64)
    }

    /// The share of all futures within tolerance at a nuclear share of the effect.
    pub(crate) fn within(&self, policy: usize, psi: &str) -> f64 {
        self.share(policy, &format!("within.{psi}"), |x| x == 1.0)
    }

    /// The share of all futures whose outcome is as asked; a failed one is not.
    pub(crate) fn share(&self, policy: usize, name: &str, ok: impl Fn(f64) -> bool) -> f64 {
        let v = self.column(policy, name);
        if v.is_empty() {
            return 0.0;
        }
        v.iter().filter(|x| ok(**x)).count() as f64 / v.len() as f64
    }

    /// Percentiles of a yearly outcome in every year.
    pub(crate) fn years(&self, policy: usize, name: &str) -> Option<Vec<Range>> {
        let k = self.yearly.iter().position(|n| n == name)?;
        (0..self.tally.layout().years)
            .map(|y| {
                let h = self.tally.yearly(policy, k, y);
                Some(Range { lo: h.quantile(0.05)?, mid: h.quantile(0.5)?, hi: h.quantile(0.95)? })
            })
            .collect()
    }
}
