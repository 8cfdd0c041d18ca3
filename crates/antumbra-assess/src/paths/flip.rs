//! What would overturn a verdict: the ensemble run again with moved centres.
//!
//! A move shifts the 5th, 50th and 95th percentiles of an input by the same amount in natural units,
//! cut to its domain; the distribution is built from the three as the file would build it, and every
//! future keeps its uniform draws. So the `--set` line of a move runs the same futures.
//!
//! Verdicts are those at the reference assumptions. A path that holds is searched for what ends that;
//! one that does not, or only in part, for what makes it hold; an order of two paths for what turns
//! it. The search sees the first futures, corrected by what all of them say without a move. It asks
//! for a little more than the threshold and rounds every move outward. Then the moves as they are
//! told are run on all futures: that is their certificate.

use super::draws::Drawn;
use super::headline;
use super::model::{PSIS, PathModel, WORLDS};
use super::movable::{self, Lever, Target};
use super::rows;
use super::run::scale;
use super::tally::Ran;
use super::walks::{Key, Moved, Walks, Yard, regret, within};
use crate::answer::cases::Asked;
use crate::overturn::{self as told, Natural};
use antumbra_core::{Range, Seed};
use antumbra_explore::Error;
use antumbra_explore::ensemble::{Design, Draw, Input, InputKind, Model, Spec};
use antumbra_explore::overturn::{
    Evaluate, Movable, Move, Overturner, Overturning, Question, Search, Sway, Verdict, overturn,
};
use antumbra_num::dist::{Distribution, Uniform};
use antumbra_record::overturn as record;
use std::sync::Arc;

/// The first futures, on which the search narrows what it found.
const NARROWED_ON: usize = 2_048;

/// By how much a share has to pass its threshold, and a lead in regret to turn, in points.
const MARGIN: f64 = 0.01;

/// By how much a lead in shares has to turn: both paths walk the same futures, so that less is noise.
const MARGIN_OF_LEADS: f64 = 0.003;

/// Steps outward when a move does not flip the verdict on all futures.
const STEPS: usize = 3;

/// The search: grid and budget that keep it within a second or two of one core.
const SEARCH: Search =
    Search { futures: 192, budget: 600, grid: 4, pair_inputs: 3, keep: 3, tolerance: 0.05 };

/// The search for what turns an order: inputs alone, of which the smallest move of each kind is told.
const OF_ORDERS: Search = Search { pair_inputs: 1, keep: 1, ..SEARCH };

/// Inputs of a list without an overturner that are looked at on more futures, to say which is nearest.
const NEAREST: usize = 4;

/// What is asked, of policies by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// Does a path hold?
    Holds(usize),
    /// Is the first of two within tolerance in more futures?
    Share(usize, usize),
    /// Does the first of two cost less, in risk of war, where the other was the better one?
    Regret(usize, usize),
}

impl Asks {
    fn measure(self) -> &'static str {
        match self {
            Asks::Holds(_) => "share",
            Asks::Share(..) => "lead_share",
            Asks::Regret(..) => "lead_regret",
        }
    }

    /// Whose order is asked, or the one path.
    fn policies(self) -> Vec<usize> {
        match self {
            Asks::Holds(p) => vec![p],
            Asks::Share(a, b) | Asks::Regret(a, b) => vec![a, b],
        }
    }

    /// The policies that have to be walked: a share is held against the first path while the patron
    /// stays.
    fn walked(self) -> Vec<usize> {
        let mut all = self.policies();
        if !matches!(self, Asks::Regret(..)) {
            all.push(0);
        }
        all
    }

    /// Does moving this do anything to what is asked?
    fn moved_by(self, t: &Target) -> bool {
        match t {
            Target::Inputs(_) | Target::Nuclear => true,
            Target::War | Target::Clash | Target::Spending => !matches!(self, Asks::Regret(..)),
            Target::Holds => matches!(self, Asks::Holds(_)),
        }
    }
}

