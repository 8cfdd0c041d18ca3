//! The shortest distance between two states.

use crate::error::Kind;
use crate::{DistanceRow, Error, Figure, Series, World};
use antumbra_core::{Measured, Missing, StateId, Year};

/// Orders each pair and the table; refuses two lengths for one pair and year.
pub(crate) fn index(mut rows: Vec<DistanceRow>) -> Result<Vec<DistanceRow>, Error> {
    for r in &mut rows {
        if r.a > r.b {
            std::mem::swap(&mut r.a, &mut r.b);
        }
        if !r.km.is_finite() || r.km < 0.0 || r.a == r.b {
            return Err(Error::new(
                Kind::Inconsistent,
                "distances",
                format!("{} km between {} and {} is not a distance", r.km, r.a, r.b),
            ));
        }
    }
    let key = |r: &DistanceRow| (r.a, r.b, r.year);
    if !rows.is_sorted_by_key(key) {
        rows.sort_by_key(key);
    }
    if let Some(w) = rows.windows(2).find(|w| key(&w[0]) == key(&w[1]) && w[0].km != w[1].km) {
        return Err(Error::new(
            Kind::Inconsistent,
            "distances",
            format!(
                "{} and {} are given as {} km and {} km apart",
                w[0].a, w[0].b, w[0].km, w[1].km
            ),
        ));
    }
    rows.dedup_by_key(|r| key(r));
    Ok(rows)
}

impl World {
    /// The shortest distance between two states in kilometres, the same in both directions.
    ///
    /// A dated table answers for its years alone; a table of present borders answers for every
    /// year in which both are states, and its note says what it is.
    pub fn distance_km(&self, a: StateId, b: StateId, year: Year) -> Measured<Figure> {
        if !self.exists(a, year) || !self.exists(b, year) {
            return Measured::Missing(Missing::NoSuchState);
        }
        if a == b {
            return Measured::Missing(Missing::NotApplicable);
        }
        let (a, b) = (a.min(b), a.max(b));
        let find = |when: Option<Year>| {
            self.distances
                .binary_search_by_key(&(a, b, when), |r| (r.a, r.b, r.year))
                .ok()
                .map(|n| self.distances[n])
        };
        match find(Some(year)).or_else(|| find(None)) {
            Some(row) => {
                let (source, tag, note) = self.distance_origin.clone();
                Measured::Value(Figure { value: row.km, year, tag, source, note })
            }
            None => {
                Measured::Missing(self.outside(Series::Distances, year, !self.distances.is_empty()))
            }
        }
    }
}
