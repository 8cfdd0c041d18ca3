//! 2. What replacing the protector costs: three goals, three costs, never merged.

use crate::context::Context;
use crate::document::{Section, Table};
use crate::english;
use crate::figure::cost;
use crate::number::plain;

/// What replacing the protector costs; absent where there is nothing to replace.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let f = c.findings;
    if f.costs_over.is_empty() || english::nothing_to_replace(f) {
        return None;
    }
    let plain = || c.say("Three costs, never merged", "三つの費用は混ぜない");
    let heading = c.told("decay").unwrap_or_else(plain);
    let name = c.say("What replacing it costs", "自力代替の費用");
    let mut s = Section::new("cost", name, "keep", &heading);
    s.figure(cost::draw(c, &heading));
    goals(c, &mut s);
    Some(s)
}

fn goals(c: &Context<'_>, s: &mut Section) {
    if let Some(text) = c.of("keep") {
        s.heading("goals", "keep", text);
    }
    s.say(
        "keep",
        c.say(
            "Three goals, three costs; none is safety. A lower chance that help comes makes the \
             first cheaper, because there is less to replace: that is not independence getting \
             easier.",
            "目標は三つ、費用も三つ。どれも安全そのものではない。来援の確実性が低いほど一つ目は\
             安くなるが、それは代替すべきものが減るからであり、自立が容易になるのではない。",
        ),
    );
    let mut t = Table::new("table-goals", "", &[]);
    t.header = c.heads([
        ("goal", "目標"),
        ("times today's spending", "現行防衛費の何倍か"),
        ("90%", "90%の幅"),
        ("as one assumption moves", "前提を一つ動かすと"),
        ("share of GDP", "GDP比"),
    ]);
    t.rows = c.findings.costs_over.iter().map(|k| row(c, k)).collect();
    s.table(t);
    if let Some(text) = c.of("spending") {
        s.say("spending", text);
    }
    if let Some(text) = c.of("personnel") {
        s.say("personnel", c.capital(&text));
    }
}

fn row(c: &Context<'_>, k: &antumbra_record::findings::CostOver) -> Vec<String> {
    let goal = match (k.goal.as_str(), k.ratio) {
        ("keep", _) => c.say("keep today's odds alone", "今の釣り合いを自力で保つ"),
        ("doubt", _) => c.say(
            "cover a fall of trust, the protector still there",
            "信頼感の低下を補う（同盟は続く）",
        ),
        (_, r) => c.standard(r.unwrap_or(1.0), k.challenger),
    };
    let r = k.multiple.reference;
    let shares: Vec<String> = k.gdp_share.iter().map(|s| c.share(s)).collect();
    let (min, max) = (c.times(k.multiple.corners.min), c.times(k.multiple.corners.max));
    let (at_min, at_max) = (c.assumption(&k.multiple.at_min), c.assumption(&k.multiple.at_max));
    vec![
        goal,
        c.cost(r),
        if r.lo == r.hi {
            c.say("no draw moves it", "どの試算でも同じ")
        } else {
            c.span(&plain(r.lo), &plain(r.hi))
        },
        c.say(
            format!("{min} ({at_min}) to {max} ({at_max})"),
            format!("{min}（{at_min}）から{max}（{at_max}）"),
        ),
        shares.join(&c.say("; ", ";")),
    ]
}
