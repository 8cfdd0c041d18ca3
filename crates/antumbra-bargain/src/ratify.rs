//! Who ratifies and who prices: actors that do not settle and yet bear on the settlement.
//!
//! A ratifier takes what is no worse for it than its reservation point. Adversaries and
//! neighbours have no vote: they put a price on moving, which draws positions back before anybody
//! bargains, and that is the only way in which they change a settlement.

use crate::actor::{Actor, ActorSet};
use crate::draws::Distribution;
use crate::error::{Error, Kind};
use crate::spatial::utility::distance;

/// Somebody whose consent a settlement needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratifier {
    /// Its position and saliences, on the dimensions of the settlement.
    pub actor: Actor,
    /// What it is left with when it refuses, per dimension (0-100).
    pub reservation: Vec<f64>,
}

/// What one ratifier makes of a settlement.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratification {
    /// Its name.
    pub name: String,
    /// How far the settlement is from its position, as it feels it (0-1).
    pub settlement: f64,
    /// How far its reservation point is.
    pub reservation: f64,
    /// Is the settlement no worse for it?
    pub accepts: bool,
}

/// Distances that differ by less are equal.
const EQUAL: f64 = 1e-12;

impl Ratifier {
    /// Checks that every number is there and on its scale.
    fn check(&self, dimensions: usize) -> Result<(), Error> {
        let ok = |v: &[f64]| v.len() == dimensions && v.iter().all(|x| (0.0..=100.0).contains(x));
        let a = &self.actor;
        for (v, what) in [
            (&a.position, "positions"),
            (&a.salience, "saliences"),
            (&self.reservation, "reservation point"),
        ] {
            if !ok(v) {
                return Err(Error::new(
                    Kind::Actors,
                    format!("the {what} of `{}` are {v:?} on {dimensions} dimensions", a.name),
                )
                .help("give one number from 0 to 100 per dimension"));
            }
        }
        Ok(())
    }

    fn judge(&self, settlement: &[f64]) -> Ratification {
        let squares: f64 = self.actor.salience.iter().map(|s| s * s).sum();
        let felt = |x: &[f64]| {
            // Who cares about nothing feels no distance and accepts anything.
            let sum = if squares > 0.0 { squares } else { 1.0 };
            distance(&self.actor.position, x, &self.actor.salience, sum) / 100.0
        };
        let (settled, reserved) = (felt(settlement), felt(&self.reservation));
        Ratification {
            name: self.actor.name.clone(),
            settlement: settled,
            reservation: reserved,
            accepts: settled <= reserved + EQUAL,
        }
    }
}

/// What each ratifier makes of a settlement (0-100, one number per dimension).
///
/// # Errors
/// When a ratifier lacks a number for a dimension or has one outside 0 to 100.
pub fn ratify(settlement: &[f64], ratifiers: &[Ratifier]) -> Result<Vec<Ratification>, Error> {
    ratifiers.iter().try_for_each(|r| r.check(settlement.len()))?;
    Ok(ratifiers.iter().map(|r| r.judge(settlement)).collect())
}

/// The share of draws whose settlement each ratifier accepts, and the share that all accept
/// (last). A share of draws of judged inputs, not a probability of ratification.
///
/// # Errors
/// As [`ratify`], and when there is no draw.
pub fn ratified_share(
    drawn: &Distribution,
    ratifiers: &[Ratifier],
) -> Result<(Vec<f64>, f64), Error> {
    if drawn.draws.is_empty() {
        return Err(Error::new(Kind::Range, "there is no draw to ratify"));
    }
    let mut each = vec![0.0; ratifiers.len()];
    let mut all = 0.0;
    for d in &drawn.draws {
        let views = ratify(&d.settlement.mean, ratifiers)?;
        for (count, v) in each.iter_mut().zip(&views) {
            *count += f64::from(u8::from(v.accepts));
        }
        all += f64::from(u8::from(views.iter().all(|v| v.accepts)));
    }
    let n = drawn.draws.len() as f64;
    each.iter_mut().for_each(|c| *c /= n);
    Ok((each, all / n))
}

/// Which way a move is priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Moves to higher positions.
    Up,
    /// Moves to lower positions.
    Down,
}

