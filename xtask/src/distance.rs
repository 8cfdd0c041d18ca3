//! Minimum great-circle distances between the coasts and borders of today's states.
//!
//! Geometry: Natural Earth 4.1.0, 1:10m, admin-0 countries (public domain), as TopoJSON in the
//! npm package `world-atlas` 2.0.2 (`countries-10m.json`). Sphere of radius 6371 km. Distances are
//! exact between the drawn segments (`tree`), so the error is that of the drawing and of its
//! quantisation, below 0.5 km; the table keeps 3 significant digits. States that share a stretch of
//! border (an arc of the topology) are at 0.
//!
//! **Small islands.** A part (polygon) of a state counts if it is at least half as large as the
//! state's largest part, or has at least 1,100 km2, or has at least 200 km2 and lies within 600 km
//! of a part that has at least 1,100 km2. So Attu (893 km2, far from the larger Aleutians) and
//! Kinmen (134 km2) fall away, and the Sakishima islands stay. The Azores and Easter Island fall
//! away too: no rule by size and nearness keeps them and drops Attu.
//!
//! **Overseas.** Parts that the atlas draws with a European state and that lie overseas do not
//! count: French Guiana, Guadeloupe, Martinique, Reunion, Mayotte, the Caribbean Netherlands,
//! Svalbard, Jan Mayen, Bouvet Island, Ceuta and Melilla. Units that the atlas draws on their own
//! and that are dependencies do not count either (Greenland, Faeroe Islands, Puerto Rico, Guam,
//! Falkland Islands, New Caledonia, French Polynesia, ...).
//!
//! **Disputed places.** The atlas draws who holds a place. Crimea is drawn with Russia (the pair
//! is at 0 in any case). Taiwan and Kosovo are states of their own. Northern Cyprus with the
//! buffer zone counts to Cyprus, Somaliland to Somalia, Hong Kong and Macao to China, Baikonur to
//! Kazakhstan. Western Sahara (the part that the atlas does not draw with Morocco), Palestine, the
//! Siachen glacier, bases abroad (Guantanamo, Akrotiri, Dhekelia) and the reefs of the South China
//! Sea count to nobody. The southern Kurils are drawn with Russia.
//!
//! **Against the COW-based table** (minimum distances of 2018 from polygons of the state system),
//! over all 18,915 pairs: median difference 10 km, 95% of pairs within 33 km; one pair is at 0 in
//! one table only (Morocco-Mauritania, 3.4 km here: Western Sahara). 42 pairs differ by over 20%
//! and over 50 km: 30 of Portugal (the other table counts the Azores), 8 of Chile (Easter Island),
//! and 4 others. Of the pairs that the shipped assessments lean on (here / there, km): US-Japan
//! 2,800 / 2,807; China-Japan 406 / 414; China-Taiwan 126 / 133; US-South Korea 4,320 / 4,333;
//! US-Germany 5,110 / 5,134; North Korea-Japan 420 / 421; Taiwan-Japan 184 / 186; Russia-Japan
//! 23 / 46 (Kunashir counts here). The bounds of the rule (1,100, 200, 600, one half) were chosen
//! on this comparison as a whole, by trying a grid of values; no pair was set by hand.
#![allow(
    clippy::disallowed_methods,
    reason = "an offline tool: its table is committed at 3 significant digits and reviewed"
)]

mod atlas;
mod compare;
mod tree;
mod units;

use atlas::{EARTH_KM, Part};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tree::Tree;

/// A state of today.
pub(crate) struct State {
    /// COW number.
    pub(crate) cow: u16,
    /// ISO 3166 three-letter code (XKX for Kosovo).
    pub(crate) iso: String,
}

/// Which parts of a state count: those at least half as large as its largest, every part of at
/// least `big` km2, and every part of at least `small` km2 that lies within `within` km of a part
/// of at least `big`.
#[derive(Clone, Copy)]
pub(crate) struct IslandRule {
    /// Area in km2 from which a part counts wherever it lies.
    pub(crate) big: f64,
    /// Area in km2 from which a part counts when it lies near a big one.
    pub(crate) small: f64,
    /// How near, in km.
    pub(crate) within: f64,
}

