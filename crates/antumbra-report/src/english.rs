//! Messages in English. Country names always; `client` and `patron` are file keys only.

mod headings;
mod overturn;
mod politics;
mod presets;
mod risk;

pub(crate) use overturn::moves;

pub use politics::{path, place, points, signed};

use crate::context::Language;
use crate::number::{gdp, percent, plain, proportion, times, whole};
use antumbra_core::Iso3;
use antumbra_record::findings::{Findings, Flip, Sentence};

/// The name of a state, short where usage has a short form.
pub fn name(f: &Findings, code: &str) -> String {
    match code {
        "USA" => return "the US".into(),
        "GBR" => return "Britain".into(),
        "PRK" => return "North Korea".into(),
        "KOR" => return "South Korea".into(),
        "PHL" => return "the Philippines".into(),
        "NLD" => return "the Netherlands".into(),
        _ => {}
    }
    let name = Iso3::parse(code)
        .and_then(|i| f.names.get(&i))
        .map_or_else(|| code.to_owned(), |n| short(n).to_owned());
    if ARTICLE.contains(&code) && !name.starts_with("the ") { format!("the {name}") } else { name }
}

/// States whose names take an article.
const ARTICLE: [&str; 11] =
    ["ARE", "BHS", "CAF", "COM", "DOM", "GMB", "MDV", "MHL", "SLB", "SYC", "VCT"];

/// The possessive of a name that ends with an s has no other: `the Philippines' forces`.
pub(crate) fn possessive(text: String) -> String {
    if text.contains("s's ") { text.replace("s's ", "s' ") } else { text }
}

fn short(name: &str) -> &str {
    match name {
        "United States of America" | "United States" => "the US",
        "United Kingdom" => "Britain",
        "Russia (Soviet Union)" | "Russian Federation" => "Russia",
        n => n,
    }
}

/// With a capital letter at the start of a sentence.
pub fn capital(text: &str) -> String {
    let mut c = text.chars();
    c.next().map_or_else(String::new, |first| first.to_uppercase().chain(c).collect())
}

/// A person's name for a measure of power.
pub fn measure(name: &str) -> &str {
    match name {
        "cinc" => "CINC",
        "nmc" => "spending and personnel by NMC",
        "spending" => "spending",
        "spending_ppp" => "spending at purchasing power",
        "net_resources" => "net resources",
        m => m,
    }
}

/// An assumption, written `key=value` in the findings, in words.
pub fn assumption(text: &str) -> String {
    if text == "reference" {
        return "the reference".into();
    }
    let Some((key, value)) = text.split_once('=') else { return text.to_owned() };
    match (key, value) {
        ("lambda", "0") => "power does not fade with distance".into(),
        ("lambda", "0.5") => "power fades slowly".into(),
        ("lambda", "1") => "power fades at the usual rate".into(),
        ("lambda", "2") => "power fades fast".into(),
        ("w", "0.5") => "personnel count as much as money".into(),
        ("measure", m) => format!("power = {}", measure(m)),
        ("exchange_rate", "ppp") => "power = spending at purchasing power".into(),
        ("basing", "none") => "no forces based nearby".into(),
        ("basing", "surge") => "a surge into nearby bases".into(),
        ("basing", "presence") => "today's bases".into(),
        ("follow", "half") => "half of the other allies leave too".into(),
        ("follow", "all") => "all other allies leave too".into(),
        ("epsilon", e) => format!(
            "{} of own strength leans on the protector",
            e.parse().map_or_else(|_| e.to_owned(), percent)
        ),
        (k, v) => format!("{k} = {v}"),
    }
}

/// The question that a flip answers, and its answer at the reference.
pub fn flip(f: &Findings, x: &Flip) -> String {
    let client = name(f, f.client.as_str());
    let patron = name(f, f.patron.as_str());
    let them = x.challenger.map_or_else(String::new, |c| name(f, c.as_str()));
    let (yes, no) = match x.question.as_str() {
        "own_is_most" => (
            format!("most of what would defend {client} against {them} is its own"),
            format!("most of what would defend {client} against {them} is not its own"),
        ),
        "patron_expected_exceeds_own" => (
            format!("more is expected from {patron} against {them} than {client} has itself"),
            format!("{client} has more itself against {them} than is expected from {patron}"),
        ),
        "parity_alone" => (
            format!("{client} alone is on a par with {them} in the theatre"),
            format!("{client} alone is not on a par with {them} in the theatre"),
        ),
        "keep_affordable" => (
            "keeping today's odds alone costs no more than the tolerance".into(),
            "keeping today's odds alone costs more than the tolerance".into(),
        ),
        "outweighed_three_to_one" => (
            format!("{them} outweighs {client} by more than three to one"),
            format!("{them} does not outweigh {client} by three to one"),
        ),
        q => (q.to_owned(), format!("not {q}")),
    };
    let turned: Vec<String> = x.turned_by.iter().map(|t| assumption(t)).collect();
    format!("{}; turned by: {}", capital(if x.reference { &yes } else { &no }), turned.join("; "))
}

