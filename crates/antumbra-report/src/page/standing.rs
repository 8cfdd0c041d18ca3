//! Which path stands: what choosing wrongly costs, who is beaten, which criterion binds, and what is
//! worth knowing before choosing.

use crate::context::Context;
use crate::document::{Line, Section, Table};
use crate::exploration::{at, label, path, tenth};
use crate::figure::regret as squares;
use crate::number::{percent, whole};
use crate::page::words;
use antumbra_record::exploration::Exploration;
use antumbra_record::findings::Sentence;
use antumbra_record::robust::{RegretTable, TippingRow};

/// A table of regret in the reader's names.
fn named(c: &Context<'_>, t: &RegretTable) -> RegretTable {
    let mut t = t.clone();
    for row in &mut t.rows {
        row.path = path(c, &row.path);
        row.world = words::world(c, &row.world);
    }
    t
}

fn says<'a>(e: &'a Exploration, finding: &'a str) -> impl Iterator<Item = &'a Sentence> {
    e.robustness.says.iter().filter(move |s| s.finding == finding)
}

/// What choosing wrongly costs: the risk of war as a figure, spending as a table; and which paths
/// none beats in both.
pub(super) fn regret(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    let r = &e.robustness;
    let Some(title) = says(e, "regret").next().and_then(|s| c.sentence(s)) else { return };
    s.heading("regret", "overturn", &title);
    let paths: Vec<String> = r.paths.iter().map(|x| path(c, x)).collect();
    let worlds: Vec<String> = r.worlds.iter().map(|x| words::world(c, x)).collect();
    if let Some(t) = r.regret.first() {
        s.figure(squares::draw(c, &named(c, t), &paths, &worlds, &title));
    }
    let beaten = says(e, "pareto").filter_map(|s| Some(Line::new("overturn", c.sentence(s)?)));
    s.list(beaten.collect());
    for t in r.regret.iter().skip(1) {
        let mut table = Table::new("table-regret-spending", "", &[]);
        table.header = c.heads([
            ("path", "選択肢"),
            ("world", "場合"),
            ("5th percentile, points of GDP", "5パーセンタイル（GDP比、ポイント）"),
            ("median", "中央値"),
            ("95th percentile", "95パーセンタイル"),
            ("least in", "最小となる将来"),
        ]);
        let two = |x: Option<f64>| x.map_or_else(|| "–".into(), words::points);
        table.rows = named(c, t)
            .rows
            .iter()
            .map(|x| {
                let best = x.best.map_or_else(|| "–".into(), percent);
                vec![x.path.clone(), x.world.clone(), two(x.lo), two(x.mid), two(x.hi), best]
            })
            .collect();
        s.fold(
            c.say("What choosing wrongly costs in spending", "選択を誤った場合の損失：支出"),
            table,
        );
    }
}

/// Each criterion alone, and the one that binds.
pub(super) fn tolerance(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    let r = &e.robustness;
    let mut t = Table::new("table-criteria", "", &[]);
    t.header = c.heads([
        ("path", "選択肢"),
        ("world", "場合"),
        ("within all (interval)", "すべてを満たす（区間）"),
    ]);
    let alone = |id: &str| words::criterion(c, id);
    t.header.extend(r.criteria.iter().map(|x| alone(&x.outcome)));
    t.header.push(c.say("binds; share without it", "縛る基準；それを除いた割合"));
    t.rows = r
        .satisficing
        .iter()
        .map(|x| {
            let span = c.span(&tenth(x.share_lo), &tenth(x.share_hi));
            let mut row = vec![
                path(c, &x.path),
                words::world(c, &x.world),
                c.say(
                    format!("{} ({span})", tenth(x.share)),
                    format!("{}（{span}）", tenth(x.share)),
                ),
            ];
            row.extend(x.by_criterion.iter().map(|v| tenth(*v)));
            let binds = x.binding.and_then(|n| Some((r.criteria.get(n)?, x.without.get(n)?)));
            row.push(binds.map_or_else(
                || "–".into(),
                |(k, v)| {
                    let (k, v) = (alone(&k.outcome), tenth(*v));
                    c.say(format!("{k}; {v}"), format!("{k}；{v}"))
                },
            ));
            row
        })
        .collect();
    let n = whole(r.futures as f64);
    s.fold(
        c.say(
            format!("Each criterion alone, over {n} futures: shares within it, 95% intervals"),
            format!("基準ごとの割合：{n}通りの将来、95%の区間"),
        ),
        t,
    );
}

/// What is worth knowing first, and where along it the answer turns.
pub(super) fn knowing(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    let r = &e.robustness;
    let Some(title) = says(e, "knowing").next().and_then(|s| c.sentence(s)) else { return };
    s.heading("knowing", "overturn", title);
    let Some(first) = r.tipping.first() else { return };
    let who = crate::exploration::place(c, &first.path, &first.world);
    let mut t = Table::new(
        "table-knowing",
        c.say(
            format!("Tipping points of “{who}” along the inputs that matter most to it"),
            format!("「{who}」に最も効く入力と、それに沿った転換点"),
        ),
        &[],
    );
    t.header = c.heads([
        ("input", "入力"),
        ("its range", "その幅"),
        ("share within tolerance along it", "それに沿った許容範囲内の割合"),
        ("half of the futures hold", "将来の半分が成り立つ所"),
        ("gain from knowing it first", "先に知ることの価値"),
    ]);
    t.rows = r.tipping.iter().map(|x| tipping(c, e, x)).collect();
    s.table(t);
}

fn tipping(c: &Context<'_>, e: &Exploration, t: &TippingRow) -> Vec<String> {
    let value = |x: f64| at(c, &t.input, x);
    let points: Vec<String> = t
        .points
        .iter()
        .map(|p| {
            let (x, span) = (value(p.at), c.span(&value(p.lo), &value(p.hi)));
            if p.rising {
                c.say(format!("above {x} ({span})"), format!("{x}以上（{span}）"))
            } else {
                c.say(format!("below {x} ({span})"), format!("{x}以下（{span}）"))
            }
        })
        .collect();
    let turns = if points.is_empty() {
        c.say("nowhere in its range", "幅の中にはない")
    } else {
        points.join("; ")
    };
    let worth = e.robustness.resolving.iter().find(|x| x.input == t.input);
    let gain = worth.map_or_else(
        || "–".into(),
        |x| {
            if x.indistinguishable_from_zero {
                c.say("indistinguishable from zero", "ゼロと区別できない")
            } else {
                format!("{} ± {}", tenth(x.value), tenth(x.half_width))
            }
        },
    );
    vec![
        label(c, &t.input),
        c.span(&value(t.from), &value(t.to)),
        c.span(&percent(t.least), &percent(t.most)),
        turns,
        gain,
    ]
}
