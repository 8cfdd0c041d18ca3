//! What boxes, drivers, the comparison of paths and their order come to: the choice of words.

use antumbra_record::discover::Sensitivity;
use antumbra_record::exploration::PathBox;
use antumbra_record::findings::Sentence;
use antumbra_record::paths::Paths;
use antumbra_record::robust::{ParetoRow, RegretTable, ResolvingRow, SatisficingRow};

/// A box is told only where it holds at least this share of the futures sought, and at least this
/// share of its futures are such.
const WORTH: f64 = 0.5;

/// The box of a path, with its limits as `N.input`, `N.above`, `N.below` from 1 on; or that none is
/// worth showing.
pub(super) fn boxed(b: &PathBox) -> Sentence {
    let step = b.discovery.trajectory.get(b.picked);
    let told = step.and_then(|s| Some((s.coverage?, s.density?)));
    let (coverage, density) = told.unwrap_or((0.0, 0.0));
    let message = match (b.limits.is_empty() || coverage.min(density) < WORTH, b.interest.as_str())
    {
        (true, _) => "box.none",
        (false, "holds") => "box.holds",
        (false, _) => "box.fails",
    };
    let mut s = Sentence::new("overturn", message)
        .word("path", b.path.clone())
        .word("world", b.world.clone())
        .number("within", b.within)
        .number("worth", WORTH)
        .number("coverage", coverage)
        .number("density", density)
        .number("limits", b.limits.len() as f64);
    for (n, l) in b.limits.iter().enumerate() {
        s = s.word(&format!("{}.input", n + 1), l.input.clone());
        for (end, value) in [("above", l.above), ("below", l.below)] {
            if let Some(v) = value {
                s = s.number(&format!("{}.{end}", n + 1), v);
            }
        }
    }
    s
}

/// The paths and worlds (`path/world`) for which no box is sought, since they hold or fail in nearly
/// all futures.
pub(super) fn unboxed(always: &[String], never: &[String], rare: f64) -> Vec<Sentence> {
    [("box.always", always), ("box.never", never)]
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(message, list)| {
            Sentence::new("overturn", message).word("places", list.join(",")).number("rare", rare)
        })
        .collect()
}

/// What drives a criterion: the first input that can be told from chance, or none.
pub(super) fn drivers(path: &str, world: &str, criterion: &str, s: &Sensitivity) -> Sentence {
    let told: Vec<&str> = s
        .indices
        .iter()
        .filter(|r| !r.indistinguishable_from_zero)
        .map(|r| r.input.as_str())
        .collect();
    let message = match told.len() {
        0 => "drivers.none",
        1 => "drivers.one",
        _ => "drivers.some",
    };
    let mut out = Sentence::new("overturn", message)
        .word("path", path)
        .word("world", world)
        .word("criterion", criterion)
        .number("inputs", s.indices.len() as f64)
        .number("silent", (s.indices.len() - told.len()) as f64)
        .number("futures", s.cases as f64);
    for (n, input) in told.iter().take(2).enumerate() {
        out = out.word(&format!("input.{}", n + 1), *input);
    }
    out
}

/// Which path costs least where choosing was wrong, which are beaten by none, what is worth knowing.
pub(super) fn standing(
    regret: &[RegretTable],
    pareto: &[ParetoRow],
    within: &[SatisficingRow],
    resolving: &[ResolvingRow],
) -> Vec<Sentence> {
    let mut out = Vec::new();
    out.extend(regret.first().and_then(|t| least(t, within)));
    for world in ["stays", "goes"] {
        let here = || pareto.iter().filter(|p| p.world == world);
        let list =
            |of: &[&ParetoRow]| of.iter().map(|p| p.path.as_str()).collect::<Vec<_>>().join(",");
        let (set, beaten): (Vec<&ParetoRow>, Vec<&ParetoRow>) = here().partition(|p| p.in_set);
        if set.is_empty() {
            continue;
        }
        let message = if beaten.is_empty() { "pareto.all" } else { "pareto.some" };
        let mut s = Sentence::new("pareto", message).word("world", world).word("paths", list(&set));
        for (n, b) in beaten.iter().enumerate() {
            s = s.word(&format!("{}.path", n + 1), b.path.clone()).word(
                &format!("{}.by", n + 1),
                b.dominated_by.first().cloned().unwrap_or_default(),
            );
        }
        out.push(s.number("beaten", beaten.len() as f64));
    }
    let told: Vec<&ResolvingRow> =
        resolving.iter().filter(|r| !r.indistinguishable_from_zero).collect();
    if let Some(first) = resolving.first() {
        let message = if told.is_empty() { "knowing.none" } else { "knowing.some" };
        let mut s = Sentence::new("knowing", message)
            .word("world", first.world.clone())
            .number("inputs", resolving.len() as f64);
        if let Some(top) = told.first() {
            s = s
                .word("input", top.input.clone())
                .number("gain", top.value)
                .number("half_width", top.half_width);
        }
        out.push(s);
    }
    out
}

