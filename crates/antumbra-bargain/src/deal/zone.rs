//! The zone of agreement, or why there is none.

use super::simplex::{Answer, Row, maximise};
use super::{Deal, Term};
use antumbra_core::{Range, Spread};

/// The terms that all sides take.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// The range of each term over the zone, in the order of the terms.
    pub terms: Vec<Spread>,
    /// The terms at which the side that gains least, as a share of what the terms can swing for
    /// it, gains most.
    pub centre: Vec<f64>,
    /// What each side gains at the centre over having no deal, in its own unit.
    pub surplus: Vec<f64>,
    /// The most that each side could gain anywhere in the zone, in its own unit.
    pub most: Vec<f64>,
    /// Terms whose whole range in the zone lies beyond what past agreements did (indices): a deal
    /// there needs a reason that the record does not give.
    pub beyond_record: Vec<usize>,
}

/// A smallest set of sides that exclude each other: without any one of them there is a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Indices of the sides.
    pub sides: Vec<usize>,
    /// How much more each of them would have to lose without the deal before it agreed with the
    /// others of the conflict, in its own unit.
    pub short: Vec<f64>,
}

/// Whether there is a zone.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// There is.
    Zone(Zone),
    /// There is none: the sides that bind.
    Empty(Conflict),
}

impl Outcome {
    /// The zone, if there is one.
    pub fn zone(&self) -> Option<&Zone> {
        match self {
            Outcome::Zone(z) => Some(z),
            Outcome::Empty(_) => None,
        }
    }
}

impl Deal {
    /// The zone of agreement when every side loses the middle of what it may lose without a deal.
    pub fn zone(&self) -> Outcome {
        self.zone_at(|r| r.mid)
    }

    /// The zone when sides lose the low end (the narrowest zone) and the high end (the widest).
    pub fn zone_at_ends(&self) -> (Outcome, Outcome) {
        (self.zone_at(|r| r.lo), self.zone_at(|r| r.hi))
    }

    /// The zone of agreement when `losses` picks a number from each range of losses.
    pub fn zone_at(&self, losses: fn(&Range) -> f64) -> Outcome {
        let program = Program::new(self, losses);
        let all: Vec<usize> = (0..self.sides.len()).collect();
        let Some(centre) = program.centre(&all) else {
            return Outcome::Empty(self.conflict(&program, all));
        };
        let terms: Vec<Spread> = (0..self.terms.len())
            .map(|k| {
                let mut axis = vec![0.0; self.terms.len()];
                let mut end = |sign: f64| {
                    axis[k] = sign;
                    // The centre lies in the zone, so that there is a best point.
                    program.best(&axis, &all).map_or(centre[k], |x| x[k])
                };
                Spread { max: end(1.0), min: end(-1.0) }
            })
            .collect();
        let gain = |s: usize, x: &[f64]| self.surplus(s, x, losses).unwrap_or(0.0);
        let most = all
            .iter()
            .map(|&s| {
                let best = program.best(&program.worth(s), &all);
                best.map_or_else(|| gain(s, &centre), |x| gain(s, &x))
            })
            .collect();
        let beyond = |k: &usize| {
            let (t, z): (&Term, &Spread) = (&self.terms[*k], &terms[*k]);
            t.realised.as_ref().is_some_and(|r| z.min > r.max || z.max < r.min)
        };
        Outcome::Zone(Zone {
            surplus: all.iter().map(|&s| gain(s, &centre)).collect(),
            most,
            beyond_record: (0..terms.len()).filter(beyond).collect(),
            centre,
            terms,
        })
    }

    /// Leaves out one side after the other as long as the rest still exclude each other.
    fn conflict(&self, program: &Program<'_>, mut sides: Vec<usize>) -> Conflict {
        let mut at = 0;
        while at < sides.len() {
            let mut rest = sides.clone();
            rest.remove(at);
            if program.feasible(&rest) {
                at += 1;
            } else {
                sides = rest;
            }
        }
        let short = sides
            .iter()
            .map(|&s| {
                let rest: Vec<usize> = sides.iter().copied().filter(|&o| o != s).collect();
                let best = program.best(&program.worth(s), &rest);
                let gain = best.and_then(|x| self.surplus(s, &x, program.losses));
                gain.map_or(0.0, |g| (-g).max(0.0))
            })
            .collect();
        Conflict { sides, short }
    }
}

