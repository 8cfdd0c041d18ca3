//! Free text of an assessment in another language, and findings told in it.
//!
//! Findings carry the texts of the assessment as its author wrote them. A translation is a list of
//! such texts with what each is in another language; [`Findings::told_in`] puts them in place, so
//! that whatever shows findings needs to know nothing of it. Ids are never texts: who reads a
//! translation refuses one that would change an id.

use crate::findings::Findings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Fields that hold free text of an assessment, of a case or of the data. Only these are translated:
/// a short text (`keep`, `China`) may be spelled as an id or a word of the program is elsewhere.
const TOLD: [&str; 28] = [
    "afterwards",
    "answer",
    "by",
    "challenger_reaction",
    "correct",
    "house",
    "lower",
    "name",
    "needs",
    "note",
    "of",
    "patron_reaction",
    "question",
    "reason",
    "risks",
    "summary",
    "thresholds",
    "title",
    "topic",
    "unit",
    "upper",
    "verdict",
    "what",
    "who",
    "who_can_stop",
    "why",
    "wording",
    "words",
];

/// Parts of the findings that hold none: sources keep the titles they were published under, and names
/// of states are worded by the report.
const KEPT: [&str; 3] = ["translations", "sources", "names"];

/// The texts of one assessment in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Translation {
    /// A text as the assessment has it, and what it is in this language.
    pub texts: BTreeMap<String, String>,
    /// How many texts of the assessment have no translation and stay as they were written.
    pub left: u32,
}

impl Findings {
    /// The findings with every translated text in the language (`ja`); as they are where they carry
    /// no translation into it.
    pub fn told_in(&self, language: &str) -> Cow<'_, Findings> {
        let Some(t) = self.translations.get(language).filter(|t| !t.texts.is_empty()) else {
            return Cow::Borrowed(self);
        };
        // Findings that cannot become JSON (a number that is none) are shown as they were written.
        let told = serde_json::to_value(self).ok().and_then(|mut v| {
            for (key, part) in v.as_object_mut()? {
                if !KEPT.contains(&key.as_str()) {
                    put(part, TOLD.contains(&key.as_str()), key, &t.texts);
                }
            }
            serde_json::from_value(v).ok()
        });
        told.map_or(Cow::Borrowed(self), Cow::Owned)
    }
}

/// Replaces every text in a field that is `told`; `part` is the part of the findings. All that a
/// sentence carries under `words` is told. Units of the exploration are words of the program, by which
/// it formats amounts, and stay.
fn put(value: &mut Value, told: bool, part: &str, texts: &BTreeMap<String, String>) {
    match value {
        Value::String(s) if told => {
            if let Some(t) = texts.get(s) {
                t.clone_into(s);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|v| put(v, told, part, texts)),
        Value::Object(all) => {
            for (key, v) in all {
                match (key.as_str(), &mut *v) {
                    ("unit", _) if part == "exploration" => {}
                    ("words", Value::Object(words)) => {
                        words.values_mut().for_each(|v| put(v, true, part, texts));
                    }
                    (key, v) => put(v, TOLD.contains(&key), part, texts),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_free_text_is_told() {
        let texts: BTreeMap<String, String> =
            [("keep", "堅持する"), ("years", "年"), ("A gate", "関門")]
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .into();
        let mut v = json!({
            "goal": "keep",
            "shares": [{ "answer": "keep", "percent": 51.5 }],
            "name": "A gate",
            "unit": "years",
            "sentences": [{ "finding": "keep", "words": { "term": "A gate", "other": "JPN" } }]
        });
        let mut explored = v.clone();
        put(&mut v, false, "politics", &texts);
        assert_eq!(
            v,
            json!({
                "goal": "keep",
                "shares": [{ "answer": "堅持する", "percent": 51.5 }],
                "name": "関門",
                "unit": "年",
                "sentences": [{ "finding": "keep", "words": { "term": "関門", "other": "JPN" } }]
            })
        );
        put(&mut explored, false, "exploration", &texts);
        assert_eq!(explored["unit"], "years");
    }
}
