//! A TOML document as a tree that remembers where each piece was written.
//!
//! The file and every `--set KEY=VALUE` become one tree; each node keeps the text and the byte
//! range that it came from, so that whatever is found wrong later can be shown in place.

use antumbra_core::{Diagnostic, Diagnostics, Origin, Span};
use serde_json::Value as Json;
use toml::de::{DeTable, DeValue};

/// Where a node was written.
#[derive(Clone, Debug, PartialEq)]
pub struct At {
    /// Which text.
    pub origin: Origin,
    /// Which bytes of it.
    pub span: Span,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it was written.
    pub at: At,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text; dates are kept as text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// A list.
    List(Vec<Node>),
    /// Keys in the order written, each with its own place.
    Map(Vec<(String, At, Node)>),
}

impl Value {
    /// The kind of value, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Whole(_) => "a whole number",
            Value::Number(_) => "a number",
            Value::Truth(_) => "true or false",
            Value::List(_) => "a list",
            Value::Map(_) => "a table",
        }
    }
}

impl Node {
    /// The node below this one under a key, or in a list under an index or the `id` of an element.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(m) => m.iter().find(|(k, ..)| k == key).map(|(.., n)| n),
            Value::List(l) => l.get(element(l, key)?),
            _ => None,
        }
    }

    /// The node at a dotted path.
    pub fn find(&self, path: &str) -> Option<&Node> {
        path.split('.').try_fold(self, |n, key| n.get(key))
    }

    /// The place of the node at a dotted path, or of the nearest node above it that exists.
    pub fn place(&self, path: &str) -> &At {
        let mut node = self;
        for key in path.split('.') {
            match node.get(key) {
                Some(n) => node = n,
                None => break,
            }
        }
        &node.at
    }

    /// As JSON, in which places are gone.
    pub fn json(&self) -> Json {
        match &self.value {
            Value::Text(s) => Json::from(s.clone()),
            Value::Whole(i) => Json::from(*i),
            Value::Number(x) => Json::from(*x),
            Value::Truth(b) => Json::from(*b),
            Value::List(l) => Json::Array(l.iter().map(Node::json).collect()),
            Value::Map(m) => {
                Json::Object(m.iter().map(|(k, _, n)| (k.clone(), n.json())).collect())
            }
        }
    }
}

/// The index of a list's element by number or by its `id`.
fn element(list: &[Node], key: &str) -> Option<usize> {
    let by_id = |n: &Node| match n.get("id").map(|n| &n.value) {
        Some(Value::Text(t)) => t.eq_ignore_ascii_case(key),
        Some(Value::Whole(i)) => i.to_string() == key,
        _ => false,
    };
    list.iter().position(by_id).or_else(|| key.parse().ok().filter(|&i| i < list.len()))
}

/// Parses a file's text.
///
/// # Errors
/// Every syntax error with its place; an empty file and bytes that are no text are errors too.
pub fn parse_file(name: &str, bytes: &[u8]) -> Result<Node, Diagnostics> {
    let origin = Origin::File(name.to_owned());
    let text = std::str::from_utf8(bytes).map_err(|e| {
        Diagnostic::error("AN0101", format!("`{name}` is not a text file"))
            .help(format!(
                "an assessment is UTF-8 text in TOML; byte {} is not UTF-8. `antumbra init` writes a start",
                e.valid_up_to()
            ))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(Diagnostic::error("AN0101", format!("`{name}` is not a text file"))
            .help("an assessment is UTF-8 text in TOML; this file has NUL bytes")
            .into());
    }
    let significant = |l: &&str| !l.trim().is_empty() && !l.trim_start().starts_with('#');
    if !text.lines().any(|l| significant(&l)) {
        return Err(Diagnostic::error("AN0102", format!("`{name}` is empty"))
            .help("the shortest assessment is one line: client = \"JPN\". `antumbra init JPN` writes a commented start")
            .into());
    }
    parse(text, &origin, 0)
}

/// Parses TOML text; spans are shifted by `shift` (for text inside an argument).
fn parse(text: &str, origin: &Origin, shift: usize) -> Result<Node, Diagnostics> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mut all = Diagnostics::new();
        for e in errors {
            let span = e.span().unwrap_or(0..text.len());
            let (message, hint) = split_message(e.message());
            let mut d = Diagnostic::error("AN0103", format!("this is not TOML: {message}"))
                .at(origin.clone(), (span.start + shift)..(span.end + shift));
            if let Some(h) = hint {
                d = d.help(h);
            }
            all.push(d);
        }
        return Err(all);
    }
    let span = table.span();
    let at = At { origin: origin.clone(), span: (span.start + shift..span.end + shift).into() };
    Ok(Node { value: map(table.into_inner(), origin, shift)?, at })
}