/// The sides' inequalities in variables that run from 0 to 1 between each term's bounds, each
/// divided by what the terms can swing for the side.
struct Program<'a> {
    deal: &'a Deal,
    losses: fn(&Range) -> f64,
    rows: Vec<Row>,
    bounds: Vec<Row>,
}

impl<'a> Program<'a> {
    fn new(deal: &'a Deal, losses: fn(&Range) -> f64) -> Self {
        let n = deal.terms.len();
        let mut program = Program { deal, losses, rows: Vec::new(), bounds: Vec::new() };
        for s in 0..deal.sides.len() {
            let worth = program.worth(s);
            let at_min: f64 = deal.worth[s].iter().zip(&deal.terms).map(|(w, t)| w * t.min).sum();
            let constant = at_min + deal.lost(s, losses);
            let swing: f64 = worth.iter().map(|w| w.abs()).sum();
            // A side that no term touches decides by its losses alone.
            let unit = if swing > 0.0 { swing } else { constant.abs().max(1.0) };
            program.rows.push(Row {
                coefficients: worth.iter().map(|w| -w / unit).collect(),
                limit: constant / unit,
            });
        }
        for k in 0..n {
            let mut coefficients = vec![0.0; n];
            coefficients[k] = 1.0;
            program.bounds.push(Row { coefficients, limit: 1.0 });
        }
        program
    }

    /// Worth to a side of going from each term's least to its most.
    fn worth(&self, side: usize) -> Vec<f64> {
        let spans = self.deal.terms.iter().map(|t| t.max - t.min);
        self.deal.worth[side].iter().zip(spans).map(|(w, span)| w * span).collect()
    }

    fn natural(&self, x: &[f64]) -> Vec<f64> {
        self.deal.terms.iter().zip(x).map(|(t, x)| t.min + x.min(1.0) * (t.max - t.min)).collect()
    }

    fn rows_of(&self, sides: &[usize]) -> Vec<Row> {
        sides.iter().map(|&s| self.rows[s].clone()).chain(self.bounds.iter().cloned()).collect()
    }

    /// The terms that these sides take where the objective (in 0-1 variables) is largest.
    fn best(&self, objective: &[f64], sides: &[usize]) -> Option<Vec<f64>> {
        let largest = objective.iter().fold(0.0f64, |a, b| a.max(b.abs()));
        let scale = if largest > 0.0 { largest } else { 1.0 };
        let scaled: Vec<f64> = objective.iter().map(|c| c / scale).collect();
        match maximise(&scaled, &self.rows_of(sides)) {
            Answer::Best(x, _) => Some(self.natural(&x)),
            Answer::Infeasible | Answer::Unbounded => None,
        }
    }

    fn feasible(&self, sides: &[usize]) -> bool {
        self.best(&vec![0.0; self.deal.terms.len()], sides).is_some()
    }

