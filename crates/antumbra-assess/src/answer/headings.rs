//! The headings of the answer as messages: which words fit is chosen here, with the numbers.
//!
//! A heading is never stronger than its range: where ranges overlap, a difference of medians is not
//! said to be one; where a range reaches over zero, an effect is said to be possible.

use antumbra_core::{Iso3, Range};
use antumbra_record::findings::{Findings, Sentence};
use antumbra_record::paths::{NeighbourRow, Paths};
use antumbra_record::risk::{Risks, WarRisk};

/// The headings that the findings carry.
pub(crate) fn sentences(f: &Findings) -> Vec<Sentence> {
    let mut out = Vec::new();
    out.extend(own(f));
    out.extend(reach(f));
    out.extend(decay(f));
    if let Some(r) = &f.risks {
        out.extend(levels(r));
        out.extend(["historical", "expert"].iter().filter_map(|s| war(f, r, s)));
    }
    if let Some(p) = &f.paths {
        out.extend(verdicts(p));
        out.extend(insurance(p));
        out.extend(neighbours(p));
        out.extend(balance(p));
    }
    out.extend(analogues(f));
    out
}

/// A range as three numbers: `key_lo`, `key`, `key_hi`.
fn with(s: Sentence, key: &str, r: Range) -> Sentence {
    s.number(&format!("{key}_lo"), r.lo).number(key, r.mid).number(&format!("{key}_hi"), r.hi)
}

/// The client's own part against the first challenger.
fn own(f: &Findings) -> Option<Sentence> {
    let p = f.parts_over.first()?;
    Some(
        Sentence::new("parts", "own.share")
            .word("challenger", p.challenger.to_string())
            .number("own", p.own.reference.mid)
            .number("own_min", p.own.corners.min)
            .number("own_max", p.own.corners.max),
    )
}

/// How far away the first challenger and the protector are, and who of its forces is there.
fn reach(f: &Findings) -> Option<Sentence> {
    let distance = |who: Iso3| {
        let id = format!("data.{who}.distance_km");
        f.inputs.iter().find(|i| i.id == id)?.mid
    };
    let first = f.parts_over.first()?.challenger;
    let (near, far) = (distance(first)?, distance(f.patron)?);
    let posted = f.postings.iter().find(|x| x.host == f.client).map(|x| x.persons);
    let message = match (near > 0.0, posted) {
        (true, Some(_)) => "reach.apart",
        (true, None) => "reach.apart_uncounted",
        (false, Some(_)) => "reach.borders",
        (false, None) => "reach.borders_uncounted",
    };
    let mut s =
        Sentence::new("reach", message).word("challenger", first.to_string()).number("far", far);
    if near > 0.0 {
        s = s.number("near", near);
    }
    if let Some(n) = posted {
        s = s.number("persons", n);
    }
    Some(s)
}

/// What keeping today's odds takes at the two ends of the distance decay.
fn decay(f: &Findings) -> Option<Sentence> {
    let k = f.costs_over.iter().find(|k| k.goal == "keep")?;
    let (first, last) = (k.by_lambda.first()?, k.by_lambda.last()?);
    Some(
        Sentence::new("keep", "decay.span")
            .number("slowest", first.multiple.mid)
            .number("fastest", last.multiple.mid),
    )
}

/// Disputes recorded against those that the fit expects.
fn levels(r: &Risks) -> Option<Sentence> {
    let x = r.challenges.first()?;
    let (seen, fit) = (x.level.observed, x.level.expected);
    let message = if seen > fit {
        "levels.more"
    } else if seen < fit {
        "levels.fewer"
    } else {
        "levels.same"
    };
    Some(
        Sentence::new("levels", message)
            .number("observed", seen)
            .number("expected", fit)
            .number("last", f64::from(r.last_outcome)),
    )
}

/// War with the first challenger on one scale, at the nuclear share nearest to the reference's.
fn war(f: &Findings, r: &Risks, scale: &str) -> Option<Sentence> {
    let here = || r.wars.iter().filter(|w| w.scale == scale);
    let first = here().next()?.challenger;
    let off = |w: &&WarRisk| (w.psi - f.reference.psi).abs();
    let w = here().filter(|w| w.challenger == first).min_by(|a, b| off(a).total_cmp(&off(b)))?;
    let apart = w.without.lo > w.with.hi;
    let message = match (scale, apart) {
        ("expert", true) => "war_expert.apart",
        ("expert", false) => "war_expert.overlap",
        (_, true) => "war_historical.apart",
        (_, false) => "war_historical.overlap",
    };
    let s = Sentence::new("war", message).word("challenger", first.to_string());
    Some(with(with(s, "with", w.with), "without", w.without))
}

