//! The page: the answer's twelve sections in their order.
//!
//! A section is a function from the [`Context`] to a [`Section`], in a file of its own, and `None`
//! where the findings have nothing for it. Adding one is a line of [`SECTIONS`].

mod answer;
mod basis;
mod cost;
mod ledger;
mod nuclear;
mod overturn;

use crate::context::{Context, Language};
use crate::document::{Document, Line, Section};
use crate::html;
use crate::number::whole;
use antumbra_record::findings::Findings;

/// A section, where the findings have what it shows.
type Write = fn(&Context<'_>) -> Option<Section>;

/// The sections in their order.
const SECTIONS: &[Write] = &[
    answer::section,
    cost::section,
    nuclear::section,
    overturn::section,
    ledger::section,
    basis::section,
];

/// The whole page. It does not name its folder: the same question gives the same bytes anywhere.
pub fn page(f: &Findings) -> String {
    html::html(&document(f, Language::English))
}

/// The answer in a language, before any format.
pub fn document(f: &Findings, language: Language) -> Document {
    let c = Context::new(f, language);
    let futures = whole(f64::from(f.draws));
    Document {
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
