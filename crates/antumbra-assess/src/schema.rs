//! A document against the JSON Schema of the assessment file.
//!
//! The schema is generated from the types, so it is the one statement of what may be written: it
//! checks files, resolves `--set` keys, and completes keys in an editor. Everything that is wrong
//! is reported in one go, each at its place.

use crate::doc::{At, Node, Override, Value};
use antumbra_core::{Diagnostic, Diagnostics, did_you_mean};
use serde_json::Value as Json;

/// The generated schema, ready to be walked.
#[derive(Clone, Debug)]
pub struct Schema {
    root: Json,
    /// What the whole document is called in messages.
    document: &'static str,
}

/// What a number at this place means.
#[derive(Clone, Copy, PartialEq)]
enum Meaning {
    Any,
    Share,
}

impl Schema {
    /// The schema of the assessment file.
    pub fn of_assessment() -> Self {
        Schema { root: crate::file::schema(), document: "an assessment" }
    }

    /// The schema of a case of the catalogue.
    pub fn of_case() -> Self {
        Schema { root: crate::cases::schema(), document: "a case" }
    }

    /// The schema of a past decision of politics.
    pub fn of_past_decision() -> Self {
        Schema { root: crate::politics::file::past_schema(), document: "a past decision" }
    }

    fn place(&self, path: &str) -> String {
        if path.is_empty() { format!("in {}", self.document) } else { format!("in `{path}`") }
    }

    fn resolve<'a>(&'a self, mut s: &'a Json) -> &'a Json {
        while let Some(r) = s.get("$ref").and_then(Json::as_str) {
            match r.strip_prefix("#/").and_then(|p| self.root.pointer(&format!("/{p}"))) {
                Some(t) => s = t,
                None => break,
            }
        }
        s
    }

    /// The alternatives of a schema without `null`; itself when it has none.
    fn alternatives<'a>(&'a self, s: &'a Json) -> Vec<&'a Json> {
        let s = self.resolve(s);
        let list = s.get("anyOf").or_else(|| s.get("oneOf")).and_then(Json::as_array);
        match list {
            Some(l) => l
                .iter()
                .filter(|a| a.get("type").and_then(Json::as_str) != Some("null"))
                .flat_map(|a| self.alternatives(a))
                .collect(),
            None => vec![s],
        }
    }

    /// Checks a whole document.
    pub fn check(&self, doc: &Node) -> Diagnostics {
        let mut out = Diagnostics::new();
        self.walk(doc, &self.root, "", Meaning::Any, &mut out);
        out
    }

    fn walk(
        &self,
        node: &Node,
        schema: &Json,
        path: &str,
        meaning: Meaning,
        out: &mut Diagnostics,
    ) {
        let meaning = if schema.get("share").and_then(Json::as_bool) == Some(true) {
            Meaning::Share
        } else {
            meaning
        };
        let all = self.alternatives(schema);
        let words: Vec<&str> = all.iter().flat_map(|a| constants(a)).collect();
        if !words.is_empty() {
            check_word(node, &words, path, out);
            return;
        }
        let Some(fit) = all.iter().find(|a| fits(node, a)) else {
            let wanted: Vec<&str> = all.iter().map(|a| type_phrase(a)).collect();
            let mut d = error(
                "AN0105",
                format!(
                    "`{}` should be {}, and is {}",
                    last(path),
                    wanted.join(" or "),
                    node.value.kind()
                ),
                &node.at,
            );
            if let Value::Text(t) = &node.value
                && let Some(p) = t.trim().strip_suffix('%')
                && let Ok(x) = p.trim().parse::<f64>()
            {
                d = d.help(format!("write {} for {t}", x / 100.0));
            }
            out.push(d);
            return;
        };
        match &node.value {
            Value::Map(m) => self.walk_map(node, m, fit, path, meaning, out),
            Value::List(l) => self.walk_list(node, l, fit, path, meaning, out),
            Value::Whole(i) => check_number(*i as f64, node, fit, path, meaning, out),
            Value::Number(x) => check_number(*x, node, fit, path, meaning, out),
            Value::Text(t) => {
                if let Some(p) = fit.get("pattern").and_then(Json::as_str)
                    && !simple_pattern(p, t)
                {
                    out.push(
                        error(
                            "AN0107",
                            format!("`{t}` cannot stand for `{}`", last(path)),
                            &node.at,
                        )
                        .help(
                            "F fact, C causal, P prediction, N normative; join two with a stroke",
                        ),
                    );
                }
            }
            Value::Truth(_) => {}
        }
    }

