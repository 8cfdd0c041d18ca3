//! Contiguity by calendar year and distances with their stand-ins.

use super::System;
use super::system::ByYear;
use crate::Error;
use crate::readers::space::{self, Capital, MinDistance};
use antumbra_core::Year;
use antumbra_core::outside::Source;
use antumbra_num::kernel;

/// Radius of the sphere on which capitals lie, in kilometres.
const EARTH_KM: f64 = 6371.0;
/// A distance of capitals stands in for that of states by sea up to this.
const MOST_BY_SEA: f64 = 300.0;
/// What is taken off a distance of capitals where states do not touch.
const CAPITAL_TO_BORDER: f64 = 500.0;
/// The least that is left.
const LEAST_APART: f64 = 50.0;
/// The year in which the lists of states, majors and contiguity end, which stands for "still".
pub(crate) const OPEN_END: i16 = 2016;

/// Direct contiguity by calendar year.
#[derive(Clone, Debug)]
pub struct Contiguity {
    n: usize,
    /// Type, `kind[(y * n + a) * n + b]`; 0 for none.
    kind: Vec<u8>,
}

impl Contiguity {
    /// The last year of the list.
    pub const LAST: Year = Year(OPEN_END);

    /// Reads the spells of contiguity. Those that end with the list are taken to go on.
    ///
    /// # Errors
    /// When the file is missing or cannot be understood.
    pub fn read(folder: &dyn Source, system: &System) -> Result<Self, Error> {
        let n = system.len();
        let (first, last) = (system.first().0, system.last().0);
        let mut kind = vec![0; system.years() * n * n];
        for c in space::contiguity(folder)? {
            let (Some(a), Some(b)) = (system.index_of(c.a), system.index_of(c.b)) else { continue };
            let to = if c.to.0 == OPEN_END { last } else { c.to.0 };
            // In the order of the file, a later row overwrites, "not contiguous" included.
            for year in c.from.0.max(first)..=to.min(last) {
                let y = (year - first) as usize;
                kind[(y * n + a) * n + b] = c.kind;
            }
        }
        Ok(Contiguity { n, kind })
    }

    /// Type of contiguity of `a` with `b` in a year: 1 by land, 2-5 by sea, 0 none.
    pub fn kind(&self, y: usize, a: usize, b: usize) -> u8 {
        self.kind[(y * self.n + a) * self.n + b]
    }
}

/// Recorded minimum distances by year.
#[derive(Clone, Debug)]
pub struct Distances {
    n: usize,
    rows: ByYear<MinDistance>,
}

impl Distances {
    /// Reads the minimum distances.
    ///
    /// # Errors
    /// When the file is missing or cannot be understood.
    pub fn read(folder: &dyn Source, system: &System) -> Result<Self, Error> {
        let rows = space::min_distances(folder)?;
        Ok(Distances { n: system.len(), rows: ByYear::new(system, &rows, |r| r.year) })
    }

    /// The recorded distances of a year, `out[a * n + b]`, NaN where there is none.
    pub fn year_into(&self, system: &System, y: usize, out: &mut Vec<f64>) {
        out.clear();
        out.resize(self.n * self.n, f64::NAN);
        for r in self.rows.of(y) {
            if let (Some(a), Some(b)) = (system.index_of(r.a), system.index_of(r.b)) {
                out[a * self.n + b] = r.km;
                out[b * self.n + a] = r.km;
            }
        }
    }
}

/// Where states lie: contiguity, recorded distances, and capitals to stand in for them.
#[derive(Clone, Debug)]
pub struct Space {
    n: usize,
    /// Direct contiguity.
    pub contiguity: Contiguity,
    /// Recorded distances.
    pub distances: Distances,
    /// Place of the capital as a unit vector, `capital[y * n + s]`.
    capital: Vec<Option<[f64; 3]>>,
}

impl Space {
    /// Reads contiguity, minimum distances and capitals.
    ///
    /// # Errors
    /// When a file is missing or cannot be understood.
    pub fn read(folder: &dyn Source, system: &System) -> Result<Self, Error> {
        let n = system.len();
        let (first, last) = (system.first().0, system.last().0);
        let mut capital = vec![None; system.years() * n];
        for c in space::capitals(folder)? {
            let Some(s) = system.index_of(c.state) else { continue };
            for year in c.from.0.max(first)..=c.to.0.min(last) {
                capital[(year - first) as usize * n + s] = Some(unit(&c));
            }
        }
        Ok(Space {
            n,
            contiguity: Contiguity::read(folder, system)?,
            distances: Distances::read(folder, system)?,
            capital,
        })
    }

    /// Distances of a year between the given states, `out[a * n + b]`: as recorded, and where
    /// nothing is (before 1886 above all) a stand-in: 0 for states that touch by land; the
    /// distance of capitals, at most 300 km, for those that touch by sea; else the distance of
    /// capitals less 500 km, at least 50 km. Without a capital the distance stays NaN.
    pub fn distances_into(&self, system: &System, y: usize, states: &[usize], out: &mut Vec<f64>) {
        self.distances.year_into(system, y, out);
        for &a in states {
            for &b in states {
                let at = a * self.n + b;
                if a == b || !out[at].is_nan() {
                    continue;
                }
                let apart = self.capitals_apart(y, a, b);
                out[at] = match self.contiguity.kind(y, a, b) {
                    1 => 0.0,
                    _ if apart.is_nan() => f64::NAN,
                    0 => (apart - CAPITAL_TO_BORDER).max(LEAST_APART),
                    _ => apart.min(MOST_BY_SEA),
                };
            }
        }
    }

    /// Great-circle distance of two capitals, NaN without both.
    fn capitals_apart(&self, y: usize, a: usize, b: usize) -> f64 {
        let (Some(p), Some(q)) = (self.capital[y * self.n + a], self.capital[y * self.n + b])
        else {
            return f64::NAN;
        };
        // Half the chord is the sine of half the angle.
        let chord: f64 = p.iter().zip(q).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt();
        2.0 * EARTH_KM * kernel::asin((chord / 2.0).min(1.0))
    }
}

fn unit(c: &Capital) -> [f64; 3] {
    let rad = std::f64::consts::PI / 180.0;
    let (sin_lat, cos_lat) = kernel::sin_cos(c.latitude * rad);
    let (sin_lon, cos_lon) = kernel::sin_cos(c.longitude * rad);
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}
