//! Gates of the file, and the earliest lawful date of whatever needs some of them.

use super::file::{GateRow, LikelihoodClass};
use super::wrong::Wrong;
use antumbra_bargain::gates::{
    Gate, Gates, Lead, LeadRange, Likelihood, Precedent, Schedule, Stopper,
};
use antumbra_core::{Date, SourceId};
use antumbra_record::politics::{GateStep, Hurdles, Stopper as StopperRecord};

/// Gates with the dates on which some were passed.
#[derive(Clone, Debug)]
pub struct Law {
    /// The gates.
    pub gates: Gates,
    /// Those passed already.
    pub passed: Vec<(String, Date)>,
}

/// A date as files write it; a year or a month without a day means its last day.
pub fn last_day(text: &str) -> Option<Date> {
    match text.len() {
        4 => Date::parse(&format!("{text}-12-31")),
        7 => Date::parse(&format!("{text}-01"))?.plus_months(1)?.plus_days(-1),
        _ => Date::parse(text),
    }
}

/// A length in years as whole months, and the rest of a month in days.
fn lead(years: f64) -> Lead {
    let months = (years * 12.0 + 1e-9).floor();
    let days = ((years * 12.0 - months) * 30.0).round().max(0.0);
    Lead { months: months as u32, days: days as u32 }
}

/// Checks the gates; `None` when there is none or something is wrong.
pub(super) fn law(rows: &[GateRow], dated: bool, wrong: &mut Wrong<'_>) -> Option<Law> {
    if rows.is_empty() {
        return None;
    }
    let before = wrong.count();
    if !dated {
        wrong.push(
            "AN0215",
            "gates",
            "there are gates and no day on which the work on them starts".into(),
            "add as_of = \"2026-11-22\" to [politics]",
        );
    }
    let mut passed = Vec::new();
    let mut gates = Vec::new();
    for g in rows {
        let path = format!("gates.{}", g.id);
        let r = g.lead_years.range();
        if !(0.0 <= r.lo && r.lo <= r.mid && r.mid <= r.hi && r.hi <= 200.0) {
            wrong.push(
                "AN0120",
                &format!("{path}.lead_years"),
                format!("the lead time of `{}` is no range of years", g.id),
                "give the shortest lawful, the usual and a slow one, in this order",
            );
            continue;
        }
        let mut date = |text: &Option<String>, key: &str| {
            let d = text.as_deref().map(last_day);
            if d == Some(None) {
                wrong.push(
                    "AN0125",
                    &format!("{path}.{key}"),
                    format!("`{}` is no date", text.as_deref().unwrap_or_default()),
                    "write 2027-03-31, 2027-03 or 2027",
                );
            }
            d.flatten()
        };
        let not_before = date(&g.not_before, "not_before");
        if let Some(d) = date(&g.passed, "passed") {
            passed.push((g.id.clone(), d));
        }
        gates.push(Gate {
            id: g.id.clone(),
            name: g.name.clone(),
            after: g.after.clone(),
            lead: LeadRange { lo: lead(r.lo), mid: lead(r.mid), hi: lead(r.hi) },
            not_before,
            stoppers: g
                .who_can_stop
                .iter()
                .map(|s| Stopper { who: s.who.clone(), by: s.by.clone() })
                .collect(),
            likelihood: match g.likelihood {
                LikelihoodClass::Remote => Likelihood::Remote,
                LikelihoodClass::Possible => Likelihood::Possible,
                LikelihoodClass::Likely => Likelihood::Likely,
            },
            precedent: g.base_rate.as_ref().map(|b| Precedent {
                happened: b.happened,
                of: b.of,
                unit: b.unit.clone(),
            }),
            tag: g.tag,
            source: g.sources.first().map(|s| SourceId::new(s.clone())),
        });
    }
    if wrong.count() > before {
        return None;
    }
    match Gates::new(gates) {
        Ok(gates) => Some(Law { gates, passed }),
        Err(e) => {
            wrong.engine("AN0216", "gates", rows.iter().map(|g| g.id.as_str()), &e);
            None
        }
    }
}

fn class(l: Likelihood) -> &'static str {
    match l {
        Likelihood::Remote => "remote",
        Likelihood::Possible => "possible",
        Likelihood::Likely => "likely",
    }
}

impl Law {
    /// What needs the gates `needs` may lawfully begin at the earliest when the work on the gates
    /// starts on `start`: dates with shortest, usual and slow lead times, the sequence, what is
    /// passed and what is not, who can stop it, and the lowest likelihood class on the way. `id`
    /// names what needs them (a path, a lever).
    ///
    /// # Errors
    /// When a gate named is not there, with the nearest one.
    pub fn earliest(
        &self,
        id: &str,
        needs: &[&str],
        start: Date,
    ) -> Result<Hurdles, antumbra_bargain::Error> {
        let passed: Vec<(&str, Date)> =
            self.passed.iter().map(|(id, d)| (id.as_str(), *d)).collect();
        Ok(hurdles(id, start, &self.gates.schedule(needs, &passed, start)?))
    }
}

fn hurdles(id: &str, start: Date, s: &Schedule<'_>) -> Hurdles {
    Hurdles {
        id: id.into(),
        start: start.to_string(),
        earliest: s.earliest.to_string(),
        usual: s.usual.to_string(),
        slow: s.slow.to_string(),
        steps: s
            .steps
            .iter()
            .map(|x| GateStep {
                gate: x.gate.id.clone(),
                passed: x.passed.map(|d| d.to_string()),
                opens: x.opens.to_string(),
                earliest: x.earliest.to_string(),
                usual: x.usual.to_string(),
                slow: x.slow.to_string(),
                waits_for: x.waits_for.map(str::to_owned),
            })
            .collect(),
        critical: s.critical.iter().map(|c| (*c).to_owned()).collect(),
        not_passed: s
            .steps
            .iter()
            .filter(|x| x.passed.is_none())
            .map(|x| x.gate.id.clone())
            .collect(),
        passed: s.steps.iter().filter(|x| x.passed.is_some()).map(|x| x.gate.id.clone()).collect(),
        who_can_stop: s
            .stoppers
            .iter()
            .map(|(who, gates)| StopperRecord {
                who: (*who).to_owned(),
                by: gates.iter().map(|g| (*g).to_owned()).collect(),
            })
            .collect(),
        least_likely: s.least_likely.map(|l| class(l).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coarse_dates_end_with_their_last_day() {
        let day = |t: &str| last_day(t).map(|d| d.to_string());
        assert_eq!(day("2027").as_deref(), Some("2027-12-31"));
        assert_eq!(day("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(day("2027-03-31").as_deref(), Some("2027-03-31"));
        assert_eq!(day("2027-13"), None);
    }

    #[test]
    fn a_quarter_of_a_year_is_three_months() {
        assert_eq!(lead(0.25), Lead { months: 3, days: 0 });
        assert_eq!(lead(1.0), Lead { months: 12, days: 0 });
        assert_eq!(lead(0.04), Lead { months: 0, days: 14 });
    }
}
