//! When paths hold and fail, what drives that, what choosing wrongly costs, what is worth knowing.

use super::overturn::{label, place};
use super::words;
use crate::context::Context;
use crate::document::{Line, Section, Table};
use crate::figure::{bars, regret as squares, scatter, tradeoff};
use crate::input::amount;
use crate::number::{percent, whole};
use antumbra_record::discover::Discovery;
use antumbra_record::exploration::{Exploration, LimitRow, PathBox};

/// Drivers shown; the rest can be read in the findings.
const DRIVERS: usize = 12;

fn limit(c: &Context<'_>, e: &Exploration, l: &LimitRow) -> String {
    let unit = e.inputs.get(&l.input).map_or("", |i| i.unit.as_str());
    let say = |x: f64| amount(c.language, unit, x);
    let name = label(c, e, &l.input);
    match (l.above.map(say), l.below.map(say)) {
        (Some(a), Some(b)) => {
            c.say(format!("{name} between {a} and {b}"), format!("{name}が{a}から{b}の間"))
        }
        (Some(a), None) => c.say(format!("{name} above {a}"), format!("{name}が{a}以上")),
        (None, Some(b)) => c.say(format!("{name} below {b}"), format!("{name}が{b}以下")),
        (None, None) => name,
    }
}

/// A box in words, with coverage and density.
fn sentence(c: &Context<'_>, e: &Exploration, b: &PathBox) -> String {
    let who = place(c, &b.path, &b.world);
    let share = percent(b.within);
    let step = b.discovery.trajectory.get(b.picked);
    let all: Vec<String> = b.limits.iter().map(|l| limit(c, e, l)).collect();
    let (Some(step), false) = (step, all.is_empty()) else {
        return c.say(
            format!("{who}: within tolerance in {share} of futures; no box tells them apart"),
            format!("{who}：許容範囲に入る将来は{share}。条件では見分けられない"),
        );
    };
    let list = all.join(&c.say(" and ", "、かつ"));
    let (coverage, density) =
        (percent(step.coverage.unwrap_or(0.0)), percent(step.density.unwrap_or(0.0)));
    if b.interest == "holds" {
        c.say(
            format!(
                "{who}: within tolerance in {share} of futures, mostly with {list}: {density} of \
                 those futures hold, and {coverage} of all that hold are among them"
            ),
            format!(
                "{who}：許容範囲に入る将来は{share}。成り立つのは主に{list}のときで、その{density}が\
                 成り立ち、成り立つ将来全体の{coverage}がここに入る"
            ),
        )
    } else {
        c.say(
            format!(
                "{who}: within tolerance in {share} of futures; it fails mostly with {list}: \
                 {density} of those futures fail, and {coverage} of all that fail are among them"
            ),
            format!(
                "{who}：許容範囲に入る将来は{share}。成り立たないのは主に{list}のときで、その\
                 {density}が成り立たず、成り立たない将来全体の{coverage}がここに入る"
            ),
        )
    }
}

/// The discovery with the names of inputs that the page shows.
fn named(c: &Context<'_>, e: &Exploration, d: &Discovery) -> Discovery {
    let mut d = d.clone();
    for s in &mut d.trajectory {
        s.limits =
            std::mem::take(&mut s.limits).into_iter().map(|(k, l)| (label(c, e, &k), l)).collect();
    }
    d
}

/// When paths hold and when they fail: boxes in words, figures for the first.
pub(super) fn boxes(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    let Some(first) = e.boxes.first() else { return };
    s.heading("boxes", "overturn", c.say("When it holds and when it fails", "成立条件の探索"));
    s.list(e.boxes.iter().map(|b| Line::new("overturn", sentence(c, e, b))).collect());
    s.say(
        "overturn",
        c.say(
            format!(
                "Found by peeling on the first {} futures. Told is the rarer of holding and failing, \
                 in the box with at most {} limits and the largest harmonic mean of coverage and \
                 density; the figure has all of them",
                whole(e.futures as f64),
                first.most_limits
            ),
            format!(
                "最初の{}通りの将来から絞り込みで求めた。成り立つ場合と成り立たない場合のうち少ない方を、\
                 条件が{}個以下で、網羅率と密度の調和平均が最大の箱で述べる。図にはすべての箱がある",
                whole(e.futures as f64),
                first.most_limits
            ),
        ),
    );
    let title = sentence(c, e, first);
    let d = named(c, e, &first.discovery);
    s.figure(tradeoff::draw(&d, Some(first.picked), &title, &c.source));
    if let Some(pair) = &first.pair {
        let mut pair = pair.clone();
        pair.x = label(c, e, &pair.x);
        pair.y = label(c, e, &pair.y);
        s.figure(scatter::draw(&d, &pair, first.picked, &title, &c.source));
    }
}

