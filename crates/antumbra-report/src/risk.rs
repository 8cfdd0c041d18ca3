//! Risk by tier on the screen: one challenger, three cases, one hazard scale per line.

use crate::context::Context;
use crate::number::{percent, plain, whole};
use antumbra_core::{Iso3, Range};
use antumbra_record::risk::{Risks, WarRisk};
use unicode_width::UnicodeWidthStr;

/// The challenger that the screen shows: the first with a row.
pub(crate) fn first(r: &Risks) -> Option<Iso3> {
    r.challenges.first().map(|c| c.challenger).or_else(|| r.wars.first().map(|w| w.challenger))
}

/// A yearly risk: two digits at most, small ones not rounded away.
pub fn yearly(x: f64) -> String {
    let p = x * 100.0;
    if p >= 0.95 {
        percent(x)
    } else if p >= 0.00095 {
        format!("{}%", plain(p).trim_start_matches('0'))
    } else {
        "<.001%".into()
    }
}

/// Cells in columns: the first to the left, the others to the right. A wide character counts as two.
fn columns(cells: [&str; 4]) -> String {
    let room = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
    let [first, rest @ ..] = cells;
    let mut out = format!("{first}{}", room(first, 22));
    for (cell, width) in rest.into_iter().zip([8, 9, 9]) {
        out.push_str(&format!("{}{cell}", room(cell, width)));
    }
    out
}

/// The head of the columns under a title, with the patron's name.
pub(crate) fn head(c: &Context<'_>, title: &str) -> String {
    let patron = c.patron();
    let patron = patron.trim_start_matches("the ");
    columns([
        title,
        &c.say(format!("with {patron}"), format!("{patron}あり")),
        &c.say("doubted", "疑わしい"),
        &c.say("without", "なし"),
    ])
}

/// The lines of the screen, each with its remark.
pub(crate) fn lines(c: &Context<'_>, r: &Risks) -> Vec<String> {
    let Some(challenger) = first(r) else { return Vec::new() };
    let mids = |a: Range, b: Range, d: Range| [a, b, d].map(|x| yearly(x.mid));
    let mut out = Vec::new();
    for x in r.challenges.iter().filter(|x| x.challenger == challenger && x.tier != "fatal") {
        let word = if x.tier == "incident" {
            c.say("incident", "小規模摩擦")
        } else {
            c.say("armed clash", "武力衝突")
        };
        let [a, b, d] = mids(x.with, x.doubted, x.without);
        let ratio = c.span(&c.proportion(x.ratio.lo), &c.proportion(x.ratio.hi));
        let (seen, last) = (whole(x.level.observed), r.last_outcome);
        let remark = c.say(
            format!("ratio {ratio} · {seen} seen in 20 years to {last}"),
            format!("比{ratio}・{last}年までの20年に{seen}件"),
        );
        out.push(format!("{}   {remark}", columns([&word, &a, &b, &d])));
    }
    let psi = c.findings.reference.psi;
    let war = |scale: &str| {
        let at = |w: &&WarRisk| w.challenger == challenger && w.scale == scale;
        let near = |w: &&WarRisk| (w.psi - psi).abs();
        r.wars.iter().filter(at).min_by(|a, b| near(a).total_cmp(&near(b)))
    };
    if let (Some(w), Some(record)) = (war("historical"), &r.war_record) {
        let [a, b, d] = mids(w.with, w.doubted, w.without);
        let (in_, out_) = (&record.covered, &record.uncovered);
        let (x, y) = (whole(in_.dyad_years as f64), whole(out_.dyad_years as f64));
        let remark = c.say(
            format!("{} wars in {x} covered, {} in {y} others", in_.wars, out_.wars),
            format!("傘の下{x}国・年で{}件、他{y}で{}件", in_.wars, out_.wars),
        );
        let word = c.say("war, by record", "戦争（記録）");
        out.push(format!("{}   {remark}", columns([&word, &a, &b, &d])));
    }
    if let Some(w) = war("expert") {
        let [a, b, d] = mids(w.with, w.doubted, w.without);
        let word = c.say("war, experts†", "戦争（専門家）†");
        let remark =
            c.say("judgement; not to be mixed with the above", "分析者の判断。上とは混ぜない");
        out.push(format!("{}   {remark}", columns([&word, &a, &b, &d])));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_risks_are_not_rounded_away() {
        let t = [0.62, 0.0148, 0.0049, 0.00088, 0.00001, 1e-7].map(yearly);
        assert_eq!(t, ["62%", "1%", ".49%", ".088%", ".0010%", "<.001%"]);
    }
}
