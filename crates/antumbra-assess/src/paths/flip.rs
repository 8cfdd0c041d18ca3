//! What would overturn a verdict on a path: the ensemble run again with moved centres.
//!
//! A move shifts the 5th, 50th and 95th percentiles of an input by the same amount in natural units,
//! cut to its domain; the distribution is built from the three as the file would build it, and every
//! future keeps its uniform draws. So the `--set` line of a move runs the same futures.
//!
//! The verdict is the one at the reference assumptions. A path that holds is searched for what ends
//! that; one that does not, or only in part, for what makes it hold. The search asks for one point
//! more than the threshold and rounds every move outward, so that what is found on the first futures
//! flips on all of them too.

use super::draws::Drawn;
use super::model::{Judgement, Limits, PSIS, PathModel, WORLDS};
use super::movable::{self, Lever, Target};
use super::rows;
use super::tally::Ran;
use crate::answer::cases::Asked;
use crate::overturn::{self as told, Natural};
use antumbra_core::{Range, Seed};
use antumbra_explore::Error;
use antumbra_explore::ensemble::{Design, Draw, Input, InputKind, Spec};
use antumbra_explore::overturn::{Evaluate, Movable, Overturning, Question, Search, overturn};
use antumbra_num::dist::{Distribution, Uniform};
use antumbra_record::overturn as record;
use rayon::prelude::*;
use std::sync::Arc;

/// The first futures, on which what was found is certified.
const CERTIFIED_ON: usize = 2_048;

/// By how much the share has to pass the threshold.
const MARGIN: f64 = 0.01;

/// Futures that are run at once.
const BLOCK: usize = 128;

/// The search: grid and budget that keep it within a second or two of one core.
const SEARCH: Search =
    Search { futures: 256, budget: 420, grid: 4, pair_inputs: 3, keep: 3, tolerance: 0.05 };

/// What all verdicts' searches share: draws and levers.
pub(super) struct Bench<'a> {
    asked: &'a Asked<'a>,
    model: &'a PathModel,
    drawn: &'a [Drawn],
    inputs: &'a [Vec<f64>],
    uniform: Vec<Vec<f64>>,
    levers: Vec<Lever>,
    psi: usize,
}

impl<'a> Bench<'a> {
    /// Prepares the search on the futures that were run.
    ///
    /// # Errors
    /// When the model's inputs cannot be drawn.
    pub(super) fn new(
        asked: &'a Asked<'a>,
        model: &'a PathModel,
        drawn: &'a [Drawn],
        ran: &'a Ran,
        seed: Seed,
    ) -> Result<Self, Error> {
        use antumbra_explore::ensemble::Model;
        let psi = rows::nearest(model.simulator().setup().setting.psi);
        Ok(Bench {
            asked,
            model,
            drawn,
            inputs: &ran.inputs,
            uniform: uniforms(model.spec(), ran.futures, seed)?,
            levers: movable::levers(asked, drawn),
            psi: PSIS.iter().position(|(_, key)| *key == psi).unwrap_or(1),
        })
    }

    /// Searches what would overturn the verdict on a path in a world, by their places.
    ///
    /// # Errors
    /// When the ensemble cannot be run at a move.
    pub(super) fn overturning(
        &self,
        path: usize,
        world: usize,
    ) -> Result<record::Overturning, Error> {
        let policy = path * WORLDS.len() + world;
        let full = self.inputs.first().map_or(0, Vec::len).min(CERTIFIED_ON);
        let columns: Vec<&[f64]> = self.inputs.iter().map(|c| &c[..full]).collect();
        let base = self.judged(policy, &columns)?;
        let one = Verdicts { bench: self, policy, base, full };
        let t = &self.asked.plan.loaded.assessment.tolerance;
        let now = one.value(&[], full)?;
        let margin = if now >= t.holds_share { -MARGIN } else { MARGIN };
        let aim = (t.holds_share + margin).clamp(MARGIN, 1.0);
        // Only holding or not is asked: what lies below is one verdict.
        let question = Question::Share { holds: aim, fails: -1.0 };
        let inputs: Vec<Movable> = self.levers.iter().map(|l| l.movable.clone()).collect();
        let mut found = overturn(&one, &inputs, question, &SEARCH)?;
        one.round(&mut found, &inputs, aim)?;
        let a = &self.asked.plan.loaded.assessment;
        let asked = told::Asked {
            paths: vec![a.paths[path].id.clone()],
            world: WORLDS[world].1.into(),
            question: Question::Share { holds: t.holds_share, fails: t.fails_share },
            futures: full,
        };
        let mut out = told::record(&found, &inputs, self, &asked);
        let word = |share: f64| {
            if share >= t.holds_share {
                "holds"
            } else if share <= t.fails_share {
                "fails"
            } else {
                "depends"
            }
        };
        out.verdict = word(now).into();
        // The search corrects the share on few futures by that on more: near its ends it overshoots.
        for w in &mut out.sways {
            w.low = w.low.clamp(0.0, 1.0);
            w.high = w.high.clamp(0.0, 1.0);
        }
        for x in out.lists.iter_mut().flat_map(|l| &mut l.overturners) {
            x.verdict_after = word(x.value_after).into();
        }
        Ok(out)
    }

