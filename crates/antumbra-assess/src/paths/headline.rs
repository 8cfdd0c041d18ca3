//! What would overturn the headline verdict on paths, as one sentence: the choice of its words.

use antumbra_record::exploration::Exploration;
use antumbra_record::findings::Sentence;
use antumbra_record::overturn::{OverturnList, OverturnerRow};

/// The smallest certified move of each list for the first verdict; `None` where none was searched.
///
/// The lists' moves stand as `world`, `judgements`, `yardsticks` (and `world.2` ... where two inputs
/// have to move): the input's key as a word, its centre before and after as numbers.
pub(crate) fn sentence(e: Option<&Exploration>) -> Option<Sentence> {
    let o = e?.overturning.first()?;
    let found: Vec<(&OverturnList, &OverturnerRow)> =
        o.lists.iter().filter_map(|l| Some((l, smallest(l)?))).collect();
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

/// The fewest inputs first, then the smallest move against the common width.
fn smallest(l: &OverturnList) -> Option<&OverturnerRow> {
    let certified = l.overturners.iter().filter(|x| x.certified);
    certified.min_by(|a, b| {
        let size = a.reference_widths.total_cmp(&b.reference_widths);
        a.moves.len().cmp(&b.moves.len()).then(size)
    })
}
