//! Findings with nothing in them, made from their schema, for tests to fill.

use antumbra_record::findings::{Findings, SCHEMA, schema};
use serde_json::{Map, Value, json};

/// Findings on Japan and the US with what is given and nothing else.
pub(crate) fn findings(given: Value) -> Findings {
    let schema = schema();
    let mut all = Map::new();
    for key in schema["required"].as_array().unwrap() {
        let key = key.as_str().unwrap();
        let nothing = match schema["properties"][key]["type"].as_str() {
            Some("array") => json!([]),
            Some("object") => json!({}),
            Some("integer" | "number") => json!(2024),
            Some("string") => json!("x"),
            _ => json!({}),
        };
        all.insert(key.to_owned(), nothing);
    }
    let always = json!({
        "schema": SCHEMA,
        "client": "JPN",
        "patron": "USA",
        "names": { "JPN": "Japan", "CHN": "China", "TWN": "Taiwan" },
        "reference": antumbra_core::Setting::default(),
        "tolerance": { "gdp_share_max": 0.04, "not_replaceable_above": 0.1 },
        "nuclear_detail": antumbra_record::nuclear::NuclearFindings::default(),
    });
    for more in [always, given] {
        let Value::Object(more) = more else { panic!("no object: {more}") };
        all.extend(more);
    }
    serde_json::from_value(Value::Object(all)).unwrap()
}