/// What all verdicts' searches share: draws, levers and walks.
pub(super) struct Bench<'a> {
    asked: &'a Asked<'a>,
    drawn: &'a [Drawn],
    walks: Walks<'a>,
    futures: usize,
    uniform: Vec<Vec<f64>>,
    levers: Vec<Lever>,
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
        let judging = scale(&model.simulator().setup().setting);
        Ok(Bench {
            asked,
            drawn,
            walks: Walks::new(model, ran, judging, NARROWED_ON),
            futures: ran.futures as usize,
            uniform: uniforms(model.spec(), ran.futures, seed)?,
            levers: movable::levers(asked, drawn),
        })
    }

    /// Searches what would overturn the answer to what is asked; `None` for an order of two paths of
    /// which neither is ahead.
    ///
    /// # Errors
    /// When the ensemble cannot be run at a move.
    pub(super) fn overturning(&self, asks: Asks) -> Result<Option<record::Overturning>, Error> {
        let t = &self.asked.plan.loaded.assessment.tolerance;
        let levers: Vec<&Lever> = self.levers.iter().filter(|l| asks.moved_by(&l.target)).collect();
        let mut one = Verdicts { bench: self, asks, levers, now: 0.0, slip: 0.0 };
        let all = self.futures;
        one.now = one.number(&[], all)?;
        if one.is_order() && one.now <= 0.0 {
            return Ok(None);
        }
        one.slip = one.now - one.number(&[], all.min(NARROWED_ON))?;
        let inputs: Vec<Movable> = one.levers.iter().map(|l| l.movable.clone()).collect();
        let search = if one.is_order() { &OF_ORDERS } else { &SEARCH };
        let mut found = overturn(&one, &inputs, Question::Order, search)?;
        one.certify(&mut found, &inputs)?;
        one.nearest(&mut found, &inputs)?;
        let question = match asks {
            Asks::Holds(_) => Question::Share { holds: t.holds_share, fails: t.fails_share },
            _ => Question::Order,
        };
        let a = &self.asked.plan.loaded.assessment;
        let path = |p: usize| a.paths[p / WORLDS.len()].id.clone();
        let policies = asks.policies();
        let asked = told::Asked {
            paths: policies.iter().map(|p| path(*p)).collect(),
            world: WORLDS[policies[0] % WORLDS.len()].1.into(),
            question,
            measure: asks.measure().into(),
            futures: all,
            searched_on: all.min(SEARCH.futures),
        };
        let mut out = told::record(&found, &inputs, self, &asked);
        out.value = one.now;
        out.verdict = one.word(one.now).into();
        let aim = one.aim(t.holds_share);
        // A threshold that moves sways no number.
        out.sways.retain(|w| w.key != "tolerance.holds_share");
        for w in &mut out.sways {
            (w.low, w.high) = (w.low + aim, w.high + aim);
            if !one.is_order() {
                (w.low, w.high) = (w.low.clamp(0.0, 1.0), w.high.clamp(0.0, 1.0));
            }
        }
        for x in out.lists.iter_mut().flat_map(|l| &mut l.overturners) {
            if x.moves.iter().all(|m| m.input != "tolerance.holds_share") {
                x.verdict_after = one.word(x.value_after).into();
            } else {
                x.verdict_after = if one.now >= t.holds_share { "depends" } else { "holds" }.into();
            }
        }
        self.least(&one, &mut out);
        let values: Vec<f64> = one.each(all)?;
        out.says = Some(headline::verdict(&out, &values));
        for n in 0..out.lists.len() {
            out.lists[n].says = headline::nothing(&out, &out.lists[n]);
        }
        Ok(Some(out))
    }

    /// The share up to which a path does not hold turns failing into holding in part, or back: no
    /// future has to be run for that.
    fn least(&self, one: &Verdicts<'_>, out: &mut record::Overturning) {
        let t = &self.asked.plan.loaded.assessment.tolerance;
        let l = movable::fails(t);
        let cents = 100.0 * one.now;
        let (to, after) = match out.verdict.as_str() {
            "fails" => ((cents.ceil() - 1.0) / 100.0, "depends"),
            "depends" => (cents.ceil() / 100.0, "fails"),
            _ => return,
        };
        let inside = (l.movable.bounds.0..l.movable.bounds.1).contains(&to);
        let Some(list) = out.lists.iter_mut().find(|l| l.group == "yardsticks" && inside) else {
            return;
        };
        let x = Overturner {
            moves: vec![Move { input: 0, shift: to - l.movable.mid }],
            half_ranges: (to - l.movable.mid).abs() / l.movable.half_range(),
            reference_widths: (to - l.movable.mid).abs() / l.movable.reference_width,
            value_before: one.now,
            value_after: one.now,
            after: Verdict::Depends,
            certified: true,
        };
        let mut row =
            told::row(&x, &[l.movable], &Threshold { label: &l.label, watch: &l.indicator });
        row.verdict_after = after.into();
        list.inputs += 1;
        list.overturners.push(row);
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

    fn value_of(&self, l: &Lever, shift: f64) -> f64 {
        self.value(&l.movable, l.movable.mid + shift)
    }
}

