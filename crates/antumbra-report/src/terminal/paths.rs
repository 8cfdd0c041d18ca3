//! Paths on the first screen: a row each, the two worlds side by side.

use crate::context::{Context, Language};
use crate::japanese;
use crate::number::percent;
use antumbra_record::paths::{PathRow, PathWorld, Paths};
use antumbra_record::politics::Politics;
use unicode_width::UnicodeWidthStr;

/// Widths of the name and of a world, by the language: Japanese has short names, long verdicts.
fn widths(language: Language) -> (usize, usize) {
    match language {
        Language::English => (29, 19),
        Language::Japanese => (25, 21),
    }
}

fn pad(text: &str, width: usize) -> String {
    let mut out = text.to_owned();
    while out.width() > width {
        out.pop();
    }
    format!("{out}{}", " ".repeat(width - out.width()))
}

fn columns(language: Language, cells: [&str; 6]) -> String {
    let (name, world) = widths(language);
    let [path, stays, goes, cost, earliest, undo] = cells;
    format!(
        "{}{}{}{}{}{undo}",
        pad(path, name),
        pad(stays, world),
        pad(goes, world),
        pad(cost, 11),
        pad(earliest, 10)
    )
    .trim_end()
    .to_owned()
}

/// The head of the table.
pub(super) fn head(c: &Context<'_>) -> String {
    let patron = c.patron();
    let row = columns(
        c.language,
        [
            &c.say("PATHS", "選択肢"),
            &c.say(format!("{patron} stays"), format!("{patron}が残る")),
            &c.say(format!("{patron} goes"), format!("{patron}が去る")),
            &c.say("GDP†", "GDP比†"),
            &c.say("lawful by", "法の上で"),
            &c.say("undo?", "戻せるか"),
        ],
    );
    // The number and the indent of rows take the same room.
    row.replacen("  ", "", 1)
}

/// The criterion that binds.
fn criterion(c: &Context<'_>, id: &str) -> String {
    match id {
        "war" => c.say("war", "戦争"),
        "clash" => c.say("clash", "武力衝突"),
        "spending" => c.say("spending", "支出"),
        other => other.to_owned(),
    }
}

/// A verdict with the share of futures behind it.
fn verdict(c: &Context<'_>, w: &PathWorld) -> String {
    let corners = w.within_corners;
    let why = w.binding.as_deref().map(|b| criterion(c, b));
    match w.verdict.as_str() {
        "holds" => format!("{} {}", c.say("holds", "成り立つ"), percent(w.within)),
        "fails" => {
            let why = why.map_or(String::new(), |b| c.say(format!(": {b}"), format!(" {b}")));
            format!("{} {:.0}%{why}", c.say("no", "成り立たない"), 100.0 * w.within)
        }
        _ => {
            let why = why.map_or(String::new(), |b| format!(" {b}"));
            // Shares of futures: whole percent say enough.
            let whole = |x: f64| format!("{:.0}", 100.0 * x);
            let span = c.span(&whole(corners.min), &whole(corners.max));
            format!("{}% ({span}){why}", whole(w.within))
        }
    }
}

fn cost(c: &Context<'_>, p: &PathRow) -> String {
    let mean = |w: &PathWorld| w.outcomes.get("spending_mean").copied();
    p.worlds.first().and_then(mean).map_or(String::new(), |r| {
        let (lo, hi) = (100.0 * r.lo, 100.0 * r.hi);
        let (a, b) = (format!("{lo:.1}"), format!("{hi:.1}"));
        if a == b { format!("{a}%") } else { format!("{}%", c.span(&a, &b)) }
    })
}

/// How easily a path is left again.
fn undo(c: &Context<'_>, p: &PathRow) -> String {
    match p.undo.as_deref() {
        None => "–".into(),
        Some("high") => c.say("high", "容易"),
        Some("medium") => c.say("medium", "やや難"),
        Some("low") => c.say("low", "困難"),
        Some("very low") => c.say("very low", "極めて困難"),
        Some(other) => other.to_owned(),
    }
}

/// The rows, and the line that says what they mean.
pub(super) fn lines(c: &Context<'_>, p: &Paths) -> Vec<String> {
    let earliest = |id: &str| {
        let gates = c.findings.politics.as_ref()?.paths.iter().find(|x| x.id == id)?;
        Some(gates.earliest.get(..7).unwrap_or(&gates.earliest).to_owned())
    };
    let mut out: Vec<String> = p
        .paths
        .iter()
        .map(|row| {
            let cell = |k: usize| row.worlds.get(k).map(|w| verdict(c, w)).unwrap_or_default();
            columns(
                c.language,
                [
                    &c.path(&row.id, &row.name),
                    &cell(0),
                    &cell(1),
                    &cost(c, row),
                    &earliest(&row.id).unwrap_or_else(|| "–".into()),
                    &undo(c, row),
                ],
            )
        })
        .collect();
    let l = &p.limits;
    let first = p.paths.first().map_or(String::new(), |x| c.path(&x.id, &x.name));
    let most = percent(l.gdp_share_max);
    out.push(c.say(
        format!(
            "% of futures in tolerance (over corners): war ≤ ×{}, clashes ≤ ×{} of \"{}\", ≤ {most} of GDP",
            l.war_ratio_max,
            l.force_ratio_max,
            first.to_lowercase()
        ),
        format!(
            "許容に収まる試算の割合（前提を動かした幅）：「{first}」の戦争{}倍・衝突{}倍、GDPの{most}以内",
            l.war_ratio_max, l.force_ratio_max
        ),
    ));
    out
}

/// The overturners in a line, where they were searched.
pub(super) fn overturn(c: &Context<'_>) -> Option<String> {
    c.of("overturn")
}

/// Where the client's own actors settle, in a line.
pub(super) fn settlement(c: &Context<'_>, p: &Politics) -> Option<String> {
    let s = p.settlement.first()?;
    let word = |w: &Option<String>| w.clone().unwrap_or_default();
    let client = c.client();
    Some(match c.language {
        Language::English => format!(
            "{} settles {}: {:.0} of 100 ({:.0}–{:.0}; mean {:.0})†",
            c.capital(&client),
            crate::politics::place(&s.place),
            s.at_mids,
            s.over_draws.lo,
            s.over_draws.hi,
            s.baseline_mean
        ),
        Language::Japanese => format!(
            "{client}の落ち着き先は{}：100点中{:.0}（{:.0}〜{:.0}、平均{:.0}）†",
            japanese::place(&s.place.kind, &word(&s.place.lower), &word(&s.place.upper)),
            s.at_mids,
            s.over_draws.lo,
            s.over_draws.hi,
            s.baseline_mean
        ),
    })
}
