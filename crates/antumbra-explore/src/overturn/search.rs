//! The whole search: every input alone, pairs where no single one does it, certificates.

use super::meter::Meter;
use super::pair;
use super::ray::{Flip, Ray};
use super::{Evaluate, Group, List, Movable, Overturner, Overturning, Question, Search, Sway};
use crate::Error;

/// Looks for what overturns the verdict on an ensemble.
///
/// # Errors
/// An input whose numbers are out of order, a setting of the search that is 0 or not finite,
/// thresholds that are not in order, an ensemble without futures; what the evaluator answers.
pub fn overturn(
    model: &dyn Evaluate,
    inputs: &[Movable],
    question: Question,
    search: &Search,
) -> Result<Overturning, Error> {
    check(model, inputs, question, search)?;
    let mut m = Meter::new(model, question, search)?;
    let mut sways = Vec::new();
    let mut singles: Vec<(usize, Ray, Flip)> = Vec::new();
    for input in 0..inputs.len() {
        match alone(&mut m, inputs, input, search)? {
            Some((sway, flips)) => {
                sways.push(sway);
                singles.extend(flips.into_iter().map(|(ray, flip)| (input, ray, flip)));
            }
            None => break,
        }
    }
    let mut lists = Group::ALL.map(|group| List {
        group,
        overturners: Vec::new(),
        inputs: sways.iter().filter(|s| inputs[s.input].group == group).count(),
        pairs: 0,
    });
    for list in &mut lists {
        let mut found: Vec<(Ray, Flip)> = singles
            .iter()
            .filter(|(input, ..)| inputs[*input].group == list.group)
            .map(|(_, ray, flip)| (ray.clone(), *flip))
            .collect();
        if found.is_empty() {
            found = pairs(&mut m, inputs, &sways, list, search)?;
        }
        list.overturners = certified(&mut m, inputs, found, search)?;
    }
    Ok(Overturning {
        before: m.verdict(m.before),
        value_before: m.before,
        lists,
        sways,
        evaluations: m.cheap,
        full_evaluations: m.full,
        exhausted: m.exhausted,
    })
}

fn check(
    model: &dyn Evaluate,
    inputs: &[Movable],
    question: Question,
    s: &Search,
) -> Result<(), Error> {
    inputs.iter().try_for_each(Movable::check)?;
    if let Question::Share { holds, fails } = question
        && (fails.is_nan() || holds.is_nan() || fails >= holds)
    {
        return Err(Error::setting(format!("it fails up to {fails} and holds from {holds}"))
            .help("the first has to be the smaller"));
    }
    if model.futures() == 0 {
        return Err(Error::table("the ensemble has no futures"));
    }
    let narrow = s.tolerance > 0.0 && s.tolerance.is_finite();
    if s.futures == 0 || s.budget == 0 || s.grid == 0 || s.keep == 0 || !narrow {
        return Err(Error::setting(format!("the search is {s:?}"))
            .help("futures, budget, grid, keep and tolerance have to be above 0"));
    }
    Ok(())
}

/// An input alone, both ways over the whole grid; `None` when the budget ended.
type Alone = Option<(Sway, Vec<(Ray, Flip)>)>;

fn alone(m: &mut Meter<'_>, inputs: &[Movable], input: usize, s: &Search) -> Result<Alone, Error> {
    let mut sway = Sway { input, low: (m.before, 0.0), high: (m.before, 0.0) };
    let mut flips = Vec::new();
    for way in [-1.0, 1.0] {
        let Some(ray) = Ray::new(inputs, &[(input, way)]) else { continue };
        let mut calm = 0.0;
        let mut first: Option<(f64, Flip)> = None;
        for k in 1..=s.grid {
            let at = ray.reach * k as f64 / s.grid as f64;
            let Some(value) = m.cheaply(&ray.at(at))? else { return Ok(None) };
            let shift = ray.at(at)[0].1;
            if value < sway.low.0 {
                sway.low = (value, shift);
            }
            if value > sway.high.0 {
                sway.high = (value, shift);
            }
            if first.is_none() {
                if m.flips(value) {
                    first = Some((calm, Flip { at, value, certified: false }));
                }
                calm = at;
            }
        }
        if let Some(bracket) = first {
            let flip = ray.narrow(m, bracket, s.tolerance)?;
            flips.push((ray, flip));
        }
    }
    Ok(Some((sway, flips)))
}

/// Pairs of a group's most influential inputs.
fn pairs(
    m: &mut Meter<'_>,
    inputs: &[Movable],
    sways: &[Sway],
    list: &mut List,
    s: &Search,
) -> Result<Vec<(Ray, Flip)>, Error> {
    let mut order: Vec<&Sway> =
        sways.iter().filter(|w| inputs[w.input].group == list.group).collect();
    // Stable: equals stay in the order given.
    order.sort_by(|a, b| b.influence(m.before).total_cmp(&a.influence(m.before)));
    order.truncate(s.pair_inputs);
    let mut found = Vec::new();
    for (i, a) in order.iter().enumerate() {
        for b in &order[i + 1..] {
            if m.exhausted {
                return Ok(found);
            }
            let pair = (a.input.min(b.input), a.input.max(b.input));
            found.extend(pair::shortest(m, inputs, pair, s)?);
            list.pairs += 1;
        }
    }
    Ok(found)
}

/// The shortest flips, run on the full ensemble.
fn certified(
    m: &mut Meter<'_>,
    inputs: &[Movable],
    mut found: Vec<(Ray, Flip)>,
    s: &Search,
) -> Result<Vec<Overturner>, Error> {
    found.sort_by(|a, b| a.1.at.total_cmp(&b.1.at));
    found.truncate(s.keep);
    let mut out = Vec::with_capacity(found.len());
    for (ray, flip) in found {
        let flip = ray.certify(m, flip, s.tolerance)?;
        out.push(ray.overturner(m, inputs, flip));
    }
    out.sort_by(|a, b| {
        b.certified
            .cmp(&a.certified)
            .then(a.moves.len().cmp(&b.moves.len()))
            .then(a.half_ranges.total_cmp(&b.half_ranges))
    });
    Ok(out)
}
