//! 1. The answer: who would defend, under each measure of power.

use crate::context::Context;
use crate::document::{Section, Table};
use crate::figure::{map, parts};

/// Who would defend the client; absent without parts and measures.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let f = c.findings;
    if f.parts_over.is_empty() && f.measures.is_empty() {
        return None;
    }
    let name = c.say("Who would defend", "誰が守るか");
    let heading = c.told("own").unwrap_or_else(|| name.clone());
    let mut s = Section::new("defend", name, "parts", &heading);
    s.figure(parts::draw(c, &heading));
    measures(c, &mut s);
    reach(c, &mut s);
    Some(s)
}

fn measures(c: &Context<'_>, s: &mut Section) {
    let f = c.findings;
    if f.measures.is_empty() {
        return;
    }
    if let Some(text) = c.of("measures") {
        s.heading("measures", "measures", text);
    }
    let mut t = Table::new("table-measures", "", &[]);
    t.header = vec![
        c.say("against", "相手"),
        c.say("measure", "尺度"),
        c.say("year", "年"),
        c.say(format!("{} alone", c.client()), format!("{}のみ", c.client())),
        c.say(
            format!("{} with {}", c.client(), c.patron()),
            format!("{}と{}", c.client(), c.patron()),
        ),
        c.say("source", "出典"),
    ];
    t.rows = f
        .measures
        .iter()
        .map(|m| {
            vec![
                c.state(m.challenger),
                c.measure(&m.measure),
                m.year.to_string(),
                c.proportion(m.share),
                m.with_patron.map_or_else(|| "–".into(), |x| c.proportion(x)),
                m.sources.join(", "),
            ]
        })
        .collect();
    s.table(t);
    if let Some(text) = c.of("arms") {
        s.say("arms", c.capital(&text));
    }
}

/// Who could reach the client, and from where.
fn reach(c: &Context<'_>, s: &mut Section) {
    if c.findings.parts_over.is_empty() {
        return;
    }
    let plain = || c.say("Who could reach it, and from where", "どこから届くか");
    let heading = c.told("reach").unwrap_or_else(plain);
    if let Some(figure) = map::draw(c, &heading) {
        s.heading("reach", "reach", c.capital(&heading));
        s.figure(Some(figure));
    }
}
