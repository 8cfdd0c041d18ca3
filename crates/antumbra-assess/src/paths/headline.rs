//! What would overturn verdicts on paths: the choice of words.

use antumbra_record::exploration::Exploration;
use antumbra_record::findings::Sentence;
use antumbra_record::overturn::{OverturnList, OverturnerRow, Overturning, SwayRow};

/// The smallest certified move of each list for the first verdict; `None` where none was searched.
///
/// The lists' moves stand as `world`, `judgements`, `yardsticks` (and `world.2` ... where two inputs
/// have to move): the input's key as a word, its centre before and after as numbers.
pub(crate) fn sentence(e: Option<&Exploration>) -> Option<Sentence> {
    let o = e?.overturning.first()?;
    let found: Vec<(&OverturnList, &OverturnerRow)> =
        o.lists.iter().filter_map(|l| Some((l, smallest(o, l)?))).collect();
    let message = if found.is_empty() { "overturn.nothing" } else { "overturn.moves" };
    let mut s = Sentence::new("overturn", message)
        .word("path", o.paths.join(", "))
        .word("world", o.world.clone())
        .word("verdict", o.verdict.clone());
    for (list, x) in found {
        s = s.word("after", x.verdict_after.clone());
        for (n, m) in x.moves.iter().enumerate() {
            let key = |what: &str| match n {
                0 => format!("{}.{what}", list.group),
                _ => format!("{}.{}.{what}", list.group, n + 1),
            };
            s = s
                .word(&key("input"), m.input.clone())
                .word(&key("label"), m.label.clone())
                .word(&key("unit"), m.unit.clone())
                .number(&key("from"), m.from)
                .number(&key("to"), m.to);
        }
    }
    Some(s)
}

/// The fewest inputs first, then the smallest move against the common width. What only turns failing
/// into holding in part does not overturn that a path does not hold.
fn smallest<'a>(o: &Overturning, l: &'a OverturnList) -> Option<&'a OverturnerRow> {
    let turns = |x: &&OverturnerRow| (x.verdict_after == "holds") != (o.verdict == "holds");
    let certified = l.overturners.iter().filter(|x| x.certified).filter(turns);
    certified.min_by(|a, b| {
        let size = a.reference_widths.total_cmp(&b.reference_widths);
        a.moves.len().cmp(&b.moves.len()).then(size)
    })
}

/// A verdict that was searched, with what it is read off: the share, or the numbers of both paths.
pub(super) fn verdict(o: &Overturning, values: &[f64]) -> Sentence {
    let message = match o.measure.as_str() {
        "lead_share" => "overturn.lead_share",
        "lead_regret" => "overturn.lead_regret",
        _ => "overturn.share",
    };
    let mut s = Sentence::new("overturn", message)
        .word("world", o.world.clone())
        .word("verdict", o.verdict.clone());
    for (n, (path, value)) in o.paths.iter().zip(values).enumerate() {
        s = s.word(&format!("path.{}", n + 1), path.clone()).number(&format!("{}", n + 1), *value);
    }
    s
}

/// What an empty list means, and how near the nearest of its inputs comes.
pub(super) fn nothing(o: &Overturning, l: &OverturnList) -> Option<Sentence> {
    if !l.overturners.is_empty() {
        return None;
    }
    // Downhill from what holds and from an order, uphill from what does not hold.
    let down = o.verdict == "holds" || o.measure != "share";
    let end = |w: &SwayRow| if down { (w.low, w.low_at) } else { (w.high, w.high_at) };
    let far = |w: &SwayRow| if down { -w.low } else { w.high };
    let of_list = o.sways.iter().filter(|w| w.group == l.group);
    let nearest = of_list.max_by(|a, b| far(a).total_cmp(&far(b)));
    let nearest = nearest.filter(|w| (end(w).0 < o.value) == down && end(w).0 != o.value);
    let message = match (o.exhausted, l.inputs, nearest) {
        (true, ..) => "overturn.unfinished",
        (_, 0, _) => "overturn.no_input",
        (.., Some(_)) => "overturn.none_nearest",
        (.., None) => "overturn.none",
    };
    let mut s = Sentence::new("overturn", message)
        .word("measure", o.measure.clone())
        .number("inputs", l.inputs as f64)
        .number("pairs", l.pairs as f64);
    if let Some(w) = nearest {
        s = s
            .word("input", w.key.clone())
            .word("label", w.input.clone())
            .word("unit", w.unit.clone())
            .number("at", end(w).1)
            .number("value", end(w).0);
    }
    Some(s)
}