    /// What is judged of a policy, in blocks of futures side by side.
    fn judged(&self, policy: usize, columns: &[&[f64]]) -> Result<Judgement, Error> {
        let rows = columns.first().map_or(0, |c| c.len());
        let blocks: Vec<usize> = (0..rows).step_by(BLOCK).collect();
        let parts: Result<Vec<Judgement>, Error> = blocks
            .into_par_iter()
            .map(|first| {
                let last = (first + BLOCK).min(rows);
                let cut: Vec<&[f64]> = columns.iter().map(|c| &c[first..last]).collect();
                self.model
                    .judgement(policy, self.psi, &cut)
                    .map_err(|e| Error::model(e.to_string()))
            })
            .collect();
        let mut all = Judgement { war: Vec::new(), clash: Vec::new(), spending: Vec::new() };
        for p in parts? {
            all.war.extend(p.war);
            all.clash.extend(p.clash);
            all.spending.extend(p.spending);
        }
        Ok(all)
    }

    fn lever(&self, input: &Movable) -> Option<&Lever> {
        self.levers.iter().find(|l| l.movable.name == input.name)
    }

    fn domain(&self, l: &Lever) -> (f64, f64) {
        match &l.target {
            Target::Inputs(places) => self.drawn[places[0]].def.domain,
            _ => l.movable.bounds,
        }
    }
}

impl Natural for Bench<'_> {
    fn label(&self, input: &Movable) -> String {
        self.lever(input).map_or_else(|| input.name.clone(), |l| l.label.clone())
    }

    fn value(&self, _: &Movable, centre: f64) -> f64 {
        // What the line that sets it says.
        (1e6 * centre).round() / 1e6
    }

    fn indicator(&self, input: &Movable) -> Option<String> {
        self.lever(input)?.indicator.clone()
    }

    fn set(&self, input: &Movable, centre: f64) -> String {
        let Some(l) = self.lever(input) else { return String::new() };
        match l.target {
            Target::Inputs(_) => {
                let r: Range = movable::shifted(l.range, centre - input.mid, self.domain(l));
                format!("{}={{lo={:?}, mid={:?}, hi={:?}}}", input.name, r.lo, r.mid, r.hi)
            }
            _ => format!("{}={:?}", input.name, self.value(input, centre)),
        }
    }
}

/// The verdicts of one policy under moves.
struct Verdicts<'a> {
    bench: &'a Bench<'a>,
    policy: usize,
    base: Judgement,
    full: usize,
}