/// The path with the smallest 95th percentile of regret in each world.
fn least(t: &RegretTable, within: &[SatisficingRow]) -> Option<Sentence> {
    let of = |world: &str| {
        let here = t.rows.iter().filter(|r| r.world == world);
        here.filter_map(|r| Some((r.hi?, r.path.as_str()))).min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let share = |path: &str, world: &str| {
        let row = within.iter().find(|s| s.path == path && s.world == world);
        row.map_or(0.0, |s| s.share)
    };
    let ((stays, a), (goes, b)) = (of("stays")?, of("goes")?);
    let message = if a == b { "regret.one" } else { "regret.two" };
    Some(
        Sentence::new("regret", message)
            .word("stays", a)
            .word("goes", b)
            .number("stays", stays)
            .number("goes", goes)
            .number("stays.within", share(a, "stays"))
            .number("goes.within", share(b, "goes")),
    )
}

/// Which of two orders of the same levers has the smaller window, as sure as its shares of futures.
pub(crate) fn order(p: &Paths) -> Option<Sentence> {
    let o = p.order.as_ref()?;
    let (stays, goes) = (*o.share.get("stays")?, *o.share.get("goes")?);
    // Shares that are told in the same words.
    let told = |x: f64| {
        if x > 0.995 { 200.0 + f64::from(u8::from(x >= 1.0)) } else { (100.0 * x).round() }
    };
    let say = |message: &str| {
        Sentence::new("order", message).word("best", o.best.clone()).word("worst", o.worst.clone())
    };
    let both = |message: &str| say(message).number("stays", stays).number("goes", goes);
    Some(if stays.min(goes) < p.limits.holds_share {
        both("order.open")
    } else if stays.min(goes) >= 1.0 {
        say("order.settled_always")
    } else if told(stays) == told(goes) {
        say("order.settled_alike").number("least", stays.min(goes))
    } else {
        both("order.settled")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_record::robust::RegretRow;

    fn table(rows: &[(&str, &str, f64)]) -> RegretTable {
        let row = |(path, world, hi): &(&str, &str, f64)| RegretRow {
            path: (*path).into(),
            world: (*world).into(),
            futures: 10,
            mean: None,
            lo: None,
            mid: None,
            hi: Some(*hi),
            max: None,
            best: None,
        };
        RegretTable {
            outcome: "war".into(),
            unit: "percentage points".into(),
            rows: rows.iter().map(row).collect(),
        }
    }

    #[test]
    fn least_regret_is_one_path_or_two() {
        let mut rows = vec![("a", "stays", 1.0), ("b", "stays", 2.0)];
        rows.extend([("a", "goes", 3.0), ("b", "goes", 2.5)]);
        let s = least(&table(&rows), &[]).unwrap();
        assert_eq!((s.message.as_str(), s.words["stays"].as_str()), ("regret.two", "a"));
        assert_eq!(s.numbers["goes"], 2.5);
        rows[3].2 = 4.0;
        assert_eq!(least(&table(&rows), &[]).unwrap().message, "regret.one");
        assert!(least(&table(&rows[..2]), &[]).is_none());
    }

    #[test]
    fn what_is_beaten_is_said_with_what_beats_it() {
        let row = |path: &str, by: &[&str]| ParetoRow {
            path: path.into(),
            world: "goes".into(),
            in_set: by.is_empty(),
            numbers: vec![],
            dominated_by: by.iter().map(|b| (*b).to_owned()).collect(),
            dominates: 0,
        };
        let all = standing(&[], &[row("a", &[]), row("b", &[])], &[], &[]);
        assert_eq!(all[0].message, "pareto.all");
        let some = standing(&[], &[row("a", &[]), row("b", &["a"])], &[], &[]);
        assert_eq!(
            (some[0].message.as_str(), some[0].words["1.by"].as_str()),
            ("pareto.some", "a")
        );
    }
}
