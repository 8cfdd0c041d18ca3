//! Messages on who decides, what law asks, opinion and the deal.

use super::{capital, name};
use crate::number::{percent, whole};
use antumbra_record::findings::{Findings, Sentence};

/// The messages of this file.
pub(super) const MESSAGES: &[&str] = &[
    "politics.not_coded",
    "politics.no_actors",
    "politics.moved",
    "politics.near_mean",
    "second_axis.settled",
    "ratify.all",
    "ratify.refused",
    "prices.move",
    "gates.span",
    "opinion.apart",
    "opinion.pooled",
    "deal.zone",
    "deal.zone_unless",
    "deal.none_unless",
    "deal.none",
    "note.politics_failed",
];

/// A place on an ordinal axis in policy words.
pub fn place(kind: &str, lower: &str, upper: &str) -> String {
    match kind {
        "at" => format!("at {lower}"),
        "between" => format!("between {lower} and {upper}"),
        "below" => format!("short of {upper}"),
        "above" => format!("beyond {lower}"),
        _ => "on an axis without marks".into(),
    }
}

/// The name of a path, where it has a usual one; its id else.
pub fn path(f: &Findings, id: &str) -> String {
    let patron = name(f, f.patron.as_str());
    match id {
        "as_planned" => "as planned".into(),
        "pay_more" => "pay more, decide more".into(),
        "partners" => "more partners".into(),
        "build_first" => "build first".into(),
        "loosen_first" => "loosen first".into(),
        "sharing" => format!("nuclear sharing with {patron}"),
        "own_deterrent" => "own deterrent".into(),
        "settle" => "settle with the adversary".into(),
        other => other.replace('_', " "),
    }
}

/// A position or a shift in points of an ordinal scale: whole points, as it deserves no more.
pub fn points(x: f64) -> String {
    format!("{:.0}", x + 0.0)
}

/// A number with its sign, whole.
pub fn signed(x: f64) -> String {
    if x < 0.0 { format!("−{:.0}", -x) } else { format!("+{x:.0}") }
}

/// A message on politics; `None` for others.
pub(super) fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    let client = name(f, f.client.as_str());
    let patron = name(f, f.patron.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let w = |k: &str| s.words.get(k).map_or("", String::as_str);
    let at = |key: &str| {
        place(w(&format!("{key}_kind")), w(&format!("{key}_lower")), w(&format!("{key}_upper")))
    };
    Some(match s.message.as_str() {
        "politics.not_coded" => {
            format!("The politics of {client} are not coded: nothing is said of who would decide")
        }
        "politics.no_actors" => {
            format!("No actor of {client} is coded: nothing is said of where its politics settle")
        }
        "politics.moved" | "politics.near_mean" => {
            let mut t = format!(
                "{}'s own actors settle {}: {} of 100 ({}–{} over draws; weighted mean {}, median {})†",
                capital(&client),
                at("place"),
                points(n("settlement")?),
                points(n("lo")?),
                points(n("hi")?),
                points(n("mean")?),
                points(n("median")?)
            );
            if s.message == "politics.moved" {
                t.push_str(&format!(
                    ", {} points from the mean and the same way in nine draws of ten, most through {}",
                    points(n("difference")?),
                    w("mover")
                ));
            } else {
                t.push_str(", no more than the mean says");
            }
            t
        }
        "second_axis.settled" => format!(
            "On {} they settle {}: {} of 100 ({}–{} over draws; weighted mean {})†",
            w("axis"),
            at("place"),
            points(n("settlement")?),
            points(n("lo")?),
            points(n("hi")?),
            points(n("mean")?)
        ),
        "ratify.all" => format!(
            "All {} of {patron}'s actors would take that settlement; in {} of the draws none refuses†",
            whole(n("ratifiers")?),
            percent(n("share")?)
        ),
        "ratify.refused" => format!(
            "Not all of {patron}'s actors would take that settlement: {} would refuse; in {} of the draws none does†",
            w("refusing"),
            percent(n("share")?)
        ),
        "prices.move" => format!(
            "Outsiders have no vote: their prices move the weighted mean by {:+.1} points and the settlement by {:+.1} ({:+.1} to {:+.1})†",
            n("mean_points")?,
            n("points")?,
            n("lo")?,
            n("hi")?
        ),
        "gates.span" => format!(
            "In law the earliest path ({}) may be under way by {}, the last ({}) not before {}",
            path(f, w("first")),
            w("first_date"),
            path(f, w("last")),
            w("last_date")
        ),
        "opinion.apart" => format!(
            "No poll may be pooled with another: {} polls on {} topics stand side by side, and on \"{}\" they run from {} to {} per cent",
            whole(n("polls")?),
            whole(n("topics")?),
            w("topic"),
            points(n("min")?),
            points(n("max")?)
        ),
        "opinion.pooled" => format!(
            "{} polls on {} topics; {} series are pooled, the rest stand side by side",
            whole(n("polls")?),
            whole(n("topics")?),
            whole(n("pools")?)
        ),
        "deal.zone" | "deal.zone_unless" => {
            let mut t = "There are terms that all sides would take".to_owned();
            if let (Some(min), Some(max)) = (n("min"), n("max")) {
                t.push_str(&format!(
                    ": {} anywhere from {} to {} {}, as the other terms go",
                    w("term"),
                    whole(min),
                    whole(max),
                    w("unit")
                ));
            }
            if let (Some(min), Some(max)) = (n("record_min"), n("record_max")) {
                t.push_str(&format!("; past agreements reached {} to {}", whole(min), whole(max)));
            }
            if s.message == "deal.zone_unless" {
                t.push_str("; none if sides lose as little without a deal as they may");
            }
            t + "†"
        }
        "deal.none_unless" => format!(
            "No terms suit all sides unless they lose more without a deal; {} exclude each other†",
            w("excluded_by")
        ),
        "deal.none" => {
            format!("No terms suit all sides: {} exclude each other†", w("excluded_by"))
        }
        "note.politics_failed" => format!("The politics could not be run: {}", w("why")),
        _ => return None,
    })
}