/// A multiple in words: a price, or that the goal is met.
pub fn cost_word(r: antumbra_core::Range) -> String {
    if r.hi <= 1.0 {
        "met already".into()
    } else if r.mid <= 1.0 {
        format!("met in most draws (at most {})", times(r.hi))
    } else {
        times(r.mid)
    }
}

/// A cost as share of GDP, or that no spending replaces the protector.
pub fn share_word(f: &Findings, s: &antumbra_record::findings::ShareOver) -> String {
    let limit = f.tolerance.not_replaceable_above;
    let today = format!("where today is {} ({})", gdp(s.today), s.definition);
    if s.share.mid < s.today {
        // The goal is met at today's spending: what it would take alone is no price.
        let most = if s.share.hi > s.today {
            format!(", up to {} in some draws", gdp(s.share.hi))
        } else {
            String::new()
        };
        return format!("no more than today's {} ({}){most}", gdp(s.today), s.definition);
    }
    if s.share.mid > limit {
        format!("above {} of GDP {today}: no spending replaces it", percent(limit))
    } else if s.share.hi > limit {
        format!("{} of GDP {today}, above {} in some draws", gdp(s.share.mid), percent(limit))
    } else {
        format!("{} of GDP {today}", gdp(s.share.mid))
    }
}

/// Is there nothing of the protector's in any assumption?
pub fn nothing_to_replace(f: &Findings) -> bool {
    f.parts_over
        .first()
        .is_none_or(|p| p.expected.corners.max == 0.0 && p.doubtful.corners.max == 0.0)
}

/// A standard in words: what is to be met without the protector.
pub fn standard(f: &Findings, ratio: f64, challenger: Iso3) -> String {
    let them = name(f, challenger.as_str());
    let patron = name(f, f.patron.as_str());
    let what =
        if ratio == 1.0 { "parity".to_owned() } else { format!("{} of parity", proportion(ratio)) };
    format!("{what} with {them} without {patron}")
}

/// The title of an assessment that has none of its own.
pub fn title(f: &Findings) -> String {
    if f.title.is_empty() {
        format!("Can {} stand without {}?", name(f, f.client.as_str()), name(f, f.patron.as_str()))
    } else {
        f.title.clone()
    }
}

/// Every message id that this language words.
pub fn messages() -> impl Iterator<Item = &'static str> {
    MESSAGES
        .iter()
        .chain(headings::MESSAGES)
        .chain(risk::MESSAGES)
        .chain(politics::MESSAGES)
        .chain(overturn::MESSAGES)
        .chain(presets::MESSAGES)
        .chain(crate::exploration::MESSAGES)
        .copied()
}

const MESSAGES: &[&str] = &[
    "answer.mostly_own_one_at_a_time",
    "answer.mostly_not_own_one_at_a_time",
    "nuclear.own",
    "nuclear.assurance_only",
    "answer.no_figures",
    "answer.no_commitment",
    "answer.mostly_own",
    "answer.mostly_not_own",
    "answer.depends",
    "measures.flip",
    "measures.agree",
    "keep.depends",
    "keep.same",
    "nuclear.no_armed_challenger",
    "nuclear.uncovered",
    "nuclear.only_patron",
    "nuclear.others_too",
    "spending.two_definitions",
    "spending.one_definition",
    "arms.lean",
    "arms.spread",
    "personnel.ceiling",
    "claims.count",
    "inputs.judgements",
    "decisions.next",
    "note.no_challenger",
    "note.challengers_by_rule",
    "note.informal",
    "note.client_missing",
    "note.no_commitment",
    "note.patron_bound",
    "note.patron_missing",
    "note.challenger_missing",
    "note.ally_missing",
    "note.presence_unknown",
    "note.treaties_carried",
    "note.gauge_missing",
];