/// How many paths hold in a world, hold at some corner only, and fail at every corner.
fn verdicts(p: &Paths) -> Option<Sentence> {
    p.paths.first()?;
    let mut s = Sentence::new("paths", "verdicts.count").number("paths", p.paths.len() as f64);
    for world in ["stays", "goes"] {
        let here = || p.paths.iter().flat_map(|r| &r.worlds).filter(|w| w.world == world);
        let of = |verdict: &str| here().filter(|w| w.verdict == verdict).count() as f64;
        let reached = |k: &antumbra_record::paths::CornerShare| k.within >= p.limits.holds_share;
        let some = here().filter(|w| w.verdict == "depends" && w.corners.iter().any(reached));
        s = s
            .number(&format!("{world}_hold"), of("holds"))
            .number(&format!("{world}_some"), some.count() as f64)
            .number(&format!("{world}_fail"), of("fails"));
    }
    Some(s)
}

/// What the best insurance buys, with the doubt that its range leaves.
fn insurance(p: &Paths) -> Option<Sentence> {
    let saved = |i: &antumbra_record::paths::Insurance| i.saves_if_gone;
    let best = p.insurance.iter().max_by(|a, b| saved(a).mid.total_cmp(&saved(b).mid))?;
    let r = best.saves_if_gone;
    if r.mid <= 0.0 {
        return Some(Sentence::new("insurance", "insurance.none"));
    }
    let message = if r.lo > 0.0 { "insurance.most" } else { "insurance.may" };
    let s = Sentence::new("insurance", message)
        .word("path", best.path.clone())
        .number("first_year", f64::from(p.first_year))
        .number("last_year", f64::from(p.last_year));
    Some(with(with(s, "saved", r), "premium", best.premium))
}

/// The neighbour that is left with least on the first path if the protector goes.
fn neighbours(p: &Paths) -> Option<Sentence> {
    let first = p.paths.first()?;
    let of = |world: &'static str| {
        let here = move |n: &&NeighbourRow| n.path == first.id && n.world == world;
        p.neighbours.iter().filter(here)
    };
    let worst = of("goes").min_by(|a, b| a.support.mid.total_cmp(&b.support.mid))?;
    let stays = of("stays").find(|n| n.state == worst.state)?;
    let (gone, kept) = (worst.support, stays.support);
    let apart = gone.hi < kept.lo || kept.hi < gone.lo;
    let message = if apart { "neighbours.apart" } else { "neighbours.overlap" };
    let s = Sentence::new("neighbours", message)
        .word("state", worst.state.clone())
        .word("path", first.id.clone())
        .number("last_year", f64::from(p.last_year));
    Some(with(with(s, "gone", gone), "kept", kept))
}

/// The coalition's share on the first path, now and in the last year of both worlds.
fn balance(p: &Paths) -> Option<Sentence> {
    let first = p.paths.first()?;
    let years = |world: &str| first.worlds.iter().find(|w| w.world == world)?.years.get("balance");
    let now = first.worlds.first()?.years.get("balance")?.first()?;
    let s = Sentence::new("balance", "balance.course")
        .word("path", first.id.clone())
        .number("last_year", f64::from(p.last_year));
    let s = with(with(s, "now", *now), "stays", *years("stays")?.last()?);
    Some(with(s, "goes", *years("goes")?.last()?))
}

