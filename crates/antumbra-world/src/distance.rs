//! The shortest distance between two states.

use crate::error::Kind;
use crate::{CoverageRow, DistanceRow, Error, Figure, Series, World};
use antumbra_core::{Measured, Missing, StateId, Tag, Year};

/// Orders each pair and the table; refuses two lengths for one pair and year.
///
/// Dated rows and those of present borders each need a statement of coverage, which names their
/// source.
pub(crate) fn index(
    mut rows: Vec<DistanceRow>,
    coverage: &[CoverageRow],
) -> Result<Vec<DistanceRow>, Error> {
    for series in [Series::Distances, Series::PresentDistances] {
        let here = rows.iter().any(|r| r.year.is_some() == (series == Series::Distances));
        if here && coverage.iter().all(|c| c.series != series) {
            return Err(Error::new(
                Kind::Unresolved,
                "distances",
                format!("there is no row of coverage for `{}`", series.name()),
            ));
        }
    }
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
    /// A dated row answers for its year alone. Where there is none, the distance of present borders
    /// answers for any year in which both are states; its source and note say so.
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
        let found = match (find(Some(year)), find(None)) {
            (Some(row), _) => Some((row, Series::Distances, Tag::Measured)),
            (None, Some(row)) => Some((row, Series::PresentDistances, Tag::Computed)),
            (None, None) => None,
        };
        let Some((row, series, tag)) = found else {
            return Measured::Missing(self.outside(
                Series::Distances,
                year,
                !self.distances.is_empty(),
            ));
        };
        match self.coverage_rows(series).next() {
            Some(c) => Measured::Value(Figure {
                value: row.km,
                year,
                tag,
                source: c.source.clone(),
                note: c.note.clone(),
            }),
            None => Measured::Missing(Missing::NotCovered { last: None }),
        }
    }
}