    fn walk_map(
        &self,
        node: &Node,
        m: &[(String, At, Node)],
        schema: &Json,
        path: &str,
        meaning: Meaning,
        out: &mut Diagnostics,
    ) {
        let properties = schema.get("properties").and_then(Json::as_object);
        let others = schema.get("additionalProperties").filter(|a| a.is_object());
        for (key, key_at, child) in m {
            let below = join(path, key);
            if let Some(s) = properties.and_then(|p| p.get(key)) {
                self.walk(child, s, &below, meaning_below(meaning, key), out);
            } else if let Some(s) = others {
                self.walk(child, s, &below, meaning, out);
            } else {
                let known = properties.into_iter().flat_map(|p| p.keys().map(String::as_str));
                let mut d = error(
                    "AN0104",
                    format!("there is no key `{key}` {}", self.place(path)),
                    key_at,
                );
                d = match did_you_mean(key, known.clone()) {
                    Some(k) => d.help(format!("did you mean `{k}`?")),
                    None => d.help(format!("known here: {}", known.collect::<Vec<_>>().join(", "))),
                };
                out.push(d);
            }
        }
        for r in schema.get("required").and_then(Json::as_array).into_iter().flatten() {
            let Some(key) = r.as_str() else { continue };
            if !m.iter().any(|(k, ..)| k == key) {
                // A whole table is too much to underline: point at its first key.
                let at = m.first().map_or(&node.at, |(_, at, _)| at);
                out.push(
                    error("AN0106", format!("`{key}` is missing {}", self.place(path)), at).help(
                        if key == "client" {
                            "write client = \"JPN\"".to_owned()
                        } else {
                            format!("add {key} = …")
                        },
                    ),
                );
            }
        }
    }

    fn walk_list(
        &self,
        node: &Node,
        list: &[Node],
        schema: &Json,
        path: &str,
        meaning: Meaning,
        out: &mut Diagnostics,
    ) {
        let bound = |k: &str| schema.get(k).and_then(Json::as_u64).map(|n| n as usize);
        if bound("minItems").is_some_and(|n| list.len() < n)
            || bound("maxItems").is_some_and(|n| list.len() > n)
        {
            out.push(
                error("AN0107", format!("`{}` has {} entries", last(path), list.len()), &node.at)
                    .help(format!(
                        "between {} and {} are possible",
                        bound("minItems").unwrap_or(0),
                        bound("maxItems").map_or("any number".into(), |n| n.to_string())
                    )),
            );
        }
        if let Some(s) = schema.get("items") {
            for (i, n) in list.iter().enumerate() {
                self.walk(n, s, &join(path, &i.to_string()), meaning, out);
            }
        }
    }

    /// All keys that may be set, as dotted paths; list entries by their `id` where they have one.
    pub fn keys(&self, doc: &Node) -> Vec<String> {
        let mut out = Vec::new();
        self.collect(Some(doc), &self.root, "", 0, &mut out);
        out
    }

