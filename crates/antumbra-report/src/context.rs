//! What a section is written from: the findings and the language.

use crate::number::whole;
use crate::{english, japanese, number};
use antumbra_core::{Iso3, Range, Tag};
use antumbra_record::findings::{Findings, Flip, Sentence, ShareOver};

/// A language that an answer can be told in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Japanese.
    Japanese,
}

impl Language {
    /// The code of the language, as in `lang="en"`.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Japanese => "ja",
        }
    }
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
        c.source = c.source_of(u64::from(findings.draws));
        c
    }

    /// One of two wordings, English and Japanese, by the language: what is said beside the
    /// messages (headings, captions, heads of tables) stands in both languages in one place.
    pub fn say(&self, english: impl Into<String>, japanese: impl Into<String>) -> String {
        match self.language {
            Language::English => english::possessive(english.into()),
            Language::Japanese => japanese.into(),
        }
    }

    /// Heads of columns, by the language.
    pub fn heads<const N: usize>(&self, heads: [(&str, &str); N]) -> Vec<String> {
        heads.iter().map(|(en, ja)| self.say(*en, *ja)).collect()
    }

    /// The name of a state.
    pub fn name(&self, code: &str) -> String {
        match self.language {
            Language::English => english::name(self.findings, code),
            Language::Japanese => japanese::name(self.findings, code),
        }
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
        let s = self.findings.sentences.iter().find(|s| s.finding == finding)?;
        self.sentence(s)
    }

    /// The message of a family in words, where the findings carry one: of `war_expert.apart` the
    /// family is `war_expert`. One finding may be told by several families.
    pub fn told(&self, family: &str) -> Option<String> {
        let of = |s: &&Sentence| s.message.split('.').next() == Some(family);
        self.sentence(self.findings.sentences.iter().find(of)?)
    }

    /// A message in words; `None` for an id that the language does not word.
    pub fn sentence(&self, s: &Sentence) -> Option<String> {
        match self.language {
            Language::English => english::sentence(self.findings, s),
            Language::Japanese => japanese::sentence(self.findings, s),
        }
    }

    /// The title of the assessment.
    pub fn title(&self) -> String {
        match self.language {
            Language::English => english::title(self.findings),
            Language::Japanese => japanese::title(self.findings),
        }
    }

    /// With a capital letter, where the language has them.
    pub fn capital(&self, text: &str) -> String {
        match self.language {
            Language::English => english::capital(text),
            Language::Japanese => text.to_owned(),
        }
    }

    /// The name of a path: as the file has it; in Japanese that of a known one, where the file has
    /// none.
    pub fn path(&self, id: &str, name: &str) -> String {
        match self.language {
            Language::English => name.to_owned(),
            Language::Japanese if japanese::is_japanese(name) => name.to_owned(),
            Language::Japanese => {
                japanese::known_path(self.findings, id).unwrap_or_else(|| name.to_owned())
            }
        }
    }

    /// A place on an ordinal axis in policy words.
    pub(crate) fn place(&self, p: &antumbra_record::politics::Place) -> String {
        let word = |w: &Option<String>| w.clone().unwrap_or_default();
        let (lower, upper) = (word(&p.lower), word(&p.upper));
        match self.language {
            Language::English => english::place(&p.kind, &lower, &upper),
            Language::Japanese => japanese::place(&p.kind, &lower, &upper),
        }
    }

    /// A path that law is asked about: a usual name by its id, in English a short one.
    pub(crate) fn lawful_path(&self, id: &str) -> String {
        let row = self.findings.paths.iter().flat_map(|p| &p.paths).find(|r| r.id == id);
        match (self.language, row) {
            (Language::Japanese, Some(row)) => self.path(id, &row.name),
            (Language::Japanese, None) => self.path(id, &id.replace('_', " ")),
            (Language::English, _) => english::path(self.findings, id),
        }
    }

    /// What the program calls a thing beside its number: an input, a unit, a kind of evidence. In
    /// Japanese where that is known, as it stands else.
    pub fn term(&self, text: &str) -> String {
        match self.language {
            Language::English => text.to_owned(),
            Language::Japanese => japanese::term(self.findings, text),
        }
    }

    /// A date, `2026-09-30`, `2026-09` or `2026`, as the language writes it.
    pub fn date(&self, text: &str) -> String {
        match self.language {
            Language::English => text.to_owned(),
            Language::Japanese => japanese::date(text),
        }
    }

    /// What is named in a row, by the language: `a; b`, `a、b`.
    pub fn listed(&self, all: &[String]) -> String {
        all.join(&self.say("; ", "、"))
    }

    /// A measure of power.
    pub fn measure(&self, name: &str) -> String {
        match self.language {
            Language::English => english::measure(name).to_owned(),
            Language::Japanese => japanese::measure(name).to_owned(),
        }
    }

    /// An assumption, written `key=value` in the findings.
    pub fn assumption(&self, text: &str) -> String {
        match self.language {
            Language::English => english::assumption(text),
            Language::Japanese => japanese::assumption(text),
        }
    }

    /// The question that a flip answers, and what turns it.
    pub fn flip(&self, x: &Flip) -> String {
        match self.language {
            Language::English => english::flip(self.findings, x),
            Language::Japanese => japanese::flip(self.findings, x),
        }
    }

    /// A multiple of today's spending in words.
    pub fn cost(&self, r: Range) -> String {
        match self.language {
            Language::English => english::cost_word(r),
            Language::Japanese => japanese::cost_word(r),
        }
    }

    /// A cost as share of GDP.
    pub fn share(&self, s: &ShareOver) -> String {
        match self.language {
            Language::English => english::share_word(self.findings, s),
            Language::Japanese => japanese::share_word(self.findings, s),
        }
    }

    /// A standard that is to be met without the protector.
    pub fn standard(&self, ratio: f64, challenger: Iso3) -> String {
        match self.language {
            Language::English => english::standard(self.findings, ratio, challenger),
            Language::Japanese => japanese::standard(self.findings, ratio, challenger),
        }
    }

    /// Names in a row, by a comma-separated list of codes.
    pub fn states(&self, codes: &[Iso3]) -> String {
        let names: Vec<String> = codes.iter().map(|c| self.state(*c)).collect();
        match (self.language, names.as_slice()) {
            (Language::Japanese, names) => names.join("、"),
            (Language::English, [most @ .., last]) if !most.is_empty() => {
                format!("{} and {last}", most.join(", "))
            }
            (Language::English, names) => names.concat(),
        }
    }

    /// A multiple: `×3.0`, `3.0倍`.
    pub fn times(&self, x: f64) -> String {
        match self.language {
            Language::English => number::times(x),
            Language::Japanese => japanese::times(x),
        }
    }

    /// A range of multiples: `×3.0 (1.9–4.0)`, `3.0倍（1.9〜4.0倍）`.
    pub fn times_range(&self, r: Range) -> String {
        match self.language {
            Language::English => number::times_range(r),
            Language::Japanese => japanese::times_range(r),
        }
    }

    /// A proportion with two decimals: `.16`, `0.16`.
    pub fn proportion(&self, x: f64) -> String {
        match self.language {
            Language::English => number::proportion(x),
            Language::Japanese => japanese::proportion(x),
        }
    }

    /// A value of an input by its size: `55.3 billion`, `553億`.
    pub fn value(&self, x: f64) -> String {
        match self.language {
            Language::English => number::value(x),
            Language::Japanese => japanese::value(x),
        }
    }

    /// From one figure to another: `5%–42%`, `5%〜42%`.
    pub fn span(&self, from: &str, to: &str) -> String {
        format!("{from}{}{to}", self.say("–", "〜"))
    }

    /// A definition of today's spending, in words.
    pub fn definition(&self, text: &str) -> String {
        match self.language {
            Language::English => text.to_owned(),
            Language::Japanese => japanese::definition(text),
        }
    }

    /// The context of what is made of fewer futures than the answer is: its source line says so.
    pub(crate) fn of_futures(&self, futures: u64) -> Self {
        Context { source: self.source_of(futures), ..self.clone() }
    }

    fn source_of(&self, futures: u64) -> String {
        let f = self.findings;
        let newest: Vec<String> = f
            .series
            .iter()
            .map(|s| {
                let (name, year) = (&s.name, s.year);
                self.say(format!("{name} {year}"), format!("{}{year}年", japanese::series(name)))
            })
            .collect();
        let newest = newest.join(&self.say(", ", "、"));
        let futures = whole(futures as f64);
        let (seed, assessment, version) = (f.seed, &f.assessment, &f.version);
        let run = if f.run.is_empty() {
            String::new()
        } else {
            self.say(format!(", run {}", f.run), format!("、実行 {}", f.run))
        };
        match self.language {
            Language::English => format!(
                "Data: {}, {}. {futures} futures, seed {seed}, assessment {assessment}{run}, Antumbra {version}.",
                f.data, newest
            ),
            Language::Japanese => format!(
                "データ：{}、{}。試算上の将来{futures}通り、シード {seed}、設問 {assessment}{run}、Antumbra {version}。",
                japanese::data(&f.data),
                newest
            ),
        }
    }
}

/// The mark of a judgement, empty for other evidence.
pub fn dagger(tag: Tag) -> &'static str {
    if tag == Tag::Judgement { "†" } else { "" }
}
