//! Makes the embedded world: the public files, imported whole, reduced to what models read.
//!
//! What is kept: 2018, 2022 and each state's newest year of each series; figures to three
//! significant digits (shares of capability to four), counts whole; treaties in force in 2018 or
//! later. SIPRI's spending is kept only for the states that the shipped assessments name, members
//! of NATO that matter to them, and the largest spenders; for others a row says where to get it.

use antumbra_core::outside::Source;
use antumbra_core::{Iso3, Missing, StateId, StateRegister, Tag, Year};
use antumbra_world::import::{self, Imported};
use antumbra_world::{GapRow, Series, Tables, Variable};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// Years for which every series is kept.
const REFERENCE: [Year; 2] = [Year(2018), Year(2022)];
/// A newest year before this is not worth filling forward.
const OLDEST_NEWEST: Year = Year(2010);
/// How many of the largest spenders keep SIPRI's figures.
const LARGEST: usize = 40;
/// States named by the shipped assessments, and members of NATO that matter to them.
const NAMED: &str = "JPN USA CHN RUS PRK KOR TWN PHL AUS DEU POL UKR SAU IND GBR FRA IRN ISR PAK \
                     TUR ITA CAN BLR ESP NLD NOR SWE FIN DNK BEL GRC ROU CZE HUN PRT EST LVA LTU \
                     BGR HRV";

/// Files kept by hand or by a step of their own.
const KEPT: [&str; 4] = ["distances.csv", "nuclear_cover.csv", "nuclear_reach.csv", "sources.toml"];

/// A folder on disk.
struct Folder(PathBuf);

impl Source for Folder {
    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.0)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
        Ok(Box::new(std::fs::File::open(self.0.join(name))?))
    }

    fn label(&self) -> String {
        self.0.display().to_string()
    }
}

pub(crate) fn command(data: &Path, out: &Path) -> Result<(), String> {
    let Imported { tables, audit } =
        import::public_files(&Folder(data.to_owned())).map_err(|e| e.to_string())?;
    for row in audit.rows() {
        let fate = row.fate.word();
        let examples = row.examples.join(", ");
        println!("{}: {} rows {fate}: {} ({examples} ...)", row.file, row.rows, row.why);
    }
    let reduced = reduce(tables);
    println!(
        "{} figures, {} treaties with {} members, {} garrisons, {} suppliers",
        reduced.figures.len(),
        reduced.treaties.len(),
        reduced.treaty_members.len(),
        reduced.stationed.len(),
        reduced.arms.len()
    );
    for (name, bytes) in reduced.write().map_err(|e| e.to_string())? {
        if !KEPT.contains(&name.as_str()) {
            std::fs::write(out.join(&name), bytes).map_err(|e| format!("{name}: {e}"))?;
        }
    }
    Ok(())
}

