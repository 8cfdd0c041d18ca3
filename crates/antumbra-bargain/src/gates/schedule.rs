//! The earliest lawful dates of one path through its gates.

use super::{Gate, Gates, Likelihood, unknown};
use crate::error::{Error, Kind};
use antumbra_core::Date;

/// One gate on a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'a> {
    /// The gate.
    pub gate: &'a Gate,
    /// When it was passed, if it has been.
    pub passed: Option<Date>,
    /// When it opens at the earliest.
    pub opens: Date,
    /// When it is passed at the earliest: the shortest lawful lead times all along.
    pub earliest: Date,
    /// The same with the usual lead times.
    pub usual: Date,
    /// The same with slow ones.
    pub slow: Date,
    /// The gate behind which it waits longest (by shortest lead times), if it waits for one.
    pub waits_for: Option<&'a str>,
}

/// A path through gates.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule<'a> {
    /// The gates that it needs, with all those that they stand behind, in an order in which they
    /// can be passed.
    pub steps: Vec<Step<'a>>,
    /// The earliest lawful date: when the last gate is passed with shortest lead times.
    pub earliest: Date,
    /// With the usual lead times.
    pub usual: Date,
    /// With slow ones.
    pub slow: Date,
    /// The gates that decide the earliest date, first to last.
    pub critical: Vec<&'a str>,
    /// Everybody who can stop it, with the ids of the gates that they can stop, in the order of
    /// the steps; gates passed already are left out.
    pub stoppers: Vec<(&'a str, Vec<&'a str>)>,
    /// The lowest class among the gates not yet passed; `None` when all are passed. Classes are
    /// not combined in any other way.
    pub least_likely: Option<Likelihood>,
}

impl Gates {
    /// The earliest lawful dates when the work starts on `start`, for a path that needs the gates
    /// `needed`; `passed` lists gates passed already, with their dates.
    ///
    /// A path that needs no gate is lawful at once: its dates are `start`.
    ///
    /// # Errors
    /// When a gate named is not in the set, or a date falls after the year 9999.
    pub fn schedule<'a>(
        &'a self,
        needed: &[&str],
        passed: &[(&str, Date)],
        start: Date,
    ) -> Result<Schedule<'a>, Error> {
        let find = |id: &str, lead: &str| {
            let place = self.gates.iter().position(|g| g.id == id);
            place.ok_or_else(|| unknown(id, lead, &self.gates))
        };
        let mut done: Vec<Option<Date>> = vec![None; self.gates.len()];
        for (id, date) in passed {
            done[find(id, "passed is ")?] = Some(*date);
        }
        // What the path needs: gates passed already need nothing before them.
        let mut wanted = vec![false; self.gates.len()];
        let mut open: Vec<usize> = Vec::new();
        for id in needed {
            open.push(find(id, "the path needs ")?);
        }
        while let Some(n) = open.pop() {
            if !std::mem::replace(&mut wanted[n], true) && done[n].is_none() {
                open.extend(&self.after[n]);
            }
        }
        let mut steps: Vec<Step<'a>> = Vec::new();
        let mut step_of: Vec<Option<usize>> = vec![None; self.gates.len()];
        for &n in self.order.iter().filter(|&&n| wanted[n]) {
            let before: Vec<&Step<'a>> =
                self.after[n].iter().filter_map(|&b| step_of[b]).map(|s| &steps[s]).collect();
            let step = self.step(n, done[n], start, &before)?;
            step_of[n] = Some(steps.len());
            steps.push(step);
        }
        Ok(summary(steps, start))
    }

    fn step<'a>(
        &'a self,
        n: usize,
        passed: Option<Date>,
        start: Date,
        before: &[&Step<'a>],
    ) -> Result<Step<'a>, Error> {
        let gate = &self.gates[n];
        if let Some(d) = passed {
            return Ok(Step {
                gate,
                passed,
                opens: d,
                earliest: d,
                usual: d,
                slow: d,
                waits_for: None,
            });
        }
        let floor = start.max(gate.not_before.unwrap_or(start));
        let opens =
            |date: fn(&Step<'a>) -> Date| before.iter().map(|s| date(s)).fold(floor, Date::max);
        let late = || {
            Error::new(Kind::Gates, format!("`{}` would be passed after the year 9999", gate.id))
        };
        let first = opens(|s| s.earliest);
        let waits_for = before.iter().find(|s| s.earliest == first && first > floor);
        Ok(Step {
            gate,
            passed,
            opens: first,
            earliest: gate.lead.lo.after(first).ok_or_else(late)?,
            usual: gate.lead.mid.after(opens(|s| s.usual)).ok_or_else(late)?,
            slow: gate.lead.hi.after(opens(|s| s.slow)).ok_or_else(late)?,
            waits_for: waits_for.map(|s| s.gate.id.as_str()),
        })
    }
}

