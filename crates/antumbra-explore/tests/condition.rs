//! Conditions on rows: what they mean and how they fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use antumbra_core::{Column, Diagnostic, Purpose, Seed, Table};
use antumbra_explore::condition::Condition;
use proptest::prelude::*;

fn table() -> Table {
    let mut t = Table::new("t", 4);
    t.push("x", Column::F64(vec![Some(1.0), Some(-2.5), None, Some(4.0)])).unwrap();
    t.push("n", Column::I64(vec![Some(1), Some(2), Some(3), None])).unwrap();
    t.push("on", Column::Bool(vec![Some(true), Some(false), None, Some(true)])).unwrap();
    let words = [Some("north"), Some("south"), Some("a \"b\\"), None];
    t.push("海域", Column::category(words)).unwrap();
    t.push("cost `bn` (x)", Column::F64(vec![Some(3.0); 4])).unwrap();
    t
}

/// t, f and - for true, false and missing.
fn rows(text: &str) -> String {
    let c = Condition::parse(text).unwrap_or_else(|d| panic!("{text}: {d}"));
    let truth = c.evaluate(&table()).unwrap_or_else(|d| panic!("{text}: {d}"));
    assert!(truth.warnings.is_empty(), "{text}: {}", truth.warnings);
    truth.rows.iter().map(|r| r.map_or('-', |b| if b { 't' } else { 'f' })).collect()
}

#[test]
fn conditions_mean_what_they_say() {
    for (text, expected) in [
        ("x > 1", "ff-t"),
        ("x >= 1", "tf-t"),
        ("1 <= x", "tf-t"),
        ("x == -2.5", "ft-f"),
        ("x != -25e-1", "tf-t"),
        ("x < n", "ft--"),
        ("on", "tf-t"),
        ("not on", "ft-f"),
        ("on == false", "ft-f"),
        ("海域 == \"north\"", "tff-"),
        ("海域 in [\"north\", \"a \\\"b\\\\\"]", "tft-"),
        ("n in [1, 3]", "tft-"),
        ("`cost ``bn`` (x)` > 2", "tttt"),
        // Kleene: a known side can settle it.
        ("x > 1 and n > 2", "ff--"),
        ("x > 1 or n > 2", "fftt"),
        // `and` before `or`, `not` before both.
        ("on or x < 0 and n > 5", "tf-t"),
        ("(on or x < 0) and n > 5", "fff-"),
        ("not on and x < 0", "ft-f"),
        ("not (on and x < 0)", "tt-t"),
        ("x > 1_000", "ff-f"),
    ] {
        assert_eq!(rows(text), expected, "{text}");
    }
}

/// The first diagnostic, with the piece of text that it points at.
fn first(text: &str) -> (String, String) {
    let found = match Condition::parse(text) {
        Err(d) => d,
        Ok(c) => match c.evaluate(&table()) {
            Err(d) => d,
            Ok(truth) => truth.warnings,
        },
    };
    let d: &Diagnostic = found.iter().next().unwrap_or_else(|| panic!("{text} is fine"));
    let (_, span) = d.at.as_ref().unwrap();
    (text[span.start..span.end].to_owned(), d.to_string())
}

#[test]
fn mistakes_are_pointed_at_and_mended() {
    for (text, place, says) in [
        ("x = 1", "=", "write `==`"),
        ("x > 1 && on", "&&", "write `and`"),
        ("x <> 1", "<>", "write `!=`"),
        ("x > 3k", "3k", "not a number"),
        ("x > ", "", "a column or a value is missing"),
        ("", "", "a column or a value is missing"),
        ("(x > 1", "", "not closed"),
        ("x > 1)", ")", "over here"),
        ("1 < x < 3", "<", "1 < x and x < 3"),
        ("x > 1 on", "on", "join conditions"),
        ("3", "3", "alone"),
        ("y > 1", "y", "no column `y`"),
        ("海城 == \"north\"", "海城", "did you mean `海域`?"),
        ("x", "x", "no condition by itself"),
        ("x == \"1\"", "x == \"1\"", "a number is compared with a word"),
        ("海域 < \"z\"", "海域 < \"z\"", "no order"),
        ("海域 in [\"north\", 3]", "3", "among words"),
        ("海域 in \"north\"", "\"north\"", "needs a list"),
        ("海域 == \"nroth\"", "\"nroth\"", "did you mean \"north\"?"),
        ("海域 == \"north", "\"north", "not closed"),
        ("x > 1 ; on", ";", "not understood"),
    ] {
        let (at, message) = first(text);
        assert_eq!(at, place, "{text}: {message}");
        assert!(message.contains(says), "{text}: {message}");
    }
    let both = Condition::parse("y > 1 and z > 1").unwrap().evaluate(&table()).unwrap_err();
    assert_eq!(both.len(), 2);
    let deep = "(".repeat(100_000);
    assert!(Condition::parse(&deep).unwrap_err().to_string().contains("too deep"));
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "[a-z0-9 ()\\[\\]<>=!&|\"'`,.\\\\é域+-]{0,40}") {
        if let Ok(Ok(truth)) = Condition::parse(&text).map(|c| c.evaluate(&table())) {
            prop_assert_eq!(truth.rows.len(), 4);
            prop_assert_eq!(truth.keep().len(), 4);
        }
    }
}

/// Seeded mutations of the fuzzer's corpus: rows or diagnostics that point into the text, never a
/// panic.
#[test]
fn mutated_conditions_are_read_or_refused() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/condition");
    // By name: a fuzzer leaves what it found beside them.
    let files = ["and", "elsewhere", "groups", "quoted", "words"];
    let pieces =
        ["and", " or ", "not ", "(", ")", "[", "]", ",", "==", "<", "`", "\"", "\\", "海", "1e9"];
    let (mut read, mut refused) = (0, 0);
    for (n, file) in files.iter().enumerate() {
        let start = std::fs::read(format!("{folder}/{file}")).unwrap();
        for round in 0..400 {
            let mut s = Seed(5).stream(Purpose("condition.mutations"), round, n as u32);
            let mut bytes = start.clone();
            for _ in 0..=s.below(2) {
                let at = s.below(bytes.len() as u64 + 1) as usize;
                match s.below(4) {
                    0 if at < bytes.len() => bytes[at] = s.next_u32() as u8,
                    1 if at < bytes.len() => drop(bytes.remove(at)),
                    2 => bytes.truncate(at),
                    _ => {
                        let piece = pieces[s.below(pieces.len() as u64) as usize];
                        bytes.splice(at..at, piece.bytes());
                    }
                }
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let found = Condition::parse(&text).and_then(|c| c.evaluate(&table()));
            match &found {
                Ok(truth) => assert_eq!(truth.rows.len(), 4, "{text}"),
                Err(wrong) => assert!(!wrong.is_empty(), "{text}"),
            }
            let told = match &found {
                Ok(truth) => &truth.warnings,
                Err(wrong) => wrong,
            };
            for (_, span) in told.iter().filter_map(|d| d.at.as_ref()) {
                assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text}");
            }
            if found.is_ok() { read += 1 } else { refused += 1 }
        }
    }
    assert!(read > 100 && refused > 500, "{read} read, {refused} refused");
}