/// The first line of a parser's message, and the rest as a hint.
fn split_message(message: &str) -> (String, Option<String>) {
    match message.split_once('\n') {
        Some((first, rest)) => (first.to_owned(), Some(rest.replace('\n', "; "))),
        None => (message.to_owned(), None),
    }
}

fn map(table: DeTable<'_>, origin: &Origin, shift: usize) -> Result<Value, Diagnostics> {
    let mut out = Vec::new();
    for (k, v) in table {
        let s = k.span();
        let key_at = At { origin: origin.clone(), span: (s.start + shift..s.end + shift).into() };
        let s = v.span();
        let at = At { origin: origin.clone(), span: (s.start + shift..s.end + shift).into() };
        let node = Node { value: value(v.into_inner(), &at, shift)?, at };
        out.push((k.into_inner().into_owned(), key_at, node));
    }
    Ok(Value::Map(out))
}

fn value(v: DeValue<'_>, at: &At, shift: usize) -> Result<Value, Diagnostics> {
    let bad = |what: &str| {
        Diagnostics::from(Diagnostic::error("AN0103", what).at(at.origin.clone(), at.span))
    };
    Ok(match v {
        DeValue::String(s) => Value::Text(s.into_owned()),
        DeValue::Integer(i) => Value::Whole(
            i64::from_str_radix(i.as_str(), i.radix())
                .map_err(|_| bad("this whole number is too large"))?,
        ),
        DeValue::Float(f) => Value::Number(
            f.as_str().parse().map_err(|_| bad("this is not a number that can be used"))?,
        ),
        DeValue::Boolean(b) => Value::Truth(b),
        DeValue::Datetime(d) => Value::Text(d.to_string()),
        DeValue::Array(a) => {
            let mut list = Vec::new();
            for item in a {
                let s = item.span();
                let at =
                    At { origin: at.origin.clone(), span: (s.start + shift..s.end + shift).into() };
                list.push(Node { value: value(item.into_inner(), &at, shift)?, at });
            }
            Value::List(list)
        }
        DeValue::Table(t) => map(t, &at.origin, shift)?,
    })
}

/// One `--set KEY=VALUE`, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The key as written.
    pub key: String,
    /// Where the key was written.
    pub key_at: At,
    /// The value.
    pub node: Node,
}

/// Takes a `KEY=VALUE` apart. The value is TOML; a bare word is a text.
///
/// # Errors
/// When there is no `=`, no key, or no value.
pub fn parse_override(argument: &str) -> Result<Override, Diagnostics> {
    let origin = Origin::Argument(argument.to_owned());
    let wrong = |message: &str, span: std::ops::Range<usize>| {
        Diagnostics::from(
            Diagnostic::error("AN0110", message)
                .at(origin.clone(), span)
                .help("write --set KEY=VALUE, as --set reliability=0.2 or --set basing=surge"),
        )
    };
    let Some(eq) = argument.find('=') else {
        return Err(wrong("this setting has no `=`", 0..argument.len()));
    };
    let key = argument[..eq].trim();
    let written = argument[eq + 1..].trim();
    if key.is_empty() {
        return Err(wrong("this setting has no key", 0..eq.max(1)));
    }
    if written.is_empty() {
        return Err(wrong("this setting has no value", eq..argument.len()));
    }
    let start = argument.len() - argument[eq + 1..].trim_start().len();
    let at = At { origin: origin.clone(), span: (start..start + written.len()).into() };
    // `v = VALUE` is a document of one key; the shift maps its spans back into the argument.
    let prefix = "v = ";
    let text = if written.starts_with('.') {
        format!("{prefix}0{written}")
    } else {
        format!("{prefix}{written}")
    };
    let mut node = match DeTable::parse(&text) {
        Ok(t) => match map(t.into_inner(), &origin, 0)? {
            Value::Map(mut m) if m.len() == 1 => {
                let (.., n) = m.remove(0);
                Node { value: n.value, at: at.clone() }
            }
            _ => Node { value: Value::Text(written.to_owned()), at: at.clone() },
        },
        Err(_) => Node { value: Value::Text(written.to_owned()), at: at.clone() },
    };
    settle(&mut node, &at);
    let key_at = At { origin, span: (0..eq).into() };
    Ok(Override { key: key.to_owned(), key_at, node })
}

