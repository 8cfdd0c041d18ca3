//! What a section is written from: the findings and the language.

use crate::english;
use crate::number::whole;
use antumbra_core::{Iso3, Tag};
use antumbra_record::findings::{Findings, Flip, Sentence, ShareOver};

/// A language that an answer can be told in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
}

/// The findings with the language that they are told in. Sections ask it for every word.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// What was found.
    pub findings: &'a Findings,
    /// The language.
    pub language: Language,
    /// The source line that every figure carries.
    pub source: String,
}

impl<'a> Context<'a> {
    /// The context of a run's findings.
    pub fn new(findings: &'a Findings, language: Language) -> Self {
        let mut c = Context { findings, language, source: String::new() };
        c.source = c.source_line();
        c
    }

    /// One of two wordings, English and Japanese, by the language: what is said beside the
    /// messages (headings, captions, heads of tables) stands in both languages in one place.
    pub fn say(&self, english: impl Into<String>, _japanese: impl Into<String>) -> String {
        english.into()
    }

    /// Heads of columns, by the language.
    pub fn heads<const N: usize>(&self, heads: [(&str, &str); N]) -> Vec<String> {
        heads.iter().map(|(en, ja)| self.say(*en, *ja)).collect()
    }

    /// The name of a state.
    pub fn name(&self, code: &str) -> String {
        english::name(self.findings, code)
    }

    /// The name of a state.
    pub fn state(&self, code: Iso3) -> String {
        self.name(code.as_str())
    }

    /// The name of the protected state.
    pub fn client(&self) -> String {
        self.state(self.findings.client)
    }

    /// The name of the protector.
    pub fn patron(&self) -> String {
        self.state(self.findings.patron)
    }

    /// The message of a finding in words, where it has one.
    pub fn of(&self, finding: &str) -> Option<String> {
        english::of(self.findings, finding)
    }

    /// A message in words; `None` for an id that the language does not word.
    pub fn sentence(&self, s: &Sentence) -> Option<String> {
        english::sentence(self.findings, s)
    }

    /// The title of the assessment.
    pub fn title(&self) -> String {
        english::title(self.findings)
    }

    /// With a capital letter, where the language has them.
    pub fn capital(&self, text: &str) -> String {
        english::capital(text)
    }

    /// A measure of power.
    pub fn measure(&self, name: &str) -> String {
        english::measure(name).to_owned()
    }

    /// An assumption, written `key=value` in the findings.
    pub fn assumption(&self, text: &str) -> String {
        english::assumption(text)
    }

    /// The question that a flip answers, and what turns it.
    pub fn flip(&self, x: &Flip) -> String {
        english::flip(self.findings, x)
    }

    /// A multiple of today's spending in words.
    pub fn cost(&self, r: antumbra_core::Range) -> String {
        english::cost_word(r)
    }

    /// A cost as share of GDP.
    pub fn share(&self, s: &ShareOver) -> String {
        english::share_word(self.findings, s)
    }

    /// A standard that is to be met without the protector.
    pub fn standard(&self, ratio: f64, challenger: Iso3) -> String {
        english::standard(self.findings, ratio, challenger)
    }

    fn source_line(&self) -> String {
        let f = self.findings;
        let newest: Vec<String> =
            f.series.iter().map(|s| format!("{} {}", s.name, s.year)).collect();
        format!(
            "Data: {}, {}. {} futures, seed {}, assessment {}, Antumbra {}.",
            f.data,
            newest.join(", "),
            whole(f64::from(f.draws)),
            f.seed,
            f.assessment,
            f.version
        )
    }
}

/// The mark of a judgement, empty for other evidence.
pub fn dagger(tag: Tag) -> &'static str {
    if tag == Tag::Judgement { "†" } else { "" }
}
