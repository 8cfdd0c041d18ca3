//! The baseline that any model of bargaining has to beat: weighted mean and median.
//!
//! Achen, C. H. (2006), "Evaluating political decision-making models", in Thomson, Stokman, Achen
//! & König (eds), *The European Union Decides*, Cambridge University Press: the mean of initial
//! positions weighted by capability × salience predicts about as well as any model.

use crate::actor::ActorSet;

/// Mean and median of positions weighted by capability × salience, one number per dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Centre {
    /// Weighted mean (0-100).
    pub mean: Vec<f64>,
    /// Weighted median (0-100): the first position, from below, at which half of the weight is
    /// reached; when exactly half lies below, the middle between it and the next.
    pub median: Vec<f64>,
}

/// The centre of the actors' initial positions.
pub fn baseline(actors: &ActorSet) -> Centre {
    centre(actors, |i, k| actors.actors()[i].position[k])
}

/// The centre of positions `at(actor, dimension)` under the actors' weights.
pub(crate) fn centre(actors: &ActorSet, at: impl Fn(usize, usize) -> f64) -> Centre {
    let mut mean = Vec::with_capacity(actors.dimensions().len());
    let mut median = Vec::with_capacity(actors.dimensions().len());
    let mut points: Vec<(f64, f64)> = Vec::with_capacity(actors.len());
    for k in 0..actors.dimensions().len() {
        points.clear();
        points.extend(
            actors
                .actors()
                .iter()
                .enumerate()
                .map(|(i, a)| (at(i, k), a.capability * a.salience[k])),
        );
        // A dimension that nobody with any weight cares about is counted by heads.
        if points.iter().all(|p| p.1 <= 0.0) {
            points.iter_mut().for_each(|p| p.1 = 1.0);
        }
        mean.push(weighted_mean(&points));
        median.push(weighted_median(&mut points));
    }
    Centre { mean, median }
}

/// Mean of (value, weight); the weights sum to more than 0.
pub(crate) fn weighted_mean(points: &[(f64, f64)]) -> f64 {
    let weight: f64 = points.iter().map(|p| p.1).sum();
    points.iter().map(|p| p.0 * p.1).sum::<f64>() / weight
}

/// Median of (value, weight); the weights sum to more than 0. Sorts the points.
pub(crate) fn weighted_median(points: &mut [(f64, f64)]) -> f64 {
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = points.iter().map(|p| p.1).sum::<f64>() / 2.0;
    let tie = half * 1e-12;
    let mut below = 0.0;
    for (n, p) in points.iter().enumerate() {
        below += p.1;
        if below > half + tie {
            return p.0;
        }
        if below >= half - tie {
            let next = points[n + 1..].iter().find(|q| q.1 > 0.0);
            return next.map_or(p.0, |q| (p.0 + q.0) / 2.0);
        }
    }
    points.last().map_or(f64::NAN, |p| p.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_by_hand() {
        assert_eq!(weighted_median(&mut [(30.0, 1.0), (10.0, 1.0), (20.0, 1.0)]), 20.0);
        assert_eq!(weighted_median(&mut [(30.0, 5.0), (10.0, 1.0), (20.0, 1.0)]), 30.0);
        // Exactly half below: the middle, whatever lies between without weight.
        assert_eq!(weighted_median(&mut [(0.0, 2.0), (5.0, 0.0), (10.0, 2.0)]), 5.0);
        assert_eq!(weighted_median(&mut [(7.0, 2.0)]), 7.0);
    }

    #[test]
    fn mean_by_hand() {
        assert_eq!(weighted_mean(&[(10.0, 1.0), (40.0, 2.0)]), 30.0);
    }
}
