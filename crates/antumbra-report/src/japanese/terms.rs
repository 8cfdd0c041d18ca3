//! What the program itself calls inputs, units and kinds, in Japanese.
//!
//! Names of inputs are put together from a thing and what is asked of it (`Finance ministry:
//! weight in the decision`); each part is looked up, in the translation of the assessment or here.

use super::{date, name};
use antumbra_record::findings::Findings;

/// Words as the findings have them, and in Japanese.
const TERMS: &[(&str, &str)] = &[
    // Evidence, and how a source was read.
    ("judgement", "判断"),
    ("computed", "計算"),
    ("measured", "計測"),
    ("published", "公刊"),
    ("page", "ページ"),
    ("abstract", "要旨"),
    ("data", "データ"),
    ("memory", "記憶"),
    ("second-hand", "孫引き"),
    ("illustrative", "例示"),
    // Units.
    ("0-100", "0〜100"),
    ("years", "年"),
    ("share", "割合"),
    ("strongest = 100", "最大を100とする"),
    ("per year", "年当たり"),
    ("persons", "人"),
    ("warheads", "発"),
    ("ratio", "比"),
    ("seats", "議席"),
    ("probability", "確率"),
    ("factor", "倍率"),
    ("points", "点"),
    ("states", "か国"),
    ("exponent", "指数"),
    ("per unit", "単位当たり"),
    ("share of GDP", "GDP比"),
    ("fraction of GDP", "GDP比"),
    ("share of the system", "世界全体に占める割合"),
    ("US dollars of the year, market rates", "当年米ドル（市場レート）"),
    ("purchasing power of a market dollar, US = 1", "市場レート1ドルの購買力（米国＝1）"),
    // Inputs of the model.
    (
        "would the protector come if the state were attacked",
        "攻撃を受けたとき保護する側が来援するか",
    ),
    ("would any other ally come", "他の同盟国が来援するか"),
    ("reliability when doubted", "疑われたときの来援の確実性"),
    ("how far the contest turns on capability (m)", "兵力差の決定力（m）"),
    (
        "share of the protector's force that operates from the state's bases within 60 days",
        "保護する側の兵力のうち60日以内に自国の基地から活動する割合",
    ),
    (
        "what full cover leaves of the hazard of war (u)",
        "完全な保護の下で残る戦争の危険の割合（u）",
    ),
    (
        "yearly hazard of war with one challenger without cover, as experts put it",
        "保護のない場合の一つの相手国との戦争の年間の危険（専門家の見方）",
    ),
    (
        "what another provider's cover keeps of the nuclear part when the protector goes",
        "保護する側が去ったとき、他の核保有国の傘が保つ核の部分の割合",
    ),
    ("share of its forces that faces the protected state", "全兵力のうち当該地域に向ける割合"),
    ("military spending", "軍事支出"),
    ("military spending by NMC", "NMCの軍事支出"),
    ("military personnel by NMC", "NMCの兵員"),
    ("PPP factor", "購買力平価の係数"),
    ("population", "人口"),
    ("military spending over GDP", "軍事支出のGDP比"),
    ("authorised strength", "定員"),
    ("filled posts", "現員"),
    ("recruits over the number sought", "募集目標に対する採用の割合"),
    ("share of the nuclear part that it keeps", "核の部分のうち保てる割合"),
    ("years to effect", "効力を持つまでの年数"),
    ("running cost over GDP", "年間経費のGDP比"),
    ("years of danger", "危険な年数"),
    (
        "an arithmetic aid's number: illustrative, yours to set",
        "算術上の補助の数字（例示。利用者が置き換える）",
    ),
    ("weight in the decision", "決定における重み"),
    ("lead time", "所要期間"),
    ("what a fall of .1 in perceived reliability moves", "来援への信頼感が0.1下がったときの動き"),
    ("trust", "信頼感"),
    ("lost without a deal", "合意がない場合の損失"),
    // Draws of the future.
    (
        "people in the client who think that the patron would come: a share of people",
        "保護する側が来援すると考える国民の割合（人の割合であり確率ではない）",
    ),
    ("that a partner won by a lever would come", "新たに得た友好国が来援すること"),
    ("yearly growth of the client's real GDP", "自国の実質GDPの年成長率"),
    ("yearly growth of the patron's capability", "保護する側の力の年成長率"),
    (
        "yearly growth of other allies', partners' and neighbours' capability",
        "他の同盟国・友好国・隣国の力の年成長率",
    ),
    ("yearly growth of this challenger's capability", "この相手国の力の年成長率"),
    (
        "growth that a challenger adds per unit of the client's build-up beyond its economy's growth",
        "自国が経済成長を超えて整備する1単位に対し、相手国が加える成長",
    ),
    (
        "share of the stock of capability that is lost in a year",
        "兵力の蓄積のうち1年で失われる割合",
    ),
    (
        "the most by which the stock can grow in a year; spending beyond it is without effect",
        "兵力の蓄積が1年に伸びうる上限（超える支出は効果を持たない）",
    ),
    ("years from spending to usable stock", "支出から戦力化までの年数"),
    ("yearly growth of the number of people who could serve", "募集対象人口の年成長率"),
    (
        "share of the gap between trust and perceived reliability that closes in a year",
        "信頼感と認識された確実性との差のうち1年で縮まる割合",
    ),
    (
        "share of GDP that the client adds to spending per unit of trust lost",
        "信頼感が1失われるごとに自国が支出に加えるGDP比",
    ),
    ("years that a new text of the treaty takes", "条約の新しい条文に要する年数"),
    (
        "factor of a revised treaty on belief and on action",
        "改定条約が信頼と実際の行動に及ぼす倍率",
    ),
    (
        "share of belief that is left once the client has given notice",
        "自国が終了を通告した後に残る信頼の割合",
    ),
    (
        "share of belief and of action that is left when only access to bases is agreed",
        "基地使用だけの合意で残る信頼と行動の割合",
    ),
    (
        "share of the nuclear part of cover that is left when only access to bases is agreed",
        "基地使用だけの合意で残る核の傘の割合",
    ),
    (
        "yearly hazard that the patron loosens under today's regime",
        "現政権の下で保護する側が関与を緩める年間の確率",
    ),
    (
        "share of belief, action and presence that a loosening takes",
        "関与の緩みで失われる信頼・行動・駐留の割合",
    ),
    (
        "how much an unmet demand for spending raises the hazard of loosening: 1 doubles it when all is unmet",
        "満たされない支出要求が関与の緩む確率を高める度合い（1はすべて満たされないとき2倍）",
    ),
    (
        "yearly hazard that the patron ends the treaty under today's regime",
        "現政権の下で保護する側が条約を終了させる年間の確率",
    ),
    (
        "years from the first year to the patron's exit; read where the patron goes",
        "初年から保護する側が去るまでの年数（去る場合にだけ用いる）",
    ),
    ("years from the decision to this stage", "決定からこの段階までの年数"),
    ("its yearly cost from the decision on", "決定以後の年間経費"),
    (
        "the share of the nuclear part of today's cover that it keeps",
        "現在の核の傘のうち保てる割合",
    ),
    (
        "yearly hazard of a preventive attack on an own programme under the patron's tie",
        "同盟の下で独自の核計画が予防攻撃を受ける年間の確率",
    ),
    ("the same without the tie", "同盟のない場合の同じ確率"),
    (
        "years by which a preventive attack sets an own programme back",
        "予防攻撃が独自の核計画を遅らせる年数",
    ),
    (
        "yearly hazard of war with this challenger without any cover, historical scale",
        "保護のない場合のこの相手国との戦争の年間の危険（歴史的尺度）",
    ),
    (
        "yearly hazard of war with this challenger without any cover, expert scale",
        "保護のない場合のこの相手国との戦争の年間の危険（専門家の尺度）",
    ),
    (
        "share of the trade-exposed GDP that the patron's full coercion takes in a year",
        "保護する側が全力で経済的圧力をかけたとき、貿易に依存するGDPが1年に失われる割合",
    ),
    (
        "share of the trade-exposed GDP that the challengers' full coercion takes in a year",
        "相手国が全力で経済的圧力をかけたとき、貿易に依存するGDPが1年に失われる割合",
    ),
    (
        "how much of their full coercion the challengers apply today",
        "相手国が現在かけている圧力（全力を1とする）",
    ),
    (
        "how the challengers' pressure answers distance from the patron: 1 full relief, -1 full pressure",
        "保護する側と距離を置くことへの相手国の圧力の変化（1は全面的な緩和、-1は全面的な圧力）",
    ),
    (
        "GDP lost in a year of sanctions against an own nuclear programme",
        "独自の核計画への制裁で1年に失うGDP",
    ),
    (
        "share of the alignment with the patron that is left once it has gone",
        "保護する側が去った後に残る協調の割合",
    ),
    ("its yearly hazard today, historical scale", "現在の年間の危険（歴史的尺度）"),
    ("its yearly hazard today, expert scale", "現在の年間の危険（専門家の尺度）"),
    ("that the patron intervenes", "保護する側が介入すること"),
    ("that the client opens its bases to it", "自国が基地の使用を認めること"),
    ("that the client then joins in combat", "自国が戦闘に加わること"),
    ("that the war reaches the client whatever it does", "何をしても戦争が自国に及ぶこと"),
    (
        "log hazard per unit of the challenger's log advantage there",
        "相手国の優位（対数）1単位当たりの危険（対数）",
    ),
    // Politics.
    ("domestic", "国内"),
    ("patron", "保護する側"),
    ("adversary", "敵対国"),
    ("neighbour", "隣国"),
    ("partner", "友好国"),
    ("mail", "郵送"),
    ("online", "インターネット"),
    ("phone", "電話"),
    ("face to face", "面接"),
    ("remote", "低い"),
    ("possible", "ありうる"),
    ("likely", "高い"),
    ("budget", "予算"),
    ("statute", "法律"),
    ("consent", "同意"),
    ("treaty", "条約"),
    ("another state", "他国"),
    ("host governor", "地元知事"),
    ("Article 9", "憲法第9条"),
    ("amendment", "憲法改正"),
    ("non-proliferation", "核不拡散"),
    ("spending", "支出"),
    ("personnel", "人員"),
    ("role", "役割"),
    ("access", "基地使用"),
    ("alignment", "協調"),
    ("trade", "貿易"),
    ("nuclear", "核"),
    // States that the record of wars names and the answer may not.
    ("Afghanistan", "アフガニスタン"),
    ("Georgia", "ジョージア"),
    ("Hungary", "ハンガリー"),
    ("India", "インド"),
    ("Laos", "ラオス"),
    ("South Vietnam", "南ベトナム"),
    ("Ukraine", "ウクライナ"),
    ("Vietnam", "ベトナム"),
    // Nuclear cover.
    ("yes", "できる"),
    ("no", "できない"),
    ("partly", "一部できる"),
];

