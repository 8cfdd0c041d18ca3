//! War counts that the program carries: base rates of the historical scale without public files.

use super::Estimates;
use super::files::Sheet;
use crate::Error;
use crate::war::{Episode, WarCount, WarCounts};
use antumbra_core::{StateId, Year};
use std::fmt::Write as _;

/// Whose wars are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// By China, Russia (the Soviet Union) or North Korea.
    ByThree,
    /// By any state.
    ByAny,
}

impl Begun {
    /// Both.
    pub const ALL: [Begun; 2] = [Begun::ByThree, Begun::ByAny];

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Begun::ByThree => "three",
            Begun::ByAny => "any",
        }
    }

    /// The challengers; none stands for all.
    pub fn challengers(self) -> &'static [StateId] {
        const THREE: [StateId; 3] = [StateId::cow(710), StateId::cow(365), StateId::cow(731)];
        match self {
            Begun::ByThree => &THREE,
            Begun::ByAny => &[],
        }
    }
}

/// First and last year counted: cover by nuclear-armed patrons, and the coding of disputes.
pub const WAR_YEARS: (Year, Year) = (Year(1950), Year(2010));

impl Estimates {
    /// Wars against covered and uncovered states, 1950-2010 ([`crate::war::war_counts`]).
    pub fn war_counts(&self, begun: Begun) -> &WarCounts {
        &self.wars[begun as usize]
    }
}

const COUNTS: [&str; 7] = ["begun", "covered", "dyad_years", "any", "force", "wars", "by_land"];
const EPISODES: [&str; 6] = ["begun", "covered", "dispute", "year", "challenger", "target"];

fn sides(w: &WarCounts) -> [(u8, &WarCount); 2] {
    [(1, &w.covered), (0, &w.uncovered)]
}

pub(crate) fn counts_text(wars: &[WarCounts]) -> String {
    let mut out = COUNTS.join(",") + "\n";
    for (begun, w) in Begun::ALL.into_iter().zip(wars) {
        for (covered, c) in sides(w) {
            let _ = writeln!(
                out,
                "{},{covered},{},{},{},{},{}",
                begun.name(),
                c.dyad_years,
                c.any,
                c.force,
                c.wars,
                c.by_land
            );
        }
    }
    out
}

pub(crate) fn episodes_text(wars: &[WarCounts]) -> String {
    let mut out = EPISODES.join(",") + "\n";
    for (begun, w) in Begun::ALL.into_iter().zip(wars) {
        for (covered, c) in sides(w) {
            for e in &c.episodes {
                for (i, j) in &e.pairs {
                    let _ = writeln!(
                        out,
                        "{},{covered},{},{},{},{}",
                        begun.name(),
                        e.dispute,
                        e.year.0,
                        i.cow_code(),
                        j.cow_code()
                    );
                }
            }
        }
    }
    out
}

pub(crate) fn read(counts: &str, episodes: &str) -> Result<Vec<WarCounts>, Error> {
    let names = |of: &[&str]| of.iter().map(|n| (*n).to_owned()).collect::<Vec<String>>();
    let sheet = Sheet::new("wars.csv", counts, COUNTS.len())?;
    sheet.expect_header(&names(&COUNTS))?;
    let told = Sheet::new("war_episodes.csv", episodes, EPISODES.len())?;
    told.expect_header(&names(&EPISODES))?;
    if sheet.rows.len() != 2 * Begun::ALL.len() {
        return Err(sheet.wrong(format!("{} rows of counts instead of 4", sheet.rows.len())));
    }
    let mut pairs = 0;
    let mut one = |begun: Begun, covered: &str, r: usize| -> Result<WarCount, Error> {
        if sheet.rows[r][..2] != [begun.name(), covered] {
            return Err(sheet.wrong(format!(
                "line {} has to count `{},{covered}`",
                r + 2,
                begun.name()
            )));
        }
        let mut out = WarCount {
            dyad_years: sheet.count(r, 2)?,
            any: sheet.count(r, 3)?,
            force: sheet.count(r, 4)?,
            wars: sheet.count(r, 5)?,
            by_land: sheet.count(r, 6)?,
            episodes: Vec::new(),
        };
        for e in (0..told.rows.len()).filter(|&e| told.rows[e][..2] == [begun.name(), covered]) {
            let dispute = u16::try_from(told.count(e, 2)?)
                .map_err(|_| told.wrong(format!("line {}: not a dispute's number", e + 2)))?;
            let pair = (told.state(e, 4)?, told.state(e, 5)?);
            pairs += 1;
            match out.episodes.iter_mut().find(|k| k.dispute == dispute) {
                Some(k) => k.pairs.push(pair),
                None => out.episodes.push(Episode {
                    dispute,
                    year: told.year(e, 3)?,
                    pairs: vec![pair],
                }),
            }
        }
        let wars: usize = out.episodes.iter().map(|e| e.pairs.len()).sum();
        if wars != out.wars {
            return Err(told.wrong(format!("{wars} wars instead of the {} counted", out.wars)));
        }
        Ok(out)
    };
    let mut out = Vec::new();
    for (k, begun) in Begun::ALL.into_iter().enumerate() {
        out.push(WarCounts {
            covered: one(begun, "1", 2 * k)?,
            uncovered: one(begun, "0", 2 * k + 1)?,
        });
    }
    if pairs != told.rows.len() {
        return Err(told.wrong("a row belongs to no count"));
    }
    Ok(out)
}
