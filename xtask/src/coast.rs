//! The coasts and capitals that the report's map is drawn from.
//!
//! Coasts: Natural Earth 4.1.0, 1:50m, land (public domain), as TopoJSON in the npm package
//! `world-atlas` 2.0.2 (`land-50m.json`), simplified (Douglas and Peucker 1973) and rounded to a
//! twentieth of a degree; small islands are left out, and Antarctica is. Capitals: Natural Earth
//! 1:110m populated places (public domain), as in the PyPI package `geopandas` 0.14.4
//! (`naturalearth_cities`), by the names listed in `capitals.csv` beside this file.
//!
//! Coasts only: the file holds no border, so the map takes no side on where one runs.
#![allow(
    clippy::disallowed_methods,
    reason = "an offline tool: its tables are committed, rounded and reviewed"
)]

use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// Parts of a degree that coordinates are rounded to.
const UNITS: f64 = 20.0;

/// A point may lie this far (degrees of latitude) from the simplified line.
const TOLERANCE: f64 = 0.09;

/// The smallest island, in square degrees at the equator.
const SMALLEST: f64 = 0.03;

/// Writes `coast.txt` and `capitals.csv`.
///
/// # Errors
/// What could not be read or written, in words.
pub(crate) fn command(land: &Path, cities: &Path, out: &Path) -> Result<(), String> {
    let read = |p: &Path| std::fs::read(p).map_err(|e| format!("{}: {e}", p.display()));
    let atlas: Value =
        serde_json::from_slice(&read(land)?).map_err(|e| format!("{}: {e}", land.display()))?;
    let coast = coast(&atlas)?;
    let places =
        places(&read(&cities.with_extension("shp"))?, &read(&cities.with_extension("dbf"))?)?;
    let capitals = capitals(&places)?;
    for (name, text) in [("coast.txt", &coast), ("capitals.csv", &capitals)] {
        let path = out.join(name);
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        println!("{}: {} bytes", path.display(), text.len());
    }
    Ok(())
}

/// One ring a line: pairs of longitude and latitude in twentieths of a degree, the first as it is
/// and each other as the step from the one before. Land lies to the left of the line.
fn coast(atlas: &Value) -> Result<String, String> {
    let arcs = arcs(atlas)?;
    let shapes = atlas["objects"]["land"]["geometries"]
        .as_array()
        .ok_or("the atlas has no objects.land.geometries: is it land-50m.json?")?;
    let mut out = String::new();
    for polygon in shapes.iter().flat_map(|s| s["arcs"].as_array()).flatten() {
        for (n, ring) in polygon.as_array().into_iter().flatten().enumerate() {
            let mut points: Vec<[f64; 2]> = Vec::new();
            for index in ring.as_array().ok_or("a ring without arcs")? {
                let i = index.as_i64().ok_or("an arc index that is not an integer")?;
                let arc = arcs.get(if i < 0 { !i } else { i } as usize).ok_or("no such arc")?;
                let skip = usize::from(!points.is_empty());
                if i < 0 {
                    points.extend(arc.iter().rev().skip(skip));
                } else {
                    points.extend(arc.iter().skip(skip));
                }
            }
            if points.iter().all(|p| p[1] < -60.0) {
                continue;
            }
            let middle = points.iter().map(|p| p[1]).sum::<f64>() / points.len() as f64;
            let signed = area(&points);
            if signed.abs() * middle.to_radians().cos() < SMALLEST {
                continue;
            }
            // The outer ring runs against the clock, a hole (a lake) with it.
            if (signed > 0.0) != (n == 0) {
                points.reverse();
            }
            line(&mut out, &simplify(&points));
        }
    }
    Ok(out)
}

fn line(out: &mut String, points: &[[f64; 2]]) {
    let mut before = [0_i64; 2];
    let mut first = true;
    for p in points {
        let at = [(p[0] * UNITS).round() as i64, (p[1] * UNITS).round() as i64];
        if !first && at == before {
            continue;
        }
        let _ = write!(
            out,
            "{}{} {}",
            if first { "" } else { " " },
            at[0] - before[0],
            at[1] - before[1]
        );
        before = at;
        first = false;
    }
    out.push('\n');
}

