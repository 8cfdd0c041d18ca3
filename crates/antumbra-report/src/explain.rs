//! Any finding taken apart: what it says, how it is made, what goes in, where that is from.

mod results;
mod topics;

pub(crate) use results::results;
pub(crate) use topics::{TOPICS, Topic};

use crate::english;
use crate::number::value;
use antumbra_core::{Tag, did_you_mean};
use antumbra_record::findings::Findings;
use antumbra_record::ledger::Input;

/// Ids of everything that can be explained, inputs among them.
pub fn ids(f: &Findings) -> Vec<String> {
    TOPICS.iter().map(|t| t.id.to_owned()).chain(f.inputs.iter().map(|i| i.id.clone())).collect()
}

/// Explains a finding or an input.
///
/// # Errors
/// A sentence that names the nearest thing that can be explained.
pub fn explain(f: &Findings, asked: &str) -> Result<String, String> {
    let key = asked.to_lowercase();
    if let Some(t) = TOPICS.iter().find(|t| t.id == key || t.also.contains(&key.as_str())) {
        return Ok(topic(f, t));
    }
    let ends = |i: &&Input| {
        i.id.eq_ignore_ascii_case(asked) || i.id.to_lowercase().ends_with(&format!(".{key}"))
    };
    let hits: Vec<&Input> = f.inputs.iter().filter(ends).collect();
    if !hits.is_empty() {
        return Ok(hits.into_iter().map(|i| input(f, i)).collect::<Vec<_>>().join("\n"));
    }
    let all = ids(f);
    let also = TOPICS.iter().flat_map(|t| t.also.iter().copied());
    let near = did_you_mean(asked, all.iter().map(String::as_str).chain(also));
    let topics: Vec<&str> = TOPICS.iter().map(|t| t.id).collect();
    Err(match near {
        Some(n) => format!("nothing is called `{asked}`; did you mean `{n}`?"),
        None => format!(
            "nothing is called `{asked}`; findings are {}, and every input by its id",
            topics.join(", ")
        ),
    })
}

fn topic(f: &Findings, t: &Topic) -> String {
    let mut out = format!("{}\n\n", t.title.to_uppercase());
    for s in f.sentences.iter().filter(|s| s.finding == t.id) {
        if let Some(x) = english::sentence(f, s) {
            out.push_str(&format!("{}.\n\n", x.trim_end_matches('.')));
        }
    }
    let results = results(f, t.id);
    if !results.is_empty() {
        out.push_str("Result\n");
        for r in results {
            out.push_str(&format!("  {r}\n"));
        }
        out.push('\n');
    }
    out.push_str("How it is made\n");
    for line in t.formula.lines() {
        out.push_str(&format!("  {}\n", line.trim()));
    }
    if !t.settings.is_empty() {
        out.push_str("\nAssumptions (the reference; each is also moved, one at a time)\n");
        for s in t.settings {
            out.push_str(&format!("  {s} = {}\n", setting(f, s)));
        }
        for x in f.flips.iter().filter(|x| x.finding == t.id) {
            out.push_str(&format!("  ⚑ {}\n", english::flip(f, x)));
        }
    }
    let inputs: Vec<&Input> = f.inputs.iter().filter(|i| enters(t, i)).collect();
    if !inputs.is_empty() {
        out.push_str("\nInputs († judgement)\n");
        for i in &inputs {
            out.push_str(&format!("  {}\n", line(i)));
        }
    }
    out.push_str(&sources(f, t.id, &inputs));
    out
}

/// Does an input go into a topic? A topic names inputs whole, by their end (`.milex_usd`), or by
/// their start (`actors.`, `contingency_`).
pub(crate) fn enters(t: &Topic, i: &Input) -> bool {
    t.inputs.iter().any(|e| {
        i.id == *e
            || (e.starts_with('.') && i.id.ends_with(e))
            || (e.ends_with(['.', '_']) && i.id.starts_with(e))
    })
}

fn setting(f: &Findings, key: &str) -> String {
    let r = &f.reference;
    match key {
        "lambda" => r.lambda.to_string(),
        "w" => r.w.to_string(),
        "psi" => r.psi.to_string(),
        "epsilon" => r.epsilon.to_string(),
        "measure" => format!("{:?}", r.measure).to_lowercase(),
        "exchange_rate" => format!("{:?}", r.exchange_rate).to_lowercase(),
        "basing" => format!("{:?}", r.basing).to_lowercase(),
        "follow" => format!("{:?}", r.follow).to_lowercase(),
        _ => String::new(),
    }
}

fn line(i: &Input) -> String {
    let dagger = if i.tag == Tag::Judgement { "†" } else { "" };
    let figure = figure(i);
    let unit = i.unit.as_deref().unwrap_or_default();
    let source =
        if i.source.is_empty() { i.author.clone().unwrap_or_default() } else { i.source.clone() };
    let about = i.note.as_deref().map(|n| format!(", {n}")).unwrap_or_default();
    format!("{} = {figure}{dagger} {unit} [{}; {source}{about}]", i.id, i.tag)
}

/// The figure of an input with its range.
pub(crate) fn figure(i: &Input) -> String {
    match (i.lo, i.mid, i.hi) {
        (Some(lo), Some(mid), Some(hi)) if lo != hi => {
            format!("{} ({}–{})", value(mid), value(lo), value(hi))
        }
        (_, Some(mid), _) => value(mid),
        (lo, None, hi) => lo.or(hi).map_or_else(String::new, value),
    }
}

fn input(f: &Findings, i: &Input) -> String {
    let mut out = format!("{}\n", i.name.as_deref().unwrap_or(&i.id).to_uppercase());
    out.push_str(&format!("  {}\n", line(i)));
    if let Some(a) = &i.author {
        out.push_str(&format!("  judged by: {a}\n"));
    }
    let used: Vec<&str> = TOPICS.iter().filter(|t| enters(t, i)).map(|t| t.id).collect();
    if used.is_empty() {
        out.push_str("  shown; no computation here reads it\n");
    } else {
        out.push_str(&format!("  enters: {}\n", used.join(", ")));
    }
    if i.id.starts_with("draws.") {
        let key = i.id.trim_start_matches("draws.");
        out.push_str(&format!(
            "  to change it: --set {key}=0.4 or --set '{key}={{lo=0.2, mid=0.4, hi=0.6}}'\n"
        ));
    }
    out.push_str(&sources(f, "", &[i]));
    out
}

fn sources(f: &Findings, topic: &str, inputs: &[&Input]) -> String {
    let mut ids: Vec<String> =
        inputs.iter().flat_map(|i| i.source.split("; ")).map(str::to_owned).collect();
    match topic {
        "nuclear" => {
            ids.extend(f.nuclear.iter().map(|n| n.source.clone()));
            ids.extend(f.nuclear_detail.options.iter().flat_map(|o| o.sources.clone()));
        }
        "spending" => ids.extend(f.spending.iter().map(|s| s.source.clone())),
        _ => {}
    }
    ids.sort();
    ids.dedup();
    let rows: Vec<String> = ids
        .iter()
        .filter_map(|id| f.sources.iter().find(|s| s.id == *id))
        .map(|s| {
            format!(
                "  [{}] {} ({}). {}. {} (read: {})",
                s.id, s.source.author, s.source.year, s.source.title, s.source.place, s.source.read
            )
        })
        .collect();
    if rows.is_empty() { String::new() } else { format!("\nSources\n{}\n", rows.join("\n")) }
}
