//! Messages that head sections and figures.

use super::{capital, name};
use crate::number::{percent, plain, times, whole};
use crate::page::words::{points, risk};
use antumbra_record::findings::{Findings, Sentence};

/// The messages of this file.
pub(super) const MESSAGES: &[&str] = &[
    "own.share",
    "reach.apart",
    "reach.apart_uncounted",
    "reach.borders",
    "reach.borders_uncounted",
    "decay.span",
    "levels.more",
    "levels.fewer",
    "levels.same",
    "war_historical.apart",
    "war_historical.overlap",
    "war_expert.apart",
    "war_expert.overlap",
    "verdicts.count",
    "insurance.most",
    "insurance.may",
    "insurance.none",
    "neighbours.apart",
    "neighbours.overlap",
    "balance.course",
    "cases.rate",
    "against.count",
];

/// The name of a path inside a sentence, as the file has it, with a small letter.
fn path(f: &Findings, id: &str) -> String {
    let rows = f.paths.iter().flat_map(|p| &p.paths);
    let found = rows.into_iter().find(|r| r.id == id).map(|r| {
        let mut chars = r.name.chars();
        chars.next().map_or_else(String::new, |a| a.to_lowercase().chain(chars).collect())
    });
    found.unwrap_or_else(|| super::path(f, id))
}

/// A range of the sentence with its middle first: `0.31 (0.06–0.79)`.
fn range(s: &Sentence, key: &str, word: impl Fn(f64) -> String) -> Option<String> {
    let of = |k: String| s.numbers.get(&k).map(|x| word(*x));
    let (lo, mid, hi) = (of(format!("{key}_lo"))?, of(key.to_owned())?, of(format!("{key}_hi"))?);
    Some(if lo == mid && mid == hi { mid } else { format!("{mid} ({lo}–{hi})") })
}

/// A message of a heading; `None` for others.
pub(super) fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    let patron = name(f, f.patron.as_str());
    let client = name(f, f.client.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let w = |k: &str| s.words.get(k).map_or("", String::as_str);
    let state = |k: &str| name(f, w(k));
    let message = s.message.as_str();
    Some(match message {
        "own.share" => format!(
            "{}'s own forces are {} of what might defend it against {}; {} to {} as one assumption moves",
            capital(&client),
            percent(n("own")?),
            state("challenger"),
            percent(n("own_min")?),
            percent(n("own_max")?)
        ),
        "reach.apart" | "reach.apart_uncounted" | "reach.borders" | "reach.borders_uncounted" => {
            let (them, far) = (state("challenger"), whole(n("far")?));
            let there = match n("persons") {
                Some(x) => format!("with {} of its personnel in {client}", whole(x)),
                None => format!("with no count of its personnel in {client}"),
            };
            if message.starts_with("reach.borders") {
                format!("{them} borders {client}; {patron} is {far} km away, {there}")
            } else {
                format!("{them} is {} km away, {patron} {far} km, {there}", whole(n("near")?))
            }
        }
        "decay.span" => format!(
            "Keeping today's odds alone takes {} today's spending if power does not fade with distance, {} if it fades fast",
            times(n("slowest")?),
            times(n("fastest")?)
        ),
        "levels.more" | "levels.fewer" | "levels.same" => {
            let (seen, last) = (n("observed")?, n("last")?);
            let fit = plain(n("expected")?);
            let begun = if seen == 1.0 { "dispute was" } else { "disputes were" };
            let how = match message {
                "levels.more" => "more than",
                "levels.fewer" => "fewer than",
                _ => "as many as",
            };
            format!(
                "In the twenty years to {last:.0}, {} {begun} begun against {client}: {how} the {fit} that the fit expects",
                whole(seen)
            )
        }
        "war_historical.apart"
        | "war_historical.overlap"
        | "war_expert.apart"
        | "war_expert.overlap" => {
            let on = if message.starts_with("war_expert") {
                "the experts' scale (judgement)"
            } else {
                "the historical scale (counts)"
            };
            let doubt = if message.ends_with(".overlap") { "; the ranges overlap" } else { "" };
            format!(
                "On {on}, war with {} is put at {} a year with {patron}, {} without{doubt}",
                state("challenger"),
                range(s, "with", risk)?,
                range(s, "without", risk)?
            )
        }
        "verdicts.count" => format!(
            "While {patron} stays, {}; if it goes, {}",
            verdicts(s, "stays")?,
            verdicts(s, "goes")?
        ),
        "insurance.none" => {
            format!("No path is put at a lower risk of war than the first if {patron} goes")
        }
        "insurance.most" | "insurance.may" => {
            let takes = match message {
                "insurance.most" => "takes most off the risk of war",
                _ => "may take most off the risk of war, or add to it",
            };
            format!(
                "If {patron} goes, \"{}\" {takes}: {} points over {:.0}–{:.0}, for {} of GDP a year",
                path(f, w("path")),
                range(s, "saved", points)?,
                n("first_year")?,
                n("last_year")?,
                range(s, "premium", crate::figure::insurance::premium)?
            )
        }
        "neighbours.apart" | "neighbours.overlap" => format!(
            "On \"{}\", what would defend {} in {:.0} is put at {} of today's if {patron} goes, {} if it stays{}",
            path(f, w("path")),
            state("state"),
            n("last_year")?,
            range(s, "gone", percent)?,
            range(s, "kept", percent)?,
            if message.ends_with(".overlap") { "; the ranges overlap" } else { "" }
        ),
        "balance.course" => format!(
            "The coalition's share of the capability in the theatre goes from {} to {} in {:.0} on \"{}\" while {patron} stays, to {} if it goes",
            range(s, "now", percent)?,
            range(s, "stays", percent)?,
            n("last_year")?,
            path(f, w("path")),
            range(s, "goes", percent)?
        ),
        "cases.rate" => format!(
            "In {} of {} cases like it in kind the state was attacked or conquered within {} years",
            whole(n("happened")?),
            whole(n("of")?),
            whole(n("horizon")?)
        ),
        "against.count" => {
            let against = match n("against")? {
                0.0 => "None of those shown argues against \"not attacked\"".to_owned(),
                1.0 => "The one that argues against \"not attacked\" stands first".to_owned(),
                k => format!("The {} that argue against \"not attacked\" stand first", whole(k)),
            };
            format!(
                "Cases are chosen, not drawn, and coded by judgement: they show, and estimate nothing. Nearest of the {} by what was compared: {}. {against}; 0 is alike, 1 as unlike as can be",
                whole(n("shown")?),
                w("nearest")
            )
        }
        _ => return None,
    })
}

/// How many paths hold in a world, no stronger than what the corners say.
fn verdicts(s: &Sentence, world: &str) -> Option<String> {
    let n = |k: &str| s.numbers.get(&format!("{world}_{k}")).copied();
    let (all, hold, some, fail) = (*s.numbers.get("paths")?, n("hold")?, n("some")?, n("fail")?);
    let mut text = if hold == 1.0 {
        format!("one of {} paths holds", whole(all))
    } else if hold > 0.0 {
        format!("{} of {} paths hold", whole(hold), whole(all))
    } else if some == 0.0 {
        "none holds under any assumption tried".to_owned()
    } else {
        "none holds".to_owned()
    };
    if some > 0.0 {
        text += &format!(", {} only under some assumptions", whole(some));
    }
    if fail > 0.0 {
        let verb = if fail == 1.0 { "fails" } else { "fail" };
        let all = if text.contains("tried") { "all of them" } else { "every assumption tried" };
        text += &format!(", and {} {verb} under {all}", whole(fail));
    }
    Some(text)
}
