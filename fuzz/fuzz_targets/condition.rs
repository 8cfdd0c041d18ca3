//! Any text as a condition on rows: rows, or diagnostics whose spans lie in the text.
#![no_main]

use antumbra_core::{Column, Diagnostics, Table};
use antumbra_explore::condition::Condition;
use libfuzzer_sys::fuzz_target;

fn table() -> Option<Table> {
    let mut t = Table::new("t", 3);
    t.push("x", Column::F64(vec![Some(1.0), None, Some(-2.5)])).ok()?;
    t.push("n", Column::I64(vec![Some(3), None, Some(-7)])).ok()?;
    t.push("on", Column::Bool(vec![Some(true), None, Some(false)])).ok()?;
    t.push("海域", Column::category([Some("north"), None, Some("a \"b\\")])).ok()?;
    t.push("cost `bn` (x)", Column::F64(vec![Some(3.0); 3])).ok()?;
    Some(t)
}

fn inside(text: &str, wrong: &Diagnostics) {
    for d in wrong.iter() {
        if let Some((_, span)) = &d.at {
            assert!(text.get(span.start..span.end).is_some(), "{d:?} in {text:?}");
        }
    }
}

fuzz_target!(|text: &str| {
    let condition = match Condition::parse(text) {
        Ok(c) => c,
        Err(wrong) => {
            assert!(!wrong.is_empty());
            return inside(text, &wrong);
        }
    };
    let Some(table) = table() else { panic!("the table could not be made") };
    match condition.evaluate(&table) {
        Ok(truth) => {
            assert_eq!(truth.rows.len(), 3);
            inside(text, &truth.warnings);
        }
        Err(wrong) => {
            assert!(!wrong.is_empty());
            inside(text, &wrong);
        }
    }
});
