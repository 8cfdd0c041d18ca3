//! Pairs of inputs: rays in all four quadrants, the best of them turned for a shorter one.

use super::meter::Meter;
use super::ray::{Flip, Ray};
use super::{Movable, Search};
use crate::Error;

/// Directions within a quadrant, in halves of the ranges; the corner of the bounds comes beside.
const WEIGHTS: [(f64, f64); 3] = [(1.0, 1.0), (1.0, 0.4), (0.4, 1.0)];

/// By how much the proportion of the two moves is turned, coarse to fine.
const TURNS: [f64; 4] = [1.5, 1.25, 1.1, 1.05];

/// The shortest flip that moves both inputs.
pub(super) fn shortest(
    m: &mut Meter<'_>,
    inputs: &[Movable],
    (a, b): (usize, usize),
    s: &Search,
) -> Result<Option<(Ray, Flip)>, Error> {
    let mut best: Option<(Ray, Flip, (f64, f64))> = None;
    for (up_a, up_b) in [(true, true), (true, false), (false, true), (false, false)] {
        let room = |i: usize, up: bool| inputs[i].room(up) / inputs[i].half_range();
        let corner = (room(a, up_a), room(b, up_b));
        if corner.0 <= 0.0 || corner.1 <= 0.0 {
            continue;
        }
        let sign = |up: bool| if up { 1.0 } else { -1.0 };
        for (wa, wb) in WEIGHTS.into_iter().chain([corner]) {
            let w = (wa * sign(up_a), wb * sign(up_b));
            let Some(ray) = Ray::new(inputs, &[(a, w.0), (b, w.1)]) else { continue };
            let within = best.as_ref().map_or(f64::INFINITY, |(_, f, _)| f.at);
            if let Some(flip) = first(m, &ray, within, s)? {
                best = Some((ray, flip, w));
            }
        }
    }
    let Some((mut ray, mut flip, mut w)) = best else { return Ok(None) };
    for turn in TURNS {
        for factor in [turn, 1.0 / turn] {
            let turned = (w.0, w.1 * factor);
            let Some(other) = Ray::new(inputs, &[(a, turned.0), (b, turned.1)]) else { continue };
            // It has to flip at a length that is clearly shorter.
            let at = flip.at - s.tolerance;
            if at <= 0.0 || at > other.reach {
                continue;
            }
            let Some(value) = m.cheaply(&other.at(at))? else { break };
            if m.flips(value) {
                let found = Flip { at, value, certified: false };
                flip = other.narrow(m, (0.0, found), s.tolerance)?;
                (ray, w) = (other, turned);
            }
        }
    }
    Ok(Some((ray, flip)))
}

/// The first flip on the grid of a ray, narrowed, if it is nearer than `within`.
fn first(m: &mut Meter<'_>, ray: &Ray, within: f64, s: &Search) -> Result<Option<Flip>, Error> {
    let mut calm = 0.0;
    for k in 1..=s.grid {
        let at = ray.reach * k as f64 / s.grid as f64;
        if calm >= within {
            break;
        }
        let Some(value) = m.cheaply(&ray.at(at))? else { break };
        if m.flips(value) {
            let found = Flip { at, value, certified: false };
            let flip = ray.narrow(m, (calm, found), s.tolerance)?;
            return Ok((flip.at < within).then_some(flip));
        }
        calm = at;
    }
    Ok(None)
}
