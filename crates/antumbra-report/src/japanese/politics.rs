//! Messages on who decides, what law asks, opinion and the deal, in Japanese. Names of actors,
//! topics and terms come from the assessment file and stay in its language.

use super::{date, is_japanese, name};
use crate::number::{percent, whole};
use antumbra_record::findings::{Findings, Sentence};

/// A place on an ordinal axis in policy words.
pub(crate) fn place(kind: &str, lower: &str, upper: &str) -> String {
    match kind {
        "at" => format!("「{lower}」"),
        "between" => format!("「{lower}」と「{upper}」の間"),
        "below" => format!("「{upper}」の手前"),
        "above" => format!("「{lower}」の先"),
        _ => "目印のない軸の上".into(),
    }
}

/// The name of a path, where it has a usual one.
pub(crate) fn known_path(f: &Findings, id: &str) -> Option<String> {
    let patron = name(f, f.patron.as_str());
    Some(match id {
        "as_planned" => "現行計画どおり".into(),
        "pay_more" => "負担を増やし発言権を増す".into(),
        "partners" => "協力国を増やす".into(),
        "build_first" => "先に整備、後で緩める".into(),
        "loosen_first" => "先に緩め、後で整備".into(),
        "sharing" => format!("{patron}との核共有"),
        "own_deterrent" => "独自の核抑止力".into(),
        "settle" => "相手国との和解".into(),
        _ => return None,
    })
}

/// The name of a path: the translation of the assessment, the usual one, its id.
fn path(f: &Findings, id: &str) -> String {
    let row = f.paths.iter().flat_map(|p| &p.paths).find(|r| r.id == id);
    if let Some(row) = row.filter(|r| is_japanese(&r.name)) {
        return row.name.clone();
    }
    known_path(f, id).unwrap_or_else(|| id.replace('_', " "))
}

/// An amount with its unit; money in the billions that files reckon in stands in 億.
fn amount(x: f64, unit: &str) -> String {
    match unit.strip_prefix("10億") {
        Some(rest) => format!("{}億{rest}", whole(10.0 * x)),
        None => format!("{} {unit}", whole(x)),
    }
}

/// A position or a shift in whole points of an ordinal scale.
fn points(x: f64) -> String {
    format!("{:.0}", x + 0.0)
}

/// A message on politics; `None` for others.
pub(super) fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    let client = name(f, f.client.as_str());
    let patron = name(f, f.patron.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let w = |k: &str| s.words.get(k).map_or("", String::as_str);
    let at = |key: &str| {
        place(w(&format!("{key}_kind")), w(&format!("{key}_lower")), w(&format!("{key}_upper")))
    };
    Some(match s.message.as_str() {
        "politics.not_coded" => {
            format!("{client}の政治は書き込まれていない。誰が決めるかについては何も言わない")
        }
        "politics.no_actors" => {
            format!("{client}の主体は書き込まれていない。政治の落ち着き先については何も言わない")
        }
        "politics.moved" | "politics.near_mean" => {
            let mut t = format!(
                "{client}国内の主体の落ち着き先は{}。100点中{}（試算の幅{}〜{}、加重平均{}、中央値{}）†",
                at("place"),
                points(n("settlement")?),
                points(n("lo")?),
                points(n("hi")?),
                points(n("mean")?),
                points(n("median")?)
            );
            if s.message == "politics.moved" {
                t.push_str(&format!(
                    "。平均から{}点離れ、10回の試算のうち9回は同じ向き。最も効いたのは{}",
                    points(n("difference")?),
                    w("mover")
                ));
            } else {
                t.push_str("。平均が言う以上のことは言えない");
            }
            t
        }
        "second_axis.settled" => format!(
            "「{}」の落ち着き先は{}。100点中{}（試算の幅{}〜{}、加重平均{}）†",
            w("axis"),
            at("place"),
            points(n("settlement")?),
            points(n("lo")?),
            points(n("hi")?),
            points(n("mean")?)
        ),
        "ratify.all" => format!(
            "{patron}の主体{}者はすべてその落ち着き先を受け入れる。試算の{}で誰も拒まない†",
            whole(n("ratifiers")?),
            percent(n("share")?)
        ),
        "ratify.refused" => format!(
            "{patron}の主体のすべてがその落ち着き先を受け入れるわけではない。拒むのは{}。誰も拒まない試算は{}†",
            w("refusing"),
            percent(n("share")?)
        ),
        "prices.move" => format!(
            "国外の主体に票はない。その代価は加重平均を{:+.1}点、落ち着き先を{:+.1}点（{:+.1}〜{:+.1}）動かす†",
            n("mean_points")?,
            n("points")?,
            n("lo")?,
            n("hi")?
        ),
        "gates.span" => format!(
            "法の上で最も早い選択肢（{}）は{}までに始められる。最も遅いもの（{}）は{}より前には始められない",
            path(f, w("first")),
            date(w("first_date")),
            path(f, w("last")),
            date(w("last_date"))
        ),
        "opinion.apart" => format!(
            "まとめてよい世論調査はない。{}の主題について{}件を並べる。「{}」では{}から{}パーセントまで開く",
            whole(n("topics")?),
            whole(n("polls")?),
            w("topic"),
            points(n("min")?),
            points(n("max")?)
        ),
        "opinion.pooled" => format!(
            "{}の主題について世論調査{}件。{}系列をまとめ、残りは並べる",
            whole(n("topics")?),
            whole(n("polls")?),
            whole(n("pools")?)
        ),
        "deal.zone" | "deal.zone_unless" => {
            let mut t = "すべての側が受け入れうる条件がある".to_owned();
            if let (Some(min), Some(max)) = (n("min"), n("max")) {
                let (min, max) = (amount(min, w("unit")), amount(max, w("unit")));
                t.push_str(&format!("。{}は他の条件しだいで{min}から{max}まで", w("term")));
            }
            if let (Some(min), Some(max)) = (n("record_min"), n("record_max")) {
                let (min, max) = (amount(min, w("unit")), amount(max, w("unit")));
                t.push_str(&format!("。過去の合意は{min}から{max}"));
            }
            if s.message == "deal.zone_unless" {
                t.push_str("。決裂の損失が最も小さい場合には、そのような条件はない");
            }
            t + "†"
        }
        "deal.none_unless" => format!(
            "決裂の損失がもっと大きくない限り、すべての側に合う条件はない。{}が両立しない†",
            w("excluded_by")
        ),
        "deal.none" => {
            format!("すべての側に合う条件はない。{}が両立しない†", w("excluded_by"))
        }
        "note.politics_failed" => format!("政治の計算ができなかった。理由：{}", w("why")),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn billions_stand_in_hundreds_of_millions() {
        assert_eq!(super::amount(150.0, "10億円／年"), "1,500億円／年");
        assert_eq!(super::amount(2.0, "段階"), "2 段階");
    }
}
