//! Sets the table beside one computed from the COW-based polygons.

use super::Pair;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// Year of the other table that is compared.
const YEAR: &str = "2018";
/// A pair differs when both bounds are passed.
const SHARE: f64 = 0.20;
const KM: f64 = 50.0;
/// Pairs listed.
const WORST: usize = 40;

/// Prints how many pairs differ, and the worst.
pub(crate) fn print(path: &Path, ours: &[Pair]) -> Result<(), String> {
    let theirs = read(path)?;
    let mut both: Vec<(Pair, f64)> = Vec::new();
    for p in ours {
        if let Some(km) = theirs.get(&(p.a, p.b)) {
            both.push((*p, *km));
        }
    }
    let n = both.len();
    let mut gaps: Vec<f64> = both.iter().map(|(p, km)| (p.km - km).abs()).collect();
    gaps.sort_by(f64::total_cmp);
    let differs =
        |p: &Pair, km: f64| (p.km - km).abs() > KM && (p.km - km).abs() > SHARE * km.max(p.km);
    let mut far: Vec<(Pair, f64)> =
        both.iter().copied().filter(|(p, km)| differs(p, *km)).collect();
    far.sort_by(|x, y| (y.0.km - y.1).abs().total_cmp(&(x.0.km - x.1).abs()));
    let touching = |x: f64| x == 0.0;
    let zero = both.iter().filter(|(p, km)| touching(p.km) != touching(*km)).count();
    println!("pairs in both tables: {n}");
    if n > 0 {
        println!("median difference {:.0} km, 95% within {:.0} km", gaps[n / 2], gaps[n * 19 / 20]);
    }
    println!("zero in one table only: {zero}");
    println!("over {:.0}% and over {KM:.0} km apart: {}", SHARE * 100.0, far.len());
    let mut by_state: BTreeMap<u16, usize> = BTreeMap::new();
    for (p, _) in &far {
        *by_state.entry(p.a).or_default() += 1;
        *by_state.entry(p.b).or_default() += 1;
    }
    let mut states: Vec<(usize, u16)> = by_state.into_iter().map(|(s, k)| (k, s)).collect();
    states.sort_by(|a, b| b.cmp(a));
    println!("states in most of them (COW number: pairs):");
    for (k, s) in states.iter().take(12) {
        println!("  {s}: {k}");
    }
    println!("worst (COW numbers, ours, the other, km):");
    for (p, km) in far.iter().take(WORST) {
        println!("  {:>3} {:>3} {:>7.0} {:>7.0}", p.a, p.b, p.km, km);
    }
    Ok(())
}

fn read(path: &Path) -> Result<BTreeMap<(u16, u16), f64>, String> {
    let named = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let file = std::fs::File::open(path).map_err(|e| named(&e))?;
    let text: Box<dyn Read> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(flate2::read::GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut out = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(text);
    for row in reader.deserialize() {
        let (a, b, year, km): (u16, u16, String, Option<f64>) = row.map_err(|e| named(&e))?;
        if let (YEAR, Some(km)) = (year.as_str(), km) {
            out.insert((a.min(b), a.max(b)), km);
        }
    }
    Ok(out)
}