fn area(points: &[[f64; 2]]) -> f64 {
    let pairs = points.iter().zip(points.iter().cycle().skip(1));
    pairs.map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

/// Douglas and Peucker's line: the ring cut at its first point and at the point furthest from it.
fn simplify(ring: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let far = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).abs() + (a[1] - b[1]).abs();
    let Some(first) = ring.first() else { return Vec::new() };
    let half =
        (0..ring.len()).max_by(|a, b| far(ring[*a], *first).total_cmp(&far(ring[*b], *first)));
    let mut keep = vec![false; ring.len()];
    keep[0] = true;
    let last = ring.len() - 1;
    keep[last] = true;
    let half = half.unwrap_or(0);
    keep[half] = true;
    let mut todo = vec![(0, half), (half, last)];
    while let Some((a, b)) = todo.pop() {
        let furthest = (a + 1..b)
            .map(|n| (off(ring[n], ring[a], ring[b]), n))
            .max_by(|x, y| x.0.total_cmp(&y.0));
        if let Some((distance, n)) = furthest
            && distance > TOLERANCE
        {
            keep[n] = true;
            todo.extend([(a, n), (n, b)]);
        }
    }
    ring.iter().zip(keep).filter(|(_, k)| *k).map(|(p, _)| *p).collect()
}

/// How far `p` is from the line between `a` and `b`, longitudes shrunk as they are on the globe.
fn off(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let shrink = p[1].to_radians().cos();
    let (x, y) = ((p[0] - a[0]) * shrink, p[1] - a[1]);
    let (dx, dy) = ((b[0] - a[0]) * shrink, b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { ((x * dx + y * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    let (ex, ey) = (x - t * dx, y - t * dy);
    (ex * ex + ey * ey).sqrt()
}

/// Every arc as points in degrees.
fn arcs(atlas: &Value) -> Result<Vec<Vec<[f64; 2]>>, String> {
    let pair = |v: &Value| Some([v.get(0)?.as_f64()?, v.get(1)?.as_f64()?]);
    let scale = pair(&atlas["transform"]["scale"]).ok_or("the atlas has no transform.scale")?;
    let start = pair(&atlas["transform"]["translate"]).ok_or("no transform.translate")?;
    let mut out = Vec::new();
    for arc in atlas["arcs"].as_array().ok_or("the atlas has no arcs")? {
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

/// Names and places of a point shapefile with a `name` column.
fn places(shp: &[u8], dbf: &[u8]) -> Result<Vec<(String, [f64; 2])>, String> {
    let number = |b: &[u8], at: usize, n: usize| {
        b.get(at..at + n).map(|s| s.iter().rev().fold(0_usize, |x, y| x << 8 | usize::from(*y)))
    };
    let cut = || "the table of places is cut off".to_owned();
    let (count, head, width) = (
        number(dbf, 4, 4).ok_or_else(cut)?,
        number(dbf, 8, 2).ok_or_else(cut)?,
        number(dbf, 10, 2).ok_or_else(cut)?,
    );
    let (mut at, mut start, mut length) = (32, 1, None);
    while dbf.get(at).is_some_and(|b| *b != 0x0d) {
        let field = usize::from(*dbf.get(at + 16).ok_or_else(cut)?);
        if dbf[at..].starts_with(b"name") {
            length = Some(field);
            break;
        }
        start += field;
        at += 32;
    }
    let length = length.ok_or("the table of places has no column `name`")?;
    let mut out = Vec::new();
    for n in 0..count {
        let from = head + n * width + start;
        let name = dbf.get(from..from + length).ok_or_else(cut)?;
        // The table is in ISO 8859-1: a byte is a character.
        let name: String = name.iter().map(|b| char::from(*b)).collect();
        let name = name.trim_matches(['\0', ' ']).to_owned();
        let record = 100 + n * 28 + 8;
        let double = |at: usize| {
            let b: [u8; 8] = shp.get(at..at + 8)?.try_into().ok()?;
            Some(f64::from_le_bytes(b))
        };
        let at = double(record + 4).zip(double(record + 12)).ok_or_else(cut)?;
        out.push((name, [at.0, at.1]));
    }
    Ok(out)
}

fn capitals(places: &[(String, [f64; 2])]) -> Result<String, String> {
    let mut out = "iso3,lon,lat\n".to_owned();
    for row in include_str!("capitals.csv").lines().skip(1) {
        let (iso, name) = row.split_once(',').ok_or_else(|| format!("capitals.csv: `{row}`"))?;
        let place = places.iter().find(|(n, _)| n == name);
        let (_, [lon, lat]) =
            place.ok_or_else(|| format!("no place is called `{name}` ({iso})"))?;
        let _ = writeln!(out, "{iso},{lon:.2},{lat:.2}");
    }
    Ok(out)
}
