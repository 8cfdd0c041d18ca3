//! Messages that head sections and figures, in Japanese.

use super::{known_path, name, times};
use crate::number::{percent, plain, whole};
use crate::page::words::{points, risk};
use antumbra_record::findings::{Findings, Sentence};

/// The name of a path: a settlement by the first challenger, others as the file has them where it
/// is in Japanese, else the usual one.
fn path(f: &Findings, id: &str) -> String {
    if let ("settle", Some(them)) = (id, f.parts_over.first()) {
        return format!("{}との和解", name(f, them.challenger.as_str()));
    }
    let row = f.paths.iter().flat_map(|p| &p.paths).find(|r| r.id == id);
    let written = |name: &str| name.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
    if let Some(r) = row.filter(|r| written(&r.name)) {
        return r.name.clone();
    }
    known_path(f, id)
        .or_else(|| row.map(|r| r.name.clone()))
        .unwrap_or_else(|| id.replace('_', " "))
}

/// A range of the sentence with its middle first: `0.31（0.06〜0.79）`.
fn range(s: &Sentence, key: &str, word: impl Fn(f64) -> String) -> Option<String> {
    let of = |k: String| s.numbers.get(&k).map(|x| word(*x));
    let (lo, mid, hi) = (of(format!("{key}_lo"))?, of(key.to_owned())?, of(format!("{key}_hi"))?);
    Some(if lo == mid && mid == hi { mid } else { format!("{mid}（{lo}〜{hi}）") })
}

/// A message of a heading; `None` for others.
pub(super) fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    let patron = name(f, f.patron.as_str());
    let client = name(f, f.client.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let w = |k: &str| s.words.get(k).map_or("", String::as_str);
    let state = |k: &str| name(f, w(k));
    let message = s.message.as_str();
    Some(match message {
        "own.share" => format!(
            "{}に対して{client}を守りうる力のうち、自国の分は{}。前提を一つ動かすと{}から{}",
            state("challenger"),
            percent(n("own")?),
            percent(n("own_min")?),
            percent(n("own_max")?)
        ),
        "reach.apart" | "reach.apart_uncounted" | "reach.borders" | "reach.borders_uncounted" => {
            let (them, far) = (state("challenger"), whole(n("far")?));
            let there = match n("persons") {
                Some(x) => format!("{patron}の要員{}人が{client}にいる", whole(x)),
                None => format!("{client}にいる{patron}の要員の数はない"),
            };
            if message.starts_with("reach.borders") {
                format!("{them}は{client}と境を接し、{patron}は{far} km離れている。{there}")
            } else {
                let near = whole(n("near")?);
                format!("{them}は{near} km、{patron}は{far} km離れている。{there}")
            }
        }
        "decay.span" => format!(
            "今の釣り合いを自力で保つには、距離で力が弱まらないなら現行防衛費の{}、速く弱まるなら{}が要る",
            times(n("slowest")?),
            times(n("fastest")?)
        ),
        "levels.more" | "levels.fewer" | "levels.same" => format!(
            "{:.0}年までの20年間に{client}に対して起こされた紛争は{}件。推定が予想する{}件{}",
            n("last")?,
            whole(n("observed")?),
            plain(n("expected")?),
            match message {
                "levels.more" => "より多い",
                "levels.fewer" => "より少ない",
                _ => "と同じ",
            }
        ),
        "war_historical.apart"
        | "war_historical.overlap"
        | "war_expert.apart"
        | "war_expert.overlap" => format!(
            "{}では、{}との戦争の危険は年間、{patron}ありで{}、なしで{}{}",
            if message.starts_with("war_expert") {
                "専門家の尺度（判断）"
            } else {
                "歴史の尺度（件数）"
            },
            state("challenger"),
            range(s, "with", risk)?,
            range(s, "without", risk)?,
            if message.ends_with(".overlap") { "。幅は重なる" } else { "" }
        ),
        "verdicts.count" => {
            format!("{patron}が残るなら{}。去るなら{}", verdicts(s, "stays")?, verdicts(s, "goes")?)
        }
        "insurance.none" => format!(
            "{patron}が去る場合に、最初の選択肢より戦争の危険が低いと見積もられるものはない"
        ),
        "insurance.most" | "insurance.may" => {
            let (name, from, to) = (path(f, w("path")), n("first_year")?, n("last_year")?);
            let saved = range(s, "saved", points)?;
            let premium = range(s, "premium", crate::figure::insurance::premium)?;
            if message == "insurance.most" {
                format!(
                    "{patron}が去る場合、戦争の危険を最も減らすのは「{name}」で{from:.0}〜{to:.0}年で{saved}ポイント、費用は年間GDPの{premium}"
                )
            } else {
                format!(
                    "{patron}が去る場合、「{name}」が戦争の危険を最も減らしうるが、増やすこともある：{from:.0}〜{to:.0}年で{saved}ポイント、費用は年間GDPの{premium}"
                )
            }
        }
        "neighbours.apart" | "neighbours.overlap" => format!(
            "「{}」では、{:.0}年に{}を守る力は、{patron}が去れば現在の{}、残れば{}{}",
            path(f, w("path")),
            n("last_year")?,
            state("state"),
            range(s, "gone", percent)?,
            range(s, "kept", percent)?,
            if message.ends_with(".overlap") { "。幅は重なる" } else { "" }
        ),
        "balance.course" => format!(
            "地域の力のうち味方の占める割合は、「{}」で{patron}が残れば{}から{:.0}年に{}へ、去れば{}へ",
            path(f, w("path")),
            range(s, "now", percent)?,
            n("last_year")?,
            range(s, "stays", percent)?,
            range(s, "goes", percent)?
        ),
        "cases.rate" => format!(
            "似た種類の{}件のうち、{}年以内に攻撃・征服されたのは{}件",
            whole(n("of")?),
            whole(n("horizon")?),
            whole(n("happened")?)
        ),
        "against.count" => format!(
            "事例は無作為に抽出したものではなく、判断で符号化した。示すだけで、何も推定しない。{}件のうち最も近いのは「{}」。「攻撃されない」に反する事例（{}件）を先に置く。距離0は同じ、1は最も遠い",
            whole(n("shown")?),
            w("nearest"),
            whole(n("against")?)
        ),
        _ => return None,
    })
}

/// How many paths hold in a world, no stronger than what the corners say.
fn verdicts(s: &Sentence, world: &str) -> Option<String> {
    let n = |k: &str| s.numbers.get(&format!("{world}_{k}")).copied();
    let (all, hold, some, fail) = (*s.numbers.get("paths")?, n("hold")?, n("some")?, n("fail")?);
    let mut text = if hold > 0.0 {
        format!("{}の選択肢のうち{}つが成り立つ", whole(all), whole(hold))
    } else if some == 0.0 {
        "どの前提でも成り立つものはない".to_owned()
    } else {
        "成り立つものはない".to_owned()
    };
    if some > 0.0 {
        text += &format!("。{}つは一部の前提でのみ成り立つ", whole(some));
    }
    if fail > 0.0 {
        text += &format!("。{}つはどの前提でも成り立たない", whole(fail));
    }
    Some(text)
}