impl Natural for Bench<'_> {
    fn label(&self, input: &Movable) -> String {
        self.lever(input).map_or_else(|| input.name.clone(), |l| l.label.clone())
    }

    fn value(&self, input: &Movable, centre: f64) -> f64 {
        if self.lever(input).is_some_and(|l| l.target == Target::Nuclear) {
            return PSIS[nearest(centre)].0;
        }
        as_written(centre)
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

/// A threshold in the reader's terms: it stands in its own unit.
struct Threshold<'a> {
    label: &'a str,
    watch: &'a Option<String>,
}

impl Natural for Threshold<'_> {
    fn label(&self, _: &Movable) -> String {
        self.label.to_owned()
    }

    fn value(&self, _: &Movable, centre: f64) -> f64 {
        as_written(centre)
    }

    fn indicator(&self, _: &Movable) -> Option<String> {
        self.watch.clone()
    }

    fn set(&self, input: &Movable, centre: f64) -> String {
        format!("{}={:?}", input.name, as_written(centre))
    }
}

/// What a `--set` line says of a number.
fn as_written(x: f64) -> f64 {
    (1e6 * x).round() / 1e6
}

/// The place of the nuclear share nearest to a number.
fn nearest(psi: f64) -> usize {
    let key = rows::nearest(psi);
    PSIS.iter().position(|(_, k)| *k == key).unwrap_or(1)
}

/// The answers to what is asked under moves.
struct Verdicts<'a> {
    bench: &'a Bench<'a>,
    asks: Asks,
    /// What may be moved, in the order of the search's inputs.
    levers: Vec<&'a Lever>,
    /// The number on all futures without a move.
    now: f64,
    /// By how much that is above the number on the first ones.
    slip: f64,
}

impl Evaluate for Verdicts<'_> {
    /// How far the number is above what is asked for, the margin included.
    fn value(&self, moves: &[(usize, f64)], futures: usize) -> Result<f64, Error> {
        let number = self.number(moves, futures)?;
        Ok(number + self.slip - self.aim(self.asked_for(moves)))
    }

    fn futures(&self) -> usize {
        self.bench.futures.min(NARROWED_ON)
    }
}