    fn collect(
        &self,
        doc: Option<&Node>,
        schema: &Json,
        path: &str,
        depth: usize,
        out: &mut Vec<String>,
    ) {
        if depth > 6 {
            return;
        }
        if !path.is_empty() {
            out.push(path.to_owned());
        }
        for s in self.alternatives(schema) {
            for (k, below) in s.get("properties").and_then(Json::as_object).into_iter().flatten() {
                self.collect(doc.and_then(|d| d.get(k)), below, &join(path, k), depth + 1, out);
            }
            if let Some(items) = s.get("items")
                && let Some(Value::List(l)) = doc.map(|d| &d.value)
            {
                for (i, n) in l.iter().enumerate() {
                    let name = match n.get("id").map(|n| &n.value) {
                        Some(Value::Text(t)) => t.clone(),
                        Some(Value::Whole(w)) => w.to_string(),
                        _ => i.to_string(),
                    };
                    self.collect(Some(n), items, &join(path, &name), depth + 1, out);
                }
            }
            if let Some(others) = s.get("additionalProperties").filter(|a| a.is_object())
                && let Some(Value::Map(m)) = doc.map(|d| &d.value)
            {
                for (k, _, n) in m {
                    self.collect(Some(n), others, &join(path, k), depth + 1, out);
                }
            }
        }
    }

    /// Is there at this path (without list entries) a table of distributions by name?
    fn takes_names(&self, path: &str) -> bool {
        let mut at = self.alternatives(&self.root);
        for key in path.split('.') {
            let below: Vec<&Json> = at
                .iter()
                .filter_map(|s| s.get("properties").and_then(|p| p.get(key)))
                .flat_map(|s| self.alternatives(s))
                .collect();
            at = below;
        }
        at.iter().any(|s| s.get("additionalProperties").is_some_and(Json::is_object))
    }

    /// The full path that a `--set` key means: exact, or the end of exactly one key; of several,
    /// a setting or a draw goes before the rest.
    ///
    /// # Errors
    /// When no key or more than one fits.
    pub fn key(&self, doc: &Node, set: &Override) -> Result<String, Diagnostics> {
        let asked = alias(&set.key);
        let known = self.keys(doc);
        let same = |k: &str| k.eq_ignore_ascii_case(asked);
        if let Some(k) = known.iter().find(|k| same(k)) {
            return Ok(k.clone());
        }
        // A table of rows by name takes a name that the file does not have yet; who reads the table
        // knows which names there are.
        if let Some((table, name)) = asked.rsplit_once('.')
            && !name.is_empty()
            && let Some(k) = known.iter().find(|k| k.eq_ignore_ascii_case(table))
            && self.takes_names(k)
        {
            return Ok(join(k, name));
        }
        let ends = |k: &str| {
            k.len() > asked.len()
                && k.as_bytes()[k.len() - asked.len() - 1] == b'.'
                && k.get(k.len() - asked.len()..).is_some_and(same)
        };
        let fits: Vec<&String> = known.iter().filter(|k| ends(k)).collect();
        let rank = |k: &str| match k.split('.').next() {
            Some("settings") => 0,
            Some("draws") => 1,
            _ => 2 + k.matches('.').count(),
        };
        let best = fits.iter().map(|k| rank(k)).min();
        let of_best: Vec<&&String> = fits.iter().filter(|k| Some(rank(k)) == best).collect();
        match of_best.as_slice() {
            [one] => Ok((**one).clone()),
            [] => {
                let ends: Vec<&str> =
                    known.iter().map(|k| k.rsplit('.').next().unwrap_or(k)).collect();
                let near = did_you_mean(asked, known.iter().map(String::as_str).chain(ends));
                Err(error("AN0111", format!("there is no key `{}`", set.key), &set.key_at)
                    .help(near.map_or_else(
                        || "`antumbra check --keys japan` lists every key".to_owned(),
                        |n| {
                            format!(
                                "did you mean `{n}`? `antumbra check --keys japan` lists every key"
                            )
                        },
                    ))
                    .into())
            }
            several => {
                Err(error("AN0112", format!("`{}` could be several keys", set.key), &set.key_at)
                    .help(format!(
                        "write one of: {}",
                        several.iter().take(6).map(|s| s.as_str()).collect::<Vec<_>>().join(", ")
                    ))
                    .into())
            }
        }
    }
}

