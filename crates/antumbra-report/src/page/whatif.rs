//! Four assumptions to move: the grid that the run made beforehand.

use super::words;
use crate::context::Context;
use crate::document::{Block, Section, Table};
use crate::number::{percent, whole};
use crate::whatif::{Control, Explorer, Words, shown};
use antumbra_record::whatif::{CellAt, WhatIf};

/// The grid; absent without paths.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let e = explorer(c)?;
    let heading = c.of("whatif")?;
    let name = c.say("Move four assumptions", "四つの前提を動かす");
    let mut s = Section::new("whatif", name, "whatif", heading);
    let futures = whole(f64::from(e.grid.futures));
    let full = c.findings.paths.as_ref().map_or(0, |p| p.futures);
    let full = whole(full as f64);
    let rho = c.proportion(e.grid.reference_reliability);
    let at = e.grid.reliability.get(e.grid.reference.reliability).copied().unwrap_or_default();
    let at = c.proportion(at);
    s.say(
        "whatif",
        c.say(
            format!(
                "A coarse grid beside the full run: {futures} futures in each cell, against {full} at \
                 the reference; a share here is good to about four points. Reliability is a point, \
                 for what is believed and what would be done alike. • marks the cell nearest to the \
                 full run, whose reliability is spread around {rho} and here stands at {at}"
            ),
            format!(
                "本計算とは別の粗い格子である。各組{futures}通り（基準は{full}通り）で、割合の誤差は\
                 約4ポイント。来援の確実性は、相手の認識と実際の行動の両方に同じ一つの値を置く。\
                 •は本計算に最も近い組を示す。本計算では{rho}を中心に幅を持ち、ここでは{at}とした。"
            ),
        ),
    );
    let slice = slice(c, &e);
    s.blocks.push(Block::WhatIf(Box::new(e)));
    s.fold(
        c.say(
            "The same as a table: one assumption moved at a time",
            "表で見る：前提を一つずつ動かす",
        ),
        slice,
    );
    Some(s)
}

/// The grid with its words; `None` where there is none, or where it is not whole.
pub(crate) fn explorer(c: &Context<'_>) -> Option<Explorer> {
    let paths = c.findings.paths.as_ref()?;
    let grid = c.findings.whatif.as_ref().filter(|w| shown(w))?;
    let name = |id: &String| {
        let row = paths.paths.iter().find(|p| p.id == *id);
        row.map_or_else(|| id.clone(), |p| words::path(c, p))
    };
    Some(Explorer {
        controls: controls(c, grid),
        label: c.say("Four assumptions and what follows", "四つの前提とその結果"),
        head: c.say("path", "選択肢"),
        paths: grid.paths.iter().map(name).collect(),
        worlds: grid.worlds.iter().map(|w| words::world(c, w)).collect(),
        words: wording(c, grid),
        limits: paths.limits,
        grid: grid.clone(),
    })
}

fn controls(c: &Context<'_>, w: &WhatIf) -> Vec<Control> {
    let (client, patron) = (c.client(), c.patron());
    let lambda = |x: &f64| match *x {
        0.0 => c.say("not at all", "弱まらない"),
        0.5 => c.say("slowly", "ゆっくり"),
        1.0 => c.say("as usual", "普通"),
        2.0 => c.say("fast", "速く"),
        x => format!("λ {x}"),
    };
    let basing = |b: &String| match b.as_str() {
        "none" => c.say("none", "なし"),
        "presence" => c.say("today's bases", "現在の基地"),
        "surge" => c.say("a surge", "増援"),
        other => other.to_owned(),
    };
    let psi = |x: &f64| match *x {
        0.0 => c.say("none of it", "なし"),
        0.5 => c.say("half", "半分"),
        1.0 => c.say("all of it", "すべて"),
        x => c.proportion(x),
    };
    let at = w.reference;
    vec![
        Control {
            key: "reliability",
            legend: c.say(
                format!("{} would come if attacked", c.capital(&patron)),
                format!("{patron}の来援の確実性"),
            ),
            options: w.reliability.iter().map(|x| c.proportion(*x)).collect(),
            reference: at.reliability,
        },
        Control {
            key: "lambda",
            legend: c.say("Power fades with distance", "力は距離で弱まるか"),
            options: w.lambda.iter().map(lambda).collect(),
            reference: at.lambda,
        },
        Control {
            key: "basing",
            legend: c.say(
                format!("Forces of {patron} already near {client}"),
                format!("{client}の近くにいる{patron}の部隊"),
            ),
            options: w.basing.iter().map(basing).collect(),
            reference: at.basing,
        },
        Control {
            key: "psi",
            legend: c.say("Of the cover's effect on war, nuclear", "抑止効果に占める核の割合"),
            options: w.psi.iter().map(psi).collect(),
            reference: at.psi,
        },
    ]
}

