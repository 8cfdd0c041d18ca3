//! Rows and fields of comma-separated text, each with its place.

use antumbra_core::Span;

/// One field: its text without quotes, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// One row: its line number (from 1) and its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) line: usize,
    pub(crate) fields: Vec<Field>,
}

/// A quote that is never closed, by its place and line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenQuote {
    pub(crate) span: Span,
    pub(crate) line: usize,
}

/// Splits text into rows (RFC 4180: quoted fields, doubled quotes, line breaks in quotes; CR, LF
/// and CRLF; a byte-order mark is skipped). Rows without any text are left out. Fields are
/// trimmed outside quotes.
pub(crate) fn rows(text: &str) -> Result<Vec<Row>, OpenQuote> {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut row = Row { line: 1, fields: Vec::new() };
    let (mut at, mut line) = (bom, 1);
    loop {
        let (field, next) = field(text, at, &mut line)?;
        row.fields.push(field);
        at = next;
        match bytes.get(at) {
            Some(b',') => at += 1,
            end => {
                if row.fields.iter().any(|f| !f.text.is_empty()) {
                    out.push(row);
                }
                if end.is_none() {
                    return Ok(out);
                }
                at += if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
                line += 1;
                row = Row { line, fields: Vec::new() };
            }
        }
    }
}

/// The field that starts at `at`, and the place of the separator after it.
fn field(text: &str, at: usize, line: &mut usize) -> Result<(Field, usize), OpenQuote> {
    let bytes = text.as_bytes();
    let ends = |b: u8| matches!(b, b',' | b'\n' | b'\r');
    let mut start = at;
    while bytes.get(start).is_some_and(|b| matches!(b, b' ' | b'\t')) {
        start += 1;
    }
    if bytes.get(start) != Some(&b'"') {
        let end = bytes[at..].iter().position(|&b| ends(b)).map_or(bytes.len(), |n| at + n);
        let raw = &text[at..end];
        let left = raw.len() - raw.trim_start().len();
        let trimmed = raw.trim();
        let from = if trimmed.is_empty() { at } else { at + left };
        let span = Span { start: from, end: from + trimmed.len() };
        return Ok((Field { text: trimmed.to_owned(), span }, end));
    }
    let opened = *line;
    let mut value = String::new();
    let mut from = start + 1;
    loop {
        let Some(close) = bytes[from..].iter().position(|&b| b == b'"').map(|n| from + n) else {
            return Err(OpenQuote { span: Span { start, end: start + 1 }, line: opened });
        };
        let part = &text[from..close];
        *line += part.matches('\n').count();
        value.push_str(part);
        if bytes.get(close + 1) == Some(&b'"') {
            value.push('"');
            from = close + 2;
            continue;
        }
        // Whatever stands between the closing quote and the separator belongs to the field.
        let end =
            bytes[close + 1..].iter().position(|&b| ends(b)).map_or(bytes.len(), |n| close + 1 + n);
        value.push_str(text[close + 1..end].trim_end());
        return Ok((Field { text: value, span: Span { start, end } }, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        rows(text)
            .unwrap()
            .into_iter()
            .map(|r| r.fields.into_iter().map(|f| f.text).collect())
            .collect()
    }

    #[test]
    fn quotes_breaks_and_marks() {
        let want = vec![vec!["a", "b, \"c\""], vec!["x\ny", ""]];
        for nl in ["\n", "\r\n", "\r"] {
            let text = format!("\u{feff} a ,\"b, \"\"c\"\"\"{nl}{nl}\"x\ny\",{nl}");
            assert_eq!(texts(&text), want, "{nl:?}");
        }
        assert!(texts("").is_empty());
    }

    #[test]
    fn places_point_at_the_text() {
        let text = "a,b\nc,  12 \n";
        let r = rows(text).unwrap();
        let f = &r[1].fields[1];
        assert_eq!((&text[f.span.start..f.span.end], r[1].line), ("12", 2));
        assert_eq!(rows("a\n\"b").unwrap_err().line, 2);
    }
}