/// A message in English; `None` for an id that this language does not word.
pub fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    let client = name(f, f.client.as_str());
    let patron = name(f, f.patron.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let w = |k: &str| s.words.get(k).map_or("", String::as_str);
    let state = |k: &str| name(f, w(k));
    let text = match s.message.as_str() {
        "answer.no_figures" => format!(
            "No answer: a figure of {client}'s forces is missing, and no number is put in its place."
        ),
        "answer.no_commitment" => {
            let others = n("others").unwrap_or(0.0);
            let counts = if others > 0.0 {
                format!("what counts is {client}'s own ({}) and its other allies ({})", percent(n("own")?), percent(others))
            } else {
                format!("all that counts is {client}'s own")
            };
            format!(
                "No commitment of {patron} to {client} is coded: against {} {counts}, and there is nothing of {patron} to replace.",
                state("challenger")
            )
        }
        "answer.mostly_own"
        | "answer.mostly_not_own"
        | "answer.mostly_own_one_at_a_time"
        | "answer.mostly_not_own_one_at_a_time"
        | "answer.depends" => {
            let how = match s.message.as_str() {
                "answer.mostly_own" => format!("most of what would defend {client} is its own, under every combination of assumptions tried"),
                "answer.mostly_not_own" => format!("most of what would defend {client} is not its own, under any combination of assumptions tried"),
                "answer.mostly_own_one_at_a_time" => format!("most of what would defend {client} is its own, unless several assumptions move at once"),
                "answer.mostly_not_own_one_at_a_time" => format!("most of what would defend {client} is not its own, unless several assumptions move at once"),
                _ => format!("whether most of what would defend {client} is its own depends on the assumptions"),
            };
            let mut t = format!(
                "Against {}, {how}: {} at the reference, {} to {} as one moves, {} to {} over all combinations.",
                state("challenger"),
                percent(n("own")?),
                percent(n("own_min")?),
                percent(n("own_max")?),
                percent(n("own_grid_min")?),
                percent(n("own_grid_max")?)
            );
            if let (Some(k), Some(lo), Some(hi), Some(min), Some(max)) =
                (n("keep"), n("keep_lo"), n("keep_hi"), n("keep_grid_min"), n("keep_grid_max"))
            {
                t.push_str(&format!(
                    " Without {patron}, keeping today's odds takes {} today's spending ({}–{}); over all combinations {} to {}.",
                    times(k), plain(lo), plain(hi), times(min), times(max)
                ));
            }
            t
        }
        "measures.flip" | "measures.agree" => {
            let them = state("challenger");
            let mut parts = Vec::new();
            for k in ["cinc", "spending", "spending_ppp", "net_resources"] {
                if let Some(x) = n(k) {
                    parts.push(format!("{} by {}", proportion(x), measure(k)));
                }
            }
            let tail = if s.message == "measures.flip" {
                ": whether it is outweighed three to one depends on the measure"
            } else {
                ""
            };
            format!("{}'s part of {client} and {them} together: {}{tail}", capital(&client), parts.join(" · "))
        }
        "keep.depends" | "keep.same" => {
            let them = state("challenger");
            let tail = if s.message == "keep.depends" {
                "; whether that is within what would be borne depends on the assumptions"
            } else {
                "; whether that is within what would be borne is the same under every assumption"
            };
            format!(
                "Keeping today's odds against {them} without {patron} takes {} today's spending ({}–{}){tail}",
                times(n("keep")?), plain(n("keep_lo")?), plain(n("keep_hi")?)
            )
        }
        "nuclear.no_armed_challenger" => {
            "No challenger named here has nuclear weapons: there is nothing for nuclear cover to answer".into()
        }
        "nuclear.uncovered" => format!("No nuclear power covers {client}"),
        "nuclear.only_patron" => format!(
            "{} alone covers {client} against {}: without it no one does, and no spending on other forces fills that",
            capital(&patron), list(f, w("covered"))
        ),
        "nuclear.others_too" => {
            let names: Vec<&str> = w("others").split(',').filter(|x| !x.is_empty()).collect();
            let verb = if names.len() == 1 { "covers" } else { "cover" };
            format!(
                "Without {patron}, {} still {verb} {client} against {}",
                list(f, w("others")), list(f, w("covered_without"))
            )
        }
        "nuclear.own" => format!(
            "{} has nuclear weapons of its own ({} warheads); what cover by others adds is not computed",
            capital(&client), whole(n("own")?)
        ),
        "nuclear.assurance_only" => format!(
            "{} has assurances from a nuclear power and no pact: level 1 of 5, which is ambiguous",
            capital(&client)
        ),
        "spending.two_definitions" => format!(
            "{}'s spending in {:.0} is {} of GDP by SIPRI and {} by the government's own definition: the same forces",
            capital(&client), n("year")?, gdp(n("sipri")?), gdp(n("government")?)
        ),
        "spending.one_definition" => {
            format!("{}'s spending in {:.0} is {} of GDP by SIPRI", capital(&client), n("year")?, gdp(n("sipri")?))
        }
        "arms.lean" => format!(
            "{} of {client}'s arms imports of {} came from {}: \"own\" leans on it",
            percent(n("share")?), w("years"), state("supplier")
        ),
        "arms.spread" => format!(
            "the largest supplier of {client}'s arms imports of {} was {}, with {}",
            w("years"), state("supplier"), percent(n("share")?)
        ),
        "personnel.ceiling" => {
            let mut t = format!(
                "people: {} of {} posts are filled†",
                whole(n("filled")?), whole(n("authorised")?)
            );
            if let Some(r) = n("recruitment") {
                t.push_str(&format!(", recruitment at {} of its target†", percent(r)));
            }
            t
        }
        "claims.count" => {
            let mut t = format!("{:.0} facts: {:.0} right", n("facts")?, n("supported")?);
            for (k, word) in [("imprecise", "imprecise"), ("wrong", "wrong"), ("not_verified", "not found")] {
                if n(k)? > 0.0 {
                    t.push_str(&format!(", {:.0} {word}", n(k)?));
                }
            }
            t
        }
        "inputs.judgements" => {
            format!("{:.0} figures in all, {:.0} of them judgements", n("all")?, n("judgements")?)
        }
        "decisions.next" => format!("{}: {}", w("date"), w("title")),
        "note.no_challenger" => "No challenger is named and none was found: nothing stands against the defence".into(),
        "note.challengers_by_rule" => format!(
            "No challenger is named: those with the most reach to {client} and no defence pact with it or {patron} are taken, which says nothing of intent"
        ),
        "note.informal" => format!(
            "{} of {} is no treaty in the data; it is counted as a commitment because the file says so",
            w("name"), state("from")
        ),
        "note.client_missing" => format!(
            "A figure of {client}'s forces is missing, so under this measure there is no answer: {}",
            w("reason")
        ),
        "note.no_commitment" => format!(
            "No commitment of {patron} to {client} is coded, so nothing of {patron} is counted; name one under [[informal_commitments]] to see what it would carry"
        ),
        "note.patron_bound" => format!(
            "{} has a defence pact with {}, so it is not counted against it",
            capital(&patron), state("challenger")
        ),
        "note.patron_missing" => {
            format!("A figure of {patron}'s forces is missing, so it is not counted: {}", w("reason"))
        }
        "note.challenger_missing" => format!(
            "A figure of {} is missing, so there is no contest and no standard against it: {}",
            state("challenger"), w("reason")
        ),
        "note.ally_missing" => {
            format!("A figure of {}'s forces is missing, so it is not counted: {}", state("ally"), w("reason"))
        }
        "note.presence_unknown" => format!(
            "No source records where the forces of {} are, so they are taken to come from home",
            state("ally")
        ),
        "note.treaties_carried" => format!(
            "Defence pacts are coded to {:.0}; later ones were brought up to date by hand",
            n("year")?
        ),
        "note.gauge_missing" => format!(
            "By {}, a figure of {} is missing: {}",
            measure(w("measure")), state("state"), w("reason")
        ),
        _ => {
            return risk::sentence(f, s)
                .or_else(|| headings::sentence(f, s))
                .map(possessive)
                .or_else(|| politics::sentence(f, s))
                .or_else(|| overturn::sentence(f, s))
                .or_else(|| presets::sentence(s))
                .or_else(|| crate::exploration::sentence(f, Language::English, s));
        }
    };
    Some(possessive(text))
}

/// The sentence of a finding, in English, where it has one.
pub fn of(f: &Findings, finding: &str) -> Option<String> {
    let s = f.sentences.iter().find(|s| s.finding == finding)?;
    sentence(f, s)
}

/// A comma-separated list of codes as names.
fn list(f: &Findings, codes: &str) -> String {
    let names: Vec<String> = codes.split(',').map(|c| name(f, c)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
