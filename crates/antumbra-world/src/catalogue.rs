//! The public files that are read: what each is, where it comes from, whether a folder has it.

use crate::Error;
use crate::error::Kind;
use crate::input::{self, File, Rows};
use crate::readers::{
    arms, atop, mid, nmc, nuclear, output, regimes, sipri, space, states, trade, troops, votes,
    wars,
};
use antumbra_core::Year;
use antumbra_core::outside::Source;
use sha2::{Digest, Sha256};

/// In whose layout a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The authors' own file.
    Own,
    /// Exported from an R package.
    Package,
    /// A republished table.
    Aggregator,
    /// An official workbook or Stata file written as CSV.
    Converted,
    /// Computed from other files.
    Derived,
}

impl Layout {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "own" => Layout::Own,
            "package" => Layout::Package,
            "aggregator" => Layout::Aggregator,
            "converted" => Layout::Converted,
            "derived" => Layout::Derived,
            _ => return None,
        })
    }

    /// What to call it in a list.
    pub fn words(self) -> &'static str {
        match self {
            Layout::Own => "the authors' file",
            Layout::Package => "export of an R package",
            Layout::Aggregator => "republished table",
            Layout::Converted => "converted from the authors' file",
            Layout::Derived => "computed from other files",
        }
    }
}

/// A public file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, without `.csv` or `.csv.gz`.
    pub file: String,
    /// What it is.
    pub title: String,
    /// Version.
    pub version: String,
    /// First and last year.
    pub years: (Year, Year),
    /// How to cite it.
    pub citation: String,
    /// Terms of use.
    pub terms: String,
    /// Where it is published, where that is one address.
    pub address: Option<String>,
    /// In whose layout it is read.
    pub layout: Layout,
    /// The official form that is not read yet, where there is one.
    pub official: Option<String>,
    /// What reads it: world, panel, codes, validation, checks.
    pub used_for: String,
    /// Rows of the copy that the readers are tested with.
    pub rows: usize,
    /// SHA-256 of that copy, unpacked.
    pub sha256: String,
}

/// All public files that are read.
///
/// # Errors
/// Never in a released program: a test reads the list.
pub fn catalogue() -> Result<Vec<Entry>, Error> {
    let file = File {
        name: "catalogue.csv".into(),
        bytes: include_bytes!("../data/catalogue.csv").to_vec(),
    };
    let mut rows = Rows::new(&file)?;
    let (name, title) = (rows.column("file")?, rows.column("title")?);
    let version = rows.column("version")?;
    let (first, last) = (rows.column("first")?, rows.column("last")?);
    let (citation, terms) = (rows.column("citation")?, rows.column("terms")?);
    let (address, layout) = (rows.column("address")?, rows.column("layout")?);
    let (official, used_for) = (rows.column("official")?, rows.column("used_for")?);
    let (count, sha256) = (rows.column("rows")?, rows.column("sha256")?);
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(Entry {
            file: row.text(name)?.to_owned(),
            title: row.text(title)?.to_owned(),
            version: row.text(version)?.to_owned(),
            years: (row.year(first)?, row.year(last)?),
            citation: row.text(citation)?.to_owned(),
            terms: row.text(terms)?.to_owned(),
            address: row.text_or_none(address)?,
            layout: row.word(
                layout,
                Layout::parse,
                "own, package, aggregator, converted, derived",
            )?,
            official: row.text_or_none(official)?,
            used_for: row.text(used_for)?.to_owned(),
            rows: usize::try_from(row.whole(count)?)
                .map_err(|_| row.wrong(count, "not a count"))?,
            sha256: row.text(sha256)?.to_owned(),
        });
        Ok(())
    })?;
    Ok(out)
}

/// What became of a file in a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is not in the folder.
    Absent,
    /// It reads, and is byte for byte the copy that the readers are tested with.
    Same,
    /// It reads, with other bytes: another version, perhaps.
    Differs,
    /// It does not read.
    Bad(Error),
}

/// A file of a folder, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The file.
    pub entry: Entry,
    /// What became of it.
    pub verdict: Verdict,
    /// SHA-256 of its bytes, unpacked, where it is there.
    pub sha256: Option<String>,
    /// Rows that its reader gave.
    pub rows: Option<usize>,
}

/// Which files of the catalogue a folder has, without reading them.
///
/// # Errors
/// When the folder cannot be listed.
pub fn present(folder: &dyn Source) -> Result<Vec<(Entry, Option<String>)>, Error> {
    let names = list(folder)?;
    Ok(catalogue()?
        .into_iter()
        .map(|e| {
            let name = input::find(&names, &e.file);
            (e, name)
        })
        .collect())
}

fn list(folder: &dyn Source) -> Result<Vec<String>, Error> {
    folder
        .list()
        .map_err(|e| Error::new(Kind::Io, folder.label(), format!("cannot be listed: {e}")))
}

