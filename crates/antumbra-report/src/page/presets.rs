//! Which conclusions survive every way of seeing, and which turn under which.

use super::words;
use crate::context::Context;
use crate::document::{Section, Table};
use crate::number::percent;
use antumbra_record::paths::{Conclusion, Paths, PresetRow};

/// The schools side by side, when any were run.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let p = c.findings.paths.as_ref()?;
    if p.presets.is_empty() {
        return None;
    }
    let mut s =
        Section::new("presets", c.say("Ways of seeing", "見方"), "presets", c.of("presets")?);
    s.say(
        "presets",
        c.say(
            format!(
                "The schools are judgements: what each believes and tolerates stands below in the \
                 keys of the file. The paths are run under each on {} futures of the same ranks; \
                 cells are the share within what that school tolerates, at its own reference and \
                 not over corners. ≠ marks a verdict other than the reference's.",
                p.presets[0].futures
            ),
            format!(
                "学派は判断である。それぞれが何を信じ何を許すかは、下にファイルのキーで示す。選択肢を学派ごとに\
                 同じ順位の試算{}回で計算した。数字は、その学派の基準の前提で、許容の範囲に入る試算の割合であり、\
                 前提は動かしていない。≠は基準と異なる判定を示す。",
                p.presets[0].futures
            ),
        ),
    );
    s.table(shares(c, p));
    let mut t = Table::new("table-schools", "", &[]);
    t.header = c.heads([("school†", "学派†"), ("what it sets", "設定"), ("note", "注")]);
    for r in &p.presets {
        t.rows.push(vec![r.name.clone(), r.sets.join("; "), r.note.clone().unwrap_or_default()]);
    }
    s.fold(c.say("What each school assumes", "各学派の前提"), t);
    Some(s)
}

fn shares(c: &Context<'_>, p: &Paths) -> Table {
    let mut t = Table::new(
        "table-presets",
        c.say("Share of futures within tolerance, by school", "学派別・許容範囲に入る試算の割合"),
        &[],
    );
    t.header = c.heads([("path", "選択肢"), ("world", "状況"), ("reference", "基準")]);
    t.header.extend(p.presets.iter().map(|r| r.name.clone()));
    t.header.extend(c.heads([("survives all?", "すべてで不変か")]));
    for x in &p.conclusions {
        let Some(path) = p.paths.iter().find(|q| q.id == x.path) else { continue };
        let Some(world) = path.worlds.iter().find(|w| w.world == x.world) else { continue };
        let mut row = vec![
            words::path(c, path),
            place(c, &x.world),
            format!("{} {}", verdict(c, &x.verdict), percent(world.within)),
        ];
        row.extend(p.presets.iter().map(|r| cell(c, r, x)));
        row.push(if x.flips.is_empty() {
            c.say("robust", "頑健")
        } else {
            c.say("depends on the school", "学派次第")
        });
        t.rows.push(row);
    }
    t
}

fn cell(c: &Context<'_>, r: &PresetRow, x: &Conclusion) -> String {
    let key = format!("{}/{}", x.path, x.world);
    let (Some(share), Some(word)) = (r.within.get(&key), r.verdicts.get(&key)) else {
        return "–".into();
    };
    let mark = if x.flips.contains(&r.id) { "≠ " } else { "" };
    format!("{mark}{} {}", verdict(c, word), percent(*share))
}

fn place(c: &Context<'_>, world: &str) -> String {
    let patron = c.name(c.findings.patron.as_str());
    match world {
        "stays" => c.say(format!("{patron} stays"), format!("{patron}が残る")),
        _ => c.say(format!("{patron} goes"), format!("{patron}が去る")),
    }
}

fn verdict(c: &Context<'_>, word: &str) -> String {
    match word {
        "holds" => c.say("holds", "成り立つ"),
        "fails" => c.say("does not hold", "成り立たない"),
        _ => c.say("holds if", "条件付き"),
    }
}
