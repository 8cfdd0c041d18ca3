//! How each finding is made, as the page shows it beside the finding: the topics of
//! [`crate::explain`] with the inputs of a run.

use crate::explain::{TOPICS, Topic, enters, figure, results};
use crate::japanese;
use antumbra_core::Tag;
use antumbra_record::findings::Findings;

/// How a finding is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Id of the finding.
    pub id: &'static str,
    /// What it is, in English.
    pub title: &'static str,
    /// What it is, in Japanese.
    pub title_ja: &'static str,
    /// The formula, in lines.
    pub formula: &'static str,
    /// What goes in.
    pub inputs: Vec<DefinedInput>,
}

/// An input of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinedInput {
    /// Its id.
    pub id: String,
    /// Name, figure, unit and evidence.
    pub text: String,
    /// Ids of its sources.
    pub source: String,
}

impl Definition {
    /// Does this say how the finding is made?
    pub fn answers(&self, finding: &str) -> bool {
        self.id == finding || TOPICS.iter().any(|t| t.id == self.id && t.also.contains(&finding))
    }
}

/// How each finding of a run is made, for those that anything in it states or shows.
pub fn definitions(f: &Findings) -> Vec<Definition> {
    let stated =
        |t: &Topic| !results(f, t.id).is_empty() || f.sentences.iter().any(|s| s.finding == t.id);
    TOPICS
        .iter()
        .filter(|t| t.id != "claims" && stated(t))
        .map(|t| Definition {
            id: t.id,
            title: t.title,
            title_ja: japanese::topic(t.id).unwrap_or(t.title),
            formula: t.formula,
            inputs: f
                .inputs
                .iter()
                .filter(|i| enters(t, i))
                .map(|i| DefinedInput {
                    id: i.id.clone(),
                    text: format!(
                        "{} {} {} ({}{})",
                        i.name.as_deref().unwrap_or_default(),
                        figure(i),
                        i.unit.as_deref().unwrap_or_default(),
                        i.tag,
                        if i.tag == Tag::Judgement { "†" } else { "" }
                    ),
                    source: i.source.clone(),
                })
                .collect(),
        })
        .collect()
}