    /// The point where the least surplus of these sides is largest, if all take it.
    fn centre(&self, sides: &[usize]) -> Option<Vec<f64>> {
        // One more variable: the least surplus as a share, at least 0.
        let n = self.deal.terms.len();
        let rows: Vec<Row> = self
            .rows_of(sides)
            .into_iter()
            .enumerate()
            .map(|(i, mut r)| {
                r.coefficients.push(if i < sides.len() { 1.0 } else { 0.0 });
                r
            })
            .collect();
        let mut objective = vec![0.0; n + 1];
        objective[n] = 1.0;
        match maximise(&objective, &rows) {
            Answer::Best(x, _) => Some(self.natural(&x[..n])),
            Answer::Infeasible | Answer::Unbounded => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Decision, Loss, Realised, Role, Side};
    use super::*;
    use antumbra_core::{Date, Tag};
    use proptest::prelude::*;

    fn term(id: &str, min: f64, max: f64) -> Term {
        Term { id: id.into(), unit: "units".into(), min, max, realised: None }
    }

    fn side(name: &str, worth: &[(&str, f64)], loses: [f64; 3]) -> Side {
        Side {
            name: name.into(),
            role: Role::Party,
            worth: worth.iter().map(|(k, v)| ((*k).to_owned(), *v)).collect(),
            without: vec![Loss {
                what: "bases".into(),
                amount: Range { lo: loses[0], mid: loses[1], hi: loses[2] },
                tag: Tag::Judgement,
                source: None,
            }],
        }
    }

    fn deal(terms: Vec<Term>, sides: Vec<Side>) -> Deal {
        Deal::new(terms, sides, vec![]).unwrap()
    }

    /// One price: the buyer pays at most 8, the seller takes at least 5.
    fn price(buyer: f64, seller: f64) -> Deal {
        deal(
            vec![term("money", 0.0, 10.0)],
            vec![
                side("buyer", &[("money", -1.0)], [buyer - 1.0, buyer, buyer + 1.0]),
                side("seller", &[("money", 1.0)], [-seller - 1.0, -seller, -seller + 1.0]),
            ],
        )
    }

    #[test]
    fn a_price_by_hand() {
        let d = price(8.0, 5.0);
        let out = d.zone();
        let z = out.zone().unwrap();
        assert!((z.terms[0].min - 5.0).abs() < 1e-9 && (z.terms[0].max - 8.0).abs() < 1e-9);
        assert!((z.centre[0] - 6.5).abs() < 1e-9);
        assert!((z.surplus[0] - 1.5).abs() < 1e-9 && (z.most[1] - 3.0).abs() < 1e-9);
        // Less to lose: 7 and 6. More: 9 and 4.
        let (narrow, wide) = d.zone_at_ends();
        assert!((narrow.zone().unwrap().terms[0].min - 6.0).abs() < 1e-9);
        assert!((wide.zone().unwrap().terms[0].max - 9.0).abs() < 1e-9);
    }

    #[test]
    fn an_empty_zone_names_the_sides_that_bind() {
        let Outcome::Empty(c) = price(4.0, 5.5).zone() else { panic!() };
        assert_eq!(c.sides, [0, 1]);
        assert!(c.short.iter().all(|s| (s - 1.5).abs() < 1e-9), "{c:?}");
        // A third side that would take anything is not among them.
        let mut d = price(4.0, 5.5);
        d = deal(
            d.terms.clone(),
            [vec![side("bystander", &[], [0.0; 3])], d.sides.clone()].concat(),
        );
        let Outcome::Empty(c) = d.zone() else { panic!() };
        assert_eq!(c.sides, [1, 2]);
        // A ratifier that the deal cannot satisfy binds alone.
        let ratifier = side("senate", &[("money", 1.0)], [-20.0; 3]);
        d = deal(d.terms.clone(), [d.sides[1..].to_vec(), vec![ratifier]].concat());
        let Outcome::Empty(c) = d.zone() else { panic!() };
        assert_eq!((c.sides.as_slice(), c.short.len()), (&[2][..], 1));
        assert!((c.short[0] - 10.0).abs() < 1e-9);
    }

    /// Money and access: neither alone gives a deal, a trade of one for the other does.
    #[test]
    fn two_terms_make_a_deal_that_one_cannot() {
        let sides = vec![
            side("client", &[("money", -1.0), ("control", 2.0)], [0.0; 3]),
            side("patron", &[("money", 1.0), ("control", -1.0)], [-0.5; 3]),
        ];
        let both = deal(vec![term("money", 0.0, 4.0), term("control", 0.0, 3.0)], sides.clone());
        let out = both.zone();
        let z = out.zone().unwrap();
        // money ≤ 2 control and money ≥ control + .5: control from .5 (where both bind).
        assert!((z.terms[1].min - 0.5).abs() < 1e-9 && (z.terms[1].max - 3.0).abs() < 1e-9);
        assert!((z.terms[0].min - 1.0).abs() < 1e-9 && (z.terms[0].max - 4.0).abs() < 1e-9);
        let fixed = deal(vec![term("money", 0.0, 4.0), term("control", 0.0, 0.0)], sides);
        assert!(fixed.zone().zone().is_none());
    }

    #[test]
    fn a_zone_beyond_the_record_is_marked() {
        let mut t = term("money", 0.0, 10.0);
        t.realised = Some(Realised { min: -2.0, max: 1.08, of: "changes".into() });
        let d = deal(vec![t], price(8.0, 5.0).sides);
        assert_eq!(d.zone().zone().unwrap().beyond_record, [0]);
    }

    #[test]
    fn decisions_fall_due_in_order() {
        let on = |date: &str, what: &str| Decision {
            date: Date::parse(date).unwrap(),
            what: what.into(),
        };
        let list = vec![
            on("2027-03-31", "support expires"),
            on("2026-11-01", "talks"),
            on("2028-01-01", "later"),
        ];
        let d = Deal::new(vec![term("money", 0.0, 1.0)], price(8.0, 5.0).sides, list).unwrap();
        let due: Vec<_> =
            d.due(Date::parse("2026-04-01").unwrap(), 12).iter().map(|d| d.what.as_str()).collect();
        assert_eq!(due, ["talks", "support expires"]);
    }

    #[test]
    fn faults_are_named() {
        let refuse = |terms: Vec<Term>, sides: Vec<Side>, part: &str| {
            let e = Deal::new(terms, sides, vec![]).unwrap_err();
            assert!(e.is_deal() && e.to_string().contains(part), "{e}");
        };
        let ok = || vec![term("money", 0.0, 1.0)];
        refuse(vec![], vec![side("a", &[], [0.0; 3])], "at least one term");
        refuse(ok(), vec![side("a", &[("mony", 1.0)], [0.0; 3])], "did you mean `money`");
        refuse(ok(), vec![side("a", &[], [2.0, 1.0, 3.0])], "not a range in order");
        refuse(vec![term("money", 2.0, 1.0)], vec![side("a", &[], [0.0; 3])], "bounds of `money`");
        refuse(
            ok(),
            vec![side("a", &[], [0.0; 3]), side("a", &[], [0.0; 3])],
            "side 2 has no name",
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The centre is taken by everybody; terms drawn at random that everybody takes lie in
        /// the ranges; and when the zone is empty no such terms are found, and leaving out any
        /// side of the conflict leaves the others with a zone.
        #[test]
        fn zones_hold_what_everybody_takes(
            worth in prop::collection::vec(prop::collection::vec(-3i32..4, 3), 2..5),
            losses in prop::collection::vec(-4i32..5, 4),
            points in prop::collection::vec(prop::collection::vec(0.0f64..=1.0, 3), 60),
        ) {
            let ids = ["money", "control", "access"];
            let terms: Vec<Term> = ids.iter().map(|id| term(id, 0.0, 1.0)).collect();
            let sides: Vec<Side> = worth.iter().enumerate().map(|(s, w)| {
                let w: Vec<(&str, f64)> = ids.iter().copied().zip(w.iter().map(|&x| f64::from(x))).collect();
                side(&format!("s{s}"), &w, [f64::from(losses[s]); 3])
            }).collect();
            let d = deal(terms, sides);
            let takes = |x: &[f64], slack: f64| (0..d.sides().len())
                .all(|s| d.surplus(s, x, |r| r.mid).unwrap() >= -slack);
            match d.zone() {
                Outcome::Zone(z) => {
                    prop_assert!(takes(&z.centre, 1e-6));
                    for x in points.iter().filter(|x| takes(x, 0.0)) {
                        for (v, r) in x.iter().zip(&z.terms) {
                            prop_assert!(*v >= r.min - 1e-6 && *v <= r.max + 1e-6);
                        }
                    }
                }
                Outcome::Empty(c) => {
                    prop_assert!(!points.iter().any(|x| takes(x, 0.0)));
                    for &out in &c.sides {
                        let rest: Vec<Side> = c.sides.iter().filter(|&&s| s != out)
                            .map(|&s| d.sides()[s].clone()).collect();
                        if !rest.is_empty() {
                            prop_assert!(deal(d.terms().to_vec(), rest).zone().zone().is_some());
                        }
                    }
                }
            }
        }
    }
}
