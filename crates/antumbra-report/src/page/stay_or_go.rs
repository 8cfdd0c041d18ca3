//! 3. If it stays, if it goes: every path in two worlds, and each path as insurance.

use super::words;
use crate::context::{Context, dagger};
use crate::document::{Section, Table};
use crate::figure::{insurance, tolerance};
use crate::number::{gdp, percent};
use antumbra_record::paths::{Insurance, PathRow, PathWorld, Paths};

/// The paths; absent where none are coded.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let p = c.findings.paths.as_ref().filter(|p| !p.paths.is_empty())?;
    let name = c.say("If it stays, if it goes", "残る場合と去る場合");
    let title = c.told("verdicts").unwrap_or_else(|| name.clone());
    let mut s = Section::new("paths", name, "paths", &title);
    s.figure(tolerance::draw(c, p, &title));
    s.say("paths", limits(c, p));
    s.table(verdicts(c, p));
    s.say("paths", definition(c, p));
    s.table(asks(c, p));
    if p.failed > 0 {
        let n = crate::number::whole(p.failed as f64);
        s.say(
            "paths",
            c.say(
                format!("{n} futures failed and are counted as not within tolerance"),
                format!("計算できなかった試算が{n}通りあり、許容の範囲外として数えた"),
            ),
        );
    }
    insure(c, p, &mut s);
    Some(s)
}

fn limits(c: &Context<'_>, p: &Paths) -> String {
    let (l, from, to) = (&p.limits, p.first_year, p.last_year);
    let first = p.paths.first().map_or_else(String::new, |r| words::path(c, r));
    let (war, clash) = (l.war_ratio_max, l.force_ratio_max);
    let (most, holds, fails) =
        (percent(l.gdp_share_max), percent(l.holds_share), percent(l.fails_share));
    let (patron, scale) = (c.patron(), words::scale(c, &p.scale));
    c.say(
        format!(
            "A future is within tolerance if the risk of war over {from}–{to} is at most {war} times, \
             and that of armed clashes at most {clash} times, that of \"{}\" while {patron} stays, \
             and if spending in its dearest year is at most {most} of GDP. A path holds if {holds} of \
             the futures are, at every corner; it does not if no more than {fails} are, at every \
             corner. War is judged on {scale}; nuclear cover that is left stands beside the verdict, \
             in the section on it, and is no part of it.",
            words::inside(c, &first)
        ),
        format!(
            "許容の範囲とは、{from}〜{to}年の戦争の危険が、{patron}が残る場合の「{first}」の{war}倍以下、\
             武力衝突が{clash}倍以下で、支出が最も多い年にもGDPの{most}以下であること。どの前提でも試算の\
             {holds}以上が収まれば成り立ち、どの前提でも{fails}以下なら成り立たない。戦争は{scale}で判定する。\
             残る核の傘は判定に含めず、別の節に示す。"
        ),
    )
}

fn verdicts(c: &Context<'_>, p: &Paths) -> Table {
    let caption = c.say(
        "Share of futures within tolerance at the reference, and over the corners; what binds is \
         the criterion that would raise that share most if it were dropped.",
        "許容の範囲に収まる試算の割合（基準の前提、および前提を一つずつ動かした幅）。妨げるものとは、\
         外せばその割合が最も上がる基準。",
    );
    let mut t = Table::new("table-paths", caption, &[]);
    t.header = vec![c.say("path", "選択肢")];
    for world in ["stays", "goes"] {
        t.header.push(words::world(c, world));
        t.header.push(c.say("within tolerance", "許容の範囲内"));
        t.header.push(c.say("what binds", "妨げるもの"));
    }
    t.rows = p
        .paths
        .iter()
        .map(|row| {
            let mut cells = vec![words::path(c, row)];
            for world in ["stays", "goes"] {
                let w = row.worlds.iter().find(|w| w.world == world);
                cells.extend(w.map_or_else(
                    || ["–", "–", "–"].map(str::to_owned),
                    |w| [words::verdict(c, p, w), words::within(c, w), binds(c, w)],
                ));
            }
            cells
        })
        .collect();
    t
}

/// What binds: nothing where the path holds.
fn binds(c: &Context<'_>, w: &PathWorld) -> String {
    match &w.binding {
        Some(b) if w.verdict != "holds" => words::criterion(c, b),
        _ => "–".into(),
    }
}

fn definition(c: &Context<'_>, p: &Paths) -> String {
    let (today, by) = (gdp(p.today_share), c.definition(&p.definition));
    match &p.other_definition {
        Some(o) => {
            let (share, other) = (gdp(o.share), c.definition(&o.definition));
            c.say(
                format!(
                    "Spending is {today} of GDP today by one definition ({by}), which shares here use, \
                     and {share} by another ({other}): the same forces"
                ),
                format!("支出は{by}による：現在GDPの{today}。{other}の{share}と同じ兵力を指す"),
            )
        }
        None => c.say(
            format!("Spending is {today} of GDP today ({by})"),
            format!("支出は{by}による：現在GDPの{today}"),
        ),
    }
}

