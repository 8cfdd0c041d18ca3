//! Words that the sections on paths and risks share: names of paths, worlds, verdicts, ranges.

use crate::context::{Context, Language};
use crate::number::{percent, significant};
use antumbra_core::Range;
use antumbra_record::paths::{CornerShare, PathRow, PathWorld, Paths};

/// The most corners that a verdict names.
const NAMED: usize = 3;

/// The name of a path: as the file has it; in Japanese that of a known one.
pub(crate) fn path(c: &Context<'_>, p: &PathRow) -> String {
    if let ("settle", Some(them)) = (p.id.as_str(), c.findings.parts_over.first()) {
        return c.say(&p.name, format!("{}との和解", c.state(them.challenger)));
    }
    c.path(&p.id, &p.name)
}

/// The name of a path by its id.
pub(crate) fn path_of(c: &Context<'_>, p: &Paths, id: &str) -> String {
    p.paths.iter().find(|r| r.id == id).map_or_else(|| id.to_owned(), |r| path(c, r))
}

/// Of a path in the middle of a sentence: with a small letter where the language has them.
pub(crate) fn inside(c: &Context<'_>, name: &str) -> String {
    match c.language {
        Language::English => {
            let mut chars = name.chars();
            chars.next().map_or_else(String::new, |a| a.to_lowercase().chain(chars).collect())
        }
        Language::Japanese => name.to_owned(),
    }
}

/// A world: the protector stays, or goes.
pub(crate) fn world(c: &Context<'_>, id: &str) -> String {
    let patron = c.patron();
    match id {
        "stays" => c.say(format!("{patron} stays"), format!("{patron}が残る場合")),
        "goes" => c.say(format!("{patron} goes"), format!("{patron}が去る場合")),
        other => other.to_owned(),
    }
}

/// A criterion of tolerance.
pub(crate) fn criterion(c: &Context<'_>, id: &str) -> String {
    match id {
        "war" => c.say("risk of war", "戦争の危険"),
        "clash" => c.say("armed clashes", "武力衝突"),
        "spending" => c.say("spending", "支出"),
        other => other.to_owned(),
    }
}

/// How easily a path is left again.
pub(crate) fn undo(c: &Context<'_>, id: &str) -> String {
    match id {
        "high" => c.say("easily", "容易"),
        "medium" => c.say("with effort", "手間がかかる"),
        "low" => c.say("hardly", "難しい"),
        "very low" => c.say("very hardly", "極めて難しい"),
        other => other.to_owned(),
    }
}

/// A corner, which may move two assumptions, in words.
pub(crate) fn corner(c: &Context<'_>, text: &str) -> String {
    let one = |t: &str| match t.strip_prefix("psi=") {
        Some(x) => format!("ψ {x}"),
        None => c.assumption(t),
    };
    let all: Vec<String> = text.split(", ").map(one).collect();
    all.join(&c.say(" and ", "かつ"))
}

/// A verdict in words. A path holds *if* something only where some corner reaches the limit.
pub(crate) fn verdict(c: &Context<'_>, p: &Paths, w: &PathWorld) -> String {
    let holds = |k: &&CornerShare| k.within >= p.limits.holds_share;
    match w.verdict.as_str() {
        "holds" => return c.say("holds", "成り立つ"),
        "fails" => return c.say("does not hold", "成り立たない"),
        _ => {}
    }
    let yes: Vec<&CornerShare> = w.corners.iter().filter(holds).collect();
    let no: Vec<&CornerShare> = w.corners.iter().filter(|k| !holds(k)).collect();
    if yes.is_empty() {
        let most = percent(w.within_corners.max);
        let best = w.corners.iter().max_by(|a, b| a.within.total_cmp(&b.within));
        let at = best.map_or_else(String::new, |k| corner(c, &k.corner));
        return c.say(
            format!("at no corner; at most {most}, if {at}"),
            format!("どの前提でも届かない。最大は「{at}」で{most}"),
        );
    }
    if yes.len() <= no.len() {
        let list = corners(c, &yes);
        c.say(format!("holds if {list}"), format!("条件付き：{list}なら成り立つ"))
    } else {
        let list = corners(c, &no);
        c.say(format!("holds unless {list}"), format!("条件付き：{list}でなければ成り立つ"))
    }
}

fn corners(c: &Context<'_>, all: &[&CornerShare]) -> String {
    let named: Vec<String> = all.iter().take(NAMED).map(|k| corner(c, &k.corner)).collect();
    let list = named.join(&c.say(", or ", "、または"));
    match all.len().saturating_sub(NAMED) {
        0 => list,
        n => c.say(format!("{list}, or at {n} more corners"), format!("{list}、ほか{n}通り")),
    }
}

/// A range with its middle first.
pub(crate) fn range(c: &Context<'_>, r: Range, word: impl Fn(f64) -> String) -> String {
    let (lo, mid, hi) = (word(r.lo), word(r.mid), word(r.hi));
    if lo == mid && mid == hi {
        mid
    } else {
        c.say(format!("{mid} ({})", c.span(&lo, &hi)), format!("{mid}（{}）", c.span(&lo, &hi)))
    }
}

/// The share of futures within tolerance, with its span over the corners.
pub(crate) fn within(c: &Context<'_>, w: &PathWorld) -> String {
    let (at, min, max) =
        (percent(w.within), percent(w.within_corners.min), percent(w.within_corners.max));
    if min == max && at == min {
        return at;
    }
    c.say(format!("{at} ({})", c.span(&min, &max)), format!("{at}（{}）", c.span(&min, &max)))
}

/// A risk: two digits at most, small ones not rounded away.
pub(crate) fn risk(x: f64) -> String {
    if x > 0.0 && x < 0.000_009_5 {
        return "<0.001%".into();
    }
    format!("{}%", significant(100.0 * x, 2))
}

/// Percentage points, with two digits at most.
pub(crate) fn points(x: f64) -> String {
    let t = if x.abs() < 0.995 { format!("{x:.2}") } else { significant(x, 2) };
    if t == "-0.00" { "0.00".into() } else { t.replace('-', "−") }
}

/// A whole number: a count of years, or a year.
pub(crate) fn count(x: f64) -> String {
    format!("{x:.0}")
}

/// The name under which outcomes of war are kept on the scale and nuclear share that verdicts are
/// read off.
pub(crate) fn judging(c: &Context<'_>, p: &Paths, outcome: &str) -> String {
    let psi = c.findings.reference.psi;
    let near = [(0.0, "psi0"), (0.5, "psi50"), (1.0, "psi100")]
        .into_iter()
        .min_by(|a, b| (a.0 - psi).abs().total_cmp(&(b.0 - psi).abs()))
        .map_or("psi50", |x| x.1);
    format!("{outcome}.{}.{near}", p.scale)
}

/// A hazard scale.
pub(crate) fn scale(c: &Context<'_>, id: &str) -> String {
    match id {
        "historical" => c.say("the historical scale (counts)", "歴史の尺度（件数）"),
        "expert" => c.say("the experts' scale (judgement)", "専門家の尺度（判断）"),
        other => other.to_owned(),
    }
}
