//! Messages on risk and war.

use super::{capital, name};
use crate::number::{proportion, whole};
use crate::page::words::risk as probability;
use antumbra_record::findings::{Findings, Sentence};

/// The messages of this file.
pub(super) const MESSAGES: &[&str] = &[
    "risk.little",
    "risk.rises",
    "risk.falls",
    "risk.unclear",
    "risk.unmoved",
    "war.record",
    "war.record_of_all",
    "war.experts_only",
    "note.no_estimate",
    "note.no_fit_at_setting",
    "note.no_paths",
    "note.paths_not_run",
    "note.neighbour_left_out",
    "whatif.grid",
];

/// A message on risk; `None` for others.
pub(super) fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    let patron = name(f, f.patron.as_str());
    let client = name(f, f.client.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let state = |k: &str| name(f, s.words.get(k).map_or("", String::as_str));
    Some(match s.message.as_str() {
        "risk.little" | "risk.rises" | "risk.falls" | "risk.unclear" => {
            let how = match s.message.as_str() {
                "risk.little" => "rises little",
                "risk.rises" => "rises",
                "risk.falls" => "falls",
                _ => "moves in no clear direction",
            };
            format!(
                "By the dispute record, the yearly risk of an armed clash begun by {} {how} without {patron}: {} to {}, a ratio of {} ({}–{}), or {} to {} as one assumption moves",
                state("challenger"),
                probability(n("with")?),
                probability(n("without")?),
                proportion(n("ratio")?),
                proportion(n("ratio_lo")?),
                proportion(n("ratio_hi")?),
                proportion(n("ratio_min")?),
                proportion(n("ratio_max")?)
            )
        }
        "risk.unmoved" => format!(
            "Nothing of {patron} is counted, so its going moves no risk: an armed clash begun by {} is put at {} a year",
            state("challenger"),
            probability(n("with")?)
        ),
        "war.record" | "war.record_of_all" => format!(
            "War is too rare to estimate. {} began {} wars in {} dyad-years against states under a nuclear patron and {} in {} against others, {} of the latter between neighbours by land; states under cover differ in more than cover",
            if s.message == "war.record" { "Great challengers" } else { "All states together" },
            whole(n("covered_wars")?),
            whole(n("covered_years")?),
            whole(n("uncovered_wars")?),
            whole(n("uncovered_years")?),
            whole(n("by_land")?)
        ),
        "war.experts_only" => format!(
            "War is too rare to estimate, and no count fits {client}'s challengers: only the experts' scale is shown, a judgement"
        ),
        "note.no_estimate" => format!(
            "{} and {client} are neither in touch nor is one a major power in the record: no risk of disputes is estimated",
            capital(&state("challenger"))
        ),
        "note.no_paths" => format!(
            "No path of {client} is coded: what it could do, year by year, is not shown"
        ),
        "note.neighbour_left_out" => format!(
            "A figure of {} or of its challenger is missing: what {client}'s paths do to it is not shown",
            state("state")
        ),
        "note.paths_not_run" => format!(
            "The paths of {client} cannot be walked at this reference: {}",
            s.words.get("reason").map_or("", String::as_str)
        ),
        "whatif.grid" => {
            let k = |key: &str| {
                n(key).map(|x| if x == 0.0 { "none".to_owned() } else { whole(x) })
            };
            format!(
                "Move four assumptions: while {patron} stays {} of {} paths hold in every cell and {} in no cell; when it goes, {} in every cell and {} in no cell",
                k("stays_all")?,
                k("paths")?,
                k("stays_none")?,
                k("goes_all")?,
                k("goes_none")?
            )
        }
        "note.no_fit_at_setting" => {
            "There are fits for lambda 0, .5, 1 and 2, w .5 and 1 and measures of spending: at this reference no risk of disputes is given".into()
        }
        _ => return None,
    })
}