/// The base rate of what is forecast, and how many of the nearest cases argue against it.
fn analogues(f: &Findings) -> Vec<Sentence> {
    let Some(a) = &f.analogues else { return Vec::new() };
    let mut out = Vec::new();
    if let Some(r) = a.base_rates.iter().find(|r| r.event == a.forecast) {
        out.push(
            Sentence::new("analogues", "cases.rate")
                .number("happened", r.happened as f64)
                .number("of", r.of as f64)
                .number("horizon", f64::from(a.horizon)),
        );
    }
    if let Some(nearest) = a.cases.iter().min_by(|x, y| x.distance.total_cmp(&y.distance)) {
        let against = a.cases.iter().filter(|x| x.against).count();
        out.push(
            Sentence::new("analogues", "against.count")
                .word("nearest", nearest.title.clone())
                .number("against", against as f64)
                .number("shown", a.cases.len() as f64),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_record::paths::Insurance;
    use antumbra_record::risk::{ChallengeRisk, LevelRow};
    use serde_json::json;

    fn r(lo: f64, mid: f64, hi: f64) -> Range {
        Range { lo, mid, hi }
    }

    fn paths(insurance: Vec<Insurance>, neighbours: Vec<NeighbourRow>) -> Paths {
        let limits = json!({ "war_ratio_max": 2.0, "force_ratio_max": 1.25, "gdp_share_max": 0.04,
            "holds_share": 0.9, "fails_share": 0.1 });
        let window = json!({ "clash": r(0.0, 0.0, 0.0), "war": r(0.0, 0.0, 0.0),
            "years_above": r(0.0, 0.0, 0.0) });
        let world = |world: &str, verdict: &str, within: f64| {
            json!({ "world": world, "verdict": verdict, "within": within,
                "within_corners": { "min": 0.0, "max": within }, "by_criterion": {},
                "corners": [{ "corner": "lambda=2", "within": within }], "outcomes": {},
                "window": window, "window_if_gone": window,
                "years": { "balance": [r(0.2, 0.3, 0.4), r(0.1, 0.25, 0.3)] } })
        };
        let path = |id: &str, stays: &str, goes: f64| {
            json!({ "id": id, "name": id, "summary": "", "levers": [], "thresholds": [],
                "risks": [], "tag": "judgement", "sources": [],
                "worlds": [world("stays", stays, 1.0), world("goes", "depends", goes)] })
        };
        let mut p: Paths = serde_json::from_value(json!({
            "first_year": 2026, "last_year": 2045, "futures": 100, "corner_futures": 10,
            "failed": 0, "definition": "x", "today_share": 0.02, "scale": "historical",
            "limits": limits, "insurance": [], "neighbours": [], "presets": [], "not_run": [],
            "paths": [path("a", "holds", 0.95), path("b", "fails", 0.3)],
        }))
        .unwrap();
        (p.insurance, p.neighbours) = (insurance, neighbours);
        p
    }

    fn insured(saves: Range) -> Insurance {
        Insurance {
            path: "b".into(),
            premium: r(0.01, 0.02, 0.03),
            saves_if_gone: saves,
            costs_if_stays: r(0.0, 0.1, 0.2),
            break_even_exit: None,
            better: "always".into(),
        }
    }

    #[test]
    fn paths_are_counted_as_what_they_are() {
        let s = verdicts(&paths(vec![], vec![])).unwrap();
        let n = |k: &str| s.numbers[k];
        assert_eq!([n("paths"), n("stays_hold"), n("stays_fail")], [2.0, 1.0, 1.0]);
        // At 95% of the futures a corner is reached, at 30% none is.
        assert_eq!([n("goes_hold"), n("goes_some"), n("goes_fail")], [0.0, 1.0, 0.0]);
    }

    #[test]
    fn insurance_is_as_sure_as_its_range() {
        let message = |x: Range| insurance(&paths(vec![insured(x)], vec![])).unwrap().message;
        assert_eq!(message(r(0.06, 0.31, 0.79)), "insurance.most");
        assert_eq!(message(r(-0.2, 0.31, 0.79)), "insurance.may");
        assert_eq!(message(r(-0.4, -0.2, 0.1)), "insurance.none");
        assert!(insurance(&paths(vec![], vec![])).is_none());
    }

    #[test]
    fn neighbours_are_apart_only_where_ranges_are() {
        let row = |world: &str, support: Range| NeighbourRow {
            state: "TWN".into(),
            path: "a".into(),
            world: world.into(),
            support,
            odds: r(0.5, 0.6, 0.7),
        };
        let of = |gone: Range| {
            let rows = vec![row("stays", r(0.9, 1.0, 1.1)), row("goes", gone)];
            neighbours(&paths(vec![], rows)).unwrap()
        };
        assert_eq!(of(r(0.6, 0.7, 0.8)).message, "neighbours.apart");
        assert_eq!(of(r(0.5, 0.95, 1.2)).message, "neighbours.overlap");
        assert_eq!(of(r(0.6, 0.7, 0.8)).numbers["gone_hi"], 0.8);
        let b = balance(&paths(vec![], vec![])).unwrap();
        assert_eq!([b.numbers["now"], b.numbers["goes"]], [0.3, 0.25]);
    }

    #[test]
    fn levels_say_more_fewer_or_the_same() {
        let risk = |observed: f64| -> Risks {
            let x = r(0.1, 0.2, 0.3);
            let challenge: ChallengeRisk = serde_json::from_value(json!({
                "challenger": "CHN", "tier": "clash", "with": x, "doubted": x, "without": x,
                "uncorrected": x, "counted_as_peace": x, "ratio": x, "ratio_at": [],
                "ratio_corners": { "min": 1.0, "max": 1.1 }, "at_min": "x", "at_max": "y",
                "level": LevelRow { observed, expected: 4.0, factor: 1.0 },
                "slope": { "b": 1.0, "se": 0.1, "two_way_se": 0.2 } }))
            .unwrap();
            let war = |scale: &str, without: Range| WarRisk {
                challenger: challenge.challenger,
                scale: scale.into(),
                psi: 0.5,
                with: r(0.001, 0.002, 0.003),
                doubted: r(0.001, 0.002, 0.003),
                without,
            };
            Risks {
                wars: vec![
                    war("historical", r(0.004, 0.005, 0.006)),
                    war("expert", r(0.002, 0.005, 0.006)),
                ],
                challenges: vec![challenge],
                war_record: None,
                history: vec![],
                last_outcome: 2014,
                rows: 0,
            }
        };
        let message = |observed: f64| levels(&risk(observed)).unwrap().message;
        assert_eq!([9.0, 4.0, 1.0].map(message), ["levels.more", "levels.same", "levels.fewer"]);
    }
}