/// Words that stand before a thing, with what stands after it in Japanese.
const BEFORE: [(&str, &str); 6] = [
    ("position on ", "における立場"),
    ("salience on ", "への関心"),
    ("reservation point on ", "の受入限度"),
    ("drag of its price on ", "に対する代価の強さ"),
    ("worth of one unit of ", "1単位の価値"),
    ("shortest distance from ", "からの最短距離"),
];

/// A term in Japanese: the translation of the assessment first, then the words of the program, then
/// what can be put together from parts. What is not known stays as it is.
pub(crate) fn term(f: &Findings, text: &str) -> String {
    known(f, text).unwrap_or_else(|| text.to_owned())
}

fn known(f: &Findings, text: &str) -> Option<String> {
    let told = f.translations.get("ja").and_then(|t| t.texts.get(text));
    if let Some(t) = told {
        return Some(t.clone());
    }
    if let Some((_, t)) = TERMS.iter().find(|(en, _)| *en == text) {
        return Some((*t).to_owned());
    }
    if let Some(t) = named(f, text) {
        return Some(t);
    }
    if let Some(day) = text.strip_prefix("as of ") {
        return Some(format!("{}現在", date(day)));
    }
    if let Some((note, day)) = text.strip_suffix(')').and_then(|t| t.rsplit_once(" (as of ")) {
        // A note of the file's own may have no translation; its date is told all the same.
        return Some(format!("{}（{}現在）", term(f, note), date(day)));
    }
    if let Some((author, "default")) = text.strip_suffix(')').and_then(|t| t.rsplit_once(" (")) {
        return Some(format!("{author}（既定値）"));
    }
    for (before, after) in BEFORE {
        if let Some(what) = text.strip_prefix(before) {
            return Some(format!("{}{after}", known(f, what)?));
        }
    }
    if let Some(who) =
        text.strip_prefix("personnel of ").and_then(|t| t.strip_suffix(" stationed there"))
    {
        return Some(format!("駐留する{}の要員", known(f, who)?));
    }
    if let Some((what, who)) = text.rsplit_once(" of ")
        && let (Some(who), Some(what)) = (state(f, who), known(f, what).or_else(|| bare(what)))
    {
        return Some(format!("{who}の{what}"));
    }
    if let Some((what, asked)) = text.split_once(": ") {
        return Some(format!("{}：{}", known(f, what)?, known(f, asked)?));
    }
    // A year, and what is to be known of the figure of that year.
    if let Some((year, note)) = text.split_once("; ")
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
    {
        return Some(format!("{year}年。{}", known(f, note)?));
    }
    None
}

/// What has one name in both languages: `GDP`, `CINC`.
fn bare(text: &str) -> Option<String> {
    text.bytes().all(|b| b.is_ascii_uppercase()).then(|| text.to_owned())
}

/// A state by its English name, an axis or a term of a deal by its id.
fn named(f: &Findings, text: &str) -> Option<String> {
    let mut axes = f.politics.iter().flat_map(|p| &p.axes);
    let mut terms = f.politics.iter().flat_map(|p| &p.deal).flat_map(|d| &d.terms);
    axes.find(|a| a.id == text)
        .map(|a| a.name.clone())
        .or_else(|| terms.find(|t| t.id == text).map(|t| t.name.clone()))
        .or_else(|| state(f, text))
}

fn state(f: &Findings, text: &str) -> Option<String> {
    f.names.iter().find(|(_, n)| *n == text).map(|(iso, _)| name(f, iso.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_once() {
        for (n, (en, _)) in TERMS.iter().enumerate() {
            assert!(TERMS[n + 1..].iter().all(|(b, _)| b != en), "{en}");
        }
    }
}