/// What drives the criterion that most futures miss.
pub(super) fn drivers(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    for d in e.drivers.iter().take(1) {
        let mut shown = d.sensitivity.clone();
        let silent = shown.indices.iter().filter(|r| r.indistinguishable_from_zero).count();
        shown.indices.truncate(DRIVERS);
        for r in &mut shown.indices {
            r.input = label(c, e, &r.input);
        }
        let criterion = words::criterion(c, &d.criterion);
        shown.outcome.clone_from(&criterion);
        let Some(top) = shown.indices.first().map(|r| r.input.clone()) else { continue };
        let who = place(c, &d.path, &d.world);
        let title = c.say(
            format!("{who}: {top} drives the {criterion} most"),
            format!("{who}：{criterion}を最も左右するのは{top}"),
        );
        s.heading("drivers", "overturn", title.clone());
        let (all, n) = (d.sensitivity.indices.len(), d.sensitivity.cases);
        s.say(
            "overturn",
            c.say(
                format!(
                    "Given-data index delta over {} futures; {silent} of {all} inputs are \
                     indistinguishable from zero",
                    whole(n as f64)
                ),
                format!(
                    "{}通りの将来から求めた指標デルタ。{all}個の入力のうち{silent}個はゼロと区別できない",
                    whole(n as f64)
                ),
            ),
        );
        s.figure(bars::sensitivity(&shown, "delta", &title, &c.source));
    }
}

/// What choosing wrongly costs: the risk of war as a figure, spending as a table.
pub(super) fn regret(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    let Some(p) = &c.findings.paths else { return };
    let name = |id: &str| words::path_of(c, p, id);
    let world = |id: &str| words::world(c, id);
    let r = &e.robustness;
    let (paths, worlds): (Vec<String>, Vec<String>) =
        (r.paths.iter().map(|x| name(x)).collect(), r.worlds.iter().map(|x| world(x)).collect());
    let title =
        c.say("What choosing wrongly costs, in risk of war", "選択を誤った場合の損失：戦争の危険");
    for (n, t) in r.regret.iter().enumerate() {
        let mut t = t.clone();
        for row in &mut t.rows {
            row.path = name(&row.path);
            row.world = world(&row.world);
        }
        if n == 0 {
            s.heading("regret", "overturn", title.clone());
            s.figure(squares::draw(&t, &paths, &worlds, &title, &c.source));
        } else {
            let mut table = Table::new("table-regret-spending", "", &[]);
            table.header = c.heads([
                ("path", "選択肢"),
                ("world", "場合"),
                ("median, points of GDP", "中央値（GDP比、ポイント）"),
                ("95th percentile", "95パーセンタイル"),
            ]);
            let two = |x: Option<f64>| x.map_or_else(|| "–".into(), |v| format!("{v:.2}"));
            table.rows = t
                .rows
                .iter()
                .map(|x| vec![x.path.clone(), x.world.clone(), two(x.mid), two(x.hi)])
                .collect();
            s.fold(c.say("The same in spending", "支出での損失"), table);
        }
    }
    let best: Vec<String> =
        r.pareto.iter().filter(|x| x.in_set).map(|x| place(c, &x.path, &x.world)).collect();
    if !best.is_empty() {
        let list = best.join(&c.say("; ", "；"));
        s.say(
            "overturn",
            c.say(
                format!("No other path is better on both mean risk of war and spending: {list}"),
                format!("戦争の危険と支出の平均の両方で上回る選択肢がないもの：{list}"),
            ),
        );
    }
}

/// What is worth knowing first, and where along it the answer turns.
pub(super) fn knowing(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    let r = &e.robustness;
    if r.resolving.is_empty() {
        return;
    }
    s.heading(
        "knowing",
        "overturn",
        c.say("What it is worth to know first", "先に知る価値のあるもの"),
    );
    let unit = |key: &str| e.inputs.get(key).map_or("", |i| i.unit.as_str());
    let mut t = Table::new("table-knowing", "", &[]);
    t.header = c.heads([
        ("input", "入力"),
        ("gain in futures within tolerance", "許容範囲に入る将来の増加"),
        ("half of the futures hold at", "将来の半分が成り立つ値"),
    ]);
    t.rows = r
        .resolving
        .iter()
        .map(|x| {
            let gain = if x.indistinguishable_from_zero {
                c.say("indistinguishable from zero", "ゼロと区別できない")
            } else {
                format!("{:.1} ± {:.1}%", 100.0 * x.value, 100.0 * x.half_width)
            };
            let at = r.tipping.iter().find(|t| t.input == x.input);
            let points: Vec<String> = at
                .into_iter()
                .flat_map(|t| &t.points)
                .map(|p| amount(c.language, unit(&x.input), p.at))
                .collect();
            let at = if points.is_empty() {
                c.say("nowhere in its range", "幅の中にはない")
            } else {
                points.join(", ")
            };
            vec![label(c, e, &x.input), gain, at]
        })
        .collect();
    s.table(t);
}