/// The distance between two states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    /// COW number of the first state; smaller than `b`.
    pub(crate) a: u16,
    /// COW number of the second state.
    pub(crate) b: u16,
    /// Distance in km; 0 where the two share a border.
    pub(crate) km: f64,
}

struct Land {
    arcs: BTreeSet<usize>,
    tree: Tree,
}

/// Distances of all pairs of `states`, in the order of their COW numbers.
///
/// # Errors
/// In words: what the atlas lacks, or a state that it does not draw.
pub(crate) fn run(atlas: &Path, states: &[State], rule: IslandRule) -> Result<Vec<Pair>, String> {
    let text = std::fs::read_to_string(atlas).map_err(|e| format!("{}: {e}", atlas.display()))?;
    let json = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", atlas.display()))?;
    let mut by_state: BTreeMap<&str, Vec<Part>> = BTreeMap::new();
    for part in atlas::parts(&json)? {
        by_state.entry(part.iso).or_default().push(part);
    }
    let mut lands: BTreeMap<u16, Land> = BTreeMap::new();
    for state in states {
        let parts = by_state
            .remove(state.iso.as_str())
            .ok_or_else(|| format!("the atlas draws no unit for {}", state.iso))?;
        let land = land(counting(parts, rule))
            .ok_or_else(|| format!("{}: its polygons have no coast and no border", state.iso))?;
        lands.insert(state.cow, land);
    }
    let all: Vec<(&u16, &Land)> = lands.iter().collect();
    let mut out = Vec::with_capacity(all.len() * all.len() / 2);
    for (i, (a, x)) in all.iter().enumerate() {
        for (b, y) in &all[i + 1..] {
            let km = if x.arcs.is_disjoint(&y.arcs) {
                let chord = x.tree.distance(&y.tree);
                2.0 * EARTH_KM * (chord / 2.0).min(1.0).asin()
            } else {
                0.0
            };
            out.push(Pair { a: **a, b: **b, km });
        }
    }
    Ok(out)
}

/// The parts that count under the rule.
fn counting(parts: Vec<Part>, rule: IslandRule) -> Vec<Part> {
    let largest = parts.iter().map(|p| p.area).fold(0.0, f64::max);
    let (mut kept, rest): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|p| p.area >= rule.big || p.area >= largest / 2.0);
    let big: Vec<Tree> = kept
        .iter()
        .filter(|p| p.area >= rule.big)
        .filter_map(|p| Tree::new(p.segments.clone()))
        .collect();
    for part in rest.into_iter().filter(|p| p.area >= rule.small) {
        let near = Tree::new(part.segments.clone()).is_some_and(|t| {
            big.iter().any(|b| 2.0 * EARTH_KM * (t.distance(b) / 2.0).asin() <= rule.within)
        });
        if near {
            kept.push(part);
        }
    }
    kept
}

fn land(parts: Vec<Part>) -> Option<Land> {
    let mut arcs = BTreeSet::new();
    let mut segments = Vec::new();
    for part in parts {
        arcs.extend(part.arcs);
        segments.extend(part.segments);
    }
    Some(Land { arcs, tree: Tree::new(segments)? })
}

/// Reads the states, computes the table, compares it where asked, and writes it.
///
/// # Errors
/// In words: what could not be read or written.
pub(crate) fn command(
    atlas: &Path,
    codes: &Path,
    compare: Option<&Path>,
    rule: IslandRule,
    out: &Path,
) -> Result<(), String> {
    let states = read_states(codes)?;
    let pairs = run(atlas, &states, rule)?;
    if let Some(path) = compare {
        compare::print(path, &pairs)?;
    }
    let mut text = String::from("cow_a,cow_b,km\n");
    for p in &pairs {
        text.push_str(&format!("{},{},{}\n", p.a, p.b, three_digits(p.km)));
    }
    std::fs::write(out, text).map_err(|e| format!("{}: {e}", out.display()))
}