impl Evaluate for Verdicts<'_> {
    fn value(&self, moves: &[(usize, f64)], futures: usize) -> Result<f64, Error> {
        let b = self.bench;
        let t = &b.asked.plan.loaded.assessment.tolerance;
        let mut limits = Limits {
            war_ratio: t.war_ratio_max,
            force_ratio: t.force_ratio_max,
            gdp_share: t.gdp_share_max,
        };
        let mut moved: Vec<(usize, Vec<f64>)> = Vec::new();
        for &(place, shift) in moves {
            let l = &b.levers[place];
            let to = b.value_of(l, shift);
            match &l.target {
                Target::War => limits.war_ratio = to,
                Target::Clash => limits.force_ratio = to,
                Target::Spending => limits.gdp_share = to,
                Target::Inputs(places) => {
                    let r = movable::shifted(l.range, shift, b.domain(l));
                    for &i in places {
                        let dist = movable::rebuilt(b.asked.plan, &b.drawn[i], r)
                            .map_err(|e| Error::model(e.to_string()))?;
                        let u = &b.uniform[i][..futures];
                        moved.push((i, u.iter().map(|u| dist.quantile(*u)).collect()));
                    }
                }
            }
        }
        if moved.is_empty() {
            return Ok(within(&self.base, &limits, futures));
        }
        let mut columns: Vec<&[f64]> = b.inputs.iter().map(|c| &c[..futures]).collect();
        for (i, values) in &moved {
            columns[*i] = values;
        }
        Ok(within(&b.judged(self.policy, &columns)?, &limits, futures))
    }

    fn futures(&self) -> usize {
        self.full
    }
}

impl Bench<'_> {
    fn value_of(&self, l: &Lever, shift: f64) -> f64 {
        self.value(&l.movable, l.movable.mid + shift)
    }
}

/// The share of the first futures within limits; a failed future is not.
fn within(j: &Judgement, limits: &Limits, futures: usize) -> f64 {
    let good = (0..futures)
        .filter(|&f| {
            j.war[f] <= limits.war_ratio
                && j.clash[f] <= limits.force_ratio
                && j.spending[f] <= limits.gdp_share
        })
        .count();
    good as f64 / futures.max(1) as f64
}

impl Verdicts<'_> {
    /// Rounds every centre outward to two digits of its move, and runs the moves again as they are
    /// then told.
    fn round(&self, found: &mut Overturning, inputs: &[Movable], aim: f64) -> Result<(), Error> {
        let holds = found.value_before >= aim;
        for x in found.lists.iter_mut().flat_map(|l| &mut l.overturners) {
            for m in &mut x.moves {
                let input = &inputs[m.input];
                let grain = grain(m.shift);
                let steps = (input.mid + m.shift) / grain;
                let to = if m.shift > 0.0 { steps.ceil() } else { steps.floor() } * grain;
                if (input.bounds.0..=input.bounds.1).contains(&to) {
                    m.shift = to - input.mid;
                }
            }
            let moves: Vec<(usize, f64)> = x.moves.iter().map(|m| (m.input, m.shift)).collect();
            x.value_after = self.value(&moves, self.full)?;
            x.certified = (x.value_after >= aim) != holds;
            let norm = |width: &dyn Fn(&Movable) -> f64| {
                let square = |m: &antumbra_explore::overturn::Move| {
                    let part = m.shift / width(&inputs[m.input]);
                    part * part
                };
                x.moves.iter().map(square).sum::<f64>().sqrt()
            };
            x.half_ranges = norm(&Movable::half_range);
            x.reference_widths = norm(&|i| i.reference_width);
        }
        Ok(())
    }
}

/// The power of ten that leaves two digits of a number.
fn grain(x: f64) -> f64 {
    let mut g = 1e-6;
    while x.abs() / g >= 100.0 {
        g *= 10.0;
    }
    g
}

/// The uniform draws behind every input, correlated as the run has them.
fn uniforms(spec: &Spec, futures: u64, seed: Seed) -> Result<Vec<Vec<f64>>, Error> {
    let even: Arc<dyn Distribution + Send + Sync> =
        Arc::new(Uniform::new(0.0, 1.0).map_err(|e| Error::model(e.to_string()))?);
    let mut spec = spec.clone();
    spec.inputs = spec
        .inputs
        .iter()
        .map(|i| Input { name: i.name.clone(), kind: InputKind::Real(even.clone()) })
        .collect();
    let draw = Draw::new(&spec, Design::Sobol, futures, seed)?;
    let mut chunk = draw.empty();
    let mut out = vec![Vec::with_capacity(CERTIFIED_ON); spec.inputs.len()];
    for index in 0..draw.chunks() {
        if out.first().is_none_or(|c| c.len() >= CERTIFIED_ON) {
            break;
        }
        draw.chunk(index, &mut chunk);
        for (all, new) in out.iter_mut().zip(chunk.columns()) {
            all.extend_from_slice(new);
        }
    }
    Ok(out)
}
