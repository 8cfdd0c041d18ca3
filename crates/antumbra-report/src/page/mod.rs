//! The page: the answer's twelve sections in their order.
//!
//! A section is a function from the [`Context`] to a [`Section`], in a file of its own, and `None`
//! where the findings have nothing for it. Adding one is a line of [`SECTIONS`].

mod analogues;
mod answer;
mod basis;
mod cost;
mod explore;
mod ledger;
mod neighbours;
mod nuclear;
mod order;
mod overturn;
mod politics;
mod presets;
mod risk;
mod sequences;
mod standing;
mod stay_or_go;
mod whatif;
pub(crate) mod words;
mod workshop;

use crate::context::{Context, Language};
use crate::definition;
use crate::document::{Document, Line, Section};
use crate::html;
use crate::number::whole;
use antumbra_record::findings::Findings;
use antumbra_record::partial::{Gap, Reading};

/// A section, where the findings have what it shows.
type Write = fn(&Context<'_>) -> Option<Section>;

/// The sections in their order.
const SECTIONS: &[Write] = &[
    answer::section,
    whatif::section,
    cost::section,
    stay_or_go::section,
    presets::section,
    order::section,
    nuclear::section,
    risk::section,
    overturn::section,
    politics::section,
    neighbours::section,
    analogues::section,
    ledger::section,
    basis::section,
    workshop::section,
];

/// The whole page. It does not name its folder: the same question gives the same bytes anywhere.
pub fn page(f: &Findings, language: Language) -> String {
    html::html(&document(f, language))
}

/// The answer that a run folder holds, with what is missing in the folder named.
pub fn reading(r: &Reading, language: Language) -> Document {
    let mut d = document(&r.findings, language);
    let c = Context::new(&r.findings, language);
    d.notices.extend(r.gaps.iter().map(|g| gap(&c, g)));
    d
}

fn gap(c: &Context<'_>, g: &Gap) -> String {
    match g {
        Gap::Unfinished => c.say(
            "It has no run.json: the run did not finish, or files were taken away.",
            "run.json がない。実行が終わらなかったか、ファイルが取り除かれた。",
        ),
        Gap::Changed => c.say(
            "findings.json is not the file that the run wrote: it was changed afterwards.",
            "findings.json は実行が書いたものではない。あとで変更された。",
        ),
        Gap::Absent(part) => c.say(
            format!("`{part}` is not in it: an older version wrote it, or it was taken out."),
            format!("`{part}` がない。古い版が書いたか、取り除かれた。"),
        ),
        Gap::Unreadable(part, why) => c.say(
            format!("`{part}` cannot be read and is left out: {why}."),
            format!("`{part}` は読めないため省いた。理由：{why}"),
        ),
        Gap::Cut(n) => c.say(
            format!("{n} texts were too long to show and were cut."),
            format!("長すぎる文章{n}件を途中で切った。"),
        ),
    }
}

/// The paths of choices, as the page names them.
fn paths(c: &Context<'_>) -> Vec<(String, String)> {
    let rows = c.findings.paths.iter().flat_map(|p| &p.paths);
    rows.map(|r| (r.id.clone(), c.path(&r.id, &r.name))).collect()
}

/// What stays in the language of the assessment, where something does.
fn untold(f: &Findings, language: Language) -> Option<String> {
    match (language, f.translations.get(language.code())) {
        (Language::English, _) => None,
        (Language::Japanese, None) => Some(
            "この実行結果には設問の和訳がない（古い版が書いたもの）。設問の文章は英語のまま示す。"
                .into(),
        ),
        (Language::Japanese, Some(t)) if t.left > 0 => Some(format!(
            "設問の文章のうち{}件には和訳がなく、英語のまま示す。",
            whole(f64::from(t.left))
        )),
        (Language::Japanese, Some(_)) => None,
    }
}

/// The answer in a language, before any format.
pub fn document(f: &Findings, language: Language) -> Document {
    let told = f.told_in(language.code());
    let c = Context::new(&told, language);
    let f = c.findings;
    let futures = whole(f64::from(f.draws));
    Document {
        language,
        notices: Vec::new(),
        untold: untold(f, language),
        definitions: definition::definitions(&c),
        paths: paths(&c),
        sources: f.sources.iter().map(|s| s.id.clone()).collect(),
        title: c.title(),
        kicker: c.say(
            format!("forces of {} · {futures} futures · seed {}", f.year, f.seed),
            format!("{}年の兵力 · 試算{futures}回 · シード {}", f.year, f.seed),
        ),
        lead: c.of("answer").map(|a| Line::new("answer", a)),
        rules: c.say(
            "Ranges are 90% of the futures inside one set of assumptions. Assumptions are never \
             averaged: they are moved one at a time. † marks an analyst's judgement. What-ifs, not \
             forecasts.",
            "幅は、一組の前提の下での試算の90%が入る範囲である。前提は平均せず、一つずつ動かす。\
             †は分析者の判断を示す。これは「もし」の試算であって、予測ではない。",
        ),
        sections: SECTIONS.iter().filter_map(|s| s(&c)).collect(),
        source: c.source.clone(),
        version: f.version.clone(),
    }
}
