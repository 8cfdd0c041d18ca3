//! The globe seen from above one place: Lambert's azimuthal equal-area projection (Lambert 1772;
//! Snyder 1987, *Map Projections: A Working Manual*, eq. 24-2 to 24-4), coasts and capitals.
//!
//! Coasts and capitals are Natural Earth's (public domain), made by `cargo xtask coast`. No border
//! is in them.

/// Rings of land: pairs of longitude and latitude in twentieths of a degree, as steps.
const COAST: &str = include_str!("../../data/coast.txt");

/// Seats of government: ISO3, longitude, latitude.
const CAPITALS: &str = include_str!("../../data/capitals.csv");

const UNITS: f64 = 20.0;

/// Mean radius of the Earth in km.
const EARTH_KM: f64 = 6371.0;

/// A place in degrees east and north.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) lon: f64,
    pub(crate) lat: f64,
}

/// The seat of government of a state.
pub(crate) fn capital(iso3: &str) -> Option<Place> {
    let row = CAPITALS.lines().find(|l| l.split(',').next() == Some(iso3))?;
    let mut cells = row.split(',').skip(1);
    let mut next = || cells.next()?.parse::<f64>().ok();
    Some(Place { lon: next()?, lat: next()? })
}

/// Sine and cosine of an angle in degrees. The series is summed to the last bit that matters and
/// uses nothing but sums and products, so every machine draws the same map.
fn sin_cos(degrees: f64) -> (f64, f64) {
    let quarter = (degrees / 90.0).round();
    let x = (degrees - quarter * 90.0) * (std::f64::consts::PI / 180.0);
    let (mut sin, mut cos, mut term) = (0.0, 0.0, 1.0);
    for n in 0..20 {
        let sign = if n % 4 < 2 { 1.0 } else { -1.0 };
        if n % 2 == 0 {
            cos += sign * term;
        } else {
            sin += sign * term;
        }
        term *= x / f64::from(n + 1);
    }
    match (quarter as i64).rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// A unit vector from the centre of the Earth.
type Vector = [f64; 3];

fn vector(p: Place) -> Vector {
    let ((sin_lat, cos_lat), (sin_lon, cos_lon)) = (sin_cos(p.lat), sin_cos(p.lon));
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// A map of the region around one place.
pub(crate) struct Globe {
    up: Vector,
    east: Vector,
    north: Vector,
    width: f64,
    height: f64,
    scale: f64,
}

impl Globe {
    /// A map with `centre` in its middle whose upper edge is `km` away.
    pub(crate) fn around(centre: Place, km: f64, width: f64, height: f64) -> Self {
        let ((sin_lat, cos_lat), (sin_lon, cos_lon)) = (sin_cos(centre.lat), sin_cos(centre.lon));
        Globe {
            up: vector(centre),
            east: [-sin_lon, cos_lon, 0.0],
            north: [-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat],
            width,
            height,
            scale: height / 2.0 / chord(km),
        }
    }

    fn project(&self, v: Vector) -> [f64; 2] {
        // Equal area: the distance from the middle is the chord. The antipode has no direction.
        let k = (2.0 / (1.0 + dot(self.up, v)).max(1e-9)).sqrt() * self.scale;
        [self.width / 2.0 + k * dot(self.east, v), self.height / 2.0 - k * dot(self.north, v)]
    }

    /// Where a place is drawn, in user units.
    pub(crate) fn at(&self, p: Place) -> [f64; 2] {
        self.project(vector(p))
    }

    /// Is the place inside the map, by at least `margin` user units?
    pub(crate) fn shows(&self, p: Place, margin: f64) -> bool {
        let [x, y] = self.at(p);
        x > margin && x < self.width - margin && y > margin && y < self.height - margin
    }

    /// Radius of the circle of places that are `km` from the middle.
    pub(crate) fn radius(&self, km: f64) -> f64 {
        chord(km) * self.scale
    }

    /// The great circle between two places, as points inside the frame from the first place on.
    pub(crate) fn arc(&self, from: Place, to: Place) -> Vec<[f64; 2]> {
        let (a, b) = (vector(from), vector(to));
        let steps = 48;
        (0..=steps)
            .map(|n| {
                let t = f64::from(n) / f64::from(steps);
                let mix = [0, 1, 2].map(|k| a[k] * (1.0 - t) + b[k] * t);
                let length = dot(mix, mix).sqrt().max(1e-9);
                self.project(mix.map(|x| x / length))
            })
            .take_while(|[x, y]| {
                (4.0..=self.width - 4.0).contains(x) && (4.0..=self.height - 4.0).contains(y)
            })
            .collect()
    }

    /// All land inside the frame as one path, to be filled by the even-odd rule.
    pub(crate) fn land(&self) -> String {
        use std::fmt::Write as _;
        let frame = [[0.0, 0.0], [0.0, self.height], [self.width, self.height], [self.width, 0.0]];
        let mut out = String::new();
        let mut add = |ring: &[[f64; 2]]| {
            for (n, p) in ring.iter().enumerate() {
                let _ = write!(out, "{}{:.1} {:.1}", if n == 0 { "M" } else { "L" }, p[0], p[1]);
            }
            out.push('Z');
        };
        for line in COAST.lines() {
            let ring: Vec<[f64; 2]> = ring(line).map(|p| self.at(p)).collect();
            // Land lies to the left on the globe; on the map it does not where the antipode is
            // inside the ring, which then bounds the sea around the frame.
            let inside_out = (area(&ring) < 0.0) != outer(line);
            let clipped = self.clip(ring);
            if clipped.len() > 2 {
                add(&clipped);
                if inside_out {
                    add(&frame);
                }
            }
        }
        out
    }

    /// The part of a ring inside the frame (Sutherland and Hodgman 1974).
    fn clip(&self, mut ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
        for (axis, bound, below) in
            [(0, 0.0, false), (0, self.width, true), (1, 0.0, false), (1, self.height, true)]
        {
            let inside = |p: [f64; 2]| if below { p[axis] <= bound } else { p[axis] >= bound };
            let mut out = Vec::with_capacity(ring.len());
            for (n, b) in ring.iter().enumerate() {
                let a = ring[(n + ring.len() - 1) % ring.len()];
                if inside(a) != inside(*b) {
                    let t = (bound - a[axis]) / (b[axis] - a[axis]);
                    out.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
                }
                if inside(*b) {
                    out.push(*b);
                }
            }
            ring = out;
        }
        ring
    }
}

/// The chord of the unit circle over a distance in km.
fn chord(km: f64) -> f64 {
    2.0 * sin_cos(km / EARTH_KM * (90.0 / std::f64::consts::PI)).0
}

/// The distance between two places in km: the angle by its sine and cosine, summed by halving.
#[cfg(test)]
fn km(a: Place, b: Place) -> f64 {
    // cos of the angle is falling: bisect for it.
    let (mut low, mut high) = (0.0, 180.0);
    for _ in 0..60 {
        let mid = (low + high) / 2.0;
        if sin_cos(mid).1 > dot(vector(a), vector(b)) {
            low = mid;
        } else {
            high = mid;
        }
    }
    low * (std::f64::consts::PI / 180.0) * EARTH_KM
}

/// The places of a ring.
fn ring(line: &str) -> impl Iterator<Item = Place> + '_ {
    let mut steps = line.split(' ').filter_map(|s| s.parse::<i32>().ok());
    let mut at = [0_i32; 2];
    std::iter::from_fn(move || {
        at = [at[0] + steps.next()?, at[1] + steps.next()?];
        Some(Place { lon: f64::from(at[0]) / UNITS, lat: f64::from(at[1]) / UNITS })
    })
}

/// Does the ring bound land from outside, and no lake? By its sense on the flat globe.
fn outer(line: &str) -> bool {
    let flat: Vec<[f64; 2]> = ring(line).map(|p| [p.lon, p.lat]).collect();
    area(&flat) > 0.0
}

fn area(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sines_are_those_of_the_library() {
        for n in -720..720 {
            let d = f64::from(n) * 0.77;
            let (s, c) = sin_cos(d);
            #[allow(clippy::disallowed_methods, reason = "the reference of this test")]
            let (a, b) = d.to_radians().sin_cos();
            assert!((s - a).abs() < 1e-13 && (c - b).abs() < 1e-13, "{d}");
        }
    }

    #[test]
    fn places_keep_area_and_distance() {
        let tokyo = capital("JPN").unwrap_or(Place { lon: 0.0, lat: 0.0 });
        let seoul = capital("KOR").unwrap_or(tokyo);
        // Published: about 1,160 km between the two capitals.
        assert!((km(tokyo, seoul) - 1160.0).abs() < 15.0, "{}", km(tokyo, seoul));
        let g = Globe::around(tokyo, 3000.0, 760.0, 600.0);
        let [x, y] = g.at(tokyo);
        assert!((x - 380.0).abs() < 1e-9 && (y - 300.0).abs() < 1e-9);
        let [x, y] = g.at(seoul);
        let r = ((x - 380.0) * (x - 380.0) + (y - 300.0) * (y - 300.0)).sqrt();
        assert!((r - g.radius(km(tokyo, seoul))).abs() < 1e-6);
        assert!(x < 380.0, "Seoul is to the west");
        assert!((g.radius(3000.0) - 300.0).abs() < 1e-9);
        // A cell of a degree has the same area wherever it is drawn, but for its cosine.
        let cell = |lon: f64, lat: f64| {
            let p = |a, b| g.at(Place { lon: lon + a, lat: lat + b });
            area(&[p(0.0, 0.0), p(1.0, 0.0), p(1.0, 1.0), p(0.0, 1.0)]).abs()
                / (sin_cos(lat + 1.0).0 - sin_cos(lat).0)
        };
        assert!((cell(139.0, 35.0) / cell(100.0, 10.0) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn the_middle_of_a_continent_is_land_from_either_side() {
        // The even-odd rule at a point: how many edges of the path a ray from it crosses.
        let crossings = |g: &Globe, p: Place| {
            let [x, y] = g.at(p);
            let mut odd = false;
            for ring in g.land().trim_end_matches('Z').split('Z') {
                let points: Vec<[f64; 2]> = ring[1..]
                    .split('L')
                    .filter_map(|q| {
                        let (a, b) = q.split_once(' ')?;
                        Some([a.parse().ok()?, b.parse().ok()?])
                    })
                    .collect();
                for (n, b) in points.iter().enumerate() {
                    let a = points[(n + points.len() - 1) % points.len()];
                    if (a[1] > y) != (b[1] > y)
                        && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
                    {
                        odd = !odd;
                    }
                }
            }
            odd
        };
        for (iso, land, sea) in [
            ("JPN", (110.0, 35.0), (150.0, 30.0)),
            ("POL", (30.0, 50.0), (-12.0, 48.0)),
            ("SAU", (45.0, 24.0), (62.0, 18.0)),
            ("CHL", (-64.0, -25.0), (-85.0, -40.0)),
            ("NZL", (146.0, -30.0), (165.0, -40.0)),
            ("USA", (-95.0, 45.0), (-68.0, 36.0)),
            ("ISL", (-19.0, 64.8), (-30.0, 60.0)),
        ] {
            let centre = capital(iso).unwrap_or(Place { lon: 0.0, lat: 0.0 });
            let g = Globe::around(centre, 3600.0, 760.0, 600.0);
            let at = |(lon, lat): (f64, f64)| Place { lon, lat };
            assert!(crossings(&g, at(land)), "{iso}: land");
            assert!(!crossings(&g, at(sea)), "{iso}: sea");
        }
    }
}