fn reduce(mut t: Tables) -> Tables {
    let states = StateRegister::new(t.states.clone());
    let sipri = sipri_states(&t, &states);
    t.figures.retain(|r| match r.variable {
        Variable::PopulationNmc | Variable::EnergyNmc | Variable::MilexSipriUsd2023 => false,
        Variable::MilexSipriUsd | Variable::MilexGdpShare => sipri.contains(&r.state),
        _ => true,
    });
    let mut newest = BTreeMap::<(Variable, StateId), Year>::new();
    for r in &t.figures {
        let e = newest.entry((r.variable, r.state)).or_insert(r.figure.year);
        *e = (*e).max(r.figure.year);
    }
    // A published figure of a single year does not push out the newest year of the data set.
    let mut newest_data = BTreeMap::<(Variable, StateId), Year>::new();
    for r in t.figures.iter().filter(|r| r.figure.tag != Tag::Published) {
        let e = newest_data.entry((r.variable, r.state)).or_insert(r.figure.year);
        *e = (*e).max(r.figure.year);
    }
    t.figures.retain(|r| {
        let (key, year) = ((r.variable, r.state), r.figure.year);
        let last = newest.get(&key) == Some(&year) || newest_data.get(&key) == Some(&year);
        let today = states.spells().iter().any(|s| s.id == r.state && s.to.is_none());
        today && (REFERENCE.contains(&year) || (last && year >= OLDEST_NEWEST))
    });
    for r in &mut t.figures {
        let digits = if r.variable == Variable::Cinc { 4 } else { 3 };
        r.figure.value = rounded(r.figure.value, digits);
    }
    for variable in [Variable::MilexSipriUsd, Variable::MilexGdpShare] {
        t.gaps.push(GapRow {
            variable,
            state: None,
            from: Year(1949),
            to: None,
            reason: Missing::NotShipped {
                from: "SIPRI (https://www.sipri.org/databases/milex); its terms limit how much is \
                       passed on"
                    .into(),
            },
        });
    }
    t.treaties.retain(|x| x.until.is_none_or(|u| u >= REFERENCE[0]));
    let ids: BTreeSet<&str> = t.treaties.iter().map(|x| x.id.as_str()).collect();
    t.treaty_members
        .retain(|m| ids.contains(m.treaty.as_str()) && m.to.is_none_or(|to| to >= REFERENCE[0]));
    let last = t.stationed.iter().map(|r| r.figure.year).max();
    t.stationed.retain(|r| REFERENCE.contains(&r.figure.year) || Some(r.figure.year) == last);
    t.arms.retain(|r| r.share.value >= 0.01);
    for r in &mut t.arms {
        r.share.value = rounded(r.share.value, 3);
    }
    let last =
        t.warheads.iter().filter(|r| r.figure.tag == Tag::Measured).map(|r| r.figure.year).max();
    t.warheads.retain(|r| {
        let y = r.figure.year;
        r.figure.tag != Tag::Measured || REFERENCE.contains(&y) || Some(y) == last
    });
    // South Africa gave its weapons up.
    t.warheads.retain(|r| r.figure.value > 0.0);
    t.coverage.retain(|c| c.series != Series::Distances);
    t.distances.retain(|d| d.year.is_none());
    t.sort();
    t
}

/// The states that keep SIPRI's figures.
fn sipri_states(t: &Tables, states: &StateRegister) -> BTreeSet<StateId> {
    let rows = || t.figures.iter().filter(|r| r.variable == Variable::MilexSipriUsd);
    let last = rows()
        .filter(|r| r.figure.tag == Tag::Measured)
        .map(|r| r.figure.year)
        .max()
        .unwrap_or(Year(0));
    let mut largest: Vec<(f64, StateId)> =
        rows().filter(|r| r.figure.year == last).map(|r| (r.figure.value, r.state)).collect();
    largest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let named = NAMED
        .split_whitespace()
        .filter_map(Iso3::parse)
        .filter_map(|code| states.from_iso3(code, last));
    largest.into_iter().take(LARGEST).map(|(_, s)| s).chain(named).collect()
}

/// Rounded to significant digits.
fn rounded(x: f64, digits: usize) -> f64 {
    format!("{x:.*e}", digits - 1).parse().unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_world::EmbeddedFiles;

    #[test]
    fn rounds_to_significant_digits() {
        assert_eq!(rounded(640_221_000_000.0, 3), 640e9);
        assert_eq!(rounded(0.033_020_2, 4), 0.033_02);
        assert_eq!(rounded(0.0, 3), 0.0);
    }

    /// The committed tables are what this command makes from the public files.
    #[test]
    #[ignore = "needs ANTUMBRA_DATA"]
    fn the_committed_tables_are_made_by_this_command() {
        #[allow(clippy::disallowed_methods)] // a test has no one to hand it the environment
        let data = std::env::var("ANTUMBRA_DATA").expect("set ANTUMBRA_DATA to the folder");
        let made = reduce(import::public_files(&Folder(data.into())).unwrap().tables);
        for (name, bytes) in made.write().unwrap() {
            if KEPT.contains(&name.as_str()) {
                continue;
            }
            let mut committed = Vec::new();
            io::Read::read_to_end(&mut EmbeddedFiles.open(&name).unwrap(), &mut committed).unwrap();
            assert!(bytes == committed, "{name} differs: run `cargo xtask embed --data ...`");
        }
    }
}