fn asks(c: &Context<'_>, p: &Paths) -> Table {
    let mut t = Table::new(
        "table-asks",
        c.say(
            format!(
                "What each path asks, while {} stays; a year over {}–{}.",
                c.patron(),
                p.first_year,
                p.last_year
            ),
            format!(
                "各選択肢が求めるもの（{}が残る場合、{}〜{}年）。",
                c.patron(),
                p.first_year,
                p.last_year
            ),
        ),
        &[],
    );
    t.header = c.heads([
        ("path", "選択肢"),
        ("mean spending, of GDP", "平均支出（GDP比）"),
        ("dearest year", "最も多い年"),
        ("published cost†", "公表された見積もり†"),
        ("years to effect, published†", "効果までの年数（公表）†"),
        ("lawful from", "法的に可能な時期"),
        ("undo", "後戻り"),
        ("sources", "出典"),
    ]);
    t.rows = p.paths.iter().map(|row| asked(c, row)).collect();
    t
}

fn asked(c: &Context<'_>, row: &PathRow) -> Vec<String> {
    let stays = row.worlds.iter().find(|w| w.world == "stays");
    let outcome = |name: &str| {
        let r = stays.and_then(|w| w.outcomes.get(name));
        r.map_or_else(|| "–".into(), |r| words::range(c, *r, gdp))
    };
    let published = |r: Option<antumbra_core::Range>, word: fn(f64) -> String| {
        r.map_or_else(|| "–".into(), |r| c.span(&word(r.lo), &word(r.hi)))
    };
    let gates = c.findings.politics.as_ref().and_then(|x| x.paths.iter().find(|h| h.id == row.id));
    vec![
        format!("{}{}", words::path(c, row), dagger(row.tag)),
        outcome("spending_mean"),
        outcome("spending_peak"),
        published(row.published_cost, gdp),
        published(row.published_years, crate::number::years),
        gates.map_or_else(|| "–".into(), |h| c.date(&h.earliest)),
        row.undo.as_deref().map_or_else(|| "–".into(), |u| words::undo(c, u)),
        row.sources.join(", "),
    ]
}

fn insure(c: &Context<'_>, p: &Paths, s: &mut Section) {
    if p.insurance.is_empty() {
        return;
    }
    let plain = || c.say("Each path as insurance", "保険として見た各選択肢");
    let title = c.told("insurance").unwrap_or_else(plain);
    s.heading("insurance", "insurance", &title);
    s.figure(insurance::draw(c, p, &title));
    let mut t = Table::new(
        "table-insurance",
        c.say(
            format!(
                "Each path against \"{}\": percentage points of war over {}–{}, on {}.",
                p.paths.first().map_or_else(String::new, |r| words::inside(c, &words::path(c, r))),
                p.first_year,
                p.last_year,
                words::scale(c, &p.scale)
            ),
            format!(
                "「{}」との差：{}〜{}年の戦争の危険（パーセントポイント、{}）。",
                p.paths.first().map_or_else(String::new, |r| words::path(c, r)),
                p.first_year,
                p.last_year,
                words::scale(c, &p.scale)
            ),
        ),
        &[],
    );
    t.header = c.heads([
        ("path", "選択肢"),
        ("premium, of GDP a year", "保険料（年間、GDP比）"),
        ("saves if it goes, points", "去った場合に減る（ポイント）"),
        ("adds if it stays, points", "残った場合に増える（ポイント）"),
        ("lower risk of war than the first", "最初の選択肢より戦争の危険が低いのは"),
    ]);
    t.rows = p
        .insurance
        .iter()
        .map(|i| {
            vec![
                words::path_of(c, p, &i.path),
                words::range(c, i.premium, insurance::premium),
                words::range(c, i.saves_if_gone, words::points),
                words::range(c, i.costs_if_stays, words::points),
                places(c, i),
            ]
        })
        .collect();
    s.table(t);
}

/// Where a path is the better insurance.
fn places(c: &Context<'_>, i: &Insurance) -> String {
    let at = |r: antumbra_core::Range| words::range(c, r, percent);
    match (i.better.as_str(), i.break_even_exit) {
        ("always", _) => c.say("in both worlds", "どちらの場合も"),
        ("never", _) => c.say("in neither world", "どちらの場合も低くない"),
        ("from", Some(r)) => c.say(
            format!("from a probability of exit of {}", at(r)),
            format!("去る確率が{}以上なら", at(r)),
        ),
        ("until", Some(r)) => c.say(
            format!("up to a probability of exit of {}", at(r)),
            format!("去る確率が{}以下なら", at(r)),
        ),
        _ => "–".into(),
    }
}
