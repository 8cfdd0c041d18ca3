//! How far inputs sway what a verdict is read off.

use super::Figure;
use super::bars::{Bar, draw as bars};
use crate::context::Context;
use crate::input::{amount, name};
use crate::number::percent;
use antumbra_record::overturn::{Overturning, SwayRow};

/// Inputs shown, the widest first.
const MOST: usize = 12;

/// A sway that is told: at least this much of all futures.
const LEAST: f64 = 0.005;

/// How far each input alone sways the share that a verdict is read off, the most first. None for an
/// order, and when nothing sways it.
pub fn draw(c: &Context<'_>, o: &Overturning, title: &str) -> Option<Figure> {
    let holds = o.holds_from?;
    let mut rows: Vec<&SwayRow> = o.sways.iter().filter(|s| s.high - s.low >= LEAST).collect();
    let width = |s: &&SwayRow| s.high - s.low;
    rows.sort_by(|a, b| width(b).total_cmp(&width(a)));
    rows.truncate(MOST);
    let label = |s: &SwayRow| name(c.findings, c.language, &s.key, &s.input);
    let at = |s: &SwayRow, x: f64| amount(c.language, &s.unit, x);
    let all: Vec<Bar> = rows
        .iter()
        .map(|s| Bar {
            label: label(s),
            from: 100.0 * s.low,
            to: 100.0 * s.high,
            range: None,
            note: ends(c, &at(s, s.low_at), &at(s, s.high_at)),
            hollow: s.group != "world",
        })
        .collect();
    let (now, level) = (percent(o.value), percent(holds));
    let description = c.say(
        format!(
            "The share of futures within tolerance as the centre of one input moves over what is \
             allowed, the widest first; it is {now} now and the path holds from {level} on. Beside \
             each bar, where the input stands at its left and its right end. Filled: the world; \
             hollow: our judgements and yardsticks. Few futures, set right by what all of them \
             say without a move: good to a few points. {} inputs that move it less are left out.",
            o.sways.len() - rows.len()
        ),
        format!(
            "一つの入力の中心を許した範囲で動かしたときの、許容範囲に入る将来の割合。大きく動かすものから順に\
             示す。今は{now}で、{level}から成り立つ。棒の横は左端と右端での入力の値。塗りは世界、白抜きは\
             私たちの判断と物差し。少数の将来で測り、動かさないときの全体の値で補正した（数ポイントの精度）。\
             動きがより小さい{}個は省いた。",
            o.sways.len() - rows.len()
        ),
    );
    let head = c.heads([
        ("input", "入力"),
        ("lowest share", "最小の割合"),
        ("there", "そのときの値"),
        ("highest share", "最大の割合"),
        ("there", "そのときの値"),
    ]);
    let row = |s: &&SwayRow| {
        vec![label(s), percent(s.low), at(s, s.low_at), percent(s.high), at(s, s.high_at)]
    };
    let table = (head, rows.iter().map(row).collect());
    let unit = c.say("% of futures within tolerance", "許容範囲に入る将来（%）");
    let (today, holding) = (c.say("now", "今"), c.say("holds", "成り立つ"));
    bars(
        "figure-sways",
        &all,
        &[(100.0 * o.value, &today), (100.0 * holds, &holding)],
        &unit,
        (title, description.as_str(), &c.source),
        table,
    )
}

/// Where an input stands at the two ends of a bar.
fn ends(c: &Context<'_>, low: &str, high: &str) -> String {
    c.say(format!("{low} to {high}"), format!("{low}〜{high}"))
}