fn summary<'a>(steps: Vec<Step<'a>>, start: Date) -> Schedule<'a> {
    let last = |date: fn(&Step<'a>) -> Date| steps.iter().map(date).fold(start, Date::max);
    let earliest = last(|s| s.earliest);
    let mut critical = Vec::new();
    let mut at = steps.iter().find(|s| s.earliest == earliest && s.passed.is_none());
    while let Some(step) = at {
        critical.push(step.gate.id.as_str());
        at = step.waits_for.and_then(|id| steps.iter().find(|s| s.gate.id == id));
    }
    critical.reverse();
    let mut stoppers: Vec<(&'a str, Vec<&'a str>)> = Vec::new();
    for step in steps.iter().filter(|s| s.passed.is_none()) {
        for s in &step.gate.stoppers {
            match stoppers.iter_mut().find(|(who, _)| *who == s.who) {
                Some((_, gates)) => gates.push(&step.gate.id),
                None => stoppers.push((&s.who, vec![&step.gate.id])),
            }
        }
    }
    let least_likely = steps.iter().filter(|s| s.passed.is_none()).map(|s| s.gate.likelihood).min();
    let (usual, slow) = (last(|s| s.usual), last(|s| s.slow));
    Schedule { earliest, usual, slow, critical, stoppers, least_likely, steps }
}

#[cfg(test)]
mod tests {
    use super::super::{Lead, LeadRange, Precedent, Stopper};
    use super::*;
    use antumbra_core::Tag;
    use proptest::prelude::*;

    fn gate(id: &str, after: &[&str], months: [u32; 3], who: &[&str]) -> Gate {
        Gate {
            id: id.into(),
            name: id.into(),
            after: after.iter().map(|&a| a.to_owned()).collect(),
            lead: LeadRange {
                lo: Lead::months(months[0]),
                mid: Lead::months(months[1]),
                hi: Lead::months(months[2]),
            },
            not_before: None,
            stoppers: who.iter().map(|&w| Stopper { who: w.into(), by: "a vote".into() }).collect(),
            likelihood: Likelihood::Possible,
            precedent: None,
            tag: Tag::Judgement,
            source: None,
        }
    }

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// statute ─┐
    /// cabinet ─┴► both ─► notice, and an unrelated gate that the path does not need.
    fn some() -> Vec<Gate> {
        vec![
            gate("notice", &["both"], [12, 12, 12], &["partner"]),
            gate("both", &["statute", "cabinet"], [1, 2, 3], &["upper house"]),
            gate("statute", &[], [3, 6, 12], &["upper house", "lower house"]),
            gate("cabinet", &[], [1, 1, 24], &["prime minister"]),
            gate("elsewhere", &[], [99, 99, 99], &["nobody"]),
        ]
    }

    #[test]
    fn dates_add_up_along_the_longest_way() {
        let gates = Gates::new(some()).unwrap();
        let s = gates.schedule(&["notice"], &[], date("2026-04-01")).unwrap();
        assert_eq!(s.steps.len(), 4);
        // Shortest: statute 3, both 1, notice 12. Usual: 6 + 2 + 12. Slow: cabinet 24 + 3 + 12.
        assert_eq!(s.earliest, date("2027-08-01"));
        assert_eq!(s.usual, date("2027-12-01"));
        assert_eq!(s.slow, date("2029-07-01"));
        assert_eq!(s.critical, ["statute", "both", "notice"]);
        assert_eq!(s.stoppers[0], ("upper house", vec!["statute", "both"]));
        assert_eq!(s.least_likely, Some(Likelihood::Possible));
    }

    #[test]
    fn what_is_passed_is_not_waited_for() {
        let gates = Gates::new(some()).unwrap();
        let passed = [("both", date("2026-03-01"))];
        let s = gates.schedule(&["notice"], &passed, date("2026-04-01")).unwrap();
        let ids: Vec<_> = s.steps.iter().map(|s| s.gate.id.as_str()).collect();
        assert_eq!(ids, ["both", "notice"]);
        assert_eq!(s.earliest, date("2027-04-01"));
        assert_eq!(s.stoppers, [("partner", vec!["notice"])]);
        let all = [("notice", date("2026-03-01"))];
        let s = gates.schedule(&["notice"], &all, date("2026-04-01")).unwrap();
        assert_eq!((s.earliest, s.least_likely), (date("2026-04-01"), None));
        let none = gates.schedule(&[], &[], date("2026-04-01")).unwrap();
        assert_eq!(none.earliest, date("2026-04-01"));
    }

