//! Messages on risk and war, in Japanese.

use super::{name, proportion};
use crate::number::whole;
use crate::page::words::risk as probability;
use antumbra_record::findings::{Findings, Sentence};

/// A message on risk; `None` for others.
pub(super) fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    let patron = name(f, f.patron.as_str());
    let client = name(f, f.client.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let state = |k: &str| name(f, s.words.get(k).map_or("", String::as_str));
    Some(match s.message.as_str() {
        "risk.little" | "risk.rises" | "risk.falls" | "risk.unclear" => {
            let how = match s.message.as_str() {
                "risk.little" => "わずかに上がる",
                "risk.rises" => "上がる",
                "risk.falls" => "下がる",
                _ => "はっきりした方向には動かない",
            };
            format!(
                "紛争の記録では、{}が仕掛ける武力衝突の年間の危険は{patron}なしで{how}：{}から{}、比は{}（{}〜{}）、前提を一つ動かすと{}〜{}",
                state("challenger"),
                probability(n("with")?),
                probability(n("without")?),
                proportion(n("ratio")?),
                proportion(n("ratio_lo")?),
                proportion(n("ratio_hi")?),
                proportion(n("ratio_min")?),
                proportion(n("ratio_max")?)
            )
        }
        "risk.unmoved" => format!(
            "{patron}の力は数えていないので、去っても危険は動かない。{}が仕掛ける武力衝突は年間{}と見積もる",
            state("challenger"),
            probability(n("with")?)
        ),
        "war.record" | "war.record_of_all" => format!(
            "戦争は推定するには稀すぎる。{}が始めた戦争は、核の傘の下の国に対して{}件（{}国・年）、それ以外の国に対して{}件（{}国・年）で、後者のうち{}件は陸続きの隣国どうし。傘の有無のほかにも違いがある",
            if s.message == "war.record" { "大国" } else { "全ての国" },
            whole(n("covered_wars")?),
            whole(n("covered_years")?),
            whole(n("uncovered_wars")?),
            whole(n("uncovered_years")?),
            whole(n("by_land")?)
        ),
        "war.experts_only" => format!(
            "戦争は推定するには稀すぎ、{client}の相手に合う件数もない。示すのは専門家の尺度だけで、分析者の判断である"
        ),
        "note.no_estimate" => format!(
            "{}と{client}は接触がなく、記録上どちらも大国ではない。紛争の危険は推定しない",
            state("challenger")
        ),
        "note.no_paths" => {
            format!("{client}の選択肢は書き込まれていない。年ごとに何ができるかは示さない")
        }
        "note.neighbour_left_out" => format!(
            "{}またはその相手の数字がない。{client}の選択肢がその国に及ぼす影響は示さない",
            state("state")
        ),
        "note.paths_not_run" => format!(
            "この基準の前提では{client}の選択肢をたどれない。理由：{}",
            s.words.get("reason").map_or("", String::as_str)
        ),
        "whatif.grid" => {
            let k = |key: &str| n(key).map(whole);
            format!(
                "四つの前提を動かす：{}の選択肢のうち、{patron}が残る場合はどの組でも成り立つもの{}、どの組でも成り立たないもの{}。去る場合は{}と{}",
                k("paths")?,
                k("stays_all")?,
                k("stays_none")?,
                k("goes_all")?,
                k("goes_none")?
            )
        }
        "note.no_fit_at_setting" => {
            "推定値があるのは、距離による弱まり 0、0.5、1、2、支出の重み 0.5、1、支出の尺度の場合である。この基準の前提では紛争の危険を示さない".into()
        }
        _ => return None,
    })
}
