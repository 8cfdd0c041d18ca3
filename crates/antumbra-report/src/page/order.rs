//! 4. The order matters: the same levers in two orders, and the window of vulnerability of each.

use super::words;
use crate::context::Context;
use crate::document::{Section, Table};
use crate::figure::years::{self, Panel, Saying, Series};
use antumbra_core::Range;
use antumbra_record::paths::{Order, PathRow, Paths, Window};

/// The order of levers and the windows; absent where no paths are coded.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let p = c.findings.paths.as_ref().filter(|p| p.paths.len() > 1)?;
    let name = c.say("The order matters", "順序の問題");
    let mut s = match &p.order {
        Some(o) => {
            let plain = || c.say("The same levers in two orders", "同じ手段を二つの順序で");
            let title = c.of("order").unwrap_or_else(plain);
            let mut s = Section::new("order", name, "order", &title);
            s.figure(figure(c, p, o, &title));
            s.say("order", sizes(c, p, o));
            s
        }
        None => Section::new(
            "order",
            c.say("Windows of vulnerability", "脆弱性の窓"),
            "windows",
            c.say("When each path is the more dangerous one", "各選択肢が危険を増す時期"),
        ),
    };
    super::sequences::add(c, p, &mut s);
    s.heading(
        "windows",
        "windows",
        c.say("The window of vulnerability of every path", "すべての選択肢の脆弱性の窓"),
    );
    s.table(windows(c, p));
    Some(s)
}

fn sizes(c: &Context<'_>, p: &Paths, o: &Order) -> String {
    let (best, worst) = (words::path_of(c, p, &o.best), words::path_of(c, p, &o.worst));
    let of = |r: Range| words::range(c, r, words::points);
    let (a, b) = (of(o.best_window), of(o.worst_window));
    let patron = c.patron();
    let first = p.paths.first().map_or_else(String::new, |r| words::path(c, r));
    c.say(
        format!(
            "The window is the risk of war above that of \"{}\" in the years in which it is above, \
             added up. While {patron} stays it is {a} percentage-point-years for \"{}\" and {b} for \
             \"{}\", on {}.",
            words::inside(c, &first),
            words::inside(c, &best),
            words::inside(c, &worst),
            words::scale(c, &p.scale)
        ),
        format!(
            "窓とは、戦争の危険が「{first}」を上回る年について、その差を足し合わせたもの。{patron}が残る場合、\
             「{best}」は{a}、「{worst}」は{b}（パーセントポイント・年、{}）。",
            words::scale(c, &p.scale)
        ),
    )
}

fn figure(c: &Context<'_>, p: &Paths, o: &Order, title: &str) -> Option<crate::figure::Figure> {
    let key = words::judging(c, p, "war");
    let of = |row: &'_ PathRow| {
        let w = row.worlds.iter().position(|w| w.world == "stays")?;
        row.worlds.get(w)?.years.contains_key(&key).then_some(w)
    };
    let first = p.paths.first()?;
    let base = of(first)?;
    let mut panels = Vec::new();
    for id in [&o.best, &o.worst] {
        let row = p.paths.iter().find(|r| r.id == *id)?;
        let w = of(row)?;
        let name = words::path(c, row);
        panels.push(Panel {
            head: name.clone(),
            series: vec![
                Series {
                    label: words::path(c, first),
                    path: Some(&first.id),
                    values: first.worlds[base].years.get(&key)?,
                    reference: true,
                },
                Series {
                    label: name,
                    path: Some(&row.id),
                    values: row.worlds[w].years.get(&key)?,
                    reference: false,
                },
            ],
        });
    }
    let patron = c.patron();
    let say = Saying {
        id: "figure-order",
        title: title.to_owned(),
        description: c.say(
            format!(
                "Risk of war a year while {patron} stays, on {}: lines are medians, the pale band 90% of \
                 the futures. Darker, the window of vulnerability: how far the median lies above that \
                 of the path that changes nothing.",
                words::scale(c, &p.scale)
            ),
            format!(
                "{patron}が残る場合の年間の戦争の危険（{}）。線は中央値、薄い帯は試算の90%の幅。濃い部分が\
                 脆弱性の窓で、何も変えない選択肢の中央値を上回る幅。",
                words::scale(c, &p.scale)
            ),
        ),
        unit: c.say("risk of war a year, %", "年間の戦争の危険（%）"),
        times: 100.0,
        excess: true,
    };
    years::draw(c, p.first_year, &panels, say, words::risk)
}

fn windows(c: &Context<'_>, p: &Paths) -> Table {
    let first = p.paths.first().map_or_else(String::new, |r| words::path(c, r));
    let patron = c.patron();
    let mut t = Table::new(
        "table-windows",
        c.say(
            format!(
                "Against \"{}\", with {patron} staying (A) and with {patron} going (B). Points: \
                 percentage-point-years of war; years in which the risk is above tolerance.",
                words::inside(c, &first)
            ),
            format!(
                "「{first}」との比較。{patron}が残る場合（A）と去る場合（B）。ポイントは戦争の危険の超過\
                 （パーセントポイント・年）。年数は許容を超える年の数。"
            ),
        ),
        &[],
    );
    t.header = c.heads([
        ("path", "選択肢"),
        ("world", "場合"),
        ("A: points", "A：ポイント"),
        ("A: years above", "A：超える年数"),
        ("A: worst year", "A：最悪の年"),
        ("B: points", "B：ポイント"),
        ("B: years above", "B：超える年数"),
        ("B: worst year", "B：最悪の年"),
    ]);
    for row in &p.paths {
        for w in &row.worlds {
            let mut cells = vec![words::path(c, row), words::world(c, &w.world)];
            cells.extend(window(c, &w.window));
            cells.extend(window(c, &w.window_if_gone));
            t.rows.push(cells);
        }
    }
    t
}

fn window(c: &Context<'_>, w: &Window) -> [String; 3] {
    [
        words::range(c, w.war, words::points),
        words::range(c, w.years_above, words::count),
        // A worst year of a window that rounds to nothing is none.
        w.worst_year
            .filter(|_| w.war.hi >= 0.005)
            .map_or_else(|| "–".into(), |r| words::range(c, r, words::count)),
    ]
}