/// Reads every file of the catalogue that a folder has with its reader and compares its bytes with
/// the tested copy. `each` is told about each file as it is done.
///
/// # Errors
/// When the folder cannot be listed; a faulty file is a verdict, not an error.
pub fn verify(folder: &dyn Source, mut each: impl FnMut(&Checked)) -> Result<Vec<Checked>, Error> {
    let names = list(folder)?;
    let mut out = Vec::new();
    for entry in catalogue()? {
        let checked = if input::find(&names, &entry.file).is_none() {
            Checked { entry, verdict: Verdict::Absent, sha256: None, rows: None }
        } else {
            check(folder, entry)
        };
        each(&checked);
        out.push(checked);
    }
    Ok(out)
}

fn check(folder: &dyn Source, entry: Entry) -> Checked {
    let bad = |entry, e| Checked { entry, verdict: Verdict::Bad(e), sha256: None, rows: None };
    let sha256 = match digest(folder, &entry.file) {
        Ok(d) => d,
        Err(e) => return bad(entry, e),
    };
    match read(folder, &entry.file) {
        Ok(rows) => Checked {
            verdict: if sha256 == entry.sha256 { Verdict::Same } else { Verdict::Differs },
            entry,
            sha256: Some(sha256),
            rows: Some(rows),
        },
        Err(e) => Checked { sha256: Some(sha256), ..bad(entry, e) },
    }
}

/// SHA-256 of a file, unpacked, as lower-case hexadecimal digits.
pub(crate) fn digest(folder: &dyn Source, stem: &str) -> Result<String, Error> {
    let file = input::open(folder, stem)?;
    Ok(Sha256::digest(&file.bytes).iter().map(|b| format!("{b:02x}")).collect())
}

/// Reads a file with its reader; the answer is the number of rows that it gave.
fn read(folder: &dyn Source, file: &str) -> Result<usize, Error> {
    Ok(match file {
        nmc::FILE_7 | nmc::FILE_6 => nmc::read(folder, file)?.len(),
        "cow_gw_state_year" => states::state_years(folder)?.len(),
        "cow_system2016" => states::system2016(folder)?.len(),
        "cow_majors2016" => states::majors(folder)?.len(),
        "country_codes" => states::country_codes(folder)?.len(),
        "gw_states_2017" => states::gw_spells(folder)?.len(),
        "cow_mid_5.0_directed_dyad_year" => mid::dyad_years(folder)?.len(),
        "cow_mid_5.0_mida" => mid::disputes(folder)?.len(),
        "cow_mid_5.0_midb" => mid::participants(folder)?.len(),
        mid::GML_2_2_1 | mid::GML_2_1_1 => mid::gml(folder, file)?.len(),
        "atop_5.1_directed_dyad_year" => atop::dyad_years(folder)?.len(),
        "atop_4.01_member" => atop::members(folder)?.len(),
        "cow_contiguity_3.2" => space::contiguity(folder)?.len(),
        "cow_min_distance" => space::min_distances(folder)?.len(),
        "cow_capitals" => space::capitals(folder)?.len(),
        "sipri_milex_2025" => sipri::milex(folder)?.len(),
        "sipri_tiv_1950_2021" => arms::tiv(folder)?.len(),
        output::WORLD_BANK_GDP | output::WORLD_BANK_POPULATION => {
            output::world_bank(folder, file)?.len()
        }
        "gapminder_gdp_total_ppp" => output::gapminder(folder)?.len(),
        "gdp_population_simulated_cow" => output::simulated(folder)?.len(),
        "us_troops_country_year" => troops::us_troops(folder)?.len(),
        "nuclear_stockpiles_fas" => nuclear::stockpiles(folder)?.len(),
        "nuclear_status_bleek_owid" => nuclear::status(folder)?.len(),
        "democracy_cow" => regimes::democracy(folder)?.len(),
        "rivalries_tss_2021" => regimes::rivalries(folder)?.len(),
        "unga_ideal_points_jun2024" => votes::ideal_points(folder)?.len(),
        "unga_votes" => votes::votes(folder)?.len(),
        "unga_roll_calls" => votes::roll_calls(folder)?.len(),
        "cow_trade_4.0_dyad_year" => trade::dyads(folder)?.len(),
        "cow_trade_4.0_state_year" => trade::national(folder)?.len(),
        "cow_interstate_war_4.0" => wars::interstate(folder)?.len(),
        "icb1_13_crises" => wars::crises(folder)?.len(),
        "ucdp_acd_to2024" => wars::ucdp_interstate(folder)?.len(),
        "alliance_fulfilment_berkemeier_fuhrmann_2018" => wars::fulfilment(folder)?.len(),
        "alliance_fulfilment_leeds_anac_2005" => wars::member_fulfilment(folder)?.len(),
        other => {
            return Err(Error::new(Kind::Unresolved, other, "no reader knows this file"));
        }
    })
}
