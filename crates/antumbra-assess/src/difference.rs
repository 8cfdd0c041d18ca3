//! Two runs side by side: what was asked otherwise, and by how much each headline moved.

use antumbra_core::Table;
use antumbra_record::chunks::Ensemble;
use antumbra_record::difference::{Changed, Moved, RunDifference, SCHEMA, Turned};
use antumbra_record::findings::{Findings, Over};
use antumbra_record::store::Run;
use serde_json::Value;
use std::collections::BTreeMap;

/// One run, as far as it is there.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it is called in messages.
    pub name: String,
    /// Its manifest.
    pub run: Run,
    /// Its findings, when it has them.
    pub findings: Option<Findings>,
    /// What it ran, when it is a run of many futures.
    pub ensemble: Option<Ensemble>,
    /// The medians of its outcomes (`summary.csv`), when it is one.
    pub summary: Option<Table>,
}

/// Compares two runs.
pub fn difference(a: &Side, b: &Side) -> RunDifference {
    let (x, y) = (figures(a), figures(b));
    let mut moved: Vec<Moved> = Vec::new();
    let mut unmoved = 0;
    for (key, (before, unit)) in &x {
        let Some((after, _)) = y.get(key) else { continue };
        if before == after {
            unmoved += 1;
            continue;
        }
        let (finding, of, figure) = key.clone();
        moved.push(Moved {
            finding,
            figure,
            of,
            unit: unit.clone(),
            before: *before,
            after: *after,
        });
    }
    // A stable sort: equal moves stay in the order of their names.
    let size = |m: &Moved| {
        let largest = m.before.abs().max(m.after.abs());
        if largest > 0.0 { (m.after - m.before).abs() / largest } else { 0.0 }
    };
    moved.sort_by(|p, q| size(q).total_cmp(&size(p)));
    let (v, w) = (verdicts(a), verdicts(b));
    let turned = v
        .into_iter()
        .filter_map(|(of, before)| {
            let after = w.get(&of).filter(|after| **after != before)?.clone();
            Some(Turned { of, before, after })
        })
        .collect();
    RunDifference {
        schema: SCHEMA.into(),
        before: a.name.clone(),
        after: b.name.clone(),
        same_files: a.run.files == b.run.files,
        changed: changed(a, b),
        moved,
        unmoved,
        turned,
    }
}

fn changed(a: &Side, b: &Side) -> Vec<Changed> {
    let mut out = Vec::new();
    let mut note = |what: &str, key: &str, before: Option<String>, after: Option<String>| {
        if before != after {
            out.push(Changed { what: what.into(), key: key.into(), before, after });
        }
    };
    note("program", "version", Some(a.run.version.clone()), Some(b.run.version.clone()));
    let id = |s: &Side| Some(s.run.assessment.clone());
    note("assessment", "assessment", id(a), id(b));
    note("seed", "seed", Some(a.run.seed.to_string()), Some(b.run.seed.to_string()));
    let short = |h: &String| h.chars().take(12).collect::<String>();
    for key in keys(&a.run.inputs, &b.run.inputs) {
        let of = |s: &Side| s.run.inputs.get(key).map(short);
        note("input", key, of(a), of(b));
    }
    let (p, q) = (leaves(&a.run.question), leaves(&b.run.question));
    for key in keys(&p, &q) {
        // The seed is a cause of its own.
        if key != "seed" {
            note("question", key, p.get(key).cloned(), q.get(key).cloned());
        }
    }
    let ensemble = |s: &Side| {
        s.ensemble.as_ref().map_or_else(BTreeMap::new, |e| {
            let mut v = serde_json::to_value(e).unwrap_or(Value::Null);
            // The manifest's head was compared above.
            if let Value::Object(m) = &mut v {
                m.remove("run");
            }
            leaves(&v)
        })
    };
    let (p, q) = (ensemble(a), ensemble(b));
    for key in keys(&p, &q) {
        note("ensemble", key, p.get(key).cloned(), q.get(key).cloned());
    }
    out
}