/// The states of the newest year of the table of codes.
fn read_states(codes: &Path) -> Result<Vec<State>, String> {
    let named = |e: csv::Error| format!("{}: {e}", codes.display());
    let mut reader = csv::Reader::from_path(codes).map_err(named)?;
    let header = reader.headers().map_err(named)?.clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|h| h == name)
            .ok_or_else(|| format!("{}: no column {name}", codes.display()))
    };
    let (cow, iso, last) = (column("ccode")?, column("iso3c")?, column("last_year")?);
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(named)?;
        let number = |k: usize| {
            row[k].parse::<u16>().map_err(|e| format!("{}: {:?}: {e}", codes.display(), &row[k]))
        };
        rows.push((number(last)?, State { cow: number(cow)?, iso: row[iso].to_owned() }));
    }
    let newest = rows.iter().map(|(y, _)| *y).max().unwrap_or_default();
    Ok(rows.into_iter().filter(|(y, _)| *y == newest).map(|(_, s)| s).collect())
}

/// A distance as text with 3 significant digits and no more than one decimal.
fn three_digits(km: f64) -> String {
    if km >= 1000.0 {
        let unit = if km >= 10_000.0 { 100.0 } else { 10.0 };
        format!("{:.0}", (km / unit).round() * unit)
    } else if km >= 100.0 {
        format!("{km:.0}")
    } else if km == 0.0 {
        "0".to_owned()
    } else {
        format!("{km:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// An atlas of squares (west edge and width in degrees, on the equator), one state each row.
    fn atlas(states: &[(&str, &[(f64, f64)])]) -> serde_json::Value {
        let (mut arcs, mut units) = (Vec::new(), Vec::new());
        for (numeric, squares) in states {
            let mut polygons = Vec::new();
            for (west, width) in *squares {
                polygons.push(json!([[arcs.len()]]));
                let w = width;
                arcs.push(json!([[west, 0.0], [w, 0.0], [0.0, w], [-w, 0.0], [0.0, -w]]));
            }
            units.push(json!({"type": "MultiPolygon", "id": numeric, "arcs": polygons,
                "properties": {"name": ""}}));
        }
        json!({"transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]}, "arcs": arcs,
            "objects": {"countries": {"geometries": units}}})
    }

    #[test]
    fn an_island_counts_when_it_is_large_or_near_enough() {
        // Japan: a main island of 12,360 km2; islets of 309 km2 at 2 and 8 degrees (222 and 890
        // km) off, one of 31 km2 near it. 111.2 km to a degree.
        let squares: &[(f64, f64)] = &[(0.0, 1.0), (3.0, 0.158), (9.0, 0.158), (1.5, 0.05)];
        let rule = IslandRule { big: 1100.0, small: 200.0, within: 600.0 };
        let parts = atlas::parts(&atlas(&[("392", squares)])).unwrap();
        let kept = counting(parts, rule);
        let mut west: Vec<f64> = kept.iter().map(|p| p.at[0]).collect();
        west.sort_by(f64::total_cmp);
        assert_eq!(west, [0.0, 3.0]);
    }

    #[test]
    fn the_gap_between_two_squares_is_their_distance() {
        let file = std::env::temp_dir().join(format!("antumbra-atlas-{}.json", std::process::id()));
        let json = atlas(&[("392", &[(0.0, 1.0)]), ("156", &[(4.0, 1.0)])]);
        std::fs::write(&file, json.to_string()).unwrap();
        let states =
            [State { cow: 740, iso: "JPN".to_owned() }, State { cow: 710, iso: "CHN".to_owned() }];
        let rule = IslandRule { big: 1100.0, small: 200.0, within: 600.0 };
        let pairs = run(&file, &states, rule).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!((pairs.len(), pairs[0].a, pairs[0].b), (1, 710, 740));
        // Three degrees of the parallel of 1 degree north, where the corners are nearest.
        let want = EARTH_KM * 3f64.to_radians() * 1f64.to_radians().cos();
        assert!((pairs[0].km - want).abs() < 0.01, "{}", pairs[0].km);
    }

    #[test]
    fn three_digits_are_kept() {
        for (km, text) in [
            (0.0, "0"),
            (1.26, "1.3"),
            (45.95, "46.0"),
            (186.3, "186"),
            (999.6, "1000"),
            (2807.3, "2810"),
            (12_345.0, "12300"),
        ] {
            assert_eq!(three_digits(km), text);
        }
    }
}