    #[test]
    fn a_dated_decision_holds_everything_up() {
        let mut list = some();
        list[3].not_before = Some(date("2027-04-01"));
        let gates = Gates::new(list).unwrap();
        let s = gates.schedule(&["both"], &[], date("2026-04-01")).unwrap();
        assert_eq!(s.earliest, date("2027-06-01"));
        assert_eq!(s.critical, ["cabinet", "both"]);
    }

    #[test]
    fn a_circle_is_named() {
        let mut list = some();
        list[2].after.push("notice".into());
        let e = Gates::new(list).unwrap_err();
        assert!(e.is_gates());
        assert!(e.message().ends_with("notice → both → statute → notice"), "{e}");
        let e = Gates::new(vec![gate("a", &["a"], [1, 1, 1], &[])]).unwrap_err();
        assert!(e.message().ends_with("a → a"), "{e}");
    }

    #[test]
    fn faults_are_named() {
        let refuse = |list: Vec<Gate>, part: &str| {
            let e = Gates::new(list).unwrap_err();
            assert!(e.is_gates() && e.to_string().contains(part), "{e}");
        };
        refuse(
            vec![gate("a", &["bb"], [1; 3], &[]), gate("bbb", &[], [1; 3], &[])],
            "did you mean `bbb`",
        );
        refuse(vec![gate("a", &[], [1; 3], &[]), gate("a", &[], [1; 3], &[])], "two gates");
        refuse(vec![gate("a", &[], [3, 2, 4], &[])], "out of order");
        let mut wrong = gate("a", &[], [1; 3], &[]);
        wrong.precedent = Some(Precedent { happened: 3, of: 2, unit: "years".into() });
        refuse(vec![wrong], "3 of 2 years");
        let gates = Gates::new(some()).unwrap();
        let e = gates.schedule(&["notise"], &[], date("2026-04-01")).unwrap_err();
        assert!(e.to_string().contains("did you mean `notice`"), "{e}");
    }

    #[test]
    fn a_longer_lead_never_brings_a_date_forward() {
        let base = Gates::new(some()).unwrap();
        let early = base.schedule(&["notice"], &[], date("2026-01-31")).unwrap().earliest;
        for n in 0..4 {
            let mut list = some();
            let lo = list[n].lead.lo.months + 1;
            list[n].lead = LeadRange::fixed(Lead::months(lo));
            let gates = Gates::new(list).unwrap();
            assert!(
                gates.schedule(&["notice"], &[], date("2026-01-31")).unwrap().earliest >= early
            );
        }
    }

    /// The earliest date of a gate by walking every way that leads to it.
    fn by_walking(list: &[Gate], n: usize, start: Date) -> Date {
        let before = list[n].after.iter().map(|id| {
            let b = list.iter().position(|g| g.id == *id).unwrap();
            by_walking(list, b, start)
        });
        let opens = before.fold(start, Date::max);
        list[n].lead.lo.after(opens).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// On random acyclic sets, in whatever order they are listed, dates equal those found by
        /// walking every way; an edge back from a gate to one that stands behind it is a circle.
        #[test]
        fn dates_equal_those_by_walking_every_way(
            leads in prop::collection::vec(0u32..400, 7),
            edges in prop::collection::vec(any::<bool>(), 21),
            shift in 0usize..7,
        ) {
            let mut list: Vec<Gate> = (0..7)
                .map(|n| {
                    let mut g = gate(&format!("g{n}"), &[], [0; 3], &[]);
                    g.lead = LeadRange::fixed(Lead::days(leads[n]));
                    g.after = (0..n)
                        .filter(|b| edges[n * (n - 1) / 2 + b])
                        .map(|b| format!("g{b}"))
                        .collect();
                    g
                })
                .collect();
            list.rotate_left(shift);
            let start = date("2026-04-01");
            let gates = Gates::new(list.clone()).unwrap();
            for (n, g) in list.iter().enumerate() {
                let s = gates.schedule(&[&g.id], &[], start).unwrap();
                prop_assert_eq!(s.earliest, by_walking(&list, n, start));
            }
            let place = |id: &str| list.iter().position(|g| g.id == id).unwrap();
            if let Some(last) = list.iter().find(|g| !g.after.is_empty()) {
                let (low, high) = (last.after[0].clone(), last.id.clone());
                let at = place(&low);
                list[at].after.push(high);
                prop_assert!(Gates::new(list).unwrap_err().message().contains(" → "));
            }
        }
    }
}