impl Verdicts<'_> {
    fn is_order(&self) -> bool {
        !matches!(self.asks, Asks::Holds(_))
    }

    /// The share of futures asked for under moves.
    fn asked_for(&self, moves: &[(usize, f64)]) -> f64 {
        let now = self.bench.asked.plan.loaded.assessment.tolerance.holds_share;
        let of = moves.iter().find(|(n, _)| self.levers[*n].target == Target::Holds);
        of.map_or(now, |(n, shift)| self.bench.value_of(self.levers[*n], *shift))
    }

    /// What the number has to pass for the verdict to flip.
    fn aim(&self, holds: f64) -> f64 {
        match self.asks {
            Asks::Holds(_) if self.now >= holds => holds - MARGIN,
            Asks::Holds(_) => (holds + MARGIN).min(1.0),
            Asks::Share(..) => -MARGIN_OF_LEADS,
            Asks::Regret(..) => -MARGIN,
        }
    }

    /// Does a number flip the verdict, without a margin?
    fn flips(&self, number: f64, holds: f64) -> bool {
        let t = self.bench.asked.plan.loaded.assessment.tolerance.holds_share;
        if self.is_order() { number < 0.0 } else { (number >= holds) != (self.now >= t) }
    }

    fn word(&self, number: f64) -> &'static str {
        let t = &self.bench.asked.plan.loaded.assessment.tolerance;
        if self.is_order() {
            return if number > 0.0 {
                "first"
            } else if number < 0.0 {
                "second"
            } else {
                "even"
            };
        }
        if number >= t.holds_share {
            "holds"
        } else if number <= t.fails_share {
            "fails"
        } else {
            "depends"
        }
    }

    /// What is asked, in its own unit, on the first futures.
    fn number(&self, moves: &[(usize, f64)], futures: usize) -> Result<f64, Error> {
        let each = self.moved(moves, futures)?;
        Ok(match each.as_slice() {
            [one] => *one,
            // More futures within tolerance is ahead, and so is less regret.
            [a, b, ..] if matches!(self.asks, Asks::Regret(..)) => b - a,
            [a, b, ..] => a - b,
            [] => 0.0,
        })
    }

    /// The number of each policy asked about, on all futures as they ran.
    fn each(&self, futures: usize) -> Result<Vec<f64>, Error> {
        self.moved(&[], futures)
    }

    fn moved(&self, moves: &[(usize, f64)], futures: usize) -> Result<Vec<f64>, Error> {
        let b = self.bench;
        let t = &b.asked.plan.loaded.assessment.tolerance;
        let mut yard = Yard {
            war: t.war_ratio_max,
            clash: t.force_ratio_max,
            spending: t.gdp_share_max,
            psi: nearest(b.asked.plan.reference.psi),
        };
        let mut key = Key::new();
        for &(n, shift) in moves {
            let l = self.levers[n];
            let to = b.value_of(l, shift);
            match &l.target {
                Target::War => yard.war = to,
                Target::Clash => yard.clash = to,
                Target::Spending => yard.spending = to,
                Target::Nuclear => yard.psi = nearest(to),
                Target::Holds => {}
                Target::Inputs(places) => key.push((places[0], shift.to_bits())),
            }
        }
        let columns = || self.columns(moves, futures);
        let walked = b.walks.of(&self.asks.walked(), futures, &key, columns)?;
        Ok(match (self.asks, walked.as_slice()) {
            (Asks::Holds(_), [own, reference]) => vec![within(own, reference, &yard, futures)],
            (Asks::Share(..), [a, b, reference]) => {
                vec![within(a, reference, &yard, futures), within(b, reference, &yard, futures)]
            }
            (Asks::Regret(..), [a, b]) => {
                vec![regret(a, b, yard.psi, futures), regret(b, a, yard.psi, futures)]
            }
            _ => Vec::new(),
        })
    }

    /// The moved inputs' values: every future keeps its uniform draws.
    fn columns(&self, moves: &[(usize, f64)], futures: usize) -> Result<Vec<Moved>, Error> {
        let b = self.bench;
        let mut out = Vec::new();
        for &(n, shift) in moves {
            let l = self.levers[n];
            let Target::Inputs(places) = &l.target else { continue };
            let r = movable::shifted(l.range, shift, b.domain(l));
            for &i in places {
                let dist = movable::rebuilt(b.asked.plan, &b.drawn[i], r)
                    .map_err(|e| Error::model(e.to_string()))?;
                let u = &b.uniform[i][..futures];
                out.push((i, u.iter().map(|u| dist.quantile(*u)).collect()));
            }
        }
        Ok(out)
    }

    /// Rounds every centre outward to two digits of its move, and runs the moves as they are then
    /// told on all futures; a step further out where that does not flip the verdict. What flips it on
    /// the first futures alone is left out.
    fn certify(&self, found: &mut Overturning, inputs: &[Movable]) -> Result<(), Error> {
        for l in &mut found.lists {
            l.overturners.retain(|x| x.certified);
        }
        for x in found.lists.iter_mut().flat_map(|l| &mut l.overturners) {
            for m in &mut x.moves {
                outward(m, self.levers[m.input], false);
            }
            for step in 0..=STEPS {
                if step > 0 {
                    for m in &mut x.moves {
                        outward(m, self.levers[m.input], true);
                    }
                }
                let moves: Vec<(usize, f64)> = x.moves.iter().map(|m| (m.input, m.shift)).collect();
                x.value_after = self.number(&moves, self.bench.futures)?;
                x.certified = self.flips(x.value_after, self.asked_for(&moves));
                if x.certified {
                    break;
                }
            }
            let norm = |width: &dyn Fn(&Movable) -> f64| {
                let square = |m: &Move| {
                    let part = m.shift / width(&inputs[m.input]);
                    part * part
                };
                x.moves.iter().map(square).sum::<f64>().sqrt()
            };
            x.half_ranges = norm(&Movable::half_range);
            x.reference_widths = norm(&|i| i.reference_width);
        }
        for l in &mut found.lists {
            l.overturners.retain(|x| x.certified);
        }
        Ok(())
    }

    /// Of every list without an overturner the inputs that come nearest, on as many futures as moves
    /// are narrowed on: the search's few would pick the luckiest.
    fn nearest(&self, found: &mut Overturning, inputs: &[Movable]) -> Result<(), Error> {
        let down = found.value_before > 0.0;
        for l in found.lists.iter().filter(|l| l.overturners.is_empty()) {
            let mut looked: Vec<usize> = Vec::new();
            for _ in 0..NEAREST {
                let far = |w: &Sway| if down { -w.low.0 } else { w.high.0 };
                let of_list = found.sways.iter_mut().filter(|w| inputs[w.input].group == l.group);
                let Some(w) = of_list.max_by(|a, b| far(a).total_cmp(&far(b))) else { break };
                if looked.contains(&w.input) {
                    break;
                }
                looked.push(w.input);
                let end = if down { &mut w.low } else { &mut w.high };
                let to = [(w.input, end.1)];
                end.0 = match self.levers[w.input].target {
                    Target::Inputs(_) => self.value(&to, Evaluate::futures(self))?,
                    // Nothing has to be walked again: all futures are at hand.
                    _ => self.number(&to, self.bench.futures)? - self.aim(self.asked_for(&to)),
                };
            }
        }
        Ok(())
    }
}

/// Takes a centre outward to two digits of its move, or a step of that size further; an assumption
/// of three values to the one that the move stands for.
fn outward(m: &mut Move, l: &Lever, further: bool) {
    let input = &l.movable;
    if l.target == Target::Nuclear {
        m.shift = PSIS[nearest(input.mid + m.shift)].0 - input.mid;
        return;
    }
    let grain = grain(m.shift);
    let steps = (input.mid + m.shift) / grain;
    // A centre that was rounded before lies on the grid up to the last bits.
    let steps = if further { steps.round() + m.shift.signum() } else { steps };
    let to = if m.shift > 0.0 { steps.ceil() } else { steps.floor() } * grain;
    if (input.bounds.0..=input.bounds.1).contains(&to) {
        m.shift = to - input.mid;
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
    let mut out = vec![Vec::with_capacity(futures as usize); spec.inputs.len()];
    for index in 0..draw.chunks() {
        draw.chunk(index, &mut chunk);
        for (all, new) in out.iter_mut().zip(chunk.columns()) {
            all.extend_from_slice(new);
        }
    }
    Ok(out)
}