/// Short names that people of the field type.
fn alias(key: &str) -> &str {
    match key {
        "rho" | "ρ" => "draws.reliability",
        "λ" => "settings.lambda",
        "ψ" => "settings.psi",
        "κ" => "settings.kappa",
        "ε" => "settings.epsilon",
        "m" => "draws.decisiveness",
        k => k,
    }
}

fn error(code: &'static str, message: String, at: &At) -> Diagnostic {
    Diagnostic::error(code, message).at(at.origin.clone(), at.span)
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn last(path: &str) -> &str {
    path.rsplit('.').find(|p| p.parse::<usize>().is_err()).unwrap_or(path)
}

/// A share's own shape parameters are no shares.
fn meaning_below(meaning: Meaning, key: &str) -> Meaning {
    match key {
        "alpha" | "beta" | "sd" => Meaning::Any,
        _ => meaning,
    }
}

fn constants(s: &Json) -> Vec<&str> {
    match (s.get("const").and_then(Json::as_str), s.get("enum").and_then(Json::as_array)) {
        (Some(c), _) => vec![c],
        (None, Some(e)) => e.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

fn check_word(node: &Node, words: &[&str], path: &str, out: &mut Diagnostics) {
    let ok = matches!(&node.value, Value::Text(t) if words.contains(&t.as_str()));
    if ok {
        return;
    }
    let found = match &node.value {
        Value::Text(t) => format!("`{t}`"),
        v => v.kind().to_owned(),
    };
    let mut d = error("AN0107", format!("{found} cannot stand for `{}`", last(path)), &node.at);
    let near = match &node.value {
        Value::Text(t) => did_you_mean(t, words.iter().copied()),
        _ => None,
    };
    d = d.help(match near {
        Some(n) => format!("did you mean `{n}`? Possible: {}", words.join(", ")),
        None => format!("possible: {}", words.join(", ")),
    });
    out.push(d);
}

fn types(s: &Json) -> Vec<&str> {
    match s.get("type") {
        Some(Json::String(t)) => vec![t.as_str()],
        Some(Json::Array(l)) => l.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

fn fits(node: &Node, s: &Json) -> bool {
    let types = types(s);
    let has = |t: &str| types.contains(&t);
    match &node.value {
        Value::Text(_) => has("string"),
        Value::Whole(_) => has("integer") || has("number"),
        Value::Number(_) => has("number"),
        Value::Truth(_) => has("boolean"),
        Value::List(_) => has("array"),
        Value::Map(_) => has("object"),
    }
}

fn type_phrase(s: &Json) -> &'static str {
    match types(s).iter().find(|t| **t != "null").copied() {
        Some("string") => "a text",
        Some("integer") => "a whole number",
        Some("number") => "a number",
        Some("boolean") => "true or false",
        Some("array") => "a list",
        _ => "a table",
    }
}

fn check_number(
    x: f64,
    node: &Node,
    s: &Json,
    path: &str,
    meaning: Meaning,
    out: &mut Diagnostics,
) {
    let name = last(path);
    if !x.is_finite() {
        out.push(
            error("AN0107", format!("`{name}` is not a finite number"), &node.at)
                .help("write a number; leave the key out when the figure is missing"),
        );
        return;
    }
    if meaning == Meaning::Share && !(0.0..=1.0).contains(&x) {
        out.push(
            error("AN0108", format!("{} is no share", percent(x)), &node.at)
                .help(format!("`{name}` lies between 0 and 1: write 0.4 for 40%")),
        );
        return;
    }
    let bound = |k: &str| s.get(k).and_then(Json::as_f64);
    let (min, max) = (bound("minimum"), bound("maximum"));
    if min.is_some_and(|m| x < m) || max.is_some_and(|m| x > m) {
        let range = match (min, max) {
            (Some(a), Some(b)) => format!("between {a} and {b}"),
            (Some(a), None) => format!("at least {a}"),
            (None, Some(b)) => format!("at most {b}"),
            (None, None) => String::new(),
        };
        out.push(
            error("AN0107", format!("`{name}` cannot be {x}"), &node.at)
                .help(format!("`{name}` is {range}")),
        );
    }
}

fn percent(x: f64) -> String {
    format!("{}%", (x * 1000.0).round() / 10.0)
}

/// The only pattern in the schema that a person writes: letters of `FCPN` joined by strokes; codes
/// of states are checked against the states of the year instead.
fn simple_pattern(pattern: &str, text: &str) -> bool {
    !pattern.contains("FCPN") || text.split('/').all(|t| matches!(t, "F" | "C" | "P" | "N"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{parse_file, parse_override};

    fn codes(text: &str) -> Vec<(&'static str, String)> {
        let doc = parse_file("a.toml", text.as_bytes()).unwrap();
        Schema::of_assessment().check(&doc).iter().map(|d| (d.code, d.to_string())).collect()
    }

    #[test]
    fn a_short_file_is_enough() {
        assert_eq!(codes("client = \"JPN\"\n"), []);
    }

    #[test]
    fn all_errors_come_at_once_each_with_a_hint() {
        let c = codes(
            "clent = \"JPN\"\nyear = \"now\"\n[settings]\nmeasure = \"spendin\"\npsi = 2\n\
             [draws]\nreliability = 1.4\n[draws.surge_share]\nlo = \"20%\"\n",
        );
        let text: Vec<&str> = c.iter().map(|(_, t)| t.as_str()).collect();
        let has = |s: &str| assert!(text.iter().any(|t| t.contains(s)), "{s} not in {text:#?}");
        has("there is no key `clent` in an assessment (a.toml); did you mean `client`?");
        has("`client` is missing");
        has("`year` should be a whole number, and is a text");
        has("did you mean `spending`?");
        has("`psi` cannot be 2");
        has("140% is no share");
        has("write 0.2 for 20%");
    }

    #[test]
    fn not_a_number_is_no_number() {
        assert_eq!(codes("client = \"JPN\"\n[settings]\nlambda = nan\n")[0].0, "AN0107");
        assert_eq!(codes("client = \"JPN\"\n[settings]\nlambda = inf\n")[0].0, "AN0107");
    }

    #[test]
    fn keys_resolve_by_their_end() {
        let doc = parse_file(
            "a",
            b"client = \"JPN\"\n[[challengers]]\nid = \"CHN\"\n[[inputs]]\nid = \"hazard_x\"\ntag = \"judgement\"\n",
        )
        .unwrap();
        let s = Schema::of_assessment();
        let key = |k: &str| s.key(&doc, &parse_override(&format!("{k}=1")).unwrap());
        assert_eq!(key("reliability").unwrap(), "draws.reliability");
        assert_eq!(key("rho").unwrap(), "draws.reliability");
        assert_eq!(key("psi").unwrap(), "settings.psi");
        assert_eq!(key("seed").unwrap(), "seed");
        assert_eq!(key("CHN.theatre_share").unwrap(), "challengers.CHN.theatre_share");
        assert_eq!(key("hazard_x").unwrap(), "inputs.hazard_x");
        let e = key("reliabilty").unwrap_err().to_string();
        assert!(e.contains("did you mean `reliability`"), "{e}");
        let e = key("warheads").unwrap_err().to_string();
        assert!(e.contains("there is no key"), "{e}");
    }

    #[test]
    fn every_key_of_the_schema_can_be_set() {
        let doc = parse_file("a", b"client = \"JPN\"\n").unwrap();
        let s = Schema::of_assessment();
        let keys = s.keys(&doc);
        assert!(keys.len() > 60, "{}", keys.len());
        for k in &keys {
            assert_eq!(s.key(&doc, &parse_override(&format!("{k}=1")).unwrap()).unwrap(), *k);
        }
    }
}