fn wording(c: &Context<'_>, w: &WhatIf) -> Words {
    let patron = c.patron();
    let them = c.state(w.challenger);
    let likely = c.say(format!("{patron}, likely to come"), format!("{patron}（見込み）"));
    let doubtful = c.say(format!("{patron}, doubtful"), format!("{patron}（不確か）"));
    Words {
        holds: c.say("holds", "成り立つ"),
        part: c.say("in some futures", "一部で成り立つ"),
        fails: c.say("does not hold", "成り立たない"),
        none: c.say("not run", "計算なし"),
        said: c.say(
            format!("{{stays}} of {{all}} paths hold while {patron} stays, {{goes}} when it goes."),
            format!(
                "{{all}}の選択肢のうち成り立つのは、{patron}が残る場合{{stays}}、去る場合{{goes}}。"
            ),
        ),
        keep: c.say(
            format!("Keeping today's odds against {them} alone takes {{keep}} today's spending."),
            format!("{them}に対する今の釣り合いを自力で保つ費用は、現行防衛費の{{keep}}。"),
        ),
        here: c.say("This is the marked cell.", "いま印の組を見ている。"),
        was: c.say("at the mark: {was}", "印の組では：{was}"),
        back: c.say("Back to the marked cell", "印の組に戻す"),
        parts: [c.say("own", "自国"), likely, doubtful, c.say("other allies", "他の同盟国")],
        times: w.forces.iter().map(|f| f.map_or_else(String::new, |f| c.times(f.keep))).collect(),
        shares: (0..=w.futures).map(|n| percent(f64::from(n) / f64::from(w.futures))).collect(),
    }
}

/// One assumption moved at a time away from the marked cell: a row for each value, a column for each
/// path.
fn slice(c: &Context<'_>, e: &Explorer) -> Table {
    let caption = c.say(
        format!(
            "Share of {} futures within tolerance: while {} stays / when it goes.",
            e.grid.futures,
            c.patron()
        ),
        format!(
            "{}通りのうち許容の範囲内の割合：{}が残る場合／去る場合",
            e.grid.futures,
            c.patron()
        ),
    );
    let mut t = Table::new("table-whatif", caption, &[]);
    t.header = vec![c.say("assumption", "前提")];
    t.header.extend(e.paths.iter().cloned());
    let row = |name: String, at: CellAt| {
        let cell = |p: usize| format!("{} / {}", e.share(at, p, 0), e.share(at, p, 1));
        std::iter::once(name).chain((0..e.paths.len()).map(cell)).collect::<Vec<String>>()
    };
    let mark = e.grid.reference;
    t.rows.push(row(c.say("• marked cell", "• 印の組"), mark));
    for (k, control) in e.controls.iter().enumerate() {
        for (n, option) in
            control.options.iter().enumerate().filter(|(n, _)| *n != control.reference)
        {
            let mut at = mark;
            match k {
                0 => at.reliability = n,
                1 => at.lambda = n,
                2 => at.basing = n,
                _ => at.psi = n,
            }
            t.rows.push(row(format!("{}: {option}", control.legend), at));
        }
    }
    t
}
