//! How each finding is made, as the page shows it beside the finding: the topics of
//! [`crate::explain`] with the inputs of a run, in the language of the page.

use crate::context::{Context, Language};
use crate::explain::{TOPICS, Topic, enters, results};
use crate::input::figure;
use crate::japanese;
use antumbra_core::Tag;

/// How a finding is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Id of the finding.
    pub id: &'static str,
    /// What it is.
    pub title: &'static str,
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
pub fn definitions(c: &Context<'_>) -> Vec<Definition> {
    let f = c.findings;
    let stated = |t: &Topic| {
        !results(f, t.id).is_empty()
            || f.sentences.iter().any(|s| s.finding == t.id)
            || (t.id == "reach" && !f.postings.is_empty())
            || (t.id == "whatif" && f.whatif.is_some())
    };
    TOPICS
        .iter()
        .filter(|t| t.id != "claims" && stated(t))
        .map(|t| Definition {
            id: t.id,
            title: match c.language {
                Language::English => t.title,
                Language::Japanese => japanese::topic(t.id).unwrap_or(t.title),
            },
            formula: match c.language {
                Language::English => t.formula,
                Language::Japanese => japanese::formula(t.id).unwrap_or(t.formula),
            },
            inputs: f
                .inputs
                .iter()
                .filter(|i| enters(t, i))
                .map(|i| DefinedInput {
                    id: i.id.clone(),
                    text: format!(
                        "{} {} {} ({}{})",
                        c.term(i.name.as_deref().unwrap_or_default()),
                        figure(c, i),
                        c.term(i.unit.as_deref().unwrap_or_default()),
                        c.term(i.tag.word()),
                        if i.tag == Tag::Judgement { "†" } else { "" }
                    ),
                    source: i.source.clone(),
                })
                .collect(),
        })
        .collect()
}
