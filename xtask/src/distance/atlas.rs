//! Reads the parts (polygons) of states from a TopoJSON atlas of countries.

use super::tree::Vec3;
use super::units;
use serde_json::Value;
use std::collections::BTreeSet;

/// Mean radius of the Earth in km.
pub(crate) const EARTH_KM: f64 = 6371.0;

/// Longer edges are split so that a chord stands for its arc.
const EDGE_KM: f64 = 10.0;

/// One polygon of a state.
pub(crate) struct Part {
    /// ISO3 code of the state that it counts to.
    pub(crate) iso: &'static str,
    /// Area in km2, holes taken off.
    pub(crate) area: f64,
    /// First point of the outer ring, degrees east and north.
    pub(crate) at: [f64; 2],
    /// Arcs of the atlas that bound it: two parts that share one have a border in common.
    pub(crate) arcs: BTreeSet<usize>,
    /// Its coast and borders, as chords between unit vectors.
    pub(crate) segments: Vec<[Vec3; 2]>,
}

/// The parts of all states in the atlas, overseas parts left out.
///
/// # Errors
/// What the file lacks, in words.
pub(crate) fn parts(atlas: &Value) -> Result<Vec<Part>, String> {
    let arcs = arcs(atlas)?;
    let units = atlas["objects"]["countries"]["geometries"]
        .as_array()
        .ok_or("the atlas has no objects.countries.geometries: is it countries-10m.json?")?;
    let mut out = Vec::new();
    for unit in units {
        let name = unit["properties"]["name"].as_str().unwrap_or_default();
        let Some(iso) = units::state_of(unit["id"].as_str(), name) else { continue };
        let polygons: Vec<&Value> = match unit["type"].as_str() {
            Some("Polygon") => vec![&unit["arcs"]],
            Some("MultiPolygon") => unit["arcs"].as_array().into_iter().flatten().collect(),
            other => return Err(format!("{name}: geometry {other:?} is not a polygon")),
        };
        for polygon in polygons {
            let part = part(iso, polygon, &arcs).map_err(|why| format!("{name}: {why}"))?;
            if !units::overseas(iso, part.at) {
                out.push(part);
            }
        }
    }
    Ok(out)
}

/// Every arc as points in degrees: delta-decoded and scaled.
fn arcs(atlas: &Value) -> Result<Vec<Vec<[f64; 2]>>, String> {
    let pair = |v: &Value| Some([v.get(0)?.as_f64()?, v.get(1)?.as_f64()?]);
    let scale = pair(&atlas["transform"]["scale"]).ok_or("the atlas has no transform.scale")?;
    let start = pair(&atlas["transform"]["translate"]).ok_or("no transform.translate")?;
    let list = atlas["arcs"].as_array().ok_or("the atlas has no arcs")?;
    let mut out = Vec::with_capacity(list.len());
    for arc in list {
        let (mut sum, mut points) = ([0.0; 2], Vec::new());
        for step in arc.as_array().into_iter().flatten() {
            let d = pair(step).ok_or("an arc holds something that is not a pair of numbers")?;
            sum = [sum[0] + d[0], sum[1] + d[1]];
            points.push([sum[0] * scale[0] + start[0], sum[1] * scale[1] + start[1]]);
        }
        out.push(points);
    }
    Ok(out)
}

fn part(iso: &'static str, polygon: &Value, arcs: &[Vec<[f64; 2]>]) -> Result<Part, String> {
    let mut part =
        Part { iso, area: 0.0, at: [0.0; 2], arcs: BTreeSet::new(), segments: Vec::new() };
    for (k, ring) in polygon.as_array().ok_or("a polygon without rings")?.iter().enumerate() {
        let mut points: Vec<[f64; 2]> = Vec::new();
        for index in ring.as_array().ok_or("a ring without arcs")? {
            let i = index.as_i64().ok_or("an arc index that is not an integer")?;
            // A negative index is the one's complement of an arc run backwards.
            let id = if i < 0 { !i } else { i } as usize;
            let arc = arcs.get(id).ok_or("an arc index beyond the arcs")?;
            part.arcs.insert(id);
            if i < 0 {
                points.extend(arc.iter().rev());
            } else {
                points.extend(arc);
            }
        }
        if k == 0 {
            part.at = *points.first().ok_or("an empty ring")?;
        }
        let area = ring_area(&points);
        part.area += if k == 0 { area } else { -area };
        for w in points.windows(2) {
            push_edge(&mut part.segments, w[0], w[1]);
        }
    }
    Ok(part)
}

/// Area inside a ring in km2: the sum over edges of the area between the edge and the equator.
fn ring_area(points: &[[f64; 2]]) -> f64 {
    let mut sum = 0.0;
    for w in points.windows(2) {
        let [a, b] = [w[0], w[1]];
        sum +=
            (b[0] - a[0]).to_radians() * (2.0 + a[1].to_radians().sin() + b[1].to_radians().sin());
    }
    // The ring runs along 180 degrees where a state crosses it, so no edge jumps over the line.
    (sum / 2.0).abs() * EARTH_KM * EARTH_KM
}

/// Adds the edge from `a` to `b` (degrees), straight in longitude and latitude as the atlas draws
/// it. Edges along the cut at 180 degrees are no coast and are left out.
fn push_edge(out: &mut Vec<[Vec3; 2]>, a: [f64; 2], b: [f64; 2]) {
    let cut = |p: [f64; 2]| p[0].abs() > 179.999;
    if cut(a) && cut(b) {
        return;
    }
    let (mut from, end) = (unit(a), unit(b));
    let chord = (0..3).map(|k| (from[k] - end[k]) * (from[k] - end[k])).sum::<f64>().sqrt();
    let pieces = (chord * EARTH_KM / EDGE_KM).ceil().max(1.0);
    let mut k = 1.0;
    while k <= pieces {
        let t = k / pieces;
        let to = unit([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
        out.push([from, to]);
        from = to;
        k += 1.0;
    }
}

fn unit([lon, lat]: [f64; 2]) -> Vec3 {
    let (sin_lat, cos_lat) = lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = lon.to_radians().sin_cos();
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_the_globe_has_its_area() {
        // Between the equator and 30 degrees north, 90 degrees wide: (pi/2) * R^2 * sin 30.
        let mut ring: Vec<[f64; 2]> = vec![[0.0, 0.0], [90.0, 0.0]];
        ring.extend((0..=90).rev().map(|k| [f64::from(k), 30.0]));
        ring.push([0.0, 0.0]);
        let want = std::f64::consts::FRAC_PI_2 * EARTH_KM * EARTH_KM * 0.5;
        assert!((ring_area(&ring) / want - 1.0).abs() < 1e-12);
    }

    #[test]
    fn long_edges_are_split_and_the_cut_is_left_out() {
        let mut out = Vec::new();
        push_edge(&mut out, [0.0, 0.0], [1.0, 0.0]);
        assert_eq!(out.len(), 12); // 111.2 km
        push_edge(&mut out, [180.0, 65.0], [180.0, 68.0]);
        assert_eq!(out.len(), 12);
    }
}