fn keys<'a, V>(a: &'a BTreeMap<String, V>, b: &'a BTreeMap<String, V>) -> Vec<&'a String> {
    let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Every value of a document by the keys that lead to it. Rows of a list go by their `id`, where they
/// have one, so that a row more does not shift the others.
fn leaves(v: &Value) -> BTreeMap<String, String> {
    fn walk(at: &str, v: &Value, out: &mut BTreeMap<String, String>) {
        let below = |key: &str| {
            if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") }
        };
        match v {
            Value::Object(m) => m.iter().for_each(|(k, v)| walk(&below(k), v, out)),
            Value::Array(rows) if rows.iter().any(Value::is_object) => {
                for (n, row) in rows.iter().enumerate() {
                    let id = row.get("id").and_then(Value::as_str);
                    walk(&below(id.unwrap_or(&(n + 1).to_string())), row, out);
                }
            }
            Value::Null => {}
            other => {
                let text = other.as_str().map_or_else(|| other.to_string(), str::to_owned);
                out.insert(at.to_owned(), text);
            }
        }
    }
    let mut out = BTreeMap::new();
    walk("", v, &mut out);
    out
}

/// A headline: finding, what it is of, which figure.
type Key = (String, String, String);

/// The medians of the headlines at the reference, with their units.
fn figures(s: &Side) -> BTreeMap<Key, (f64, String)> {
    let mut out = BTreeMap::new();
    let mut put = |finding: &str, of: &str, figure: &str, unit: &str, x: f64| {
        out.insert((finding.into(), of.into(), figure.into()), (x, unit.to_owned()));
    };
    if let Some(f) = &s.findings {
        let mid = |o: &Over| o.reference.mid;
        for c in &f.costs_over {
            let figure = match c.ratio {
                Some(r) => format!("multiple at ratio {r}"),
                None => "multiple".into(),
            };
            put(&c.goal, c.challenger.as_str(), &figure, "times", mid(&c.multiple));
        }
        for p in &f.parts_over {
            let of = p.challenger.as_str();
            put("parts", of, "own", "share", mid(&p.own));
            put("parts", of, "expected", "share", mid(&p.expected));
            put("parts", of, "doubtful", "share", mid(&p.doubtful));
            put("parts", of, "others", "share", mid(&p.others));
            put("parts", of, "supplied", "share", mid(&p.supplied));
        }
        for c in &f.contest {
            let of = c.challenger.as_str();
            put("contest", of, "with", "share", c.with.mid);
            put("contest", of, "without", "share", c.without.mid);
        }
        for r in &f.self_sufficiency {
            let figure = format!("value at ratio {}", r.ratio);
            let of = r.challenger.as_str();
            put("standard", of, &figure, "share", mid(&r.value));
        }
    }
    if let Some(t) = &s.summary {
        let policy: Vec<&antumbra_core::Column> =
            t.columns().take_while(|(n, _)| *n != "outcome").map(|(_, c)| c).collect();
        let (Ok(outcome), Ok(median)) = (t.column("outcome"), t.column("p50")) else { return out };
        let unit = t.column("unit").ok();
        for row in 0..t.rows() {
            let words: Vec<&str> = policy.iter().filter_map(|c| c.word(row)).collect();
            if let (Some(name), Some(x)) = (outcome.word(row), median.number(row)) {
                let unit = unit.and_then(|u| u.word(row)).unwrap_or_default();
                let key = ("summary".to_owned(), words.join("/"), name.to_owned());
                out.insert(key, (x, unit.to_owned()));
            }
        }
    }
    out
}

/// Every verdict and every answer of yes or no, by the ids that lead to it.
fn verdicts(s: &Side) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let Some(f) = &s.findings else { return out };
    for flip in &f.flips {
        let of = flip.challenger.map_or_else(String::new, |c| format!(".{c}"));
        let answer = if flip.reference { "yes" } else { "no" };
        out.insert(format!("{}.{}{of}", flip.finding, flip.question), answer.to_owned());
    }
    // Verdicts of lists are found by name, whatever list they are in.
    if let Ok(v) = serde_json::to_value(f) {
        walk("", &v, &mut out);
    }
    out
}

fn walk(at: &str, v: &Value, out: &mut BTreeMap<String, String>) {
    let below = |key: &str| if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
    match v {
        Value::Object(m) => {
            for (k, v) in m {
                match (k.as_str(), v.as_str()) {
                    ("verdict", Some(word)) => {
                        out.insert(at.to_owned(), word.to_owned());
                    }
                    _ => walk(&below(k), v, out),
                }
            }
        }
        Value::Array(rows) => {
            for (n, row) in rows.iter().enumerate() {
                let name = |k: &str| {
                    let v = row.get(k)?;
                    v.as_str().map(str::to_owned).or_else(|| v.as_u64().map(|n| n.to_string()))
                };
                let id = name("id").or_else(|| name("world"));
                walk(&below(&id.unwrap_or_else(|| (n + 1).to_string())), row, out);
            }
        }
        _ => {}
    }
}