/// A price that an outsider puts on positions beyond a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// Who sets it.
    pub who: String,
    /// The dimension, by its place.
    pub dimension: usize,
    /// Which way.
    pub direction: Direction,
    /// Where it begins to bite (0-100).
    pub beyond: f64,
    /// The part of the way beyond that point from which it deters, 0 to 1.
    pub drag: f64,
}

/// The actors with every position beyond a priced point drawn back: `x - drag (x - beyond)`.
/// Prices work one after the other in the order given.
///
/// # Errors
/// When a price names a dimension that is not there, or a number is out of range.
pub fn priced(actors: &ActorSet, prices: &[Price]) -> Result<ActorSet, Error> {
    let mut list = actors.actors().to_vec();
    for p in prices {
        let known = p.dimension < actors.dimensions().len();
        if !(known && (0.0..=100.0).contains(&p.beyond) && (0.0..=1.0).contains(&p.drag)) {
            return Err(Error::new(
                Kind::Actors,
                format!(
                    "the price of `{}` bites beyond {} on dimension {} with a drag of {}",
                    p.who,
                    p.beyond,
                    p.dimension + 1,
                    p.drag
                ),
            )
            .help("the point runs from 0 to 100, the drag from 0 to 1"));
        }
        for a in &mut list {
            let x = &mut a.position[p.dimension];
            let bites = match p.direction {
                Direction::Up => *x > p.beyond,
                Direction::Down => *x < p.beyond,
            };
            if bites {
                *x -= p.drag * (*x - p.beyond);
            }
        }
    }
    ActorSet::new(actors.dimensions().to_vec(), list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spatial::{Rules, run};
    use antumbra_core::Seed;

    fn actor(name: &str, capability: f64, position: f64, salience: f64) -> Actor {
        Actor {
            name: name.into(),
            description: String::new(),
            capability,
            position: vec![position],
            salience: vec![salience],
        }
    }

    fn domestic() -> ActorSet {
        let actors = vec![
            actor("a", 95.0, 32.0, 85.0),
            actor("b", 42.0, 55.0, 68.0),
            actor("c", 52.0, 8.0, 55.0),
        ];
        ActorSet::new(vec!["x".into()], actors).unwrap()
    }

    #[test]
    fn a_ratifier_takes_what_is_no_worse_than_refusing() {
        let r = Ratifier { actor: actor("senate", 0.0, 16.0, 42.0), reservation: vec![30.0] };
        let of = |x: f64| ratify(&[x], std::slice::from_ref(&r)).unwrap()[0].accepts;
        // Its position is 16 and refusing leaves it 14 off: anything from 2 to 30.
        assert!(of(16.0) && of(30.0) && of(2.0));
        assert!(!of(30.1) && !of(1.9));
        let two = ratify(&[1.0, 2.0], &[r]).unwrap_err();
        assert!(two.is_actors() && two.to_string().contains("`senate`"), "{two}");
    }

    #[test]
    fn prices_draw_back_only_what_lies_beyond_them() {
        let price = |direction, beyond, drag| Price {
            who: "China".into(),
            dimension: 0,
            direction,
            beyond,
            drag,
        };
        let at = |p: Price| -> Vec<f64> {
            let set = priced(&domestic(), &[p]).unwrap();
            set.actors().iter().map(|a| a.position[0]).collect()
        };
        assert_eq!(at(price(Direction::Up, 35.0, 0.5)), [32.0, 45.0, 8.0]);
        assert_eq!(at(price(Direction::Down, 35.0, 1.0)), [35.0, 55.0, 35.0]);
        assert_eq!(at(price(Direction::Up, 0.0, 0.0)), [32.0, 55.0, 8.0]);
        assert!(priced(&domestic(), &[price(Direction::Up, 35.0, 1.5)]).is_err());
    }

    #[test]
    fn a_higher_price_never_raises_the_baseline() {
        let mean = |drag| {
            let p = Price {
                who: "x".into(),
                dimension: 0,
                direction: Direction::Up,
                beyond: 20.0,
                drag,
            };
            let set = priced(&domestic(), &[p]).unwrap();
            run(&set, &Rules::default(), Seed(1), 0).unwrap().baseline.mean[0]
        };
        let means: Vec<f64> = [0.0, 0.25, 0.5, 1.0].map(mean).to_vec();
        assert!(means.windows(2).all(|w| w[1] < w[0]), "{means:?}");
    }
}