/// Gives every node below the place of the whole argument: pieces of an argument are short.
fn settle(node: &mut Node, at: &At) {
    node.at = at.clone();
    match &mut node.value {
        Value::List(l) => l.iter_mut().for_each(|n| settle(n, at)),
        Value::Map(m) => m.iter_mut().for_each(|(_, k, n)| {
            *k = at.clone();
            settle(n, at);
        }),
        _ => {}
    }
}

/// Puts a value at a dotted path, making tables on the way. A number put where a table with a
/// range stands replaces the range: what a person sets has no spread left.
pub fn put(root: &mut Node, path: &[&str], new: &Override) {
    let Some((key, rest)) = path.split_first() else { return };
    let index = match &root.value {
        Value::List(l) => element(l, key),
        _ => None,
    };
    match &mut root.value {
        Value::List(l) => {
            if let Some(n) = index.and_then(|i| l.get_mut(i)) {
                if rest.is_empty() { replace(n, new) } else { put(n, rest, new) }
            }
        }
        Value::Map(m) => {
            let slot = match m.iter().position(|(k, ..)| k == key) {
                Some(i) => i,
                None => {
                    m.push((
                        (*key).to_owned(),
                        new.key_at.clone(),
                        Node { value: Value::Map(Vec::new()), at: new.node.at.clone() },
                    ));
                    m.len() - 1
                }
            };
            let n = &mut m[slot].2;
            if rest.is_empty() { replace(n, new) } else { put(n, rest, new) }
        }
        _ => {}
    }
}

fn replace(node: &mut Node, new: &Override) {
    let number = matches!(new.node.value, Value::Number(_) | Value::Whole(_));
    if number && let Value::Map(m) = &mut node.value {
        // An input row keeps its id and name; its range becomes the point that was set.
        if m.iter().any(|(k, ..)| k == "id") {
            m.retain(|(k, ..)| {
                !matches!(k.as_str(), "lo" | "hi" | "mid" | "tag" | "author" | "sources" | "note")
            });
            let at = new.node.at.clone();
            m.push(("mid".into(), new.key_at.clone(), new.node.clone()));
            for (k, v) in [("tag", "judgement"), ("author", "set by the user")] {
                let value = Value::Text(v.into());
                m.push((k.into(), new.key_at.clone(), Node { value, at: at.clone() }));
            }
            return;
        }
    }
    *node = new.node.clone();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_syntax_error_has_its_place() {
        let e = parse_file("a.toml", b"client = \"JPN\"\nyear = = 3\n").unwrap_err();
        let d = e.iter().next().unwrap();
        assert_eq!(d.code, "AN0103");
        let (Origin::File(f), span) = d.at.clone().unwrap() else { panic!("no file") };
        assert_eq!(f, "a.toml");
        assert!(span.start >= 15 && span.end <= 26, "{span:?}");
    }

    #[test]
    fn empty_and_binary_files_are_named() {
        for (bytes, code) in [
            (&b""[..], "AN0102"),
            (b"# only a comment\n", "AN0102"),
            (b"\xff\xfe\0", "AN0101"),
            (b"a\0b", "AN0101"),
        ] {
            assert_eq!(parse_file("x", bytes).unwrap_err().iter().next().unwrap().code, code);
        }
    }

    #[test]
    fn overrides_take_toml_and_bare_words() {
        let v = |s: &str| parse_override(s).unwrap().node.value;
        assert_eq!(v("psi=1"), Value::Whole(1));
        assert_eq!(v("psi=.2"), Value::Number(0.2));
        assert_eq!(v("basing=surge"), Value::Text("surge".into()));
        assert_eq!(v("title=\"a b\""), Value::Text("a b".into()));
        assert!(matches!(v("standard.ratios=[1, .5]"), Value::Text(_) | Value::List(_)));
        assert!(matches!(v("draws.reliability={lo=0.1, mid=0.2, hi=0.3}"), Value::Map(_)));
        for bad in ["psi", "=3", "psi="] {
            assert_eq!(parse_override(bad).unwrap_err().iter().next().unwrap().code, "AN0110");
        }
    }

    #[test]
    fn put_reaches_lists_by_id() {
        let text = b"[[challengers]]\nid = \"CHN\"\n[[challengers]]\nid = \"RUS\"\n";
        let mut doc = parse_file("a", text).unwrap();
        let new = parse_override("challengers.RUS.theatre_share=0.2").unwrap();
        put(&mut doc, &["challengers", "rus", "theatre_share"], &new);
        assert_eq!(doc.find("challengers.1.theatre_share").unwrap().value, Value::Number(0.2));
        assert!(doc.find("challengers.CHN.theatre_share").is_none());
    }
}
