//! 5. Nuclear cover: who covers whom, and what could take its place.

use super::words;
use crate::context::{Context, dagger};
use crate::document::{Section, Table};
use crate::number::{percent, whole, years};
use antumbra_record::nuclear::{Counted, NuclearOption};
use antumbra_record::paths::{PathWorld, Paths};

/// Nuclear cover; absent when no challenger is armed with nuclear weapons.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let f = c.findings;
    if f.nuclear_detail.arsenals.is_empty() {
        return None;
    }
    let mut s = Section::new(
        "nuclear",
        c.say("Nuclear cover", "核の傘"),
        "nuclear",
        c.of("nuclear").unwrap_or_default(),
    );
    s.say(
        "nuclear",
        c.say(
            "Level of cover: 0 none, 1 assurance or ambiguous, 2 pact with a nuclear state, 3 \
             declared, 4 standing consultation and written guidelines, 5 sharing or forward \
             deployment. A higher level is more institution, not more deterrence. No warhead \
             enters any conventional number.",
            "核の保護の段階：0 なし、1 保証または曖昧、2 核保有国との条約、3 宣言された傘、\
             4 常設の協議と文書化された指針、5 核共有または前方配備。段階が高いほど制度が整って\
             いるのであって、抑止が強いのではない。通常戦力の数字に核弾頭は入っていない。",
        ),
    );
    s.table(cover(c));
    s.heading("warheads", "nuclear", c.say("Warheads", "核弾頭の数"));
    s.table(arsenals(c));
    if !f.nuclear_detail.options.is_empty() {
        s.heading("options", "nuclear", c.say("What could take its place", "代わりになりうるもの"));
        s.table(options(c));
    }
    if let Some(p) = &f.paths {
        uncovered(c, p, &mut s);
    }
    Some(s)
}

/// Years without any cover on each path, and the nuclear share at which its verdict would turn.
fn uncovered(c: &Context<'_>, p: &Paths, s: &mut Section) {
    let mut t = Table::new(
        "table-uncovered",
        c.say(
            format!(
                "Years without any nuclear cover, {}–{}; and the share ψ of cover's effect that is \
                 nuclear at which more than half of the futures are within tolerance, between 0 and 1.",
                p.first_year, p.last_year
            ),
            format!(
                "{}〜{}年のうち核の傘が全くない年数と、試算の半分超が許容の範囲に収まる核の割合ψ（0から1まで）。",
                p.first_year, p.last_year
            ),
        ),
        &[],
    );
    t.header = vec![c.say("path", "選択肢")];
    for world in ["stays", "goes"] {
        let name = words::world(c, world);
        t.header.push(c.say(format!("uncovered years, {name}"), format!("傘のない年数（{name}）")));
        t.header.push(c.say(format!("within at ψ, {name}"), format!("許容に収まるψ（{name}）")));
    }
    for row in &p.paths {
        let mut cells = vec![words::path(c, row)];
        for world in ["stays", "goes"] {
            let w = row.worlds.iter().find(|w| w.world == world);
            let years = w.and_then(|w| w.outcomes.get("uncovered_years"));
            cells.push(years.map_or_else(|| "–".into(), |r| words::range(c, *r, words::count)));
            cells.push(w.map_or_else(|| "–".into(), |w| shares(c, w)));
        }
        t.rows.push(cells);
    }
    if !t.rows.is_empty() {
        s.heading("uncovered", "nuclear", c.say("Years without cover", "核の傘のない年"));
        s.table(t);
    }
}

/// At which nuclear shares of the effect half the futures are within tolerance, in words.
fn shares(c: &Context<'_>, w: &PathWorld) -> String {
    let at = w.break_even_psi.map(|x| c.proportion(x));
    match (w.psi_within.as_str(), at) {
        ("always", _) => c.say("at every nuclear share", "どの割合でも"),
        ("never", _) => c.say("at no nuclear share", "どの割合でも収まらない"),
        ("up_to", Some(x)) => c.say(format!("up to {x}"), format!("{x}まで")),
        ("from", Some(x)) => c.say(format!("from {x}"), format!("{x}から")),
        ("between", Some(x)) => {
            c.say(format!("from {x}, not at 1"), format!("{x}から。ただし1では収まらない"))
        }
        ("outside", Some(x)) => {
            c.say(format!("up to {x}, and again at 1"), format!("{x}までと、1のとき"))
        }
        // A folder of an older program tells where it turns alone.
        (_, Some(x)) => c.say(format!("turns at {x}"), format!("{x}で変わる")),
        _ => "–".into(),
    }
}

fn cover(c: &Context<'_>) -> Table {
    let mut t = Table::new("table-cover", "", &[]);
    t.header = c.heads([
        ("against", "相手"),
        ("by", "保護する側"),
        ("level", "段階"),
        ("since", "時点"),
        ("can it strike the provider", "相手は保護する側を攻撃できるか"),
        ("source", "出典"),
        ("note", "注"),
    ]);
    t.rows = c
        .findings
        .nuclear
        .iter()
        .map(|n| {
            vec![
                c.state(n.challenger),
                c.state(n.provider),
                format!("{}{}", n.level, dagger(n.tag)),
                c.date(&n.date),
                n.can_strike_provider.as_deref().map_or_else(|| "–".into(), |x| c.term(x)),
                n.source.clone(),
                n.note.clone().unwrap_or_default(),
            ]
        })
        .collect();
    t
}

fn arsenals(c: &Context<'_>) -> Table {
    let count = |n: &Option<Counted>| {
        n.as_ref().map_or_else(
            || "–".into(),
            |n| format!("{} ({}, {})", whole(n.count), n.year, n.source),
        )
    };
    let mut t = Table::new("table-warheads", "", &[]);
    t.header = c.heads([
        ("state", "国"),
        ("all, retired ones included", "退役分を含む総数"),
        ("military stockpile", "軍の保有数"),
    ]);
    t.rows = c
        .findings
        .nuclear_detail
        .arsenals
        .iter()
        .map(|a| vec![c.state(a.state), count(&a.inventory), count(&a.stockpile)])
        .collect();
    t
}

fn options(c: &Context<'_>) -> Table {
    let mut t = Table::new("table-options", "", &[]);
    t.header = c.heads([
        ("option", "選択肢"),
        ("years", "年数"),
        ("of GDP a year", "年間のGDP比"),
        ("keeps of the nuclear part", "核の部分のうち保てる割合"),
        ("years of danger", "危険な年数"),
        ("needs", "要るもの"),
        ("who can stop it", "止められる者"),
    ]);
    t.rows = c.findings.nuclear_detail.options.iter().map(|o| option(c, o)).collect();
    t
}

fn option(c: &Context<'_>, o: &NuclearOption) -> Vec<String> {
    let none = || "–".to_owned();
    vec![
        format!("{}{}", o.name, dagger(o.tag)),
        o.years.map_or_else(none, |y| c.span(&years(y.lo), &years(y.hi))),
        o.gdp_share.map_or_else(none, |g| c.span(&small_percent(g.lo), &small_percent(g.hi))),
        c.span(&percent(o.r_nuc.min), &percent(o.r_nuc.max)),
        o.danger_window_years.map_or_else(none, |w| c.span(&years(w.min), &years(w.max))),
        c.listed(&o.needs),
        c.listed(&o.who_can_stop),
    ]
}

/// A small share of GDP: two digits below one percent.
fn small_percent(x: f64) -> String {
    if x < 0.001 { format!("{:.3}%", x * 100.0) } else { format!("{:.2}%", x * 100.0) }
}
