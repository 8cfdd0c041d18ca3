//! Findings that nobody would write: whatever a folder says, the page stands, runs no script but
//! its own, and draws no place that is none.

use crate::dom;
use antumbra_record::findings::Findings;
use antumbra_report::context::Language;
use antumbra_report::page;
use antumbra_report::terminal::{self, Look};
use rayon::prelude::*;
use serde_json::{Value, json};

/// Puts one value in place of every number, text or list under a value.
fn put(v: &mut Value, with: &Value) {
    match v {
        Value::Array(_) if with.is_array() => *v = with.clone(),
        Value::Number(_) if with.is_number() => *v = with.clone(),
        // Codes of states, dates and words with a meaning are texts too.
        Value::String(_) if with.is_string() => *v = with.clone(),
        Value::Array(a) => a.iter_mut().for_each(|x| put(x, with)),
        Value::Object(o) => o.values_mut().for_each(|x| put(x, with)),
        _ => {}
    }
}

fn stands(f: &Findings, what: &str) {
    for language in [Language::English, Language::Japanese] {
        let page = page::page(f, language);
        assert!(page.ends_with("</html>"), "{what}");
        assert!(page.len() < 20_000_000, "{what}: {} bytes", page.len());
        assert!(page.matches("<script").count() <= 3 && !page.contains("<img"), "{what}");
        for figure in page.split("<svg").skip(1) {
            let svg = figure.split("</svg>").next().unwrap();
            for wrong in ["=\"NaN", "=\"inf", "=\"-inf", ",NaN", ",inf", " NaN", "MNaN"] {
                assert!(!svg.contains(wrong), "{what}: {wrong}");
            }
        }
        let look = Look { width: 100, styled: false };
        let screen = terminal::screen(f, language, look, None);
        assert!(screen.len() < 100_000, "{what}: {} bytes", screen.len());
    }
}

#[test]
fn a_page_stands_whatever_its_findings_say() {
    let v = &dom::run("japan").findings;
    let values = [
        json!(0),
        json!(-1),
        json!(1e308),
        json!(-1e308),
        json!(0.3),
        json!(65000),
        json!(""),
        json!("9999999-12-31"),
        json!("</script><img src=x onerror=alert(1)>"),
        json!([]),
    ];
    let keys: Vec<&String> = v.as_object().unwrap().keys().collect();
    let cases: Vec<(&String, &Value)> =
        keys.iter().flat_map(|k| values.iter().map(|x| (*k, x))).collect();
    let stood: usize = cases
        .par_iter()
        .map(|(key, with)| {
            let mut w = v.clone();
            put(&mut w[key.as_str()], with);
            let Ok(f) = serde_json::from_value::<Findings>(w) else { return 0 };
            stands(&f, &format!("{key} = {with}"));
            1
        })
        .sum();
    assert!(stood > 60, "{stood} of {} were findings", cases.len());
}
