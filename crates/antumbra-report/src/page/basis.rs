//! 12. What this rests on and cannot know: inputs, sources, how to reproduce and cite.

use crate::context::{Context, dagger};
use crate::document::{Line, Section, Table};
use crate::number::plain;

/// What the answer rests on.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let f = c.findings;
    let count = c.of("inputs").unwrap_or_default();
    let mut s = Section::new(
        "inputs",
        c.say("What this rests on", "この分析の土台"),
        "inputs",
        c.say(format!("What this rests on: {count}"), format!("この分析の土台：{count}")),
    );
    let notes = f.notes.iter().filter_map(|n| Some(Line::new(&n.finding, c.sentence(n)?)));
    s.list(notes.collect());
    s.fold(c.say("Every input", "すべての入力"), inputs(c));
    s.fold(c.say("Sources", "出典"), sources(c));
    s.heading("reproduce", "inputs", c.say("Reproduce, take apart, cite", "再現・分解・引用"));
    s.code(format!(
        "antumbra assess {} --seed {}\nantumbra explain keep --run RUN\nantumbra cite RUN",
        f.assessment, f.seed
    ));
    if let Some(p) = &f.fixtures.pooled {
        let (them, year) = (c.state(p.challenger), p.year);
        let supplied = format!(
            "{} ({})",
            c.proportion(p.supplied.mid),
            c.span(&c.proportion(p.supplied.lo), &c.proportion(p.supplied.hi))
        );
        let multiple = format!(
            "{} ({})",
            c.times(p.multiple.mid),
            c.span(&plain(p.multiple.lo), &plain(p.multiple.hi))
        );
        s.say(
            "fixtures",
            c.say(
                format!(
                    "A check on the machinery, not a result: settings pooled as if they were \
                     draws, forces of {year}, against {them}: share supplied {supplied}, \
                     {multiple} today's spending."
                ),
                format!(
                    "計算の点検用であって結果ではない：前提を確率のように混ぜた場合（{year}年の兵力、\
                     相手は{them}）、担われる割合 {supplied}、現行防衛費の{multiple}。"
                ),
            ),
        );
    }
    Some(s)
}

fn inputs(c: &Context<'_>) -> Table {
    let mut t = Table::new("table-inputs", "", &[]);
    t.anchor = Some("input-");
    t.header = c.heads([
        ("id", "id"),
        ("what", "内容"),
        ("low", "下限"),
        ("middle", "中央"),
        ("high", "上限"),
        ("unit", "単位"),
        ("evidence", "根拠の種類"),
        ("source", "出典"),
        ("note", "注"),
    ]);
    let v = |x: Option<f64>| x.map(|x| c.value(x)).unwrap_or_default();
    t.rows = c
        .findings
        .inputs
        .iter()
        .map(|i| {
            let source = if i.source.is_empty() {
                c.term(i.author.as_deref().unwrap_or_default())
            } else {
                i.source.clone()
            };
            vec![
                i.id.clone(),
                c.term(i.name.as_deref().unwrap_or_default()),
                v(i.lo),
                v(i.mid),
                v(i.hi),
                c.term(i.unit.as_deref().unwrap_or_default()),
                format!("{}{}", c.term(i.tag.word()), dagger(i.tag)),
                source,
                c.term(i.note.as_deref().unwrap_or_default()),
            ]
        })
        .collect();
    t
}

fn sources(c: &Context<'_>) -> Table {
    let mut t = Table::new("table-sources", "", &[]);
    t.anchor = Some("source-");
    t.header = c.heads([
        ("id", "id"),
        ("author", "著者"),
        ("year", "年"),
        ("title", "表題"),
        ("where", "所在"),
        ("read as", "読み方"),
    ]);
    t.rows = c
        .findings
        .sources
        .iter()
        .map(|s| {
            vec![
                s.id.clone(),
                s.source.author.clone(),
                s.source.year.clone(),
                s.source.title.clone(),
                s.source.place.clone(),
                c.term(&s.source.read),
            ]
        })
        .collect();
    t
}
