//! Moving along a ray: one input, or several in a fixed proportion.

use super::meter::Meter;
use super::{Movable, Move, Overturner};
use crate::Error;

/// A direction in which centres move. At the length t input `i` is shifted by `t` times its rate;
/// rates are such that t is the norm in halves of the inputs' ranges.
#[derive(Clone, Debug)]
pub(super) struct Ray {
    rates: Vec<(usize, f64)>,
    /// The largest shift of each input, up or down: rounding must not take it past its bound.
    room: Vec<f64>,
    /// The length at which the first input meets its bound.
    pub(super) reach: f64,
}

/// A flip on a ray, and the number there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flip {
    pub(super) at: f64,
    pub(super) value: f64,
    pub(super) certified: bool,
}

impl Ray {
    /// A ray in the direction of weights (in halves of the ranges); `None` when an input cannot
    /// move that way at all.
    pub(super) fn new(inputs: &[Movable], weights: &[(usize, f64)]) -> Option<Self> {
        let norm = weights.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
        let rates: Vec<(usize, f64)> =
            weights.iter().map(|&(i, w)| (i, w / norm * inputs[i].half_range())).collect();
        let room: Vec<f64> = rates.iter().map(|&(i, rate)| inputs[i].room(rate > 0.0)).collect();
        let lengths = rates.iter().zip(&room).map(|((_, rate), room)| room / rate.abs());
        let reach = lengths.fold(f64::INFINITY, f64::min);
        (reach > 0.0 && reach.is_finite()).then_some(Ray { rates, room, reach })
    }

    pub(super) fn at(&self, t: f64) -> Vec<(usize, f64)> {
        self.rates
            .iter()
            .zip(&self.room)
            .map(|(&(i, rate), &room)| (i, (rate * t).clamp(-room, room)))
            .collect()
    }

    /// Narrows a flip between a length that does not flip and one that does.
    pub(super) fn narrow(
        &self,
        m: &mut Meter<'_>,
        (mut calm, mut flip): (f64, Flip),
        tolerance: f64,
    ) -> Result<Flip, Error> {
        while flip.at - calm > tolerance {
            let t = calm + (flip.at - calm) / 2.0;
            // Below the spacing of numbers there is nothing left to narrow.
            if t <= calm || t >= flip.at {
                break;
            }
            let value = if flip.certified {
                m.on_all(&self.at(t))?
            } else {
                match m.cheaply(&self.at(t))? {
                    Some(v) => v,
                    None => break,
                }
            };
            if m.flips(value) {
                flip = Flip { at: t, value, ..flip };
            } else {
                calm = t;
            }
        }
        Ok(flip)
    }

    /// Runs a flip of the search on the full ensemble: steps outward until it flips there too, or
    /// inward as long as it still does, then narrows.
    pub(super) fn certify(
        &self,
        m: &mut Meter<'_>,
        found: Flip,
        tolerance: f64,
    ) -> Result<Flip, Error> {
        let mut step = (found.at / 50.0).max(tolerance);
        let value = m.on_all(&self.at(found.at))?;
        let mut flip = Flip { at: found.at, value, certified: true };
        if m.flips(value) {
            while flip.at > step {
                let t = flip.at - step;
                let value = m.on_all(&self.at(t))?;
                if !m.flips(value) {
                    return self.narrow(m, (t, flip), tolerance);
                }
                flip = Flip { at: t, value, certified: true };
                step *= 2.0;
            }
            return self.narrow(m, (0.0, flip), tolerance);
        }
        let mut calm = found.at;
        while calm < self.reach {
            let t = (calm + step).min(self.reach);
            let value = m.on_all(&self.at(t))?;
            if m.flips(value) {
                return self.narrow(m, (calm, Flip { at: t, value, certified: true }), tolerance);
            }
            calm = t;
            step *= 2.0;
        }
        Ok(Flip { certified: false, ..found })
    }

    pub(super) fn overturner(&self, m: &Meter<'_>, inputs: &[Movable], f: Flip) -> Overturner {
        let moves: Vec<Move> =
            self.at(f.at).into_iter().map(|(input, shift)| Move { input, shift }).collect();
        let common = |m: &Move| m.shift / inputs[m.input].reference_width;
        Overturner {
            half_ranges: f.at,
            reference_widths: moves.iter().map(|m| common(m) * common(m)).sum::<f64>().sqrt(),
            moves,
            value_before: m.before,
            value_after: f.value,
            after: m.verdict(f.value),
            certified: f.certified,
        }
    }
}
